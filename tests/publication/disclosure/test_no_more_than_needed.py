"""Nothing is held back without need: large counts lose nothing, and each further number held back hides something."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from paramountcy.publication.disclosure.attack import attack
from paramountcy.publication.disclosure.holding import Holding
from paramountcy.publication.disclosure.printed import printed
from paramountcy.publication.disclosure.protect import protect
from paramountcy.publication.disclosure.rules import CIN
from paramountcy.publication.disclosure.sums import Sums
from paramountcy.publication.disclosure.truth import truth
from tests.publication.disclosure.making import by_time, figures, row, table

NONE = np.zeros(0, dtype=np.int64)


@pytest.mark.parametrize("seed", range(10))
def test_releases_of_large_counts_lose_nothing(seed):
    chance = np.random.default_rng(seed)
    for true in (table(chance.integers(6, 90, (3, 4))), by_time(chance.integers(6, 90, (3, 4)))):
        protected = protect(true)
        assert (protected.too_few, protected.held_back, protected.tables) == (0, 0, ())
        shown = protected.printed
        assert shown.drop("value", "lower", "upper").equals(true.drop("value", "lower", "upper"))
        assert shown["value"].null_count() == 0
        assert attack(protected).says == "There is no count to protect, and so nothing to find."


def test_noughts_lose_nothing_either():
    true = table(np.array([[0, 0, 30], [40, 0, 50]]))
    assert protect(true).printed["numerator"].to_list() == true["numerator"].to_list()


def test_one_small_count_of_a_table_takes_no_more_than_the_corners_of_a_square():
    """In a table with margins that are printed, at least three more go with it; the smallest are taken."""
    protected = protect(table(np.array([[2, 20, 90], [15, 21, 80], [60, 70, 75]])))
    hidden = protected.printed.filter(pl.col("numerator").is_null()).select("group", "category").rows()
    assert hidden == [("group 0", "kind 0"), ("group 0", "kind 1"), ("group 1", "kind 0"), ("group 1", "kind 1")]


@pytest.mark.parametrize("seed", range(20))
def test_where_one_count_is_too_small_each_further_number_held_back_hides_it(seed):
    chance = np.random.default_rng(seed)
    counts = chance.integers(8, 40, chance.integers(2, 4, 2))
    counts[tuple(chance.integers(0, counts.shape))] = chance.integers(1, 6)
    each_hides = shown_again(table(counts))
    assert each_hides
    assert all(each_hides)


def test_where_several_are_few_further_numbers_are_needless():
    """Each is seen to by itself, so that what is held back for one may be spared by what is for a later one."""
    further = needless = 0
    for seed in range(15):
        chance = np.random.default_rng(seed)
        shape = tuple(chance.integers(2, 4, 2))
        for true in (table(chance.integers(0, 25, shape)), by_time(chance.integers(0, 25, (3, shape[1])))):
            each_hides = shown_again(true)
            further, needless = further + len(each_hides), needless + each_hides.count(False)
    assert further > 40
    assert needless <= further / 6


def shown_again(true: pl.DataFrame) -> list[bool]:
    """For each further number that is held back, and could be shown by itself: whether the attack finds it missing."""
    holding = Holding(truth(true), CIN, Sums(), Sums(), NONE, NONE)
    holding.hold_small()
    small = holding.cells.copy()
    holding.hold_what_tells()
    of, held = holding.truth.of, holding.held_back
    protected = protect(true)
    assert printed(of, held, CIN).equals(protected.printed)
    found = []
    for further in np.flatnonzero(holding.cells & ~small & holding.prints):
        without = held.cells.copy()
        without[further] = False
        shown = printed(of, replace(held, cells=without), CIN)
        if not shown.equals(protected.printed):
            found.append(attack(replace(protected, printed=shown)).pinned.height > 0)
    return found


def test_a_release_of_one_small_number_alone_says_only_that():
    protected = protect(figures([row("flow", 3, None)]))
    assert protected.printed["numerator"].to_list() == [None]
    assert protected.held_back == 0
    assert attack(protected).pinned.is_empty()
