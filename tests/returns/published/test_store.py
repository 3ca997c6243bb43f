"""The store: loaded whole or not at all, replaced at once, and asked with sentences where it has no answer."""

import json
import os
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import polars as pl
import pytest

from paramountcy.returns.published.keep import Left, keep, load, source_of, tables_in
from paramountcy.returns.published.manifest import MANIFEST, NotInStore, default_folder, read_manifest
from paramountcy.returns.published.read import read_bytes
from paramountcy.returns.published.shape import FIGURES, NotPublished
from paramountcy.returns.published.store import Neighbour, Store
from tests.returns.published import made_tables as made

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=timezone(timedelta()))


def fill(folder, **files):
    tables = [(read_bytes(text, f"{name}.csv"), source_of(text, f"{name}.csv")) for name, text in files.items()]
    return keep(tables, folder, at=NOW)


@pytest.fixture
def store(tmp_path):
    rows = [
        (year, place, "Referrals and Re-referrals", f"{1000 + year}", *made.C1_FIGURES_2025[2:])
        for year in (2022, 2023, 2024, 2025)
        for place in (made.ENGLAND, made.LONDON, made.INNER, made.ISLINGTON, made.HACKNEY)
    ]
    cumbria = made.authority("909", "E10000006", "Cumbria", ("E12000002", "North West"))
    rows += [(year, cumbria, *made.C1_FIGURES_2025) for year in (2022, 2023)]
    people = made.population(
        2024, (made.ENGLAND, 12000000, 12100000, 12183016), (made.ISLINGTON, 36000, 36129, "x"),
        (made.HACKNEY, 60000, 61000, 62000),
    )  # fmt: skip
    fill(tmp_path / "s", c1=made.c1_2025(*rows), population=people)
    return Store(tmp_path / "s")


def test_a_measure_in_the_shape_of_all_figures(store):
    answer = store.measure("referral_count", areas=["Islington", "E12000007"], years=[2024, 2025])
    assert dict(answer.figures.schema) == dict(FIGURES)
    assert [(row["year"], row["area"], row["value"]) for row in answer.figures.to_dicts()] == [
        (2024, "Islington", 3024),
        (2024, "London", 3024),
        (2025, "Islington", 3025),
        (2025, "London", 3025),
    ]
    assert answer.label == "Referrals in the year"
    assert answer.attribution.startswith("Contains public sector information licensed under the Open Government Lic")


@pytest.mark.parametrize("asked", ["206", "E09000019", "Islington", "london borough of islington"])
def test_an_area_by_any_of_its_names(store, asked):
    assert store.measure("referral_count", areas=[asked]).figures["la_code"].unique().to_list() == ["206"]


def test_all_areas_of_a_level(store):
    rows = store.measure("referral_count", level="Local authority", years=[2025]).figures
    assert sorted(rows["area"]) == ["Hackney", "Islington"]


def test_the_nine_regions(store):
    assert len(store.regions()) == 9
    assert not {"Inner London", "Outer London"} & {area.name for area in store.regions()}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"areas": ["Islingtn"]}, r"no children's services authority .* called 'Islingtn' .* did you mean Islington"),
        ({"areas": ["Cumbria"], "years": [2025]}, r"Cumbria \(909\) ended on 31 March 2023: .* use Cumberland"),
        ({"years": [2026, 2027]}, "published for 2022 to 2025 in cin/c1: there is no 2026 and 2027"),
        ({"data_set": "cin/c5"}, "the store has no referral_count in cin/c5"),
        ({"version": "2013_to_2024"}, "the store has no referral_count in 2013_to_2024"),
    ],
    ids=["near", "became", "year", "table", "release"],
)
def test_a_question_without_an_answer_gets_a_sentence(store, asked, said):
    with pytest.raises(NotInStore, match=said):
        store.measure("referral_count", **asked)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("referral_cout", "there is no measure 'referral_cout': did you mean referral_count"),
        ("assessments_completed", r"is of the table cin/c2 \(Duration of assessment\), and the store does not have"),
        ("zzz", "there is no measure 'zzz'$"),
    ],
)
def test_a_measure_that_is_not_there(store, name, said):
    with pytest.raises(NotInStore, match=said):
        store.measure(name)


def test_what_is_missing_of_an_answer_is_in_its_notes(store):
    answer = store.measure("referral_count", areas=["Cumbria", "Islington"], years=[2022, 2023, 2024, 2026])
    assert answer.figures.height == 5
    assert answer.notes == (
        "referral_count is published for 2022 to 2025 in cin/c1: there is no 2026",
        "Cumbria (909) ended on 31 March 2023: for 31 March 2024 use Cumberland (942) or Westmorland and Furness (943)",
    )
    absent = store.measure("referral_count", areas=["Camden", "Islington"], years=[2025])
    assert absent.notes == ("the table has no row of 202 in 2025",)


