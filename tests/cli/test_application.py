"""The commands of the web application: what they refuse before anything of it is loaded."""

import pytest

from paramountcy.cli import application, command
from paramountcy.cli.application import passphrase_of
from paramountcy.cli.terminal import Refused

WHO = ("--as", "Jo Field", "--reason", "because it is needed")


def run(name, *words):
    """The exit code of a command, in this process."""
    with pytest.raises(SystemExit) as ended:
        command(name).main(list(words), prog_name="paramountcy")
    return ended.value.code


def refused(name, *words):
    """Why a command is refused."""
    with pytest.raises(Refused) as no:
        command(name).main(list(words), prog_name="paramountcy")
    return str(no.value)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--demo", "--training"), "either --demo or --training"),
        (("--reset",), "--reset goes with --demo or --training"),
        (("--passphrase-file", "x"), "is for the backup that --migrate makes"),
    ],
)
def test_serve_refuses_what_makes_no_sense(words, says):
    assert says in refused("serve", *words)


@pytest.mark.parametrize("words", [("--port", "0"), ("--port", "70000"), ("--workers", "0"), ("--workers", "many")])
def test_serve_takes_a_port_and_a_number_of_processes(words):
    assert run("serve", *words) == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("unlock", *WHO), "needs --email"),
        (("first-administrator", *WHO, "--email", "a@b.example"), "needs --name"),
        (("list-people", *WHO, "--email", "a@b.example"), "has no --email"),
        (("enrol", *WHO, "--operator", "Sam"), "has no --operator"),
        (("end", *WHO), "needs --operator"),
    ],
)
def test_operator_refuses_what_makes_no_sense(words, says):
    assert says in refused("operator", *words)


@pytest.mark.parametrize("words", [("unlock",), ("unlock", "--as", "Jo"), ("unlock", "--reason", "x"), ("fly", *WHO)])
def test_operator_needs_a_name_a_reason_and_something_to_do(words):
    assert run("operator", *words) == 2


@pytest.mark.parametrize("name", ["serve", "backup", "restore", "verify-audit", "operator"])
def test_every_command_explains_itself_with_examples(name, capsys):
    assert run(name, "--help") == 0
    assert f"paramountcy {name}" in capsys.readouterr().out.partition("Examples:")[2]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("serve", ()),
        ("backup", ("x",)),
        ("restore", ("x",)),
        ("verify-audit", ()),
        ("operator", ("list-people", *WHO)),
    ],
)
def test_without_the_web_application_it_says_what_to_install(monkeypatch, name, words):
    monkeypatch.setattr(application, "find_spec", lambda needed: None)
    assert refused(name, *words).endswith("(django is missing): pip install 'paramountcy[web]'")


@pytest.mark.parametrize("text", ["three random words", "three random words\nmore", "three random words\r\n"])
def test_the_passphrase_is_the_first_line_of_its_file(tmp_path, text):
    file = tmp_path / "passphrase"
    file.write_bytes(text.encode())
    assert passphrase_of(file) == "three random words"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "its first line is empty"),
        (b"\nsecond", "its first line is empty"),
        (b"  \n", "empty"),
        (b"\xff\xfe", "is not text"),
    ],
)
def test_a_file_without_a_passphrase_is_refused(tmp_path, content, says):
    file = tmp_path / "passphrase"
    file.write_bytes(content)
    with pytest.raises(Refused, match=says):
        passphrase_of(file)


def test_a_passphrase_that_is_not_there_is_refused(tmp_path):
    assert passphrase_of(None) is None
    with pytest.raises(Refused, match="can't be read from nowhere: No such file"):
        passphrase_of(tmp_path / "nowhere")
    with pytest.raises(Refused, match="can't be read"):
        passphrase_of(tmp_path)
