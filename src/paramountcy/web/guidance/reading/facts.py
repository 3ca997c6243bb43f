"""
From a meeting as its notes tell it to single facts, each with a path that it keeps when the notes are read again.

The order is that in which the notes have them. Values are plain data: days as 2011-11-03, times as 15:00.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from paramountcy.notes.meeting import shape
from paramountcy.notes.meeting.names import normal

LONGEST_PATH = 180


class Section(StrEnum):
    """The parts of the confirm screen, in their order; each is what is accepted together."""

    MEETING = "meeting"
    ORGANISATIONS = "organisations"
    PEOPLE = "people"
    NOTES = "notes"
    ACTIONS = "actions"
    DECISIONS = "decisions"
    MENTIONED = "mentioned"


TITLES = {
    Section.MEETING: "The meeting",
    Section.ORGANISATIONS: "Organisations",
    Section.PEOPLE: "Who was there, and apologies",
    Section.NOTES: "Items, paragraphs and points",
    Section.ACTIONS: "Actions",
    Section.DECISIONS: "Decisions",
    Section.MENTIONED: "Questions, events and what else is mentioned",
}
STATED = ("group", "number", "day", "start", "end", "place", "kind", "issued_by", "issued_on")


@dataclass(frozen=True)
class Read:
    """A fact that was read: section, kind, path, its value, and the fact of the notes that it is from."""

    section: Section
    kind: str
    path: str
    value: dict[str, Any]
    fact: shape.Fact


def facts_of(meeting: shape.Meeting) -> list[Read]:
    """Every fact of a meeting, once, section by section, in the order of the notes."""
    found: list[Read] = []
    for section, reads in (
        (Section.MEETING, _head(meeting)),
        (Section.ORGANISATIONS, _organisations(meeting)),
        (Section.PEOPLE, _people(meeting)),
        (Section.NOTES, sorted(_notes(meeting), key=_start)),
        (Section.ACTIONS, _actions(meeting)),
        (Section.DECISIONS, _decisions(meeting)),
        (Section.MENTIONED, _mentioned(meeting)),
    ):
        found += [replace(one, section=section) for one in reads]
    return list(_each_once(found))


def _start(one: Read) -> int:
    return one.fact.span.start if one.fact.span else 10**9


def _each_once(reads: Iterable[Read]) -> Iterator[Read]:
    """The same, where two facts have one path with a number behind the later."""
    seen: dict[str, int] = {}
    for one in reads:
        path = one.path[:LONGEST_PATH]
        seen[path] = seen.get(path, 0) + 1
        yield (
            one
            if path == one.path and seen[path] == 1
            else replace(one, path=path if seen[path] == 1 else f"{path}~{seen[path]}")
        )


def _read(kind: str, path: str, fact: shape.Fact, **value: Any) -> Read:
    return Read(Section.MEETING, kind, path, {name: _plain(each) for name, each in value.items()}, fact)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return list(value) if isinstance(value, tuple) else value


def _head(meeting: shape.Meeting) -> Iterator[Read]:
    for name in STATED:
        stated = getattr(meeting, name)
        if stated is not None:
            yield _read(name, name, stated, value=stated.value)
    if following := meeting.next_meeting:
        yield _read(
            "next", "next", following, on=following.on, start=following.start, end=following.end,
            year_inferred=following.year_inferred,
        )  # fmt: skip


def _organisations(meeting: shape.Meeting) -> Iterator[Read]:
    """Each organisation that somebody is suggested to be from, once."""
    seen: set[str] = set()
    for person in (*meeting.present, *meeting.apologies):
        for name in person.organisations[:1]:
            if key(name) not in seen:
                seen.add(key(name))
                sure = shape.CERTAIN if person.label and person.confidence == shape.CERTAIN else shape.GUESS
                yield _read("organisation", f"organisation/{key(name)}", replace(person, confidence=sure), name=name)


def key(text: str) -> str:
    """A name or a title as it is compared."""
    return " ".join(text.casefold().replace("’", "'").split())


def _people(meeting: shape.Meeting) -> Iterator[Read]:
    for presence, people in (("present", meeting.present), ("apologies", meeting.apologies)):
        for one in people:
            yield _read(
                "person",
                f"{presence}/{normal(one.name)}",
                one,
                name=one.name,
                role=one.role,
                label=one.label,
                organisation=next(iter(one.organisations), ""),
                capacity=one.capacity,
                stands_for=one.stands_for,
                presence=presence,
            )


def _notes(meeting: shape.Meeting) -> Iterator[Read]:
    for item in meeting.items:
        of = f"item/{item.number}" if item.number is not None else f"section/{key(item.title)}"
        yield _read("item", of, item, number=item.number, title=item.title)
        for sub in item.subheadings:
            yield _read("heading", f"heading/{of}/{sub.label}", sub, label=sub.label, title=sub.title, item=of)
        for count, paragraph in enumerate(item.paragraphs, 1):
            path = f"paragraph/{paragraph.number or f'{of}/{count}'}"
            yield _read("paragraph", path, paragraph, number=paragraph.number, text=paragraph.text, item=of)
            for n, point in enumerate(paragraph.points, 1):
                yield _point(point, f"{path}/{point.label or n}", path, point.label)
    for talk in meeting.discussions:
        name = "R" + "-".join(str(number) for number in talk.numbers)
        path = f"talk/{name}"
        yield _read(
            "talk", path, talk, label=name, title=talk.heading, numbers=talk.numbers, under=f"paragraph/{talk.under}"
        )
        for n, point in enumerate(talk.points, 1):
            yield _point(point, f"{path}/{n}", path, point.label or str(n))


def _point(point: shape.Point, path: str, under: str, label: str) -> Read:
    return _read("point", path, point, label=label, text=point.text, point_kind=point.kind, under=under)


def _actions(meeting: shape.Meeting) -> Iterator[Read]:
    for one in meeting.actions:
        yield _read(
            "action",
            f"action/{one.source}",
            one,
            owner=one.owner,
            text=one.text,
            source=one.source,
            action_kind=one.kind,
            due_on=one.due.on,
            due_words=one.due.words,
            due_next=one.due.next_meeting,
        )


def _decisions(meeting: shape.Meeting) -> Iterator[Read]:
    for one in meeting.decisions:
        yield _read(
            "decision",
            f"decision/{one.source}",
            one,
            text=one.text,
            source=one.source,
            outcome=one.outcome,
            strength=one.strength,
            returns_on=one.returns.on,
            returns_words=one.returns.words,
            returns_next=one.returns.next_meeting,
        )


def _mentioned(meeting: shape.Meeting) -> Iterator[Read]:
    if earlier := meeting.earlier:
        yield _read(
            "earlier", "earlier", earlier, status=earlier.status, circulated=earlier.circulated, where=earlier.where,
            source=earlier.source,
        )  # fmt: skip
    if joined := meeting.joined:
        yield _read("joined", "joined", joined, count=joined.count, names=joined.names, source=joined.source)
    for one in meeting.questions:
        yield _read("question", f"question/{one.source}", one, text=one.text, source=one.source)
    for one in meeting.leanings:
        yield _read("leaning", f"leaning/{one.source}", one, text=one.text, source=one.source, reaction=one.reaction)
    for event in meeting.events:
        yield _read(
            "event", f"event/{event.source}", event, text=event.text, source=event.source,
            on=event.on, until=event.until,
        )  # fmt: skip


def source_number(source: str) -> str:
    """The number of a paragraph or a point in what a fact says of where it is from, "" for none: 2.1.i, R1.3."""
    return source if re.fullmatch(r"[\w-]+(?:\.[\w-]+)*", source) and re.search(r"\d", source) else ""
