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

    >>> swarm([10, 10, 11, 30], [4, 4, 4, 4], 100)
    [(10.0, 0.0), (10.0, 8.0), (11.0, -8.0), (30.0, 0.0)]
    """
    found: list[tuple[float, float]] = []
    cell = 2 * max(reach, default=1.0)
    columns: dict[int, list[tuple[float, float, float]]] = {}
    for place, half in zip(places, reach, strict=True):
        for aside in _asides(2 * half):
            x = place + aside
            if aside and not within[0] + half <= x <= within[1] - half:
                continue
            column = int(x // cell)
            near = [dot for at in (column - 1, column, column + 1) for dot in columns.get(at, ())]
            up = _free_level(x, half, near, highest)
            if up is not None:
                found.append((x, up))
                columns.setdefault(column, []).append((x, up, half))
                break
    return found


def _free_level(x: float, half: float, near: Sequence[tuple[float, float, float]], highest: float) -> float | None:
    """
    The free level at a place, a whole number of half widths up or down, that is nearest to the line, up before down.
    """
    taken: set[int] = set()
    for other_x, level, other in near:
        apart = (other + half) * TOUCH
        room = apart * apart - (other_x - x) ** 2
        if room > 0:
            reach = sqrt(room)
            taken.update(range(floor((level - reach) / half) + 1, ceil((level + reach) / half)))
    for step in range(int(highest / half) + 1):
        for level in (step, -step):
            if level not in taken:
                return level * half
    return None


def _asides(step: float) -> Iterator[float]:
    """Where the place is, then whole steps further and further to the sides, without end."""
    yield 0.0
    for column in count(1):
        yield column * step
        yield -column * step
