"""
The rows of a printed table as HTML.

A page has hundreds of cells and a site tens of thousands, many of them alike; in a template each would be a dozen
steps. So this one part of a page is put together here, and cells that are alike are written once.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import escape

from paramountcy.publication.shape import Table
from paramountcy.returns.report.visible import visible

DIGIT = re.compile(r"\d")
ONE_WORD = 12
"""A row whose heading is a number of so few characters, such as a year, keeps it on one line."""
CELLS_KEPT = 65_536
NOTHING = '<tr class="govuk-table__row"><td class="govuk-table__cell" colspan="{}">There is nothing to show.</td></tr>'


def table_body(table: Table) -> str:
    """
    The rows of a table, safe as they stand: every cell is escaped, and its hidden characters shown. Raises ValueError
    for a row that has not one cell for each column.

    >>> print(table_body(Table.of("Area by area", ["Area", "Share"], [["A & B", "too few"]])))
    <tr class="govuk-table__row">
    <th scope="row" class="govuk-table__header">A &amp; B</th>
    <td class="govuk-table__cell govuk-table__cell--numeric pc-no-figure">too few</td>
    </tr>
    """
    if not table.rows:
        return NOTHING.format(len(table.columns))
    numeric = [column.numeric for column in table.columns]
    return "\n".join([_row(row, numeric) for row in table.rows])


def shown(value: object) -> object:
    """A text with its hidden characters shown, but for the ends of its lines; anything else as it is."""
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return "\n".join(map(visible, value.split("\n")))


def _row(row: Sequence[str], numeric: Sequence[bool]) -> str:
    cells = [_cell(cell, is_numeric) for cell, is_numeric in zip(row[1:], numeric[1:], strict=True)]
    return "\n".join(['<tr class="govuk-table__row">', _heading(row[0]), *cells, "</tr>"])


# By type too: text that is safe as it stands equals the same text that is not, and must not stand in for it.
@lru_cache(CELLS_KEPT, typed=True)
def _cell(cell: str, is_numeric: bool) -> str:
    look = "govuk-table__cell"
    if is_numeric:
        look += " govuk-table__cell--numeric" + ("" if _is_figure(cell) else " pc-no-figure")
    return f'<td class="{look}">{escape(shown(cell))}</td>'


@lru_cache(CELLS_KEPT, typed=True)
def _heading(cell: str) -> str:
    one_word = " pc-one-word" if _is_figure(cell) and len(cell) <= ONE_WORD else ""
    return f'<th scope="row" class="govuk-table__header{one_word}">{escape(shown(cell))}</th>'


def _is_figure(cell: str) -> bool:
    """Whether a cell holds a number, rather than the words that say why there is none."""
    return bool(DIGIT.search(cell))
