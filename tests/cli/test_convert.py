"""`paramountcy convert` and `write`: a return taken apart and put together again."""

import random
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from polars.testing import assert_frame_equal

from paramountcy.imagine import cin_return
from paramountcy.returns import convert as engine
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.convert import FORMATS, NoTables, convert, read_tables
from paramountcy.returns.put import NotWritten
from paramountcy.returns.read_xml import read
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year
from tests.cli.running import DAY_FIRST, clean, invoke, run
from tests.returns import small
from tests.returns.made_returns import made

YEAR = Year.of("2025-26")
NASTY = [
    *("=1+1", "+x", "-1", "@a", "'q", "''", "＝1", "\ttab", "  both  ", "a,b", 'a"b', "a\nb", "a\u2028b", "\u202e"),
    *("007", "1e5", "true", "2025-03-31", "#N/A", "NULL", "null", "NaN", "<&>", "_x0041_", "é😀", "x" * 5000),
]


@pytest.fixture(scope="module")
def imagined(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("imagined") / "imagined.xml"
    tables, _ = cin_return(children=150, year=YEAR, seed=4)
    write(tables, CIN, path, year=YEAR)
    return path


def with_nasty_values():
    reading = read(made(random.Random(1), children=60).text.encode(), CIN)
    for name in ("CINdetails", "Assessments"):
        frame = reading.tables[name]
        fields = list(CIN.table(name).fields)
        values = [
            pl.Series(field, [NASTY[(n * 7 + at) % len(NASTY)] for n in range(len(frame))])
            for at, field in enumerate(fields)
        ]
        reading.tables[name] = frame.with_columns(values)
    return reading


def assert_equal(found: dict[str, pl.DataFrame], wanted: dict[str, pl.DataFrame]) -> None:
    assert found.keys() == wanted.keys()
    for name, frame in wanted.items():
        assert_frame_equal(found[name], frame.select(found[name].columns))


@pytest.mark.parametrize("form", FORMATS)
def test_there_and_back_by_the_command(tmp_path, imagined, form):
    tables, back = tmp_path / "tables", tmp_path / "back.xml"
    result = invoke("convert", imagined, "--to", tables, "--as", form)
    assert (result.exit_code, result.stderr) == (0, "")
    result = invoke("write", tables, "--year", YEAR, "--out", back)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "150 children" in result.stdout
    assert_equal(read(back, CIN).tables, read(imagined, CIN).tables)


@pytest.mark.parametrize("form", FORMATS)
def test_every_value_comes_back_as_it_was_sent(tmp_path, form):
    reading = with_nasty_values()
    convert(reading, tmp_path / "tables", form)
    assert_equal(read_tables(tmp_path / "tables", CIN), reading.tables)


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cc", "Cs"]), min_size=1)


@settings(max_examples=25, deadline=None)
@given(values=st.lists(st.one_of(TEXT, st.none()), min_size=1, max_size=6))
def test_whatever_the_value_is(tmp_path_factory, values):
    reading = read(made(random.Random(2), children=1).text.encode(), CIN)
    rows = {"row": range(1, len(values) + 1), "line": 1, "Child": 1, "LAchildID": values}
    schema = reading.tables["ChildIdentifiers"].schema
    reading.tables["ChildIdentifiers"] = (
        pl.DataFrame(rows, schema_overrides={"LAchildID": pl.String})
        .with_columns(pl.lit(None).alias(name) for name in schema if name not in rows)
        .select(pl.col(name).cast(sort) for name, sort in schema.items())
    )
    for form in FORMATS:
        folder = tmp_path_factory.mktemp("tables")
        convert(reading, folder, form)
        assert read_tables(folder, CIN)["ChildIdentifiers"]["LAchildID"].to_list() == values


def test_ids_are_text_in_the_workbook_and_no_cell_is_a_formula(tmp_path):
    convert(with_nasty_values(), tmp_path, "xlsx")
    book = load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames == [table.__name__ for table in CIN.tables]
    assert all("Children's personal data" in sheet.oddHeader.left.text for sheet in book)
    kinds = {cell.data_type for row in book["CINdetails"].iter_rows(min_row=2, min_col=4) for cell in row}
    assert kinds <= {"s", "n"}
    assert {cell.data_type for cell in next(book["CINdetails"].iter_cols(5, 5, min_row=2))} == {"s"}


def test_a_csv_cell_can_not_be_taken_for_a_formula(tmp_path):
    convert(with_nasty_values(), tmp_path, "csv")
    text = (tmp_path / "CINdetails.csv").read_text(encoding="utf-8-sig")
    assert ",=1+1" not in text
    assert "'=1+1" in text


def test_all_of_it_says_whose_data_it_is_and_is_its_owners(tmp_path):
    tables = tmp_path / "tables"
    invoke("convert", clean(tmp_path), "--to", tables, "--as", "parquet")
    assert (tables / "about.txt").read_text(encoding="utf-8").startswith("Children's personal data")
    assert pl.read_parquet_metadata(tables / "Header.parquet")["heading"] == "Children's personal data"
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (tables, *tables.iterdir())} == {0}


