"""What the pages of meetings need: one function a question. What is kept to a circle is asked for with the circles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.formats import date_format

from paramountcy.terms.citation import cite
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.models import Circle, Group, Holding
from paramountcy.web.guidance.meetings.models import (
    Declaration,
    Item,
    ItemKind,
    Line,
    Mark,
    Meeting,
    NotesTemplate,
    Paper,
    Stage,
    Step,
)
from paramountcy.web.guidance.meetings.status import NONE

LINE_CIRCLES = ("circle", "parent__circle", "parent__parent__circle")


def mine(by: Access) -> QuerySet[Circle]:
    """The circles of whoever asks: what the pages that they see may hold."""
    return by.readable("circle")


def everybodys(meeting: Meeting) -> QuerySet[Circle]:
    """The circles whose business everybody of a meeting knows: its own and its group's. What leaves holds no other."""
    return Circle.objects.filter(pk__in=[one for one in (meeting.circle_id, meeting.group.circle_id) if one])


def in_circles(rows: Any, circles: QuerySet[Circle], *lookups: str) -> Any:
    """Rows of which each circle above them is one of these, or none."""
    for one in lookups:
        rows = rows.filter(Q(**{f"{one}__isnull": True}) | Q(**{f"{one}__in": circles}))
    return rows


def meetings(by: Access) -> QuerySet[Any]:
    """Meetings that may be seen, each with the stage of its notes as `stage`."""
    return staged(by.readable("meeting")).select_related("group", "circle")


