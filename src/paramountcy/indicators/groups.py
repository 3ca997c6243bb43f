"""
What figures are told apart by: groups of children, and groups of codes.

`groups.csv` puts codes into groups, list by list, in the order in which they are shown; its `source` says who groups
them so, and what is from knowledge. A code that is missing is "not recorded", one not on the list "not on the list".
"""

import csv
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import narwhals.stable.v2 as nw
import polars as pl

GROUPS = Path(__file__).with_name("groups.csv")

ALL = "all"
NOT_RECORDED = "not recorded"
NOT_LISTED = "not on the list"
NO_TEAM = "no team given"

YOUNGEST = 10_000
"""A year of age, as dates written YYYYMMDD differ."""


@cache
def codes(name: str) -> dict[str, str]:
    """The codes of a list, each with its group. Raises LookupError for a list there is not."""
    with GROUPS.open(encoding="utf-8", newline="") as file:
        found = {row["code"]: row["group"] for row in csv.DictReader(file) if row["list"] == name}
    if not found:
        raise LookupError(f"{GROUPS.name} has no list {name!r}")
    return found


def groups(name: str) -> tuple[str, ...]:
    """The groups of a list, in the order in which they are shown."""
    return tuple(dict.fromkeys(codes(name).values()))


def grouped(code: pl.Expr, name: str) -> pl.Expr:
    """The group of each code."""
    listed = code.replace_strict(codes(name), default=NOT_LISTED, return_dtype=pl.String)
    return pl.when(code.is_null()).then(pl.lit(NOT_RECORDED)).otherwise(listed)


def age_group(born: nw.Expr, expected: nw.Expr, on: nw.Expr) -> nw.Expr:
    """
    The age group of a child on a day, by completed years; a code of the list `age`, null where no date is known.

    Who was born on 29 February has a birthday on the 28th in years without one.
    """
    age = _as_number(on, end_of_february=True) - _as_number(born)
    group = nw.when(on.is_null() | (born.is_null() & expected.is_null())).then(nw.lit(None, dtype=nw.String))
    group = group.when(born.is_null() | (age < 0)).then(nw.lit("unborn"))
    for upto, name in ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15")):
        group = group.when(age < upto * YOUNGEST).then(nw.lit(name))
    return group.otherwise(nw.lit("16 and over"))


def lasted(began: nw.Expr, until: nw.Expr) -> nw.Expr:
    """How long something lasted, in whole months and years from its first day: a code of the list `duration`."""
    short, longer, long, longest, very = groups("duration")

    def after(span: str) -> nw.Expr:
        return began.dt.offset_by(span).cast(nw.Date)

    return (
        nw.when(began.is_null() | until.is_null())
        .then(nw.lit(None, dtype=nw.String))
        .when(until <= after("3mo"))
        .then(nw.lit(short))
        .when(until <= after("6mo"))
        .then(nw.lit(longer))
        .when(until < after("1y"))
        .then(nw.lit(long))
        .when(until < after("2y"))
        .then(nw.lit(longest))
        .otherwise(nw.lit(very))
    )


def month_of(day: nw.Expr) -> nw.Expr:
    """The month of a day, as text like 2024-04."""
    number = (day.dt.year().cast(nw.Int32) * 100 + day.dt.month().cast(nw.Int32)).cast(nw.String)
    return nw.concat_str(number.str.slice(0, 4), nw.lit("-"), number.str.slice(4, 2))


def months(first: date, last: date) -> tuple[str, ...]:
    """Every month of a span, as `month_of` writes them."""
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(f"{number // 12}-{number % 12 + 1:02}" for number in span)


def shown(breakdown: str, there: Sequence[str]) -> tuple[str, ...]:
    """The groups of a breakdown in the order in which they are shown: those of its list, then others that are there."""
    listed = (ALL,) if breakdown == ALL else groups(breakdown) if breakdown != "team" else ()
    others = sorted({group for group in there if group not in listed}, key=lambda group: (group in _LAST, group))
    return (*listed, *others)


_LAST = (NOT_RECORDED, NOT_LISTED, NO_TEAM)


def _as_number(day: nw.Expr, *, end_of_february: bool = False) -> nw.Expr:
    """A date as the number YYYYMMDD. With `end_of_february` the 28th counts as the 29th in years without one."""
    year, month, of_month = (part.cast(nw.Int32) for part in (day.dt.year(), day.dt.month(), day.dt.day()))
    number = year * 10_000 + month * 100 + of_month
    if not end_of_february:
        return number
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    return nw.when((month == 2) & (of_month == 28) & ~leap).then(number + 1).otherwise(number)
