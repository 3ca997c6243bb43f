"""
The words of the page, from `words.toml` and `terms.csv`: what is said, and how each hard word is explained.

Whoever reads the page meets a hard word and, in the next sentence, what it means; and all of them again at its end.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

MARKED = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True)
class Term:
    """A hard word, the forms it is written in, and a sentence that says what it means."""

    name: str
    forms: tuple[str, ...]
    means: str


@dataclass(frozen=True)
class Figure:
    """
    How a figure is told. `of` are the indicators that may give it, the first that does is taken; `what` names it where
    it can't be told (`point` in a list of such); the others are sentences for what the figure has.
    """

    of: tuple[str, ...]
    what: str
    point: str = ""
    category: str = ""
    count: str = ""
    rate: str = ""
    share: str = ""
    days: str = ""
    earlier: str = ""


@dataclass(frozen=True)
class Topic:
    """A heading, what stands before and after its figures, and the figures."""

    heading: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Words:
    """All that the page says, with places for the figures."""

    title: str
    opening: tuple[str, ...]
    any_adult: str
    not_told: dict[str, tuple[str, tuple[str, ...]]]
    """By the status of what is not told: a heading, and sentences."""
    too_few: str
    too_few_why: str
    topics: tuple[Topic, ...]
    closing: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def words() -> Words:
    with Path(__file__).with_name("words.toml").open("rb") as file:
        told = tomllib.load(file)
    return Words(
        told["title"],
        tuple(told["opening"]),
        told["any_adult"],
        {status: _headed(one) for status, one in told["not_told"].items()},
        told["too_few"]["says"],
        told["too_few"]["why"],
        tuple(_topic(one) for one in told["topic"]),
        tuple(_headed(one) for one in told["closing"]),
    )


def _headed(told: dict) -> tuple[str, tuple[str, ...]]:
    return told["heading"], tuple(told["sentences"])


def _topic(told: dict) -> Topic:
    figures = tuple(Figure(tuple(one["of"]), **{key: one[key] for key in one if key != "of"}) for one in told["figure"])
    return Topic(told["heading"], tuple(told.get("before", ())), tuple(told.get("after", ())), figures)


@cache
def terms() -> tuple[Term, ...]:
    with Path(__file__).with_name("terms.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Term(row["term"], tuple(row["forms"].split(";")), row["means"]) for row in csv.DictReader(file))


def terms_in(texts: Iterable[str]) -> tuple[Term, ...]:
    """
    The hard words that texts hold, marked or not.

    >>> [term.name for term in terms_in(["Ask your social worker, or one of her friends.", "An assessment."])]
    ['social worker', 'assessment']
    """
    said = " ".join(texts).lower()
    return tuple(term for term in terms() if any(re.search(rf"\b{re.escape(form)}\b", said) for form in term.forms))


@dataclass
class Explaining:
    """Sentences, one after another, with each hard word explained behind the sentence where it comes first."""

    used: list[Term] = field(default_factory=list)

    def told(self, sentences: Iterable[str]) -> Iterator[str]:
        for sentence in sentences:
            yield MARKED.sub(r"\1", sentence)
            for form in MARKED.findall(sentence):
                yield from self._explained(form.lower())

    def _explained(self, form: str) -> Iterator[str]:
        """What a word means, unless that was said before. Raises LookupError for one that terms.csv has not."""
        term = next((term for term in terms() if form in term.forms), None)
        if term is None:
            raise LookupError(f"words.toml marks *{form}*, and terms.csv does not explain it")
        if term not in self.used:
            self.used.append(term)
            yield term.means
