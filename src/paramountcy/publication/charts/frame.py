"""What stands around the marks of a chart: the scale at the left, the words below, at the right and above."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from paramountcy.publication.charts.canvas import WIDTH, Canvas
from paramountcy.publication.charts.lettering import ASCENT, DESCENT, LINE, LONGEST_NAME, width, wrap
from paramountcy.publication.charts.looks import GREY, GRID, INK, Look, mark
from paramountcy.publication.charts.placing import GAP, Taken, apart
from paramountcy.publication.charts.scale import Scale, Ticks
from paramountcy.publication.shape import Chart, Table
from paramountcy.statistics.shape import Unit

TOP = ASCENT + 2
ROOM_AT_RIGHT = 124.0
ROOM_BELOW = 110.0
"""Words at the right of the lines, and those under them, are wrapped to this."""

NOTHING = "There is nothing to draw: no figure is given."
BY_CHANCE = "The thin strokes with ends show how far chance alone could move a figure."
NOT_FROM_ZERO = "The scale does not begin at 0."


@dataclass(frozen=True)
class Note:
    """A sentence below the chart, with the mark it is about, where there is one."""

    text: str
    look: Look | None = None


@dataclass(frozen=True)
class EndLabel:
    """Words at the right, beside where a line ends: `x` and `y` are its end. None for `look`: no mark before them."""

    x: float
    y: float
    text: str
    look: Look | None = None
    bold: bool = False


def caption(unit: Unit) -> str:
    """What the numbers on a scale count, where the per cent sign does not say it."""
    if unit.after == "%":
        return ""
    name = unit.name if unit.name not in ("", "count") else "number"
    return name[:1].upper() + name[1:]


def above(canvas: Canvas, text: str) -> float:
    """Write what the scale counts in the upper left corner; where the words end."""
    y = TOP
    for line in wrap(text, WIDTH) if text else []:
        canvas.text(0, y, line)
        y += LINE
    return y - ASCENT + 4


def left_of(ticks: Ticks) -> float:
    """Where the lines begin, so that the numbers of the scale have room before them."""
    return max(width(label) for label in ticks.labels) + 9


def level_lines(canvas: Canvas, ticks: Ticks, y: Scale, left: float, right: float) -> None:
    """The scale at the left, with a line across for each of its numbers."""
    for value, label in zip(ticks.at, ticks.labels, strict=True):
        at = y(value)
        canvas.line(left, at, right, at, stroke=INK if value == 0 else GRID, width=1.5 if value == 0 else 1)
        canvas.text(left - 6, at + ASCENT / 2 - 2, label, anchor="end")


def below(canvas: Canvas, places: Sequence[tuple[float, str]], y: float, gap: float = 10.0) -> float:
    """The names under a scale, as many as stand apart by `gap`, the last one always; where they end."""
    wrapped = [(x, wrap(name, ROOM_BELOW)) for x, name in places]
    for x, _ in wrapped:
        canvas.line(x, y, x, y + 5, stroke=INK)
    chosen = next(
        (some for every in range(1, len(wrapped) + 1) if _stand_apart(some := wrapped[::-1][::every], gap)),
        wrapped[-1:],
    )
    for x, lines in chosen:
        left, right = _box(x, lines)
        for at, line in enumerate(lines):
            canvas.text((left + right) / 2, y + 7 + ASCENT + at * LINE, line, anchor="middle")
    return y + 7 + LINE * max((len(lines) for _, lines in chosen), default=0)


def _box(x: float, lines: Sequence[str]) -> tuple[float, float]:
    """The left and right end of words centred on `x`, moved so that they stay on the paper."""
    half = max(width(line) for line in lines) / 2
    middle = min(max(x, half), WIDTH - half)
    return middle - half, middle + half


def _stand_apart(places: Sequence[tuple[float, list[str]]], gap: float) -> bool:
    boxes = sorted(_box(*place) for place in places)
    return all(one[1] + gap <= other[0] for one, other in pairwise(boxes))


def lanes(canvas: Canvas, marks: Sequence[tuple[float, str]], top: float) -> tuple[float, list[float]]:
    """
    Write the words of upright lines above them, to whichever side has more room, none over another.

    Returns where the words end, and for each line the height at which it begins.
    """
    taken, placed = Taken(), []
    for x, text in marks:
        rightwards = x <= WIDTH / 2
        room = (WIDTH - x if rightwards else x) - 8
        lines = wrap(text, room)
        wide = max(width(line) for line in lines)
        left, right = (x, x + wide + 8) if rightwards else (x - wide - 8, x)
        bottom = taken.lift(left, right, 0.0, LINE * len(lines) + GAP)
        placed.append((x, rightwards, lines, bottom))
    height = -min((box[1] for box in taken.boxes), default=0.0)
    starts = []
    for x, rightwards, lines, bottom in placed:
        first = top + height + bottom - LINE * len(lines) - GAP
        starts.append(first)
        for at, line in enumerate(lines):
            canvas.text(
                x + 6 if rightwards else x - 6,
                first + ASCENT + at * LINE,
                line,
                anchor="start" if rightwards else "end",
            )
    return top + height + (4 if marks else 0), starts


def upright(canvas: Canvas, marks: Sequence[tuple[float, str]], starts: Sequence[float], bottom: float) -> None:
    """The lines whose words `lanes` wrote."""
    for (x, _), start in zip(marks, starts, strict=True):
        canvas.line(x, start, x, bottom, stroke=GREY, width=1.5, dash="6 4")


def room_for(labels: Sequence[EndLabel]) -> tuple[float, float]:
    """How wide and how high the words at the right are."""
    lines = [_end_lines(one) for one in labels]
    wide = max(
        (width(line, bold=one.bold) for one, some in zip(labels, lines, strict=True) for line in some), default=0
    )
    return wide + (28 if any(one.look for one in labels) else 12), sum(LINE * len(some) + 2 for some in lines)


def _end_lines(label: EndLabel) -> list[str]:
    words = max(width(word, bold=label.bold) for word in label.text.split() or [""])
    room = max(ROOM_AT_RIGHT - (22 if label.look else 6), min(words, LONGEST_NAME))
    return wrap(label.text, room, bold=label.bold)


def end_labels(canvas: Canvas, labels: Sequence[EndLabel], left: float, low: float, high: float) -> None:
    """Words at the right, each as near as can be to its line, and joined to it where it had to move."""
    heights = [LINE * len(_end_lines(one)) + 2 for one in labels]
    middles = apart([one.y for one in labels], heights, low, high)
    for one, middle in zip(labels, middles, strict=True):
        lines = _end_lines(one)
        begin = left + (24 if one.look else 8)
        if abs(middle - one.y) > 3 or left - one.x > 8:
            canvas.path([[(one.x + 5, one.y), (left - 2, one.y), (left + 4, middle)]], stroke=GREY, width=1)
        if one.look:
            canvas.line(left + 4, middle, left + 20, middle, stroke=one.look.colour, width=one.look.width)
            mark(canvas, left + 12, middle, one.look, size=4.5)
        first = middle - LINE * len(lines) / 2 + ASCENT + 1
        for at, line in enumerate(lines):
            canvas.text(begin, first + at * LINE, line, bold=one.bold)


def notes(canvas: Canvas, said: Sequence[Note], y: float) -> None:
    """The sentences below, and with them the height of the whole."""
    for note in said:
        indent = 20.0 if note.look else 0.0
        if note.look:
            mark(canvas, 7, y + ASCENT - 5, note.look, size=5)
        for line in wrap(note.text, WIDTH - indent):
            canvas.text(indent, y + ASCENT, line)
            y += LINE
        y += 3
    canvas.height = y + DESCENT


def nothing(title: str, says: str, table: Table, id: str, why: Sequence[str] = ()) -> Chart:
    """The chart of nothing, which says so."""
    canvas = Canvas()
    notes(canvas, [Note(NOTHING), *(Note(text) for text in why)], 6)
    return canvas.chart(title, says, table, id)
