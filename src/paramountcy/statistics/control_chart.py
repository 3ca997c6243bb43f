"""
Charts over time that tell a change from the usual ups and downs (statistical process control).

XmR for values that speak for themselves (a median, a percentage of many), p′ for shares and u′ for rates of counts that
differ in size, with Laney's allowance for overdispersion. The rules and icons are those of *Making Data Count* (NHS
England), the icons in words. Limits need at least 12 monthly or weekly points: a yearly series is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from paramountcy.statistics import signals, words
from paramountcy.statistics.shape import (
    NUMBER,
    SHARE,
    Bools,
    CannotSay,
    Floats,
    LeftOut,
    Method,
    Unit,
    floats,
    rate_per,
)

MAKING_DATA_COUNT = "NHS England, Making Data Count; Provost & Murray 2011, The Health Care Data Guide"
XMR = Method("XmR chart", f"Shewhart 1931; Nelson 1982, J Qual Technol 14:172; {MAKING_DATA_COUNT}")
P_PRIME = Method("Laney p′ chart", f"Laney 2002, Qual Eng 14:531; {MAKING_DATA_COUNT}")
U_PRIME = Method("Laney u′ chart", f"Laney 2002, Qual Eng 14:531; {MAKING_DATA_COUNT}")

FEWEST = 12
EVERY = ("week", "month")

Better = Literal["higher", "lower", "neither"]
Variation = Literal["improving", "concerning", "special cause, neither", "common cause"]
Assurance = Literal["consistently meets", "consistently misses", "hit and miss", "no target"]


@dataclass(frozen=True)
class Rebase:
    """From `at` on the limits are worked out anew. A reason and a name are recorded, or it is not done."""

    at: str
    reason: str
    by: str

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.by.strip():
            raise ValueError(f"limits can't be rebased at {self.at} without a recorded reason and who decided it")


@dataclass(frozen=True)
class Chart:
    """
    `points` has a row for each period: period, value, mean, lower, upper, sigma, signal (in words, or ""), direction
    (1 up, -1 down, 0), and phase. `variation` and `assurance` are the two icons, about the latest point, in words.
    """

    points: pl.DataFrame
    unit: Unit
    method: Method
    every: str
    better: Better
    target: float | None
    rebased: tuple[Rebase, ...]
    variation: Variation
    assurance: Assurance
    left_out: LeftOut
    what: str

    @property
    def latest(self) -> dict:
        return self.points.row(-1, named=True)

    @property
    def says(self) -> str:
        """The latest point, what kind of variation it is, and whether the target is reached by chance or by design."""
        last = self.latest
        write = self.unit.write
        told = [f"{self.what}: {write(last['value'])} in {last['period']}"]
        usual = f"usual range {self.unit.bare(last['lower'])} to {write(last['upper'])}"
        if self.variation == "common cause":
            told[0] += f", no more than the usual ups and downs ({usual})."
        else:
            change = {"improving": "a change for the better", "concerning": "a change for the worse"}
            told[0] += f": {change.get(self.variation, 'a change')}, as it is {last['signal']} ({usual})."
        if self.target is not None:
            told.append(f"{TARGET_SAYS[self.assurance]} ({write(self.target)}).")
        told += [f"The limits start anew at {one.at}: {one.reason} ({one.by})." for one in self.rebased]
        return " ".join([*told, self.left_out.says]).strip()

    @property
    def signalled(self) -> pl.DataFrame:
        return self.points.filter(pl.col("signal") != "")


TARGET_SAYS: dict[Assurance, str] = {
    "consistently meets": "If nothing changes, the target will always be met",
    "consistently misses": "If nothing changes, the target will never be met",
    "hit and miss": "If nothing changes, the target will be met in some periods and not in others, by chance",
    "no target": "There is no target",
}


def xmr(
    period: Sequence[str],
    value: ArrayLike,
    *,
    every: str,
    better: Better = "neither",
    unit: Unit = NUMBER,
    target: float | None = None,
    rebase: Sequence[Rebase] = (),
    screen: bool = True,
    what: str = "Value",
) -> Chart:
    """
    The chart of single values: limits at the mean and 2.66 mean moving ranges to each side, `screen` as in signals.

    Periods are in order of time, named as they are to be shown. A missing value (NaN) is left out and named. Raises
    CannotSay for other than weekly or monthly series, and for fewer than 12 points in any phase.
    """
    (values,) = floats(value)
    frame = _Series(list(period), values, np.ones_like(values))
    return _chart(
        frame, every=every, better=better, unit=unit, method=XMR, target=target, rebase=rebase, screen=screen, what=what
    )


def p_chart(
    period: Sequence[str],
    count: ArrayLike,
    out_of: ArrayLike,
    *,
    every: str,
    better: Better = "neither",
    target: float | None = None,
    rebase: Sequence[Rebase] = (),
    screen: bool = True,
    what: str = "Share",
) -> Chart:
    """The chart of shares: limits of each period by its own size, stretched by the variation beyond chance (Laney)."""
    y, n = floats(count, out_of)
    if (y > n).any():
        raise ValueError("a count is larger than what it is out of: a share is of the same children")
    with np.errstate(divide="ignore", invalid="ignore"):
        frame = _Series(list(period), y / n, n)
    return _chart(
        frame,
        every=every,
        better=better,
        unit=SHARE,
        method=P_PRIME,
        target=target,
        rebase=rebase,
        screen=screen,
        what=what,
    )


def u_chart(
    period: Sequence[str],
    count: ArrayLike,
    population: ArrayLike,
    *,
    every: str,
    per: int = 10_000,
    better: Better = "neither",
    target: float | None = None,
    rebase: Sequence[Rebase] = (),
    screen: bool = True,
    what: str = "Rate",
) -> Chart:
    """The chart of rates for every `per` children, by the same hand."""
    y, n = floats(count, population)
    with np.errstate(divide="ignore", invalid="ignore"):
        frame = _Series(list(period), per * y / n, n / per)
    unit = rate_per(per)
    return _chart(
        frame,
        every=every,
        better=better,
        unit=unit,
        method=U_PRIME,
        target=target,
        rebase=rebase,
        screen=screen,
        what=what,
    )


def expected_false_signals(charts: int, points: int) -> str:
    """
    What chance alone would show on a page of charts, in a sentence.

    >>> expected_false_signals(60, 24)
    'If nothing had changed, about 1 of these 60 charts would still show a signal at their latest point, by chance.'
    """
    latest, _ = signals.false_signal_rates(points)
    expected = charts * latest
    about = f"about {words.number(expected, 0)}" if expected >= 1 else "at most 1"
    return (
        f"If nothing had changed, {about} of these {charts} charts would still show a signal at their latest point, "
        "by chance."
    )


@dataclass(frozen=True)
class _Series:
    period: list[str]
    value: Floats
    size: Floats

    def where(self, kept: Bools) -> "_Series":
        names = [name for name, keep in zip(self.period, kept, strict=True) if keep]
        return _Series(names, self.value[kept], self.size[kept])


def _chart(
    series: _Series,
    *,
    every: str,
    better: Better,
    unit: Unit,
    method: Method,
    target: float | None,
    rebase: Sequence[Rebase],
    screen: bool,
    what: str,
) -> Chart:
    if every not in EVERY:
        raise CannotSay(
            f"a chart with limits needs weekly or monthly figures, not one for each {every}: "
            "show these as a plain line with their intervals"
        )
    if len(series.period) != len(series.value):
        raise ValueError("the periods and their values are not equally many")
    if target is not None and better == "neither":
        raise ValueError("a target needs a direction: say whether higher or lower is better")
    kept = np.isfinite(series.value)
    missing = {name: "no value" for name, keep in zip(series.period, kept, strict=True) if not keep}
    known = series.where(kept)
    phases = _phases(known.period, rebase, every)
    mean, sigma = np.zeros_like(known.value), np.zeros_like(known.value)
    direction, signal = np.zeros(len(known.value)), np.full(len(known.value), "", dtype=object)
    for phase in phases:
        mean[phase], sigma[phase] = _limits(known.value[phase], known.size[phase], method, unit, screen)
        marks = signals.find(known.value[phase], mean[phase], sigma[phase])
        for rule in reversed(signals.RULES):
            mark = marks[rule.name]
            direction[phase] = np.where(mark != 0, mark, direction[phase])
            signal[phase] = np.where(mark > 0, rule.up, np.where(mark < 0, rule.down, signal[phase]))
    floor, ceiling = (-np.inf, np.inf) if method is XMR else (0.0, 1.0 if method is P_PRIME else np.inf)
    points = pl.DataFrame(
        {
            "period": known.period,
            "value": known.value,
            "mean": mean,
            "lower": np.maximum(mean - 3 * sigma, floor),
            "upper": np.minimum(mean + 3 * sigma, ceiling),
            "sigma": sigma,
            "signal": signal.tolist(),
            "direction": direction.astype(np.int8),
            "phase": np.repeat(np.arange(len(phases)), [len(known.value[phase]) for phase in phases]),
        },
        schema_overrides={"signal": pl.String},
    )
    return Chart(
        points=points,
        unit=unit,
        method=method,
        every=every,
        better=better,
        target=target,
        rebased=tuple(rebase),
        variation=_variation(int(direction[-1]), better),
        assurance=_assurance(points.row(-1, named=True), target, better),
        left_out=LeftOut(missing),
        what=what,
    )


def _phases(period: list[str], rebase: Sequence[Rebase], every: str) -> list[slice]:
    """The stretches between rebases. Raises for an unknown period, and for a stretch too short to have limits."""
    starts = [0]
    for one in rebase:
        if one.at not in period:
            raise ValueError(f"limits can't be rebased at {one.at}: there is no point of that name")
        starts.append(period.index(one.at))
    if starts != sorted(set(starts)):
        raise ValueError("rebases are given in order of time, none at the first point")
    phases = [slice(start, end) for start, end in zip(starts, [*starts[1:], len(period)], strict=True)]
    shortest = min(phase.stop - phase.start for phase in phases)
    if shortest < FEWEST:
        raise CannotSay(
            f"limits need {FEWEST} points and there are {shortest}"
            + (" between two rebases" if rebase else "")
            + f": show these as a plain line until there are {FEWEST} {every}s"
        )
    return phases


def _limits(value: Floats, size: Floats, method: Method, unit: Unit, screen: bool) -> tuple[Floats, Floats]:
    """The mean and, for each point, the standard deviation."""
    if method is XMR:
        return np.full_like(value, value.mean()), np.full_like(value, signals.process_sigma(value, screen=screen)[0])
    mean = float((value * size).sum() / size.sum())
    chance = np.sqrt(mean * (1 - mean) / size) if unit is SHARE else np.sqrt(mean / size)
    if not chance.all():
        return np.full_like(value, mean), np.zeros_like(value)
    beyond = signals.process_sigma((value - mean) / chance, screen=screen)[0]
    return np.full_like(value, mean), chance * beyond


def _variation(direction: int, better: Better) -> Variation:
    if not direction:
        return "common cause"
    if better == "neither":
        return "special cause, neither"
    return "improving" if (direction > 0) == (better == "higher") else "concerning"


def _assurance(last: dict, target: float | None, better: Better) -> Assurance:
    if target is None:
        return "no target"
    if last["lower"] <= target <= last["upper"]:
        return "hit and miss"
    return "consistently meets" if (target < last["lower"]) == (better == "higher") else "consistently misses"
