"""The attacker and the protector, against every table that there is: small ones can be gone through one by one."""

from collections.abc import Iterator

import numpy as np
import polars as pl
import pytest

from paramountcy.publication.disclosure.attack import Attack, attack
from paramountcy.publication.disclosure.protect import protect
from tests.publication.disclosure.enumerated import Asked, TooMany, Whole, asked, every_table, pinned, spans
from tests.publication.disclosure.making import by_time, table

SHAPES = [(2, 2), (2, 3), (3, 2), (3, 3)]
MONTHS = ("2024-04", "2024-05", "2024-06")
QUARTER = "2024-25-Q1"
LARGEST = 8

Made = tuple[pl.DataFrame, Whole]


def shares(shape: tuple[int, int], seeds: range) -> Iterator[Made]:
    """Groups by categories with all margins."""
    for seed in seeds:
        true = table(counts(shape, seed))
        yield true, Whole.of(true)


def flows(groups: int, seeds: range) -> Iterator[Made]:
    """The months of a quarter by groups, with all margins."""
    for seed in seeds:
        true = by_time(counts((3, groups), seed))
        yield true, Whole.of(true, MONTHS, QUARTER)


def counts(shape: tuple[int, int], seed: int) -> np.ndarray:
    """Numbers from 0 to LARGEST, large and small mixed in another way with each seed."""
    chance = np.random.default_rng([*shape, seed])
    large = chance.integers(0, LARGEST + 1, shape)
    return np.where(chance.random(shape) < chance.random(), large, chance.integers(0, 4, shape))


def found_by(attacked: Attack) -> dict[Asked, tuple[int, int]]:
    rows = attacked.pinned.select("what", "period", "group", "category", "least", "most").rows()
    return {(what, *where): (least, most) for what, *where, least, most in rows}


def check_attacker(made: Iterator[Made]) -> tuple[int, int]:
    """The attacker finds what going through all tables finds, with the same ends. How many tables, and finds."""
    looked_at = finds = 0
    for true, whole in made:
        protected = protect(true, secondary=False)
        try:
            tables = every_table(protected.printed, whole)
        except TooMany:
            continue
        given_away = pinned(spans(tables, asked(true, whole)))
        assert found_by(attack(protected)) == given_away, true
        looked_at, finds = looked_at + 1, finds + len(given_away)
    return looked_at, finds


def check_protector(made: Iterator[Made]) -> int:
    """Going through all tables finds nothing that was protected. In how many there was something to protect."""
    looked_at = 0
    for true, whole in made:
        protected = protect(true)
        assert attack(protected).pinned.is_empty(), true
        try:
            tables = every_table(protected.printed, whole)
        except TooMany:
            continue
        wanted = asked(true, whole)
        assert pinned(spans(tables, wanted)) == {}, true
        looked_at += bool(wanted)
    return looked_at


QUICK = [SHAPES[1], *(pytest.param(shape, marks=pytest.mark.slow) for shape in (SHAPES[0], *SHAPES[2:]))]
GROUPS = [2, pytest.param(3, marks=pytest.mark.slow)]


@pytest.mark.parametrize("shape", QUICK)
def test_the_attacker_finds_neither_more_nor_less_than_all_tables_tell(shape):
    looked_at, finds = check_attacker(shares(shape, range(15)))
    assert looked_at >= 5
    assert finds >= 5


@pytest.mark.parametrize("groups", GROUPS)
def test_nor_where_months_sum_to_a_quarter(groups):
    looked_at, finds = check_attacker(flows(groups, range(15)))
    assert looked_at >= 5
    assert finds >= 5


@pytest.mark.parametrize("shape", QUICK)
def test_what_is_protected_could_be_more_than_five_and_five_apart_in_tables_that_agree(shape):
    assert check_protector(shares(shape, range(15))) >= 3


@pytest.mark.parametrize("groups", GROUPS)
def test_so_it_could_where_months_sum_to_a_quarter(groups):
    assert check_protector(flows(groups, range(15))) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_both_hold_in_many_more_tables(shape):
    assert check_attacker(shares(shape, range(100, 250)))[0] >= 50
    assert check_protector(shares(shape, range(100, 250))) >= 30
