"""One block of families, from people to the tables of the story."""

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import polars as pl

from paramountcy.imagine.calendar import NEVER, as_dates, number, school_starts, working_days_after
from paramountcy.imagine.chance import Chance, named
from paramountcy.imagine.endings import REASONS, end
from paramountcy.imagine.factors import CODES, factors
from paramountcy.imagine.facts import Whole, fact, shares
from paramountcy.imagine.identity import addresses, la_child_ids, upns
from paramountcy.imagine.pathway import TARGET, Rounds, walk
from paramountcy.imagine.people import Flags, People, families, steadfast
from paramountcy.imagine.plans import Protection, categories, earlier_plans, pre_proceedings, reviews
from paramountcy.imagine.referrals import IN_NEED, NO_FURTHER_ACTION, needs, sources, waves
from paramountcy.imagine.shape import STORY

OLDEST = number(date(2009, 4, 1))
"""The earliest referral told."""
STEADFAST_STEP = number(date(2026, 5, 11))
"""When steps before court began for the first child of all."""

Columns = dict[str, np.ndarray | pl.Series]


@dataclass(frozen=True)
class Block:
    """The tables of STORY for some families, and the numbers of the first of them."""

    first: dict[str, int]
    tables: dict[str, pl.DataFrame]

    def after(self) -> dict[str, int]:
        """The numbers with which the next block begins."""
        return {name: self.first[name] + len(table) for name, table in self.tables.items()}


def tell(seed: int, issuers: Whole, span: tuple[date, date], *, place: int, first: dict[str, int], n: int) -> Block:
    """The `n` families of the block at `place`, whose rows are numbered from `first`."""
    chance = Chance(seed, place)
    begins, ends = (number(day) for day in span)
    people = families(chance, n, begins, ends, OLDEST)
    if place == 0:
        steadfast(people, begins - 200)
    told, rounds, (need_plan, need_plan_ended) = _episodes(chance, people, ends)
    child = _numbered(told.child, people, ends, first["children"])
    tables = {
        "families": _families(n, first["families"]),
        "children": _children(chance, people, child, ends, seed, issuers, first["families"]),
        "disabilities": _disabilities(people, child),
        "episodes": _told_episodes(told, rounds, child, ends, first["episodes"]),
        **_assessments(chance, people, told, rounds, ends, first),
        "enquiries": _enquiries(rounds, ends, first),
        "need_plans": _need_plans(rounds, need_plan, need_plan_ended, ends, first["episodes"]),
        **_protection(chance, people, told, rounds, ends, first, place),
    }
    frames = {name: pl.DataFrame(tables[name], schema_overrides=columns) for name, columns in STORY.items()}
    return Block(first, {name: frame.select(list(STORY[name])) for name, frame in frames.items()})


@dataclass
class Episodes:
    """Every referral of the block, by child and day."""

    child: Whole
    family: Whole
    referred: Whole
    outcome: Whole
    source: Whole
    need: Whole
    closed: Whole
    reason: Whole
    moved_in: Flags


def _episodes(chance: Chance, people: People, ends: int) -> tuple[Episodes, Rounds, tuple[Whole, Whole]]:
    """Wave after wave, and then all in order: by child, by day, by round."""
    told, rounds, plans, so_far = [], [], [], 0
    for wave in waves(chance, people, ends):
        walked = walk(chance, people, wave)
        source, need = sources(chance, people, wave), needs(chance, people, wave)
        reason = end(chance, people, walked)
        told.append(
            Episodes(wave.child, wave.family, wave.referred, wave.outcome, source, need, walked.closed, reason, wave.moved_in)
        )
        walked.rounds.episode += so_far
        rounds.append(walked.rounds)
        plans.append((walked.need_plan, walked.need_plan_ended))
        so_far += len(wave)
    together = Episodes(*(np.concatenate([getattr(part, column.name) for part in told]) for column in fields(Episodes)))
    order = np.lexsort((together.referred, together.child))
    place = np.empty(so_far, dtype=np.int64)
    place[order] = np.arange(so_far)
    every = Rounds(*(np.concatenate([getattr(part, column.name) for part in rounds]) for column in fields(Rounds)))
    every.episode = place[every.episode]
    by_episode = np.argsort(every.episode, kind="stable")
    starts, stops = (np.concatenate([pair[which] for pair in plans])[by_episode] for which in (0, 1))
    return Episodes(*(getattr(together, column.name)[order] for column in fields(Episodes))), every.at(by_episode), (starts, stops)


