"""
S3 over HTTP: what was taken on and decided, from a line of the notes of 3 November 2011.

It works where "Provide further feedback at the next meeting" is an action for Jonathan Bacon due on 6 December 2011,
which moves with that meeting, and where 5.2 is listed as inconclusive and not as agreed.
"""

from datetime import date

import pytest
from django.urls import reverse

from paramountcy.web.guidance.groups.models import Person
from paramountcy.web.guidance.meetings.carrying import carried_over
from paramountcy.web.guidance.meetings.marking import next_form
from paramountcy.web.guidance.meetings.models import Item, Line, Mark, Meeting
from paramountcy.web.guidance.tracker.models import Action, Decision

pytestmark = pytest.mark.django_db
HELD, NEXT, MOVED = date(2011, 11, 3), date(2011, 12, 6), date(2011, 12, 13)
FEEDBACK = "Provide further feedback at the next meeting"


@pytest.fixture
def group(partnership):
    group = partnership.group
    group.name = "Working Together Professional Advisory Group"
    group.save()
    return group


@pytest.fixture
def held(group):
    meeting = Meeting.objects.create(group=group, number=2, day=HELD)
    Meeting.objects.create(group=group, number=3, day=NEXT)
    return meeting


@pytest.fixture
def jonathan(db):
    return Person.objects.create(name="Jonathan Bacon")


def line(meeting, number, text, mark, *, item=4):
    item, _ = Item.objects.get_or_create(meeting=meeting, number=item, order=item, title="Evidence from trials")
    return Line.objects.create(item=item, order=1, number=number, text=text, mark=mark)


def day(name, value):
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


@pytest.fixture
def officer(client, partnership):
    client.force_login(partnership.officer)
    return client


