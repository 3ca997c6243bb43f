"""
Findings as CSV: ten columns and nothing else, UTF-8 with a byte order mark, for spreadsheets and scripts.

The columns leave no room for a heading, nor for the rules that did not run or the accepted findings. So
beside `findings.csv` stands `findings.csv-metadata.json`, the place that the W3C's "CSV on the Web" gives
to what is said about a CSV file: it is headed *Children's personal data*, describes the columns and holds
everything of the report but the findings.

A cell that begins with = + - @, a tab, a line end, their full-width forms or an apostrophe gets an
apostrophe in front, so that no spreadsheet takes it for a formula; who reads the file with a program
removes one leading apostrophe. `fields` and `values` are JSON lists, which begin with a bracket.
"""

import json
from pathlib import Path
from typing import BinaryIO

import polars as pl

from paramountcy.returns.report.about import KEYS, about
from paramountcy.returns.report.shape import FINDINGS, Report
from paramountcy.returns.report.visible import visible

GUARDED = "^(['=+\\-@\t\r\n＝＋－＠])"
COLUMNS = {
    "finding": ("integer", "Rows of one finding share it; a number within the file, from 1."),
    "rule": ("string", "The published code of the rule, or the name of a structure finding."),
    "severity": ("string", "error, query or structure."),
    "child": ("string", "LAchildID as sent; empty where the finding is about the whole return."),
    "table": ("string", "The table of the return."),
    "row": ("integer", "From 1 within its table, in file order."),
    "line": ("integer", "The line of the row's element in the file; empty in an anonymous report."),
    "fields": ("json", "The fields the rule looked at, a JSON list."),
    "values": ("json", "Their values as sent, a JSON list as long as fields; null is missing."),
    "message": ("string", "What is wrong, and what to do."),
}


def write(report: Report, out: BinaryIO) -> None:
    write_frame(frame(report.findings), out)


def write_frame(cells: pl.DataFrame, out: BinaryIO) -> None:
    """Any frame of numbers and guarded text, as bytes that a spreadsheet opens as UTF-8."""
    cells.write_csv(out, include_bom=True)


def frame(findings: pl.DataFrame) -> pl.DataFrame:
    """The columns of the file, from a frame of FINDINGS: numbers, and text that is safe in a spreadsheet."""
    texts = [guarded(name) for name, sort in FINDINGS.items() if sort == pl.String]
    return findings.select(list(FINDINGS)).with_columns(as_json("fields"), as_json("values"), *texts)


def guarded(name: str) -> pl.Expr:
    """A text column, with an apostrophe before whatever a spreadsheet might take for a formula."""
    return pl.col(name).str.replace(GUARDED, "'${1}")


def as_json(name: str) -> pl.Expr:
    """A column of lists of text, each as a JSON list; a missing list is an empty one."""
    whole = pl.struct(x=pl.col(name).fill_null([])).struct.json_encode()
    return whole.str.slice(len('{"x":')).str.head(-1).alias(name)


def metadata_path(path: Path) -> Path:
    return path.with_name(f"{path.name}-metadata.json")


def write_metadata(report: Report, name: str, out: BinaryIO) -> None:
    """What stands beside the CSV file of this name: CSV on the Web's metadata, and the rest of the report."""
    said = about(report)
    described = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": visible(name),
        "dc:title": f"{said['heading']}: {said['head']['title']}, findings",
        "dc:description": said["advice"],
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [
                {"name": column, "titles": column, "datatype": sort, "dc:description": meaning}
                for column, (sort, meaning) in COLUMNS.items()
            ]
        },
        "keys": {key: meaning for key, meaning in KEYS.items() if key in said},
        **said,
    }
    out.write(json.dumps(described, ensure_ascii=False, indent=1).encode())
