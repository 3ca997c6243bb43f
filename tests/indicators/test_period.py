"""Periods: years, quarters, months, any twelve months, and days."""

import doctest
from datetime import date

import pytest

from paramountcy.indicators import availability, catalogue, figures, period
from paramountcy.indicators.period import Period
from paramountcy.terms.year import Year


@pytest.mark.parametrize("module", [period, availability, figures, catalogue], ids=lambda module: module.__name__)
def test_doctests(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2024-25", date(2024, 4, 1), date(2025, 3, 31)),
        ("2013-14", date(2013, 4, 1), date(2014, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-25-Q1", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-25-Q3", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-25-Q4", date(2025, 1, 1), date(2025, 3, 31)),
        ("12-to-2024-12", date(2024, 1, 1), date(2024, 12, 31)),
        ("12-to-2025-01", date(2024, 2, 1), date(2025, 1, 31)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_name_is_read(name, start, end):
    read = Period.of(name)
    assert (read.start, read.end, str(read)) == (start, end, name)


@pytest.mark.parametrize(
    "name", ["2024", "2024-13", "2024-26", "2024-25-Q5", "12-to-2024-13", "2023-02-29", "", "soon"]
)
def test_what_is_no_period_is_refused_in_a_sentence(name):
    with pytest.raises(ValueError, match="is not a period: give a year like"):
        Period.of(name)


def test_a_collection_year_is_a_period():
    assert Period.of(Year(2025)) == Period.of("2024-25")


def test_a_period_knows_the_year_it_ends_in_and_whether_it_is_a_day():
    assert Period.of("12-to-2024-10").year == Year(2025)
    assert Period.of("2024-25-Q4").year == Year(2025)
    assert Period.of("2025-03-31").is_a_day
    assert not Period.of("2025-03").is_a_day
