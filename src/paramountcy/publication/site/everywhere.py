"""
A figure of everywhere, made quick to ask: by area, by year, its funnel, and how much authorities differ in it.

It is read once, and kept for as many areas as are asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from statistics import median
from typing import Any

import numpy as np
import polars as pl

from paramountcy.indicators.national import Mark, National
from paramountcy.indicators.published import Published
from paramountcy.publication.charts.funnel import Paper
from paramountcy.publication.shape import GIVEN, unit_of
from paramountcy.statistics import variation
from paramountcy.statistics.funnel import Funnel, funnel
from paramountcy.statistics.shape import CannotSay, Estimate, Floats, Integers, Method, Unit
from paramountcy.statistics.variation import Variation

Row = Mapping[str, Any]
"""A released figure: a row in the columns RELEASED."""

MIDDLE = "median"
"""The part of a figure of quartiles that stands for it."""
SIZES = ("number", "full-time equivalents")
"""Units of figures that are the larger the larger an area is."""
VARY_FROM = 30
"""Authorities with a figure below which their variation is not told."""


@dataclass(frozen=True)
class Values:
    """One number of every authority in every period: `value`, `numerator` and `denominator` are areas × periods."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    value: Floats
    numerator: Floats
    denominator: Floats

    @cached_property
    def place(self) -> Mapping[str, int]:
        return {code: place for place, code in enumerate(self.codes)}

    def middle(self, codes: Iterable[str]) -> list[float | None]:
        """The median of some authorities in each period; None where none has a figure."""
        rows = self.value[[self.place[code] for code in codes if code in self.place]]
        # Without NumPy, which takes far longer to find the middle of ten numbers than to read them.
        known = [[value for value in column if not isnan(value)] for column in rows.T.tolist()]
        return [median(values) if values else None for values in known]


