"""What the register and its pages need: one function a question."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from paramountcy.web.access.asking import Access
from paramountcy.web.access.reads import Waits
from paramountcy.web.access.roles import Duty
from paramountcy.web.guidance.groups.identity import kinds_found
from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.groups.publishing_registry import SOURCES, Published, Source
from paramountcy.web.guidance.meetings import withheld
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.meetings.models import Stage as NotesStage
from paramountcy.web.guidance.meetings.out import told
from paramountcy.web.guidance.meetings.reads import staged
from paramountcy.web.guidance.publishing.models import Document, DraftNotes, Stage, Step, Withheld

OUT = (Stage.PUBLISHED, Stage.AS_DRAFT)


# --- The register


def register(*, withdrawn: bool = False) -> list[tuple[Source, Published]]:
    """All that was published and may be read now, or all that was withdrawn: the latest first."""
    found = [(source, one) for source in SOURCES.values() for one in source.find()]
    kept = [(source, one) for source, one in found if (one.withdrawn_on is not None) == withdrawn]
    return sorted(kept, key=lambda pair: (_last_day(pair[1]), pair[1].title), reverse=True)


def _last_day(one: Published) -> date:
    return one.withdrawn_on or one.published_on


def narrowed(
    rows: Iterable[tuple[Source, Published]], *, kind: str = "", year: str = "", words: str = ""
) -> list[tuple[Source, Published]]:
    """Those of a kind, of a year of publication, and whose title or group holds each of these words."""
    asked = words.casefold().split()
    return [
        (source, one)
        for source, one in rows
        if (not kind or source.kind == kind)
        and (not year or str(one.published_on.year) == year)
        and all(word in f"{one.title} {one.group} {source.words}".casefold() for word in asked)
    ]


def entry(kind: str, ref: str) -> Published | None:
    """What stands in the register under a kind and a reference: what may be read now before what was withdrawn."""
    source = SOURCES.get(kind)
    rows = [one for one in source.find() if one.ref == ref] if source else []
    return min(rows, key=lambda one: (one.withdrawn_on is not None, -_last_day(one).toordinal()), default=None)


# --- Names that are withheld, and what might let a child be known


def withheld_now(*, meeting: Meeting | None = None, document: Document | None = None) -> QuerySet[Any]:
    rows = Withheld.objects.filter(to_at__isnull=True).select_related("person", "by")
    return rows.filter(meeting=meeting) if meeting else rows.filter(document=document)


def names_of(rows: Iterable[Withheld]) -> list[str]:
    """The words to take out, the longest first."""
    found = {words for one in rows for words in (one.words, one.person.name if one.person else "") if words.strip()}
    return sorted(found, key=len, reverse=True)


def names_of_meeting(meeting: Meeting) -> list[str]:
    return names_of(withheld_now(meeting=meeting))


def told_of(meeting: Meeting) -> dict[str, Any]:
    """What the notes of a meeting say in public, with the names that are withheld left out."""
    names = withheld.names_withheld(meeting)
    words = told.notes(meeting, Circle.objects.none(), on=meeting.day)
    found: dict[str, Any] = told.plainly(words, lambda text: withheld.without(names, text))
    return found


def to_look_at_in_notes(meeting: Meeting) -> list[str]:
    """What somebody must look at before the notes of a meeting are published, in sentences."""
    return _sentences(withheld.names_withheld(meeting), words_of_notes(meeting))


def to_look_at_in_document(document: Document) -> list[str]:
    """The same of a document."""
    return _sentences(names_of(withheld_now(document=document)), words_of_document(document))


def words_of_notes(meeting: Meeting) -> list[str]:
    """All that would be public of the notes of a meeting, without the names that are withheld."""
    return list(_words_in(told_of(meeting)))


def words_of_document(document: Document) -> list[str]:
    names = names_of(withheld_now(document=document))
    told_in = (document.title, document.text, document.file_words, document.issued_by)
    return [withheld.without(names, text) for text in told_in]


def left_of(rows: Iterable[Withheld], words: Sequence[str]) -> dict[int, str]:
    """Which parts of each withheld name still stand in these words, by the number of its row: Marsh (twice)."""
    found = {}
    for one in rows:
        left = withheld.left_of(next(iter(names_of([one])), ""), "\n".join(words))
        if left:
            found[one.pk] = ", ".join(f"{part} ({often(number)})" for part, number in left.items())
    return found


def often(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _sentences(names: Sequence[str], words: Sequence[str]) -> list[str]:
    found = []
    if kinds := kinds_found(words):
        found.append(
            f"There is what looks like {' and '.join(kinds)} in it. Take it out, or say that you have looked, and that "
            "no child could be known by it."
        )
    if number := sum(sum(withheld.left_of(name, "\n".join(words)).values()) for name in names):
        found.append(
            f"A part of a name that is withheld still stands in it {often(number)}, such as a surname alone. Withhold "
            "that too, or say that you have looked."
        )
    return found


def _words_in(what: Any) -> Iterator[str]:
    if isinstance(what, str):
        yield what
    elif isinstance(what, dict):
        for one in what.values():
            yield from _words_in(one)
    elif isinstance(what, list | tuple):
        for one in what:
            yield from _words_in(one)


# --- Documents


def documents(by: Access) -> QuerySet[Any]:
    return by.readable("published-document").select_related("group", "circle").prefetch_related("steps")


def last_step(one: Document) -> Step | None:
    return next(reversed(one.steps.all()), None)


def step_to(one: Document, *stages: str) -> Step | None:
    """The last step to any of these stages."""
    return next((step for step in reversed(one.steps.all()) if step.stage in stages), None)


def public_documents() -> QuerySet[Any]:
    rows = Document.objects.filter(circle__isnull=True, group__circle__isnull=True)
    return rows.select_related("group").prefetch_related("steps")


def public_document(ref: str) -> Document | None:
    """A document that anybody may read now."""
    one = public_documents().filter(ref=ref).first()
    step = last_step(one) if one else None
    return one if step and step.stage in OUT else None


def public_drafts() -> QuerySet[Any]:
    """Drafts of notes that went out, of meetings that are kept to nobody, of groups that publish."""
    rows = DraftNotes.objects.filter(
        meeting__circle__isnull=True, meeting__group__circle__isnull=True, meeting__group__publishes=True
    )
    return rows.select_related("meeting__group")


def is_superseded(one: DraftNotes) -> bool:
    """Whether the notes themselves are published, so that nobody need read the draft."""
    return staged(Meeting.objects.filter(pk=one.meeting_id)).filter(stage=NotesStage.PUBLISHED).exists()


# --- What waits


def notes_to_publish(by: Access) -> QuerySet[Any]:
    """Meetings whose notes are agreed, of groups that publish, and not published."""
    rows = by.readable("meeting").filter(circle__isnull=True, group__circle__isnull=True, group__publishes=True)
    return staged(rows).filter(stage=NotesStage.AGREED).select_related("group").order_by("day", "pk")


def notes_not_agreed(by: Access) -> QuerySet[Any]:
    """Meetings whose notes are written and not agreed: they may go out as a draft, marked so."""
    rows = by.readable("meeting").filter(circle__isnull=True, group__circle__isnull=True, group__publishes=True)
    stages = (NotesStage.DRAFT, NotesStage.CIRCULATED)
    return staged(rows).filter(stage__in=stages).select_related("group").order_by("day", "pk")


def waiting(by: Access) -> Iterator[Waits]:
    if by.may_do(Duty.RUN_GROUPS):
        yield Waits(notes_to_publish(by).count(), "to publish: notes that are agreed", "publishing:desk")
