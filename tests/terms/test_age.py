"""Ages and weeks, against slow obvious counting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paramountcy.terms.age import age_in_weeks, age_on, birthday, weeks_pregnant

born_days = st.dates(date(1990, 1, 1), date(2026, 12, 31)) | st.sampled_from(
    [date(year, 2, 29) for year in range(1992, 2025, 4)]
)


@given(born_days, st.integers(0, 26 * 366))
def test_age_is_how_many_birthdays_there_have_been(born, days):
    day = born + timedelta(days)
    assert age_on(born, day) == sum(birthday(born, age) <= day for age in range(1, 28))


@given(born_days, st.integers(1, 60))
def test_age_changes_on_the_birthday_and_not_before(born, age):
    reached = birthday(born, age)
    assert age_on(born, reached) == age
    assert age_on(born, reached - timedelta(1)) == age - 1


@pytest.mark.parametrize(
    ("age", "reached"),
    [(0, date(2008, 2, 29)), (1, date(2009, 2, 28)), (4, date(2012, 2, 29)), (18, date(2026, 2, 28))],
)
def test_born_on_29_february(age, reached):
    assert birthday(date(2008, 2, 29), age) == reached


def test_one_year_from_28_february_before_a_leap_year_is_the_28th():
    assert birthday(date(2023, 2, 28), 1) == date(2024, 2, 28)


def test_not_yet_born():
    expected = date(2026, 6, 30)
    assert age_on(expected, date(2026, 6, 29)) is None
    assert age_in_weeks(expected, date(2026, 6, 29)) is None
    assert age_on(expected, expected) == age_in_weeks(expected, expected) == 0


@given(born_days, st.integers(0, 3000))
def test_weeks_are_whole_weeks(born, days):
    weeks = age_in_weeks(born, born + timedelta(days))
    assert weeks is not None
    assert timedelta(weeks=weeks) <= timedelta(days) < timedelta(weeks=weeks + 1)


@pytest.mark.parametrize(
    ("days", "weeks"), [(0, 40), (-1, 39), (-7, 39), (-8, 38), (6, 40), (7, 41), (-280, 0), (-281, None)]
)
def test_weeks_of_pregnancy_by_days_from_the_expected_date(days, weeks):
    expected = date(2026, 6, 30)
    assert weeks_pregnant(expected, expected + timedelta(days)) == weeks


def test_what_is_not_an_age():
    with pytest.raises(ValueError, match="-1 is not an age"):
        birthday(date(2008, 2, 29), -1)


@pytest.mark.parametrize("born", [date(2008, 2, 29), date(2008, 3, 1)])
def test_a_birthday_past_the_last_year_there_is(born):
    with pytest.raises(ValueError, match="year"):
        birthday(born, 8000)
