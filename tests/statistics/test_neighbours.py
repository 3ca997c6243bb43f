"""Neighbours as given: the middle of them, who is left out, and how close they are said to be."""

import polars as pl
import pytest

from paramountcy.statistics.intervals import shares
from paramountcy.statistics.neighbours import Row, beside
from paramountcy.statistics.shape import CannotSay

LABELS = {"2021": ["Not Close"] * 4, "2025": ["Very close ", "Close", "Close", None]}
NEIGHBOURS = pl.DataFrame(
    [
        ("Ayton", name, rank + 1, LABELS[vintage][rank], vintage)
        for vintage in LABELS
        for rank, name in enumerate(["Beeley", "Ceeton", "Deeham", "Eastby"])
    ],
    schema=["area", "neighbour", "rank", "closeness", "vintage"],
    orient="row",
)
COUNTS = {
    "Ayton": (150, 1_000),
    "Beeley": (200, 1_000),
    "Ceeton": (220, 1_000),
    "Deeham": (240, 1_000),
    "Eastby": (0, 0),
}
VALUES = {name: shares(count, size)[0] for name, (count, size) in COUNTS.items()}


def set_beside(**changes):
    asked = {"vintages": ["2025"], "what": "re-referrals within 12 months", **changes}
    return beside("Ayton", VALUES, NEIGHBOURS, **asked)


def test_the_middle_of_the_neighbours_their_closeness_and_who_is_missing():
    found = set_beside()
    (group,) = found.groups
    assert (group.median, group.lower_quartile, group.upper_quartile) == pytest.approx((0.22, 0.21, 0.23))
    assert group.closeness == {"very close": 1, "close": 2, "closeness not given": 1}
    assert found.says == (
        "Ayton, re-referrals within 12 months: 15.0% (95% interval 12.9% to 17.3%). Statistical neighbours of 2025 "
        "(3 of 4 known; 1 very close, 2 close and 1 closeness not given): the middle one has 22.0%, and half of them "
        "lie between 21.0% and 23.0%. Ayton is below that half. Left out: Eastby (there were none to take a share of)."
    )


def test_rows_of_neighbours_say_the_same_as_a_table_of_them():
    asked = {"vintages": ["2025", "2021"], "what": "re-referrals within 12 months"}
    rows = [Row(*row) for row in NEIGHBOURS.iter_rows()]
    assert beside("Ayton", VALUES, rows, **asked) == beside("Ayton", VALUES, NEIGHBOURS, **asked)


def test_both_vintages_stand_side_by_side_and_none_close_is_told():
    found = set_beside(vintages=["2021", "2025"])
    assert [group.label for group in found.groups] == [
        "Statistical neighbours of 2021",
        "Statistical neighbours of 2025",
    ]
    assert "None of them is close, so this comparison can say little." in found.says_of(found.groups[0])
    assert "None of them is close" not in found.says_of(found.groups[1])


def test_a_region_or_a_list_of_ones_own_stands_beside_without_the_area_itself():
    found = set_beside(also={"The north": ["Ayton", "Beeley", "Ceeton", "Deeham"]})
    region = found.groups[1]
    assert region.members == ("Beeley", "Ceeton", "Deeham")
    assert region.closeness == {}
    assert found.says_of(region).startswith("The north (3 of 3 known): the middle one has 22.0%")


@pytest.mark.parametrize(
    ("count", "size", "stands"), [(300, 1_000, "above that half"), (22, 100, "not clearly different")]
)
def test_a_difference_is_told_only_where_the_interval_clears_the_middle_half(count, size, stands):
    values = VALUES | {"Ayton": shares(count, size)[0]}
    assert stands in beside("Ayton", values, NEIGHBOURS, vintages=["2025"], what="x").says


def test_too_few_known_or_no_list_is_said():
    few = {name: VALUES[name] for name in ("Ayton", "Beeley", "Eastby")}
    told = beside("Ayton", few, NEIGHBOURS, vintages=["2025"], what="x")
    assert told.says.endswith("Statistical neighbours of 2025: not given, as only 1 of 4 have a figure.")
    other = beside("Beeley", VALUES, NEIGHBOURS, vintages=["2025"], what="x")
    assert other.says.endswith("Statistical neighbours of 2025: not given, as there is no list for this area.")


def test_an_area_without_a_value_is_still_told_its_neighbours():
    values = VALUES | {"Ayton": VALUES["Eastby"]}
    told = beside("Ayton", values, NEIGHBOURS, vintages=["2025"], what="x").says
    assert told.startswith("Ayton, x: not given: there were none")
    assert "below" not in told


def test_an_unknown_vintage_area_or_column_is_refused():
    with pytest.raises(CannotSay, match="no statistical neighbours of 1999: choose 2021 and 2025"):
        set_beside(vintages=["1999"])
    with pytest.raises(CannotSay, match="there is no figure for Nowhere"):
        beside("Nowhere", VALUES, NEIGHBOURS, vintages=["2025"], what="x")
    with pytest.raises(ValueError, match="closeness is missing"):
        beside("Ayton", VALUES, NEIGHBOURS.drop("closeness"), vintages=["2025"], what="x")
