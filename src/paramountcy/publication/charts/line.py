"""Lines over time: each named where it ends, with its intervals, with holes where no figure is given."""

from collections.abc import Sequence
from dataclasses import dataclass

from paramountcy.publication.charts import frame
from paramountcy.publication.charts.canvas import WIDTH, Canvas
from paramountcy.publication.charts.frame import EndLabel, Note
from paramountcy.publication.charts.looks import GREY, Look, mark, no_value, series_looks, whisker
from paramountcy.publication.charts.scale import Scale, known, label, ticks
from paramountcy.publication.charts.series import (
    Mark,
    Point,
    Series,
    by_period,
    holes,
    holes_in_words,
    in_time,
    strokes,
    timeline,
)
from paramountcy.publication.charts.timeline import Timeline
from paramountcy.publication.charts.writing import ends_in_words, figure, heading, unit_for
from paramountcy.publication.shape import Chart, Table
from paramountcy.statistics.shape import Unit

HEIGHT = 250.0
ASIDE = 5.0
"""How far from each other series with intervals stand, so that their intervals don't cover each other."""

CROSS = Look(GREY, "", "cross")


@dataclass(frozen=True)
class _Drawn:
    """One series on the paper: its points with a value, its holes, and how far to the side it stands."""

    series: Series
    look: Look
    aside: float
    points: list[tuple[float, Point]]
    gaps: dict[float, str]


def line(
    title: str,
    says: str,
    series: Sequence[Series],
    *,
    unit: str | Unit,
    from_zero: bool = True,
    marks: Sequence[Mark] = (),
    id: str = "",
) -> Chart:
    """
    A chart of up to six series. `unit` is that of released rows ("share"), or a Unit.

    Years, quarters, months and days are set out evenly in time whatever order they are given in; other names as they
    come. A point without a value leaves a hole, which is marked and explained. Raises ValueError for more series than
    can be told apart.
    """
    values = [end for one in series for point in one.points for end in (point.value, point.lower, point.upper)]
    counted = unit_for(unit, values)
    looks = series_looks([one.main for one in series])
    time = timeline(series)
    table = _table(title, series, time, counted, marks)
    drawn = _placed(series, looks, time)
    said = [Note(text, CROSS) for one in drawn if (text := holes_in_words(one.series.name, one.gaps, time))]
    if not any(one.points for one in drawn):
        return frame.nothing(title, says, table, id, [note.text for note in said])
    canvas = Canvas()
    axis = ticks(values, counted, from_zero=from_zero)
    there = [one for one in drawn if one.points]
    wide, high = frame.room_for([_end(one, counted) for one in there])
    left, right = frame.left_of(axis), WIDTH - wide
    x = Scale(time.first - 0.4 * time.step, time.last + 0.4 * time.step, left, right)
    changes = [(x(before), one.text) for one in marks if (before := time.before(one.at)) is not None]
    top, starts = frame.lanes(canvas, changes, frame.above(canvas, frame.caption(counted)))
    bottom = top + 8 + max(HEIGHT, high)
    y = axis.scale(bottom, top + 8)
    frame.level_lines(canvas, axis, y, left, right)
    frame.upright(canvas, changes, starts, bottom)
    for one in reversed(there):
        _draw(canvas, one, x, y)
    frame.end_labels(canvas, [_end(one, counted, x, y) for one in there], right, top, bottom)
    end = frame.below(canvas, [(x(at), name) for at, name in sorted(time.label.items())], bottom)
    for at in dict.fromkeys(at for one in drawn for at in one.gaps):
        no_value(canvas, x(at), bottom - 9)
    said += [Note(frame.BY_CHANCE)] if any(_has_interval(point) for one in there for _, point in one.points) else []
    said += [Note(frame.NOT_FROM_ZERO)] if axis.cut else []
    frame.notes(canvas, said, end + 6)
    return canvas.chart(title, says, table, id)


def _placed(series: Sequence[Series], looks: Sequence[Look], time: Timeline) -> list[_Drawn]:
    """Each series in time, the main ones first; those with intervals stand a little aside of each other."""
    wide = [place for place, one in enumerate(series) if any(_has_interval(point) for point in one.points)]
    found = []
    for place, (one, look) in enumerate(zip(series, looks, strict=True)):
        aside = ASIDE * (wide.index(place) - (len(wide) - 1) / 2) if place in wide else 0.0
        found.append(_Drawn(one, look, aside, in_time(one.points, time), holes(one.points, time)))
    return sorted(found, key=lambda one: not one.series.main)


def _draw(canvas: Canvas, one: _Drawn, x: Scale, y: Scale) -> None:
    """Strokes first, then intervals, then the markers over both."""
    spots = [(x(at) + one.aside, y(point.value or 0.0), point) for at, point in one.points]
    joined = strokes([at for at, _ in one.points], one.gaps)
    paths = [[spots[number][:2] for number in stroke] for stroke in joined]
    canvas.path(paths, stroke=one.look.colour, width=one.look.width, dash=one.look.dash)
    for across, up, point in spots:
        if _has_interval(point):
            ends = [up if end is None else y(end) for end in (known(point.upper), known(point.lower))]
            whisker(canvas, across, ends[0], ends[1], colour=one.look.colour)
    for across, up, _ in spots:
        mark(canvas, across, up, one.look)


def _has_interval(point: Point) -> bool:
    return known(point.lower) is not None or known(point.upper) is not None


def _end(one: _Drawn, unit: Unit, x: Scale | None = None, y: Scale | None = None) -> EndLabel:
    """The series' name with its last figure."""
    at, last = one.points[-1]
    value = last.value or 0.0
    place = (x(at) + one.aside, y(value)) if x and y else (0.0, 0.0)
    return EndLabel(*place, f"{one.series.name} {label(value, unit)}", one.look, bold=one.series.main)


def _table(title: str, series: Sequence[Series], time: Timeline, unit: Unit, marks: Sequence[Mark]) -> Table:
    """A row for each period; for each series its figure, and its interval where it has any."""
    wide = {one.name for one in series if any(_has_interval(point) for point in one.points)}
    headings = ["Period"]
    for one in series:
        headings.append(heading(one.name, unit))
        if one.name in wide:
            headings.append(f"{one.name}, allowing for chance")
    rows = []
    found = [by_period(one.points) for one in series]
    for name in sorted(time.place, key=lambda name: time.place[name]):
        row = [time.written(name)]
        for one, points in zip(series, found, strict=True):
            point = points.get(name, Point(name, None))
            row.append(figure(point.value, unit, point.why))
            if one.name in wide:
                row.append(ends_in_words(point.lower, point.upper, unit))
        rows.append(row)
    changes = "; ".join(f"from {time.written(one.at)} on: {one.text}" for one in marks)
    return Table.of(title, headings, rows, changes)
