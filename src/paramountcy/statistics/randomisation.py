"""
Randomisation inference: how often chance would give so large an effect, had other areas been the ones to try.

The names of treated and comparators are shuffled (within strata, where there are any) and the effect worked out again
each time. This holds for any number of treated areas and any shape of the figures, and is exact where who tried what
was as good as drawn by lot (Fisher 1935; Rosenbaum 2002, *Observational Studies*, ch. 2). The interval holds every
effect that, taken away from the treated, the shuffles do not contradict.
"""

from dataclasses import dataclass

import numpy as np

from paramountcy.statistics.shape import Floats, Method, generator

RANDOMISATION = Method(
    "difference in differences, randomisation inference",
    "Fisher 1935; Rosenbaum 2002, Observational Studies, ch. 2; MacKinnon & Webb 2020, J Econometrics 218:435",
)

DRAWS = 9_999
_STEPS = 60


@dataclass(frozen=True)
class Shuffled:
    """
    A difference in differences, and the same for each shuffle. `effect` is per unit of exposure.

    `seen` and `drawn` are the raw contrasts, `reach` and `drawn_reach` how much of a true effect each would show.
    """

    seen: float
    reach: float
    drawn: Floats
    drawn_reach: Floats

    @property
    def effect(self) -> float:
        return self.seen / self.reach

    @property
    def error(self) -> float:
        """The standard deviation of the effect over the shuffles."""
        return float(self.drawn.std()) / self.reach

    def p(self, effect: float = 0.0) -> float:
        """How often the shuffles are as far out as what was seen, if that effect were the true one."""
        distance = abs(self.seen - effect * self.reach) * (1 - 1e-9)
        beyond = np.abs(self.drawn - effect * self.drawn_reach) >= distance
        return float((1 + beyond.sum()) / (1 + len(self.drawn)))

    def interval(self, confidence: float) -> tuple[float | None, float | None]:
        """The effects not contradicted; an end is None where no effect, however large, would be."""
        return self._end(-1, confidence), self._end(1, confidence)

    def _end(self, side: int, confidence: float) -> float | None:
        step = self.error or abs(self.effect) or 1.0
        inside, outside = self.effect, self.effect + side * step
        for _ in range(_STEPS):
            if self.p(outside) <= 1 - confidence:
                break
            inside, step = outside, 2 * step
            outside = inside + side * step
        else:
            return None
        for _ in range(_STEPS):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if self.p(middle) <= 1 - confidence else (middle, outside)
        return (inside + outside) / 2


def shuffles(wave: np.ndarray, stratum: np.ndarray, *, draws: int = DRAWS, seed: int) -> np.ndarray:
    """Waves shuffled within strata: a row for each draw, a column for each area."""
    chance = generator(seed)
    shuffled = np.empty((draws, len(wave)), dtype=np.int8)
    for group in np.unique(stratum):
        inside = np.flatnonzero(stratum == group)
        shuffled[:, inside] = chance.permuted(np.tile(wave[inside].astype(np.int8), (draws, 1)), axis=1)
    return shuffled


def contrast(waves: np.ndarray, changes: Floats) -> Floats:
    """
    For each row of waves, the treated areas' mean change less the comparators', wave by wave, weighed as least squares
    with a mean for each wave would (n₁ n₀ / (n₁ + n₀)).

    `changes` has a row for each area and a column for each wave.
    """
    rows = np.atleast_2d(waves)
    comparators = rows == -1
    total, weights = np.zeros(len(rows)), np.zeros(len(rows))
    free = comparators.sum(axis=1)
    for number in range(changes.shape[1]):
        treated = rows == number
        tried = treated.sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            gap = treated @ changes[:, number] / tried - comparators @ changes[:, number] / free
        weight = np.where(tried > 0, tried * free / (tried + free), 0.0)
        total += np.where(tried > 0, weight * gap, 0.0)
        weights += weight
    return total / weights


def shuffled(wave: np.ndarray, draws: np.ndarray, changes: Floats, exposure: Floats) -> Shuffled:
    """The contrast of what was seen, and of every shuffle, both for the figures and for the exposure itself."""
    return Shuffled(
        float(contrast(wave, changes)[0]),
        float(contrast(wave, exposure)[0]),
        contrast(draws, changes),
        contrast(draws, exposure),
    )
