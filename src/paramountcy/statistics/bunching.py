"""
Whether completions pile up just under a limit: what a limit draws towards itself.

The counts per day away from the limit are followed by a smooth curve (a polynomial), which says how many would have
been completed just under the limit had it not been there; what is above that is the excess. The five days up to the
limit are one working week, so that the rhythm of the week does not disturb. Where a limit draws from further than the
days left out of the curve, the curve is too low there, and the excess is told somewhat too large.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from paramountcy.statistics import words
from paramountcy.statistics.shape import CONFIDENCE, RATIO, CannotSay, Estimate, Floats, Method, floats, generator

BUNCHING = Method(
    "bunching against a polynomial, multinomial bootstrap",
    "Chetty et al. 2011, Q J Econ 126:749; Kleven 2016, Annu Rev Econ 8:435",
)

FEWEST = 200
"""Completions within the window below which no smooth curve can be told from chance."""


@dataclass(frozen=True)
class Bunching:
    """
    The excess just under a limit. `ratio` is the excess over what the curve expects there: 0 none, 0.8 is 80% more.

    `under` and `over` are the days left out of the curve, up to the limit and after it; `observed` and `expected` the
    completions on the days under it; `missing` how many fewer than expected there were on the days over it.
    """

    limit: int
    under: tuple[int, int]
    over: tuple[int, int]
    observed: int
    expected: float
    missing: float
    ratio: Estimate
    what: str

    @property
    def says(self) -> str:
        first, last = self.under
        lower, upper = self.ratio.lower or 0.0, self.ratio.upper or 0.0
        told = (
            f"{self.observed:,} {self.what} were completed on days {first} to {last}, where the days around them lead "
            f"one to expect {words.number(self.expected, 0)}: {_more(self.ratio.value or 0.0)} "
            f"({words.number(100 * self.ratio.confidence, 1, trim=True)}% interval {_more(lower)} to {_more(upper)})"
        )
        if lower > 0:
            return f"{told}. Work piles up just under the limit of {self.limit} days."
        if upper < 0:
            return f"{told}. Work keeps clear of the limit of {self.limit} days."
        return f"{told}. That is no more than chance would give."


def bunching(
    day: ArrayLike,
    completed: ArrayLike,
    *,
    limit: int = 45,
    under: int = 5,
    over: int = 5,
    window: tuple[int, int] = (11, 80),
    degree: int = 5,
    draws: int = 1_000,
    seed: int = 45,
    confidence: float = CONFIDENCE,
    what: str = "assessments",
) -> Bunching:
    """
    The excess of completions on the `under` days up to and with `limit`, those and the `over` days after it left out
    of the curve. `window` is what the curve is fitted to. Each of the draws of the bootstrap fits its own curve.

    Raises CannotSay with fewer than 200 completions in the window, or where the curve expects none under the limit.
    """
    counts = _by_day(day, completed, window)
    days = np.arange(window[0], window[1] + 1)
    below = (days > limit - under) & (days <= limit)
    above = (days > limit) & (days <= limit + over)
    if below.sum() != under or above.sum() != over or (~(below | above)).sum() <= degree + 1:
        raise ValueError(f"the window {window} does not leave enough days on both sides of the limit of {limit}")
    if counts.sum() < FEWEST:
        raise CannotSay(
            f"only {words.how_many(counts.sum(), 'case')} completed between day {window[0]} and day {window[1]}: "
            f"{FEWEST} are needed to tell piling up from chance"
        )
    smooth = _smoother(days, ~(below | above), degree)
    drawn = generator(seed).multinomial(int(counts.sum()), counts / counts.sum(), size=draws)
    expected = smooth @ counts
    if expected[below].sum() <= 0:
        raise CannotSay(
            f"the days around {limit} lead one to expect nothing there, so there is nothing to compare with"
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = drawn[:, below].sum(axis=1) / (drawn @ smooth.T)[:, below].sum(axis=1) - 1
    tail = (1 - confidence) / 2
    lower, upper = (float(end) for end in np.quantile(ratios[np.isfinite(ratios)], [tail, 1 - tail]))
    observed = float(counts[below].sum())
    ratio = observed / float(expected[below].sum()) - 1
    return Bunching(
        limit,
        (limit - under + 1, limit),
        (limit + 1, limit + over),
        int(observed),
        float(expected[below].sum()),
        float(expected[above].sum() - counts[above].sum()),
        Estimate(ratio, lower, upper, RATIO, BUNCHING, float(counts.sum()), confidence),
        what,
    )


def _by_day(day: ArrayLike, completed: ArrayLike, window: tuple[int, int]) -> Floats:
    """Completions on every day of the window, 0 where none."""
    days, done = floats(day, completed)
    inside = (days >= window[0]) & (days <= window[1])
    places = (days[inside] - window[0]).astype(np.int64)
    counts = np.zeros(window[1] - window[0] + 1)
    np.add.at(counts, places, done[inside])
    return counts


def _smoother(days: np.ndarray, kept: np.ndarray, degree: int) -> Floats:
    """The matrix that turns counts by day into the polynomial through the days that are kept."""
    scaled = 2 * (days - days[0]) / (days[-1] - days[0]) - 1
    powers = np.polynomial.chebyshev.chebvander(scaled, degree)
    fit = np.zeros((degree + 1, len(days)))
    fit[:, kept] = np.linalg.pinv(powers[kept])
    return powers @ fit


def _more(ratio: float) -> str:
    return f"{words.number(100 * abs(ratio), 0)}% {'more' if ratio >= 0 else 'fewer'}"
