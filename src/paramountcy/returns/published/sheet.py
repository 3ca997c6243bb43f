"""
A delimited file as rows of text: nothing is converted, and what does not fit is listed.

Published files come with and without a byte order mark, and now and then with a row that is longer or shorter than its
heading. A place is given as a spreadsheet shows it: the heading is row 1.
"""

import csv
import io
from collections import Counter
from dataclasses import dataclass

import polars as pl

from paramountcy.returns.file_type import OTHER_TYPES, WEB_PAGE
from paramountcy.returns.published.shape import Note, NotPublished
from paramountcy.returns.report.visible import short, visible

LARGEST = 300_000_000
"""Bytes. The largest file that the department publishes as one table is a third of this."""
MOST_COLUMNS = 2_000
ROW = "row"
"""A column of every sheet: where the row stands in the file."""
SHOWN = 5
"""Examples in a note; the others are counted."""


@dataclass(frozen=True)
class Sheet:
    """`rows` has the columns of the file as text, and ROW. `names` are their names as they stand in the file."""

    names: tuple[str, ...]
    rows: pl.DataFrame
    notes: tuple[Note, ...]


def sheet(content: bytes) -> Sheet:
    """Read a file. Raises NotPublished where it is no text in columns."""
    if len(content) > LARGEST:
        raise NotPublished(f"it has more than {LARGEST:,} bytes, and no published table is so large")
    text, notes = _decoded(content)
    _refuse_others(text)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    lines = csv.reader(io.StringIO(text[:200_000]))
    try:
        names = [name.strip() for name in next(lines, [])]
    except csv.Error as wrong:
        raise NotPublished(f"its first line can't be told apart into columns ({wrong})") from wrong
    while names and not names[-1]:
        names.pop()
    if len(names) < 2:
        raise NotPublished("its first line is not the names of columns with commas between them: save it as CSV")
    if len(names) > MOST_COLUMNS:
        raise NotPublished(f"its first line has {len(names):,} columns, and no published table has so many")
    unique = _unique(names)
    body = text.split("\n", lines.line_num)[lines.line_num :]
    try:
        rows = pl.read_csv(
            io.BytesIO("".join(body).encode()), has_header=False, schema=dict.fromkeys(unique, pl.String)
        )
    except pl.exceptions.PolarsError:
        rows, more = _row_by_row(text, unique)
        notes += more
    rows = rows.with_row_index(ROW, offset=2).with_columns(pl.col(ROW).cast(pl.Int64))
    empty = pl.all_horizontal(pl.col(name).is_null() | (pl.col(name).str.strip_chars() == "") for name in unique)
    twice = tuple(
        Note(f"the column {name} is there {times} times: the second is kept as {name} (2)", "the heading")
        for name, times in Counter(name for name in names if name).items()
        if times > 1
    )
    return Sheet(tuple(unique), rows.filter(~empty), notes + twice)


def _decoded(content: bytes) -> tuple[str, tuple[Note, ...]]:
    for mark, what in OTHER_TYPES.items():
        if content.startswith(mark):
            raise NotPublished(f"this is {what}, not a table in CSV: download the CSV and give that")
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise NotPublished("it is in UTF-16, as Excel saves Unicode text: save it as CSV in UTF-8") from None
    return content.decode("cp1252", errors="replace"), (Note("it is not in UTF-8, and was read as Windows-1252"),)


def _refuse_others(text: str) -> None:
    beginning = text[:4_096].lstrip()
    if not beginning:
        raise NotPublished("it is empty")
    if WEB_PAGE.match(beginning):
        raise NotPublished("this is a web page, not a table: download the CSV and give that")
    if "\x00" in beginning:
        raise NotPublished("this is not text: download the CSV and give that")
    line = beginning.splitlines()[0]
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if line.count(mark) > line.count(","):
            raise NotPublished(f"its columns have {name} between them, not commas: save it as CSV with commas")


def _unique(names: list[str]) -> list[str]:
    """The names, each once: a second of the same name gets (2), one without a name its place."""
    seen: Counter[str] = Counter()
    unique = []
    for place, given in enumerate(names, start=1):
        name = given or f"column {place}"
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique


def _row_by_row(text: str, names: list[str]) -> tuple[pl.DataFrame, tuple[Note, ...]]:
    """The slow way, for a file with rows of other lengths than its heading: the cells too many are listed."""
    rows: list[list[str | None]] = []
    notes = []
    longer = 0
    reader = csv.reader(io.StringIO(text))
    next(reader)
    try:
        for place, cells in enumerate(reader, start=2):
            over = [cell for cell in cells[len(names) :] if cell.strip()]
            longer += bool(over)
            if over and longer <= SHOWN:
                said = short(visible(", ".join(over)), 60)
                notes.append(Note(f"it has more cells than the heading; left out: {said}", f"row {place}"))
            kept: list[str | None] = [cell or None for cell in cells[: len(names)]]
            rows.append(kept + [None] * (len(names) - len(kept)))
    except csv.Error as wrong:
        raise NotPublished(f"its columns can't be told apart after row {len(rows) + 1:,} ({wrong})") from wrong
    if longer > SHOWN:
        notes.append(Note(f"{longer - SHOWN:,} further rows have more cells than the heading"))
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row"), tuple(notes)
