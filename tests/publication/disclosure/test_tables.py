"""Tables of two and three ways, drawn by chance: nothing protected can be found; and without protection, it is."""

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from paramountcy.publication.disclosure.attack import attack
from paramountcy.publication.disclosure.protect import Protected, protect
from tests.publication.disclosure.making import by_time, cell, figures, imagined, row, table, table_rows

SMALL = st.one_of(st.integers(0, 6), st.integers(0, 40))
SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def counts_of(*shape: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.int64, shape, elements=SMALL)


TWO_WAYS = st.tuples(st.integers(1, 4), st.integers(1, 5)).flatmap(lambda shape: counts_of(*shape))
THREE_WAYS = st.tuples(st.integers(1, 3), st.integers(2, 3)).flatmap(lambda shape: counts_of(3, *shape))
FLOWS = st.integers(1, 4).flatmap(lambda groups: counts_of(3, groups))


def three_ways(counts: np.ndarray) -> pl.DataFrame:
    """The three months of a quarter, by groups and categories, with every margin."""
    months = ["2024-04", "2024-05", "2024-06"]
    rows = table_rows(counts.sum(axis=0), period="2024-25-Q1")
    for month, inside in zip(months, counts, strict=True):
        rows += table_rows(inside, period=month)
    return figures(rows)


def check(true: pl.DataFrame) -> Protected:
    """Nothing small is printed or can be reckoned, nought is shown, and what is printed is true."""
    protected = protect(true)
    assert attack(protected).pinned.is_empty()
    assert protected.printed.height == true.height
    for name in ("numerator", "denominator"):
        shown, real = protected.printed[name], true[name]
        assert not shown.is_between(1, 5).any()
        assert (shown.is_null() | (shown == real)).all()
    assert protected.printed.filter(true["numerator"] == 0)["numerator"].null_count() == 0
    lost = protected.printed.filter(pl.col("status") == "too few")
    assert lost["value"].null_count() == lost.height
    return protected


@given(TWO_WAYS)
@SOME
def test_nothing_is_found_in_tables_of_two_ways(counts):
    check(table(counts))


@given(FLOWS)
@SOME
def test_nothing_is_found_in_months_of_a_quarter(counts):
    check(by_time(counts))


@given(THREE_WAYS)
@SOME
def test_nothing_is_found_in_tables_of_three_ways(counts):
    check(three_ways(counts))


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_found_in_a_release_of_many_tables_that_have_to_do_with_each_other(seed):
    check(imagined(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 46))
def test_nor_in_forty_more(seed):
    check(imagined(seed))


@given(st.integers(1, 5), arrays(np.int64, 5, elements=st.integers(6, 60)))
@SOME
def test_a_small_count_among_large_ones_is_found_where_only_it_is_held_back(small, others):
    """All that stands beside it is printed, and so is the whole: it is what is left."""
    true = table(np.array([[small, *others[:2]], others[2:]]))
    found = attack(protect(true, secondary=False)).pinned
    it = cell(found, what="count", group="group 0", category="kind 0")
    assert (it["least"], it["most"]) == (small, small)


@given(st.integers(1, 5), st.integers(30, 300))
@SOME
def test_few_that_are_left_of_many_are_found_where_both_are_printed(few, many):
    """300 of 303 tells of 3, however large both are."""
    true = figures([row("kinds", many, many + few)])
    held = protect(true, secondary=False).printed
    assert held["numerator"].null_count() == 1, "the count goes with what is left of it"
    assert held["denominator"].to_list() == [many + few]
    assert attack(protect(true)).pinned.is_empty()


@given(st.integers(1, 5), arrays(np.int64, (2, 2), elements=st.integers(10, 60)))
@SOME
def test_a_month_is_found_from_its_quarter(small, others):
    true = by_time(np.array([[small, others[0, 0]], others[0] + 10, others[1]]))
    found = attack(protect(true, secondary=False)).pinned
    it = cell(found, period="2024-04", group="group 0")
    assert (it["least"], it["most"]) == (small, small)


def test_the_attack_on_printed_rows_of_another_release_is_refused():
    one, other = protect(table(np.array([[9, 9]]))), protect(table(np.array([[9, 9], [9, 9]])))
    swapped = Protected(one.true, other.printed, one.rule, one.excepted, 0, 0, ())
    with pytest.raises(ValueError, match="protect them again"):
        attack(swapped)


def test_what_was_held_back_is_said_without_telling_which():
    protected = protect(table(np.array([[3, 9, 12], [20, 20, 20]])))
    assert protected.too_few == 1
    assert protected.says.startswith("1 count from 1 to 5 is protected.")
    assert "because they would give these away" in protected.says
    reasons = protected.printed.filter(pl.col("status") == "too few")["why"].unique()
    assert len(reasons) == 1, "which are too small themselves is not told apart"
