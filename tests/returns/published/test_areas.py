"""Levels, regions and authorities as printed rows name them."""

from datetime import date

import pytest

from paramountcy.returns.published import areas
from paramountcy.returns.published.shape import AUTHORITY, DISTRICT, NATIONAL, PART_OF_LONDON, REGIONAL

DAY = date(2025, 3, 31)


def test_the_nine_regions_and_two_parts_of_one():
    levels = [one.area.geographic_level for one in areas.regions()]
    assert (levels.count(NATIONAL), levels.count(REGIONAL), levels.count(PART_OF_LONDON)) == (1, 9, 2)
    london = areas.region("London").area.gss_code
    assert {one.part_of for one in areas.regions() if one.area.geographic_level == PART_OF_LONDON} == {london}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("England", "E92000001"),
        ("970", "E92000001"),
        ("yorkshire and the humber", "E12000003"),
        ("London (Inner)", "E13000001"),
        ("", None),
        ("Mercia", None),
    ],
)
def test_a_region_by_any_name(asked, code):
    found = areas.region(asked)
    assert (found.area.gss_code if found else None) == code


def test_a_region_whose_code_and_name_differ_is_taken_by_its_code():
    area, wrong = areas.region_area("E12000007", "North East")
    assert area.name == "London"
    assert wrong == "E12000007 is London, and the row says North East: it was taken by its code"


@pytest.mark.parametrize(
    "row", [("206", "E09000019", "Islington"), ("", "E09000019", ""), ("", "", "Islington"), ("206", "", "")]
)
def test_an_authority_by_what_the_row_has(row):
    area, wrong = areas.authority_area(*row, DAY)
    assert (area, wrong) == (areas.Area(AUTHORITY, "206", "E09000019", "Islington"), "")
    assert area.code == "206"


def test_a_district_has_the_code_of_the_authority_it_is():
    assert areas.district_area("E09000019", "Islington")[0] == areas.Area(DISTRICT, "206", "E09000019", "Islington")
    assert areas.district_area("E07000008", "Cambridge")[0].la_code == ""


def test_the_day_of_a_year():
    assert areas.day_of(2024, (3, 31)) == date(2024, 3, 31)
    assert areas.day_of(1999, (3, 31)) == date(2008, 1, 1), "authorities are known from 2008 on"
