"""Quartiles, shares and densities from published bins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paramountcy.statistics.duration_bins import (
    ASSESSMENT_BINS,
    CONFERENCE_BINS,
    density_ratio,
    quantile_from_bins,
    quantiles_from_bins,
    share_done_in_bins,
)
from paramountcy.statistics.shape import CannotSay


def test_the_bins_are_those_of_the_published_tables():
    assert [(one.first, one.last) for one in ASSESSMENT_BINS] == [
        (0, 0),
        (1, 10),
        (11, 20),
        (21, 30),
        (31, 40),
        (41, 45),
        (46, 50),
        (51, 60),
        (61, None),
    ]
    assert [(one.first, one.last) for one in CONFERENCE_BINS] == [(0, 10), (11, 15), (16, 20), (21, None)]


def test_a_quartile_lies_as_far_into_its_bin_as_its_share_of_it():
    days = quantiles_from_bins([[0, 100, 100, 100, 100, 0, 0, 0, 0]])
    assert days.tolist() == [[10.5, 20.5, 30.5]]
    assert quantiles_from_bins([[0, 0, 400, 0, 0, 0, 0, 0, 0]]).tolist() == [[13.0, 15.5, 18.0]]


def test_a_quartile_in_the_bin_without_end_is_missing():
    assert np.isnan(quantiles_from_bins([[0, 10, 0, 0, 0, 0, 0, 0, 30]])).tolist() == [[False, True, True]]


def test_a_median_has_the_interval_of_the_share_below_it():
    """Wilson's ends around a half of 400 are 45.1% and 54.9%, and 100 cases fill ten days."""
    one = quantile_from_bins([[0, 100, 100, 100, 100, 0, 0, 0, 0]])[0]
    assert one.value == 20.5
    assert (one.lower, one.upper) == pytest.approx((0.5 + 0.4512 * 40, 0.5 + 0.5488 * 40), abs=0.01)
    assert one.says == "20 working days (95% interval 19 to 22)"
    late = quantile_from_bins([[0, 52, 0, 0, 0, 0, 0, 0, 48], [0, 10, 0, 0, 0, 0, 0, 0, 90], [0] * 9])
    assert late[0].upper is None
    assert late[1].why_not == "it lies beyond day 60, where the published bins end"
    assert late[2].why_not == "nothing was completed, or not all is known"


def test_the_interval_of_a_median_from_bins_holds_the_median_of_the_spread():
    chance = np.random.default_rng(1)
    edges = [0.5, 10.5, 20.5, 30.5, 40.5, 45.5, 50.5, 60.5]
    drawn = chance.uniform(0.5, 60.5, (2_000, 300))
    counts = np.array([np.bincount(np.searchsorted(edges, row), minlength=9) for row in drawn])
    found = quantile_from_bins(counts)
    assert 0.93 <= ((found.lower <= 30.5) & (found.upper >= 30.5)).mean() <= 0.97


def test_unknown_and_empty_rows_are_missing():
    rows = [[0, 1, np.nan, 0, 0, 0, 0, 0, 0], [0] * 9]
    assert np.isnan(quantiles_from_bins(rows)).all()


@given(st.lists(st.integers(0, 500), min_size=9, max_size=9).filter(lambda counts: sum(counts[:8]) > 0))
def test_quartiles_rise_and_lie_in_the_bin_where_the_count_is_reached(counts):
    days = quantiles_from_bins([counts])[0]
    known = days[~np.isnan(days)]
    assert (np.diff(known) >= 0).all()
    for share, day in zip((0.25, 0.5, 0.75), days, strict=True):
        place = next(place for place in range(9) if sum(counts[: place + 1]) >= share * sum(counts))
        one = ASSESSMENT_BINS[place]
        assert np.isnan(day) if one.last is None else one.first - 0.5 <= day <= one.last + 0.5


def test_the_share_done_by_a_limit_that_ends_a_bin():
    one = share_done_in_bins([[0, 10, 10, 10, 10, 10, 0, 0, 50]], 45)[0]
    assert one.value == 0.5
    with pytest.raises(CannotSay, match="no bin ends on day 35"):
        share_done_in_bins([[0] * 9], 35)


def test_a_density_counts_by_the_day():
    row = [0, 0, 0, 0, 300, 240, 60, 0, 0]
    assert density_ratio([row], (41, 45), (31, 40))[0].value == pytest.approx(1.6)
    assert density_ratio([row], (46, 50), (41, 45))[0].value == pytest.approx(0.25)
    assert density_ratio([row], (41, 50), (31, 40))[0].value == pytest.approx(1.0)
    assert "nothing was completed" in density_ratio([row], (11, 20), (31, 40))[0].why_not


def test_days_that_are_not_whole_bins_and_too_few_columns_are_refused():
    with pytest.raises(ValueError, match="41 to 44 are not whole bins"):
        density_ratio([[0] * 9], (41, 44), (31, 40))
    with pytest.raises(ValueError, match="4 columns of counts for 9 bins"):
        quantiles_from_bins([[1, 2, 3, 4]])
    with pytest.raises(CannotSay, match="has no end"):
        assert ASSESSMENT_BINS[-1].days
