"""The lines of the notes: written under an item, marked, corrected and struck out."""

import re
from collections.abc import Iterator

from django.db.models import Max
from django.utils import timezone

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action
from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.meetings.models import Item, Line, Mark, Meeting, Stage, Step
from paramountcy.web.guidance.meetings.reads import last_step, place_of, stage_of
from paramountcy.web.guidance.meetings.status import EVENTS, NONE, SETTLED

POINT = re.compile(r"^\s*(?:[-–•*]|(?:[ivx]{1,6}|[a-z])[.)])\s+")
"""How a line of typed text begins that is a point of the paragraph above it."""
OWN_NUMBER = re.compile(r"^\s*\d{1,2}\.\d{1,3}\.?\s+")
"""A number that somebody typed before a paragraph: it gets its own."""
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def write(*, by: Access, item: Item, text: str, parent: Line | None = None, circle: Circle | None = None) -> list[Line]:
    """
    Write paragraphs under an item, parted by empty lines; a line that begins with a dash or a bullet is a point of the
    paragraph above it, or of `parent`. Numbers are given by themselves. With the first line they are a draft, as of the
    day of the meeting: what happened to old notes can be noted late. Raises NotDone once the notes are agreed.
    """
    by.fetch("item", item.ref, Action.WRITE)
    if item.dropped_on:
        raise NotDone("It was taken off the agenda.")
    _still_open(item.meeting)
    made: list[Line] = []
    first = stage_of(item.meeting) == NONE
    with by.change(EVENTS[Stage.DRAFT] if first else "write notes", kind="item", record=item.ref):
        if first:
            day = min(item.meeting.day, timezone.localdate(by.at))
            Step.objects.create(meeting=item.meeting, stage=Stage.DRAFT, on=day, by=by.somebody)
        above = parent
        for words, is_point in paragraphs(text, only_points=parent is not None):
            line = _add(item, words, parent=above if is_point else None, circle=circle)
            above = above if is_point else line
            made.append(line)
        if not made:
            raise NotDone("Write something.", field="text")
    return made


def paragraphs(text: str, *, only_points: bool = False) -> Iterator[tuple[str, bool]]:
    """
    What was typed, paragraph by paragraph, and whether each is a point of the one before. Points that no paragraph
    stands before are paragraphs.
    """
    below = only_points
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        kept: list[str] = []
        for line in [*block.split("\n"), None]:
            if kept and (line is None or POINT.match(line)):
                yield "\n".join(kept), only_points
                kept, below = [], True
            if line and POINT.match(line):
                yield POINT.sub("", line).strip(), below
            elif line and line.strip():
                kept.append(OWN_NUMBER.sub("", line).strip())


def mark(*, by: Access, line: Line, mark: str, point_kind: str = "") -> Line:
    """Say what a line is. It says so of the line only: what follows is made by whoever is led on to it."""
    by.fetch("line", line.ref, Action.WRITE)
    if point_kind and mark != Mark.POINT:
        raise NotDone("Only a point has a kind.", field="point_kind")
    with by.change("mark line", kind="line", record=line.ref):
        line.mark, line.point_kind = mark, point_kind
        line.save()
    return line


def correct(*, by: Access, line: Line, text: str, at_meeting: Meeting | None = None) -> Line:
    """
    Other words for a line. Once the notes are agreed the old words stay, struck out, with a step that says who
    corrected them and at which meeting.
    """
    by.fetch("line", line.ref, Action.WRITE)
    _is_there(line)
    words = text.strip()
    if not words:
        raise NotDone("Write what it should say, or strike it out.", field="text")
    if words == line.text:
        raise NotDone("That is what it says already.", field="text")
    with by.change("correct line", kind="line", record=line.ref):
        if stage_of(line.item.meeting) not in SETTLED:
            line.text = words
            line.save()
            return line
        step = _step(by, line, "corrected", at_meeting)
        points = list(line.points.all())
        new = Line.objects.create(
            item=line.item,
            parent=line.parent,
            order=line.order,
            number=line.number,
            text=words,
            mark=line.mark,
            point_kind=line.point_kind,
            about=line.about,
            circle=line.circle,
            replaces=line,
            changed_by=step,
        )
        _strike(by, line, step)
        for point in points:
            point.parent = new
            point.save()
    return new


def strike(*, by: Access, line: Line, at_meeting: Meeting | None = None) -> Line:
    """Strike out a line, which stays to be seen; once the notes are agreed with the step that says so."""
    by.fetch("line", line.ref, Action.WRITE)
    _is_there(line)
    if line.points.filter(struck_on__isnull=True).exists():
        raise NotDone("It has points under it: strike those out first.")
    with by.change("strike out line", kind="line", record=line.ref):
        settled = stage_of(line.item.meeting) in SETTLED
        _strike(by, line, _step(by, line, "struck out", at_meeting) if settled else None)
    return line


def _strike(by: Access, line: Line, step: Step | None) -> None:
    line.struck_on = timezone.localdate(by.at)
    if step:
        line.changed_by = step
    line.save()


def _is_there(line: Line) -> None:
    if line.struck_on:
        raise NotDone("It was struck out already.")


def _step(by: Access, line: Line, what: str, at_meeting: Meeting | None) -> Step:
    """The step that says that agreed notes were changed. It names the line by its number, and not by its words."""
    meeting = line.item.meeting
    if at_meeting and (at_meeting.group_id != meeting.group_id or at_meeting.day <= meeting.day):
        raise NotDone("Choose a later meeting of the same group.", field="at_meeting")
    last = last_step(meeting)
    assert last is not None
    where = place_of(line) if line.number and not line.circle_id and not line.item.circle_id else "A line"
    return Step.objects.create(
        meeting=meeting,
        stage=last.stage,
        on=max(last.on, timezone.localdate(by.at)),
        by=by.somebody,
        at_meeting=at_meeting,
        corrections=f"{where} was {what} after the notes were agreed.",
    )


def _still_open(meeting: Meeting) -> None:
    if meeting.cancelled_on:
        raise NotDone("This meeting was cancelled.")
    if stage_of(meeting) in SETTLED:
        raise NotDone("These notes are agreed: a line may be corrected or struck out, and none added.")


def _add(item: Item, text: str, *, parent: Line | None, circle: Circle | None) -> Line:
    last = Line.objects.filter(item=item).aggregate(last=Max("order"))["last"] or 0
    circle = circle or (parent.circle if parent else None)
    return Line.objects.create(
        item=item, parent=parent, order=last + 1, text=text, circle=circle, number=_number(item, parent, circle)
    )


def _number(item: Item, parent: Line | None, circle: Circle | None) -> str:
    """
    The number of a new line: the item's and its place (2.1), or of a point its place in Roman figures. What is kept to
    a circle is counted apart (2.C1), so that no number is missing for those who may not know of it.
    """
    kept = circle is not None and not (parent and parent.circle_id)
    siblings = Line.objects.filter(item=item, parent=parent, replaces__isnull=True)
    if not (parent and parent.circle_id):
        siblings = siblings.filter(circle__isnull=not kept)
    place = siblings.count() + 1
    if parent:
        return f"C{place}" if kept else roman(place)
    above = str(item.number) if item.number else f"C{item.order}" if item.circle_id else ""
    return f"{above}.{'C' if kept else ''}{place}" if above else ""


def roman(number: int) -> str:
    """A number from 1 in small Roman figures.

    >>> [roman(one) for one in (1, 4, 9, 14, 20)]
    ['i', 'iv', 'ix', 'xiv', 'xx']
    """
    found = ""
    for value, letters in ROMAN:
        while number >= value:
            found, number = found + letters, number - value
    return found
