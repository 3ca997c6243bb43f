"""
What follows a referral: assessment, enquiry, conference, plans, and the day it all ends.

An episode of need goes round by round. A round is an assessment and what comes of it, and is over
before the next begins; so nothing overlaps that may not.
"""

from dataclasses import dataclass, fields

import numpy as np

from paramountcy.imagine.calendar import NEVER, working_day_from, working_day_to, working_days_after, year_end, year_start
from paramountcy.imagine.chance import Chance
from paramountcy.imagine.facts import Whole, bands, fact
from paramountcy.imagine.people import Flags, People
from paramountcy.imagine.referrals import IN_NEED, NO_FURTHER_ACTION, NOT_IN_NEED, Wave

TARGET = 15
"""Working days from the start of an enquiry to its conference."""
REVIEW_POINT = 10
"""Working days from the start of an assessment to its internal review."""
SHORTEST_PLAN = 14
"""Days. Plans that would be shorter are not made."""


@dataclass
class Rounds:
    """Assessments and what came of them, a row each, in order within their `episode` (a row of the wave). NEVER: not so."""

    episode: Whole
    started: Whole
    reviewed: Whole
    authorised: Whole
    enquiry: Whole
    conference: Whole
    not_required: Whole
    plan: Whole
    """The start of a child protection plan: the day of its conference."""
    plan_ended: Whole
    settled: Whole
    """The day on which all this was done."""

    def __len__(self) -> int:
        return len(self.episode)

    def at(self, rows: Whole) -> "Rounds":
        return Rounds(**{column.name: getattr(self, column.name)[rows] for column in fields(self)})


@dataclass
class Walked:
    """A wave with its rounds; `need_plan` and `need_plan_ended` are a child in need plan after each round, or NEVER."""

    wave: Wave
    rounds: Rounds
    need_plan: Whole
    need_plan_ended: Whole
    closed: Whole
    """For each referral of the wave. No further action is done on the day."""


def walk(chance: Chance, people: People, wave: Wave) -> Walked:
    """Tell what became of each referral of a wave, and when it was closed."""
    at, begins = np.flatnonzero(wave.outcome != NO_FURTHER_ACTION), wave.referred[wave.outcome != NO_FURTHER_ACTION]
    told = []
    planned_end = wave.planned_end.copy()
    while len(at):
        done = _round(chance, people, wave, at, begins, first=not told)
        told.append(done)
        after_plan = done.plan < NEVER
        helped_on = chance.number(len(at), "need.days_after_protection")
        planned_end[at] = np.where(
            after_plan, np.minimum(np.maximum(planned_end[at], done.settled + helped_on), people.leaves[wave.child[at]]), planned_end[at]
        )
        begins = done.settled + chance.number(len(at), "assessment.days_until_again")
        more = (
            chance.happens(len(at), "assessment.again")
            & (wave.outcome[at] == IN_NEED)
            & (begins + 60 < planned_end[at])
            & (begins + 400 < people.grown_up[wave.child[at]])
        )
        at, begins = at[more], begins[more]
    rounds = _in_order(told)
    closed = _closings(chance, wave, rounds, planned_end)
    need_plan, ended = _need_plans(chance, wave, rounds, closed)
    return Walked(wave, rounds, need_plan, ended, closed)


