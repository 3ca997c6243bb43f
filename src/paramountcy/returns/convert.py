"""
A return as a folder of tables and back: csv, parquet, or one workbook.

Every value is text as it was sent, and ids keep their zeros. Each table has the columns `row`,
`line` and its keys (the numbers of the child and of the rows it stands under), then its fields; a
table without rows has its heading only. In csv a cell that a spreadsheet could take for a formula has
an apostrophe in front, which is taken off again here.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

import polars as pl

from paramountcy.returns.put import NotWritten, put
from paramountcy.returns.report import as_csv, words
from paramountcy.returns.rows import columns
from paramountcy.returns.shape import Reading, Return, Table
from paramountcy.terms.year import Year

FORMATS = ("csv", "parquet", "xlsx")
WORKBOOK = "tables"
"""The name of the workbook, without its ending; a csv or parquet file bears the name of its table."""
ABOUT = "about.txt"
SHEET_ROWS, CELL = 1_048_575, 32_767
"""What a sheet and a cell of it can hold: rows under the heading, characters."""
APOSTROPHE = "^'(['=+\\-@\t\r\n＝＋－＠])"


class NoTables(Exception):
    """A folder does not hold the tables of a return. The message is a sentence, and quotes no child's data."""


def convert(reading: Reading, folder: Path, form: str, *, about: str = "") -> list[Path]:
    """
    Write the tables of a return to a folder, in one of FORMATS, and say what was written.

    `about` is a line on where they come from, for the text file beside them. The folder is made where
    there is none. Raises NotWritten where it can't be written to, holds tables in another format, or
    the tables are too large for a workbook.
    """
    if others := sorted({path.suffix for path in _tables_in(folder, reading.kind)} - {f".{form}"}):
        raise NotWritten(f"the folder {folder} already holds tables as {', '.join(others)}: choose an empty one.")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as wrong:
        raise NotWritten(f"the folder {folder} could not be made: {wrong.strerror}. Choose another.") from wrong
    tables = {
        table.__name__: reading.tables[table.__name__].select(list(columns(reading.kind, table)))
        for table in reading.kind.tables
    }
    said = f"{words.PERSONAL}\n\n{words.PERSONAL_ADVICE}\n\n{reading.kind.title}: its tables, values as sent. {about}\n"
    written = [put(folder / ABOUT, lambda out: _write_text(out, said))]
    if form == "xlsx":
        _refuse_what_is_too_large(tables)
        return [*written, put(folder / f"{WORKBOOK}.xlsx", lambda out: _write_workbook(tables, out))]
    write = {"csv": _write_csv, "parquet": _write_parquet}[form]
    return written + [put(folder / f"{name}.{form}", _filling(write, frame)) for name, frame in tables.items()]


def read_tables(place: Path, kind: Return, year: Year | None = None) -> dict[str, pl.DataFrame]:
    """
    The tables in a folder, or in a workbook, with the columns and types of `Reading.tables`.

    Where a year is given, tables and fields that it does not ask for may be left out; `line` always may.
    A number that can't be read is null. Raises NoTables.
    """
    found = _found(place, kind)
    known = [table.__name__ for table in kind.tables]
    for name in found:
        if name not in known:
            raise NoTables(f"the return has no table {name}.{_near(name, known)}")
    tables = {}
    for table in kind.tables:
        name = table.__name__
        if name in found:
            tables[name] = _as_read(found[name](), kind, table, year)
        elif year is None or year in table.years:
            raise NoTables(f"there is no table {name}: a table without rows still needs its heading")
        else:
            tables[name] = pl.DataFrame(schema=columns(kind, table))
    return tables


def _tables_in(folder: Path, kind: Return) -> list[Path]:
    """The files in a folder that hold tables, by their names."""
    names = {table.__name__ for table in kind.tables}
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return [
        path
        for path in files
        if (path.suffix in (".csv", ".parquet") and path.stem in names) or path.name == f"{WORKBOOK}.xlsx"
    ]


def _found(place: Path, kind: Return) -> Mapping[str, Callable[[], pl.DataFrame]]:
    """What reads each table of a folder or a workbook, by the table's name."""
    if place.is_file():
        if place.suffix.lower() != ".xlsx":
            raise NoTables(f"{place.name} is not a workbook: give one that ends in .xlsx, or a folder of tables")
        return _sheets(place)
    if not place.is_dir():
        raise NoTables(
            f"there is no folder {place}: give one with the tables of a return, as `paramountcy convert` makes it"
        )
    try:
        files = [path for path in sorted(place.iterdir()) if path.suffix.lower().removeprefix(".") in FORMATS]
    except OSError as wrong:
        raise NoTables(f"the folder {place} could not be read: {wrong.strerror}") from wrong
    forms = sorted({path.suffix.lower() for path in files})
    if not files:
        raise NoTables(f"there is no table in the folder {place}: no file ends in .csv, .parquet or .xlsx")
    if len(forms) > 1:
        raise NoTables(f"the folder {place} holds tables in several formats ({', '.join(forms)}): leave one of them")
    if forms == [".xlsx"]:
        if len(files) > 1:
            raise NoTables(f"the folder {place} holds several workbooks: leave one of them")
        return _sheets(files[0])
    read = {".csv": _read_csv, ".parquet": _read_parquet}[forms[0]]
    return {path.stem: _reading(read, path) for path in files}


def _reading(read: Callable[[Path], pl.DataFrame], path: Path) -> Callable[[], pl.DataFrame]:
    def frame() -> pl.DataFrame:
        try:
            return read(path)
        except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as wrong:
            needs = (
                "CSV in UTF-8, with commas, a heading, and no row longer than it"
                if path.suffix.lower() == ".csv"
                else "Parquet"
            )
            raise NoTables(f"{path.name} could not be read: it must be {needs}") from wrong

    return frame


