"""What leaves the tracker to be sent or tabled: letters that chase, and the update pack, as text, Word and PDF."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx

from paramountcy.publication.paper import printed, shown
from paramountcy.web.guidance.tracker.models import Result, Seen, State
from paramountcy.web.guidance.tracker.reads import LONG_OPEN, Chased, Progress
from paramountcy.web.guidance.tracker.words import back_in_words, day_in_words, due_in_words, look_at

TEMPLATE = Path(__file__).with_name("pack.typ")
ASKS = "Please say what has happened with each, or that it is done, by answering this message."


@dataclass(frozen=True)
class Part:
    """A part of a paper: its heading, sentences, and a table where `head` has columns."""

    heading: str
    says: Sequence[str] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Sheet:
    """A paper: its title, what stands below it, and its parts."""

    title: str
    says: Sequence[str]
    parts: Sequence[Part]


def chasing(owners: Sequence[Chased], *, on: date) -> Sheet:
    """What owners have to do: one part each. What is confidential stands in none."""
    parts = []
    for each in owners:
        rows = [
            (one.what, one.group.name, due_in_words(one), ", ".join(_marks(one, on)) or State(one.state).label)
            for one in each.to_send
        ]
        if rows:
            parts.append(Part(each.owner, (ASKS,), ("What", "Group", "Due", "State"), rows))
    return Sheet("Actions that are due", (f"As at {day_in_words(on)}.",), parts)


def _marks(one: Any, on: date) -> list[str]:
    return look_at(one, on=on, long_before=on - LONG_OPEN)


def pack(group: str, progress: Progress, *, on: date) -> Sheet:
    """What happened with the business of a group since it last met."""
    since = f"since {day_in_words(progress.since)}" if progress.since else "since the group began"
    changed = [
        (one.what, one.owner or "", State(one.state).label, "\n".join(f"{day_in_words(each.on)}: {each.text}"
                                                                   for each in one.recent))
        for one in progress.changed
    ]  # fmt: skip
    quiet = [
        (one.what, one.owner or "", due_in_words(one), ", ".join(_marks(one, on)) or State(one.state).label)
        for one in progress.quiet
    ]
    seen = [(one.action.what, Seen(one.seen).label, one.text, one.evidence) for one in progress.effects]
    back = [
        (one.question, f"{Result(one.result).label}, {day_in_words(one.decided_on)}", back_in_words(one))
        for one in progress.coming_back
    ]
    says = [f"{group}: what happened {since}. As at {day_in_words(on)}."]
    parts = [
        _part("Brought up to date", changed, ("What", "Owner", "State", "What happened"), "No action was."),
        _part("Open, without an update", quiet, ("What", "Owner", "Due", "State"), "There is none."),
        _part("What came of actions", seen, ("What", "Seen", "In words", "What shows it"), "Nothing was noted."),
        _part("Questions that are still open", back, ("Question", "Outcome", "Returns"), "There is none."),
    ]
    return Sheet("Progress on actions and decisions", says, parts)


def _part(heading: str, rows: Sequence[Sequence[str]], head: Sequence[str], none: str) -> Part:
    return Part(f"{heading} ({len(rows)})", () if rows else (none,), head if rows else (), rows)


def as_text(sheet: Sheet) -> bytes:
    """A paper as plain text, to be pasted into a message."""
    lines = [sheet.title, *sheet.says]
    for part in sheet.parts:
        lines += ["", part.heading, *part.says]
        for number, row in enumerate(part.rows, 1):
            first, *rest = row
            lines.append(f"{number}. {' '.join(first.split())}")
            named = zip(part.head[1:], rest, strict=True)
            lines += [f"   {name}: {' '.join(text.split())}" for name, text in named if text]
    return ("\n".join(lines) + "\n").encode()


def as_word(sheet: Sheet, *, made_at: datetime) -> bytes:
    """A paper as a Word document, with real headings and tables."""
    document = docx.Document()
    said = document.core_properties
    said.title, said.author, said.language = sheet.title, "Paramountcy", "en-GB"
    said.created = said.modified = made_at.replace(tzinfo=None)
    document.add_heading(shown(sheet.title), level=0)
    for text in sheet.says:
        document.add_paragraph(shown(text))
    for part in sheet.parts:
        document.add_heading(shown(part.heading), level=1)
        for text in part.says:
            document.add_paragraph(shown(text))
        if part.rows:
            _word_table(document, part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _word_table(document: Any, part: Part) -> None:
    table = document.add_table(rows=1, cols=len(part.head))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, part.head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in part.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = shown(text)


def as_pdf(sheet: Sheet) -> bytes:
    """A paper as a PDF in the standard PDF/UA-1."""
    told = {
        "title": sheet.title,
        "says": list(sheet.says),
        "parts": [
            {"heading": one.heading, "says": list(one.says), "head": list(one.head),
             "rows": [list(row) for row in one.rows]}
            for one in sheet.parts
        ],
    }  # fmt: skip
    return printed(TEMPLATE, shown(told))
