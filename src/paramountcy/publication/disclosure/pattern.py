"""
Which further numbers to hold back, so that those too small to print can't be reckoned from the rest.

For each count that could be reckoned, or nearly, the cheapest further cells are sought that let it be larger by as much
as it takes, while every printed number stays as it is and every number held back stays possible. First within the
count's own table, then in ever more tables that have to do with it. Counts of different tables are solved for together.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from paramountcy.publication.disclosure.block import Block, movable, solved
from paramountcy.publication.disclosure.cells import Integers
from paramountcy.publication.disclosure.solver import PUBLISH
from paramountcy.publication.disclosure.sums import ENDLESS, Sums
from paramountcy.statistics.shape import Floats

STEPS = 4
"""How far from its own table further cells are sought at first: steps from table to table."""
FAR = 2
"""Steps from which it is worth while to ask first which cells are exposed yet."""
FEW, MANY = 40, 5
"""Cells that are few enough to be looked at one by one; how many are looked at before all are looked at again."""
ALL_THE_WAY = 30


@dataclass(frozen=True)
class Try:
    """One way of looking: how many tables away, whether printed quartiles bind, and how far others may move."""

    steps: int
    bound: bool
    further: int = 1


TRIES = [Try(steps, bound) for steps in range(STEPS) for bound in (True, False)] + [Try(ALL_THE_WAY, False, 4)]


@dataclass
class Pattern:
    """
    What is held back so far. `counts` are the true ones, `low` the least that a cell could be once held back, `cost`
    what it costs to hold it back (endless: it can't be; nought: it is, or no row prints it). `fact_of` has for each sum
    the row whose value tells it, which can be held back too (-1: none). `table` is where a cell stands; tables of a
    `family` have the same groups.
    """

    counts: Integers
    low: Integers
    cost: Floats
    sums: Sums
    fact_of: Integers
    table: Integers
    family: Integers
    dropped: set[int] = field(default_factory=set)
    """Rows whose value is held back."""

    def __post_init__(self) -> None:
        with PUBLISH:
            from scipy.sparse import csr_array
        size = len(self.counts)
        self.columns = self.sums.matrix(size).tocsc()
        come_to = np.rint(self.columns @ self.counts)
        least, most = self.sums.ends()
        self.least = np.where(least <= -ENDLESS, -np.inf, least - come_to)
        self.most = np.where(most >= ENDLESS, np.inf, most - come_to)
        tables = int(self.table.max(initial=-1)) + 1
        of_table = csr_array((np.ones(size), (np.arange(size), self.table)), shape=(size, tables))
        touching = (abs(self.columns) @ of_table).astype(bool).astype(float)
        self.near: Any = (touching.T @ touching).tocsr()
        self.in_table: Any = of_table.T.tocsr()
        self.parts: dict[tuple[int, ...], tuple[Integers, Integers, Integers, Integers, Floats]] = {}

    def protect(self, exposed: dict[int, int], still: Callable[[list[int]], list[int]]) -> list[int]:
        """
        Hold back what it takes for each cell to be able to be larger by so much; those for which nothing does.

        `still` says which of some cells are exposed yet: once many numbers are held back, most are not.
        """
        tried = dict.fromkeys(sorted(exposed), 0)
        hopeless, reached, held = [], 0, 0
        while tried:
            steps = min(TRIES[place].steps for place in tried.values())
            if len(tried) > FEW and (FAR <= steps > reached or held >= MANY):
                tried, reached, held = {cell: tried[cell] for cell in still(list(tried))}, steps, 0
                continue
            front = [cell for cell, place in tried.items() if TRIES[place].steps == steps]
            blocks = [self._block(cell, exposed[cell], TRIES[tried[cell]]) for cell in self._first(front, steps)]
            for block, moves in zip(blocks, solved(blocks), strict=True):
                if moves is not None:
                    self._hold(block, moves)
                    held += steps >= FAR
                    for cell, move in zip(block.cells[moves > 0].tolist(), moves[moves > 0].tolist(), strict=True):
                        if move >= exposed.get(cell, ENDLESS):
                            tried.pop(cell, None)
                elif block.wanted in tried:
                    hopeless += self._move_on(block, tried)
        return sorted(hopeless)

    def _move_on(self, block: Block, tried: dict[int, int]) -> list[int]:
        """
        Look further for a cell, and while that is cheap, for all of its table, as what stops one mostly stops the next.
        The cell, where it has been looked for everywhere.
        """
        now = tried[block.wanted]
        then = now + (1 if block.bound or not TRIES[now].bound else 2)
        if then >= len(TRIES):
            del tried[block.wanted]
            return [block.wanted]
        tried[block.wanted] = then
        if TRIES[now].steps < FAR:
            table = self.table[block.wanted]
            tried.update({cell: then for cell, place in tried.items() if place == now and self.table[cell] == table})
        return []

    def _first(self, cells: list[int], steps: int) -> list[int]:
        """The first of the cells of each table; where others are sought far from it, of each family."""
        where = self.table if steps < FAR else self.family
        chosen: dict[int, int] = {}
        for cell in cells:
            chosen.setdefault(int(where[cell]), cell)
        return list(chosen.values())

    def _block(self, cell: int, need: int, way: Try) -> Block:
        """The programme that lets a cell move up by `need`."""
        tables = np.array([self.table[cell]])
        for _ in range(way.steps):
            tables = np.unique(self.near[tables].indices)
        around, sums, rows, columns, signs = self._part(tuple(tables.tolist()))
        cells, rows, columns, signs = movable(around, np.isfinite(self.cost[around]), rows, columns, signs)
        least, most = self.least[sums], self.most[sums]
        told = self.fact_of[sums] >= 0
        if not way.bound:
            least, most = np.where(told, -np.inf, least), np.where(told, np.inf, most)
        up = np.full(len(cells), float(need * way.further))
        down = np.minimum(up, self.counts[cells] - self.low[cells])
        place, cost = int(np.searchsorted(cells, cell)), self.cost[cells].copy()
        up[place], down[place], cost[place] = need, 0, 0
        return Block(place, cells, up, down, cost, rows, columns, signs, least, most, bool(told.any()))

    def _part(self, tables: tuple[int, ...]) -> tuple[Integers, Integers, Integers, Integers, Floats]:
        """The cells of some tables, the sums that they are in, and the signs of these: rows, columns, signs."""
        if tables not in self.parts:
            cells = np.sort(self.in_table[list(tables)].indices)
            signs = self.columns[:, cells].tocoo()
            sums, rows = np.unique(signs.row, return_inverse=True)
            self.parts[tables] = cells, sums, rows, signs.col, signs.data
        return self.parts[tables]

    def _hold(self, block: Block, moves: Integers) -> None:
        self.cost[block.cells[moves != 0]] = 0
        if not (self.fact_of >= 0).any():
            return
        moved = self.columns[:, block.cells] @ moves
        broken = (self.fact_of >= 0) & ((moved < self.least) | (moved > self.most))
        for row in np.unique(self.fact_of[broken]).tolist():
            self.dropped.add(row)
            freed = self.fact_of == row
            self.least[freed], self.most[freed] = -np.inf, np.inf
