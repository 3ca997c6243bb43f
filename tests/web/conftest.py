"""An imagined authority and a school, with somebody in every role, for the tests of the web."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from paramountcy.web.access.asking import Access
from paramountcy.web.access.models import Body, BodyName, Involvement, RoleGrant, Team, User
from paramountcy.web.access.roles import Role
from tests.web.notebook.models import Note, Subject

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
LONG_AGO = date(2020, 4, 1)


@pytest.fixture(autouse=True)
def audit_folder(tmp_path, settings):
    """Where the log's heads and seals stand outside the database, in this test."""
    settings.AUDIT_FOLDER = tmp_path / "audit"
    return settings.AUDIT_FOLDER


@dataclass
class Place:
    """An authority with two teams, and a school. `in_role` makes people; `asks` is one of them asking."""

    authority: Body
    school: Body
    north: Team
    south: Team
    staff_room: Team
    count: int = 0

    def in_role(self, role: Role, *, team: Team | None = None, name: str = "", from_day: date = LONG_AGO) -> User:
        self.count += 1
        user = User.objects.create_user(
            f"person{self.count}@example.org", name or f"Person {self.count}", "a long password"
        )
        RoleGrant.objects.create(user=user, role=role, team=team or self.north, from_day=from_day, reason="their work")
        return user

    def asks(self, user: User | None, *, at: datetime = AT, reason: str = "") -> Access:
        return Access(user, at=at, request="test", address="127.0.0.1", reason=reason)

    def note(self, *people: Subject, title: str = "A note", sensitivity: int = 0) -> Note:
        note = Note.objects.create(title=title, text="What happened.", sensitivity=sensitivity)
        note.people.set(people)
        return note

    def involve(self, note: Note, *, user=None, team=None, body=None, days: int | None = None) -> Involvement:
        """Somebody works with a note; `days` ago it ended, if given."""
        return Involvement.objects.create(
            kind="note",
            record=note.ref,
            as_what="worker",
            user=user,
            team=team,
            body=body,
            from_at=AT - timedelta(days=100),
            to_at=None if days is None else AT - timedelta(days=days),
        )


@pytest.fixture
def place(db) -> Place:
    authority, school = Body.objects.create(), Body.objects.create()
    BodyName.objects.create(body=authority, name="Ambleford", body_type="local_authority", from_day=LONG_AGO)
    BodyName.objects.create(body=school, name="Mill Lane School", body_type="education", from_day=LONG_AGO)
    teams = [
        Team.objects.create(body=body, name=name, from_day=LONG_AGO)
        for body, name in ((authority, "North"), (authority, "South"), (school, "Pastoral"))
    ]
    return Place(authority, school, *teams)
