"""The workbook: the same numbers, every child behind them, marked on every sheet, and nothing in it that acts."""

import io
import zipfile
from datetime import date, datetime

import polars as pl
import pytest
import xlsxwriter
from openpyxl import load_workbook

from paramountcy.publication.figures import as_xlsx
from paramountcy.publication.figures.headline import point
from paramountcy.publication.figures.sheets import CHARACTERS, CUT, Sheets, fitting
from paramountcy.publication.figures.words import INTERNAL
from tests.publication.figures import made

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported")


def written(report) -> bytes:
    out = io.BytesIO()
    as_xlsx.write(report, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def raw():
    return written(made.report())


@pytest.fixture(scope="module")
def book(raw):
    with pytest.warns(UserWarning, match="Sparkline"):
        return load_workbook(io.BytesIO(raw))


def rows(sheet, heading_row: int) -> list[dict]:
    names = [cell.value for cell in sheet[heading_row]]
    return [dict(zip(names, line, strict=False)) for line in sheet.iter_rows(min_row=heading_row + 1, values_only=True)]


def links(sheet) -> list[tuple[str | None, str | None]]:
    """Where each link of a sheet leads: inside the workbook, and outside it."""
    cells = (cell for line in sheet.iter_rows() for cell in line if cell.hyperlink)
    return [(cell.hyperlink.location, cell.hyperlink.target) for cell in cells]


def test_every_sheet_is_marked_at_its_head_and_on_every_printed_page(book):
    assert len(book.worksheets) > 20
    for sheet in book.worksheets:
        assert sheet["A1"].value == INTERNAL
        assert INTERNAL in sheet.oddHeader.left.text
        assert INTERNAL in sheet.oddFooter.left.text
        assert sheet.print_title_rows is None or sheet.print_title_rows.startswith("$1:")


def test_the_index_holds_each_figure_with_its_numbers_as_numbers(book):
    told = {row["No."]: row for row in rows(book["Figures"], 3)}
    for one in made.report().figures:
        row, wanted = told[one.number], point(one.kind, one.rows.to_dicts()) or {}
        assert row["Figure"] == one.title
        for name, key in (("Count", "count"), ("Out of", "out_of"), ("Value", "value"), ("From", "lower")):
            assert row[name] == pytest.approx(wanted.get(key)) if wanted.get(key) is not None else row[name] is None
        assert row["In"] == one.tally.filter(pl.col("verdict") == "in")["rows"].sum()
        assert row["What it says"] == one.says
        assert (row["The question it opens"] or "") == one.indicator.asks


def test_shares_are_percentages_and_counts_have_no_decimals(book):
    sheet = book["Figures"]
    place = next(row for row in sheet.iter_rows(min_row=4) if row[0].value == "D2")
    assert place[5].number_format == "0.0%"
    assert place[3].number_format == "#,##0"


def test_each_number_stands_in_the_long_list(book):
    told = rows(book["Every number"], 3)
    wanted = pl.concat([one.rows for one in made.report().figures])
    assert len([row for row in told if row["By"] == "all"]) == wanted.height
    of = {(row["No."], row["Part"]): row for row in told if row["By"] == "all"}
    for one in made.report().figures:
        for row in one.rows.iter_rows(named=True):
            assert of[one.number, row["category"] or None]["Value"] == pytest.approx(row["value"], nan_ok=True)


def test_each_figure_has_a_sheet_with_every_child_behind_it(book):
    for one in made.report().figures:
        told = rows(book[one.number], 6)
        assert len(told) == one.children.height
        said = [
            (row["LAchildID"], row["Team"] or None, row["In or out"], row["Why"] or "", row["Return, table and row"])
            for row in told
        ]
        assert said == one.children.select("child", "team", "verdict", "why", "place").rows()
        dated = [row[list(told[0])[2]] for row in told] if told else []
        assert [None if day is None else day.date() for day in dated] == one.children["date"].to_list()


def test_lists_can_be_filtered_and_their_headings_stay(book):
    for one in made.report().figures:
        sheet = book[one.number]
        assert sheet.freeze_panes == "A7"
        assert sheet.auto_filter.ref == f"A6:F{6 + max(1, one.children.height)}"
    assert book["Figures"].freeze_panes == "C4"


def test_the_index_leads_to_each_figure_and_back(book):
    assert set(links(book["Figures"])) == {(f"'{one.number}'!A1", None) for one in made.report().figures}
    assert links(book["D2"]) == [("'Figures'!A1", None)]


def test_teams_have_figures_and_workers_have_none(book):
    told = rows(book["Teams"], 3)
    assert {row["Group"] for row in told} == {"North", "South", "East", "no team given"}
    text = " ".join(
        str(cell) for sheet in book.worksheets for line in sheet.iter_rows(values_only=True) for cell in line
    )
    assert made.WORKER not in text
    assert "Worker 1" not in text
    assert made.ALONE not in text


def test_months_stand_beside_each_other(book):
    told = {row["No."]: row for row in rows(book["Months"], 3)}
    one = made.report().figure("referrals")
    assert told["C1"]["March 2026"] == one.months["value"][-1]
    assert told["C1"]["April 2024"] == one.months["value"][0]


def test_the_first_sheet_says_what_stands_out_and_from_which_returns(book):
    text = [str(cell) for line in book["Read first"].iter_rows(values_only=True) for cell in line if cell is not None]
    report = made.report()
    assert "Figures for 2025-26: Islington (206)" in text
    assert "Made on 3 July 2026 at 09:05 by Paramountcy 0.1.0." in text
    for part in report.summary:
        assert {part.heading, *part.says} <= set(text)
    assert {one.name for one in report.head.returns} <= set(text)


def test_nothing_from_a_return_is_a_formula_or_a_link():
    book = load_workbook(io.BytesIO(written(made.hostile())))
    found = set()
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f"
                found.add(cell.value)
        assert all(inside and not outside for inside, outside in links(sheet))
    assert set(made.HOSTILE) <= found


def test_the_properties_hold_no_child_and_say_what_it_is(raw, book):
    about = book.properties
    assert about.title == "Figures for 2025-26: Islington (206)"
    assert (about.category, about.keywords) == (INTERNAL, "paramountcy-internal-true-counts")
    assert about.created == datetime.fromisoformat("2026-07-03T09:05")
    parts = zipfile.ZipFile(io.BytesIO(raw))
    said = b"".join(parts.read(name) for name in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"))
    ids = made.told().record["person"]["source_id"].to_list()
    assert not any(child.encode() in said for child in ids)


def test_the_same_report_gives_the_same_bytes(raw):
    assert written(made.report()) == raw


def test_a_large_workbook_is_written_row_by_row_and_says_the_same(monkeypatch):
    whole = load_workbook(io.BytesIO(written(made.hostile())))
    monkeypatch.setattr(as_xlsx, "LARGE", 0)
    thin = load_workbook(io.BytesIO(written(made.hostile())))
    for sheet in whole.worksheets:
        again = list(thin[sheet.title].iter_rows(values_only=True))
        assert again == list(sheet.iter_rows(values_only=True))


def test_text_too_long_for_a_cell_is_cut_and_says_so():
    assert fitting("a" * CHARACTERS) == "a" * CHARACTERS
    assert fitting("a" * (CHARACTERS + 1)).endswith(CUT)
    assert len(fitting("a" * 99_999)) == CHARACTERS
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheets = Sheets(book, "about")
        sheet = sheets.new("One", (20, 20))
        sheets.fill(sheet, 1, pl.DataFrame({"a": ["b" * 40_000, None], "day": [date(2026, 3, 31), None]}))
    told = load_workbook(io.BytesIO(out.getvalue()))["One"]
    assert told["A2"].value == "b" * (CHARACTERS - len(CUT)) + CUT
    assert told["B2"].value == datetime.fromisoformat("2026-03-31")
    assert told["A3"].value is None