def _round(chance: Chance, people: People, wave: Wave, at: Whole, begins: Whole, first: bool) -> Rounds:
    family, moved_in = wave.family[at], wave.moved_in[at]
    wait = bands("assessment.days_to_start").at(chance.alike(family))
    started = working_day_from(working_days_after(begins, wait))
    length = bands("assessment.days").at(chance.alike(family))
    authorised = working_days_after(started, length)

    enquires = chance.alike(family, 0.95) < fact("section_47.first_time" if first else "section_47.later")
    enquires &= (wave.outcome[at] == IN_NEED) & ~moved_in
    enquiry = working_days_after(started, np.minimum(bands("section_47.days_to_start").at(chance.alike(family, 0.95)), length))
    meets = chance.alike(family, 0.95) < fact("section_47.to_conference")
    meeting = working_days_after(enquiry, bands("conference.days").at(chance.alike(family, 0.97)))
    decided = working_days_after(enquiry, bands("section_47.days_without_conference").at(chance.alike(family)))
    moved_in &= first
    meeting = np.where(moved_in, working_days_after(begins, 3 + length % 12), meeting)
    conference = np.where(enquires & meets | moved_in, meeting, NEVER)
    not_required = np.where(enquires & ~meets, decided, NEVER)
    enquiry = np.where(enquires, enquiry, NEVER)

    # An enquiry is returned in the year in which it ends; the assessment it is part of must be there too.
    concluded = np.minimum(conference, not_required)
    late = (concluded < NEVER) & (year_end(authorised) < concluded)
    authorised = np.where(late, working_day_from(year_start(concluded)), authorised)

    agreed = (chance.alike(family, 0.95) < fact("conference.to_plan")) | moved_in
    lasts = bands("protection_plan.days").at(chance.alike(family, 0.9))
    plan_ended = np.minimum(working_day_to(conference + lasts), working_day_to(people.grown_up[wave.child[at]]))
    planned = (conference < NEVER) & agreed & (plan_ended >= conference + SHORTEST_PLAN)
    plan_ended = np.where(planned, plan_ended, NEVER)
    settled = np.maximum(authorised, np.where(concluded < NEVER, concluded, authorised))
    settled = np.maximum(settled, np.where(planned, plan_ended, settled))
    reviewed = working_days_after(started, np.full(len(at), REVIEW_POINT))
    reviewed = np.where((reviewed < authorised) & chance.happens(len(at), "assessment.internal_review"), reviewed, NEVER)
    return Rounds(at, started, reviewed, authorised, enquiry, conference, not_required, np.where(planned, conference, NEVER), plan_ended, settled)


def _in_order(told: list[Rounds]) -> Rounds:
    """All rounds, by episode, each episode's in the order they were told."""
    if not told:
        return Rounds(*(np.zeros(0, dtype=np.int64) for _ in fields(Rounds)))
    together = Rounds(**{column.name: np.concatenate([getattr(done, column.name) for done in told]) for column in fields(Rounds)})
    return together.at(np.argsort(together.episode, kind="stable"))


def _closings(chance: Chance, wave: Wave, rounds: Rounds, planned_end: Whole) -> Whole:
    """The day each episode ends. What is not in need ends in the year of its assessment, which the return must show."""
    settled = wave.referred.copy()
    np.maximum.at(settled, rounds.episode, rounds.settled)
    wound_up = working_days_after(settled, bands("need.days_to_close").at(chance.alike(wave.family, 0.9)))
    helped = working_day_from(np.maximum(planned_end, wound_up))
    ends = [wave.referred, np.minimum(wound_up, year_end(settled)), helped]
    return np.select([wave.outcome == NO_FURTHER_ACTION, wave.outcome == NOT_IN_NEED], ends[:2], ends[2])


def _need_plans(chance: Chance, wave: Wave, rounds: Rounds, closed: Whole) -> tuple[Whole, Whole]:
    """
    A child in need plan after each round, if any: until it is done, the next round takes over, or the
    episode ends. After child protection it may start the day that plan ends; else a day later.
    """
    family, n = wave.family[rounds.episode], len(rounds)
    protected = rounds.plan < NEVER
    makes = chance.alike(family, 0.9) < np.where(protected, fact("need_plan.after_protection"), fact("need_plan.after_assessment"))
    wait = bands("need_plan.days_to_start").at(chance.alike(family, 0.9))
    starts = working_days_after(rounds.settled, np.where(protected, np.maximum(wait - 3, 0), np.maximum(wait, 1)))
    last = np.append(rounds.episode[1:] != rounds.episode[:-1], True)[:n]
    takes_over = np.roll(np.where(protected, rounds.plan, rounds.authorised), -1)
    limit = np.where(last, closed[rounds.episode], takes_over)
    ends = np.minimum(working_day_to(starts + bands("need_plan.days").at(chance.alike(family, 0.9))), limit)
    made = makes & (wave.outcome[rounds.episode] == IN_NEED) & (ends >= starts + SHORTEST_PLAN)
    return np.where(made, starts, NEVER), np.where(made, ends, NEVER)
