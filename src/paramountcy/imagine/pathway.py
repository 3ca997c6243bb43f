"""
What follows a referral: assessment, enquiry, conference, plans, and the day it all ends.

An episode of need goes round by round. A round is an assessment and what comes of it, and is over
before the next begins; so nothing overlaps that may not.
"""

from dataclasses import dataclass, fields

import numpy as np

from paramountcy.imagine.calendar import (
    NEVER,
    working_day_from,
    working_day_to,
    working_days_after,
    year_end,
    year_start,
)
from paramountcy.imagine.chance import Chance
from paramountcy.imagine.facts import Whole, bands, fact
from paramountcy.imagine.people import People
from paramountcy.imagine.referrals import IN_NEED, NO_FURTHER_ACTION, NOT_IN_NEED, Wave

TARGET = 15
"""Working days from the start of an enquiry to its conference."""
REVIEW_POINT = 10
"""Working days from the start of an assessment to its internal review."""
SHORTEST_PLAN = 14
"""Days. Plans that would be shorter are not made."""


@dataclass
class Rounds:
    """Assessments and what came of them, in order within their `episode` (a row of the wave). NEVER: it did not."""

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
            after_plan,
            np.minimum(np.maximum(planned_end[at], done.settled + helped_on), people.leaves[wave.child[at]]),
            planned_end[at],
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


def _round(chance: Chance, people: People, wave: Wave, at: Whole, begins: Whole, *, first: bool) -> Rounds:
    family = wave.family[at]
    wait = bands("assessment.days_to_start").at(chance.alike(family))
    started = working_day_from(working_days_after(begins, wait))
    length = bands("assessment.days").at(chance.alike(family))
    enquiry, conference, not_required = _enquiry(chance, wave, at, started, length, first=first)
    if first:
        moving = working_days_after(begins, 3 + length % 12)
        conference = np.where(wave.moved_in[at], moving, conference)

    # An enquiry is returned in the year in which it ends; the assessment it is part of must be there too.
    authorised, concluded = working_days_after(started, length), np.minimum(conference, not_required)
    late = (concluded < NEVER) & (year_end(authorised) < concluded)
    authorised = np.where(late, working_day_from(year_start(concluded)), authorised)

    plan, plan_ended = _protection(chance, people, wave, at, conference)
    settled = np.maximum.reduce([authorised, *(np.where(day < NEVER, day, 0) for day in (concluded, plan_ended))])
    reviewed = working_days_after(started, np.full(len(at), REVIEW_POINT))
    looked_at = (reviewed < authorised) & chance.happens(len(at), "assessment.internal_review")
    return Rounds(
        episode=at,
        started=started,
        reviewed=np.where(looked_at, reviewed, NEVER),
        authorised=authorised,
        enquiry=enquiry,
        conference=conference,
        not_required=not_required,
        plan=plan,
        plan_ended=plan_ended,
        settled=settled,
    )


def _enquiry(
    chance: Chance, wave: Wave, at: Whole, assessed: Whole, length: Whole, *, first: bool
) -> tuple[Whole, Whole, Whole]:
    """
    The start of an enquiry, its conference, or the day none was found to be needed: siblings mostly together.

    None where nobody is in need, and none of a child who moved in on a plan: the return could not tell
    which conference that plan came from.
    """
    family = wave.family[at]
    enquires = chance.alike(family, 0.95) < fact("section_47.first_time" if first else "section_47.later")
    enquires &= (wave.outcome[at] == IN_NEED) & ~wave.moved_in[at]
    wait = np.minimum(bands("section_47.days_to_start").at(chance.alike(family, 0.95)), length)
    enquiry = working_days_after(assessed, wait)
    meets = chance.alike(family, 0.95) < fact("section_47.to_conference")
    meeting = working_days_after(enquiry, bands("conference.days").at(chance.alike(family, 0.97)))
    decided = working_days_after(enquiry, bands("section_47.days_without_conference").at(chance.alike(family)))
    return (
        np.where(enquires, enquiry, NEVER),
        np.where(enquires & meets, meeting, NEVER),
        np.where(enquires & ~meets, decided, NEVER),
    )


def _protection(chance: Chance, people: People, wave: Wave, at: Whole, conference: Whole) -> tuple[Whole, Whole]:
    """The start and end of the child protection plan that a conference made, if it made one."""
    family, grown_up = wave.family[at], people.grown_up[wave.child[at]]
    agreed = (chance.alike(family, 0.95) < fact("conference.to_plan")) | wave.moved_in[at]
    lasts = bands("protection_plan.days").at(chance.alike(family, 0.9))
    ended = np.minimum(working_day_to(conference + lasts), working_day_to(grown_up))
    planned = (conference < NEVER) & agreed & (ended >= conference + SHORTEST_PLAN)
    return np.where(planned, conference, NEVER), np.where(planned, ended, NEVER)


def _in_order(told: list[Rounds]) -> Rounds:
    """All rounds, by episode, each episode's in the order they were told."""
    if not told:
        return Rounds(*(np.zeros(0, dtype=np.int64) for _ in fields(Rounds)))
    together = Rounds(
        **{column.name: np.concatenate([getattr(done, column.name) for done in told]) for column in fields(Rounds)}
    )
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
    makes = chance.alike(family, 0.9) < np.where(
        protected, fact("need_plan.after_protection"), fact("need_plan.after_assessment")
    )
    wait = bands("need_plan.days_to_start").at(chance.alike(family, 0.9))
    starts = working_days_after(rounds.settled, np.where(protected, np.maximum(wait - 3, 0), np.maximum(wait, 1)))
    last = np.append(rounds.episode[1:] != rounds.episode[:-1], True)[:n]
    takes_over = np.roll(np.where(protected, rounds.plan, rounds.authorised), -1)
    limit = np.where(last, closed[rounds.episode], takes_over)
    ends = np.minimum(working_day_to(starts + bands("need_plan.days").at(chance.alike(family, 0.9))), limit)
    made = makes & (wave.outcome[rounds.episode] == IN_NEED) & (ends >= starts + SHORTEST_PLAN)
    return np.where(made, starts, NEVER), np.where(made, ends, NEVER)
