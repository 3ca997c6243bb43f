"""Every way of writing a report says the same."""

import io
import json
import re

import fastexcel
import lxml.html
import openpyxl
import polars as pl
import pytest

from paramountcy.returns.report import as_csv, as_html, as_json, as_parquet, as_xlsx, counts
from paramountcy.returns.report.summary import summary
from tests.returns.report.made_report import clean, large, made


def written(module, report) -> bytes:
    out = io.BytesIO()
    module.write(report, out)
    return out.getvalue()


@pytest.fixture(scope="module", params=[made, clean, lambda: large(700, broken=7)], ids=["made", "clean", "large"])
def report(request):
    return request.param()


@pytest.fixture(scope="module")
def expected(report):
    return {
        severity: report.findings.filter(pl.col("severity") == severity)["finding"].n_unique()
        for severity in ("structure", "error", "query")
    }


def of_rows(rows: pl.DataFrame) -> dict[str, int]:
    return {
        severity: rows.filter(pl.col("severity") == severity)["finding"].n_unique()
        for severity in ("structure", "error", "query")
    }


def test_counts(report, expected):
    assert {count.severity: count.findings for count in counts.by_severity(report)} == expected
    assert {severity: report.count(severity) for severity in expected} == expected


def test_csv(report, expected):
    read = pl.read_csv(written(as_csv, report), infer_schema=False)
    assert read.height == report.findings.height
    assert of_rows(read) == expected


def test_metadata_beside_the_csv(report, expected):
    out = io.BytesIO()
    as_csv.write_metadata(report, "findings.csv", out)
    said = json.loads(out.getvalue())
    assert {severity: count["findings"] for severity, count in said["counts"].items()} == expected
    assert said["heading"] == "Children's personal data"


def test_json(report, expected):
    said = json.loads(written(as_json, report))
    assert {severity: count["findings"] for severity, count in said["counts"].items()} == expected
    assert len(said["findings"]) == report.findings.height
    assert len(said["accepted"]) == report.accepted.height
    numbers = {severity: set() for severity in expected}
    for row in said["findings"]:
        numbers[row["severity"]].add(row["finding"])
    assert {severity: len(found) for severity, found in numbers.items()} == expected


def test_parquet(report, expected):
    data = written(as_parquet, report)
    assert of_rows(pl.read_parquet(data)) == expected
    said = json.loads(pl.read_parquet_metadata(io.BytesIO(data))["paramountcy"])
    assert {severity: count["findings"] for severity, count in said["counts"].items()} == expected


def test_xlsx(report, expected):
    data = written(as_xlsx, report)
    rows = fastexcel.read_excel(data).load_sheet("Findings").to_polars()
    assert rows.height == report.findings.height
    assert of_rows(rows.rename({"Severity": "severity", "Finding": "finding"})) == expected
    summary_sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True)["Summary"]
    said = {row[0]: row[1] for row in summary_sheet.iter_rows(values_only=True) if row[0] in expected}
    assert said == expected


def test_html(report, expected):
    page = lxml.html.fromstring(written(as_html, report).decode())
    table = page.xpath("//table[@class='severities']")
    if not report.findings.height:
        assert table == []
        return
    said = {
        row.xpath("string(./th/strong)"): int(row.xpath("string(./td[1])").replace(",", ""))
        for row in table[0].xpath(".//tbody/tr")
    }
    assert said == expected
    by_rule = {
        row.xpath("string(.//a)"): int(row.xpath("string(./td[1])").strip().replace(",", ""))
        for row in page.xpath("//table[@class='index']/tbody/tr")
    }
    assert by_rule == dict(report.rules.filter(pl.col("findings") > 0).select("rule", "findings").iter_rows())


def test_terminal(report, expected):
    from rich.console import Console

    console = Console(file=io.StringIO(), width=80)
    console.print(summary(report))
    text = console.file.getvalue()
    for severity, number in expected.items():
        found = re.search(rf"^{severity} +([\d,]+) ", text, re.MULTILINE)
        assert (int(found[1].replace(",", "")) if found else 0) == number


def test_a_clean_report_says_so_everywhere():
    report = clean()
    sentence = "Nothing found by these 12 rules; the collection system decides."
    assert sentence in written(as_html, report).decode()
    assert json.loads(written(as_json, report))["verdict"] == sentence
    cells = openpyxl.load_workbook(io.BytesIO(written(as_xlsx, report)), read_only=True)["Summary"].iter_rows(
        values_only=True
    )
    assert any(row[0] == sentence for row in cells)
