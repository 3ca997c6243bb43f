"""Collection years, written the way the sector writes them: "2025-26"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import total_ordering


@total_ordering
@dataclass(frozen=True)
class Year:
    """
    The twelve months from 1 April to 31 March.

    >>> Year(2026)
    2025-26
    >>> Year(2026).start, Year(2026).end
    (datetime.date(2025, 4, 1), datetime.date(2026, 3, 31))
    """

    ends_in: int

    @classmethod
    def of(cls, name: str) -> "Year":
        """
        Read a year's name. Raises ValueError when it is not one.

        >>> Year.of("2025-26")
        2025-26
        >>> Year.of("2025-27")
        Traceback (most recent call last):
        ValueError: '2025-27' is not a collection year: write it like 2025-26
        """
        first, dash, _ = name.partition("-")
        year = cls(int(first) + 1) if dash and len(first) == 4 and first.isascii() and first.isdigit() else None
        if year is None or str(year) != name:
            raise ValueError(f"{name!r} is not a collection year: write it like 2025-26")
        return year

    @classmethod
    def containing(cls, day: date) -> "Year":
        """
        >>> Year.containing(date(2026, 3, 31)), Year.containing(date(2026, 4, 1))
        (2025-26, 2026-27)
        """
        return cls(day.year if (day.month, day.day) < (4, 1) else day.year + 1)

    @property
    def start(self) -> date:
        return date(self.ends_in - 1, 4, 1)

    @property
    def end(self) -> date:
        return date(self.ends_in, 3, 31)

    @property
    def next(self) -> "Year":
        return Year(self.ends_in + 1)

    def __lt__(self, other: "Year") -> bool:
        return self.ends_in < other.ends_in

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __repr__(self) -> str:
        return f"{self.ends_in - 1}-{self.ends_in % 100:02}"

    def __str__(self) -> str:
        return repr(self)


@dataclass(frozen=True, repr=False)
class PartYear(Year):
    """
    A year as far as one of its days: what is judged before the year is over.

    >>> part = PartYear(2026, date(2025, 10, 31))
    >>> part.start, part.end
    (datetime.date(2025, 4, 1), datetime.date(2025, 10, 31))
    """

    to: date

    def __post_init__(self) -> None:
        if self.to not in Year(self.ends_in):
            raise ValueError(f"{self.to.day} {self.to:%B %Y} is not a day of {Year(self.ends_in)}")

    @property
    def end(self) -> date:
        return self.to


@dataclass(frozen=True)
class Years:
    """An unbroken run of years. `until=None` means still in force."""

    since: Year
    until: Year | None = None

    def __contains__(self, year: Year) -> bool:
        return self.since.ends_in <= year.ends_in and (self.until is None or year.ends_in <= self.until.ends_in)

    def overlaps(self, other: "Years") -> bool:
        return self.since in other or other.since in self

    def through(self, last: Year) -> Iterator[Year]:
        """Every year of the run, up to `last` where the run has no end."""
        year = self.since
        while year in self and year <= last:
            yield year
            year = year.next

    def __str__(self) -> str:
        if self.until is None:
            return f"{self.since} onwards"
        return f"{self.since}" if self.since == self.until else f"{self.since} to {self.until}"


def years(since: str, until: str | None = None) -> Years:
    """
    >>> print(years("2013-14", until="2023-24"))
    2013-14 to 2023-24
    """
    return Years(Year.of(since), Year.of(until) if until else None)
