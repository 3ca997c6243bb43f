"""
The cells of a release: every count that its rows print, or give away, once.

A row prints a count and what it is out of; who can take one from the other knows the rest (of 303, 300 tells of 3).
A share done by a day is a count too, of who was done by then: the share times the cases. The population that a rate
is of is no cell: it is known to all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from paramountcy.indicators import kinds
from paramountcy.indicators.between import LEVEL
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Local
from paramountcy.publication.shape import CHANGED, NOT_AVAILABLE, NOT_COLLECTED

Integers = NDArray[np.int64]
Bools = NDArray[np.bool_]

UNKNOWN = -1
"""A count that nothing tells, or the place of a cell that there is not."""

COUNT, OUT_OF, REST, BETWEEN, NAMED = "count", "out of", "rest", "between", "named"
"""
What a cell is: the numerator of a row; its denominator; the latter less the former; those done between two days; or a
count that no row prints and that `identities.csv` names.
"""

SHARE, RATE, NUMBER, BY_DAY = "share", "rate", "number", "by day"
QUARTILE, MEAN, PILED, CENTILE, VALUE, NONE = "quartile", "mean", "piled", "centile", "value", "none"
"""The kinds of row: those that print counts, those that print values of time or of spread, and those without."""

_KINDS: dict[type[kinds.Kind], str] = {
    kinds.Typical: QUARTILE,
    kinds.Waiting: BY_DAY,
    kinds.MeanWait: MEAN,
    kinds.Returning: BY_DAY,
    kinds.Bunching: PILED,
    kinds.Spread: SHARE,
    kinds.Mix: SHARE,
    kinds.Share: SHARE,
    kinds.Between: CENTILE,
    kinds.Rate: RATE,
    kinds.Count: NUMBER,
}
KEY = ("indicator", "area", "period", "breakdown", "group", "category")


class Cell(NamedTuple):
    """One count. What a row is out of is one cell for all its categories: its own is ""."""

    what: str
    indicator: str
    area: str
    period: str
    breakdown: str
    group: str
    category: str

    @property
    def table(self) -> tuple[str, str, str, str]:
        """The table that it stands in: indicator, area, period and breakdown."""
        return self.indicator, self.area, self.period, self.breakdown


@cache
def _kinds_by_name() -> dict[str, str]:
    year = Period.of("2024-25")
    return {one.name: _KINDS[type(one.kind(year, Local()))] for one in INDICATORS}


def kind_of(indicator: str, category: str, unit: str) -> str:
    """The kind of a row; of an indicator that is not ours, by its unit."""
    known = _kinds_by_name().get(indicator)
    if known:
        return SHARE if known == CENTILE and category == LEVEL else known
    if unit in ("share", "rate") or unit.startswith("per "):
        return SHARE if unit == "share" else RATE
    return VALUE if unit in (kinds.WORKING_DAYS, kinds.DAYS, "ratio") else NUMBER


@dataclass
class Cells:
    """
    The cells of some rows, numbered. `kind` has a word for each row; `count`, `out_of` and `rest` have for each row
    the number of its cell, UNKNOWN where it has none.
    """

    rows: pl.DataFrame
    of: list[Cell] = field(default_factory=list)
    place: dict[Cell, int] = field(default_factory=dict)
    kind: list[str] = field(default_factory=list)
    count: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    out_of: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    rest: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def number(self, cell: Cell) -> int:
        """The number of a cell; a new one where it is new."""
        found = self.place.setdefault(cell, len(self.of))
        if found == len(self.of):
            self.of.append(cell)
        return found

    def __len__(self) -> int:
        return len(self.of)

    def of_kind(self, *kinds_wanted: str) -> Bools:
        """Which rows are of these kinds."""
        return np.isin(np.array(self.kind, dtype=object), kinds_wanted)

    def tables(self) -> tuple[list[tuple[str, str, str, str]], Integers]:
        """The tables there are, and for each cell the number of the one that it stands in."""
        number: dict[tuple[str, str, str, str], int] = {}
        of = np.array([number.setdefault(cell.table, len(number)) for cell in self.of], dtype=np.int64)
        return list(number), of


def keys(rows: pl.DataFrame) -> Iterator[tuple[str, ...]]:
    """For each row its indicator, area (its code where there is one), period, breakdown, group and category."""
    area = pl.col("area")
    if "area_code" in rows.columns:
        area = pl.when(pl.col("area_code").fill_null("") != "").then("area_code").otherwise("area")
    return rows.select(area.alias("area") if name == "area" else pl.col(name) for name in KEY).iter_rows()


def cells(rows: pl.DataFrame) -> Cells:
    """
    The cells of rows in the columns FIGURES or RELEASED, whichever of their numbers are there: of a release with
    numbers held back they are the same. Raises ValueError where two rows are the same figure.
    """
    found = Cells(rows)
    places: list[tuple[int, int, int]] = []
    seen: set[tuple[str, ...]] = set()
    told = rows.select("unit", "status", "numerator").iter_rows()
    for key, (unit, status, numerator) in zip(keys(rows), told, strict=True):
        if key in seen:
            raise ValueError(
                f"two rows are the same figure ({key[0]}, {key[2]}, by {key[3]}): give each figure once, or the "
                "figures of one version of an indicator at a time"
            )
        seen.add(key)
        without = numerator is None and status in (NOT_AVAILABLE, NOT_COLLECTED, CHANGED)
        kind = NONE if without else kind_of(key[0], key[5], unit or "")
        found.kind.append(kind)
        places.append(_places(found, kind, key))
    found.count, found.out_of, found.rest = np.array(places, dtype=np.int64).reshape(-1, 3).T
    return found


def _places(found: Cells, kind: str, key: tuple[str, ...]) -> tuple[int, int, int]:
    """The numbers of the three cells of a row."""
    if kind in (NONE, CENTILE):
        return UNKNOWN, UNKNOWN, UNKNOWN
    count = out_of = rest = UNKNOWN
    if kind in (SHARE, RATE, NUMBER, BY_DAY):
        count = found.number(Cell(COUNT, *key))
    if kind not in (RATE, NUMBER):
        out_of = found.number(Cell(OUT_OF, *key[:-1], ""))
    if kind in (SHARE, BY_DAY):
        rest = found.number(Cell(REST, *key))
    return count, out_of, rest


def true_counts(of: Cells) -> Integers:
    """The counts that the rows print, by cell; UNKNOWN where none does. Raises ValueError where two rows differ."""
    rows = of.rows
    counts = np.full(len(of), UNKNOWN, dtype=np.int64)
    denominators = _whole(rows["denominator"])
    days = of.of_kind(BY_DAY)
    shares = np.where(days, rows["value"].fill_null(float("nan")).to_numpy(), np.nan)
    by_day = np.where(np.isnan(shares) | (denominators < 0), UNKNOWN, np.round(shares * denominators))
    by_day = np.where(days & (denominators == 0), 0, by_day)
    numerators = np.where(days, by_day, _whole(rows["numerator"])).astype(np.int64)
    for cell, number in ((of.count, numerators), (of.out_of, denominators)):
        there = (cell != UNKNOWN) & (number != UNKNOWN)
        counts[cell[there]] = number[there]
        if (counts[cell[there]] != number[there]).any():
            raise ValueError("rows of one table disagree on how many there were: measure them again, together")
    both = (of.rest != UNKNOWN) & (counts[of.count] != UNKNOWN) & (counts[of.out_of] != UNKNOWN)
    counts[of.rest[both]] = counts[of.out_of[both]] - counts[of.count[both]]
    if (counts < UNKNOWN).any() or (counts[of.rest[both]] < 0).any():
        raise ValueError("a count is below nought, or larger than what it is out of: these are no figures of ours")
    return counts


def _whole(column: pl.Series) -> Integers:
    return column.fill_null(UNKNOWN).to_numpy().astype(np.int64)
