"""Each kind of chart by itself: where its marks stand, what it leaves out, what it refuses."""

import re
from datetime import date
from itertools import combinations, pairwise
from xml.etree import ElementTree

import numpy as np
import pytest

from paramountcy.publication.charts.bars import Bar, bars
from paramountcy.publication.charts.distribution import Band, Curve, curve, distribution, done_by
from paramountcy.publication.charts.funnel import Paper, funnel
from paramountcy.publication.charts.lettering import LONGEST_NAME, width, wrap
from paramountcy.publication.charts.line import Mark, Point, Series, line
from paramountcy.publication.charts.looks import BLUE, GREY, SHADE
from paramountcy.publication.charts.spark import spark
from paramountcy.publication.charts.strip import Dot, strip
from paramountcy.publication.site.area import every_area
from tests.publication.charts.samples import BANDS, NEIGHBOURS, bands, dots, funnel_of, hard, limits_of, typical

SVG = "{http://www.w3.org/2000/svg}"


def shapes(svg: str, tag: str, **wanted: str) -> list[dict[str, str]]:
    elements = ElementTree.fromstring(svg).iter(f"{SVG}{tag}")
    return [one.attrib for one in elements if all(one.get(name) == value for name, value in wanted.items())]


def strokes(svg: str, colour: str) -> int:
    """Of how many pieces the lines of a colour are."""
    return sum(one["d"].count("M") for one in shapes(svg, "path", stroke=colour, fill="none"))


def islington(*points: Point) -> list[Series]:
    return [Series("Islington", points, main=True)]


@pytest.mark.parametrize("name", ["Cumberland", "Northamptonshire", "Bournemouth, Christchurch and Poole"])
def test_no_word_of_a_name_is_cut_beside_a_line(name):
    points = [Point("2023", 0.2), Point("2024", 0.2)]
    mine, other = Series(name, points, main=True), Series("England", [Point("2023", 0.8), Point("2024", 0.8)])
    written = ElementTree.fromstring(line("A", "B", [mine, other], unit="share").svg).itertext()
    assert set(name.split()) <= {word for text in written for word in text.split()}


def test_there_is_room_for_every_word_of_the_name_of_an_authority():
    words = {word for area in every_area(on=date(2026, 4, 1)) for word in area.name.split()}
    assert max(width(word, bold=True) for word in words) <= LONGEST_NAME
    assert all(wrap(word, LONGEST_NAME, bold=True) == [word] for word in words)


def test_a_line_is_broken_where_there_is_no_figure():
    whole = line("A", "B", islington(*(Point(f"{year}", 0.2) for year in range(2018, 2024))), unit="share")
    known = [Point(f"{year}", 0.2) for year in (2018, 2019, 2021, 2022, 2023)]
    missing = line("A", "B", islington(*known, Point("2020", None, why="too few")), unit="share")
    passed_over = line("A", "B", islington(*known), unit="share")
    assert [strokes(chart.svg, BLUE) for chart in (whole, missing, passed_over)] == [1, 2, 2]
    assert ["2020", "too few"] in [list(row) for row in missing.table.rows]
    assert "No figure for Islington: 2020." in passed_over.svg
    assert "No figure" not in whole.svg


def test_periods_stand_in_time_whatever_their_order():
    points = [Point("2023-24", 0.2), Point("2013-14", 0.3), Point("2014-15", 0.3)]
    chart = line("A", "B", islington(*points), unit="share")
    assert [row[0] for row in chart.table.rows] == ["2013-14", "2014-15", "2023-24"]
    first, second, third = sorted(float(one["cx"]) for one in shapes(chart.svg, "circle", r="5.5"))
    assert third - second == pytest.approx(9 * (second - first), rel=0.02)


def test_intervals_are_drawn_and_explained():
    with_ends = line("A", "B", islington(Point("2023", 0.2, 0.1, 0.3), Point("2024", 0.2)), unit="share")
    without = line("A", "B", islington(Point("2023", 0.2), Point("2024", 0.2)), unit="share")
    assert len(shapes(with_ends.svg, "line", stroke=BLUE)) == len(shapes(without.svg, "line", stroke=BLUE)) + 3
    assert "show how far chance alone could" in with_ends.svg
    assert "show how far chance alone could" not in without.svg
    assert [column.heading for column in with_ends.table.columns][-1] == "Islington, allowing for chance"
    assert with_ends.table.rows[0] == ("2023", "20.0%", "10.0% to 30.0%")


def test_a_scale_that_does_not_begin_at_nought_says_so():
    points = islington(Point("2023", 0.81), Point("2024", 0.84))
    assert "does not begin at 0" in line("A", "B", points, unit="share", from_zero=False).svg
    assert "does not begin at 0" not in line("A", "B", points, unit="share").svg


