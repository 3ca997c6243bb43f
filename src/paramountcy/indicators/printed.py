"""
What the published tables print for a figure: a row for each area, year and part, with its value and its counts.

One scan of a table gives all that a figure needs of it; it is turned so that each column of the table is a column
again, and sums are made of those. A number that is missing has a mark in its place: the publisher's symbol, and of
several the one that stands furthest back in MARKS.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

import polars as pl

from paramountcy.indicators.published import POPULATION, Category, Published, Sum
from paramountcy.returns.published.areas import day_of
from paramountcy.returns.published.asked import CODE
from paramountcy.returns.published.catalogue import data_set
from paramountcy.returns.published.manifest import Entry, NotInStore
from paramountcy.returns.published.rates import LAG, estimates_end_in
from paramountcy.returns.published.shape import AUTHORITY, DISTRICT, PART_OF_LONDON
from paramountcy.returns.published.store import POPULATION as PEOPLE
from paramountcy.returns.published.store import POPULATION_TABLE, Store

NO_ROW = "no row"
MARKS = ("published", "computed", "z", "k", "low", "blank", "-", "x", "unreadable", NO_ROW, "u", "c")
"""The statuses of the store, the two with a number first, and the one of a figure that the table has no row of."""
NUMBERED = MARKS.index("computed")
"""The last of MARKS that stands beside a number."""

KEY = ["year", "geographic_level", "code"]

BOUND_TO_ITS_ESTIMATES = "cin/"
"""Tables whose rates are of the estimates of their own time (`returns.published.rates`); others take the latest."""

END_OF_YEAR = (3, 31)

_PLACES = {mark: place for place, mark in enumerate(MARKS)}
_MARK = pl.col("status").replace_strict(_PLACES, default=_PLACES["unreadable"], return_dtype=pl.Int8).alias("mark")


@dataclass(frozen=True)
class Printed:
    """
    `rows` have the columns KEY, `area`, `place` and `category` of the part, and `printed`, `numerator` and
    `denominator`: each a number or null, with its place in MARKS in `<name>_mark`. They are of `table`, and rates
    of `estimates`, None where there is none. `missing` are the parts of which this release prints nothing.
    """

    rows: pl.LazyFrame
    table: Entry
    estimates: Entry | None
    missing: tuple[str, ...]


def printed(store: Store, of: Published) -> Printed:
    """
    What the latest release of its table prints for a figure. Inner and Outer London are left out.

    Raises NotInStore where the table, or all that the figure needs of it, is not there.
    """
    found = _found(store, of)
    table = next(one for one in store.entries if one.key == (of.data_set, found["version"][0]))
    if DISTRICT in table.levels:
        found = _with_those_of_several_districts(store, of, found)
    there = set(found["series"].unique())
    wide = found.pivot("series", index=KEY, values=["value", "mark"], aggregate_function="first").lazy()
    names = found.lazy().sort("year").group_by("geographic_level", "code").agg(pl.col("area").last())
    rows = pl.concat([_part(of, place, wide, there) for place in range(len(of.categories))])
    rows = rows.join(names, on=["geographic_level", "code"], how="left", maintain_order="left")
    missing = tuple(part.name or of.title for part in of.categories if not _wanted(of, part) & there)
    if of.denominator != POPULATION:
        return Printed(rows, table, None, missing)
    estimates = _estimates(store, table)
    if estimates:
        people = _collected(_people(store, estimates), store)
        return Printed(_of_population(rows, people.lazy()), table, estimates, missing)
    if not any(part.measure in there for part in of.categories):
        end = estimates_end_in(table.last_year)
        raise NotInStore(
            f"{of.title}: the mid-year population estimates that end in {end} are needed to compute it: load them with "
            "`paramountcy national load`"
        )
    return Printed(rows, table, None, missing)


def _found(store: Store, of: Published) -> pl.DataFrame:
    """The rows of the table that the figure needs, with the name of their series, their area's code and their mark."""
    narrowed = {of.breakdown, of.denominator_breakdown or of.breakdown}
    series = pl.when(pl.col("breakdown") == "").then("measure").otherwise(pl.format("{}[{}]", "measure", "breakdown"))
    rows = _collected(
        store.scan(of.data_set)
        .filter(
            pl.col("measure").is_in(sorted(of.measures)),
            pl.col("breakdown").is_in(sorted(narrowed)),
            pl.col("geographic_level") != PART_OF_LONDON,
            (pl.col("geographic_level") != DISTRICT) | (pl.col("la_code") != ""),
            pl.col("year").is_not_null(),
        )
        .select(
            "version",
            "year",
            pl.col("geographic_level").replace(DISTRICT, AUTHORITY),
            CODE.alias("code"),
            "area",
            series.alias("series"),
            "value",
            _MARK,
        ),
        store,
    )
    if rows.is_empty():
        what = f"{of.breakdown} of " if of.breakdown else ""
        columns = ", ".join(sorted(of.measures)[:3])
        raise NotInStore(
            f"{of.title}: the release of {of.data_set} in the store does not have {what}{columns}: load one that has"
        )
    return rows


