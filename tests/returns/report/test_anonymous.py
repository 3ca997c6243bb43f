"""An anonymous report tells nobody who a child is, whatever was typed into whichever box."""

import io
import json
from dataclasses import replace

import polars as pl
import pytest

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.report import as_csv, as_html, as_json, as_parquet, as_xlsx
from paramountcy.returns.report.anonymous import anonymous
from tests.returns.report.made_report import HOSTILE, IDENTIFIERS, made


@pytest.fixture(scope="module")
def report():
    return anonymous(made(), CIN)


def cells(report, finding: int) -> list:
    row = report.findings.row(by_predicate=pl.col("finding") == finding, named=True)
    return [row[name] for name in ("child", "table", "row", "line", "fields", "values")]


def test_the_same_child_has_the_same_number_throughout(report):
    pairs = list(zip(made().findings["child"], report.findings["child"], strict=True))
    assert len(set(pairs)) == len({sent for sent, _ in pairs}) == len({number for _, number in pairs})
    assert all(number is None or number.isdecimal() for _, number in pairs)
    assert report.tables["ChildIdentifiers"]["LAchildID"][0] == dict(pairs)["C0002"]


def test_a_upn_is_a_number_and_two_alike_stay_alike(report):
    upns = report.tables["ChildIdentifiers"]["UPN"]
    assert upns[0] == upns[6]
    assert all(upn is None or upn.isdecimal() for upn in upns)
    assert cells(report, 6)[5][0].isdecimal()


def test_dates_of_birth_are_years_and_other_dates_stay(report):
    born = report.tables["ChildIdentifiers"]["PersonBirthDate"]
    assert born.to_list() == ["2012", "99/99/9999", "2014", "2015", None, "2016", "2017", "2018", "2019"]
    assert cells(report, 9)[5] == ["2024-02-03", None]


def test_no_line_no_file_no_team(report):
    assert report.findings["line"].null_count() == report.findings.height
    assert report.tables["ChildIdentifiers"]["line"].null_count() == 9
    assert (report.head.file, report.head.size, report.head.sha256, report.people) == ("", 0, "", None)
    assert report.accepted.select("reason", "by").row(0) == ("left out", "left out")


def test_what_was_typed_in_the_wrong_box_is_shown_by_its_shape(report):
    assert cells(report, 3)[4:] == [["unknown name"], ["<xxxxxx>xxxxx('x')</xxxxxx><xxx xxx=x xx…"]]
    assert cells(report, 2)[5] == ["99/99/9999"]


def test_counts_and_places_stay(report):
    assert report.findings.select("finding", "rule", "severity", "table", "row").equals(
        made().findings.select("finding", "rule", "severity", "table", "row")
    )
    assert report.rules.equals(made().rules)
    assert report.findings["fields"].list.len().equals(made().findings["fields"].list.len())


@pytest.mark.parametrize("module", [as_csv, as_json, as_xlsx, as_parquet, as_html])
def test_no_output_holds_an_id(report, module):
    out = io.BytesIO()
    module.write(report, out)
    text = out.getvalue().decode(errors="ignore")
    for child, upn, born in IDENTIFIERS:
        for secret in (child, upn, born, made().head.sha256, "202E", "A. Worker", "Okafor", "SurnameOfChild"):
            if secret:
                assert secret not in text
    if module in (as_html, as_json):
        assert "Anonymous report" in text
        assert "personal data" not in text


TYPED = [
    "Amy Smith",
    "مريم",
    "12 High Street",
    "A123456789012",
    "1234567",
    "٠١٢٣",
    "2012-05-03T00:00",
    "12/05/2012",
    "é",
]


def test_no_free_text_gets_through_whatever_the_box():
    boxes = [(table.__name__, name, typed) for table in CIN.tables for name in table.fields for typed in TYPED]
    found = pl.concat([made().findings.head(1)] * len(boxes)).with_columns(
        table=pl.Series([table for table, _, _ in boxes]),
        fields=pl.Series([[name] for _, name, _ in boxes]),
        values=pl.Series([[typed] for _, _, typed in boxes]),
        message=pl.Series([typed for _, _, typed in boxes]),
    )
    after = anonymous(replace(made(), findings=found), CIN).findings
    numbers = set()
    for (table, name, _), (shown,) in zip(boxes, after["values"], strict=True):
        if name in ("LAchildID", "UPN", "FormerUPN"):
            assert shown.isdecimal()
            numbers.add(shown)
        else:
            assert set(shown) <= set("x9 /:-"), (table, name, shown)
    assert len(numbers) == len(TYPED)
    assert set(after["message"]) == {made().rules["message"][2]}


def test_a_sender_that_is_no_code_is_left_out():
    head = replace(made().head, authority=HOSTILE["script"])
    assert anonymous(replace(made(), head=head), CIN).head.authority == ""
    assert anonymous(made(), CIN).head.authority == "936 Surrey"


def test_tables_without_rows_stay_without_rows():
    empty = {"Reviews": pl.DataFrame({"CPPreviewDate": [], "row": [], "line": []}), "Other": pl.DataFrame()}
    tables = anonymous(replace(made(), tables=empty), CIN).tables
    assert {name: frame.shape for name, frame in tables.items()} == {"Reviews": (0, 3), "Other": (0, 0)}


def test_it_is_json_all_the_same(report):
    out = io.BytesIO()
    as_json.write(report, out)
    head = json.loads(out.getvalue())["head"]
    assert (head["anonymous"], head["file"], head["size"], head["sha256"]) == (True, None, None, None)
