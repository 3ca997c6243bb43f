"""What is done on the ground floor: who may, what makes no sense, and that each change is in the log."""

from datetime import timedelta

import pytest

from paramountcy.web.access import policy
from paramountcy.web.access.actions import bodies, conflicts, glass, people, restrictions, roles
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Refusal
from paramountcy.web.access.models import BreakGlass, Entry, Notice, RoleGrant, User
from paramountcy.web.access.records import GUARDS
from paramountcy.web.access.roles import Action, Role
from paramountcy.web.access.standing import standing
from tests.web.conftest import AT

WHY = "because it is needed for the work"
SOON = (AT + timedelta(days=30)).date()


def reads(place, user, note, at=AT):
    return bool(policy.may(standing(user, at=at), Action.READ, GUARDS["note"].of(note, at=at), at=at))


def test_an_invitation_becomes_a_user_with_its_role_once(place):
    admin = place.asks(place.in_role(Role.ADMINISTRATOR))
    made, secret = people.invite(
        by=admin,
        email="New.Worker@Example.org",
        name="New Worker",
        role=Role.PRACTITIONER,
        team=place.north,
        reason=WHY,
    )
    assert secret not in str(made.__dict__)
    user = people.come_in(by=place.asks(None), secret=secret, password="a long password")
    assert user.email == "new.worker@example.org"
    assert RoleGrant.objects.get(user=user).role == Role.PRACTITIONER
    with pytest.raises(NotDone, match="has been used"):
        people.come_in(by=place.asks(None), secret=secret, password="a long password")
    assert list(Entry.objects.order_by("number").values_list("action", flat=True)) == ["invite", "come in"]
    assert Entry.objects.get(action="come in").user == user.ref


def test_an_invitation_gets_too_old(place):
    admin = place.asks(place.in_role(Role.ADMINISTRATOR))
    _, secret = people.invite(
        by=admin, email="a@example.org", name="A", role=Role.PARTNER, team=place.staff_room, reason=WHY
    )
    late = place.asks(None, at=AT + timedelta(days=8))
    assert people.invitation_of(secret, by=late) is None


def test_only_an_administrator_invites(place):
    for role in Role:
        if role is Role.ADMINISTRATOR:
            continue
        by = place.asks(place.in_role(role))
        with pytest.raises(Refusal, match="is for system administrator"):
            people.invite(by=by, email="x@example.org", name="X", role=Role.PARTNER, team=place.north, reason=WHY)
        assert by.lines[0].outcome == "refused"
    assert not User.objects.filter(email="x@example.org").exists()


def test_a_role_that_reads_across_the_area_is_for_the_authority(place):
    admin = place.asks(place.in_role(Role.ADMINISTRATOR))
    teacher = place.in_role(Role.PARTNER, team=place.staff_room)
    with pytest.raises(NotDone, match="people of the local authority"):
        roles.give(
            by=admin, user=teacher, role=Role.DUTY, team=place.staff_room, from_day=AT.date(), to_day=None, reason=WHY
        )


def test_nobody_gives_a_role_to_themselves(place):
    admin = place.in_role(Role.ADMINISTRATOR)
    with pytest.raises(NotDone, match="themselves"):
        roles.give(
            by=place.asks(admin),
            user=admin,
            role=Role.DUTY,
            team=place.north,
            from_day=AT.date(),
            to_day=None,
            reason=WHY,
        )


@pytest.mark.parametrize("reason", ["", "   ", "too short"])
def test_a_change_needs_a_reason(place, reason):
    admin = place.asks(place.in_role(Role.ADMINISTRATOR))
    with pytest.raises(NotDone, match="Say why"):
        bodies.add_body(by=admin, name="A school", body_type="education", from_day=AT.date(), reason=reason)


def test_what_somebody_may_see_ends_with_their_role(place):
    worker = place.in_role(Role.PRACTITIONER)
    admin = place.asks(place.in_role(Role.ADMINISTRATOR))
    note = place.note()
    assert reads(place, worker, note)
    roles.end(by=admin, grant=worker.grants.get(), on=AT.date() - timedelta(days=1), reason=WHY)
    assert not reads(place, worker, note)


def test_a_closed_record_opens_to_its_list_when_two_people_agree(place):
    manager, other = place.in_role(Role.TEAM_MANAGER), place.in_role(Role.TEAM_MANAGER)
    worker = place.in_role(Role.PRACTITIONER)
    note = place.note()
    place.involve(note, user=manager)
    closed = restrictions.close(
        by=place.asks(manager), kind="note", record=note.ref, reason=WHY, guardian=manager, call="01 23", review_on=SOON
    )
    assert not reads(place, worker, note)
    assert not reads(place, other, note)
    assert reads(place, manager, note)
    asked = restrictions.ask_for(by=place.asks(manager), restriction=closed, user=worker, reason=WHY)
    assert not reads(place, worker, note)
    with pytest.raises(NotDone, match="two people"):
        restrictions.let_in(by=place.asks(manager), member=asked, reason=WHY)
    restrictions.let_in(by=place.asks(other), member=asked, reason=WHY)
    assert reads(place, worker, note)
    assert not reads(place, other, note)
    restrictions.take_off(by=place.asks(manager), member=asked, reason=WHY)
    assert not reads(place, worker, note)


def test_nobody_lets_themselves_in(place):
    manager, other = place.in_role(Role.TEAM_MANAGER), place.in_role(Role.TEAM_MANAGER)
    note = place.note()
    place.involve(note, user=manager)
    closed = restrictions.close(
        by=place.asks(manager), kind="note", record=note.ref, reason=WHY, guardian=manager, call="01 23", review_on=SOON
    )
    asked = restrictions.ask_for(by=place.asks(manager), restriction=closed, user=other, reason=WHY)
    with pytest.raises(NotDone, match="lets themselves in"):
        restrictions.let_in(by=place.asks(other), member=asked, reason=WHY)