def _with_those_of_several_districts(store: Store, of: Published, found: pl.DataFrame) -> pl.DataFrame:
    """Rows of a table of lower-tier districts, and one without a number for each authority that is not one of them."""
    rows = [
        (found["version"][0], year, AUTHORITY, one.la_code, one.name, found["series"][0], None, _PLACES[NO_ROW])
        for year in found["year"].unique().sort()
        for one in store.authorities(on=as_at(of.data_set, year))
    ]
    every = pl.DataFrame(rows, schema=found.schema, orient="row")
    return pl.concat([found, every.join(found, on=KEY, how="anti", maintain_order="left")])


def _part(of: Published, place: int, wide: pl.LazyFrame, there: set[str]) -> pl.LazyFrame:
    """A part of the figure, for every area and year."""
    part = of.categories[place]
    shown: Sequence[Sum] = [((1, part.measure),)] if part.measure else []
    out_of: Sequence[Sum] = [((1, of.denominator),)] if of.denominator else []
    return wide.select(
        *KEY,
        pl.lit(place, pl.Int64).alias("place"),
        pl.lit(part.name).alias("category"),
        *_number("printed", shown, of.breakdown, there),
        *_number("numerator", part.sums, of.breakdown, there),
        *_number("denominator", out_of, of.denominator_breakdown or of.breakdown, there),
    )


def _number(name: str, ways: Sequence[Sum], breakdown: str, there: set[str]) -> tuple[pl.Expr, pl.Expr]:
    """The first of several sums of which every term is known, and the mark that stands for it."""
    values, marks = [], []
    for terms in ways:
        named = [(sign, _series(measure, breakdown)) for sign, measure in terms]
        if all(series in there for _, series in named):
            values.append(reduce(pl.Expr.add, [sign * pl.col(f"value_{series}") for sign, series in named]))
            marks.append(pl.max_horizontal(pl.col(f"mark_{series}").fill_null(_PLACES[NO_ROW]) for _, series in named))
    if not values:
        values, marks = [pl.lit(None, pl.Float64)], [pl.lit(_PLACES[NO_ROW])]
    return pl.coalesce(values).alias(name), pl.min_horizontal(marks).cast(pl.Int8).alias(f"{name}_mark")


def _wanted(of: Published, part: Category) -> set[str]:
    """The series that a part is made of."""
    summed = {measure for terms in part.sums for _, measure in terms}
    return {_series(measure, of.breakdown) for measure in {part.measure, *summed} - {""}}


def _series(measure: str, breakdown: str) -> str:
    return f"{measure}[{breakdown}]" if breakdown else measure


def _people(store: Store, estimates: Entry) -> pl.LazyFrame:
    """The children of each area in the middle of the year before."""
    rows = store.scan(estimates.data_set, estimates.version).filter(pl.col("measure") == PEOPLE)
    return rows.select(
        (pl.col("year") + LAG).cast(pl.Int16).alias("year"),
        "geographic_level",
        CODE.alias("code"),
        pl.col("value").alias("denominator"),
        _MARK.alias("denominator_mark"),
    )


def _of_population(rows: pl.LazyFrame, people: pl.LazyFrame) -> pl.LazyFrame:
    joined = rows.drop("denominator", "denominator_mark").join(
        people, on=KEY, how="left", validate="m:1", maintain_order="left"
    )
    return joined.with_columns(pl.col("denominator_mark").fill_null(_PLACES[NO_ROW]))


def _estimates(store: Store, table: Entry) -> Entry | None:
    have = [one for one in store.entries if one.data_set == POPULATION_TABLE]
    if table.data_set.startswith(BOUND_TO_ITS_ESTIMATES):
        have = [one for one in have if one.last_year == estimates_end_in(table.last_year)]
    return max(have, key=lambda one: one.last_year, default=None)


def as_at(table: str, year: int) -> date:
    """The day on which the authorities of a table's year are meant."""
    about = data_set(table)
    return day_of(year, about.as_at if about else END_OF_YEAR)


def _collected(rows: pl.LazyFrame, store: Store) -> pl.DataFrame:
    try:
        return rows.collect()
    except (pl.exceptions.PolarsError, OSError) as wrong:
        raise NotInStore(f"a table of the store in {store.folder} can't be read: load it again") from wrong
