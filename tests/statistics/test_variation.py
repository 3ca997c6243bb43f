"""Variation: the estimators by another road, and level and variation always together."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.optimize import brentq

from paramountcy.statistics import variation
from paramountcy.statistics.shape import SHARE, CannotSay

AREAS = [f"Area {number:03}" for number in range(140)]


def drawn(seed: int, tau: float, middle: float = 1.5) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    size = chance.integers(300, 6_000, 140)
    return chance.binomial(size, 1 / (1 + np.exp(-(middle + tau * chance.normal(size=140))))), size


def test_laird_is_the_textbook_in_plain_loops():
    value, variance = [0.1, 0.5, -0.3, 1.2, 0.4], [0.02, 0.05, 0.01, 0.04, 0.03]
    weight = [1 / one for one in variance]
    mean = sum(w * y for w, y in zip(weight, value, strict=True)) / sum(weight)
    q = sum(w * (y - mean) ** 2 for w, y in zip(weight, value, strict=True))
    expected = (q - 4) / (sum(weight) - sum(w * w for w in weight) / sum(weight))
    assert variation.laird_tau2(np.array(value), np.array(variance)) == pytest.approx(expected)


def test_mandel_is_the_root_of_its_equation():
    value, variance = np.array([0.1, 0.5, -0.3, 1.2, 0.4]), np.array([0.02, 0.05, 0.01, 0.04, 0.03])

    def excess(tau2: float) -> float:
        weight = 1 / (variance + tau2)
        return float((weight * (value - (weight * value).sum() / weight.sum()) ** 2).sum() - 4)

    assert variation.mandel_tau2(value, variance) == pytest.approx(brentq(excess, 0, 10), rel=1e-6)


def test_mandel_reaches_its_root_however_unlike_the_areas():
    chance = np.random.default_rng(1)
    for _ in range(100):
        size = chance.integers(5, 150)
        variance = chance.lognormal(-6, 2.5, size)
        value = chance.normal(size=size) * chance.choice([0.05, 0.3, 2]) + chance.normal(size=size) * variance**0.5
        tau2 = variation.mandel_tau2(value, variance)
        weight = 1 / (variance + tau2)
        excess = (weight * (value - (weight * value).sum() / weight.sum()) ** 2).sum() - (size - 1)
        assert excess == pytest.approx(0, abs=1e-4) if tau2 > 0 else excess <= 0


def test_both_are_nought_where_chance_explains_all():
    value, variance = np.full(6, 0.4), np.full(6, 0.1)
    assert variation.laird_tau2(value, variance) == 0
    assert variation.mandel_tau2(value, variance) == 0


def test_many_at_once_give_what_each_gives_alone():
    chance = np.random.default_rng(1)
    value, variance = chance.normal(size=(20, 30)), chance.uniform(0.01, 0.2, (20, 30))
    for estimator in (variation.laird_tau2, variation.mandel_tau2):
        assert_allclose(estimator(value, variance), [estimator(*row) for row in zip(value, variance, strict=True)])


def test_the_systematic_component_is_mcphersons():
    count, population = np.array([10.0, 30.0, 20.0]), np.array([1_000.0, 2_000.0, 3_000.0])
    expected = [60 / 6_000 * people for people in population]
    plain = sum((o - e) ** 2 / e**2 for o, e in zip(count, expected, strict=True)) - sum(1 / e for e in expected)
    assert variation.systematic_component(count, population) == pytest.approx(100 * plain / 3)


def test_level_and_variation_are_told_together():
    count, size = drawn(1, 0.4)
    found = variation.of_shares(AREAS, count, size, what="Within 45 working days", among="authorities")
    assert found.level.value == pytest.approx(count.sum() / size.sum())
    assert found.index_alike.lower <= 0.16 / (0.16 + np.pi**2 / 3) <= found.index_alike.upper
    assert found.spread.lowest_tenth == pytest.approx(np.quantile(count / size, 0.1))
    for part in (found.level.says, found.spread.says, "ICC", "if all authorities count alike"):
        assert part in found.says


def test_teams_within_an_authority_are_the_same_question():
    chance = np.random.default_rng(3)
    found = variation.of_shares(list("ABCDEFG"), chance.binomial(90, 0.8, 7), [90] * 7, among="teams")
    assert "eight in ten teams" in found.says
    assert found.index.n == 7


def test_a_rate_is_told_with_its_systematic_component():
    chance = np.random.default_rng(2)
    population = chance.integers(20_000, 200_000, 140)
    count = chance.poisson(population * 0.005 * chance.gamma(5, 1 / 5, 140))
    found = variation.of_rates(AREAS, count, population, what="Children on a plan")
    assert found.index.lower < 20 < found.index.upper
    assert "very high beside studies of health care" in found.says
    assert found.spread.ratio > 2


def test_a_change_is_told_with_the_level_and_only_where_chance_does_not_explain_it():
    before, after = (
        variation.of_shares(AREAS, *drawn(seed, tau), what="Within 45 days") for seed, tau in ((1, 0.7), (2, 0.3))
    )
    told = variation.says_change(before, after, when=("2014", "2024"))
    assert "differences between areas narrowed (ICC" in told
    assert told.startswith("Within 45 days went from ")
    assert "widened" in variation.says_change(after, before, when=("2014", "2024"))
    same = variation.of_shares(AREAS, *drawn(5, 0.7))
    assert "can't be told from chance" in variation.says_change(before, same, when=("2014", "2024"))


def test_areas_without_figures_are_left_out_and_named():
    count, size = drawn(1, 0.4)
    found = variation.of_shares(AREAS, [None, *count[1:-1], 0], [*size[:-1], 0])
    assert found.left_out.why == {"Area 000": "not known", "Area 139": "nothing to count from"}
    assert found.says.endswith("Left out: Area 000 (not known) and Area 139 (nothing to count from).")


def test_the_same_seed_gives_the_same_interval():
    one, other = (variation.of_shares(AREAS, *drawn(1, 0.4)).index for _ in range(2))
    assert one == other


def test_a_spread_of_medians_leaves_out_what_is_missing():
    spread = variation.spread_of([10, 20, 30, 40, 50, np.nan], SHARE)
    assert (spread.n, spread.median, spread.lowest_tenth, spread.highest_tenth) == (5, 30, 14, 46)
    with pytest.raises(CannotSay, match="a spread needs 5"):
        variation.spread_of([1, 2, np.nan], SHARE)


def test_what_can_not_be_told_is_refused():
    with pytest.raises(CannotSay, match="needs 5"):
        variation.of_shares(["A", "B"], [1, 2], [3, 4])
    with pytest.raises(CannotSay, match="no events"):
        variation.of_rates(AREAS, [0] * 140, [100] * 140)
    with pytest.raises(ValueError, match="larger than what it is out of"):
        variation.of_shares(AREAS, [5] * 140, [4] * 140)
    with pytest.raises(ValueError, match="below nought"):
        variation.of_shares(AREAS, [-1] * 140, [4] * 140)
    with pytest.raises(ValueError, match="not equally many"):
        variation.of_shares(AREAS[:2], [5] * 140, [6] * 140)