def test_a_series_through_a_reorganisation_says_so(tmp_path):
    old = made.authority("835", "E10000009", "Dorset", ("E12000009", "South West"))
    new = made.authority("838", "E06000059", "Dorset", ("E12000009", "South West"))
    fill(tmp_path, c1=made.c1_2025((2019, old, *made.C1_FIGURES_2025), (2020, new, *made.C1_FIGURES_2025)))
    answer = Store(tmp_path).measure("referral_count", areas=["Dorset"])
    assert answer.figures["la_code"].to_list() == ["835", "838"]
    assert answer.notes == ("Dorset is not the same area in all these years: its code is 835 to 2019 and 838 to 2020",)


def test_authorities_printed_as_one_are_found_under_either(tmp_path):
    both = made.authority("314 / 318", "E09000021 / E09000027", "Kingston upon Thames / Richmond upon Thames")
    fill(tmp_path, csww_indicators=made.table(("inpost_fte", "turnover_rate_fte"), (2025, both, "100", "12.5")))
    answer = Store(tmp_path).measure("turnover_rate_fte", areas=["Richmond upon Thames"])
    assert answer.figures["value"].to_list() == [12.5]
    assert answer.notes == ("Social workers: indicators prints 314 / 318 as one: the figures are of both together",)


def test_a_rate_follows_its_count_and_its_population(store):
    answer = store.measure("referral_rate", areas=["England", "Islington"], years=[2024, 2025])
    assert [(row["year"], row["area"], row["value"], row["status"]) for row in answer.figures.to_dicts()] == [
        (2024, "Islington", 837.0, "computed"),
        (2024, "England", 2.5, "computed"),
        (2025, "Islington", None, "x"),
        (2025, "England", 2.5, "computed"),
    ]


def test_a_rate_without_its_population_says_what_is_needed(tmp_path):
    fill(tmp_path, c1=made.c1_2025(), population=made.population(2023, (made.ISLINGTON, 1, 2, 3)))
    with pytest.raises(NotInStore, match="population estimates that end in 2024 are needed: load them"):
        Store(tmp_path).measure("referral_rate")


def test_a_release_may_be_named(tmp_path):
    fill(tmp_path, old=made.c1_2024(), new=made.c1_2025())
    store = Store(tmp_path)
    assert store.measure("referral_count").figures["version"].to_list() == ["2025"]
    assert store.measure("referral_rate", version="2024").figures["status"].to_list() == ["published"]


def test_a_breakdown_may_be_asked_for(tmp_path):
    columns = ("care_leaver_age", "breakdown", "care_leaver_count", "care_leaver_percent")
    rows = [(2025, made.ISLINGTON, "17 to 18 years", what, "12", "k") for what in ("Suitable", "Unsuitable")]
    fill(tmp_path, la_care_leavers_accommodation=made.table(columns, *rows))
    text = "age: 17 to 18 years; accommodation: Suitable"
    found = Store(tmp_path).measure("care_leaver_accommodation_percent", breakdown=text).figures.to_dicts()
    assert [(row["breakdown"], row["value"], row["status"]) for row in found] == [(text, None, "k")]


NEIGHBOURS = (
    "old_la_code,la_name," + ",".join(f"SN_{rank},SN_{rank}P" for rank in range(1, 11)) + "\n"
    "206,Islington," + ",".join(f"{code},Close " for code in range(201, 206)) + ","
    + ",".join(f"{code},Not Close" for code in range(207, 212)) + "\n"
    "909,Cumbria," + ",".join(f"{code},Extremely close" for code in range(201, 211)) + "\n"
).encode()  # fmt: skip


def test_neighbours_as_published(tmp_path):
    fill(tmp_path, neighbours_2021=NEIGHBOURS)
    store = Store(tmp_path)
    near = store.neighbours("Islington", vintage=2021)
    assert near[0] == Neighbour(1, "201", "City of London", "Close")
    assert [one.closeness for one in near] == ["Close"] * 5 + ["Not close"] * 5
    assert store.neighbours("Cumbria", vintage=2021)[9].la_code == "210"
    for asked, said in (
        ("Cumberland", r"Cumberland \(942\) has no neighbours in the list of 2021"),
        ("Camdn", "did you mean Camden"),
    ):
        with pytest.raises(NotInStore, match=said):
            store.neighbours(asked, vintage=2021)
    with pytest.raises(NotInStore, match="the store has context/neighbours of 2021, and not of 2025"):
        store.neighbours("Islington", vintage=2025)


def test_neighbours_without_a_year_are_refused():
    with pytest.raises(NotPublished, match="does not say of which year"):
        read_bytes(NEIGHBOURS, "neighbours.csv")


