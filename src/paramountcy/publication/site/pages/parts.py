"""A figure that is told apart by its parts: who made referrals, what plans are for, how long waits were."""

from collections.abc import Iterator, Mapping

import polars as pl

from paramountcy.publication.charts.bars import Bar, bars
from paramountcy.publication.shape import GIVEN, Table
from paramountcy.publication.site.blocks import Block, Drawn, Heading, More, Printed, Words
from paramountcy.publication.site.everywhere import MIDDLE, Row
from paramountcy.publication.site.pages.view import (
    View,
    counted,
    interval,
    period_in_words,
    reasons,
    without_empty,
    written,
)
from paramountcy.statistics import words

SHOWN_FROM = 0.5
"""The share of its groups that have to be given for a table to be worth its place."""
CLEARLY = 3
"""How many parts are named that differ clearly from England."""


def parts(view: View, csv: str) -> Iterator[Block]:
    """The latest year, part by part, beside England's."""
    if view.part == "" or view.monthly:
        return
    rows = view.ours or view.theirs
    given = sorted({period for (period, _), row in rows.items() if row["status"] == GIVEN})
    period = given[-1] if given else max((period for period, _ in rows), default="")
    there = [part for part in view.parts if (period, part) in rows]
    if not there:
        return
    yield Heading(f"Part by part, {period_in_words(period)}")
    says = differs(view, rows, period)
    if view.part != MIDDLE:
        drawn = [_bar(part, rows[period, part]) for part in there]
        yield Drawn(
            bars(f"{view.subject.title}: {view.name}, {period}", says, drawn, unit=view.unit, id="parts"), "parts", csv
        )
    yield Printed(_table(view, rows, period, there), "parts-table")


def differs(view: View, rows: Mapping[tuple[str, str], Row], period: str) -> str:
    """Which parts are clearly larger or smaller than England's: those whose interval leaves England's out."""
    clear: list[tuple[float, str]] = []
    for (when, part), row in rows.items():
        national = view.england.get((period, part))
        if when != period or national is None or national["value"] is None or row["lower"] is None:
            continue
        gap = row["value"] - national["value"]
        if row["lower"] > national["value"] or (row["upper"] or 0) < national["value"]:
            unit = view.unit
            clear.append((abs(gap), f"{part} ({unit.bare(row['value'])}, England {unit.bare(national['value'])})"))
    if not clear:
        if any(row["value"] is not None for row in view.england.values()):
            return f"No part of {view.name}'s is clearly different from England's."
        return f"{view.subject.title} in {view.name}, {period}."
    named = [text for _, text in sorted(clear, reverse=True)[:CLEARLY]]
    return f"Clearly different from England: {words.together(named)}."


def _bar(part: str, row: Row) -> Bar:
    return Bar(part or "all", row["value"], row["lower"], row["upper"], why=row["why"] or row["status"])


def _table(view: View, rows: Mapping[tuple[str, str], Row], period: str, there: list[str]) -> Table:
    published = view.theirs if rows is view.ours else {}
    listed = []
    for part in there:
        row = rows[period, part]
        cells = [part, counted(row), written(row, view.unit), interval(row, view.unit)]
        if published:
            cells.append(written(published.get((period, part)), view.unit))
        if view.england:
            cells.append(written(view.england.get((period, part)), view.unit))
        listed.append(cells)
    headings = ["Part", "counted", view.name, "95% interval"]
    headings += ["as published"] if published else []
    headings += ["England"] if view.england else []
    of_year = [row for (when, _), row in rows.items() if when == period]
    title = f"{view.subject.title}, {period_in_words(period)}"
    return without_empty(Table.of(title, headings, listed, reasons(of_year)))


def by_group(view: View) -> Iterator[Block]:
    """The latest year of the area's own count, by age, sex, ethnicity and need."""
    own = view.release.own
    if not own:
        return
    rows = own.rows(view.subject.name).filter(pl.col("breakdown") != "all")
    if rows.is_empty():
        return
    period = max(rows["period"])
    rows = rows.filter(pl.col("period") == period)
    tables: list[Block] = []
    hidden: list[str] = []
    for (breakdown,), some in rows.group_by("breakdown", maintain_order=True):
        if (some["status"] == GIVEN).sum() >= SHOWN_FROM * some.height:
            tables.append(Printed(_group_table(view, str(breakdown), period, some), f"by-{breakdown}"))
        else:
            hidden.append(str(breakdown))
    if hidden:
        groups = words.together(hidden)
        tables.append(Words((f"By {groups}: most groups have too few children for their figures to be printed.",)))
    if any(isinstance(block, Printed) for block in tables):
        yield Heading("Is it the same for all children?")
        yield Words(
            (
                f"Of {period}, counted from {view.name}'s own returns. A difference between groups is a question: "
                "chance alone moves small groups far, and the intervals say how far.",
            )
        )
        yield More("By age, sex, ethnicity and need", tuple(tables))


def _group_table(view: View, breakdown: str, period: str, rows: pl.DataFrame) -> Table:
    """One row for each group; for each group and part, where there are parts."""
    listed = []
    for row in rows.iter_rows(named=True):
        name = f"{row['group']}: {row['category']}" if row["category"] else row["group"]
        listed.append((name, counted(row), written(row, view.unit), interval(row, view.unit)))
    headings = ("Group", "counted", f"{view.name}", "95% interval")
    title = f"{view.subject.title}, {period}, by {breakdown}"
    return without_empty(Table.of(title, headings, listed, reasons(rows.iter_rows(named=True))))
