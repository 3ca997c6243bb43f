"""
The slow and obvious attacker: every table of whole numbers that agrees with what is printed, one by one.

It knows nothing of programmes, chains or sums between cells: only what the rows of small tables count, and that a
number held back is at least 1 where its table is not held back whole.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import polars as pl

from paramountcy.publication.disclosure.printed import WITHHELD
from tests.publication.disclosure.making import YEAR

TOP = 16
"""No count inside a table is tried beyond this."""
MOST = 400_000
"""With more tables than this under way, a table is given up as too large to enumerate."""

Where = tuple[str, str, str]
"""A period, a group and a category; "all" and "" are the whole of the latter two."""
Asked = tuple[str, str, str, str]
"""What (count, out of, or rest), and where."""


class TooMany(Exception):
    """There are too many tables to look at them all."""


@dataclass(frozen=True)
class Whole:
    """The counts that everything is summed from: (period, group, category) of each; `parts` are what a period holds."""

    inner: tuple[Where, ...]
    parts: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, rows: pl.DataFrame, periods: tuple[str, ...] = (YEAR,), together: str = YEAR) -> "Whole":
        groups = [name for name in rows["group"].unique(maintain_order=True) if name != "all"]
        categories = rows["category"].unique(maintain_order=True).to_list()
        parts = {name: (name,) for name in periods} | {together: periods}
        return cls(tuple(product(periods, groups, categories)), parts)

    def adds(self, what: str, period: str, group: str, category: str) -> np.ndarray:
        """Which of the inner counts sum to a count."""
        there = [
            of in self.parts[period]
            and group in ("all", its)
            and (what == "out of" or (kind != category if what == "rest" else kind == category))
            for of, its, kind in self.inner
        ]
        return np.array(there, dtype=np.int64)


def every_table(printed: pl.DataFrame, whole: Whole, top: int = TOP) -> np.ndarray:
    """All tables that agree with the printed rows: a line each, a column for each inner count."""
    said = _said(printed, whole)
    found = np.zeros((1, 0), dtype=np.int64)
    for place in range(len(whole.inner)):
        if len(found) * (top + 1) > MOST:
            raise TooMany
        found = np.column_stack([np.repeat(found, top + 1, axis=0), np.tile(np.arange(top + 1), len(found))])
        for adds, least, most in said:
            so_far, left = found @ adds[: place + 1], int(adds[place + 1 :].sum())
            found = found[(so_far <= most) & (so_far + left * top >= least)]
    return found


def _said(printed: pl.DataFrame, whole: Whole) -> list[tuple[np.ndarray, int, int]]:
    """What the rows say: of which counts the sum lies between which ends."""
    found = []
    for row in printed.iter_rows(named=True):
        where = row["period"], row["group"], row["category"]
        counts = [("count", row["numerator"])]
        if row["unit"] == "share":
            counts.append(("out of", row["denominator"]))
        assert row["value"] is None or None not in [number for _, number in counts], "a share goes with its parts"
        for what, number in counts:
            adds = whole.adds(what, *where)
            if number is not None:
                found.append((adds, number, number))
            elif row["why"] != WITHHELD:
                found.append((adds, 1, 10**6))
    return found


def asked(true: pl.DataFrame, whole: Whole, least: int = 1, most: int = 5) -> dict[Asked, np.ndarray]:
    """What must not be known: every count, number that they are out of, and rest, that is too small to print."""
    found: dict[Asked, np.ndarray] = {}
    for row in true.iter_rows(named=True):
        where = row["period"], row["group"], row["category"]
        numbers = {("count", *where): row["numerator"]}
        if row["unit"] == "share":
            numbers["out of", *where[:2], ""] = row["denominator"]
            numbers["rest", *where] = row["denominator"] - row["numerator"]
        found |= {key: whole.adds(*key) for key, number in numbers.items() if least <= number <= most}
    return found


def spans(tables: np.ndarray, wanted: dict[Asked, np.ndarray]) -> dict[Asked, tuple[int, int]]:
    """The least and the most that each count is in any of the tables."""
    sums = {key: tables @ adds for key, adds in wanted.items()}
    return {key: (int(of.min()), int(of.max())) for key, of in sums.items()}


def pinned(found: dict[Asked, tuple[int, int]], width: int = 5, above: int = 5) -> dict[Asked, tuple[int, int]]:
    """Those that are given away: in an interval less than 5 wide, or at most 5."""
    return {key: (least, most) for key, (least, most) in found.items() if most <= above or most - least < width}
