"""
What stands out in a report, by its size: months beyond their usual ups and downs, what has clearly changed since a year
before, what is open too long, and the official percentage beside the honest one. It is no rating.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from paramountcy.indicators.period import Period
from paramountcy.publication.figures import words
from paramountcy.publication.figures.shape import Figure, Part
from paramountcy.statistics.control_chart import expected_false_signals
from paramountcy.statistics.day_counts import DayCounts
from paramountcy.statistics.intervals import share
from paramountcy.statistics.official_share import reconcile
from paramountcy.statistics.shape import CannotSay
from paramountcy.statistics.timeliness import Drift
from paramountcy.statistics.words import number

SHOWN = 6
"""How many of a kind are told; the others are counted."""
CHANCE = 0.05
"""How often chance alone makes two figures look clearly different."""
LIMITS = (45, 60)
OPEN_BEYOND = ("assessments_open_beyond_45_days", "assessments_open_beyond_60_days")
OFFICIAL, HONEST = "assessments_within_45_days", "assessments_done_by"


@dataclass(frozen=True)
class Notice:
    """One thing that stands out: which figure it is of, and a sentence. `size` is in standard errors."""

    figure: Figure
    says: str
    size: float


def signals(figures: Sequence[Figure]) -> list[Notice]:
    """Figures whose latest month is more than its usual ups and downs, the furthest from its mean first."""
    found = []
    for one in figures:
        if one.chart is None or one.chart.variation == "common cause":
            continue
        last = one.chart.latest
        size = abs(last["value"] - last["mean"]) / last["sigma"] if last["sigma"] else 0.0
        found.append(Notice(one, f"{words.noun(one.indicator)}. {one.trend}", size))
    return sorted(found, key=lambda notice: -notice.size)


def changes(figures: Sequence[Figure]) -> list[Notice]:
    """Figures that are clearly different from a year before, the furthest apart first."""
    found = [Notice(one, f"{words.noun(one.indicator)}. {one.change}", one.moved) for one in figures if one.moved]
    return sorted(found, key=lambda notice: -notice.size)


def summary(figures: Sequence[Figure], day_counts: pl.DataFrame, period: Period) -> tuple[Part, ...]:
    """What stands out, part by part. `day_counts` are those of the period."""
    if not any(one.is_given for one in figures):
        why = next((row["why"] for one in figures for row in one.rows.iter_rows(named=True) if row["why"]), "")
        return (Part("Nothing can be given", (f"No figure of this period can be given: {why}.",)),)
    before = words.in_words(words.earlier(period))
    charts = [one.chart for one in figures if one.chart is not None]
    found = signals(figures)
    months = [notice.says for notice in found[:SHOWN]]
    if charts and not found:
        months = [f"None of the {len(charts)} charts by month shows more than its usual ups and downs."]
    months += _and_more(found, "chart by month shows", "charts by month show")
    if charts:
        months.append(expected_false_signals(len(charts), max(len(chart.points) for chart in charts)))
    moved = changes(figures)
    years = [notice.says for notice in moved[:SHOWN]] or [f"No figure is clearly different from {before}."]
    years += _and_more(moved, "figure is clearly different", "figures are clearly different")
    if compared := sum(one.compares for one in figures):
        by_chance = number(max(1.0, compared * CHANCE), 0)
        years.append(
            f"Had nothing changed, about {by_chance} of {compared} figures would still look different, by chance."
        )
    parts = {
        "By month": months or ["There are not enough months for limits of usual ups and downs."],
        f"Beside {before}": years,
        "Open work": _open(figures, f"on {words.day_in_words(period.end)}"),
        "The official percentage and the honest one": _honest(figures, day_counts),
    }
    return tuple(Part(heading, tuple(told)) for heading, told in parts.items() if told)


def _and_more(found: list[Notice], one: str, several: str) -> list[str]:
    more = len(found) - SHOWN
    return [f"{more} more {one if more == 1 else several}: each figure says so."] if more > 0 else []


def _open(figures: Sequence[Figure], time: str) -> list[str]:
    rows = [one.rows.row(0, named=True) for name in OPEN_BEYOND for one in figures if one.indicator.name == name]
    if len(rows) < len(OPEN_BEYOND) or any(row["numerator"] is None for row in rows):
        return []
    counts, open_now = tuple(row["numerator"] for row in rows), rows[0]["denominator"]
    older = tuple(share(count, open_now) for count in counts)
    told = Drift(open_now, LIMITS, counts, older, "assessments", "working days").says
    return [told.replace("open now", f"open {time}")]


def _honest(figures: Sequence[Figure], day_counts: pl.DataFrame) -> list[str]:
    official = next((one.rows.row(0, named=True) for one in figures if one.indicator.name == OFFICIAL), None)
    started = day_counts.filter((pl.col("indicator") == HONEST) & (pl.col("breakdown") == "all"))
    if official is None or official["numerator"] is None:
        return []
    counts = DayCounts.of(*(started[name].to_numpy() for name in ("day", "completed", "still_open")))
    try:
        return [
            reconcile(
                completed_within=official["numerator"], completed=official["denominator"], started=counts, limit=45
            ).says
        ]
    except CannotSay:
        return []
