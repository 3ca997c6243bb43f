"""The command as people run it: a process of its own, with pipes, terminals, signals and hostile names."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from paramountcy import __version__
from tests.cli.running import COMMAND, PATIENCE, clean, invoke, run, unreadable, wrong
from tests.returns.made_returns import large


def test_it_says_its_version():
    result = run("--version")
    assert (result.returncode, result.stdout, result.stderr) == (0, f"paramountcy {__version__}\n", "")


def test_without_a_command_it_says_what_there_is():
    result = run()
    assert result.returncode == 2
    assert "check" in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("make", "code"), [(clean, 0), (wrong, 1), (unreadable, 2)], ids=["queries only", "an error", "not a return"]
)
def test_the_exit_code_is_that_of_the_process(tmp_path, make, code):
    result = run("check", make(tmp_path))
    assert result.returncode == code
    assert "Traceback" not in result.stderr


def test_a_fault_of_ours_ends_with_3(tmp_path):
    broken = "import paramountcy\ndef check(*_, **__): raise KeyError('AMY')\nparamountcy.check = check\n"
    given = f"import sys; sys.argv[1:] = ['check', {str(clean(tmp_path))!r}]\n"
    start = f"{broken}{given}from paramountcy.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", start], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert result.returncode == 3
    assert "KeyError" in result.stderr
    assert "AMY" not in result.stderr


def test_a_command_that_there_is_not_is_refused_with_what_is_near():
    result = invoke("chekc")
    assert result.exit_code == 2
    assert "Did you mean 'check'?" in result.stderr


@pytest.mark.parametrize("command", ["check", "rules", "convert", "write", "imagine", "compare", "open", "demo"])
def test_every_command_explains_itself_with_examples(command):
    result = invoke(command, "--help")
    assert result.exit_code == 0
    assert f"  paramountcy {command}" in result.stdout.partition("Examples:")[2]


def test_a_reader_who_leaves_early_changes_nothing(tmp_path):
    """As `paramountcy check ... | head`: the report is still written, and nothing is said about the pipe."""
    out = tmp_path / "report.csv"
    process = subprocess.Popen(
        [*COMMAND, "check", wrong(tmp_path), "--out", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.close()
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (1, b"")
    assert out.exists()


def test_a_list_may_be_cut_short():
    process = subprocess.Popen([*COMMAND, "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.close()
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="a closed stream is asked for in the words of another shell")
def test_closed_streams_are_no_trouble(tmp_path):
    command = [*COMMAND, "check", str(wrong(tmp_path)), "--out", str(tmp_path / "report.csv")]
    process = subprocess.run(["sh", "-c", 'exec "$@" >&- 2>&-', "sh", *command], timeout=PATIENCE, check=False)
    assert process.returncode == 1
    assert (tmp_path / "report.csv").exists()


def test_a_shell_can_complete_commands_and_options():
    def offered(words: str) -> set[str]:
        asked = {"_PARAMOUNTCY_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        return set(run(**asked).stdout.split())

    assert offered("paramountcy co") == {"convert", "compare"}
    assert offered("paramountcy check --an") == {"--anonymous"}
    assert offered("paramountcy check --engine du") == {"duckdb"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_said(tmp_path):
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            [*COMMAND, "rules"], stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE, check=False
        )
    assert process.returncode == 2
    assert b"could not be written" in process.stderr
    assert b"Traceback" not in process.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal to send to one process")
def test_ctrl_c_stops_it_at_once_and_leaves_nothing_half_done(tmp_path):
    returns, out = tmp_path / "returns", tmp_path / "out"
    returns.mkdir()
    out.mkdir()
    (returns / "0.xml").write_bytes(large(2000))
    for number in range(1, 20):  # many: it must not be through with them before it is stopped
        os.link(returns / "0.xml", returns / f"{number}.xml")
    process = subprocess.Popen([*COMMAND, "check", "-q", returns, "--out", out, "--as", "csv"], stderr=subprocess.PIPE)
    until = time.monotonic() + PATIENCE
    while not list(out.iterdir()) and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert not list(out.glob(".*"))
    assert not (out / "total.csv").exists()


@pytest.mark.parametrize("encoding", ["ascii:strict", "latin-1:strict"])
def test_a_terminal_without_unicode_is_no_trouble(tmp_path, encoding):
    path = clean(tmp_path, "Ünïted ⟨家⟩.xml")
    result = subprocess.run(
        [*COMMAND, "check", path, "--out", tmp_path / "☃.html"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        timeout=PATIENCE,
        check=False,
    )
    assert result.returncode == 0
    assert result.stderr == b""
    said = result.stdout.decode(encoding.partition(":")[0])
    assert "Ünïted ⟨家⟩.xml" in said or "\\u5bb6" in said


HOSTILE = ["-rf.xml", "a\nb.xml", "=cmd.xml", "[red]x.xml", "a b'c\"d.xml", "..xml", "\x1b[31mred.xml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not allow such names")
@pytest.mark.parametrize("name", [*HOSTILE, os.fsdecode(b"caf\xe9.xml")], ids=ascii)
def test_hostile_names_are_shown_and_harmless(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    clean(tmp_path, name)
    out = tmp_path / "out"
    out.mkdir()
    result = invoke("check", "--structure-only", "--out", out, "--", name)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    assert len(list(out.iterdir())) == 5
    if name != "..xml":
        assert invoke("check", "--structure-only", tmp_path).exit_code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.xml")
    assert "or not a file" in invoke("check", tmp_path / "pipe.xml").stderr


@pytest.mark.parametrize("name", ["a" * 300, "loop", "."])
def test_paths_that_lead_nowhere_are_refused(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    if name == "loop":
        Path(name).symlink_to(name)
    result = invoke("check", name)
    assert result.exit_code == 2
    assert "a fault of Paramountcy" not in result.stderr


class TestFolderThatCanNotBeWrittenTo:
    @pytest.fixture
    def shut(self) -> Path:
        """A folder where not even root may write."""
        path = Path("/sys")
        if not path.is_dir():
            pytest.skip("this system has no folder that is shut for everyone")
        return path

    @pytest.mark.parametrize("out", ["report.csv", ""])
    def test_it_is_refused_before_the_work(self, tmp_path, shut, out):
        result = invoke("check", wrong(tmp_path), "--out", shut / out)
        assert result.exit_code == 2
        assert "nothing can be written in the folder /sys" in result.stderr
        assert result.stdout == ""

    def test_so_are_the_other_commands(self, tmp_path, shut):
        path = clean(tmp_path)
        tables = tmp_path / "tables"
        invoke("convert", path, "--to", tables, "--as", "csv")
        for arguments in (
            ["convert", path, "--to", shut / "tables", "--as", "csv"],
            ["write", tables, "--year", "2025-26", "--out", shut / "out.xml"],
            ["compare", path, path, "--out", shut / "out.csv"],
            ["imagine", "cin", "--children", "5", "--year", "2025-26", "--out", shut / "out.xml"],
        ):
            result = invoke(*arguments)
            assert result.exit_code == 2
            assert "a fault of Paramountcy" not in result.stderr
