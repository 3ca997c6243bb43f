"""
The register of trials: every plan, when it was sealed and by whom, and whether it is still the plan that was sealed.

A trial sealed after its start, or changed after it, stays in the register and says so wherever its result is told.
trial_file.py reads and writes registers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from paramountcy.statistics.trial_panel import Design
from paramountcy.statistics.trial_plan import Plan, problems
from paramountcy.statistics.words import day_in_words


class RegisterFault(ValueError):
    """A register that can't be read. `sentences` says what is wrong and where, all of it at once."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True)
class Seal:
    """The plan as it stood on a day: its hash, the start it then had, and who sealed it."""

    on: date
    by: str
    hash: str
    start: date


class Standing(Enum):
    """What the seals say of a plan."""

    SOUND = "sealed before the start and unchanged"
    NEVER = "never sealed"
    LATE = "sealed only after the start"
    CHANGED_BEFORE = "changed since it was sealed; not started yet"
    CHANGED_AFTER = "changed after the start"


@dataclass(frozen=True)
class Trial:
    """A plan and its seals, oldest first."""

    plan: Plan
    seals: tuple[Seal, ...] = ()

    @property
    def start(self) -> date:
        """The earliest start the plan ever had: moving the start does not make a late seal early."""
        return min([self.plan.start, *(seal.start for seal in self.seals)])

    @property
    def early_seals(self) -> tuple[Seal, ...]:
        """The seals from before the start."""
        return tuple(seal for seal in self.seals if seal.on < self.start)

    def standing(self, on: date) -> Standing:
        """What may be said of the plan on a day."""
        if not self.seals:
            return Standing.NEVER
        if not self.early_seals:
            return Standing.LATE
        if self.early_seals[-1].hash == self.plan.hash:
            return Standing.SOUND
        return Standing.CHANGED_AFTER if on >= self.start else Standing.CHANGED_BEFORE

    def says(self, on: date) -> str:
        """The sentence to stand beside every result of the trial."""
        start = day_in_words(self.start)
        match self.standing(on):
            case Standing.SOUND:
                sealed = day_in_words(self.early_seals[-1].on)
                return f"The plan was sealed on {sealed}, before the start on {start}, and is unchanged."
            case Standing.NEVER:
                return "The plan was never sealed, so it can't be told what was chosen after the result was known."
            case Standing.LATE:
                first = day_in_words(self.seals[0].on)
                return (
                    f"The plan was sealed on {first}, not before the start on {start}: it may have been made to suit."
                )
            case Standing.CHANGED_BEFORE:
                return f"The plan was changed since it was sealed. Seal it again before the start on {start}."
            case Standing.CHANGED_AFTER:
                return f"The plan is not the one sealed before the start on {start}: it was changed after the start."

    def seal(self, *, on: date, by: str) -> "Trial":
        """The trial with its plan sealed. Raises RegisterFault where the plan is not sound, or nobody seals it."""
        found = problems(self.plan) + ([] if by.strip() else ["Say who seals the plan."])
        if self.seals and on < self.seals[-1].on:
            found.append(
                f"The plan was sealed on {day_in_words(self.seals[-1].on)} already: a seal can't be dated back."
            )
        if found:
            raise RegisterFault(found)
        return replace(self, seals=(*self.seals, Seal(on, by, self.plan.hash, self.plan.start)))

    def design(self, period_of: Callable[[date], int]) -> Design:
        """The plan as trial.py wants it; `period_of` turns a day into the period of the figures that holds it."""
        analysis, starts = self.plan.analysis, {}
        for one in sorted(self.plan.dispensations, key=lambda one: one.start, reverse=True):
            starts[one.body] = period_of(one.start)
        return Design(
            treated=starts,
            comparators=tuple(sorted(self.plan.comparators)),
            before=analysis.before,
            after=analysis.after,
            strata=dict(analysis.strata) if analysis.strata else None,
        )