def test_the_manifest_says_where_a_table_is_from(tmp_path):
    fill(tmp_path, c1_2013_to_2025=made.c1_2025())
    (entry,) = read_manifest(tmp_path)
    text = made.c1_2025()
    source = source_of(text, "c1_2013_to_2025.csv")
    assert (entry.source, entry.licence, entry.loaded) == (
        source, "Open Government Licence v3.0", "2026-11-21T12:30:00+00:00"
    )  # fmt: skip
    assert len(source.sha256) == 64
    assert (entry.first_year, entry.last_year, entry.rows, entry.levels) == (2025, 2025, 10, ("Local authority",))


def test_loading_again_replaces(tmp_path):
    fill(tmp_path, c1=made.c1_2025())
    before = Store(tmp_path)
    entries, replaced = fill(tmp_path, c1=made.c1_2025((2025, made.HACKNEY, *made.C1_FIGURES_2025)))
    assert [entry.key for entry in replaced] == [entry.key for entry in entries] == [("cin/c1", "2025")]
    assert Store(tmp_path).measure("referral_count").figures["area"].to_list() == ["Hackney"]
    assert before.measure("referral_count").figures["area"].to_list() == ["Islington"], "whoever reads goes on reading"
    fill(tmp_path, d3=made.table(("CPP_start", "CPP_subsequent", "CPP_subsequent_percent"),
                                 (2025, made.HACKNEY, "1", "2", "3")))  # fmt: skip
    assert len(list((tmp_path / "tables").iterdir())) == 2, "what nothing names any more is gone"


def test_a_load_that_breaks_leaves_the_store_as_it_was(tmp_path, monkeypatch):
    fill(tmp_path, c1=made.c1_2025())

    def break_off(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("paramountcy.returns.published.keep.write_manifest", break_off)
    with pytest.raises(OSError, match="full"):
        fill(tmp_path, c1=made.c1_2025((2025, made.HACKNEY, *made.C1_FIGURES_2025)))
    assert Store(tmp_path).measure("referral_count").figures["area"].to_list() == ["Islington"]


def test_loading_files_lists_what_was_left(tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "c1_2025.csv").write_bytes(made.c1_2025())
    (folder / "c1_copy.csv").write_bytes(made.c1_2025())
    (folder / "c1_other.csv").write_bytes(made.c1_2025((2025, made.HACKNEY, *made.C1_FIGURES_2025)))
    (folder / "notes.md").write_text("not a table")
    (folder / "other.csv").write_text("a,b\n1,2\n")
    (folder / ".hidden.csv").write_bytes(made.c1_2024())
    loaded = load(tables_in(folder), tmp_path / "s", at=NOW)
    assert [entry.data_set for entry in loaded.entries] == ["cin/c1"]
    assert loaded.left == (
        Left("notes.md", "it is neither CSV nor Parquet: of published tables those are read"),
        Left("other.csv", "it is not a published table: one has the columns time_period and geographic_level, and "
             "areas by their codes"),
        Left("c1_copy.csv", "it is a copy of c1_2025.csv, which was loaded"),
        Left("c1_other.csv", "it is cin/c1 2025, and so is c1_2025.csv, which was loaded and differs: load the right "
             "one alone"),
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_only_its_owner_may_look_into_it(tmp_path):
    fill(tmp_path / "new" / "store", c1=made.c1_2025())
    for path in (tmp_path / "new" / "store", tmp_path / "new" / "store" / "tables"):
        assert path.stat().st_mode & 0o777 == 0o700
    for path in (tmp_path / "new" / "store").rglob("*"):
        if path.is_file():
            assert path.stat().st_mode & 0o777 == 0o600, path.name


def test_a_folder_with_other_things_is_no_store(tmp_path):
    (tmp_path / "letter.docx").write_text("dear")
    with pytest.raises(NotInStore, match="holds other things: choose an empty folder"):
        fill(tmp_path, c1=made.c1_2025())
    assert [path.name for path in tmp_path.iterdir()] == ["letter.docx"]


def test_one_load_at_a_time(tmp_path):
    fill(tmp_path, c1=made.c1_2025())
    fcntl = pytest.importorskip("fcntl")
    with (tmp_path / ".lock").open("r+b") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(NotInStore, match="somebody else is loading"):
            fill(tmp_path, c1=made.c1_2024())


def test_an_empty_store_says_how_to_fill_it(tmp_path):
    assert Store(tmp_path).entries == ()
    with pytest.raises(NotInStore, match=r"there is no store in .* `paramountcy national load FOLDER`"):
        Store(tmp_path).measure("referral_count")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda held: "{", "is damaged"),
        (lambda held: json.dumps({**held, "format": 99}), "another version of Paramountcy"),
        (
            lambda held: json.dumps({"format": 1, "tables": [{**held["tables"][0], "file": "../../etc/passwd"}]}),
            "damag",
        ),
        (lambda held: json.dumps({"format": 1, "tables": [{**held["tables"][0], "file": "/etc/passwd"}]}), "damaged"),
        (lambda held: json.dumps([1]), "damaged"),
    ],
    ids=["cut", "version", "above", "absolute", "list"],
)
def test_a_list_that_was_tampered_with_is_refused(tmp_path, change, said):
    fill(tmp_path, c1=made.c1_2025())
    path = tmp_path / MANIFEST
    path.write_text(change(json.loads(path.read_text())))
    with pytest.raises(NotInStore, match=said):
        Store(tmp_path)


