"""
The principles of drafting as checks of a text: each a row that says what it looks for, so that a group has its own.

What a check finds is something to look at, never a judgement: whether a text is clear, true or kind, readers say.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from paramountcy.notes.linting.lint import QUOTED
from paramountcy.notes.readability import NothingToRead, reading_age, words
from paramountcy.web.guidance.drafting.passages import number_of_words, paragraphs
from paramountcy.web.guidance.drafting.provisions import ERROR, named_bodies, provisions

LONGEST_PATTERN = 500
MOST = 200
"""Places of one check that are listed."""


@dataclass(frozen=True)
class Check:
    """A principle: its name, what it looks for (a key of LOOKS_FOR), the words or limit of that, and who says so."""

    name: str
    looks_for: str
    words: str = ""
    limit: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Text:
    """What is checked: a chapter, the legal sources given for its sentences, and the words of what it replaces."""

    text: str
    chapter: int = 0
    said: tuple[tuple[str, str], ...] = ()
    old_words: int | None = None
    ours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seen:
    """Something that a check found: where, and in words."""

    paragraph: str
    says: str


@dataclass(frozen=True)
class Result:
    """What a check found in a text; nothing found is all well. `says` is that in a sentence."""

    check: Check
    seen: tuple[Seen, ...]
    says: str

    @property
    def well(self) -> bool:
        return not self.seen


@cache
def standard() -> tuple[Check, ...]:
    """The principles that a document begins with."""
    text = files("paramountcy.web.guidance.drafting").joinpath("principles.csv").read_text(encoding="utf-8")
    return tuple(
        Check(row["name"], row["looks_for"], row["words"], int(row["limit"]) if row["limit"] else None, row["source"])
        for row in csv.DictReader(text.splitlines())
    )


def run(check: Check, text: Text) -> Result:
    """What one check finds."""
    seen = tuple(LOOKS_FOR[check.looks_for][1](check, text))[:MOST]
    said = "Nothing found." if not seen else f"{len(seen)} to look at." if len(seen) > 1 else "1 to look at."
    return Result(check, seen, said)


def faults(looks_for: str, sought: str, limit: int | None) -> str:
    """Why a check can't be run, in a sentence; "" where it can."""
    if looks_for in ("never", "says"):
        if not sought.strip() or len(sought) > LONGEST_PATTERN:
            return f"Write the words to look for, parted by |, in at most {LONGEST_PATTERN} characters."
    elif looks_for == "plain_words" and "=" not in sought:
        return "Write each word and its plain one, as in: commence=begin|prior to=before."
    elif looks_for in ("longest_sentence", "reading_age") and not limit:
        return "Write the limit, a number."
    return ""


def _words_of(sought: str, *, as_pattern: bool) -> re.Pattern[str]:
    """The words to look for. Those that came with the program may be patterns; what people write is only words."""
    ways = sought.split("|")
    whole = sought if as_pattern else "|".join(r"\s+".join(map(re.escape, way.split())) for way in ways if way.strip())
    return re.compile(rf"(?<![\w-])(?:{whole})(?![\w-])", re.IGNORECASE)


def _pattern(check: Check) -> re.Pattern[str]:
    return _words_of(check.words, as_pattern=any(one.words == check.words for one in standard()))


def _running(text: Text) -> Iterator[tuple[str, str]]:
    """The number and the words of each paragraph, quotations left out."""
    for one in paragraphs(text.text, text.chapter):
        yield one.number, QUOTED.sub(" ", one.text)


def _never(check: Check, text: Text) -> Iterator[Seen]:
    for number, said in _running(text):
        for match in _pattern(check).finditer(said):
            yield Seen(number, f"“{match.group()}”")


def _says(check: Check, text: Text) -> Iterator[Seen]:
    if not any(_pattern(check).search(one.text) for one in paragraphs(text.text, text.chapter)):
        yield Seen("", "It is not said anywhere in the text.")


def _longest_sentence(check: Check, text: Text) -> Iterator[Seen]:
    for one in paragraphs(text.text, text.chapter):
        for sentence in one.sentences:
            if check.limit and (count := len(words(sentence))) > check.limit:
                yield Seen(one.number, f"{count} words: “{' '.join(sentence.split()[:12])} …”")


def _reading_age(check: Check, text: Text) -> Iterator[Seen]:
    try:
        measured = reading_age(text.text)
    except NothingToRead:
        return
    if check.limit and measured.age > check.limit:
        yield Seen("", measured.says)


def _plain_words(check: Check, text: Text) -> Iterator[Seen]:
    for number, said in _running(text):
        for pair in check.words.split("|"):
            word, _, instead = pair.partition("=")
            if instead and re.search(rf"(?<![\w-]){re.escape(word.strip())}(?![\w-])", said, re.IGNORECASE):
                yield Seen(number, f"“{word.strip()}”: prefer “{instead.strip()}”")


def _sources(_: Check, text: Text) -> Iterator[Seen]:
    for one in provisions(text.text, text.chapter, dict(text.said)):
        if one.fault == ERROR:
            yield Seen(one.paragraph, one.says)


def _length(_: Check, text: Text) -> Iterator[Seen]:
    count = number_of_words(text.text)
    if text.old_words and count >= text.old_words:
        yield Seen("", f"{count:,} words, and what it replaces has {text.old_words:,}.")


def _named_bodies(_: Check, text: Text) -> Iterator[Seen]:
    for one in named_bodies(text.text, text.chapter, ours=text.ours):
        yield Seen(one.paragraph, one.says)


LOOKS_FOR: dict[str, tuple[str, Callable[[Check, Text], Iterator[Seen]]]] = {
    "never": ("words that should not stand in it", _never),
    "says": ("words that should stand in it", _says),
    "plain_words": ("words that have a plainer one", _plain_words),
    "longest_sentence": ("sentences longer than so many words", _longest_sentence),
    "reading_age": ("a reading age above", _reading_age),
    "sources": ("musts without a legal source", _sources),
    "length": ("no fewer words than what it replaces", _length),
    "named_bodies": ("bodies named, not what they do", _named_bodies),
}
"""What a check may look for: in words, and what looks."""


def look(checks: Sequence[Check], text: Text) -> list[Result]:
    """What every check finds in a text."""
    return [run(check, text) for check in checks]
