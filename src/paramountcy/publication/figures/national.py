"""
What the published tables add to an authority's own report: the population that rates are of, and its neighbours.

Published figures run behind: neighbours are told for the latest year that is published and that the returns tell of
too, and the area's own figure beside them is of that same year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from paramountcy.indicators.kinds import Kind, Rate
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Indicator
from paramountcy.publication.figures.headline import category, unit_of
from paramountcy.record.read import area_in_words
from paramountcy.returns.published.manifest import NotInStore
from paramountcy.returns.published.store import NEIGHBOURS_TABLE, POPULATION, Store
from paramountcy.statistics.neighbours import COLUMNS, beside
from paramountcy.statistics.shape import CannotSay, Estimate, Method
from paramountcy.statistics.words import together
from paramountcy.terms.year import Year

CARRIED = 3
"""For how many years after the last published population it is still used, saying so."""
OURS = Method("from the area's own returns", "Paramountcy, catalogue of indicators")
THEIRS = Method("as published", "Department for Education")


@dataclass(frozen=True)
class Beside:
    """What the published tables say to one figure: sentences, and what to know of them."""

    says: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class National:
    """The published tables, as far as an authority's report needs them."""

    store: Store | None
    area_code: str
    area: str
    years: tuple[Year, ...]
    population: pl.DataFrame | None
    remarks: tuple[str, ...]
    sources: tuple[str, ...]

    @classmethod
    def of(cls, store: Store | None, area_code: str, years: Sequence[Year], period: Period) -> "National":
        """From a store, or none: then there are neither rates nor neighbours, and the remarks say so."""
        area = area_in_words(area_code, on=period.end)
        if store is None or not store.entries:
            said = (
                "No published tables were given, so there are counts without rates, and no neighbours: load them with "
                "`paramountcy national load`."
            )
            return cls(None, area_code, area, tuple(years), None, (said,), ())
        population, remarks, sources = _population(store, area_code, [*years, period.year])
        return cls(store, area_code, area, tuple(years), population, tuple(remarks), tuple(sources))

    def beside(self, one: Indicator, kind: Kind, own: pl.DataFrame) -> Beside:
        """One figure beside its neighbours; `own` are the area's own figures of each year, whole."""
        if self.store is None or category(kind) is None or self.lists is None:
            return Beside()
        from paramountcy.indicators.national import national, published

        if not any(of.same_as == one.name for of in published().values()):
            return Beside()
        try:
            found = national(self.store, one.name)
        except NotInStore as why:
            return Beside((), (f"No neighbours: {why}.",))
        return self._told(kind, own, found.figures)

    def _told(self, kind: Kind, own: pl.DataFrame, theirs: pl.DataFrame) -> Beside:
        alike = (pl.col("breakdown") == "all") & (pl.col("category") == category(kind))
        given = theirs.filter(alike & (pl.col("level") == "authority"))
        ours = {row["period"]: row for row in own.filter(alike).iter_rows(named=True) if row["value"] is not None}
        both = [year for year in map(str, reversed(self.years)) if year in ours]
        year = next((year for year in both if given.filter(pl.col("period") == year)["value"].count()), None)
        if year is None:
            return Beside()
        lists = self.lists
        assert lists is not None
        unit = unit_of(kind, rate=isinstance(kind, Rate))
        values = {
            row["area"]: Estimate(row["value"], row["lower"], row["upper"], unit, THEIRS, 0, why_not=row["status"])
            for row in given.filter(pl.col("period") == year).iter_rows(named=True)
            if row["area_code"] != self.area_code
        }
        mine = ours[year]
        values[self.area] = Estimate(mine["value"], mine["lower"], mine["upper"], unit, OURS, 0)
        try:
            told = beside(self.area, values, lists, vintages=self.vintages, what=f"in {year}")
        except CannotSay as why:
            return Beside((), (f"No neighbours: {why}.",))
        own_says = f"{self.area} in {year}: {told.own.says}."
        return Beside((own_says, *(told.says_of(group) for group in told.groups)))

    @cached_property
    def lists(self) -> pl.DataFrame | None:
        """The neighbours of the area in every list there is, in the columns of statistics.neighbours; None: no list."""
        assert self.store is not None
        rows = []
        for vintage in self.vintages:
            try:
                near = self.store.neighbours(self.area_code, vintage=int(vintage))
            except NotInStore:
                continue
            rows += [(self.area, one.name, one.rank, one.closeness, vintage) for one in near]
        return pl.DataFrame(rows, schema=list(COLUMNS), orient="row") if rows else None

    @cached_property
    def vintages(self) -> list[str]:
        assert self.store is not None
        return sorted(entry.version for entry in self.store.entries if entry.data_set == NEIGHBOURS_TABLE)


def _population(store: Store, area: str, years: Sequence[Year]) -> tuple[pl.DataFrame | None, list[str], list[str]]:
    """Children of the area by year (as `measure` asks for it), what to know of it, and whom to name for it."""
    try:
        answer = store.measure(POPULATION, areas=[area])
    except (NotInStore, ValueError) as why:
        return None, [f"There are counts without rates, as the population is not known: {why}."], []
    known = answer.figures.drop_nulls("value").group_by("year").agg(pl.col("value").sum().cast(pl.Int64))
    if known.is_empty():
        return None, ["There are counts without rates, as the published tables have no population of this area."], []
    of = {int(year): int(children) for year, children in known.iter_rows()}
    last, remarks = max(of), []
    wanted = {year.ends_in - 1 for year in years}
    carried = [year for year in sorted(wanted - of.keys()) if last < year <= last + CARRIED]
    of |= dict.fromkeys(carried, of[last])
    if carried:
        told = together([str(Year(year + 1)) for year in carried])
        remarks.append(
            f"The latest population in the published tables is that of mid-{last}: the rates of {told} are of it too."
        )
    rows = [(area, year, children) for year, children in sorted(of.items())]
    return pl.DataFrame(rows, schema=["area", "year", "children"], orient="row"), remarks, [answer.attribution]
