"""
The quick way to let a count be larger: a chain of cells that exchange the same number.

If a count goes up, another in each of its sums has to go down, and another in each of that one's other sums up, until
the chain closes. In a table of groups by categories every count is in two sums that leave no room, so that the cheapest
chain is a shortest path (Dijkstra 1959, *Numerische Mathematik* 1:269). Sums in which a cell that no row prints gives
way (what is left of the whole) only limit how far a count may go. Where counts are in more sums than two, or no one
chain does, the whole programme has to be solved (`block`).
"""

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from paramountcy.publication.disclosure.cells import Bools, Integers
from paramountcy.statistics.shape import Floats

State = tuple[int, int]
"""A sum, and whether it is too large (1) or too small (-1) by what is exchanged."""


@dataclass
class Chains:
    """
    The cells of a table, of which each can go `up` and `down` by so much, and its sums, with their signs at (`rows`,
    `columns`), which may change from `least` to `most`.
    """

    rows: Integers
    columns: Integers
    signs: Integers
    least: Floats
    most: Floats
    up: Integers
    down: Integers
    unprinted: Bools

    def __post_init__(self) -> None:
        private = (np.bincount(self.columns, minlength=len(self.up)) == 1) & self.unprinted
        self.gives_way: dict[int, State] = {}
        self.members: dict[int, list[State]] = defaultdict(list)
        self.sums: list[list[State]] = [[] for _ in self.up]
        for row, cell, sign in zip(self.rows.tolist(), self.columns.tolist(), self.signs.tolist(), strict=True):
            self.members[row].append((cell, sign))
            if private[cell]:
                self.gives_way[row] = cell, sign
        for row, there in self.members.items():
            if row in self.gives_way:
                self._limit(there, *self.gives_way[row])
            elif self.least[row] == self.most[row]:
                for cell, sign in there:
                    self.sums[cell].append((row, sign))

    def _limit(self, there: list[State], giver: int, its_sign: int) -> None:
        """The other cells of a sum can go no further than the one that gives way."""
        for cell, sign in there:
            if cell != giver:
                way = self.up if sign == its_sign else self.down
                way[cell] = min(way[cell], self.down[giver])

    def moves(self, place: int, need: int, cost: Floats) -> Integers | None:
        """By how much each cell moves for one to go up by `need` at the least cost; None where no chain does."""
        own = [*self.sums[place], *((row, sign) for row, (cell, sign) in self.gives_way.items() if cell == place)]
        found = np.zeros(len(self.up), dtype=np.int64)
        found[place] = need
        closed = False
        for number, start in enumerate(own):
            if closed:
                break
            goal = (own[1][0], -own[1][1]) if number == 0 and len(own) == 2 else None
            chain = self._chain(start, goal, place, need, cost) if len(own) <= 2 else None
            if chain is None:
                return None
            for cell, way in chain[0]:
                found[cell] += way * need
            closed = chain[1]
        return self._checked(found, place)

    def _chain(
        self, start: State, goal: State | None, place: int, need: int, cost: Floats
    ) -> tuple[list[State], bool] | None:
        """The cheapest cells to move, and which way, to balance a sum; and whether they end at the goal."""
        best = {start: 0.0}
        came: dict[State, tuple[State, State]] = {}
        waiting: list[tuple[float, int, State, State | None]] = [(0.0, 0, start, None)]
        pushed = 0
        while waiting:
            so_far, _, state, last = heappop(waiting)
            if last is not None or (state == goal and state != start):
                return self._traced(came, start, state, last), last is None
            if so_far > best[state]:
                continue
            row, off = state
            for cell, sign in self.members[row]:
                way = -off * sign
                room = self.up[cell] if way > 0 else self.down[cell]
                if cell == place or room < need or not np.isfinite(cost[cell]):
                    continue
                onward = [(other, its) for other, its in self.sums[cell] if other != row]
                if len(onward) > 1:
                    continue
                price, pushed = so_far + cost[cell], pushed + 1
                if not onward:
                    heappush(waiting, (price, pushed, state, (cell, way)))
                    continue
                then = onward[0][0], onward[0][1] * way
                if price < best.get(then, np.inf):
                    best[then], came[then] = price, (state, (cell, way))
                    heappush(waiting, (price, pushed, then, None))
        return None

    def _traced(
        self, came: dict[State, tuple[State, State]], start: State, state: State, last: State | None
    ) -> list[State]:
        """The cells on the way from the start, and which way each moves."""
        chain = [] if last is None else [last]
        while state != start:
            state, move = came[state]
            chain.append(move)
        return chain

    def _checked(self, found: Integers, place: int) -> Integers | None:
        """The moves with those of the cells that give way; None where a sum, or a cell, can't follow."""
        size = len(self.least)
        off = np.bincount(self.rows, self.signs * found[self.columns], size)
        for row, (cell, sign) in self.gives_way.items():
            if cell != place:
                found[cell] -= round(off[row]) * sign
        off = np.bincount(self.rows, self.signs * found[self.columns], size)
        follows = (off >= self.least) & (off <= self.most)
        return found if follows.all() and (found >= -self.down).all() and (found <= self.up).all() else None
