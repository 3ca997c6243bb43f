"""
The data sets we know by name: their columns in every release, their breaks, and the measures they give.

Three files hold it, one fact a line. `data_sets.csv` says how to recognise a table and on which day of a year its
authorities are meant. `columns.csv` gives each column that any release ever had its steady measure name, with the
releases in which the column bore that name (`since` and `until` are the last year of a release; empty: always). A
column renamed is two lines with one measure. `breaks.csv` says where a series breaks or has holes, and why.

A measure that several tables print, such as the number of referrals, has one name and is at home in the first.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

BREAKDOWN, TITLE = "breakdown", "title"
"""Units of columns that hold no figures: what a row is narrowed to, and the name of the table in every row."""


@dataclass(frozen=True)
class Column:
    """A column under the name it bears in some releases."""

    data_set: str
    measure: str
    """The steady name; of a breakdown, what it is called in the text of `breakdown`."""
    label: str
    unit: str
    counts: str
    """What one is: plans or children, referrals, episodes. Plans recur for a child, children do not."""
    rounding: float | None
    """What figures of authorities are multiples of; None where not known."""
    rounding_above: float | None
    """The same of regions and of England."""
    rate_of: str
    """The measure that this is per 10,000 children of, "" for others."""
    column: str
    since: int
    until: int

    def stands_in(self, release: int) -> bool:
        """Whether a release ending in that year has the column under this name."""
        return self.since <= release <= self.until

    @property
    def is_measure(self) -> bool:
        return self.unit not in (BREAKDOWN, TITLE)


@dataclass(frozen=True)
class DataSet:
    """A table that is published again and again."""

    name: str
    kind: str
    file: str
    """What the names of its files begin with, in small letters."""
    title: str
    publication: str
    publisher: str
    as_at: tuple[int, int]
    """Month and day on which the authorities of a year are meant."""
    holds: str
    """
    A cell that one of its rows has, as in "category: Referrals", where its columns are those of another table too;
    "" elsewhere.
    """
    columns: tuple[Column, ...]

    def named(self, column: str) -> Column | None:
        """What this column is, whichever release it comes from."""
        return next((one for one in self.columns if one.column == column), None)

    def missing(self, columns: Sequence[str], release: int) -> tuple[Column, ...]:
        """Columns that a release ending in that year should have and that are not there under any name."""
        there = {known.measure for column in columns if (known := self.named(column))}
        due = (one for one in self.columns if one.stands_in(release) and one.unit != TITLE)
        return tuple(one for one in due if one.measure not in there)

    def near(self, column: str) -> str:
        """The known column whose name is nearest, "" where none is near."""
        plain = {one.column.lower(): one.column for one in self.columns}
        return next((plain[name] for name in get_close_matches(column.lower(), plain, n=1, cutoff=0.75)), "")


@dataclass(frozen=True)
class Break:
    """Years in which a series is not what it is in others, or has a hole."""

    data_set: str
    """A data set, or the beginning of several names."""
    measure: str
    """A measure, with * for any characters; "" for all."""
    la_code: str
    first_year: int
    last_year: int
    kind: str
    """break: the years before and after mean different things. missing: no figures. doubtful: figures, but odd."""
    words: str
    source: str

    def touches(self, data_set: str, measure: str, la_codes: set[str], years: set[int]) -> bool:
        """Whether it bears on these figures. A break bears on a series that has a year on either side of it."""
        of_series = data_set.startswith(self.data_set) and (not self.measure or fnmatchcase(measure, self.measure))
        of_area = not self.la_code or self.la_code in la_codes
        return of_series and of_area and any(self.first_year <= year <= self.last_year for year in years)


@cache
def data_sets() -> tuple[DataSet, ...]:
    """All of them; where several have a measure, the first is its home."""
    return tuple(
        DataSet(
            row["name"],
            row["kind"],
            row["file"],
            row["title"],
            row["publication"],
            row["publisher"],
            _day(row["as_at"]),
            row["holds"],
            tuple(column for column in _columns() if column.data_set == row["name"]),
        )
        for row in _lines("data_sets")
    )


def data_set(name: str) -> DataSet | None:
    return next((one for one in data_sets() if one.name == name), None)


@cache
def measures() -> dict[str, tuple[Column, ...]]:
    """By steady name, where and as what each measure is printed; its home first, its newest column name first."""
    found: dict[str, list[Column]] = {}
    for one in data_sets():
        for column in sorted(one.columns, key=lambda column: -column.until):
            if column.is_measure:
                found.setdefault(column.measure, []).append(column)
    return {name: tuple(columns) for name, columns in found.items()}


@cache
def breaks() -> tuple[Break, ...]:
    return tuple(
        Break(
            row["data_set"],
            row["measure"],
            row["la_code"],
            int(row["first_year"]),
            int(row["last_year"]),
            row["kind"],
            row["words"],
            row["source"],
        )
        for row in _lines("breaks")
    )


@cache
def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            row["data_set"],
            row["measure"],
            row["label"],
            row["unit"],
            row["counts"],
            float(row["rounding"]) if row["rounding"] else None,
            float(row["rounding_above"]) if row["rounding_above"] else None,
            row["rate_of"],
            row["column"],
            int(row["since"] or 0),
            int(row["until"] or 9999),
        )
        for row in _lines("columns")
    )


def _lines(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return (int(month), int(day)) if day else (3, 31)
