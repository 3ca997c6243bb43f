"""
From a document to a meeting: head, list of people, body, and what follows from them, in this order.

Where neither the list of people nor the items are of a known layout, nothing is claimed as certain, and the meeting
says so: it is for a person to read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from paramountcy.notes.document import Block, Document, NotRead
from paramountcy.notes.meeting import actions, decisions, marks, mentions, notices
from paramountcy.notes.meeting.attendance import Attendance, as_people, read_attendance, received, section_of
from paramountcy.notes.meeting.body import Body, flattened, minutes_headings, read_body
from paramountcy.notes.meeting.cast import Cast
from paramountcy.notes.meeting.head import Foot, Head, read_foot, read_head
from paramountcy.notes.meeting.language import sentences
from paramountcy.notes.meeting.names import normal
from paramountcy.notes.meeting.people import settled
from paramountcy.notes.meeting.shape import CERTAIN, GUESS, Action, Fact, Meeting, Notice, Person
from paramountcy.notes.meeting.tables import ActionRow, action_rows

UNKNOWN = (
    "The layout of these notes is not one of those known here: nothing in what follows is certain. Look at every fact, "
    "or write the notes with a list headed Present, and items as “Item 1: Welcome” or “1. Welcome”."
)
UNKNOWN_PEOPLE = "The list of people is not of a known layout: look at every name, and at who was there."
UNMATCHED = "Some lines of the list of people are not sure, as where a cell holds several people: they are marked."
NO_PEOPLE = "No list of people was found."
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")
ONLY_A_TABLE = (
    "there is only a table in it, and no notes. Where it is a list of people, give the whole notes of the meeting."
)


def meeting_of(document: Document) -> Meeting:
    """
    What notes say of a meeting. Raises NotRead where there is nothing but a table.
    """
    if all(block.cells for block in document.blocks) and document.kind != "attendance":
        raise NotRead(ONLY_A_TABLE)
    foot = read_foot(document.blocks)
    blocks = document.blocks[: len(document.blocks) - foot.blocks]
    title, people, body_blocks = _parts(blocks)
    head = read_head(title)
    attendance = read_attendance(people, marked=document.marked)
    rows, body_blocks = action_rows(body_blocks)
    body = read_body(document, flattened(body_blocks))
    meeting = _meeting(document, _Read(head, foot, attendance, body, rows))
    known = bool(attendance.layouts) or bool(meeting.agenda)
    return _unsure(meeting) if not known else meeting


def _parts(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block], Sequence[Block]]:
    """The title, the lists of people and the body."""
    headings = marks.items(blocks)
    begins = next(
        (n for n, block in enumerate(blocks) if n in headings or _begins_body(block)),
        None,
    )
    lists = next((n for n, block in enumerate(blocks) if _begins_people(block)), None)
    if begins is None:
        after = lists if lists is not None else -1
        begins = next((n for n, block in enumerate(blocks) if n > after and _is_other_section(block)), None)
    if begins is None:
        begins = len(blocks) if lists is not None else min(3, len(blocks))
    if lists is None or lists > begins:
        lists = begins
    return blocks[:lists], blocks[lists:begins], blocks[begins:]


def _begins_body(block: Block) -> bool:
    return bool(minutes_headings(block)) if block.cells else bool(marks.PARAGRAPH.match(block.text))


def _begins_people(block: Block) -> bool:
    cells = [cell for cell in block.cells if cell]
    if len(cells) > 1:
        return not re.match(r"(?:date|time|venue|location|place|chair|group|meeting|title)\b", cells[0], re.IGNORECASE)
    return section_of(cells[0] if cells else block.text) is not None


def _is_other_section(block: Block) -> bool:
    return marks.is_section(block) and section_of(block.text) is None


@dataclass(frozen=True)
class _Read:
    """What the parts of the notes hold."""

    head: Head
    foot: Foot
    attendance: Attendance
    body: Body
    rows: Sequence[ActionRow]


def _meeting(document: Document, parts: _Read) -> Meeting:
    head, foot, attendance, body = parts.head, parts.foot, parts.attendance, parts.body
    day = head.day.value if head.day else None
    meeting = Meeting(
        group=head.group,
        short_names=_short_names(head, body),
        number=head.number,
        day=head.day,
        start=head.start,
        end=head.end,
        place=head.place,
        kind=head.kind,
        issued_by=foot.by,
        issued_on=foot.on,
        items=body.items,
        discussions=body.discussions,
        layouts=tuple(attendance.layouts) + (("items",) if any(item.number is not None for item in body.items) else ()),
        digest=document.digest,
    )
    said = list(sentences(meeting))
    apologies = attendance.apologies or _apologies(said)
    present = settled(_chaired(attendance.present, head.chair), apologies)
    meeting = replace(meeting, present=tuple(present), apologies=tuple(apologies))
    cast = Cast(meeting)
    meets_next, wrong = mentions.next_meeting(meeting.items, day)
    decided = decisions.decisions(said, day)
    source = meets_next.source if meets_next else ""
    meeting = replace(
        meeting,
        number=meeting.number or mentions.number(said),
        joined=mentions.joined(said, cast),
        earlier=mentions.earlier(said),
        actions=tuple(actions.proposals(said, body.action_lines, cast, day))
        + tuple(_row(row, cast, day) for row in parts.rows),
        decisions=tuple(decided),
        leanings=tuple(decisions.leanings(said, decided)),
        questions=tuple(decisions.questions(meeting.items)),
        events=tuple(mentions.events(said, day, source)),
        links=tuple(
            dict.fromkeys([*body.links, *(link for block in document.blocks for link in LINK.findall(block.text))])
        ),
        next_meeting=meets_next,
    )
    look = [
        *notices.document_notices(document),
        *body.notices,
        *wrong,
        *notices.child_notices(document),
        *notices.slips(meeting),
        *_missing(meeting, head, attendance),
    ]
    return replace(meeting, notices=tuple(look))


def _missing(meeting: Meeting, head: Head, attendance: Attendance) -> list[Notice]:
    """What notes of a meeting should have, and these have not, or not in a known form."""
    found = []
    if head.weekday_wrong:
        found.append("The weekday beside the date of the meeting is not that of the date.")
    if attendance.unmatched:
        found.append(UNMATCHED)
    if attendance.unknown:
        found.append(UNKNOWN_PEOPLE)
    elif not meeting.present:
        found.append(NO_PEOPLE)
    elif meeting.chair is None:
        found.append("Who chaired is not said in the list of people.")
    if meeting.day is None:
        found.append("No date of the meeting was found above the list of people.")
    if not meeting.agenda:
        found.append("No items were found: they are known by “Item 1: Welcome” or “1. Welcome”.")
    return [Notice(text=text, confidence=CERTAIN) for text in found]


def _short_names(head: Head, body: Body) -> tuple[str, ...]:
    """What the notes call the group: "the Group" where they say so, and letters that its last words begin with."""
    if not head.group:
        return ()
    text = " ".join(
        part for item in body.items for each in item.paragraphs for part in (each.text, *(p.text for p in each.points))
    )
    found = re.findall(rf"{re.escape(head.group.value)} \((?:the )?(?P<short>[A-Z]\w*)\)", text)
    names = ["the Group"] if found == ["Group"] else [f"the {name}" if not name.isupper() else name for name in found]
    letters = "".join(word[0] for word in re.findall(r"\b[A-Z]\w*", head.group.value))
    shorter = [letters[n:] for n in range(len(letters) - 1) if len(letters) - n >= 3]
    acronym = next((each for each in shorter if re.search(rf"\b{each}\b", text)), "")
    return tuple(dict.fromkeys([*names, *([acronym] if acronym else [])]))


def _chaired(present: list[Person], chair: str) -> list[Person]:
    """Those present, with the chair whom the head names, where the list does not say."""
    if not chair or any(each.capacity == "chair" for each in present):
        return present
    return [
        replace(each, capacity="chair") if normal(each.name) == normal(chair.partition(",")[0]) else each
        for each in present
    ]


def _apologies(said: list[Any]) -> list[Person]:
    """The people whom a sentence of the body excuses."""
    for sentence in said:
        names = received(sentence.text)
        if names:
            return as_people(names, sentence.span, sure=False)
    return []


def _row(row: ActionRow, cast: Cast, day: Any) -> Action:
    return actions.stated(row.text, row.source, cast, day, span=row.span, who=row.who, due=row.due)


def _unsure(meeting: Meeting) -> Meeting:
    """The same with every fact a guess."""
    found = {each.name: _guessed(getattr(meeting, each.name)) for each in fields(meeting) if each.name != "notices"}
    return replace(Meeting(**found), notices=(Notice(text=UNKNOWN, confidence=CERTAIN), *meeting.notices))


def _guessed(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_guessed(each) for each in value)
    if isinstance(value, Fact):
        return replace(
            value, **{each.name: _guessed(getattr(value, each.name)) for each in fields(value)} | {"confidence": GUESS}
        )
    return value
