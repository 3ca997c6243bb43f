"""What is done from a terminal of the server: by an operator with a name, with a reason, in the log, past no policy."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from paramountcy.web.access.actions import operators, people, restrictions, roles
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Refusal
from paramountcy.web.access.limits import TRIES, Tries
from paramountcy.web.access.models import Body, Entry, Invitation, Notice, Operator
from paramountcy.web.access.roles import Action, Duty, Role
from tests.web.conftest import AT

WHY = "because they rang me"
pytestmark = pytest.mark.django_db


def ask(name="Jo Field", reason=WHY):
    return operators.as_operator(name, at=AT, reason=reason, account="root")


@pytest.fixture
def jo():
    operators.enrol_first(name="Jo Field", at=AT, reason=WHY, account="root")
    return ask()


def last():
    return Entry.objects.order_by("pk").last()


def test_the_first_operator_enrols_themselves_once():
    made = operators.enrol_first(name=" Jo  Field ", at=AT, reason=WHY, account="root")
    assert made.name == "Jo Field"
    entry = last()
    assert (entry.action, entry.user, entry.role, entry.record) == ("enrol operator", made.ref, "operator", made.ref)
    assert (entry.address, entry.reason) == ("terminal root", WHY)
    with pytest.raises(NotDone, match="there is an operator already"):
        operators.enrol_first(name="Sam Reed", at=AT, reason=WHY, account="root")


def test_nobody_is_an_operator_by_saying_so(jo):
    for name, says in (("Sam Reed", "no operator named 'Sam Reed'"), ("jo field", "no operator"), (" ", "give the")):
        with pytest.raises(NotDone, match=says):
            ask(name)


@pytest.mark.parametrize("reason", ["", "   ", "short"])
def test_everything_has_a_reason(jo, reason):
    with pytest.raises(NotDone, match="Say why"):
        ask(reason=reason)


def test_operators_enrol_and_end_each_other_but_not_the_last(jo):
    operators.enrol(by=jo, name="Sam Reed")
    with pytest.raises(NotDone, match="of that name already"):
        operators.enrol(by=jo, name="Sam Reed")
    operators.end(by=ask("Sam Reed"), name="Jo Field")
    with pytest.raises(NotDone, match="no operator named 'Jo Field'"):
        ask()
    with pytest.raises(NotDone, match="that is the last operator"):
        operators.end(by=ask("Sam Reed"), name="Sam Reed")
    with pytest.raises(NotDone, match="no operator named"):
        operators.end(by=ask("Sam Reed"), name="Nobody")
    assert Operator.history.filter(name="Jo Field").count() == 2


def test_the_first_administrator_is_invited_and_makes_the_authority(jo, place):
    invitation, secret = operators.first_administrator(
        by=jo, email="A.Lee@council.example", name="A Lee", authority="Applemere", on=AT.date()
    )
    assert invitation.role == Role.ADMINISTRATOR
    assert invitation.team.body.name_on(AT.date()).name == "Applemere"
    user = people.come_in(by=place.asks(None), secret=secret, password="a long password")
    assert place.asks(user).may_do(Duty.MANAGE_PEOPLE)
    actions = Entry.objects.filter(user=jo.operator.ref).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["enrol operator", "add body", "add team", "invite"]
    assert not [entry for entry in Entry.objects.all() if secret in str(vars(entry))]
    with pytest.raises(NotDone, match="there is an administrator already"):
        operators.first_administrator(by=jo, email="b@c.example", name="B", authority="Applemere", on=AT.date())


def test_an_authority_that_is_there_is_not_made_again(jo, place):
    before = Body.objects.count()
    for number in range(2):
        operators.first_administrator(
            by=jo, email=f"a{number}@council.example", name="A", authority="Ambleford", on=AT.date()
        )
    assert Body.objects.count() == before
    assert {one.team for one in Invitation.objects.all()} == {place.authority.teams.get(name="Systems")}


def test_an_administrator_who_may_not_sign_in_is_none(jo, place):
    roles.shut_out(by=jo, user=place.in_role(Role.ADMINISTRATOR), reason=WHY)
    assert operators.first_administrator(by=jo, email="a@c.example", name="A", authority="Ambleford", on=AT.date())


def test_somebody_who_tried_too_often_may_try_again(jo, place):
    user = place.in_role(Role.PRACTITIONER)
    for what, who in (("password", user.email), ("code", user.ref)):
        tries = Tries(what, who, "203.0.113.9")
        for _ in range(TRIES):
            tries.take()
        assert tries.take() is None
    other = Tries("password", "another@example.org", "203.0.113.9")
    for _ in range(TRIES):
        other.take()
    Entry.objects.create(
        chain="20261102-x", number=1, at=AT - timedelta(minutes=3), user=user.ref, action="sign in refused",
        outcome="refused", address="203.0.113.9", shown=[], digest="x",
    )  # fmt: skip
    assert operators.unlock(by=jo, user=user) == 1
    assert Tries("password", user.email, "203.0.113.9").take() == 1
    assert Tries("code", user.ref, "203.0.113.9").take() == 1
    assert other.take() is None
    assert (last().action, last().record) == ("unlock", user.ref)


def test_a_second_factor_is_reset_and_every_session_ends(jo, place):
    user, other = place.in_role(Role.PRACTITIONER), place.in_role(Role.PRACTITIONER)
    for one in (user, other):
        Authenticator.objects.create(user=one, type=Authenticator.Type.TOTP, data={})
        session = SessionStore()
        session[SESSION_KEY] = str(one.pk)
        session.save()
    assert operators.reset_second_factor(by=jo, user=user) == 1
    assert list(Authenticator.objects.values_list("user", flat=True)) == [other.pk]
    assert [one.get_decoded()[SESSION_KEY] for one in Session.objects.all()] == [str(other.pk)]
    assert Notice.objects.get(user=user).about == "your second factor was reset"
    assert (last().action, last().record, last().reason) == ("reset second factor", user.ref, WHY)


def test_shutting_out_and_letting_in_go_through_the_same_actions(jo, place):
    user = place.in_role(Role.PRACTITIONER)
    roles.shut_out(by=jo, user=user, reason=jo.reason)
    assert not user.is_active
    assert (last().action, last().user) == ("shut out", jo.operator.ref)
    roles.let_in(by=jo, user=user, reason=jo.reason)
    assert user.is_active


def test_that_people_were_listed_is_in_the_log(jo, place):
    first, second = place.in_role(Role.PRACTITIONER, name="B B"), place.in_role(Role.ADMINISTRATOR, name="A A")
    found = operators.list_people(by=jo)
    assert [(one.name, one.roles) for one in found] == [
        ("A A", ("system administrator",)),
        ("B B", ("social worker or practitioner",)),
    ]
    entry = last()
    assert (entry.action, entry.kind, entry.shown) == ("list", "user", [second.ref, first.ref])
    assert (entry.user, entry.reason) == (jo.operator.ref, WHY)


def test_people_are_found_by_what_they_sign_in_with(jo, place):
    user = place.in_role(Role.PRACTITIONER)
    assert operators.person(f" {user.email.upper()} ") == user
    with pytest.raises(NotDone, match="nobody signs in with that address"):
        operators.person("nobody@example.org")


def test_an_operator_sees_and_restricts_no_record(jo, place):
    note = place.note()
    for action in Action:
        assert not jo.may(action, note, "note")
    with pytest.raises(Refusal):
        jo.fetch("note", note.ref)
    assert not jo.readable("note").exists()
    assert not jo.known_only("note").exists()
    with pytest.raises(Refusal):
        restrictions.close(
            by=jo, kind="note", record=note.ref, reason=WHY, guardian=place.in_role(Role.TEAM_MANAGER), call="1234",
            review_on=AT.date() + timedelta(days=9),
        )  # fmt: skip


@pytest.mark.parametrize("duty", sorted(set(Duty) - operators.DUTIES))
def test_an_operator_has_no_other_duty(jo, duty):
    assert not jo.may_do(duty)
