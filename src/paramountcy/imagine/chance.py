"""
Seeded chance. The same seed gives the same draws on any machine and in any process.

Only evenly spread draws are taken, and everything is made of them by tables of facts: their stream
is the one part of numpy's generators that is promised not to move, and needs no logarithm that one
processor might round otherwise than the next.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from paramountcy.imagine.facts import Draws, Shares, Whole, bands, fact, shares


class Chance:
    """Draws for one part of the imagination, which has its own seed and so stays as it is when another part grows."""

    def __init__(self, *seed: int):
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))

    def draws(self, n: int) -> Draws:
        return self._generator.random(n)

    def table(self, rows: int, columns: int) -> Draws:
        return self._generator.random((rows, columns))

    def alike(self, group: Whole, how: float = 0.85) -> Draws:
        """A draw for each row, that rows of one group mostly share: siblings assessed together, seen together."""
        if not len(group):
            return np.zeros(0)
        together = self.draws(int(group.max()) + 1)[group]
        return np.where(self.draws(len(group)) < how, together, self.draws(len(group)))

    def happens(self, n: int, what: str) -> NDArray[np.bool_]:
        """Whether each of `n` does what the fact gives the share of."""
        return self.draws(n) < fact(what)

    def number(self, n: int, of: str) -> Whole:
        """`n` whole numbers from the bands of a fact."""
        return bands(of).at(self.draws(n))

    def code(self, n: int, of: str) -> Whole:
        """`n` codes from the shares of a fact, as places in `shares(of).codes`."""
        return shares(of).at(self.draws(n))

    def order(self, n: int) -> Whole:
        """The numbers from 0 to `n` - 1 in any order."""
        return np.argsort(self.draws(n), kind="stable")


def named(places: Whole, of: Shares) -> pl.Series:
    """The codes that stand at `places`."""
    return pl.Series(of.codes)[places]
