"""
Printing: true counts become the text of a published table, area by area and year by year.

The first area is the nation, then its regions, then its authorities. Authorities' counts stand as they are, those of
regions and of the nation are rounded to 10; percentages and rates come from the true counts and have one decimal. In
the place of a number stands c (withheld), x (not available) or z (nothing to measure). All is done in whole numbers.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from paramountcy.imagine.facts import Whole
from paramountcy.imagine.nation.hiding import Flags
from paramountcy.imagine.nation.profile import Profile

C, X, Z, K = "c", "x", "z", "k"
PER = 10_000


@dataclass(frozen=True)
class Press:
    """`lost` says in which years an authority has no figures at all: authorities by years, as all counts are."""

    profile: Profile
    lost: Flags

    @property
    def areas(self) -> int:
        return 1 + len(self.profile.regions) + len(self.profile.authorities)

    @property
    def above(self) -> int:
        """So many areas are not authorities."""
        return 1 + len(self.profile.regions)

    def with_sums(self, counts: Whole) -> Whole:
        """The counts of all areas by years: the nation's, the regions', the authorities'. Lost ones count nothing."""
        return self._added_up(np.where(self.lost, 0, counts))

    def counts(
        self, counts: Whole, hidden: Flags | None, *, nearest: int = 10, unasked: Flags | None = None
    ) -> pl.Series:
        """Counts as printed. `unasked` are years in which nobody had to tell."""
        numbers = self.with_sums(counts)
        rounded = (numbers[: self.above] + nearest // 2) // nearest * nearest
        return self._printed(_text(np.concatenate([rounded, numbers[self.above :]])), hidden, unasked)

    def tenths(self, tenths: Whole, hidden: Flags | None = None) -> pl.Series:
        """Amounts in tenths, added up and never rounded: people in full-time equivalents."""
        return self._printed(_decimal(self.with_sums(tenths)), hidden)

    def shares(self, part: Whole, whole: Whole, hidden: Flags | None, *, times: int = 100) -> pl.Series:
        """How many of so many, in per cent (or a mean, `times` 1), with one decimal; z where there is nothing."""
        parts, wholes = self.with_sums(part), self.with_sums(whole)
        found = (2 * 10 * times * parts + wholes) // np.maximum(2 * wholes, 1)
        return self._printed(_decimal(found), hidden, nothing=wholes == 0)

    def whole_shares(self, part: Whole, whole: Whole, hidden: Flags) -> pl.Series:
        """The same in whole per cent; k where there are some, and it rounds to nought."""
        parts, wholes = self.with_sums(part), self.with_sums(whole)
        found = (200 * parts + wholes) // np.maximum(2 * wholes, 1)
        text = _text(found).set(pl.Series(((found == 0) & (parts > 0)).T.reshape(-1)), K)
        return self._printed(text, hidden, nothing=wholes == 0)

    def rates(self, counts: Whole, hidden: Flags, *, decimals: int = 1) -> pl.Series:
        """Counts for every 10,000 children."""
        numbers, children = self.with_sums(counts), self._added_up(self.profile.children)
        scale = PER * 10**decimals
        found = (2 * scale * numbers + children) // (2 * children)
        return self._printed(_decimal(found) if decimals else _text(found), hidden)

    def days(self, days: Whole, hidden: Flags, nothing: Flags) -> pl.Series:
        """Days of all areas: the sums of authorities' days mean nothing, so those of other areas come with them."""
        return self._printed(_text(days), hidden, nothing=nothing)

    def everybody(self, people: Whole) -> pl.Series:
        """People as they are estimated to live there: never rounded, withheld or lost."""
        return _text(self._added_up(people))

    def _added_up(self, own: Whole) -> Whole:
        by_region = np.zeros((len(self.profile.regions), own.shape[1]), dtype=np.int64)
        np.add.at(by_region, self.profile.in_region, own)
        return np.concatenate([own.sum(axis=0)[None], by_region, own])

    def _printed(
        self,
        text: pl.Series,
        hidden: Flags | None = None,
        unasked: Flags | None = None,
        *,
        nothing: Flags | None = None,
    ) -> pl.Series:
        """Text with symbols in the place of what is not printed, year by year and area by area."""
        if nothing is not None:
            text = text.set(pl.Series(nothing.T.reshape(-1)), Z)
        if hidden is not None:
            text = text.set(self._of_authorities(hidden), C)
        text = text.set(self._of_authorities(self.lost), X)
        if unasked is not None:
            text = text.set(pl.Series(np.repeat(unasked, self.areas)), X)
        return text

    def _of_authorities(self, flags: Flags) -> pl.Series:
        above = np.zeros((self.above, flags.shape[1]), dtype=bool)
        return pl.Series(np.concatenate([above, flags]).T.reshape(-1))


def _text(numbers: Whole) -> pl.Series:
    return pl.Series(numbers.T.reshape(-1)).cast(pl.String)


def _decimal(tenths: Whole) -> pl.Series:
    """Tenths with a point, but for whole numbers: 226 is 22.6, and 230 is 23."""
    flat = tenths.T.reshape(-1)
    whole, rest = pl.Series(flat // 10).cast(pl.String), pl.Series(flat % 10).cast(pl.String)
    return pl.select(pl.when(pl.Series(flat % 10 == 0)).then(whole).otherwise(whole + "." + rest)).to_series()
