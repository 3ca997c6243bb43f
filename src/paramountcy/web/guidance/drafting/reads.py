"""What the pages of drafting need: one function a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from paramountcy.notes.document import NotRead
from paramountcy.notes.linting.lint import Found
from paramountcy.notes.meeting.notices import CHILD
from paramountcy.notes.readability import NothingToRead, reading_age
from paramountcy.publication.charts.bars import Bar, bars
from paramountcy.publication.shape import Chart
from paramountcy.statistics.shape import Unit
from paramountcy.terms.citation import cite
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.drafting import anchors
from paramountcy.web.guidance.drafting.models import (
    Chapter,
    Comment,
    Disposition,
    Draft,
    Guidance,
    Particulars,
    Principle,
    Release,
    Told,
    Version,
)
from paramountcy.web.guidance.drafting.passages import number_of_words, paragraphs
from paramountcy.web.guidance.drafting.principles import Check, Text
from paramountcy.web.guidance.drafting.provisions import MUST, Provision, provisions, who_in
from paramountcy.web.guidance.groups.disclosures import Passage
from paramountcy.web.guidance.groups.models import Circle, OrganisationName
from paramountcy.web.guidance.groups.reads import there_on
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.vocabulary.reads import check_text

WORDS = Unit("words", places=0)


def documents(by: Access) -> QuerySet[Guidance]:
    return by.readable("guidance").select_related("group", "circle")


def latest_draft(guidance: Guidance) -> Draft:
    return Draft.objects.filter(guidance=guidance).order_by("-number")[0]


def latest_version(chapter: Chapter) -> Version | None:
    return Version.objects.filter(chapter=chapter).select_related("draft", "chapter").order_by("-number").first()


def versions_of(guidance: Guidance, draft: Draft) -> list[Version]:
    """The text of a draft: of each chapter the latest version that was written by its end."""
    rows = Version.objects.filter(chapter__guidance=guidance, draft__number__lte=draft.number)
    latest = {one.chapter_id: one for one in rows.select_related("chapter", "draft").order_by("number")}
    return sorted(latest.values(), key=lambda one: (one.chapter.number, one.chapter.pk))


def release_of(guidance: Guidance) -> Release | None:
    """What is published of a document now."""
    return guidance.releases.filter(withdrawn_on__isnull=True).select_related("draft").first()


def public_releases() -> QuerySet[Release]:
    """What anybody may read: published, not withdrawn, and kept to no circle."""
    rows = Release.objects.filter(
        withdrawn_on__isnull=True, guidance__circle__isnull=True, guidance__group__circle__isnull=True
    )
    return rows.select_related("guidance__group", "draft").order_by("-on", "pk")


def cited(guidance: Guidance) -> str:
    """What a version for children cites a document as."""
    return str(cite("guidance", guidance.ref))


def may_tell_of_a_child(versions: Sequence[Version]) -> list[str]:
    """What a person must look at before a text goes out, in words: it stands in a form that tells who a child is."""
    return [f"{what}, in chapter {one.chapter.number}" for one in versions for what, words in CHILD
            if words.search(one.text)]  # fmt: skip


# --- Its length


@dataclass(frozen=True)
class Length:
    """A draft's words, beside those of the edition that it replaces."""

    draft: Draft
    words: int
    before: int | None
    budget: int | None

    @property
    def share(self) -> float | None:
        """Its words as a share of the edition that it replaces, per cent."""
        return 100 * self.words / self.before if self.before else None

    @property
    def says(self) -> str:
        if not self.before or self.share is None:
            return f"Draft {self.draft.number} has {self.words:,} words; how many the edition before had is not known."
        said = (
            f"Draft {self.draft.number} is {self.share:.0f}% of the old edition: {self.words:,} words against "
            f"{self.before:,}."
        )
        if self.budget:
            within = "within" if self.share <= self.budget else "over"
            said += f" It is {within} its budget of {self.budget}% ({self.before * self.budget // 100:,} words)."
        return said


def lengths(guidance: Guidance) -> list[Length]:
    """The length of each draft that has text."""
    before = guidance.words_before
    found = []
    for draft in guidance.drafts.all():
        versions = versions_of(guidance, draft)
        if any(one.draft_id == draft.pk for one in versions):
            found.append(Length(draft, sum(number_of_words(one.text) for one in versions), before, guidance.budget))
    return found


