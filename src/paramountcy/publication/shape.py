"""
What leaves the house: figures as rows, tables, and charts that are never without their table and their sentence.

Every figure travels as a row (columns RELEASED), whoever counted it: the area itself, from its own returns, or the
Department for Education, in its published tables. A row without a value says why in `status` and `why`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from paramountcy.statistics.shape import POINTS, RATIO, SHARE, Unit, rate_per

RELEASED: dict[str, pl.DataType] = {
    **dict.fromkeys(("indicator", "id", "version", "area", "area_code", "level", "period"), pl.String()),
    **dict.fromkeys(("breakdown", "group", "category"), pl.String()),
    "numerator": pl.Int64(),
    "denominator": pl.Int64(),
    **dict.fromkeys(("value", "lower", "upper"), pl.Float64()),
    **dict.fromkeys(("unit", "method", "status", "why", "source"), pl.String()),
}
"""
The columns of a released figure. Shares are from 0 to 1. `area` is a name, `area_code` its three-digit code (regions
and England: the nine-character one); `level` is "authority", "region" or "england". `period` is written like
"2024-25", or as a day where the figure stood on one. `breakdown`, `group` and `category` are "all", "all" and "" for
the whole. `source` says who counted.
"""

GIVEN, NOTHING, TOO_FEW = "given", "nothing to count", "too few"
NOT_AVAILABLE, NOT_COLLECTED, CHANGED = "not available", "not collected", "changed"
STATUSES = {
    GIVEN: "the figure is given",
    NOTHING: "there was nothing to count",
    TOO_FEW: "so few children that somebody might be recognised, or the one number that would give such a number away",
    NOT_AVAILABLE: "the source does not have it",
    NOT_COLLECTED: "nobody was asked for it in that year",
    CHANGED: "what is counted changed, so that it can't be set beside the other years",
}


FROM_0_TO_1 = Unit("score from 0 to 1", places=3)
"""A score that is small and fine, as those of deprivation are printed: 0.357."""


@dataclass(frozen=True)
class Column:
    """A column of a printed table: its heading, and whether it holds numbers (they stand to the right)."""

    heading: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """A table as printed: every cell is text. The first cell of a row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    @classmethod
    def of(cls, caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> "Table":
        """A table whose columns all hold numbers but for the first."""
        columns = tuple(Column(heading, numeric=place > 0) for place, heading in enumerate(headings))
        return cls(caption, columns, tuple(tuple(row) for row in rows), note)


@dataclass(frozen=True)
class Chart:
    """
    A picture, with the sentence that says what it shows and the table it was drawn from.

    `svg` stands by itself: `<title>`, `<desc>`, no script and no style, colours as attributes, every mark labelled
    where it stands, so that nothing rests on colour alone.
    """

    title: str
    says: str
    svg: str
    table: Table


def unit_of(name: str, values: Iterable[float | None] = ()) -> Unit:
    """
    How values of a row's `unit` are written. Days, people and the like have a decimal only where one of `values` has.

    >>> unit_of("share").write(0.234), unit_of("per 10,000").write(53.21), unit_of("working days", [28]).write(28)
    ('23.4%', '53.2 per 10,000', '28 working days')
    >>> unit_of("number", [1204]).write(1204), unit_of("working days", [28.5, None]).write(28.5)
    ('1,204', '28.5 working days')
    >>> unit_of("score", [13.7]).write(13.7), unit_of("score from 0 to 1", [0.357]).write(0.357)
    ('13.7', '0.357')
    """
    for one in (SHARE, POINTS, RATIO, FROM_0_TO_1):
        if name == one.name:
            return one
    if found := re.fullmatch(r"per (\d[\d,]*)", name):
        return rate_per(int(found[1].replace(",", "")))
    places = 0 if all(float(value).is_integer() for value in values if value is not None) else 1
    return Unit(name, after="" if name in ("", "number", "count", "score") else f" {name}", places=places)
