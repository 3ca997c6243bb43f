"""
Intervals around shares, counts, rates and ratios: how far chance alone could have moved each.

All take arrays (one value too) and give Estimates. A share of nobody, or a rate without a population, is given as
missing with its reason. What the Office for Health Improvement and Disparities (OHID) recommends for public health
indicators is followed throughout: Technical Guide, *Confidence Intervals* (APHO 2008), as PHEindicatormethods.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from paramountcy.statistics.shape import (
    CONFIDENCE,
    EVIDENCE,
    NUMBER,
    POINTS,
    RATIO,
    SHARE,
    Bools,
    Estimate,
    Estimates,
    Floats,
    Method,
    Unit,
    estimates,
    floats,
    normal_quantile,
    rate_per,
)

WILSON = Method("Wilson score", "Wilson 1927, J Am Stat Assoc 22:209; Newcombe 1998, Stat Med 17:857")
BYAR = Method("Byar", "Breslow & Day 1987, Statistical Methods in Cancer Research II, p. 69; OHID Technical Guide")
EXACT_POISSON = Method("exact Poisson", "Garwood 1936, Biometrika 28:437")
DOBSON = Method("Dobson", "Dobson et al. 1991, Stat Med 10:457")
CONDITIONAL = Method("conditional on the total, Wilson score", "Przyborowski & Wilenski 1940, Biometrika 31:313")
NEWCOMBE = Method("Newcombe score, method 10", "Newcombe 1998, Stat Med 17:873")
STUDENT = Method("Student t", "Student 1908, Biometrika 6:1")

BYAR_FROM = 10
"""Events from which Byar's approximation is used; fewer get the exact interval."""

FEWEST_TO_STANDARDISE = 10
"""Events below which OHID gives no directly standardised rate."""

NOBODY = "there were none to take a share of"
NO_POPULATION = "the population is not known, or is nought"
NOT_KNOWN = "the count is not known"


def share(count: float, out_of: float, *, confidence: float = CONFIDENCE) -> Estimate:
    """
    One share: see `shares`.

    >>> share(81, 263).says
    '30.8% (95% interval 25.5% to 36.6%)'
    >>> share(0, 0).says
    'not given: there were none to take a share of'
    """
    return shares(count, out_of, confidence=confidence)[0]


def shares(count: ArrayLike, out_of: ArrayLike, *, confidence: float = CONFIDENCE) -> Estimates:
    """
    Shares with Wilson's score interval (no continuity correction), which stays within 0 to 1.

    Raises ValueError where a count is negative or exceeds what it is out of.
    """
    y, n = floats(count, out_of)
    _refuse(y < 0, "a count is below nought")
    _refuse(y > n, "a count is larger than what it is out of: a share is of the same children, or of the same events")
    why_not = _reasons((np.isnan(y) | np.isnan(n), NOT_KNOWN), (n == 0, NOBODY))
    with np.errstate(invalid="ignore", divide="ignore"):
        p = y / n
        lower, upper = wilson_limits(p, n, normal_quantile(confidence))
    return estimates(p, lower, upper, unit=SHARE, method=WILSON, n=n, why_not=why_not, confidence=confidence)


def wilson_limits(p: Floats, n: Floats, z: float) -> tuple[Floats, Floats]:
    """Both ends of Wilson's interval around the share `p` of `n`, for the normal deviate `z`."""
    middle = p + z * z / (2 * n)
    half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    below, above = (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)
    return np.where(p == 0, 0.0, np.maximum(below, 0)), np.where(p == 1, 1.0, np.minimum(above, 1))


