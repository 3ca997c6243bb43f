"""
Who was at a meeting, seat by seat and sector by sector, and whether it was quorate.

A seat is filled by whoever holds it or by a deputy: the seat counts, and not the person. What was noted by mistake is
in no count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from paramountcy.publication.charts.bars import Bar, bars
from paramountcy.publication.shape import Chart, Column, Table
from paramountcy.web.guidance.groups import reads as groups
from paramountcy.web.guidance.groups.models import Group, Person, Seat, Sector
from paramountcy.web.guidance.meetings.models import Attendance, Meeting, Presence

DEPUTY = "deputy"
"""How a seat was filled where somebody stood in for its holder, beside the values of Presence."""
NOT_NOTED = ""
WORDS = {
    Presence.PRESENT: "present",
    DEPUTY: "deputy",
    Presence.APOLOGIES: "apologies",
    Presence.ABSENT: "absent without apologies",
    NOT_NOTED: "not noted",
}
FILLED = (Presence.PRESENT, DEPUTY)


def attendances(meeting: Meeting) -> QuerySet[Any]:
    """Who was there or excused, without what was noted by mistake."""
    rows = Attendance.objects.filter(meeting=meeting).exclude(presence=Presence.MISTAKE)
    return rows.select_related("person__organisation", "seat__organisation", "stands_for")


@dataclass(frozen=True)
class Place:
    """A seat at a meeting: who holds it that day, who sat in it, and how it was filled."""

    seat: Seat
    organisation: str
    sector: str
    holders: tuple[Person, ...]
    deputies: tuple[Person, ...]
    sat: tuple[Attendance, ...]
    how: str

    @property
    def filled(self) -> bool:
        return self.how in FILLED

    @property
    def words(self) -> str:
        return WORDS[self.how]


@dataclass(frozen=True)
class Seating:
    """Who was at a meeting. `others` were there without a seat."""

    places: tuple[Place, ...]
    others: tuple[Attendance, ...]
    present: int
    apologies: int
    quorum: int | None

    @property
    def noted(self) -> bool:
        return any(one.how != NOT_NOTED for one in self.places) or bool(self.others)

    @property
    def filled(self) -> int:
        return sum(one.filled and one.seat.counts for one in self.places)

    @property
    def count(self) -> int:
        return sum(one.seat.counts for one in self.places)

    @property
    def quorate(self) -> bool | None:
        """Whether the quorum was reached, None where none is set or nobody has noted who was there."""
        return self.filled >= self.quorum if self.quorum is not None and self.noted else None

    @property
    def says(self) -> str:
        """Present, excused and the quorum, in words."""
        if not self.noted:
            return "Nobody has noted yet who was there."
        people = f"{self.present} present, {self.apologies} {'apology' if self.apologies == 1 else 'apologies'}."
        seats = f"{self.filled} of {self.count} seats that count were filled"
        if self.quorum is None:
            return f"{people} {seats}; no quorum is set."
        reached = "the quorum was reached" if self.quorate else "the quorum was not reached"
        return f"{people} {seats}, and {self.quorum} {'is' if self.quorum == 1 else 'are'} needed: {reached}."


def seating(meeting: Meeting) -> Seating:
    """Who was at a meeting."""
    rows = list(attendances(meeting))
    places = tuple(_places(meeting.group, meeting.day, rows))
    seated = {one.seat_id for one in rows} & {one.seat.pk for one in places}
    return Seating(
        places,
        tuple(one for one in rows if one.seat_id not in seated),
        sum(one.presence == Presence.PRESENT for one in rows),
        sum(one.presence == Presence.APOLOGIES for one in rows),
        meeting.group.quorum,
    )


def _places(group: Group, day: date, rows: Sequence[Attendance]) -> Iterable[Place]:
    for one in groups.seats(group, on=day):
        sat = tuple(row for row in rows if row.seat_id == one.seat.pk)
        holders = tuple(held.person for held in one.holders)
        yield Place(
            one.seat,
            one.organisation,
            _sector(one.seat, holders),
            holders,
            tuple(held.person for held in one.deputies),
            sat,
            _how(sat),
        )


def _how(sat: Sequence[Attendance]) -> str:
    """How a seat was filled: by its holder before a deputy, by anybody before nobody."""
    there = [one for one in sat if one.presence == Presence.PRESENT]
    if there:
        return DEPUTY if all(one.stands_for_id or one.capacity == DEPUTY for one in there) else Presence.PRESENT
    for presence in (Presence.APOLOGIES, Presence.ABSENT):
        if any(one.presence == presence for one in sat):
            return presence
    return NOT_NOTED


def _sector(seat: Seat, holders: Sequence[Person]) -> str:
    """The sector of a seat: of the body that it is for, or of whoever holds it."""
    bodies = [seat.organisation, *(one.organisation for one in holders)]
    return next((one.sector for one in bodies if one), Sector.OTHER)


@dataclass(frozen=True)
class OverTime:
    """How the seats of a group were filled over some meetings."""

    meetings: tuple[Meeting, ...]
    by_seat: Table
    by_sector: Table
    chart: Chart | None


def over_time(group: Group, meetings: Sequence[Meeting], names: Sequence[str]) -> OverTime:
    """How seats and sectors were filled at meetings; `names` are the meetings' as the heads of columns."""
    found = [seating(one) for one in meetings]
    noted = [(name, one) for name, one in zip(names, found, strict=True) if one.noted]
    seats: dict[int, Place] = {}
    for _, one in noted:
        seats |= {place.seat.pk: place for place in one.places}
    rows = [_row(place, [one for _, one in noted]) for place in seats.values()]
    note = (
        "Filled is by the holder or a deputy, of the meetings at which the seat was there and somebody noted who came."
    )
    by_seat = Table(
        "How each seat was filled",
        (
            Column("Seat"),
            Column("Sector"),
            *(Column(name) for name, _ in noted),
            Column("Filled", numeric=True),
        ),
        tuple(rows),
        note,
    )
    shares = _by_sector([one for _, one in noted])
    by_sector = Table.of(
        "How the seats of each sector were filled",
        ("Sector", "Seats filled", "Seats there", "Share filled"),
        [(Sector(name).label, str(part), str(whole), f"{part / whole:.0%}") for name, part, whole in shares],
        "A seat counts once for each meeting.",
    )
    return OverTime(tuple(meetings), by_seat, by_sector, _chart(shares) if shares else None)


