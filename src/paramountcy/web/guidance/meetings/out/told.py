"""What the notes of a meeting say, as plain words: what Word templates, extracts and public pages are filled with."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.meetings import extract, reads, seating
from paramountcy.web.guidance.meetings.models import Attendance, Mark, Meeting, Presence, Stage, next_meeting_of

KNOWN: dict[str, Any] = {
    "group": None,
    "meeting": None,
    "notes": None,
    "when": None,
    "place": None,
    "stage": None,
    "made_on": None,
    "mark": None,
    "quorum": None,
    "next_meeting": None,
    "present": ("name", "role", "organisation", "stands_for"),
    "apologies": ("name", "role", "organisation"),
    "declarations": ("name", "interest", "done", "item"),
    "items": ("number", "title", "lines"),
    "lines": ("number", "text", "mark", "is_point"),
    "actions": ("number", "text", "who", "due", "status"),
    "decisions": ("number", "text", "who", "due", "status"),
}
"""What a template may name: each word alone, and those of each row of what is a list."""
Plain = Callable[[str], str]


def notes(meeting: Meeting, circles: QuerySet[Circle], *, on: date, by: Access | None = None, mark: str = "") -> dict:
    """The notes with what is kept to these circles. Without `by`, actions and decisions are those of the lines."""
    sections = reads.sections(meeting, circles)
    seats = seating.seating(meeting)
    people = list(seating.attendances(meeting))
    rows = extract.rows(by, meeting, reads.lines_of(sections)) if by else []
    step = reads.last_step(meeting)
    following = next_meeting_of(meeting)
    return {
        "group": meeting.group.name,
        "meeting": reads.called(meeting),
        "notes": meeting.group.notes_are_called,
        "when": reads.when(meeting),
        "place": meeting.place,
        "stage": Stage(step.stage).label if step else "not written yet",
        "made_on": date_format(on, "j F Y"),
        "mark": mark,
        "quorum": seats.says,
        "next_meeting": reads.when(following) if following else "",
        "present": [person(one, meeting.day) for one in people if one.presence == Presence.PRESENT],
        "apologies": [person(one, meeting.day) for one in people if one.presence == Presence.APOLOGIES],
        "declarations": [
            {
                "name": one.person.name,
                "interest": one.interest,
                "done": one.get_done_display(),
                "item": one.item.title if one.item else "the whole meeting",
            }
            for one in reads.declarations(meeting, circles)
        ],
        "items": [
            {
                "number": str(one.item.number or ""),
                "title": one.item.title,
                "lines": [_line(line) for line in one.all()],
            }
            for one in sections
        ],
        "actions": [_row(one) for one in rows if one.mark == Mark.ACTION],
        "decisions": [_row(one) for one in rows if one.mark == Mark.DECISION],
    }


def person(one: Attendance, day: date) -> dict[str, str]:
    """Somebody who was there or excused. What the notes of that day said of them comes before what is known today."""
    at = one.person.organisation or (one.seat.organisation if one.seat else None)
    return {
        "name": one.person.name,
        "role": one.role or one.person.job,
        "organisation": one.label or (at.name_on(day) if at else ""),
        "stands_for": one.stands_for.name if one.stands_for else "",
    }


def _line(one: reads.Noted) -> dict[str, Any]:
    marked = one.line.mark in (Mark.ACTION, Mark.DECISION)
    return {
        "number": one.place,
        "text": one.line.text,
        "mark": one.line.get_mark_display().capitalize() if marked else "",
        "is_point": one.line.parent_id is not None,
    }


def _row(one: extract.Row) -> dict[str, str]:
    return {"number": one.number, "text": one.text, "who": one.who, "due": one.due, "status": one.status}


def plainly(told: Any, plain: Plain) -> Any:
    """The same with every word passed through a function."""
    if isinstance(told, str):
        return plain(told)
    if isinstance(told, dict):
        return {name: plainly(value, plain) for name, value in told.items()}
    return [plainly(one, plain) for one in told] if isinstance(told, Sequence) else told
