"""Tables that are not as expected: each fault gets a sentence with its place, and the rest is read."""

import polars as pl
import pytest

from paramountcy.returns.published.read import read, read_bytes
from paramountcy.returns.published.read_table import recognise
from paramountcy.returns.published.shape import FIGURES, PUBLISHED, NotPublished
from tests.returns.published import made_tables as made

VALUES = made.C1_FIGURES_2025


def test_the_shape_is_the_same_for_all():
    for content in (made.c1_2024(), made.c1_2025(), made.population(2024, (made.ISLINGTON, 1, 2, 3))):
        assert dict(read_bytes(content, "t.csv").rows.schema) == dict(FIGURES)


def test_a_renamed_column_is_kept_under_its_own_name_and_said():
    columns = ("referral_counts" if name == "referral_count" else name for name in made.C1_2025)
    content = made.table(tuple(columns), (2025, made.ISLINGTON, *VALUES))
    assert made.one(content, "cin/c1/referral_counts")["value"] == 2407
    assert made.one(content, "rereferral_count")["value"] == 400
    assert made.notes(content) == [
        "referral_counts: no release of cin/c1 that we know has this column: kept as cin/c1/referral_counts; "
        "referral_count is missing: if that is what it is, its name has changed",
        "the heading: it has no column referral_count, which gives referral_count",
    ]


def test_a_new_column_of_words_is_a_breakdown():
    content = made.table((*made.C1_2025, "sex"), (2025, made.ISLINGTON, *VALUES, "Girls"))
    assert {row["breakdown"] for row in made.figures(content)} == {"sex: Girls"}
    assert made.notes(content) == ["sex: no release of cin/c1 that we know has this column: kept as a breakdown"]


def test_a_table_we_do_not_know_is_kept_under_its_own_names():
    content = made.table(("group", "visits", "visits_rate"), (2025, made.ISLINGTON, "all", "12", "c"))
    reading = read_bytes(content, "New Table (2).csv")
    assert reading.data_set == "other/new_table_2"
    assert [(row["measure"], row["value"], row["status"], row["breakdown"]) for row in reading.rows.to_dicts()] == [
        ("other/new_table_2/visits", 12, PUBLISHED, "group: all"),
        ("other/new_table_2/visits_rate", None, "c", "group: all"),
    ]
    assert "none of the tables we know" in str(reading.notes[0])


def test_cells_that_say_nothing_are_listed_with_their_place():
    values = ("Referrals", "twelve", "", "16.6", "n/a", "4.2", "500", "20.8", "2000", "350", "17.5")
    content = made.c1_2025((2025, made.HACKNEY, *VALUES), (2025, made.ISLINGTON, *values))
    assert made.notes(content) == [
        "row 3, column referral_count: a cell is neither a number nor a known symbol ('twelve'), and kept without a "
        "value",
        "row 3, column rereferral_count: a cell is empty, where a number or a symbol should stand",
        "row 3, column no_further_action_count: a cell is neither a number nor a known symbol ('n/a'), and kept "
        "without a value",
    ]
    rows = read_bytes(content, "t.csv").rows
    assert rows.filter(pl.col("value").is_null())["printed"].to_list() == ["twelve", None, "n/a"]
    assert rows.height == 20


def test_an_area_that_does_not_exist_is_kept_as_printed_and_said():
    place = made.authority("999", "E09000099", "Islingtn")
    content = made.c1_2025((2025, place, *VALUES), (2025, made.HACKNEY, *VALUES))
    found = [row for row in made.figures(content) if row["la_code"] == "999"]
    assert len(found) == 10
    assert {(row["gss_code"], row["area"]) for row in found} == {("E09000099", "Islingtn")}
    (note,) = made.notes(content)
    assert note.startswith("row 2: There is no children's services authority in England called '999'")


def test_an_authority_after_its_end_says_what_it_became():
    place = made.authority("909", "E10000006", "Cumbria", ("E12000002", "North West"))
    content = made.c1_2025((2025, place, *VALUES))
    assert made.notes(content) == [
        "row 2: Cumbria (909) ended on 31 March 2023: for 31 March 2025 use Cumberland (942) or Westmorland and "
        "Furness (943)"
    ]
    assert {row["la_code"] for row in made.figures(content)} == {"909"}


def test_a_row_of_symbols_for_an_authority_that_had_ended_is_no_fault():
    place = made.authority("909", "E10000006", "Cumbria", ("E12000002", "North West"))
    assert made.notes(made.c1_2025((2025, place, "Referrals", *["z"] * 10))) == []


