"""
How long things took: bars over days (`distribution`), and the share done by each day (`curve`).

Bars show the share for each day, so that a wide band does not look like much only for being wide: its area is its
share. Days are counted from 0; a band from 41 to 45 stretches from the end of day 40 to the end of day 45.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from paramountcy.publication.charts import frame
from paramountcy.publication.charts.canvas import WIDTH, Canvas
from paramountcy.publication.charts.frame import EndLabel, Note
from paramountcy.publication.charts.lettering import ASCENT, DESCENT, LINE, width, wrap
from paramountcy.publication.charts.looks import BLUE, GREY, PAPER, Look, mark, no_value, series_looks
from paramountcy.publication.charts.placing import Taken
from paramountcy.publication.charts.scale import Scale, Ticks, known, ticks
from paramountcy.publication.charts.writing import ends_in_words, figure
from paramountcy.publication.shape import Chart, Table
from paramountcy.statistics import words
from paramountcy.statistics.shape import NUMBER, SHARE

HEIGHT = 220.0
CURVE_HEIGHT = 260.0
ENDLESS, APART = 76.0, 14.0
"""How wide the band without a last day is drawn, and how far from the others."""

STUB = 26.0
NO_LAST_DAY = "The dashed box has no last day, so its height says nothing."
PER_DAY = "A bar is as high as its share for each day: its area is its share."
MAY_LIE = "The thin lines beside a curve show how far chance alone could move it."
CROSS = Look(GREY, "", "cross")
CURVE_WIDTH = 2.2
MARKERS = 6
"""Markers along each curve, so that curves differ by more than colour."""

MOST_ROWS = 60


@dataclass(frozen=True)
class Band:
    """
    The days from `first` to `last` (None: no end), how many took so long, and what share that is. Without a share
    `why` says why.
    """

    label: str
    first: int
    last: int | None
    count: int | None
    share: float | None
    why: str = ""

    @property
    def per_day(self) -> float | None:
        """Its share for each of its days; None where it has no end, or no share."""
        value = known(self.share)
        return None if value is None or self.last is None else value / (self.last - self.first + 1)


@dataclass(frozen=True)
class Curve:
    """
    The share done by the end of each day in `days` (ascending), and the ends between which it may lie by chance. The
    share stays the same until the next day in `days`.
    """

    name: str
    days: Sequence[int]
    shares: Sequence[float]
    lower: Sequence[float] | None = None
    upper: Sequence[float] | None = None
    main: bool = False


def distribution(
    title: str,
    says: str,
    bands: Sequence[Band],
    *,
    limit: int | None = None,
    counted_in: str = "working days",
    id: str = "",
) -> Chart:
    """
    Bars over days, in the order of the days. The end of the day `limit` is marked.

    Raises ValueError where a band ends before it begins, or begins before the one before it has ended, and for what is
    no share.
    """
    ordered = sorted(bands, key=lambda one: one.first)
    _check(ordered)
    table = _bands_table(title, ordered, counted_in)
    if all(known(one.share) is None for one in ordered):
        reasons = [f"{one.label}: {figure(None, SHARE, one.why)}." for one in ordered]
        return frame.nothing(title, says, table, id, reasons)
    canvas = Canvas()
    closed = [one for one in ordered if one.last is not None]
    axis = ticks([one.per_day for one in closed], SHARE, most=4)
    left, right = frame.left_of(axis), WIDTH - (ENDLESS + APART if len(closed) < len(ordered) else 12)
    last_day = max([one.last or 0 for one in closed] + [limit or 1])
    x = Scale(min([one.first for one in closed], default=1) - 1, last_day, left, right)
    labels = _over_bars(closed, x, axis)
    limits = [(x(limit), f"limit: {limit} {counted_in}")] if limit is not None else []
    top, starts = frame.lanes(canvas, limits, frame.above(canvas, f"Share for each {counted_in.removesuffix('s')}"))
    top += max([0.0, *(LINE - base - HEIGHT for _, _, _, base, _ in labels)]) + 4
    bottom = top + HEIGHT
    y = axis.scale(bottom, top)
    frame.level_lines(canvas, axis, y, left, right)
    for one in closed:
        begin, end = x(one.first - 1), x(one.last or 0)
        if one.per_day is None:
            no_value(canvas, (begin + end) / 2, bottom - 9)
        else:
            canvas.rect(begin, y(one.per_day), end - begin, bottom - y(one.per_day), fill=BLUE, stroke=PAPER)
    for middle, begin, peak, base, text in labels:
        if base < peak - 1:
            canvas.line(middle, bottom + peak, middle, bottom + base, stroke=GREY)
        canvas.text(begin, bottom + base - DESCENT, text)
    frame.upright(canvas, limits, starts, bottom)
    edges = {one.last or 0 for one in closed} | {one.first - 1 for one in closed if one.first > 0}
    end = frame.below(canvas, [(x(day), f"{day}") for day in sorted(edges)], bottom, gap=6)
    canvas.text((left + right) / 2, end + ASCENT, counted_in[:1].upper() + counted_in[1:], anchor="middle")
    ends = [end + LINE, *(_endless(canvas, one, bottom) for one in ordered if one.last is None)]
    frame.notes(canvas, _band_notes(ordered), max(ends) + 6)
    return canvas.chart(title, says, table, id)


def _check(bands: Sequence[Band]) -> None:
    for one in bands:
        if one.first < 0 or (one.last is not None and one.last < one.first):
            raise ValueError(f"the band {one.label!r} ends before it begins")
        _check_share(one.label, one.share)
    for one, other in pairwise(bands):
        if one.last is None or other.first <= one.last:
            raise ValueError(f"the band {other.label!r} begins before {one.label!r} has ended")


def _check_share(name: str, value: float | None) -> None:
    there = known(value)
    if there is not None and not 0 <= there <= 1:
        raise ValueError(f"{there:,} is not a share, which is from 0 to 1: see {name!r}")


def _over_bars(bands: Sequence[Band], x: Scale, axis: Ticks) -> list[tuple[float, float, float, float, str]]:
    """
    The share of each bar, above it: the middle of the bar, where the words begin, the top of the bar and where the
    words have room, both as heights over the base line. Words wider than their bar lean to its lower side.
    """
    height, taken, found = axis.scale(0.0, -HEIGHT), Taken(), []
    tops = [(x(one.first - 1), x(one.last or 0), height(one.per_day or 0.0)) for one in bands]
    for one, (left, right, peak) in zip(bands, tops, strict=True):
        if one.per_day is None:
            continue
        text = SHARE.bare(known(one.share) or 0.0)
        wide, places = width(text), []
        for begin in ((left + right - wide) / 2, left + 1, right - wide - 1):
            kept = min(max(begin, x.start), x.end + 10 - wide)
            under = min(top for a, b, top in tops if a < kept + wide and kept < b)
            places.append((-taken.free(kept, kept + wide, min(under, peak), LINE), len(places), kept))
        begin = min(places)[2]
        base = taken.lift(begin, begin + wide, -min(places)[0], LINE)
        found.append(((left + right) / 2, begin, peak, base, text))
    return found


def _endless(canvas: Canvas, one: Band, bottom: float) -> float:
    """The band without a last day, apart from the others; where its words end."""
    left, middle = WIDTH - ENDLESS, WIDTH - ENDLESS / 2
    value = known(one.share)
    if value is None:
        no_value(canvas, middle, bottom - 9)
    else:
        canvas.rect(left, bottom - STUB, ENDLESS - 2, STUB, fill=PAPER, stroke=BLUE, dash="5 3")
        canvas.text(middle, bottom - STUB - DESCENT - 3, SHARE.bare(value), anchor="middle")
    lines = wrap(one.label, ENDLESS)
    for number, text in enumerate(lines):
        canvas.text(middle, bottom + 7 + ASCENT + number * LINE, text, anchor="middle")
    return bottom + 7 + LINE * len(lines)


def _band_notes(bands: Sequence[Band]) -> list[Note]:
    gone = [f"{one.label} ({one.why or 'no figure'})" for one in bands if known(one.share) is None]
    said = [Note(f"No figure: {words.together(gone)}.", CROSS)] if gone else []
    if any(one.per_day is not None for one in bands):
        said.append(Note(PER_DAY))
    return said + (
        [Note(NO_LAST_DAY)] if any(one.last is None and known(one.share) is not None for one in bands) else []
    )


def _bands_table(title: str, bands: Sequence[Band], counted_in: str) -> Table:
    rows = [
        [
            one.label,
            "" if one.count is None else words.number(one.count, 0),
            figure(one.share, SHARE, one.why),
            "" if one.per_day is None else words.number(100 * one.per_day, 2) + "%",
        ]
        for one in bands
    ]
    return Table.of(title, [counted_in[:1].upper() + counted_in[1:], "How many", "Share", "Share for each day"], rows)


def curve(
    title: str,
    says: str,
    curves: Sequence[Curve],
    *,
    limit: int | None = None,
    counted_in: str = "working days",
    id: str = "",
) -> Chart:
    """
    The share done by the end of each day, in steps, from nought to all; the main curve's share at `limit` is written.

    Raises ValueError for days that don't ascend, columns of unlike length, what is no share, and more curves than can
    be told apart.
    """
    for one in curves:
        columns = [column for column in (one.shares, one.lower, one.upper) if column is not None]
        if any(len(column) != len(one.days) for column in columns) or sorted(set(one.days)) != list(one.days):
            raise ValueError(f"the days of {one.name!r} do not ascend, or there is not one share for each")
        for share in one.shares:
            _check_share(one.name, share)
    looks = series_looks([one.main for one in curves])
    table = _curves_table(title, curves, limit, counted_in)
    there = [(one, look) for one, look in zip(curves, looks, strict=True) if _known_part(one)]
    if not there:
        return frame.nothing(title, says, table, id)
    canvas = Canvas()
    ends = [_end(one, look) for one, look in there]
    wide, high = frame.room_for(ends)
    up = ticks([0.0, 1.0], SHARE)
    last = max([day for one, _ in there for day, _ in _known_part(one)] + [limit or 1])
    along = ticks([0, last], NUMBER, most=5)
    left, right = frame.left_of(up), WIDTH - wide
    limits = [(Scale(0, last, left, right)(limit), f"limit: {limit} {counted_in}")] if limit is not None else []
    top, starts = frame.lanes(canvas, limits, frame.above(canvas, "Share done by the end of each day"))
    bottom = top + 10 + max(CURVE_HEIGHT, high)
    x, y = Scale(0, last, left, right), up.scale(bottom, top + 10)
    frame.level_lines(canvas, up, y, left, right)
    frame.upright(canvas, limits, starts, bottom)
    for one, look in sorted(there, key=lambda pair: pair[0].main):
        _draw(canvas, one, look, x, y)
    main = next((one for one, _ in there if one.main), there[0][0])
    if limit is not None and (done := done_by(main, limit)) is not None:
        _at_limit(canvas, done, x(limit), y)
    frame.end_labels(canvas, [_end(one, look, x, y) for one, look in there], right, top, bottom)
    days = [(x(at), name) for at, name in zip(along.at, along.labels, strict=True) if at <= last]
    end = frame.below(canvas, days, bottom)
    canvas.text((left + right) / 2, end + ASCENT, counted_in[:1].upper() + counted_in[1:], anchor="middle")
    said = [Note(MAY_LIE)] if any(one.lower is not None and one.upper is not None for one, _ in there) else []
    frame.notes(canvas, said, end + LINE + 4)
    return canvas.chart(title, says, table, id)


def done_by(of: Curve, day: int) -> float | None:
    """The share done by the end of a day; None after the last day that is known."""
    if not len(of.days) or day > of.days[-1]:
        return None
    past = [known(share) for at, share in zip(of.days, of.shares, strict=True) if at <= day]
    return past[-1] if past else 0.0


def _known_part(of: Curve) -> list[tuple[int, float]]:
    pairs = ((day, known(share)) for day, share in zip(of.days, of.shares, strict=True))
    return [(day, share) for day, share in pairs if share is not None]


def _steps(days: Sequence[int], shares: Sequence[float], x: Scale, y: Scale) -> list[tuple[float, float]]:
    """A line that stays level until the next day, from nought before the first."""
    found = [(x(0), y(0.0))]
    for day, share in zip(days, shares, strict=True):
        if known(share) is not None:
            found += [(x(day), found[-1][1]), (x(day), y(share))]
    return found


def _draw(canvas: Canvas, one: Curve, look: Look, x: Scale, y: Scale) -> None:
    for edge in (one.lower, one.upper):
        if edge is not None:
            canvas.path([_steps(one.days, edge, x, y)], stroke=look.colour, width=1.0)
    canvas.path([_steps(one.days, one.shares, x, y)], stroke=look.colour, width=CURVE_WIDTH, dash=look.dash)
    points = _known_part(one)
    every = -(-len(points) // MARKERS)
    for day, share in points[every // 2 :: every]:
        mark(canvas, x(day), y(share), look, size=4.5)


def _at_limit(canvas: Canvas, done: float, x: float, y: Scale) -> None:
    """The share at the limit, written to the right below the curve, or above it where that has no room."""
    text, at = f"{SHARE.bare(done)} by then", y(done)
    begin = min(x + 8, WIDTH - width(text, bold=True))
    mark(canvas, x, at, Look(BLUE, "", "diamond"), size=7)
    canvas.text(begin, at + LINE + 4 if at + LINE + 8 < y(0) else at - 10, text, bold=True)


def _end(one: Curve, look: Look, x: Scale | None = None, y: Scale | None = None) -> EndLabel:
    day, share = _known_part(one)[-1]
    place = (x(day), y(share)) if x and y else (0.0, 0.0)
    return EndLabel(*place, one.name, look, bold=one.main)


def _curves_table(title: str, curves: Sequence[Curve], limit: int | None, counted_in: str) -> Table:
    """A row for each day on which any share is given; of very many days those that are told are spread out."""
    every = sorted({day for one in curves for day in one.days} | ({limit} if limit is not None else set()))
    chosen = every if len(every) <= MOST_ROWS else every[:: -(-len(every) // MOST_ROWS)]
    days = sorted({*chosen, *every[-1:], *([limit] if limit is not None else [])})
    headings = [f"Done by the end of day ({counted_in})"]
    for one in curves:
        headings += [one.name, *([f"{one.name}, allowing for chance"] if one.lower is not None else [])]
    rows = []
    for day in days:
        row = [words.number(day, 0)]
        for one in curves:
            row.append(figure(done_by(one, day), SHARE, "not known yet"))
            if one.lower is not None:
                place = bisect(one.days, day) - 1
                ends = [column[place] for column in (one.lower, one.upper) if column is not None and place >= 0]
                row.append(ends_in_words(*(ends if len(ends) == 2 and day <= one.days[-1] else (None, None)), SHARE))
        rows.append(row)
    left_out = len(every) - len(days)
    note = f"{words.how_many(left_out, 'day')} between these left out, to keep the table short." if left_out else ""
    return Table.of(title, headings, rows, note)
