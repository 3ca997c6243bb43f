"""What a list shows is what the policy allows, record by record, whatever roles and restrictions there are."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from paramountcy.web.access import lists, policy
from paramountcy.web.access.models import (
    Body,
    BodyName,
    BreakGlass,
    Conflict,
    Delegation,
    Involvement,
    Restriction,
    RestrictionMember,
    RoleGrant,
    Team,
    User,
)
from paramountcy.web.access.records import GUARDS
from paramountcy.web.access.roles import Action, Reach, Role
from paramountcy.web.access.standing import standing
from tests.web.notebook.models import Note, Subject

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
TEAMS, USERS, NOTES, PEOPLE = 4, 4, 5, 3
WHEN = [(-9, None), (-9, None), (-9, 9), (-9, -3), (3, 9)]


def world_of(seed):
    """A crowded world: most of what there can be is there, so that exceptions meet each other."""
    chance = random.Random(seed)
    pick, number, when = chance.choice, chance.randrange, lambda: chance.choice(WHEN)
    return {
        "grants": [(number(USERS), pick(list(Role)), number(TEAMS), when()) for _ in range(8)],
        "involved": [(number(NOTES), pick(["user", "team", "body"]), number(2), when()) for _ in range(7)],
        "about": [(number(NOTES), number(PEOPLE)) for _ in range(8)],
        "sensitivity": [pick([0, 0, 1, 2]) for _ in range(NOTES)],
        "closed": {
            number(NOTES): (pick(["front_door", "authority", "nobody"]), number(USERS), when()) for _ in range(3)
        },
        "listed": [(number(3), pick(["user", "team"]), number(4), pick([True, True, False])) for _ in range(4)],
        "conflicts": [(number(USERS), number(PEOPLE), when()) for _ in range(4)],
        "glass": [(number(USERS), number(NOTES), pick([-2, 1])) for _ in range(4)],
        "lent": [(number(USERS), number(USERS), when()) for _ in range(3)],
        "widest": pick([Reach.AREA, Reach.TEAM]),
    }


def days(pair):
    start, end = pair
    return AT + start * DAY, None if end is None else AT + end * DAY


def build(world):
    bodies = [Body.objects.create() for _ in range(2)]
    for body, kind in zip(bodies, ("local_authority", "education"), strict=True):
        BodyName.objects.create(body=body, name=kind, body_type=kind, from_day=AT.date() - 99 * DAY)
    teams = [
        Team.objects.create(body=bodies[place % 2], name=f"team {place}", from_day=AT.date() - 99 * DAY)
        for place in range(TEAMS)
    ]
    users = [User.objects.create_user(f"u{place}@example.org", f"User {place}") for place in range(USERS)]
    people = [Subject.objects.create(name=f"Somebody {place}") for place in range(PEOPLE)]
    notes = [
        Note.objects.create(title=f"n{place}", text="", sensitivity=world["sensitivity"][place])
        for place in range(NOTES)
    ]
    for user, role, team, when in world["grants"]:
        start, end = days(when)
        RoleGrant.objects.create(
            user=users[user], role=role, team=teams[team], from_day=start.date(), to_day=end and end.date(), reason="r"
        )
    for note, who, which, when in world["involved"]:
        start, end = days(when)
        these = {"user": users, "team": teams, "body": bodies}[who]
        Involvement.objects.create(
            kind="note", record=notes[note].ref, as_what="worker", from_at=start, to_at=end, **{who: these[which]}
        )
    for note, person in world["about"]:
        notes[note].people.add(people[person])
    closed = []
    for note, (existence, guardian, when) in world["closed"].items():
        start, end = days(when)
        asked, agreed = users[0], users[1]
        closed.append(
            Restriction.objects.create(
                kind="note", record=notes[note].ref, reason="r", existence=existence, guardian=users[guardian],
                call="the duty manager on 01", asked_by=asked, agreed_by=agreed, agreed_at=start, from_at=start,
                review_on=AT.date() + 30 * DAY, lifted_at=end, lifted_by=end and asked,
            )
        )  # fmt: skip
    for which, who, place, agreed in world["listed"]:
        if which < len(closed):
            these = {"user": users, "team": teams}[who]
            member = these[place]
            asked, agrees = [user for user in users if user != member][:2]
            RestrictionMember.objects.create(
                restriction=closed[which],
                asked_by=asked,
                agreed_by=agrees if agreed else None,
                reason="r",
                **{who: member},
            )
    for user, person, when in world["conflicts"]:
        start, end = days(when)
        Conflict.objects.create(
            user=users[user],
            person=people[person].ref,
            nature="relative",
            declared_by=users[user],
            from_at=start,
            to_at=end,
        )
    for user, note, hours in world["glass"]:
        BreakGlass.objects.create(
            user=users[user], kind="note", record=notes[note].ref, reason="a child is in danger now",
            begun_at=AT - timedelta(hours=3), ends_at=AT + timedelta(hours=hours),
        )  # fmt: skip
    for giver, taker, when in world["lent"]:
        start, end = days(when)
        if giver != taker:
            Delegation.objects.create(
                giver=users[giver],
                taker=users[taker],
                from_at=start,
                to_at=end or AT + 99 * DAY,
                made_by=users[giver],
                reason="r",
            )
    return users, notes


@pytest.mark.parametrize("seed", [*range(15), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(15, 40))])
def test_a_list_shows_what_the_policy_allows_and_nothing_else(seed):
    world, guard = world_of(seed), GUARDS["note"]
    users, notes = build(world)
    for user in users:
        who = standing(user, at=AT, widest=world["widest"])
        facts = {one.ref: one for one in guard.facts(notes, at=AT)}
        allowed = {ref for ref, one in facts.items() if policy.may(who, Action.READ, one, at=AT)}
        assert {note.ref for note in lists.readable(who, guard, at=AT)} == allowed
        others = [one for ref, one in facts.items() if ref not in allowed]
        known = {one.ref for one in others if one.closed and policy.may(who, Action.KNOW, one, at=AT)}
        assert {note.ref for note in lists.known_only(who, guard, at=AT)} == known
        assert not any(who.conflicts & facts[ref].people for ref in allowed | known)
