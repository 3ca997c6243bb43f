"""
How long things take, open cases included.

A share "completed within the limit, out of those completed" forgets whoever is still waiting, and so flatters a service
with a growing backlog. Here open cases count for as long as they have been seen (censoring; Kaplan & Meier 1958):
what share was done by day 10, 35, 45 and 60; by which day half were done; how many days were waited within a limit
(restricted mean); how many are open beyond it now.

All figures come from day counts, so that they cost the same for a team as for England.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from paramountcy.statistics import words
from paramountcy.statistics.day_counts import DayCounts
from paramountcy.statistics.intervals import share
from paramountcy.statistics.shape import (
    CONFIDENCE,
    SHARE,
    CannotSay,
    Comparison,
    Estimate,
    Estimates,
    Floats,
    Integers,
    Method,
    estimates,
    in_days,
    normal_quantile,
)

KAPLAN_MEIER = Method(
    "Kaplan–Meier, log-log interval", "Kaplan & Meier 1958, J Am Stat Assoc 53:457; Kalbfleisch & Prentice 1980, p. 15"
)
ALL_OR_NONE = Method("exact, all or none", "Clopper & Pearson 1934, Biometrika 26:404")
QUANTILE = Method("Kaplan–Meier quantile", "Brookmeyer & Crowley 1982, Biometrics 38:29")
RMST = Method(
    "restricted mean, Greenwood variance", "Royston & Parmar 2013, BMC Med Res Methodol 13:152; Greenwood 1926"
)
RMST_DIFFERENCE = Method("difference of restricted means, z test", "Royston & Parmar 2013, BMC Med Res Methodol 13:152")

MARKS = (10, 35, 45, 60)
"""Working days of interest: the limits of 2010 (10 and 35), that of today (45), and drift (60)."""

LIMITS = (45, 60)


@dataclass(frozen=True)
class Curve:
    """
    The share still waiting after each day, with what its error rests on.

    `greenwood` is Greenwood's running sum of d / (n (n - d)); `followed_to` the last day on which anybody was watched.
    """

    day: Integers
    waiting: Floats
    at_risk: Integers
    completed: Integers
    greenwood: Floats
    n: int
    counted_in: str

    @property
    def followed_to(self) -> int:
        return int(self.day[-1])

    def knows(self, day: float) -> bool:
        """Whether anything can be said of that day: somebody was watched so long, or all were done before."""
        return day <= self.followed_to or self.waiting[-1] == 0

    def place(self, day: float) -> int:
        """The last row up to that day; -1 before the first."""
        return int(np.searchsorted(self.day, day, side="right")) - 1


def curve(counts: DayCounts) -> Curve:
    """
    The Kaplan–Meier curve of day counts. Raises CannotSay where nobody was watched, or where all who were watched had
    gone before others came into view: what happened between can't be known.
    """
    if not counts.n:
        raise CannotSay("there are no cases, so nothing can be said of how long they take")
    at_risk, done = counts.at_risk, counts.completed
    left = at_risk - done
    with np.errstate(divide="ignore", invalid="ignore"):
        waiting = np.cumprod(np.where(at_risk > 0, left / at_risk, 1.0))
        greenwood = np.cumsum(np.where(left > 0, done / (at_risk * left.astype(float)), 0.0))
    gap = np.flatnonzero((at_risk == 0) | (np.append(1.0, waiting[:-1]) == 0))
    if len(gap):
        raise CannotSay(
            f"nobody was watched up to day {counts.day[gap[0]]}, when others came into view already waiting"
        )
    return Curve(counts.day, waiting, at_risk, done, greenwood, counts.n, counts.counted_in)


def share_done(of: Curve, by: Sequence[int] = MARKS, *, confidence: float = CONFIDENCE) -> Estimates:
    """The share of cases done by the end of each day in `by`, open cases counted as long as they were seen."""
    z = normal_quantile(confidence)
    tail = (1 - confidence) / 2
    size = len(by)
    value, lower, upper = np.zeros(size), np.zeros(size), np.zeros(size)
    why_not, method = np.full(size, "", dtype=object), np.full(size, KAPLAN_MEIER, dtype=object)
    for row, day in enumerate(by):
        place = of.place(day)
        waiting = of.waiting[place] if place >= 0 else 1.0
        value[row] = 1 - waiting
        if not of.knows(day):
            why_not[row] = f"nobody was followed for longer than {of.followed_to} {of.counted_in}"
        elif waiting in (0.0, 1.0):
            method[row] = ALL_OR_NONE
            seen = int(of.at_risk[np.searchsorted(of.day, day)]) if day <= of.followed_to and waiting else of.n
            nearest = tail ** (1 / seen)
            lower[row], upper[row] = (0.0, 1 - nearest) if waiting else (nearest, 1.0)
        else:
            spread = z * sqrt(of.greenwood[place]) / abs(np.log(waiting))
            lower[row], upper[row] = 1 - waiting ** np.exp(-spread), 1 - waiting ** np.exp(spread)
    return estimates(
        value, lower, upper, unit=SHARE, method=method, n=float(of.n), why_not=why_not, confidence=confidence
    )


def days_until(of: Curve, share_finished: float = 0.5, *, confidence: float = CONFIDENCE) -> Estimate:
    """The first day by whose end that share was done (0.5: the median), with the days between which it may lie."""
    if not 0 < share_finished < 1:
        raise ValueError(f"{share_finished} is not a share of cases: give a number between 0 and 1, such as 0.5")
    z = normal_quantile(confidence)
    goal = 1 - share_finished
    inside = (of.waiting > 0) & (of.waiting < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.where(inside, z * np.sqrt(of.greenwood) / np.abs(np.log(of.waiting)), 0.0)
    fast, slow = of.waiting ** np.exp(spread), of.waiting ** np.exp(-spread)
    value, lower, upper = (_first_day(of.day, part, goal) for part in (of.waiting, fast, slow))
    why_not = (
        ""
        if value is not None
        else (
            f"fewer than {words.number(100 * share_finished, 0)}% were done by day {of.followed_to}, the last day known"
        )
    )
    return Estimate(value, lower, upper, in_days(of.counted_in), QUANTILE, of.n, confidence, why_not)


def restricted_mean(of: Curve, limit: int, *, confidence: float = CONFIDENCE) -> Estimate:
    """
    The mean number of days waited up to `limit`: a case not done by then counts `limit` days (RMST).

    lifelines 0.30.3 gives the variance of the waiting time here, not of its mean; this is Greenwood's:
    the sum over days of (area still to come)² d / (n (n - d)).
    """
    mean, variance = _restricted_mean(of, limit)
    half = normal_quantile(confidence) * sqrt(variance)
    ends = max(mean - half, 0.0), min(mean + half, float(limit))
    return Estimate(mean, *ends, in_days(of.counted_in, places=1), RMST, of.n, confidence)


def restricted_mean_difference(of: Curve, other: Curve, limit: int, *, confidence: float = CONFIDENCE) -> Comparison:
    """
    The first restricted mean less the second: the comparison to prefer, as it asks nothing of the shape of the
    curves, which cross where a limit draws completions towards it.
    """
    (mean, variance), (other_mean, other_variance) = _restricted_mean(of, limit), _restricted_mean(other, limit)
    gap, error = mean - other_mean, sqrt(variance + other_variance)
    if not error:
        raise CannotSay(f"nobody was done before day {limit} in either, or all on one day: there is nothing to compare")
    half = normal_quantile(confidence) * error
    unit = in_days(of.counted_in, places=1)
    difference = Estimate(gap, gap - half, gap + half, unit, RMST_DIFFERENCE, of.n + other.n, confidence)
    return Comparison(difference, erfc(abs(gap) / error / sqrt(2)), RMST_DIFFERENCE, "no difference in the mean")


@dataclass(frozen=True)
class Drift:
    """What is open now and how old it is: `older` has one estimate for each limit, as shares of what is open."""

    open_now: int
    limits: tuple[int, ...]
    counts: tuple[int, ...]
    older: tuple[Estimate, ...]
    what: str
    counted_in: str

    @property
    def says(self) -> str:
        if not self.open_now:
            return f"No {self.what} are open."
        first, *rest = (
            f"{count:,} {'is' if count == 1 else 'are'} older than {limit}" if count else f"none is older than {limit}"
            for limit, count in zip(self.limits, self.counts, strict=True)
        )
        first += f" {self.counted_in}"
        if self.counts[0]:
            first += f" ({self.older[0].unit.write(self.older[0].value or 0)})"
        return f"Of the {self.what} open now ({self.open_now:,}), {words.together([first, *rest])}."


def drift(counts: DayCounts, limits: Sequence[int] = LIMITS, *, what: str = "assessments") -> Drift:
    """How many of the open cases are older than each limit; the share with Wilson's interval."""
    open_now = int(counts.still_open.sum())
    over = tuple(int(counts.still_open[counts.day > limit].sum()) for limit in limits)
    older = tuple(share(count, open_now) for count in over)
    return Drift(open_now, tuple(limits), over, older, what, counts.counted_in)


