"""
Making counts: what is expected of each authority in each year, and what chance makes of it.

Every count of the nation passes through here, so that one rule holds everywhere: what was counted from an imagined
authority's own returns stands, and its other years are made to lead up to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from paramountcy.imagine.chance import Chance
from paramountcy.imagine.facts import Draws, Whole
from paramountcy.imagine.nation.draws import bell, chance_of, counted, divided, times, with_odds
from paramountcy.imagine.nation.levels import AS_LIKE, FIRST, YEARS, levels
from paramountcy.imagine.nation.profile import Profile

Measures = Mapping[str, Mapping[int, int]]
"""By measure and year: what was counted from returns."""
MOST_MORE = 4
"""A ratio to another count is at most so much; counts in a ratio are drawn of so many times the other."""


@dataclass
class Making:
    """
    The counts so far, by measure: shapes authorities by YEARS.

    `known` has the measures counted from returns, by year, of the authority at `told`. `special` are effects that some
    authorities have of themselves, by level and place.
    """

    seed: int
    profile: Profile
    told: int
    known: Measures
    special: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    counts: dict[str, Whole] = field(default_factory=dict)
    days: dict[str, Whole] = field(default_factory=dict)
    """Quartiles, which are no counts: nobody is withheld in them by themselves."""
    _own: dict[str, Draws] = field(default_factory=dict)

    def chance(self, name: str) -> Chance:
        return chance_of(self.seed, name)

    def effect(self, name: str) -> Draws:
        """How far each authority lies from the usual level in each year, as a logarithm of rates or odds."""
        level = levels()[name]
        by_deprivation = np.clip(level.deprivation, -1, 1)
        rest = np.sqrt(1.0 - by_deprivation * by_deprivation)
        own = self._peculiar(name)
        if level.like:
            own = AS_LIKE * self._peculiar(level.like) + np.sqrt(1.0 - AS_LIKE * AS_LIKE) * own
        for place, fixed in self.special.get(name, {}).items():
            # What sets an authority apart from the others wears off over the years.
            own[place] = fixed * np.linspace(1.0, 0.35, len(YEARS)) + 0.25 * own[place]
        return level.apart * (by_deprivation * self.profile.deprivation[:, None] + rest * own)

    def _peculiar(self, name: str) -> Draws:
        """What an authority has of itself: it changes slowly over the years, and a little in each."""
        if name not in self._own:
            chance, level = self.chance(name), levels()[name]
            first, change = (
                bell(chance, len(self.profile.authorities), 1),
                bell(chance, len(self.profile.authorities), 1),
            )
            along = np.linspace(0.0, 1.0, len(YEARS))
            slow = (1.0 - along) * first + along * (0.8 * first + 0.6 * change)
            yearly = bell(chance, len(self.profile.authorities), len(YEARS))
            self._own[name] = np.sqrt(level.lasting) * slow + np.sqrt(1.0 - level.lasting) * yearly
        return self._own[name].copy()

    def rate(self, measure: str, level: str) -> Whole:
        """Counts for every 10,000 children of the authority."""
        usual = levels()[level].path / 10_000.0
        expected = usual * times(self.effect(level))
        expected = expected * (usual / mean(expected, self.profile.children))
        return self._made(measure, self.profile.children, expected, ratio=True)

    def share(self, measure: str, of: str | Whole, level: str) -> Whole:
        """Counts that are a part of others."""
        whole = self.counts[of] if isinstance(of, str) else of
        return self._made(measure, whole, centred(levels()[level].path, times(self.effect(level)), whole))

    def ratio(self, measure: str, to: str, level: str, *, per: int = 1) -> Whole:
        """Counts that are so many to each `per` of others, maybe more than those."""
        expected = levels()[level].path * times(self.effect(level)) / per
        expected = expected * (levels()[level].path / per / mean(expected, self.counts[to]))
        return self._made(measure, MOST_MORE * self.counts[to], expected / MOST_MORE, ratio=True)

    def stock(self, start: str, at31: str, end: str, anypoint: str, level: str, *, of_children: bool = False) -> None:
        """
        How many are open on 31 March, how many ended in the year, and how many were open at any point.

        What is open grows by what starts and shrinks by what ends; at any point is what is open at the end, and what
        has ended. `of_children` says that the level is a rate, otherwise it is a ratio to what starts.
        """
        target = self.rate(at31, level) if of_children else self.ratio(at31, start, level)
        begun, standing = self.counts[start], target.copy()
        for year in range(1, len(YEARS)):
            before = standing[:, year - 1] + begun[:, year]
            standing[:, year] = np.clip(target[:, year], before - begun[:, year] * 8 // 5, before - begun[:, year] // 2)
        # What was open a year ago is corrected a little since: what ended does not follow from what was printed.
        ended = begun + np.floor(1.5 * bell(self.chance(f"corrected {end}"), *begun.shape) + 0.5).astype(np.int64)
        ended[:, 1:] += standing[:, :-1] - standing[:, 1:]
        self.keep(at31, standing)
        self.keep(end, np.maximum(ended, 0))
        self.keep(anypoint, self.counts[at31] + self.counts[end])

    def parts(self, names: Sequence[str], of: str | Whole, usual: Draws, apart: float) -> None:
        """
        A count divided into parts. `usual` has the share of each in each of YEARS (years by parts), or one for all
        years (parts).
        """
        whole = self.counts[of] if isinstance(of, str) else of
        usual = np.broadcast_to(usual, (len(YEARS), len(names)))
        chance = self.chance(f"parts {names[0]}")
        lean = times(apart * bell(chance, len(whole), 1, len(names)))
        shares = usual[None] * lean
        self.divide(names, whole, shares / np.cumsum(shares, axis=-1)[..., -1:])

    def divide(self, names: Sequence[str], whole: Whole, shares: Draws) -> None:
        """A count divided by shares of its own: authorities by years by parts."""
        shares = shares.copy()
        shares[self.told] = self._leading_up_to(names, shares[self.told])
        found = divided(self.chance(f"divided {names[0]}"), whole, shares)
        for place, name in enumerate(names):
            self.keep(name, found[..., place])

    def keep(self, measure: str, numbers: Whole) -> Whole:
        """Keep counts, those of the returns in the place of those drawn."""
        self.counts[measure] = self.with_known(measure, numbers)
        return self.counts[measure]

    def with_known(self, measure: str, numbers: Whole) -> Whole:
        """The numbers, with what was counted from returns in its place."""
        numbers = numbers.copy()
        for year, number in self.known.get(measure, {}).items():
            numbers[self.told, year - FIRST] = number
        return numbers

    def _made(self, measure: str, of: Whole, expected: Draws, *, ratio: bool = False) -> Whole:
        known = self.known.get(measure, {})
        if known:
            places = [year - FIRST for year in known]
            seen = sum(known.values()) / max(int(of[self.told, places].sum()), 1)
            usual = float(np.cumsum(expected[self.told, places])[-1]) / len(places)
            expected = expected.copy()
            own = expected[self.told]
            if ratio or not 0 < seen < 1:
                expected[self.told] = own * (seen / usual)
            else:
                expected[self.told] = with_odds(own, np.array(seen / (1 - seen) / (usual / (1 - usual))))
        return self.keep(measure, counted(self.chance(f"count {measure}"), of, expected))

    def _leading_up_to(self, names: Sequence[str], shares: Draws) -> Draws:
        """The told authority's shares, moved so that those of the counted years are what was counted."""
        years = sorted(self.known.get(names[0], {}))
        if not all(sorted(self.known.get(name, {})) == years for name in names) or not years:
            return shares
        seen = np.array([sum(self.known[name].values()) for name in names], dtype=float)
        usual = np.cumsum(shares[[year - FIRST for year in years]], axis=0)[-1] / len(years)
        moved = shares * np.divide(seen / max(seen.sum(), 1), usual, out=np.ones(len(names)), where=usual > 0)
        return moved / np.cumsum(moved, axis=-1)[..., -1:]


def mean(numbers: Draws, weights: Whole) -> Draws:
    """The nation's mean of authorities' numbers, weighed by counts; along the first axis."""
    weights = np.maximum(weights, 0).astype(float)
    return np.cumsum(numbers * weights, axis=0)[-1] / np.maximum(np.cumsum(weights, axis=0)[-1], 1.0)


def centred(usual: Draws, factors: Draws, weights: Whole) -> Draws:
    """
    Authorities' shares whose odds lie apart by these factors, and whose weighed mean is the usual share.

    Shares are not straight in their odds: without this, the nation would be nearer to one half than it should.
    """
    usual = np.clip(usual, 1e-9, 1.0 - 1e-9)
    start = usual
    for _ in range(6):
        now = mean(with_odds(start, factors), weights)
        start = with_odds(start, usual / (1.0 - usual) * (1.0 - now) / np.maximum(now, 1e-12))
    return with_odds(start, factors)
