"""
Families come to notice, once or again, and their children are referred together.

Told in waves: the first referral of every family, then whatever follows once that one is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from paramountcy.imagine.calendar import NEVER, days_of_work_after, number
from paramountcy.imagine.chance import Chance
from paramountcy.imagine.facts import Draws, Shares, Whole, bands, fact, shares
from paramountcy.imagine.people import SEEN_FROM, YEAR, People

NO_FURTHER_ACTION, NOT_IN_NEED, IN_NEED = range(3)
EARLY_HELP_LISTED = number(date(2022, 4, 1))
"""From here on early help is a source of its own."""
SCHOOL_KNOWS_FROM = 3.5
"""Years of age."""
ONCE_GROWN = 60
"""Days before the eighteenth birthday from which no new referral is told."""


@dataclass
class Wave:
    """
    Referrals told together, one a child, a row each. `planned_end` is when help would end by itself.

    What `pathway.walk` makes of them is `closed`: the day the episode ends, which for no further action is
    the day of the referral.
    """

    child: Whole
    family: Whole
    referred: Whole
    outcome: Whole
    planned_end: Whole
    moved_in: np.ndarray
    """Whether the child moved in already on a child protection plan."""

    def __len__(self) -> int:
        return len(self.child)


def waves(chance: Chance, people: People, ends: int) -> Iterator[Wave]:
    """
    Every referral up to `ends`. Between two waves the caller must have set `people.free` to the day after
    the last episode closed, for each child of the wave before.
    """
    families = int(people.family[-1]) + 1
    day = np.full(families, NEVER)
    day[people.family] = people.first_referral
    first = True
    while (day <= ends).any():
        wave = _wave(chance, people, day, first)
        yield wave
        day = _next(chance, people, wave, day, ends)
        first = False


def _wave(chance: Chance, people: People, day: Whole, first: bool) -> Wave:
    on = day[people.family]
    may = (people.free <= on) & (on >= people.born - SEEN_FROM) & (on < people.grown_up - ONCE_GROWN) & (on < NEVER)
    joins = chance.happens(len(may), "referral.siblings_too")
    child = np.flatnonzero(may & (joins | (people.subject & first)))
    family, referred = people.family[child], on[child]
    outcomes = np.array([fact("referral.no_further_action"), fact("referral.not_in_need")])
    outcome = np.searchsorted(np.cumsum(outcomes), chance.alike(family, 0.92), side="right")
    length = bands("need.days_planned").at(_skewed(chance.alike(family), people.disabled[child]))
    until = np.full(len(child), -NEVER)
    if first:
        until = people.stays[child]
        lasting = people.stays_long[child]
        outcome = np.where(lasting, IN_NEED, outcome)
        length = np.where(lasting, bands("need.days_of_those_told_from_before").at(chance.alike(family)), length)
    return Wave(
        child=child,
        family=family,
        referred=referred,
        outcome=outcome,
        planned_end=np.minimum(np.maximum(referred + length, until), people.leaves[child]),
        moved_in=(chance.alike(family, 1.0) < fact("referral.moved_in_on_a_plan")) & (outcome == IN_NEED),
    )


def _skewed(draws: Draws, disabled: np.ndarray) -> Draws:
    """Help for a disabled child lasts longer."""
    return np.where(disabled, 1 - (1 - draws) / fact("need.disabled_longer"), draws)


def _next(chance: Chance, people: People, wave: Wave, day: Whole, ends: int) -> Whole:
    """When each family comes to notice again: some time after the first of its episodes closed; many never do."""
    closed = np.full(len(day), NEVER)
    np.minimum.at(closed, wave.family, people.free[wave.child] - 1)
    closed = np.where(closed == NEVER, day, closed)
    comes_back = chance.happens(len(day), "referral.ever_again") & (day <= ends) & (closed <= ends)
    gap = chance.number(len(day), "referral.days_until_again")
    return np.where(comes_back, days_of_work_after(closed, gap), NEVER)


def sources(chance: Chance, people: People, wave: Wave) -> Whole:
    """Who referred, as places in `referral.source`. No school knows an infant, no health visitor a teenager."""
    known = shares("referral.source")
    place = {code: known.codes.index(code) for code in known.codes}
    draws, other = chance.alike(wave.family, 1.0), chance.alike(wave.family, 1.0)
    young = (wave.referred - people.born[wave.child]) / YEAR < SCHOOL_KNOWS_FROM
    at_home = known.shares.copy()
    at_home[[place[code] for code in ("1C", "2A", "2B", "3C")]] = 0
    at_home[place["3B"]] *= fact("referral.source_of_young.3B")
    source = np.where(young, Shares(known.codes, at_home).at(draws), known.at(draws))
    by_school = ~young & ((source == place["3B"]) | (other < fact("referral.school_knows")))
    source = np.where(by_school, place["2A"], source)
    return np.where((source == place["5D"]) & (wave.referred < EARLY_HELP_LISTED), place["5B"], source)


def needs(chance: Chance, people: People, wave: Wave) -> Whole:
    """The primary need, as places in `need.primary`. Disability is that of disabled children alone."""
    known = shares("need.primary")
    need = known.at(chance.alike(wave.family, 0.95))
    need = np.where(need == known.codes.index("N2"), known.codes.index("N1"), need)
    by_disability = people.disabled[wave.child] & chance.happens(len(wave), "need.primary_of_disabled.N2")
    return np.where(by_disability, known.codes.index("N2"), need)
