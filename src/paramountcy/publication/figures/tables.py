"""The tables of the report, as the page and the document print them: without columns in which nothing stands."""

from collections.abc import Sequence

import polars as pl

from paramountcy.indicators.groups import NO_TEAM
from paramountcy.publication.figures import words
from paramountcy.publication.figures.headline import NUMBER, unit_of
from paramountcy.publication.figures.shape import Figure, Report
from paramountcy.publication.shape import Column, Table

PARTS, TEAM_PARTS = 40, 4
"""How many parts of a figure are shown, in all and by team."""
NUMBERS = (Column("Count", True), Column("Out of", True), Column("Value", True), Column("95% interval", True))


def parts(one: Figure) -> Table | None:
    """A figure that has several parts; None for one that has not."""
    if one.rows.height < 2:
        return None
    rows = [(words.part(one.kind, row["category"]), *_cells(one, row)) for row in one.rows.head(PARTS).to_dicts()]
    return without_empty(f"{one.number}, part by part", (Column("Part"), *NUMBERS), rows)


def teams(one: Figure) -> Table | None:
    """A figure by team, in the order of their names; None where there are none, or where it has too many parts."""
    rows = one.groups.filter(pl.col("breakdown") == "team")
    if rows.is_empty() or rows["category"].n_unique() > TEAM_PARTS:
        return None
    last = pl.col("group") == NO_TEAM
    told = [
        (row["group"], row["category"], *_cells(one, row))
        for row in rows.sort(last, "group", maintain_order=True).iter_rows(named=True)
    ]
    return without_empty(f"{one.number} by team", (Column("Team"), Column("Part"), *NUMBERS), told)


def _cells(one: Figure, row: dict) -> tuple[str, ...]:
    """Count, out of, value and interval as they are written; in place of a value that is missing, why."""
    unit = unit_of(one.kind, rate=row["unit"].startswith("per "))
    count, out_of = ("" if row[name] is None else f"{row[name]:,}" for name in ("numerator", "denominator"))
    if row["value"] is None:
        return count, out_of, "" if count else row["why"] or words.status(row["status"]), ""
    ends = "" if row["lower"] is None else f"{unit.bare(row['lower'])} to {unit.bare(row['upper'])}"
    return count, out_of, "" if unit is NUMBER else unit.write(row["value"]), ends


def returns(report: Report) -> Table:
    """The returns that the report was made from."""
    columns = (
        Column("File"),
        Column("Year"),
        Column("Made"),
        Column("Tells of the days up to"),
        Column("Children", True),
    )
    rows = [
        (one.name, str(one.year), words.day_in_words(one.made), words.day_in_words(one.last), f"{one.children:,}")
        for one in report.head.returns
    ]
    return Table("The returns it was made from", columns, tuple(rows))


def findings(report: Report) -> Table | None:
    """What returns of different years say differently: which finding, how many, of how many children."""
    if report.findings.is_empty():
        return None
    found = (
        report.findings.group_by("finding")
        .agg(pl.len().alias("rows"), pl.col("child").n_unique().alias("children"))
        .sort("rows", "finding", descending=[True, False])
    )
    columns = (Column("What"), Column("How many", True), Column("Children", True))
    rows = [(words.finding(name), f"{rows:,}", f"{children:,}") for name, rows, children in found.iter_rows()]
    return Table("What the returns of different years say differently of one child", columns, tuple(rows))


def without_empty(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Table:
    """A table without the columns in which no row has anything."""
    kept = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    return Table(caption, tuple(columns[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows))
