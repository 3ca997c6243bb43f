"""What the actions of options refuse, each with its sentence; and that others know of no confidential question."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Refusal
from paramountcy.web.guidance.meetings.carrying import carried_over
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.options import actions, reads
from paramountcy.web.guidance.options.models import Lever, Option, Result

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 2)


@pytest.fixture
def asks(partnership):
    return partnership.asks(partnership.officer)


@pytest.fixture
def question(partnership, asks):
    made = actions.raise_question(
        by=asks, group=partnership.group, title="Which?", why_now="It is time.", raised_on=DAY
    )
    actions.add_option(by=asks, question=made, title="Leave it", does_nothing=True, lever=Lever.NONE)
    actions.add_option(by=asks, question=made, title="Change it", lever=Lever.GUIDANCE)
    return made


def record(asks, question, result, **more):
    said = {"on": DAY, "who": "The group", "reason": "A reason of some length."} | more
    return actions.record_outcome(by=asks, question=question, result=result, **said)


OWED = [{"text": "A paper", "who": "the secretary"}]


def test_a_decision_names_its_option(asks, question):
    with pytest.raises(NotDone, match="Say which option was decided"):
        record(asks, question, Result.DECIDED)


def test_a_decision_is_for_an_option_of_its_question_that_stands(partnership, asks, question):
    other = actions.raise_question(by=asks, group=partnership.group, title="Other?", why_now="Later.", raised_on=DAY)
    foreign = actions.add_option(by=asks, question=other, title="Elsewhere", lever=Lever.NONE)
    with pytest.raises(NotDone, match="an option of another question"):
        record(asks, question, Result.DECIDED, option=foreign)
    dropped = actions.drop_option(by=asks, option=question.options.last(), reason="Nobody wants it any more.")
    with pytest.raises(NotDone, match="was dropped"):
        record(asks, question, Result.DECIDED, option=dropped)


def test_a_question_returns_after_the_day_it_was_left_open(asks, question):
    with pytest.raises(NotDone, match="give a later day"):
        record(asks, question, Result.DEFERRED, returns_on=DAY, owed=OWED)
    meeting = Meeting.objects.create(group=question.group, day=DAY)
    with pytest.raises(NotDone, match="choose a later one"):
        record(asks, question, Result.DEFERRED, returns_at=meeting, owed=OWED)


def test_an_outcome_is_not_of_a_day_to_come_nor_before_the_last(asks, question):
    with pytest.raises(NotDone, match="still to come"):
        record(asks, question, Result.WITHDRAWN, on=reads.on_day(asks) + timedelta(days=1))
    record(asks, question, Result.DEFERRED, returns_on=DAY + timedelta(days=30), owed=OWED)
    with pytest.raises(NotDone, match="There is a later outcome already"):
        record(asks, question, Result.WITHDRAWN, on=DAY - timedelta(days=1))


def test_what_was_decided_is_opened_again_before_it_is_decided_anew(asks, question):
    record(asks, question, Result.DECIDED, option=question.options.last())
    with pytest.raises(NotDone, match="open it again first"):
        record(asks, question, Result.DECIDED, option=question.options.first())
    record(asks, question, Result.REOPENED)
    assert record(asks, question, Result.DECIDED, option=question.options.first())


def test_nothing_is_opened_again_that_was_not_settled(asks, question):
    with pytest.raises(NotDone, match="nothing to open again"):
        record(asks, question, Result.REOPENED)


def test_the_option_that_was_decided_is_not_dropped(asks, question):
    option = question.options.last()
    record(asks, question, Result.DECIDED, option=option)
    with pytest.raises(NotDone, match="open the question again first"):
        actions.drop_option(by=asks, option=option, reason="Nobody wants it any more.")


def test_one_option_only_leaves_things_as_they_are(asks, question):
    with pytest.raises(NotDone, match="One option leaves things as they are already"):
        actions.add_option(by=asks, question=question, title="Still", does_nothing=True, lever=Lever.NONE)
    assert Option.objects.count() == 2


def test_a_question_says_what_its_paper_lacks(asks, question):
    [leave, change] = question.options.all()
    wanting = reads.laid_out(question).wanting
    assert wanting[0] == "Nobody has said yet what would change our mind."
    assert [one.partition(":")[0] for one in wanting[1:]] == ["Leave it", "Change it"]
    for name in ("for_children", "for_agencies", "burden", "cost", "equality"):
        setattr(leave, name, "None.")
    leave.save()
    assert not [one for one in reads.laid_out(question).wanting if one.startswith("Leave it")]
    assert change.gaps


def test_what_was_changed_stays_in_the_history(asks, question):
    actions.change_question(by=asks, question=question, title="Which one?")
    assert [one.title for one in question.history.order_by("history_id")] == ["Which?", "Which one?"]


def test_members_read_a_question_and_do_not_change_it(partnership, question):
    member = partnership.asks(partnership.member)
    assert question in member.readable("question")
    with pytest.raises(Refusal):
        actions.add_risk(by=member, question=question, text="A risk.")
    assert question not in partnership.asks(partnership.stranger).readable("question")


def test_a_confidential_question_is_in_no_list_search_or_export_of_others(client, partnership, question):
    question.title, question.circle = "Whooper swans?", partnership.circle
    question.save()
    for who, sees in ((partnership.officer, False), (partnership.member, False), (partnership.named, True)):
        client.force_login(who)
        assert ("Whooper" in client.get(reverse("options:questions")).content.decode()) is sees
        found = client.post(reverse("options:search"), {"words": "Whooper"}, follow=True)
        assert ("swans?" in found.content.decode()) is sees
        file = b"".join(client.get(reverse("options:export")).streaming_content).decode()
        assert ("Whooper" in file) is sees


def test_a_confidential_question_returns_kept_to_its_circle(partnership, asks, question):
    record(asks, question, Result.DEFERRED, returns_on=DAY + timedelta(days=7), owed=OWED)
    question.circle = partnership.circle
    question.save()
    meeting = Meeting.objects.create(group=partnership.group, day=DAY + timedelta(days=10))
    [carried] = [one for one in carried_over(meeting) if one.about.startswith("question/")]
    assert carried.circle == partnership.circle
