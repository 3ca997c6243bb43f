"""
How a figure has gone: by month, with the limits of its usual ups and downs, and beside a year before.

Limits are those of statistics.control_chart: p′ for shares, XmR for what speaks for itself. They need twelve months,
and enough in each. What stands at the end of a month (open plans, say) is mostly what stood a month before, so that
limits for months apart would find a change in nothing: it is followed without them.
"""

from collections.abc import Sequence
from datetime import date
from math import hypot, isnan
from typing import cast

import polars as pl

from paramountcy.indicators.figures import band_name
from paramountcy.indicators.kinds import Bunching, Count, Kind, MeanWait, Mix, Share, Spread, Typical
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Indicator
from paramountcy.publication.figures import words
from paramountcy.publication.figures.headline import category, point, unit_of
from paramountcy.publication.figures.shape import POINTS
from paramountcy.statistics.control_chart import FEWEST, Better, Chart, p_chart, xmr
from paramountcy.statistics.shape import SHARE, CannotSay
from paramountcy.statistics.words import sentence

MONTHS = 24
"""How many months are followed, the last of them that in which the period ends."""
FEW, FEW_CASES = 3, 10
"""In a month on average: events counted, and cases that took days. Below this, limits say little."""
STANDS = ("children_in_need_at_any_point",)
"""Figures that are mostly the same children from month to month, though they are not of a moment."""
Z95 = 1.96
STANDING = (
    "Most of what stands at the end of a month stood there a month before, so there are no limits of usual ups and "
    "downs."
)


def months_to(period: Period, first: date) -> list[str]:
    """The months up to that in which a period ends, from that of the day `first` on, at most MONTHS."""
    last = period.end.year * 12 + period.end.month - 1
    begins = max(last - MONTHS + 1, first.year * 12 + first.month - 1)
    return [f"{place // 12}-{place % 12 + 1:02}" for place in range(begins, last + 1)]


def follows(kind: Kind) -> bool:
    """Whether a figure has one number to follow from month to month. Piling up shows in many cases only."""
    return category(kind) is not None and not isinstance(kind, Bunching)


