"""Authorities by date: whole and sound in themselves, and the same as published tables show year by year."""

import csv
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import fastexcel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paramountcy.terms.authority import (
    FIRST_DAY,
    NoSuchAuthority,
    authorities,
    authority,
    near,
    successors,
)
from paramountcy.terms.year import Year

CIN_B1 = "data/cin/b1_children_in_need_2013_to_2025.csv"
LAIT = "data/lait/la_code_list.xlsx"
# The publisher gave the codes of 1 April 2013 to the year that ended the day before.
EARLY_IN_2013 = {"E08000037", "E06000057"}
TODAY = date(2026, 3, 31)

days = st.dates(FIRST_DAY, date(2030, 12, 31))
rows = st.deferred(lambda: st.sampled_from(every_row()))


def every_row():
    turns = [FIRST_DAY, *(date(year, 4, 1) for year in range(2008, 2031))]
    return list(dict.fromkeys(row for turn in turns for row in authorities(on=turn)))


def published(path, year):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if row["geographic_level"] == "Local authority" and row["time_period"] == str(year)
        ]


@pytest.mark.parametrize("year", range(2013, 2026))
def test_same_as_the_children_in_need_tables_on_31_march(shared, year):
    theirs = published(shared / CIN_B1, year)
    ours = authorities(on=Year(year).end)
    assert {(row["old_la_code"], row["la_name"]) for row in theirs} == {(row.la_code, row.name) for row in ours}
    assert {row["old_la_code"]: row["region_name"].replace("Inner ", "").replace("Outer ", "") for row in theirs} == {
        row.la_code: row.region for row in ours
    }
    odd = {row["new_la_code"] for row in theirs} ^ {row.gss_code for row in ours}
    assert odd == (EARLY_IN_2013 | {"E08000020", "E06000048"} if year == 2013 else set())


@pytest.mark.parametrize(
    ("until", "count"),
    [(2009, 150), (2019, 152), (2021, 151), (2023, 152), (2027, 153), (2030, 154)],
)
def test_how_many_there_are_up_to_31_march(until, count):
    assert len(authorities(on=date(until, 3, 31))) == count


def test_the_codes_from_2025_are_those_of_the_workforce_tables(shared):
    theirs = published(shared / "data/workforce/csww_indicators_2017_to_2025.csv", 2025)
    ours = {(row.la_code, row.gss_code) for row in authorities(on=date(2025, 9, 30))}
    # Two authorities that share their workforce are one row: "940 / 941".
    pairs = [zip(row["old_la_code"].split(" / "), row["new_la_code"].split(" / "), strict=True) for row in theirs]
    assert {pair for row in pairs for pair in row} == ours
    assert {("370", "E08000038"), ("373", "E08000039")} <= ours


def test_every_nine_character_code_of_an_upper_tier_table_is_known(shared):
    """The files give a code to years it was not in force, so only that it is that authority's at some time."""
    ours = {(row.la_code, row.gss_code) for row in every_row()}
    for path in [
        *shared.glob("data/cin/c*.csv"),
        *shared.glob("data/context/ons*.csv"),
        *shared.glob("data/cla/*.csv"),
    ]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            theirs = {
                (row["old_la_code"], row["new_la_code"])
                for row in csv.DictReader(file)
                if row["geographic_level"] == "Local authority"
            }
        assert theirs <= ours, path.name


def test_same_as_the_code_list_of_the_local_authority_interactive_tool(shared):
    sheet = fastexcel.read_excel(shared / LAIT).load_sheet(0).to_polars()
    listed = {f"{code:.0f}": name for code, name, region, _ in sheet.rows() if region != "NA"}
    known = {row.la_code: row for row in every_row() if not row.ended or row.ended >= date(2019, 3, 31)}
    assert set(listed) == set(known) - {""}
    for code, name in listed.items():
        row = known[code]
        on = row.ended or TODAY
        assert authority(name.removesuffix(" (Pre LG)"), on=min(on, TODAY)).la_code == code


def test_upper_tier_authorities_of_the_ons_lookup(shared):
    with (shared / "data/context/LTLA-UTLA_Apr23_Lookup_England-Wales.csv").open(encoding="utf-8-sig") as file:
        theirs = {(row["UTLA23CD"], row["UTLA23NM"]) for row in csv.DictReader(file) if row["UTLA23CD"][0] == "E"}
    assert theirs == {(row.gss_code, row.name) for row in authorities(on=date(2023, 4, 30))}


@given(days)
def test_on_any_day_no_two_share_a_code_or_a_name(on):
    standing = authorities(on=on)
    for values in (
        [row.la_code for row in standing if row.la_code],
        [row.gss_code for row in standing if row.gss_code],
        [row.name for row in standing],
    ):
        assert Counter(values).most_common(1)[0][1] == 1


@given(days)
def test_each_is_found_by_its_codes_and_every_name_it_has(on):
    for row in authorities(on=on):
        for word in filter(None, (row.la_code, row.gss_code, row.name, *row.also_called)):
            assert authority(word, on=on) == row
            assert authority(f"  {word.upper()} ", on=on) == row


