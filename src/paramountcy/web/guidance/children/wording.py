"""What is data of these versions: the limits for each age, and the hard words of this field with what they mean."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__)
LIMITS = HERE.with_name("limits.csv")
HARD_WORDS = HERE.with_name("hard_words.csv")
ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]s?\b")
KNOWN_BY_ALL = frozenset({"UK", "TV", "OK", "MP", "MPs", "NHS", "BBC", "GP"})
"""Shortened words that children say themselves."""


@dataclass(frozen=True)
class Limit:
    """What a text for an age may not exceed: its reading age in years, and the words of its longest sentence."""

    band: str
    reading_age: int
    longest_sentence: int
    source: str


@dataclass(frozen=True)
class Word:
    """A hard word, the forms in which it is written, and what it means."""

    word: str
    forms: tuple[str, ...]
    means: str


@cache
def limits() -> dict[str, Limit]:
    """The limits, by the age of the readers."""
    with LIMITS.open(encoding="utf-8", newline="") as file:
        return {
            row["band"]: Limit(row["band"], int(row["reading_age"]), int(row["longest_sentence"]), row["source"])
            for row in csv.DictReader(file)
        }


@cache
def hard_words() -> tuple[Word, ...]:
    with HARD_WORDS.open(encoding="utf-8", newline="") as file:
        return tuple(Word(row["word"], tuple(row["forms"].split(";")), row["means"]) for row in csv.DictReader(file))


def hard_words_in(text: str) -> tuple[Word, ...]:
    """
    The hard words of this field that a text holds.

    >>> [one.word for one in hard_words_in("Your social worker makes an assessment.")]
    ['social worker', 'assessment']
    """
    return tuple(one for one in hard_words() if any(_holds(text, form) for form in one.forms))


def unexplained(text: str, explained: Iterable[str]) -> list[str]:
    """
    The hard words and the shortened words of a text that nothing explains, in the order of the list, then the text.

    >>> unexplained("The LSCB met. Its duties are clear.", ["duty"])
    ['LSCB']
    """
    known = [word.strip().casefold() for word in explained]
    missing = [
        one.word for one in hard_words_in(text) if not any(form.casefold() in known for form in (one.word, *one.forms))
    ]
    short = dict.fromkeys(ACRONYM.findall(text))
    missing += [word for word in short if word not in KNOWN_BY_ALL and word.casefold() not in known]
    return missing


def _holds(text: str, form: str) -> bool:
    return re.search(rf"\b{re.escape(form)}\b", text, re.IGNORECASE) is not None
