"""
Which figures of the catalogue the published tables give, and from which of their columns each is made.

`national.csv` has a line for each figure. What counts the same as an indicator of our own (`same_as`) bears its name
and takes its title, meaning, direction, question and partners from it. `kind` says how the value comes about:

- share: the count in `numerator` out of the one in `denominator`, with Wilson's interval
- rate: the count in `numerator` for every so many in `denominator`, with Byar's interval
- number: the count in `numerator`
- ratio: one printed figure for each one of another, which are not counts of the same: without an interval
- printed: as it is printed in `measure`; its publisher gives no counts

`numerator` is a measure, or a sum as in "a + b - c"; where a part is withheld, what stands behind " or " is tried. The
denominator `population` is the mid-year estimate of children aged 0 to 17. `measure` is the figure as printed, where it
is. Figures that make a whole, or are of several groups of children, are the categories of one line, each with its
measures in `national_categories.csv`; `since` there is the first year in which anybody was asked.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from paramountcy.indicators.registry import INDICATORS

FIGURES = Path(__file__).with_name("national.csv")
CATEGORIES = Path(__file__).with_name("national_categories.csv")

KINDS = ("share", "rate", "number", "ratio", "printed")
PER = {"per 1,000": 1_000, "per 10,000": 10_000, "per 100,000": 100_000}
POPULATION = "population"

PERIODS = {
    "year to 31 March": "{before}-{end}",
    "31 March": "{before}-{end}",
    "school year": "{before}/{end}",
    "calendar year": "{year}",
    "year named": "{year}",
    "30 June": "{year}-06-30",
    "30 September": "{year}-09-30",
    "year to 30 September": "{year}-09-30",
    "January": "{year}-01",
}
"""
What the year of a table means, and how the period is written: 2023-24 is a year to 31 March, 2023/24 a school year,
2024 a calendar year, 2024-01 a month, 2024-09-30 a day, or what happened in the year up to it.
"""

Sum = tuple[tuple[int, str], ...]
"""Measures that are added (1) or taken away (-1)."""


@dataclass(frozen=True)
class Category:
    """A part of a figure: what it is called, and its measures. `name` is "" where there is only one."""

    name: str
    measure: str
    numerator: str
    since: int = 0

    @property
    def sums(self) -> tuple[Sum, ...]:
        """The ways of coming by the numerator, the first first."""
        return tuple(_sum(text) for text in self.numerator.split(" or ")) if self.numerator else ()


@dataclass(frozen=True)
class Published:
    """
    A figure of the catalogue that a published table gives; the module says what its columns mean.

    `says` is what is counted. `breakdown` is what the rows of `measure` and `numerator` are narrowed to, as the store
    writes it, and `denominator_breakdown` those of `denominator`. `when` is a key of PERIODS. `caveat` is said with
    every figure, and `not_england` says why the table's figure for England is left out, "" where it is not.
    """

    name: str
    id: str
    title: str
    says: str
    kind: str
    unit: str
    better: str
    data_set: str
    measure: str
    numerator: str
    denominator: str
    breakdown: str
    denominator_breakdown: str
    when: str
    same_as: str
    asks: str
    beside: tuple[str, ...]
    caveat: str
    not_england: str
    categories: tuple[Category, ...]

    @property
    def per(self) -> int:
        """How many a rate is for."""
        return PER.get(self.unit, 1)

    @property
    def has_parts(self) -> bool:
        return bool(self.categories[0].name)

    @property
    def measures(self) -> frozenset[str]:
        """All measures of the table that it is made from; of the population, none."""
        printed = {part.measure for part in self.categories if part.measure}
        summed = {measure for part in self.categories for terms in part.sums for _, measure in terms}
        out_of = {self.denominator} - {"", POPULATION}
        return frozenset(printed | summed | out_of)

    def period(self, year: int) -> str:
        """
        The period that a year of the table means.

        >>> published()["re_referrals"].period(2024), published()["suspensions"].period(2024)
        ('2023-24', '2023/24')
        """
        return PERIODS[self.when].format(before=year - 1, end=f"{year % 100:02}", year=year)

    def __str__(self) -> str:
        return f"{self.id} {self.title}"


@cache
def published() -> Mapping[str, Published]:
    """
    Every figure by its name, in the order of the catalogue.

    >>> published()["re_referrals"].title, published()["re_referrals"].denominator
    ('Re-referrals within 12 months', 'referral_count')
    """
    parts: dict[str, list[Category]] = {}
    for row in _lines(CATEGORIES):
        since = int(row["since"] or 0)
        parts.setdefault(row["name"], []).append(Category(row["category"], row["measure"], row["numerator"], since))
    return {row["name"]: _published(row, tuple(parts.get(row["name"], ()))) for row in _lines(FIGURES)}


def in_full(publication: str, title: str) -> str:
    """
    The name of a table with that of its publication before it, once.

    >>> in_full("Children in need", "Source of referral"), in_full("English indices", "English indices: districts")
    ('Children in need: Source of referral', 'English indices: districts')
    """
    return title if title.startswith(publication) else f"{publication}: {title}"


def _published(row: dict[str, str], parts: tuple[Category, ...]) -> Published:
    beside = tuple(row.pop("beside").split())
    if row["same_as"]:
        ours = next(one for one in INDICATORS if one.name == row["same_as"])
        row |= {"title": ours.title, "says": ours.says, "better": ours.better, "asks": ours.asks}
        beside = ours.beside
    return Published(**row, beside=beside, categories=parts or (Category("", row["measure"], row["numerator"]),))


def _sum(text: str) -> Sum:
    """
    >>> _sum("a + lait/b - c")
    ((1, 'a'), (1, 'lait/b'), (-1, 'c'))
    """
    first, *rest = re.split(r" ([+-]) ", text)
    signs = [1, *(1 if sign == "+" else -1 for sign in rest[::2])]
    return tuple(zip(signs, (first, *rest[1::2]), strict=True))


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
