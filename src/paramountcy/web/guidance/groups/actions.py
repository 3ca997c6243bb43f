"""What is done with groups: made, changed and ended, seats filled and emptied; people, organisations and circles."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from paramountcy.web.access.actions.asked import NotDone, allowed
from paramountcy.web.access.asking import Access
from paramountcy.web.access.models import User
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.groups.models import (
    Circle,
    CircleMember,
    Group,
    Holding,
    Organisation,
    OrganisationName,
    Person,
    Seat,
)


def make_group(*, by: Access, **said: Any) -> Group:
    """A group. `said` are its fields."""
    allowed(by, Duty.RUN_GROUPS)
    with by.change("make group") as lines:
        made = Group.objects.create(**said)
        lines[0] = lines[0].of("group", made.ref)
    return made


def change_group(*, by: Access, group: Group, **said: Any) -> Group:
    """Change what a group is. What it was stays in its history."""
    by.fetch("group", group.ref, Action.WRITE)
    if said.get("to_day") and said["to_day"] < said.get("from_day", group.from_day):
        raise NotDone("Its last day is before its first: give a later one.", field="to_day")
    return _changed(by, "group", group, said)


def add_seat(*, by: Access, group: Group, **said: Any) -> Seat:
    """A place on a group."""
    by.fetch("group", group.ref, Action.WRITE)
    with by.change("add seat", kind="group", record=group.ref):
        return Seat.objects.create(group=group, **said)


def end_seat(*, by: Access, seat: Seat, on: date) -> Seat:
    """The last day of a seat, and of everybody in it."""
    by.fetch("group", seat.group.ref, Action.WRITE)
    if on < seat.from_day:
        raise NotDone("The seat began after that day: give a later one.", field="on")
    with by.change("end seat", kind="group", record=seat.group.ref):
        seat.to_day = on
        seat.save()
        for holding in seat.holdings.filter(to_day__isnull=True):
            holding.to_day = max(on, holding.from_day)
            holding.save()
    return seat


def fill_seat(*, by: Access, seat: Seat, person: Person, from_day: date, as_deputy: bool = False) -> Holding:
    """Somebody takes a seat, or deputises in it. Raises NotDone where they do already."""
    by.fetch("group", seat.group.ref, Action.WRITE)
    if seat.holdings.filter(person=person, as_deputy=as_deputy, to_day__isnull=True).exists():
        raise NotDone("They are in this seat already.", field="person")
    with by.change("fill seat", kind="group", record=seat.group.ref):
        return Holding.objects.create(seat=seat, person=person, as_deputy=as_deputy, from_day=from_day)


def end_holding(*, by: Access, holding: Holding, on: date) -> Holding:
    """Somebody's last day in a seat."""
    by.fetch("group", holding.seat.group.ref, Action.WRITE)
    if on < holding.from_day:
        raise NotDone("They took the seat after that day: give a later one.", field="on")
    return _changed(by, "group", holding.seat.group, {}, also=(holding, {"to_day": on}))


def add_person(*, by: Access, **said: Any) -> Person:
    """Somebody who takes part. Raises NotDone for a user who takes part under another name already."""
    allowed(by, Duty.RUN_GROUPS)
    _user_is_free(said.get("user"), None)
    with by.change("add person") as lines:
        made = Person.objects.create(**said)
        lines[0] = lines[0].of("person", made.ref)
    return made


def change_person(*, by: Access, person: Person, **said: Any) -> Person:
    by.fetch("person", person.ref, Action.WRITE)
    allowed(by, Duty.RUN_GROUPS)
    _user_is_free(said.get("user"), person)
    return _changed(by, "person", person, said)


def add_organisation(*, by: Access, name: str, short: str = "", **said: Any) -> Organisation:
    """An organisation, with its first name, which it always had as far as is known."""
    allowed(by, Duty.RUN_GROUPS)
    with by.change("add organisation") as lines:
        made = Organisation.objects.create(**said)
        OrganisationName.objects.create(organisation=made, name=name, short=short)
        lines[0] = lines[0].of("organisation", made.ref)
    return made


def rename_organisation(*, by: Access, organisation: Organisation, name: str, short: str, from_day: date) -> None:
    """What an organisation is called from a day on. What it was called before stays."""
    allowed(by, Duty.RUN_GROUPS)
    if organisation.names.filter(from_day__gte=from_day).exists():
        raise NotDone("It has a name from that day or a later one: give a later day.", field="from_day")
    with by.change("rename organisation", kind="organisation", record=organisation.ref):
        OrganisationName.objects.create(organisation=organisation, name=name, short=short, from_day=from_day)


def end_organisation(
    *, by: Access, organisation: Organisation, ended_on: date, followed_by: Organisation | None
) -> Organisation:
    """An organisation that is no more, and what took its place. Raises NotDone where that would lead back to it."""
    allowed(by, Duty.RUN_GROUPS)
    after = followed_by
    while after is not None:
        if after.pk == organisation.pk:
            raise NotDone("That leads back to the same organisation: choose another.", field="followed_by")
        after = after.followed_by
    said = {"ended_on": ended_on, "followed_by": followed_by}
    return _changed(by, "organisation", organisation, said)


def make_circle(*, by: Access, name: str, why: str) -> Circle:
    """A circle of names, with whoever makes it as its first member."""
    allowed(by, Duty.RUN_GROUPS)
    with by.change("make circle") as lines:
        made = Circle.objects.create(name=name, why=why)
        CircleMember.objects.create(circle=made, user=by.somebody, from_at=by.at)
        lines[0] = lines[0].of("circle", made.ref)
    return made


def let_into_circle(*, by: Access, circle: Circle, user: User) -> CircleMember:
    """Somebody more in a circle; those in it say so."""
    by.fetch("circle", circle.ref)
    if circle.members.filter(user=user, to_at__isnull=True).exists():
        raise NotDone("They are in this circle already.", field="user")
    with by.change("let into circle", kind="circle", record=circle.ref):
        return CircleMember.objects.create(circle=circle, user=user, from_at=by.at)


def leave_circle(*, by: Access, member: CircleMember) -> CircleMember:
    """Somebody is no longer in a circle. The last one in it stays: else nobody could read what is kept to it."""
    by.fetch("circle", member.circle.ref)
    if member.circle.members.filter(to_at__isnull=True).count() == 1:
        raise NotDone("They are the last in this circle: let somebody else in first.")
    with by.change("take out of circle", kind="circle", record=member.circle.ref):
        member.to_at = by.at
        member.save()
    return member


def _user_is_free(user: User | None, person: Person | None) -> None:
    known = Person.objects.filter(user=user).first() if user else None
    if known and (person is None or known.pk != person.pk):
        raise NotDone("Somebody else here signs in with that address: look for them in the list.", field="user")


def _changed(by: Access, kind: str, record: Any, said: Mapping[str, Any], also: tuple[Any, dict] | None = None) -> Any:
    """Set fields of a record, and of another that belongs to it, in one change."""
    with by.change(f"change {kind}", kind=kind, record=record.ref):
        for row, fields in filter(None, ((record, said), also)):
            for name, value in fields.items():
                setattr(row, name, value)
            if fields:
                row.save()
    return also[0] if also else record
