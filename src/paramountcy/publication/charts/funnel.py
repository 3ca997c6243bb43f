"""
A funnel: each area's figure by its size, between limits of what chance and the usual differences between areas allow.

Small areas vary more, so the limits are wide for them; nothing here is a rank, and outside is a question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10, sqrt

import numpy as np
import polars as pl

from paramountcy.publication.charts import frame
from paramountcy.publication.charts.canvas import WIDTH, Canvas, Points
from paramountcy.publication.charts.frame import EndLabel, Note
from paramountcy.publication.charts.lettering import ASCENT, DESCENT, LINE, width, wrap
from paramountcy.publication.charts.looks import GREY, INK, NEIGHBOUR, OTHER, THIS, Look, mark
from paramountcy.publication.charts.scale import Scale, ticks
from paramountcy.publication.charts.writing import heading, table
from paramountcy.publication.shape import Chart
from paramountcy.statistics import words
from paramountcy.statistics.funnel import Funnel
from paramountcy.statistics.shape import Bools, Floats

HEIGHT = 300.0
STEPS = 160
TICKS_APART = 64.0
MOST_NAME = 190.0
"""This area's name is wrapped to this."""

HEADROOM = 1.15
"""The scale holds every figure, and limits up to this much beyond; limits further out leave the paper."""

SMALL = Look(GREY, "", "plus")
SIZES = {"share": "Number of cases", "rate": "Number of children"}
MEANT = (
    "If nothing but chance and the usual differences were at work, about 19 in 20 areas would lie between the dashed "
    "lines, and nearly all between the solid ones."
)
CHANCE_ALONE = "Dotted: the limits of chance alone."
TOO_SMALL = "Too few events to be judged by these limits."


def funnel(
    title: str, says: str, found: Funnel, *, this: str, neighbours: Sequence[str] = (), sized: str = "", id: str = ""
) -> Chart:
    """
    The funnel of `found`, with this area named and its neighbours by a shape of their own.

    `sized` says what the size of an area is, as in "Number of referrals". An area that was left out is named with its
    reason below.
    """
    return Paper.of(found, sized).chart(title, says, this=this, neighbours=neighbours, id=id)


@dataclass(frozen=True)
class Paper:
    """
    What of a funnel is the same whichever area is looked at: its scales, limits and words, where each area stands, and
    the rows of its table. Whoever draws one funnel for many areas lays it out once.

    `lines` are the limits and the average, for words to keep clear of; `base` is where the upright scale ends, `foot`
    where the notes begin. What is `behind` is drawn before the areas, what is `around` after them.
    """

    found: Funnel
    spots: "tuple[_Spot, ...]"
    lines: tuple[Floats, ...]
    base: float
    foot: float
    behind: Canvas
    around: Canvas
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, found: Funnel, sized: str = "") -> "Paper":
        areas = found.areas.sort("out_of", "area").select("area", "out_of", "value", "limits")
        largest = float(areas["out_of"].to_numpy().max())
        size = largest * np.linspace(1 / STEPS, 1, STEPS) ** 2
        limits = found.limits(size)
        up = ticks(_within(found, limits), found.unit)
        wide, high = frame.room_for(_ends(found, limits))
        left, right = frame.left_of(up), WIDTH - wide
        behind, around = Canvas(), Canvas()
        top = frame.above(behind, frame.caption(found.unit)) + 6
        bottom = top + max(HEIGHT, high)
        x, y = Sizes(largest, left, right), up.scale(bottom, top)
        frame.level_lines(behind, up, y, left, right)
        drawn = _lines(behind, found, limits, x, y)
        spots = tuple(_Spot.of(name, value, x(n), y(value), kind == "exact") for name, n, value, kind in areas.rows())
        frame.end_labels(around, _ends(found, limits, x, y), right, top - 6, bottom)
        end = frame.below(around, [(x(at), words.number(at, 0)) for at in x.ticks], bottom)
        below = f"{sized or SIZES[found.kind]}, not evenly spaced"
        around.text((left + right) / 2, end + ASCENT, below, anchor="middle")
        lines = tuple(np.array(line) for line in drawn if line)
        return cls(found, spots, lines, bottom, end + ASCENT + DESCENT + 8, behind, around, tuple(_rows(found)))

    def chart(self, title: str, says: str, *, this: str, neighbours: Sequence[str] = (), id: str = "") -> Chart:
        """The funnel with this area named and its neighbours by a shape of their own."""
        canvas = Canvas()
        canvas.put(self.behind)
        _points(canvas, self.spots, this, frozenset(neighbours))
        for own in self.spots:
            if own.area == this:
                _name(canvas, f"{this} {self.found.unit.bare(own.value)}", own, self)
        canvas.put(self.around)
        frame.notes(canvas, _notes(self, this, neighbours), self.foot)
        headings = ["Area", "Counted", "Out of", heading(self.found.what, self.found.unit), "Beside the limits"]
        return canvas.chart(title, says, table(title, headings, self.rows, words={"Beside the limits"}), id)


