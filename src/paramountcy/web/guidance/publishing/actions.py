"""What is done with what is published: agreed, published, withdrawn; names withheld; drafts marked so; dead links."""

from datetime import date
from typing import Any

from django.utils import timezone

from paramountcy.notes.document import NotRead
from paramountcy.notes.reading import read_bytes
from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.groups.models import Person
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.meetings.models import Stage as NotesStage
from paramountcy.web.guidance.meetings.reads import stage_of
from paramountcy.web.guidance.meetings.withheld import to_look_at, without
from paramountcy.web.guidance.publishing import reads
from paramountcy.web.guidance.publishing.models import DeadLink, Document, DraftNotes, Stage, Step, Withheld

KIND = "published-document"
CONFIDENTIAL = "It is confidential, and never published. Take it out of its circle first."
NOT_AGREED = "It is not agreed yet: note the day on which it was agreed, or publish it marked as a draft."


def add_document(*, by: Access, content: bytes = b"", name: str = "", **said: Any) -> Document:
    """A document to publish: words, a PDF or Word file, or an address elsewhere. Raises NotDone for none, or unsafe."""
    allowed(by, Duty.RUN_GROUPS)
    if not (content or said.get("text", "").strip() or said.get("link")):
        raise NotDone("Give its words, a file, or where it stands elsewhere.", field="text")
    said |= _file(content, name)
    with by.change("add document") as lines:
        made = Document.objects.create(**said)
        lines[0] = lines[0].of(KIND, made.ref)
    return made


def _file(content: bytes, name: str) -> dict[str, Any]:
    if not content:
        return {}
    ending = name.rpartition(".")[2].lower()
    if ending not in ("pdf", "docx"):
        raise NotDone("Give a PDF or a Word file (.docx).", field="file")
    try:
        read = read_bytes(content, f"document.{ending}")
    except NotRead as wrong:
        raise NotDone(f"The file was not taken: {wrong}", field="file") from wrong
    return {"content": content, "ending": ending, "file_words": "\n".join(block.text for block in read.blocks)}


def agree(*, by: Access, document: Document, on: date) -> Step:
    """The day on which a document was agreed."""
    by.fetch(KIND, document.ref, Action.WRITE)
    last = reads.last_step(document)
    if last and last.stage in (Stage.AGREED, Stage.PUBLISHED):
        raise NotDone("It is agreed already.")
    if on > timezone.localdate(by.at):
        raise NotDone("That day has not come yet: give today or a day before.", field="on")
    return _step(by, document, Stage.AGREED, on)


def publish(*, by: Access, document: Document, as_draft: bool = False, looked: bool = False) -> Step:
    """
    Make a document public. Raises NotDone for what is confidential; for what is not agreed, unless it is marked as a
    draft; for a file that holds a name to withhold; and until somebody has looked at what might let a child be known.
    """
    by.fetch(KIND, document.ref, Action.WRITE)
    if document.circle_id or (document.group and document.group.circle_id):
        raise NotDone(CONFIDENTIAL)
    last = reads.last_step(document)
    agreed = reads.step_to(document, Stage.AGREED) is not None
    if not agreed and not as_draft:
        raise NotDone(NOT_AGREED, field="as_draft")
    if last and last.stage == Stage.PUBLISHED:
        raise NotDone("It is public already.")
    names = reads.names_of(reads.withheld_now(document=document))
    if without(names, document.file_words) != document.file_words:
        raise NotDone(
            "The file holds a name that is withheld, and words can't be taken out of a file: give another file."
        )
    if (says := reads.to_look_at_in_document(document)) and not looked:
        raise NotDone(" ".join(says), field="looked")
    stage = Stage.PUBLISHED if agreed else Stage.AS_DRAFT
    return _step(by, document, stage, timezone.localdate(by.at), looked=looked)


