"""
The one authority that is imagined child by child, and what its returns say: its figures are counted from them.

So the same children stand behind what the authority counts of itself and what the nation prints of it. Its returns go
from 2022-23 to 2026-27; the nation's tables end in 2024-25, as published tables are always behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import polars as pl

from paramountcy.imagine.area import authority
from paramountcy.imagine.cin import returns
from paramountcy.imagine.nation import also
from paramountcy.imagine.nation.levels import CONFERENCE_BANDS, LAST, QUARTERS, assessment_bands
from paramountcy.imagine.nation.making import Measures
from paramountcy.imagine.nation.rows import rows
from paramountcy.imagine.shape import Story
from paramountcy.indicators.count import Counts, count
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Indicators
from paramountcy.record import Filing, from_cin
from paramountcy.returns.published.imagined import imagined_authority
from paramountcy.terms.year import Year

TOLD = "Applemere"
CHILDREN, IN_RETURN_FOR = 3_000, Year(2025)
FIRST_RETURN = 2023
OPEN = 99_999
"""The last day of a band without an end."""
TIMED = {"assessment_days": "assessments", "conference_days": "icpc"}
"""Indicators of days, and how the names of their measures begin."""


@dataclass(frozen=True)
class Told:
    """An authority of the nation that is imagined child by child: what `imagine.authority` makes it of."""

    name: str
    la_code: str
    children: int
    year: Year
    seed: int

    @cached_property
    def story(self) -> Story:
        return authority(children=self.children, year=self.year, seed=self.seed, la_code=self.la_code)

    def returns(self, year: Year) -> dict[str, pl.DataFrame]:
        """Its census return for a year from 2022-23 to 2026-27."""
        return returns(self.story, year)


def told(name: str, seed: int) -> Told:
    """
    The authority of that name or code, where it is one that is imagined child by child.

    Raises NoSuchAuthority where the nation has none of that name, and LookupError for one that has figures only.
    """
    one = imagined_authority(name)
    if one.name != TOLD:
        raise LookupError(f"{one.name} has figures only: the one authority that is imagined child by child is {TOLD}")
    return Told(one.name, one.la_code, CHILDREN, IN_RETURN_FOR, seed)


def counted(of: Told) -> Measures:
    """What the returns of an authority give for each measure that the nation prints, by year."""
    years = [Year(year) for year in range(FIRST_RETURN, LAST + 1)]
    record = from_cin([Filing.of(of.returns(year), year) for year in years])
    found: dict[str, dict[int, int]] = {}
    every = Indicators((*INDICATORS.versions, *Indicators.of(also).versions))
    wanted = every.only(*{row["indicator"] for row in (*rows("counted"), *_told_apart())}, *TIMED)
    for year, counts in zip(
        years, count(record, [Period.of(year) for year in years], wanted, breakdowns=()), strict=True
    ):
        for measure, number in _of_year(counts, wanted, year).items():
            found.setdefault(measure, {})[year.ends_in] = number
    return found


def _of_year(counts: Counts, wanted: Indicators, year: Year) -> dict[str, int]:
    numbers = {
        (name, category): (numerator, denominator)
        for name, category, numerator, denominator in counts.counts.select(
            "indicator", "category", "numerator", "denominator"
        ).iter_rows()
    }
    looks_back = {one.name for one in wanted if one.looks_back}
    found = {}
    for row in rows("counted"):
        # What looks back a year can't be counted from the first of the returns.
        if row["indicator"] in looks_back and year.ends_in == FIRST_RETURN:
            continue
        pair = numbers.get((row["indicator"], ""), (0, 0))
        found[row["measure"]] = pair[row["part"] == "denominator"] or 0
    for row in _told_apart():
        category = row["category"]
        if row["indicator"] == "referrals_by_month":
            category = f"{year.ends_in - (int(category) > 3)}-{category}"
        found[row["measure"]] = numbers.get((row["indicator"], category), (0, 0))[0] or 0
    for name, stem in TIMED.items():
        days = counts.day_counts.filter(pl.col("indicator") == name).group_by("day").agg(pl.col("completed").sum())
        by_day = dict(days.sort("day").iter_rows())
        for measure, first, last in _bands(name):
            found[measure] = sum(cases for day, cases in by_day.items() if first <= day <= last)
        for quarter, (part, of) in QUARTERS.items():
            found[f"{stem}_{quarter}_days"] = _done_by(by_day, part, of)
    return found


def _done_by(by_day: Mapping[int, int], part: int, of: int) -> int:
    """The first day by whose end that part of all was done; 0 where nothing was."""
    done = accumulate(by_day.values())
    whole = sum(by_day.values())
    return next((day for day, so_far in zip(by_day, done, strict=True) if of * so_far >= part * whole), 0)


def _bands(name: str) -> list[tuple[str, int, int]]:
    """The bands of an indicator of days: measure, first and last day."""
    if name == "assessment_days":
        bands = [(band.measure, band.first, band.last) for band in assessment_bands()]
    else:
        bands = [(measure, *days) for measure, days in CONFERENCE_BANDS.items()]
    return [*bands[:-1], (bands[-1][0], bands[-1][1], OPEN)]


def _told_apart() -> list[dict[str, str]]:
    """The measures that are parts of others: of which indicator, and which category of it."""
    return [*rows("parts"), *({**row, "indicator": "factors"} for row in rows("factors"))]
