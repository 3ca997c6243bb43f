"""Dots on one line, moved aside of each other so that none hides another."""

from collections.abc import Iterator, Sequence
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
    cells: dict[tuple[int, int], list[tuple[float, float, float]]] = {}
    for place, half in zip(places, reach, strict=True):
        for aside, up in _tries(2 * half, highest):
            x, y = place + aside, up
            if aside and not within[0] + half <= x <= within[1] - half:
                continue
            column, row = int(x // cell), int(y // cell)
            near = (dot for dx in (-1, 0, 1) for dy in (-1, 0, 1) for dot in cells.get((column + dx, row + dy), ()))
            if all(((a - x) ** 2 + (b - y) ** 2) ** 0.5 >= (other + half) * TOUCH for a, b, other in near):
                found.append((x, y))
                cells.setdefault((column, row), []).append((x, y, half))
                break
    return found


def _tries(step: float, highest: float) -> Iterator[tuple[float, float]]:
    """Half steps up and down, then the same further and further to the sides, without end."""
    levels = [0.0]
    for number in range(1, int(2 * highest / step) + 1):
        levels += [number * step / 2, -number * step / 2]
    yield from ((0.0, up) for up in levels)
    column = 0
    while True:
        column += 1
        for side in (column, -column):
            yield from ((side * step, up) for up in levels)
