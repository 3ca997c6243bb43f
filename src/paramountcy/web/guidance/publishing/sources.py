"""
What the rooms have published, each by its own reading of what is public: the sources of the register.

A room that registered its kind itself comes first (groups.publishing_registry); this room speaks for the others.
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from paramountcy.terms.citation import cite
from paramountcy.web.guidance.children.models import Version
from paramountcy.web.guidance.children.reads import public_versions, released
from paramountcy.web.guidance.consultations import reads as consultations
from paramountcy.web.guidance.consultations.models import Stage as ConsultationStage
from paramountcy.web.guidance.drafting.models import Release
from paramountcy.web.guidance.groups.publishing_registry import Published, publishes
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.meetings.models import Stage as NotesStage
from paramountcy.web.guidance.meetings.reads import called, staged, step_to
from paramountcy.web.guidance.meetings.withheld import names_withheld, without
from paramountcy.web.guidance.publishing import reads
from paramountcy.web.guidance.publishing.models import Stage
from paramountcy.web.guidance.recommendations.reads import last_step as response_step
from paramountcy.web.guidance.recommendations.reads import published_reports


def notes() -> Iterator[Published]:
    """Published notes with the day of the meeting, the day they were agreed and the day they were published."""
    rows = Meeting.objects.filter(circle__isnull=True, group__circle__isnull=True, group__publishes=True)
    for one in staged(rows).filter(stage__in=(NotesStage.PUBLISHED, NotesStage.WITHDRAWN)).select_related("group"):
        out, agreed = step_to(one, NotesStage.PUBLISHED), step_to(one, NotesStage.AGREED)
        if out is None:
            continue
        back = step_to(one, NotesStage.WITHDRAWN) if one.stage == NotesStage.WITHDRAWN else None
        yield Published(
            cite("notes", one.ref),
            without(names_withheld(one), f"{called(one)}: {one.group.notes_are_called}"),
            reverse("meetings:public_one", args=[one.ref]),
            out.on,
            group=one.group.name,
            of_day=one.day,
            agreed_on=agreed.on if agreed else None,
            withdrawn_on=back.on if back else None,
            reason=back.corrections if back else "",
        )


def draft_notes() -> Iterator[Published]:
    """Notes that went out as drafts, until they are agreed and published, or taken back."""
    for one in reads.public_drafts():
        if one.withdrawn_on is None and reads.is_superseded(one):
            continue
        yield Published(
            cite("draft-notes", one.ref),
            f"{called(one.meeting)}: draft {one.meeting.group.notes_are_called}",
            reverse("publishing:draft_notes", args=[one.ref]),
            one.on,
            group=one.meeting.group.name,
            of_day=one.meeting.day,
            draft=True,
            withdrawn_on=one.withdrawn_on,
            reason=one.reason,
        )


def documents() -> Iterator[Published]:
    for one in reads.public_documents():
        out, last = reads.step_to(one, *reads.OUT), reads.last_step(one)
        if out is None or last is None:
            continue
        agreed = reads.step_to(one, Stage.AGREED)
        back = last if last.stage == Stage.WITHDRAWN else None
        names = reads.names_of(reads.withheld_now(document=one))
        yield Published(
            cite("published-document", one.ref),
            without(names, one.title),
            reverse("publishing:public_document", args=[one.ref]),
            out.on,
            group=one.group.name if one.group else "",
            of_day=one.of_day,
            agreed_on=agreed.on if agreed else None,
            draft=out.stage == Stage.AS_DRAFT,
            withdrawn_on=back.on if back else None,
            reason=back.reason if back else "",
        )


def asked() -> Iterator[Published]:
    """Consultations that were announced."""
    for one in consultations.public():
        steps = {step.stage: step for step in one.steps.all()}
        back = steps.get(ConsultationStage.WITHDRAWN)
        yield Published(
            cite("consultation", one.ref),
            one.title,
            reverse("consultations:public_one", args=[one.ref]),
            timezone.localdate(steps[ConsultationStage.ANNOUNCED].at),
            group=one.group.name if one.group else "",
            withdrawn_on=timezone.localdate(back.at) if back else None,
            reason=back.words if back else "",
        )


def answered() -> Iterator[Published]:
    """What groups answered to consultations."""
    for one in consultations.public():
        if reply := consultations.reply_out(one):
            yield Published(
                cite("consultation-reply", one.ref),
                f"Response to the consultation: {one.title}",
                f"{reverse('consultations:public_one', args=[one.ref])}#response",
                timezone.localdate(reply.releases.all()[0].at),
                group=one.group.name if one.group else "",
                of_day=one.closes_on,
            )


def responses() -> Iterator[Published]:
    """Responses to reports and their recommendations."""
    for one in published_reports():
        if step := response_step(one):
            yield Published(
                cite("report", one.ref),
                f"Response: {one.title}",
                reverse("recommendations:public_report", args=[one.ref]),
                timezone.localdate(step.at),
                group=one.group.name if one.group else "",
                of_day=one.on,
            )


def guidance() -> Iterator[Published]:
    """Guidance that was published, and what was taken back of it."""
    rows = Release.objects.filter(guidance__circle__isnull=True, guidance__group__circle__isnull=True)
    for one in rows.select_related("guidance__group"):
        yield Published(
            cite("guidance", one.guidance.ref),
            one.guidance.title,
            reverse("drafting:read", args=[one.guidance.ref]),
            one.on,
            group=one.guidance.group.name if one.guidance.group else "",
            withdrawn_on=one.withdrawn_on,
            reason=one.withdrawn_why,
        )


def for_children() -> Iterator[Published]:
    """Versions for children and young people that are out."""
    for version, _ in public_versions():
        if out := released(version):
            yield Published(
                cite("childrens-version", version.ref),
                _title(version),
                reverse("children:public", args=[version.ref]),
                timezone.localdate(out.at),
            )


def _title(version: Version) -> str:
    return f"For children and young people: {version.title}"


def register_all() -> None:
    publishes("notes", "Notes of a meeting", notes)
    publishes("draft-notes", "Draft notes of a meeting", draft_notes)
    publishes("published-document", "Letter or document", documents)
    publishes("consultation", "Consultation", asked)
    publishes("consultation-reply", "Response to a consultation", answered)
    publishes("report", "Response to a report", responses)
    publishes("guidance", "Guidance", guidance)
    publishes("childrens-version", "Version for children and young people", for_children)
