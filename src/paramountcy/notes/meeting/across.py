"""
Several meetings together: which notes are of the same meeting, and who may be the same person. Nothing is merged here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from paramountcy.notes.meeting.names import normal
from paramountcy.notes.meeting.shape import Meeting, Person


@dataclass(frozen=True)
class SamePerson:
    """Somebody in the first notes who may be somebody in the second. `spelt_alike` says that the names are the same."""

    first: Person
    second: Person

    @property
    def spelt_alike(self) -> bool:
        return self.first.name == self.second.name


def key(meeting: Meeting) -> tuple[str, date | None, int | None]:
    """What makes notes those of one meeting: group and day; where no day is given, the number."""
    group = " ".join(meeting.group.value.casefold().split()) if meeting.group else ""
    day = meeting.day.value if meeting.day else None
    return group, day, None if day else meeting.number.value if meeting.number else None


def gathered(meetings: Iterable[Meeting]) -> list[Meeting]:
    """
    Each meeting once, in the order of their first notes; of several notes of one meeting the last given stands.

    Notes without group, or without day and number, are of a meeting of their own unless the file is the same.
    """
    found: dict[object, Meeting] = {}
    for meeting in meetings:
        group, day, number = key(meeting)
        name: object = (group, day, number) if group and (day or number) else meeting.digest
        found[name] = meeting
    return list(found.values())


def same_people(first: Meeting, second: Meeting) -> list[SamePerson]:
    """
    People of two meetings whose names are the same but for hyphens, titles and letters after them, in the order of the
    first. They are offered: only a person can say that they are the same.
    """
    later: dict[str, list[Person]] = {}
    for person in _everybody(second):
        later.setdefault(normal(person.name), []).append(person)
    return [SamePerson(person, other) for person in _everybody(first) for other in later.get(normal(person.name), [])]


def _everybody(meeting: Meeting) -> Sequence[Person]:
    return (*meeting.present, *meeting.apologies)
