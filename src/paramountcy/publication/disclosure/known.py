"""
What printed rows tell of their cells: numbers, percentages and rates to the places that are printed, intervals, and
that whatever is held back is at least 1, since nought is always shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
import polars as pl

from paramountcy.indicators.groups import ALL
from paramountcy.publication.disclosure.cells import (
    BY_DAY,
    NUMBER,
    RATE,
    SHARE,
    UNKNOWN,
    Cells,
    Integers,
    cells,
    keys,
    true_counts,
)
from paramountcy.publication.disclosure.printed import WITHHELD
from paramountcy.publication.disclosure.rules import Rule
from paramountcy.publication.disclosure.sums import ENDLESS, Sums, exceptions, without
from paramountcy.publication.shape import TOO_FEW
from paramountcy.statistics.intervals import shares

MOST_TRIED = 2_000
"""The largest denominator that is tried where an interval is printed and its denominator is not."""

COLUMNS = ("numerator", "denominator", "value", "lower", "upper", "unit", "status", "why")

Fact = tuple[list[int], list[int], int, int]
"""Cells, their signs, and from how much to how much they come."""


@dataclass(frozen=True)
class _Row:
    """A printed row: its kind, the cells of its count and of what it is out of, and what is printed."""

    kind: str
    count: int
    out_of: int
    numerator: int | None
    denominator: int | None
    value: float | None
    lower: float | None
    upper: float | None
    unit: str | None
    status: str | None
    why: str | None


def told(rows: pl.DataFrame, of: Cells, rule: Rule, source: str) -> Sums:
    """What these rows tell of the cells `of` a release, as sums; of cells that it does not have, nothing."""
    read = cells(rows)
    place = [of.place.get(cell, UNKNOWN) for cell in read.of]
    levels = rows["level"].to_list() if "level" in rows.columns else [None] * len(rows)
    people = _people(of)
    found = Sums()
    printed = zip(read.kind, read.count, read.out_of, keys(rows), rows.select(COLUMNS).iter_rows(), levels, strict=True)
    for number, (kind, count, out_of, key, values, level) in enumerate(printed):
        here, of_here = (place[cell] if cell != UNKNOWN else UNKNOWN for cell in (count, out_of))
        row = _Row(kind, here, of_here, *values)
        apart = rule.to_nearest(level or "")
        facts = [*_numbers(row, rule, apart), *_values(row, rule.places, people.get(key[1:5]))]
        for one, (there, signs, least, most) in enumerate(facts):
            found.add((source, number, one), there, signs, least=least, most=most)
    return found


def told_earlier(rows: pl.DataFrame | None, of: Cells, counts: Integers, rule: Rule, source: str) -> Sums:
    """
    The same of rows printed elsewhere or earlier, as far as it is still true: a number that has changed since is not
    the number of these cells.
    """
    if rows is None:
        return Sums()
    facts = told(rows, of, rule, source)
    return without(facts, exceptions(facts, counts))


def changed_a_little(rows: pl.DataFrame | None, of: Cells, counts: Integers, rule: Rule) -> Integers:
    """
    Cells printed earlier with a number so near today's that the difference would tell of few children, so few that
    their number itself is not printed. The count of an area as a whole is let go: who was added to it is not told.
    So is a share by a day that is printed the same: what rounding hides is no change.
    """
    if rows is None:
        return np.zeros(0, dtype=np.int64)
    read = cells(rows)
    earlier = true_counts(read)
    spans = _spans_by_day(read, rule)
    found = []
    for number, cell in enumerate(read.of):
        here = of.place.get(cell, UNKNOWN)
        whole = cell.breakdown == ALL and cell.category == ""
        if here == UNKNOWN or whole or UNKNOWN in (counts[here], earlier[number]):
            continue
        least, most = spans.get(number, (earlier[number], earlier[number]))
        if rule.least <= max(least - counts[here], counts[here] - most) <= rule.most:
            found.append(here)
    return np.array(found, dtype=np.int64)


def _spans_by_day(read: Cells, rule: Rule) -> dict[int, tuple[int, int]]:
    """How few and how many a count may be of which the share by a day was printed rounded, and the rest of it."""
    half = 0.5 / 10 ** (rule.places + 2)
    printed = zip(read.kind, read.count, read.rest, read.rows.select("value", "denominator").iter_rows(), strict=True)
    found: dict[int, tuple[int, int]] = {}
    for kind, count, rest, (value, cases) in printed:
        if kind == BY_DAY and value is not None and cases is not None:
            least = max(0, ceil((value - half) * cases - 0.5))
            most = min(cases, floor((value + half) * cases + 0.5))
            found |= {count: (least, most), rest: (cases - most, cases - least)}
    return found


def _people(of: Cells) -> dict[tuple[str, ...], int]:
    """The population that rates are of, by area, period, breakdown and group."""
    rates = of.of_kind(RATE)
    populations = of.rows["denominator"].to_list()
    return {
        of.of[of.count[row]][2:6]: populations[row] for row in np.flatnonzero(rates) if populations[row] is not None
    }


def _numbers(row: _Row, rule: Rule, apart: int) -> Iterator[Fact]:
    """What the counts of a row tell, or that they are held back."""
    counts = [(row.out_of, row.denominator)]
    if row.kind in (SHARE, RATE, NUMBER):
        counts.append((row.count, row.numerator))
    for cell, number in counts:
        if cell == UNKNOWN:
            continue
        if number is not None:
            off = 0 if number == 0 and apart // 2 <= rule.most else apart // 2
            yield [cell], [1], max(0, number - off), number + off
        elif row.status == TOO_FEW and row.why != WITHHELD:
            yield [cell], [1], 1, ENDLESS


def _values(row: _Row, places: int, people: int | None) -> Iterator[Fact]:
    """What the value of a row tells of a count that it does not print, or prints rounded."""
    if row.kind == BY_DAY and row.denominator is not None:
        yield from _by_day(row, row.denominator, 0.5 / 10 ** (places + 2))
    if row.value is None or row.kind not in (SHARE, RATE, NUMBER):
        return
    if row.kind == NUMBER and row.numerator is None:
        yield [row.count], [1], round(row.value), round(row.value)
    if row.kind == RATE and row.numerator is None and (row.denominator or people):
        per = int((row.unit or "per 10,000").removeprefix("per ").replace(",", ""))
        half, each = 0.5 / 10**places, (row.denominator or people or 0) / per
        yield [row.count], [1], max(0, ceil((row.value - half) * each)), floor((row.value + half) * each)
    if row.kind == SHARE:
        scale = 2 * 10 ** (places + 2)
        parts = round(row.value * scale)
        yield [row.count, row.out_of], [scale, 1 - parts], 0, ENDLESS * scale
        yield [row.count, row.out_of], [scale, -1 - parts], -ENDLESS * scale, 0
        if row.numerator is None or row.denominator is None:
            yield from _interval(row, 0.5 / 10 ** (places + 2))


def _by_day(row: _Row, cases: int, half: float) -> Iterator[Fact]:
    if cases == 0:
        yield [row.count], [1], 0, 0
    elif row.value is not None:
        least, most = ceil((row.value - half) * cases - 0.5), floor((row.value + half) * cases + 0.5)
        yield [row.count], [1], max(0, least), min(cases, most)


def _interval(row: _Row, half: float) -> Iterator[Fact]:
    """What the ends of a share's interval tell of its parts: those for which they would be printed the same."""
    if row.lower is None or row.upper is None or row.value is None:
        return
    outs = [row.denominator] if row.denominator is not None else range(1, MOST_TRIED + 1)
    tried = [
        (count, out_of)
        for out_of in outs
        for count in ([row.numerator] if row.numerator is not None else _near(row.value, out_of, half))
        if count <= out_of
    ]
    if not tried:
        return
    counts, out_ofs = np.array(tried).T
    made = shares(counts, out_ofs)
    fits = (np.abs(made.lower - row.lower) <= half + 1e-9) & (np.abs(made.upper - row.upper) <= half + 1e-9)
    if fits.any() and out_ofs[fits].max() < MOST_TRIED:
        for cell, numbers in ((row.count, counts[fits]), (row.out_of, out_ofs[fits])):
            yield [cell], [1], int(numbers.min()), int(numbers.max())


def _near(value: float, out_of: int, half: float) -> range:
    """The counts that give such a share of so many."""
    return range(max(0, ceil((value - half) * out_of - 1e-9)), floor((value + half) * out_of + 1e-9) + 1)
