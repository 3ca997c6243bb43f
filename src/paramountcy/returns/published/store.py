"""
Asking the store: a measure for areas and years, neighbours, populations.

Tables are scanned when they are asked, and only the rows asked for are read. What an answer does not hold is said in
its notes: a year without data, an authority that had ended, a break in the series.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import polars as pl

from paramountcy.returns.published import areas as places
from paramountcy.returns.published import asked
from paramountcy.returns.published.catalogue import Column, breaks, data_set, data_sets, measures
from paramountcy.returns.published.imagined import imagined_areas, imagined_authorities, imagined_trials
from paramountcy.returns.published.manifest import MANIFEST, Entry, NotInStore, read_manifest
from paramountcy.returns.published.rates import estimates_end_in, rates
from paramountcy.returns.published.shape import AUTHORITY, REGIONAL, STATUSES
from paramountcy.returns.report.words import together
from paramountcy.terms.authority import Authority, authorities

POPULATION, POPULATION_TABLE = "population_0_17", "context/population"
NEIGHBOURS_TABLE, LOWER_TIER_TABLE, DICTIONARY_TABLE = "context/neighbours", "context/lower_tier", "lait/dictionary"


@dataclass(frozen=True)
class Answer:
    """
    What the store has: `figures` in the columns of FIGURES, in the order of year and area.

    `notes` are sentences for whoever reads the figures: what is missing and why, where the series breaks.
    """

    figures: pl.DataFrame
    notes: tuple[str, ...]
    label: str
    unit: str
    attribution: str


@dataclass(frozen=True)
class Neighbour:
    """A statistical neighbour, as published. `closeness` is the publisher's label; rank 1 is the nearest."""

    rank: int
    la_code: str
    name: str
    closeness: str


@dataclass(frozen=True)
class _Found:
    """A table that can give a measure: as printed, or as the rate of a count that it prints."""

    entry: Entry
    rate_of: str = ""
    estimates: Entry | None = None


