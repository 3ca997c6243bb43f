"""The quick chains, beside the whole programme that they spare: what they give is allowed, and no dearer."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest

from paramountcy.publication.disclosure.block import Block
from paramountcy.publication.disclosure.exchange import Chains

NEED = 5
WANTED = 4
"""So many cells, the first of the table, are held back already: it is they that have to be able to be larger."""


@dataclass(frozen=True)
class Grid:
    """A table of groups by categories with its margins: the cells line by line, with what each line comes to."""

    counts: np.ndarray
    cost: np.ndarray
    down: np.ndarray
    rows: np.ndarray
    columns: np.ndarray
    signs: np.ndarray

    @classmethod
    def of(cls, shape: tuple[int, int], seed: int, scarce: bool) -> "Grid":
        """Costs and room by chance; where room is not `scarce`, each cell that may move can go as far as is needed."""
        chance = np.random.default_rng([*shape, seed])
        lines, columns = shape
        inner = chance.integers(0 if scarce else NEED + 1, 30, shape)
        whole = np.vstack([np.column_stack([inner, inner.sum(axis=1)]), [*inner.sum(axis=0), inner.sum()]])
        counts = whole.ravel()
        cost = np.where(chance.random(len(counts)) < 0.15, np.inf, chance.integers(0, 40, len(counts)).astype(float))
        cost[counts == 0] = np.inf
        cost[:WANTED] = 0
        number = np.arange(len(counts)).reshape(whole.shape)
        sums = [number[line] for line in range(lines + 1)] + [number[:, column] for column in range(columns + 1)]
        signs = [[1] * (len(one) - 1) + [-1] for one in sums]
        return cls(
            counts,
            cost,
            np.maximum(counts - 1, 0),
            np.repeat(np.arange(len(sums)), [len(one) for one in sums]),
            np.concatenate(sums),
            np.concatenate([np.array(one) for one in signs]),
        )

    @property
    def sums(self) -> int:
        return int(self.rows.max()) + 1

    def chained(self, place: int) -> np.ndarray | None:
        free = np.isfinite(self.cost)
        room = np.where(free, 10**7, 0), np.where(free, self.down, 0)
        ends = np.zeros(self.sums), np.zeros(self.sums)
        printed = np.ones(len(self.counts), dtype=bool)
        return Chains(self.rows, self.columns, self.signs, *ends, *room, ~printed).moves(place, NEED, self.cost)

    def best(self, place: int) -> np.ndarray | None:
        """The cheapest moves of all, by the whole programme."""
        free = np.isfinite(self.cost)
        up, down = np.where(free, float(NEED), 0.0), np.where(free, np.minimum(NEED, self.down), 0).astype(float)
        up[place], down[place] = NEED, 0
        cost = np.where(free, self.cost, 0.0)
        cost[place] = 0
        ends = np.zeros(self.sums), np.zeros(self.sums)
        cells = np.arange(len(self.counts))
        return Block(place, cells, up, down, cost, self.rows, self.columns, self.signs, *ends, False).best()

    def costs(self, moves: np.ndarray, place: int) -> float:
        moved = moves != 0
        moved[place] = False
        return float(self.cost[moved].sum())


GRIDS = [Grid.of(shape, seed, scarce) for shape, seed, scarce in product([(2, 2), (3, 3), (4, 5)], range(25), (0, 1))]
PLENTY = [Grid.of(shape, seed, scarce=False) for shape, seed in product([(2, 2), (3, 3), (4, 5)], range(8))]


def test_what_a_chain_gives_is_allowed():
    given = 0
    for grid, place in product(GRIDS, range(WANTED)):
        moves = grid.chained(place)
        if moves is None:
            continue
        given += 1
        assert moves[place] == NEED
        assert not np.bincount(grid.rows, grid.signs * moves[grid.columns]).any(), "every sum stays as it is"
        assert (moves >= -grid.down).all(), "nothing falls below 1"
        others = np.arange(len(moves)) != place
        assert np.isfinite(grid.cost[others & (moves != 0)]).all(), "nothing moves that can't be held back"
    assert given > 100


def test_where_there_is_room_no_moves_are_cheaper_than_the_chain():
    compared = 0
    for grid, place in product(PLENTY, range(WANTED)):
        chained, best = grid.chained(place), grid.best(place)
        if chained is None:
            continue
        assert best is not None
        assert grid.costs(chained, place) == pytest.approx(grid.costs(best, place))
        compared += 1
    assert compared > 80


def test_a_chain_is_found_wherever_there_are_moves_at_all_and_room():
    for grid, place in product(PLENTY, range(WANTED)):
        assert (grid.chained(place) is None) == (grid.best(place) is None)


def test_a_cell_that_no_row_prints_gives_way_only_as_far_as_it_reaches():
    """Two cells and what is left of their whole: of 9, 4 are the count, and 5 no row prints."""
    rows, columns, signs = np.zeros(3, dtype=int), np.array([0, 1, 2]), np.array([1, 1, -1])

    def moves(need: int) -> np.ndarray | None:
        room = np.array([10**7, 10**7, 0]), np.array([3, 5, 0])
        unprinted = np.array([False, True, False])
        chains = Chains(rows, columns, signs, np.zeros(1), np.zeros(1), *room, unprinted)
        return chains.moves(0, need, np.array([0.0, 0.0, np.inf]))

    assert moves(5).tolist() == [5, -5, 0]
    assert moves(6) is None


def test_the_cheapest_cell_is_passed_over_where_it_can_not_go_far_enough():
    """Of three cells that come to 14, the first has to go up by 5: the second could fall by 2 only, the third by 6."""
    rows, columns, signs = np.zeros(4, dtype=int), np.arange(4), np.array([1, 1, 1, -1])
    room = np.array([10**7, 10**7, 10**7, 0]), np.array([3, 2, 6, 0])
    chains = Chains(rows, columns, signs, np.zeros(1), np.zeros(1), *room, np.zeros(4, dtype=bool))
    assert chains.moves(0, NEED, np.array([0.0, 1.0, 10.0, np.inf])).tolist() == [5, 0, -5, 0]


def test_without_another_cell_in_a_sum_there_is_no_chain():
    rows, columns, signs = np.zeros(2, dtype=int), np.array([0, 1]), np.array([1, -1])
    room = np.array([10**7, 0]), np.array([3, 0])
    chains = Chains(rows, columns, signs, np.zeros(1), np.zeros(1), *room, np.zeros(2, dtype=bool))
    assert chains.moves(0, NEED, np.array([0.0, np.inf])) is None
