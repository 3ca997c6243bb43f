"""
What marks look like: the palette of the government's Analysis Function, each colour with its own dash and shape.

Nothing is told by colour alone: two series that look alike in grey differ in dash and marker.
"""

from dataclasses import dataclass
from math import cos, pi, sin

from paramountcy.publication.charts.canvas import Canvas

BLUE, TURQUOISE, PLUM, ORANGE, GREY, PURPLE = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"
INK, PAPER = "#0B0C0C", "#FFFFFF"
GRID, SHADE = "#B1B4B6", "#E3E8EE"
"""Lines behind, and a light filling: neither carries anything that is not also told by a darker edge or a word."""


@dataclass(frozen=True)
class Look:
    """Colour, dash and marker, which always go together."""

    colour: str
    dash: str
    marker: str
    width: float = 2.5
    hollow: bool = False


MAIN = Look(BLUE, "", "circle", width=3.5)
OTHERS = (
    Look(PLUM, "9 5", "square", hollow=True),
    Look(TURQUOISE, "2 5", "triangle"),
    Look(ORANGE, "14 4 2 4", "diamond", hollow=True),
    Look(GREY, "5 3", "plus"),
    Look(PURPLE, "1 3", "cross"),
)
MOST = 1 + len(OTHERS)
"""More series than this can't be told apart."""

THIS = Look(BLUE, "", "diamond")
NEIGHBOUR = Look(PLUM, "", "square")
OTHER = Look(GREY, "", "circle", hollow=True)
RISE, FALL = Look(ORANGE, "", "triangle"), Look(ORANGE, "", "triangle down")


def series_looks(mains: list[bool]) -> list[Look]:
    """A look for each series, in order: the first main one (or the only one) has MAIN. Raises ValueError for many."""
    if len(mains) > MOST:
        raise ValueError(f"a chart can hold {MOST} series that are told apart, and {len(mains)} were given: draw fewer")
    first = mains.index(True) if True in mains else 0
    rest = iter(OTHERS)
    return [MAIN if place == first else next(rest) for place in range(len(mains))]


_CORNERS = {
    "square": (4, 0.785),
    "diamond": (4, 0.0),
    "triangle": (3, -pi / 2),
    "triangle down": (3, pi / 2),
}


def mark(canvas: Canvas, x: float, y: float, look: Look, size: float = 5.5) -> None:
    """A marker around a point; `size` is its half width. Each stands off from what is behind it by a white edge."""
    fill, edge = (PAPER, look.colour) if look.hollow else (look.colour, PAPER)
    stroke = 2.0 if look.hollow else 1.0
    if look.marker == "circle":
        canvas.circle(x, y, size, fill=fill, stroke=edge, stroke_width=stroke)
    elif look.marker in ("plus", "cross"):
        turn = 0.0 if look.marker == "plus" else pi / 4
        for angle in (turn, turn + pi / 2):
            dx, dy = size * cos(angle), size * sin(angle)
            canvas.line(x - dx, y - dy, x + dx, y + dy, stroke=look.colour, width=2.5)
    else:
        count, turn = _CORNERS[look.marker]
        reach = size * 1.25
        angles = [turn + 2 * pi * corner / count for corner in range(count)]
        corners = [(x + reach * cos(angle), y + reach * sin(angle)) for angle in angles]
        canvas.path([corners], fill=fill, stroke=edge, width=stroke, closed=True)


CAP = 4.0
"""How far the ends of an interval reach to each side."""


def whisker(canvas: Canvas, x: float, top: float, bottom: float, *, colour: str) -> None:
    """An interval, upright, with a cap at each end."""
    canvas.line(x, top, x, bottom, stroke=colour, width=1.5)
    for end in (top, bottom):
        canvas.line(x - CAP, end, x + CAP, end, stroke=colour, width=1.5)


def lying_whisker(canvas: Canvas, y: float, left: float, right: float, *, colour: str) -> None:
    """An interval, lying, with a cap at each end; a white edge keeps it visible on a dark bar."""
    strokes = [(left, y, right, y), *((end, y - CAP, end, y + CAP) for end in (left, right))]
    for edge, thick in ((PAPER, 4.5), (colour, 1.5)):
        for stroke in strokes:
            canvas.line(*stroke, stroke=edge, width=thick)


def no_value(canvas: Canvas, x: float, y: float) -> None:
    """The cross that marks a gap."""
    mark(canvas, x, y, Look(GREY, "", "cross"), size=5.0)
