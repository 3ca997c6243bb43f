"""Each check of the screen passes a good file and fails a broken one; real files pass the main checks."""

import pytest

from paramountcy.publication.open_data.screening.pair import NotScreened
from paramountcy.publication.open_data.screening.screen import checks, screen
from paramountcy.publication.open_data.screening.shape import FAILED, NOT_LOOKED_AT, PASSED, WARNING
from tests.publication.open_data.made_pair import DATA, as_csv, column, copies, write


def test_a_good_file_passes_every_check(tmp_path):
    found = screen(write(tmp_path))
    assert [finding.check.name for finding in found.findings if finding.verdict != PASSED] == []
    assert found.passes
    assert found.says == f"It passes the main checks: {len(checks())} of {len(checks())} checks passed."


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path):
    text = "\ufeff" + as_csv(DATA).replace("\n", "\r\n")
    assert screen(write(tmp_path, text=text)).passes


def cell(row, name, text):
    """The data with one cell changed."""

    def change(data, meta):
        data[row][column(name)] = text

    return change


def every(name, text, *, where=lambda row: True):
    """The data with a column changed wherever a row is so."""

    def change(data, meta):
        for row in data[1:]:
            if where(row):
                row[column(name)] = text

    return change


def rename(name, new):
    def change(data, meta):
        data[0][column(name)] = new
        for row in meta:
            row[0] = new if row[0] == name else row[0]

    return change


def without(name):
    def change(data, meta):
        place = column(name)
        for row in data:
            del row[place]

    return change


def meta_cell(row, place, text):
    def change(data, meta):
        meta[row][place] = text

    return change


def added(name, texts):
    """The data with a column more, which the metadata do not have."""

    def change(data, meta):
        data[0].append(name)
        for row, text in zip(data[1:], texts, strict=True):
            row.append(text)

    return change


def is_level(level):
    return lambda row: row[column("geographic_level")] == level


def swap(one, other):
    def change(data, meta):
        first, second = column(one), column(other)
        for row in data:
            row[first], row[second] = row[second], row[first]

    return change


def meta_without(name):
    def change(data, meta):
        place = meta[0].index(name)
        for row in meta:
            del row[place]

    return change


def meta_row(*cells):
    def change(data, meta):
        meta.append(list(cells))

    return change


def no_total(data, meta):
    data[:] = [row for row in data if row[column("sex")] != "Total"]


def one_item(data, meta):
    data[:] = [row for row in data if row[column("sex")] in ("sex", "Total")]


def twice(data, meta):
    data.append([*data[-1][:-1], "50.0"])


BROKEN = {
    "mandatory columns": (without("country_name"), FAILED),
    "column names": (rename("children_count", "children count"), FAILED),
    "column names in one style": (rename("children_count", "Children_count"), WARNING),
    "order of columns": (swap("region_code", "region_name"), WARNING),
    "blank columns": (every("region_code", "  "), FAILED),
    "duplicate rows": (twice, FAILED),
    "time identifiers": (every("time_identifier", "Fiscal year"), FAILED),
    "time identifiers together": (cell(3, "time_identifier", "Academic year"), FAILED),
    "time periods": (cell(3, "time_period", "202326"), FAILED),
    "geographic levels": (every("geographic_level", "Country", where=is_level("National")), FAILED),
    "places named": (every("old_la_code", "", where=is_level("Local authority")), FAILED),
    "places of other levels": (every("la_name", "Islington", where=is_level("Regional")), FAILED),
    "regions of authorities": (every("region_name", "", where=is_level("Local authority")), WARNING),
    "codes and names": (every("new_la_code", "E09000012", where=is_level("Local authority")), FAILED),
    "no totals of places": (every("la_name", "Total", where=is_level("Local authority")), FAILED),
    "filters have a choice": (one_item, FAILED),
    "filters have a total": (no_total, WARNING),
    "filters are filled": (cell(2, "sex", ""), FAILED),
    "filters without spaces around": (cell(2, "sex", "Female "), FAILED),
    "symbols in indicators only": (cell(2, "sex", "x"), FAILED),
    "items are short": (cell(2, "sex", "F" * 121), WARNING),
    "indicators are filled": (cell(2, "children_count", ""), FAILED),
    "values of indicators": (cell(2, "children_count", "1,234"), FAILED),
    "decimals": (cell(2, "children_percent", "12.55"), WARNING),
    "metadata": (meta_without("filter_hint"), FAILED),
    "metadata name columns": (meta_row("no_such", "Indicator", "None", "", "", "0", "", ""), FAILED),
    "columns are in the metadata": (added("more", [f"{number}" for number in range(len(DATA) - 1)]), FAILED),
    "types": (meta_cell(3, 1, "indicator"), FAILED),
    "labels": (meta_cell(3, 2, "Share of children"), FAILED),
    "labels are short": (meta_cell(3, 2, "n" * 81), WARNING),
    "units": (meta_cell(4, 4, "per cent"), FAILED),
    "decimal places": (meta_cell(4, 5, "one"), FAILED),
    "decimal places are given": (meta_cell(4, 5, ""), WARNING),
    "filters and indicators apart": (meta_cell(2, 5, "1"), FAILED),
    "groups of filters": (meta_cell(2, 7, "no_such"), FAILED),
}
"""For each check that is broken by other cells: how, and its verdict then."""