def withdraw(*, by: Access, document: Document, reason: str) -> Step:
    """Take back what is public. Its place in the register stays, with the day and the reason."""
    by.fetch(KIND, document.ref, Action.WRITE)
    last = reads.last_step(document)
    if last is None or last.stage not in reads.OUT:
        raise NotDone("It is not public, so there is nothing to take back.")
    return _step(by, document, Stage.WITHDRAWN, timezone.localdate(by.at), reason=with_reason(reason))


def _step(by: Access, document: Document, stage: Stage, on: date, **said: Any) -> Step:
    with by.change(f"{stage.value} document", kind=KIND, record=document.ref):
        return Step.objects.create(document=document, stage=stage, on=on, by=by.somebody, at=by.at, **said)


def withhold(
    *,
    by: Access,
    why: str,
    words: str = "",
    person: Person | None = None,
    meeting: Meeting | None = None,
    document: Document | None = None,
) -> Withheld:
    """A name, or other words, that does not leave with what is published of a meeting or a document, from now on."""
    kind, ref = ("meeting", meeting.ref) if meeting else (KIND, document.ref if document else "")
    by.fetch(kind, ref, Action.WRITE)
    if not words.strip() and person is None:
        raise NotDone("Choose somebody, or write the name or words.", field="words")
    with by.change("withhold name", kind=kind, record=ref):
        return Withheld.objects.create(
            meeting=meeting, document=document, words=words.strip(), person=person, why=with_reason(why),
            by=by.somebody, from_at=by.at,
        )  # fmt: skip


def give_back(*, by: Access, withheld: Withheld) -> Withheld:
    """A name is no longer withheld, from now on."""
    by.fetch("withheld-name", withheld.ref, Action.WRITE)
    if withheld.to_at:
        raise NotDone("It is not withheld any more.")
    with by.change("end withholding", kind="withheld-name", record=withheld.ref):
        withheld.to_at = by.at
        withheld.save()
    return withheld


def publish_draft_notes(*, by: Access, meeting: Meeting, looked: bool = False) -> DraftNotes:
    """
    Notes go out before they are agreed, marked as a draft on the page, as they stand now. Raises NotDone where the
    group publishes none, where they are agreed, and until somebody has looked at what might let a child be known.
    """
    by.fetch("meeting", meeting.ref, Action.WRITE)
    if meeting.circle_id or meeting.group.circle_id:
        raise NotDone(CONFIDENTIAL)
    if not meeting.group.publishes:
        raise NotDone("This group does not publish its notes: say so on the group’s page first.")
    if stage_of(meeting) not in (NotesStage.DRAFT, NotesStage.CIRCULATED):
        raise NotDone("There is no draft to publish: the notes are not written, or are agreed already.")
    if (says := to_look_at(meeting)) and not looked:
        raise NotDone(" ".join(says), field="looked")
    with by.change("publish draft notes", kind="meeting", record=meeting.ref):
        for one in DraftNotes.objects.filter(meeting=meeting, withdrawn_on__isnull=True):
            one.withdrawn_on, one.reason = timezone.localdate(by.at), "A later draft took its place."
            one.save()
        return DraftNotes.objects.create(
            meeting=meeting, told=reads.told_of(meeting), on=timezone.localdate(by.at), looked=looked, by=by.somebody
        )


def withdraw_draft_notes(*, by: Access, draft: DraftNotes, reason: str) -> DraftNotes:
    by.fetch("meeting", draft.meeting.ref, Action.WRITE)
    why = with_reason(reason)
    if draft.withdrawn_on:
        raise NotDone("It is taken back already.")
    with by.change("withdraw draft notes", kind="meeting", record=draft.meeting.ref):
        draft.withdrawn_on, draft.reason = timezone.localdate(by.at), why
        draft.save()
    return draft


def add_dead_link(*, by: Access, **said: Any) -> DeadLink:
    """An address outside that leads nowhere any more, and where a copy is kept, if it is."""
    allowed(by, Duty.RUN_GROUPS)
    if DeadLink.objects.filter(address=said["address"]).exists():
        raise NotDone("That address is noted already.", field="address")
    with by.change("add dead link"):
        return DeadLink.objects.create(by=by.somebody, **said)
