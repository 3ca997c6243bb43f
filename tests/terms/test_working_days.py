"""Working days: the bank holidays against two other lists, the arithmetic against slow obvious counting."""

import csv
from collections import Counter
from datetime import date, timedelta

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from hypothesis import given
from hypothesis import strategies as st

from paramountcy.terms.working_days import (
    HOLIDAYS,
    OutsideCalendar,
    bank_holidays,
    is_working_day,
    numbered_days,
    span,
    working_day_number,
    working_days_after,
    working_days_before,
    working_days_between,
)

FIRST, LAST = span()
ONE_DAY = timedelta(1)

days = st.dates(FIRST, LAST)
inner_days = st.dates(date(2009, 1, 1), date(LAST.year - 1, 12, 31))
counts = st.integers(0, 200)


def weekdays(these):
    return {day for day in these if day.weekday() < 5}


def counted(n, day, step):
    """Walk day by day, counting working days, until n are counted."""
    while n:
        day += step
        n -= is_working_day(day)
    return day


def test_the_span_is_whole_years_from_2008():
    assert date(2008, 1, 1) == FIRST
    assert LAST.year >= 2028
    assert (LAST.month, LAST.day) == (12, 31)


def test_every_year_of_the_span_has_its_eight_bank_holidays_and_the_known_extras():
    extras = {2011: 1, 2012: 1, 2022: 2, 2023: 1}
    found = Counter(day.year for day in bank_holidays())
    assert found == {year: 8 + extras.get(year, 0) for year in range(FIRST.year, LAST.year + 1)}


def test_bank_holidays_are_weekdays_in_order_each_once_with_a_name_and_a_source():
    with HOLIDAYS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dates = [row["date"] for row in rows]
    assert dates == sorted(set(dates))
    assert all(row["name"] and row["source"] in {"GOV.UK", "knowledge"} for row in rows)
    assert weekdays(bank_holidays()) == set(bank_holidays())


def test_same_days_as_the_list_of_govuk():
    events = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    theirs = {event["date"] for event in events}
    begins, ends = date(min(theirs).year, 1, 1), date(max(theirs).year, 12, 31)
    # A day of theirs that is not ours, after our span: a newer list, so bank_holidays.csv wants its new years.
    assert ends <= LAST
    assert theirs == {day for day in bank_holidays() if begins <= day}
    with HOLIDAYS.open(encoding="utf-8", newline="") as file:
        assert theirs == {date.fromisoformat(row["date"]) for row in csv.DictReader(file) if row["source"] == "GOV.UK"}


def test_same_days_as_the_holidays_package():
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST.year, LAST.year + 1))
    assert weekdays(theirs) == set(bank_holidays())


@pytest.mark.parametrize(
    ("n", "day", "before"),
    [
        (45, date(2024, 3, 31), date(2024, 1, 26)),
        (45, date(2025, 3, 31), date(2025, 1, 27)),
        (45, date(2026, 3, 31), date(2026, 1, 27)),
        (15, date(2024, 3, 31), date(2024, 3, 8)),
        (15, date(2025, 3, 31), date(2025, 3, 10)),
        (15, date(2026, 3, 31), date(2026, 3, 10)),
        (1, date(2024, 4, 1), date(2024, 3, 28)),
    ],
)
def test_the_figures_of_the_census(n, day, before):
    assert working_days_before(n, day) == before


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2011, 4, 29), "wedding"),
        (date(2012, 6, 5), "jubilee"),
        (date(2020, 5, 8), "moved from the Monday"),
        (date(2022, 9, 19), "state funeral"),
        (date(2023, 5, 8), "coronation"),
        (date(2026, 11, 21), "a Saturday"),
        (date(2026, 11, 22), "a Sunday"),
    ],
)
def test_not_working_days(day, why):
    assert not is_working_day(day), why


def test_the_monday_that_ve_day_moved_from_was_worked():
    assert is_working_day(date(2020, 5, 4))


@given(counts, inner_days)
def test_before_is_counting_back_day_by_day(n, day):
    assert working_days_before(n, day) == counted(n, day, -ONE_DAY)


@given(counts, inner_days)
def test_after_is_counting_on_day_by_day(n, day):
    assert working_days_after(n, day) == counted(n, day, ONE_DAY)


@given(inner_days, st.integers(0, 400))
def test_between_is_looking_at_each_day(first, length):
    last = first + timedelta(length)
    obvious = sum(is_working_day(first + timedelta(n)) for n in range(1, length + 1))
    assert working_days_between(first, last) == obvious
    assert working_days_between(last, first) == -obvious


@given(counts, inner_days)
def test_after_and_between_agree(n, day):
    assert working_days_between(day, working_days_after(n, day)) == n


@given(counts, inner_days.filter(is_working_day))
def test_before_and_after_undo_each_other_on_working_days(n, day):
    assert working_days_before(n, working_days_after(n, day)) == day
    assert working_days_after(n, working_days_before(n, day)) == day


@given(counts.filter(bool), days, inner_days)
def test_earlier_than_n_working_days_before_can_be_judged_by_numbers(n, event, day):
    """What lets the engine compare a joined number in place of a date."""
    limit = working_days_before(n, day)
    assert (event < limit) == (working_day_number(event) < working_day_number(limit))


def test_numbered_days_are_the_whole_span_with_the_number_of_each():
    table = list(numbered_days())
    assert [day for day, _ in table] == [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    assert all(number == working_day_number(day) for day, number in table)


@pytest.mark.parametrize("day", [FIRST - ONE_DAY, LAST + ONE_DAY, date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize(
    "ask",
    [
        is_working_day,
        working_day_number,
        lambda day: working_days_before(0, day),
        lambda day: working_days_before(1, day),
        lambda day: working_days_after(0, day),
        lambda day: working_days_after(1, day),
        lambda day: working_days_between(FIRST, day),
        lambda day: working_days_between(day, LAST),
    ],
)
def test_outside_the_span_is_an_error_never_a_guess(ask, day):
    with pytest.raises(OutsideCalendar):
        ask(day)


def test_counting_out_of_the_span_is_an_error_too():
    in_all = working_day_number(LAST)
    assert working_days_after(in_all, FIRST) <= LAST
    with pytest.raises(OutsideCalendar):
        working_days_after(in_all + 1, FIRST)
    assert working_days_before(in_all - is_working_day(LAST), LAST) > FIRST
    with pytest.raises(OutsideCalendar):
        working_days_before(in_all + 1, LAST)
    with pytest.raises(OutsideCalendar):
        working_days_before(1, FIRST)


def test_the_error_is_a_sentence_with_the_span_and_what_to_do():
    with pytest.raises(ValueError, match=f"from 1 January 2008 to 31 December {LAST.year}.*check the year") as raised:
        is_working_day(date(2005, 4, 1))
    assert "2005" not in str(raised.value), "the date may be a child's"


@pytest.mark.parametrize("count", [working_days_before, working_days_after])
def test_a_negative_count_is_refused(count):
    with pytest.raises(ValueError, match="-1 is not a number of working days"):
        count(-1, date(2026, 3, 31))
