"""
A chart with limits: points over time, the mean, the limits of the usual ups and downs, and what stands out.

What stands out is marked by a triangle and a number, and told in words below: never by colour alone.
"""

from collections.abc import Sequence

from paramountcy.publication.charts import frame
from paramountcy.publication.charts.canvas import WIDTH, Canvas
from paramountcy.publication.charts.frame import EndLabel, Note
from paramountcy.publication.charts.lettering import ASCENT, LINE, width
from paramountcy.publication.charts.line import Point
from paramountcy.publication.charts.looks import FALL, GREY, INK, MAIN, RISE, Look, mark, no_value
from paramountcy.publication.charts.placing import Taken
from paramountcy.publication.charts.scale import Scale, ticks
from paramountcy.publication.charts.series import holes, holes_in_words, strokes
from paramountcy.publication.charts.timeline import Timeline
from paramountcy.publication.charts.writing import heading, table
from paramountcy.publication.shape import Chart, Table
from paramountcy.statistics import control_chart as limits
from paramountcy.statistics import words

HEIGHT = 250.0
MOST_SIGNALS = 6
CROSS = Look(GREY, "", "cross")


def control(title: str, says: str, found: limits.Chart, *, id: str = "") -> Chart:
    """The chart of `found`, which `statistics.control_chart` worked out."""
    rows = found.points.to_dicts()
    time = Timeline.of([*(row["period"] for row in rows), *found.left_out.why])
    points = [Point(row["period"], row["value"]) for row in rows]
    points += [Point(name, None, why=why) for name, why in found.left_out.why.items()] if time.even else []
    rows.sort(key=lambda row: time.place[row["period"]])
    gaps = holes(points, time)
    canvas = Canvas()
    values = [row[name] for row in rows for name in ("value", "lower", "upper")]
    axis = ticks([*values, found.target], found.unit, from_zero=False)
    wide, high = frame.room_for(_ends(found, rows[-1]))
    left, right = frame.left_of(axis), WIDTH - wide
    x = Scale(time.first - 0.4 * time.step, time.last + 0.4 * time.step, left, right)
    anew = [(x(before), f"limits start anew: {one.reason}") for one in found.rebased if (before := time.before(one.at))]
    top, starts = frame.lanes(canvas, anew, frame.above(canvas, frame.caption(found.unit)))
    top += LINE
    bottom = top + max(HEIGHT, high)
    y = axis.scale(bottom, top)
    frame.level_lines(canvas, axis, y, left, right)
    frame.upright(canvas, anew, starts, bottom)
    _limits(canvas, rows, time, x, y)
    if found.target is not None:
        canvas.line(left, y(found.target), right, y(found.target), stroke=INK, width=1.6, dash="2 4")
    spots = [(x(time.place[row["period"]]), y(row["value"])) for row in rows]
    joined = strokes([time.place[row["period"]] for row in rows], gaps)
    canvas.path([[spots[number] for number in stroke] for stroke in joined], stroke=MAIN.colour, width=2)
    signals = _signals(rows)
    for (across, up), row in zip(spots, rows, strict=True):
        look = MAIN if not row["signal"] else RISE if row["direction"] > 0 else FALL
        mark(canvas, across, up, look, 6.5 if row["signal"] else 4.0)
    _numbers(canvas, signals, spots)
    frame.end_labels(canvas, _ends(found, rows[-1], x(time.last), y), right, top - 4, bottom)
    end = frame.below(canvas, [(x(at), name) for at, name in sorted(time.label.items())], bottom)
    for at in gaps:
        no_value(canvas, x(at), bottom - 9)
    told = holes_in_words(found.what, gaps, time)
    said = [*_said(signals, rows, time), *([Note(told, CROSS)] if told else [])]
    said += [Note(found.left_out.says)] if found.left_out.why and not time.even else []
    frame.notes(canvas, said + ([Note(frame.NOT_FROM_ZERO)] if axis.cut else []), end + 6)
    return canvas.chart(title, says, _table(title, found, rows, time), id)


