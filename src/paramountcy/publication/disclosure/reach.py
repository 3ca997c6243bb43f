"""
How small and how large each unknown count could be, for somebody who knows the rest: the least and the most.

First whatever follows sum by sum, again and again. What is left falls apart into groups of cells that have nothing to
do with each other; for these, solutions are looked for in which cells are far from where they were seen, many at once.
Solutions are whole numbers, so each is a release that would look the same. Where a cell seems stuck, its least and
most are found exactly.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from paramountcy.publication.disclosure.cells import Bools, Integers
from paramountcy.publication.disclosure.solver import NEARLY, PUBLISH, Programme
from paramountcy.publication.disclosure.sums import ENDLESS, Sums
from paramountcy.statistics.shape import Floats

SWEEPS = 200
WORTH_ANOTHER = 0.9
"""While no more than this share of the cells is left of those before, many are looked at once again."""


class Contradiction(ValueError):
    """What is said to be known can't all be true."""


@dataclass(frozen=True)
class Known:
    """What somebody knows: that each cell lies from `lower` to `upper`, and the sums."""

    lower: Integers
    upper: Integers
    sums: Sums


@dataclass(frozen=True)
class Reach:
    """
    The least and the most that each cell was found to be able to be. Of cells that were asked about and do not reach
    far enough, it can't be less or more; where a solution was given, it may.
    """

    least: Integers
    most: Integers

    def is_safe(self, cells: Integers, *, width: int, above: int) -> Bools:
        """Whether a cell could be more than `above`, and lies in an interval at least `width` wide."""
        return (self.most[cells] > above) & (self.most[cells] - self.least[cells] >= width)


def reach(
    known: Known,
    asked: Integers,
    *,
    width: int,
    above: int,
    seen: Integers | None = None,
) -> Reach:
    """
    How far the cells that are `asked` about can be from each other in all that agrees with what is known.

    `seen` is one solution, where one is known (the truth). Raises Contradiction where there is none.
    """
    matrix = known.sums.matrix(len(known.lower))
    least, most = (end.astype(float) for end in known.sums.ends())
    lower, upper = narrowed(matrix, least, most, known.lower.astype(float), known.upper.astype(float))
    unknown = np.flatnonzero(lower < upper)
    part = matrix[:, unknown]
    rows = np.flatnonzero(np.diff(part.indptr))
    fixed = np.where(lower < upper, 0.0, lower)
    come_to = matrix[rows] @ fixed
    endless = most[rows] >= ENDLESS
    part, least, most = part[rows], least[rows] - come_to, np.where(endless, np.inf, most[rows] - come_to)
    search = _Search.of(part, least, most, lower[unknown], upper[unknown])
    wanted = np.zeros(len(lower), dtype=bool)
    wanted[asked] = True
    low, high = lower.astype(np.int64), upper.astype(np.int64)
    start = None if seen is None else seen[unknown]
    low[unknown], high[unknown] = search.run(wanted[unknown], width, above, start)
    return Reach(low, high)


def narrowed(matrix: Any, least: Any, most: Any, lower: Any, upper: Any) -> tuple[Any, Any]:
    """Bounds of cells after every sum has been used on its own until nothing more follows."""
    cells, signs = matrix.indices, matrix.data
    of_row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    up = signs > 0
    lower, upper = lower.copy(), upper.copy()
    if not len(cells):
        return lower, upper
    for _ in range(SWEEPS):
        at_least, at_most = np.where(up, lower[cells], upper[cells]), np.where(up, upper[cells], lower[cells])
        row_least = np.bincount(of_row, signs * at_least, matrix.shape[0])
        row_most = np.bincount(of_row, signs * at_most, matrix.shape[0])
        slack_up = (most - row_least)[of_row] + signs * at_least
        slack_down = (least - row_most)[of_row] + signs * at_most
        high = np.floor(np.where(up, slack_up, slack_down) / signs + NEARLY)
        low = np.ceil(np.where(up, slack_down, slack_up) / signs - NEARLY)
        new_lower, new_upper = lower.copy(), upper.copy()
        np.maximum.at(new_lower, cells, low)
        np.minimum.at(new_upper, cells, high)
        if (new_lower > new_upper).any():
            raise Contradiction("what is known contradicts itself")
        same = (new_lower == lower).all() and (new_upper == upper).all()
        lower, upper = new_lower, new_upper
        if same:
            break
    return lower, upper


