"""
The attacker: knows everything printed, here and elsewhere, and tries to find a number that is too small to print.

What is printed are the rows as they leave, with the sums that anybody can reckon with. For each protected count the
least and the most that it could be are found. It is pinned where it can't be more than what is too small, or where the
two are too near. The attack is for our own tables only, before they are printed.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from paramountcy.indicators.groups import ALL
from paramountcy.publication.disclosure import time_values
from paramountcy.publication.disclosure.cells import QUARTILE, Cell, Cells, Integers, cells
from paramountcy.publication.disclosure.known import changed_a_little, told, told_earlier
from paramountcy.publication.disclosure.protect import Protected
from paramountcy.publication.disclosure.reach import Known, Reach, reach
from paramountcy.publication.disclosure.structure import proposed
from paramountcy.publication.disclosure.sums import ENDLESS, exceptions, without
from paramountcy.publication.disclosure.truth import Truth, truth
from paramountcy.statistics.words import how_many, together

PINNED = {
    **dict.fromkeys(Cell._fields, pl.String()),
    "least": pl.Int64(),
    "most": pl.Int64(),
}
"""
A count that the printed numbers give away: what it is ("count", "out of", the "rest", or "between" two days, or a count
that is "named" by an identity), where it stands, and what it can be. For who publishes; never to be printed.
"""


@dataclass(frozen=True)
class Attack:
    """
    What the attacker found: `pinned` (columns PINNED) of so many protected `cells`. Those that what others printed
    gives away by itself, and as exactly, are `elsewhere`: holding back here would change nothing.
    """

    pinned: pl.DataFrame
    cells: int
    elsewhere: int = 0

    @property
    def says(self) -> str:
        """How many, and in which tables; never a number from them."""
        if not self.cells:
            return "There is no count to protect, and so nothing to find."
        among = f"of the {how_many(self.cells, 'protected count')}"
        if self.pinned.is_empty() and self.elsewhere:
            return f"Nothing that is printed here helps anybody to find any {among}."
        if self.pinned.is_empty():
            return f"Who knows everything printed can find none {among}."
        tables = self.pinned.select("indicator", "breakdown", "period").unique(maintain_order=True).rows()
        named = [_table(*table) for table in tables]
        return f"Who knows everything printed can find {len(self.pinned):,} {among}, in {together(named, most=5)}."


def _table(indicator: str, breakdown: str, period: str) -> str:
    return f"{indicator} {'as a whole' if breakdown == ALL else f'by {breakdown}'} ({period})"


def attack(
    protected: Protected, previous: pl.DataFrame | None = None, also_printed: pl.DataFrame | None = None
) -> Attack:
    """Try to find the protected counts of what is about to be printed, beside what was printed earlier or elsewhere."""
    rule = protected.rule
    true = truth(protected.true)
    of = cells(protected.printed)
    sums = without(proposed(of), protected.excepted)
    if of.of != true.of.of:
        raise ValueError("the printed rows are not those that were protected: protect them again")
    shown = told(protected.printed, of, rule, "printed")
    quartiles, _ = time_values.facts(of, np.flatnonzero(of.of_kind(QUARTILE)).tolist())
    for facts in (shown, quartiles):
        sums.extend(without(facts, exceptions(facts, true.counts)))
    asked = [true.too_few(rule)]
    for rows, source in ((previous, "previous"), (also_printed, "also printed")):
        sums.extend(told_earlier(rows, of, true.counts, rule, source))
        asked.append(changed_a_little(rows, of, true.counts, rule))
    wanted = np.unique(np.concatenate(asked))
    nothing = Known(np.zeros(len(of), dtype=np.int64), np.full(len(of), ENDLESS), sums)
    found = reach(nothing, wanted, width=rule.width, above=rule.most)
    pinned = wanted[~found.is_safe(wanted, width=rule.width, above=rule.most)]
    told_by_others = _elsewhere(pinned, found, also_printed, true=true, of=of, protected=protected)
    rows = [
        (*of.of[cell], int(found.least[cell]), int(found.most[cell])) for cell in pinned if cell not in told_by_others
    ]
    return Attack(pl.DataFrame(rows, schema=PINNED, orient="row"), len(wanted), len(told_by_others))


def _elsewhere(
    pinned: Integers, found: Reach, others: pl.DataFrame | None, *, true: Truth, of: Cells, protected: Protected
) -> set[int]:
    """
    The pinned counts that what others printed pins as exactly, without anything of ours. It is for their statistics
    team, in private: no sentence of ours says where.
    """
    if others is None or not len(pinned):
        return set()
    rule = protected.rule
    sums = without(proposed(of), protected.excepted)
    sums.extend(told_earlier(others, of, true.counts, rule, "also printed"))
    nothing = Known(np.zeros(len(of), dtype=np.int64), np.full(len(of), ENDLESS), sums)
    alone = reach(nothing, pinned, width=rule.width, above=rule.most)
    same = (alone.least[pinned] == found.least[pinned]) & (alone.most[pinned] == found.most[pinned])
    return set(pinned[same].tolist())
