"""What the confirm screen needs: one function a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from paramountcy.notes.meeting.names import normal
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.models import Group, Person
from paramountcy.web.guidance.reading.facts import TITLES, Section, key
from paramountcy.web.guidance.reading.models import ACCEPTED, Certainty, Extraction, Fact, SourceDocument, Status

WHOLE = (Section.NOTES, Section.PEOPLE)
"""The sections whose source is shown line by line, whether a fact was read from a line or not."""


def documents(by: Access) -> QuerySet[Any]:
    return by.readable("source_document").select_related("group", "meeting", "by").defer("content")


def latest(document: SourceDocument) -> Extraction:
    """The last reading of a file."""
    found = document.extractions.order_by("-pk").first()
    assert found is not None
    return found


def facts(document: SourceDocument, section: str = "") -> list[Fact]:
    """The facts of the last reading, in the order of the notes. Each knows this document and does not load it anew."""
    extraction = latest(document)
    extraction.document = document
    rows = extraction.facts.select_related("before", "same_as", "by")
    found = list(rows.filter(section=section) if section else rows)
    for one in found:
        one.extraction = extraction
    return found


def by_path(extraction: Extraction) -> dict[str, Fact]:
    return {one.path: one for one in extraction.facts.all()}


def group_named(by: Access, name: str) -> Group | None:
    """The group of a name, among those that may be read."""
    wanted = key(name)
    found = (one for one in by.readable("group").order_by("pk") if wanted and wanted in (key(one.name), key(one.short)))
    return next(found, None)


class Known:
    """Those who take part, by their names without titles and hyphens: who somebody in notes may be."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Person]] = {}
        for one in Person.objects.select_related("organisation").order_by("pk"):
            self.by_name.setdefault(normal(one.name), []).append(one)

    def named(self, name: str) -> list[Person]:
        return self.by_name.get(normal(name), [])


def known_as(name: str) -> list[Person]:
    """Those who have a name, but for hyphens and titles: offered, never merged."""
    return Known().named(name)


def certain(document: SourceDocument, section: str) -> list[Fact]:
    """What may be accepted with one press: certain, not settled, not read differently before, and no known name."""
    known = Known() if section == Section.PEOPLE else None
    return [
        one
        for one in facts(document, section)
        if one.status == Status.PROPOSED
        and one.confidence == Certainty.CERTAIN
        and one.before is None
        and not (known and one.kind == "person" and known.named(one.now["name"]))
    ]


def gone(document: SourceDocument) -> list[Fact]:
    """What was accepted in the reading before and is not in this one: it stays, and is shown."""
    extraction = latest(document)
    before = previous(extraction)
    if before is None:
        return []
    there = set(extraction.facts.values_list("path", flat=True))
    return [one for one in before.facts.all() if one.status in ACCEPTED and one.path not in there]


def previous(extraction: Extraction) -> Extraction | None:
    """The reading before this one: of the same file, else of the file that this one corrects."""
    same = extraction.document.extractions.filter(pk__lt=extraction.pk).order_by("-pk").first()
    if same:
        return same
    earlier = extraction.document.follows
    return latest(earlier) if earlier else None


@dataclass(frozen=True)
class Progress:
    """How far a section has come."""

    section: Section
    title: str
    count: int
    left: int
    to_take: int


def progress(document: SourceDocument) -> list[Progress]:
    """Each section that has facts, in order."""
    found: dict[str, list[Fact]] = {}
    for one in facts(document):
        found.setdefault(one.section, []).append(one)
    return [
        Progress(
            section,
            TITLES[section],
            len(found[section]),
            sum(one.status == Status.PROPOSED for one in found[section]),
            sum(to_take(one) for one in found[section]),
        )
        for section in Section
        if section in found
    ]


def to_take(fact: Fact) -> bool:
    """Whether a fact was accepted and is not taken over as it stands."""
    return fact.is_accepted and fact.taken != fact.now


@dataclass(frozen=True)
class Piece:
    """A piece of a line of the source, and whether a fact stands in it."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Row:
    """A line of the source with the facts that begin in it."""

    pieces: Sequence[Piece]
    page: int | None
    facts: Sequence[Fact]


def side_by_side(document: SourceDocument, shown: Sequence[Fact], *, whole: bool) -> list[Row]:
    """
    The source beside its facts, line by line. `whole` shows the lines between that no fact is from, too: what was not
    read can be seen there.
    """
    placed: dict[int, list[Fact]] = {}
    starts = [start for start, _, _ in document.blocks]
    for fact in shown:
        if fact.start is not None:
            placed.setdefault(max((n for n, start in enumerate(starts) if start <= fact.start), default=0), []).append(
                fact
            )
    if not placed:
        return [Row((), None, shown)] if shown else []
    lines = range(min(placed), max(placed) + 1) if whole else sorted(placed)
    rows = []
    spans = [(one.start, one.end) for one in shown if one.start is not None and one.end is not None]
    for number in lines:
        start, end, page = document.blocks[number]
        rows.append(Row(pieces(document.text, start, end, spans), page, placed.get(number, ())))
    loose = [one for one in shown if one.start is None]
    return [*rows, *([Row((), None, loose)] if loose else [])]


def pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """A stretch of a text, parted where a marked span begins or ends; cells by a bar, lines within one by a slash."""
    near = [(max(start, first), min(end, last)) for first, last in spans if first < end and last > start]
    cuts = sorted({start, end, *(cut for span in near for cut in span)})
    found = []
    for first, last in pairwise(cuts):
        inside = any(one <= first and last <= other for one, other in near)
        found.append(Piece(text[first:last].replace("\t", " | ").replace("\n", " / "), inside))
    return found
