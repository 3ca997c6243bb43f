"""
A strip: every area as a dot on one line, and below it, by name, this area and its neighbours.

The named ones stand in the order given (by closeness, say), never in that of their figures: this is no league table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from paramountcy.publication.charts import frame
from paramountcy.publication.charts.canvas import WIDTH, Canvas
from paramountcy.publication.charts.frame import Note
from paramountcy.publication.charts.lettering import ASCENT, LINE, LONGEST_NAME, width, wrap
from paramountcy.publication.charts.looks import (
    GREY,
    GRID,
    INK,
    NEIGHBOUR,
    OTHER,
    SHADE,
    THIS,
    lying_whisker,
    mark,
)
from paramountcy.publication.charts.scale import Scale, known, label, ticks
from paramountcy.publication.charts.swarm import swarm
from paramountcy.publication.charts.writing import ends_in_words, figure, heading, table, unit_for
from paramountcy.publication.shape import Chart, Table
from paramountcy.statistics import words
from paramountcy.statistics.shape import Unit

Kind = Literal["this", "neighbour", "other"]
LOOKS = {"this": THIS, "neighbour": NEIGHBOUR, "other": OTHER}
TURNS = {kind: turn for turn, kind in enumerate(LOOKS)}
SAID = {"this": "this area", "neighbour": "neighbour", "other": "other area"}
SIZES = {"this": 7.5, "neighbour": 4.3, "other": 3.3}
"""Half widths of the marks, and below the room that each keeps to itself."""

ROOM = {"this": 8.5, "neighbour": 4.8, "other": 4.3}
HIGHEST = 81.0
"""How far dots are stacked up, and as far down, before they stand to the sides."""

FEWEST = 4
"""Fewer dots than this have no quartiles."""

MOST_NAMED = 6
LEAST_ROOM, BELOW = LONGEST_NAME, 16.0
"""Names need so much room beside their dot, or else stand above it, and the dot so far below."""

SIDE, EDGE = 12.0, 11.0
SIDEWAYS = "Where too many areas have one figure, their dots stand side by side."


@dataclass(frozen=True)
class Dot:
    """An area's figure, with its interval where that is known; without a value `why` says why."""

    label: str
    value: float | None
    kind: Kind = "other"
    lower: float | None = None
    upper: float | None = None
    why: str = ""


@dataclass(frozen=True)
class _Middle:
    """The middle of all dots, and the ends of their middle half."""

    median: float | None
    quartiles: tuple[float, float] | None

    @classmethod
    def of(cls, dots: Sequence[Dot], median: float | None, quartiles: tuple[float, float] | None) -> "_Middle":
        """As given; what is not given is worked out where there are dots enough."""
        if len(dots) >= FEWEST:
            low, middle, high = (float(end) for end in np.quantile([one.value for one in dots], [0.25, 0.5, 0.75]))
            return cls(middle if median is None else median, quartiles or (low, high))
        return cls(median, quartiles)


def strip(
    title: str,
    says: str,
    dots: Sequence[Dot],
    *,
    unit: str | Unit,
    median: float | None = None,
    quartiles: tuple[float, float] | None = None,
    beside: Table | None = None,
    id: str = "",
) -> Chart:
    """
    A strip of dots. `unit` is that of released rows ("share"), or a Unit.

    `median` and `quartiles` are of all the dots; they are worked out where they are not given and there are four or
    more dots (Hyndman & Fan 1996, type 7). `beside` is the table that goes with the strip where that of all dots stands
    elsewhere on the page.
    """
    ends = [end for one in dots for end in (one.value, *((one.lower, one.upper) if one.kind != "other" else ()))]
    counted = unit_for(unit, ends)
    told = beside or _table(title, dots, counted)
    there = [one for one in dots if known(one.value) is not None]
    missing = _missing(dots)
    if not there:
        return frame.nothing(title, says, told, id, missing)
    middle = _Middle.of(there, median, quartiles)
    canvas = Canvas()
    axis = ticks([*ends, middle.median, *(middle.quartiles or ())], counted, from_zero=False)
    x = axis.scale(SIDE + width(axis.labels[0]) / 2, WIDTH - SIDE - width(axis.labels[-1]) / 2)
    top = _say_middle(canvas, x, middle, counted, frame.above(canvas, frame.caption(counted)))
    turn = _in_turn(there)
    spots = swarm([x(one.value or 0.0) for one in turn], [ROOM[one.kind] for one in turn], HIGHEST, (0, WIDTH))
    line = top + EDGE - min(y for _, y in spots)
    named = [one for kind in ("this", "neighbour") for one in there if one.kind == kind]
    rows = [_row(one, x, counted) for one in named]
    first = line + max(y for _, y in spots) + EDGE
    bottom = first + sum(row.height for row in rows) + 4
    _draw_middle(canvas, x, middle, top, bottom)
    for value in axis.at:
        canvas.line(x(value), top, x(value), bottom, stroke=GRID, width=0.7)
    canvas.line(x(axis.low), line, x(axis.high), line, stroke=GRID)
    for one, (across, up) in zip(turn, spots, strict=True):
        mark(canvas, across, line + up, LOOKS[one.kind], SIZES[one.kind])
    _named(canvas, named, rows, x, first)
    canvas.line(x(axis.low), bottom, x(axis.high), bottom, stroke=INK, width=1.5)
    end = frame.below(canvas, [(x(at), name) for at, name in zip(axis.at, axis.labels, strict=True)], bottom)
    moved = any(abs(across - x(one.value or 0.0)) > 1 for one, (across, _) in zip(turn, spots, strict=True))
    said = [*_notes(there, named), *([Note(SIDEWAYS)] if moved else []), *map(Note, missing)]
    frame.notes(canvas, said, end + 6)
    return canvas.chart(title, says, told, id)


