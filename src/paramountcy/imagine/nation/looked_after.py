"""
Children looked after and care leavers in the imagined nation: numbers and rates, and how stable their lives are.

`looked_after.csv` has every row of these tables but the first: who is counted, the share of children looked after that
they are (`base`), and the share of them in each category. A category that is `within` another is a part of it. All of
it is imagined, in the form of the published tables.
"""

from collections.abc import Iterator
from itertools import groupby

import numpy as np
import polars as pl

from paramountcy.imagine.facts import Whole
from paramountcy.imagine.nation.draws import counted
from paramountcy.imagine.nation.hiding import Sum, hidden
from paramountcy.imagine.nation.layout import columns_of, file_name, places, table, written
from paramountcy.imagine.nation.levels import LAST
from paramountcy.imagine.nation.making import Making
from paramountcy.imagine.nation.press import Press
from paramountcy.imagine.nation.rows import rows
from paramountcy.returns.published.catalogue import BREAKDOWN

FIRST = 2021
NUMBERS = "cla/number_and_rate"
WHO = {
    "cla_at31": "Children looked after on 31 March each year",
    "cla_start": "Children starting to be looked after each year",
    "cla_end": "Children ceasing to be looked after each year",
}
REST = "the rest"
APART = 0.3

_Part = tuple[tuple[str, ...], list[pl.Series]]
"""Rows about one group of children: their breakdowns, and their figures as printed."""


def files(making: Making, press: Press) -> Iterator[tuple[str, bytes]]:
    """Each table's file: its name and its bytes."""
    making.rate("cla_start", "cla_start")
    making.stock("cla_start", "cla_at31", "cla_end", "cla_anypoint", "cla_at31", of_children=True)
    masks = hidden(
        {name: making.counts[name] for name in (*WHO, "cla_anypoint")}, [Sum("cla_anypoint", ("cla_at31", "cla_end"))]
    )
    children = press.everybody(press.profile.children)
    parts: list[_Part] = [
        (
            (who,),
            [
                children,
                press.counts(making.counts[name], masks[name]),
                press.rates(making.counts[name], masks[name], decimals=0),
            ],
        )
        for name, who in WHO.items()
    ]
    yield _file(press, NUMBERS, parts)
    for name, lines in groupby(rows("looked_after"), key=lambda row: row["table"]):
        groups = [list(group) for _, group in groupby(lines, key=lambda row: (row["group"], row["more"]))]
        yield _file(press, name, [part for group in groups for part in _group(making, press, group)])


def _group(making: Making, press: Press, lines: list[dict[str, str]]) -> Iterator[_Part]:
    """The rows about one group of children: their breakdowns, and their counts and percentages as printed."""
    label = " ".join([lines[0]["table"], lines[0]["group"], lines[0]["more"]])
    whole = counted(making.chance(label), making.counts["cla_at31"], np.array(float(lines[0]["base"])))
    leaves = [row for row in lines if row["share"]]
    usual = np.array([float(row["share"]) for row in leaves])
    usual = np.append(usual, max(1.0 - float(np.cumsum(usual)[-1]), 0.0))
    making.parts([f"{label} {row['category']}" for row in leaves] + [f"{label} {REST}"], whole, usual, APART)
    counts: dict[str, Whole] = {row["category"]: making.counts[f"{label} {row['category']}"] for row in leaves}
    sums = [Sum("whole", tuple(counts), rest=True)]
    for total in dict.fromkeys(row["within"] for row in leaves if row["within"]):
        members = tuple(row["category"] for row in leaves if row["within"] == total)
        counts[total] = sum((counts[name] for name in members), np.zeros_like(whole))
        sums.append(Sum(total, members))
    subtotals = tuple(one.total for one in sums[1:])
    outside = tuple(row["category"] for row in leaves if not row["within"])
    if subtotals:
        sums.append(Sum("whole", (*subtotals, *outside), rest=True))
    counts["whole"] = whole
    masks = hidden(counts, sums)
    for row in lines:
        name = row["category"] if row["category"] in counts else "whole"
        shown = masks[name] | masks["whole"]
        about = (row["group"], row["more"], row["category"]) if row["more"] else (row["group"], row["category"])
        yield about, [press.counts(counts[name], masks[name]), press.whole_shares(counts[name], whole, shown)]


def _file(press: Press, name: str, parts: list[_Part]) -> tuple[str, bytes]:
    """A table of several rows an area and year: breakdowns, and figures."""
    columns = columns_of(name, LAST)
    narrowing = [one.column for one in columns if one.unit == BREAKDOWN]
    figures = [one.column for one in columns if one.unit != BREAKDOWN]
    where = places(press.profile)
    tables = [
        table(where, dict(zip(narrowing, about, strict=True)) | dict(zip(figures, cells, strict=True)), first=FIRST)
        for about, cells in parts
    ]
    return file_name(name, FIRST, LAST), written(pl.concat(tables))
