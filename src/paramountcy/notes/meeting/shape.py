"""
What notes say of a meeting: its head, who was there, items, paragraphs, points, and what may follow from them.

Every fact has a span (where it stands in the text) and a confidence; neither counts when two facts are compared.
Actions, decisions, events and the kinds of points are proposals: a person confirms them. Orders are those of the notes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Generic, TypeVar

from paramountcy.notes.document import Span

T = TypeVar("T")


class Confidence(StrEnum):
    """How sure the reading is: the notes say so in a known form; a rule that may err says so; or it only looks so."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


CERTAIN, LIKELY, GUESS = Confidence


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What all facts have: where they stand, and how sure they are."""

    span: Span | None = field(default=None, compare=False)
    confidence: Confidence = field(default=GUESS, compare=False)


@dataclass(frozen=True, kw_only=True)
class Stated(Fact, Generic[T]):
    """A single thing that the notes state, and the paragraph it is from, or "title line"."""

    value: T
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Person(Fact):
    """
    Somebody present or excused. `role` is the free text beside the name, kept whole, `label` the organisation that a
    list gives; `organisations` are suggested from either. `capacity` is chair, deputy, member or official; a deputy has
    `stands_for`, and `excused` says whether that member is among the apologies.
    """

    name: str
    role: str = ""
    label: str = ""
    organisations: tuple[str, ...] = ()
    capacity: str = "member"
    initials: str = ""
    stands_for: str = ""
    excused: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Point(Fact):
    """A point of a list, with its label (i, a, 1) where it has one. `kind` is a first guess, such as concern."""

    text: str
    label: str = ""
    kind: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Discussion(Fact):
    """The points under a heading that names recommendations, as "Recommendations 2 & 3"."""

    heading: str
    numbers: tuple[int, ...]
    points: tuple[Point, ...] = ()
    under: str = ""


@dataclass(frozen=True, kw_only=True)
class Paragraph(Fact):
    """A paragraph with the number that the notes give it, "" for none. `joined` where a page break had parted it."""

    number: str
    text: str
    points: tuple[Point, ...] = ()
    joined: bool = field(default=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Subheading(Fact):
    """A heading within an item, as "i. Practice guidance", and the numbers of the paragraphs below it."""

    label: str
    title: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Item(Fact):
    """An item of the agenda; `number` is None for a section that has none, as "Date of next meeting"."""

    number: int | None
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    subheadings: tuple[Subheading, ...] = ()


@dataclass(frozen=True)
class Due:
    """When something is due: on a day, at the next meeting whenever that is, or as the words say; else never said."""

    words: str = ""
    on: date | None = None
    next_meeting: bool = False

    def day(self, next_meeting: date | None) -> date | None:
        """The day, where the next meeting is on the day given."""
        return next_meeting if self.next_meeting else self.on


@dataclass(frozen=True, kw_only=True)
class Action(Fact):
    """
    What somebody took on, as far as a rule can tell. `kind` is agreed_action, commitment, request, offer, report_back
    or carry_over; `text` the sentence, or what an action line says; `source` the paragraph, as 4.2 or 2.1.i.
    """

    owner: str
    text: str
    source: str
    kind: str
    due: Due = Due()


@dataclass(frozen=True, kw_only=True)
class Decision(Fact):
    """What was decided or not: agreed, refused, noted, deferred or inconclusive. `returns` to the next meeting."""

    text: str
    source: str
    outcome: str
    strength: str = ""
    returns: Due = Due()


@dataclass(frozen=True, kw_only=True)
class Event(Fact):
    """Something with a day, or two, that the notes mention."""

    text: str
    source: str
    on: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Words(Fact):
    """A question left open, or which way the group leant, in the words of the notes."""

    text: str
    source: str
    reaction: str = ""


@dataclass(frozen=True, kw_only=True)
class NextMeeting(Fact):
    """When the group meets next. `year_inferred` where the notes give no year."""

    on: date
    source: str
    start: time | None = None
    end: time | None = None
    year_inferred: bool = False


@dataclass(frozen=True, kw_only=True)
class Earlier(Fact):
    """What became of the notes of the meeting before: circulated, agreed, or published and where."""

    status: str
    source: str
    circulated: bool = False
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class Joined(Fact):
    """Who joined the group since the last meeting: names, or only how many."""

    count: int
    source: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Notice(Fact):
    """Something for a person to look at. The sentence quotes no child's data."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What one set of notes says. `layouts` names the known layouts it was read by; `digest` is of the file."""

    group: Stated[str] | None = None
    short_names: tuple[str, ...] = ()
    number: Stated[int] | None = None
    day: Stated[date] | None = None
    start: Stated[time] | None = None
    end: Stated[time] | None = None
    place: Stated[str] | None = None
    kind: Stated[str] | None = None
    issued_by: Stated[str] | None = None
    issued_on: Stated[date] | None = None
    present: tuple[Person, ...] = ()
    apologies: tuple[Person, ...] = ()
    joined: Joined | None = None
    earlier: Earlier | None = None
    items: tuple[Item, ...] = ()
    discussions: tuple[Discussion, ...] = ()
    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    leanings: tuple[Words, ...] = ()
    questions: tuple[Words, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[str, ...] = ()
    next_meeting: NextMeeting | None = None
    notices: tuple[Notice, ...] = field(default=(), compare=False)
    layouts: tuple[str, ...] = field(default=(), compare=False)
    digest: str = field(default="", compare=False)

    @property
    def chair(self) -> Person | None:
        return next((person for person in self.present if person.capacity == "chair"), None)

    @property
    def agenda(self) -> tuple[Item, ...]:
        """The items with numbers."""
        return tuple(item for item in self.items if item.number is not None)

    @property
    def sections(self) -> tuple[Item, ...]:
        """The sections without."""
        return tuple(item for item in self.items if item.number is None)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for item in self.items for paragraph in item.paragraphs)

    @property
    def recommendations(self) -> tuple[int, ...]:
        """The numbers of the recommendations discussed, in order of number."""
        return tuple(sorted({number for each in self.discussions for number in each.numbers}))

    def not_reached(self, of: int) -> tuple[int, ...]:
        """Those of a report's recommendations, 1 to `of`, that were not discussed; none where none was."""
        return tuple(n for n in range(1, of + 1) if n not in self.recommendations) if self.discussions else ()

    def moved(self, on: date) -> "Meeting":
        """The same with the next meeting on another day: what is due at the next meeting follows by itself."""
        if self.next_meeting is None:
            raise ValueError("the notes name no next meeting that could be moved")
        return replace(self, next_meeting=replace(self.next_meeting, on=on, year_inferred=False))

    def due(self, action: Action) -> date | None:
        """The day on which an action is due, as far as it is known."""
        return action.due.day(self.next_meeting.on if self.next_meeting else None)

    def facts(self) -> Iterator[Fact]:
        """All facts, those within others after them."""
        for name in ("group", "number", "day", "start", "end", "place", "kind", "issued_by", "issued_on"):
            if (stated := getattr(self, name)) is not None:
                yield stated
        yield from (*self.present, *self.apologies)
        yield from (each for each in (self.joined, self.earlier, self.next_meeting) if each)
        for item in self.items:
            yield from (item, *item.subheadings)
            for paragraph in item.paragraphs:
                yield from (paragraph, *paragraph.points)
        for discussion in self.discussions:
            yield from (discussion, *discussion.points)
        yield from (*self.actions, *self.decisions, *self.leanings, *self.questions, *self.events)