class Everywhere:
    """A figure of all areas: what `indicators.national` gives, made quick to ask."""

    def __init__(self, found: National):
        self.found = found
        self._rows: dict[str, dict[tuple[str, str], Row]] = {}
        self._sorted = found.figures.sort("area_code", maintain_order=True)
        runs = self._sorted["area_code"].rle().struct.unnest()
        ends = runs["len"].cum_sum()
        self._span = {
            code: (end - size, size) for code, size, end in zip(runs["value"], runs["len"], ends, strict=True)
        }
        self._latest: dict[str, Row] | None = None
        self._funnels: dict[str, Funnel | str] = {}
        self._variations: dict[str, Variation | str] = {}

    @property
    def of(self) -> Published:
        return self.found.of

    @property
    def name(self) -> str:
        return self.of.name

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What the figure is told apart by, in order; ("",) where it is one number."""
        return tuple(part.name for part in self.of.categories)

    @cached_property
    def part(self) -> str | None:
        """The part that stands for the whole: "" of one number, the median of quartiles, None of a mixture."""
        return next((name for name in ("", MIDDLE) if name in self.parts), None)

    @property
    def is_size(self) -> bool:
        """Whether it says how large an area is, so that there is no sense in setting it beside others."""
        return self.of.unit in SIZES

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """Every period that any area has a row of, in order."""
        return tuple(self.found.figures["period"].unique().sort())

    @cached_property
    def latest(self) -> str:
        """The last period in which any authority has a value."""
        known = self.found.figures.filter((pl.col("level") == "authority") & pl.col("value").is_not_null())
        return max(known["period"], default=self.periods[-1] if self.periods else "")

    @cached_property
    def unit(self) -> Unit:
        return unit_of(self.of.unit, self.found.figures["value"].to_list()[:2_000])

    @cached_property
    def england(self) -> str:
        """England's code; that of the imagined nation where this is one."""
        codes = self.found.figures.filter(pl.col("level") == "england")["area_code"]
        return codes[0] if len(codes) else ""

    def frame(self, code: str) -> pl.DataFrame:
        """All rows of an area, in the columns RELEASED."""
        return self._sorted.slice(*self._span.get(code, (0, 0)))

    def of_areas(self, codes: Sequence[str], *, and_last_year: bool = False) -> pl.DataFrame:
        """All rows of some areas, in their order; then, if asked for, those of all other authorities in the last "
        "year."""
        places = [np.arange(begin, begin + size) for begin, size in (self._span.get(code, (0, 0)) for code in codes)]
        if and_last_year:
            taken = np.concatenate(places) if places else np.zeros(0, dtype=np.int64)
            places.append(np.setdiff1d(self._of_last_year, taken, assume_unique=True))
        return self._sorted[np.concatenate(places)] if places else self._sorted.clear()

    @cached_property
    def _of_last_year(self) -> Integers:
        of_it = (pl.col("level") == "authority") & (pl.col("period") == self.latest)
        return self._sorted.select(of_it.arg_true()).to_series().cast(pl.Int64).to_numpy()

    def rows(self, code: str) -> Mapping[tuple[str, str], Row]:
        """An area's rows by period and part."""
        if code not in self._rows:
            rows = self.frame(code).iter_rows(named=True)
            self._rows[code] = {(row["period"], row["category"]): row for row in rows}
        return self._rows[code]

    def row(self, code: str, period: str = "", part: str | None = None) -> Row | None:
        """One row of an area: of the latest period and of the part that stands for the whole, if no other is named."""
        return self.rows(code).get((period or self.latest, (self.part or "") if part is None else part))

    def region(self, name: str) -> str:
        """A region's code, "" where the table has no figures of it."""
        return self._regions.get(name, "")

    @cached_property
    def _regions(self) -> Mapping[str, str]:
        rows = self.found.figures.filter(pl.col("level") == "region")
        return dict(rows.select("area", "area_code").unique().iter_rows())

    def at_latest(self) -> Mapping[str, Row]:
        """Every authority's row of the latest period, by code: of the part that stands for the whole."""
        if self._latest is None:
            rows = self._sorted[self._of_last_year].filter(pl.col("category") == (self.part or ""))
            self._latest = {row["area_code"]: row for row in rows.sort("area").iter_rows(named=True)}
        return self._latest

    @cached_property
    def values(self) -> Values:
        """Of the part that stands for the whole."""
        rows = self.found.figures.filter(pl.col("level") == "authority", pl.col("category") == (self.part or ""))
        rows = rows.with_columns(pl.col("area_code").alias("code"))
        codes = rows["code"].unique().sort().to_list()
        names = dict(rows.select("code", "area").iter_rows())
        across = {period: at for at, period in enumerate(self.periods)}
        down = {code: at for at, code in enumerate(codes)}
        at = ([down[code] for code in rows["code"]], [across[period] for period in rows["period"]])
        tables = []
        for column in ("value", "numerator", "denominator"):
            table = np.full((len(codes), len(self.periods)), np.nan)
            table[at] = rows[column].cast(pl.Float64).fill_null(np.nan).to_numpy()
            tables.append(table)
        return Values(tuple(codes), tuple(names[code] for code in codes), *tables)

    def estimates(self, codes: Iterable[str]) -> dict[str, Estimate]:
        """The latest figures of some authorities, by name, each with its interval or why there is none."""
        latest = self.at_latest()
        return {row["area"]: estimate(row, self.unit) for code in codes if (row := latest.get(code))}

    def funnel(self, period: str = "") -> Funnel | str:
        """The overdispersed funnel of a period's authorities; why there is none, where there is none."""
        period = period or self.latest
        if period not in self._funnels:
            self._funnels[period] = self._funnel(period)
        return self._funnels[period]

    @cached_property
    def paper(self) -> Paper | str:
        """The latest funnel laid out, for any area to be named on it; why there is none, where there is none."""
        found = self.funnel()
        return found if isinstance(found, str) else Paper.of(found)

    def _funnel(self, period: str) -> Funnel | str:
        if self.of.kind not in ("share", "rate") or self.part != "":
            return "A funnel needs counts, and what they are out of: the source prints neither."
        at, values = self.periods.index(period), self.values
        try:
            return funnel(
                values.names,
                values.numerator[:, at],
                np.nan_to_num(values.denominator[:, at]),
                kind="share" if self.of.kind == "share" else "rate",
                per=self.of.per,
                what=self.of.title,
            )
        except CannotSay as why:
            return f"There is no funnel: {why}."

    def variation(self, period: str) -> Variation | str:
        """Level and variation between a period's authorities; why they can't be told, where they can't."""
        if period not in self._variations:
            self._variations[period] = self._variation(period)
        return self._variations[period]

    def _variation(self, period: str) -> Variation | str:
        if self.of.kind not in ("share", "rate") or self.part != "" or period not in self.periods:
            return "the source prints no counts of it"
        at, values = self.periods.index(period), self.values
        count, out_of = values.numerator[:, at], np.nan_to_num(values.denominator[:, at])
        there = ~np.isnan(count) & (out_of > 0)
        if there.sum() < VARY_FROM:
            return f"only {there.sum()} authorities have a figure"
        names = [name for name, is_there in zip(values.names, there, strict=True) if is_there]
        try:
            if self.of.kind == "share":
                return variation.of_shares(names, count[there], out_of[there], what=self.of.title, among="authorities")
            return variation.of_rates(
                names, count[there], out_of[there], per=self.of.per, what=self.of.title, among="authorities"
            )
        except CannotSay as why:
            return f"{why}"

    def marks(self, code: str) -> tuple[Mark, ...]:
        """The periods that are not like the others, for this authority."""
        return tuple(mark for mark in self.found.marks if mark.area_code in ("", code))

    def notes(self, codes: Sequence[str]) -> tuple[str, ...]:
        """What to know of the figure, but for what is about authorities other than these."""
        others = {mark.words for mark in self.found.marks if mark.area_code and mark.area_code not in codes}
        return tuple(note for note in self.found.notes if note not in others)


def estimate(row: Row, unit: Unit) -> Estimate:
    """A released figure as the statistics room takes it."""
    method = Method(row["method"] or "as published", row["source"] or "")
    why = "" if row["status"] == GIVEN else row["why"] or row["status"]
    return Estimate(row["value"], row["lower"], row["upper"], unit, method, row["denominator"] or 0, why_not=why)
