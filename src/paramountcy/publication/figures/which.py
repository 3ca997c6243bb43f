"""Which period a report is about, where nobody says so, and how far the returns tell."""

from datetime import date, timedelta

from paramountcy.indicators.period import Period
from paramountcy.record.shape import Record
from paramountcy.terms.year import Year


def latest(record: Record) -> Period:
    """
    The period to report on: the latest year, where the returns tell of all of it; else the latest month they do.

    Raises ValueError where they tell of no whole month.
    """
    first, last = told(record)
    year = Year.containing(last)
    if last == year.end and first <= year.start:
        return Period.of(year)
    month = Period.of(f"{last:%Y-%m}")
    if month.end > last:
        month = Period.of(f"{month.start - timedelta(days=1):%Y-%m}")
    if month.start < first:
        raise ValueError(f"the returns tell of no whole month: only of {first} to {last}")
    return month


def told(record: Record) -> tuple[date, date]:
    """The first and last day of the latest unbroken span that the returns tell of."""
    spans = record.coverage().sort("last")
    first, last = spans.select("first", "last").row(-1)
    return first, last


def whole_years(record: Record, period: Period) -> list[Year]:
    """The collection years that the returns tell of to their end, up to that in which a period ends."""
    years: set[Year] = set()
    for first, last in record.coverage().select("first", "last").iter_rows():
        start = Year.containing(first)
        while start.end <= last:
            years.add(start)
            start = start.next
    return sorted(year for year in years if year <= period.year)
