"""What a cell says, and when a period ends."""

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paramountcy.returns.published import values
from paramountcy.returns.published.shape import BLANK, PUBLISHED, STATUSES, SYMBOLS, UNREADABLE


def read(*cells):
    rows = values.with_values(pl.DataFrame({"printed": list(cells)}, schema={"printed": pl.String}))
    return list(zip(rows["value"], rows["status"], strict=True))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12", 12),
        (" 12.5 ", 12.5),
        ("-0.07", -0.07),
        ("1,234", 1234),
        ("1,234,567.8", 1234567.8),
        ("7.0000000000000007E-2", 0.07),
        ("1e+05", 100000),
    ],
)
def test_numbers(text, value):
    ((found, status),) = read(text)
    assert status == PUBLISHED
    assert math.isclose(found, value, abs_tol=1e-12)


@pytest.mark.parametrize("text", ["nan", "inf", "1,23", "12%", "£5", "1 2", "0x10", "c.", "1e9999", "١٢", "~", "*"])
def test_what_is_no_number_is_not_made_one(text):
    assert read(text) == [(None, UNREADABLE)]


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_symbols_in_any_case_and_with_blanks(symbol):
    assert read(symbol, symbol.upper(), f" {symbol} ") == [(None, symbol)] * 3


def test_an_empty_cell_is_blank():
    assert read(None, "", "  ") == [(None, BLANK)] * 3


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=8), st.sampled_from([*SYMBOLS, ":", "0", "1.5", "2,000"]))))
def test_a_value_stands_only_where_a_number_was_printed(cells):
    for cell, (value, status) in zip(cells, read(*cells), strict=True):
        assert (value is not None) == (status == PUBLISHED)
        assert status in STATUSES
        if (cell or "").strip().lower() in SYMBOLS:
            assert value is None
        if value is not None:
            assert math.isclose(value, float(cell.strip().replace(",", "")))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2013", 2013),
        ("2012/13", 2013),
        ("1999-00", 2000),
        ("2023-2024", 2024),
        ("202324", 2024),
        ("202345", None),
        ("2016-17 (OT)", 2017),
        ("2018 (Rev)", 2018),
        ("2021/22-23/24", 2024),
        ("", None),
        ("year 3", None),
    ],
)
def test_the_year_that_a_period_ends_in(text, year):
    assert values.end_year(text) == year
