"""
The paper pack: agenda and papers as one PDF, its pages numbered through, with a list of what begins where.

A Word paper stands in it as its text; a PDF as it is. What can't be joined ends in a sentence.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from paramountcy.notes.document import Block as Read
from paramountcy.notes.document import NotRead
from paramountcy.notes.reading import read_bytes
from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.meetings import reads
from paramountcy.web.guidance.meetings.models import Meeting, Paper
from paramountcy.web.guidance.meetings.out import joined, printed

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST = 10 * 1_048_576
"""Bytes of a paper."""
MOST_PAGES = 600
SECONDS = 30
WHY = {
    "password": "It has a password. Save it without one and send that.",
    "pages": f"It would make the pack longer than {MOST_PAGES} pages. Send a part of it.",
    "damaged": "It can’t be read as a PDF. Print it to a new PDF and send that.",
    "time": "It takes too long to read. Print it to a new PDF and send that.",
}
TEXT_ONLY = "The text of a Word file. Its pictures and its layout are in the file itself."


class NotJoined(Exception):
    """A paper can't be in a pack. The message is a sentence that quotes nothing of it."""


def media_type_of(content: bytes) -> str:
    """What a paper is: a PDF or a Word file, by how it begins. Raises NotJoined."""
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"PK"):
        return WORD
    raise NotJoined("Only PDF and Word files (.docx) can be papers: save it as one of those.")


def pages_of(content: bytes, media_type: str, *, title: str) -> bytes:
    """A paper as it stands in the pack: a PDF as it is, a Word file as its text. Raises NotJoined."""
    if media_type == PDF:
        return content
    try:
        found = read_bytes(content, "paper.docx")
    except NotRead as wrong:
        raise NotJoined(f"The Word file can’t be read: {wrong}") from None
    return printed.printed(title, [printed.heading(title), *_as_blocks(found.blocks)], mark=TEXT_ONLY, numbered=False)


def check(content: bytes) -> None:
    """Raises NotJoined for a paper that no pack could hold."""
    _join([pages_of(content, media_type_of(content), title="A paper")], [""])


def pack(meeting: Meeting, circles: QuerySet[Circle], *, mark: str = "") -> bytes:
    """The pack of a meeting, with what is kept to these circles. Raises NotJoined."""
    papers = list(reads.papers(meeting, circles).defer(None))
    names = [f"Paper {number}" for number in range(1, len(papers) + 1)]
    parts = [pages_of(bytes(one.content), one.media_type, title=one.title) for one in papers]
    items = list(reads.items(meeting, circles))
    counts, _ = _join([agenda(meeting, items, papers, [0] * len(papers), mark=mark), *parts], ["The agenda", *names])
    starts = [sum(counts[: place + 1]) + 1 for place in range(len(papers))]
    front = agenda(meeting, items, papers, starts, mark=mark)
    return _join([front, *parts], ["The agenda", *names])[1]


def agenda(
    meeting: Meeting, items: Sequence[Any], papers: Sequence[Paper], starts: Sequence[int], *, mark: str
) -> bytes:
    """The agenda as a PDF, with the papers under it and the page of the pack that each begins on."""
    told = [("When", reads.when(meeting)), ("Where", meeting.place or "not said")]
    blocks = [printed.heading(meeting.group.name), printed.words(f"{reads.called(meeting)}: agenda")]
    blocks.append(printed.facts(told))
    rows = []
    for item in items:
        lead = item.lead.name if item.lead else ""
        minutes = f"{item.minutes} min" if item.minutes else ""
        under = "\n".join(filter(None, (item.title, item.purpose, item.why)))
        rows.append([str(item.number or ""), under, lead, minutes])
    blocks.append(printed.table("Items", ("No.", "Item", "Who leads", "Time"), rows))
    if papers:
        lines = [
            [str(number), one.title, str(one.item.number or "") if one.item else "", str(start)]
            for number, (one, start) in enumerate(zip(papers, starts, strict=True), start=1)
        ]
        blocks.append(printed.table("Papers", ("Paper", "Title", "Item", "Page"), lines))
    return printed.printed(f"Agenda: {meeting.group.name}", blocks, mark=mark, numbered=False)


def _as_blocks(found: Sequence[Read]) -> list[printed.Block]:
    blocks: list[printed.Block] = []
    for one in found:
        if one.cells:
            blocks.append(printed.words(" | ".join(cell.replace("\n", "; ") for cell in one.cells)))
        elif one.heading:
            blocks.append(printed.heading(one.text, 2))
        elif one.listed:
            blocks.append(printed.points([one.text]))
        else:
            blocks.append(printed.words(one.text))
    return blocks


def _join(parts: Sequence[bytes], names: Sequence[str]) -> tuple[list[int], bytes]:
    """The pages of each part and the PDF of all. Raises NotJoined, saying which part it is by its name."""
    head = json.dumps({"lengths": [len(part) for part in parts], "pages": MOST_PAGES}).encode() + b"\n"
    command = [sys.executable, "-P", "-m", joined.__name__, str(SECONDS)]
    try:
        done = subprocess.run(
            command, input=head + b"".join(parts), capture_output=True, timeout=SECONDS + 10, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotJoined(WHY["time"]) from None
    line, _, content = done.stdout.partition(b"\n")
    if done.returncode or not line:
        raise NotJoined(WHY["time"])
    said = json.loads(line)
    if "no" in said:
        name = names[said["part"]]
        raise NotJoined(f"{name}: {WHY[said['no']]}" if name else WHY[said["no"]])
    return said["pages"], content