@dataclass(frozen=True)
class Sizes:
    """
    Sizes from 0 to the largest, set out by their square roots: as chance goes by them, and as there are many small
    areas and few large ones.
    """

    largest: float
    start: float
    end: float

    def __call__(self, size: float) -> float:
        return self.start + sqrt(size / self.largest) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """Round sizes that stand far enough apart, from the largest down."""
        sizes = [step * 10.0**power for power in range(int(log10(self.largest)) + 1) for step in (1, 2, 5)]
        chosen: list[float] = []
        for size in sorted((size for size in sizes if size <= self.largest), reverse=True):
            if not chosen or self(chosen[-1]) - self(size) >= TICKS_APART:
                chosen.append(size)
        return [0.0, *reversed(chosen)] if self(chosen[-1]) - self.start >= TICKS_APART else [0.0, *chosen[-2::-1]]


def _pair(limits: pl.DataFrame, at: str) -> tuple[Floats, Floats]:
    return limits[f"lower_{at}"].to_numpy(), limits[f"upper_{at}"].to_numpy()


def _of_chance(found: Funnel, size: Floats) -> tuple[Floats, Floats]:
    """The outer limits if areas differed by chance alone."""
    mean = found.mean / found.per
    variance = mean * (1 - mean) / size if found.kind == "share" else mean / size
    error = 3 * found.per * np.sqrt(variance)
    return np.maximum(found.mean - error, 0.0), np.minimum(found.mean + error, 1.0 if found.kind == "share" else np.inf)


def _within(found: Funnel, limits: pl.DataFrame) -> list[float]:
    """What the upright scale must hold: every figure, and the limits of areas of a usual size."""
    highest = float(found.areas["value"].to_numpy().max())
    usual = limits["out_of"].to_numpy() >= np.quantile(found.areas["out_of"].to_numpy(), 0.25)
    limit = float(limits["upper_3"].to_numpy()[usual].max())
    return [0.0, max(highest * 1.04, min(limit, highest * HEADROOM))]


def _lines(canvas: Canvas, found: Funnel, limits: pl.DataFrame, x: Sizes, y: Scale) -> list[Points]:
    """Draw the limits and the average; they are returned as strokes, for words to keep clear of."""
    size = limits["out_of"].to_numpy()
    kinds = ((_of_chance(found, size), "1.5 4"), (_pair(limits, "2"), "8 5"), (_pair(limits, "3"), ""))
    drawn: list[Points] = [[(x(at), y(found.mean)) for at in (0.0, *size)]]
    for pair, dash in kinds:
        for line in pair:
            strokes = _on_paper(size, line, x, y)
            canvas.path(strokes, stroke=GREY, width=1.6, dash=dash)
            drawn += strokes
    canvas.path(drawn[:1], stroke=INK, width=1.8)
    return drawn


def _on_paper(size: Floats, line: Floats, x: Sizes, y: Scale) -> list[list[tuple[float, float]]]:
    """A limit as strokes, without what lies above the scale; the floor of nought is drawn as far as it is a limit."""
    strokes: list[list[tuple[float, float]]] = [[]]
    for at, value in zip(size.tolist(), line.tolist(), strict=True):
        if value <= y.high and value > 0:
            strokes[-1].append((x(at), y(value)))
        elif strokes[-1]:
            strokes.append([])
    return strokes


@dataclass(frozen=True)
class _Spot:
    """An area on the paper, and its mark as one of many."""

    area: str
    value: float
    x: float
    y: float
    exact: bool
    mark: Canvas

    @classmethod
    def of(cls, area: str, value: float, x: float, y: float, exact: bool) -> "_Spot":
        drawn = Canvas()
        mark(drawn, x, y, SMALL if exact else OTHER, size=3.4)
        return cls(area, value, x, y, exact, drawn)


