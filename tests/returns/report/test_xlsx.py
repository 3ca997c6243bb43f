"""The workbook: text stays text, one sheet to filter, a summary that leaves nothing out."""

import io
import zipfile
from dataclasses import replace

import fastexcel
import openpyxl
import polars as pl
import pytest

from paramountcy.returns.report import as_xlsx
from paramountcy.returns.report.shape import Report
from tests.returns.report.made_report import HOSTILE, clean, large, made


def written(report: Report) -> bytes:
    out = io.BytesIO()
    as_xlsx.write(report, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(written(made())))


def test_sheets(book):
    assert book.sheetnames == ["Summary", "Findings", "Accepted", "Teams", "Workers"]
    assert book.properties.title == "Children in need census 2026-27: findings"
    clean_book = openpyxl.load_workbook(io.BytesIO(written(clean())))
    assert clean_book.sheetnames == ["Summary", "Findings"]


def test_the_findings_can_be_filtered_under_a_heading_that_stays(book):
    sheet = book["Findings"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).coordinate[:-1]}{sheet.max_row}"
    assert [cell.value for cell in sheet[1]] == [
        "Finding",
        "Severity",
        "Rule",
        "Child",
        "Team",
        "Worker",
        "Table",
        "Row",
        "Line",
        "Fields and values as sent",
        "What is wrong, and what to do",
        "Confirmed",
    ]


def test_every_sheet_is_headed(book):
    assert book["Summary"]["A1"].value == "Children's personal data"
    assert {sheet.oddHeader.left.text for sheet in book} == {"&BChildren's personal data"}


def test_ids_and_values_are_text_and_nothing_is_a_formula_or_a_link(book):
    for sheet in book:
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
    children = [cell.value for cell in book["Findings"]["D"][1:]]
    assert children == made().findings["child"].to_list()
    assert HOSTILE["leading"] in children
    assert all(isinstance(cell.value, str) for cell in book["Findings"]["C"][1:])
    assert isinstance(book["Findings"]["A2"].value, int)


def test_as_sent(book):
    sent = {row[0].value: row[9].value for row in book["Findings"].iter_rows(min_row=2)}
    assert sent[9] == "AssessmentActualStartDate: 2024-02-03; AssessmentAuthorisationDate: missing"
    assert sent[1] is None


def test_hostile_text_is_what_was_sent():
    rows = fastexcel.read_excel(written(made())).load_sheet("Findings", dtypes="string").to_polars()
    assert HOSTILE["escape"] in rows.filter(pl.col("Finding") == "14")["Fields and values as sent"].item()
    assert HOSTILE["direction"] in rows["Child"]


def test_the_summary_leaves_nothing_out(book):
    cells = {str(cell) for row in book["Summary"].iter_rows(values_only=True) for cell in row if cell is not None}
    assert {
        "Did not run",
        "No row of Disabilities could be read.",
        "Not confirmed against the published list",
        "9005",
        "Could not judge every row",
        "CIN 2026-27, 121 rules, version 1",
        made().head.sha256,
        made().head.rule_source,
        "21 November 2026, 22:05 UTC",
        "Paramountcy 0.1.0",
        "34.2 MB (34,212,345 bytes)",
    } <= cells


def test_teams_and_workers(book):
    teams = {row[0]: row[1:] for row in book["Teams"].iter_rows(min_row=2, values_only=True)}
    assert teams["North"] == (2, 1, 4, 2)
    assert "Elsewhere" not in teams
    assert [cell.value for cell in book["Workers"][1]][:2] == ["Team", "Worker"]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(as_xlsx, "ROWS", 101)
    report = large(250, broken=3)
    book = openpyxl.load_workbook(io.BytesIO(written(report)))
    assert book.sheetnames[1:] == ["Findings", "Findings 2", "Findings 3"]
    assert [book[name].max_row for name in book.sheetnames[1:]] == [101, 101, 51]
    assert any("go on in Findings 2" in str(row[0]) for row in book["Summary"].iter_rows(values_only=True))


def test_a_large_workbook_says_the_same(monkeypatch):
    small = written(large(300, broken=3))
    monkeypatch.setattr(as_xlsx, "LARGE", 10)
    read = [
        fastexcel.read_excel(data).load_sheet("Findings").to_polars() for data in (small, written(large(300, broken=3)))
    ]
    assert read[0].equals(read[1])


def test_a_value_too_long_for_a_cell_says_that_it_was_cut():
    long = "x" * 40_000
    found = made().findings.filter(pl.col("finding") == 7).with_columns(values=pl.concat_list(pl.lit(long)))
    book = openpyxl.load_workbook(io.BytesIO(written(replace(made(people=False), findings=found))))
    cell = book["Findings"]["H2"].value
    assert len(cell) == as_xlsx.CHARACTERS
    assert cell.endswith("(cut: a cell holds no more)")


def test_the_same_report_gives_the_same_bytes():
    assert written(made()) == written(made())
    with zipfile.ZipFile(io.BytesIO(written(made()))) as archive:
        assert b"2026-11-21" in archive.read("docProps/core.xml")
