"""
The facts an imagined area is drawn from: `facts.csv`.

Each has a name, a value, a unit, a source and a year. The source is a published table, or says
*from knowledge* where there is none to go by, or *calibrated* where the value was chosen so that a
published figure comes out of the story. All are data: change the file, and the area changes.

Contains public sector information licensed under the Open Government Licence v3.0. Source: Department for
Education, children in need (published tables, England).

A name ends in a code (`referral.source.6`) or in a range of whole numbers, both ends included
(`assessment.days.46-50`).
"""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FACTS = Path(__file__).with_name("facts.csv")

Draws = NDArray[np.float64]
"""Numbers from 0 up to 1, evenly drawn."""
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Fact:
    name: str
    value: float
    unit: str
    source: str
    year: str


@cache
def facts() -> dict[str, Fact]:
    """Every fact, by name."""
    with FACTS.open(encoding="utf-8", newline="") as file:
        rows = [
            Fact(row["name"], float(row["value"]), row["unit"], row["source"], row["year"])
            for row in csv.DictReader(file)
        ]
    return {fact.name: fact for fact in rows}


def fact(name: str) -> float:
    """
    >>> 0 < fact("referral.no_further_action") < 0.5
    True
    """
    return facts()[name].value


@dataclass(frozen=True)
class Shares:
    """Codes, each with its share of the whole."""

    codes: tuple[str, ...]
    shares: Draws

    def upto(self) -> Draws:
        """The share of the whole up to and with each code. Added one by one, which is the same everywhere."""
        running = np.cumsum(self.shares)
        return running / running[-1]

    def at(self, draws: Draws) -> Whole:
        """Which code each draw stands for, as a place in `codes`."""
        return np.searchsorted(self.upto()[:-1], draws, side="right")


@cache
def shares(of: str) -> Shares:
    """
    The facts named `of.CODE`, in the order of the file.

    >>> shares("referral.no_such_thing")
    Traceback (most recent call last):
    LookupError: there are no facts about referral.no_such_thing
    """
    found = {
        fact.name.removeprefix(f"{of}."): fact.value for fact in facts().values() if fact.name.startswith(f"{of}.")
    }
    if not found:
        raise LookupError(f"there are no facts about {of}")
    return Shares(tuple(found), np.array(list(found.values())))


@dataclass(frozen=True)
class Bands:
    """Ranges of whole numbers that follow on from each other, each with its share; evenly spread within."""

    edges: Draws
    upto: Draws
    """The share of the whole below each edge."""

    def at(self, draws: Draws) -> Whole:
        """The number each draw stands for."""
        return np.floor(np.interp(draws, self.upto, self.edges)).astype(np.int64)


@cache
def bands(of: str) -> Bands:
    """
    The facts named `of.FROM-TO`.

    >>> bands("conference.days").at(np.array([0.0, 0.5])).tolist()
    [0, 14]
    """
    parts = shares(of)
    ends = [_range(code) for code in parts.codes]
    if any(after[0] != before[1] + 1 for before, after in pairwise(ends)):
        raise ValueError(f"the ranges of {of} in {FACTS.name} do not follow on from each other")
    edges = [ends[0][0], *(last + 1 for _, last in ends)]
    return Bands(np.array(edges, dtype=float), np.concatenate([[0.0], parts.upto()]))


def _range(text: str) -> tuple[int, int]:
    """ "46-50" is 46 to 50; "-225--40" is 225 to 40 below nothing."""
    dash = text.index("-", 1)
    return int(text[:dash]), int(text[dash + 1 :])
