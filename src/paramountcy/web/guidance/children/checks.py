"""
What a version must keep before it goes out: its limits, no hard word unexplained, every adult position in it, nothing
of it older than the adult text, and young readers who agree with it as it stands.

Each check says what was found in a sentence. None of them can say whether a text is true, kind or clear: only readers
can.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from paramountcy.notes.meeting.notices import CHILD
from paramountcy.notes.readability import NothingToRead, reading_age, sentences, words
from paramountcy.web.guidance.children.adult import AdultText, Part, holds, same_words
from paramountcy.web.guidance.children.content import Content, content_of
from paramountcy.web.guidance.children.models import Agrees, Link, Passage, Review, Version
from paramountcy.web.guidance.children.wording import unexplained


@dataclass(frozen=True)
class Check:
    """One thing that a version must keep, whether it does, and what was found."""

    name: str
    met: bool
    says: str


@dataclass(frozen=True)
class Tied:
    """A part of the adult text with the passages that say it."""

    part: Part
    passages: tuple[Passage, ...]

    @property
    def missing(self) -> bool:
        return self.part.must and not self.passages


@dataclass(frozen=True)
class Outdated:
    """A passage whose part of the adult text is not as it was when the two were compared."""

    link: Link
    says: str


def links_of(version: Version) -> list[Link]:
    rows = Link.objects.filter(passage__version=version, passage__struck_on__isnull=True, ended_on__isnull=True)
    return list(rows.select_related("passage").defer("passage__picture").order_by("passage__order", "pk"))


def coverage(links: Sequence[Link], adult: AdultText) -> list[Tied]:
    """Every part of the adult text with the passages tied to it, in the order of the adult text."""
    return [
        Tied(part, tuple({one.passage.pk: one.passage for one in links if one.anchor == part.anchor}.values()))
        for part in adult.parts
    ]


def outdated(links: Sequence[Link], adult: AdultText) -> list[Outdated]:
    """The ties whose adult words changed since, and how."""
    return [Outdated(one, says) for one in links if (says := _changed(one, adult.part(one.anchor)))]


def _changed(link: Link, part: Part | None) -> str:
    if part is None:
        return "The adult text has this part no longer."
    if same_words(part.text, link.was):
        return ""
    if link.quote and holds(part.text, link.quote):
        return "The words quoted stand as they were; words around them changed."
    return "The adult words changed since: compare the two again."


def checks(version: Version, adult: AdultText | None) -> list[Check]:
    """All checks of a version as it stands now; `adult` is its adult text, None where it can't be read here."""
    content = content_of(version)
    links = links_of(version)
    found = [*_readable(version, content), _explained(content), *_tied(links, adult), _nobody_known(content)]
    found.append(_pictures(version))
    found.append(_agreed(version, content.digest))
    return found


def _readable(version: Version, content: Content) -> list[Check]:
    try:
        found = reading_age(content.text)
    except NothingToRead:
        return [Check("Reading age", False, "There is nothing to read yet: add a passage of whole sentences.")]
    longest = max(sentences(content.text), key=lambda one: len(words(one)))
    count, most = len(words(longest)), version.reading_age_most
    return [
        Check("Reading age", found.age <= most, f"{found.says} The limit is {most}."),
        Check(
            "Longest sentence",
            count <= version.sentence_most,
            f"It has {count} words; the limit is {version.sentence_most}: “{longest[:200]}”",
        ),
    ]


def _explained(content: Content) -> Check:
    missing = unexplained(content.said, [word for word, _ in content.hard_words])
    says = "Every hard word is explained." if not missing else f"Explain these, or say it otherwise: {_list(missing)}."
    return Check("Hard words", not missing, says)


def _tied(links: Sequence[Link], adult: AdultText | None) -> list[Check]:
    if adult is None:
        return [Check("What adults read", False, "The adult text can’t be read here: compare the two by eye.")]
    must = [one for one in coverage(links, adult) if one.part.must]
    missing = [one.part.title for one in must if one.missing]
    old = outdated(links, adult)
    covered = f"{len(must) - len(missing)} of {len(must)} positions of the adult text are in it."
    return [
        Check("Every position", not missing, covered + (f" Missing: {_list(missing)}." if missing else "")),
        Check(
            "As the adult text stands",
            not old,
            f"{len(old)} passages are tied to adult words that changed since." if old else "Nothing changed since.",
        ),
    ]


def _nobody_known(content: Content) -> Check:
    """That nothing in it looks like a child's identity. What it is, and never its words, is said."""
    everything = "\n".join([content.said, *(means for _, means in content.hard_words), *content.changed])
    found = [what for what, pattern in CHILD if pattern.search(everything)]
    says = f"There is what looks like {_list(found)}: take it out." if found else "No pattern of a child’s identity."
    return Check("Nobody can be known", not found, says)


def _pictures(version: Version) -> Check:
    rows = version.passages.filter(struck_on__isnull=True)
    bare = rows.exclude(media_type="").filter(alt="").count()
    if bare:
        return Check("Pictures", False, f"{bare} pictures have no words: say what each shows.")
    wants = version.format != "words" and not rows.exclude(media_type="").exists()
    says = "It is to have pictures, and has none." if wants else "Each picture has words."
    return Check("Pictures", not wants, says)


def _agreed(version: Version, digest: str) -> Check:
    rows = list(version.reviews.all())
    now = [one for one in rows if one.digest == digest]
    if not rows:
        return Check("Young readers", False, "No young person has read it yet.")
    if not now:
        return Check("Young readers", False, "It was changed since young people read it: ask them again.")
    no = [one for one in now if one.agrees != Agrees.YES]
    if no:
        return Check("Young readers", False, "Not all who read it as it stands agree: change it, and ask them again.")
    return Check("Young readers", True, f"{_readers(now)} read it as it stands and agree.")


def _readers(rows: Sequence[Review]) -> str:
    count = sum(one.readers for one in rows)
    return "1 young person" if count == 1 else f"{count} young people"


def _list(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