def points(kind: Kind, rows: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The number that stands for a figure in each of some periods (POINTS); `rows` are its figures, whole."""
    by_period = {str(name): part.to_dicts() for (name,), part in rows.group_by("period", maintain_order=True)}
    found = []
    for name in names:
        one = point(kind, by_period.get(name, []))
        if one is not None:
            found.append({"period": name, "name": words.in_words(Period.of(name)), **one})
    return pl.DataFrame(found, schema=POINTS)


def chart(indicator: Indicator, kind: Kind, months: pl.DataFrame) -> Chart | str:
    """The control chart of a figure's months; or why there is none, in a sentence ("" where it has no months)."""
    known = months.filter(pl.col("value").is_not_null())
    if why := _no_limits(indicator, kind, known):
        return why
    names, what, better = known["name"].to_list(), words.noun(indicator), cast(Better, indicator.better)
    try:
        if isinstance(kind, Share):
            counts = known["count"].to_numpy(), known["out_of"].to_numpy()
            return p_chart(names, *counts, every="month", better=better, what=what)
        value = known["value"].to_numpy()
        return xmr(names, value, every="month", better=better, unit=unit_of(kind), what=what)
    except CannotSay as why_not:
        return sentence(str(why_not))


def _no_limits(indicator: Indicator, kind: Kind, known: pl.DataFrame) -> str:
    """Why a figure's months have no limits; "" where they have."""
    if known.is_empty():
        return words.NOT_BY_MONTH
    if indicator.at_end or indicator.name in STANDS:
        return STANDING
    if known.height < FEWEST:
        have = "there is 1" if known.height == 1 else f"there are {known.height}"
        return f"Limits of usual ups and downs need {FEWEST} months, and {have}."
    few = FEW_CASES if isinstance(kind, (Typical, MeanWait)) else FEW
    if _a_month(kind, known) < few:
        return f"Fewer than {few} a month on average are too few for limits of usual ups and downs."
    return ""


def _a_month(kind: Kind, known: pl.DataFrame) -> float:
    """How many there are in a month on average: of a share, of what meets it or of what does not, the fewer."""
    if isinstance(kind, Count):
        return float(known["count"].cast(pl.Float64).sum() / known.height)
    if isinstance(kind, (Typical, MeanWait)):
        return float(known["out_of"].cast(pl.Float64).sum() / known.height)
    met = float((known["value"] * known["out_of"]).sum())
    return min(met, float(known["out_of"].sum()) - met) / known.height


def change(kind: Kind, now: pl.DataFrame, before: pl.DataFrame, name: str) -> tuple[str, float]:
    """
    How a figure stands beside that of an earlier period, called `name`, in a sentence; and by how many standard errors
    it has moved, where that is clear, else nought.
    """
    if category(kind) is None:
        return _of_mix(kind, now, before, name) if isinstance(kind, (Mix, Spread)) else ("", 0.0)
    one, other = point(kind, now.to_dicts()), point(kind, before.to_dicts())
    if one is None or one["value"] is None:
        return "", 0.0
    if other is None or other["value"] is None:
        why = f", as {other['why']}" if other and other["why"] else ""
        return f"It can't be set beside {name}{why}.", 0.0
    was = f"{_value(kind, other['value'])} {'in' if ' to ' not in name else 'from'} {name}"
    moved = _moved(one, other)
    if not moved:
        return f"Not clearly different from the {was}.", 0.0
    side = "higher" if moved > 0 else "lower"
    return f"Clearly {side} than the {was}: {_value(kind, one['value'])} now.", abs(moved)


def _value(kind: Kind, value: float) -> str:
    """A value, with what it is of where the figure has several."""
    of = category(kind) or ""
    return f"{unit_of(kind).write(value)} {'' if of == 'median' or of.startswith('limit') else of}".strip()


def _moved(one: dict, other: dict, *, apart: bool = False) -> float:
    """
    How far apart two numbers are, in standard errors, where chance alone would not make it: the 95% interval of their
    difference, made of the two intervals (Zou & Donner 2008, Stat Med 27:1693), leaves nought out. Else 0. `apart` asks
    that the two intervals do not meet, which chance does once in 200 comparisons: for one of many.
    """
    ends = [found[name] for found in (one, other) for name in ("lower", "upper")]
    if any(end is None or isnan(end) for end in ends):
        return 0.0
    low, high, other_low, other_high = ends
    gap = one["value"] - other["value"]
    down, up = (
        hypot(one["value"] - low, other_high - other["value"]),
        hypot(high - one["value"], other["value"] - other_low),
    )
    clear = low > other_high or high < other_low if apart else gap - down > 0 or gap + up < 0
    return 2 * Z95 * gap / (down + up) if clear and down + up else 0.0


def _of_mix(kind: Kind, now: pl.DataFrame, before: pl.DataFrame, name: str) -> tuple[str, float]:
    """The part of a mix that has moved most, where one has moved clearly."""
    then = {row["category"]: row for row in before.iter_rows(named=True) if row["value"] is not None}
    both = [(row, then[row["category"]]) for row in now.iter_rows(named=True) if row["category"] in then]
    both = [(row, other) for row, other in both if row["value"] is not None]
    if not both:
        return ("" if now["value"].null_count() == now.height else f"It can't be set beside {name}."), 0.0
    moves = [(_moved(row, other, apart=True), row, other) for row, other in both]
    clear = sorted((one for one in moves if one[0]), key=lambda one: -abs(one[0]))
    if not clear:
        return f"No part is clearly larger or smaller than in {name}.", 0.0
    moved, row, other = clear[0]
    write = unit_of(kind).write
    days = f" {kind.counted_in}" if isinstance(kind, Spread) and row["category"] != band_name(0, 0) else ""
    more = f"; {len(clear) - 1} more {'has' if len(clear) == 2 else 'have'} moved clearly" if len(clear) > 1 else ""
    return (
        f"A clearly {'larger' if moved > 0 else 'smaller'} part than in {name}: {row['category']}{days}, "
        f"{write(row['value'])}, and {write(other['value'])} then{more}."
    ), abs(moved)


def says(made: Chart | str, months: pl.DataFrame, kind: Kind) -> str:
    """How the months have gone, in a sentence or two; "" where there are none to follow."""
    if isinstance(made, Chart):
        return of_chart(made, kind)
    known = months.filter(pl.col("value").is_not_null())
    if known.height < 2:
        return made
    first, last = known.row(0, named=True), known.row(-1, named=True)
    values, unit = known["value"].to_list(), unit_of(kind)
    return (
        f"By month it went from {_value(kind, first['value'])} ({first['name']}) to {unit.write(last['value'])} "
        f"({last['name']}), between {unit.bare(min(values))} and {unit.write(max(values))}. {made}"
    )


def of_chart(made: Chart, kind: Kind) -> str:
    """A chart's latest month, in a sentence: whether it is more than the usual ups and downs."""
    last, unit = made.latest, made.unit
    low, high = usual(made, last)
    told = f"{_value(kind, last['value'])} in {last['period']}"
    range_ = f"usual range {unit.bare(low)} to {unit.write(high)}"
    if made.variation == "common cause":
        return f"By month: {told}, no more than the usual ups and downs ({range_})."
    change_ = {"improving": "a change for the better", "concerning": "a change for the worse"}
    return f"By month: {told}: {change_.get(made.variation, 'a change')}, as it is {last['signal']} ({range_})."


def usual(made: Chart, point_: dict) -> tuple[float, float]:
    """The limits of a point, no lower than nought, and no higher than one where it is a share."""
    highest = 1.0 if made.unit.name == SHARE.name else float("inf")
    return max(0.0, point_["lower"]), min(highest, point_["upper"])
