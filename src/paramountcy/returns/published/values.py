"""
What a printed cell says: a number, or one of the publisher's symbols.

A symbol is never a number, least of all nought. Numbers may have commas in their thousands, and an exponent as R and
Excel write it.
"""

import re
from collections.abc import Iterable

import polars as pl

from paramountcy.returns.published.shape import BLANK, PUBLISHED, SYMBOLS, UNREADABLE, Note
from paramountcy.returns.report.visible import short, visible

NUMBER = r"^[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?$"
OLDER = {":": "x"}
"""Symbols of earlier releases, and what they are now."""
YEARS = re.compile(r"(\d{4})(?!\d)", re.ASCII)
SIX = re.compile(r"(\d{4})(\d{2})", re.ASCII)


def status(printed: pl.Expr) -> pl.Expr:
    """The status of cells of text."""
    cell = printed.str.strip_chars()
    symbol = cell.str.to_lowercase().replace(OLDER)
    return (
        pl.when(cell.is_null() | (cell == ""))
        .then(pl.lit(BLANK))
        .when(cell.str.contains(NUMBER))
        .then(pl.lit(PUBLISHED))
        .when(symbol.is_in(list(SYMBOLS)))
        .then(symbol)
        .otherwise(pl.lit(UNREADABLE))
    )


def value(printed: pl.Expr) -> pl.Expr:
    """The number in cells of text; null where there is none."""
    cell = printed.str.strip_chars()
    number = pl.when(cell.str.contains(NUMBER)).then(cell.str.replace_all(",", "", literal=True))
    return number.cast(pl.Float64, strict=False)


def with_values(rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` with a value and a status for the text in their column `printed`. Each different text is read once."""
    texts = rows.select(pl.col("printed").unique())
    meant = texts.with_columns(value(pl.col("printed")).alias("value"), status(pl.col("printed")).alias("status"))
    return rows.join(meant, on="printed", how="left", nulls_equal=True, maintain_order="left")


def is_printed_value(text: str | None) -> bool:
    """Whether a cell holds what a column of figures may hold."""
    cell = (text or "").strip()
    return bool(re.fullmatch(NUMBER, cell)) or cell.lower() in SYMBOLS or cell in OLDER


def end_year(text: str) -> int | None:
    """
    The year in which a printed period ends; None where the text names no year.

    >>> [end_year(text) for text in ("2024", "202324", "2023/24", "2014-16", "2013/14-15/16", "2025 (prov)", "0")]
    [2024, 2024, 2024, 2016, 2016, 2025, None]
    """
    plain = text.strip()
    if six := SIX.fullmatch(plain):
        first, second = int(six[1]), int(six[2])
        return first + 1 if (first + 1) % 100 == second else None
    if not (found := YEARS.match(plain)):
        return None
    year = int(found[1])
    # "2013/14-15/16" is three years that end in 2016: its last two figures say so.
    ends = re.findall(r"[/-](\d{4}|\d{2})(?!\d)", plain, re.ASCII)
    if not ends:
        return year
    last = int(ends[-1])
    if last < 100:
        last += year - year % 100
        last += 100 if last < year else 0
    return last


def odd_cells(rows: pl.DataFrame, *, place: str, column: str) -> Iterable[Note]:
    """What is to be said of the cells of `rows` that are blank or not readable, a note for each column and kind."""
    odd = rows.filter(pl.col("status").is_in([BLANK, UNREADABLE]))
    for (name, kind), cells in odd.group_by([column, "status"], maintain_order=True):
        first = cells[place][0]
        count = f"{cells.height:,} cells are" if cells.height > 1 else "a cell is"
        if kind == BLANK:
            yield Note(f"{count} empty, where a number or a symbol should stand", f"row {first}, column {name}")
            continue
        shown = ", ".join(repr(short(visible(text), 30)) for text in cells["printed"].unique(maintain_order=True)[:3])
        yield Note(
            f"{count} neither a number nor a known symbol ({shown}), and kept without a value",
            f"row {first}, column {name}",
        )
