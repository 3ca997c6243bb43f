"""
The month's report as a workbook, for a data officer: an index of the figures, and a sheet for each with its children.

Every figure's sheet lists who is in it, who is out and who is not counted, to filter by verdict, reason and team.
Numbers are numbers, and text is text: nothing from a return is taken for a formula, a number or a link.
"""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from paramountcy.publication.figures import mark, words
from paramountcy.publication.figures.headline import category, point, unit_of
from paramountcy.publication.figures.shape import VERDICTS, Figure, Report
from paramountcy.publication.figures.sheets import ROWS, Sheets, as_number

FIRST = (4, 36, 12, 14, 12, 52)
"""Widths of the columns of the first sheet."""
LARGE = 1_000_000
"""From so many rows in all the workbook is written row by row, which takes less memory and more time."""
INDEX = {
    "No.": 7,
    "Figure": 34,
    "Number": 16,
    "Count": 9,
    "Out of": 9,
    "Value": 10,
    "From": 10,
    "To": 10,
    "A year before": 10,
    "By month": 18,
    "In": 8,
    "Out": 8,
    "Not counted": 9,
    "What it says": 60,
    "Beside a year before, and by month": 52,
    "Beside neighbours, and between teams": 52,
    "About the data": 40,
    "Read it beside": 70,
    "The question it opens": 36,
    "What is counted": 50,
}
NUMBERS = {
    "No.": 7,
    "Figure": 44,
    "By": 11,
    "Group": 30,
    "Part": 30,
    "Count": 9,
    "Out of": 9,
    "Value": 10,
    "From": 10,
    "To": 10,
    "Unit": 14,
    "Why it is not given, or what it rests on": 60,
}
CHILDREN = {"LAchildID": 20, "Team": 26, "": 15, "In or out": 13, "Why": 56, "Return, table and row": 32}
"""The third is the date that places a row in time; what it is depends on what is counted."""
FINDINGS = {"LAchildID": 20, "Finding": 20, "About": 18, "Returns": 18, "What, and what to do": 100}


