"""
The tables of `../shared/reference/trials.md`, rebuilt from DfE's table C2: the eight authorities of the 2011 trials,
and England since. The expected figures are read there, so that nothing of them is typed twice.
"""

import re

import numpy as np
import polars as pl
import pytest

from paramountcy.returns.published.read import read
from paramountcy.returns.published.shape import AUTHORITY, NATIONAL

C2 = "data/cin/c2_children_in_need_assessments_duration_2014_to_2024.csv"
NEIGHBOURS = "data/context/New_Statistical_Neighbour_Groupings_April_2021.csv"
BINS = ("same_day", "1_10_days", "11_20_days", "21_30_days", "31_40_days", "41_45_days", "46_50_days", "51_60_days",
        "61_plus_days")  # fmt: skip
QUARTILES = ("25th_percentile_days", "median_days", "75th_percentile_days")
EIGHT = {
    "Cumbria": "909",
    "Hackney": "204",
    "Hammersmith and Fulham": "205",
    "Islington": "206",
    "Kensington and Chelsea": "207",
    "Knowsley": "340",
    "Wandsworth": "212",
    "Westminster": "213",
}


@pytest.fixture(scope="module")
def cells(shared):
    """Each printed figure of C2, by year, area and what follows `assessments_` in its name: a number or a symbol."""
    rows = read(shared / C2).rows
    return {
        (row["year"], row["la_code"] or row["area"], row["measure"].removeprefix("assessments_")): (
            row["status"] if row["value"] is None else row["value"]
        )
        for row in rows.filter(pl.col("geographic_level").is_in([AUTHORITY, NATIONAL])).iter_rows(named=True)
    }


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


def shown(value):
    return value if isinstance(value, str) else f"{value:,.0f}"


def test_first_published_durations_of_the_eight(shared, cells):
    rows = expected(shared, "## 2.")
    assert len(rows) == 18
    for year, area, completed, *rest in rows:
        key = int(year), EIGHT.get(area, area)
        thousands = area == "England"
        have = [shown(cells[(*key, name)]) for name in ("completed", *BINS)]
        assert [text if thousands else text.replace(",", "") for text in have] == [completed, *rest[:9]], (year, area)
        assert " / ".join(shown(cells[(*key, name)]) for name in QUARTILES) == rest[9], (year, area)
        assert over_45(cells, key) == rest[10], (year, area)


def over_45(cells, key):
    """What is left of 100 after the percentage within 45 days. England's bins are rounded, so it matters which way."""
    within = [cells[(*key, name)] for name in BINS[:6]]
    if any(isinstance(value, str) for value in (*within, *(cells[(*key, name)] for name in BINS[6:]))):
        whole = cells[(*key, "completed")]
        late = [cells[(*key, name)] for name in BINS[6:]]
        if any(isinstance(value, str) for value in late):
            return "c"
        return f"{round(100 * sum(late) / whole, 1):.1f}"
    return f"{100 - round(100 * sum(within) / cells[(*key, 'completed')], 1):.1f}"


def test_their_medians_beside_their_neighbours(shared, cells):
    """Own median, and in brackets that of the neighbours' medians, trial authorities left out; halves to even."""
    neighbours = read(shared / NEIGHBOURS).rows
    rows = expected(shared, "### Median working days, the eight")
    assert [row[0] for row in rows] == list(EIGHT)
    for area, *medians in rows:
        code = EIGHT[area]
        near = neighbours.filter((pl.col("la_code") == code) & (pl.col("listed_under") == ""))["neighbour_code"]
        others = [other for other in near if other not in EIGHT.values()]
        for year, printed in zip(range(2014, 2025), medians, strict=True):
            known = [cells.get((year, other, "median_days")) for other in others]
            middle = round(float(np.median([value for value in known if isinstance(value, float)])))
            own = cells.get((year, code, "median_days"))
            assert f"{own:.0f} ({middle})" if isinstance(own, float) else f"({middle})" == printed, (year, area)


def test_england_2014_to_2024(shared, cells):
    rows = expected(shared, "## 3.")
    assert [int(row[0]) for row in rows] == list(range(2014, 2025))
    for row in rows:
        year = int(row[0])
        whole = cells[year, "England", "completed"]
        done = [cells[year, "England", name] for name in BINS]
        medians = np.array([
            value for (of, area, name), value in cells.items()
            if of == year and name == "median_days" and area != "England" and isinstance(value, float)
        ])  # fmt: skip
        low, high = np.quantile(medians, [0.1, 0.9])
        assert row[1:] == [
            f"{whole:,.0f}",
            f"{100 * sum(done[:2]) / whole:.1f}",
            f"{100 * sum(done[:6]) / whole:.1f}",
            f"{100 * done[8] / whole:.1f}",
            shown(cells[year, "England", "median_days"]),
            f"{medians.std(ddof=1):.1f}" + (f" ({len(medians)} LAs)" if year == 2014 else ""),
            f"{low:.0f}–{high:.0f}",
            f"{(done[5] / 5) / (done[4] / 10):.2f}",
            f"{done[6] / done[5]:.2f}",
        ], year


def test_the_break_that_the_first_year_is(cells):
    """2014 counts single assessments alone: 44 of 152 authorities have no median."""
    without = [key for key, value in cells.items() if key[0] == 2014 and key[2] == "median_days" and value == "z"]
    authorities = [key for key in cells if key[0] == 2014 and key[2] == "median_days" and key[1] != "England"]
    assert (len(without), len(authorities)) == (44, 152)
    assert cells[2014, "England", "completed"] == 175_290
    assert cells[2015, "England", "completed"] == 550_810


def test_the_references_of_this_test_are_read_and_not_empty(shared):
    assert re.search(r"\| 2015 \| \*\*England\*\* \|", (shared / "reference" / "trials.md").read_text(encoding="utf-8"))
