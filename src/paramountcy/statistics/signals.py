"""
The signals of a chart over time: the four rules of NHS England's *Making Data Count*.

One point outside the limits; a shift of seven or more on one side of the mean; a trend of seven or more points, each
higher (or each lower) than the one before; two of three beyond two standard deviations on the same side.

Each rule is a row of RULES and works along the last axis of an array, so that one series and thousands of simulated
ones take the same path. Where the behavioural reference, NHSRplotthedots, differs: it wants all of the three on one
side of the mean, and leaves points outside the limits out of two-of-three; ours is the rule of Western Electric (1956).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from paramountcy.statistics.shape import Bools, Floats, generator

RUN = 7
"""Points in a shift or in a trend."""

XMR_LIMIT = 2.66
"""Mean moving ranges from the mean to a limit: 3 / 1.128."""

SCREEN = 3.267
"""Mean moving ranges above which a single range is an outlier, which must not widen the limits (Nelson 1982)."""

SIMULATED = 4_000


@dataclass(frozen=True)
class Rule:
    """A rule's name, what it means in words (up, down), and how it finds the points that belong to it."""

    name: str
    up: str
    down: str
    find: Callable[[Floats, Floats, Floats], Bools]
    """From values, means and standard deviations: which points are part of a signal upwards."""


def _outside(value: Floats, mean: Floats, sigma: Floats) -> Bools:
    return value > mean + 3 * sigma + _TINY


def _shift(value: Floats, mean: Floats, _: Floats) -> Bools:
    return _in_run(value > mean + _TINY, RUN)


def _trend(value: Floats, _: Floats, __: Floats) -> Bools:
    rises = np.diff(value, axis=-1) > _TINY
    part = _in_run(rises, RUN - 1)
    return np.concatenate([part[..., :1], part[..., :-1] | part[..., 1:], part[..., -1:]], axis=-1)


def _two_of_three(value: Floats, mean: Floats, sigma: Floats) -> Bools:
    far = value > mean + 2 * sigma + _TINY
    padded = np.pad(far.astype(np.int8), [(0, 0)] * (far.ndim - 1) + [(2, 2)])
    windows = padded[..., :-2] + padded[..., 1:-1] + padded[..., 2:]
    full = windows >= 2
    near = full[..., :-2] | full[..., 1:-1] | full[..., 2:]
    return far & near


RULES = (
    Rule("outside", "above the upper limit", "below the lower limit", _outside),
    Rule("shift", "part of a run of 7 or more above the mean", "part of a run of 7 or more below the mean", _shift),
    Rule("trend", "part of a steady rise of 7 or more points", "part of a steady fall of 7 or more points", _trend),
    Rule(
        "two of three",
        "one of 2 in 3 points near the upper limit",
        "one of 2 in 3 points near the lower limit",
        _two_of_three,
    ),
)

_TINY = 1e-12


def find(value: Floats, mean: Floats, sigma: Floats) -> dict[str, Floats]:
    """For each rule, 1 where a point is part of a signal upwards, -1 downwards, 0 where of none."""
    return {
        rule.name: rule.find(value, mean, sigma).astype(float) - rule.find(-value, -mean, sigma).astype(float)
        for rule in RULES
    }


def process_sigma(value: Floats, *, screen: bool = True) -> Floats:
    """
    The standard deviation that points next to each other imply: the mean moving range over 1.128.

    With `screen`, moving ranges above 3.267 times their mean are left out of it, as a lone outlier would otherwise
    widen the limits that should show it (Nelson 1982). *Making Data Count*'s own workbook does not screen.
    """
    ranges = np.abs(np.diff(value, axis=-1))
    mean = ranges.mean(axis=-1, keepdims=True)
    if screen:
        kept = ranges <= SCREEN * mean
        mean = (ranges * kept).sum(axis=-1, keepdims=True) / kept.sum(axis=-1, keepdims=True)
    return mean * XMR_LIMIT / 3


@cache
def false_signal_rates(points: int, *, screen: bool = True, seed: int = 7) -> tuple[float, float]:
    """
    By simulation of a steady process charted over `points`: how often the latest point shows a signal, and how
    often any point does. The limits come from the same points, as on a real chart.
    """
    value = generator(seed).normal(size=(SIMULATED, points))
    marks = find(value, value.mean(axis=-1, keepdims=True), process_sigma(value, screen=screen))
    signalled = np.any([mark != 0 for mark in marks.values()], axis=0)
    return float(signalled[:, -1].mean()), float(signalled.any(axis=1).mean())


def _in_run(holds: Bools, length: int) -> Bools:
    """Which places are part of an unbroken run of at least `length`."""
    size = holds.shape[-1]
    if size < length:
        return np.zeros_like(holds)
    running = np.concatenate([np.zeros((*holds.shape[:-1], 1), dtype=np.int64), np.cumsum(holds, axis=-1)], axis=-1)
    starts = running[..., length:] - running[..., :-length] == length
    part = np.zeros_like(holds)
    for place in range(length):
        part[..., place : size - length + 1 + place] |= starts
    return part