def _in_turn(dots: Sequence[Dot]) -> list[Dot]:
    """This area first, so that it stands on the line; then its neighbours, then the others, by value."""
    return sorted(dots, key=lambda one: (TURNS[one.kind], one.value, one.label))


def _say_middle(canvas: Canvas, x: Scale, middle: _Middle, unit: Unit, top: float) -> float:
    """Say above the dots where the middle one lies, and the middle half; where the words end."""
    told = []
    if middle.quartiles is not None:
        low, high = middle.quartiles
        told.append(((x(low) + x(high)) / 2, f"half of the areas: {label(low, unit)} to {label(high, unit)}"))
    if middle.median is not None:
        told.append((x(middle.median), f"the middle area: {label(middle.median, unit)}"))
    for at, text in told:
        half = width(text) / 2
        canvas.text(min(max(at, half), WIDTH - half), top + ASCENT, text, anchor="middle")
        top += LINE
    return top + 4


def _draw_middle(canvas: Canvas, x: Scale, middle: _Middle, top: float, bottom: float) -> None:
    """The middle half as a light band with dark edges, the middle as a line."""
    if middle.quartiles is not None:
        left, right = (x(end) for end in middle.quartiles)
        canvas.rect(left, top, right - left, bottom - top, fill=SHADE)
        for end in (left, right):
            canvas.line(end, top, end, bottom, stroke=GREY, width=1.2, dash="4 4")
    if middle.median is not None:
        canvas.line(x(middle.median), top, x(middle.median), bottom, stroke=INK, width=1.8)


@dataclass(frozen=True)
class _Row:
    """The name of a dot: where its lines begin or end, and whether they stand above it, for want of room beside it."""

    at: float
    anchor: str
    lines: list[str]
    above: bool

    @property
    def height(self) -> float:
        return LINE * len(self.lines) + (BELOW if self.above else 0) + 4


def _row(one: Dot, x: Scale, unit: Unit) -> _Row:
    """The name and figure beside the dot and its interval, to the side with more room."""
    ends = [x(end) for end in map(known, (one.value, one.lower, one.upper)) if end is not None]
    left, right = min(ends) - 13, max(ends) + 13
    text, bold = f"{one.label} {label(one.value or 0.0, unit)}", one.kind == "this"
    if max(left, WIDTH - right) < LEAST_ROOM:
        return _Row(0.0, "start", wrap(text, WIDTH, bold=bold), above=True)
    if WIDTH - right >= left:
        return _Row(right, "start", wrap(text, WIDTH - right, bold=bold), above=False)
    return _Row(left, "end", wrap(text, left, bold=bold), above=False)


def _named(canvas: Canvas, named: Sequence[Dot], rows: Sequence[_Row], x: Scale, y: float) -> None:
    for one, row in zip(named, rows, strict=True):
        middle = y + LINE * len(row.lines) + 7 if row.above else y + LINE * len(row.lines) / 2
        ends = [x(end) for end in map(known, (one.lower, one.value, one.upper)) if end is not None]
        if len(ends) > 1:
            lying_whisker(canvas, middle, min(ends), max(ends), colour=LOOKS[one.kind].colour)
        mark(canvas, x(one.value or 0.0), middle, LOOKS[one.kind], 7.0 if one.kind == "this" else 5.0)
        for number, text in enumerate(row.lines):
            canvas.text(row.at, y + ASCENT + number * LINE, text, anchor=row.anchor, bold=one.kind == "this")
        y += row.height


def _notes(there: Sequence[Dot], named: Sequence[Dot]) -> list[Note]:
    others = len(there) - len(named)
    found = [Note(f"{words.how_many(others, 'other area')}, one dot for each.", OTHER)] if others else []
    if any(known(end) is not None for one in named for end in (one.lower, one.upper)):
        found.append(Note(frame.BY_CHANCE))
    return found


def _missing(dots: Sequence[Dot]) -> list[str]:
    without = [f"{one.label} ({one.why or 'no figure'})" for one in dots if known(one.value) is None]
    return [f"No figure: {words.together(without, most=MOST_NAMED)}."] if without else []


def _table(title: str, dots: Sequence[Dot], unit: Unit) -> Table:
    wide = any(known(end) is not None for one in dots for end in (one.lower, one.upper))
    headings = ["Area", heading("Figure", unit), *(["Allowing for chance"] if wide else []), "Which"]
    rows = [
        [
            one.label,
            figure(one.value, unit, one.why),
            *([ends_in_words(one.lower, one.upper, unit)] if wide else []),
            SAID[one.kind],
        ]
        for one in dots
    ]
    return table(title, headings, rows, words={"Which"})
