"""From what happened, as numbers, to the tables of the story."""

from datetime import date

import numpy as np
import polars as pl

from paramountcy.imagine.calendar import NEVER, as_dates, number, school_starts, working_days_after
from paramountcy.imagine.chance import Chance, named
from paramountcy.imagine.endings import REASONS
from paramountcy.imagine.factors import CODES, factors
from paramountcy.imagine.facts import Whole, shares
from paramountcy.imagine.happened import Happened
from paramountcy.imagine.identity import addresses, la_child_ids, upns
from paramountcy.imagine.pathway import TARGET
from paramountcy.imagine.people import Flags
from paramountcy.imagine.plans import Protection, categories, earlier_plans, pre_proceedings, reviews
from paramountcy.imagine.referrals import IN_NEED, NO_FURTHER_ACTION

STEADFAST_STEP = number(date(2026, 5, 11))
"""When steps before court began for the first child of all."""
FORMER = 4_500_000
"""Added to a child's number where their former UPN is made, so that nobody has it now."""
ANY_DAY = NEVER - 1

Columns = dict[str, np.ndarray | pl.Series]


class Telling:
    """Tells what happened to a block of families up to the day `ends`; its tables are numbered from `first`."""

    def __init__(self, chance: Chance, happened: Happened, ends: int, first: dict[str, int]):
        self._chance = chance
        self._people, self._episodes = happened.people, happened.episodes
        self._rounds, self._need_plans = happened.rounds, happened.need_plans
        self._ends, self._first = ends, first
        known = self._people.born <= ends
        known[self._episodes.child] = True
        self._child: Whole = np.where(known, first["children"] + np.cumsum(known) - 1, -1)
        """The number of each child; -1 for those whose birth is beyond the story."""

    def tables(self, seed: int, issuers: Whole, *, with_steadfast: bool) -> dict[str, Columns]:
        """The columns of each table of STORY."""
        return {
            "families": self._told_families(),
            "children": self._told_children(seed, issuers),
            "disabilities": self._told_disabilities(),
            "episodes": self._told_episodes(),
            **self._told_assessments(),
            "enquiries": self._told_enquiries(),
            "need_plans": self._told_need_plans(),
            **self._told_protection(with_steadfast=with_steadfast),
        }

    def _dates(self, days: Whole) -> pl.Series:
        return as_dates(days, self._ends)

    def _told_families(self) -> Columns:
        family = self._first["families"] + np.unique(self._people.family)
        address, postcode = addresses(family)
        return {"family": family, "address": address, "postcode": postcode}

    def _told_children(self, seed: int, issuers: Whole) -> Columns:
        chance, people, rows = self._chance, self._people, np.flatnonzero(self._child >= 0)
        n, numbers, upn_from = len(rows), self._child[rows], school_starts(people.born[rows])
        elsewhere = 1 + np.floor(chance.draws(n) * (len(issuers) - 1)).astype(np.int64)
        issuer = issuers[np.where(chance.happens(n, "child.upn_from_elsewhere"), elsewhere, 0)]
        issued = upn_from.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
        upn = upns(numbers, issuer, issued, chance.happens(n, "child.upn_temporary"))
        former = upns(numbers + FORMER, issuer, issued, np.zeros(n, dtype=bool))
        found = ~chance.happens(n, "child.upn_not_found")
        changed = found & chance.happens(n, "child.upn_changed")
        return {
            "child": numbers,
            "family": self._first["families"] + people.family[rows],
            "la_child_id": la_child_ids(numbers, seed),
            "upn": _only_if(upn, found),
            "former_upn": _only_if(former, changed),
            "upn_unknown": named(chance.code(n, "child.upn_unknown"), shares("child.upn_unknown")),
            "upn_from": as_dates(upn_from, ANY_DAY),
            "born": self._dates(people.born[rows]),
            "expected": as_dates(people.expected[rows], ANY_DAY),
            "sex": named(people.sex[rows], shares("child.sex")),
            "ethnicity": named(people.ethnicity[rows], shares("child.ethnicity")),
            "died": self._dates(people.died[rows]),
        }

    def _told_disabilities(self) -> Columns:
        row, code = np.nonzero(self._people.disabilities & (self._child >= 0)[:, None])
        return {"child": self._child[row], "code": named(code, shares("child.disability"))}

    def _told_episodes(self) -> Columns:
        told, rounds = self._episodes, self._rounds
        dropped = told.outcome == NO_FURTHER_ACTION
        conference = np.full(len(told.child), NEVER)
        joined = told.moved_in[rounds.episode] & (rounds.conference < NEVER)
        conference[rounds.episode[joined]] = rounds.conference[joined]
        closed = np.where(dropped, NEVER, told.closed)
        return {
            "episode": self._first["episodes"] + np.arange(len(told.child)),
            "child": self._child[told.child],
            "referred": self._dates(told.referred),
            "source": named(told.source, shares("referral.source")),
            "need": _only_if(named(told.need, shares("need.primary")), ~dropped),
            "no_further_action": dropped,
            "conference": self._dates(conference),
            "closed": self._dates(closed),
            "reason": _only_if(pl.Series(REASONS)[told.reason], closed <= self._ends),
        }

    def _told_assessments(self) -> dict[str, Columns]:
        done = self._rounds.at(np.flatnonzero(self._rounds.started <= self._ends))
        numbers = self._first["assessments"] + np.arange(len(done))
        finished = np.flatnonzero(done.authorised <= self._ends)
        of, told = done.episode[finished], self._episodes
        row, code = factors(
            self._chance,
            told.family[of],
            done.authorised[finished],
            in_need=told.outcome[of] == IN_NEED,
            disabled=self._people.disabled[told.child[of]],
        )
        assessments: Columns = {
            "assessment": numbers,
            "episode": self._first["episodes"] + done.episode,
            "started": self._dates(done.started),
            "reviewed": self._dates(done.reviewed),
            "authorised": self._dates(done.authorised),
        }
        found: Columns = {"assessment": numbers[finished][row], "code": pl.Series(CODES)[code]}
        return {"assessments": assessments, "factors": found}

    def _told_enquiries(self) -> Columns:
        made = self._rounds.at(np.flatnonzero(self._rounds.enquiry <= self._ends))
        return {
            "enquiry": self._first["enquiries"] + np.arange(len(made)),
            "episode": self._first["episodes"] + made.episode,
            "started": self._dates(made.enquiry),
            "target": as_dates(working_days_after(made.enquiry, np.full(len(made), TARGET)), ANY_DAY),
            "conference": self._dates(made.conference),
            "not_required": self._dates(made.not_required),
        }

    def _told_need_plans(self) -> Columns:
        made = np.flatnonzero(self._need_plans.started <= self._ends)
        return {
            "episode": self._first["episodes"] + self._rounds.episode[made],
            "started": self._dates(self._need_plans.started[made]),
            "ended": self._dates(self._need_plans.ended[made]),
        }

    def _told_protection(self, *, with_steadfast: bool) -> dict[str, Columns]:
        told, made = self._episodes, self._rounds.at(np.flatnonzero(self._rounds.plan <= self._ends))
        of = made.episode
        plans = Protection(told.child[of], told.family[of], of, made.plan, made.plan_ended, told.closed[of])
        numbers = self._first["protection_plans"] + np.arange(len(plans))
        row, held = reviews(self._chance, plans, self._ends)
        category, later, changed = categories(self._chance, plans)
        kinds = shares("protection_plan.category")
        protection: Columns = {
            "plan": numbers,
            "episode": self._first["episodes"] + of,
            "started": self._dates(plans.started),
            "ended": self._dates(plans.ended),
            "category": named(category, kinds),
            "later_category": _only_if(named(later, kinds), changed <= self._ends),
            "category_changed": self._dates(changed),
            "earlier_plans": earlier_plans(self._chance, plans, len(self._child)),
        }
        return {
            "protection_plans": protection,
            "reviews": {"plan": numbers[row], "held": self._dates(held)},
            "pre_proceedings": self._told_steps(plans, with_steadfast=with_steadfast),
        }

    def _told_steps(self, plans: Protection, *, with_steadfast: bool) -> Columns:
        steps = pre_proceedings(self._chance, plans)
        if with_steadfast:
            steps.lead(episode=0, started=STEADFAST_STEP)
        told = np.flatnonzero(steps.started <= self._ends)
        sent = steps.letter <= self._ends
        outcome = named(steps.outcome, shares("pre_proceedings.outcome"))
        columns: Columns = {
            "episode": self._first["episodes"] + steps.episode,
            "meeting_offered": _only_if(pl.Series(steps.offered), sent),
            "meeting_held": _only_if(pl.Series(steps.held), sent & steps.offered),
            "outcome": _only_if(outcome, steps.stepped <= self._ends),
        }
        for name in ("started", "letter", "met", "stepped", "court", "told"):
            columns[name] = self._dates(getattr(steps, name))
        return {name: column[told] for name, column in columns.items()}


def _only_if(values: pl.Series, known: Flags) -> pl.Series:
    """The values that are known; null for the rest."""
    return values.set(~pl.Series(known), None)
