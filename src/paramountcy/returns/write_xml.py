"""
Writing a return: its tables to XML that the reader gives back equal.

Elements are built a table at a time, from the innermost outwards, each row one text, and put into
the row above by its number. Children go out some thousands at once.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import polars as pl

from paramountcy.returns.places import Place, places
from paramountcy.returns.put import placing
from paramountcy.returns.shape import Return, Table
from paramountcy.returns.writable import writable
from paramountcy.terms.year import Year

INDENT = "  "
BATCH = 4_000
"""Children written at once."""
OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n'
ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def write(
    tables: Mapping[str, pl.DataFrame], kind: Return, target: str | Path | BinaryIO, *, year: Year | None = None
) -> None:
    """
    Write tables as the reader gives them, to a path or to an open binary file: UTF-8, indented.

    Each table has the key columns of `Return.keys` and some or all of its fields: text, or dates,
    booleans and whole numbers, written as the census wants them. Rows go out by `row`, or as they
    stand where there is no such column; `line` is not looked at. What is missing or blank is left
    out. Elements stand in the order the schemas need. Numbers without gaps come back as they are.

    Raises Unwritable, before anything is written, for tables or columns that the return has not,
    rows whose row above is not there, characters that XML can't hold and, where a year is given,
    values that it does not ask for. Raises put.NotWritten where the path can't be written to; what
    stood there stays until all is written.
    """
    pieces = _Writer(kind, writable(tables, kind, year)).pieces()
    if isinstance(target, str | Path):
        with placing(Path(target)) as file:
            file.writelines(piece.encode() for piece in pieces)
    else:
        target.writelines(piece.encode() for piece in pieces)


Frames = dict[type[Table], pl.DataFrame]


class _Writer:
    """Makes the text of a return from frames of text, every table with `row` and its keys."""

    def __init__(self, kind: Return, frames: Frames):
        self._root = places(kind)
        self._kind = kind
        self._frames = {table: _escaped(frame, table) for table, frame in frames.items()}

    def pieces(self) -> Iterator[str]:
        """The text, in pieces."""
        yield OPENING
        yield from self._file_level(self._root)

    def _file_level(self, place: Place) -> Iterator[str]:
        """An element around children, or beside those."""
        if place.is_child:
            yield from self._children(place)
        elif any(inner.is_child for inner in place.all()):
            yield f"{_indent(place)}<{place.name}>\n"
            for inner in place.inside.values():
                yield from self._file_level(inner)
            yield f"{_indent(place)}</{place.name}>\n"
        else:
            whole_file = pl.DataFrame({"row": [1]})
            yield "".join(whole_file.select(self._part(place, whole_file, self._frames).alias("xml"))["xml"])

    def _children(self, child: Place) -> Iterator[str]:
        with_children = {table: frame for table, frame in self._frames.items() if "Child" in frame.columns}
        if not with_children:
            return
        numbers = pl.concat([frame["Child"] for frame in with_children.values()]).unique().sort()
        for first in range(0, len(numbers), BATCH):
            batch = numbers.slice(first, BATCH)
            within = pl.col("Child").is_between(batch[0], batch[-1])
            frames = {table: frame.filter(within) for table, frame in with_children.items()}
            host = batch.to_frame()
            yield "".join(host.select(self._element(child, host, frames))["xml"])

    def _rows(self, place: Place, frames: Frames) -> pl.DataFrame:
        """The rows of a place's table as elements: the keys, and `xml`."""
        assert place.row_of is not None
        frame = frames[place.row_of]
        return frame.select(*self._kind.keys(place.row_of), self._element(place, frame, frames))

    def _element(self, place: Place, host: pl.DataFrame, frames: Frames) -> pl.Expr:
        """An element for every row of `host`, whether or not there is anything in it."""
        if place.item is not None:
            return _value(place).fill_null(f"{_indent(place)}<{place.name}/>\n").alias("xml")
        return _around(place, self._inside(place, host, frames)).alias("xml")

    def _inside(self, place: Place, host: pl.DataFrame, frames: Frames) -> pl.Expr:
        """What stands in an element, for every row of `host`; "" where nothing does."""
        return pl.concat_str(pl.lit(""), *(self._part(inner, host, frames) for inner in place.inside.values()))

    def _part(self, place: Place, host: pl.DataFrame, frames: Frames) -> pl.Expr:
        """All elements of one place, for the row of `host` that they stand in; "" where there are none."""
        if place.is_value:
            return _value(place).fill_null("")
        if place.row_of is not None:
            return self._put_into(host, self._rows(place, frames), place.row_of)
        if place.around is not None:
            return self._put_into(host, self._listed(place, frames), place.around)
        inside = self._inside(place, host, frames)
        return pl.when(inside == "").then(pl.lit("")).otherwise(_around(place, inside))

    def _listed(self, around: Place, frames: Frames) -> pl.DataFrame:
        """The elements around the rows of a listed table. That of one row without a value is empty."""
        (place,) = (inner for inner in around.inside.values() if inner.row_of is around.around)
        assert place.row_of is not None
        assert place.item is not None
        keys = self._kind.keys(place.row_of)
        frame = frames[place.row_of]
        rows = frame.select(*keys, place.item.name, self._element(place, frame, frames))
        is_empty = (pl.len() == 1) & pl.col(place.item.name).is_null().all()
        text = pl.when(is_empty).then(pl.lit("")).otherwise(pl.col("xml").str.join(""))
        grouped = rows.group_by(keys, maintain_order=True).agg(text.alias("xml"))
        return grouped.with_columns(_around(around, pl.col("xml")).alias("xml"))

    def _put_into(self, host: pl.DataFrame, elements: pl.DataFrame, table: type[Table]) -> pl.Expr:
        """Elements of a table, side by side, for the row of `host` that each stands in."""
        keys = self._kind.keys(table)
        if not keys:
            return pl.lit("".join(elements["xml"]))
        key = keys[-1]
        grouped = elements.group_by(key, maintain_order=True).agg(pl.col("xml").str.join(""))
        hosted = host.select(pl.col(key if key in host.columns else "row").alias(key))
        return pl.lit(hosted.join(grouped, on=key, how="left", maintain_order="left")["xml"].fill_null(""))


def _value(place: Place) -> pl.Expr:
    """An element with a value; null where there is none."""
    assert place.item is not None
    before, after = f"{_indent(place)}<{place.name}>", f"</{place.name}>\n"
    return pl.concat_str(pl.lit(before), pl.col(place.item.name), pl.lit(after))


def _around(place: Place, inside: pl.Expr) -> pl.Expr:
    before, after = f"{_indent(place)}<{place.name}>\n", f"{_indent(place)}</{place.name}>\n"
    whole = pl.concat_str(pl.lit(before), inside, pl.lit(after))
    return pl.when(inside == "").then(pl.lit(f"{_indent(place)}<{place.name}/>\n")).otherwise(whole)


def _indent(place: Place) -> str:
    return INDENT * (place.depth - 1)


def _escaped(frame: pl.DataFrame, table: type[Table]) -> pl.DataFrame:
    special = pl.col(list(table.fields)).str
    return frame.with_columns(special.replace_many(list(ESCAPED), list(ESCAPED.values())))
