"""Day counts: what is counted, what adds up, what is refused."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paramountcy.statistics.day_counts import DayCounts

some_cases = st.lists(st.tuples(st.integers(0, 90), st.booleans()), min_size=1, max_size=60)


@given(some_cases)
def test_at_risk_is_everybody_who_has_not_ended_before(cases):
    days, done = zip(*cases, strict=True)
    counts = DayCounts.of_cases(days, done)
    assert counts.n == len(cases)
    for day, at_risk, completed in zip(counts.day, counts.at_risk, counts.completed, strict=True):
        assert at_risk == sum(other >= day for other in days)
        assert completed == sum(other == day and finished for other, finished in cases)


@given(st.lists(st.tuples(st.integers(1, 60), st.booleans(), st.integers(-1, 30)), min_size=1, max_size=40))
def test_a_case_that_entered_late_is_at_risk_only_from_the_day_after(cases):
    cases = [(days, done, min(entry, days - 1)) for days, done, entry in cases]
    counts = DayCounts.of_cases(*zip(*cases, strict=True))
    assert counts.n == len(cases)
    for day, at_risk in zip(counts.day, counts.at_risk, strict=True):
        assert at_risk == sum(entry < day <= days for days, _, entry in cases)


@given(some_cases, some_cases)
def test_counts_of_two_teams_add_up_to_those_of_both(ours, theirs):
    one, other = (DayCounts.of_cases(*zip(*cases, strict=True)) for cases in (ours, theirs))
    both = DayCounts.of_cases(*zip(*[*ours, *theirs], strict=True))
    total = one + other
    for column in ("day", "completed", "still_open", "entered", "at_risk"):
        assert np.array_equal(getattr(total, column), getattr(both, column))


def test_a_frame_may_be_in_any_order_with_gaps_and_repeats():
    frame = pl.DataFrame({"day": [9, 2, 9], "completed": [1, None, 2], "still_open": [0, 4, None]})
    counts = DayCounts.of_frame(frame)
    assert counts.day.tolist() == [2, 9]
    assert counts.completed.tolist() == [0, 3]
    assert counts.still_open.tolist() == [4, 0]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (([-1], [1], [0]), "days of a day count are whole numbers"),
        (([1.5], [1], [0]), "days of a day count are whole numbers"),
        (([1], [-1], [0]), "completed of a day count are whole numbers"),
        (([1, 2], [1], [0]), "not equally long"),
        (([30_000], [1], [0]), "longer than a life as a child"),
        (([1], [1], [0], [2]), "more cases entered than ended"),
    ],
)
def test_impossible_counts_are_refused(columns, sentence):
    with pytest.raises(ValueError, match=sentence):
        DayCounts.of(*columns)


def test_a_case_without_a_day_is_refused():
    with pytest.raises(ValueError, match="1 rows have no day"):
        DayCounts.of_frame(pl.DataFrame({"day": [1, None], "completed": [1, 1], "still_open": [0, 0]}))


def test_a_case_that_ended_before_it_was_watched_is_refused():
    with pytest.raises(ValueError, match="before, or on the day, watching began"):
        DayCounts.of_cases([4], [True], [4])


def test_working_days_and_days_do_not_add_up():
    with pytest.raises(ValueError, match="working days and days do not add up"):
        DayCounts.of([1], [1], [0]) + DayCounts.of([1], [1], [0], counted_in="days")