def _points(canvas: Canvas, spots: Sequence[_Spot], this: str, neighbours: frozenset[str]) -> None:
    """Others first, then the neighbours, this area over all."""
    for one in spots:
        if one.area not in neighbours and one.area != this:
            canvas.put(one.mark)
    for one in spots:
        if one.area in neighbours and one.area != this:
            mark(canvas, one.x, one.y, NEIGHBOUR, size=4.5)
    for one in spots:
        if one.area == this:
            mark(canvas, one.x, one.y, THIS, size=7.5)


def _name(canvas: Canvas, text: str, own: _Spot, paper: Paper) -> None:
    """This area's name and figure, near it and where the fewest dots and lines are."""
    said = wrap(text, MOST_NAME, bold=True)
    wide, high = max(width(line, bold=True) for line in said), LINE * len(said)
    average = paper.lines[0][:, 0]
    left, right, floor = float(average[0]), float(average[-1]), paper.base - high

    begins = [min(max(begin, left), right - wide) for begin in (own.x + 13, own.x - 13 - wide, own.x - wide / 2)]
    tops = [own.y - high / 2 + 10 * step for step in range(-12, 13)]
    places = [
        (begin, min(max(top, 0.0), floor))
        for begin in begins
        for top in tops
        if not (begin - 9 < own.x < begin + wide + 9 and top - 9 < own.y < top + high + 9)
    ]
    at = np.array(places)
    inside = _inside(at, np.array([(one.x, one.y) for one in paper.spots]), wide, high, beside=(5, 4))
    crossed = sum(_inside(at, line, wide, high).any(axis=1).astype(int) for line in paper.lines)
    crowded = inside.sum(axis=1) + 2 * crossed + np.abs(at[:, 1] + high / 2 - own.y) / 40
    begin, top = places[int(crowded.argmin())]
    if not top - 4 < own.y < top + high + 4:
        near = min(max(own.x, begin + 6), begin + wide - 6)
        canvas.line(own.x, own.y, near, top if top > own.y else top + high, stroke=THIS.colour, width=1.5)
    for number, line in enumerate(said):
        canvas.text(begin, top + ASCENT + number * LINE, line, bold=True)


def _inside(at: Floats, points: Floats, wide: float, high: float, beside: tuple[int, int] = (0, 0)) -> Bools:
    """For each place of the words, which points lie under them, or so near."""
    along, up = (points[None, :, axis] - at[:, axis, None] for axis in (0, 1))
    across = (along > -beside[0]) & (along < wide + beside[0])
    return across & (up > -beside[1]) & (up < high + beside[1])


def _ends(found: Funnel, limits: pl.DataFrame, x: Sizes | None = None, y: Scale | None = None) -> list[EndLabel]:
    """The limits and the average, named where they end."""
    last = limits.row(-1, named=True)
    lines = [
        (last["upper_3"], "outer limit", False),
        (last["upper_2"], "inner limit", False),
        (found.mean, f"average {found.unit.bare(found.mean)}", True),
        (last["lower_2"], "inner limit", False),
        (last["lower_3"], "outer limit", False),
    ]
    at = x(last["out_of"]) if x else 0.0
    return [EndLabel(at, y(value) if y else 0.0, text, bold=bold) for value, text, bold in lines]


def _notes(paper: Paper, this: str, neighbours: Sequence[str]) -> list[Note]:
    said, named = [Note(MEANT), Note(CHANCE_ALONE)], {this, *neighbours}
    if any(one.area in named and one.area != this for one in paper.spots):
        said.append(Note("Statistical neighbours.", NEIGHBOUR))
    if any(one.exact and one.area not in named for one in paper.spots):
        said.append(Note(TOO_SMALL, SMALL))
    if this in paper.found.left_out.why:
        said.append(Note(paper.found.says_of(this)))
    return said


def _rows(found: Funnel) -> Iterator[tuple[str, ...]]:
    """A row for each area in the order of their names, and those left out with the reason."""
    for row in found.areas.sort("area").iter_rows(named=True):
        place = "too few events to say much" if row["limits"] == "exact" else _place(row["outside_3"], row["outside_2"])
        count, out_of = (words.number(row[name], 0) for name in ("count", "out_of"))
        yield row["area"], count, out_of, found.unit.bare(row["value"]), place
    for name, why in found.left_out.why.items():
        yield name, "", "", why, "left out"


def _place(outer: str, inner: str) -> str:
    if outer:
        return f"{outer} the outer limit"
    return f"{inner} the inner limit" if inner else "between the limits"
