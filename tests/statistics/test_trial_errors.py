"""How often a trial of nothing finds something, and how often one finds what it was said it could find. Slow."""

import numpy as np
import pytest

from paramountcy.statistics.shape import POINTS
from paramountcy.statistics.trial import difference_in_differences
from paramountcy.statistics.trial_panel import Design, Panel
from paramountcy.statistics.trial_power import minimum_detectable_effect

pytestmark = pytest.mark.slow

AREAS = tuple(f"Area {number:03}" for number in range(150))
PERIODS = tuple(range(8))


def made(chance: np.random.Generator) -> np.ndarray:
    """Levels, common years, and drifts of which some are wild: figures of 150 areas over eight periods."""
    level = chance.normal(0.23, 0.06, (150, 1)) + chance.normal(0, 0.01, 8)
    return level + np.cumsum(chance.standard_t(5, (150, 8)) * 0.01, axis=1)


def tried(chance: np.random.Generator, effect: float = 0.0):
    value = made(chance)
    treated = chance.choice(150, 8, replace=False)
    value[treated, 5:] += effect
    names = [AREAS[place] for place in treated]
    planned = Design(dict.fromkeys(names, 5), tuple(name for name in AREAS if name not in names), 3, 3)
    panel = Panel(AREAS, PERIODS, value)
    seed = int(chance.integers(2**31))
    return difference_in_differences(panel, planned, unit=POINTS, what="x", draws=999, seed=seed)


def test_eight_treated_of_150_find_nothing_where_there_is_nothing():
    chance = np.random.default_rng(2012)
    found = [tried(chance) for _ in range(1_000)]
    assert 0.036 <= np.mean([one.p <= 0.05 for one in found]) <= 0.064
    assert 0.036 <= np.mean([one.wild_p <= 0.05 for one in found]) <= 0.064
    assert 0.936 <= np.mean([one.estimate.lower <= 0 <= one.estimate.upper for one in found]) <= 0.964


def test_the_minimum_detectable_effect_is_detected_as_often_as_was_said():
    chance = np.random.default_rng(2013)
    past = Panel(AREAS, PERIODS, made(chance))
    promised = minimum_detectable_effect(
        past, treated=8, comparators=AREAS[8:], before=3, after=3, unit=POINTS, what="x"
    )
    found = [tried(chance, promised.effect).p <= 0.05 for _ in range(300)]
    assert np.mean(found) == pytest.approx(0.8, abs=0.07)
