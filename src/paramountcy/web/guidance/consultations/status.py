"""
How a consultation stands at a moment: read from the clock and from its rows, never written by a job.

It opens as its first day begins in London and closes as its last day ends there, whatever the clocks do that night.
"""

from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from paramountcy.web.guidance.consultations.models import Consultation, Outcome, Response, Stage
from paramountcy.web.guidance.consultations.principles import ANSWERED_WITHIN


class State(StrEnum):
    DRAFT = "draft"
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


WORDS = {
    State.DRAFT: ("Draft", "grey"),
    State.COMING: ("Opens later", "blue"),
    State.OPEN: ("Open", "green"),
    State.CLOSED: ("Closed", "grey"),
    State.ANSWERED: ("Answered", "purple"),
    State.WITHDRAWN: ("Withdrawn", "red"),
}
"""What each is called, and the colour of its tag."""


def state_of(one: Consultation, *, at: datetime) -> State:
    """How a consultation stands at a moment."""
    stages = {step.stage for step in one.steps.all()}
    today = timezone.localdate(at)
    if Stage.WITHDRAWN in stages:
        return State.WITHDRAWN
    if Stage.ANNOUNCED not in stages:
        return State.DRAFT
    if today < one.opens_on:
        return State.COMING
    if today <= one.closes_on:
        return State.OPEN
    return State.ANSWERED if is_answered(one) else State.CLOSED


def is_public(one: Consultation) -> bool:
    """Whether anybody may read of it: announced, and kept to nobody. A withdrawn one stays, and says so."""
    kept = one.circle_id or (one.group.circle_id if one.group else None)
    return kept is None and any(step.stage == Stage.ANNOUNCED for step in one.steps.all())


def is_answered(one: Consultation) -> bool:
    return any(reply.releases.all() for reply in one.replies.all())


def answer_due(one: Consultation) -> date:
    """The day by which the response is to be published."""
    return one.closes_on + ANSWERED_WITHIN


def days_late(one: Consultation, *, at: datetime) -> int:
    """Days since the response was due, 0 where it is not overdue."""
    if state_of(one, at=at) is not State.CLOSED:
        return 0
    return max(0, (timezone.localdate(at) - answer_due(one)).days)


class Held(StrEnum):
    """How a response stands with its moderators."""

    HELD = "held"
    PUBLISHED = "published"
    REDACTED = "redacted"
    COUNTED = "counted"
    WITHHELD = "withheld"


HELD_WORDS = {
    Held.HELD: ("Held for a moderator", "yellow"),
    Held.PUBLISHED: ("Published", "green"),
    Held.REDACTED: ("Published without some words", "green"),
    Held.COUNTED: ("Counted, not published", "blue"),
    Held.WITHHELD: ("Withheld", "grey"),
}


def held(one: Response) -> Held:
    """How a response stands: by the last moderation, nothing without one."""
    last = next(reversed(one.moderations.all()), None)
    if last is None:
        return Held.HELD
    if last.outcome == Outcome.WITHHOLD:
        return Held.COUNTED if last.counted else Held.WITHHELD
    return Held.REDACTED if last.outcome == Outcome.REDACT else Held.PUBLISHED
