"""Bars, lying, from nought: each named before it, with its figure behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from paramountcy.publication.charts import frame
from paramountcy.publication.charts.canvas import WIDTH, Canvas
from paramountcy.publication.charts.frame import Note
from paramountcy.publication.charts.lettering import ASCENT, LINE, LONGEST_NAME, width, wrap
from paramountcy.publication.charts.looks import BLUE, GRID, INK, SHADE, lying_whisker
from paramountcy.publication.charts.scale import Scale, known, label, ticks
from paramountcy.publication.charts.writing import ends_in_words, figure, heading, unit_for
from paramountcy.publication.shape import Chart, Table
from paramountcy.statistics.shape import Unit

NAMES, REASONS = LONGEST_NAME, 300.0
"""Names are wrapped to this, and so are reasons for there being no figure."""

THICK, BETWEEN = 22.0, 9.0


@dataclass(frozen=True)
class Bar:
    """A figure with its name. The `main` one is dark, the others light, where any is main."""

    label: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    main: bool = False
    why: str = ""


def bars(title: str, says: str, bars: Sequence[Bar], *, unit: str | Unit, id: str = "") -> Chart:
    """
    A chart of bars, top to bottom in the order given. `unit` is that of released rows ("share"), or a Unit.

    Bars begin at nought, whatever the figures; a bar without a value has its reason in its place.
    """
    ends = [end for one in bars for end in (one.value, one.lower, one.upper)]
    counted = unit_for(unit, ends)
    table = _table(title, bars, counted)
    if all(known(one.value) is None for one in bars):
        return frame.nothing(
            title, says, table, id, [f"{one.label}: {figure(None, counted, one.why)}." for one in bars]
        )
    canvas = Canvas()
    names = [wrap(one.label, NAMES, bold=one.main) for one in bars]
    reasons = [[] if known(one.value) is not None else wrap(figure(None, counted, one.why), REASONS) for one in bars]
    before = max(width(line, bold=one.main) for one, some in zip(bars, names, strict=True) for line in some) + 10
    axis = ticks(ends, counted)
    x = _scale(axis.low, axis.high, before, bars, counted)
    y = top = frame.above(canvas, frame.caption(counted))
    for one, lines, why in zip(bars, names, reasons, strict=True):
        high = max(THICK, LINE * len(lines), LINE * len(why))
        for x_text, some, bold in (
            (0.0, lines, one.main),
            (max(before, min(x(0), WIDTH - REASONS - 6)) + 6, why, False),
        ):
            for at, line in enumerate(some):
                canvas.text(x_text, y + (high - LINE * len(some)) / 2 + ASCENT + at * LINE, line, bold=bold)
        _draw(canvas, one, x, y + high / 2, counted, light=any(other.main for other in bars) and not one.main)
        y += high + BETWEEN
    canvas.line(x(0), top - 2, x(0), y - BETWEEN + 2, stroke=INK, width=1.5)
    if axis.low < 0:
        canvas.line(before, top - 2, before, y - BETWEEN + 2, stroke=GRID)
    wide = any(known(end) is not None for one in bars for end in (one.lower, one.upper))
    frame.notes(canvas, [Note(frame.BY_CHANCE)] if wide else [], y)
    return canvas.chart(title, says, table, id)


def _scale(low: float, high: float, before: float, bars: Sequence[Bar], unit: Unit) -> Scale:
    """From the longest bar to the left to the longest to the right, with room for the figures behind both."""
    drawn = [(one, value) for one in bars if (value := known(one.value)) is not None]
    room = max(width(label(value, unit), bold=one.main) for one, value in drawn) + 8
    left = room if low < 0 or any(value < 0 for _, value in drawn) else 0
    right = room if high > 0 or any(value >= 0 for _, value in drawn) else 2
    return Scale(low, high, before + left, WIDTH - right)


def _draw(canvas: Canvas, one: Bar, x: Scale, middle: float, unit: Unit, *, light: bool) -> None:
    value = known(one.value)
    base = middle + ASCENT / 2 - 2
    if value is None:
        return
    left, right = sorted((x(0), x(value)))
    canvas.rect(left, middle - THICK / 2, right - left, THICK, fill=SHADE if light else BLUE, stroke=BLUE)
    ends = [end for end in (known(one.lower), known(one.upper)) if end is not None]
    if ends:
        spots = [x(end) for end in (*ends, value)]
        lying_whisker(canvas, middle, min(spots), max(spots), colour=INK)
    furthest = [x(end) for end in (*ends, value)]
    if value < 0:
        canvas.text(min(furthest) - 6, base, label(value, unit), anchor="end", bold=one.main)
    else:
        canvas.text(max(furthest) + 6, base, label(value, unit), bold=one.main)


def _table(title: str, bars: Sequence[Bar], unit: Unit) -> Table:
    wide = any(known(end) is not None for one in bars for end in (one.lower, one.upper))
    headings = ["Name", heading("Figure", unit), *(["Allowing for chance"] if wide else [])]
    rows = [
        [one.label, figure(one.value, unit, one.why), *([ends_in_words(one.lower, one.upper, unit)] if wide else [])]
        for one in bars
    ]
    return Table.of(title, headings, rows)
