"""All that happened to a block of families, wave after wave, put in order. Still as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from paramountcy.imagine.chance import Chance
from paramountcy.imagine.endings import end
from paramountcy.imagine.facts import Whole
from paramountcy.imagine.pathway import Rounds, walk
from paramountcy.imagine.people import Flags, People
from paramountcy.imagine.referrals import needs, sources, waves


@dataclass
class Episodes:
    """Every referral, by child and day; codes are places in their lists, and days numbers."""

    child: Whole
    family: Whole
    referred: Whole
    outcome: Whole
    source: Whole
    need: Whole
    closed: Whole
    reason: Whole
    moved_in: Flags


@dataclass
class NeedPlans:
    """A child in need plan after each round, or NEVER."""

    started: Whole
    ended: Whole


@dataclass
class Happened:
    """Episodes; rounds, each with the place of its episode; and the plan after each round."""

    people: People
    episodes: Episodes
    rounds: Rounds
    need_plans: NeedPlans


def all_that_happened(chance: Chance, people: People, ends: int) -> Happened:
    """Everything up to `ends`, and the rest of what had begun by then: by child, by day, by round."""
    told: list[Episodes] = []
    rounds: list[Rounds] = []
    plans: list[NeedPlans] = []
    so_far = 0
    for wave in waves(chance, people, ends):
        walked = walk(chance, people, wave)
        source, need = sources(chance, people, wave), needs(chance, people, wave)
        reason = end(chance, people, walked)
        about = wave.child, wave.family, wave.referred, wave.outcome
        told.append(Episodes(*about, source, need, walked.closed, reason, wave.moved_in))
        walked.rounds.episode += so_far
        rounds.append(walked.rounds)
        plans.append(NeedPlans(walked.need_plan, walked.need_plan_ended))
        so_far += len(wave)

    together = Episodes(*_columns(told))
    order = np.lexsort((together.referred, together.child))
    place = np.empty(so_far, dtype=np.int64)
    place[order] = np.arange(so_far)
    every = Rounds(*_columns(rounds))
    every.episode = place[every.episode]
    by_episode = np.argsort(every.episode, kind="stable")
    return Happened(
        people,
        episodes=Episodes(*(column[order] for column in _columns([together]))),
        rounds=every.at(by_episode),
        need_plans=NeedPlans(*(column[by_episode] for column in _columns(plans))),
    )


def _columns(parts: Sequence[Episodes | Rounds | NeedPlans]) -> list[np.ndarray]:
    """Each field of the parts, one after the other."""
    return [np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(parts[0])]
