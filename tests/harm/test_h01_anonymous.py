"""H1: a report sent for help must not carry who the children are, in any of its forms."""

import re
from pathlib import Path

import pytest

import paramountcy
from paramountcy.imagine import cin_return
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.report.write import write as write_report
from paramountcy.returns.write_xml import write as write_xml
from paramountcy.terms.year import Year

YEAR = Year(2026)


@pytest.fixture(scope="module")
def returned(tmp_path_factory) -> tuple[Path, set[str]]:
    """A return with a fault in most children and a name typed into a date, and all that could tell who they are."""
    tables, _ = cin_return(children=400, year=YEAR, seed=5, faults=0.9)
    path = tmp_path_factory.mktemp("harm") / "Islington-secret-return.xml"
    write_xml(tables, CIN, path, year=YEAR)
    text = path.read_text(encoding="utf-8")
    at = text.index("<CINreferralDate>") + len("<CINreferralDate>")
    path.write_text(text[:at] + "Ottilie Featherstonehaugh" + text[at + 10 :], encoding="utf-8")
    identifiers = paramountcy.check(path, structure_only=True).tables["ChildIdentifiers"]
    said = {
        value
        for name in ("LAchildID", "UPN", "FormerUPN", "PersonBirthDate", "ExpectedPersonBirthDate", "PersonDeathDate")
        for value in identifiers[name].drop_nulls()
        if len(value) > 3
    }
    return path, said | {"Ottilie", "Featherstonehaugh", "secret-return"}


@pytest.fixture(scope="module")
def report(returned):
    path, _ = returned
    return paramountcy.check(path, anonymous=True)


@pytest.fixture(scope="module")
def days_of_events(returned) -> set[str]:
    path, _ = returned
    tables = paramountcy.check(path, structure_only=True).tables
    return {
        value
        for table in CIN.tables
        if table.__name__ != "ChildIdentifiers"
        for name, item in table.fields.items()
        if item.kind.__name__ == "date"
        for value in tables[table.__name__][name].drop_nulls()
    }


def stands_in(text: str, value: str) -> bool:
    """As a word of its own."""
    return value in text and re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", text) is not None


@pytest.mark.parametrize("ending", ["csv", "json", "html", "xlsx", "parquet"])
def test_no_form_of_an_anonymous_report_says_who_a_child_is(returned, report, days_of_events, tmp_path, ending):
    _, said = returned
    assert report.count("error") > 100
    [*written] = write_report(report, tmp_path / f"report.{ending}")
    for file in written:
        text = _all_text(file)
        leaked = {value for value in said if stands_in(text, value)}
        # An event may fall on the very day another child was born: what is forbidden is the birth date where it stands.
        assert leaked - days_of_events == set()


def _all_text(file: Path) -> str:
    if file.suffix == ".xlsx":
        import fastexcel

        workbook = fastexcel.read_excel(file)
        sheets = (workbook.load_sheet(name, header_row=None).to_polars() for name in workbook.sheet_names)
        return "\n".join(str(row) for sheet in sheets for row in sheet.iter_rows())
    if file.suffix == ".parquet":
        import polars as pl

        return "\n".join(str(row) for row in pl.read_parquet(file).iter_rows()) + str(pl.read_parquet_metadata(file))
    return file.read_text(encoding="utf-8-sig")