def count_limits(count: Floats, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """Both ends of the interval around a count of events: Byar from 10 events, exact Poisson below."""
    z = normal_quantile(confidence)
    small = count < BYAR_FROM
    with np.errstate(divide="ignore", invalid="ignore"):
        more = count + 1
        lower = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
        upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    if small.any():
        exact_lower, exact_upper = exact_poisson_limits(count[small], confidence)
        lower, upper = lower.copy(), upper.copy()
        lower[small], upper[small] = exact_lower, exact_upper
    return lower, upper


def exact_poisson_limits(count: Floats, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """Both ends of Garwood's interval: each end leaves half of what is not confident beyond it."""
    with EVIDENCE:
        from scipy.special import gammaincinv
    beyond = (1 - confidence) / 2
    lower = np.where(count > 0, gammaincinv(np.maximum(count, 1e-300), beyond), 0.0)
    return lower, gammaincinv(count + 1, 1 - beyond)


def counts(count: ArrayLike, *, confidence: float = CONFIDENCE) -> Estimates:
    """Counts of events with the interval of the count that could be expected."""
    (events,) = floats(count)
    why_not = _reasons((np.isnan(events), NOT_KNOWN))
    return _per_one(events, np.ones_like(events), why_not, per=1.0, unit=NUMBER, confidence=confidence)


def rates(count: ArrayLike, population: ArrayLike, *, per: int = 10_000, confidence: float = CONFIDENCE) -> Estimates:
    """
    Events for every `per` children, by Byar's interval (exact below 10 events) on the count.

    >>> rates(100, 25_000)[0].says
    '40.0 per 10,000 (95% interval 32.5 to 48.7)'
    """
    events, people = floats(count, population)
    why_not = _reasons((np.isnan(events), NOT_KNOWN), (~(people > 0), NO_POPULATION))
    return _per_one(events, people, why_not, per=per, unit=rate_per(per), confidence=confidence)


def indirectly_standardised(observed: ArrayLike, expected: ArrayLike, *, confidence: float = CONFIDENCE) -> Estimates:
    """
    Observed events for each one that national rates would give these children (1 = as expected).

    Byar or exact on the observed count; the expected is taken as known (OHID Technical Guide).
    """
    events, due = floats(observed, expected)
    why_not = _reasons((np.isnan(events), NOT_KNOWN), (~(due > 0), "no events were expected"))
    return _per_one(events, due, why_not, per=1.0, unit=RATIO, confidence=confidence)


def directly_standardised(
    count: ArrayLike, population: ArrayLike, standard: ArrayLike, *, per: int = 10_000, confidence: float = CONFIDENCE
) -> Estimates:
    """
    Rates as they would be if every area had the standard's mix of ages (or of deprivation).

    `count` and `population` have one column for each group, `standard` one weight for each. Dobson's interval.
    An area with fewer than 10 events in all, or a group with a weight but no population, gets no rate.
    """
    events = np.atleast_2d(np.asarray(count, dtype=float))
    people: Floats = np.broadcast_to(np.atleast_2d(np.asarray(population, dtype=np.float64)), events.shape)
    weight = np.asarray(standard, dtype=float) / np.sum(standard)
    _refuse(weight.shape != events.shape[1:], "the standard needs one weight for each column of the counts")
    total = events.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = (weight * events / people).sum(axis=1)
        variance = (weight**2 * events / people**2).sum(axis=1)
        lower, upper = count_limits(np.nan_to_num(total), confidence)
        stretch = np.sqrt(variance / total)
        parts = [per * part for part in (rate, rate + stretch * (lower - total), rate + stretch * (upper - total))]
    why_not = _reasons(
        (np.isnan(total), NOT_KNOWN),
        (~(np.min(people, axis=1) > 0), NO_POPULATION),
        (total < FEWEST_TO_STANDARDISE, f"fewer than {FEWEST_TO_STANDARDISE} events: too few for a standardised rate"),
    )
    return estimates(
        parts[0],
        parts[1],
        parts[2],
        unit=rate_per(per),
        method=DOBSON,
        n=total,
        why_not=why_not,
        confidence=confidence,
    )


def rate_ratio(
    count: ArrayLike,
    population: ArrayLike,
    other_count: ArrayLike,
    other_population: ArrayLike,
    *,
    confidence: float = CONFIDENCE,
) -> Estimates:
    """
    The first rate for each one of the second (2 = twice as high). Given both counts together, the first is a
    share of them; Wilson's ends of that share, turned back, are the ends of the ratio.
    """
    a, people, b, others = floats(count, population, other_count, other_population)
    total = a + b
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = wilson_limits(a / total, total, normal_quantile(confidence))
        lower, upper = (part / (1 - part) * others / people for part in ends)
        ratio = (a / people) / (b / others)
    why_not = _reasons(
        (np.isnan(total), NOT_KNOWN),
        (~((people > 0) & (others > 0)), NO_POPULATION),
        (b == 0, "there were no events to compare with"),
    )
    return estimates(
        ratio, lower, upper, unit=RATIO, method=CONDITIONAL, n=total, why_not=why_not, confidence=confidence
    )


def share_difference(
    count: ArrayLike,
    out_of: ArrayLike,
    other_count: ArrayLike,
    other_out_of: ArrayLike,
    *,
    confidence: float = CONFIDENCE,
) -> Estimates:
    """
    The first share less the second, in percentage points, by Newcombe's interval from the two Wilson intervals.

    >>> share_difference(56, 70, 48, 80)[0].says
    '20.0 percentage points (95% interval 5.2 to 33.4)'
    """
    first, second = (
        shares(count, out_of, confidence=confidence),
        shares(other_count, other_out_of, confidence=confidence),
    )
    gap = first.value - second.value
    lower = gap - np.hypot(first.value - first.lower, second.upper - second.value)
    upper = gap + np.hypot(first.upper - first.value, second.value - second.lower)
    why_not = np.where(first.why_not == "", second.why_not, first.why_not)
    n = first.n + second.n
    return estimates(gap, lower, upper, unit=POINTS, method=NEWCOMBE, n=n, why_not=why_not, confidence=confidence)


def means(
    mean: ArrayLike, deviation: ArrayLike, n: ArrayLike, unit: Unit, *, confidence: float = CONFIDENCE
) -> Estimates:
    """Means (of caseloads, say) from their standard deviation and number, by Student's t; at least two of each."""
    with EVIDENCE:
        from scipy.special import stdtrit
    middle, spread, size = floats(mean, deviation, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        half = stdtrit(size - 1, (1 + confidence) / 2) * spread / np.sqrt(size)
    why_not = _reasons(
        (np.isnan(middle), "the mean is not known"), (size < 2, "a mean of fewer than two has no interval")
    )
    return estimates(
        middle, middle - half, middle + half, unit=unit, method=STUDENT, n=size, why_not=why_not, confidence=confidence
    )


def _per_one(
    events: Floats, base: Floats, why_not: NDArray[np.object_], *, per: float, unit: Unit, confidence: float
) -> Estimates:
    """Events for every `per` of the base, with the interval of the count."""
    _refuse(events < 0, "a count is below nought")
    lower, upper = count_limits(np.nan_to_num(events), confidence)
    method = np.full(len(events), BYAR, dtype=object)
    method[events < BYAR_FROM] = EXACT_POISSON
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [per * part / base for part in (events, lower, upper)]
    return estimates(
        parts[0], parts[1], parts[2], unit=unit, method=method, n=events, why_not=why_not, confidence=confidence
    )


def _refuse(fault: Bools | bool, sentence: str) -> None:
    if np.any(fault):
        raise ValueError(sentence)


def _reasons(*cases: tuple[Bools, str]) -> NDArray[np.object_]:
    """For each element the words of the first case that holds, or no words."""
    reasons = np.full(len(cases[0][0]), "", dtype=object)
    for holds, words in reversed(cases):
        reasons[holds] = words
    return reasons
