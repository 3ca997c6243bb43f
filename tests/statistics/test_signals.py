"""The four rules, each at its edge; and how often they speak for nothing."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paramountcy.statistics import signals


def marks(rule: str, value: list[float], mean: float = 0.0, sigma: float = 1.0) -> list[int]:
    points = np.asarray(value, dtype=float)
    found = signals.find(points, np.full_like(points, mean), np.full_like(points, sigma))
    return found[rule].astype(int).tolist()


def test_a_point_outside_is_beyond_three_deviations():
    assert marks("outside", [3.0, 3.01, -3.01, 0]) == [0, 1, -1, 0]


def test_a_shift_is_seven_on_one_side_and_a_point_on_the_mean_ends_it():
    assert marks("shift", [1] * 6 + [-1]) == [0] * 7
    assert marks("shift", [-1] + [1] * 7) == [0] + [1] * 7
    assert marks("shift", [-1] * 9 + [1]) == [-1] * 9 + [0]
    assert marks("shift", [1] * 4 + [0] + [1] * 4) == [0] * 9


def test_a_trend_is_seven_points_each_beyond_the_last():
    assert marks("trend", [1, 2, 3, 4, 5, 6]) == [0] * 6
    assert marks("trend", [5, 1, 2, 3, 4, 5, 6, 7, 0]) == [0, 1, 1, 1, 1, 1, 1, 1, 0]
    assert marks("trend", [7, 6, 5, 4, 3, 2, 1]) == [-1] * 7
    assert marks("trend", [1, 2, 3, 3, 4, 5, 6, 7]) == [0] * 8


def test_two_of_three_are_near_the_same_limit_and_only_they_are_marked():
    assert marks("two of three", [0, 2.1, 0, 2.1, 0]) == [0, 1, 0, 1, 0]
    assert marks("two of three", [2.1, 0, 0, 2.1]) == [0] * 4
    assert marks("two of three", [2.1, -2.1, 2.1]) == [1, 0, 1]
    assert marks("two of three", [2.1, -2.1]) == [0, 0]


def test_screening_keeps_a_lone_outlier_from_widening_the_limits():
    """The series of the vignette "Deviations from Excel defaults" of NHSRplotthedots."""
    value = np.array([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1.0])
    assert 3 * signals.process_sigma(value)[0] == pytest.approx(2.66)
    assert 3 * signals.process_sigma(value, screen=False)[0] == pytest.approx(2.66 * 32 / 17)


@settings(max_examples=50)
@given(st.lists(st.floats(-4, 4), min_size=7, max_size=25))
def test_rules_are_what_a_plain_reader_finds(value):
    rises = [later > earlier + 1e-12 for earlier, later in pairwise(value)]
    for place in range(len(value)):
        around = [start for start in range(len(value) - 6) if start <= place <= start + 6]
        assert (marks("shift", value)[place] > 0) == any(
            all(point > 1e-12 for point in value[start : start + 7]) for start in around
        )
        assert (marks("trend", value)[place] > 0) == any(all(rises[start : start + 6]) for start in around)


@given(st.lists(st.floats(-4, 4), min_size=1, max_size=30))
def test_down_is_up_turned_over(value):
    for rule in signals.RULES:
        assert marks(rule.name, [-point for point in value]) == [-mark for mark in marks(rule.name, value)]


def test_many_series_at_once_give_what_each_gives_alone():
    table = np.random.default_rng(1).normal(size=(30, 24)) * 1.5
    together = signals.find(table, np.zeros_like(table), np.ones_like(table))
    for rule in signals.RULES:
        assert together[rule.name].astype(int).tolist() == [marks(rule.name, row.tolist()) for row in table]


def test_false_signals_grow_with_the_points_looked_at():
    latest, ever = zip(*(signals.false_signal_rates(points) for points in (12, 24, 60)), strict=True)
    assert all(0.01 < rate < 0.04 for rate in latest)
    assert ever[0] < ever[1] < ever[2]
    assert signals.false_signal_rates(24) == signals.false_signal_rates(24)