def _row(place: Place, found: Sequence[Seating]) -> tuple[str, ...]:
    there = [next((one for one in each.places if one.seat.pk == place.seat.pk), None) for each in found]
    known = [one for one in there if one]
    filled = sum(one.filled for one in known)
    words = [one.words if one else "not there yet, or over" for one in there]
    return (place.seat.title, Sector(place.sector).label, *words, f"{filled} of {len(known)}")


def _by_sector(found: Sequence[Seating]) -> list[tuple[str, int, int]]:
    """Of each sector: how many seats were filled, and how many were there, over all meetings."""
    counts: dict[str, tuple[int, int]] = {}
    for one in found:
        for place in one.places:
            part, whole = counts.get(place.sector, (0, 0))
            counts[place.sector] = part + place.filled, whole + 1
    return [(name, *counts[name]) for name in Sector.values if name in counts]


def _chart(shares: Sequence[tuple[str, int, int]]) -> Chart:
    least = min(shares, key=lambda one: one[1] / one[2])
    says = f"Least filled were the seats of {Sector(least[0]).label}: {least[1]} of {least[2]}."
    drawn = [Bar(Sector(name).label, part / whole) for name, part, whole in shares]
    return bars("Share of seats filled, by sector", says, drawn, unit="share", id="attendance-by-sector")
