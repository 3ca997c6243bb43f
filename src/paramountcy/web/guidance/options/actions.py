"""What is done with questions: raised, laid out in options, reasons, risks and views, and brought to an outcome."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Max

from paramountcy.web.access.actions.asked import NotDone, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action
from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.options import reads, status
from paramountcy.web.guidance.options.models import (
    Answer,
    Argument,
    Option,
    Outcome,
    Owed,
    Question,
    Result,
    Risk,
    View,
)

UNANSWERED = (
    "{count} without an agreed answer. Answer {them}, drop {them}, or type why it is decided all the same: the reason "
    "stays with the decision."
)


def raise_question(*, by: Access, group: Group, **said: Any) -> Question:
    """A question for a group. `said` are its fields."""
    by.fetch("group", group.ref, Action.WRITE)
    with by.change("raise question") as lines:
        made = Question.objects.create(group=group, **{"raised_on": reads.on_day(by), **said})
        lines[0] = lines[0].of("question", made.ref)
    return made


def change_question(*, by: Access, question: Question, **said: Any) -> Question:
    """Change what a question says. What it said stays in its history."""
    return _changed(by, "change question", question, question, said)


def add_option(*, by: Access, question: Question, **said: Any) -> Option:
    """An option. Raises NotDone for a second one that leaves things as they are."""
    _one_does_nothing(question, said, None)
    with _write(by, "add option", question):
        order = (question.options.aggregate(last=Max("order"))["last"] or 0) + 1
        return Option.objects.create(question=question, order=order, **said)


def change_option(*, by: Access, option: Option, **said: Any) -> Option:
    _one_does_nothing(option.question, said, option)
    return _changed(by, "change option", option.question, option, said)


def drop_option(*, by: Access, option: Option, reason: str) -> Option:
    """An option is no longer on the table; it stays on the page with the reason. Raises NotDone for the decided one."""
    told = with_reason(reason)
    last = reads.latest(option.question)
    if last and last.result == Result.DECIDED and last.option == option:
        raise NotDone("This is the option that was decided: open the question again first.", field="reason")
    said = {"dropped_on": reads.on_day(by), "dropped_because": told}
    return _changed(by, "drop option", option.question, option, said)


def add_argument(*, by: Access, option: Option, **said: Any) -> Argument:
    """A reason for or against an option."""
    with _write(by, "add argument", option.question):
        return Argument.objects.create(option=option, **said)


def add_risk(*, by: Access, question: Question, **said: Any) -> Risk:
    """A risk, of one option or of whichever is chosen."""
    _of_the_question(question, said.get("option"))
    with _write(by, "add risk", question):
        return Risk.objects.create(question=question, **said)


def answer_risk(*, by: Access, risk: Risk, **said: Any) -> Answer:
    """What answers a risk; the answers before it stay. One that is only put forward leaves it unanswered."""
    with _write(by, "answer risk", risk.question):
        return Answer.objects.create(risk=risk, **{"on": reads.on_day(by), "by": by.user, **said})


def add_view(*, by: Access, question: Question, **said: Any) -> View:
    """What somebody thinks of a question or an option."""
    _of_the_question(question, said.get("option"))
    with _write(by, "add view", question):
        return View.objects.create(question=question, **said)


def strike(*, by: Access, what: Argument | Risk | Answer | View) -> None:
    """Strike out what should not stand: entered by mistake, or said of something else. Its history keeps it."""
    if not what.struck_on:
        _changed(by, "strike out", _question_of(what), what, {"struck_on": reads.on_day(by)})


def record_outcome(
    *,
    by: Access,
    question: Question,
    result: str,
    on: date,
    who: str,
    reason: str,
    option: Option | None = None,
    despite: str = "",
    at_meeting: Meeting | None = None,
    returns_on: date | None = None,
    returns_at: Meeting | None = None,
    owed: Sequence[dict[str, Any]] = (),
    cited: str = "",
) -> Outcome:
    """
    How a discussion ended; the outcomes before it stay. Raises NotDone where it can't follow what stands, where a
    decision has a risk without an agreed answer and no reason was typed, and where what is not settled returns never.
    """
    _may_follow(question, result, on)
    if on > reads.on_day(by):
        raise NotDone("That day is still to come: give the day on which it came out so.", field="on")
    told: dict[str, Any] = {
        "reason": with_reason(reason),
        "despite": "",
        "returns_on": None,
        "returns_at": None,
        "option": None,
    }
    if result == Result.DECIDED:
        told |= {"option": option, "despite": _fit_to_decide(question, option, despite)}
    if result in status.RETURNS:
        told |= _returns(on, returns_on, returns_at)
        if not owed:
            raise NotDone(
                "Say what is owed before it returns, and by whom: else the same discussion is had twice.", field="owed"
            )
    if at_meeting and at_meeting.group_id != question.group_id:
        raise NotDone("That is a meeting of another group.", field="at_meeting")
    with _write(by, status.EVENT[result], question):
        made = Outcome.objects.create(
            question=question, result=result, on=on, who=who, at_meeting=at_meeting, cited=cited, by=by.user, **told
        )
        for one in owed if result in status.RETURNS else ():
            Owed.objects.create(outcome=made, **one)
    return made


def owe(*, by: Access, outcome: Outcome, **said: Any) -> Owed:
    """One more thing that is owed before a question returns."""
    if outcome.result not in status.RETURNS:
        raise NotDone("It does not return, so nothing is owed before it does.")
    with _write(by, "owe", outcome.question):
        return Owed.objects.create(outcome=outcome, **said)


def give(*, by: Access, owed: Owed, given_on: date, given: str) -> Owed:
    """What was owed is there: on which day, and where."""
    if given_on > reads.on_day(by):
        raise NotDone("That day is still to come: give the day on which it was there.", field="given_on")
    if given_on < owed.outcome.on:
        raise NotDone("That is before it was owed: give a later day.", field="given_on")
    return _changed(by, "give what is owed", owed.outcome.question, owed, {"given_on": given_on, "given": given})


def _may_follow(question: Question, result: str, on: date) -> None:
    last = reads.latest(question)
    now = last.result if last else status.OPEN
    if not status.may_follow(now, result):
        if now in status.SETTLED:
            raise NotDone(f"It was {status.WORDS[now]}: open it again first, with the reason.", field="result")
        raise NotDone("It was not decided, so there is nothing to open again.", field="result")
    if last and on < last.on:
        raise NotDone("There is a later outcome already: give its day, or a later one.", field="on")


def _fit_to_decide(question: Question, option: Option | None, despite: str) -> str:
    """The reason for deciding in spite of unanswered risks, "" where there are none. Raises NotDone."""
    if option is None:
        raise NotDone("Say which option was decided.", field="option")
    _of_the_question(question, option)
    if option.dropped_on:
        raise NotDone("That option was dropped: choose one that stands.", field="option")
    left = reads.in_the_way(question, option)
    if not left:
        return ""
    if not despite.strip():
        them = "it" if len(left) == 1 else "them"
        count = "1 risk is" if len(left) == 1 else f"{len(left)} risks are"
        raise NotDone(UNANSWERED.format(count=count, them=them), field="despite")
    try:
        return with_reason(despite)
    except NotDone as short:
        raise NotDone(str(short), field="despite") from short


def _returns(on: date, returns_on: date | None, returns_at: Meeting | None) -> dict[str, Any]:
    """When it comes back. Raises NotDone where it never would."""
    if returns_at is not None:
        if returns_at.day <= on:
            raise NotDone("That meeting is not after this one: choose a later one.", field="returns_at")
        return {"returns_on": None, "returns_at": returns_at}
    if returns_on is None:
        raise NotDone("Say at which meeting it returns, or on which day.", field="returns_at")
    if returns_on <= on:
        raise NotDone("It returns after the day it was left open: give a later day.", field="returns_on")
    return {"returns_on": returns_on, "returns_at": None}


def _one_does_nothing(question: Question, said: dict[str, Any], but: Option | None) -> None:
    if not said.get("does_nothing"):
        return
    others = reads.options(question).filter(does_nothing=True)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise NotDone("One option leaves things as they are already.", field="does_nothing")


def _of_the_question(question: Question, option: Option | None) -> None:
    if option and option.question_id != question.pk:
        raise NotDone("That is an option of another question.", field="option")


def _question_of(what: Argument | Risk | Answer | View) -> Question:
    if isinstance(what, Answer):
        return what.risk.question
    return what.option.question if isinstance(what, Argument) else what.question


def _write(by: Access, verb: str, question: Question) -> Any:
    """The transaction of a change of a question that may be changed."""
    by.fetch("question", question.ref, Action.WRITE)
    return by.change(verb, kind="question", record=question.ref)


def _changed(by: Access, verb: str, question: Question, what: Any, said: dict[str, Any]) -> Any:
    with _write(by, verb, question):
        for name, value in said.items():
            setattr(what, name, value)
        what.save()
    return what