def test_every_row_is_well_formed():
    regions = {row.region for row in authorities(on=TODAY)}
    assert len(regions) == 9
    for row in every_row():
        assert row.region in regions
        assert row.source
        assert row.la_code.isdigit() or not row.la_code
        assert len(row.la_code) in (0, 3)
        assert row.gss_code[:3] in {"E06", "E08", "E09", "E10", ""}
        assert len(row.gss_code) in (0, 9)
        assert row.began is None or row.ended is None or row.began < row.ended
        assert bool(row.ended) == bool(row.became)


@given(rows)
def test_what_follows_begins_the_day_after(row):
    if row.ended:
        following = successors(row, on=row.ended + timedelta(1))
        assert following
        assert all(new.began == row.ended + timedelta(1) for new in following)
        assert all(new.region == row.region for new in following)


@given(rows, days)
def test_there_is_always_somebody_in_its_place(row, on):
    now = successors(row, on=on)
    assert all(new.stands(on) for new in now)
    assert bool(now) == (on >= (row.began or FIRST_DAY))
    assert len(set(now)) == len(now)


@given(rows)
def test_what_began_took_the_place_of_something(row):
    if row.began:
        eve = row.began - timedelta(1)
        assert any(row in successors(old, on=row.began) for old in authorities(on=eve))


def test_the_spans_of_one_code_do_not_overlap():
    for code in {row.la_code for row in every_row()} - {""}:
        spans = [row for row in every_row() if row.la_code == code]
        for old, new in pairwise(spans):
            assert old.ended
            assert new.began == old.ended + timedelta(1)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Hull City Council", "Kingston upon Hull, City of"),
        ("Kingston Upon Hull", "Kingston upon Hull, City of"),
        ("London Borough of Barking & Dagenham", "Barking and Dagenham"),
        ("Royal Borough of Windsor and Maidenhead", "Windsor and Maidenhead"),
        ("St Helens Borough Council", "St. Helens"),
        ("Durham County Council", "County Durham"),
        ("City of Bristol", "Bristol, City of"),
        ("BCP Council", "Bournemouth, Christchurch and Poole"),
        ("Stockton on Tees", "Stockton-on-Tees"),
        ("The City of London Corporation", "City of London"),
        ("e08000037", "Gateshead"),
        ("390", "Gateshead"),
    ],
)
def test_as_people_write_it(asked, name):
    assert authority(asked, on=TODAY).name == name


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Gatehsead", ["Gateshead"]),
        ("Bornmouth", ["Bournemouth, Christchurch and Poole"]),
        ("Sussex", ["East Sussex", "West Sussex"]),
        ("London", ["City of London"]),
        ("999", []),
        ("", []),
        ("x" * 1_000_000, []),
    ],
)
def test_near_names(asked, names):
    assert [row.name for row in near(asked, on=TODAY)] == names


@pytest.mark.parametrize(
    ("asked", "on", "says"),
    [
        (
            "Northamptonshire",
            TODAY,
            "Northamptonshire (928) ended on 31 March 2021: for 31 March 2026 "
            "use North Northamptonshire (940) or West Northamptonshire (941)",
        ),
        (
            "E08000020",
            TODAY,
            "E08000020 is the code of Gateshead (390) until 31 March 2013: for 31 March 2026 use E08000037",
        ),
        (
            "E10000022",
            TODAY,
            "E10000022 is the code of Northumberland (929) until 31 March 2009: for 31 March 2026 use E06000057",
        ),
        (
            "E06000057",
            date(2008, 4, 1),
            "E06000057 is the code of Northumberland (929) from 1 April 2013: for 1 April 2008 use E10000022",
        ),
        (
            "Cumberland",
            date(2023, 3, 31),
            "Cumberland (942) began on 1 April 2023: for 31 March 2023 use Cumbria (909)",
        ),
        (
            "BCP",
            date(2018, 4, 1),
            "Bournemouth, Christchurch and Poole (839) began on 1 April 2019: for 1 April 2018 "
            "use Dorset (835) or Poole (836) or Bournemouth (837)",
        ),
        (
            "Surrey",
            date(2027, 4, 1),
            "Surrey (936) ended on 31 March 2027: for 1 April 2027 use East Surrey or West Surrey",
        ),
        (
            "Gatehsead",
            TODAY,
            "There is no children's services authority in England called 'Gatehsead' on 31 March 2026: "
            "did you mean Gateshead (390)?",
        ),
        (
            "999",
            TODAY,
            "There is no children's services authority in England called '999' on 31 March 2026: give its name, "
            "its three-digit code such as 390 or its nine-character code such as E08000037",
        ),
        (
            "Surrey",
            date(2007, 12, 31),
            "Authorities are known from 1 January 2008, and 31 December 2007 is before that: "
            "check the year of the date",
        ),
    ],
)
def test_why_not_in_a_sentence(asked, on, says):
    with pytest.raises(NoSuchAuthority) as raised:
        authority(asked, on=on)
    assert str(raised.value) == says


def test_no_list_before_2008():
    with pytest.raises(NoSuchAuthority, match="known from 1 January 2008"):
        authorities(on=date(2007, 12, 31))


def test_districts_below_the_upper_tier_are_not_here():
    with pytest.raises(NoSuchAuthority):
        authority("Welwyn Hatfield", on=TODAY)
    with pytest.raises(NoSuchAuthority):
        authority("E07000241", on=TODAY)


def test_a_long_text_is_cut_in_the_message():
    with pytest.raises(NoSuchAuthority) as raised:
        authority("x" * 10_000, on=TODAY)
    assert len(str(raised.value)) < 300
