"""
Which further numbers to hold back, so that those too small to print can't be reckoned from the rest.

For each count that could be reckoned, or nearly, the cheapest further cells are sought that let it be larger by as much
as it takes, while every printed number stays as it is and every number held back stays possible. First within the
count's own table, then in ever more tables that have to do with it. Counts of different tables are solved for together.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from paramountcy.publication.disclosure.block import Block, movable, solved
from paramountcy.publication.disclosure.cells import Bools, Integers
from paramountcy.publication.disclosure.exchange import Chains
from paramountcy.publication.disclosure.solver import NEARLY, PUBLISH, Programme
from paramountcy.publication.disclosure.sums import ENDLESS, Sums
from paramountcy.statistics.shape import Floats

STEPS = 4
"""How far from its own table further cells are sought at first: steps from table to table."""
FAR = 2
"""Steps from which it is worth while to ask first which cells are exposed yet."""
FEW = {2: (40, 5), 3: (10, 3)}
"""By the steps: so few cells are sooner looked at one by one than all together; so many are, before all are again."""
ALL_THE_WAY = 30


@dataclass(frozen=True)
class Try:
    """
    One way of looking: how many tables away, whether printed quartiles bind, and how many times as far as the cell
    itself others may move.
    """

    steps: int
    bound: bool
    further: int = 1


TRIES = [Try(steps, bound) for steps in range(STEPS) for bound in (True, False)] + [Try(ALL_THE_WAY, False, 4)]


@dataclass
class Pattern:
    """
    What is held back so far. `counts` are the true ones, `low` the least that a cell could be once held back, `cost`
    what it costs to hold it back (endless: it can't be; nought: it is, or no row prints it). `fact_of` has for each sum
    the row whose value tells it, which can be held back too (-1: none). `printed` says whether a row prints a cell,
    `table` is where it stands; tables of a `family` have the same groups.
    """

    counts: Integers
    low: Integers
    cost: Floats
    sums: Sums
    fact_of: Integers
    printed: Bools
    table: Integers
    family: Integers
    dropped: set[int] = field(default_factory=set)
    """Rows whose value is held back."""

    def __post_init__(self) -> None:
        with PUBLISH:
            from scipy.sparse import csr_array
        size = len(self.counts)
        self.columns = self.sums.matrix(size).tocsc()
        self.facts = np.flatnonzero(self.fact_of >= 0)
        self.told: Any = self.columns.tocsr()[self.facts].tocsc()
        come_to = np.rint(self.columns @ self.counts)
        least, most = self.sums.ends()
        self.least = np.where(least <= -ENDLESS, -np.inf, least - come_to)
        self.most = np.where(most >= ENDLESS, np.inf, most - come_to)
        tables = int(self.table.max(initial=-1)) + 1
        of_table = csr_array((np.ones(size), (np.arange(size), self.table)), shape=(size, tables))
        touching = (abs(self.columns) @ of_table).astype(bool).astype(float)
        self.near: Any = (touching.T @ touching).tocsr()
        self.in_table: Any = of_table.T.tocsr()
        self.chains: dict[int, Chains] = {}
        self.parts: dict[tuple[int, ...], tuple[Integers, Integers, Integers, Integers, Floats]] = {}

    def protect(self, exposed: dict[int, int]) -> list[int]:
        """Hold back what it takes for each cell to be able to be larger by so much; those for which nothing does."""
        tried = dict.fromkeys(sorted(exposed), 0)
        for cell in list(tried):
            if cell in tried:
                self._exchange(cell, exposed, tried)
        hopeless, reached, held = [], 0, 0
        while tried:
            steps = min(TRIES[place].steps for place in tried.values())
            few, many = FEW.get(steps, (0, 1))
            if len(tried) > few and (FAR <= steps > reached or held >= many):
                reached, held = steps, 0
                for cell in self._safe_by_now({cell: exposed[cell] for cell in tried}):
                    del tried[cell]
                continue
            front = [cell for cell, place in tried.items() if TRIES[place].steps == steps]
            blocks = [self._block(cell, exposed[cell], TRIES[tried[cell]]) for cell in self._first(front, steps)]
            for block, moves in zip(blocks, solved(blocks), strict=True):
                if moves is not None:
                    self._hold(block.cells, moves, exposed, tried)
                    held += steps >= FAR
                elif block.wanted in tried:
                    hopeless += self._move_on(block, tried)
        return sorted(hopeless)

    def _exchange(self, cell: int, exposed: dict[int, int], tried: dict[int, int]) -> None:
        """Hold back the cheapest chain of cells of its table that exchange what a cell needs, if there is one."""
        table = int(self.table[cell])
        cells, sums, rows, columns, signs = self._part((table,))
        if table not in self.chains:
            free = np.isfinite(self.cost[cells])
            room = np.where(free, ENDLESS, 0), np.where(free, self.counts[cells] - self.low[cells], 0)
            ends = self.least[sums], self.most[sums]
            self.chains[table] = Chains(rows, columns, signs.astype(int), *ends, *room, ~self.printed[cells])
        place = int(np.searchsorted(cells, cell))
        moves = self.chains[table].moves(place, exposed[cell], self.cost[cells])
        if moves is not None:
            self._hold(cells, moves, exposed, tried)

    def _safe_by_now(self, needs: dict[int, int]) -> list[int]:
        """Which of some cells can move up by what they need without holding back any more, as one solution shows."""
        with PUBLISH:
            from scipy.sparse.csgraph import connected_components
        free = np.flatnonzero(self.cost == 0)
        sums = abs(self.columns[:, free])
        _, group = connected_components(sums.T @ sums, directed=False)
        cells = np.array(list(needs))
        places = np.searchsorted(free, cells)
        near = np.flatnonzero(np.isin(group, group[places]))
        cells, places = free[near], np.searchsorted(near, places)
        sums = self.columns[:, cells].tocsr()
        rows = np.flatnonzero(np.diff(sums.indptr))
        need = np.array(list(needs.values()), dtype=float)
        upper = np.full(len(cells), 10 * need.max())
        upper[places] = need
        cost = np.zeros(len(cells))
        cost[places] = -1
        lower = (self.low - self.counts)[cells].astype(float)
        found = Programme(cost, sums[rows], self.least[rows], self.most[rows], lower, upper).relaxed()
        if found is None:
            return []
        parted = np.unique(group[near][np.abs(found - np.rint(found)) > NEARLY])
        shown = (found[places] >= need - NEARLY) & ~np.isin(group[near][places], parted)
        return [cell for cell, is_shown in zip(needs, shown.tolist(), strict=True) if is_shown]

    def _move_on(self, block: Block, tried: dict[int, int]) -> list[int]:
        """
        Look further for a cell and for all of its table, as what stops one mostly stops the next. Gives the cell, where
        it was looked for everywhere.
        """
        now = tried[block.wanted]
        then = now + (1 if block.bound or not TRIES[now].bound else 2)
        if then >= len(TRIES):
            del tried[block.wanted]
            return [block.wanted]
        table = self.table[block.wanted]
        tried.update({cell: then for cell, place in tried.items() if place == now and self.table[cell] == table})
        return []

    def _first(self, cells: list[int], steps: int) -> list[int]:
        """The first cell of each table; where others are sought far from it, of each family; at last, of all."""
        where = self.table if steps < FAR else self.family if steps < ALL_THE_WAY else np.zeros_like(self.table)
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

    def _hold(self, cells: Integers, moves: Integers, exposed: dict[int, int], tried: dict[int, int]) -> None:
        """Hold back the cells that move, and the values that do not let them; those that move enough are safe."""
        self.cost[cells[moves != 0]] = 0
        for cell, move in zip(cells[moves > 0].tolist(), moves[moves > 0].tolist(), strict=True):
            if move >= exposed.get(cell, ENDLESS):
                tried.pop(cell, None)
        if not len(self.facts):
            return
        moved = self.told[:, cells] @ moves
        broken = (moved < self.least[self.facts]) | (moved > self.most[self.facts])
        for row in np.unique(self.fact_of[self.facts[broken]]).tolist():
            self.dropped.add(row)
            freed = self.fact_of == row
            self.least[freed], self.most[freed] = -np.inf, np.inf
