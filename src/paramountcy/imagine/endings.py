"""Why an episode ended, and what that means for the child: some die, are adopted, or move away."""

from datetime import date

import numpy as np

from paramountcy.imagine.calendar import NEVER, number, year_start
from paramountcy.imagine.chance import Chance
from paramountcy.imagine.facts import Whole, fact, shares
from paramountcy.imagine.pathway import Walked
from paramountcy.imagine.people import YEAR, People
from paramountcy.imagine.referrals import IN_NEED, NO_FURTHER_ACTION, NOT_IN_NEED

PERMANENT = ("RC1", "RC3", "RC4")
"""Orders that end help for a younger child after some time: adoption, child arrangements, special guardianship."""
REASONS = (*shares("need.closure").codes, *shares("not_in_need.closure").codes, "")
EARLY_HELP_LISTED = number(date(2022, 4, 1))
"""From here on passing a family to early help is a reason of its own."""


def end(chance: Chance, people: People, walked: Walked) -> Whole:
    """
    The reason each episode of a wave was closed, as a place in REASONS.

    Sets when each child may be referred again, and when they died.
    """
    wave, closed = walked.wave, walked.closed
    child = wave.child
    reason = _reasons(chance, people, walked)
    gone = np.isin(reason, [REASONS.index(code) for code in ("RC1", "RC2")])
    gone |= (reason == REASONS.index("RC5")) & chance.happens(len(wave), "child.stays_away")
    people.free[child] = np.where(gone, NEVER, closed + 1)

    died = reason == REASONS.index("RC2")
    told_late = np.floor(chance.draws(len(wave)) * 8).astype(np.int64)
    last_done = wave.referred.copy()
    np.maximum.at(last_done, walked.rounds.episode, walked.rounds.settled)
    np.maximum.at(last_done, walked.rounds.episode, np.where(walked.need_plan_ended < NEVER, walked.need_plan_ended, 0))
    day = np.maximum.reduce([closed - told_late, last_done, year_start(closed), people.born[child]])
    people.died[child] = np.where(died, day, people.died[child])
    return reason


def _reasons(chance: Chance, people: People, walked: Walked) -> Whole:
    wave, closed = walked.wave, walked.closed
    rows = len(wave)
    age, helped_for = (closed - people.born[wave.child]) / YEAR, closed - wave.referred
    usual, need = REASONS.index("RC7"), shares("need.closure")
    # Orders take time. Among those helped for half a year they are as much more frequent as makes up for the rest.
    boost = np.where(np.isin(need.codes, PERMANENT), 1 / fact("need.lasts_half_a_year"), 1.0)
    reason = np.searchsorted(np.cumsum(need.shares * boost)[:-1], chance.draws(rows), side="right")
    reason = np.minimum(reason, usual)
    ordered = np.isin(reason, [REASONS.index(code) for code in PERMANENT])
    reason = np.where(ordered & ((helped_for < 183) | (age > 12)), usual, reason)
    reason = np.where(
        (reason == REASONS.index("RC6")) | ((reason == REASONS.index("RC2")) & (age < 0.02)), usual, reason
    )
    reason = np.where((age >= 17.9) & chance.happens(rows, "need.closure_grown_up.RC6"), REASONS.index("RC6"), reason)

    assessed = chance.alike(wave.family, 0.95)
    passed_on = (assessed < fact("not_in_need.closure.RC9")) & (closed >= EARLY_HELP_LISTED)
    not_in_need = np.where(passed_on, REASONS.index("RC9"), REASONS.index("RC8"))
    none = np.full(rows, REASONS.index(""))
    return np.select(
        [wave.outcome == IN_NEED, wave.outcome == NOT_IN_NEED, wave.outcome == NO_FURTHER_ACTION],
        [reason, not_in_need, none],
    )
