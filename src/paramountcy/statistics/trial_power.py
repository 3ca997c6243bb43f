"""
What a trial could see at all: the minimum detectable effect, told before the start and not after.

How much areas' figures move by themselves is read from the past: at every earlier period that leaves room, the change
that the trial will look at is worked out as if something had started then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np

from paramountcy.statistics import words
from paramountcy.statistics.shape import CannotSay, Method, Unit
from paramountcy.statistics.trial_panel import Panel, change

DETECTABLE = Method(
    "minimum detectable effect from placebo changes", "Bloom 1995, Eval Rev 19:547; Bertrand, Duflo & Mullainathan 2004"
)

POWER = 0.8
LEVEL = 0.05


@dataclass(frozen=True)
class Detectable:
    """The smallest true effect that such a trial would find in `power` of cases, and what it rests on."""

    effect: float
    usual_change: float
    starts: int
    treated: int
    comparators: int
    power: float
    level: float
    unit: Unit
    method: Method
    what: str

    @property
    def says(self) -> str:
        write = self.unit.write
        trying = words.how_many(self.treated, "area that tries", "areas that try")
        return (
            f"With {trying} and {words.how_many(self.comparators, 'comparator')}, only an effect on {self.what} of "
            f"{write(self.effect)} or more would be found in {words.number(100 * self.power, 0)} of 100 such trials. "
            f"A smaller one, harm included, may well pass unseen: by itself {self.what} of an area changes by "
            f"{write(self.usual_change)} (one standard deviation)."
        )


def minimum_detectable_effect(
    past: Panel,
    *,
    treated: int,
    comparators: Sequence[str],
    before: int,
    after: int,
    unit: Unit,
    what: str,
    power: float = POWER,
    level: float = LEVEL,
) -> Detectable:
    """
    The effect that `treated` areas beside these comparators could show, from figures of before the start.

    Comparators with a gap in a placebo's periods take no part in that placebo. Raises CannotSay where the past is
    shorter than `before` and `after` together, or fewer than two comparators are known.
    """
    if treated < 1:
        raise ValueError("a trial needs at least one area that tries")
    value = past.only(comparators).value
    starts = range(before, value.shape[1] - after + 1)
    squares, freedom = 0.0, 0
    for place in starts:
        moved = change(value, place, before, after)
        known = moved[np.isfinite(moved)]
        if len(known) >= 2:
            squares += float(((known - known.mean()) ** 2).sum())
            freedom += len(known) - 1
    if not freedom:
        raise CannotSay(
            "the past has too few figures to say what the trial could find: it needs "
            f"{before + after} periods in a row of at least 2 comparators"
        )
    usual = sqrt(squares / freedom)
    quantile = NormalDist().inv_cdf
    effect = (quantile(1 - level / 2) + quantile(power)) * usual * sqrt(1 / treated + 1 / len(comparators))
    return Detectable(
        effect=effect,
        usual_change=usual,
        starts=len(starts),
        treated=treated,
        comparators=len(comparators),
        power=power,
        level=level,
        unit=unit,
        method=DETECTABLE,
        what=what,
    )
