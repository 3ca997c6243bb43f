"""A spark: a line so small that it stands in a row of a table. Its sentence and its table say what it can't."""

from collections.abc import Sequence

from paramountcy.publication.charts.canvas import Canvas
from paramountcy.publication.charts.line import Point
from paramountcy.publication.charts.looks import BLUE, GREY, GRID, THIS, mark
from paramountcy.publication.charts.scale import Scale, known
from paramountcy.publication.charts.series import holes, in_time, strokes
from paramountcy.publication.charts.timeline import Timeline
from paramountcy.publication.charts.writing import figure, heading, unit_for
from paramountcy.publication.shape import Chart, Table
from paramountcy.statistics.shape import Unit

WIDE, HIGH, EDGE = 120.0, 32.0, 7.0


def spark(title: str, says: str, points: Sequence[Point], *, unit: str | Unit, id: str = "") -> Chart:
    """
    A line from nought, the last point marked, with holes where no figure is given; of nothing, only its base line.

    `unit` is that of released rows ("share"), or a Unit.
    """
    counted = unit_for(unit, [point.value for point in points])
    time = Timeline.of(point.at for point in points)
    rows = [(time.written(at), figure(point.value, counted, point.why)) for at, point in _by_time(points, time)]
    table = Table.of(title, ["Period", heading("Figure", counted)], rows)
    canvas = Canvas(WIDE, tiny=True)
    canvas.height = HIGH
    there = in_time(points, time)
    values = [known(point.value) or 0.0 for _, point in there]
    low, high = min([*values, 0.0]), max([*values, 0.0])
    y = Scale(low, high if high > low else low + 1.0, HIGH - EDGE, EDGE)
    canvas.line(0, y(0), WIDE, y(0), stroke=GRID)
    if there:
        half = 0.0 if time.last > time.first else 0.5
        x = Scale(time.first - half, time.last + half, EDGE, WIDE - EDGE)
        spots = [(x(at), y(value)) for (at, _), value in zip(there, values, strict=True)]
        joined = strokes([at for at, _ in there], holes(points, time))
        canvas.path([[spots[number] for number in stroke] for stroke in joined], stroke=BLUE, width=2)
        for stroke in joined:
            if len(stroke) == 1:
                canvas.circle(*spots[stroke[0]], 2, fill=BLUE, stroke=BLUE, stroke_width=1)
        mark(canvas, *spots[-1], THIS, size=4.5)
    else:
        canvas.line(WIDE / 2 - 8, HIGH / 2, WIDE / 2 + 8, HIGH / 2, stroke=GREY, width=2)
    return canvas.chart(title, says, table, id)


def _by_time(points: Sequence[Point], time: Timeline) -> list[tuple[str, Point]]:
    return sorted(((point.at, point) for point in points), key=lambda pair: time.place[pair[0]])
