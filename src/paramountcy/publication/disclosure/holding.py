"""What is held back of a release: first what must be for itself, then what else it takes, then whole tables."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from paramountcy.indicators.groups import ALL
from paramountcy.publication.disclosure import time_values
from paramountcy.publication.disclosure.cells import (
    BY_DAY,
    QUARTILE,
    UNKNOWN,
    Bools,
    Integers,
)
from paramountcy.publication.disclosure.pattern import Pattern
from paramountcy.publication.disclosure.printed import HeldBack
from paramountcy.publication.disclosure.reach import Known, Reach, narrowed, reach
from paramountcy.publication.disclosure.rules import Rule
from paramountcy.publication.disclosure.sums import ENDLESS, Sums
from paramountcy.publication.disclosure.truth import Truth
from paramountcy.statistics.shape import Floats

OF_THE_AREA = 20
"""How many times as dear it is to hold back a number of the whole area as one of a group."""
DEAREST = 1_000
"""A larger count costs no more than this to hold back."""
HELD_BACK_EARLIER = 0.01
"""What it costs to hold back again what was held back in the release before."""

Table = tuple[str, str, str, str]


@dataclass
class Holding:
    """
    What is held back so far: cells, rows' values, the ends of their intervals, their reasons, and whole tables. `told`
    is what others have told already, `told_before` what the release before did, as far as it is still true. `changed`
    are cells of which either told a number that is too near today's, `before` those that were held back then.
    """

    truth: Truth
    rule: Rule
    told: Sums
    told_before: Sums
    changed: Integers
    before: Integers
    tables: set[Table] = field(default_factory=set)

    def __post_init__(self) -> None:
        of, counts = self.truth.of, self.truth.counts
        self.cells = np.zeros(len(of), dtype=bool)
        self.values, self.ends, self.reasons = (np.zeros(len(of.rows), dtype=bool) for _ in range(3))
        self.prints = np.zeros(len(of), dtype=bool)
        for cell in (of.count, of.out_of):
            self.prints[cell[cell != UNKNOWN]] = True
        self.prints &= counts != UNKNOWN
        self.low = np.where(self.prints & (counts > 0), 1, 0)
        self.low[of.count[of.of_kind(BY_DAY)]] = 0
        self.names, self.table = of.tables()

    @property
    def held_back(self) -> HeldBack:
        """What the printing must leave out."""
        whole = np.array([self.names[number] in self.tables for number in range(len(self.names))], dtype=bool)
        of, cell = self.truth.of, np.maximum(self.truth.of.count, self.truth.of.out_of)
        rows = (cell != UNKNOWN) & whole[self.table[cell]] if len(of) else np.zeros(len(of.rows), dtype=bool)
        return HeldBack(self.cells, self.values, self.ends, self.reasons, rows)

    def hold_small(self) -> None:
        """Hold back what is too small, what leaves too few, and values of time that tell of too few."""
        of = self.truth.of
        small = np.zeros(len(of), dtype=bool)
        small[self.truth.too_few(self.rule)] = True
        small[self.changed] = True
        self.cells |= small & self.prints
        self.cells[of.count[(of.rest != UNKNOWN) & small[of.rest]]] = True
        self.cells &= self.truth.counts > 0
        self.finish()

    def finish(self) -> None:
        """Hold back what goes with what is held back: counts out of such a number, and values made of such counts."""
        of = self.truth.of
        parts = (of.count != UNKNOWN) & (of.out_of != UNKNOWN) & self.cells[of.out_of]
        self.cells[of.count[parts]] |= self.truth.counts[of.count[parts]] > 0
        time_values.hold(of, self.rule, self.cells, values=self.values, ends=self.ends, reasons=self.reasons)

    def hold_what_tells(self) -> None:
        """
        Hold back what would give away a count that is too small; where nothing else helps, whole tables. The same for
        counts that changed a little, of which nobody can know what of the release before is still true.
        """
        small = self.truth.too_few(self.rule)
        both = Sums()
        for told in (self.told, self.told_before):
            both.extend(told)
        for asked, told in ((small, both), (np.setdiff1d(self.changed, small), self.told)):
            if len(asked):
                self._hold_for(asked, told)
        self.finish()

    def _hold_for(self, asked: Integers, told: Sums) -> None:
        """Hold back what would give away one of these cells, to somebody who knows what has been `told`."""
        hopeless = self._protect(self._can_be_saved(asked, told), told)
        steps = 0
        while len(hopeless):
            tables = {self.names[number] for number in self._near(hopeless, steps, told)}
            if steps and tables <= self.tables:
                break
            self._hold_tables(tables)
            hopeless = self._protect(hopeless, told)
            steps += 1

    def _can_be_saved(self, asked: Integers, told: Sums) -> Integers:
        """Those of the cells that others have not told already, or nearly."""
        sums = Sums()
        sums.extend(self.truth.sums)
        sums.extend(told)
        size = len(self.truth.of)
        matrix = sums.matrix(size)
        lower, upper = narrowed(matrix, *sums.ends(), np.zeros(size), np.full(size, float(ENDLESS)))
        far = Reach(lower.astype(np.int64), upper.astype(np.int64))
        return asked[self._is_safe(far, asked)]

    def _protect(self, asked: Integers, told: Sums) -> Integers:
        """Hold back what it takes for these cells; those for which nothing does."""
        sums, fact_of = self._sums(told)
        pattern = self._pattern(sums, fact_of)
        known, width, above = self._known(sums), self.rule.width, self.rule.most
        found = reach(known, asked, width=width, above=above, seen=self.truth.counts)
        exposed = asked[~self._is_safe(found, asked)]
        enough = np.maximum(self.rule.most + 1, found.least[exposed] + self.rule.width)
        need = np.maximum(1, enough - self.truth.counts[exposed])
        hopeless = pattern.protect(dict(zip(exposed.tolist(), need.tolist(), strict=True)))
        self.cells |= (pattern.cost == 0) & self.prints
        self.values[list(pattern.dropped)] = True
        return np.array(hopeless, dtype=np.int64)

    def _is_safe(self, found: Reach, cells: Integers) -> Bools:
        return found.is_safe(cells, width=self.rule.width, above=self.rule.most)

    def _known(self, sums: Sums) -> Known:
        """What is known once this much is held back."""
        given = self.prints & ~self.cells & ~self._in_tables()
        lower = np.where(given, self.truth.counts, np.where(self._in_tables(), 0, self.low))
        return Known(lower, np.where(given, self.truth.counts, ENDLESS), sums)

    def _sums(self, told: Sums) -> tuple[Sums, Integers]:
        """All sums that can be reckoned with; and for each the row whose value tells it, UNKNOWN for most."""
        sums = Sums()
        sums.extend(self.truth.sums)
        sums.extend(told)
        of = self.truth.of
        rows = np.flatnonzero(of.of_kind(QUARTILE) & ~self.values & ~self.cells[of.out_of])
        facts, of_row = time_values.facts(of, rows.tolist())
        fact_of = np.concatenate([np.full(len(sums), UNKNOWN), np.array(of_row, dtype=np.int64)])
        sums.extend(facts)
        return sums, fact_of

    def _pattern(self, sums: Sums, fact_of: Integers) -> Pattern:
        families: dict[tuple[str, ...], int] = {}
        family = np.array([families.setdefault(name[1:], len(families)) for name in self.names], dtype=np.int64)
        low, family = np.where(self._in_tables(), 0, self.low), family[self.table]
        return Pattern(self.truth.counts, low, self._costs(), sums, fact_of, self.prints, self.table, family)

    def _costs(self) -> Floats:
        """What it costs to hold back each cell: nought where no row prints it, or it is; endless where it can't be."""
        of, counts = self.truth.of, self.truth.counts
        worth = np.where(self.prints, counts, 0).astype(float)
        parts = (of.count != UNKNOWN) & (of.out_of != UNKNOWN) & self.prints[of.count]
        np.add.at(worth, of.out_of[parts], counts[of.count[parts]])
        area = np.array([name[3] == ALL for name in self.names], dtype=bool)[self.table]
        worth = np.minimum(worth, DEAREST) * np.where(area, OF_THE_AREA, 1)
        worth[self.before] = HELD_BACK_EARLIER
        worth += np.arange(len(worth)) / (100 * len(worth) + 1)
        shown = self.prints & ~self.cells & ~self._in_tables()
        cost = np.where(shown, np.where(counts > 0, worth, np.inf), 0.0)
        cost[counts == UNKNOWN] = np.inf
        return cost

    def _in_tables(self) -> Bools:
        whole = np.array([name in self.tables for name in self.names], dtype=bool)
        return whole[self.table]

    def _hold_tables(self, tables: set[Table]) -> None:
        self.tables |= tables
        self.cells |= self._in_tables() & self.prints

    def _near(self, cells: Integers, steps: int, told: Sums) -> list[int]:
        """The tables that these cells stand in, and those so many steps away."""
        tables = np.unique(self.table[cells])
        near: Any = self._pattern(*self._sums(told)).near
        for _ in range(steps):
            tables = np.unique(near[tables].indices)
        return tables.tolist()
