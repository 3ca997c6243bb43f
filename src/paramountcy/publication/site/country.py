"""
The national figures, read once and kept for as many areas as are asked for: what areas are set beside.

Nothing here is of one area alone. What it costs is paid once, so that all of England's sites cost little more than one.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import numpy as np

from paramountcy.indicators.national import national
from paramountcy.indicators.published import published
from paramountcy.publication.site.durations import WITHIN, Durations, read_durations
from paramountcy.publication.site.everywhere import VARY_FROM, Everywhere
from paramountcy.returns.published.manifest import NotInStore
from paramountcy.returns.published.store import NEIGHBOURS_TABLE, Neighbour, Store
from paramountcy.statistics import variation
from paramountcy.statistics.variation import Variation
from paramountcy.terms.year import Year


class Country:
    """A store of published tables, and what was made of it so far. `missing` says why, by name, for what it lacks."""

    def __init__(self, store: Store):
        self.store = store
        self.missing: dict[str, str] = {}
        self._figures: dict[str, Everywhere | None] = {}
        self._bands: dict[int, Variation | str] = {}
        self._neighbours: dict[tuple[str, int], tuple[Neighbour, ...]] = {}

    @property
    def imagined(self) -> bool:
        return self.store.imagined

    def figure(self, name: str) -> Everywhere | None:
        """A figure of everywhere; None where the tables do not give it, and then `missing` may say why."""
        if name not in self._figures:
            self._figures[name] = self._read(name)
        return self._figures[name]

    def read_all(self) -> None:
        """Read every figure at once: much of it is work that Polars does beside ours."""
        with ThreadPoolExecutor() as threads:
            for _ in threads.map(self.figure, published()):
                pass

    def _read(self, name: str) -> Everywhere | None:
        if name not in published():
            return None
        try:
            found = national(self.store, name)
        except NotInStore as why:
            self.missing[name] = f"{why}"
            return None
        if found.figures.is_empty():
            self.missing[name] = "the table has no row of it"
            return None
        return Everywhere(found)

    @cached_property
    def durations(self) -> Durations | None:
        return read_durations(self.store)

    @cached_property
    def first_and_last(self) -> tuple[int, int]:
        """The first and the last year of the durations; (0, 0) where there are none."""
        years = self.durations.years if self.durations else []
        return (years[0], years[-1]) if years else (0, 0)

    def bands_vary(self, year: int) -> Variation | str:
        """Level and variation of the share within 45 days, between the authorities of which every band is printed."""
        if year not in self._bands:
            self._bands[year] = self._of_bands(year)
        return self._bands[year]

    def _of_bands(self, year: int) -> Variation | str:
        rows = [row for row in self.durations.authorities(year) if row.given()] if self.durations else []
        counts = np.array([[count or 0.0 for count in row.bands] for row in rows])
        if len(rows) < VARY_FROM or len(self.durations.years if self.durations else ()) < 2:
            return f"only {len(rows)} authorities have every band"
        names = [row.area for row in rows]
        within, whole = counts[:, :WITHIN].sum(axis=1), counts.sum(axis=1)
        return variation.of_shares(names, within, whole, what="Assessments within 45 days", among="authorities")

    @cached_property
    def first_is_apart(self) -> str:
        """What to know of the first year of the durations; "" where it is like the others."""
        found = self.figure("assessments_within_45_days")
        period = str(Year(self.first_and_last[0])) if self.first_and_last[0] else ""
        marks = found.marks("") if found else ()
        return next((mark.words for mark in marks if mark.period == period), "")

    @cached_property
    def vintages(self) -> tuple[int, ...]:
        """The years of the lists of neighbours that are there, the newest first."""
        found = {entry.version for entry in self.store.entries if entry.data_set == NEIGHBOURS_TABLE}
        return tuple(sorted((int(version) for version in found if version.isdigit()), reverse=True))

    def neighbours(self, code: str, vintage: int) -> tuple[Neighbour, ...]:
        """An authority's statistical neighbours, the nearest first; none where the list does not have it."""
        if (code, vintage) not in self._neighbours:
            try:
                found = self.store.neighbours(code, vintage=vintage)
            except NotInStore:
                found = ()
            self._neighbours[code, vintage] = found
        return self._neighbours[code, vintage]

    def attributions(self) -> list[str]:
        """The wording that the licences of the tables ask for, each once."""
        return sorted({entry.attribution for entry in self.store.entries})
