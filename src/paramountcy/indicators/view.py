"""
A view: the rows of a table of the record, beside the child they are about and what came before and after.

An indicator is given a view and reads its columns as Narwhals expressions, so that one text runs on Polars, DuckDB and
Spark. Views join and look around in time once for all the indicators that read them.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import ClassVar, overload

import narwhals.stable.v2 as nw
import polars as pl

from paramountcy.indicators.period import Period
from paramountcy.record.shape import Record, Table
from paramountcy.record.tables import Person
from paramountcy.returns.engines import Engine
from paramountcy.terms.working_days import numbered_days

CALENDAR = date(1985, 1, 1), date(2060, 12, 31)
"""The days that are numbered; working days are known for a part of them only."""


class Seen:
    """A column that a view adds to those of its table; `means` says what it holds. An indicator sees an expression."""

    name: str

    def __init__(self, means: str):
        self.means = means

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, view: None, owner: type) -> "Seen": ...
    @overload
    def __get__(self, view: "View", owner: type) -> nw.Expr: ...
    def __get__(self, view: "View | None", owner: type) -> "Seen | nw.Expr":
        return self if view is None else nw.col(self.name)


class View:
    """
    The rows of `record`, with columns added. Its docstring says which rows.

    `event` is the date that places a row in time: the child's age is taken then, unless an indicator says otherwise.
    """

    record: ClassVar[type[Table]]
    event: ClassVar[str]
    fields: ClassVar[dict[str, str]]

    row_id = Seen("the number of the row in the record")
    area = Seen("the authority's three-digit code")
    la_child_id = Seen("the authority's number for the child")
    birth_date = Seen("the child's date of birth")
    expected_birth_date = Seen("when an unborn child is expected")
    death_date = Seen("the child's date of death")
    sex = Seen("the child's sex: M, F or U")
    ethnicity = Seen("the child's ethnicity")
    primary_need = Seen("the primary need of the referral it is part of")
    known_to = Seen("the last day of the latest return that tells of it")
    covered_from = Seen("the first day of the unbroken returns that the period lies in")
    covered_to = Seen("the last day of those returns")
    period_end = Seen("the last day of the period")

    def __init_subclass__(cls) -> None:
        own = {name: seen.means for name, seen in vars(cls).items() if isinstance(seen, Seen)}
        everywhere = {name: seen.means for name, seen in vars(View).items() if isinstance(seen, Seen)}
        table = {name: f"{cls.record.name}.{name}" for name in cls.record.columns}
        cls.fields = {**table, **everywhere, **own}

    def __getattr__(self, name: str) -> nw.Expr:
        if name not in type(self).fields:
            raise AttributeError(f"{type(self).__name__} has no column {name}")
        return nw.col(name)

    @classmethod
    def standing(cls, around: "Around") -> nw.LazyFrame:
        """The view's rows with all that is the same whatever period is asked about."""
        raise NotImplementedError

    @classmethod
    def in_period(cls, rows: nw.LazyFrame, around: "Around", period: Period) -> nw.LazyFrame:
        """Those rows with what depends on the period, besides what the returns cover and its last day."""
        return rows