def test_a_record_hidden_from_all_is_as_if_not_there(place):
    manager, other = place.in_role(Role.TEAM_MANAGER), place.in_role(Role.TEAM_MANAGER)
    duty = place.in_role(Role.EMERGENCY_DUTY)
    note = place.note()
    place.involve(note, user=manager)
    closed = restrictions.close(
        by=place.asks(manager), kind="note", record=note.ref, reason=WHY, guardian=manager, call="01 23", review_on=SOON
    )
    with pytest.raises(Refusal, match=r"This record is closed\. Ring 01 23\."):
        place.asks(duty).fetch("note", note.ref)
    restrictions.agree(by=place.asks(other), restriction=closed, existence="nobody", review_on=SOON, reason=WHY)
    with pytest.raises(Refusal) as hidden:
        place.asks(duty).fetch("note", note.ref)
    with pytest.raises(Refusal) as absent:
        place.asks(duty).fetch("note", "a" * 20)
    assert hidden.value.verdict == absent.value.verdict


def test_glass_is_broken_for_an_hour_and_its_guardian_told_at_once(place):
    manager, duty = place.in_role(Role.TEAM_MANAGER), place.in_role(Role.EMERGENCY_DUTY)
    officer = place.in_role(Role.DATA_PROTECTION_OFFICER)
    note = place.note()
    place.involve(note, user=manager)
    restrictions.close(
        by=place.asks(manager), kind="note", record=note.ref, reason=WHY, guardian=manager, call="01 23", review_on=SOON
    )
    broken = glass.break_glass(by=place.asks(duty), kind="note", record=note.ref, reason="a child is in danger tonight")
    assert reads(place, duty, note)
    assert not reads(place, duty, note, at=AT + timedelta(minutes=60))
    facts = GUARDS["note"].of(note, at=AT)
    assert not policy.may(standing(duty, at=AT), Action.WRITE, facts, at=AT)
    assert not policy.may(standing(duty, at=AT), Action.PRINT, facts, at=AT)
    told = set(Notice.objects.filter(about="glass broken").values_list("user", flat=True))
    assert told == {manager.pk, officer.pk}
    with pytest.raises(NotDone, match="60 minutes"):
        glass.break_glass(
            by=place.asks(place.in_role(Role.DUTY)), kind="note", record=note.ref, reason="a" * 20, minutes=61
        )
    glass.review(by=place.asks(officer), glass=broken, outcome="justified", note="seen and talked about")
    assert BreakGlass.objects.get().outcome == "justified"


def test_a_conflict_beats_everything(place):
    from tests.web.notebook.models import Subject

    manager = place.in_role(Role.TEAM_MANAGER)
    child = Subject.objects.create(name="Somebody")
    note = place.note(child)
    place.involve(note, user=manager)
    assert reads(place, manager, note)
    conflicts.declare(by=place.asks(manager), user=manager, person=child.ref, nature="relative", reason=WHY)
    assert not reads(place, manager, note)
    with pytest.raises(Refusal, match="no such record"):
        glass.break_glass(by=place.asks(manager), kind="note", record=note.ref, reason="a child is in danger tonight")


def test_delegation_carries_the_ordinary_and_never_the_restricted(place):
    giver = place.in_role(Role.INDEPENDENT_CHAIR)
    lender = place.in_role(Role.TEAM_MANAGER)
    taker = place.in_role(Role.PARTNERSHIP_OFFICER)
    ordinary, closed = place.note(title="one"), place.note(title="two")
    for note in (ordinary, closed):
        place.involve(note, user=lender)
    restrictions.close(
        by=place.asks(lender), kind="note", record=closed.ref, reason=WHY, guardian=lender, call="01 23", review_on=SOON
    )
    with pytest.raises(Refusal, match="Handing tasks"):
        roles.delegate(by=place.asks(giver), taker=taker, from_at=AT, to_at=AT + timedelta(days=7), reason=WHY)
    assert not reads(place, taker, ordinary)
    roles.delegate(by=place.asks(lender), taker=taker, from_at=AT, to_at=AT + timedelta(days=7), reason=WHY)
    assert reads(place, taker, ordinary)
    assert not reads(place, taker, closed)
    later = AT + timedelta(days=7)
    assert not reads(place, taker, ordinary, at=later)


def test_who_is_shut_out_sees_nothing(place):
    worker = place.in_role(Role.PRACTITIONER)
    note = place.note()
    place.involve(note, user=worker)
    roles.shut_out(by=place.asks(place.in_role(Role.ADMINISTRATOR)), user=worker, reason=WHY)
    assert not reads(place, worker, note)
    with pytest.raises(Refusal, match="can't be used"):
        place.asks(worker).fetch("note", note.ref)


def test_a_reader_with_nothing_to_do_with_a_record_says_why(place):
    worker, note = place.in_role(Role.PRACTITIONER), place.note()
    with pytest.raises(Refusal) as asked:
        place.asks(worker).fetch("note", note.ref)
    assert asked.value.asks_why
    assert place.asks(worker, reason="covering for a colleague").fetch("note", note.ref) == note


def test_an_administrator_sees_no_record(place):
    admin, note = place.in_role(Role.ADMINISTRATOR), place.note()
    place.involve(note, team=place.north)
    assert not reads(place, admin, note)
    assert not place.asks(admin).readable("note").exists()
