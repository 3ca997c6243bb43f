"""Intervals, against published worked examples, statsmodels, and their own definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import poisson, t
from statsmodels.stats.proportion import proportion_confint

from paramountcy.statistics import intervals
from paramountcy.statistics.shape import RATIO


@pytest.mark.parametrize(
    ("count", "out_of", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_in_newcombe_1998_table_1(count, out_of, lower, upper):
    one = intervals.share(count, out_of)
    assert (round(one.lower, 4), round(one.upper, 4)) == (lower, upper)
    assert one.method is intervals.WILSON


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from([0.8, 0.95, 0.998]))
def test_wilson_as_in_statsmodels(count, out_of, confidence):
    count = min(count, out_of)
    one = intervals.share(count, out_of, confidence=confidence)
    assert_allclose((one.lower, one.upper), proportion_confint(count, out_of, 1 - confidence, "wilson"), atol=1e-12)


@pytest.mark.parametrize(
    ("counts", "lower", "upper"),
    [((56, 70, 48, 80), 0.0524, 0.3339), ((9, 10, 3, 10), 0.1705, 0.8090), ((6, 7, 2, 7), 0.0582, 0.8062)],
)
def test_difference_of_shares_as_in_newcombe_1998_paper_2(counts, lower, upper):
    one = intervals.share_difference(*counts)[0]
    assert (round(one.lower, 4), round(one.upper, 4)) == (lower, upper)


@pytest.mark.parametrize(
    ("count", "lower", "upper"), [(0, 0.0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (9, 4.115, 17.085)]
)
def test_exact_poisson_as_in_the_tables(count, lower, upper):
    """The limits in every table since Garwood's; also the first rows of PHEindicatormethods' funnel test data."""
    one = intervals.counts(count)[0]
    assert (round(one.lower, 3), round(one.upper, 3)) == (lower, upper)
    assert one.method is intervals.EXACT_POISSON


@given(st.integers(0, 3_000))
def test_exact_poisson_leaves_half_of_the_doubt_on_each_side(count):
    lower, upper = intervals.exact_poisson_limits(np.array([float(count)]))
    assert_allclose(poisson.cdf(count, upper[0]), 0.025, atol=1e-9)
    if count:
        assert_allclose(poisson.sf(count - 1, lower[0]), 0.025, atol=1e-9)
    else:
        assert lower[0] == 0


def test_byar_from_ten_events_on_and_close_to_exact():
    many = intervals.counts(np.arange(10, 2_000))
    assert all(method is intervals.BYAR for method in many.method)
    lower, upper = intervals.exact_poisson_limits(many.value)
    assert_allclose(many.lower, lower, rtol=0.005)
    assert_allclose(many.upper, upper, rtol=0.002)


def test_rates_scale_the_interval_of_the_count():
    rate, count = intervals.rates(56, 41_000)[0], intervals.counts(56)[0]
    assert_allclose((rate.value, rate.lower, rate.upper), np.array([56, count.lower, count.upper]) / 4.1)
    assert rate.n == 56


def test_a_standardised_ratio_is_a_count_over_what_was_expected():
    one = intervals.indirectly_standardised([9, 30, 4], [10.0, 20.0, 0.0])
    assert_allclose(one.value[:2], [0.9, 1.5])
    assert one.method[0] is intervals.EXACT_POISSON
    assert one.method[1] is intervals.BYAR
    assert one[2].why_not == "no events were expected"


def test_dobson_is_byar_where_there_is_one_group():
    whole = intervals.directly_standardised([[45]], [[12_000]], [1])[0]
    crude = intervals.rates(45, 12_000)[0]
    assert_allclose((whole.value, whole.lower, whole.upper), (crude.value, crude.lower, crude.upper))


def test_dobson_worked_by_hand():
    """Three ages; the formulae of Dobson 1991 and Byar written out plainly for one area."""
    events, people, standard = [12, 20, 8], [4_000, 5_000, 3_000], [5_000, 5_500, 7_000]
    share = [weight / sum(standard) for weight in standard]
    rate = sum(w * e / p for w, e, p in zip(share, events, people, strict=True))
    variance = sum(w * w * e / p**2 for w, e, p in zip(share, events, people, strict=True))
    total = sum(events)
    low = total * (1 - 1 / (9 * total) - 1.959964 / (3 * total**0.5)) ** 3
    high = (total + 1) * (1 - 1 / (9 * (total + 1)) + 1.959964 / (3 * (total + 1) ** 0.5)) ** 3
    stretch = (variance / total) ** 0.5
    one = intervals.directly_standardised([events], [people], standard)[0]
    expected = [10_000 * rate, 10_000 * (rate + stretch * (low - total)), 10_000 * (rate + stretch * (high - total))]
    assert_allclose((one.value, one.lower, one.upper), expected, rtol=1e-6)


def test_dobson_gives_no_rate_for_fewer_than_ten_events_or_without_a_population():
    many = intervals.directly_standardised([[5, 4], [20, 9], [20, 9]], [[100, 100], [100, 0], [500, 100]], [1, 1])
    assert many[0].why_not == "fewer than 10 events: too few for a standardised rate"
    assert many[1].why_not == intervals.NO_POPULATION
    assert many[2].value == pytest.approx(650)


def test_a_rate_ratio_turns_round():
    one = intervals.rate_ratio(30, 10_000, 60, 40_000)[0]
    other = intervals.rate_ratio(60, 40_000, 30, 10_000)[0]
    assert one.value == pytest.approx(2)
    assert_allclose((1 / other.upper, 1 / other.lower), (one.lower, one.upper))
    assert intervals.rate_ratio(3, 10, 0, 10)[0].why_not == "there were no events to compare with"


def test_a_mean_by_student_t():
    one = intervals.means(16.2, 4.1, 12, RATIO)[0]
    assert_allclose((one.lower, one.upper), t.interval(0.95, 11, 16.2, 4.1 / 12**0.5))
    assert intervals.means(16.2, 4.1, 1, RATIO)[0].why_not == "a mean of fewer than two has no interval"


@given(st.integers(0, 400), st.integers(1, 400))
def test_a_share_lies_in_its_interval_and_the_interval_within_0_and_1(count, out_of):
    one = intervals.share(min(count, out_of), out_of)
    assert 0 <= one.lower <= one.value <= one.upper <= 1


def test_unknown_counts_and_nobody_to_count_are_missing_with_their_reason():
    many = intervals.shares([None, 0, 3], [5, 0, 6])
    assert many.why_not.tolist() == [intervals.NOT_KNOWN, intervals.NOBODY, ""]
    rates = intervals.rates([None, 4, 4, 4], [100, None, 0, 100])
    assert rates.why_not.tolist() == [intervals.NOT_KNOWN, intervals.NO_POPULATION, intervals.NO_POPULATION, ""]


@pytest.mark.parametrize(("count", "out_of"), [(5, 3), (-1, 3)])
def test_impossible_counts_are_refused(count, out_of):
    with pytest.raises(ValueError, match="a count is"):
        intervals.shares([1, count], [2, out_of])
