"""Made-up trials for the tests: areas with levels and drifts of their own, some of which try something."""

import numpy as np
import polars as pl

from paramountcy.statistics.trial_panel import Design, Panel

PERIODS = tuple(range(2010, 2020))
AREAS = tuple(f"Area {number:03}" for number in range(150))


def made(seed: int, *, effect: float = 0.0, treated: int = 8, start: int = 2015, drift: float = 0.01) -> pl.DataFrame:
    """A row for each area and period; the first `treated` areas change by `effect` from `start` on."""
    chance = np.random.default_rng(seed)
    level = chance.normal(0.23, 0.06, len(AREAS))[:, None] + chance.normal(0, 0.01, len(PERIODS))
    value = level + np.cumsum(chance.normal(0, drift, level.shape), axis=1)
    value[:treated, PERIODS.index(start) :] += effect
    return pl.DataFrame(
        [
            {"area": area, "period": period, "value": float(value[row, column])}
            for row, area in enumerate(AREAS)
            for column, period in enumerate(PERIODS)
        ]
    )


def panel(seed: int, **changes) -> Panel:
    return Panel.of_frame(made(seed, **changes))


def design(*, treated: int = 8, start: int = 2015, before: int = 3, after: int = 3, strata=None) -> Design:
    return Design(dict.fromkeys(AREAS[:treated], start), AREAS[treated:], before, after, strata)
