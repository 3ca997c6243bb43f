"""
Reading a plain file quickly: some megabytes at once, by arrays of numbers instead of tag by tag.

Plain is what exports look like: ASCII, no comments, attributes, entities or empty elements, every
element known and where it belongs. At anything else the scanner gives up (`NotPlain`), and the
element reader reads the file. It never guesses: what it gives is what that reader would give.
"""

from collections.abc import Callable
from io import BufferedIOBase

import numpy as np
import polars as pl
from numpy.typing import NDArray

from paramountcy.returns.places import Place, row_places
from paramountcy.returns.plain_buffer import PlainBuffer
from paramountcy.returns.plain_tags import NotPlain, PlainTags, plain_tags
from paramountcy.returns.plain_text import PlainText
from paramountcy.returns.read_elements import ElementReader, Limits
from paramountcy.returns.rows import joined
from paramountcy.returns.shape import Reading, Return, Table, Unreadable

PIECE = 2 << 20
"""Bytes read at once."""
LONGEST = 1_000_000
"""Bytes that may come before the first child, and that one child may have."""


def scan(
    file: BufferedIOBase,
    kind: Return,
    encoding: str,
    *,
    limits: Limits,
    piece: int = PIECE,
    progress: Callable[[int], None] = lambda _: None,
) -> Reading:
    """
    Read a whole return from a file that stands at its start. Raises NotPlain.

    What comes before the children and after them goes through the element reader, the children
    through the scanner, `piece` bytes at once. `progress` is told how many bytes have been read.
    """
    tags = plain_tags(kind)
    reader = ElementReader(kind, encoding, limits)
    text = PlainBuffer(file, piece, min(LONGEST, limits.markup))
    _read_beginning(text.read_up_to(b"<%s>" % tags.child.above.name.encode()), reader, tags, encoding)
    scanner = _Scanner(kind, tags, limits, line=reader.line)
    for children in text.read_on(b"</%s>" % tags.child.name.encode()):
        scanner.scan(children)
        progress(file.tell())
    reading = _read_end(text.rest(), reader, scanner.children, limits)
    progress(file.tell())
    reading.tables |= scanner.tables()
    return reading


def _read_beginning(text: bytes, reader: ElementReader, tags: PlainTags, encoding: str) -> None:
    """Have the reader read what comes before the first child, where the children must begin once."""
    name = tags.child.above.name.encode()
    if text.count(b"<" + name) > 1 or encoding.startswith("utf-16"):
        raise NotPlain("the children do not begin plainly")
    _feed(reader, text)
    if reader.place is not tags.child.above:
        raise NotPlain("the children do not begin where they seem to")


def _read_end(text: bytes, reader: ElementReader, children: int, limits: Limits) -> Reading:
    """Have the reader read what comes after the last child, where there may be nothing but the end."""
    if len(text) > limits.markup:
        raise NotPlain("there is much after the last child")
    reader.pass_over(children)
    numbers, faults = dict(reader.numbers), len(reader.faults)
    _feed(reader, text)
    try:
        reading = reader.finish()
    except Unreadable as wrong:
        raise NotPlain("the file does not end as it should") from wrong
    if reader.is_cut_off or reader.numbers != numbers or len(reader.faults) != faults:
        raise NotPlain("there is more after the children than the end of the file")
    return reading


def _feed(reader: ElementReader, text: bytes) -> None:
    try:
        reader.feed(text)
    except Unreadable as wrong:
        raise NotPlain("the file is not whole") from wrong
    if reader.is_cut_off:
        raise NotPlain("the file is not whole")


class _Scanner:
    """Collects the tables of the children. `line` is that on which the first text to be scanned begins."""

    def __init__(self, kind: Return, tags: PlainTags, limits: Limits, line: int):
        self._kind, self._tags, self._limits, self._line = kind, tags, limits, line
        self._rows = {table: place for table, place in row_places(kind).items() if place in tags.number}
        self._values = {place.item: place for place in tags.places if place.item is not None}
        self._keys = {"Child": tags.child} | {table.__name__: place for table, place in self._rows.items()}
        self._numbers = dict.fromkeys(self._keys, 0)
        self._frames: dict[type[Table], list[pl.DataFrame]] = {table: [] for table in self._rows}

    @property
    def children(self) -> int:
        """How many were scanned."""
        return self._numbers["Child"]

    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables of all that was scanned, by name. They are let go of here."""
        return {table.__name__: joined(frames) for table, frames in self._frames.items()}

    def scan(self, children: NDArray[np.uint8]) -> None:
        """Take whole children, one after another. Raises NotPlain."""
        text = PlainText(children, self._tags)
        for place in self._tags.places:
            _check_count(text, place)
        cells = self._cells(text)
        for table, place in self._rows.items():
            at = text.at(place)
            columns = {"line": text.line_of(at) + self._line}
            for key in self._kind.keys(table):
                columns[key] = text.latest(self._keys[key])[at] + (self._numbers[key] + 1)
            self._check_records(columns["Child"])
            numbers = [pl.Series(name, column.astype(np.uint32)) for name, column in columns.items()]
            self._frames[table].append(pl.DataFrame([*numbers, *cells[table]]))
        for key, place in self._keys.items():
            self._numbers[key] += len(text.at(place))
        self._line += text.lines

    def _cells(self, text: PlainText) -> dict[type[Table], list[pl.Series]]:
        """The values of every table's rows, a series for each field; all are made at once, as cells of one."""
        tags, cells, first, size = [], [], {}, 0
        for table, place in self._rows.items():
            row_of = text.latest(place)
            for item in table.fields.values():
                at = text.at(self._values[item])
                tags.append(at)
                cells.append(row_of[at] + size)
                first[item] = size
                size += len(text.at(place))
        values = text.values(np.concatenate(tags), np.concatenate(cells), size, self._limits.text)
        return {
            table: [values.slice(first[item], len(text.at(place))).alias(name) for name, item in table.fields.items()]
            for table, place in self._rows.items()
        }

    def _check_records(self, children: NDArray) -> None:
        most = self._limits.records
        if (children[most:] == children[: max(0, len(children) - most)]).any():
            raise NotPlain("one child has too many records")


def _check_count(text: PlainText, place: Place) -> None:
    """That an element stands where it must, and once where it may stand once."""
    if place.required and len(text.at(place)) != len(text.at(place.above)):
        raise NotPlain("an element is missing")
    if place.once:
        around = text.latest(_may_repeat(place.above))[text.at(place)]
        if (around[1:] <= around[:-1]).any():
            raise NotPlain("an element stands twice")


def _may_repeat(place: Place) -> Place:
    """The nearest place around one, or that one, of which there may be several."""
    while place.once:
        place = place.above
    return place
