"""
The programme of one cell that must be able to be larger: which others have to move with it, at what cost.

Every cell moves up or down by whole numbers, such that all sums stay as they are (or between their ends), and costs
what it costs to hold back once it moves at all (Fischetti & Salazar González 2001, *Management Science* 47:1008).
Relaxed, it costs the share of the way that it moves: that can be solved for many at once, never costs more than the
best, and mostly says which cells it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from paramountcy.publication.disclosure.cells import Bools, Integers
from paramountcy.publication.disclosure.solver import NEARLY, PUBLISH, Programme, is_whole
from paramountcy.statistics.shape import Floats

WORTH_A_LOOK = 1_000
"""How much cheaper than what is found the best may be before it is sought."""
LARGE = 300
"""Cells beyond which it is not."""
TOGETHER = 30_000
"""Cells that are moved in one programme."""


@dataclass(frozen=True)
class Block:
    """
    Cells that may move `up` or `down` by so much, at a `cost`; the one at `place` has to, by all its `up`. The sums
    have their signs at (`rows`, `columns`) and may change from `least` to `most`; `bound`: whether a value tells one.
    """

    place: int
    cells: Integers
    up: Floats
    down: Floats
    cost: Floats
    rows: Integers
    columns: Integers
    signs: Floats
    least: Floats
    most: Floats
    bound: bool

    @property
    def wanted(self) -> int:
        """The cell that has to be able to be larger."""
        return int(self.cells[self.place])

    def moves(self, found: Floats) -> Integers | None:
        """By how much each cell moves, from the relaxed answer or by an exact one; None where the need can't be met."""
        if found[self.place] < self.up[self.place] - NEARLY:
            return None
        if is_whole(found):
            share = np.where(found > 0, found / np.maximum(self.up, 1), -found / np.maximum(self.down, 1))
            gap = self.cost @ (np.abs(found) > NEARLY) - self.cost @ share
            if gap <= WORTH_A_LOOK or len(self.cells) > LARGE:
                return np.rint(found).astype(np.int64)
        return self.best()

    def best(self) -> Integers | None:
        """By how much each cell moves where the need is met and it costs least; None where nothing does."""
        with PUBLISH:
            from scipy.sparse import block_array, coo_array, eye_array
        size, dear = len(self.cells), np.flatnonzero(self.cost > 0)
        count = len(dear)
        sums = coo_array((self.signs, (self.rows, self.columns)), shape=(len(self.least), size))
        lower = -self.down
        lower[self.place] = self.up[self.place]
        if count:
            share_up, share_down = (1 / np.maximum(way[dear], 1) for way in (self.up, self.down))
            places, one = (np.arange(count), dear), eye_array(count)
            ups, downs = (coo_array((share, places), shape=(count, size)) for share in (share_up, share_down))
            sums = block_array([[sums, None], [ups, -one], [downs, one]])
        found = Programme(
            cost=np.concatenate([np.zeros(size), self.cost[dear]]),
            sums=sums.tocsr(),
            least=np.concatenate([self.least, np.full(count, -np.inf), np.zeros(count)]),
            most=np.concatenate([self.most, np.zeros(count), np.full(count, np.inf)]),
            lower=np.concatenate([lower, np.zeros(count)]),
            upper=np.concatenate([self.up, np.ones(count)]),
        ).solved(np.arange(size + count) >= size)
        return None if found is None else found[:size].astype(np.int64)


def solved(blocks: Sequence[Block]) -> list[Integers | None]:
    """The moves of each block, None where there are none."""
    found: list[Integers | None] = []
    part: list[Block] = []
    for block in blocks:
        if part and sum(len(one.cells) for one in part) + len(block.cells) > TOGETHER:
            found += _solved(part)
            part = []
        part.append(block)
    return found + _solved(part)


def _solved(blocks: Sequence[Block]) -> list[Integers | None]:
    """The same for blocks that are not too many."""
    if not blocks:
        return []
    found = _relaxed(blocks)
    if found is None:
        return [block.best() for block in blocks]
    return [block.moves(x) for block, x in zip(blocks, found, strict=True)]


def _relaxed(blocks: Sequence[Block]) -> list[Floats] | None:
    """
    By how much the cells of each block move at the least cost, when they need not be held back whole.

    Cells that cost something move up in one column and down in another, after those of all cells.
    """
    with PUBLISH:
        from scipy.sparse import csr_array
    firsts = np.concatenate([[0], np.cumsum([len(block.cells) for block in blocks])])
    first_rows = np.concatenate([[0], np.cumsum([len(block.least) for block in blocks])])
    signs = np.concatenate([block.signs for block in blocks])
    rows = np.concatenate([block.rows + first for block, first in zip(blocks, first_rows, strict=False)])
    columns = np.concatenate([block.columns + first for block, first in zip(blocks, firsts, strict=False)])
    cost, up, down = (np.concatenate([getattr(block, name) for block in blocks]) for name in ("cost", "up", "down"))
    size, dear = int(firsts[-1]), np.flatnonzero(cost > 0)
    second = np.full(size, -1)
    second[dear] = size + np.arange(len(dear))
    twice = second[columns] >= 0
    sums = csr_array(
        (
            np.concatenate([signs, -signs[twice]]),
            (np.concatenate([rows, rows[twice]]), np.concatenate([columns, second[columns[twice]]])),
        ),
        shape=(int(first_rows[-1]), size + len(dear)),
    )
    price = cost / np.maximum(up, 1)
    price[firsts[:-1] + [block.place for block in blocks]] = [-1 - block.cost.sum() for block in blocks]
    lower = np.where(cost > 0, 0, -down)
    found = Programme(
        cost=np.concatenate([price, cost[dear] / np.maximum(down[dear], 1)]),
        sums=sums,
        least=np.concatenate([block.least for block in blocks]),
        most=np.concatenate([block.most for block in blocks]),
        lower=np.concatenate([lower, np.zeros(len(dear))]),
        upper=np.concatenate([up, down[dear]]),
    ).relaxed()
    if found is None:
        return None
    moves = found[:size]
    moves[dear] -= found[size:]
    return np.split(moves, firsts[1:-1])


def movable(
    cells: Integers, may: Bools, rows: Integers, columns: Integers, signs: Floats
) -> tuple[Integers, Integers, Integers, Floats]:
    """The cells that may move, and the signs of these alone: cells, rows, columns, signs."""
    kept, place = may[columns], np.cumsum(may, dtype=np.int64) - 1
    return cells[may], rows[kept], place[columns[kept]], signs[kept]