def test_faults_of_structure_are_said_and_end_with_1(tmp_path):
    path = small.write(tmp_path, small.child(1).replace("</Child>", "<Unknown>1</Unknown></Child>"))
    result = invoke("convert", path, "--to", tmp_path / "tables", "--as", "csv")
    assert result.exit_code == 1
    assert "1 faults of structure" in result.stderr
    assert (tmp_path / "tables" / "Header.csv").exists()


def test_a_value_that_can_not_be_read_is_no_fault_of_structure_here(tmp_path):
    path = small.write(tmp_path, small.child(8, identifiers=DAY_FIRST))
    assert invoke("convert", path, "--to", tmp_path / "tables", "--as", "csv").exit_code == 0
    assert "01/05/2015" in (tmp_path / "tables" / "ChildIdentifiers.csv").read_text(encoding="utf-8-sig")


class TestRefused:
    def said(self, *arguments) -> str:
        result = invoke(*arguments)
        assert result.exit_code == 2, result.output
        assert "Traceback" not in result.stderr
        return result.stderr

    def test_no_such_return(self, tmp_path):
        assert "absent.xml: There is no such file" in self.said(
            "convert", tmp_path / "absent.xml", "--to", tmp_path, "--as", "csv"
        )
        assert list(tmp_path.iterdir()) == []

    def test_another_format_is_there_already(self, tmp_path):
        path = clean(tmp_path)
        invoke("convert", path, "--to", tmp_path / "tables", "--as", "csv")
        assert "already holds tables as .csv" in self.said("convert", path, "--to", tmp_path / "tables", "--as", "xlsx")

    def test_the_return_would_be_written_over(self, tmp_path):
        path = clean(tmp_path, "Header.csv")
        assert "written over" in self.said("convert", path, "--to", tmp_path, "--as", "csv")

    def test_a_folder_that_can_not_be_made(self, tmp_path):
        path = clean(tmp_path)
        assert "could not be made" in self.said("convert", path, "--to", path, "--as", "csv")
        assert "could not be made" in self.said("convert", path, "--to", tmp_path / "a" / "b", "--as", "csv")

    def test_a_table_too_large_for_a_workbook(self, tmp_path, monkeypatch):
        monkeypatch.setattr(engine, "SHEET_ROWS", 1)
        assert "choose csv or parquet" in self.said("convert", clean(tmp_path), "--to", tmp_path / "t", "--as", "xlsx")
        reading = with_nasty_values()
        monkeypatch.setattr(engine, "CELL", 100)
        with pytest.raises(NotWritten, match="too large"):
            convert(reading, tmp_path, "xlsx")

    @pytest.fixture
    def tables(self, tmp_path) -> Path:
        invoke("convert", clean(tmp_path), "--to", tmp_path / "tables", "--as", "csv")
        return tmp_path / "tables"

    def write(self, tables: Path, year: str = "2025-26") -> str:
        out = tables.parent / "out.xml"
        said = self.said("write", tables, "--year", year, "--out", out)
        assert not out.exists()
        return said

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def test_no_folder(self, tmp_path):
        assert "there is no folder" in self.write(tmp_path / "absent")

    def test_no_table(self, tmp_path):
        assert "no table in the folder" in self.write(tmp_path)

    def test_not_a_workbook(self, tmp_path):
        assert "not a workbook" in self.write(clean(tmp_path))
        (tmp_path / "tables.xlsx").write_bytes(b"PK\x03\x04")
        assert "must be a workbook" in self.write(tmp_path / "tables.xlsx")

    def test_a_missing_table(self, tables):
        (tables / "Reviews.csv").unlink()
        assert "there is no table Reviews" in self.write(tables)

    def test_an_unknown_table(self, tables):
        (tables / "Reviews.csv").rename(tables / "Review.csv")
        assert "no table Review. Did you mean Reviews?" in self.write(tables)

    def test_two_formats(self, tables):
        pl.DataFrame({"row": [1]}).write_parquet(tables / "Header.parquet")
        assert "several formats" in self.write(tables)

    def test_two_workbooks(self, tmp_path):
        for name in ("a.xlsx", "b.xlsx"):
            (tmp_path / name).touch()
        assert "several workbooks" in self.write(tmp_path)

    def test_a_missing_column(self, tables):
        self.edit(tables / "CINdetails.csv", "ReferralSource", "")
        assert "CINdetails" in self.write(tables)

    def test_an_unknown_column(self, tables):
        self.edit(tables / "ChildIdentifiers.csv", "PersonBirthDate", "PersonBirthDat")
        assert "Did you mean" in self.write(tables)

    def test_a_missing_key(self, tables):
        self.edit(tables / "CINdetails.csv", "row,line,Child,", "row,line,Kind,")
        assert "no field Kind" in self.write(tables)

    def test_a_row_under_one_that_is_not_there(self, tables):
        self.edit(tables / "Assessments.csv", "\n", "\n1,1,1,99,2025-06-01,,\n")
        said = self.write(tables)
        assert "CINdetails that is not there" in said
        assert "2025-06-01" not in said

    def test_a_number_that_is_none(self, tables):
        self.edit(tables / "CINdetails.csv", "\n1,", "\none,")
        assert "must hold a number" in self.write(tables)

    def test_an_empty_file(self, tables):
        (tables / "Header.csv").write_text("", encoding="utf-8")
        assert "Header needs the column" in self.write(tables)

    def test_not_utf_8(self, tables):
        (tables / "Header.csv").write_bytes("row,line,Collection,Year\n1,1,é,é\n".encode("latin-1"))
        assert "CSV in UTF-8" in self.write(tables)

    def test_a_row_longer_than_the_heading(self, tables):
        with (tables / "Header.csv").open("a", encoding="utf-8") as file:
            file.write("2,2,a,b,c,d,e,f\n")
        assert "no row longer than it" in self.write(tables)

    def test_not_parquet(self, tables):
        for path in tables.glob("*.csv"):
            path.rename(path.with_suffix(".parquet"))
        assert "must be Parquet" in self.write(tables)

    def test_a_field_the_year_does_not_ask_for(self, tables):
        assert "not asked for in 2022-23" in self.write(tables, "2022-23")

    def test_what_xml_can_not_hold(self, tables):
        self.edit(tables / "CINdetails.csv", "1A", "1\x01")
        assert "XML can't hold" in self.write(tables)

    @pytest.mark.parametrize("out", ["out.csv", "nowhere/out.xml", "out"])
    def test_a_wrong_place(self, tables, out):
        self.said("write", tables, "--year", "2025-26", "--out", tables / out)

    def test_no_year(self, tables):
        assert "--year" in self.said("write", tables, "--out", tables / "out.xml")


