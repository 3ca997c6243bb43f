"""What was printed before, and what others printed: the attacker knows it, and it is reckoned with."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from paramountcy.imagine import authority, returns
from paramountcy.indicators.measure import measure
from paramountcy.publication.disclosure.attack import attack
from paramountcy.publication.disclosure.protect import protect
from paramountcy.record import Filing, from_cin
from paramountcy.terms.year import Year
from tests.publication.disclosure.making import cell, figures, imagined, row, table

LATEST = Year.of("2024-25")
BEFORE = np.array([[30, 20, 40], [25, 35, 50], [60, 22, 33]])
SQUARE = [("group 0", "kind 0"), ("group 0", "kind 1"), ("group 1", "kind 0"), ("group 1", "kind 1")]
"""What is held back where the smallest counts are at the corners of a square."""
MORE = np.array([[2, 0, 0], [0, 0, 0], [0, 0, 0]])


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_the_same_returns_publish_again(seed):
    true = imagined(seed)
    first = protect(true).printed
    again = protect(true, previous=first)
    assert attack(again, previous=first).pinned.is_empty()
    was_shown = first.select(pl.col("numerator", "denominator").is_not_null())
    is_shown = again.printed.select(pl.col("numerator", "denominator").is_not_null())
    assert all((is_shown[name] | ~was_shown[name]).all() for name in was_shown.columns), "what was shown still is"


def test_a_correction_that_tells_of_two_children_is_not_printed():
    """30 were printed, now it is 32: who compares the two releases has counted two."""
    first = protect(table(BEFORE)).printed
    careless = protect(table(BEFORE + MORE))
    told = attack(careless, previous=first).pinned
    assert ("count", "group 0", "kind 0") in told.select("what", "group", "category").rows()
    careful = protect(table(BEFORE + MORE), previous=first)
    assert attack(careful, previous=first).pinned.is_empty()
    assert cell(careful.printed, group="group 0", category="kind 0")["numerator"] is None


def test_a_correction_of_many_is_printed():
    first = protect(table(BEFORE)).printed
    after = protect(table(BEFORE + 10 * MORE + [[20, 6, 6], [6, 6, 6], [6, 6, 6]]), previous=first)
    assert after.held_back == 0
    assert attack(after, previous=first).pinned.is_empty()


def test_that_an_area_has_two_more_in_all_is_told():
    """Who was added is not: the count of an area as a whole may grow by few."""
    first = protect(figures([row("flow", 500, None)])).printed
    after = protect(figures([row("flow", 502, None)]), previous=first)
    assert after.printed["numerator"].to_list() == [502]
    assert attack(after, previous=first).pinned.is_empty()


def test_what_was_held_back_is_not_told_by_the_release_after_it():
    """The same table, the second time beside another that is full of small counts."""
    small = table(np.array([[3, 20, 40], [20, 40, 60]]))
    first = protect(small).printed
    fuller = pl.concat([small, table(np.array([[2, 1, 60], [30, 40, 50]]), "others")])
    second = protect(fuller, previous=first)
    assert attack(second, previous=first).pinned.is_empty()
    of_second = second.printed.filter(pl.col("indicator") == "kinds")
    assert _hidden(of_second) == _hidden(first), "it is held back again, sooner than anything else"


def test_a_release_that_hides_other_numbers_than_the_one_before_is_found_out():
    """Each is safe alone; together they tell everything, so that the attack has to be given both."""
    true = table(np.array([[3, 20, 40], [21, 40, 60], [50, 60, 70]]))
    first = protect(true)
    assert _hidden(first.printed) == SQUARE
    other_square = [("group 0", "kind 0"), ("group 0", "kind 2"), ("group 2", "kind 0"), ("group 2", "kind 2")]
    gone = pl.struct("group", "category").is_in([{"group": group, "category": name} for group, name in other_square])
    shown = true.with_columns(
        *(pl.when(~gone).then(name).alias(name) for name in ("numerator", "value", "lower", "upper")),
        pl.when(gone).then(pl.lit("too few")).otherwise("status").alias("status"),
    )
    other_way = replace(first, printed=shown)
    assert attack(other_way).pinned.is_empty()
    assert not attack(other_way, previous=first.printed).pinned.is_empty()
    after_it = protect(true, previous=shown)
    assert _hidden(after_it.printed) == other_square, "it printed what would be cheaper to hold back"


def test_what_the_department_printed_is_known_to_the_attacker():
    """It printed what is held back here for the sake of another count: both tables together tell it."""
    true = table(np.array([[3, 20, 40], [21, 40, 60], [50, 60, 70]]))
    ours = protect(true)
    assert _hidden(ours.printed) == SQUARE
    theirs = true.filter(pl.col("group") == "group 0", pl.col("category") == "kind 1")
    assert attack(ours).pinned.is_empty()
    found = attack(ours, also_printed=theirs)
    assert not found.pinned.is_empty()
    assert found.elsewhere == 0, "it takes both tables to find it, so that ours may not be printed"
    careful = protect(true, also_printed=theirs)
    assert attack(careful, also_printed=theirs).pinned.is_empty()


def test_a_count_that_others_give_away_alone_does_not_stop_a_release():
    """Where the department printed the very number, holding it back here changes nothing: it is told apart, unnamed."""
    true = table(np.array([[3, 20, 40], [21, 40, 60], [50, 60, 70]]))
    theirs = true.filter(pl.col("group") == "group 0", pl.col("category") == "kind 0")
    ours = protect(true, also_printed=theirs)
    found = attack(ours, also_printed=theirs)
    assert found.pinned.is_empty()
    assert found.elsewhere >= 1
    assert found.says.startswith("Nothing that is printed here helps anybody to find any of the ")
    assert cell(ours.printed, group="group 0", category="kind 0")["numerator"] is None, "nor is it printed here"


@pytest.mark.parametrize("seed", range(4))
def test_a_corrected_return_publishes_after_the_one_before(seed):
    """Of many tables at once: a child moves from one group to another, and one is new."""
    first = protect(table(_counts(seed))).printed
    moved = _counts(seed)
    moved[0, 0], moved[1, 0], moved[1, 1] = moved[0, 0] + 1, max(0, moved[1, 0] - 1), moved[1, 1] + 1
    second = protect(table(moved), previous=first)
    assert attack(second, previous=first).pinned.is_empty()


@pytest.mark.slow
def test_so_does_one_of_an_authority_with_one_child_more():
    """All its tables change by one or by none, and every sum between them."""
    before, after = (_figures(children) for children in (60, 61))
    first = protect(before).printed
    second = protect(after, previous=first)
    found = attack(second, previous=first)
    assert found.pinned.is_empty(), found.says
    assert found.cells > second.too_few, "what changed a little is asked about too"


def _figures(children: int) -> pl.DataFrame:
    story = authority(children=children, year=LATEST, seed=3)
    record = from_cin([Filing.of(returns(story, LATEST), LATEST)])
    return measure(record, LATEST, breakdowns=("sex",)).figures


def _hidden(printed: pl.DataFrame) -> list[tuple[str, str]]:
    return printed.filter(pl.col("numerator").is_null()).select("group", "category").rows()


def _counts(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 40, (3, 4))
