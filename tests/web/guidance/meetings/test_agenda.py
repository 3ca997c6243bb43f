"""The agenda makes itself: standing items, what goes on from before, numbers that tell nothing."""

from datetime import date

import pytest
from django.urls import reverse

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.guidance.meetings import carrying
from paramountcy.web.guidance.meetings.actions import agenda, lines, meetings, notes
from paramountcy.web.guidance.meetings.carrying import Carried
from paramountcy.web.guidance.meetings.models import Item, ItemKind, Meeting, next_meeting_of
from tests.web.access.reader import told
from tests.web.guidance.meetings.world import SECRET, met

pytestmark = pytest.mark.django_db
NEXT, AFTER = date(2026, 11, 3), date(2026, 12, 1)


@pytest.fixture
def world(partnership):
    return met(partnership, confidential=False)


@pytest.fixture
def carriers(monkeypatch):
    monkeypatch.setattr(carrying, "CARRIERS", dict(carrying.CARRIERS))


def titles(meeting):
    return [one.title for one in Item.objects.filter(meeting=meeting, dropped_on__isnull=True)]


def test_a_planned_meeting_has_its_standing_items_in_their_order_and_numbered(world):
    assert titles(world.meeting) == [
        "Welcome, apologies and declarations of interest", "Notes of the last meeting", "Matters arising", "Neglect",
        "Any other business", "Date of next meeting",
    ]  # fmt: skip
    assert list(world.meeting.items.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_group_whose_decisions_bind_has_minutes(partnership):
    partnership.group.decides = True
    partnership.group.save()
    assert "Minutes of the last meeting" in titles(met(partnership, confidential=False).meeting)


def test_what_was_not_reached_goes_on_with_its_reason_and_once_only(world):
    agenda.add(by=world.by, meeting=world.meeting, title="Exploitation")
    following = meetings.plan(by=world.by, group=world.meeting.group, day=NEXT)
    [carried] = following.items.filter(kind=ItemKind.CARRIED_OVER)
    assert (carried.title, carried.why) == ("Exploitation", "It was not reached at the meeting of 6 October 2026.")
    assert carried.carried_from.meeting == world.meeting
    assert agenda.carry_over(by=world.by, meeting=following) == []
    lines.write(by=world.by, item=following.items.get(title="Matters arising"), text="None.")
    third = meetings.plan(by=world.by, group=world.meeting.group, day=AFTER)
    [again] = third.items.filter(kind=ItemKind.CARRIED_OVER)
    assert (again.carried_from, again.why) == (carried, "It was not reached at the meeting of 3 November 2026.")


def test_what_was_reached_does_not_go_on_unless_it_is_put_off(world):
    following = meetings.plan(by=world.by, group=world.meeting.group, day=NEXT)
    assert not following.items.filter(kind=ItemKind.CARRIED_OVER).exists()
    agenda.put_off(by=world.by, item=world.item, on=world.meeting.day)
    [carried] = agenda.carry_over(by=world.by, meeting=following)
    assert carried.why == "It was put off at the meeting of 6 October 2026."


def test_nothing_goes_on_from_a_meeting_that_nobody_has_noted(partnership):
    first = meetings.plan(by=(by := partnership.asks(partnership.officer)), group=partnership.group, day=NEXT)
    agenda.add(by=by, meeting=first, title="Exploitation")
    assert agenda.to_carry(Meeting.objects.create(group=partnership.group, day=AFTER)) == []


def test_the_agenda_of_a_meeting_that_was_cancelled_goes_on(world):
    cancelled = meetings.plan(by=world.by, group=world.meeting.group, day=NEXT)
    agenda.add(by=world.by, meeting=cancelled, title="Exploitation")
    meetings.cancel(by=world.by, meeting=cancelled, on=NEXT)
    third = meetings.plan(by=world.by, group=world.meeting.group, day=AFTER)
    [carried] = third.items.filter(kind=ItemKind.CARRIED_OVER)
    assert carried.why == "The meeting of 3 November 2026 was cancelled."


def test_other_rooms_carry_over_too_and_what_was_taken_off_stays_off(world, carriers):
    carrying.carries("three", lambda _: [Carried(f"Action {n}", f"action/{n}", "It is open.") for n in (1, 2, 3)])
    following = meetings.plan(by=world.by, group=world.meeting.group, day=NEXT)
    off = following.items.get(title="Action 2")
    agenda.take_off(by=world.by, item=off, on=NEXT)
    assert agenda.carry_over(by=world.by, meeting=following) == []
    assert [one for one in titles(following) if one.startswith("Action")] == ["Action 1", "Action 3"]


def test_once_they_are_circulated_what_was_not_reached_is_on_the_next_agenda(world):
    following = meetings.plan(by=world.by, group=world.meeting.group, day=NEXT)
    agenda.add(by=world.by, meeting=world.meeting, title="Exploitation")
    notes.circulate(by=world.by, meeting=world.meeting, on=world.meeting.day)
    assert "Exploitation" in titles(following)


def test_items_are_moved_up_and_down_by_buttons(client, world):
    following = meetings.plan(by=world.by, group=world.meeting.group, day=NEXT)
    client.force_login(world.partnership.officer)
    last = following.items.get(kind=ItemKind.NEXT_MEETING)
    assert client.post(reverse("meetings:up", args=[last.ref])).status_code == 302
    assert titles(following)[-2:] == ["Date of next meeting", "Any other business"]
    assert list(following.items.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    client.post(reverse("meetings:down", args=[last.ref]))
    client.post(reverse("meetings:down", args=[last.ref]))
    assert titles(following)[-1] == "Date of next meeting"
    assert "It is at that end of the agenda already." in told(
        client.get(reverse("meetings:meeting", args=[following.ref]))
    )


def test_once_there_are_notes_numbers_stay(world):
    new = agenda.add(by=world.by, meeting=world.meeting, title="Exploitation")
    assert (new.number, world.item.number) == (7, 4)
    assert world.item.lines.first().number == "4.1"


def test_an_item_with_notes_stays_on_the_agenda(world):
    with pytest.raises(NotDone, match="it stays on the agenda"):
        agenda.take_off(by=world.by, item=world.item, on=NEXT)


def test_a_confidential_item_has_no_number_so_that_none_is_missing(partnership):
    world = met(partnership)
    open_numbers = world.meeting.items.exclude(pk=world.kept.pk).values_list("number", flat=True)
    assert list(open_numbers) == [1, 2, 3, 4, 5, 6]
    assert world.kept.number is None
    assert [one.number for one in world.item.lines.filter(parent=None)] == ["4.1", "4.C1", "4.2"]


def test_what_goes_on_from_confidential_business_stays_confidential(client, partnership):
    world = met(partnership)
    agenda.put_off(by=world.by, item=world.kept, on=world.meeting.day)
    following = meetings.plan(by=world.by, group=world.meeting.group, day=NEXT)
    [carried] = following.items.filter(kind=ItemKind.CARRIED_OVER)
    assert carried.circle == partnership.circle
    client.force_login(partnership.member)
    page = told(client.get(reverse("meetings:meeting", args=[following.ref])))
    assert "Matters arising" in page
    assert SECRET not in page
    client.force_login(partnership.named)
    assert SECRET in told(client.get(reverse("meetings:meeting", args=[following.ref])))


def test_the_next_meeting_of_an_open_one_is_never_a_confidential_one(client, partnership):
    world = met(partnership, confidential=False)
    kept = Meeting.objects.create(group=partnership.group, day=NEXT, circle=partnership.circle, number=6)
    assert next_meeting_of(world.meeting) is None
    client.force_login(partnership.member)
    assert "3 November 2026" not in told(client.get(reverse("meetings:meeting", args=[world.meeting.ref])))
    client.force_login(partnership.officer)
    page = told(client.get(reverse("meetings:plan", args=[partnership.group.ref])))
    assert 'value="6"' in page, "the number of a meeting that is kept to a circle is not counted"
    assert kept.number == 6


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"end": "16:00"}, "Say when it begins too."),
        ({"start": "16:00", "end": "15:00"}, "It ends before it begins: give a later time."),
        ({"start": "quarter past"}, "Enter a time such as 16:00 or 4pm."),
        ({"number": "5"}, "Another meeting of the group has that number: give another."),
    ],
)
def test_a_plan_that_makes_no_sense_says_so_and_keeps_what_was_typed(client, world, said, says):
    client.force_login(world.partnership.officer)
    typed = {"day_day": "3", "day_month": "11", "day_year": "2026", "place": "The old chapel", **said}
    page = told(client.post(reverse("meetings:plan", args=[world.partnership.group.ref]), typed))
    assert says in page
    assert "The old chapel" in page
    assert Meeting.objects.count() == 1