def test_what_the_year_does_not_ask_for_may_be_left_out(tmp_path, imagined):
    invoke("convert", imagined, "--to", tmp_path / "t", "--as", "csv")
    (tmp_path / "t" / "PreProceedingsandFGDM.csv").unlink()
    for path in (tmp_path / "t").glob("*.csv"):
        pl.read_csv(path, infer_schema=False).drop("line", "GenderCurrent", strict=False).write_csv(path)
    result = invoke("write", tmp_path / "t", "--year", "2025-26", "--out", tmp_path / "back.xml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert_equal(read(tmp_path / "back.xml", CIN).tables, read(imagined, CIN).tables)


def test_a_workbook_made_by_hand_is_read_in_the_words_of_a_return(tmp_path):
    invoke("convert", clean(tmp_path), "--to", tmp_path, "--as", "xlsx")
    tables = {name: frame.to_dicts() for name, frame in read_tables(tmp_path, CIN).items()}
    tables["CINdetails"][0]["CINreferralDate"] = tables["CINdetails"][1]["CINreferralDate"] = date(2025, 6, 2)
    tables["ChildProtectionPlans"] = [{"row": 1, "line": None, "Child": 1, "CINdetails": 1, "NumberOfPreviousCPP": 2.0}]
    tables["Source"][0]["DateTime"] = datetime(2026, 5, 23, 11, 14, 5, tzinfo=UTC).replace(tzinfo=None)
    with xlsxwriter.Workbook(tmp_path / "tables.xlsx", {"default_date_format": "dd/mm/yyyy"}) as book:
        for table in CIN.tables:
            sheet = book.add_worksheet(table.__name__)
            columns = ["row", *CIN.keys(table), *table.fields]
            sheet.write_row(0, 0, columns)
            for at, row in enumerate(tables[table.__name__], start=1):
                for column, name in enumerate(columns):
                    sheet.write(at, column, row.get(name))
    found = read_tables(tmp_path, CIN)
    assert found["CINdetails"]["CINreferralDate"].to_list() == ["2025-06-02"] * 2
    assert found["ChildProtectionPlans"]["NumberOfPreviousCPP"].to_list() == ["2"]
    assert found["Source"]["DateTime"].to_list() == ["2026-05-23T11:14:05"]
    assert found["ChildIdentifiers"]["Child"].to_list() == [1, 2]


def test_a_number_that_is_not_whole_is_none(tmp_path):
    invoke("convert", clean(tmp_path), "--to", tmp_path / "t", "--as", "parquet")
    path = tmp_path / "t" / "CINdetails.parquet"
    pl.read_parquet(path).with_columns(pl.Series("Child", [1.0, 1.5])).write_parquet(path)
    assert read_tables(tmp_path / "t", CIN)["CINdetails"]["Child"].to_list() == [1, None]


def test_a_column_of_lists_is_refused(tmp_path):
    invoke("convert", clean(tmp_path), "--to", tmp_path / "t", "--as", "parquet")
    path = tmp_path / "t" / "ChildIdentifiers.parquet"
    pl.read_parquet(path).with_columns(pl.lit([1, 2]).alias("UPN")).write_parquet(path)
    with pytest.raises(NoTables, match="ChildIdentifiers"):
        read_tables(tmp_path / "t", CIN)


def test_a_workbook_says_nothing_but_what_was_written(tmp_path):
    run("convert", str(clean(tmp_path)), "--to", str(tmp_path), "--as", "xlsx")
    result = run("write", str(tmp_path), "--year", "2025-26", "--out", str(tmp_path / "back.xml"))
    assert (result.returncode, result.stderr) == (0, "")