def test_a_table_that_was_damaged_is_said(tmp_path):
    fill(tmp_path, c1=made.c1_2025())
    (path,) = (tmp_path / "tables").iterdir()
    path.write_bytes(b"PAR1 no more")
    with pytest.raises(NotInStore, match="can't be read: load it again"):
        Store(tmp_path).measure("referral_count")


@pytest.mark.parametrize(
    ("environ", "platform", "folder"),
    [
        ({"XDG_DATA_HOME": "/data"}, "linux", "/data/paramountcy/national"),
        ({"XDG_DATA_HOME": "relative"}, "linux", "/home/ann/.local/share/paramountcy/national"),
        ({}, "darwin", "/home/ann/Library/Application Support/paramountcy/national"),
        ({"LOCALAPPDATA": "C:/Users/ann/AppData/Local"}, "win32", "C:/Users/ann/AppData/Local/paramountcy/national"),
        ({}, "win32", "/home/ann/AppData/Local/paramountcy/national"),
    ],
)
def test_the_folder_that_each_system_keeps_data_in(environ, platform, folder):
    assert default_folder(environ, platform, Path("/home/ann")).as_posix() == folder


def test_the_published_folder_loads_whole(shared, tmp_path):
    """Everything of ../shared/data that is a table, in one go; and it is asked quickly."""
    loaded = load(tables_in(shared / "data"), tmp_path / "s", at=NOW)
    assert len(loaded.entries) == 42
    assert sum(entry.rows for entry in loaded.entries) == 1_297_166
    assert {left.file for left in loaded.left} == {
        "ORIGIN.md", "LA_Inspection_Outcomes_as_at_31_March_2025.ods", "csc_dashboard_summary_page_metadata.csv",
        "la_code_list.xlsx", "sn_april_2021.xlsx", "sn_may_2025.xlsx",
    }  # fmt: skip
    assert [note for entry in loaded.entries for note in entry.notes] == [
        "row 155: the rows below stand under the heading 'Old SNs'",
        "row 175611: the period '0' of lait/CINPermExclusion names no year: its 170 figures are kept without one",
        "14 measures are described twice, in different words: both are kept",
    ]
    store = Store(tmp_path / "s")
    everywhere = store.measure("referral_count", years=[2025], level="Local authority")
    assert everywhere.figures.height == 153
    tool = store.measure("lait/ReReferral", areas=["Islington"], years=[2024])
    assert (tool.figures["value"].to_list(), tool.unit) == ([15.9], "% of referrals")
    assert store.dictionary("lait/ReReferral")["polarity"] == "Low"
    assert store.lower_tier().height == 318
    printed = store.scan("cin/d1").filter(pl.col("measure") == "cpp_at31_rate").collect()
    assert printed["printed"].null_count() == 0


def test_nothing_is_written_outside_of_the_store(tmp_path):
    before = set(os.listdir(tmp_path))
    fill(tmp_path / "s", c1=made.c1_2025())
    assert set(os.listdir(tmp_path)) - before == {"s"}


def test_a_folder_with_far_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("paramountcy.returns.published.keep.MOST_FILES", 3)
    for place in range(4):
        (tmp_path / f"{place}.csv").write_text("a")
    with pytest.raises(NotPublished, match="holds more than 3 files"):
        tables_in(tmp_path)


def test_a_file_that_can_not_be_read_is_left(tmp_path, monkeypatch):
    (tmp_path / "large.csv").write_bytes(made.c1_2025())
    monkeypatch.setattr("paramountcy.returns.published.read.LARGEST", 10)
    loaded = load([tmp_path / "gone.csv", tmp_path / "large.csv"], tmp_path / "s", at=NOW)
    assert [left.said for left in loaded.left] == [
        "it could not be read: No such file or directory",
        "it has more than 10 bytes, and no published table is so large",
    ]


def test_a_file_is_no_store(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotInStore, match="can't be a store"):
        fill(tmp_path / "file", c1=made.c1_2025())
