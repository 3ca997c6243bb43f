"""
The time a figure is about: a year, quarter or month, any twelve months, or one day. Never a clock.

A period runs from its first day to its last, both included, as a collection year does. What stood at a moment (how
many plans were open) is told as at the end of its last day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import narwhals.stable.v2 as nw

from paramountcy.indicators.condition import Conditions, Given
from paramountcy.terms.year import Year

NAMES = (
    "a year like 2024-25, a quarter like 2024-25-Q1, a month like 2024-10, twelve months like 12-to-2024-10, or a day"
)


@dataclass(frozen=True)
class Period:
    """
    >>> Period.of("2024-25").start, Period.of("2024-25-Q4").start, Period.of("12-to-2024-10").start
    (datetime.date(2024, 4, 1), datetime.date(2025, 1, 1), datetime.date(2023, 11, 1))
    """

    start: date
    end: date
    name: str

    @classmethod
    def of(cls, name: "str | Year | Period") -> "Period":
        """
        Read a period's name. Raises ValueError when it is not one.

        A year and a month are never mistaken for each other from 2012-13 on: no month has a number above 12.

        >>> Period.of("2024-02").end, Period.of("2026-03-31").start
        (datetime.date(2024, 2, 29), datetime.date(2026, 3, 31))
        >>> Period.of("2024-13")
        Traceback (most recent call last):
        ValueError: '2024-13' is not a period: give a year like 2024-25, a quarter like 2024-25-Q1, a month like \
2024-10, twelve months like 12-to-2024-10, or a day
        """
        if isinstance(name, Period):
            return name
        if isinstance(name, Year):
            return cls(name.start, name.end, str(name))
        for pattern, read in _FORMS.items():
            if found := re.fullmatch(pattern, name):
                try:
                    return cls(*read(*found.groups()), name)
                except ValueError:
                    continue
        raise ValueError(f"{name[:40]!r} is not a period: give {NAMES}")

    @property
    def is_a_day(self) -> bool:
        return self.start == self.end

    @property
    def year(self) -> Year:
        """The collection year in which it ends."""
        return Year.containing(self.end)

    def __str__(self) -> str:
        return self.name

    def holds(self, day: nw.Expr, done: str) -> Conditions:
        """That something was done in the period: `done` says what, as in "not completed in the period"."""
        there = (day >= nw.lit(self.start)) & (day <= nw.lit(self.end))
        return Conditions((Given(there, f"not {done} in the period", of_period=True),))

    def ends_with_open(self, began: nw.Expr, ended: nw.Expr, known_to: nw.Expr) -> Conditions:
        """
        That something was open at the end of the period: begun by then, not ended, and last told of no earlier than
        then. What ended on the last day is not open at its end.
        """
        last = nw.lit(self.end)
        there = (began <= last) & (ended.is_null() | (ended > last)) & (known_to >= last)
        return Conditions((Given(there, "not open at the end of the period", of_period=True),))

    def touches(self, began: nw.Expr, ended: nw.Expr, known_to: nw.Expr) -> Conditions:
        """That something was open on any day of the period."""
        there = (began <= nw.lit(self.end)) & (
            nw.when(ended.is_null()).then(known_to).otherwise(ended) >= nw.lit(self.start)
        )
        return Conditions((Given(there, "not open in the period", of_period=True),))


def _year(name: str) -> tuple[date, date]:
    year = Year.of(name)
    return year.start, year.end


def _quarter(name: str, number: str) -> tuple[date, date]:
    first = Year.of(name).start
    month = first.month + 3 * (int(number) - 1)
    return _months(first.year + (month - 1) // 12, (month - 1) % 12 + 1, 3)


def _month(year: str, month: str) -> tuple[date, date]:
    return _months(int(year), int(month), 1)


def _twelve(year: str, month: str) -> tuple[date, date]:
    last = _months(int(year), int(month), 1)[1]
    return _months(last.year - (last.month < 12), last.month % 12 + 1, 12)


def _day(name: str) -> tuple[date, date]:
    day = date.fromisoformat(name)
    return day, day


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """So many whole months from one on."""
    place = year * 12 + month - 1 + count - 1
    last_year, last_month = place // 12, place % 12 + 1
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


_FORMS = {
    r"(\d{4}-\d\d)": _year,
    r"(\d{4})-(\d\d)": _month,
    r"(\d{4}-\d\d)-Q([1-4])": _quarter,
    r"12-to-(\d{4})-(\d\d)": _twelve,
    r"(\d{4}-\d\d-\d\d)": _day,
}
