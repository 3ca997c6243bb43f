"""
The one door: figures that are true go in, figures that may be printed come out.

Counts that are too small to print are held back, and what else it takes that nobody can reckon them. `attack` then
tries; nothing is to be printed that it finds fault with.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from paramountcy.publication.disclosure.cells import UNKNOWN, Cells, Integers, cells
from paramountcy.publication.disclosure.holding import Holding, Table
from paramountcy.publication.disclosure.known import changed_a_little, told_earlier
from paramountcy.publication.disclosure.printed import printed
from paramountcy.publication.disclosure.rules import CIN, Rule
from paramountcy.publication.disclosure.sums import Exceptions
from paramountcy.publication.disclosure.truth import truth
from paramountcy.publication.shape import TOO_FEW
from paramountcy.statistics.words import how_many


@dataclass(frozen=True)
class Protected:
    """
    Figures that may be printed: `printed` has the rows and columns of `true`. `excepted` are the sums that one might
    expect to hold and that do not, which are no secret. The numbers of counts `too_few` to print and of others
    `held_back` for them, and the `tables` held back whole, are for who publishes.
    """

    true: pl.DataFrame
    printed: pl.DataFrame
    rule: Rule
    excepted: Exceptions
    too_few: int
    held_back: int
    tables: tuple[Table, ...]

    @property
    def says(self) -> str:
        """What was held back. Not to be printed itself: which numbers are too small must not be told apart."""
        if not self.too_few and not self.held_back:
            return "No count is too small to print: every number is given."
        counts = how_many(self.too_few, "count")
        told = f"{counts} from {self.rule.least} to {self.rule.most} {_is(self.too_few)} protected."
        if self.held_back:
            told += f" {how_many(self.held_back, 'further number')} {_is(self.held_back)} held back,"
            told += " because they would give these away."
        if self.tables:
            told += f" {how_many(len(self.tables), 'table')} had to be held back whole."
        return told[0].upper() + told[1:]


def protect(
    figures: pl.DataFrame,
    *,
    rule: Rule = CIN,
    previous: pl.DataFrame | None = None,
    also_printed: pl.DataFrame | None = None,
    secondary: bool = True,
) -> Protected:
    """
    Hold back what must not be printed. `figures` are true, in the columns FIGURES or RELEASED.

    `previous` are the rows printed earlier, `also_printed` those of somebody else (the department's, of the same area):
    what they tell is reckoned with. Without `secondary` only the counts that are themselves too small are held back,
    which protects nobody: it is there to test the attacker. Raises ValueError for figures that contradict each other.
    """
    true = truth(figures)
    before, others = (
        told_earlier(rows, true.of, true.counts, rule, source)
        for rows, source in ((previous, "previous"), (also_printed, "also printed"))
    )
    changed = [changed_a_little(rows, true.of, true.counts, rule) for rows in (previous, also_printed)]
    holding = Holding(true, rule, others, before, np.unique(np.concatenate(changed)), _held_back(previous, true.of))
    holding.hold_small()
    small = holding.cells.copy()
    if secondary:
        holding.hold_what_tells()
    return Protected(
        figures,
        printed(true.of, holding.held_back, rule),
        rule,
        true.excepted,
        len(true.too_few(rule)),
        int((holding.cells & ~small).sum()),
        tuple(sorted(holding.tables)),
    )


def _held_back(previous: pl.DataFrame | None, of: Cells) -> Integers:
    """The cells whose number the release before held back."""
    if previous is None:
        return np.zeros(0, dtype=np.int64)
    read, held = cells(previous), (previous["status"] == TOO_FEW).to_numpy()
    found = []
    for cell, name in ((read.count, "numerator"), (read.out_of, "denominator")):
        without = held & previous[name].is_null().to_numpy() & (cell != UNKNOWN)
        found += [of.place.get(read.of[number], UNKNOWN) for number in cell[without]]
    return np.unique(np.array([place for place in found if place != UNKNOWN], dtype=np.int64))


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
