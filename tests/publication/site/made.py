"""What the tests of the site share: stores, countries and releases, each made once."""

import atexit
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from paramountcy.imagine import authority as imagined_authority
from paramountcy.imagine import returns
from paramountcy.imagine.nation.nation import area_of as told_of
from paramountcy.imagine.nation.nation import store as imagined_store
from paramountcy.publication.site.country import Country
from paramountcy.publication.site.everywhere import Everywhere
from paramountcy.publication.site.gather import find_area, gather
from paramountcy.publication.site.shape import Release
from paramountcy.returns.cin.census import CENSUS
from paramountcy.returns.published.keep import load, tables_in
from paramountcy.returns.published.store import Store
from paramountcy.returns.write_xml import write as write_xml
from paramountcy.terms.year import Year

ON = date(2026, 4, 1)
TOLD = "Applemere"
"""The imagined authority whose returns can be had."""


@cache
def folder() -> Path:
    place = Path(tempfile.mkdtemp(prefix="paramountcy-site-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place


@cache
def real_store(shared: Path) -> Path:
    """The published tables of ../shared, loaded."""
    place = folder() / "real"
    tables = [file for part in sorted((shared / "data").iterdir()) if part.is_dir() for file in tables_in(part)]
    load(tables, place, at=datetime(2026, 1, 1, tzinfo=UTC))
    return place


class Part(Country):
    """A country of which only some figures are looked at, one of each kind: the rest would only take time."""

    NAMES = frozenset({
        "child_population", "income_deprivation_score", "referrals", "re_referrals", "referrals_by_source",
        "referrals_by_month", "assessments_within_45_days", "assessment_days", "assessment_quartiles",
        "children_in_need", "protection_plans", "repeat_plans", "plans_reviewed", "children_looked_after",
        "three_or_more_placements", "placed_far_from_home", "first_time_entrants", "social_work_vacancies", "caseload",
    })  # fmt: skip

    def figure(self, name: str) -> Everywhere | None:
        return super().figure(name) if name in self.NAMES else None


@cache
def real_country(shared: Path) -> Country:
    return Part(Store(real_store(shared)))


@cache
def real(shared: Path, area: str) -> Release:
    """A release of an area, from published tables alone."""
    country = real_country(shared)
    return gather(find_area(area, country, on=ON), country, made_on=ON, version="0")


@cache
def nation() -> Path:
    """The store of the imagined nation."""
    imagined_store(folder() / "nation")
    return folder() / "nation"


@cache
def country() -> Country:
    return Part(Store(nation()))


@cache
def return_files(*years: int, children: int = 0) -> tuple[Path, ...]:
    """Returns of the authority that is told child by child; with fewer children, of one like it."""
    told = told_of(TOLD)
    story = imagined_authority(children=children or told.children, year=told.year, seed=told.seed, la_code=told.la_code)
    found = []
    for year in years:
        path = folder() / f"cin-{year}-{children}.xml"
        with path.open("wb") as out:
            write_xml(returns(story, Year(year)), CENSUS.kind, out, year=Year(year))
        found.append(path)
    return tuple(found)


@cache
def imagined(*years: int, children: int = 0) -> Release:
    """A release of the imagined authority, with its own returns of some years, if any."""
    area = find_area(TOLD, country(), on=ON)
    files = return_files(*years, children=children) if years else ()
    return gather(area, country(), made_on=ON, version="0", returns=files)


class Read(HTMLParser):
    """A page as a machine reads it: ids, links, headings, text, and what is not closed."""

    VOID = frozenset({"meta", "link", "br", "img", "input", "hr", "path", "line", "rect", "circle", "polyline"})

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()
        self.wrong += [f"{tag} is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in found.items()]
        if "id" in found:
            self.ids.append(found["id"])
        for name in ("href", "src"):
            if name in found:
                self.links.append(found[name])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def pages_of(site: Path) -> Iterator[Path]:
    return iter(sorted(site.rglob("*.html")))
