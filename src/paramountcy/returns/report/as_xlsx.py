"""
A report as a workbook: a summary, one sheet of findings to filter, accepted findings, teams and workers.

Ids and values are text, as sent: 007 stays 007, and nothing is taken for a formula, a number or a link.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from paramountcy.returns.report import counts, people, words
from paramountcy.returns.report.about import findings
from paramountcy.returns.report.shape import Report

ROWS = 1_048_576
"""How many rows a sheet can have, the heading among them."""
CHARACTERS = 32_767
"""How many characters a cell can have."""
CUT = "… (cut: a cell holds no more)"
LARGE = 100_000
"""From so many rows the workbook is written row by row, which takes less memory and more time."""
COLUMNS = {
    "Finding": ("finding", 9),
    "Severity": ("severity", 10),
    "Rule": ("rule", 12),
    "Child": ("child", 16),
    "Team": ("team", 20),
    "Worker": ("worker", 20),
    "Table": ("table", 24),
    "Row": ("row", 8),
    "Line": ("line", 9),
    "Fields and values as sent": ("sent", 44),
    "What is wrong, and what to do": ("message", 60),
    "Confirmed": ("confirmed", 11),
    "Reason": ("reason", 40),
    "By": ("by", 16),
    "Date": ("date", 12),
}
"""The title of each column, where it comes from and how many characters wide it is."""
COUNTED = {
    "team": "Team",
    "worker": "Worker",
    "children": "Children",
    "structure": "Structure findings",
    "error": "Errors",
    "query": "Queries",
}
WIDE = 40


def write(report: Report, out: BinaryIO) -> None:
    options = {
        "constant_memory": report.findings.height > LARGE,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": f"{words.title(report)}: findings",
                "category": words.heading(report),
                "comments": words.advice(report),
                "created": report.head.checked_at.replace(tzinfo=None),
            }
        )
        sheets = _Sheets(book, words.heading(report))
        sheets.summary(report)
        sheets.rows("Findings", _findings(report))
        if report.accepted.height:
            sheets.rows("Accepted", _for_people(report.accepted))
        if report.people is not None:
            sheets.rows("Teams", _for_counting(people.by_team(report)))
            sheets.rows("Workers", _for_counting(people.by_worker(report)))


def as_sent(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of findings with the column sent, such as "Sex: X; UPN: missing"; a return-level one has none."""
    pairs = (
        rows.with_row_index("at")
        .select("at", "fields", "values")
        .filter(pl.col("fields").list.len() > 0)
        .explode("fields", "values")
        .select("at", pair=pl.format("{}: {}", "fields", pl.col("values").fill_null("missing")))
        .group_by("at", maintain_order=True)
        .agg(sent=pl.col("pair").str.join("; "))
    )
    return rows.with_row_index("at").join(pairs, on="at", how="left", maintain_order="left").drop("at")


def _findings(report: Report) -> pl.DataFrame:
    rows = findings(report)
    drafts = counts.unconfirmed(report)["rule"]
    if drafts.len():
        rows = rows.with_columns(
            confirmed=pl.when(pl.col("rule").is_in(drafts.implode())).then(pl.lit("no")).otherwise(pl.lit("yes"))
        )
    return _for_people(rows)


