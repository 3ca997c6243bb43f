"""Charts over time: limits, icons in words, refusals, and what is said."""

import numpy as np
import pytest

from paramountcy.statistics.control_chart import (
    Rebase,
    expected_false_signals,
    p_chart,
    u_chart,
    xmr,
)
from paramountcy.statistics.shape import CannotSay, in_days

MONTHS = [f"2024-{month:02}" for month in range(1, 13)] + [f"2025-{month:02}" for month in range(1, 13)]
STEADY = [30, 32, 29, 31, 30, 33, 28, 30, 31, 29, 32, 30, 31, 29, 30, 32, 28, 31, 30, 29, 31, 30, 32, 30]
DAYS = in_days("working days")


def test_the_limits_are_the_mean_and_2_66_mean_moving_ranges():
    chart = xmr(MONTHS, STEADY, every="month")
    last = chart.latest
    ranges = np.abs(np.diff(STEADY)).mean()
    assert last["mean"] == pytest.approx(np.mean(STEADY))
    assert (last["lower"], last["upper"]) == pytest.approx(
        (np.mean(STEADY) - 2.66 * ranges, np.mean(STEADY) + 2.66 * ranges)
    )


def test_usual_ups_and_downs_are_told_as_such():
    chart = xmr(MONTHS, STEADY, every="month", better="lower", unit=DAYS, what="Median time to assess")
    assert (chart.variation, chart.assurance) == ("common cause", "no target")
    assert chart.says == (
        "Median time to assess: 30 working days in 2025-12, no more than the usual ups and downs "
        "(usual range 25 to 36 working days)."
    )


@pytest.mark.parametrize(
    ("better", "variation"),
    [("lower", "concerning"), ("higher", "improving"), ("neither", "special cause, neither")],
)
def test_a_change_is_for_better_or_worse_by_its_direction(better, variation):
    chart = xmr(MONTHS, [*STEADY[:-1], 45], every="month", better=better, unit=DAYS, what="Median time to assess")
    assert chart.variation == variation
    assert "as it is above the upper limit" in chart.says
    assert chart.signalled["period"].to_list() == ["2025-12"]


def test_a_trend_tells_where_it_goes_not_where_it_is():
    value = [30, 33] * 8 + [45, 43, 41, 39, 37, 36, 35, 34]
    assert xmr(MONTHS, value, every="month", better="lower").variation in {"improving", "concerning"}
    falling = [30, 33] * 8 + [33.0, 32.5, 32, 31.5, 31.4, 31.3, 31.2, 31.1]
    assert xmr(MONTHS, falling, every="month", better="lower").variation == "improving"


@pytest.mark.parametrize(
    ("target", "better", "assurance"),
    [
        (45, "lower", "consistently meets"),
        (20, "lower", "consistently misses"),
        (31, "lower", "hit and miss"),
        (20, "higher", "consistently meets"),
        (45, "higher", "consistently misses"),
    ],
)
def test_a_target_is_met_by_design_by_chance_or_never(target, better, assurance):
    chart = xmr(MONTHS, STEADY, every="month", better=better, unit=DAYS, target=target)
    assert chart.assurance == assurance
    assert f"({target} working days)." in chart.says


def test_yearly_and_short_series_are_refused_with_what_to_do():
    with pytest.raises(CannotSay, match="not one for each year: show these as a plain line with their intervals"):
        xmr(MONTHS, STEADY, every="year")
    with pytest.raises(CannotSay, match="limits need 12 points and there are 11: show these as a plain line"):
        xmr(MONTHS[:11], STEADY[:11], every="month")


def test_rebasing_starts_the_limits_anew_and_says_why():
    value = [*STEADY[:12], *(point - 10 for point in STEADY[12:])]
    change = Rebase("2025-01", "the new front door opened", "Head of service")
    chart = xmr(MONTHS, value, every="month", better="lower", rebase=[change])
    assert chart.points["mean"].n_unique() == 2
    assert chart.points["phase"].to_list() == [0] * 12 + [1] * 12
    assert chart.signalled.is_empty()
    assert chart.says.endswith("The limits start anew at 2025-01: the new front door opened (Head of service).")
    assert not xmr(MONTHS, value, every="month").signalled.is_empty()


def test_rebasing_needs_a_reason_a_name_a_known_point_and_enough_of_them():
    with pytest.raises(ValueError, match="without a recorded reason"):
        Rebase("2025-01", " ", "Head of service")
    with pytest.raises(ValueError, match="no point of that name"):
        xmr(MONTHS, STEADY, every="month", rebase=[Rebase("2030-01", "why", "who")])
    with pytest.raises(CannotSay, match="there are 6 between two rebases"):
        xmr(MONTHS, STEADY, every="month", rebase=[Rebase("2025-07", "why", "who")])
    with pytest.raises(ValueError, match="in order of time"):
        xmr(MONTHS, STEADY, every="month", rebase=[Rebase("2024-01", "why", "who")])


def test_a_missing_month_is_left_out_and_named():
    value = [*STEADY[:5], None, *STEADY[6:]]
    chart = xmr(MONTHS, value, every="month")
    assert chart.points.height == 23
    assert chart.says.endswith("Left out: 2024-06 (no value).")


def test_the_p_chart_is_laneys():
    chance = np.random.default_rng(1)
    size = chance.integers(80, 300, 24)
    count = chance.binomial(size, np.clip(chance.normal(0.8, 0.05, 24), 0, 1))
    chart = p_chart(MONTHS, count, size, every="month", better="higher", screen=False, what="Within 45 days")
    mean = count.sum() / size.sum()
    error = np.sqrt(mean * (1 - mean) / size)
    z = (count / size - mean) / error
    beyond = np.abs(np.diff(z)).mean() / 1.128
    assert beyond > 1.2
    assert chart.latest["mean"] == pytest.approx(mean)
    assert chart.points["lower"].to_numpy() == pytest.approx(mean - 3 * error * beyond, rel=1e-3)
    assert chart.points["upper"].to_numpy() == pytest.approx(np.minimum(mean + 3 * error * beyond, 1), rel=1e-3)


def test_the_u_chart_is_laneys_per_10_000():
    chance = np.random.default_rng(2)
    count = chance.poisson(60, 24)
    chart = u_chart(MONTHS, count, [42_000] * 24, every="month", screen=False, what="Referrals")
    rate = 10_000 * count / 42_000
    error = np.sqrt(rate.mean() / 4.2)
    beyond = np.abs(np.diff((rate - rate.mean()) / error)).mean() / 1.128
    assert chart.latest["upper"] == pytest.approx(rate.mean() + 3 * error * beyond, rel=1e-3)
    assert "per 10,000" in chart.says


def test_limits_of_shares_stay_possible_and_all_alike_have_no_width():
    chart = p_chart(MONTHS, [20] * 24, [20] * 24, every="month")
    assert chart.latest["upper"] == chart.latest["lower"] == 1
    assert chart.variation == "common cause"
    wide = p_chart(MONTHS, [9, 5] * 12, [10] * 24, every="month")
    assert wide.points["upper"].max() <= 1


def test_impossible_series_are_refused():
    with pytest.raises(ValueError, match="larger than what it is out of"):
        p_chart(MONTHS, [5] * 24, [4] * 24, every="month")
    with pytest.raises(ValueError, match="a target needs a direction"):
        xmr(MONTHS, STEADY, every="month", target=30)
    with pytest.raises(ValueError, match="not equally many"):
        xmr(MONTHS[:20], STEADY, every="month")


def test_false_signals_of_a_page_are_told():
    assert expected_false_signals(3, 24).startswith("If nothing had changed, at most 1 of these 3 charts")