@pytest.mark.parametrize("name", BROKEN)
def test_each_check_can_fail(tmp_path, name):
    change, verdict = BROKEN[name]
    data, meta = copies()
    change(data, meta)
    found = screen(write(tmp_path, data, meta))
    (finding,) = [one for one in found.findings if one.check.name == name]
    assert finding.verdict == verdict
    assert finding.faults[0].where
    assert found.passes == all(one.verdict != FAILED for one in found.findings)
    assert verdict == WARNING or not found.passes


TEXTS = {
    "file name": {"name": "small table (1).csv"},
    "file name in small letters": {"name": "Small.csv"},
    "encoding": {"text": as_csv(DATA).replace("Islington", "Isl\xefngton").encode("cp1252")},
    "quotation marks": {"text": as_csv(DATA) + '202425,"Financial" year,National\n'},
    "cells": {"text": as_csv(DATA) + "202425,Financial year,National\n"},
    "blank rows": {"text": as_csv(DATA) + ",,,,,,,,,,,,,\n\n"},
}


@pytest.mark.parametrize("name", TEXTS)
def test_each_check_of_the_file_can_fail(tmp_path, name):
    found = screen(write(tmp_path, **TEXTS[name]))
    assert name in [finding.check.name for finding in found.findings if finding.verdict in (FAILED, WARNING)]


def test_every_check_is_broken_by_some_file():
    assert {check.name for check in checks()} == set(BROKEN) | set(TEXTS)
    assert len(checks()) == len({check.name for check in checks()})


def test_no_check_fails_alone_without_saying_where_and_what_to_do():
    for check in checks():
        assert check.requires.endswith(".")
        assert check.do.endswith(".")


def faults(tmp_path, name, **how):
    (finding,) = [one for one in screen(write(tmp_path, **how)).findings if one.check.name == name]
    return [(fault.where, fault.what) for fault in finding.faults]


def test_a_fault_says_its_line_and_what_stands_there(tmp_path):
    data, meta = copies()
    data[2][column("children_count")] = "1,234"
    data[5][column("children_count")] = "1,234"
    data[6][column("children_count")] = ":"
    assert faults(tmp_path, "values of indicators", data=data, meta=meta) == [
        ("column children_count, lines 3, 6", "'1,234' is no number and no symbol"),
        ("column children_count, line 7", "':' is no number and no symbol"),
    ]


def test_many_faults_are_counted(tmp_path):
    data, meta = copies()
    for number, row in enumerate(data[1:]):
        row[column("children_count")] = f"about {number}"
    (finding,) = [
        one for one in screen(write(tmp_path, data, meta)).findings if one.check.name == "values of indicators"
    ]
    assert (len(finding.faults), finding.more) == (5, len(data) - 6)


@pytest.mark.parametrize(
    ("old", "new", "name", "why"),
    [
        ("206", "E09000019", "Hackney", "'206' is Islington, and not 'Hackney'"),
        ("999", "E09000099", "Islington", "are the codes of no authority in any year"),
        ("206", "x", "Islington", ""),
        ("390", "E08000020", "Gateshead", ""),
        ("390", "E08000037", "Gateshead", ""),
        ("835", "E10000009", "Dorset", ""),
        ("838", "E06000059", "Dorset", ""),
        ("801", "E06000023", "Bristol, City of", ""),
        ("801", "E06000023", "Bristol City of", ""),
        ("314 / 318", "E09000021 / E09000027", "Kingston upon Thames / Richmond upon Thames", ""),
        ("x", "x", "Not available", ""),
        ("005", "X06000005", "Applemere", ""),
    ],
)
def test_authorities_of_any_year_are_known_by_their_codes_and_names(tmp_path, old, new, name, why):
    data, meta = copies()
    for row in data[1:]:
        if row[column("geographic_level")] == "Local authority":
            row[column("old_la_code")], row[column("new_la_code")], row[column("la_name")] = old, new, name
    found = faults(tmp_path, "codes and names", data=data, meta=meta)
    assert why in (found[0][1] if found else "")
    assert bool(found) == bool(why)


