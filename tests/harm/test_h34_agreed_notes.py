"""H34: what a group agreed is altered afterwards and nobody sees it, or counts as agreed though somebody objected."""

from datetime import timedelta

import pytest
from django.urls import reverse

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.models import Entry
from paramountcy.web.guidance.meetings import reads
from paramountcy.web.guidance.meetings.actions import agenda, lines, notes
from paramountcy.web.guidance.meetings.models import How, Line, Stage
from paramountcy.web.kit.models import Untracked
from tests.web.access.reader import told
from tests.web.guidance.conftest import partnership as _partnership
from tests.web.guidance.meetings.world import DAY, met

pytestmark = pytest.mark.django_db
partnership = _partnership
OLD, NEW = "The group heard of neglect.", "The group heard of nothing."


@pytest.fixture
def world(partnership):
    return met(partnership, confidential=False)


def circulate(world, days):
    return notes.circulate(by=world.at(days), meeting=world.meeting, on=DAY + timedelta(days=days))


@pytest.fixture
def agreed(world):
    circulate(world, 1)
    notes.agree(by=world.at(2), meeting=world.meeting, on=DAY + timedelta(days=2), how=How.BY_CHAIR)
    return world


def test_a_line_of_agreed_notes_keeps_its_words_and_a_step_says_that_it_was_corrected(client, agreed):
    client.force_login(agreed.partnership.officer)
    line = Line.objects.get(text=OLD)
    assert client.post(reverse("meetings:correct", args=[line.ref]), {"text": NEW}).status_code == 302
    line.refresh_from_db()
    assert line.text == OLD
    assert line.struck_on is not None
    [new] = Line.objects.filter(text=NEW)
    assert (new.number, new.replaces, new.changed_by) == ("4.1", line, line.changed_by)
    assert new.changed_by.by == agreed.partnership.officer
    client.force_login(agreed.partnership.member)
    page = told(client.get(reverse("meetings:notes", args=[agreed.meeting.ref])))
    assert f"<s>4.1 {OLD}</s>" in page
    assert "4.1 was corrected after the notes were agreed." in page
    places = [one.place for one in reads.sections(agreed.meeting, reads.mine(agreed.by))[3].all()]
    assert places == ["4.1", "4.1.i", "4.1.ii"], "its points are those of the corrected line"


def test_a_line_that_is_struck_out_of_agreed_notes_stays_to_be_seen(client, agreed):
    client.force_login(agreed.partnership.officer)
    point = Line.objects.get(text="It is rising.")
    client.post(reverse("meetings:strike", args=[point.ref]))
    page = told(client.get(reverse("meetings:notes", args=[agreed.meeting.ref])))
    assert "<s>i It is rising.</s>" in page
    assert "4.1.i was struck out after the notes were agreed." in page


def test_nothing_is_added_to_agreed_notes(agreed):
    with pytest.raises(NotDone, match="none added"):
        lines.write(by=agreed.at(3), item=agreed.item, text="And another thing.")
    with pytest.raises(NotDone, match="it stays on the agenda"):
        agenda.take_off(by=agreed.at(3), item=agreed.item, on=DAY)


def test_no_line_is_changed_past_its_history(agreed):
    with pytest.raises(Untracked):
        Line.objects.filter(text=OLD).update(text=NEW)
    with pytest.raises(Untracked):
        Line.objects.get(text=OLD).delete()


def test_every_change_is_in_the_log_with_who_made_it(agreed):
    lines.correct(by=agreed.at(3), line=Line.objects.get(text=OLD), text=NEW)
    told = list(Entry.objects.filter(action="correct line").values_list("user", flat=True))
    assert told == [agreed.partnership.officer.ref]


def test_an_objection_stops_silence_for_good_and_is_shown(client, world):
    circulate(world, 1)
    says = "I never agreed to that, and said so."
    member = world.partnership.asks(world.partnership.member, at=world.at(2).at)
    notes.object_to(by=member, meeting=world.meeting, says=says)
    assert notes.settle(by=world.at(400), meeting=world.meeting) is None
    assert reads.stage_of(world.meeting) == Stage.CIRCULATED
    client.force_login(world.partnership.chair)
    page = told(client.get(reverse("meetings:notes", args=[world.meeting.ref])))
    assert "Mabel Member does not agree," in page
    assert says in page
    assert reads.stage_of(world.meeting) == Stage.CIRCULATED


def test_circulated_again_the_days_of_silence_begin_anew(world):
    circulate(world, 1)
    member = world.partnership.asks(world.partnership.member, at=world.at(2).at)
    notes.object_to(by=member, meeting=world.meeting, says="I never agreed to that.")
    circulate(world, 5)
    assert notes.settle(by=world.at(15), meeting=world.meeting) is None, "ten days from the second time"
    assert notes.settle(by=world.at(16), meeting=world.meeting).on == DAY + timedelta(days=16)


def test_an_objection_after_the_days_are_over_is_too_late_and_says_where_to_go(world):
    circulate(world, 1)
    late = world.partnership.asks(world.partnership.member, at=world.at(30).at)
    with pytest.raises(NotDone, match="raise it at the next meeting"):
        notes.object_to(by=late, meeting=world.meeting, says="I never agreed to that.")
    assert reads.stage_of(world.meeting) == Stage.AGREED


def test_nobody_says_by_hand_that_silence_agreed(world):
    circulate(world, 1)
    with pytest.raises(NotDone, match="Silence agrees by itself"):
        notes.agree(by=world.at(2), meeting=world.meeting, on=DAY + timedelta(days=2), how=How.BY_SILENCE)
    assert reads.stage_of(world.meeting) == Stage.CIRCULATED
