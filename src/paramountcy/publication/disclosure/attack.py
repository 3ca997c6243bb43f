"""
The attacker: knows everything printed, here and elsewhere, and tries to find a number that is too small to print.

What is printed are the rows as they leave, with the sums that anybody can reckon with. For each protected count the
least and the most that it could be are found. It is pinned where it can't be more than what is too small, or where the
two are too near. So is the new number of a count that changed a little since it was printed, which would tell by how
few; there the release before is no help, as nobody can know what of it is still true. The attack is for our own tables
only, before they are printed.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from paramountcy.indicators.groups import ALL
from paramountcy.publication.disclosure import time_values
from paramountcy.publication.disclosure.cells import QUARTILE, Bools, Cell, Integers, cells
from paramountcy.publication.disclosure.known import changed_a_little, told, told_earlier
from paramountcy.publication.disclosure.protect import Protected
from paramountcy.publication.disclosure.reach import Known, Reach, reach
from paramountcy.publication.disclosure.rules import Rule
from paramountcy.publication.disclosure.structure import proposed
from paramountcy.publication.disclosure.sums import ENDLESS, Sums, exceptions, without
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
    others = told_earlier(also_printed, of, true.counts, rule, "also printed")
    sums.extend(others)
    small = true.too_few(rule)
    changed = [changed_a_little(rows, of, true.counts, rule) for rows in (previous, also_printed)]
    changed_only = np.setdiff1d(np.concatenate(changed), small)
    rows, elsewhere = [], 0
    for asked, known in ((changed_only, sums), (small, _with(sums, previous, true, rule))):
        if not len(asked):
            continue
        pinned, found = _pinned(asked, known, rule, len(of))
        if also_printed is not None and len(pinned):
            by_others = without(proposed(of), protected.excepted)
            by_others.extend(others)
            told_already = _as_exactly(pinned, found, by_others, rule)
            pinned, elsewhere = pinned[~told_already], elsewhere + int(told_already.sum())
        rows += [(*of.of[cell], int(found.least[cell]), int(found.most[cell])) for cell in pinned]
    return Attack(pl.DataFrame(rows, schema=PINNED, orient="row"), len(small) + len(changed_only), elsewhere)


def _with(sums: Sums, previous: pl.DataFrame | None, true: Truth, rule: Rule) -> Sums:
    """The sums, and what the release before tells."""
    found = Sums()
    found.extend(sums)
    found.extend(told_earlier(previous, true.of, true.counts, rule, "previous"))
    return found


def _pinned(asked: Integers, sums: Sums, rule: Rule, cells_there: int) -> tuple[Integers, Reach]:
    """Which of the cells that are asked about the sums give away, and how far each can be."""
    nothing = Known(np.zeros(cells_there, dtype=np.int64), np.full(cells_there, ENDLESS), sums)
    found = reach(nothing, asked, width=rule.width, above=rule.most)
    return asked[~found.is_safe(asked, width=rule.width, above=rule.most)], found


def _as_exactly(pinned: Integers, found: Reach, others: Sums, rule: Rule) -> Bools:
    """
    Which of the pinned counts what others printed pins as exactly, without anything of ours. It is for their statistics
    team, in private: no sentence of ours says where.
    """
    _, alone = _pinned(pinned, others, rule, len(found.least))
    return (alone.least[pinned] == found.least[pinned]) & (alone.most[pinned] == found.most[pinned])
