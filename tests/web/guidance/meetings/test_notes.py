"""Notes are written, marked, circulated, agreed and published, each step dated; after that only corrected in sight."""

from datetime import timedelta

import pytest
from django.urls import reverse

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Refusal
from paramountcy.web.guidance.groups.citations import address_of
from paramountcy.web.guidance.meetings import due, marking, reads, withheld
from paramountcy.web.guidance.meetings.actions import lines, meetings, notes
from paramountcy.web.guidance.meetings.actions.lines import paragraphs
from paramountcy.web.guidance.meetings.models import How, Line, Mark, Meeting, PointKind, Stage
from tests.web.access.reader import told
from tests.web.guidance.meetings.world import DAY, met

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(partnership):
    return met(partnership, confidential=False)


def circulated(world):
    return notes.circulate(by=world.at(2), meeting=world.meeting, on=DAY + timedelta(days=2))


def agreed(world):
    circulated(world)
    by = world.at(3)
    return notes.agree(by=by, meeting=world.meeting, on=DAY + timedelta(days=3), how=How.BY_CHAIR)


def published(world):
    agreed(world)
    return notes.publish(by=world.at(4), meeting=world.meeting, on=DAY + timedelta(days=4))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One.\n\nTwo.", [("One.", False), ("Two.", False)]),
        ("One,\nwith a second line.", [("One,\nwith a second line.", False)]),
        ("One:\n- a\n- b\n\nTwo.", [("One:", False), ("a", True), ("b", True), ("Two.", False)]),
        ("One:\r\n\r\n• a\r\n• b", [("One:", False), ("a", True), ("b", True)]),
        ("2.1 One.\n2.2 Two.", [("One.\nTwo.", False)]),
        ("i. first\nii. second", [("first", False), ("second", False)]),
        ("One:\ni. first\nii. second", [("One:", False), ("first", True), ("second", True)]),
        ("\n\n  \n", []),
    ],
)
def test_paragraphs_and_points_are_read_from_what_is_typed(text, found):
    assert list(paragraphs(text)) == found


def test_lines_get_their_numbers_and_points_theirs(world):
    places = [one.place for section in reads.sections(world.meeting, reads.mine(world.by)) for one in section.all()]
    assert places == ["4.1", "4.1.i", "4.1.ii"]


def test_a_citation_leads_to_the_line_of_the_notes(client, world):
    point = Line.objects.get(text="It is rising.")
    address = address_of(reads.citation_of(point))
    assert address == reverse("meetings:notes", args=[world.meeting.ref]) + "#4.1.i"
    client.force_login(world.partnership.member)
    assert 'id="4.1.i"' in told(client.get(address.partition("#")[0]))


def test_points_are_added_under_a_paragraph_later(client, world):
    client.force_login(world.partnership.officer)
    paragraph = Line.objects.get(number="4.1")
    client.post(reverse("meetings:write_points", args=[paragraph.ref]), {"text": "- Third.\n- Fourth."})
    assert [one.number for one in paragraph.points.all()] == ["i", "ii", "iii", "iv"]


def test_whoever_marks_an_action_is_led_to_the_form_where_it_gets_an_owner(client, world, monkeypatch):
    monkeypatch.setattr(marking, "MAKERS", {})
    asked = []

    def make(by, line):
        asked.append((by.user, line.ref))
        return "/next/"

    marking.when_marked(Mark.ACTION, make)
    client.force_login(world.partnership.officer)
    line = Line.objects.get(number="4.1")
    answer = client.post(reverse("meetings:mark", args=[line.ref]), {"mark": "action"})
    assert answer.url == "/next/"
    assert asked == [(world.partnership.officer, line.ref)]
    answer = client.post(reverse("meetings:mark", args=[line.ref]), {"mark": "point", "point_kind": "concern"})
    assert answer.url.endswith("#4.1")
    line.refresh_from_db()
    assert (line.mark, line.point_kind) == (Mark.POINT, PointKind.CONCERN)
    page = told(client.post(reverse("meetings:mark", args=[line.ref]), {"mark": "action", "point_kind": "concern"}))
    assert "Only a point has a kind." in page


def test_a_line_of_a_draft_is_corrected_in_its_place_and_its_history_kept(world):
    line = Line.objects.get(number="4.1")
    lines.correct(by=world.by, line=line, text="The group heard of neglect in schools.")
    line.refresh_from_db()
    assert line.text.endswith("in schools.")
    assert [one.text for one in line.history.all()][-1] == "The group heard of neglect."


def test_steps_are_dated_and_say_who(client, world):
    published(world)
    client.force_login(world.partnership.member)
    page = told(client.get(reverse("meetings:notes", args=[world.meeting.ref])))
    for words in ("Draft on 6 October 2026", "Circulated on 8 October 2026", "Agreed on 9 October 2026, by the chair",
                  "Published on 10 October 2026"):  # fmt: skip
        assert words in page
    assert page.count("Olive Officer") >= 4


@pytest.mark.parametrize("name", ["agree", "publish", "withdraw"])
def test_no_step_is_passed_over(client, world, name):
    client.force_login(world.partnership.officer)
    said = {"on_day": "6", "on_month": "10", "on_year": "2026", "how": "chair", "why": "because it was wrong"}
    answer = client.post(reverse(f"meetings:{name}", args=[world.meeting.ref]), said)
    assert answer.status_code == 200
    assert "There is a problem" in told(answer)
    assert reads.stage_of(world.meeting) == Stage.DRAFT