def _limits(canvas: Canvas, rows: Sequence[dict], time: Timeline, x: Scale, y: Scale) -> None:
    """Mean and limits of each stretch between rebases, in steps as wide as a period."""
    half = time.step / 2
    for phase in sorted({row["phase"] for row in rows}):
        part = [row for row in rows if row["phase"] == phase]
        for name, dash, thick in (("mean", "", 1.6), ("lower", "9 5", 1.6), ("upper", "9 5", 1.6)):
            steps = [
                (x(time.place[row["period"]] + side), y(row[name]))
                for row in part
                for side in (-0.8 * half, 0.8 * half)
            ]
            canvas.path([steps], stroke=GREY, width=thick, dash=dash)


def _signals(rows: Sequence[dict]) -> list[list[int]]:
    """Points (by number) that follow each other and stand out to the same side."""
    found: list[list[int]] = []
    for number, row in enumerate(rows):
        if not row["signal"]:
            continue
        if found and found[-1][-1] == number - 1 and rows[number - 1]["direction"] == row["direction"]:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _numbers(canvas: Canvas, signals: Sequence[Sequence[int]], spots: Sequence[tuple[float, float]]) -> None:
    """The number of each signal, over its first point."""
    taken = Taken()
    for number, members in enumerate(signals, start=1):
        across, up = spots[members[0]]
        half = width(f"{number}", bold=True) / 2
        base = taken.lift(across - half, across + half, up - 9, ASCENT)
        canvas.text(across, base, f"{number}", anchor="middle", bold=True)


def _said(signals: Sequence[Sequence[int]], rows: Sequence[dict], time: Timeline) -> list[Note]:
    found = []
    for number, members in enumerate(signals[:MOST_SIGNALS], start=1):
        look = RISE if rows[members[0]]["direction"] > 0 else FALL
        found.append(Note(f"{number}: {_in_words([rows[place] for place in members], time)}.", look))
    if len(signals) > MOST_SIGNALS:
        found.append(Note(f"{words.how_many(len(signals) - MOST_SIGNALS, 'more signal')}: see the table."))
    return found


def _in_words(rows: Sequence[dict], time: Timeline) -> str:
    """What most of the points are part of, and when; then the others, each kind with its periods."""
    kinds: dict[str, list[str]] = {}
    for row in rows:
        kinds.setdefault(row["signal"], []).append(time.written(row["period"]))
    most, *others = sorted(kinds, key=lambda kind: -len(kinds[kind]))
    ends = dict.fromkeys(time.written(row["period"]) for row in (rows[0], rows[-1]))
    told = [f"{' to '.join(ends)}, {most}"]
    return "; ".join([*told, *(f"{words.together(kinds[kind], most=3)} {kind}" for kind in others)])


def _ends(found: limits.Chart, last: dict, x: float = 0.0, y: Scale | None = None) -> list[EndLabel]:
    lines = [
        (last["upper"], f"upper limit {found.unit.bare(last['upper'])}", False),
        (last["mean"], f"mean {found.unit.bare(last['mean'])}", True),
        (last["lower"], f"lower limit {found.unit.bare(last['lower'])}", False),
    ]
    if found.target is not None:
        lines.append((found.target, f"target {found.unit.bare(found.target)}", False))
    return [EndLabel(x, y(value) if y else 0.0, text, bold=bold) for value, text, bold in lines]


def _table(title: str, found: limits.Chart, rows: Sequence[dict], time: Timeline) -> Table:
    headings = ["Period", heading(found.what, found.unit), "Mean", "Lower limit", "Upper limit", "What stands out"]
    told = [
        [
            time.written(row["period"]),
            *(found.unit.bare(row[name]) for name in ("value", "mean", "lower", "upper")),
            row["signal"] or "nothing",
        ]
        for row in rows
    ]
    told += [[time.written(name), why, "", "", "", ""] for name, why in found.left_out.why.items()]
    order = {time.written(name): place for name, place in time.place.items()}
    told.sort(key=lambda row: order[row[0]])
    anew = " ".join(f"The limits start anew at {time.written(one.at)}: {one.reason}." for one in found.rebased)
    return table(title, headings, told, anew, words={"What stands out"})