def test_months_may_stand_together_and_need_four_figures(tmp_path):
    data, meta = copies()
    for place, row in enumerate(data[1:]):
        row[0], row[1] = "2024", "April" if place < 9 else "May"
    assert screen(write(tmp_path, data, meta)).passes
    data[1][0] = "202425"
    assert faults(tmp_path, "time periods", data=data, meta=meta) == [("line 2", "'202425' does not go with April")]


def test_a_default_other_than_total_may_be_named(tmp_path):
    data, meta = copies()
    data[:] = [row for row in data if row[column("sex")] != "Total"]
    for row in data[1:]:
        row[column("topic")] = "Total" if row[column("sex")] == "Male" else "Sex"
    for row, text in zip(meta, ("filter_default", "", "Female", "", ""), strict=True):
        row.append(text)
    assert screen(write(tmp_path, data, meta)).passes


def test_a_column_that_never_varies_needs_no_metadata(tmp_path):
    data, meta = copies()
    added("table_name", ["Children"] * (len(DATA) - 1))(data, meta)
    assert screen(write(tmp_path, data, meta)).passes


def test_without_metadata_the_rest_is_screened_all_the_same(tmp_path):
    data, _ = copies()
    data[2][column("children_count")] = "12 or 13"
    found = screen(write(tmp_path, data, None))
    assert [finding.check.name for finding in found.of(FAILED)] == ["values of indicators", "metadata"]
    assert "there is no such file" in found.of(FAILED)[1].faults[0].what


def test_metadata_that_can_not_be_read_are_a_finding(tmp_path):
    found = screen(write(tmp_path, meta_text=b"\x00\x01"))
    assert [finding.check.name for finding in found.of(FAILED)] == ["metadata"]
    assert "is not text" in found.of(FAILED)[0].faults[0].what


def test_what_can_not_be_looked_at_is_said(tmp_path):
    found = screen(write(tmp_path, text="a,b\nx,1\ny,2\n", meta=None))
    assert "time periods" in [finding.check.name for finding in found.of(NOT_LOOKED_AT)]
    assert "could not look" in found.says


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04\x00\x00", "is not text"),
        (b"one column\n1\n", "names 1 columns"),
        (b'"never closed', "can't be told apart into columns"),
    ],
)
def test_what_is_no_table_is_a_sentence(tmp_path, text, why):
    with pytest.raises(NotScreened, match=why):
        screen(write(tmp_path, text=text))
    with pytest.raises(NotScreened, match=r"none\.csv could not be read"):
        screen(tmp_path / "none.csv")


def test_hidden_characters_are_shown(tmp_path):
    data, meta = copies()
    data[2][column("children_count")] = "\x1b[31m7"
    ((_, what),) = faults(tmp_path, "values of indicators", data=data, meta=meta)
    assert "\x1b" not in what


KNOWN = {
    "metadata": "the files were kept without them",
    "column names in one style": "earlier releases of the census have capitals, per cent signs, or a figure first",
    "order of columns": "the tables of children looked after have la_name before new_la_code",
    "filters have a total": "some tables have parts of a whole and no row for it",
}
"""Why files of the department itself break some checks: only the first would stop them."""


def test_the_files_of_the_department_pass_the_main_checks(shared):
    folders = ("cin", "cla", "workforce")
    files = [path for name in folders for path in sorted((shared / "data" / name).glob("*.csv"))]
    files += sorted((shared / "data" / "context").glob("ons_mid-year_*.csv"))
    assert len(files) == 35
    for path in files:
        found = screen(path)
        assert [finding.check.name for finding in found.of(FAILED)] == ["metadata"], path.name
        assert {finding.check.name for finding in found.of(WARNING)} <= set(KNOWN), path.name


def test_a_file_of_another_kind_does_not_pass(shared):
    found = screen(shared / "data" / "context" / "New_Statistical_Neighbour_Groupings_April_2021.csv")
    failed = {finding.check.name for finding in found.of(FAILED)}
    assert failed >= {"mandatory columns", "column names", "blank columns", "blank rows"}
