"""
Working days in England: Monday to Friday, bank holidays left out.

`bank_holidays.csv` holds the bank holidays of England and Wales as they fell or will fall on
weekdays, substitute and one-off days in their place. Its `source` is `GOV.UK` for days on the
list that govuk-bank-holidays 0.19 carries, `knowledge` for the years before that list begins.
A council's own closing days are working days.

The day counted from is day 0: an assessment that starts on a Monday has had one working day by
the end of Tuesday. Every function refuses a day outside `span()` with OutsideCalendar.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

HOLIDAYS = Path(__file__).with_name("bank_holidays.csv")


class OutsideCalendar(ValueError):
    """The working days of that time are not known. The message says which are, and what to do."""


def span() -> tuple[date, date]:
    """
    The first and last day for which working days are known: whole years, from the data.

    >>> span()[0]
    datetime.date(2008, 1, 1)
    """
    return _calendar().first, _calendar().last


def bank_holidays() -> Mapping[date, str]:
    """
    The name of each bank holiday of the span, in order of date.

    >>> bank_holidays()[date(2022, 6, 3)]
    'Platinum Jubilee bank holiday'
    """
    return _calendar().holidays


def is_working_day(day: date) -> bool:
    """
    >>> is_working_day(date(2024, 3, 28)), is_working_day(date(2024, 3, 29))
    (True, False)
    """
    _place(day)
    return day.weekday() < 5 and day not in _calendar().holidays


def working_days_before(n: int, day: date) -> date:
    """
    The n-th working day earlier than `day`, `day` not counted; 0 gives `day` itself.

    >>> working_days_before(1, date(2024, 4, 1))
    datetime.date(2024, 3, 28)
    >>> working_days_before(45, date(2026, 3, 31))
    datetime.date(2026, 1, 27)
    """
    earlier = working_day_number(day) - is_working_day(day)
    return _nth_working_day(earlier - _count(n) + 1) if n else day


def working_days_after(n: int, day: date) -> date:
    """
    The n-th working day later than `day`, `day` not counted; 0 gives `day` itself.

    >>> working_days_after(15, date(2025, 12, 15))
    datetime.date(2026, 1, 8)
    """
    so_far = working_day_number(day)
    return _nth_working_day(so_far + _count(n)) if n else day


def working_days_between(first: date, last: date) -> int:
    """
    How many working days come after `first`, up to and with `last`; negative where `last` is earlier.

    >>> working_days_between(date(2026, 3, 30), date(2026, 3, 30))
    0
    >>> working_days_between(date(2026, 4, 2), date(2026, 4, 7))
    1
    """
    return working_day_number(last) - working_day_number(first)


def working_day_number(day: date) -> int:
    """
    How many working days of the span there are up to and with `day`, which need not be one.

    The difference of two is `working_days_between`.

    >>> working_day_number(date(2026, 4, 7)) - working_day_number(date(2026, 4, 2))
    1
    """
    return _calendar().numbers[_place(day)]


def numbered_days() -> Iterator[tuple[date, int]]:
    """
    Every day of the span with its working day number: a table to join dates to.

    >>> next(numbered_days())
    (datetime.date(2008, 1, 1), 0)
    """
    calendar = _calendar()
    return ((calendar.first + timedelta(place), number) for place, number in enumerate(calendar.numbers))


@dataclass(frozen=True)
class _Calendar:
    holidays: dict[date, str]
    first: date
    last: date
    numbers: list[int]
    """For each day from `first` on."""
    working: list[date]
    """The working day with number 1, with number 2, and so on."""


@cache
def _calendar() -> _Calendar:
    with HOLIDAYS.open(encoding="utf-8", newline="") as file:
        holidays = {date.fromisoformat(row["date"]): row["name"] for row in csv.DictReader(file)}
    first, last = date(min(holidays).year, 1, 1), date(max(holidays).year, 12, 31)
    numbers: list[int] = []
    working: list[date] = []
    for place in range((last - first).days + 1):
        day = first + timedelta(place)
        if day.weekday() < 5 and day not in holidays:
            working.append(day)
        numbers.append(len(working))
    return _Calendar(holidays, first, last, numbers, working)


def _place(day: date) -> int:
    """How many days into the span `day` is."""
    calendar = _calendar()
    if not calendar.first <= day <= calendar.last:
        raise _outside()
    return (day - calendar.first).days


def _nth_working_day(number: int) -> date:
    working = _calendar().working
    if not 1 <= number <= len(working):
        raise _outside()
    return working[number - 1]


def _count(n: int) -> int:
    if n < 0:
        raise ValueError(f"{n} is not a number of working days to count: give 0 or more")
    return n


def _outside() -> OutsideCalendar:
    first, last = (f"{day.day} {day:%B %Y}" for day in span())
    return OutsideCalendar(
        f"Working days are known from {first} to {last}, and this needs a day outside that: check the year "
        f"of the date, or install a version of Paramountcy whose {HOLIDAYS.name} covers it"
    )