def _numbered(referred: Whole, people: People, ends: int, first: int) -> Whole:
    """A number for each child, -1 for those whose birth is beyond the story."""
    known = people.born <= ends
    known[referred] = True
    return np.where(known, first + np.cumsum(known) - 1, -1)


def _families(n: int, first: int) -> Columns:
    family = first + np.arange(n)
    address, postcode = addresses(family)
    return {"family": family, "address": address, "postcode": postcode}


def _children(
    chance: Chance, people: People, child: Whole, ends: int, seed: int, issuers: Whole, first_family: int
) -> Columns:
    rows = np.flatnonzero(child >= 0)
    n, numbers, upn_from = len(rows), child[rows], school_starts(people.born[rows])
    elsewhere = chance.happens(n, "child.upn_from_elsewhere")
    issuer = np.where(elsewhere, 1 + np.floor(chance.draws(n) * (len(issuers) - 1)).astype(np.int64), 0)
    issued = upn_from.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    upn = upns(numbers, issuers[issuer], issued, chance.happens(n, "child.upn_temporary"))
    # A former UPN has a number that no child has now.
    former = upns(numbers + 4_500_000, issuers[issuer], issued, np.zeros(n, dtype=bool))
    found = ~chance.happens(n, "child.upn_not_found")
    changed = found & chance.happens(n, "child.upn_changed")
    return {
        "child": numbers,
        "family": first_family + people.family[rows],
        "la_child_id": la_child_ids(numbers, seed),
        "upn": upn.set(pl.Series(~found), None),
        "former_upn": former.set(pl.Series(~changed), None),
        "upn_unknown": named(chance.code(n, "child.upn_unknown"), shares("child.upn_unknown")),
        "upn_from": as_dates(upn_from, NEVER - 1),
        "born": as_dates(people.born[rows], ends),
        "expected": as_dates(people.expected[rows], NEVER - 1),
        "sex": named(people.sex[rows], shares("child.sex")),
        "ethnicity": named(people.ethnicity[rows], shares("child.ethnicity")),
        "died": as_dates(people.died[rows], ends),
    }


def _disabilities(people: People, child: Whole) -> Columns:
    row, code = np.nonzero(people.disabilities & (child >= 0)[:, None])
    return {"child": child[row], "code": named(code, shares("child.disability"))}


def _told_episodes(told: Episodes, rounds: Rounds, child: Whole, ends: int, first: int) -> Columns:
    dropped = told.outcome == NO_FURTHER_ACTION
    conference = np.full(len(told.child), NEVER)
    joined = told.moved_in[rounds.episode] & (rounds.conference < NEVER)
    conference[rounds.episode[joined]] = rounds.conference[joined]
    closed = np.where(dropped, NEVER, told.closed)
    return {
        "episode": first + np.arange(len(told.child)),
        "child": child[told.child],
        "referred": as_dates(told.referred, ends),
        "source": named(told.source, shares("referral.source")),
        "need": named(told.need, shares("need.primary")).set(pl.Series(dropped), None),
        "no_further_action": dropped,
        "conference": as_dates(conference, ends),
        "closed": as_dates(closed, ends),
        "reason": pl.Series(REASONS)[told.reason].set(pl.Series(closed > ends), None),
    }