@dataclass
class _Search:
    """The unknown cells and the sums between them, and the groups of cells that hang together."""

    sums: Any
    least: Floats
    most: Floats
    lower: Floats
    upper: Floats
    group: Integers
    """Of each cell."""
    group_of_sum: Integers
    low: Integers
    high: Integers
    """The least and the most that each cell was seen at, once `seen`."""
    seen: Bools

    @classmethod
    def of(cls, sums: Any, least: Floats, most: Floats, lower: Floats, upper: Floats) -> "_Search":
        with PUBLISH:
            from scipy.sparse.csgraph import connected_components
        together = abs(sums).T @ abs(sums)
        _, group = connected_components(together, directed=False) if len(lower) else (0, np.zeros(0, dtype=int))
        first = sums.indices[sums.indptr[:-1]]
        low, high = lower.astype(np.int64), upper.astype(np.int64)
        return cls(sums, least, most, lower, upper, group, group[first], low, high, np.zeros(len(lower), dtype=bool))

    def run(self, wanted: Bools, width: int, above: int, start: Integers | None) -> tuple[Integers, Integers]:
        """The least and the most of each cell, as `Reach` has them."""
        alone = self._alone()
        self.seen |= alone
        if start is not None:
            self.low[~alone] = self.high[~alone] = start[~alone]
            self.seen[:] = True
        todo = wanted & ~alone
        before = 2 * todo.sum()
        while 0 < todo.sum() < WORTH_ANOTHER * before:
            before = todo.sum()
            for up in (True, False):
                todo &= ~self._is_safe(width, above)
                if todo.any():
                    self._push(todo, up, width, above)
            todo &= ~self._is_safe(width, above)
        if start is not None:
            todo &= (self.upper > above) & (self.upper - self.lower >= width)
        self._settle(todo, width, above)
        return self.low, self.high

    def _alone(self) -> Bools:
        """Cells of which the bounds are all there is to know: they are in no sum, or with others in one plain sum."""
        groups = int(self.group.max(initial=-1)) + 1
        sums_in = np.bincount(self.group_of_sum, minlength=groups)
        odd = np.zeros(groups, dtype=bool)
        odd[self.group[self.sums.indices[np.abs(self.sums.data) != 1]]] = True
        return (sums_in[self.group] == 0) | ((sums_in[self.group] == 1) & ~odd[self.group])

    def _is_safe(self, width: int, above: int) -> Bools:
        return self.seen & (self.high > above) & (self.high - self.low >= width)

    def _goal(self, up: bool, width: int, above: int) -> Floats:
        """How far each cell has to be seen to be safe, as far as one step can bring it."""
        if up:
            enough = np.maximum(above + 1, self.low + width)
            enough = np.where(self.seen, enough, np.maximum(above + 1, self.lower) + width)
            return np.minimum(enough, self.upper)
        return np.maximum(np.where(self.seen, self.high - width, self.lower), self.lower)

    def _push(self, todo: Bools, up: bool, width: int, above: int) -> None:
        """See as many cells as possible at their goals, in one solution."""
        with PUBLISH:
            from scipy.sparse import block_array, coo_array, eye_array
        cells, sums = self._of_groups(np.unique(self.group[todo]))
        pushed = np.flatnonzero(todo[cells])
        count, sign = len(pushed), -1.0 if up else 1.0
        chosen = coo_array((np.ones(count), (np.arange(count), pushed)), shape=(count, len(cells)))
        goal = self._goal(up, width, above)[cells][pushed]
        programme = Programme(
            cost=np.concatenate([np.zeros(len(cells)), np.full(count, sign)]),
            sums=block_array([[self.sums[sums][:, cells], None], [chosen, -eye_array(count)]], format="csr"),
            least=np.concatenate([self.least[sums], np.full(count, 0.0 if up else -np.inf)]),
            most=np.concatenate([self.most[sums], np.full(count, np.inf if up else 0.0)]),
            lower=np.concatenate([self.lower[cells], np.full(count, -np.inf) if up else goal]),
            upper=np.concatenate([self.upper[cells], goal if up else np.full(count, np.inf)]),
        )
        found = programme.relaxed()
        if found is not None:
            self._note(cells, found[: len(cells)])

    def _settle(self, todo: Bools, width: int, above: int) -> None:
        """
        The exact least and most of cells that no solution has shown to be safe, one of each group at a time. One that
        was in no solution yet is seen at its least first: no goal is known to be within its reach.
        """
        highest = np.zeros(len(todo), dtype=bool)
        while todo.any():
            places = np.flatnonzero(todo)
            _, first = np.unique(self.group[places], return_index=True)
            one = places[first]
            todo[one[highest[one]]] = False
            up = self.seen[one] & ~highest[one]
            self._extreme(one, up, self._goal(True, width, above))
            highest[one[up]] = True
            todo &= ~self._is_safe(width, above)

    def _extreme(self, one: Integers, up: Bools, goal: Floats) -> None:
        """See these cells, each of another group, at the most (up to their goals) or the least that they can be."""
        cells, sums = self._of_groups(self.group[one])
        place = np.searchsorted(cells, one)
        cost, upper = np.zeros(len(cells)), self.upper[cells].copy()
        cost[place] = np.where(up, -1.0, 1.0)
        upper[place[up]] = goal[one[up]]
        programme = Programme(
            cost, self.sums[sums][:, cells], self.least[sums], self.most[sums], self.lower[cells], upper
        )
        found = programme.relaxed()
        whole = set() if found is None else self._note(cells, found)
        for group in self.group[one]:
            if group not in whole:
                here, rows = np.flatnonzero(self.group[cells] == group), np.flatnonzero(self.group_of_sum == group)
                part = Programme(
                    cost[here],
                    self.sums[rows][:, cells[here]],
                    self.least[rows],
                    self.most[rows],
                    self.lower[cells[here]],
                    upper[here],
                )
                exact = part.solved()
                if exact is None:
                    raise Contradiction("what is known contradicts itself")
                self._note(cells[here], exact)

    def _of_groups(self, groups: Integers) -> tuple[Integers, Integers]:
        """The cells and the sums of these groups."""
        return np.flatnonzero(np.isin(self.group, groups)), np.flatnonzero(np.isin(self.group_of_sum, groups))

    def _note(self, cells: Integers, found: Floats) -> set[int]:
        """Remember where cells were seen, for those groups where all are whole; which these are."""
        group = self.group[cells]
        parted = set(group[np.abs(found - np.rint(found)) > NEARLY].tolist())
        kept = ~np.isin(group, list(parted))
        there, value = cells[kept], np.rint(found[kept]).astype(np.int64)
        self.low[there] = np.where(self.seen[there], np.minimum(self.low[there], value), value)
        self.high[there] = np.where(self.seen[there], np.maximum(self.high[there], value), value)
        self.seen[there] = True
        return set(group[kept].tolist())
