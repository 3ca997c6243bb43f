"""
S15: a question with its options comes to an outcome, and one that is not decided returns with what is owed.

The question is item 5 of the notes of the Working Together Professional Advisory Group of 3 November 2011.
"""

from datetime import date

import pytest
from django.urls import reverse

from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.meetings.carrying import carried_over
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.options import examples, reads
from paramountcy.web.guidance.options.models import Outcome, Owed, Question, Result, Risk
from tests.web.conftest import LONG_AGO

MET, NEXT = date(2011, 11, 3), date(2011, 12, 6)

pytestmark = pytest.mark.django_db


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


class Officer:
    """The partnership's officer at a browser: fills in a form and sends it."""

    def __init__(self, client, user):
        self.client = client
        client.force_login(user)

    def send(self, page, *refs, **said):
        return self.client.post(reverse(f"options:{page}", args=refs), said)

    def look(self, page, *refs, **asked):
        return self.client.get(reverse(f"options:{page}", args=refs), asked).content.decode()


@pytest.fixture
def officer(client, partnership):
    return Officer(client, partnership.officer)


@pytest.fixture
def group(partnership):
    return Group.objects.create(name="Working Together Professional Advisory Group", from_day=LONG_AGO)


@pytest.fixture
def framework(officer, group):
    """Item 5 as somebody types it in: three options, a main risk and a mitigation that was put forward."""
    officer.send(
        "make", group=group.ref, title="Should the Framework be folded into Working Together?",
        why_now="Working Together is being revised.", **boxes("raised_on", MET),
    )  # fmt: skip
    question = Question.objects.get()
    officer.send("add_option", question.ref, title="Keep it apart", does_nothing="on", lever="none")
    officer.send("add_option", question.ref, title="Reduce it, and leave it apart", lever="guidance")
    officer.send("add_option", question.ref, title="Fold it into chapter 5", lever="guidance", enforcer="the courts")
    last = question.options.get(title="Fold it into chapter 5")
    officer.send(
        "add_risk", question.ref, option=last.ref, main="on",
        text="Its wider application, to children in care and adoptions, would be lost.",
    )  # fmt: skip
    officer.send(
        "answer_risk", question.risks.get().ref, kind="mitigation", standing="put_forward",
        text="Present Working Together so that it reflects the entirety of its scope.",
    )  # fmt: skip
    return question


def returning(meeting):
    """The questions that a meeting must come back to."""
    return [one for one in carried_over(meeting) if one.about.startswith("question/")]


def decide(officer, question, **more):
    said = {"result": "decided", "who": "The group", "reason": "It is one document instead of two.", **more}
    said |= {"option": question.options.get(title="Fold it into chapter 5").ref, **boxes("on", MET)}
    return officer.send("record", question.ref, **said)


def inconclusive(officer, question, **more):
    return officer.send(
        "record", question.ref, result="inconclusive", who="The group", reason="The discussion was inconclusive.",
        owed="The proposal, developed further", owed_by="Officials", **boxes("on", MET), **more,
    )  # fmt: skip


def test_item_5_is_inconclusive_and_returns_on_6_december_2011(officer, framework):
    answer = inconclusive(officer, framework, **boxes("returns_on", NEXT))
    assert answer.status_code == 302
    laid = reads.laid_out(framework)
    assert len(laid.options) == 3
    assert [one.risk.main for one in laid.all_risks] == [True]
    assert [answer.kind for one in laid.all_risks for answer in one.answers] == ["mitigation"]
    assert (laid.last.result, laid.last.returns) == ("inconclusive", NEXT)
    page = officer.look("question", framework.ref)
    assert "Returns on 6 December 2011" in page
    assert "The proposal, developed further (Officials)" in page
    assert "No agreed answer" in page


def test_item_5_comes_as_an_example_with_the_numbers_of_the_notes(partnership):
    examples.imagine(partnership.asks(partnership.officer))
    question = Question.objects.get(title__startswith="How should the Framework for the Assessment")
    laid = reads.laid_out(question)
    assert len(laid.options) >= 2
    assert len([one for one in laid.all_risks if one.risk.main]) == 1
    assert len(laid.all_risks[0].answers) == 1
    assert (laid.state, laid.last.returns, laid.last.on) == ("inconclusive", NEXT, MET)
    assert [one.who for one in laid.last.owed.all()] == ["officials of the Department for Education"]


def test_the_words_of_the_example_are_those_of_the_notes(partnership, shared):
    examples.imagine(partnership.asks(partnership.officer))
    [seed] = (shared / "seeds").glob("004*.txt")
    notes = " ".join(seed.read_text(encoding="utf-8").split())
    risk = Risk.objects.get(main=True, option__isnull=False)
    assert "culturally viewed as only applying to child protection" in notes
    assert "culturally viewed as only applying to child protection" in risk.text
    assert "better reflect the entirety of its scope" in notes
    assert "better reflect the entirety of its scope" in risk.answers.get().text


def test_a_decision_is_not_recorded_with_an_unanswered_risk(officer, framework):
    answer = decide(officer, framework)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "1 risk is without an agreed answer" in page
    assert "It is one document instead of two." in page, "what was typed stays"
    assert Outcome.objects.count() == 0


