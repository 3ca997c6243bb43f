"""Finding room for words, so that none stands on another."""

from collections.abc import Sequence
from dataclasses import dataclass, field

GAP = 3.0


def apart(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """
    The middles of boxes of these heights, as near as can be to where they are wanted, none over another, between `low`
    and `high` (beyond `high` only where they don't all fit). They keep the order in which they are wanted.

    >>> apart([50, 52, 90], [20, 20, 20], 0, 100)
    [41.0, 61.0, 90.0]
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    groups: list[tuple[list[int], float, float]] = []
    for place in order:
        members, height = [place], heights[place]
        top = wanted[place] - height / 2
        while groups and groups[-1][1] + groups[-1][2] > top:
            earlier, _, earlier_height = groups.pop()
            members, height = [*earlier, *members], earlier_height + height
            top = _best_top(members, wanted, heights)
        groups.append((members, top, height))
    tops = [min(top, high - height) for _, top, height in groups]
    middles = [0.0] * len(wanted)
    for at in range(len(tops) - 2, -1, -1):
        tops[at] = min(tops[at], tops[at + 1] - groups[at][2])
    end = low
    for at, (members, _, _) in enumerate(groups):
        end = max(end, tops[at])
        for place in members:
            middles[place] = end + heights[place] / 2
            end += heights[place]
    return middles


def _best_top(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    """The top at which boxes that touch are, on average, where they are wanted."""
    before, off = 0.0, 0.0
    for place in members:
        off += wanted[place] - heights[place] / 2 - before
        before += heights[place]
    return off / len(members)


@dataclass
class Taken:
    """Boxes that are taken, as left, top, right, bottom."""

    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def lift(self, left: float, right: float, bottom: float, height: float) -> float:
        """Take the lowest free place for a box that may stand on `bottom` or higher; its bottom is returned."""
        bottom = self.free(left, right, bottom, height)
        self.boxes.append((left, bottom - height, right, bottom))
        return bottom

    def free(self, left: float, right: float, bottom: float, height: float) -> float:
        """The bottom of the place that `lift` would take."""
        moved = True
        while moved:
            moved = False
            for a, top, b, foot in self.boxes:
                if left < b + GAP and a < right + GAP and bottom - height < foot and top < bottom:
                    bottom, moved = top, True
        return bottom
