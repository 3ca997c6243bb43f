"""What fills a child protection plan: its reviews, its category, the plans before it, and steps before court."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from paramountcy.imagine.calendar import NEVER, working_day_to
from paramountcy.imagine.chance import Chance
from paramountcy.imagine.facts import Whole, bands, fact, shares

BEFORE_LAST = 21
"""Days. A review this near to the end of the plan is the one that ends it."""


@dataclass
class Protection:
    """Child protection plans, a row each."""

    child: Whole
    family: Whole
    episode: Whole
    started: Whole
    ended: Whole
    closed: Whole
    """When the episode it is part of ends."""

    def __len__(self) -> int:
        return len(self.child)


def reviews(chance: Chance, plans: Protection, ends: int) -> tuple[Whole, Whole]:
    """
    The reviews of each plan up to the story's end, as rows of `plans` and days, in order.

    The first is due within three months, later ones within six; some are late. A plan mostly ends at a review.
    """
    row, last = np.arange(len(plans)), plans.started
    rows, days = [], []
    first = True
    while len(row):
        due = bands("review.days_until_first" if first else "review.days_until_next").at(
            chance.alike(plans.family[row], 0.95)
        )
        held = np.maximum(working_day_to(last + due), last + 1)
        held = np.where((held <= last) | (held > plans.ended[row] - BEFORE_LAST), NEVER, held)
        more = held <= ends
        row, last = row[more], held[more]
        rows.append(row)
        days.append(last)
        first = False
    at_end = np.flatnonzero(
        (chance.alike(plans.family, 0.9) < fact("review.ends_plan"))
        & (plans.ended >= plans.started + 60)
        & (plans.ended <= ends)
    )
    rows.append(at_end)
    days.append(plans.ended[at_end])
    row, day = np.concatenate(rows), np.concatenate(days)
    order = np.lexsort((day, row))
    return row[order], day[order]


def categories(chance: Chance, plans: Protection) -> tuple[Whole, Whole, Whole]:
    """The first and the later category of abuse, as places in `protection_plan.category`, and when it changed."""
    first = shares("protection_plan.category").at(chance.alike(plans.family, 0.9))
    to = shares("protection_plan.category_changed_to").at(chance.draws(len(plans)))
    changed = np.where(chance.happens(len(plans), "protection_plan.category_changes"), plans.started + 85, NEVER)
    changed = np.where((changed < plans.ended) & (first != to), changed, NEVER)
    return first, np.where(changed < NEVER, to, first), changed


def earlier_plans(chance: Chance, plans: Protection, children: int) -> Whole:
    """How many plans each child had before: those told, and those from before the story or from elsewhere."""
    before = np.where(chance.happens(children, "protection_plan.had_one_untold"), 1 + (chance.draws(children) < 0.2), 0)
    order = np.lexsort((plans.started, plans.child))
    child = plans.child[order]
    begins = np.append(True, child[1:] != child[:-1])[: len(child)]
    since = np.arange(len(child)) - np.maximum.accumulate(np.where(begins, np.arange(len(child)), 0))
    told = np.empty(len(child), dtype=np.int64)
    told[order] = since
    return told + before[plans.child]


@dataclass
class PreProceedings:
    """Steps before court, a row each; days are NEVER where not reached."""

    episode: Whole
    started: Whole
    letter: Whole
    offered: NDArray[np.bool_]
    held: NDArray[np.bool_]
    met: Whole
    stepped: Whole
    outcome: Whole
    court: Whole
    told: Whole

    def lead(self, *, episode: int, started: int) -> None:
        """Put first an episode in which the letter has been sent, and no more."""
        only = {"episode": episode, "started": started, "letter": started + 7, "offered": True}
        for column in fields(self):
            value = only.get(column.name, NEVER if column.name in DAYS else 0)
            setattr(self, column.name, np.insert(getattr(self, column.name), 0, value))


DAYS = ("met", "stepped", "court", "told")
"""What may come after the letter."""


def pre_proceedings(chance: Chance, plans: Protection) -> PreProceedings:
    """For some plans, steps before court while the plan lasts."""
    starts = plans.started + chance.number(len(plans), "pre_proceedings.days_from_plan")
    plan = np.flatnonzero(chance.happens(len(plans), "pre_proceedings.of_plans") & (starts + 30 < plans.ended))
    n, last = len(plan), plans.closed[plan]
    started = starts[plan]
    letter = _until(last, started + chance.number(n, "pre_proceedings.days_to_letter"))
    met = _until(last, letter + 7 + np.floor(chance.draws(n) * 15).astype(np.int64))
    stepped = _until(last, met + chance.number(n, "pre_proceedings.days_to_step"))
    outcome = shares("pre_proceedings.outcome").at(chance.draws(n))
    court = _until(last, np.where(outcome == 0, stepped + np.floor(chance.draws(n) * 20).astype(np.int64), NEVER))
    told = _until(last, court + np.floor(chance.draws(n) * 6).astype(np.int64))
    offered = chance.happens(n, "pre_proceedings.meeting_offered")
    held = offered & chance.happens(n, "pre_proceedings.meeting_held")
    return PreProceedings(plans.episode[plan], started, letter, offered, held, met, stepped, outcome, court, told)


def _until(last: Whole, day: Whole) -> Whole:
    return np.where(day > last, NEVER, day)
