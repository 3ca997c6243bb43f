"""Timeliness from day counts, against lifelines on the individual cases."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from paramountcy.statistics import timeliness
from paramountcy.statistics.day_counts import DayCounts
from paramountcy.statistics.shape import CannotSay


def cases(seed: int, size: int = 300) -> tuple[np.ndarray, np.ndarray]:
    """Days so far, and whether done: waits of up to a few months, about a third of them cut off by the extract."""
    chance = np.random.default_rng(seed)
    wait = np.floor(chance.weibull(1.5, size) * 30).astype(int)
    seen = chance.integers(0, 90, size)
    return np.minimum(wait, seen), wait <= seen


@pytest.mark.parametrize("seed", range(5))
def test_shares_and_medians_are_those_of_lifelines(seed):
    from lifelines import KaplanMeierFitter
    from lifelines.utils import median_survival_times

    days, done = cases(seed)
    fit = KaplanMeierFitter().fit(days, done)
    ends = fit.confidence_interval_survival_function_
    ours = timeliness.curve(DayCounts.of_cases(days, done))
    days = (1, 10, 35, 45, 60)
    for day, one in zip(days, timeliness.share_done(ours, days), strict=True):
        if one.method is timeliness.ALL_OR_NONE:
            continue
        low, high = ends.loc[:day].iloc[-1]
        assert_allclose((one.value, one.lower, one.upper), (1 - fit.predict(day), 1 - high, 1 - low), atol=1e-9)
    median = timeliness.days_until(ours)
    low, high = median_survival_times(fit.confidence_interval_).to_numpy()[0]
    assert (median.value, median.lower, median.upper) == (fit.median_survival_time_, low, high)


@pytest.mark.parametrize("seed", range(3))
def test_late_entry_is_as_in_lifelines(seed):
    from lifelines import KaplanMeierFitter

    days, done = cases(seed, 400)
    entry = np.where(np.arange(400) % 4 == 0, np.minimum(days // 3, 10), -1)
    kept = days > entry
    fit = KaplanMeierFitter().fit(days[kept], done[kept], entry=np.where(entry[kept] < 0, -1, entry[kept]))
    ours = timeliness.curve(DayCounts.of_cases(days[kept], done[kept], entry[kept]))
    for day in (12, 20, 35, 45):
        assert timeliness.share_done(ours, (day,))[0].value == pytest.approx(1 - fit.predict(day))


@pytest.mark.parametrize("limit", [1, 45, 60])
def test_the_restricted_mean_is_that_of_lifelines(limit):
    from lifelines import KaplanMeierFitter
    from lifelines.utils import restricted_mean_survival_time

    days, done = cases(9)
    ours = timeliness.restricted_mean(timeliness.curve(DayCounts.of_cases(days, done)), limit)
    theirs = restricted_mean_survival_time(KaplanMeierFitter().fit(days, done), limit)
    assert ours.value == pytest.approx(theirs)


def test_the_error_of_the_restricted_mean_is_that_of_the_bootstrap():
    days, done = cases(11, 400)
    ours = timeliness.restricted_mean(timeliness.curve(DayCounts.of_cases(days, done)), 45)
    chance = np.random.default_rng(1)
    means = []
    for _ in range(600):
        drawn = chance.integers(0, 400, 400)
        means.append(
            timeliness.restricted_mean(timeliness.curve(DayCounts.of_cases(days[drawn], done[drawn])), 45).value
        )
    assert (ours.upper - ours.lower) / 2 / 1.96 == pytest.approx(np.std(means), rel=0.1)


def test_without_open_cases_the_restricted_mean_is_a_plain_mean_with_its_plain_error():
    days = np.random.default_rng(5).integers(0, 80, 250)
    ours = timeliness.restricted_mean(timeliness.curve(DayCounts.of_cases(days, np.ones(250))), 45)
    capped = np.minimum(days, 45)
    assert ours.value == pytest.approx(capped.mean())
    assert (ours.upper - ours.lower) / 2 / 1.959964 == pytest.approx(capped.std() / 250**0.5)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 70), st.booleans()), min_size=2, max_size=50))
def test_the_curve_is_what_the_textbook_says_case_by_case(rows):
    days, done = zip(*rows, strict=True)
    ours = timeliness.curve(DayCounts.of_cases(days, done))
    waiting = 1.0
    for day in range(max(days) + 1):
        at_risk = sum(other >= day for other in days)
        ended = sum(other == day and finished for other, finished in rows)
        waiting *= 1 - ended / at_risk
        place = ours.place(day)
        assert (ours.waiting[place] if place >= 0 else 1.0) == pytest.approx(waiting)


def test_completed_only_flatters_and_the_curve_does_not():
    """As methods.md measured: truth 26.6, naive median of the completed well below."""
    chance = np.random.default_rng(2)
    wait = np.floor(chance.weibull(1.5, 4_000) * 34)
    seen = chance.uniform(0, 90, 4_000).astype(int)
    days, done = np.minimum(wait, seen).astype(int), wait <= seen
    honest = timeliness.days_until(timeliness.curve(DayCounts.of_cases(days, done))).value
    assert np.median(days[done]) < np.median(wait) - 2
    assert abs(honest - np.median(wait)) <= 1


def test_nothing_is_said_of_days_that_nobody_was_followed_to():
    ours = timeliness.curve(DayCounts.of([5, 20], [3, 1], [0, 6]))
    one = timeliness.share_done(ours, (45,))[0]
    assert one.value is None
    assert one.why_not == "nobody was followed for longer than 20 working days"
    assert timeliness.days_until(ours).says == "not given: fewer than 50% were done by day 20, the last day known"
    with pytest.raises(CannotSay, match="choose a limit up to 21, or wait"):
        timeliness.restricted_mean(ours, 45)
    assert timeliness.restricted_mean(ours, 21).value > 0


def test_all_done_and_none_done_have_exact_intervals():
    everybody = timeliness.share_done(timeliness.curve(DayCounts.of([3], [20], [0])), (10,))[0]
    assert (everybody.value, everybody.upper) == (1.0, 1.0)
    assert everybody.lower == pytest.approx(0.025 ** (1 / 20))
    nobody = timeliness.share_done(timeliness.curve(DayCounts.of([30], [5], [15])), (10,))[0]
    assert (nobody.value, nobody.lower) == (0.0, 0.0)
    assert nobody.upper == pytest.approx(1 - 0.025 ** (1 / 20))
    assert nobody.method is timeliness.ALL_OR_NONE


def test_a_gap_before_others_come_into_view_is_said():
    with pytest.raises(CannotSay, match="nobody was watched up to day 4"):
        timeliness.curve(DayCounts.of_cases([9, 9], [True, True], [4, 4]))
    with pytest.raises(CannotSay, match="nobody was watched up to day 9"):
        timeliness.curve(DayCounts.of_cases([4, 9], [True, True], [-1, 4]))


def test_no_cases_is_said():
    with pytest.raises(CannotSay, match="there are no cases"):
        timeliness.curve(DayCounts.of([], [], []))


def test_two_curves_are_compared_by_their_restricted_means():
    slow = timeliness.curve(DayCounts.of_cases(*cases(1, 600)))
    days, done = cases(2, 600)
    fast = timeliness.curve(DayCounts.of_cases(days // 2, done))
    test = timeliness.restricted_mean_difference(fast, slow, 30)
    assert test.difference.value < 0
    assert test.p < 0.001
    assert "working days" in test.says
    assert "p < 0.001" in test.says
    same = timeliness.restricted_mean_difference(slow, slow, 30)
    assert same.p == pytest.approx(1)
    one_day = timeliness.curve(DayCounts.of([50], [20], [0]))
    with pytest.raises(CannotSay, match="nothing to compare"):
        timeliness.restricted_mean_difference(one_day, one_day, 45)


def test_drift_counts_what_is_open_and_old():
    counts = DayCounts.of([10, 45, 46, 61], [50, 0, 0, 1], [30, 5, 3, 2])
    told = timeliness.drift(counts)
    assert (told.open_now, told.counts) == (40, (5, 2))
    assert told.says == (
        "Of the assessments open now (40), 5 are older than 45 working days (12.5%) and 2 are older than 60."
    )
    assert timeliness.drift(DayCounts.of([10], [1], [0])).says == "No assessments are open."
    assert timeliness.drift(DayCounts.of([10], [1], [1])).says == (
        "Of the assessments open now (1), none is older than 45 working days and none is older than 60."
    )


def test_the_sentence_tells_the_open_ones():
    assert timeliness.says_timeliness(timeliness.curve(DayCounts.of([8, 30, 50], [10, 60, 10], [0, 10, 10]))) == (
        "Of all assessments, open ones counted: 10.0% done by day 10, 70.0% by day 35 and 70.0% by day 45. "
        "Half were done by day 30."
    )
    early = timeliness.curve(DayCounts.of([3], [0], [10]))
    assert timeliness.says_timeliness(early).startswith("It is not known yet how long assessments take: nobody")


@pytest.mark.parametrize("share", [0, 1, 45])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(ValueError, match="is not a share of cases"):
        timeliness.days_until(timeliness.curve(DayCounts.of([3], [1], [0])), share)


def test_a_limit_of_no_days_is_refused():
    with pytest.raises(ValueError, match="0 is not a limit"):
        timeliness.restricted_mean(timeliness.curve(DayCounts.of([3], [1], [0])), 0)
