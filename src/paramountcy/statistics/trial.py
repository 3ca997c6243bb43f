"""
Whether letting some areas depart from a rule changed anything: difference in differences with few treated areas.

Each treated area's change is set against the comparators' change over the same periods. Chance is judged twice, by
shuffling who was treated (randomisation inference) and by the wild cluster bootstrap; and how unlike the treated areas
are among themselves is always told, since the eight authorities of 2011 differed more than trial and no trial did.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from paramountcy.statistics import words
from paramountcy.statistics.randomisation import DRAWS, RANDOMISATION, Shuffled, shuffled, shuffles
from paramountcy.statistics.shape import CONFIDENCE, Estimate, Floats, LeftOut, Method, Unit
from paramountcy.statistics.trial_panel import Design, Laid, Panel, lay
from paramountcy.statistics.wild_bootstrap import FEWEST_TREATED, WILD, wild_test

EVENT_STUDY = Method(
    "event study, randomisation inference", "Freyaldenhoven et al. 2019, Am Econ Rev 109:3307; Rosenbaum 2002, ch. 2"
)


@dataclass(frozen=True)
class Effect:
    """
    The effect of a trial on one outcome. `p` is by randomisation; `wild_p` None below six treated areas.

    `areas` has a row for each treated area: area, start, change, against (the comparators' change), effect, and
    `as_far`, the share of comparators that moved as far from their own mean: one area alone is seldom beyond them all.
    `tau` is how much the treated areas' effects differ beyond what comparators differ among themselves.
    """

    estimate: Estimate
    p: float
    wild_p: float | None
    areas: pl.DataFrame
    tau: float
    treated: int
    comparators: int
    left_out: LeftOut
    method: Method
    wild_method: Method
    what: str

    @property
    def says(self) -> str:
        """The effect, whether chance explains it, how unlike the areas were, and what was left out."""
        value, low, high = self.estimate.value or 0.0, self.estimate.lower, self.estimate.upper
        write = self.estimate.unit.write
        trying = words.how_many(self.treated, "area that tried", "areas that tried")
        told = [
            f"In the {trying}, {self.what} {'rose' if value > 0 else 'fell'} by {write(abs(value))} against "
            f"{words.how_many(self.comparators, 'comparator')} ({self.estimate.interval}; {self._p_says})."
        ]
        if low is None or high is None:
            told.append("With so few areas no size of effect can be excluded.")
        elif low <= 0 <= high:
            told.append(
                f"No effect can be told from chance: anything from {write(low)} to {write(high)} fits these figures."
            )
        else:
            told.append("That is more than chance would give.")
        effects = self.areas["effect"].to_numpy()
        told.append(
            f"One by one the areas moved by {self.estimate.unit.bare(float(effects.min()))} to "
            f"{write(float(effects.max()))}"
            + (
                f"; beyond chance they differ by {write(self.tau)}."
                if self.tau
                else ", no more unlike than comparators."
            )
        )
        return " ".join([*told, self.left_out.says]).strip()

    @property
    def _p_says(self) -> str:
        if self.wild_p is None:
            return f"{words.p_value(self.p)} by shuffling; too few areas for the wild bootstrap"
        return f"{words.p_value(self.p)} by shuffling, {words.p_value(self.wild_p)} by wild bootstrap"


def difference_in_differences(
    panel: Panel,
    design: Design,
    *,
    unit: Unit,
    what: str,
    draws: int = DRAWS,
    seed: int = 2011,
    confidence: float = CONFIDENCE,
) -> Effect:
    """
    The effect of a design on the figures of a panel. Take the seed from the registered plan.

    Areas with a gap are left out and named. Raises CannotSay where periods or areas do not suffice.
    """
    laid = lay(panel, design)
    changes = laid.changes(laid.panel.value)
    drawn = shuffles(laid.wave, laid.stratum, draws=draws, seed=seed)
    result = shuffled(laid.wave, drawn, changes, laid.changes(laid.exposure))
    lower, upper = result.interval(confidence)
    treated = int((laid.wave >= 0).sum())
    size = len(laid.wave)
    table, tau = _one_by_one(laid, changes)
    return Effect(
        estimate=Estimate(result.effect, lower, upper, unit, RANDOMISATION, size, confidence),
        p=result.p(),
        wild_p=_wild_p(laid.wave, changes, draws, seed) if treated >= FEWEST_TREATED else None,
        areas=table,
        tau=tau,
        treated=treated,
        comparators=size - treated,
        left_out=laid.left_out,
        method=RANDOMISATION,
        wild_method=WILD,
        what=what,
    )


@dataclass(frozen=True)
class EventStudy:
    """
    Period by period around the start: `steps` has a row for each (step, effect, lower, upper, p); step -1 is the base.

    `before_p` asks whether treated areas and comparators moved apart before the start; None with one period before.
    """

    steps: pl.DataFrame
    before_p: float | None
    unit: Unit
    method: Method
    what: str

    @property
    def says(self) -> str:
        if self.before_p is None:
            return f"There is one period before the start, so whether {self.what} moved alike before can't be tested."
        told = words.p_value(self.before_p)
        if self.before_p < 0.1:
            return (
                f"Before the start, {self.what} of the areas that tried and of the comparators moved apart already "
                f"({told}): the effect may be no more than that."
            )
        return f"Before the start, {self.what} of the areas that tried and of the comparators moved alike ({told})."


def event_study(
    panel: Panel,
    design: Design,
    *,
    unit: Unit,
    what: str,
    draws: int = DRAWS,
    seed: int = 2011,
    confidence: float = CONFIDENCE,
) -> EventStudy:
    """The difference in differences of each single period, beside the one just before the start."""
    laid = lay(panel, design)
    drawn = shuffles(laid.wave, laid.stratum, draws=draws, seed=seed)
    rows: list[dict] = []
    early: list[Shuffled] = []
    for step in range(-design.before, design.after):
        if step == -1:
            rows.append({"step": step, "effect": 0.0, "lower": None, "upper": None, "p": None})
            continue
        exposure = laid.steps(laid.exposure, step)
        if step < 0:
            exposure = (laid.wave[:, None] == np.arange(exposure.shape[1])).astype(float)
        one = shuffled(laid.wave, drawn, laid.steps(laid.panel.value, step), exposure)
        lower, upper = one.interval(confidence)
        rows.append({"step": step, "effect": one.effect, "lower": lower, "upper": upper, "p": one.p()})
        if step < 0:
            early.append(one)
    frame = pl.DataFrame(
        rows, schema={"step": pl.Int64, "effect": pl.Float64, "lower": pl.Float64, "upper": pl.Float64, "p": pl.Float64}
    )
    return EventStudy(frame, _apart_before(early), unit, EVENT_STUDY, what)


def _apart_before(early: list[Shuffled]) -> float | None:
    """How often the largest of the early differences, each in its own standard deviations, is as large by chance."""
    if not early:
        return None
    errors = [float(one.drawn.std()) or 1.0 for one in early]
    seen = max(abs(one.seen) / error for one, error in zip(early, errors, strict=True))
    drawn = np.max([np.abs(one.drawn) / error for one, error in zip(early, errors, strict=True)], axis=0)
    return float((1 + (drawn >= seen * (1 - 1e-9)).sum()) / (1 + len(drawn)))


def _one_by_one(laid: Laid, changes: Floats) -> tuple[pl.DataFrame, float]:
    """Each treated area's own effect, and the spread of these beyond that of the comparators."""
    free = laid.wave < 0
    against = changes[free].mean(axis=0)
    usual = changes[free] - against
    rows = []
    for place in np.flatnonzero(~free):
        wave = laid.wave[place]
        effect = changes[place, wave] - against[wave]
        rows.append(
            {
                "area": laid.panel.areas[place],
                "start": laid.design.waves[wave],
                "change": float(changes[place, wave]),
                "against": float(against[wave]),
                "effect": float(effect),
                "as_far": float((np.abs(usual[:, wave]) >= abs(effect)).mean()),
            }
        )
    table = pl.DataFrame(rows)
    if len(rows) < 2:
        return table, 0.0
    beyond = float(np.var(table["effect"].to_numpy(), ddof=1)) - float(usual.var(axis=0, ddof=1).mean())
    return table, float(np.sqrt(max(beyond, 0.0)))


def _wild_p(wave: np.ndarray, changes: Floats, draws: int, seed: int) -> float:
    """
    The wild bootstrap of the same contrast: a row for each treated area in its own wave and for each comparator in all,
    a mean for each wave, clustered by area.
    """
    waves = [number for number in range(changes.shape[1]) if (wave == number).any()]
    inside = [np.flatnonzero((wave == number) | (wave == -1)) for number in waves]
    area = np.concatenate(inside)
    which = np.repeat(np.arange(len(waves)), [len(part) for part in inside])
    y = np.concatenate([changes[part, number] for part, number in zip(inside, waves, strict=True)])
    columns = np.column_stack([wave[area] >= 0, which[:, None] == np.arange(len(waves))]).astype(float)
    return wild_test(y, columns, 0, area, draws=draws, seed=seed).p
