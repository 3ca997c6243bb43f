"""
Read the example rows in a rule's docstring. They are its tests and its page.

    In 2023-24
    Section47 | DateOfInitialCPC | ICPCnotRequired |
    amy       |                  | false           | breaks
    ben       | 2023-06-01       | false           |

The first column names the table and holds the child. Each child has one row of every table above,
unless the example gives them: then the column `is` names a row, and `of` the row that it stands
under. A value is as sent; an empty cell is missing. Rows a finding points at end in `breaks`, and
`Return breaks` says so of the return as a whole. A table seen twice, or a new `In YEAR`, begins
the next example; a word after the last bar says why.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from paramountcy.returns.rule import Rule
from paramountcy.returns.shape import PLACE, Reading, Return, Table
from paramountcy.terms.year import Year


@dataclass
class Example:
    """Some rows, in a year, and which of them a rule must point at: (table, row from 1), or (None, None)."""

    year: Year
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    breaks: set[tuple[str | None, int | None]] = field(default_factory=set)
    said_of_return: bool = False

    def reading(self, kind: Return) -> Reading:
        """The rows as if they had been read from a file, in which each stands on the line of its number."""
        children = list(dict.fromkeys(row["child"] for rows in self.tables.values() for row in rows))
        placed: dict[str, list[dict]] = {}
        for table in kind.tables:
            placed[table.__name__] = list(self._rows(kind, table, children, placed))
        frames = {table.__name__: _frame(kind, table, placed[table.__name__]) for table in kind.tables}
        return Reading(kind, frames, children=len(children))

    def _rows(
        self, kind: Return, table: type[Table], children: list[str], placed: dict[str, list[dict]]
    ) -> Iterator[dict]:
        given = self.tables.get(table.__name__)
        below = [kind.table(name) for name in self.tables if table.__name__ in kind.keys(kind.table(name))]
        if given is None:
            labels = [row["child"] for name in self.tables for row in self.tables[name] if kind.table(name) in below]
            given = [{"child": child, "is": child} for child in dict.fromkeys(labels)]
        for number, row in enumerate(given, 1):
            keys = {"Child": children.index(row["child"]) + 1} if table.under else {}
            if table.under not in ("", "Child"):
                above = _above(placed[table.under], row)
                keys |= {key: above[key] for key in kind.keys(kind.table(table.under))} | {table.under: above["row"]}
            yield {"row": number, "line": number} | keys | row


def _above(rows: list[dict], row: dict[str, str]) -> dict:
    """The row that this one stands under: the one it names, else the child's only one."""
    named = [above for above in rows if above["child"] == row["child"] and row.get("of") in (None, "", above.get("is"))]
    if len(named) != 1:
        raise ValueError(f"an example does not say under which row {row} stands: give it `of`, and the other `is`")
    return named[0]


def _frame(kind: Return, table: type[Table], rows: list[dict]) -> pl.DataFrame:
    place = PLACE | dict.fromkeys(kind.keys(table), pl.UInt32)
    columns = {name: [row[name] for row in rows] for name in place}
    values = {name: [row.get(name) or None for row in rows] for name in table.fields}
    return pl.DataFrame(columns | values, schema=place | dict.fromkeys(table.fields, pl.String))


def examples(rule: Rule, kind: Return) -> list[Example]:
    """The examples in a rule's docstring. Raises ValueError where they name a table or field there is not."""
    year = rule.years.until or max(rule.years.since, Year.of("2025-26"))
    found, columns = [Example(year)], None
    for text in inspect.cleandoc(rule.write.__doc__ or "").splitlines():
        line = text.strip()
        last = found[-1]
        if stated := re.fullmatch(r"In (\d{4}-\d\d)", line):
            year = Year.of(stated[1])
            found.append(Example(year))
        elif verdict := re.match(r"Return (breaks|keeps)", line):
            last.said_of_return = True
            last.breaks |= {(None, None)} if verdict[1] == "breaks" else set()
            found.append(Example(year))
        elif "|" in line:
            cells = [cell.strip() for cell in line.split("|")]
            if columns is None:
                columns = _header(cells, kind)
                if columns[0] in last.tables:
                    found.append(Example(year))
                found[-1].tables[columns[0]] = []
                continue
            rows = last.tables[columns[0]]
            rows.append({"child": cells[0]} | dict(zip(columns[1:], cells[1:], strict=False)))
            if cells[-1].startswith("breaks"):
                last.breaks.add((columns[0], len(rows)))
            continue
        columns = None
    return [example for example in found if example.tables]


def _header(cells: list[str], kind: Return) -> list[str]:
    table, *names = cells
    known = {candidate.__name__: candidate for candidate in kind.tables}
    if table not in known:
        raise ValueError(f"an example names the table {table}, and there is none")
    for name in names[:-1]:
        if name not in known[table].fields and name not in ("is", "of"):
            raise ValueError(f"an example names the field {table}.{name}, and there is none")
    return cells[:-1]