def test_a_change_of_counting_is_marked_before_its_year():
    points = [Point(year, 0.2) for year in ("2022", "2023", "2024")]
    chart = line("A", "B", islington(*points), unit="share", marks=[Mark("2024", "counted anew"), Mark("1999", "no")])
    (at,) = (float(one["x1"]) for one in shapes(chart.svg, "line", stroke=GREY) if one["x1"] == one["x2"])
    places = sorted(float(one["cx"]) for one in shapes(chart.svg, "circle", r="5.5"))
    assert places[1] < at < places[2]
    assert "counted anew" in chart.svg
    assert chart.table.note == "from 2024 on: counted anew; from 1999 on: no"


def test_bars_begin_at_nought():
    chart = bars("A", "B", [Bar("one", 0.5), Bar("two", 0.25), Bar("three", -0.25)], unit="share")
    drawn = shapes(chart.svg, "rect", fill=BLUE)
    x, wide = ([float(one[name]) for one in drawn] for name in ("x", "width"))
    assert wide[0] == pytest.approx(2 * wide[1], abs=0.2)
    assert x[0] == x[1] == pytest.approx(x[2] + wide[2], abs=0.2)


def test_the_main_bar_differs_by_more_than_colour():
    chart = bars("A", "B", [Bar("one", 0.5, main=True), Bar("two", 0.25)], unit="share")
    assert len(shapes(chart.svg, "rect", fill=BLUE)) == len(shapes(chart.svg, "rect", fill=SHADE)) == 1
    assert [one["font-weight"] for one in shapes(chart.svg, "text", y="36.4")] in ([], ["bold"])
    assert len(shapes(chart.svg, "text", **{"font-weight": "bold"})) == 2


@pytest.mark.parametrize("chart", [typical()["strip"], hard()["alike"]], ids=["spread", "alike"])
def test_no_dot_hides_another(chart):
    spots = [(float(one["cx"]), float(one["cy"])) for one in shapes(chart.svg, "circle", r="3.3")]
    assert len(spots) in (140, 151)
    nearest = min((a - c) ** 2 + (b - d) ** 2 for (a, b), (c, d) in combinations(spots, 2)) ** 0.5
    assert nearest >= 2 * 3.3 + 1
    assert all(0 <= x <= 480 for x, _ in spots)


def test_dots_stand_at_their_figures():
    chart = strip("A", "B", [Dot(f"{value}", value) for value in (0.1, 0.2, 0.3, 0.4)], unit="share")
    places = sorted(float(one["cx"]) for one in shapes(chart.svg, "circle", r="3.3"))
    steps = [second - first for first, second in pairwise(places)]
    assert steps == pytest.approx([steps[0]] * 3, abs=0.2)
    assert "half of the areas: 17.5% to 32.5%" in chart.svg


def test_named_areas_keep_their_order_and_are_no_league_table():
    written = [one.text or "" for one in ElementTree.fromstring(typical()["strip"].svg).iter(f"{SVG}text")]
    order = [dot.label for dot in dots() if dot.kind != "other" and dot.value is not None]
    found = [next(place for place, text in enumerate(written) if text.startswith(name.split(",")[0])) for name in order]
    assert found == sorted(found)


def test_a_given_middle_is_drawn_as_given():
    chart = strip("A", "B", dots(), unit="share", median=0.25, quartiles=(0.2, 0.3))
    assert "the middle area: 25.0%" in chart.svg
    assert "half of the areas: 20.0% to 30.0%" in chart.svg


def test_the_height_of_a_band_is_its_share_for_each_day():
    found = {one["x"]: float(one["height"]) for one in shapes(typical()["distribution"].svg, "rect", stroke="#FFFFFF")}
    heights = [found[x] for x in sorted(found, key=float)]
    dense = [count / (last - first + 1) for _, first, last, count in BANDS if last is not None]
    assert heights == pytest.approx([heights[5] * one / dense[5] for one in dense], abs=0.2)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ([Band("a", 0, 10, 1, 0.5), Band("b", 10, 20, 1, 0.5)], "'b' begins before 'a' has ended"),
        ([Band("a", 0, None, 1, 0.5), Band("b", 10, 20, 1, 0.5)], "'b' begins before 'a' has ended"),
        ([Band("a", 5, 4, 1, 1.0)], "'a' ends before it begins"),
        ([Band("a", -1, 4, 1, 1.0)], "'a' ends before it begins"),
        ([Band("a", 1, 4, 1, 12.5)], "12.5 is not a share, which is from 0 to 1: see 'a'"),
    ],
)
def test_bands_that_can_t_be(wrong, says):
    with pytest.raises(ValueError, match=says):
        distribution("A", "B", wrong)


