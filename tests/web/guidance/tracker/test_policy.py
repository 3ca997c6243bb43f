"""Who sees and writes in an action: those of its group, its owner, and of confidential business the circle alone."""

from datetime import date

import pytest
from django.urls import reverse

from paramountcy.web.guidance.meetings.carrying import carried_over
from paramountcy.web.guidance.meetings.extract import rows as extract_rows
from paramountcy.web.guidance.meetings.models import Item, Line, Meeting
from paramountcy.web.guidance.tracker.models import Decision, Outcome, Result
from tests.web.guidance.tracker.world import action, ago, day

pytestmark = pytest.mark.django_db


def test_an_owner_outside_the_group_writes_updates_of_their_own_action_and_no_more(client, partnership):
    mine = action(partnership.other, "Count the swans", person=partnership.person(partnership.member))
    others = action(partnership.other, "Ring the schools", words="Everybody")
    client.force_login(partnership.member)
    assert client.get(reverse("tracker:action", args=[mine.ref])).status_code == 200
    assert client.get(reverse("tracker:action", args=[others.ref])).status_code == 404
    said = {"state": "under_way", "text": "Half are counted.", **day("on", ago(0))}
    assert client.post(reverse("tracker:update", args=[mine.ref]), said).status_code == 302
    assert mine.updates.get().by == partnership.member
    for page in ("hand_over", "move_due"):
        assert client.get(reverse(f"tracker:{page}", args=[mine.ref])).status_code == 403


def test_who_does_not_own_it_any_more_does_not_write_in_it(client, partnership):
    mine = action(partnership.group, "Count the swans", person=partnership.person(partnership.member))
    client.force_login(partnership.officer)
    said = {"owner_words": "Everybody", "text": "She left.", **day("on", ago(0))}
    assert client.post(reverse("tracker:hand_over", args=[mine.ref]), said).status_code == 302
    client.force_login(partnership.member)
    assert client.get(reverse("tracker:action", args=[mine.ref])).status_code == 200
    assert client.get(reverse("tracker:update", args=[mine.ref])).status_code == 403


@pytest.fixture
def secret(partnership):
    """An action and a decision from a point of a paragraph that is kept to a circle."""
    meeting = Meeting.objects.create(group=partnership.group, day=date(2026, 9, 1))
    item = Item.objects.create(meeting=meeting, order=1, title="Reviews")
    above = Line.objects.create(item=item, order=1, number="1.1", text="A review", circle=partnership.circle)
    line = Line.objects.create(item=item, order=2, number="i", text="of Whooper", parent=above)
    told = {"group": partnership.group, "meeting": meeting, "item": item, "line": line, "noted_on": meeting.day}
    made = action(partnership.group, "Ask about Whooper", words="Whooper", meeting=meeting, item=item, line=line)
    decision = Decision.objects.create(question="Shall Whooper be asked?", **told)
    Outcome.objects.create(decision=decision, result=Result.INCONCLUSIVE, on=meeting.day, by=partnership.named)
    return made, decision, meeting


@pytest.mark.parametrize(("who", "sees"), [("officer", False), ("member", False), ("named", True)])
def test_what_comes_of_a_confidential_line_is_there_for_its_circle_alone(client, partnership, secret, who, sees):
    made, decision, meeting = secret
    client.force_login(getattr(partnership, who))
    for page in ("actions", "decisions", "export", "decided"):
        answer = client.get(reverse(f"tracker:{page}"))
        words = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert (b"Whooper" in words) is sees, page
    assert (client.get(reverse("tracker:action", args=[made.ref])).status_code == 200) is sees
    assert (client.get(reverse("tracker:decision", args=[decision.ref])).status_code == 200) is sees
    of_group = client.get(reverse("tracker:of_group", args=[partnership.group.ref])).content
    assert (b"Whooper" in of_group) is sees
    rows = extract_rows(partnership.asks(getattr(partnership, who)), meeting, [])
    assert bool(rows) is sees


def test_confidential_business_goes_on_kept_to_its_circle(partnership, secret):
    following = Meeting.objects.create(group=partnership.group, day=date(2026, 10, 1))
    carried = [one for one in carried_over(following) if "Whooper" in one.title]
    assert len(carried) == 2
    assert all(one.circle == partnership.circle for one in carried)


def test_the_day_of_a_confidential_meeting_is_not_told_by_what_is_due_then(client, partnership):
    Meeting.objects.create(group=partnership.group, day=date(2099, 3, 7), circle=partnership.circle)
    made = action(partnership.group, "Count the swans", words="Everybody", due_group=partnership.group)
    client.force_login(partnership.officer)
    assert "which has no day yet" in client.get(reverse("tracker:action", args=[made.ref])).content.decode()
    assert "7 March 2099" not in client.get(reverse("tracker:actions")).content.decode()


def test_a_search_finds_by_words_and_its_address_tells_none(client, partnership):
    action(partnership.group, "Count the swans", words="Everybody")
    action(partnership.group, "Ring the schools", words="Everybody")
    client.force_login(partnership.officer)
    answer = client.post(reverse("tracker:search"), {"words": "swans count"}, follow=True)
    words = answer.content.decode()
    assert "Count the swans" in words
    assert "Ring the schools" not in words
    assert "swans" not in answer.redirect_chain[0][0]
