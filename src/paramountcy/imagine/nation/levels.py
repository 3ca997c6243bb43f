"""
What is usual in the imagined nation, year by year, and how far its authorities lie apart: `levels.csv`.

A level is a rate, a share or a ratio in five years, with the years between on straight lines. `apart` is the standard
deviation between authorities of its logarithm (of a share: of the logarithm of its odds), `deprivation` how far that
goes with deprivation, `lasting` the part of the rest that stays from year to year, and `like` another level with whose
peculiarities it goes together. `source` says what is rounded from published figures and what is imagined.

Contains public sector information licensed under the Open Government Licence v3.0. Source: Department for Education,
children in need and children's social work workforce (published tables, England).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from paramountcy.imagine.facts import Draws
from paramountcy.imagine.nation.rows import rows

KNOTS = (2013, 2016, 2019, 2022, 2025)
FIRST, LAST = KNOTS[0], KNOTS[-1]
YEARS = tuple(range(FIRST, LAST + 1))
"""The years told: each ends on 31 March."""
AS_LIKE = 0.7
"""How far two levels that are alike go together, apart from what deprivation makes of both."""

CONFERENCE_BANDS = {
    "icpc_0_10_days": (0, 10),
    "icpc_11_15_days": (11, 15),
    "icpc_16_20_days": (16, 20),
    "icpc_21_plus_days": (21, 40),
}
"""Working days from an enquiry to its conference; the last band is open, and ends here for reckoning within it."""
QUARTERS = {"25th_percentile": (1, 4), "median": (1, 2), "75th_percentile": (3, 4)}
"""The quartiles that are printed: so many of so many."""


@dataclass(frozen=True)
class Level:
    name: str
    of: str
    """What it is of: of how many children, or of which counts."""
    path: Draws
    """A number for each of YEARS."""
    apart: Draws
    deprivation: float
    lasting: float
    like: str
    source: str


@cache
def levels() -> Mapping[str, Level]:
    return {
        row["name"]: Level(
            row["name"],
            row["of"],
            between([float(row[f"{year}"]) for year in KNOTS], KNOTS),
            between([float(row["apart_2013"]), float(row["apart_2025"])], (FIRST, LAST)),
            float(row["deprivation"]),
            float(row["lasting"]),
            row["like"],
            row["source"],
        )
        for row in rows("levels")
    }


@dataclass(frozen=True)
class Band:
    """Working days from `first` to `last`, and the share of assessments that took so long in each of YEARS."""

    measure: str
    first: int
    last: int
    path: Draws


@cache
def assessment_bands() -> tuple[Band, ...]:
    """How long assessments took in the nation: `days.csv`, rounded from DfE children in need, table C2."""
    knots = (2014, 2016, 2019, 2022, 2025)
    return tuple(
        Band(
            row["measure"],
            int(row["first"]),
            int(row["last"]),
            between([float(row[f"{year}"]) for year in knots], knots),
        )
        for row in rows("days")
    )


def between(values: list[float], knots: tuple[int, ...]) -> Draws:
    """A number for each of YEARS, on straight lines between those known."""
    return np.interp(np.array(YEARS, dtype=float), np.array(knots, dtype=float), np.array(values))