def says_timeliness(of: Curve, by: Sequence[int] = MARKS, *, what: str = "assessments") -> str:
    """
    The whole in one breath.

    >>> says_timeliness(curve(DayCounts.of([8, 30], [1, 1], [0, 2])), by=(10, 20))
    'Of all assessments, open ones counted: 25.0% done by day 10 and 25.0% by day 20. Half were done by day 30.'
    """
    shares = [(day, done.value) for day, done in zip(by, share_done(of, by), strict=True) if done.value is not None]
    if not shares:
        return f"It is not known yet how long {what} take: {share_done(of, by)[0].why_not}."
    told = [f"{SHARE.write(done)} by day {day}" for day, done in shares]
    told[0] = told[0].replace(" by ", " done by ")
    median = days_until(of).value
    half = "More than half are still open" if median is None else f"Half were done by day {median:.0f}"
    return f"Of all {what}, open ones counted: {words.together(told)}. {half}."


def _restricted_mean(of: Curve, limit: int) -> tuple[float, float]:
    """The mean up to `limit`, and the variance of that mean."""
    if limit < 1:
        raise ValueError(f"{limit} is not a limit: give 1 day or more")
    if not of.knows(limit - 1):
        raise CannotSay(
            f"nobody was followed for longer than {of.followed_to} {of.counted_in}, so the mean up to day "
            f"{limit} is not known: choose a limit up to {of.followed_to + 1}, or wait"
        )
    inside = of.day < limit
    starts, waiting = of.day[inside], of.waiting[inside]
    areas = waiting * np.diff(np.append(starts, limit))
    to_come = np.cumsum(areas[::-1])[::-1]
    mean = float(min(starts[0], limit) if len(starts) else limit) + float(areas.sum())
    done, left = of.completed[inside], (of.at_risk - of.completed)[inside]
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(left > 0, done / (of.at_risk[inside] * left.astype(float)), 0.0)
    return mean, float((to_come**2 * weight).sum())


def _first_day(day: Integers, waiting: Floats, goal: float) -> float | None:
    reached = np.flatnonzero(waiting <= goal + 1e-12)
    return float(day[reached[0]]) if len(reached) else None
