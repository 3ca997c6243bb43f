"""
What can be said of waits when only bins are published: "11 to 20 days: 1,314".

`ASSESSMENT_BINS` and `CONFERENCE_BINS` are those of the Department for Education's tables C2 and C4. A bin "11 to 20"
holds whole days, so it stretches from 10.5 to 20.5; within a bin, cases are taken to be spread evenly. The last bin has
no end: a quartile that falls into it is given as missing. On 1,415 areas and years of C2 the quartiles come within
0.6 day of the published ones on average (`tests/truth`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from paramountcy.statistics.day_counts import WORKING_DAYS
from paramountcy.statistics.intervals import shares, wilson_limits
from paramountcy.statistics.shape import (
    CONFIDENCE,
    RATIO,
    CannotSay,
    Estimates,
    Floats,
    Method,
    estimates,
    in_days,
    normal_quantile,
)

FROM_BINS = Method(
    "linear interpolation in bins, Woodruff interval", "Hyndman & Fan 1996, Am Stat 50:361, type 4; Woodruff 1952"
)
DENSITY_RATIO = Method("ratio of completions per day, log interval", "Katz et al. 1978, Biometrics 34:469")


@dataclass(frozen=True)
class Bin:
    """Whole days from `first` to `last`; `last` is None where there is no end."""

    first: int
    last: int | None

    @property
    def days(self) -> int:
        if self.last is None:
            raise CannotSay(f"the bin from day {self.first} has no end, so it has no number of days")
        return self.last - self.first + 1


def _bins(*edges: int) -> tuple[Bin, ...]:
    """Bins that end on each edge, the first from day 0, and one without end."""
    firsts = [0, *(edge + 1 for edge in edges)]
    return tuple(Bin(first, last) for first, last in zip(firsts, [*edges, None], strict=True))


ASSESSMENT_BINS = _bins(0, 10, 20, 30, 40, 45, 50, 60)
CONFERENCE_BINS = _bins(10, 15, 20)


def quantiles_from_bins(
    counts: ArrayLike, shares_done: Sequence[float] = (0.25, 0.5, 0.75), bins: Sequence[Bin] = ASSESSMENT_BINS
) -> Floats:
    """
    The days by which each of those shares was done: a row for each row of counts, a column for each share.

    NaN where a count of the row is unknown (NaN), where nothing was completed, and where the day lies in the bin
    without end. Raises ValueError where there is not one column of counts for each bin.
    """
    table = _table(counts, bins)
    return _days_at(table, np.broadcast_to(np.asarray(shares_done), (len(table), len(shares_done))), bins)


def quantile_from_bins(
    counts: ArrayLike,
    share_finished: float = 0.5,
    bins: Sequence[Bin] = ASSESSMENT_BINS,
    *,
    confidence: float = CONFIDENCE,
) -> Estimates:
    """
    The same for one share (0.5: the median), with Woodruff's interval: the days by which the ends of Wilson's interval
    around that share were done. An end in the bin without end is missing.
    """
    table = _table(counts, bins)
    total = np.nan_to_num(table.sum(axis=1))
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = wilson_limits(np.full(len(table), share_finished), total, normal_quantile(confidence))
    days = _days_at(table, np.column_stack([np.full(len(table), share_finished), *ends]), bins)
    why_not = np.full(len(table), "", dtype=object)
    why_not[np.isnan(days[:, 0])] = f"it lies beyond day {bins[-1].first - 1}, where the published bins end"
    why_not[total == 0] = "nothing was completed, or not all is known"
    unit = in_days(WORKING_DAYS)
    return estimates(*days.T, unit=unit, method=FROM_BINS, n=total, why_not=why_not, confidence=confidence)


def _days_at(table: Floats, shares_done: Floats, bins: Sequence[Bin]) -> Floats:
    """The days by which these shares of each row were done: see quantiles_from_bins."""
    edges = np.array([one.first - 0.5 for one in bins])
    widths = np.array([np.nan if one.last is None else one.days for one in bins])
    running = np.cumsum(table, axis=1)
    total = running[:, -1:]
    goals = total * shares_done
    place = np.minimum((running[:, None, :] < goals[:, :, None]).sum(axis=2), len(bins) - 1)
    before = np.take_along_axis(np.column_stack([np.zeros(len(table)), running]), place, axis=1)
    inside = np.take_along_axis(table, place, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        days = edges[place] + widths[place] * (goals - before) / inside
    return np.where(total > 0, np.maximum(days, 0), np.nan)


def share_done_in_bins(
    counts: ArrayLike, limit: int, bins: Sequence[Bin] = ASSESSMENT_BINS, *, confidence: float = CONFIDENCE
) -> Estimates:
    """The share completed by a limit that is the end of a bin: the department's percentage, with Wilson's interval."""
    table = _table(counts, bins)
    return shares(table[:, : _ending_on(limit, bins) + 1].sum(axis=1), table.sum(axis=1), confidence=confidence)


def density_ratio(
    counts: ArrayLike,
    first: tuple[int, int],
    second: tuple[int, int],
    bins: Sequence[Bin] = ASSESSMENT_BINS,
    *,
    confidence: float = CONFIDENCE,
) -> Estimates:
    """
    Completions a day on the `first` days for each a day on the `second`: (41, 45) over (31, 40) shows piling up.

    >>> density_ratio([[0, 0, 0, 0, 400, 360, 0, 0, 0]], (41, 45), (31, 40))[0].says
    '1.80 (95% interval 1.56 to 2.08)'
    """
    table = _table(counts, bins)
    parts, days = [], []
    for span in (first, second):
        inside = [
            place
            for place, one in enumerate(bins)
            if one.last is not None and span[0] <= one.first and one.last <= span[1]
        ]
        if not inside or (bins[inside[0]].first, bins[inside[-1]].last) != span:
            raise ValueError(f"days {span[0]} to {span[1]} are not whole bins")
        parts.append(table[:, inside].sum(axis=1))
        days.append(sum(bins[place].days for place in inside))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (parts[0] / days[0]) / (parts[1] / days[1])
        spread = np.exp(normal_quantile(confidence) * np.sqrt(1 / parts[0] + 1 / parts[1]))
        lower, upper = ratio / spread, ratio * spread
    why_not = np.full(len(table), "", dtype=object)
    why_not[~((parts[0] > 0) & (parts[1] > 0))] = (
        "nothing is known of one of the two spans of days, or nothing was completed"
    )
    n = parts[0] + parts[1]
    return estimates(
        ratio,
        lower,
        upper,
        unit=RATIO,
        method=DENSITY_RATIO,
        n=n,
        why_not=why_not,
        confidence=confidence,
    )


def _table(counts: ArrayLike, bins: Sequence[Bin]) -> Floats:
    table = np.atleast_2d(np.asarray(counts, dtype=float))
    if table.shape[1] != len(bins):
        raise ValueError(f"{table.shape[1]} columns of counts for {len(bins)} bins: give one for each")
    return table


def _ending_on(limit: int, bins: Sequence[Bin]) -> int:
    for place, one in enumerate(bins):
        if one.last == limit:
            return place
    raise CannotSay(f"no bin ends on day {limit}, so bins can't say what was done by then")
