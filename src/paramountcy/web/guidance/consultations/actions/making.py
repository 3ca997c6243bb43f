"""A consultation is made, filled with questions, announced, put to other dates, and withdrawn."""

import hashlib
from datetime import date
from typing import Any

from django.utils import timezone

from paramountcy.notes.document import NotRead
from paramountcy.notes.reading import read_bytes
from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.consultations.models import (
    Asked,
    Consultation,
    Document,
    Principle,
    Question,
    QuestionKind,
    Section,
    Stage,
    Step,
)
from paramountcy.web.guidance.consultations.principles import rules
from paramountcy.web.guidance.consultations.status import State, state_of
from paramountcy.web.guidance.groups.identity import kinds_found

KIND = "consultation"
IS_OUT = "It is announced, and its questions stand as people read them: make another consultation instead."
ENDINGS = ("pdf", "docx")


def make(*, by: Access, **said: Any) -> Consultation:
    """A consultation, as a draft that only its group and those who run groups see."""
    allowed(by, Duty.RUN_GROUPS)
    _in_order(said["opens_on"], said["closes_on"])
    with by.change("make consultation") as lines:
        made = Consultation.objects.create(**said)
        lines[0] = lines[0].of(KIND, made.ref)
    return made


def change(*, by: Access, consultation: Consultation, **said: Any) -> Consultation:
    """Change a draft. What has been announced keeps its words; its dates change with `change_dates`."""
    _draft(by, consultation)
    _in_order(said.get("opens_on", consultation.opens_on), said.get("closes_on", consultation.closes_on))
    with by.change("change consultation", kind=KIND, record=consultation.ref):
        for name, value in said.items():
            setattr(consultation, name, value)
        consultation.save()
    return consultation


def add_asked(*, by: Access, consultation: Consultation, name: str, sector: str) -> Asked:
    """Those who are expected to answer. May be added while it is open too: somebody was forgotten."""
    by.fetch(KIND, consultation.ref, Action.WRITE)
    if consultation.asked.filter(name__iexact=name.strip()).exists():
        raise NotDone("They are asked already.", field="name")
    with by.change("add asked", kind=KIND, record=consultation.ref):
        return Asked.objects.create(consultation=consultation, name=name.strip(), sector=sector)


def add_section(*, by: Access, consultation: Consultation, title: str, says: str = "") -> Section:
    _draft(by, consultation)
    with by.change("add section", kind=KIND, record=consultation.ref):
        return Section.objects.create(consultation=consultation, title=title, says=says)


def add_question(*, by: Access, section: Section, kind: str, text: str, hint: str = "", choices: str = "") -> Question:
    """A question, with the next number. Raises NotDone for a list with fewer than two to choose from."""
    consultation = section.consultation
    _draft(by, consultation)
    listed = kind in (QuestionKind.ONE, QuestionKind.MANY)
    options = [line.strip() for line in choices.splitlines() if line.strip()]
    if listed and len(set(options)) < 2:
        raise NotDone("Give at least two choices that differ, each on a line of its own.", field="choices")
    if len(options) != len(set(options)):
        raise NotDone("Two of the choices are the same: take one out.", field="choices")
    with by.change("add question", kind=KIND, record=consultation.ref):
        last = Question.objects.filter(section__consultation=consultation).order_by("number").last()
        return Question.objects.create(
            section=section, number=last.number + 1 if last else 1, kind=kind, text=text, hint=hint,
            choices="\n".join(options) if listed else "",
        )  # fmt: skip


def drop_question(*, by: Access, question: Question) -> Question:
    """Take a question out of a draft. Its number is not given again."""
    _draft(by, question.section.consultation)
    with by.change("drop question", kind=KIND, record=question.section.consultation.ref):
        question.dropped_on = timezone.localdate(by.at)
        question.save()
    return question


def add_document(*, by: Access, consultation: Consultation, title: str, content: bytes, name: str) -> Document:
    """
    A PDF or a Word file to read. Raises NotDone for any other, for one that can't be opened safely, and for one in
    which a child might be known.
    """
    by.fetch(KIND, consultation.ref, Action.WRITE)
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        raise NotDone("Give a PDF or a Word file (.docx).", field="file")
    try:
        document = read_bytes(content, f"document.{ending}")
    except NotRead as wrong:
        raise NotDone(f"The file was not taken: {wrong}", field="file") from wrong
    if found := kinds_found(block.text for block in document.blocks):
        raise NotDone(
            f"There is what looks like {' and '.join(found)} in it: take out of the file what might let a child be "
            "known, and give it again.",
            field="file",
        )
    with by.change("add document", kind=KIND, record=consultation.ref):
        return Document.objects.create(
            consultation=consultation, title=title, content=content, ending=ending,
            digest=hashlib.sha256(content).hexdigest(), added_on=timezone.localdate(by.at),
        )  # fmt: skip


