"""
The plan of a trial: who may set aside what, from when to when, beside whom, judged by which outcomes and how.

Everything that could be chosen afterwards to suit the result is in it, and `Plan.hash` seals it: the SHA-256 of its
canonical JSON (keys in order, no spaces, dates as 2027-04-01, UTF-8), so that anybody can work it out again.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from paramountcy.statistics import words

LEVELS = ("authority", "team")
ROLES = ("primary", "guard")
BETTER = ("higher", "lower", "neither")
EVERY = ("week", "month", "quarter", "year")


@dataclass(frozen=True)
class Dispensation:
    """One requirement that one authority (or team) may set aside, from a day to a day, both included."""

    body: str
    requirement: str
    start: date
    end: date


@dataclass(frozen=True)
class Outcome:
    """
    An indicator the trial will be judged by: its role is one of ROLES, the direction that is better one of BETTER.
    A guard watches for harm, and says by how much worse would matter, in the unit of the indicator.
    """

    indicator: str
    role: str
    better: str
    margin: float | None = None


@dataclass(frozen=True)
class Analysis:
    """
    How the outcomes will be compared: periods (one of EVERY) averaged before and after the start, the draws of chance,
    and pairs of body and group where chance is to shuffle within groups only.
    """

    every: str
    before: int
    after: int
    draws: int = 9_999
    confidence: float = 0.95
    strata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Plan:
    """
    A trial before it starts, of authorities or of teams (`level`, one of LEVELS). `readiness` says where the readiness
    statement is kept, or quotes it.
    """

    name: str
    question: str
    level: str
    readiness: str
    dispensations: tuple[Dispensation, ...]
    comparators: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    analysis: Analysis

    @property
    def start(self) -> date:
        """The first day on which anything is set aside."""
        return min(one.start for one in self.dispensations)

    @property
    def bodies(self) -> tuple[str, ...]:
        """Those in the trial, in order of their names."""
        return tuple(sorted({one.body for one in self.dispensations}))

    def canonical(self) -> str:
        """The plan as canonical JSON: lists whose order means nothing are put in order first."""
        ordered = replace(
            self,
            dispensations=tuple(sorted(self.dispensations, key=lambda one: (one.body, one.requirement, one.start))),
            comparators=tuple(sorted(self.comparators)),
            outcomes=tuple(sorted(self.outcomes, key=lambda one: (one.role, one.indicator))),
            analysis=replace(self.analysis, strata=tuple(sorted(self.analysis.strata))),
        )
        return json.dumps(asdict(ordered), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    @property
    def seed(self) -> int:
        """The seed of chance, from the hash: nobody can try seeds until a result pleases."""
        return int(self.hash[:12], 16)


def problems(plan: Plan) -> list[str]:
    """What would make the plan no test of anything, each in a sentence; an empty list where it is sound."""
    found = [f"The plan has no {name}." for name in ("name", "question") if not getattr(plan, name).strip()]
    found += _unknown("level", plan.level, LEVELS)
    if not plan.readiness.strip():
        found.append("There is no readiness statement: say how children stay safe while the requirement is set aside.")
    if not plan.dispensations:
        found.append("Nothing is set aside: name at least one body, requirement, and the days from and to.")
    found += [
        _dispensation(one) for one in plan.dispensations if one.end < one.start or not (one.body and one.requirement)
    ]
    found += _twice("dispensation", [f"{one.body}, {one.requirement}" for one in _overlapping(plan.dispensations)])
    found += _twice("comparator", list(plan.comparators))
    found += _twice("outcome", [one.indicator for one in plan.outcomes])
    if len(plan.comparators) < 2:
        found.append("A trial needs at least two comparators, chosen before it starts.")
    both = sorted(set(plan.bodies) & set(plan.comparators))
    if both:
        found.append(f"{words.together(both, most=5)} can't be both in the trial and a comparator.")
    found += _outcomes(plan.outcomes)
    found += _analysis(plan)
    return found


def changes(then: Plan, now: Plan) -> list[str]:
    """What differs between two versions of a plan, each in a sentence; an empty list where nothing does."""
    if then.canonical() == now.canonical():
        return []
    found = []
    for name in ("name", "question", "level", "readiness", "analysis"):
        old, new = getattr(then, name), getattr(now, name)
        if old != new:
            found.append(f"The {name} was changed from {_told(old)} to {_told(new)}.")
    for name, title in (("dispensations", "dispensation"), ("comparators", "comparator"), ("outcomes", "outcome")):
        old, new = set(getattr(then, name)), set(getattr(now, name))
        found += [f"The {title} {_told(one)} was taken out." for one in sorted(old - new, key=str)]
        found += [f"The {title} {_told(one)} was put in." for one in sorted(new - old, key=str)]
    return found


def _told(part: Any) -> str:
    match part:
        case Dispensation(body, requirement, start, end):
            return f"{body}: {requirement} ({start} to {end})"
        case Outcome(indicator, role, better, margin):
            return f"{indicator} ({role}, better {better}{'' if margin is None else f', margin {margin:g}'})"
        case Analysis():
            told = {key: value for key, value in asdict(part).items() if key != "strata"}
            return ", ".join(f"{key} {value}" for key, value in told.items()) + f", {len(part.strata)} in strata"
    return str(part)


def _unknown(name: str, value: str, choices: tuple[str, ...]) -> list[str]:
    return [] if value in choices else [f"The {name} {value[:40]!r} is not known: use {' or '.join(choices)}."]


def _dispensation(one: Dispensation) -> str:
    if not one.body or not one.requirement:
        return "A dispensation needs both a body and the requirement it sets aside."
    return f"{one.body}: the last day ({one.end}) lies before the first ({one.start})."


def _overlapping(dispensations: tuple[Dispensation, ...]) -> list[Dispensation]:
    """Each dispensation that overlaps another of its body and requirement, both told."""
    return [
        one
        for one in dispensations
        if any(
            other is not one
            and (other.body, other.requirement) == (one.body, one.requirement)
            and other.start <= one.end
            and one.start <= other.end
            for other in dispensations
        )
    ]


def _twice(title: str, names: list[str]) -> list[str]:
    repeated = sorted({name for name in names if names.count(name) > 1})
    return [f"The {title} {name} is there twice." for name in repeated]


def _outcomes(outcomes: tuple[Outcome, ...]) -> list[str]:
    found = []
    if not any(one.role == "primary" for one in outcomes):
        found.append("There is no primary outcome: say beforehand what the trial will be judged by.")
    if not any(one.role == "guard" for one in outcomes):
        found.append("There is no guard outcome: say beforehand what would show that children come to harm.")
    for one in outcomes:
        found += _unknown("role", one.role, ROLES) + _unknown("direction", one.better, BETTER)
        if one.role == "guard" and (one.margin is None or one.margin <= 0):
            found.append(f"The guard outcome {one.indicator} needs a margin above 0: by how much worse would matter?")
        if one.role == "guard" and one.better == "neither":
            found.append(f"The guard outcome {one.indicator} needs a direction: which is worse, higher or lower?")
    return found


def _analysis(plan: Plan) -> list[str]:
    analysis = plan.analysis
    found = _unknown("period", analysis.every, EVERY)
    if analysis.before < 1 or analysis.after < 1:
        found.append("The analysis needs at least one period before the start and one from it on.")
    if analysis.draws < 999:
        found.append(f"{analysis.draws} draws of chance are too few: use at least 999.")
    if not 0.5 <= analysis.confidence < 1:
        found.append(f"A confidence of {analysis.confidence:g} is none: give a number such as 0.95.")
    grouped = {body for body, _ in analysis.strata}
    without = sorted({*plan.bodies, *plan.comparators} - grouped)
    if analysis.strata and without:
        found.append(f"{words.together(without, most=5)} have no stratum: give each body one, or none to any.")
    return found
