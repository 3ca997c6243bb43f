"""Writing a release: every page, every file of figures, and the list of them, into a folder that is replaced whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import PackageLoader, Template

from paramountcy.publication.look.pages import environment, write_assets
from paramountcy.publication.shape import RELEASED
from paramountcy.publication.site.area import Area
from paramountcy.publication.site.as_pdf import pdf
from paramountcy.publication.site.blocks import Heading, Link, Page, Point, Points, Words
from paramountcy.publication.site.country import Country
from paramountcy.publication.site.folder import ROWS, seal
from paramountcy.publication.site.pages import (
    about,
    children,
    listing,
    overview,
    quality,
    timeliness,
    trials,
    variation,
)
from paramountcy.publication.site.pages.figure import figure_page
from paramountcy.publication.site.shape import Release, Subject
from paramountcy.statistics.words import day_in_words

Progress = Callable[[str, float], None]

NAVIGATION = (
    ("Overview", overview.PATH),
    ("All figures", listing.PATH),
    ("Timeliness", timeliness.PATH),
    ("Level and lottery", variation.PATH),
    ("Trials", trials.PATH),
    ("For children", children.PATH),
    ("Data quality", quality.PATH),
    ("About", about.PATH),
)
DOCUMENT = "release.pdf"
IMAGINED = "Imagined: the areas and figures on these pages are made up, for demonstrations, tests and training."


@dataclass(frozen=True)
class Written:
    """What was written: the folder, how many pages and how many areas, and sentences of warning."""

    folder: Path
    pages: int
    areas: int
    warnings: tuple[str, ...]


def pages(release: Release) -> Iterator[Page]:
    """Every page of a release, in the order in which they are made."""
    yield overview.overview_page(release)
    yield listing.listing_page(release)
    yield timeliness.timeliness_page(release)
    yield variation.variation_page(release)
    yield trials.trials_page(release)
    yield children.children_page(release)
    yield quality.quality_page(release)
    yield about.about_page(release)
    for subject in release.subjects.values():
        yield figure_page(release, subject)


def write_release(release: Release, folder: Path, *, with_pdf: bool = False, progress: Progress | None = None) -> int:
    """
    Write all of a release into an empty folder, and say how many pages it has; with a PDF, as one document too.

    Raises paper.MissingPublish where a PDF is asked for and typst is not installed.
    """
    say = progress or (lambda step, share: None)
    write_assets(folder)
    (folder / "data").mkdir()
    (folder / "indicators").mkdir()
    total = len(release.subjects) + len(NAVIGATION)
    count = 0
    made = list(pages(release)) if with_pdf else pages(release)
    for page in made:
        say("writing pages", count / total)
        text = html(release, page, document=DOCUMENT if with_pdf else "")
        (folder / page.path).write_text(text, encoding="utf-8", newline="\n")
        count += 1
    if with_pdf:
        say("writing the document", 1.0)
        banner = IMAGINED if release.country.imagined else ""
        (folder / DOCUMENT).write_bytes(pdf(release, made, banner=banner))
    files = {f"data/{subject.slug}.csv": figures(release, subject) for subject in release.subjects.values()}
    write_files({ROWS: release.printed, **files}, folder)
    seal(folder, facts(release))
    say("writing pages", 1.0)
    return count


def write_areas(areas: Sequence[Area], country: Country, made_on: date, folder: Path) -> None:
    """The page that lists the sites of several areas by name, each in a folder of its own."""
    write_assets(folder)
    points = tuple(Point("", Link(one.name, f"{one.slug}/index.html")) for one in areas)
    text = (
        f"{len(areas)} areas, in the order of their names. Each has pages of its own: what is published of it, "
        "beside its neighbours. None is ranked."
    )
    page = Page("index.html", "Areas", (Words((text,), lead=True), Points(points)))
    rendered = _template().render(
        page=page,
        title="Children’s social care, area by area",
        root="",
        banner=IMAGINED if country.imagined else "",
        made_on=day_in_words(made_on),
        sources=country.attributions(),
    )
    (folder / page.path).write_text(rendered, encoding="utf-8", newline="\n")


def html(release: Release, page: Page, *, document: str = "") -> str:
    """A page as it is sent, all in it escaped but our own charts. `document` is where the whole lies as a PDF."""
    return _template().render(
        page=page,
        document=document if page.path == overview.PATH else "",
        title=page.title,
        section=page.section,
        area=release.area.name,
        root=page.root,
        crumbs=[{"text": one.text, "to": one.to} for one in page.crumbs],
        navigation=[
            {"text": text, "to": f"{page.root}{path}", "current": path == page.path} for text, path in NAVIGATION
        ],
        contents=contents(page),
        banner=IMAGINED if release.country.imagined else "",
        made_on=day_in_words(release.made_on),
        sources=release.country.attributions(),
    )


def contents(page: Page) -> list[Link]:
    """The headings of a page, to go to."""
    return [
        Link(block.text, f"#{block.id}") for block in page.blocks if isinstance(block, Heading) and block.level == 2
    ]


def figures(release: Release, subject: Subject) -> pl.DataFrame:
    """
    The rows behind a page, in the columns RELEASED: the area's own, those of England and its region in every year. Of a
    figure that is one number also those of its neighbours, its own list and what it was before, and all authorities'
    in the last year.
    """
    found = [pl.DataFrame(schema=RELEASED)]
    if release.own:
        found.append(release.own.rows(subject.name))
    if everywhere := release.everywhere(subject.name):
        area = release.area
        wanted = [area.code, everywhere.england, everywhere.region(area.region), *(one.la_code for one in area.before)]
        if everywhere.part is not None:
            vintages = release.country.vintages
            wanted += [one.la_code for vintage in vintages for one in release.country.neighbours(area.code, vintage)]
            wanted += [one.la_code for one in release.listed]
        codes = list(dict.fromkeys(code for code in wanted if code))
        found.append(everywhere.of_areas(codes, and_last_year=everywhere.part is not None))
    return pl.concat(found)


def write_files(files: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """
    Each table, by the name of its file, as CSV. All have the same columns.

    They are made into text at once and parted after: a call for each of a hundred would cost more than all their rows.
    """
    whole = BytesIO()
    pl.concat(files.values()).write_csv(whole)
    headings, *lines = whole.getvalue().splitlines(keepends=True)
    if len(lines) != sum(rows.height for rows in files.values()):
        # A cell holds the end of a line, so that lines are no rows.
        for name, rows in files.items():
            rows.write_csv(folder / name)
        return
    rest = iter(lines)
    for name, rows in files.items():
        (folder / name).write_bytes(b"".join([headings, *islice(rest, rows.height)]))


def facts(release: Release) -> Mapping[str, Any]:
    """What a release is about, for the list of its files."""
    return {
        "kind": "area",
        "area": release.area.name,
        "area_code": release.area.code,
        "made_on": release.made_on.isoformat(),
        "software": f"Paramountcy {release.version}",
        "imagined": release.country.imagined,
        "neighbours": release.vintage,
        "returns": [str(one.year) for one in release.own.given] if release.own else [],
        "earlier": [{"made_on": one.made_on, "years": one.years} for one in release.earlier],
        "tables": [
            {
                "table": entry.data_set,
                "release": entry.version,
                "title": f"{entry.publication}: {entry.title}",
                "sha256": entry.source.sha256,
                "licence": entry.licence,
            }
            for entry in release.country.store.entries
        ],
    }


@cache
def _template() -> Template:
    return environment(site=PackageLoader("paramountcy.publication.site")).get_template("site/page.html")
