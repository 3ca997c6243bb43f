"""Tables that are to be written, checked and made text: every table with `row`, its keys and all its fields."""

from collections.abc import Mapping

import polars as pl

from paramountcy.returns.places import row_places
from paramountcy.returns.shape import Return, Table
from paramountcy.terms.year import Year

NOT_XML = r"[^\t\n\r\x{20}-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}]"


class Unwritable(Exception):
    """The tables can't be written. The message says which, where and what to do; it quotes no values."""


def writable(
    tables: Mapping[str, pl.DataFrame], kind: Return, year: Year | None = None
) -> dict[type[Table], pl.DataFrame]:
    """
    The tables as text, those left out empty; rows in the order of `row`.

    Dates become ISO dates, booleans 0 and 1; blank text becomes null. Raises Unwritable.
    """
    names = [table.__name__ for table in kind.tables]
    if unknown := [name for name in tables if name not in names]:
        raise Unwritable(f"The {kind.title.lower()} has no table {unknown[0]}: it has {', '.join(names)}.")
    frames = {table: _as_text(tables.get(table.__name__), kind, table) for table in kind.tables}
    for table, place in row_places(kind).items():
        _check_rows(frames, table, list(kind.keys(table)), place.row_around)
    if year is not None:
        for table, frame in frames.items():
            _check_asked(frame, table, year)
    return frames


def _as_text(frame: pl.DataFrame | None, kind: Return, table: type[Table]) -> pl.DataFrame:
    keys, name = kind.keys(table), table.__name__
    schema = dict.fromkeys(("row", *keys), pl.UInt32) | dict.fromkeys(table.fields, pl.String)
    if frame is None:
        return pl.DataFrame(schema=schema)
    if unknown := [column for column in frame.columns if column not in schema and column != "line"]:
        raise Unwritable(f"{name} has no column {unknown[0]}: take it out, or check its spelling.")
    if missing := [key for key in keys if key not in frame.columns]:
        raise Unwritable(f"{name} needs the column {missing[0]}, which says whose row each is: add it.")
    if "row" not in frame.columns:
        frame = frame.with_row_index("row", offset=1)
    numbers = [_number(frame[column], name) for column in ("row", *keys)]
    texts = [_text(frame[field], name) for field in table.fields if field in frame.columns]
    absent = [pl.lit(None, dtype=pl.String).alias(field) for field in table.fields if field not in frame.columns]
    return pl.DataFrame([*numbers, *texts]).with_columns(absent).select(list(schema)).sort("row")


def _number(column: pl.Series, table: str) -> pl.Series:
    if not column.dtype.is_integer():
        raise Unwritable(f"{table}.{column.name} must hold whole numbers, not {column.dtype}.")
    numbers = column.cast(pl.UInt32, strict=False)
    if numbers.null_count() or (numbers == 0).any():
        raise Unwritable(f"{table}.{column.name} must hold a number from 1 in every row.")
    return numbers


def _text(column: pl.Series, table: str) -> pl.Series:
    dtype = column.dtype
    if dtype == pl.Date:
        text = column.dt.strftime("%Y-%m-%d")
    elif isinstance(dtype, pl.Datetime):
        text = column.dt.strftime("%Y-%m-%dT%H:%M:%S")
    elif dtype == pl.Boolean:
        text = column.cast(pl.UInt8).cast(pl.String)
    elif dtype.is_integer() or dtype in (pl.String, pl.Null, pl.Categorical, pl.Enum):
        text = column.cast(pl.String)
    else:
        raise Unwritable(f"{table}.{column.name} holds {dtype}: give text, dates, booleans or whole numbers.")
    if (bad := text.str.contains(NOT_XML).fill_null(False)).any():
        at = bad.arg_true()[0] + 1
        raise Unwritable(f"{table}.{column.name} has a character that XML can't hold, in row {at}: take it out.")
    return text.set(text.str.strip_chars() == "", None)


def _check_rows(
    frames: dict[type[Table], pl.DataFrame], table: type[Table], keys: list[str], above: type[Table] | None
) -> None:
    """That rows are told apart, stand in a row that is there, and stand once where they may stand once."""
    frame, name = frames[table], table.__name__
    if len(twice := frame.filter(pl.col("row").is_duplicated())):
        raise Unwritable(f"{name} has two rows numbered {twice['row'][0]}: number every row of a table once.")
    if above is not None:
        parents = frames[above].rename({"row": above.__name__}) if above.__name__ == table.under else frames[above]
        lost = frame.join(parents, on=keys, how="anti") if keys else frame.clear() if len(parents) else frame
        if len(lost):
            raise Unwritable(
                f"Row {lost['row'][0]} of {name} belongs to a row of {above.__name__} that is not there: "
                "add that row, or take this one out."
            )
    if table.once and len(frame) > (frame.n_unique(keys) if keys else 1):
        raise Unwritable(f"{name} may have one row for each {keys[-1] if keys else 'file'}, and it has more.")


def _check_asked(frame: pl.DataFrame, table: type[Table], year: Year) -> None:
    if year not in table.years and len(frame):
        raise Unwritable(f"{table.__name__} is not asked for in {year}: leave it out, or write another year.")
    for name, item in table.fields.items():
        if year not in item.years and frame[name].null_count() < len(frame):
            raise Unwritable(f"{item} is not asked for in {year}: leave it out, or write another year.")