@pytest.fixture
def action(officer, partnership, group, held, jonathan):
    """The action of 4.2, made by the form to which marking the line leads."""
    said = line(held, "4.2", "Jonathan agreed to provide further feedback at the next meeting.", Mark.ACTION)
    form = next_form(partnership.asks(partnership.officer), said)
    assert "further feedback" in officer.get(form).content.decode()
    answer = officer.post(
        form,
        {
            "what": FEEDBACK,
            "kind": "report_back",
            "person": jonathan.ref,
            "due_group": group.ref,
            **day("noted_on", HELD),
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    return Action.objects.get()


def test_an_action_at_the_next_meeting_is_due_on_its_day_and_moves_with_it(officer, action, jonathan):
    page = reverse("tracker:action", args=[action.ref])
    words = officer.get(page).content.decode()
    assert "Jonathan Bacon" in words
    assert "at the next meeting, 6 December 2011" in words
    assert action.source == f"meeting/{action.meeting.ref}#4.2"
    following = Meeting.objects.get(day=NEXT)
    following.day = MOVED
    following.save()
    assert "at the next meeting, 13 December 2011" in officer.get(page).content.decode()


def test_where_the_next_meeting_is_cancelled_the_one_after_it_counts(officer, action, group):
    cancelled = Meeting.objects.get(day=NEXT)
    cancelled.cancelled_on = HELD
    cancelled.save()
    page = reverse("tracker:action", args=[action.ref])
    assert "which has no day yet" in officer.get(page).content.decode()
    Meeting.objects.create(group=group, day=date(2012, 1, 10))
    assert "at the next meeting, 10 January 2012" in officer.get(page).content.decode()


def test_a_discussion_that_was_inconclusive_is_listed_as_that_and_not_as_agreed(officer, partnership, group, held):
    said = line(held, "5.2", "The discussion was inconclusive.", Mark.DECISION, item=5)
    form = next_form(partnership.asks(partnership.officer), said)
    question = "Should the Assessment Framework be incorporated into Working Together?"
    answer = officer.post(
        form, {"question": question, "result": "inconclusive", "returns_group": group.ref, **day("on", HELD)}
    )
    assert answer.status_code == 302, answer.content.decode()
    listed = officer.get(reverse("tracker:decisions")).content.decode()
    assert question in listed
    row = listed.partition(question)[2].partition("</tr>")[0]
    assert "inconclusive" in row
    assert "6 December 2011" in row
    assert "agreed" not in row
    assert question not in officer.get(reverse("tracker:decisions"), {"result": "agreed"}).content.decode()
    assert question in officer.get(reverse("tracker:decisions"), {"still": "open"}).content.decode()


def test_what_is_settled_later_leaves_the_inconclusive_outcome_in_the_history(officer, group, held):
    made = reverse("tracker:make_decision", args=[group.ref])
    officer.post(
        made, {"question": "Shall it be one text?", "result": "inconclusive", "owed": "a paper", **day("on", HELD)}
    )
    decision = Decision.objects.get()
    decide = reverse("tracker:decide", args=[decision.ref])
    early = officer.post(decide, {"result": "agreed", **day("on", date(2011, 11, 2))})
    assert "There is an outcome of a later day" in early.content.decode()
    answer = officer.post(decide, {"result": "agreed", "strength": "consensus", **day("on", NEXT)})
    assert answer.status_code == 302
    words = officer.get(reverse("tracker:decision", args=[decision.ref])).content.decode()
    assert words.index("Agreed, consensus") < words.index("Inconclusive")
    assert [one.result for one in decision.outcomes.all()] == ["inconclusive", "agreed"]


def test_what_is_left_open_must_return_or_be_owed_something(officer, group):
    made = reverse("tracker:make_decision", args=[group.ref])
    said = {"question": "Shall it be one text?", "result": "deferred", **day("on", HELD)}
    assert "Say when it returns" in officer.post(made, said).content.decode()
    settled = officer.post(made, {**said, "result": "agreed", "returns_group": group.ref})
    assert "What is agreed does not return" in settled.content.decode()
    assert not Decision.objects.exists()


def test_open_actions_and_open_questions_go_on_to_the_next_meeting(officer, action, group, held):
    made = reverse("tracker:make_decision", args=[group.ref])
    officer.post(
        made, {"question": "Shall it be one text?", "result": "inconclusive", "returns_group": group.ref,
               **day("on", HELD)}
    )  # fmt: skip
    following = Meeting.objects.get(day=NEXT)
    carried = {one.about: one for one in carried_over(following)}
    assert f"Jonathan Bacon: {FEEDBACK}" == carried[f"action/{action.ref}"].title
    decision = Decision.objects.get()
    assert "inconclusive" in carried[f"decision/{decision.ref}"].why
    update = reverse("tracker:update", args=[action.ref])
    officer.post(update, {"state": "done", "text": "He gave it.", **day("on", HELD)})
    assert f"action/{action.ref}" not in {one.about for one in carried_over(following)}


def test_what_is_done_does_not_go_on_for_not_having_been_reached(officer, action, group, held):
    following, about = Meeting.objects.get(day=NEXT), f"action/{action.ref}"
    officer.post(reverse("meetings:carry", args=[following.ref]))
    assert following.items.filter(about=about).exists()
    line(following, "99.1", "There was no time for more.", Mark.POINT, item=99)
    later = Meeting.objects.create(group=group, day=date(2012, 1, 17))
    assert next(one.why for one in carried_over(later) if one.about == about).startswith("It was not reached")
    officer.post(
        reverse("tracker:update", args=[action.ref]), {"state": "done", "text": "He gave it.", **day("on", NEXT)}
    )
    assert about not in {one.about for one in carried_over(later)}


def test_done_is_one_thing_and_what_it_changed_another(officer, action):
    update = reverse("tracker:update", args=[action.ref])
    assert officer.post(update, {"state": "done", "text": "He gave it.", **day("on", HELD)}).status_code == 302
    tracker = reverse("tracker:actions")
    assert FEEDBACK in officer.get(tracker, {"state": "without_effect"}).content.decode()
    effect = reverse("tracker:effect", args=[action.ref])
    said = {"seen": "practice", "text": "Schools are asked earlier.", "evidence": "indicator/re-referrals"}
    assert officer.post(effect, {**said, **day("on", HELD)}).status_code == 302
    assert FEEDBACK not in officer.get(tracker, {"state": "without_effect"}).content.decode()
    assert "Practice changed" in officer.get(reverse("tracker:action", args=[action.ref])).content.decode()


def test_an_update_of_tomorrow_is_refused_in_words_and_what_was_typed_stays(officer, action):
    update = reverse("tracker:update", args=[action.ref])
    words = officer.post(
        update, {"state": "done", "text": "He gave it.", **day("on", date(2999, 1, 1))}
    ).content.decode()
    assert "That day has not come: give today or a day before." in words
    assert "He gave it." in words
    assert not action.updates.exists()


def test_an_action_that_is_old_is_shown_as_such_although_its_day_is_not_over(officer, group):
    made = reverse("tracker:make_action", args=[group.ref])
    said = {"what": "Write the plan", "kind": "commitment", "owner_words": "Everybody"}
    officer.post(made, {**said, **day("noted_on", date(2020, 1, 1)), **day("due_on", date(2999, 1, 1))})
    words = officer.get(reverse("tracker:actions"), {"age": "half_year"}).content.decode()
    assert "open over 6 months" in words
    assert "overdue" not in words.partition("<tbody")[2]
    assert "Write the plan" not in officer.get(reverse("tracker:actions"), {"due": "overdue"}).content.decode()


def test_handing_over_keeps_who_owned_it(officer, action):
    other = Person.objects.create(name="Jenny Gray")
    hand = reverse("tracker:hand_over", args=[action.ref])
    assert officer.post(hand, {"person": other.ref, "text": "He moved on.", **day("on", HELD)}).status_code == 302
    words = officer.get(reverse("tracker:action", args=[action.ref])).content.decode()
    assert "Jonathan Bacon to Jenny Gray" in words
    assert "Jenny Gray" in officer.get(reverse("tracker:actions"), {"owner": other.ref}).content.decode()


def test_an_action_needs_an_owner_and_one_way_of_being_due(officer, group):
    made = reverse("tracker:make_action", args=[group.ref])
    said = {"what": "Write the plan", "kind": "commitment", **day("noted_on", HELD)}
    assert "Say who owns it" in officer.post(made, said).content.decode()
    both = {**said, "owner_words": "All", "due_group": group.ref, **day("due_on", NEXT)}
    assert "Give either a day or a next meeting." in officer.post(made, both).content.decode()
    assert not Action.objects.exists()