def _assessments(chance: Chance, people: People, told: Episodes, rounds: Rounds, ends: int, first: dict[str, int]) -> dict[str, Columns]:
    done = rounds.at(np.flatnonzero(rounds.started <= ends))
    episode, numbers = done.episode, first["assessments"] + np.arange(len(done))
    finished = np.flatnonzero(done.authorised <= ends)
    of = episode[finished]
    in_need = told.outcome[of] == IN_NEED
    row, code = factors(chance, told.family[of], done.authorised[finished], in_need, people.disabled[told.child[of]])
    assessments: Columns = {
        "assessment": numbers,
        "episode": first["episodes"] + episode,
        "started": as_dates(done.started, ends),
        "reviewed": as_dates(done.reviewed, ends),
        "authorised": as_dates(done.authorised, ends),
    }
    return {"assessments": assessments, "factors": {"assessment": numbers[finished][row], "code": pl.Series(CODES)[code]}}


def _enquiries(rounds: Rounds, ends: int, first: dict[str, int]) -> Columns:
    made = rounds.at(np.flatnonzero(rounds.enquiry <= ends))
    target = working_days_after(made.enquiry, np.full(len(made), TARGET))
    return {
        "enquiry": first["enquiries"] + np.arange(len(made)),
        "episode": first["episodes"] + made.episode,
        "started": as_dates(made.enquiry, ends),
        "target": as_dates(np.where(made.not_required <= ends, NEVER, target), NEVER - 1),
        "conference": as_dates(made.conference, ends),
        "not_required": as_dates(made.not_required, ends),
    }


def _need_plans(rounds: Rounds, starts: Whole, stops: Whole, ends: int, first: int) -> Columns:
    made = np.flatnonzero(starts <= ends)
    return {
        "episode": first + rounds.episode[made],
        "started": as_dates(starts[made], ends),
        "ended": as_dates(stops[made], ends),
    }


def _protection(
    chance: Chance, people: People, told: Episodes, rounds: Rounds, ends: int, first: dict[str, int], place: int
) -> dict[str, Columns]:
    made = rounds.at(np.flatnonzero(rounds.plan <= ends))
    of = made.episode
    plans = Protection(told.child[of], told.family[of], of, made.plan, made.plan_ended, told.closed[of])
    numbers = first["protection_plans"] + np.arange(len(plans))
    row, held = reviews(chance, plans, ends)
    category, later, changed = categories(chance, plans)
    kinds = shares("protection_plan.category")
    protection: Columns = {
        "plan": numbers,
        "episode": first["episodes"] + of,
        "started": as_dates(plans.started, ends),
        "ended": as_dates(plans.ended, ends),
        "category": named(category, kinds),
        "later_category": named(later, kinds).set(pl.Series(changed > ends), None),
        "category_changed": as_dates(changed, ends),
        "earlier_plans": earlier_plans(chance, plans, len(people.family)),
    }
    return {
        "protection_plans": protection,
        "reviews": {"plan": numbers[row], "held": as_dates(held, ends)},
        "pre_proceedings": _steps(chance, plans, ends, first["episodes"], with_steadfast=place == 0),
    }


def _steps(chance: Chance, plans: Protection, ends: int, first: int, *, with_steadfast: bool) -> Columns:
    steps = pre_proceedings(chance, plans)
    if with_steadfast:
        steps.lead(episode=0, started=STEADFAST_STEP)
    told = np.flatnonzero(steps.started <= ends)
    outcome = named(steps.outcome, shares("pre_proceedings.outcome")).set(pl.Series(steps.stepped > ends), None)
    days = {name: as_dates(getattr(steps, name), ends) for name in ("started", "letter", "met", "stepped", "court", "told")}
    columns = {
        "episode": first + steps.episode,
        "meeting_offered": pl.Series(steps.offered).set(pl.Series(steps.letter > ends), None),
        "meeting_held": pl.Series(steps.held).set(pl.Series((steps.letter > ends) | ~steps.offered), None),
        "outcome": outcome,
        **days,
    }
    return {name: column[told] for name, column in columns.items()}