class Store:
    """The tables in a folder, as they are listed now. Raises NotInStore where the list can't be read."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.entries = read_manifest(folder)

    def __repr__(self) -> str:
        return f"{len(self.entries)} tables in {self.folder}"

    @property
    def imagined(self) -> bool:
        """Whether nobody in it is real: it holds tables of the imagined nation, and no others."""
        return any(entry.imagined for entry in self.entries)

    @cached_property
    def measures(self) -> frozenset[str]:
        """The names of all measures that some table prints."""
        return frozenset(name for entry in self.entries for name in entry.measures)

    def measure(
        self,
        name: str,
        *,
        areas: Sequence[str] = (),
        years: Sequence[int] = (),
        level: str = "",
        breakdown: str | None = None,
        data_set: str = "",
        version: str = "",
    ) -> Answer:
        """
        Figures of a measure, from the release that goes furthest; a table named or a release named comes first.

        `areas` are names or codes of authorities, regions, or England; none given: all. `years` likewise. `level` is
        one of LEVELS, `breakdown` one whole text of that column. A rate that the release no longer prints is
        computed, and marked so. Raises NotInStore where there is nothing to give, with the sentence why.
        """
        found = self._best(name, data_set, version)
        entry = found.entry
        wanted, notes = asked.years_of(entry, name, years)
        rows = self._scan(entry).filter(pl.col("measure") == (found.rate_of or name))
        if level:
            rows = rows.filter(pl.col("geographic_level") == level)
        if years:
            rows = rows.filter(pl.col("year").is_in(wanted))
        if breakdown is not None:
            rows = rows.filter(pl.col("breakdown") == breakdown)
        if areas:
            pairs, more = asked.areas_of(entry, areas, wanted)
            codes = pairs["code"].unique().to_list()
            near = _collected(
                rows.filter(pl.col("la_code").is_in(codes) | pl.col("gss_code").is_in(codes)), self.folder
            )
            figures = near.join(pairs.unique(), left_on=[asked.CODE, "year"], right_on=["code", "year"], how="semi")
            notes += more + asked.absent(pairs, figures)
        else:
            figures = _collected(rows, self.folder)
        if found.rate_of and found.estimates:
            population = self._scan(found.estimates).filter(pl.col("measure") == POPULATION)
            figures = rates(figures, _collected(population, self.folder), name)
            notes.append(
                f"{entry.title} {entry.version} does not print {name}: it was computed with the mid-year estimates "
                f"{found.estimates.version}"
            )
        la_codes, there = set(figures["la_code"].to_list()), set(figures["year"].drop_nulls().to_list())
        of = found.rate_of or name
        if not entry.imagined:
            notes += [one.words for one in breaks() if one.touches(entry.data_set, of, la_codes, there)]
        label, unit = self.words(name)
        return Answer(
            figures.sort("year", "geographic_level", "area", "breakdown", maintain_order=True, nulls_last=True),
            tuple(dict.fromkeys(notes)),
            label,
            unit,
            entry.attribution,
        )

    def scan(self, table: str, version: str = "") -> pl.LazyFrame:
        """All rows of a table, of its latest release or the one named. Raises NotInStore."""
        return self._scan(self._entry(table, version))

    def regions(self) -> tuple[places.Area, ...]:
        """The nine regions: together England, without overlap. Inner and Outer London are parts of one of them."""
        if self.imagined:
            invented = (one for one in imagined_areas() if one.level == REGIONAL)
            return tuple(places.Area(REGIONAL, "", one.gss_code, one.name) for one in invented)
        return tuple(one.area for one in places.regions() if one.area.geographic_level == REGIONAL)

    def authority(self, code_or_name: str, *, on: date) -> Authority:
        """
        The authority that this store's figures of a day call so: an imagined one where the store is imagined.

        Raises NoSuchAuthority, with a sentence: what is near, or what it became.
        """
        return asked.authority_on(code_or_name, on, imagined=self.imagined)

    def authorities(self, *, on: date) -> tuple[Authority, ...]:
        """All authorities that stand on a day, or the imagined ones, by three-digit code."""
        return imagined_authorities() if self.imagined else authorities(on=on)

    @property
    def imagined_trials(self) -> dict[str, str]:
        """Where the store is imagined, its eight trial authorities, names by code; else none."""
        return imagined_trials() if self.imagined else {}

    def population(self, area: str, year: int, *, vintage: str) -> int:
        """
        Children aged 0 to 17 in the middle of a year, by the estimates of a vintage, as in "2012_to_2023".

        Raises NotInStore where that is not known.
        """
        answer = self.measure(POPULATION, areas=[area], years=[year], data_set=POPULATION_TABLE, version=vintage)
        found = answer.figures.drop_nulls("value")
        if found.is_empty():
            status = answer.figures["status"][0] if answer.figures.height else "x"
            raise NotInStore(f"the population of {area} in {year} is {STATUSES[status]}, in the estimates {vintage}")
        return int(found["value"].sum())

    def neighbours(self, area: str, *, vintage: int) -> tuple[Neighbour, ...]:
        """
        The statistical neighbours of an authority in a year's list, the nearest first. Raises NotInStore.

        They are as published then: one may have ended since.
        """
        rows = _collected(self._scan(self._entry(NEIGHBOURS_TABLE, f"{vintage}")), self.folder)
        code = asked.listed_code(area, rows, imagined=self.imagined)
        return tuple(
            Neighbour(row["rank"], row["neighbour_code"], row["neighbour"], row["closeness"])
            for row in rows.filter(pl.col("la_code") == code).sort("rank").iter_rows(named=True)
        )

    def lower_tier(self) -> pl.DataFrame:
        """Which authority each lower-tier district lies in. Raises NotInStore where the lookup is not loaded."""
        return _collected(self._scan(self._entry(LOWER_TIER_TABLE, "")), self.folder)

    def dictionary(self, measure: str) -> dict[str, str] | None:
        """What the department's interactive tool says of one of its measures, as in "lait/ReReferral"."""
        entries = [entry for entry in self.entries if entry.data_set == DICTIONARY_TABLE]
        if not entries:
            return None
        rows = _collected(self._scan(entries[0]).filter(pl.col("measure") == measure), self.folder)
        return rows.row(0, named=True) if rows.height else None

    def words(self, name: str) -> tuple[str, str]:
        """The label and the unit of a measure; its own name and "" where nobody gives any."""
        if known := measures().get(name):
            return known[0].label, known[0].unit
        said = self.dictionary(name) or {}
        return said.get("chart_title") or said.get("label") or name, said.get("unit") or ""

    def _entry(self, table: str, version: str) -> Entry:
        have = [entry for entry in self.entries if entry.data_set == table]
        if version:
            chosen = [entry for entry in have if entry.version == version]
        else:
            chosen = sorted(have, key=lambda entry: (entry.last_year, entry.version))[-1:]
        if chosen:
            return chosen[0]
        if have:
            others = together([entry.version for entry in have])
            raise NotInStore(
                f"the store has {table} of {others}, and not of {version}: load it, or choose one of those"
            )
        raise self._nothing(f"the store has no table {table}")

    def _nothing(self, said: str) -> NotInStore:
        if self.entries:
            return NotInStore(f"{said}: load the published file that holds it with `paramountcy national load`")
        if not (self.folder / MANIFEST).exists():
            return NotInStore(f"there is no store in {self.folder}: make one with `paramountcy national load FOLDER`")
        return NotInStore(f"the store in {self.folder} is empty: fill it with `paramountcy national load FOLDER`")

    def _scan(self, entry: Entry) -> pl.LazyFrame:
        return pl.scan_parquet(self.folder / entry.file)

    def _best(self, name: str, table: str, version: str) -> _Found:
        """
        The table that gives a measure: one with authorities before others, then the one that goes furthest, as printed
        before computed, and its home first.
        """
        order = {one.name: place for place, one in enumerate(data_sets())}
        known = measures().get(name, ())
        counted = next((column.rate_of for column in known if column.rate_of), "")
        found = []
        for entry in self.entries:
            if (table and entry.data_set != table) or (version and entry.version != version):
                continue
            if name in entry.measures:
                found.append(_Found(entry))
            elif counted in entry.measures:
                found.append(_Found(entry, counted, self._estimates(entry)))
        if not found:
            raise self._unknown(name, known, table, version)
        best = min(
            found,
            key=lambda one: (
                AUTHORITY not in one.entry.levels,
                -one.entry.last_year,
                bool(one.rate_of),
                order.get(one.entry.data_set, len(order)),
            ),
        )
        if best.rate_of and not best.estimates:
            end = estimates_end_in(best.entry.last_year)
            raise NotInStore(
                f"{best.entry.data_set} {best.entry.version} does not print {name}, and to compute it the mid-year "
                f"population estimates that end in {end} are needed: load them"
            )
        return best

    def _estimates(self, entry: Entry) -> Entry | None:
        end = estimates_end_in(entry.last_year)
        return next((one for one in self.entries if one.data_set == POPULATION_TABLE and one.last_year == end), None)

    def _unknown(self, name: str, known: Sequence[Column], table: str, version: str) -> NotInStore:
        where = " ".join(part for part in (table, version) if part)
        if where and (name in self.measures or known):
            return self._nothing(f"the store has no {name} in {where}")
        if known:
            home = data_set(known[0].data_set)
            assert home is not None
            return self._nothing(f"{name} is of the table {home.name} ({home.title}), and the store does not have that")
        near = get_close_matches(name, [*self.measures, *measures()], n=3, cutoff=0.6)
        meant = f": did you mean {together(list(dict.fromkeys(near)))}?" if near else ""
        return NotInStore(f"there is no measure {name!r}{meant}")


def _collected(rows: pl.LazyFrame, folder: Path) -> pl.DataFrame:
    try:
        return rows.collect()
    except (pl.exceptions.PolarsError, OSError) as wrong:
        raise NotInStore(f"a table of the store in {folder} can't be read: load it again") from wrong
