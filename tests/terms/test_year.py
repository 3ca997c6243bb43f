"""Collection years; and the examples in the docstrings of every module of terms."""

import doctest
import importlib
import pkgutil
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paramountcy import terms
from paramountcy.terms.year import PartYear, Year, Years, years

MODULES = sorted(module.name for module in pkgutil.iter_modules(terms.__path__))
some_years = st.integers(1901, 2199).map(Year)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    result = doctest.testmod(importlib.import_module(f"paramountcy.terms.{name}"))
    assert result.attempted > 0
    assert result.failed == 0


@given(some_years)
def test_a_year_reads_back_as_itself(year):
    assert Year.of(str(year)) == year


@given(some_years)
def test_a_year_is_twelve_months_and_the_next_follows(year):
    assert (year.start.month, year.start.day, year.end.month, year.end.day) == (4, 1, 3, 31)
    assert year.end + timedelta(1) == year.next.start
    assert year < year.next


@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)))
def test_the_year_containing_a_day_contains_it_and_no_other_does(day):
    year = Year.containing(day)
    assert day in year
    assert day not in year.next
    assert day not in Year(year.ends_in - 1)


def test_the_turn_of_a_century():
    assert str(Year(2000)) == "1999-00"
    assert Year.of("1999-00") == Year(2000)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2025",
        "2025-27",
        "2025-2026",
        "2025/26",
        "25-26",
        "2025-6",
        " 2025-26",
        "2025-26 ",
        "-26",
        "abcd-ef",
        "٢٠٢٥-٢٦",
    ],
)
def test_what_is_not_a_year(name):
    with pytest.raises(ValueError, match="is not a collection year: write it like 2025-26"):
        Year.of(name)


def test_a_year_as_far_as_a_day():
    part = PartYear(2026, date(2025, 10, 31))
    assert (part.start, part.end) == (date(2025, 4, 1), date(2025, 10, 31))
    assert date(2025, 10, 31) in part
    assert date(2025, 11, 1) not in part
    with pytest.raises(ValueError, match="1 April 2026 is not a day of 2025-26"):
        PartYear(2026, date(2026, 4, 1))


def test_a_run_of_years():
    run = years("2013-14", until="2023-24")
    assert Year.of("2013-14") in run
    assert Year.of("2023-24") in run
    assert Year.of("2012-13") not in run
    assert Year.of("2024-25") not in run
    assert Year.of("2999-00") in years("2013-14")


def test_a_run_in_words():
    assert str(years("2024-25")) == "2024-25 onwards"
    assert str(years("2024-25", until="2024-25")) == "2024-25"
    assert str(years("2013-14", until="2023-24")) == "2013-14 to 2023-24"


def test_the_years_of_a_run():
    assert [str(year) for year in years("2022-23").through(Year.of("2024-25"))] == ["2022-23", "2023-24", "2024-25"]
    assert [str(year) for year in years("2022-23", until="2023-24").through(Year(2030))] == ["2022-23", "2023-24"]
    assert list(years("2026-27").through(Year.of("2024-25"))) == []


runs = st.builds(
    lambda first, length: Years(Year(first), None if length is None else Year(first + length)),
    st.integers(2010, 2030),
    st.none() | st.integers(0, 5),
)


@given(runs, runs)
def test_runs_overlap_when_some_year_is_in_both(one, other):
    obvious = any(year in one and year in other for year in map(Year, range(2005, 2045)))
    assert one.overlaps(other) == other.overlaps(one) == obvious
