"""
Days as whole numbers, many at a time: working days, years, and the busy and quiet times of a year.

A day is the number of days since 1 January 1970. What lies outside the working days that `terms`
knows is moved to their nearest end: nothing that the story tells happens there.
"""

from datetime import date

import numpy as np
import polars as pl

from paramountcy.imagine.facts import Draws, Whole, shares
from paramountcy.terms.working_days import numbered_days
from paramountcy.terms.year import Year

NEVER = 10**7
"""A day after all others: it did not happen, or not within the story."""


def number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


_DAYS = list(numbered_days())
FIRST = number(_DAYS[0][0])
LAST = number(_DAYS[-1][0])
_NUMBERS: Whole = np.array([count for _, count in _DAYS])
_WORKING: Whole = FIRST + np.flatnonzero(np.diff(_NUMBERS, prepend=0))
_YEARS = [Year.containing(day) for day, _ in _DAYS]
_YEAR_START: Whole = np.array([number(year.start) for year in _YEARS])
_YEAR_END: Whole = np.array([number(year.end) for year in _YEARS])


def _place(day: Whole) -> Whole:
    return np.clip(day, FIRST, LAST) - FIRST


def _working(count: Whole) -> Whole:
    """The working day with this number, from 1."""
    return _WORKING[np.clip(count, 1, len(_WORKING)) - 1]


def working_days_after(day: Whole, n: Whole) -> Whole:
    """The n-th working day later than `day`, itself not counted; 0 gives `day` or the first working day after it."""
    return np.where(n == 0, working_day_from(day), _working(_NUMBERS[_place(day)] + n))


def working_day_from(day: Whole) -> Whole:
    """`day`, or the first working day after it."""
    return _working(_NUMBERS[_place(day - 1)] + 1)


def working_day_to(day: Whole) -> Whole:
    """`day`, or the last working day before it."""
    return _working(_NUMBERS[_place(day)])


def year_end(day: Whole) -> Whole:
    """The 31 March of the year that holds `day`."""
    return _YEAR_END[_place(day)]


def year_start(day: Whole) -> Whole:
    """The 1 April of the year that holds `day`."""
    return _YEAR_START[_place(day)]


def _busyness() -> Draws:
    """How much work comes in on each day from FIRST on, by month and weekday."""
    months, weekdays = shares("referral.month").shares, shares("referral.weekday").shares
    return np.array([months[(day.month - 4) % 12] * weekdays[day.weekday()] for day, _ in _DAYS])


_WORK_DONE: Draws = np.concatenate([[0.0], np.cumsum(_busyness())])
_WORK_A_DAY = _WORK_DONE[-1] / len(_DAYS)


def day_of_work(first: int, last: int, draws: Draws) -> Whole:
    """A day from `first` to `last` for each draw, more often a busy one."""
    low, high = _WORK_DONE[first - FIRST], _WORK_DONE[last - FIRST + 1]
    return FIRST + np.searchsorted(_WORK_DONE, low + draws * (high - low), side="right") - 1


def days_of_work_after(day: Whole, n: Whole) -> Whole:
    """About `n` days after `day`, at least one, on a day as busy as they come: time as the front door feels it."""
    work = _WORK_DONE[_place(day) + 1] + (n - 0.5) * _WORK_A_DAY
    found = FIRST + np.searchsorted(_WORK_DONE, work, side="right") - 1
    return np.where(found > LAST, NEVER, np.maximum(found, day + 1))


def as_dates(days: Whole, until: int) -> pl.Series:
    """Days as dates; null for what has not happened by `until`."""
    series = pl.Series(np.where(days > until, NEVER, days).astype(np.int32))
    return series.replace(NEVER, None).cast(pl.Date)


def school_starts(born: Whole) -> Whole:
    """The 1 September after the fourth birthday, when a child starts school and gets a UPN."""
    month = born.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    since_september = (month - 8) % 12
    return (month - since_september + 12 * 5).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