def _for_people(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns of `COLUMNS` that there are, under their titles."""
    rows = as_sent(rows)
    if rows["line"].null_count() == rows.height and rows.height:
        rows = rows.drop("line")
    return rows.select(pl.col(name).alias(title) for title, (name, _) in COLUMNS.items() if name in rows.columns)


def _for_counting(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.rename({name: title for name, title in COUNTED.items() if name in rows.columns})


class _Sheets:
    """The sheets of one workbook, written one after another."""

    def __init__(self, book: xlsxwriter.Workbook, heading: str):
        self.book = book
        self.heading = heading
        font = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        as_text = {"num_format": "@", "quote_prefix": True}
        self.text = book.add_format(font | as_text)
        self.wrapped = book.add_format(font | as_text | {"text_wrap": True})
        self.number = book.add_format(font | {"num_format": "0", "align": "left"})
        self.count = book.add_format(font | {"num_format": "#,##0", "align": "left"})
        self.bold = book.add_format(font | as_text | {"bold": True, "text_wrap": True})
        white_on_blue = {"bg_color": "#1A65A6", "font_color": "#FFFFFF", "border": 1}
        self.column = book.add_format(font | as_text | white_on_blue | {"bold": True, "text_wrap": True})
        self.title = book.add_format(font | as_text | {"bold": True, "font_size": 16})
        self.section = book.add_format(font | as_text | {"bold": True, "font_size": 12, "bottom": 2})
        self.banner = book.add_format(
            font | as_text | {"bold": True, "font_size": 12, "bg_color": "#0B0C0C", "font_color": "#FFFFFF"}
        )

    def rows(self, name: str, frame: pl.DataFrame) -> None:
        """A sheet to filter, and as many more as the rows need."""
        fit = ROWS - 1
        for number in range(max(1, -(-frame.height // fit))):
            title = name if number == 0 else f"{name} {number + 1}"
            self._sheet(title, frame.slice(number * fit, fit))

    def _sheet(self, name: str, frame: pl.DataFrame) -> None:
        sheet = self._new(name)
        cells = []
        for at, (title, sort) in enumerate(frame.schema.items()):
            _, width = COLUMNS.get(title, ("", 20))
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, title, self.column)
            put = sheet.write_number if sort.is_numeric() else sheet.write_string
            cells.append((at, put, self.number if sort.is_numeric() else self.wrapped if width >= WIDE else self.text))
        for at, row in enumerate(frame.with_columns(_fitting()).iter_rows(), start=1):
            for column, put, form in cells:
                if row[column] is not None:
                    put(at, column, row[column], form)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, frame.height, frame.width - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS}"})
        sheet.repeat_rows(0)

    def _new(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L&B{self.heading}&R&A")
        sheet.set_footer("&RPage &P of &N")
        return sheet

    def summary(self, report: Report) -> None:
        sheet = self._new("Summary")
        sheet.hide_gridlines(2)
        for at, width in enumerate((26, 12, 12, 12, 80)):
            sheet.set_column(at, at, width)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS}"})
        for at, (form, cells) in enumerate(self._lines(report)):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(at, column, cell, self.count)
                elif cell:
                    sheet.write_string(at, column, cell, self.wrapped if column == 4 and form is self.text else form)
                elif form is not self.text:
                    sheet.write_blank(at, column, None, form)

    def _lines(self, report: Report) -> Iterator[tuple[Format, Sequence[str | int]]]:
        """The summary, line by line: how it looks, and its cells."""
        yield self.banner, (words.heading(report), "", "", "", "")
        yield self.text, (words.advice(report),)
        yield self.text, ()
        yield self.title, (words.title(report),)
        yield self.bold, ()
        yield self.section, (words.verdict(report), "", "", "", "")
        for remark in words.remarks(report):
            yield self.text, (remark,)
        if report.findings.height >= ROWS:
            yield self.text, ("A sheet can't hold all the findings: they go on in Findings 2 and what follows it.",)
        yield self.text, ()
        for name, value in words.head(report):
            yield self.text, (name, value)
        yield from self._section("By severity", ("Severity", "Findings", "Children", "Rows", "What it means"))
        for count in counts.by_severity(report):
            meaning = words.SEVERITY_MEANING[count.severity]
            yield self.text, (count.severity, count.findings, count.children, count.rows, meaning)
        yield from self._rules("Rules broken", counts.broken(report, confirmed=True), "")
        yield from self._rules(words.UNCONFIRMED, counts.broken(report, confirmed=False), words.UNCONFIRMED_ADVICE)
        if report.not_run.height:
            yield from self._section("Did not run", ("Rule", "", "", "", "Why"))
            yield from self._notes(report.not_run)
        if counts.partly(report).height:
            yield from self._section("Could not judge every row", ("Rule", "", "", "", "Which"))
            yield from self._notes(counts.partly(report))
        if report.accepted.height:
            yield from self._section("Accepted earlier, not counted above", ())
            agreed = words.how_many(counts.accepted(report), "accepted finding")
            yield self.text, (f"{agreed}, with reason, person and date, on the sheet Accepted.",)
        yield from self._section("Run, and nothing found", ("Rule", "", "", "", "What it would say"))
        for rule, message in counts.kept(report).select("rule", "message").iter_rows():
            yield self.text, (rule, "", "", "", message)

    def _section(self, title: str, columns: Sequence[str]) -> Iterator[tuple[Format, Sequence[str | int]]]:
        yield self.text, ()
        yield self.section, (title, "", "", "", "")
        if columns:
            yield self.column, columns

    def _rules(self, title: str, rules: pl.DataFrame, note: str) -> Iterator[tuple[Format, Sequence[str | int]]]:
        if rules.is_empty():
            return
        yield from self._section(title, ())
        if note:
            yield self.text, (note,)
        yield self.column, ("Rule", "Severity", "Findings", "Children", "What is wrong, and what to do")
        for row in rules.select("rule", "severity", "findings", "children", "message").iter_rows():
            yield self.text, row

    def _notes(self, rules: pl.DataFrame) -> Iterable[tuple[Format, Sequence[str | int]]]:
        for rule, note in rules.select("rule", "note").iter_rows():
            yield self.text, (rule, "", "", "", note)


def _fitting() -> pl.Expr:
    """Text cut to what a cell can hold, saying so; other columns as they are."""
    text = pl.col(pl.String)
    room = CHARACTERS - len(CUT)
    return pl.when(text.str.len_chars() <= CHARACTERS).then(text).otherwise(text.str.slice(0, room) + pl.lit(CUT))
