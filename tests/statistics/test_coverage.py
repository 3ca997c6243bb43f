"""
Coverage by simulation: how often an interval that says 95% holds the truth. Slow, and seeded so as to repeat itself.

2,000 runs have a standard error of half a percentage point.
"""

import numpy as np
import pytest
from scipy.stats import poisson

from paramountcy.statistics import incidence, intervals, timeliness, variation
from paramountcy.statistics.bunching import bunching
from paramountcy.statistics.day_counts import DayCounts

pytestmark = pytest.mark.slow

RUNS = 2_000


def covers(estimates: intervals.Estimates, truth: float) -> float:
    return float(((estimates.lower <= truth) & (truth <= estimates.upper)).mean())


@pytest.mark.parametrize("size", [20, 50, 100, 200, 500])
def test_wilson_averaged_over_shares(size):
    chance = np.random.default_rng(size)
    found = [covers(intervals.shares(chance.binomial(size, p, RUNS), size), p) for p in np.linspace(0.05, 0.95, 19)]
    assert 0.93 <= np.mean(found) <= 0.97


EXPECTED = [0.5, 1, 2, 5, 8, 12, 20, 50, 200, 1_000]


def test_exact_poisson_and_byar():
    exact, ours = [], []
    for expected in EXPECTED:
        drawn = np.random.default_rng(int(10 * expected)).poisson(expected, RUNS).astype(float)
        lower, upper = intervals.exact_poisson_limits(drawn)
        exact.append(((lower <= expected) & (expected <= upper)).mean())
        ours.append(covers(intervals.counts(drawn), expected))
    assert np.mean(exact) >= 0.945
    assert np.mean(ours) >= 0.945


@pytest.mark.parametrize("expected", EXPECTED)
def test_exact_poisson_and_byar_without_a_seed(expected):
    """Worked out over all counts that can happen, weighed by how often they do."""
    every = np.arange(int(expected + 12 * expected**0.5 + 30), dtype=float)
    for low, high in (intervals.exact_poisson_limits(every), intervals.count_limits(every)):
        assert poisson.pmf(every, expected)[(low <= expected) & (expected <= high)].sum() >= 0.945


def test_dobson():
    chance = np.random.default_rng(1)
    people = np.array([40_000, 45_000, 52_000, 38_000, 20_000])
    risk = np.array([0.0005, 0.001, 0.0008, 0.0015, 0.002])
    standard = np.array([5_000, 5_500, 6_000, 5_800, 3_000])
    truth = 10_000 * (standard * risk).sum() / standard.sum()
    found = intervals.directly_standardised(chance.poisson(people * risk, (RUNS, 5)), people, standard)
    assert found.n.mean() > 200
    assert 0.93 <= covers(found, truth) <= 0.97


def test_differences_of_shares_and_ratios_of_rates():
    chance = np.random.default_rng(2)
    drawn = chance.binomial(200, 0.3, RUNS), 200, chance.binomial(300, 0.2, RUNS), 300
    assert 0.93 <= covers(intervals.share_difference(*drawn), 0.1) <= 0.97
    drawn = chance.poisson(60, RUNS), 10_000, chance.poisson(90, RUNS), 30_000
    assert 0.93 <= covers(intervals.rate_ratio(*drawn), 2.0) <= 0.97


def waits(chance: np.random.Generator, size: int) -> np.ndarray:
    return np.floor(chance.weibull(1.5, size) * 34).astype(int)


@pytest.fixture(scope="module")
def truth() -> np.ndarray:
    return waits(np.random.default_rng(99), 4_000_000)


def curves(size: int) -> list[timeliness.Curve]:
    """Assessments of one period with about a third still open when the data are taken."""
    chance = np.random.default_rng(size)
    made = []
    for _ in range(RUNS):
        wait, seen = waits(chance, size), chance.integers(0, 100, size)
        made.append(timeliness.curve(DayCounts.of_cases(np.minimum(wait, seen), wait <= seen)))
    return made


@pytest.mark.parametrize("size", [200, 600])
def test_survival_and_restricted_means(truth, size):
    made = curves(size)
    for day in timeliness.MARKS:
        ends = [one for made_one in made for one in timeliness.share_done(made_one, (day,)) if one.value is not None]
        share = (truth <= day).mean()
        assert len(ends) > 0.99 * RUNS
        assert 0.93 <= np.mean([end.lower <= share <= end.upper for end in ends]) <= 0.97, day
    for limit in timeliness.LIMITS:
        ends = [timeliness.restricted_mean(one, limit) for one in made if one.knows(limit)]
        mean = np.minimum(truth, limit).mean()
        assert 0.93 <= np.mean([end.lower <= mean <= end.upper for end in ends]) <= 0.97, limit


def test_a_difference_of_restricted_means_that_is_none():
    made = curves(250)
    tests = [timeliness.restricted_mean_difference(*pair, 45) for pair in zip(made[::2], made[1::2], strict=True)]
    assert 0.03 <= np.mean([test.p < 0.05 for test in tests]) <= 0.07


def test_incidence():
    """Return, competing end and end of the data, each at its own pace; the truth from four million cases."""

    def drawn(chance: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
        return chance.exponential(900, size).astype(int), chance.exponential(2_500, size).astype(int)

    chance = np.random.default_rng(5)
    back, over = drawn(chance, 4_000_000)
    truth = {day: ((back <= day) & (back <= over)).mean() for day in (182, 365)}
    held = dict.fromkeys(truth, 0)
    for _ in range(RUNS):
        back, over = drawn(chance, 300)
        seen = chance.integers(100, 730, 300)
        came = (back <= over) & (back <= seen)
        ended = ~came & (over <= seen)
        day = np.where(came, back, np.where(ended, over, seen))
        counts = incidence.ReturnCounts.of(day, came, ended, ~(came | ended))
        for day, one in zip(truth, incidence.incidence(counts, tuple(truth)), strict=True):
            held[day] += one.lower <= truth[day] <= one.upper
    assert all(0.93 <= count / RUNS <= 0.97 for count in held.values())


def test_the_intraclass_correlation_of_paule_and_mandel():
    chance = np.random.default_rng(6)
    names = [str(number) for number in range(140)]
    for tau in (0.3, 0.7):
        true = tau**2 / (tau**2 + variation.LOGISTIC_VARIANCE)
        held = 0
        for run in range(200):
            size = chance.integers(300, 6_000, 140)
            count = chance.binomial(size, 1 / (1 + np.exp(-(1.5 + tau * chance.normal(size=140)))))
            found = variation.of_shares(names, count, size, draws=300, seed=run).index_alike
            held += found.lower <= true <= found.upper
        assert held / 200 >= 0.90


def test_bunching_where_there_is_none():
    chance = np.random.default_rng(7)
    held = 0
    for run in range(300):
        days, counts = np.unique(np.floor(chance.gamma(2.2, 15, 3_000)), return_counts=True)
        found = bunching(days, counts, draws=400, seed=run).ratio
        held += found.lower <= 0 <= found.upper
    assert 0.92 <= held / 300 <= 0.98
