"""The month's report as one page, to read in any browser or on paper, without a network or scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from paramountcy.indicators.catalogue import SECTIONS
from paramountcy.publication.figures import mark, tables, words
from paramountcy.publication.figures.shape import VERDICTS, Figure, Report
from paramountcy.publication.figures.usual_range import months
from paramountcy.publication.shape import Chart, Table
from paramountcy.returns.report import page
from paramountcy.returns.report.visible import short

HERE = Path(__file__).parent
ROWS = 300
"""How many rows of a verdict are listed; the rest are counted, and the workbook has them all."""


@dataclass(frozen=True)
class Listed:
    """The rows of one verdict, as the page lists them."""

    verdict: str
    means: str
    rows: int
    children: int
    why: list[tuple[str, int]]
    shown: list[tuple[Any, ...]]
    has_why: bool

    @property
    def more(self) -> int:
        return self.rows - len(self.shown)


@dataclass(frozen=True)
class Shown:
    """A figure as the page tells of it."""

    of: Figure
    chart: Chart | None
    parts: Table | None
    teams: Table | None
    listed: list[Listed]
    date: str


def write(report: Report, out: BinaryIO) -> None:
    out.write(html(report).encode())


def html(report: Report) -> str:
    """The page of a report."""
    head = report.head
    sections = [
        (letter, SECTIONS[letter], [_shown(one) for one in figures])
        for letter, figures in groupby(report.figures, key=lambda one: one.indicator.id[0])
    ]
    return page.render(
        HERE / "figures.html.jinja",
        page.style(HERE / "figures.css"),
        report=report,
        said=words,
        title=words.title(head.area, head.period),
        mark=mark,
        sections=sections,
        verdicts=VERDICTS,
        has_teams=head.people,
        returns=tables.returns(report),
        findings=tables.findings(report),
    )


def _shown(one: Figure) -> Shown:
    return Shown(
        of=one,
        chart=months(one),
        parts=tables.parts(one),
        teams=tables.teams(one),
        listed=list(_listed(one)),
        date=words.date_of(one.indicator),
    )


def _listed(one: Figure) -> Iterator[Listed]:
    for verdict, means in VERDICTS.items():
        rows = one.children.filter(pl.col("verdict") == verdict)
        if rows.is_empty():
            continue
        why = one.tally.filter((pl.col("verdict") == verdict) & (pl.col("why") != ""))
        shown = [
            (short(child or ""), short(team or ""), words.day_in_words(day) if day else "", short(why), place)
            for child, team, day, _, why, place in rows.head(ROWS).iter_rows()
        ]
        reasons = why.select("why", "rows").rows()
        yield Listed(
            verdict,
            means,
            rows.height,
            rows["child"].n_unique(),
            reasons,
            shown,
            has_why=any(row[3] for row in shown),
        )
