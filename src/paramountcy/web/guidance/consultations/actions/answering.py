"""Somebody answers, without signing in. What they send is held for a moderator; from where they sent it, nothing is."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.consultations.models import Answer, Consent, Consultation, Question, Response
from paramountcy.web.guidance.consultations.status import State, is_public, state_of
from paramountcy.web.kit.models import Tracked

KIND = "consultation-response"
CLOSED = "This consultation is not open now, so nothing was sent. What you wrote is still below: you can copy it."
EMPTY = "Answer at least one question."


def respond(
    *, by: Access, consultation: Consultation, answers: Mapping[Question, str], once: str, **said: Any
) -> Response:
    """
    Keep what somebody sent. `by` is nobody, at a moment; `once` is what the form carried: the same again is the same
    response. Raises NotDone where it is not open, or says nothing.
    """
    told = {question: text.strip() for question, text in answers.items() if text.strip()}
    if not is_public(consultation) or state_of(consultation, at=by.at) is not State.OPEN:
        raise NotDone(CLOSED)
    if not told:
        raise NotDone(EMPTY)
    if said["consent"] == Consent.NAMED and said["by_child"]:
        said["consent"] = Consent.UNNAMED
    digest = hashlib.sha256(f"{consultation.ref}{once}".encode()).hexdigest()
    with by.change("respond", kind=KIND) as lines:
        known = Response.objects.filter(once=digest).first()
        made = known or _kept(Response(consultation=consultation, once=digest, sent_at=by.at, **said))
        if known is None:
            for question, text in told.items():
                _kept(Answer(response=made, question=question, text=text))
        lines[0] = replace(lines[0].of(KIND, made.ref), address="")
    return made


def _kept(row: Any) -> Any:
    """Save a row without whoever happens to be signed in beside it: whoever answers is nobody to us."""
    if not isinstance(row, Tracked):
        raise TypeError(f"{type(row).__name__} has no history")
    row.__dict__["_history_user"] = None
    row.save()
    return row
