"""A consultation that has closed, with a response, an event and a reply; kept to a circle it was never announced."""

from datetime import date

from paramountcy.web.guidance.consultations.models import (
    Answer,
    Asked,
    Consultation,
    Document,
    Event,
    Question,
    Reply,
    Response,
    Section,
    Step,
)


def consultation(partnership, circle):
    one = Consultation.objects.create(
        title="Whooper swans", why="To know.", undecided="All of it.", opens_on=date(2026, 1, 5),
        closes_on=date(2026, 2, 1), group=partnership.group, circle=circle,
    )  # fmt: skip
    at = partnership.place.asks(None).at
    Step.objects.create(consultation=one, stage="announced", by=partnership.officer, at=at)
    Asked.objects.create(consultation=one, name="Whooper counters", sector="health")
    section = Section.objects.create(consultation=one, title="Whooper questions")
    Question.objects.create(section=section, number=1, kind="text", text="How many Whooper swans?")
    return one


def response(partnership, one):
    at = partnership.place.asks(None).at
    made = Response.objects.create(
        consultation=one, sector="health", consent="unnamed", once=f"once {one.ref}", sent_at=at, name="Whooper"
    )
    question = Question.objects.get(section__consultation=one)
    Answer.objects.create(response=made, question=question, text="Whooper: nine.")
    return made


def refs(partnership, circle):
    one = consultation(partnership, circle)
    sent = response(partnership, one)
    at = partnership.place.asks(None).at
    section = one.sections.get()
    paper = Document.objects.create(
        consultation=one, title="Whooper counts", content=b"%PDF-", ending="pdf", digest="0", added_on=date(2026, 1, 5)
    )
    event = Event.objects.create(
        consultation=one, title="Whooper watch", host="Whooper watchers", day=date(2026, 1, 9), permission="publish"
    )
    reply = Reply.objects.create(
        consultation=one, version=1, we_asked="Whooper?", you_said="Nine.", we_did="We counted.",
        by=partnership.officer, at=at,
    )  # fmt: skip
    of_one = (
        "public_one", "respond", "consultation", "change", "add_asked", "add_section", "add_document", "announce",
        "dates", "why_late", "withdraw", "add_event", "write_reply",
    )  # fmt: skip
    return dict.fromkeys(of_one, one.ref) | {
        "thanks": sent.ref, "response": sent.ref, "moderate": sent.ref, "add_question": section.ref,
        "drop_question": section.questions.get().ref, "withdraw_document": paper.ref, "add_feedback": event.ref,
        "publish_reply": reply.ref, "principle": {"ref": one.ref, "key": "clear"},
        "file": {"ref": one.ref, "kind": "json"}, "public_file": {"ref": one.ref, "kind": "json"},
        "document": {"ref": one.ref, "paper": paper.ref},
    }  # fmt: skip


ONLY_POST = ()