def _sheets(path: Path) -> Mapping[str, Callable[[], pl.DataFrame]]:
    import fastexcel

    logging.getLogger("fastexcel").setLevel(logging.ERROR)  # it warns of every column without a value
    try:
        book = fastexcel.read_excel(path)
    except (OSError, fastexcel.FastExcelError) as wrong:
        raise NoTables(f"{path.name} could not be read: it must be a workbook (.xlsx)") from wrong

    def sheet(name: str) -> Callable[[], pl.DataFrame]:
        def frame() -> pl.DataFrame:
            try:
                return book.load_sheet(name, schema_sample_rows=None).to_polars()
            except (fastexcel.FastExcelError, pl.exceptions.PolarsError) as wrong:
                raise NoTables(
                    f"the sheet {name} of {path.name} could not be read: its first row must be the heading"
                ) from wrong

        return frame

    return {name: sheet(name) for name in book.sheet_names}


def _as_read(frame: pl.DataFrame, kind: Return, table: type[Table], year: Year | None) -> pl.DataFrame:
    """A table with the columns and types that reading the return would have given it."""
    wanted = columns(kind, table)
    for name in frame.columns:
        if name not in wanted:
            raise NoTables(f"the table {table.__name__} has no field {name}.{_near(name, list(wanted))}")
    optional = {"line"} | {name for name, item in table.fields.items() if year is not None and year not in item.years}
    missing = [name for name in wanted if name not in frame.columns and name not in optional]
    if missing:
        raise NoTables(
            f"the table {table.__name__} needs the column {', '.join(missing)}: a field without values may be empty"
        )
    try:
        given = frame.select(
            _as_text(name, sort) if name in table.fields else _as_number(name, sort)
            for name, sort in frame.schema.items()
        )
    except pl.exceptions.PolarsError as wrong:
        raise NoTables(f"the table {table.__name__} has a column that is neither text nor numbers nor dates") from wrong
    left_out = [pl.lit(None).alias(name) for name in wanted if name not in frame.columns]
    return given.with_columns(left_out).select(pl.col(name).cast(sort) for name, sort in wanted.items())


def _as_number(name: str, sort: pl.DataType) -> pl.Expr:
    value = pl.col(name)
    if sort == pl.String:
        value = value.str.strip_chars()
    elif sort.is_float():
        value = pl.when(value == value.floor()).then(value)
    return value.cast(pl.UInt32, strict=False)


def _as_text(name: str, sort: pl.DataType) -> pl.Expr:
    """What somebody typed into a workbook, as a return says it: dates year first, whole numbers without a point."""
    value = pl.col(name)
    if sort == pl.Datetime:
        at_midnight = value.dt.time() == time()
        text = (
            pl.when(at_midnight).then(value.dt.strftime("%Y-%m-%d")).otherwise(value.dt.strftime("%Y-%m-%dT%H:%M:%S"))
        )
    elif sort.is_float():
        whole = value.cast(pl.Int64, strict=False)
        text = pl.when(value == whole).then(whole.cast(pl.String)).otherwise(value.cast(pl.String))
    else:
        text = value.cast(pl.String)
    return pl.when(text != "").then(text).alias(name)


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=3)
    return f" Did you mean {', '.join(near)}?" if near else ""


def _read_csv(path: Path) -> pl.DataFrame:
    try:
        frame = pl.read_csv(path, infer_schema=False, encoding="utf8")
    except pl.exceptions.NoDataError:
        return pl.DataFrame()
    return frame.with_columns(pl.all().str.replace(APOSTROPHE, "${1}"))


def _read_parquet(path: Path) -> pl.DataFrame:
    return pl.read_parquet(path)


def _filling(write: Callable[[pl.DataFrame, BinaryIO], None], frame: pl.DataFrame) -> Callable[[BinaryIO], None]:
    return lambda out: write(frame, out)


def _write_text(out: BinaryIO, text: str) -> None:
    out.write(text.encode())


def _write_csv(frame: pl.DataFrame, out: BinaryIO) -> None:
    frame.with_columns(as_csv.guarded(name) for name, sort in frame.schema.items() if sort == pl.String).write_csv(
        out, include_bom=True
    )


def _write_parquet(frame: pl.DataFrame, out: BinaryIO) -> None:
    frame.write_parquet(out, metadata={"heading": words.PERSONAL})


def _refuse_what_is_too_large(tables: dict[str, pl.DataFrame]) -> None:
    for name, frame in tables.items():
        longest = frame.select(pl.max_horizontal(pl.col(pl.String).str.len_chars().max(), 0)).item() or 0
        if len(frame) > SHEET_ROWS or longest > CELL:
            raise NotWritten(f"the table {name} is too large for a workbook: choose csv or parquet.")


def _write_workbook(tables: dict[str, pl.DataFrame], out: BinaryIO) -> None:
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"category": words.PERSONAL, "comments": words.PERSONAL_ADVICE})
        text, heading = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        for name, frame in tables.items():
            sheet = book.add_worksheet(name)
            sheet.set_header(f"&L&B{words.PERSONAL}&R&A")
            sheet.set_column(0, frame.width - 1, 18, text)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(frame), frame.width - 1)
            sheet.write_row(0, 0, frame.columns, heading)
            for at, row in enumerate(frame.iter_rows(), start=1):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(at, column, value, text)
                    elif value is not None:
                        sheet.write_number(at, column, value)
