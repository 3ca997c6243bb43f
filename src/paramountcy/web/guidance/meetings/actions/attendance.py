"""Who was at a meeting, seat by seat; who was there without a seat; and the interests that somebody declared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action
from paramountcy.web.guidance.groups.models import Capacity, Person, Seat
from paramountcy.web.guidance.meetings.models import Attendance, Declaration, Meeting, Presence
from paramountcy.web.guidance.meetings.seating import DEPUTY


@dataclass(frozen=True)
class Sat:
    """
    What was noted of a seat: `how` is a value of Presence, or DEPUTY where `deputy` came instead of `holder`; "" is
    nothing. `holder` is None where nobody holds the seat.
    """

    seat: Seat
    holder: Person | None
    how: str
    deputy: Person | None = None


def note(*, by: Access, meeting: Meeting, sat: Sequence[Sat]) -> None:
    """
    Note who was there, seat by seat. What was noted before and is not any more was noted by mistake. Raises NotDone
    for a deputy without a name, and for one person in two places.
    """
    by.fetch("meeting", meeting.ref, Action.WRITE)
    wanted: dict[Person, dict[str, Any]] = {}
    for one in sat:
        for person, fields in _rows(one):
            if person in wanted and fields["presence"] == wanted[person]["presence"] == Presence.PRESENT:
                raise NotDone(f"{person.name} is noted in two seats: a person fills one.", field=f"who-{one.seat.ref}")
            if wanted.get(person, {}).get("presence") != Presence.PRESENT:
                wanted[person] = fields
    known = {one.person: one for one in meeting.attendances.select_related("person")}
    with by.change("note attendance", kind="meeting", record=meeting.ref):
        for order, (person, fields) in enumerate(wanted.items(), start=1):
            _save(known.get(person) or Attendance(meeting=meeting, person=person), {**fields, "order": order})
        seats = {one.seat for one in sat}
        for person, row in known.items():
            if person not in wanted and row.seat in seats and row.presence != Presence.MISTAKE:
                _save(row, {"presence": Presence.MISTAKE})


def _rows(one: Sat) -> list[tuple[Person, dict[str, Any]]]:
    """Whom a seat's line is about, and what is noted of each."""
    field = f"who-{one.seat.ref}"
    if one.how == DEPUTY:
        if one.deputy is None:
            raise NotDone(f"Say who came for the seat {one.seat.title}.", field=field)
        if one.deputy == one.holder:
            raise NotDone(f"{one.deputy.name} holds the seat {one.seat.title}: they were present.", field=field)
        came = {"seat": one.seat, "presence": Presence.PRESENT, "capacity": DEPUTY, "stands_for": one.holder}
        excused = {"seat": one.seat, "presence": Presence.APOLOGIES, "capacity": one.seat.capacity, "stands_for": None}
        return [(one.deputy, came), *([(one.holder, excused)] if one.holder else [])]
    if one.deputy:
        raise NotDone(f"Say that somebody came instead for the seat {one.seat.title}, or leave out who.", field=field)
    if not one.how or one.holder is None:
        return []
    return [(one.holder, {"seat": one.seat, "presence": one.how, "capacity": one.seat.capacity, "stands_for": None})]


def note_other(
    *,
    by: Access,
    meeting: Meeting,
    person: Person,
    capacity: str = Capacity.OFFICIAL,
    role: str = "",
    presence: str = Presence.PRESENT,
) -> Attendance:
    """Somebody who was there, or excused, without a seat."""
    by.fetch("meeting", meeting.ref, Action.WRITE)
    known = meeting.attendances.filter(person=person).first()
    if known and known.presence != Presence.MISTAKE:
        raise NotDone("They are noted already.", field="person")
    with by.change("note attendance", kind="meeting", record=meeting.ref):
        last = meeting.attendances.order_by("-order").first()
        fields = {"presence": presence, "capacity": capacity, "role": role, "seat": None, "stands_for": None}
        row = known or Attendance(meeting=meeting, person=person)
        return _save(row, {**fields, "order": last.order + 1 if last else 1})


def take_back(*, by: Access, attendance: Attendance) -> Attendance:
    """Somebody was noted by mistake: they are in no count any more."""
    by.fetch("meeting", attendance.meeting.ref, Action.WRITE)
    with by.change("take back attendance", kind="meeting", record=attendance.meeting.ref):
        return _save(attendance, {"presence": Presence.MISTAKE})


def declare(*, by: Access, meeting: Meeting, **said: Any) -> Declaration:
    """An interest that somebody declared, of the whole meeting or of one item, and what they did."""
    by.fetch("meeting", meeting.ref, Action.WRITE)
    with by.change("note declaration", kind="meeting", record=meeting.ref):
        return Declaration.objects.create(meeting=meeting, **said)


def _save(row: Attendance, fields: dict[str, Any]) -> Attendance:
    changed = row.pk is None
    for name, value in fields.items():
        changed |= getattr(row, name) != value
        setattr(row, name, value)
    if changed:
        row.save()
    return row
