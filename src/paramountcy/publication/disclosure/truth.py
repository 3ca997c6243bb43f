"""What is true of a release: its cells, their counts, the sums that hold between them, and which must not be known."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from paramountcy.publication.disclosure.cells import UNKNOWN, Cells, Integers, cells, true_counts
from paramountcy.publication.disclosure.rules import Rule
from paramountcy.publication.disclosure.structure import proposed
from paramountcy.publication.disclosure.sums import Exceptions, Sums, exceptions, with_defined, without


@dataclass(frozen=True)
class Truth:
    """The cells of figures, numbered as in any printing of them, with their true counts; UNKNOWN where not given."""

    of: Cells
    counts: Integers
    sums: Sums
    excepted: Exceptions

    def too_few(self, rule: Rule) -> Integers:
        """The cells whose count is too small to be known."""
        return np.flatnonzero((self.counts >= rule.least) & (self.counts <= rule.most))


def truth(figures: pl.DataFrame) -> Truth:
    """The truth of figures. Raises ValueError where they contradict each other."""
    of = cells(figures)
    printed = true_counts(of)
    sums = proposed(of)
    counts = np.full(len(of), UNKNOWN, dtype=np.int64)
    counts[: len(printed)] = printed
    counts = with_defined(sums, counts)
    excepted = exceptions(sums, counts)
    return Truth(of, counts, without(sums, excepted), excepted)
