"""The sheets of a workbook that is marked on every one of them: looks, headings, lists to filter."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from paramountcy.publication.figures.words import INTERNAL
from paramountcy.statistics.shape import Unit

ROWS, CHARACTERS = 1_048_576, 32_767
"""What a sheet and a cell of it can hold."""
CUT = "… (cut: a cell holds no more)"
FIRST_DAY = date(1899, 12, 30)
"""Dates in cells are numbers of days from here."""
LINE, TALLEST = 13.5, 400.0
"""Points of a line of text, and the tallest that a row is made."""
LETTERS = 1.1
"""How many letters go on average where a column is wide enough for one figure."""


class Sheets:
    """The sheets of one workbook, written one after another, each row by row from the top."""

    def __init__(self, book: xlsxwriter.Workbook, about: str):
        self.book, self.about = book, about
        self._font = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        as_text = {"num_format": "@", "quote_prefix": True}
        self.text = self._format(as_text)
        self.wrapped = self._format(as_text, text_wrap=True)
        self.bold = self._format(as_text, bold=True, text_wrap=True)
        self.title = self._format(as_text, bold=True, font_size=14)
        self.section = self._format(as_text, bold=True, font_size=12, bottom=2)
        self.heading = self._format(
            as_text, bold=True, text_wrap=True, bg_color="#1A65A6", font_color="#FFFFFF", border=1
        )
        self.banner = self._format(as_text, bold=True, font_size=12, bg_color="#0B0C0C", font_color="#FFFFFF")
        self.link = self._format({"font_color": "#1A65A6", "underline": 1})
        self.date = self._format({"num_format": "d mmm yyyy", "align": "left"})
        self.count = self._format({"num_format": "#,##0"})
        self._units: dict[str, Format] = {}

    def _format(self, *looks: dict[str, Any], **more: Any) -> Format:
        made = dict(self._font)
        for look in (*looks, more):
            made |= look
        return self.book.add_format(made)

    def unit(self, unit: Unit) -> Format:
        """How numbers of a unit look: a number all the same, so that it can be counted with."""
        places = "0" if unit.places == 0 else f"0.{'0' * unit.places}"
        look = f"{places}%" if unit.after.startswith("%") else f"#,##{places}"
        if look not in self._units:
            self._units[look] = self._format({"num_format": look})
        return self._units[look]

    def new(self, name: str, widths: Sequence[float], *, colour: str = "") -> Worksheet:
        """A sheet with its mark in the first row, and in the header and footer of every printed page."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.8)
        about = self.about.replace("&", "&&")
        sheet.set_header(f"&L&B{INTERNAL}&R{about}")
        sheet.set_footer(f"&L&B{INTERNAL}&C&A&RPage &P of &N")
        if colour:
            sheet.set_tab_color(colour)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.set_row(0, 20)
        sheet.write_string(0, 0, INTERNAL, self.banner)
        for at in range(1, max(4, len(widths))):
            sheet.write_blank(0, at, None, self.banner)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS}"})
        return sheet

    def headed(self, sheet: Worksheet, title: str) -> None:
        """What the sheet is about, in its second row."""
        sheet.set_row(1, 22)
        sheet.write_string(1, 0, title, self.title)

    def list_of(self, sheet: Worksheet, at: int, headings: Sequence[str], rows: int) -> None:
        """The headings of a list to filter, in row `at`, which stay in sight, and are printed on every page."""
        sheet.set_row(at, 30)
        for column, heading in enumerate(headings):
            sheet.write_string(at, column, heading, self.heading)
        sheet.freeze_panes(at + 1, 0)
        sheet.autofilter(at, 0, at + max(rows, 1), len(headings) - 1)
        sheet.repeat_rows(0, at)

    def put(self, sheet: Worksheet, at: int, column: int, value: str | float | None, look: Format) -> None:
        """Text as text, whatever it looks like, and numbers as numbers; where there is neither, an empty cell."""
        if not value and value != 0:
            sheet.write_blank(at, column, None, look)
        elif isinstance(value, str):
            sheet.write_string(at, column, fitting(value), look)
        else:
            sheet.write_number(at, column, value, look)

    def fill(self, sheet: Worksheet, at: int, rows: pl.DataFrame) -> None:
        """Many rows from row `at` on, as quickly as can be: text as text, and dates as dates."""
        day = (pl.col(pl.Date) - pl.lit(FIRST_DAY)).dt.total_days()
        text = pl.col(pl.String)
        cut = pl.when(text.str.len_chars() > CHARACTERS).then(text.str.slice(0, CHARACTERS - len(CUT)) + pl.lit(CUT))
        ready = rows.with_columns(day, cut.otherwise(text))
        writers = [
            (column, sheet.write_string, self.text) if kind == pl.String else (column, sheet.write_number, self.date)
            for column, kind in enumerate(rows.dtypes)
        ]
        for place, row in enumerate(ready.iter_rows(), start=at):
            for (column, write, look), cell in zip(writers, row, strict=True):
                if cell:
                    write(place, column, cell, look)

    def lines(self, sheet: Worksheet, at: int, texts: Mapping[int, str], widths: Sequence[float]) -> None:
        """Text broken into lines, by column, in a row that is made as tall as the longest needs."""
        tall = max((_lines(text, widths[column]) for column, text in texts.items()), default=1)
        sheet.set_row(at, min(TALLEST, max(1, tall) * LINE))
        for column, text in texts.items():
            self.put(sheet, at, column, text, self.wrapped)

    def across(self, sheet: Worksheet, at: int, first: int, text: str, *, widths: Sequence[float]) -> None:
        """Text from a column on to the last, broken into lines; `widths` are those of all columns."""
        sheet.set_row(at, _lines(text, sum(widths[first:])) * LINE)
        sheet.merge_range(at, first, at, len(widths) - 1, "", self.wrapped)
        sheet.write_string(at, first, fitting(text), self.wrapped)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column so many characters wide."""
    return sum(max(1, -(-len(part) // int(LETTERS * width))) for part in text.split("\n"))


def fitting(text: str) -> str:
    """Text cut to what a cell can hold, saying so."""
    return text if len(text) <= CHARACTERS else text[: CHARACTERS - len(CUT)] + CUT


def as_number(day: date) -> int:
    """A day as cells hold it."""
    return (day - FIRST_DAY).days
