"""Families, and the children in them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paramountcy.imagine.calendar import NEVER, day_of_work
from paramountcy.imagine.chance import Chance
from paramountcy.imagine.facts import Whole, bands, fact, shares

YEAR = 365.25
"""Days."""
SEEN_FROM = 225
"""Days before birth from which an unborn child may be referred."""

Flags = NDArray[np.bool_]


@dataclass
class People:
    """
    The children of one block of families, a row each; families and children are numbered from 0.

    Days are numbers. `free` is the day from which the child may be referred again, NEVER once they
    have died, were adopted or moved away. Help ends by the day `leaves` at the latest, and where it was
    first given, not before the day `stays`.
    """

    family: Whole
    subject: Flags
    """Whether the family's first referral was about this child: one in each family."""
    first_referral: Whole
    """The family's, on each of its children's rows."""
    stays_long: Flags
    """Whether that referral led to years of work: of those before the story, only such are told."""
    born: Whole
    expected: Whole
    grown_up: Whole
    stays: Whole
    leaves: Whole
    sex: Whole
    ethnicity: Whole
    disabilities: Flags
    """A column for each code of `child.disability`."""
    free: Whole
    died: Whole

    @property
    def disabled(self) -> Flags:
        return np.asarray(self.disabilities.any(axis=1))


def families(chance: Chance, n: int, begins: int, ends: int, oldest: int) -> People:
    """`n` families who first come to notice between `begins` and `ends`, or since `oldest` and for long."""
    size = 1 + chance.code(n, "family.children")
    first, stays_long = _first_referrals(chance, n, begins, ends, oldest)
    family = np.repeat(np.arange(n), size)
    place = np.arange(len(family)) - np.repeat(np.cumsum(size) - size, size)
    subject = place == np.floor(chance.draws(n) * size).astype(np.int64)[family]
    born = _births(chance, family, place, subject, first)
    grown_up = born + np.floor(18 * YEAR).astype(np.int64)
    rows = len(family)
    leaving = shares("need.leaves_at").at(chance.draws(rows))
    at_age = np.array([float(age) for age in shares("need.leaves_at").codes])[leaving]
    return People(
        family=family,
        subject=subject,
        first_referral=first[family],
        stays_long=stays_long[family],
        born=born,
        expected=born + np.floor(chance.draws(rows) * 25).astype(np.int64) - 14,
        grown_up=grown_up,
        stays=np.full(rows, -NEVER),
        leaves=born + np.floor(at_age * YEAR).astype(np.int64) - 10,
        sex=chance.code(rows, "child.sex"),
        ethnicity=shares("child.ethnicity").at(chance.alike(family)),
        disabilities=_disabilities(chance, rows),
        free=np.full(rows, -NEVER),
        died=np.full(rows, NEVER),
    )


def _first_referrals(chance: Chance, n: int, begins: int, ends: int, oldest: int) -> tuple[Whole, Flags]:
    """Each family's first referral, evenly over the years but for seasons; those long ago are told if they lasted."""
    told_long_ago = fact("need.lasts_years") * (begins - oldest)
    long_ago = chance.draws(n) < told_long_ago / (told_long_ago + ends - begins)
    draws = chance.draws(n)
    return np.where(long_ago, day_of_work(oldest, begins - 1, draws), day_of_work(begins, ends, draws)), long_ago


def _births(chance: Chance, family: Whole, place: Whole, subject: Flags, first: Whole) -> Whole:
    """Birth days: the subject's by age at the first referral, the others' by the spacing of births."""
    age = bands("child.age_at_referral").at(chance.draws(len(first)))
    gaps = np.where(place == 0, 0, chance.number(len(family), "family.spacing"))
    twins = chance.happens(len(family), "family.twins") & (place > 0)
    running = np.cumsum(np.where(twins, 0, gaps))
    return (first - age)[family] + running - running[subject][family]


def _disabilities(chance: Chance, n: int) -> Flags:
    """Which disabilities each child has. A disabled child has at least the one drawn first."""
    kinds = shares("child.disability")
    disabled = chance.happens(n, "child.disabled_known")
    rows = np.flatnonzero(disabled)
    has = np.zeros((n, len(kinds.codes)), dtype=bool)
    has[rows] = chance.table(len(rows), len(kinds.codes)) < kinds.shares * fact("child.disabilities_beyond_the_first")
    has[rows, kinds.at(chance.draws(len(rows)))] = True
    return has


def steadfast(people: People, day: int) -> None:
    """
    Make the first child one whom every return of the authority holds: three years old on `day`, with many
    disabilities and help that lasts. So even the smallest authority uses the codes that its return must use.
    """
    people.first_referral[people.family == 0] = day
    people.subject[people.family == 0] = False
    people.subject[0], people.stays_long[people.family == 0] = True, True
    people.born[0], people.free[1:][people.family[1:] == 0] = day - 1100, NEVER
    people.grown_up[0] = people.born[0] + int(18 * YEAR)
    people.stays[0] = people.leaves[0] = people.grown_up[0] - 10
    people.disabilities[0, :9] = True
