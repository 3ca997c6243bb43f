"""The demo's meetings are made through the actions, and show what the room is for."""

import pytest

from paramountcy.web.guidance.meetings import examples, reads, seating
from paramountcy.web.guidance.meetings.models import Declaration, Mark, Meeting, Stage

pytestmark = pytest.mark.django_db


def test_the_last_meeting_is_circulated_and_what_it_did_not_reach_is_on_the_next_agenda(partnership):
    by = partnership.asks(partnership.officer)
    examples.imagine(by)
    last, following = Meeting.objects.order_by("day")
    assert reads.stage_of(last) == Stage.CIRCULATED
    [carried] = reads.carries_on(following, reads.mine(by))
    assert carried.title == examples.NOT_REACHED
    [health] = [one for one in seating.seating(last).places if one.seat.title == "Applemere Community Health"]
    assert (health.filled, health.how) == (True, seating.DEPUTY)
    found = reads.sections(last, reads.mine(by))
    assert reads.count_marks(found) == {Mark.ACTION: 1, Mark.DECISION: 1, Mark.POINT: 2}
    assert Declaration.objects.count() == 0, "nobody of the demo signs in here, so nobody holds the school's seat"
