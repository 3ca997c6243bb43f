"""
What is done with actions and decisions: taken on, brought up to date, handed over, looked at for their effect, put and
decided. `put_action` and `put_decision` are for a change that another room has begun, such as reading notes.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from paramountcy.web.access.actions.asked import NotDone, allowed
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action as Doing
from paramountcy.web.access.roles import Duty
from paramountcy.web.guidance.groups.models import Group, Organisation, Person
from paramountcy.web.guidance.meetings.models import Line, Meeting
from paramountcy.web.guidance.meetings.reads import citation_of
from paramountcy.web.guidance.tracker import reads
from paramountcy.web.guidance.tracker.models import (
    LEFT_OPEN,
    Action,
    Decision,
    Effect,
    Outcome,
    Result,
    State,
    Update,
)
from paramountcy.web.guidance.tracker.words import due_in_words, owner_in_words

NOT_YET = "That day has not come: give today or a day before."


def from_line(line: Line) -> dict[str, Any]:
    """What an action or a decision keeps of the line that it comes from."""
    meeting = line.item.meeting
    return {
        "meeting": meeting,
        "item": line.item,
        "line": line,
        "source": citation_of(line),
        "about": line.about or line.item.about,
        "noted_on": meeting.day,
    }


def put_action(*, group: Group, noted_on: date, **said: Any) -> Action:
    """An action, inside a change that has begun. Raises NotDone where nobody owns it."""
    if not (said.get("person") or said.get("organisation") or said.get("owner_words")):
        raise NotDone("Say who owns it: a person, an organisation, or in words.", field="owner_words")
    if said.get("due_on") and said.get("due_group"):
        raise NotDone("Give either a day or a next meeting.", field="due_on")
    return Action.objects.create(group=group, noted_on=noted_on, **said)


def make_action(*, by: Access, group: Group, noted_on: date, **said: Any) -> Action:
    """Somebody took something on."""
    allowed(by, Duty.RUN_GROUPS)
    by.fetch("group", group.ref, Doing.WRITE)
    _not_ahead(by, noted_on, "noted_on")
    with by.change("make action") as lines:
        made = put_action(group=group, noted_on=noted_on, **said)
        lines[0] = lines[0].of("action", made.ref)
    return made


def update(*, by: Access, action: Action, state: str, text: str, on: date) -> Update:
    """What became of an action. Its owner says so, or whoever runs groups."""
    by.fetch("action", action.ref, Doing.WRITE)
    _not_ahead(by, on)
    if state == State.HANDED_OVER:
        raise NotDone("Say whom it is handed over to, on the page for that.", field="state")
    with by.change("update action", kind="action", record=action.ref):
        return Update.objects.create(action=action, state=state, text=text, on=on, by=by.somebody)


def hand_over(
    *,
    by: Access,
    action: Action,
    person: Person | None,
    organisation: Organisation | None,
    owner_words: str,
    text: str,
    on: date,
) -> Update:
    """An action has another owner. Who owned it before stands in its updates."""
    by.fetch("action", action.ref, Doing.WRITE)
    allowed(by, Duty.RUN_GROUPS)
    _not_ahead(by, on)
    if not (person or organisation or owner_words):
        raise NotDone("Say who owns it now: a person, an organisation, or in words.", field="owner_words")
    before = owner_in_words(action, on)
    with by.change("hand over action", kind="action", record=action.ref):
        action.person, action.organisation, action.owner_words = person, organisation, owner_words
        action.save()
        return Update.objects.create(
            action=action, state=State.HANDED_OVER, text=text, on=on, by=by.somebody, owner_before=before,
            owner_after=owner_in_words(action, on),
        )  # fmt: skip


def move_due(
    *, by: Access, action: Action, due_on: date | None, due_group: Group | None, due_words: str, text: str
) -> Update:
    """An action is due at another time. When it was due before stands in its updates; its state stays."""
    by.fetch("action", action.ref, Doing.WRITE)
    allowed(by, Duty.RUN_GROUPS)
    if due_on and due_group:
        raise NotDone("Give either a day or a next meeting.", field="due_on")
    before = due_in_words(reads.one(by, action))
    state = reads.one(by, action).state
    with by.change("move due day", kind="action", record=action.ref):
        action.due_on, action.due_group, action.due_words = due_on, due_group, due_words
        action.save()
        now = due_in_words(reads.dated(Action.objects.filter(pk=action.pk)).get())
        return Update.objects.create(
            action=action,
            state=state,
            text=f"Due {now}, before that: {before}. {text}".strip(),
            on=timezone.localdate(by.at),
            by=by.somebody,
        )


def see_effect(*, by: Access, action: Action, seen: str, text: str, evidence: str, on: date) -> Effect:
    """What came of an action, whether or not it is done."""
    by.fetch("action", action.ref, Doing.WRITE)
    _not_ahead(by, on)
    with by.change("note effect", kind="action", record=action.ref):
        return Effect.objects.create(action=action, seen=seen, text=text, evidence=evidence, on=on, by=by.somebody)


def put_decision(
    *, by: Access, group: Group, question: str, noted_on: date, outcome: dict[str, Any], **said: Any
) -> Decision:
    """A question and its first outcome, inside a change that has begun."""
    made = Decision.objects.create(group=group, question=question, noted_on=noted_on, **said)
    put_outcome(by=by, decision=made, **{"on": noted_on, "meeting": said.get("meeting"), **outcome})
    return made


def put_outcome(*, by: Access, decision: Decision, result: str, on: date, **said: Any) -> Outcome:
    """An outcome of a question, inside a change that has begun. Raises NotDone where a settled question returns."""
    back = said.get("returns_on") or said.get("returns_group")
    if said.get("returns_on") and said.get("returns_group"):
        raise NotDone("Give either a day or a next meeting.", field="returns_on")
    if back and result not in LEFT_OPEN:
        raise NotDone(
            f"What is {Result(result).label} does not return: choose deferred or inconclusive, or leave that empty.",
            field="result",
        )
    return Outcome.objects.create(decision=decision, result=result, on=on, by=by.somebody, **said)


def make_decision(
    *, by: Access, group: Group, question: str, noted_on: date, outcome: dict[str, Any], **said: Any
) -> Decision:
    """A question was put, and what came of it."""
    allowed(by, Duty.RUN_GROUPS)
    by.fetch("group", group.ref, Doing.WRITE)
    _not_ahead(by, noted_on, "noted_on")
    with by.change("make decision") as lines:
        made = put_decision(by=by, group=group, question=question, noted_on=noted_on, outcome=outcome, **said)
        lines[0] = lines[0].of("decision", made.ref)
    return made


def decide(*, by: Access, decision: Decision, on: date, meeting: Meeting | None = None, **said: Any) -> Outcome:
    """A question was put again. What came of it before stays."""
    by.fetch("decision", decision.ref, Doing.WRITE)
    allowed(by, Duty.RUN_GROUPS)
    _not_ahead(by, on)
    last = decision.outcomes.order_by("on", "pk").last()
    if last and on < last.on:
        raise NotDone("There is an outcome of a later day: give that day or one after it.", field="on")
    with by.change("note outcome", kind="decision", record=decision.ref):
        return put_outcome(by=by, decision=decision, on=on, meeting=meeting, **said)


def _not_ahead(by: Access, day: date, field: str = "on") -> None:
    if day > timezone.localdate(by.at):
        raise NotDone(NOT_YET, field=field)
