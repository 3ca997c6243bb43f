"""
How many come back: the share of cases re-referred within so many days, when something else may happen first.

A child whose case was closed may be referred again, or may turn 18, move away or die, after which no referral can
follow (a competing end). Treating those as merely unseen overstates re-referral; counting whoever has not yet been
followed for the whole window as not referred understates it. The cumulative incidence of Aalen & Johansen (1978)
does neither.

Days are calendar days from the closure: 91, 182, 365 and 730 stand for 3, 6, 12 and 24 months.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from paramountcy.statistics import words
from paramountcy.statistics.shape import (
    CONFIDENCE,
    SHARE,
    CannotSay,
    Estimates,
    Floats,
    Integers,
    Method,
    estimates,
    normal_quantile,
)

AALEN_JOHANSEN = Method(
    "Aalen–Johansen cumulative incidence, log-log interval",
    "Aalen & Johansen 1978, Scand J Stat 5:141; Marubini & Valsecchi 1995, p. 341; Choudhury 2002, Stat Med 21:1129",
)
ALL_OR_NONE = Method("exact, all or none", "Clopper & Pearson 1934, Biometrika 26:404")

WINDOWS = {91: "3 months", 182: "6 months", 365: "12 months", 730: "24 months"}


@dataclass(frozen=True)
class ReturnCounts:
    """
    Counts by day since the case was closed, days ascending, none twice.

    `returned`: came back on that day. `ended`: could no longer come back from that day on. `unseen`: followed so far
    and no further, as the data end there.
    """

    day: Integers
    returned: Integers
    ended: Integers
    unseen: Integers

    @classmethod
    def of(cls, day: ArrayLike, returned: ArrayLike, ended: ArrayLike, unseen: ArrayLike) -> "ReturnCounts":
        """From columns of counts in any order; rows of the same day add up. Raises ValueError for impossible ones."""
        columns = [np.atleast_1d(np.asarray(column)) for column in (day, returned, ended, unseen)]
        whole = [column.astype(np.int64) for column in columns]
        if any((part != column).any() or (part < 0).any() for part, column in zip(whole, columns, strict=True)):
            raise ValueError("days and counts of returns are whole numbers from 0: check the dates they were made from")
        if any(len(part) != len(whole[0]) for part in whole):
            raise ValueError("the columns of a count of returns are not equally long")
        unique, place = np.unique(whole[0], return_inverse=True)
        totals = (np.bincount(place, weights=part, minlength=len(unique)).astype(np.int64) for part in whole[1:])
        return cls(unique, *totals)

    def __add__(self, other: "ReturnCounts") -> "ReturnCounts":
        both = zip(self._columns, other._columns, strict=True)
        return ReturnCounts.of(*(np.concatenate(pair) for pair in both))

    @property
    def _columns(self) -> tuple[Integers, ...]:
        return self.day, self.returned, self.ended, self.unseen

    @property
    def n(self) -> int:
        return int(self.returned.sum() + self.ended.sum() + self.unseen.sum())

    @property
    def at_risk(self) -> Integers:
        """For each day, how many could still come back when it began."""
        gone = np.cumsum(self.returned + self.ended + self.unseen)
        return self.n - np.concatenate([[0], gone[:-1]]) if len(gone) else gone


def follow_up(
    frame: pl.DataFrame,
    *,
    closed: str = "closed",
    returned: str = "returned",
    ended: str = "ended",
    seen_to: str = "seen_to",
    whole_window: int | None = None,
) -> ReturnCounts:
    """
    Count returns from a row for each closure, with dates: `closed`, the first return after it or null, the competing
    end or null, and the last day that the data cover. What comes first counts; a return on the day of a competing
    end counts as a return. Dates after `seen_to` are not used.

    `whole_window` keeps only cases closed at least that many days before `seen_to`: a plain share of them then
    means the same as the incidence, at the price of the latest months.

    Raises ValueError where a closure or the end of the data is missing, or something happened before the closure.
    """
    days = frame.select(
        (pl.col(name) - pl.col(closed)).dt.total_days().alias(kind)
        for name, kind in ((returned, "returned"), (ended, "ended"), (seen_to, "seen_to"))
    )
    if days["seen_to"].null_count():
        raise ValueError("a case without its closing date, or without the last day covered, can't be followed")
    if days.select((pl.all() < 0).any()).transpose().to_series().any():
        raise ValueError("a return, an end or the last day covered lies before the closure: check the dates")
    if whole_window is not None:
        days = days.filter(pl.col("seen_to") >= whole_window)
    came = (pl.col("returned") <= pl.col("seen_to")) & (
        pl.col("returned") <= pl.col("ended").fill_null(pl.col("seen_to"))
    )
    over = ~came.fill_null(value=False) & (pl.col("ended") <= pl.col("seen_to")).fill_null(value=False)
    table = (
        days.select(
            pl.when(came).then("returned").when(over).then("ended").otherwise("seen_to").alias("day"),
            came.fill_null(value=False).alias("returned"),
            over.alias("ended"),
        )
        .group_by("day")
        .agg(pl.len().alias("cases"), pl.col("returned", "ended").cast(pl.Int64).sum())
        .sort("day")
    )
    unseen = table["cases"].cast(pl.Int64) - table["returned"] - table["ended"]
    return ReturnCounts.of(
        table["day"].to_numpy(), table["returned"].to_numpy(), table["ended"].to_numpy(), unseen.to_numpy()
    )


def incidence(counts: ReturnCounts, by: Sequence[int] = tuple(WINDOWS), *, confidence: float = CONFIDENCE) -> Estimates:
    """
    The share that came back within each number of days, competing ends and unfinished follow-up allowed for.

    Missing, with the reason, for days to which nobody was followed. Raises CannotSay where there are no cases.
    """
    if not counts.n:
        raise CannotSay("no case was closed, so nothing can be said of how many come back")
    reached, variance = _curve(counts)
    days = np.asarray(by, dtype=np.int64)
    place = np.searchsorted(counts.day, days, side="right") - 1
    value = np.where(place >= 0, reached[place], 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(np.where(place >= 0, variance[place], 0.0)) / np.abs(value * np.log(value))
        spread = np.exp(normal_quantile(confidence) * error)
        lower, upper = value**spread, value ** (1 / spread)
    method = np.full(len(days), AALEN_JOHANSEN, dtype=object)
    why_not = np.full(len(days), "", dtype=object)
    last, everyone = int(counts.day[-1]), not counts.unseen.any()
    for row, day in enumerate(days):
        if day > last and not everyone:
            why_not[row] = f"nobody was followed for longer than {words.how_many(last, 'day')}"
        elif value[row] in (0.0, 1.0):
            method[row] = ALL_OR_NONE
            gone = int((counts.returned + counts.ended + counts.unseen)[: place[row] + 1].sum())
            seen = counts.n if value[row] else max(counts.n - gone, 1)
            nearest = ((1 - confidence) / 2) ** (1 / seen)
            lower[row], upper[row] = (0.0, 1 - nearest) if not value[row] else (nearest, 1.0)
    n = float(counts.n)
    return estimates(value, lower, upper, unit=SHARE, method=method, n=n, why_not=why_not, confidence=confidence)


def says_incidence(
    counts: ReturnCounts, by: Sequence[int] = tuple(WINDOWS), *, what: str = "children whose case was closed"
) -> str:
    """
    >>> says_incidence(ReturnCounts.of([30, 400], [20, 0], [0, 0], [0, 80]), by=(91, 365, 730))
    'Of 100 children whose case was closed, 20.0% were referred again within 3 months and 20.0% within 12 months.'
    """
    known = [(day, one.value) for day, one in zip(by, incidence(counts, by), strict=True) if one.value is not None]
    if not known:
        return f"It is too early to say how many of {counts.n:,} {what} are referred again."
    told = [f"{SHARE.write(value)} within {WINDOWS.get(day, f'{day} days')}" for day, value in known]
    told[0] = told[0].replace(" within", " were referred again within")
    return f"Of {counts.n:,} {what}, {words.together(told)}."


def _curve(counts: ReturnCounts) -> tuple[Floats, Floats]:
    """
    The cumulative incidence after each day, and its variance (delta method, Marubini & Valsecchi), by running sums:
    the terms (F(t) - F(j))² of the textbook are multiplied out, so that all days cost one pass.
    """
    at_risk = counts.at_risk.astype(float)
    gone = (counts.returned + counts.ended).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        staying = np.concatenate([[1.0], np.cumprod(1 - gone / at_risk)[:-1]])
        step = staying * counts.returned / at_risk
        greenwood = np.where(at_risk > gone, gone / (at_risk * (at_risk - gone)), 0.0)
        own = staying**2 * (at_risk - counts.returned) * counts.returned / at_risk**3
        cross = staying * counts.returned / at_risk**2
    reached = np.cumsum(step)
    variance = (
        reached**2 * np.cumsum(greenwood)
        - 2 * reached * np.cumsum(reached * greenwood)
        + np.cumsum(reached**2 * greenwood)
        + np.cumsum(own)
        - 2 * (reached * np.cumsum(cross) - np.cumsum(reached * cross))
    )
    return reached, np.maximum(variance, 0.0)
