"""Sums of cells that are known to come to something: what anybody can reckon with who has the printed tables."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from paramountcy.publication.disclosure.cells import UNKNOWN, Bools, Integers
from paramountcy.publication.disclosure.solver import PUBLISH

ENDLESS = 10**7
"""As good as no end: no count of children comes near."""

ROUNDED = "rounded"
"""The first word of the label of a sum of rounded shares, which may come to a little more or less."""

Label = Hashable
Exceptions = Mapping[Label, int | None]
"""Sums that do not hold in a release: None, or what the sum comes to instead."""


@dataclass
class Sums:
    """
    Sums of cells with signs, one after another; each lies from `least` to `most`, whole numbers.

    A sum that `defines` a cell is how that cell's count is found: no row prints it.
    """

    labels: list[Label] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    cells: list[int] = field(default_factory=list)
    signs: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    most: list[int] = field(default_factory=list)
    defines: list[int] = field(default_factory=list)

    def add(
        self,
        label: Label,
        cells: Sequence[int],
        signs: Sequence[int],
        *,
        least: int = 0,
        most: int = 0,
        defines: int = UNKNOWN,
    ) -> None:
        """One more sum; of nought where not said otherwise. One with a cell that there is not is left out."""
        if UNKNOWN in cells:
            return
        self.labels.append(label)
        self.cells.extend(cells)
        self.signs.extend(signs)
        self.starts.append(len(self.cells))
        self.least.append(least)
        self.most.append(most)
        self.defines.append(defines)

    def whole(self, label: Label, whole: int, parts: Sequence[int], *, defines: int = UNKNOWN) -> None:
        """That the parts sum to the whole."""
        self.add(label, [*parts, whole], [1] * len(parts) + [-1], defines=defines)

    def at_most(self, label: Label, small: Sequence[int], large: Sequence[int]) -> None:
        """That the small cells together are no more than the large ones together."""
        self.add(label, [*small, *large], [-1] * len(small) + [1] * len(large), most=ENDLESS)

    def extend(self, more: "Sums") -> None:
        """Add all of some other sums."""
        first = len(self.cells)
        self.starts.extend(first + start for start in more.starts[1:])
        for name in ("labels", "cells", "signs", "least", "most", "defines"):
            getattr(self, name).extend(getattr(more, name))

    def __len__(self) -> int:
        return len(self.labels)

    def matrix(self, cells: int) -> Any:
        """The signs as a sparse matrix: a row for each sum, a column for each cell."""
        with PUBLISH:
            from scipy.sparse import csr_array
        shape = (len(self), cells)
        return csr_array((np.array(self.signs, float), np.array(self.cells, int), np.array(self.starts)), shape=shape)

    def ends(self) -> tuple[Integers, Integers]:
        """The least and most of each sum."""
        return np.array(self.least, dtype=np.int64), np.array(self.most, dtype=np.int64)

    def kept(self, keep: Bools, come_to: Mapping[int, int]) -> "Sums":
        """Some of the sums; where `come_to` has one's place, it comes to that much instead."""
        starts, places = np.array(self.starts), np.flatnonzero(keep)
        sizes = np.diff(starts)
        entries = np.repeat(keep, sizes)
        least, most = self.ends()
        for place, number in come_to.items():
            least[place] = most[place] = number
        return Sums(
            [self.labels[place] for place in places],
            [0, *np.cumsum(sizes[keep]).tolist()],
            np.array(self.cells, dtype=int)[entries].tolist(),
            np.array(self.signs, dtype=int)[entries].tolist(),
            least[keep].tolist(),
            most[keep].tolist(),
            np.array(self.defines, dtype=int)[keep].tolist(),
        )


def with_defined(sums: Sums, counts: Integers) -> Integers:
    """Counts with those of cells that no row prints, where the sums that define them can be reckoned."""
    found, defined = counts.copy(), np.array(sums.defines, dtype=np.int64)
    places = np.flatnonzero(defined != UNKNOWN)
    if not len(places):
        return found
    rows, cells = sums.matrix(len(counts))[places].tocoo(), defined[places]
    itself = rows.col == cells[rows.row]
    missing = np.bincount(rows.row, (counts[rows.col] == UNKNOWN) & ~itself, len(places)) > 0
    others = np.bincount(rows.row, np.where(itself, 0, rows.data * counts[rows.col]), len(places))
    sign = np.bincount(rows.row, np.where(itself, rows.data, 0), len(places))
    found[cells[~missing]] = np.rint(-(others / sign))[~missing]
    return found


def exceptions(sums: Sums, counts: Integers) -> dict[Label, int | None]:
    """
    Which of the sums do not hold for these counts. None: it is no knowledge (children are counted in two teams, or a
    number is missing); a number: what it comes to instead, where it is one of shares done by a day, which are rounded.
    """
    if not len(sums):
        return {}
    matrix = sums.matrix(len(counts))
    missing = abs(matrix) @ (counts == UNKNOWN).astype(float) > 0
    come_to = np.rint(matrix @ counts).astype(np.int64)
    least, most = sums.ends()
    found: dict[Label, int | None] = {}
    for place in np.flatnonzero(missing | (come_to < least) | (come_to > most)):
        label = sums.labels[place]
        rounded = isinstance(label, tuple) and label[0] == ROUNDED and not missing[place]
        found[label] = int(come_to[place]) if rounded else None
    return found


def without(sums: Sums, excepted: Exceptions) -> Sums:
    """The sums that are knowledge; those that come to something else, with what they come to."""
    keep, come_to = np.ones(len(sums), dtype=bool), {}
    for place, label in enumerate(sums.labels):
        if label in excepted:
            number = excepted[label]
            keep[place] = number is not None
            if number is not None:
                come_to[place] = number
    return sums.kept(keep, come_to)
