"""
Consultations as a demo has them: one that is open, with answers at every stage and an event, one of them handed over to
those on duty; and one that closed long ago, whose response is overdue.
"""

from datetime import date, timedelta

from django.utils import timezone

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.consultations.actions import answering, hearing, making, moderating
from paramountcy.web.guidance.consultations.models import (
    Consent,
    Consultation,
    Outcome,
    Permission,
    Question,
    QuestionKind,
    Response,
)
from paramountcy.web.guidance.groups.models import Group, Sector
from paramountcy.web.guidance.worries.actions import hand_over

TITLE = "What should be counted here, and what in every area?"
ASKED = (
    ("Health visitors", Sector.HEALTH),
    ("General practitioners", Sector.HEALTH),
    ("School nurses", Sector.HEALTH),
    ("Ambulance crews", Sector.HEALTH),
    ("Social workers", Sector.LOCAL_AUTHORITY),
    ("Teachers", Sector.EDUCATION),
    ("Youth workers", Sector.VOLUNTARY),
)
ASKS = (
    ("What should every area count in the same way?", QuestionKind.TEXT, ""),
    ("What should be left to each area?", QuestionKind.TEXT, ""),
    ("Is the list of today too long?", QuestionKind.YES_NO, ""),
    ("What would help you most?", QuestionKind.MANY, "How we compare\nHow it changes\nWhat children say"),
)
SAID = (
    ("Health visitors", "Waits for a first visit.", "How visits are shared out.", "Yes", "How it changes"),
    ("Teachers", "Whether a child was told what happens next.", "", "No", "What children say"),
    ("Social workers", "Re-referrals within a year.", "Caseloads, by team.", "Yes", "How we compare\nHow it changes"),
)
WORRIES = "My friend is scared to go home at the weekend and nobody asks her."


def imagine(by: Access) -> None:
    """Make both consultations, of the first group that there is, or of the partnership."""
    today = timezone.localdate(by.at)
    group = by.readable("group").order_by("pk").first()
    one = _announced(by, TITLE, today - timedelta(days=10), group)
    for name, *words in SAID:
        _answered(by, one, name, words)
    responses = list(Response.objects.filter(consultation=one).order_by("pk"))
    for sent in responses[:2]:
        moderating.moderate(by=by, response=sent, outcome=Outcome.PUBLISH)
    worry = _answered(by, one, "", [WORRIES, "", "", "What children say"])
    hand_over(by=by, kind="consultation-response", ref=worry.ref)
    event = hearing.add_event(
        by=by, consultation=one, title="Forum of practice nurses", host="Practice nurses’ network",
        day=today - timedelta(days=3), permission=Permission.PUBLISH, official=None,
        came={Sector.HEALTH: 31, Sector.VOLUNTARY: 4},
    )  # fmt: skip
    first = Question.objects.filter(section__consultation=one).order_by("number").first()
    hearing.add_feedback(by=by, event=event, question=first, text="Count how long a family waits, not how many forms.")
    _announced(by, "How should families be asked for their views?", today - timedelta(days=120), group)


def _announced(by: Access, title: str, opens_on: date, group: Group | None) -> Consultation:
    one = making.make(
        by=by, title=title, group=group, opens_on=opens_on, closes_on=opens_on + timedelta(days=21),
        why="To compare ourselves, to get better, and to say what we do.",
        undecided="Which figures are kept. Nothing is decided before the responses have been read.",
    )  # fmt: skip
    section = making.add_section(by=by, consultation=one, title="What is counted")
    for text, kind, choices in ASKS:
        making.add_question(by=by, section=section, kind=kind, text=text, choices=choices)
    for name, sector in ASKED:
        making.add_asked(by=by, consultation=one, name=name, sector=sector)
    making.announce(by=by, consultation=one)
    return one


def _answered(by: Access, one: Consultation, name: str, words: list[str]) -> Response:
    nobody = Access(None, at=by.at, request=by.request, address="")
    asked = one.asked.filter(name=name).first()
    questions = Question.objects.filter(section__consultation=one).order_by("number")
    return answering.respond(
        by=nobody, consultation=one, answers=dict(zip(questions, words, strict=True)), once=f"the demo: {name}",
        asked=asked, sector=asked.sector if asked else Sector.CHILDREN, by_child=not asked, consent=Consent.UNNAMED,
    )  # fmt: skip
