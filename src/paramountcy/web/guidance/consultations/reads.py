"""What the pages of consultations need: one function a question."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from paramountcy.terms.citation import Citation
from paramountcy.web.access.asking import Access
from paramountcy.web.access.reads import Waits
from paramountcy.web.access.roles import Duty
from paramountcy.web.guidance.children.adult import AdultText, Part
from paramountcy.web.guidance.consultations.models import (
    Answer,
    Consultation,
    Moderation,
    Principle,
    Question,
    Reply,
    Response,
    Section,
    Stage,
)
from paramountcy.web.guidance.consultations.principles import Rule, rules
from paramountcy.web.guidance.consultations.status import Held, days_late, held, is_public
from paramountcy.web.guidance.groups.disclosures import Passage


def whole(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Consultations with all that their state is read from."""
    return rows.select_related("group", "circle").prefetch_related("steps", "replies__releases", "asked", "documents")


def consultations(by: Access) -> QuerySet[Any]:
    return whole(by.readable("consultation"))


def public() -> QuerySet[Any]:
    """What anybody may read of: announced, and kept to nobody."""
    rows = Consultation.objects.filter(circle__isnull=True, group__circle__isnull=True, steps__stage=Stage.ANNOUNCED)
    return whole(rows.distinct())


def public_one(ref: str) -> Consultation | None:
    return public().filter(ref=ref).first()


def sections(one: Consultation) -> list[Section]:
    """The sections of a consultation with their questions, those taken out left out."""
    there = Question.objects.filter(dropped_on__isnull=True)
    return list(one.sections.prefetch_related(Prefetch("questions", queryset=there)))


def questions(one: Consultation) -> QuerySet[Question]:
    return Question.objects.filter(section__consultation=one, dropped_on__isnull=True).order_by("number")


def responses(one: Consultation) -> list[Any]:
    """All responses with what was decided of each; for those who moderate, and for counting."""
    rows = Response.objects.filter(consultation=one).select_related("asked")
    return list(
        rows.prefetch_related(
            Prefetch("moderations", queryset=Moderation.objects.prefetch_related("redactions")),
            Prefetch("answers", queryset=Answer.objects.select_related("question")),
        )
    )


def published_text(response: Response, answer: Answer) -> str:
    """An answer as it is published, "" where it is not."""
    if held(response) not in (Held.PUBLISHED, Held.REDACTED):
        return ""
    last = list(response.moderations.all())[-1]
    changed = {one.answer_id: one.text for one in last.redactions.all()}
    return changed.get(answer.pk, answer.text)


def reply_out(one: Consultation) -> Reply | None:
    """The version of the reply that is public: the latest that was released."""
    out = [reply for reply in one.replies.all() if reply.releases.all()]
    return out[-1] if out else None


def principles(one: Consultation) -> list[tuple[Rule, Principle | None]]:
    """Each principle with the last that was said of it, None where nothing was."""
    said = {row.key: row for row in one.principles.select_related("by")}
    return [(rule, said.get(rule.key)) for rule in rules()]


def to_moderate(by: Access) -> int:
    return by.readable("consultation-response").filter(moderations__isnull=True).count()


def waiting(by: Access) -> Iterator[Waits]:
    """What waits for those who run groups: responses to look at, and answers that are overdue."""
    if not by.may_do(Duty.RUN_GROUPS):
        return
    yield Waits(to_moderate(by), "to look at: responses to consultations", "consultations:queue")
    late = overdue(by)
    yield Waits(
        len(late), "to answer: consultations that have closed", "consultations:consultations",
        f"The response was due within 12 weeks, and is {_days(max(late))} late." if late else "",
    )  # fmt: skip


def _days(number: int) -> str:
    return f"{number} {'day' if number == 1 else 'days'}"


def overdue(by: Access) -> list[int]:
    """Of each consultation whose response is overdue, by how many days."""
    rows = consultations(by).filter(Q(closes_on__lt=timezone.localdate(by.at)), steps__stage=Stage.ANNOUNCED)
    return [days for one in rows.distinct() if (days := days_late(one, at=by.at))]


def passage(response: Response) -> Passage:
    """A response as it is handed to those on duty: all of it, whatever it may be published as."""
    answers = response.answers.select_related("question")
    lines = [f"{one.question.number}. {one.question.text}\n{one.text}" for one in answers]
    about = [response.name, response.organisation, "under 18" if response.by_child else ""]
    return Passage(
        f"A response to the consultation: {response.consultation.title}"[:200],
        "\n\n".join(lines),
        "; ".join(part for part in (*about, response.contact) if part),
        response.sent_at,
    )


def adult_text(by: Access | None, cited: Citation) -> AdultText | None:
    """The reply as the text that a version for children is made of."""
    rows = whole(by.readable("consultation") if by else Consultation.objects.all())
    one = rows.filter(ref=cited.steps[0]).first()
    if one is None or (by is None and not is_public(one)):
        return None
    reply = reply_out(one) if by is None else one.replies.order_by("version").last()
    if reply is None:
        return None
    parts = (
        Part("we-asked", "We asked", reply.we_asked),
        Part("you-said", "You said", reply.you_said),
        Part("we-did", "We did", reply.we_did, must=True),
    )
    return AdultText(one.title, parts, circle=one.circle, group=one.group)