def test_codes_that_contradict_each_other_are_said():
    place = made.authority("206", "E09000012", "Islington")
    content = made.c1_2025((2025, place, *VALUES))
    assert made.notes(content) == [
        "row 2: 206 is Islington, and E09000012 is Hackney: it was taken by its three-digit code"
    ]
    assert {row["gss_code"] for row in made.figures(content)} == {"E09000019"}


def test_two_authorities_printed_as_one_stay_so():
    place = made.authority("314 / 318", "E09000021 / E09000027", "Kingston upon Thames / Richmond upon Thames")
    content = made.table(("inpost_fte", "turnover_rate_fte", "cases"), (2025, place, "100", "12.5", "7"))
    found = made.one(content, "turnover_rate_fte", "csww_indicators_2025.csv")
    assert (found["la_code"], found["gss_code"]) == ("314 / 318", "E09000021 / E09000027")


def test_a_region_that_is_none_is_said():
    place = (*made.LONDON[:4], "E12000099", "Mercia", "", "", "")
    assert made.notes(made.c1_2025((2025, place, *VALUES))) == ["row 2: there is no region 'Mercia' in England"]


def test_rows_of_other_levels_and_without_a_year_are_listed():
    school = ("Reporting year", "School", *made.ISLINGTON[2:])
    rows = [(2025, made.ISLINGTON, *VALUES), (2025, school, *VALUES), ("next", made.HACKNEY, *VALUES)]
    content = made.c1_2025(*rows)
    assert made.notes(content) == [
        "row 3: a row is left out: the level 'School' is none that we keep",
        "row 4: a row is left out: the period 'next' is none that we keep",
    ]
    assert {row["la_code"] for row in made.figures(content)} == {"206"}


def test_a_row_twice_counts_once():
    rows = [(2025, made.ISLINGTON, *VALUES), (2025, made.ISLINGTON, *VALUES)]
    content = made.c1_2025(*rows)
    assert made.notes(content) == ["row 3: it is about the same area, period and breakdown as row 2, and was left out"]
    assert len(made.figures(content)) == 10


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "not a published table"),
        (b"", "empty"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"<html><body>Sign in</body></html>", "web page"),
        (b"time_period\tgeographic_level\tx\n", "tabs"),
        (made.table(("referral_count",)), "no row of it names a year"),
        (made.table(("sex",), (2025, made.ISLINGTON, "Girls")), "none of its columns holds figures"),
        (b"PAR1 nonsense", "Parquet file that can't be read"),
    ],
    ids=["other", "empty", "zip", "html", "tabs", "no rows", "no figures", "parquet"],
)
def test_what_is_no_published_table_is_refused_with_a_sentence(content, said):
    with pytest.raises(NotPublished, match=said):
        read_bytes(content, "t.csv")


def test_a_file_is_known_by_its_columns_whatever_its_name(shared):
    files = [path for path in sorted((shared / "data").rglob("*.csv")) if path.parent.name != "lait"]
    known = 0
    for path in files:
        try:
            named = read(path)
        except NotPublished:
            continue
        if named.kind == "figures":
            assert read_bytes(path.read_bytes(), "download (3).csv").data_set == named.data_set, path.name
            known += 1
    assert known == 37


def test_a_name_alone_does_not_make_a_table():
    assert recognise(["visits", "visits_rate"], "c1_children_in_need.csv", pl.DataFrame()) is None


def test_a_file_name_that_promises_another_year():
    content = made.c1_2025()
    assert made.notes(content, "c1_2013_to_2026.csv") == [
        "its name says that it goes to 2026, and its figures go to 2025"
    ]


def test_every_published_cell_is_there_once(shared):
    """Against a slow reading with nothing but the csv module: as many figures, the same text, the same numbers."""
    import csv

    path = shared / "data/cin/b6_children_in_need_reason_for_closure_2013_to_2024.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    columns = [name for name in lines[0] if name not in (*made.PLACES, "category")]
    slow = sorted(
        (line["time_period"], line["la_name"] or line["region_name"] or "England", line[name])
        for line in lines
        for name in columns
    )
    rows = read(path).rows
    assert sorted(rows.select("time_period", "area", "printed").iter_rows()) == slow
    numbers = [text for _, _, text in slow if text.replace(".", "", 1).isdigit()]
    assert rows["value"].drop_nulls().sort().to_list() == sorted(map(float, numbers))
