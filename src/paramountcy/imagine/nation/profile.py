"""
Who lives in the imagined authorities: how many children, how poor, how dense, how mixed; and who is like whom.

All that happens in an authority later leans on its profile, and so do its statistical neighbours: as in the
department's model, they are the ten whose profiles are nearest, with a label of how near.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paramountcy.imagine.facts import Draws, Whole
from paramountcy.imagine.nation.draws import bell, chance_of, times
from paramountcy.imagine.nation.levels import YEARS
from paramountcy.returns.published.imagined import Imagined, imagined_areas
from paramountcy.returns.published.read_lists import CLOSENESS, MOST_NEIGHBOURS
from paramountcy.returns.published.shape import AUTHORITY, REGIONAL

ESTIMATED = tuple(year - 1 for year in YEARS)
"""Mid-year estimates: those of a year to 31 March are of the middle of the year before."""
CITY = "Lantern City"
TINY = {"Isle of Lanterns": 420, "Turnstone": 1_350}
"""Children of two authorities so small that most of their counts are withheld."""
SIZES = {"county": (85_000, 310_000), "city": (28_000, 92_000), "other": (24_000, 150_000)}
WEIGHTS = (1.0, 0.9, 0.7, 0.4, 0.4)
"""Of deprivation, density, mixture, growth and size, when likeness is measured."""
LABELS_UP_TO = (0.55, 0.8, 1.1, 1.6)
"""Distances up to which the labels of closeness reach, the last for all beyond."""
LISTS = {2021: 0.25, 2025: 0.0}
"""The years of the two lists of neighbours, and how far profiles lay from today's."""


Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Profile:
    """
    What the authorities are, each in the order of its code. Shapes: authorities, or authorities by years.

    `children` are those aged 0 to 17 in the middle of each year of ESTIMATED; `before_revision` the same as they were
    estimated a year earlier, without the last year. `deprivation` and the like are about 0, 1 being usual differences.
    """

    authorities: tuple[Imagined, ...]
    regions: tuple[Imagined, ...]
    in_region: Whole
    children: Whole
    before_revision: Whole
    deprivation: Draws
    traits: Draws

    @property
    def low_income(self) -> Draws:
        """The share of children in families with low income."""
        return np.clip(0.17 * times(0.45 * self.deprivation), 0.03, 0.6)

    def place(self, name: str) -> int:
        """Where an authority stands. Raises LookupError where there is none of that name."""
        for place, one in enumerate(self.authorities):
            if name in (one.name, one.la_code):
                return place
        raise LookupError(f"there is no authority {name!r} in the imagined nation")


def profile(seed: int, *, known: dict[str, int]) -> Profile:
    """The nation's authorities. `known` has the children of those that were imagined child by child, by name."""
    authorities = tuple(one for one in imagined_areas() if one.level == AUTHORITY)
    regions = tuple(one for one in imagined_areas() if one.level == REGIONAL)
    names = [one.name for one in regions]
    in_region = np.array([names.index(one.region) for one in authorities])
    chance = chance_of(seed, "profile")
    county = np.array([one.name.endswith("shire") for one in authorities])
    city = np.array([one.region == CITY for one in authorities])
    of_region, own = bell(chance, len(regions)), bell(chance, len(authorities), 4)
    deprivation = 0.5 * of_region[in_region] + 0.85 * own[:, 0] - 0.5 * county + 0.4 * city
    density = 0.6 * own[:, 1] - 1.2 * county + 1.5 * city
    mixture = 0.6 * own[:, 2] + 0.4 * density + 0.2 * deprivation
    growth = 0.8 * own[:, 3] + 0.3 * city
    even = chance.draws(len(authorities))
    latest = _latest(county, city, even)
    for place, one in enumerate(authorities):
        latest[place] = known.get(one.name) or TINY.get(one.name) or latest[place]
    since = np.array(ESTIMATED) - ESTIMATED[-1]
    children = np.floor(latest[:, None] * (1.0 + since * (0.004 + 0.004 * growth[:, None]))).astype(np.int64)
    size = (children[:, -1] - 70_000) / 60_000
    traits = np.stack([deprivation, density, mixture, growth, np.clip(size, -1, 3)], axis=1)
    return Profile(
        authorities, regions, in_region, children, _revised(seed, children), deprivation - _mean(deprivation), traits
    )


def _latest(county: Flags, city: Flags, even: Draws) -> Draws:
    """The children of each authority in the last year. Outside of cities there are more small ones than large ones."""
    sizes = [
        SIZES["county" if rural else "city" if urban else "other"] for rural, urban in zip(county, city, strict=True)
    ]
    low, high = (np.array(side, dtype=float) for side in zip(*sizes, strict=True))
    return low + (high - low) * even * np.where(city, 1.0, even)


def _revised(seed: int, children: Whole) -> Whole:
    """The estimates of a year ago: nearly those of today, and the nearer the further back."""
    revision = 0.004 * bell(chance_of(seed, "revision"), len(children), 1)
    since = np.clip(np.array(ESTIMATED[:-1]) - 2011, 0, 12) / 12.0
    return np.floor(children[:, :-1] * (1.0 + revision * since) + 0.5).astype(np.int64)


def neighbours(seed: int, of: Profile, year: int) -> list[list[tuple[int, str]]]:
    """For each authority the places of its ten nearest, the nearest first, and the label of how close each is."""
    moved = LISTS[year] * bell(chance_of(seed, f"neighbours {year}"), *of.traits.shape)
    traits = (of.traits + moved) * np.array(WEIGHTS)
    found = []
    for place, own in enumerate(traits):
        apart = np.zeros(len(traits))
        for column in range(traits.shape[1]):
            apart = apart + (traits[:, column] - own[column]) ** 2
        apart = np.sqrt(apart)
        apart[place] = np.inf
        nearest = np.argsort(apart, kind="stable")[:MOST_NEIGHBOURS]
        labels = np.searchsorted(np.array(LABELS_UP_TO), apart[nearest])
        found.append([(int(one), CLOSENESS[label]) for one, label in zip(nearest, labels, strict=True)])
    return found


def _mean(numbers: Draws) -> float:
    return float(np.cumsum(numbers)[-1] / len(numbers))