def test_they_are_agreed_at_a_later_meeting_of_the_group_only(world):
    circulated(world)
    by = world.at(40)
    later = meetings.plan(by=by, group=world.meeting.group, day=DAY + timedelta(days=28))
    earlier = Meeting.objects.create(group=world.meeting.group, day=DAY - timedelta(days=28))
    other = Meeting.objects.create(group=world.partnership.other, day=later.day)
    for wrong in (earlier, other, None):
        with pytest.raises(NotDone):
            notes.agree(by=by, meeting=world.meeting, on=later.day, how=How.AT_A_MEETING, at_meeting=wrong)
    step = notes.agree(
        by=by, meeting=world.meeting, on=later.day, how=How.AT_A_MEETING, at_meeting=later, corrections="4.1: rising."
    )
    assert (step.at_meeting, step.corrections) == (later, "4.1: rising.")


def test_silence_agrees_after_the_days_of_the_group_and_not_a_day_before(world):
    circulated(world)
    assert notes.settle(by=world.at(12), meeting=world.meeting) is None
    step = notes.settle(by=world.at(13), meeting=world.meeting)
    assert (step.stage, step.how, step.on, step.by) == (Stage.AGREED, How.BY_SILENCE, DAY + timedelta(days=13), None)
    assert notes.settle(by=world.at(14), meeting=world.meeting) is None


def test_a_group_without_days_of_silence_agrees_at_a_meeting_only(world):
    world.partnership.group.silence_days = None
    world.partnership.group.save()
    circulated(world)
    world.meeting.refresh_from_db()
    assert notes.settle(by=world.at(400), meeting=Meeting.objects.get()) is None


@pytest.mark.parametrize("page", ["meetings", "due", "notes", "of_group"])
def test_whoever_looks_next_finds_what_nobody_objected_to_agreed(client, world, page):
    circulated(world)
    client.force_login(world.partnership.member)
    ref = {"notes": [world.meeting.ref], "of_group": [world.meeting.group.ref]}.get(page, [])
    assert client.get(reverse(f"meetings:{page}", args=ref)).status_code == 200
    assert reads.last_step(world.meeting).how == How.BY_SILENCE


def test_notes_that_are_due_say_who_holds_them_since_when(client, world):
    by = world.at(30)
    [found] = due.notes_due(by, on=DAY + timedelta(days=1))
    assert (found.since, found.days) == (DAY, 1)
    assert "they are a draft" in found.holds
    circulated(world)
    [found] = due.notes_due(by, on=DAY + timedelta(days=5))
    assert (found.since, found.days) == (DAY + timedelta(days=2), 3)
    assert found.holds.startswith("the members")
    client.force_login(world.partnership.chair)
    assert "Held by whoever runs the group: they are agreed" in told(client.get(reverse("meetings:due")))
    client.force_login(world.partnership.stranger)
    assert "Held by" not in told(client.get(reverse("meetings:due")))


def test_what_was_published_has_three_dates_and_can_be_taken_back(client, world):
    published(world)
    address = reverse("meetings:public_one", args=[world.meeting.ref])
    page = told(client.get(address))
    for words in ("Tuesday 6 October 2026", "9 October 2026, by the chair", "10 October 2026", "It is rising."):
        assert words in page
    assert world.meeting.ref in told(client.get(reverse("meetings:public_all")))
    notes.withdraw(by=world.at(5), meeting=world.meeting, on=DAY + timedelta(days=5), why="A name was in it.")
    assert client.get(address).status_code == 404
    assert world.meeting.ref not in told(client.get(reverse("meetings:public_all")))


def test_names_that_are_withheld_are_in_no_published_word(client, world, monkeypatch):
    lines.write(
        by=world.by, item=world.item, text="Edith  Larkspur spoke, and edith larkspur’s team.\n\nLarkspurs grow."
    )
    published(world)
    monkeypatch.setattr(withheld, "WITHHOLDERS", [])
    withheld.withholds(lambda meeting: ["Edith Larkspur", ""] if meeting == world.meeting else [])
    page = told(client.get(reverse("meetings:public_one", args=[world.meeting.ref])))
    assert page.count("[name withheld]") == 2
    assert "edith" not in page.lower()
    assert "Larkspurs grow." in page


def test_publishing_waits_for_somebody_to_look(client, world, monkeypatch):
    monkeypatch.setattr(withheld, "STOPS", [])
    withheld.stops(lambda _: ["Line 4.1 may tell who a child is."])
    agreed(world)
    client.force_login(world.partnership.officer)
    address = reverse("meetings:publish", args=[world.meeting.ref])
    said = {"on_day": "9", "on_month": "10", "on_year": "2026"}
    page = told(client.post(address, said))
    assert "Line 4.1 may tell who a child is." in page
    assert reads.stage_of(world.meeting) == Stage.AGREED
    assert client.post(address, {**said, "looked": "on"}).status_code == 302
    assert reads.stage_of(world.meeting) == Stage.PUBLISHED


def test_only_people_of_the_group_object(world):
    circulated(world)
    stranger = world.partnership.asks(world.partnership.stranger)
    with pytest.raises(Refusal):
        notes.object_to(by=stranger, meeting=world.meeting, says="I was never there.")