def test_a_band_without_a_share_is_not_drawn():
    chart = distribution("A", "B", bands(without="61 or more"))
    assert shapes(chart.svg, "rect", fill="#FFFFFF", stroke=BLUE) == []
    assert chart.table.rows[-1] == ("61 or more", "", "too few", "")


def test_a_curve_stays_level_between_its_days():
    one = Curve("A", [10, 20], [0.4, 0.9])
    assert [done_by(one, day) for day in (0, 9, 10, 19, 20, 21)] == [0.0, 0.0, 0.4, 0.4, 0.9, None]
    assert done_by(Curve("A", [], []), 0) is None


@pytest.mark.parametrize("wrong", [Curve("A", [1, 1], [0.1, 0.2]), Curve("A", [2, 1], [0.1, 0.2]), Curve("A", [1], [])])
def test_a_curve_whose_days_do_not_ascend(wrong):
    with pytest.raises(ValueError, match="do not ascend"):
        curve("A", "B", [wrong])


def test_a_long_table_of_days_is_cut_and_says_so():
    days = range(500)
    chart = curve("A", "B", [Curve("A", days, [day / 500 for day in days])], limit=45)
    assert len(chart.table.rows) <= 62
    assert ("45", "9.0%") in chart.table.rows
    assert chart.table.rows[-1] == ("499", "99.8%")
    assert re.fullmatch(r"4\d\d days between these left out, to keep the table short\.", chart.table.note)


def test_the_funnel_names_all_areas_in_its_table_by_name():
    rows = typical()["funnel"].table.rows
    names = [row[0] for row in rows[:-1]]
    assert names == sorted(names)
    assert len(rows) == 152
    assert rows[-1] == ("Nobody", "", "", "nothing to count from", "left out")
    beyond = set(funnel_of().outside["area"])
    assert {row[0] for row in rows if row[4].endswith("the outer limit")} == beyond != set()


def test_the_points_of_a_signal_differ_in_shape():
    chart = typical()["control"]
    signalled = limits_of().signalled.height
    assert len(shapes(chart.svg, "path", fill="#F46A25")) >= signalled > 0
    assert len(shapes(chart.svg, "circle")) == 35 - signalled
    assert sum(row[-1] not in ("nothing", "") for row in chart.table.rows) == signalled
    assert chart.table.rows[7][:2] == ("Aug 2023", "no value")


def test_a_spark_keeps_its_size_and_its_holes():
    chart = spark(
        "A", "B", [Point("2021", 0.2), Point("2022", None), Point("2023", 0.3), Point("2024", 0.3)], unit="share"
    )
    root = ElementTree.fromstring(chart.svg)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("120", "32", "0 0 120 32")
    assert strokes(chart.svg, BLUE) == 1
    assert chart.table.rows[1] == ("2022", "no figure")


def test_an_id_of_ones_own_is_used():
    chart = line("A", "B", islington(Point("2024", 0.2)), unit="share", id="Trend of C7")
    assert 'aria-labelledby="trend-of-c7-picture-title trend-of-c7-picture-desc"' in chart.svg


def test_a_curve_of_arrays_is_drawn_as_one_of_lists():
    days, shares = np.arange(5), np.linspace(0, 0.8, 5)
    arrays = Curve("A", days, shares, shares - 0.05, shares + 0.05, main=True)
    lists = Curve("A", list(range(5)), shares.tolist(), (shares - 0.05).tolist(), (shares + 0.05).tolist(), main=True)
    assert curve("A", "B", [arrays], limit=3) == curve("A", "B", [lists], limit=3)
    assert curve("A", "B", [lists], limit=3).table.rows[3] == ("3", "60.0%", "55.0% to 65.0%")


@pytest.mark.parametrize(
    ("chart", "text"), [("strip", "Which"), ("funnel", "Beside the limits"), ("control", "What stands out")]
)
def test_columns_of_words_are_not_set_as_numbers(chart, text):
    columns = {column.heading: column.numeric for column in typical()[chart].table.columns}
    first, *others = columns
    assert [name for name in others if not columns[name]] == [text]
    assert not columns[first]


def test_a_funnel_laid_out_once_is_for_each_area_what_it_would_be_alone():
    found, paper = funnel_of(), Paper.of(funnel_of())
    for this in ("Area 150", "Islington", "Nobody", "Area 149", "Islington"):
        beside = [] if this == "Nobody" else NEIGHBOURS
        alone = funnel("A", "B", found, this=this, neighbours=beside, id="one")
        assert paper.chart("A", "B", this=this, neighbours=beside, id="one") == alone, this
        assert f">{this} " in alone.svg
