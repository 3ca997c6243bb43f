"""A figure's months as a line through the range of its usual ups and downs; months beyond it are marked and named."""

from paramountcy.publication.charts import frame
from paramountcy.publication.charts.canvas import WIDTH, Canvas
from paramountcy.publication.charts.frame import EndLabel, Note
from paramountcy.publication.charts.line import HEIGHT, line
from paramountcy.publication.charts.looks import BLUE, GREY, MAIN, RISE, SHADE, mark
from paramountcy.publication.charts.scale import Scale, ticks
from paramountcy.publication.charts.series import Point, Series
from paramountcy.publication.charts.timeline import Timeline
from paramountcy.publication.figures import words
from paramountcy.publication.figures.shape import Figure
from paramountcy.publication.figures.trend import usual
from paramountcy.publication.shape import Chart, Table
from paramountcy.statistics import control_chart

BEYOND = "Part of a signal: more than the usual ups and downs."


def months(one: Figure) -> Chart | None:
    """A figure's months as a picture; None where there are not two of them to see."""
    if one.months["value"].count() < 2:
        return None
    title = f"{words.noun(one.indicator)}, by month"
    if one.chart is not None:
        return _with_limits(one, one.chart, title)
    points = [Point(row["period"], row["value"], why=row["why"]) for row in one.months.iter_rows(named=True)]
    return line(title, one.trend, [Series("by month", points, main=True)], unit=one.unit, id=f"months-{one.number}")


def _with_limits(one: Figure, made: control_chart.Chart, title: str) -> Chart:
    rows = made.points.to_dicts()
    ends = [usual(made, row) for row in rows]
    periods = dict(one.months.select("name", "period").iter_rows())
    time = Timeline.of(periods[row["period"]] for row in rows)
    axis = ticks([value for row, end in zip(rows, ends, strict=True) for value in (row["value"], *end)], one.unit)
    canvas = Canvas()
    last, (low, high) = rows[-1], ends[-1]
    labels = [
        EndLabel(0, last["value"], f"by month {one.unit.bare(last['value'])}", MAIN, bold=True),
        EndLabel(0, high, f"highest usual {one.unit.bare(high)}"),
        EndLabel(0, low, f"lowest usual {one.unit.bare(low)}"),
    ]
    wide, tall = frame.room_for(labels)
    left, right = frame.left_of(axis), WIDTH - wide
    top = frame.above(canvas, frame.caption(one.unit))
    bottom = top + 8 + max(HEIGHT, tall)
    x = Scale(time.first - 0.4, time.last + 0.4, left, right)
    y = axis.scale(bottom, top + 8)
    at = [x(time.place[periods[row["period"]]]) for row in rows]
    lower, upper = ([(across, y(end[side])) for across, end in zip(at, ends, strict=True)] for side in (0, 1))
    canvas.path([upper + lower[::-1]], stroke="none", fill=SHADE, closed=True)
    frame.level_lines(canvas, axis, y, left, right)
    for edge in (lower, upper):
        canvas.path([edge], stroke=GREY, width=1.5, dash="5 3")
    canvas.path([[(across, y(row["mean"])) for across, row in zip(at, rows, strict=True)]], stroke=GREY, width=1)
    spots = [(across, y(row["value"])) for across, row in zip(at, rows, strict=True)]
    canvas.path([spots], stroke=BLUE, width=MAIN.width)
    for spot, row in zip(spots, rows, strict=True):
        mark(canvas, *spot, RISE if row["signal"] else MAIN, size=7 if row["signal"] else 4)
    placed = [EndLabel(at[-1], y(label.y), label.text, label.look, label.bold) for label in labels]
    frame.end_labels(canvas, placed, right, top, bottom)
    below = frame.below(canvas, [(x(place), name) for place, name in sorted(time.label.items())], bottom)
    signals = [Note(BEYOND, RISE)] if any(row["signal"] for row in rows) else []
    frame.notes(canvas, [*signals, Note("The thin line is the mean; the shaded range is what is usual.")], below + 6)
    return canvas.chart(title, one.trend, _table(title, one, made), f"months-{one.number}")


def _table(title: str, one: Figure, made: control_chart.Chart) -> Table:
    write = one.unit.bare
    rows = [
        (row["period"], write(row["value"]), *(write(end) for end in usual(made, row)), row["signal"])
        for row in made.points.iter_rows(named=True)
    ]
    return Table.of(
        title, ["Month", words.stands_for(one.kind).capitalize(), "Lowest usual", "Highest usual", "Signal"], rows
    )
