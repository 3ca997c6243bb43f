"""
Making the demo: a return with planted faults and its check; then, of an authority of the imagined nation, its month's
report and the site it publishes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

import paramountcy
from paramountcy import __version__
from paramountcy.imagine import cin_return
from paramountcy.imagine.nation.nation import area_of
from paramountcy.imagine.nation.nation import store as imagined_store
from paramountcy.indicators.period import Period
from paramountcy.publication.figures.gather import gather
from paramountcy.publication.figures.write import write as write_figures
from paramountcy.publication.site import publish
from paramountcy.record.read import read_returns
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.put import put
from paramountcy.returns.report.shape import Report
from paramountcy.returns.report.write import write
from paramountcy.returns.write_xml import write as write_xml
from paramountcy.terms.year import Year

CHILDREN = 1_500
SHARE_AT_FAULT = 0.3
YEAR = Year.of("2025-26")
SEED = 2011
AREA = "Applemere"
YEARS = tuple(Year.of(name) for name in ("2022-23", "2023-24", "2024-25"))
"""The years of the returns that are published from: those that the imagined nation has published figures of too."""

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Made:
    """
    What was made, each in its place under `folder`, which is what is shown. `planted` is how many faults were put into
    the return, `missed` how many of them the check did not find.
    """

    folder: Path
    report: Report
    returned: Path
    planted: int
    missed: int
    pages: int


def make(folder: Path, *, at: datetime, today: date, progress: Progress) -> Made:
    """Make all of it in a folder. What is not for showing, the returns and the store, lies beside the pages."""
    work, shown = folder / "work", folder / "pages"
    for place in (work, shown):
        place.mkdir(parents=True, exist_ok=True)
    progress("imagining a return with faults", 0.0)
    report, returned, planted, missed = _checked(work, shown)
    progress("imagining a nation", 0.15)
    store = imagined_store(work / "nation")
    told = area_of(AREA)
    files = []
    for place, year in enumerate(YEARS):
        progress("imagining returns", 0.35 + 0.05 * place)
        files.append(_written(told.returns(year), work / f"{AREA.lower()}-{year}.xml", year))
    progress("measuring", 0.5)
    month = gather(
        read_returns(files),
        Period.of(YEARS[-1]),
        made_at=at,
        version=__version__,
        store=store,
        progress=lambda step, share: progress(step, 0.5 + 0.2 * share),
    )
    for name in ("figures.html", "figures.xlsx", "figures.docx"):
        write_figures(month, shown / name)
    written = publish(
        AREA,
        shown / "site",
        made_on=today,
        store=store.folder,
        returns=files,
        progress=lambda step, share: progress(step, 0.7 + 0.3 * share),
    )
    return Made(shown, report, returned, planted, missed, written.pages)


def _checked(work: Path, shown: Path) -> tuple[Report, Path, int, int]:
    """A return with planted faults, checked: its report as pages, and how many faults the check missed."""
    tables, truth = cin_return(children=CHILDREN, year=YEAR, seed=SEED, faults=SHARE_AT_FAULT)
    returned = _written(tables, work / "imagined-return.xml", YEAR)
    report = paramountcy.check(returned)
    for name in ("check.html", "check.xlsx"):
        write(report, shown / name)
    planted = set(truth.select("rule", "child").iter_rows())
    found = set(report.findings.select("rule", "child").iter_rows())
    return report, returned, len(planted), len(planted - found)


def _written(tables: Mapping[str, pl.DataFrame], path: Path, year: Year) -> Path:
    return put(path, lambda file: write_xml(tables, CIN, file, year=year))
