"""Dots on one line, moved aside of each other so that none hides another."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from math import inf

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
            near = (dot for at in (column - 1, column, column + 1) for dot in columns.get(at, ()))
            rooms = [(b, ((other + half) * TOUCH) ** 2 - (a - x) ** 2) for a, b, other in near]
            taken = [(b, room) for b, room in rooms if room > 0]
            levels = _levels(2 * half, highest)
            up = next((up for up in levels if all((b - up) ** 2 >= room for b, room in taken)), None)
            if up is not None:
                found.append((x, up))
                columns.setdefault(column, []).append((x, up, half))
                break
    return found


@cache
def _levels(step: float, highest: float) -> tuple[float, ...]:
    """Half steps up and down."""
    steps = range(1, int(2 * highest / step) + 1)
    return (0.0, *(side * number * step / 2 for number in steps for side in (1, -1)))


def _asides(step: float) -> Iterator[float]:
    """Where the place is, then whole steps further and further to the sides, without end."""
    yield 0.0
    for column in count(1):
        yield column * step
        yield -column * step
