"""An imagined partnership for the demo: its executive, a group beneath it, and the demo's people in their seats."""

from datetime import date, timedelta

from django.utils import timezone

from paramountcy.web.access.asking import Access
from paramountcy.web.access.models import User
from paramountcy.web.access.roles import Role
from paramountcy.web.guidance.groups import actions
from paramountcy.web.guidance.groups.models import Capacity, Group, GroupKind, Organisation, Person, Sector

EXECUTIVE, LEARNING = "Partnership executive", "Learning and improvement group"
ORGANISATIONS = (
    ("Applemere Council", Sector.LOCAL_AUTHORITY, (Role.TEAM_MANAGER, Role.INDEPENDENT_CHAIR)),
    ("Applemere and Dales Police", Sector.POLICE, ()),
    ("Applemere Community Health", Sector.HEALTH, ()),
    ("Orchard Lane School", Sector.EDUCATION, (Role.PARTNER_LEAD,)),
    ("Lantern Family Support", Sector.VOLUNTARY, (Role.LEAD_PROFESSIONAL,)),
)
"""What each is called, its sector, and the roles of those of the demo who sit for it."""
POLICE, HEALTH = "Applemere and Dales Police", "Applemere Community Health"


def imagine(by: Access) -> None:
    """Two groups, a year old, with a seat for each body and one that nobody holds yet."""
    since = timezone.localdate(by.at) - timedelta(days=365)
    executive = actions.make_group(
        by=by, name=EXECUTIVE, short="Executive", kind=GroupKind.PARTNERSHIP, decides=True, quorum=3, publishes=True,
        purpose="The safeguarding partners and those who work with them: what is done together, and whether it helps.",
        from_day=since,
    )  # fmt: skip
    learning = actions.make_group(
        by=by, name=LEARNING, short="Learning", kind=GroupKind.SUBGROUP, parent=executive, silence_days=10,
        publishes=True, purpose="Reviews, audits and what children say: what is learned, and what changed since.",
        from_day=since,
    )  # fmt: skip
    for name, sector, roles in ORGANISATIONS:
        body = actions.add_organisation(by=by, name=name, sector=sector)
        people = [_person(by, user, body) for role in roles for user in _users(role)[:1]]
        if name in (POLICE, HEALTH):
            partners = _users(Role.PARTNER)
            people += [_person(by, partners[name == POLICE], body)] if len(partners) > 1 else []
        for group in (executive, learning):
            _seats(by, group, name, body, people=people, since=since)
    actions.add_seat(
        by=by, group=learning, title="A young person", capacity=Capacity.MEMBER, counts=True, from_day=since
    )


def _seats(by: Access, group: Group, name: str, body: Organisation, *, people: list[Person], since: date) -> None:
    """A seat for each of an organisation's people, as chair for whoever is one; and an empty one if it sent nobody."""
    for place, person in enumerate(people):
        user = person.user
        chairs = user is not None and user.grants.filter(role=Role.INDEPENDENT_CHAIR).exists()
        seat = actions.add_seat(
            by=by, group=group, title="Independent chair" if chairs else name, organisation=body,
            capacity=Capacity.CHAIR if chairs else Capacity.MEMBER, counts=True, from_day=since,
        )  # fmt: skip
        actions.fill_seat(by=by, seat=seat, person=person, from_day=since + timedelta(days=30 * place))
    if not people:
        actions.add_seat(
            by=by, group=group, title=name, organisation=body, capacity=Capacity.MEMBER, counts=True, from_day=since
        )


def _users(role: Role) -> list[User]:
    return list(User.objects.filter(is_demo=True, grants__role=role).order_by("pk"))


def _person(by: Access, user: User, body: Organisation) -> Person:
    return actions.add_person(by=by, name=user.name, user=user, email=user.email, organisation=body)