def withdraw_document(*, by: Access, document: Document) -> Document:
    by.fetch(KIND, document.consultation.ref, Action.WRITE)
    with by.change("withdraw document", kind=KIND, record=document.consultation.ref):
        document.withdrawn_on = timezone.localdate(by.at)
        document.save()
    return document


def keep_principle(*, by: Access, consultation: Consultation, key: str, kept: bool, words: str) -> Principle:
    """How a principle was kept, or why not."""
    by.fetch(KIND, consultation.ref, Action.WRITE)
    if key not in {rule.key for rule in rules()}:
        raise NotDone("There is no such principle.")
    with by.change("keep principle", kind=KIND, record=consultation.ref):
        return Principle.objects.create(
            consultation=consultation, key=key, kept=kept, words=words, by=by.somebody, at=by.at
        )


def announce(*, by: Access, consultation: Consultation) -> Step:
    """
    Make it public: it opens and closes by itself. Raises NotDone where it is kept to a circle, has no question, says
    nobody who is asked, or has ended before it began.
    """
    _draft(by, consultation)
    kept = consultation.circle_id or (consultation.group.circle_id if consultation.group else None)
    if kept:
        raise NotDone(
            "It is kept to a circle, and what is announced anybody may read. Take it out of the circle first."
        )
    if not Question.objects.filter(section__consultation=consultation, dropped_on__isnull=True).exists():
        raise NotDone("It asks nothing yet: add a section and a question.")
    if not consultation.asked.exists():
        raise NotDone("Say who is asked, so that it can be seen who did not answer.")
    return _step(by, consultation, "announce", Stage.ANNOUNCED)


def change_dates(
    *, by: Access, consultation: Consultation, opens_on: date, closes_on: date, reason: str
) -> Consultation:
    """Other dates for what is announced, with why: both stay readable, and the change is public."""
    by.fetch(KIND, consultation.ref, Action.WRITE)
    if state_of(consultation, at=by.at) in (State.ANSWERED, State.WITHDRAWN):
        raise NotDone("It is over, and its dates stand.")
    _in_order(opens_on, closes_on)
    why = with_reason(reason)
    before = f"It was {_days(consultation.opens_on, consultation.closes_on)} and is {_days(opens_on, closes_on)}."
    with by.change("change dates", kind=KIND, record=consultation.ref):
        consultation.opens_on, consultation.closes_on = opens_on, closes_on
        consultation.save()
        Step.objects.create(
            consultation=consultation, stage=Stage.DATES, words=f"{before} {why}", by=by.somebody, at=by.at
        )
    return consultation


def say_why_late(*, by: Access, consultation: Consultation, reason: str) -> Step:
    """Why the response is not published in time: public beside the flag."""
    by.fetch(KIND, consultation.ref, Action.WRITE)
    return _step(by, consultation, "say why late", Stage.LATE, with_reason(reason))


def withdraw(*, by: Access, consultation: Consultation, reason: str) -> Step:
    """Nobody may answer any more. Its page stays, and says why."""
    by.fetch(KIND, consultation.ref, Action.WRITE)
    if state_of(consultation, at=by.at) in (State.DRAFT, State.WITHDRAWN):
        raise NotDone("It is not announced, so there is nothing to withdraw.")
    return _step(by, consultation, "withdraw consultation", Stage.WITHDRAWN, with_reason(reason))


def _step(by: Access, consultation: Consultation, verb: str, stage: Stage, words: str = "") -> Step:
    with by.change(verb, kind=KIND, record=consultation.ref):
        return Step.objects.create(consultation=consultation, stage=stage, words=words, by=by.somebody, at=by.at)


def _draft(by: Access, consultation: Consultation) -> None:
    by.fetch(KIND, consultation.ref, Action.WRITE)
    if state_of(consultation, at=by.at) is not State.DRAFT:
        raise NotDone(IS_OUT)


def _in_order(opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        raise NotDone("Its last day is before its first: give a later one.", field="closes_on")


def _days(first: date, last: date) -> str:
    return f"open from {first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
