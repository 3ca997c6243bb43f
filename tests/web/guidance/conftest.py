"""A partnership with two groups, and people who stand in every way to them, for the tests of guidance."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import timezone

from paramountcy.web.access.models import User
from paramountcy.web.access.roles import Role
from paramountcy.web.guidance.groups.models import (
    Capacity,
    Circle,
    CircleMember,
    Group,
    Holding,
    Organisation,
    OrganisationName,
    Person,
    Seat,
)
from tests.web.conftest import LONG_AGO, Place


@dataclass
class Partnership:
    """
    `officer` runs the groups; `chair` and `member` sit on `group`, `stranger` on `other`, `outsider` on none, and
    `named` is a member who is also in `circle`, as the officer is not. Each is a user; `people` are they as persons.
    """

    place: Place
    group: Group
    other: Group
    circle: Circle
    officer: User
    chair: User
    member: User
    named: User
    stranger: User
    outsider: User
    duty: User

    def asks(self, user: User | None, *, at=None):
        return self.place.asks(user, at=at or timezone.now())

    def person(self, user: User) -> Person:
        return Person.objects.get(user=user)

    def seat(self, title: str, *, group: Group | None = None, **more) -> Seat:
        return Seat.objects.create(group=group or self.group, title=title, from_day=LONG_AGO, **more)

    def sits(self, person: Person, seat: Seat, *, as_deputy=False, from_day: date = LONG_AGO) -> Holding:
        return Holding.objects.create(seat=seat, person=person, as_deputy=as_deputy, from_day=from_day)


def organisation(name: str, short: str = "", **more) -> Organisation:
    made = Organisation.objects.create(**more)
    OrganisationName.objects.create(organisation=made, name=name, short=short)
    return made


@pytest.fixture
def partnership(place) -> Partnership:
    group = Group.objects.create(name="Quality and learning group", from_day=LONG_AGO, publishes=True, silence_days=10)
    other = Group.objects.create(name="Exploitation group", from_day=LONG_AGO)
    circle = Circle.objects.create(name="Three of us", why="A review that nobody may know of yet.")
    users = {
        "officer": place.in_role(Role.PARTNERSHIP_OFFICER, name="Olive Officer"),
        "chair": place.in_role(Role.INDEPENDENT_CHAIR, name="Charles Chair"),
        "member": place.in_role(Role.TEAM_MANAGER, name="Mabel Member"),
        "named": place.in_role(Role.PARTNER_LEAD, team=place.staff_room, name="Nadia Named"),
        "stranger": place.in_role(Role.PARTNER, team=place.staff_room, name="Stan Stranger"),
        "outsider": place.in_role(Role.PRACTITIONER, name="Oscar Outsider"),
        "duty": place.in_role(Role.DUTY, name="Dora Duty"),
    }
    made = Partnership(place, group, other, circle, **users)
    for who, of, capacity in (
        ("chair", group, Capacity.CHAIR),
        ("member", group, Capacity.MEMBER),
        ("named", group, Capacity.MEMBER),
        ("stranger", other, Capacity.MEMBER),
    ):
        person = Person.objects.create(name=users[who].name, user=users[who], email=users[who].email)
        made.sits(person, made.seat(f"Seat of the {who}", group=of, capacity=capacity))
    CircleMember.objects.create(circle=circle, user=users["named"], from_at=timezone.now())
    return made
