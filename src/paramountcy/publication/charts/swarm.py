"""Dots on one line, moved aside of each other so that none hides another."""

from collections.abc import Iterator, Sequence
from itertools import count
from math import ceil, floor, inf, sqrt

TOUCH = 0.999
"""Dots that touch are not over each other, whatever the last digits say."""


def swarm(
    places: Sequence[float], reach: Sequence[float], highest: float, within: tuple[float, float] = (-inf, inf)
) -> list[tuple[float, float]]:
    """
    For each place on the line (in the order in which they choose) where its dot stands: along, and up (or down).

    `reach` is the half width of each dot. A dot stands at its place, moved up or down as little as needed; where more
    than fit in `highest` would stand at one place, the rest stand to its sides, `within` the paper.

    >>> swarm([10, 10, 11, 30], [4.0] * 4, 100)
    [(10.0, 0.0), (10.0, 8.0), (11.0, -8.0), (30.0, 0.0)]
    """
    last = {half: turn for turn, half in enumerate(reach)}
    lanes = {half: _lanes(half, highest) for half in last}
    found: list[tuple[float, float]] = []
    for turn, (place, half) in enumerate(zip(places, reach, strict=True)):
        for aside in _asides(2 * half):
            x = place + aside
            if aside and not within[0] + half <= x <= within[1] - half:
                continue
            level = _free_level(x, lanes[half])
            if level is not None:
                found.append((x, level * half))
                break
        for other, of in lanes.items():
            if last[other] > turn:
                _take(of, other, *found[-1], (half + other) * TOUCH)
    return found


Lanes = dict[int, list[tuple[float, float]]]
"""
For dots of one size, the levels that they may stand at (in half widths up, or down), the nearest to the line first, up
before down; of each, from where to where it is taken. So each dot asks only what was taken, and measures nothing anew.
"""


def _lanes(half: float, highest: float) -> Lanes:
    return {level: [] for step in range(int(highest / half) + 1) for level in (step, -step)}


def _free_level(x: float, lanes: Lanes) -> int | None:
    for level, taken in lanes.items():
        for left, right in reversed(taken):  # mostly the last one stands in the way, as dots come from left to right
            if left < x < right:
                break
        else:
            return level
    return None


def _take(lanes: Lanes, half: float, x: float, up: float, apart: float) -> None:
    """Take, on the lanes of dots of this half width, the places that are not `apart` from a dot."""
    for level in range(floor((up - apart) / half) + 1, ceil((up + apart) / half)):
        if level in lanes:
            aside = sqrt(apart * apart - (level * half - up) ** 2)
            lanes[level].append((x - aside, x + aside))


def _asides(step: float) -> Iterator[float]:
    """Where the place is, then whole steps further and further to the sides, without end."""
    yield 0.0
    for column in count(1):
        yield column * step
        yield -column * step
