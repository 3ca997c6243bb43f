"""
What is done with notes that were read: a file taken in, and each of its facts accepted, corrected or refused.

Nothing of it changes a meeting, a person or the action log: that is `taking.take_over`, and a press of its own.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from paramountcy import __version__
from paramountcy.notes.document import Document, NotRead
from paramountcy.notes.meeting import shape
from paramountcy.notes.meeting.read import meeting_of
from paramountcy.notes.reading import read_bytes
from paramountcy.web.access.actions.asked import NotDone, allowed
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action as Doing
from paramountcy.web.access.roles import Duty
from paramountcy.web.guidance.groups.models import Circle, Group, Person
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.reading import reads
from paramountcy.web.guidance.reading.facts import Section, facts_of, key
from paramountcy.web.guidance.reading.models import ACCEPTED, Certainty, Extraction, Fact, SourceDocument, Status

ATTENDANCE = "attendance"
SINGLE_NAME = 200


def take_file(
    *, by: Access, content: bytes, name: str, group: Group | None = None, circle: Circle | None = None
) -> tuple[SourceDocument, bool]:
    """
    Read a file of notes and propose its facts; whether it is new. A file that is here already is only found again; one
    of a meeting whose notes were read before corrects those. Raises NotDone with the sentence where it can't be read.
    """
    allowed(by, Duty.RUN_GROUPS)
    try:
        document = read_bytes(content, name)
        if document.kind == ATTENDANCE:
            raise NotRead("it is a list of who joined a call, and no notes: note attendance on the page of a meeting.")
        meeting = meeting_of(document)
    except NotRead as wrong:
        raise NotDone(f"The file could not be read: {wrong}", field="file") from wrong
    known = reads.documents(by).filter(digest=document.digest).first()
    if known:
        return known, False
    group = group or reads.group_named(by, meeting.group.value if meeting.group else "")
    day = meeting.day.value if meeting.day else None
    earlier = _earlier(by, group, meeting.group.value if meeting.group else "", day)
    with by.change("read notes") as lines:
        made = SourceDocument.objects.create(
            name=name[-SINGLE_NAME:],
            content=content,
            digest=document.digest,
            kind=document.kind,
            text=document.text,
            blocks=[[one.start, one.start + len(one.text), one.page] for one in document.blocks],
            by=by.somebody,
            at=by.at,
            group=group or (earlier.group if earlier else None),
            meeting=_meeting_of(by, earlier, group, day),
            follows=earlier,
            circle=circle or (earlier.circle if earlier else None),
        )
        _propose(by, made, document, meeting, reads.latest(earlier) if earlier else None)
        lines[0] = lines[0].of("source_document", made.ref)
    return made, True


def read_again(*, by: Access, document: SourceDocument) -> Extraction:
    """Read a file anew, as with a later version of the reader. What somebody settled stays, where it says the same."""
    by.fetch("source_document", document.ref, Doing.WRITE)
    read = read_bytes(bytes(document.content), document.name)
    with by.change("read notes again", kind="source_document", record=document.ref):
        return _propose(by, document, read, meeting_of(read), reads.latest(document))


def _earlier(by: Access, group: Group | None, named: str, day: date | None) -> SourceDocument | None:
    """The file read last of the same meeting: of the same group and day."""
    if day is None:
        return None
    for one in reads.documents(by).order_by("-pk"):
        facts = reads.by_path(reads.latest(one))
        same_day = "day" in facts and facts["day"].now["value"] == day.isoformat()
        its_name = facts["group"].now["value"] if "group" in facts else ""
        same_group = (group and one.group_id == group.pk) or (named and key(its_name) == key(named))
        if same_day and same_group:
            return one
    return None


def _meeting_of(by: Access, earlier: SourceDocument | None, group: Group | None, day: date | None) -> Meeting | None:
    """The meeting that is here already: that of the earlier file, or the group's on that day."""
    if earlier and earlier.meeting:
        return earlier.meeting
    if group is None or day is None:
        return None
    rows = by.readable("meeting").filter(group=group, day=day, cancelled_on__isnull=True)
    found: Meeting | None = rows.order_by("pk").first()
    return found


