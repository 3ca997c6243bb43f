"""Whatever the values and the names: a chart is drawn, is valid, and keeps its words on the paper."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from paramountcy.publication.charts.bars import Bar, bars
from paramountcy.publication.charts.distribution import Band, Curve, curve, distribution
from paramountcy.publication.charts.lettering import width, wrap
from paramountcy.publication.charts.line import Mark, Point, Series, line
from paramountcy.publication.charts.placing import Taken, apart
from paramountcy.publication.charts.scale import ticks
from paramountcy.publication.charts.spark import spark
from paramountcy.publication.charts.strip import Dot, strip
from paramountcy.publication.charts.swarm import swarm
from paramountcy.publication.charts.timeline import Timeline
from paramountcy.publication.shape import Chart, unit_of

SVG = "{http://www.w3.org/2000/svg}"
UNITS = some.sampled_from(["share", "per 10,000", "working days", "number", "percentage points", "ratio", "score"])
VALUES = some.none() | some.floats() | some.floats(0, 1) | some.integers(-3, 3).map(float)
SHARES = some.none() | some.floats(0, 1) | some.sampled_from([0.0, 1.0, float("nan")])
NAMES = some.text(max_size=60) | some.sampled_from(["<script>", "a & b", "&#0;", "\u202e", "𝒳" * 9, "\x00\ud800"])
PERIODS = NAMES | some.sampled_from(["2024", "2024-25", "2009-10", "2024-10", "2024-25-Q1", "2024-03-31", "9999"])
POINTS = some.lists(some.builds(Point, PERIODS, VALUES, VALUES, VALUES, NAMES), max_size=8)
KINDS = some.sampled_from(["this", "neighbour", "other"])


def holds(chart: Chart) -> None:
    """That it can be read as XML, all its numbers are numbers, and no word begins left of the paper or above it."""
    root = ElementTree.fromstring(chart.svg)
    wide, high = (float(part) for part in root.get("viewBox").split()[2:])
    for element in root.iter():
        for name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height"):
            assert abs(float(element.get(name, 0))) < 1e5
    for element in root.iter(f"{SVG}text"):
        wider = width(element.text or "", bold=element.get("font-weight") == "bold")
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
        left = float(element.get("x")) - share * wider
        assert left > -1
        assert left + wider < wide + 1
        assert 12 < float(element.get("y")) < high


@settings(max_examples=50, deadline=None)
@given(
    title=NAMES, series=some.lists(some.builds(Series, NAMES, POINTS, some.booleans()), max_size=6), data=some.data()
)
def test_lines(title, series, data):
    marks = data.draw(some.lists(some.builds(Mark, PERIODS, NAMES), max_size=3))
    holds(line(title, title, series, unit=data.draw(UNITS), marks=marks, from_zero=data.draw(some.booleans())))


@settings(max_examples=50, deadline=None)
@given(some.lists(some.builds(Bar, NAMES, VALUES, VALUES, VALUES, some.booleans(), NAMES), max_size=8), NAMES, UNITS)
def test_bars(drawn, title, unit):
    holds(bars(title, title, drawn, unit=unit))


@settings(max_examples=50, deadline=None)
@given(some.lists(some.builds(Dot, NAMES, VALUES, KINDS, VALUES, VALUES, NAMES), max_size=12), NAMES, UNITS)
def test_strips(drawn, title, unit):
    holds(strip(title, title, drawn, unit=unit))


@settings(max_examples=50, deadline=None)
@given(POINTS, NAMES, UNITS)
def test_sparks(points, title, unit):
    ElementTree.fromstring(spark(title, title, points, unit=unit).svg)


@settings(max_examples=50, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 40), SHARES, NAMES), max_size=7), some.booleans(), some.integers(0, 200))
def test_distributions(parts, endless, limit):
    first, drawn = 0, []
    for place, (days, share, name) in enumerate(parts):
        last = None if endless and place + 1 == len(parts) else first + days
        drawn.append(Band(name, first, last, None, share))
        first += days + 1
    holds(distribution("A", "B", drawn, limit=limit))


@settings(max_examples=50, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 300), SHARES), unique_by=lambda pair: pair[0], max_size=9), NAMES)
def test_curves(pairs, name):
    pairs.sort()
    days, shares = (
        [day for day, _ in pairs],
        [float("nan") if share is None else share for _, share in pairs],
    )
    holds(curve("A", "B", [Curve(name, days, shares, main=True)], limit=45))


@settings(max_examples=100)
@given(some.lists(some.floats() | some.none(), max_size=8), UNITS, some.booleans())
def test_ticks_enclose_what_can_be_drawn(values, unit, from_zero):
    found = ticks(values, unit_of(unit), from_zero=from_zero)
    assert list(found.at) == sorted(set(found.at))
    assert 2 <= len(found.at) == len(found.labels) <= 9
    assert found.low < found.high
    drawn = [value for value in values if value is not None and abs(value) <= 1e15]
    slack = 1e-6 * max([1.0, *map(abs, drawn)])
    assert all(found.low - slack <= value <= found.high + slack for value in drawn)
    assert not (from_zero and found.cut)


@settings(max_examples=100)
@given(some.lists(some.tuples(some.floats(0, 300), some.floats(5, 60)), max_size=8))
def test_labels_do_not_touch_and_stay_inside_while_they_fit(labels):
    wanted, heights = [at for at, _ in labels], [high for _, high in labels]
    found = apart(wanted, heights, 0, 300)
    boxes = sorted((middle - high / 2, middle + high / 2) for middle, high in zip(found, heights, strict=True))
    assert all(one[1] <= other[0] + 1e-6 for one, other in pairwise(boxes))
    assert all(top >= -1e-6 for top, _ in boxes)
    if sum(heights) <= 300:
        assert all(bottom <= 300 + 1e-6 for _, bottom in boxes)


@settings(max_examples=50)
@given(some.lists(some.tuples(some.floats(0, 400), some.floats(5, 60), some.floats(-200, 0)), max_size=8))
def test_lifted_words_do_not_touch(boxes):
    taken = Taken()
    for left, wide, bottom in boxes:
        assert taken.lift(left, left + wide, bottom, 21) <= bottom
    for place, (a, b, c, d) in enumerate(taken.boxes):
        for left, top, right, bottom in taken.boxes[:place]:
            assert c <= left or right <= a or d <= top + 1e-9 or bottom <= b + 1e-9


@settings(max_examples=50, deadline=None)
@given(some.lists(some.tuples(some.integers(20, 460), some.sampled_from([4.3, 4.8, 8.5])), max_size=60))
def test_no_dot_of_a_swarm_stands_on_another(dots):
    reach = [half for _, half in dots]
    found = swarm([float(at) for at, _ in dots], reach, 40, (0, 480))
    assert len(found) == len(dots)
    for place, (x, y) in enumerate(found):
        for other, (a, b) in enumerate(found[:place]):
            assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 >= (reach[place] + reach[other]) * 0.998


@given(some.text(max_size=80), some.floats(30, 300))
def test_wrapped_words_fit_and_none_is_lost(text, room):
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(one) <= room or len(one) == 1 for one in lines)


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["2013-14", "2015-16"], ["2013-14", "2014-15", "2015-16"]),
        (["2009-10", "2010-11"], ["2009-10", "2010-11"]),
        (["2009-11", "2009-12"], ["Nov 2009", "Dec 2009"]),
        (["2024-12", "2025-01"], ["Dec 2024", "Jan 2025"]),
        (["2024-25-Q4", "2025-26-Q2"], ["Q4 2024-25", "Q1 2025-26", "Q2 2025-26"]),
        (["12-to-2024-12", "12-to-2025-01"], ["to Dec 2024", "to Jan 2025"]),
        (["2024", "2022"], ["2022", "2023", "2024"]),
        (["2024-03-31", "2022-03-31"], ["31 Mar 2022", "31 Mar 2024"]),
        (["2024-02-30", "spring"], ["2024-02-30", "spring"]),
        (["before", "after"], ["before", "after"]),
    ],
)
def test_periods_are_known_by_their_form(names, labels):
    time = Timeline.of(names)
    assert [time.label[at] for at in sorted(time.label)] == labels
    assert [time.written(name) for name in sorted(names, key=lambda name: time.place[name])][-1] == labels[-1]
