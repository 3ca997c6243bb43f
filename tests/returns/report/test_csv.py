"""The CSV: its columns, its encoding, and no cell that a spreadsheet would run."""

import csv
import io
import json
import time
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paramountcy.returns.report import as_csv
from tests.returns.report.made_report import HOSTILE, clean, large, made

HEADER = "finding,rule,severity,child,table,row,line,fields,values,message"


def written(report) -> bytes:
    out = io.BytesIO()
    as_csv.write(report, out)
    return out.getvalue()


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_begins_with_a_mark_and_these_columns():
    for report in (made(), made(people=False), clean()):
        data = written(report)
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.decode("utf-8-sig").splitlines()[0] == HEADER


def test_fields_and_values_are_lists_of_equal_length_with_null_for_missing():
    for row, sent in zip(rows_of(written(made())), made().findings.iter_rows(named=True), strict=True):
        assert json.loads(row["fields"]) == sent["fields"]
        assert json.loads(row["values"]) == sent["values"]


def test_a_return_level_finding_has_no_place():
    row = rows_of(written(made()))[0]
    assert [row[name] for name in ("child", "table", "row", "line")] == [""] * 4


def test_no_cell_begins_like_a_formula():
    for row in rows_of(written(made())):
        for name, cell in row.items():
            if name not in ("row", "line", "finding"):
                assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")), (name, cell)


def test_a_guarded_cell_can_be_read_back():
    children = [row["child"].removeprefix("'") for row in rows_of(written(made()))]
    assert children == [child or "" for child in made().findings["child"]]
    assert f"'{HOSTILE['formula']}" in [row["child"] for row in rows_of(written(made()))]


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_id_survives(text):
    found = (
        made()
        .findings.head(1)
        .with_columns(child=pl.lit(text), values=pl.concat_list(pl.lit(text)), fields=pl.lit(["A"]))
    )
    row = rows_of(written(replace(made(), findings=found)))[0]
    assert row["child"].removeprefix("'") == text
    assert json.loads(row["values"]) == [text]


def test_a_hundred_thousand_rows_take_no_time():
    report = large(100_000)
    before = time.process_time()
    written(report)
    assert time.process_time() - before < 2


def test_lists_that_are_missing_are_empty_lists():
    found = (
        made()
        .findings.head(1)
        .with_columns(fields=pl.lit(None, pl.List(pl.String)), values=pl.lit(None, pl.List(pl.String)))
    )
    row = rows_of(written(replace(made(), findings=found)))[0]
    assert (row["fields"], row["values"]) == ("[]", "[]")


@pytest.mark.parametrize("name", ["finding", "rule", "fields", "message"])
def test_the_metadata_describes_every_column(name):
    out = io.BytesIO()
    as_csv.write_metadata(made(), "findings.csv", out)
    said = json.loads(out.getvalue())
    assert said["url"] == "findings.csv"
    assert [column["name"] for column in said["tableSchema"]["columns"]] == HEADER.split(",")
    assert name in [column["titles"] for column in said["tableSchema"]["columns"]]
    assert said["not_run"] == ["4220", "8540"]
    assert said["not_confirmed"] == ["9005", "9010Q"]
    assert said["accepted"][0]["reason"] == "The conference was held on a Saturday."
    assert said["head"]["file"] == "cin <2026> & final⟨U+202E⟩.xml"
