"""What was heard at events: who came, from which sectors, and what they said to each question."""

from collections.abc import Mapping
from typing import Any

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action
from paramountcy.web.guidance.consultations.models import Attended, Consultation, Event, Feedback, Question
from paramountcy.web.guidance.consultations.status import State, state_of
from paramountcy.web.guidance.groups.identity import kinds_found

KIND = "consultation"


def add_event(*, by: Access, consultation: Consultation, came: Mapping[str, int], **said: Any) -> Event:
    """An event at which people were asked. `came` is how many from each sector."""
    by.fetch(KIND, consultation.ref, Action.WRITE)
    if state_of(consultation, at=by.at) in (State.ANSWERED, State.WITHDRAWN):
        raise NotDone("The consultation is over: what is heard now can't be taken into its response.")
    if not any(came.values()):
        raise NotDone("Say how many came, from at least one sector.")
    with by.change("add event", kind=KIND, record=consultation.ref):
        made = Event.objects.create(consultation=consultation, **said)
        for sector, number in came.items():
            if number:
                Attended.objects.create(event=made, sector=sector, number=number)
    return made


def add_feedback(*, by: Access, event: Event, question: Question | None, text: str, looked: bool = False) -> Feedback:
    """
    What was said to a question, or to none. Raises NotDone until somebody has looked at what might let a child be
    known.
    """
    by.fetch(KIND, event.consultation.ref, Action.WRITE)
    if (found := kinds_found([text], from_outside=True)) and not looked:
        raise NotDone(
            f"There is what looks like {' and '.join(found)} in it. Take it out, or say that you have looked, and that "
            "no child could be known by it.",
            field="looked",
        )
    with by.change("add feedback", kind=KIND, record=event.consultation.ref):
        return Feedback.objects.create(event=event, question=question, text=text, looked=looked)
