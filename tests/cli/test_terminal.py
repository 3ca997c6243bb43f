"""What is said on a terminal: the bar of long work, paragraphs as wide as there is room, text made harmless."""

import io
import os

import pytest

from paramountcy.cli import refusals, terminal
from paramountcy.cli.terminal import Progress, Refused


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch) -> Screen:
    """A screen in the place of standard error. No fixture, since pytest puts its own there after those."""
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    return screen


def test_long_work_has_a_bar_and_names_are_text_there(monkeypatch):
    screen = watched(monkeypatch)
    monkeypatch.setattr(terminal, "PATIENCE", 0)
    with Progress(about="2 of 3: [red]\x1b[31mx.xml,") as progress:
        progress("reading", 0.1)
        progress("judging", 0.8)
    assert "2 of 3: [red]⟨U+001B⟩[31mx.xml, reading" in screen.getvalue()
    assert "10%" in screen.getvalue()


def test_short_work_has_none(monkeypatch):
    screen = watched(monkeypatch)
    with Progress() as progress:
        progress("reading", 0.5)
    assert screen.getvalue() == ""


@pytest.mark.parametrize("quiet", [True, False])
def test_nor_has_work_that_nobody_watches(monkeypatch, quiet):
    said = Screen() if quiet else io.StringIO()
    monkeypatch.setattr("sys.stderr", said)
    monkeypatch.setattr(terminal, "PATIENCE", 0)
    with Progress(quiet=quiet) as progress:
        progress("reading", 0.5)
    assert said.getvalue() == ""


def test_a_paragraph_is_one_line_in_a_pipe(monkeypatch):
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert terminal.wrapped("word " * 50, "  ") == "  " + "word " * 50


def test_a_paragraph_is_as_wide_as_the_terminal(monkeypatch):
    class Narrow(Screen):
        def fileno(self) -> int:
            return 1

    monkeypatch.setattr("sys.stdout", Narrow())
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((20, 10)))
    assert terminal.wrapped("one two three four five six", "  ", hanging=2).splitlines() == [
        "  one two three four",
        "    five six",
    ]


def test_a_warning_can_not_move_the_cursor(monkeypatch):
    said = io.StringIO()
    monkeypatch.setattr("sys.stderr", said)
    terminal.warn("a\x1b[2Jb\r")
    assert said.getvalue() == "paramountcy: a⟨U+001B⟩[2Jb⟨U+000D⟩\n"


def test_every_cause_is_named_and_none_is_quoted(monkeypatch):
    said = io.StringIO()
    monkeypatch.setattr("sys.stderr", said)
    monkeypatch.delenv(refusals.DEBUG, raising=False)
    wrong = KeyError("AMY SMITH")
    wrong.__cause__ = ValueError("AMY SMITH")
    assert refusals.explain(wrong) == 3
    assert "KeyError, from ValueError" in said.getvalue()
    assert "AMY" not in said.getvalue()


def test_a_refusal_is_a_sentence_about_a_file_whose_name_is_cut(monkeypatch):
    said = io.StringIO()
    monkeypatch.setattr("sys.stderr", said)
    assert refusals.explain(Refused("choose another."), "x" * 5000) == 2
    assert len(said.getvalue()) < 200
    assert said.getvalue().endswith(": choose another.\n")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_stream_says_anything(monkeypatch, encoding):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict")
    monkeypatch.setattr("sys.stdout", stream)
    terminal.prepare()
    terminal.say("é … 家 \udcff")
    terminal.finish()
    assert raw.getvalue().decode(encoding).strip().endswith("\\udcff")
    stream.detach()