def test_a_decision_is_recorded_with_an_unanswered_risk_where_the_reason_is_typed(officer, framework):
    assert decide(officer, framework, despite="because").status_code == 200
    assert Outcome.objects.count() == 0, "a word is no reason"
    assert decide(officer, framework, despite="The children in care keep their own regulations.").status_code == 302
    assert Outcome.objects.get().despite == "The children in care keep their own regulations."
    assert "Decided with a risk unanswered, because: The children in care" in officer.look("question", framework.ref)


def test_an_agreed_answer_lets_the_decision_through_without_a_reason(officer, framework):
    officer.send("answer_risk", framework.risks.get().ref, kind="mitigation", standing="agreed", text="A preface.")
    assert decide(officer, framework).status_code == 302
    assert Outcome.objects.get().despite == ""


def test_an_agreed_answer_that_was_struck_out_answers_nothing(officer, framework):
    risk = framework.risks.get()
    officer.send("answer_risk", risk.ref, kind="mitigation", standing="agreed", text="A preface.")
    officer.send("strike", "answer", risk.answers.get(standing="agreed").ref)
    assert decide(officer, framework).status_code == 200


def test_the_risk_of_another_option_does_not_stand_in_the_way(officer, framework):
    other = framework.options.get(title="Keep it apart")
    answer = officer.send(
        "record", framework.ref, result="decided", option=other.ref, who="The group", reason="Nothing is lost by it.",
        **boxes("on", MET),
    )  # fmt: skip
    assert answer.status_code == 302


def test_what_is_not_settled_says_when_it_returns_and_what_is_owed(officer, framework):
    page = inconclusive(officer, framework).content.decode()
    assert "Say at which meeting it returns, or on which day." in page
    page = officer.send(
        "record", framework.ref, result="deferred", who="The group", reason="Time ran out for it.", **boxes("on", MET),
        **boxes("returns_on", NEXT),
    ).content.decode()  # fmt: skip
    assert "Say what is owed before it returns, and by whom" in page
    assert Outcome.objects.count() == 0


def test_a_question_that_is_not_settled_returns_to_the_agenda_with_what_is_owed(officer, framework, group):
    first = Meeting.objects.create(group=group, day=MET)
    december = Meeting.objects.create(group=group, day=NEXT)
    inconclusive(officer, framework, returns_at=december.ref)
    assert returning(first) == []
    [carried] = returning(december)
    assert carried.title == framework.title
    assert carried.about == f"question/{framework.ref}"
    assert "It was inconclusive on 3 November 2011" in carried.why
    assert "Still owed: The proposal, developed further (Officials)" in carried.why
    december.day = date(2011, 12, 13)
    december.save()
    assert reads.laid_out(framework).last.returns == date(2011, 12, 13), "it moves with the meeting"


def test_what_was_decided_returns_no_more_and_its_history_stays(officer, framework, group):
    december = Meeting.objects.create(group=group, day=NEXT)
    inconclusive(officer, framework, returns_at=december.ref)
    decide(officer, framework, despite="The children in care keep their own regulations.")
    assert returning(december) == []
    assert [one.result for one in framework.outcomes.all()] == [Result.INCONCLUSIVE, Result.DECIDED]
    again = decide(officer, framework, despite="The children in care keep their own regulations.")
    assert "That can’t follow what stands now" in again.content.decode()
    officer.send(
        "record", framework.ref, result="reopened", who="The group", reason="New evidence came.", **boxes("on", MET)
    )
    assert reads.state(framework) == Result.REOPENED


def test_what_was_owed_is_noted_as_given(officer, framework):
    inconclusive(officer, framework, **boxes("returns_on", NEXT))
    owed = Owed.objects.get()
    assert officer.send("give", owed.ref, given="paper 3", **boxes("given_on", LONG_AGO)).status_code == 302
    assert "given on 1 April 2020, paper 3" in officer.look("question", framework.ref)


def test_a_duty_needs_its_sanction(officer, framework):
    page = officer.send("add_option", framework.ref, title="A duty", lever="new_duty").content.decode()
    assert "A duty needs a sanction" in page
    assert framework.options.count() == 3


def test_the_list_shows_what_is_not_settled_and_filters_and_exports(officer, framework):
    assert "Should the Framework be folded" in officer.look("questions")
    assert "Should the Framework be folded" not in officer.look("questions", stands="decided")
    decide(officer, framework, despite="The children in care keep their own regulations.")
    assert "Should the Framework be folded" not in officer.look("questions")
    assert "Should the Framework be folded" in officer.look("questions", stands="decided")
    file = officer.client.get(reverse("options:export"), {"stands": "decided"})
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Question,Group,Raised,Where it stands")
    assert len(lines) == 2


def test_a_search_finds_a_question_by_its_options_and_the_address_says_nothing(officer, framework):
    answer = officer.client.post(reverse("options:search"), {"words": "chapter fold"})
    assert "chapter" not in answer.url
    assert "Should the Framework be folded" in officer.client.get(answer.url).content.decode()
    answer = officer.client.post(reverse("options:search"), {"words": "bicycle"})
    assert "Should the Framework be folded" not in officer.client.get(answer.url).content.decode()
