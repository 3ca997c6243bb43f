"""
The one number that stands for a figure where only one has room: in a trend, beside another year, in a table of many.

A share, a count and a mean stand for themselves. Of a waiting time it is the median; of what is done by several days
one of these days; of a rate the count, as the population changes once a year only. A mix has no one number.
"""

from collections.abc import Sequence

from paramountcy.indicators.kinds import (
    Between,
    Bunching,
    Count,
    Kind,
    MeanWait,
    Mix,
    OfDays,
    Rate,
    Returning,
    Share,
    Spread,
    Typical,
    Waiting,
)
from paramountcy.indicators.timing import categories
from paramountcy.statistics.intervals import counts
from paramountcy.statistics.shape import SHARE, Unit, in_days, rate_per

NUMBER = Unit("number", places=0)
MORE = Unit("excess", after="%", places=0, scale=100)
"""How much more there is than expected."""
PREFERRED = ("median", "by day 45", "within 6 months", "up to day 45")


def category(kind: Kind) -> str | None:
    """The category of the row that stands for a figure, "" where it has one row alone; None where none does."""
    if isinstance(kind, (Between, Mix, Spread)) or (isinstance(kind, Count) and kind.codes):
        return None
    if isinstance(kind, OfDays):
        names = categories(kind)
        return next((name for name in PREFERRED if name in names), names[0])
    return ""


def unit_of(kind: Kind, *, rate: bool = False) -> Unit:
    """What the values of a figure count in; `rate` asks for that of a rate itself, rather than of its count."""
    if isinstance(kind, Rate) and rate:
        return rate_per(kind.per)
    if isinstance(kind, Count):
        return NUMBER
    if isinstance(kind, Bunching):
        return MORE
    if isinstance(kind, MeanWait):
        return in_days(kind.counted_in, places=1)
    if isinstance(kind, Typical):
        return in_days(kind.counted_in)
    assert isinstance(kind, (Share, Mix, Spread, Waiting, Returning))
    return SHARE


def point(kind: Kind, rows: Sequence[dict]) -> dict | None:
    """
    The number that stands for a figure: count, out_of, value, lower, upper, why. `rows` are its figures, whole, of one
    period; None where no one number does.
    """
    wanted = category(kind)
    if wanted is None:
        return None
    row = next((row for row in rows if row["category"] == wanted), rows[0] if rows else None)
    if row is None:
        return None
    found = {name: row[name] for name in ("value", "lower", "upper", "why")}
    found |= {"count": row["numerator"], "out_of": row["denominator"]}
    if not isinstance(kind, Count):
        return found
    if row["numerator"] is None:
        return found | {"out_of": None}
    made = counts([row["numerator"]])[0]
    return found | {"value": made.value, "lower": made.lower, "upper": made.upper, "why": "", "out_of": None}