def write(report: Report, out: BinaryIO) -> None:
    large = sum(one.children.height for one in report.figures) > LARGE
    options = {
        "constant_memory": large,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        head = report.head
        book.set_properties(
            {
                "title": words.title(head.area, head.period),
                "category": words.INTERNAL,
                "keywords": mark.MARK,
                "comments": words.ADVICE,
                "created": head.made_at.replace(tzinfo=None),
            }
        )
        book.set_custom_property(mark.NAME, mark.MARK)
        book.define_name(mark.DEFINED_NAME, f'="{words.INTERNAL}"')
        _Book(Sheets(book, words.title(head.area, head.period)), report).write()


class _Book:
    """The workbook of one report."""

    def __init__(self, sheets: Sheets, report: Report):
        self.sheets, self.report = sheets, report
        self.title = words.title(report.head.area, report.head.period)
        self.followed = [one for one in report.figures if one.months.height]
        self.months = max((one.months["name"].to_list() for one in self.followed), key=len, default=[])

    def write(self) -> None:
        self._first()
        self._index()
        self._over_time("Months", self.months, "months")
        years = sorted({year for one in self.report.figures for year in one.years["period"]})
        self._over_time("Years", years, "years")
        whole = pl.concat([one.rows for one in self.report.figures])
        groups = pl.concat([one.groups for one in self.report.figures])
        if self.report.head.people:
            self._numbers("Teams", groups.filter(pl.col("breakdown") == "team"))
        self._numbers("Every number", pl.concat([whole, groups.filter(pl.col("breakdown") != "team")]))
        self._findings()
        for one in self.report.figures:
            self._children(one)

    def _first(self) -> None:
        sheet = self.sheets.new("Read first", FIRST, colour="#0B0C0C")
        sheet.hide_gridlines(2)
        for at, (look, *cells) in enumerate(self._told(), start=1):
            if look is self.sheets.wrapped:
                first = 0 if len(cells) == 1 else 1
                self.sheets.across(sheet, at, first, cells[-1], widths=FIRST)
                self.sheets.put(sheet, at, 0, "•" if first else None, self.sheets.text)
                continue
            if look is self.sheets.title:
                sheet.set_row(at, 22)
            rest = [None] * (len(FIRST) - len(cells)) if look is self.sheets.section else []
            for place, cell in enumerate([*cells, *rest]):
                form = look if not isinstance(cell, int) else self.sheets.date if place == 3 else self.sheets.count
                self.sheets.put(sheet, at, place, cell, form)

    def _told(self) -> Iterator[tuple]:
        """The first sheet, line by line: how it looks, and its cells. Of a point in a list the first is its dot."""
        sheets, report = self.sheets, self.report
        wide, blank, dot = sheets.wrapped, (sheets.text,), "•"
        yield wide, words.ADVICE
        yield blank
        yield sheets.title, self.title
        yield sheets.text, f"Made on {words.made(report.head)}."
        for part in report.summary:
            yield blank
            yield sheets.section, part.heading
            yield from ((wide, dot, sentence) for sentence in part.says)
        yield blank
        yield wide, words.NOT_A_RATING
        yield blank
        yield sheets.section, "Before trusting the counts"
        yield from ((wide, dot, remark) for remark in report.remarks or (words.NO_REMARKS,))
        yield blank
        yield sheets.section, "The returns it was made from"
        yield sheets.heading, "", "File", "Year", "Made", "Children"
        for one in report.head.returns:
            yield sheets.text, "", one.name, str(one.year), as_number(one.made), one.children
        yield blank
        yield sheets.section, "How to read it"
        yield from ((wide, dot, line) for line in (*words.HOW_TO_READ, *words.IN_THE_WORKBOOK, *report.sources))

    def _index(self) -> None:
        sheet = self.sheets.new("Figures", list(INDEX.values()), colour="#1A65A6")
        self.sheets.headed(sheet, self.title)
        self.sheets.list_of(sheet, 2, list(INDEX), len(self.report.figures))
        sheet.freeze_panes(3, 2)
        for at, one in enumerate(self.report.figures, start=3):
            self._index_row(sheet, at, one)

    def _index_row(self, sheet: Worksheet, at: int, one: Figure) -> None:
        put, count = self.sheets.put, self.sheets.count
        unit = self.sheets.unit(one.unit)
        now, then = (point(one.kind, rows.to_dicts()) or {} for rows in (one.rows, one.earlier))
        in_it = dict(one.tally.group_by("verdict").agg(pl.col("rows").sum()).iter_rows())
        sheet.write_url(at, 0, f"internal:'{one.number}'!A1", self.sheets.link, one.number)
        put(sheet, at, 2, words.stands_for(one.kind), self.sheets.text)
        for column, name, look in ((3, "count", count), (4, "out_of", count), (5, "value", unit)):
            put(sheet, at, column, now.get(name), look)
        for column, name in ((6, "lower"), (7, "upper")):
            put(sheet, at, column, now.get(name), unit)
        put(sheet, at, 8, then.get("value"), unit)
        if one in self.followed:
            row = 4 + self.followed.index(one)
            last = xl_col_to_name(2 + len(self.months))
            shown = {"range": f"Months!$D${row}:${last}${row}", "series_color": "#12436D", "last_point": True}
            sheet.add_sparkline(at, 9, shown)
        for column, verdict in enumerate(VERDICTS, start=10):
            put(sheet, at, column, in_it.get(verdict, 0), count)
        said = (
            one.says,
            f"{one.change}\n{one.trend}".strip(),
            "\n".join([*one.neighbours, one.between_teams]).strip(),
            "\n".join(one.caveats),
            "\n".join(words.partner(partner) for partner in one.beside),
            one.indicator.asks,
            one.indicator.says,
        )
        self.sheets.lines(sheet, at, {1: one.title} | dict(enumerate(said, start=13)), list(INDEX.values()))

    def _over_time(self, name: str, periods: list[str], which: str) -> None:
        """A row for each figure that has one number, and a column for each period."""
        sheet = self.sheets.new(name, (7, 44, 18, *([11] * len(periods))))
        self.sheets.headed(sheet, f"The number that stands for each figure, by {which[:-1]}")
        shown = [
            one
            for one in self.report.figures
            if category(one.kind) is not None and (which == "years" or one.months.height)
        ]
        self.sheets.list_of(sheet, 2, ["No.", "Figure", "Number", *periods], len(shown))
        sheet.freeze_panes(3, 3)
        for at, one in enumerate(shown, start=3):
            self.sheets.put(sheet, at, 0, one.number, self.sheets.text)
            self.sheets.put(sheet, at, 1, one.title, self.sheets.text)
            self.sheets.put(sheet, at, 2, words.stands_for(one.kind), self.sheets.text)
            values = dict(one.months.select("name", "value").iter_rows()) if which == "months" else _by_year(one)
            look = self.sheets.unit(one.unit)
            for column, period in enumerate(periods, start=3):
                self.sheets.put(sheet, at, column, values.get(period), look)

    def _numbers(self, name: str, rows: pl.DataFrame) -> None:
        """A row for each number, whole and by group."""
        sheet = self.sheets.new(name, list(NUMBERS.values()))
        self.sheets.headed(sheet, f"{name}: {self.title}")
        self.sheets.list_of(sheet, 2, list(NUMBERS), rows.height)
        of = {one.indicator.name: one for one in self.report.figures}
        for at, row in enumerate(rows.iter_rows(named=True), start=3):
            one = of[row["indicator"]]
            unit = unit_of(one.kind, rate=row["unit"].startswith("per "))
            cells = (one.number, one.title, row["breakdown"], row["group"], row["category"])
            for column, cell in enumerate(cells):
                self.sheets.put(sheet, at, column, cell, self.sheets.text)
            for column, cell in enumerate((row["numerator"], row["denominator"]), start=5):
                self.sheets.put(sheet, at, column, cell, self.sheets.count)
            for column, part in enumerate(("value", "lower", "upper"), start=7):
                self.sheets.put(sheet, at, column, row[part], self.sheets.unit(unit))
            self.sheets.put(sheet, at, 10, row["unit"], self.sheets.text)
            self.sheets.put(sheet, at, 11, row["why"] or words.status(row["status"]), self.sheets.text)

    def _findings(self) -> None:
        found = self.report.findings
        if found.is_empty():
            return
        sheet = self.sheets.new("Told differently", list(FINDINGS.values()))
        self.sheets.put(
            sheet, 1, 0, "What the returns of different years say differently of one child", self.sheets.title
        )
        self.sheets.list_of(sheet, 2, list(FINDINGS), found.height)
        for at, row in enumerate(found.head(ROWS - 4).iter_rows(named=True), start=3):
            told = (row["child"], row["finding"], row["table"], ", ".join(row["years"]), row["sentence"])
            for column, cell in enumerate(told):
                self.sheets.put(sheet, at, column, cell, self.sheets.wrapped if column == 4 else self.sheets.text)

    def _children(self, one: Figure) -> None:
        sheet = self.sheets.new(one.number, list(CHILDREN.values()), colour="#B1B4B6")
        put, text = self.sheets.put, self.sheets.text
        self.sheets.headed(sheet, f"{one.number} {one.title}")
        put(sheet, 2, 0, one.says, text)
        put(sheet, 3, 0, words.tally(one), text)
        sheet.write_url(4, 0, "internal:'Figures'!A1", self.sheets.link, "Back to the figures")
        headings = [name or words.date_of(one.indicator) for name in CHILDREN]
        self.sheets.list_of(sheet, 5, headings, one.children.height)
        self.sheets.fill(sheet, 6, one.children.head(ROWS - 7))


def _by_year(one: Figure) -> dict[str, float | None]:
    told = {str(year): point(one.kind, rows.to_dicts()) for (year,), rows in one.years.group_by("period")}
    return {year: None if found is None else found["value"] for year, found in told.items()}
