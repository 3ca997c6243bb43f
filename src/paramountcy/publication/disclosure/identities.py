"""
What cells of different indicators have to do with each other, as data: `identities.csv`.

A line says that the terms on the left sum to those on the right (`=`), or to no more (`<=`), for the same area, period
and group; `by` names the breakdowns where it holds, nothing means all. A term is

    referrals                            the count of an indicator
    of re_referrals                      what it is out of
    length_of_open_plans: neglect        the count of one category
    before protection_plans              that of the period just before
    "open for 46 to 60 working days"     a count that no row prints, and that may be as telling as one that is printed
"""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from paramountcy.indicators.period import Period
from paramountcy.publication.disclosure.cells import COUNT, NAMED, OUT_OF, UNKNOWN, Cell, Cells
from paramountcy.publication.disclosure.sums import Sums

IDENTITIES = Path(__file__).with_name("identities.csv")
AT_MOST = "<="


@dataclass(frozen=True)
class Term:
    """One term of an identity."""

    what: str
    indicator: str
    category: str = ""
    before: bool = False

    @classmethod
    def of(cls, text: str) -> "Term":
        """
        Read a term.

        >>> Term.of("before of long_plans").what, Term.of("first_categories: neglect").category, Term.of('"late"').what
        ('out of', 'neglect', 'named')
        """
        if text.startswith('"'):
            return cls(NAMED, text.strip('"'))
        before, text = text.startswith("before "), text.removeprefix("before ")
        what, text = (OUT_OF, text[3:]) if text.startswith("of ") else (COUNT, text)
        indicator, _, category = text.partition(": ")
        return cls(what, indicator, category, before)

    def cell(self, like: Cell, earlier: str) -> Cell:
        """The cell it stands for, where `like` is a cell of the period and group in question."""
        period = earlier if self.before else like.period
        return like._replace(what=self.what, indicator=self.indicator, category=self.category, period=period)


@dataclass(frozen=True)
class Identity:
    """A line of the file."""

    line: int
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    at_most: bool
    by: tuple[str, ...]
    always: bool
    """Whether by definition; else only of records that are in order, or that have been followed long enough."""
    says: str

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.left + self.right


@cache
def identities() -> tuple[Identity, ...]:
    """Every identity, in the order of the file."""
    with IDENTITIES.open(encoding="utf-8", newline="") as file:
        return tuple(_identity(line, row) for line, row in enumerate(csv.DictReader(file), 2))


def _identity(line: int, row: dict[str, str]) -> Identity:
    left, right = (tuple(Term.of(term.strip()) for term in row[side].split(" + ")) for side in ("left", "right"))
    by, always = tuple(row["by"].split()), row["holds"] == "always"
    return Identity(line, left, right, row["sign"] == AT_MOST, by, always, row["says"])


def propose(of: Cells, found: Sums) -> None:
    """The sums of every identity that all its cells are there for. Those that no row prints are added to the cells."""
    like = defaultdict(list)
    for cell in of.of:
        like[cell.what, cell.indicator, cell.category].append(cell)
    earlier = _earlier({cell.period for cell in of.of})
    for one in identities():
        lead = next(term for term in one.terms if term.what != NAMED and not term.before)
        for cell in like[lead.what, lead.indicator, lead.category]:
            if not one.by or cell.breakdown in one.by:
                _propose(of, found, one, cell, earlier.get(cell.period, ""))
    _months(of, found)


def _propose(of: Cells, found: Sums, one: Identity, like: Cell, earlier: str) -> None:
    """One identity, for one area, period and group."""
    sides = []
    for terms in (one.left, one.right):
        there = [(term.cell(like, earlier), term.what) for term in terms]
        if any(what != NAMED and cell not in of.place for cell, what in there):
            return
        sides.append([of.number(cell) for cell, _ in there])
    label = ("identity", one.line, like)
    if one.at_most:
        found.at_most(label, sides[0], sides[1])
        return
    cells, signs = sides[0] + sides[1], [1] * len(sides[0]) + [-1] * len(sides[1])
    unprinted = [of.number(term.cell(like, earlier)) for term in one.terms if term.what == NAMED]
    found.add(label, cells, signs, defines=unprinted[0] if unprinted else UNKNOWN)


def _earlier(periods: set[str]) -> dict[str, str]:
    """For each period the one of the same length that ends on the day before it begins."""
    known: dict[tuple[date, int], str] = {}
    read: list[Period] = []
    for name in sorted(periods):
        try:
            read.append(Period.of(name))
        except ValueError:
            continue
        known[read[-1].end, _months_long(read[-1])] = name
    pairs = ((one.name, known.get((one.start - timedelta(days=1), _months_long(one)))) for one in read)
    return {name: before for name, before in pairs if before}


def _months_long(period: Period) -> int:
    return round((period.end - period.start).days / 30.4)


def _months(of: Cells, found: Sums) -> None:
    """That a month told apart in a longer period is the month itself, and the same in every period that tells it."""
    for indicator, by_month in MONTHS.items():
        first: dict[Cell, int] = {}
        for number, cell in enumerate(list(of.of)):
            if cell.what != COUNT or cell.indicator != by_month or not re.fullmatch(r"\d{4}-\d\d", cell.category):
                continue
            itself = of.place.get(cell._replace(indicator=indicator, period=cell.category, category=""), UNKNOWN)
            found.whole(("month", cell), itself, [number])
            same = first.setdefault(cell._replace(period=""), number)
            if same != number:
                found.whole(("same month", cell), same, [number])


MONTHS = {"referrals": "referrals_by_month"}
"""Indicators, and those that tell the same apart by month."""
