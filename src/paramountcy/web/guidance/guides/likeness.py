"""
How alike passages of texts are: TF-IDF over words and pairs of words, and the cosine between them (0 nothing in common,
1 the same words in the same order). It sees words, and not meaning: what says the same in other words escapes it.

The numbers that it works with are data, in likeness.csv, and stand on each page that rests on them.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

WORD = re.compile(r"\w+(?:['’]\w+)?")
PARAGRAPHS = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
"""Paragraphs, parted by empty lines."""


@dataclass(frozen=True)
class Number:
    """A number that comparing works with: its unit, and what it means."""

    name: str
    value: float
    unit: str
    meaning: str


@cache
def numbers() -> dict[str, Number]:
    with Path(__file__).with_name("likeness.csv").open(newline="", encoding="utf-8") as file:
        return {
            row["name"]: Number(row["name"], float(row["value"]), row["unit"], row["meaning"])
            for row in csv.DictReader(file)
        }


def number(name: str) -> float:
    return numbers()[name].value


@dataclass(frozen=True)
class Piece:
    """A passage: the characters of its text from `start` to before `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Pair:
    """Two passages that are alike, by their place in what was compared."""

    first: int
    second: int
    likeness: float


def pieces(text: str) -> Iterator[Piece]:
    """The passages of a text that are long enough to compare: its paragraphs, or its lines where it has no gaps."""
    whole = text.replace("\r\n", " \n").replace("\r", "\n")
    parts = list(PARAGRAPHS.finditer(whole)) if re.search(r"\n\s*\n", whole) else list(re.finditer(r"[^\n]+", whole))
    for part in parts:
        found = part.group().strip()
        if len(WORD.findall(found)) >= number("shortest"):
            start = part.start() + len(part.group()) - len(part.group().lstrip())
            yield Piece(start, start + len(found), text[start : start + len(found)])


def alike(first: Sequence[str], second: Sequence[str], *, least: float) -> list[Pair]:
    """The pairs of passages, one of each, that are at least so alike, the most alike first."""
    if not first or not second:
        return []
    vectorizers = import_module("sklearn.feature_extraction.text")  # it has no types to read
    vectorizer = vectorizers.TfidfVectorizer(
        lowercase=True, token_pattern=WORD.pattern, ngram_range=(1, 2), sublinear_tf=True
    )
    try:
        known = vectorizer.fit_transform([*first, *second])
    except ValueError:
        return []  # no word in any of them
    likeness = (known[: len(first)] @ known[len(first) :].T).tocoo()
    pairs = [
        Pair(int(row), int(column), min(1.0, float(value)))
        for row, column, value in zip(likeness.row, likeness.col, likeness.data, strict=True)
        if value >= least
    ]
    return sorted(pairs, key=lambda one: (-one.likeness, one.first, one.second))


def dropped(old: str, new: str) -> list[Piece]:
    """The passages of an old text that have nothing alike in the new one."""
    before, after = list(pieces(old)), list(pieces(new))
    kept = {one.first for one in alike([one.text for one in before], [one.text for one in after], least=number("same"))}
    return [one for place, one in enumerate(before) if place not in kept]
