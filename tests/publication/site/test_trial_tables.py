"""The tables of the trials page, rebuilt from the data: those of ../shared/reference/trials.md to the digit."""

import pytest

from paramountcy.publication.site import trial_tables as tables
from paramountcy.publication.site.blocks import Drawn, Facts, Printed, Words
from paramountcy.publication.site.pages.trials import trials_page
from paramountcy.publication.site.pages.variation import variation_page
from paramountcy.terms.year import Year
from tests.publication.site import made


@pytest.fixture(scope="module")
def durations(shared):
    return made.real_country(shared).durations


@pytest.fixture(scope="module")
def neighbours(shared):
    return {code: made.real_country(shared).neighbours(code, 2021) for code in tables.EIGHT}


def expected(shared, after):
    """The rows of the first table below a line of trials.md, its heading left out."""
    text = (shared / "reference" / "trials.md").read_text(encoding="utf-8")
    lines = text[text.index(after) :].splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("| "))
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().strip("*") for cell in line.strip().strip("|").split("|")])
    return rows[2:]


def test_first_published_durations_of_the_eight(shared, durations):
    want = [
        [f"{Year(int(year))}, {area}", *(cell.replace(",", "") for cell in cells)]
        for year, area, *cells in expected(shared, "## 2.")
    ]
    table = tables.first_durations(durations)
    have = [[row[0], *(cell.replace(",", "") for cell in row[1:])] for row in table.rows]
    assert len(have) == 18
    assert sorted(have) == sorted(want)
    assert table.note == "c: withheld, because so few people are counted that someone might be recognised."


def test_their_medians_beside_their_neighbours(shared, durations, neighbours):
    want = [
        [area, *(cell or "not available" for cell in cells)]
        for area, *cells in expected(shared, "### Median working days, the eight")
    ]
    assert [list(row) for row in tables.medians_beside_neighbours(durations, neighbours).rows] == want


def test_the_difference_goes_up_and_down(durations, neighbours):
    assert tables.differences(durations, neighbours) == (
        "On average over the authorities, their median lay between 3.9 days shorter than their neighbours' (2017-18) "
        "and 3.2 days longer (2014-15)."
    )


def test_england_since(shared, durations):
    want = [
        [f"{Year(int(year))}", *(cell.replace("LAs", "authorities").replace("–", " to ") for cell in cells)]
        for year, *cells in expected(shared, "## 3.")
    ]
    assert [list(row) for row in tables.england_since(durations).rows] == want


def test_the_page_has_the_tables_and_what_nobody_measured(real):
    page = trials_page(real("Islington"))
    printed = [block.id for block in page.blocks if isinstance(block, Printed)]
    assert printed == ["set-aside", "reported", "first-durations", "beside-neighbours", "england-table"]
    facts = [fact for block in page.blocks if isinstance(block, Facts) for fact in block.facts]
    assert all(any(mark in fact.texts[-1] for mark in ("as reported", "as published", "nobody")) for fact in facts)
    assert sum("nobody measured it" in fact.texts[-1] for fact in facts) == 3
    assert [block.id for block in page.blocks if isinstance(block, Drawn)] == ["own-median", "england-median"]
    told = " ".join(text for block in page.blocks if isinstance(block, Words) for text in block.texts)
    assert "from 10 to 43 working days in the eight authorities" in told


def test_an_area_that_was_not_one_of_the_eight_has_no_line_of_its_own(real):
    page = trials_page(real("Cumberland"))
    assert [block.id for block in page.blocks if isinstance(block, Drawn)] == ["england-median"]


def test_the_imagined_eight():
    release = made.imagined()
    page = trials_page(release)
    first = next(block.table for block in page.blocks if isinstance(block, Printed) and block.id == "first-durations")
    areas = {row[0].partition(", ")[2] for row in first.rows}
    assert len(areas) == 9
    assert not areas & set(tables.EIGHT.values())


def test_level_and_lottery_of_assessments_within_45_days(real):
    page = variation_page(real("Islington"))
    told = " ".join(text for block in page.blocks if isinstance(block, Words) for text in block.texts)
    assert "differences between authorities narrowed (ICC 0.137 to 0.093, p = 0.02" in told
    assert "Take care: 2014 counts only assessments recorded as single" in told
    table = next(block.table for block in page.blocks if isinstance(block, Printed))
    assert len(table.rows) == 2 * 9
    assert not any("Islington" in cell for row in table.rows for cell in row)