class Around:
    """
    The record's tables in an engine, and ways to look around in them.

    With `keep` what stands whatever the period is worked out once, and kept for all the periods that are asked about:
    for an engine whose frames are at hand.
    """

    def __init__(self, record: Record, chosen: Engine, *, keep: bool = False):
        self._record = record
        self._engine = chosen
        self._keep = keep
        self._loaded: dict[str, nw.LazyFrame] = {}
        self._standing: dict[type[View], nw.LazyFrame] = {}

    def rows(self, view: type[View], period: Period) -> nw.LazyFrame:
        """A view's rows in a period, with its columns `fields`."""
        if view not in self._standing:
            rows = view.standing(self)
            self._standing[view] = self._engine.load(self._engine.collect([rows])[0]) if self._keep else rows
        coverage = self._engine.load(covered(self._record, period))
        rows = self._standing[view].join(coverage, on="area", how="left")
        return view.in_period(rows.with_columns(nw.lit(period.end).alias("period_end")), self, period)

    def collect(self, frames: list[nw.LazyFrame]) -> list[pl.DataFrame]:
        return self._engine.collect(frames)

    def table(self, name: str) -> nw.LazyFrame:
        """A table's rows as they stand, with `row_id`, `area` and `known_to`."""
        if name not in self._loaded:
            frame = self._record[name]
            stamps = ["source_system", "source_id", "recorded_at", "recorded_by", "superseded_at"]
            if name == Person.name:
                frame = frame.with_columns(pl.col("source_id").alias("la_child_id"))
            self._loaded[name] = self._engine.load(frame.drop(stamps))
        return self._loaded[name]

    def about_children(self, rows: nw.LazyFrame) -> nw.LazyFrame:
        """Rows beside the child they are about."""
        facts = ["birth_date", "expected_birth_date", "death_date", "sex", "ethnicity", "la_child_id"]
        people = self.table("person").select("person_id", *facts)
        return rows.join(people, on="person_id", how="left")

    def under_referrals(self, rows: nw.LazyFrame) -> nw.LazyFrame:
        """Rows beside the referral they are part of: its date and primary need."""
        referrals = self.table("referral").select("referral_id", "referral_date", "primary_need")
        return rows.join(referrals, on="referral_id", how="left")

    def numbered(self, rows: nw.LazyFrame, *dates: str) -> nw.LazyFrame:
        """Rows with, for each date, `DATE__day` and `DATE__wd`: days and working days to subtract from each other."""
        for name in dates:
            calendar = self._calendar().select(
                nw.col("day").alias(name), nw.col("number").alias(f"{name}__day"), nw.col("wd").alias(f"{name}__wd")
            )
            rows = rows.join(calendar, on=name, how="left")
        return rows

    def first_of(self, rows: nw.LazyFrame, *, by: str, day: str, name: str) -> nw.LazyFrame:
        """For each value of `by` the earliest `day`, as `name`."""
        return rows.filter(~nw.col(by).is_null()).group_by(by).agg(nw.col(day).min().alias(name))

    def nearest(
        self,
        rows: nw.LazyFrame,
        table: nw.LazyFrame,
        *,
        day: str,
        events: nw.LazyFrame,
        name: str,
        before: bool = False,
        same_day: bool = False,
    ) -> nw.LazyFrame:
        """
        Rows with the first of their child's events after their `day`, as `name`; or the last before it.

        `table` has the same rows as they stand in the record: to look around from those saves going over all that was
        joined to the rows so far. `events` has person_id and day; one on the day itself counts only where `same_day`
        says so.
        """
        happened = events.select(
            "person_id",
            "day",
            nw.lit(None, dtype=nw.Int64).alias("asking"),
            nw.lit(1 if before == same_day else 3).alias("order"),
            nw.col("day").alias(name),
        ).filter(~nw.col("day").is_null())
        asking = table.select(
            "person_id",
            nw.col(day).alias("day"),
            nw.col("row_id").alias("asking"),
            nw.lit(2).alias("order"),
            nw.lit(None, dtype=nw.Date).alias(name),
        ).filter(~nw.col("day").is_null())
        found = (
            nw.concat([asking, happened])
            .with_columns(
                nw.col(name)
                .fill_null(strategy="forward" if before else "backward")
                .over("person_id", order_by=["day", "order"])
            )
            .filter(~nw.col("asking").is_null())
            .select(nw.col("asking").alias("row_id"), name)
        )
        return rows.join(found, on="row_id", how="left")

    def _calendar(self) -> nw.LazyFrame:
        if "calendar" not in self._loaded:
            self._loaded["calendar"] = self._engine.load(_calendar())
        return self._loaded["calendar"]


def covered(record: Record, period: Period) -> pl.DataFrame:
    """area, covered_from, covered_to: the unbroken returns that hold the period's last day; null where none does."""
    areas = record.filings.select(pl.col("area").unique())
    there = record.coverage().filter((pl.col("first") <= period.end) & (pl.col("last") >= period.end))
    spans = there.select("area", pl.col("first").alias("covered_from"), pl.col("last").alias("covered_to"))
    return areas.join(spans, on="area", how="left")


@cache
def _calendar() -> pl.DataFrame:
    first, last = CALENDAR
    working = dict(numbered_days())
    days: Iterable[date] = (first + timedelta(n) for n in range((last - first).days + 1))
    rows = [(day, number, working.get(day)) for number, day in enumerate(days)]
    return pl.DataFrame(rows, schema={"day": pl.Date, "number": pl.Int32, "wd": pl.Int32}, orient="row")