def _propose(
    by: Access, document: SourceDocument, read: Document, meeting: shape.Meeting, before: Extraction | None
) -> Extraction:
    """The facts of a reading. What was settled in the reading before stays settled where it reads the same now."""
    made = Extraction.objects.create(
        document=document,
        reader=__version__,
        at=by.at,
        by=by.somebody,
        known=bool(meeting.layouts),
        look_at=[*read.warnings, *(one.text for one in meeting.notices)],
    )
    known = reads.by_path(before) if before else {}
    for order, one in enumerate(facts_of(meeting)):
        old = known.get(one.path)
        span = one.fact.span
        fact = Fact(
            extraction=made,
            section=one.section,
            kind=one.kind,
            path=one.path,
            order=order,
            value=one.value,
            start=span.start if span else None,
            end=span.end if span else None,
            page=span.page if span else None,
            confidence=Certainty(str(one.fact.confidence)),
            before=old,
        )
        if old:
            fact.taken, fact.became, fact.same_as = old.taken, old.became, old.same_as
            if old.value == one.value:
                fact.status, fact.settled, fact.by, fact.at = old.status, old.settled, old.by, old.at
        fact.save()
    return made


# --- Fact by fact


def accept(*, by: Access, fact: Fact, same_as: Person | None = None, new: bool = False) -> Fact:
    """A fact is so. For somebody whose name is known, who says so says too whether it is them, or somebody new."""
    _may(by, fact)
    if fact.kind == "person" and not same_as and not new and reads.known_as(fact.now["name"]):
        raise NotDone("Somebody here has that name: say whether it is them, or somebody new.")
    fact.same_as = same_as
    return _settle(by, fact, Status.CORRECTED if fact.settled is not None else Status.CONFIRMED)


def correct(*, by: Access, fact: Fact, value: dict[str, Any], same_as: Person | None = None) -> Fact:
    """A fact is otherwise. What was read stays beside it; a correction to what was read is an acceptance of it."""
    _may(by, fact)
    unchanged = {**fact.value, **value} == fact.value
    fact.settled = None if unchanged else {**fact.now, **value}
    fact.same_as = same_as
    return _settle(by, fact, Status.CONFIRMED if unchanged else Status.CORRECTED)


def reject(*, by: Access, fact: Fact) -> Fact:
    """It is none: the reading was wrong."""
    _may(by, fact)
    if fact.became:
        raise NotDone("This was taken over already: change it where it is now.")
    return _settle(by, fact, Status.REJECTED)


def reopen(*, by: Access, fact: Fact) -> Fact:
    """It is to be looked at again."""
    _may(by, fact)
    return _settle(by, fact, Status.PROPOSED)


def accept_certain(*, by: Access, document: SourceDocument, section: Section) -> int:
    """
    Accept what is certain in one section, and give how many that were. Not what differs from an earlier reading, and
    nobody whose name is known: each of these is asked.
    """
    by.fetch("source_document", document.ref, Doing.WRITE)
    facts = reads.certain(document, section)
    with by.change(f"accept {section}", kind="source_document", record=document.ref):
        for fact in facts:
            _set(by, fact, Status.CONFIRMED)
    return len(facts)


def _may(by: Access, fact: Fact) -> None:
    by.fetch("source_document", fact.extraction.document.ref, Doing.WRITE)


def _settle(by: Access, fact: Fact, status: Status) -> Fact:
    document = fact.extraction.document
    with by.change(f"{status.label} fact"[:30], kind="source_document", record=document.ref):
        return _set(by, fact, status)


def _set(by: Access, fact: Fact, status: Status) -> Fact:
    fact.status, fact.by, fact.at = status, by.somebody, by.at
    if status == Status.PROPOSED:
        fact.by = fact.at = None
    fact.save()
    return fact


def accepted(facts: Iterable[Fact]) -> list[Fact]:
    return [one for one in facts if one.status in ACCEPTED]
