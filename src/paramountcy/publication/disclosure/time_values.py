"""
What values of time give away of counts, and which of them may therefore be printed.

A quartile says that so many were done before a day, and so many by it; its interval says as much of other days. The
quartile is held back unless more than `rule.most` lie on either side of it, each end of its interval likewise; what it
tells of the bands of the same days is reckoned with (`facts`). A mean of days is the days of all of them together: it
is held back with any share by day of the same cases (`companions.csv`), and where so few days are left below the limit,
or above nought, that so few children must have been done sooner, or later. Piling up goes with the bands it rests on.
The lowest and highest tenth of fewer than ten teams are one team's own share, and are held back.
"""

import csv
import re
from collections.abc import Sequence
from functools import cache
from math import ceil
from pathlib import Path

import numpy as np

from paramountcy.indicators.between import ICC
from paramountcy.indicators.figures import EVERYWHERE
from paramountcy.indicators.groups import NO_TEAM
from paramountcy.indicators.timing import QUARTILES
from paramountcy.publication.disclosure.cells import CENTILE, COUNT, MEAN, PILED, QUARTILE, Bools, Cells, keys
from paramountcy.publication.disclosure.rules import Rule
from paramountcy.publication.disclosure.structure import band
from paramountcy.publication.disclosure.sums import ENDLESS, Sums
from paramountcy.statistics.shape import CONFIDENCE, normal_quantile

COMPANIONS = Path(__file__).with_name("companions.csv")
TEAMS_FOR_TENTHS = 10
NEARLY = 1e-12

SHARES = {name: share for share, name in QUARTILES.items()}
"""Which share of the cases is done by each quartile."""


@cache
def companions() -> dict[str, str]:
    """For each indicator of time, the one whose counts it is made of."""
    with COMPANIONS.open(encoding="utf-8", newline="") as file:
        return {row["indicator"]: row["beside"] for row in csv.DictReader(file)}


def sides(share: float, cases: int) -> tuple[int, int]:
    """
    At most how many were done before the day of a quartile, and after it.

    >>> sides(0.25, 24), sides(0.5, 11)
    ((5, 18), (5, 5))
    """
    done = ceil(share * cases - NEARLY)
    return done - 1, cases - done


def interval_ranks(share: float, cases: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """
    What the lower and the upper end of a quartile's interval tell: the most that can have been done before that day,
    and the least by it, when all were seen to their end (Brookmeyer & Crowley, as `statistics.timeliness` has it).
    """
    done = np.arange(cases + 1)
    waiting = 1 - done / cases
    inside = (waiting > 0) & (waiting < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = done / (cases * (cases - done))
        spread = normal_quantile(CONFIDENCE) * np.sqrt(greenwood) / np.abs(np.log(waiting))
    spread = np.where(inside, spread, 0.0)
    ends = []
    for power in (np.exp(spread), np.exp(-spread)):
        reached = waiting**power <= 1 - share + NEARLY
        ends.append((int(done[~reached].max()), int(done[reached].min())))
    return ends[0], ends[1]


def may_print_quartile(share: float, cases: int, above: int) -> bool:
    """Whether more than `above` may lie on either side of a quartile of so many cases."""
    return min(sides(share, cases)) > above


def may_print_ends(share: float, cases: int, above: int) -> bool:
    """Whether the interval of a quartile leaves open that more than `above` lie outside each of its ends."""
    (before, _), (_, by) = interval_ranks(share, cases)
    return min(before, cases - by) > above


def may_print_mean(value: float, cases: int, category: str, above: int) -> bool:
    """Whether the days of all, together, leave open that more than `above` took any, or were done before the limit."""
    limit = int(re.sub(r"\D", "", category))
    return all(days < 0.5 or days > above for days in (value * cases, (limit - value) * cases))


def teams(of: Cells) -> dict[tuple[str, str], int]:
    """How many teams there are, by area and period, as the rows tell them."""
    names: dict[tuple[str, str], set[str]] = {}
    for cell in of.of:
        if cell.breakdown == "team" and cell.group != NO_TEAM:
            names.setdefault((cell.area, cell.period), set()).add(cell.group)
    return {key: len(found) for key, found in names.items()}


def facts(of: Cells, rows: Sequence[int]) -> tuple[Sums, list[int]]:
    """What the quartiles that these rows print tell of bands of the same days; and for each sum, the row it is from."""
    found, of_row = Sums(), []
    bands = _bands(of)
    told = of.rows.select("category", "value", "lower", "upper", "denominator").rows()
    for row in rows:
        category, value, lower, upper, cases = told[row]
        cell = of.of[of.out_of[row]]
        chain = bands.get((companions().get(cell.indicator, ""), *cell[2:6]))
        if value is None or cases is None or chain is None:
            continue
        share = SHARES[category]
        low, high = interval_ranks(share, cases)
        done = sides(share, cases)[0]
        for day, (before, by) in ((value, (done, done + 1)), (lower, low), (upper, high)):
            if day is None:
                continue
            earlier = [part for last, part in chain if last < day]
            later = earlier + [part for last, part in chain if last >= day][:1]
            for what, parts, least, most in (("before", earlier, 0, before), ("by", later, by, ENDLESS)):
                if parts:
                    found.add((what, cell, category, day), parts, [1] * len(parts), least=least, most=most)
                    of_row.append(row)
    return found, of_row


def _bands(of: Cells) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """The shortest bands that follow each other from day 0: the last day and the cell of each, by table and group."""
    spans: dict[tuple[str, ...], dict[int, tuple[int, int]]] = {}
    for number, cell in enumerate(of.of):
        span = band(cell.category) if cell.what == COUNT and cell.indicator in companions().values() else None
        if span:
            begun = spans.setdefault(cell[1:6], {})
            begun[span[0]] = min(begun.get(span[0], (span[1], number)), (span[1], number))
    found = {}
    for key, begun in spans.items():
        chain, day = [], 0
        while day in begun:
            chain.append(begun[day])
            day = begun[day][0] + 1
        found[key] = chain
    return found


def hold(of: Cells, rule: Rule, cells: Bools, *, values: Bools, ends: Bools, reasons: Bools) -> None:
    """
    Mark the rows of values of time, and of differences between teams, that give away too few, or that are made of
    counts held back: their `values`, the `ends` of their intervals, or the `reasons` that they come with.
    """
    told = of.rows.select("category", "value", "denominator", "lower").rows()
    number_of_teams, groups = teams(of), _held_groups(of, cells)
    numbered = zip(of.kind, keys(of.rows), told, strict=True)
    for row, (kind, key, (category, value, cases, lower)) in enumerate(numbered):
        if kind == QUARTILE and value is not None:
            values[row] |= not may_print_quartile(SHARES[category], cases, rule.most)
            ends[row] |= lower is not None and not may_print_ends(SHARES[category], cases, rule.most)
        elif kind in (MEAN, PILED) and value is not None:
            values[row] |= (companions().get(key[0], ""), *key[1:5]) in groups
            values[row] |= kind == MEAN and not may_print_mean(value, cases, category, rule.most)
        elif kind == CENTILE:
            few = number_of_teams.get((key[1], key[2]), 0) < TEAMS_FOR_TENTHS and key[1] != EVERYWHERE
            level = (*key[:5],) in groups
            values[row] |= level or (few and category != ICC)
            reasons[row] |= level or few


def _held_groups(of: Cells, held: Bools) -> set[tuple[str, ...]]:
    """Indicator, area, period, breakdown and group of every table's group in which a cell is held back."""
    return {of.of[cell][1:6] for cell in np.flatnonzero(held)}
