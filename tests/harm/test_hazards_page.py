"""docs/hazards.md names tests that are there, and every test of a hazard is named in it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("docs/hazards.md", "docs/data-protection-impact-assessment.md")
ROWS = [
    line.strip("| ").split(" | ")
    for line in (ROOT / PAGES[0]).read_text(encoding="utf-8").splitlines()
    if re.match(r"\| H\d+ ", line)
]


def paths(text: str) -> list[str]:
    """The files and folders of this repository that a page names."""
    named = re.findall(r"`((?:tests|src|docs)/[\w/.-]+|test_\w+\.py)`", text)
    return [f"tests/harm/{one}" if one.startswith("test_") else one for one in named]


def test_hazards_are_numbered_one_after_the_other():
    assert [row[0] for row in ROWS] == [f"H{number}" for number in range(1, len(ROWS) + 1)]
    assert len(ROWS) >= 32


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_hazard_has_a_guard_and_a_test_that_is_there(row):
    assert len(row) == 5
    assert all(cell.strip() for cell in row)
    named = paths(row[4])
    assert named
    assert [one for one in named if not (ROOT / one).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page):
    named = paths((ROOT / page).read_text(encoding="utf-8"))
    assert len(named) > 10
    assert [one for one in named if not (ROOT / one).exists()] == []


def test_the_assessment_speaks_of_hazards_that_there_are():
    known = {row[0] for row in ROWS}
    spoken_of = set(re.findall(r"\((H\d+)\)", (ROOT / PAGES[1]).read_text(encoding="utf-8")))
    assert spoken_of
    assert spoken_of <= known


def test_no_test_of_a_hazard_is_left_out():
    listed = {Path(one).name for row in ROWS for one in paths(row[4])}
    there = {one.name for one in Path(__file__).parent.glob("test_h[0-9]*.py")}
    assert there - listed == set()
