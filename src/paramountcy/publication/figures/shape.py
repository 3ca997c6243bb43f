"""
What the month's report is made of: its head, its figures, and the children behind each.

Everything a reader is told is made here once, as sentences and frames, so that the workbook, the document and the page
say the same. Nothing of it may be published: `mark` says how every copy is known.
"""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from paramountcy.indicators.kinds import Kind
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Indicator
from paramountcy.publication.figures.headline import point
from paramountcy.record.read import Taken
from paramountcy.statistics.control_chart import Chart
from paramountcy.statistics.shape import Unit

IN, OUT, NOT_COUNTED = "in", "out", "not counted"
VERDICTS = {
    IN: "counted, and what the figure asks about",
    OUT: "among those that the figure is out of, and not what it asks about",
    NOT_COUNTED: "looked at, and neither: it says why",
}

LISTED = {
    "child": pl.String(),
    "team": pl.String(),
    "date": pl.Date(),
    "verdict": pl.String(),
    "why": pl.String(),
    "place": pl.String(),
}
"""
Who is behind a figure, a row for each row looked at: `child` is the LAchildID as in the return, `team` the child's
teams, `verdict` one of VERDICTS, `why` why not, or what it counts as, and `place` the return, table and row.
"""

TALLIED = {"verdict": pl.String(), "why": pl.String(), "rows": pl.Int64(), "children": pl.Int64()}
"""How many rows, and how many children, are behind a figure as what; columns of `Figure.tally`."""

POINTS = {
    "period": pl.String(),
    "name": pl.String(),
    "count": pl.Int64(),
    "out_of": pl.Int64(),
    **dict.fromkeys(("value", "lower", "upper"), pl.Float64()),
    "why": pl.String(),
}
"""One number over time: `period` as it is written, `name` as it is read, and `why` there is no value."""


@dataclass(frozen=True)
class Head:
    """What the report is about, and what it was made from. `people` says whether teams were given."""

    area: str
    area_code: str
    period: Period
    made_at: datetime
    returns: tuple[Taken, ...]
    version: str
    people: bool


@dataclass(frozen=True)
class Partner:
    """A figure that another must be read beside, so that nobody improves one by spoiling the other."""

    number: str
    """Its number in the report, "" where it is not in it."""
    says: str


@dataclass(frozen=True, repr=False, eq=False)
class Figure:
    """
    One figure of the report. `number` is its place in the catalogue, with a letter where several share one.

    `rows` are its figures of the period, whole; `earlier` those of the period it is compared with; `years` those of
    each year, and `groups` those by group (all in the columns FIGURES). `months` follows the one number that stands for
    it (POINTS), and `chart` is its control chart where there are months enough. `moved` is how far apart it and the
    earlier one are, in standard errors, where that is clear, else nought.
    """

    number: str
    indicator: Indicator
    kind: Kind
    unit: Unit
    rows: pl.DataFrame
    earlier: pl.DataFrame
    years: pl.DataFrame
    groups: pl.DataFrame
    months: pl.DataFrame
    chart: Chart | None
    says: str
    change: str
    moved: float
    trend: str
    neighbours: tuple[str, ...]
    caveats: tuple[str, ...]
    beside: tuple[Partner, ...]
    between_teams: str
    children: pl.DataFrame
    tally: pl.DataFrame

    @property
    def title(self) -> str:
        return self.indicator.title

    @property
    def compares(self) -> bool:
        """Whether one number of it could be set beside a year before."""
        found = [point(self.kind, rows.to_dicts()) for rows in (self.rows, self.earlier)]
        return all(one is not None and one["value"] is not None for one in found)

    @property
    def is_given(self) -> bool:
        return bool((self.rows["status"] == "given").any()) or bool(self.rows["numerator"].sum())


@dataclass(frozen=True)
class Part:
    """A part of the summary: its heading, and its sentences."""

    heading: str
    says: tuple[str, ...]


@dataclass(frozen=True, repr=False, eq=False)
class Report:
    """
    The month's report. `summary` is what stands out, part by part; `remarks` what to know before trusting the counts;
    `findings` what successive returns say differently of one child (the record's own columns); `sources` whom to name
    for what is not the area's own.
    """

    head: Head
    figures: tuple[Figure, ...]
    summary: tuple[Part, ...]
    remarks: tuple[str, ...]
    findings: pl.DataFrame
    sources: tuple[str, ...]

    def figure(self, name: str) -> Figure | None:
        """The figure of an indicator by its name; None where it is not in the report."""
        return next((one for one in self.figures if one.indicator.name == name), None)
