"""
How long assessments took, in the bands that the Department for Education prints (table C2), for every area and year.

Read once and kept: the pages on timeliness, on variation and on the trials all rest on it. A cell that was not printed
as a number keeps its symbol.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from paramountcy.returns.published.manifest import NotInStore
from paramountcy.returns.published.shape import AUTHORITY, NATIONAL, REGIONAL
from paramountcy.returns.published.store import Store
from paramountcy.statistics.shape import Floats

TABLE = "cin/c2"
BANDS = ("same_day", "1_10_days", "11_20_days", "21_30_days", "31_40_days", "41_45_days", "46_50_days", "51_60_days",
         "61_plus_days")  # fmt: skip
LABELS = ("same day", "1 to 10", "11 to 20", "21 to 30", "31 to 40", "41 to 45", "46 to 50", "51 to 60", "61 or more")
EDGES = ((0, 0), (1, 10), (11, 20), (21, 30), (31, 40), (41, 45), (46, 50), (51, 60), (61, None))
WITHIN = 6
"""So many bands are within 45 working days."""
COMPLETED, LOWER, MEDIAN, UPPER = "completed", "25th_percentile_days", "median_days", "75th_percentile_days"
ENGLAND = "England"

Cell = float | str
"""A number, or the symbol printed in its place."""


@dataclass(frozen=True)
class Row:
    """An area's year: cells by what follows `assessments_` in the names of the measures."""

    year: int
    code: str
    area: str
    cells: Mapping[str, Cell]

    def number(self, name: str) -> float | None:
        cell = self.cells.get(name)
        return cell if isinstance(cell, float) else None

    @property
    def bands(self) -> list[float | None]:
        return [self.number(name) for name in BANDS]

    def given(self) -> bool:
        """Whether every band is a number."""
        return all(count is not None for count in self.bands)


@dataclass(frozen=True)
class Durations:
    """Rows by (year, code): an authority's three digits, a region's nine characters, or "England"."""

    rows: Mapping[tuple[int, str], Row]
    version: str
    attribution: str

    @cached_property
    def years(self) -> list[int]:
        return sorted({year for year, _ in self.rows})

    def row(self, year: int, code: str) -> Row | None:
        return self.rows.get((year, code))

    def authorities(self, year: int) -> list[Row]:
        """The authorities of a year, in the order of their codes."""
        return [self.rows[key] for key in sorted(self.rows) if key[0] == year and len(key[1]) == 3]

    def medians(self, year: int) -> Floats:
        """The medians of a year's authorities, those that are known."""
        known = [row.number(MEDIAN) for row in self.authorities(year)]
        return np.array([value for value in known if value is not None])


def read_durations(store: Store) -> Durations | None:
    """The bands of all areas and years; None where the store does not have the table."""
    try:
        rows = store.scan(TABLE)
        answer = store.measure(f"assessments_{COMPLETED}", data_set=TABLE)
    except NotInStore:
        return None
    found = (
        rows.filter(pl.col("geographic_level").is_in([AUTHORITY, NATIONAL, REGIONAL]))
        .select(
            "year",
            pl.when(pl.col("geographic_level") == NATIONAL)
            .then(pl.lit(ENGLAND))
            .when(pl.col("la_code") == "")
            .then("gss_code")
            .otherwise("la_code")
            .alias("code"),
            "area",
            pl.col("measure").str.strip_prefix("assessments_").alias("name"),
            "value",
            "status",
            "version",
        )
        .collect()
    )
    cells: dict[tuple[int, str, str], dict[str, Cell]] = {}
    for year, code, area, name, value, status, _ in found.iter_rows():
        cells.setdefault((year, code, area), {})[name] = status if value is None else value
    table = {(year, code): Row(year, code, area, printed) for (year, code, area), printed in cells.items()}
    return Durations(table, found["version"][0] if found.height else "", answer.attribution)
