"""Funnels: what is found, what is not, and what is said of either."""

import numpy as np
import pytest
from scipy.stats import binom

from paramountcy.statistics.funnel import funnel, overdispersion
from paramountcy.statistics.shape import CannotSay

AREAS = [f"Area {number:03}" for number in range(150)]


def drawn(seed: int, spread: float) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    size = chance.integers(500, 8_000, 150)
    return chance.binomial(size, np.clip(chance.normal(0.23, spread, 150), 0.01, 0.99)), size


def test_chance_alone_is_told_as_chance_alone():
    count, size = drawn(4, 0.0)
    found = funnel(AREAS, count, size)
    assert found.phi < 1.5
    assert found.outside.height <= 2


def test_each_place_in_a_funnel_has_its_sentence():
    size = np.full(20, 1_000)
    count = np.array(
        [200, 204, 196, 208, 192, 212, 188, 216, 184, 220, 180, 224, 176, 200, 204, 196, 208, 192, 200, 232]
    )
    found = funnel(AREAS[:20], count, size, what="Re-referrals")
    assert found.says == (
        "Re-referrals: 20.2% over all 20 areas. The areas differ by no more than chance would make them. "
        "None is outside what chance allows."
    )
    assert found.says_of("Area 019").endswith("above most areas, yet within what differences between areas allow.")
    assert found.says_of("Area 000").endswith("within what chance and the usual differences between areas allow.")


def test_the_usual_spread_is_found_and_chance_alone_is_shown_up():
    """tau is three quarters of a bell curve's true spread, as winsorising is not made up for; hence areas outside."""
    found = [funnel(AREAS, *drawn(seed, 0.04), what="Re-referrals") for seed in range(40)]
    assert np.mean([one.tau for one in found]) == pytest.approx(0.77 * 0.04, rel=0.05)
    outside = np.mean([one.outside.height for one in found])
    assert np.mean([one.expected_outside for one in found]) == pytest.approx(outside, rel=0.2)
    assert min(one.naive_outside_3 for one in found) > 50
    assert f"would call {found[0].naive_outside_3} outliers" in found[0].says


def test_one_area_far_out_is_outside_and_named():
    count, size = drawn(4, 0.0)
    count[7] = size[7] // 2
    found = funnel(AREAS, count, size, what="Re-referrals")
    assert found.outside.filter(area="Area 007").height == 1
    assert "Area 007 (above)" in found.says
    assert "above what chance and the usual differences" in found.says_of("Area 007")
    assert "within" in found.says_of("Area 008")


def test_overdispersion_by_hand():
    """Ten areas whose winsorised squares can be added on paper: z = ±1 ... ±5, cut at ±4.1 by the 10% quantiles."""
    z = np.array([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5.0])
    phi, tau = overdispersion(z, np.full(10, 0.1))
    assert phi == pytest.approx(2 * (1 + 4 + 9 + 16 + 4.1**2) / 10)
    assert tau**2 == pytest.approx((10 * phi - 9) / (1_000 - 100))


def test_small_areas_have_exact_limits_and_no_part_in_the_spread():
    count, size = drawn(1, 0.04)
    whole = funnel(AREAS, count, size)
    more = funnel([*AREAS, "Small", "Tiny"], [*count, 0, 4], [*size, 14, 14])
    assert (more.phi, more.tau) == (pytest.approx(whole.phi, rel=0.01), pytest.approx(whole.tau, rel=0.01))
    assert more.small["area"].to_list() == ["Small", "Tiny"]
    low, high = more.small.select("lower_3", "upper_3").row(0)
    assert (low, high) == (0, binom.ppf(0.99865, 14, more.mean) / 14)
    assert more.small["outside_3"].to_list() == ["", ""]
    assert "Too few events to be judged by the same limits: Small and Tiny." in more.says
    assert "With no events of 14 it is within the exact limits of chance" in more.says_of("Small")


def test_areas_without_figures_are_left_out_and_named():
    count, size = drawn(1, 0.04)
    count, size = count.astype(float), size.astype(float)
    count[0], size[1], count[1] = np.nan, 0, 0
    found = funnel(AREAS, count, size)
    assert found.n == 148
    assert found.left_out.why == {"Area 000": "not known", "Area 001": "nothing to count from"}
    assert found.says.endswith("Left out: Area 000 (not known) and Area 001 (nothing to count from).")
    assert found.says_of("Area 000") == "Area 000 is not in the comparison: not known."
    with pytest.raises(KeyError, match="not among the 148"):
        found.says_of("Nowhere")


def test_the_drawn_limits_are_those_that_judge():
    count, size = drawn(1, 0.04)
    found = funnel(AREAS, count, size)
    row = found.areas.row(5, named=True)
    limits = found.limits([row["out_of"]]).row(0, named=True)
    assert [limits[end] for end in ("lower_3", "upper_2")] == pytest.approx([row["lower_3"], row["upper_2"]])


def test_a_funnel_of_rates_is_told_per_10_000():
    chance = np.random.default_rng(2)
    population = chance.integers(20_000, 200_000, 150)
    count = chance.poisson(population * 0.005 * chance.gamma(25, 1 / 25, 150))
    found = funnel(AREAS, count, population, kind="rate", what="Children on a plan")
    assert found.mean == pytest.approx(10_000 * count.sum() / population.sum())
    assert found.tau == pytest.approx(0.77 * 10, rel=0.25)
    assert "per 10,000" in found.says
    row = found.areas.row(0, named=True)
    assert row["value"] == pytest.approx(10_000 * row["count"] / row["out_of"])
    assert found.limits([50_000])["lower_2"][0] == pytest.approx(
        found.mean - 2 * np.sqrt(10_000 * found.mean / 50_000 + found.tau**2)
    )


@pytest.mark.parametrize(("count", "size"), [([5] * 9, [50] * 9), ([0] * 20, [50] * 20), ([50] * 20, [50] * 20)])
def test_what_no_funnel_can_bear_is_said(count, size):
    with pytest.raises(CannotSay):
        funnel(AREAS[: len(count)], count, size)


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="larger than what it is out of"):
        funnel(AREAS[:2], [5, 6], [5, 5])
    with pytest.raises(ValueError, match="not equally many"):
        funnel(AREAS[:3], [5, 6], [5, 5])