def staged(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Meetings with the stage that their notes are at as `stage`, and its day as `stage_on`."""
    last = Step.objects.filter(meeting=OuterRef("pk")).order_by("-on", "-pk")
    return rows.annotate(
        stage=Coalesce(Subquery(last.values("stage")[:1]), Value(NONE)),
        stage_on=Subquery(last.values("on")[:1]),
        noted=Exists(Line.objects.filter(item__meeting=OuterRef("pk"), struck_on__isnull=True)),
    )


def coming(by: Access, group: Group, *, on: date) -> QuerySet[Any]:
    """A group's meetings from a day on, the cancelled ones too: a calendar has to take those out again."""
    return meetings(by).filter(group=group, day__gte=on).order_by("day", "start", "pk")


def last_step(meeting: Meeting) -> Step | None:
    return meeting.steps.order_by("-on", "-pk").first()


def stage_of(meeting: Meeting) -> str:
    step = last_step(meeting)
    return step.stage if step else NONE


def step_to(meeting: Meeting, stage: Stage) -> Step | None:
    """The last step by which the notes of a meeting came to a stage, not one that corrected them at it."""
    last, was = None, NONE
    for one in meeting.steps.order_by("on", "pk"):
        if one.stage == stage and was != stage:
            last = one
        was = one.stage
    return last


def before(meeting: Meeting) -> Meeting | None:
    """The meeting of the group before this one, None for the first. One kept to a circle comes before its own only."""
    ours = Q(circle__isnull=True) | Q(circle=meeting.circle_id)
    rows = Meeting.objects.filter(ours, group=meeting.group, day__lt=meeting.day, cancelled_on__isnull=True)
    return rows.order_by("-day", "-start", "-pk").first()


def proposed_number(group: Group) -> int:
    """The number of the next meeting of a group: one after the last that has one and is open to the whole group."""
    last = Meeting.objects.filter(group=group, circle__isnull=True, number__isnull=False).order_by("-number").first()
    return (last.number or 0) + 1 if last else 1


def items(meeting: Meeting, circles: QuerySet[Circle]) -> QuerySet[Any]:
    """The agenda, in its order, without what was taken off."""
    rows = Item.objects.filter(meeting=meeting, dropped_on__isnull=True).select_related("lead", "carried_from__meeting")
    return in_circles(rows, circles, "circle")


def papers(meeting: Meeting, circles: QuerySet[Circle]) -> QuerySet[Any]:
    rows = Paper.objects.filter(meeting=meeting, withdrawn_on__isnull=True).defer("content").select_related("item")
    return in_circles(rows, circles, "circle", "item__circle")


def declarations(meeting: Meeting, circles: QuerySet[Circle]) -> QuerySet[Any]:
    rows = Declaration.objects.filter(meeting=meeting).select_related("person", "item")
    return in_circles(rows, circles, "circle", "item__circle")


@dataclass(frozen=True)
class Noted:
    """A line of the notes with the points under it. `place` is its whole number, such as 2.1.iv, "" for none."""

    line: Line
    place: str
    points: tuple["Noted", ...]

    def all(self) -> Iterator["Noted"]:
        return chain([self], *(one.all() for one in self.points))


@dataclass(frozen=True)
class Section:
    """An item of the agenda with what was noted under it."""

    item: Item
    lines: tuple[Noted, ...]

    @property
    def title(self) -> str:
        return f"{self.item.number}. {self.item.title}" if self.item.number else self.item.title

    def all(self) -> Iterator[Noted]:
        return chain.from_iterable(one.all() for one in self.lines)


def sections(meeting: Meeting, circles: QuerySet[Circle], *, struck: bool = False) -> list[Section]:
    """The notes of a meeting, item by item. `struck` is whether what was struck out is there too."""
    there = list(items(meeting, circles))
    rows = Line.objects.filter(item__in=[one.pk for one in there]).select_related("parent", "changed_by__at_meeting")
    rows = in_circles(rows if struck else rows.filter(struck_on__isnull=True), circles, *LINE_CIRCLES)
    under: dict[tuple[int, int | None], list[Line]] = {}
    for line in rows:
        under.setdefault((line.item_id, line.parent_id), []).append(line)
    return [Section(item, _noted(under, item.pk, None, "")) for item in there]


def _noted(under: dict, item: int, parent: int | None, place: str) -> tuple[Noted, ...]:
    found = []
    for line in under.get((item, parent), ()):
        own = ".".join(part for part in (place, line.number) if part) if line.number else ""
        found.append(Noted(line, own, _noted(under, item, line.pk, own or place)))
    return tuple(found)


def place_of(line: Line) -> str:
    """The whole number of a line, such as 2.1.iv; "" where it has none."""
    above = place_of(line.parent) if line.parent else ""
    return ".".join(part for part in (above, line.number) if part) if line.number else ""


def citation_of(line: Line) -> str:
    """What cites a line, such as meeting/abc#2.1.iv; the meeting alone for a line without a number."""
    return str(cite("meeting", line.item.meeting.ref, at=place_of(line)))


def lines_of(found: Iterable[Section]) -> list[Line]:
    return [one.line for section in found for one in section.all()]


def count_marks(found: Sequence[Section]) -> dict[str, int]:
    """How many lines are marked as each thing."""
    lines = lines_of(found)
    return {mark.value: sum(one.mark == mark for one in lines) for mark in (Mark.ACTION, Mark.DECISION, Mark.POINT)}


@dataclass(frozen=True)
class New:
    """What is new since the last meeting of a group: who joined, who left, and the notes that came of it."""

    since: Meeting
    joined: tuple[Holding, ...]
    left: tuple[Holding, ...]


def new_since(meeting: Meeting) -> New | None:
    """What is new since the meeting before, None at the first."""
    last = before(meeting)
    if last is None:
        return None
    rows = Holding.objects.filter(seat__group=meeting.group).select_related("person", "seat").order_by("from_day", "pk")
    joined = rows.filter(from_day__gt=last.day, from_day__lte=meeting.day)
    left = rows.filter(to_day__gte=last.day, to_day__lt=meeting.day)
    there = set(rows.filter(from_day__lte=last.day).values_list("person", flat=True))
    stayed = set(rows.filter(Q(to_day__isnull=True) | Q(to_day__gte=meeting.day)).values_list("person", flat=True))
    return New(
        last,
        tuple(one for one in joined if one.person_id not in there),
        tuple(one for one in left if one.person_id not in stayed),
    )


@dataclass(frozen=True)
class Due:
    """Notes that somebody has to do something with: who holds them, since when, and for how many days."""

    meeting: Any
    holds: str
    since: date
    days: int


def silent_until(step: Step) -> date | None:
    """The last day on which somebody may object to notes that were circulated; None where silence agrees nothing."""
    days = step.meeting.group.silence_days
    return step.on + timedelta(days=days) if step.stage == Stage.CIRCULATED and days else None


def when(meeting: Meeting) -> str:
    """When a meeting is, in words: Thursday 23 June 2011, 16:00 to 17:30."""
    times = [f"{one:%H:%M}" for one in (meeting.start, meeting.end) if one]
    return ", ".join(filter(None, (date_format(meeting.day, "l j F Y"), " to ".join(times))))


def called(meeting: Meeting) -> str:
    """What a meeting is called, without what it is about: Meeting 2, or its own title."""
    return meeting.title or (f"Meeting {meeting.number}" if meeting.number else "Meeting")


def carries_on(meeting: Meeting, circles: QuerySet[Circle]) -> QuerySet[Any]:
    """The items of a meeting that came by themselves."""
    return items(meeting, circles).filter(kind=ItemKind.CARRIED_OVER)


def template_for(group: Group, *, on: date) -> NotesTemplate | None:
    """The Word file that a group's notes are written into: its own, or that of all groups, the latest first."""
    rows = NotesTemplate.objects.filter(Q(group=group) | Q(group__isnull=True), from_day__lte=on)
    there = rows.filter(Q(to_day__isnull=True) | Q(to_day__gte=on))
    return there.filter(group=group).first() or there.filter(group__isnull=True).first()
