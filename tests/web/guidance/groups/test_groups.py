"""Groups are made, their seats filled and emptied, people and organisations keep their dates."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Refusal
from paramountcy.web.access.models import Entry
from paramountcy.web.guidance.groups import actions, reads
from paramountcy.web.guidance.groups.citations import address_of, leads_to
from paramountcy.web.guidance.groups.models import CircleMember, Group, Holding, Person, Seat
from tests.web.conftest import LONG_AGO
from tests.web.guidance.conftest import organisation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


def typed(day: date, name: str) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_a_group_is_made_with_its_seats_over_the_pages(client, partnership):
    client.force_login(partnership.officer)
    said = {"name": "Neglect group", "kind": "subgroup", "quorum": "2", **typed(TODAY, "from_day")}
    answer = client.post(reverse("groups:make"), said)
    group = Group.objects.get(name="Neglect group")
    assert answer.headers["Location"] == reverse("groups:group", args=[group.ref])
    client.post(
        reverse("groups:add_seat", args=[group.ref]),
        {"title": "Integrated care board", "capacity": "member", "counts": "on", **typed(TODAY, "from_day")},
    )
    seat = Seat.objects.get(group=group)
    person = Person.objects.create(name="Ada Alderwick")
    client.post(reverse("groups:fill_seat", args=[seat.ref]), {"person": person.ref, **typed(TODAY, "from_day")})
    told = client.get(reverse("groups:group", args=[group.ref])).content.decode()
    assert "Integrated care board" in told
    assert "Ada Alderwick, since 2 November 2026" in told
    assert "2 seats filled" in told


def test_what_was_typed_stays_where_something_is_wrong(client, partnership):
    client.force_login(partnership.officer)
    said = {"name": "Neglect group", "kind": "", "quorum": "none", **typed(TODAY, "from_day")}
    answer = client.post(reverse("groups:make"), said)
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in told
    assert 'value="Neglect group"' in told
    assert 'value="none"' in told
    assert not Group.objects.filter(name="Neglect group").exists()


def test_a_seat_that_ends_takes_its_holders_with_it(partnership):
    seat = Seat.objects.filter(group=partnership.group).first()
    actions.end_seat(by=partnership.asks(partnership.officer), seat=seat, on=TODAY)
    assert list(seat.holdings.values_list("to_day", flat=True)) == [TODAY]
    assert len(reads.seats(partnership.group, on=TODAY)) == 3
    assert len(reads.seats(partnership.group, on=TODAY + timedelta(days=1))) == 2


def test_a_seat_does_not_end_before_it_began(partnership):
    seat = Seat.objects.filter(group=partnership.group).first()
    with pytest.raises(NotDone, match="began after"):
        actions.end_seat(by=partnership.asks(partnership.officer), seat=seat, on=LONG_AGO - timedelta(days=1))


def test_nobody_sits_twice_in_a_seat(partnership):
    holding = Holding.objects.filter(seat__group=partnership.group).first()
    with pytest.raises(NotDone, match="already"):
        actions.fill_seat(
            by=partnership.asks(partnership.officer), seat=holding.seat, person=holding.person, from_day=TODAY
        )


def test_whoever_left_their_seat_sees_nothing_more(partnership):
    member = partnership.person(partnership.member)
    assert partnership.asks(partnership.member).fetch("group", partnership.group.ref)
    yesterday = timezone.localdate() - timedelta(days=1)
    actions.end_holding(by=partnership.asks(partnership.officer), holding=member.holdings.get(), on=yesterday)
    with pytest.raises(Refusal):
        partnership.asks(partnership.member).fetch("group", partnership.group.ref)
    assert not partnership.asks(partnership.member).readable("group").exists()


def test_on_the_last_day_they_still_do(partnership):
    holding = partnership.person(partnership.member).holdings.get()
    actions.end_holding(by=partnership.asks(partnership.officer), holding=holding, on=timezone.localdate())
    assert partnership.asks(partnership.member).fetch("group", partnership.group.ref)


def test_somebody_without_a_role_sees_nothing_of_the_seat_they_hold(partnership):
    grant = partnership.member.grants.get()
    grant.to_day = LONG_AGO
    grant.save()
    assert not partnership.asks(partnership.member).readable("group").exists()


def test_an_organisation_keeps_its_names(partnership):
    body = organisation("Primary care trust", "PCT")
    asks = partnership.asks(partnership.officer)
    actions.rename_organisation(
        by=asks, organisation=body, name="Clinical commissioning group", short="CCG", from_day=date(2013, 4, 1)
    )
    body = reads.organisations().get(pk=body.pk)
    assert body.name_on(date(2011, 6, 15)) == "Primary care trust"
    assert body.name_on(date(2013, 4, 1)) == "Clinical commissioning group"
    assert body.last_name == "Clinical commissioning group"
    with pytest.raises(NotDone, match="later day"):
        actions.rename_organisation(by=asks, organisation=body, name="X", short="", from_day=date(2012, 1, 1))


def test_what_took_the_place_of_an_organisation_never_leads_back_to_it(partnership):
    first, second = organisation("LSCB"), organisation("Safeguarding partners")
    asks = partnership.asks(partnership.officer)
    actions.end_organisation(by=asks, organisation=first, ended_on=date(2019, 9, 29), followed_by=second)
    with pytest.raises(NotDone, match="leads back"):
        actions.end_organisation(by=asks, organisation=second, ended_on=date(2026, 1, 1), followed_by=first)


def test_one_person_signs_in_under_one_name(partnership):
    with pytest.raises(NotDone, match="Somebody else here"):
        actions.add_person(by=partnership.asks(partnership.officer), name="Another", user=partnership.member)


def test_nobody_but_those_who_run_groups_makes_one(partnership):
    with pytest.raises(Refusal):
        actions.make_group(by=partnership.asks(partnership.member), name="Mine", from_day=TODAY)
    assert not Group.objects.filter(name="Mine").exists()


def test_a_change_is_in_the_log_with_what_it_made(partnership):
    made = actions.make_group(by=partnership.asks(partnership.officer), name="Neglect group", from_day=TODAY)
    assert Entry.objects.filter(action="make group", kind="group", record=made.ref).exists()


def test_a_search_for_people_is_in_no_address(client, partnership):
    client.force_login(partnership.officer)
    answer = client.post(reverse("groups:people_search"), {"words": "mabel"}, follow=True)
    told = answer.content.decode()
    assert "Mabel Member" in told
    assert "Charles Chair" not in told
    assert "mabel" not in answer.request["PATH_INFO"].lower()


def test_a_circle_keeps_from_those_who_run_groups_what_they_are_not_told_of(partnership):
    partnership.group.circle = partnership.circle
    partnership.group.save()
    for one in (partnership.officer, partnership.chair, partnership.member):
        assert not partnership.asks(one).readable("group").filter(pk=partnership.group.pk).exists()
    assert partnership.asks(partnership.named).fetch("group", partnership.group.ref)


def test_whoever_makes_a_circle_is_in_it_and_the_last_one_stays(partnership):
    asks = partnership.asks(partnership.officer)
    circle = actions.make_circle(by=asks, name="Two of us", why="It is early.")
    (first,) = circle.members.all()
    assert first.user == partnership.officer
    with pytest.raises(NotDone, match="last"):
        actions.leave_circle(by=asks, member=first)
    second = actions.let_into_circle(by=asks, circle=circle, user=partnership.chair)
    with pytest.raises(NotDone, match="already"):
        actions.let_into_circle(by=asks, circle=circle, user=partnership.chair)
    actions.leave_circle(by=partnership.asks(partnership.chair), member=first)
    assert list(CircleMember.objects.filter(circle=circle, to_at__isnull=True)) == [second]
    with pytest.raises(Refusal):
        partnership.asks(partnership.officer).fetch("circle", circle.ref)


def test_what_makes_no_sense_on_a_page_without_a_form_is_a_sentence(client, partnership):
    client.force_login(partnership.named)
    (only,) = partnership.circle.members.all()
    answer = client.post(reverse("groups:leave", args=[only.ref]))
    assert answer.status_code == 403
    assert "They are the last in this circle" in answer.content.decode()


def test_a_citation_leads_where_its_room_says():
    leads_to("swan", lambda cited: f"/swans/{cited.steps[0]}/#{cited.at}")
    assert address_of("swan/abc#2.1") == "/swans/abc/#2.1"
    assert address_of("goose/abc") == ""
    assert address_of("no citation at all") == ""