def picture_of_lengths(guidance: Guidance, found: Sequence[Length]) -> Chart | None:
    """The edition that is replaced and every draft, as bars."""
    if not found:
        return None
    before = guidance.words_before
    rows = [Bar(guidance.replaces or "The edition before", before, why="not known")]
    rows += [Bar(f"Draft {one.draft.number}", one.words, main=one is found[-1]) for one in found]
    if before and guidance.budget:
        rows.append(Bar(f"Budget ({guidance.budget}%)", before * guidance.budget // 100))
    return bars("How long it is", found[-1].says, rows, unit=WORDS, id="lengths")


# --- Its provisions


def _newest_particulars(chapter: Chapter) -> dict[str, Particulars]:
    return {one.sentence: one for one in chapter.particulars.all()}


@dataclass(frozen=True)
class Said:
    """A provision as it stands in the text now, with what drafters said of it."""

    chapter: Chapter
    found: Provision
    particulars: Particulars | None

    @property
    def who(self) -> tuple[str, ...]:
        given = self.particulars.who if self.particulars else ""
        return tuple(part.strip() for part in given.split(";") if part.strip()) or self.found.who

    @property
    def age_scope(self) -> str:
        return self.particulars.age_scope if self.particulars else ""


def said_provisions(chapter: Chapter, text: str | None = None) -> list[Said]:
    """The provisions of a chapter's latest text, or of another text of it. What was said follows changed sentences."""
    if text is None:
        latest = latest_version(chapter)
        text = latest.text if latest else ""
    given = _newest_particulars(chapter)
    matched: dict[str, Particulars] = {}
    bare = provisions(text, chapter.number)
    here = {one.sentence for one in bare}
    for sentence, one in given.items():
        if sentence in here:
            matched[sentence] = one
        else:
            place = anchors.find(sentence, one.paragraph, text, chapter.number)
            now = next((other for other in here if not place.gone and other in place.text), None)
            if now is not None:
                matched.setdefault(now, one)
    sources = {sentence: one.source for sentence, one in matched.items() if one.source}
    return [Said(chapter, one, matched.get(one.sentence)) for one in provisions(text, chapter.number, sources)]


def provisions_of(chapter: Chapter) -> list[Provision]:
    return [one.found for one in said_provisions(chapter)]


NOBODY_NAMED = "nobody is named"


@dataclass(frozen=True)
class MustDo:
    """Something that one function must do."""

    who: str
    said: Said


def must_dos(guidance: Guidance, *, force: str = MUST) -> list[MustDo]:
    """What each function must do, function by function; what binds several stands under each."""
    rows = [
        MustDo(who, one)
        for chapter in guidance.chapters.all()
        for one in said_provisions(chapter)
        if one.found.force == force
        for who in (one.who or (NOBODY_NAMED,))
    ]
    return sorted(rows, key=lambda one: (one.who == NOBODY_NAMED, one.who))


def our_names() -> tuple[str, ...]:
    """The names of the partnership's organisations, which a text names by what they do instead."""
    names = OrganisationName.objects.values_list("name", "short")
    return tuple(sorted({one for pair in names for one in pair if len(one) > 2 and not who_in(one)}))


def checks_of(guidance: Guidance, *, on: date) -> list[tuple[Principle, Check]]:
    rows = guidance.principles.filter(there_on(on)).exclude(to_day=on)
    return [(one, Check(one.name, one.looks_for, one.words, one.limit, one.source)) for one in rows]


def texts_to_check(guidance: Guidance) -> list[tuple[Chapter, Text]]:
    """The latest text of each chapter, with what the checks need to know of it."""
    ours = our_names()
    found = []
    for version in versions_of(guidance, latest_draft(guidance)):
        said = said_provisions(version.chapter, version.text)
        sources = tuple((one.found.sentence, one.found.source) for one in said if one.found.source)
        chapter = version.chapter
        found.append((chapter, Text(version.text, chapter.number, sources, chapter.old_words, ours)))
    return found


# --- Its words


def reading_of(text: str) -> str:
    """The reading age of a text in a sentence, "" where there is no running text to measure."""
    try:
        return reading_age(text).says
    except NothingToRead:
        return ""


def terms_in(text: str, chapter: int, *, on: date) -> tuple[list[tuple[str, Found]], str]:
    """
    The terms to avoid in a text, each with its paragraph, by the lists of a day; and, in place of them, why it can't be
    looked through, "" where it can.
    """
    found = []
    for one in paragraphs(text, chapter):
        try:
            found += [(one.number, each) for each in check_text(one.text, on=on)]
        except NotRead as wrong:
            told = str(wrong)
            return [], told[:1].upper() + told[1:]
    return found, ""


# --- Comments


@dataclass(frozen=True)
class Placed:
    """A comment, where its words are in the text now, and what became of it."""

    comment: Comment
    place: anchors.Place | None
    last: Disposition | None
    landed: anchors.Place | None
    told: Told | None

    @property
    def where(self) -> str:
        """Where it stands, in words."""
        if self.place is None:
            return f"Paragraph {self.comment.paragraph}" if self.comment.paragraph else "The whole chapter"
        return self.place.says

    @property
    def landed_says(self) -> str:
        """Where it landed, and whether those words are there still."""
        if not self.last or not self.last.landed_in or not self.landed:
            return ""
        said = f"Version {self.last.landed_in.number}, paragraph {self.last.landed_paragraph or '(a heading)'}"
        if self.landed.gone:
            return f"{said}; those words are gone since"
        return said if self.landed.exact else f"{said}; now {self.landed.says[:1].lower()}{self.landed.says[1:]}"


def comments(by: Access, guidance: Guidance) -> QuerySet[Comment]:
    """The comments on a document that somebody may read."""
    return of_comments(by.readable("comment").filter(chapter__guidance=guidance))


def of_comments(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    last = Prefetch("dispositions", Disposition.objects.select_related("landed_in", "by", "duplicate_of"))
    return rows.select_related("chapter__guidance", "version").prefetch_related(last, "told").order_by("pk")


def placed(rows: Sequence[Comment]) -> list[Placed]:
    """Comments with their places in the latest text of their chapters."""
    texts: dict[int, Version | None] = {}
    found = []
    for one in rows:
        if one.chapter_id not in texts:
            texts[one.chapter_id] = latest_version(one.chapter)
        version, chapter = texts[one.chapter_id], one.chapter.number
        text = version.text if version else ""
        place = anchors.find(one.quote, one.paragraph, text, chapter) if one.quote else None
        last = list(one.dispositions.all())[-1:]
        landed = last[0].landed_words if last else ""
        found.append(
            Placed(
                one,
                place,
                last[0] if last else None,
                anchors.find(landed, last[0].landed_paragraph, text, chapter) if landed else None,
                next(reversed(one.told.all()), None),
            )
        )
    return found


@dataclass(frozen=True)
class Under:
    """A line of a meeting's notes that may be brought in, with its citation."""

    text: str
    cited: str
    circle: Circle | None


def lines_under(by: Access, meeting: Meeting, paragraph: str) -> list[Under]:
    """The points under a paragraph of notes, or the paragraph itself where it has none, that somebody may read."""
    number = paragraph.strip().rstrip(".")
    rows = by.readable("line").filter(item__meeting=meeting, struck_on__isnull=True)
    rows = rows.select_related("circle", "item__circle", "item__meeting__circle", "item__meeting__group__circle")
    head = rows.filter(number__in=(number, f"{number}.")).first()
    if head is None:
        return []
    points = list(rows.filter(parent=head).order_by("order", "pk"))
    found = []
    for one in points or [head]:
        at = number if one is head else f"{number}.{one.number.strip('.() ') or one.order}"
        item = one.item
        circle = one.circle or item.circle or item.meeting.circle or item.meeting.group.circle
        found.append(Under(one.text, str(cite("meeting", meeting.ref, at=at)), circle))
    return found


def passage(comment: Comment) -> Passage:
    """A comment as it is handed to those on duty: all of it, with who wrote it and the words it is about."""
    who = "; ".join(filter(None, [comment.name, comment.organisation]))
    text = f"{comment.text}\n\nOn the words: {comment.quote}" if comment.quote else comment.text
    return Passage(f"A comment on guidance: {comment.chapter.guidance.title}"[:200], text, who, comment.at)
