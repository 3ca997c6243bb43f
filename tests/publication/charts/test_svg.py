"""What holds of every chart: valid, titled, labelled, safe, the same twice, and readable without colour."""

import re
from xml.etree import ElementTree

import pytest

from paramountcy.publication.charts.looks import (
    GRID,
    INK,
    MAIN,
    MOST,
    NEIGHBOUR,
    OTHER,
    OTHERS,
    PAPER,
    SHADE,
    THIS,
    series_looks,
)
from tests.publication.charts.samples import hard, typical

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = typical() | hard()
ELEMENTS = {"svg", "title", "desc", "g", "rect", "line", "path", "circle", "text"}
ATTRIBUTES = {
    *("viewBox", "role", "aria-labelledby", "id", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r"),
    *("d", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order"),
    *("font-family", "font-size", "font-weight", "text-anchor"),
}
BEHIND = {GRID, SHADE, PAPER, "none"}
"""Colours that nothing is told by: the thin lines behind, light fillings with dark edges, the paper."""


def parsed(name: str) -> ElementTree.Element:
    return ElementTree.fromstring(CHARTS[name].svg)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it."""
    lights = sorted(_light(colour) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", CHARTS)
def test_it_is_named_and_described(name):
    root, chart = parsed(name), CHARTS[name]
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert (title.text, desc.text) == (chart.title, chart.says)
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


@pytest.mark.parametrize("name", CHARTS)
def test_it_holds_plain_elements_alone(name):
    for element in parsed(name).iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
    svg = CHARTS[name].svg
    assert svg.count("http") == 1
    assert not re.search(r"nan|inf\b|url\(|href|style=|<script|on\w+=", svg)


@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_and_letter_stands_out(name):
    for element in parsed(name).iter():
        if element.tag == f"{SVG}text":
            assert "fill" not in element.attrib
            continue
        for attribute in ("fill", "stroke"):
            colour = element.get(attribute, "none")
            assert colour in BEHIND or contrast(colour, PAPER) >= 3
    assert contrast(INK, PAPER) >= 4.5
    assert contrast(INK, SHADE) >= 4.5


@pytest.mark.parametrize("name", CHARTS)
def test_it_has_its_table(name):
    table = CHARTS[name].table
    assert table.caption == CHARTS[name].title
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert all(isinstance(cell, str) for row in table.rows for cell in row)


def test_no_two_charts_of_a_page_share_an_id():
    ids = [element.get("id") for name in CHARTS for element in parsed(name).iter() if element.get("id")]
    assert len(ids) == len(set(ids)) == 2 * len(CHARTS)


def test_the_same_figures_give_the_same_bytes():
    assert {name: chart.svg for name, chart in (typical() | hard()).items()} == {
        name: chart.svg for name, chart in CHARTS.items()
    }


def test_series_differ_in_dash_and_in_shape_and_not_by_colour_alone():
    looks = series_looks([False, True, *[False] * (MOST - 2)])
    assert looks[1] == MAIN
    assert sorted(looks, key=str) == sorted((MAIN, *OTHERS), key=str)
    assert len({look.dash for look in looks}) == len({look.marker for look in looks}) == MOST
    assert len({(look.marker, look.hollow) for look in (THIS, NEIGHBOUR, OTHER)}) == 3
    with pytest.raises(ValueError, match="6 series that are told apart, and 7 were given"):
        series_looks([False] * (MOST + 1))


def words(name: str) -> str:
    return " ".join(element.text or "" for element in parsed(name).iter(f"{SVG}text"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("line", ["Islington", "England 21.9%", "London 19.0%", "2024-25", "30%", "Initial and core", "the pandemic"]),
        ("line", ["No figure for Islington: 2017-18 (too few) and 2020-21 to 2021-22 (not collected)."]),
        ("bars", ["Police", "31.0%", "Schools and other education services", "too few"]),
        ("strip", ["Islington 21.3%", "Hammersmith and Fulham", "140 other areas", "City of London (too few)"]),
        ("strip", ["the middle area: ", "half of the areas: "]),
        ("funnel", ["Islington", "average", "outer limit", "inner limit", "Statistical neighbours."]),
        ("distribution", ["21.1%", "limit: 45 working days", "61 or more", "Share for each working day", "1.4%"]),
        ("distribution with a hole", ["No figure: 21 to 30 (too few)."]),
        ("curve", ["73.0% by then", "Islington, open ones counted", "Completed ones only", "limit: 45 working days"]),
        (
            "control",
            ["mean", "upper limit", "lower limit", "target 85.0%", "1: ", "below the mean", "Aug 2023 (no value)"],
        ),
        ("control rebased", ["limits start anew: a second duty team started"]),
        ("no points", ["There is nothing to draw: no figure is given.", "2024-25 (too few)"]),
        ("no bands", ["There is nothing to draw: no figure is given."]),
        ("no series", ["There is nothing to draw: no figure is given."]),
        ("tiny area", ["Area 150 ", "Too few events to be judged by these limits."]),
        ("area left out", ["Nobody is not in the comparison: nothing to count from."]),
        ("alike", ["Where too many areas have one figure, their dots stand side by side."]),
        ("huge", ["100 trillion"]),
        ("negative", ["−1.3", "4.2", "0.0"]),
    ],
)
def test_what_is_written_on_it(name, expected):
    written = words(name)
    assert [text for text in expected if text not in written] == []
