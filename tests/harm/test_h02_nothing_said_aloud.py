"""H2: a child's data must not stand in a message, a traceback or a log."""

import subprocess
import sys

import pytest

import paramountcy
from paramountcy.returns.check import NotChecked
from paramountcy.returns.shape import Unreadable
from tests.returns.small import EPISODE, child, message, write

NAME = "Ottilie Featherstonehaugh"


@pytest.mark.parametrize(
    "text",
    [
        NAME,
        f"<!DOCTYPE Message [<!ENTITY a '{NAME}'>]><Message>&a;</Message>",
        f"<{NAME.replace(' ', '')}/>",
        f"<Message><Children><Child>{NAME}",
        "",
    ],
)
def test_what_cannot_be_read_is_said_without_its_content(tmp_path, text):
    path = tmp_path / "return.xml"
    path.write_text(text, encoding="utf-8")
    assert "Ottilie" not in said(path)


def said(path) -> str:
    """All that a check says in our own words: its refusal, or the messages of its findings."""
    try:
        return " ".join(paramountcy.check(path, year="2025-26").findings["message"])
    except (Unreadable, NotChecked) as refused:
        return str(refused)


def test_no_message_of_a_finding_quotes_the_file(tmp_path):
    episode = EPISODE.replace("2025-06-02", NAME)
    report = paramountcy.check(write(tmp_path, child(1, episodes=episode)))
    assert NAME in str(report.findings["values"].to_list())
    assert "Ottilie" not in " ".join(report.findings["message"])


def test_a_fault_of_our_own_prints_no_value(tmp_path):
    """Break the software on purpose: the command says so in a sentence, exits with 3, and quotes nothing."""
    path = tmp_path / "return.xml"
    path.write_text(message(child(1, episodes=EPISODE.replace("2025-06-02", NAME))), encoding="utf-8")
    script = (
        "import paramountcy.returns.check as c\n"
        "def fail(*given, **named):\n    raise KeyError(repr(given))\n"
        "c.judge = fail\n"
        "import sys; sys.argv = ['paramountcy', 'check', sys.argv[1]]\n"
        "from paramountcy.cli import main; main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Ottilie" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
