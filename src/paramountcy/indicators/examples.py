"""
Read the example rows in an indicator's docstring. They are its tests and its page.

    In 2024-25
    Returns 2022-23 to 2024-25
    assessment | start_date | authorised_date |
    amy        | 2024-05-01 | 2024-06-01      | counts
    ben        | 2024-05-01 | 2024-09-01      | out of: took more than 45 working days
    cat        | 2024-05-01 |                 | not counted: not completed in the period

The first column names a table of the record and holds the child. Each child is a person, and has one referral unless
the example gives them: then the column `is` names a row, and `of` the row above that it stands under; a column that
links to a table (`s47_id`, `plan_id`, `conference_id`) names a row of it. An empty cell is missing. A verdict is
`counts`, `out of` or `not counted`, and what follows a colon is what the list of children says of that row. `In` is the
period, `Returns` the years that were returned (six years before it to two after, where nothing is said).
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

import polars as pl

from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Indicator
from paramountcy.record.shape import FILINGS, FINDINGS, Record, Table
from paramountcy.record.tables import TABLES
from paramountcy.terms.year import Year

AREA = "999"
ABOVE = {"referral_id": "referral", "assessment_id": "assessment"}
"""The links that `of` fills, by the table that it then names a row of."""
READ: dict[type, Callable[[str], object]] = {
    date: date.fromisoformat,
    bool: {"true": True, "false": False}.__getitem__,
    int: int,
    str: str,
}


@dataclass
class Example:
    """Some rows of the record, a period, and the verdict on each row of one table: (verdict, why)."""

    period: Period
    years: tuple[Year, Year]
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    verdicts: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    """By the row's number in the table that is counted, from 1."""

    def record(self) -> Record:
        """The rows as a record of one authority, whose returns were all told of everything."""
        children = list(dict.fromkeys(row["child"] for rows in self.tables.values() for row in rows))
        rows = {"person": [{"child": child} for child in children]} | self.tables
        rows["person"] += [
            {"child": child} for child in children if child not in {row["child"] for row in rows["person"]}
        ]
        if "referral" not in rows:
            rows["referral"] = [{"child": child, "is": child} for child in children]
        frames = {table.name: self._frame(table, rows.get(table.name, []), children, rows) for table in TABLES}
        return Record(frames, self._filings(), pl.DataFrame(schema=FINDINGS))

    def _frame(
        self,
        table: type[Table],
        rows: list[dict[str, str]],
        children: list[str],
        all_rows: dict[str, list[dict[str, str]]],
    ) -> pl.DataFrame:
        made = []
        for number, row in enumerate(rows, 1):
            values = {name: self._value(table, name, row, children, all_rows) for name in table.columns}
            values[table.key] = number
            stamp = {
                "area": AREA,
                "row_id": number,
                "source_system": "example",
                "source_id": row["child"],
                "known_to": date.fromisoformat(row["known_to"]) if row.get("known_to") else self.years[1].end,
                "recorded_at": datetime.combine(self.years[1].end, time.min),
                "recorded_by": None,
                "superseded_at": None,
            }
            made.append(stamp | {name: value for name, value in values.items() if name in table.columns})
        return pl.DataFrame(made, schema=table.schema())

    def _value(
        self,
        table: type[Table],
        name: str,
        row: dict[str, str],
        children: list[str],
        rows: dict[str, list[dict[str, str]]],
    ) -> object:
        column = table.columns[name]
        if name == "person_id":
            return children.index(row["child"]) + 1
        if name in ABOVE and name != table.key:
            return _place(rows[ABOVE[name]], row, row.get("of") or None)
        text = row.get(name) or None
        if text is None:
            return None
        if column.links:
            return _place(rows[column.links], row, text)
        return READ[column.kind](text)

    def _filings(self) -> pl.DataFrame:
        first, last = self.years
        told = [Year(number) for number in range(first.ends_in, last.ends_in + 1)]
        made = [
            (AREA, year.ends_in, year.start, year.end, datetime.combine(year.end, time.min), None, 0) for year in told
        ]
        return pl.DataFrame(made, schema=FILINGS, orient="row")


def _place(above: list[dict[str, str]], row: dict[str, str], named: str | None) -> int | None:
    """The number of the row that this one names, or of the child's only one."""
    theirs = [number for number, one in enumerate(above, 1) if one["child"] == row["child"]]
    if named is not None:
        theirs = [number for number in theirs if above[number - 1].get("is") == named]
    if not theirs:
        return None
    if len(theirs) > 1:
        raise ValueError(f"an example does not say which row {row} belongs to: give it `of`, and the other `is`")
    return theirs[0]


def examples(indicator: Indicator) -> list[Example]:
    """The examples in an indicator's docstring. Raises ValueError where they name a table or column there is not."""
    return list(_read(indicator))


def _read(indicator: Indicator) -> Iterator[Example]:
    counted = indicator.view.record.name
    example: Example | None = None
    columns: list[str] = []
    for text in inspect.cleandoc(indicator.write.__doc__ or "").splitlines():
        line = text.strip()
        if stated := re.fullmatch(r"In (\S+)", line):
            if example is not None:
                yield example
            period = Period.of(stated[1])
            year = period.year
            example = Example(period, (Year(year.ends_in - 6), Year(year.ends_in + 2)))
        elif example is not None and (told := re.fullmatch(r"Returns (\S+) to (\S+)", line)):
            example.years = (Year.of(told[1]), Year.of(told[2]))
        elif example is not None and "|" in line:
            cells = [cell.strip() for cell in line.split("|")]
            if not columns:
                columns = _header(cells)
                example.tables[columns[0]] = []
                continue
            rows = example.tables[columns[0]]
            rows.append({"child": cells[0]} | dict(zip(columns[1:], cells[1:], strict=False)))
            if columns[0] == counted and len(cells) > len(columns) and cells[-1]:
                verdict, colon, why = cells[-1].partition(":")
                example.verdicts[len(rows)] = (verdict.strip(), why.strip() if colon else None)
            continue
        columns = []
    if example is not None:
        yield example


def _header(cells: list[str]) -> list[str]:
    name, *columns = cells[:-1]
    known = {table.name: table for table in TABLES}
    if name not in known:
        raise ValueError(f"an example names the table {name}, and the record has none")
    for column in columns:
        if column not in (*known[name].columns, "is", "of", "known_to"):
            raise ValueError(f"an example names the column {name}.{column}, and there is none")
    return [name, *columns]
