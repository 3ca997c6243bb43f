"""
What a release is: an area, a day, the figures that may be printed, and all that its pages are made of.

The figures of an area's own returns come here as they are printed, after disclosure control. No page sees anything
else, so no page can give away what was held back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from paramountcy.indicators.catalogue import SECTIONS, catalogue
from paramountcy.indicators.published import Published
from paramountcy.indicators.shape import Indicator
from paramountcy.publication.children.reviewed import Review
from paramountcy.publication.shape import RELEASED
from paramountcy.publication.site.area import Area
from paramountcy.publication.site.country import Country
from paramountcy.publication.site.everywhere import Everywhere, Row
from paramountcy.publication.site.given import NO_ANSWERS, Answer, Answers
from paramountcy.terms.authority import Authority
from paramountcy.terms.year import Year

OF_TEAMS = ("assessments_between_teams",)
"""Indicators of teams: they are the authority's own business, and nothing of them is published."""


class NotPublished(Exception):
    """A release can't be made as asked, and nothing was written. The message is a sentence, and says what to do."""


@dataclass(frozen=True)
class Subject:
    """
    What a page is about: a figure of the catalogue. `published` is it as published tables have it, `ours` as it is
    counted from returns; one of them may be missing. `origins` are who asks for it.
    """

    name: str
    id: str
    title: str
    unit: str
    better: str
    asks: str
    says: str
    beside: tuple[str, ...]
    origins: tuple[str, ...]
    published: Published | None
    ours: Indicator | None

    @property
    def slug(self) -> str:
        """Its name as a file bears it."""
        return self.name.replace("_", "-")

    @property
    def section(self) -> str:
        return SECTIONS[self.id[0]]


@dataclass(frozen=True)
class Given:
    """A return that figures were counted from."""

    year: Year
    made: date


@dataclass(frozen=True)
class Earlier:
    """An earlier release of the same area, which an attacker knows too."""

    made_on: str
    years: str


@dataclass(frozen=True, repr=False)
class Own:
    """
    What the area's own returns give, as it may be printed: `printed` in the columns RELEASED. `says` is what disclosure
    control did, and `tried` what the attack on the printed figures came to.
    """

    printed: pl.DataFrame
    years: tuple[Year, ...]
    given: tuple[Given, ...]
    remarks: tuple[str, ...]
    says: str
    tried: str
    tried_cells: int

    @cached_property
    def by_indicator(self) -> Mapping[str, pl.DataFrame]:
        parts = self.printed.partition_by("indicator", as_dict=True)
        return {str(name): rows for (name,), rows in parts.items()}

    def rows(self, name: str) -> pl.DataFrame:
        """The printed rows of an indicator; none where there is no such."""
        return self.by_indicator.get(name, self.printed.clear())

    def whole(self, name: str) -> dict[tuple[str, str], Row]:
        """Those without a breakdown, by period and part."""
        rows = self.rows(name).filter(pl.col("breakdown") == "all")
        return {(row["period"], row["category"]): row for row in rows.iter_rows(named=True)}


@dataclass(frozen=True, repr=False)
class Release:
    """
    All that the pages are made of.

    `vintage` is the list of neighbours that comes first, `listed` the area's own list of areas, `peers` the others of
    its region. `subjects` are the pages of figures, by name, in the order of the catalogue.
    """

    area: Area
    made_on: date
    version: str
    country: Country
    subjects: Mapping[str, Subject]
    own: Own | None = None
    answers: Answers = NO_ANSWERS
    vintage: int = 2025
    listed: tuple[Authority, ...] = ()
    peers: tuple[Authority, ...] = ()
    reviews: tuple[Review, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    def everywhere(self, name: str) -> Everywhere | None:
        """The published figures of a subject; None where there are none."""
        subject = self.subjects.get(name)
        return self.country.figure(subject.name) if subject and subject.published else None

    def answers_of(self, name: str) -> tuple[Answer, ...]:
        return self.answers.of.get(name, ())

    @cached_property
    def printed(self) -> pl.DataFrame:
        """Every figure about the area that any page prints, whoever counted it: the columns RELEASED."""
        parts = [pl.DataFrame(schema=RELEASED)]
        for name in self.subjects:
            if everywhere := self.everywhere(name):
                parts.append(everywhere.frame(self.area.code))
        if self.own:
            parts.append(self.own.printed)
        return pl.concat(parts)

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Subject, ...]]:
        """The subjects of each place of the catalogue."""
        found: dict[str, list[Subject]] = {}
        for subject in self.subjects.values():
            found.setdefault(subject.id, []).append(subject)
        return {id: tuple(subjects) for id, subjects in found.items()}


def not_published_here(id: str) -> str:
    """Why a place of the catalogue has no page, in words that end a sentence."""
    entry = catalogue()[id]
    if any(one.name in OF_TEAMS for one in entry.fed_by):
        return "it is of the area's teams, and nothing of them is published"
    if entry.fed_by:
        return "counted from the area's own returns, and none was given"
    return entry.waits_for or "no published table gives it"
