"""Cumulative incidence, against lifelines and against plain counting."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from lifelines import AalenJohansenFitter
from numpy.testing import assert_allclose

from paramountcy.statistics import incidence
from paramountcy.statistics.incidence import ReturnCounts, follow_up, says_incidence
from paramountcy.statistics.shape import CannotSay


def untied(seed: int, size: int = 300) -> tuple[np.ndarray, np.ndarray]:
    """A day of its own for each case (lifelines shakes ties apart), and what happened: 1 return, 2 end, 0 unseen."""
    what = np.random.default_rng(seed).choice([0, 1, 2], size=size, p=[0.4, 0.4, 0.2])
    return np.arange(1, size + 1), what


@pytest.mark.parametrize("seed", range(4))
def test_incidence_variance_and_interval_are_those_of_lifelines(seed):
    days, what = untied(seed)
    counts = ReturnCounts.of(days, what == 1, what == 2, what == 0)
    fit = AalenJohansenFitter(calculate_variance=True).fit(days, what, event_of_interest=1)
    for day in (20, 91, 182, 250):
        ours = incidence.incidence(counts, (day,))[0]
        low, high = fit.confidence_interval_.loc[:day].iloc[-1]
        assert_allclose(ours.value, fit.cumulative_density_.loc[:day].iloc[-1, 0], atol=1e-12)
        assert_allclose((ours.lower, ours.upper), (low, high), atol=1e-9)


def test_with_everybody_followed_it_is_the_plain_share():
    chance = np.random.default_rng(3)
    days, returned = chance.integers(0, 400, 500), chance.random(500) < 0.5
    ours = incidence.incidence(ReturnCounts.of(days, returned, ~returned, np.zeros(500, int)), (365,))[0]
    assert ours.value == pytest.approx((returned & (days <= 365)).mean())


def test_competing_ends_taken_for_unseen_would_overstate_returns():
    days, what = untied(1)
    honest = incidence.incidence(ReturnCounts.of(days, what == 1, what == 2, what == 0), (250,))[0]
    naive = incidence.incidence(ReturnCounts.of(days, what == 1, what == 9, what != 1), (250,))[0]
    assert naive.value > honest.value + 0.03


def test_teams_add_up():
    days, what = untied(2)
    half = days % 2 == 0
    parts = [ReturnCounts.of(days[k], (what == 1)[k], (what == 2)[k], (what == 0)[k]) for k in (half, ~half)]
    whole = ReturnCounts.of(days, what == 1, what == 2, what == 0)
    total = parts[0] + parts[1]
    assert np.array_equal(total.returned, whole.returned)
    assert np.array_equal(total.at_risk, whole.at_risk)


CLOSURES = pl.DataFrame(
    {
        "closed": [date(2025, 1, 1)] * 6,
        "returned": [date(2025, 2, 1), None, date(2025, 6, 1), None, date(2025, 3, 1), date(2026, 1, 1)],
        "ended": [None, date(2025, 4, 1), date(2025, 5, 1), None, date(2025, 3, 1), None],
        "seen_to": [date(2025, 12, 31)] * 5 + [date(2025, 12, 31)],
    }
)


def test_what_comes_first_counts_and_nothing_after_the_end_of_the_data():
    counts = follow_up(CLOSURES)
    assert counts.day.tolist() == [31, 59, 90, 120, 364]
    assert counts.returned.tolist() == [1, 1, 0, 0, 0]
    assert counts.ended.tolist() == [0, 0, 1, 1, 0]
    assert counts.unseen.tolist() == [0, 0, 0, 0, 2]


def test_a_whole_window_keeps_only_cases_closed_long_enough_ago():
    late = CLOSURES.with_columns(closed=pl.Series([date(2025, 1, 1)] * 3 + [date(2025, 12, 1)] * 3)).with_columns(
        returned=pl.lit(None, pl.Date), ended=pl.lit(None, pl.Date)
    )
    assert follow_up(late).n == 6
    assert follow_up(late, whole_window=182).n == 3


def test_dates_before_the_closure_and_missing_ones_are_refused():
    with pytest.raises(ValueError, match="lies before the closure"):
        follow_up(CLOSURES.with_columns(returned=pl.lit(date(2024, 1, 1))))
    with pytest.raises(ValueError, match="without its closing date"):
        follow_up(CLOSURES.with_columns(closed=pl.lit(None, pl.Date)))


def test_nothing_is_said_beyond_what_was_followed():
    counts = ReturnCounts.of([30, 100], [5, 0], [0, 0], [0, 95])
    one = incidence.incidence(counts, (365,))[0]
    assert one.why_not == "nobody was followed for longer than 100 days"
    assert says_incidence(counts, (365,)) == (
        "It is too early to say how many of 100 children whose case was closed are referred again."
    )
    with pytest.raises(CannotSay, match="no case was closed"):
        incidence.incidence(ReturnCounts.of([], [], [], []))


def test_no_return_has_an_exact_interval():
    one = incidence.incidence(ReturnCounts.of([400], [0], [0], [30]), (91,))[0]
    assert (one.value, one.lower) == (0, 0)
    assert one.upper == pytest.approx(1 - 0.025 ** (1 / 30))
    all_back = incidence.incidence(ReturnCounts.of([10], [30], [0], [0]), (91,))[0]
    assert (all_back.value, all_back.upper) == (1, 1)
    assert all_back.lower > 0.8


@pytest.mark.parametrize("columns", [([-1], [1], [0], [0]), ([1], [1.5], [0], [0]), ([1, 2], [1], [0], [0])])
def test_impossible_counts_are_refused(columns):
    with pytest.raises(ValueError, match=r"whole numbers|equally long"):
        ReturnCounts.of(*columns)
