"""
Signals of harm: what is watched while a rule is set aside, so that nobody has to wait for proof.

A benefit has to be shown; a harm only has to be suspected. For each outcome that was named beforehand as a guard, with
the direction that is worse and the worsening that would matter, an effect is sorted into four words. "Not excluded" is
a signal too: it means that the trial could not see whether children came to harm.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from paramountcy.statistics import words
from paramountcy.statistics.trial import Effect

SUSPECTED = 0.10
"""One-sided p below which a worsening is told as possible harm."""


class Harm(Enum):
    """From the worst to the best."""

    SEEN = "harm seen"
    POSSIBLE = "possible harm"
    NOT_EXCLUDED = "harm not excluded"
    EXCLUDED = "no harm that would matter"

    @property
    def is_signal(self) -> bool:
        return self is not Harm.EXCLUDED


@dataclass(frozen=True)
class Guard:
    """An outcome to be watched, the direction that is worse, and by how much it would matter (as the figures count)."""

    outcome: str
    worse: Literal["higher", "lower"]
    margin: float

    def __post_init__(self) -> None:
        if self.margin <= 0:
            raise ValueError(f"the margin of {self.outcome} must be above nought: how much worse would matter?")


@dataclass(frozen=True)
class HarmSignal:
    """A guard, the effect on it, and the word for both."""

    guard: Guard
    effect: Effect
    harm: Harm

    @property
    def says(self) -> str:
        write = self.effect.estimate.unit.write
        value = self.effect.estimate.value or 0.0
        worse = value if self.guard.worse == "higher" else -value
        moved = f"{'worse' if worse > 0 else 'better'} by {write(abs(value))}" if value else "unchanged"
        told = f"{self.guard.outcome}: {self.harm.value}. It is {moved} ({self.effect.estimate.interval})"
        margin = write(self.guard.margin)
        match self.harm:
            case Harm.SEEN:
                return f"{told}, more than chance would give: stop and look at the cases."
            case Harm.POSSIBLE:
                return f"{told}, {words.p_value(self.effect.p / 2)} one-sided: look at the cases now."
            case Harm.NOT_EXCLUDED:
                return f"{told}: these figures can't exclude that it is worse by {margin}, which was said to matter."
            case Harm.EXCLUDED:
                return f"{told}: a worsening by {margin}, which was said to matter, is excluded."


def harm_signal(guard: Guard, effect: Effect) -> HarmSignal:
    """
    Sort an effect. Seen: the whole interval is on the worse side. Possible: worse, with one-sided p below 0.10.
    Not excluded: the interval reaches the margin, or has no end on the worse side. Excluded: it does not.
    """
    sign = 1 if guard.worse == "higher" else -1
    value = sign * (effect.estimate.value or 0.0)
    ends = (effect.estimate.lower, effect.estimate.upper)
    best, worst = ends if sign > 0 else (ends[1], ends[0])
    if best is not None and sign * best > 0:
        harm = Harm.SEEN
    elif value > 0 and effect.p / 2 < SUSPECTED:
        harm = Harm.POSSIBLE
    elif worst is None or sign * worst >= guard.margin:
        harm = Harm.NOT_EXCLUDED
    else:
        harm = Harm.EXCLUDED
    return HarmSignal(guard, effect, harm)
