"""
Reading a plain file quickly: some megabytes at once, by arrays of numbers instead of tag by tag.

Plain is what exports look like: ASCII, no comments, attributes, entities or empty elements, every
element known and where it belongs. At anything else the scanner gives up (`NotPlain`), and the
element reader reads the file. It never guesses: what it gives is what that reader would give.
"""

from collections.abc import Callable
from typing import BinaryIO

import numpy as np
import polars as pl
from numpy.typing import NDArray

from paramountcy.returns.places import Place
from paramountcy.returns.plain_tags import NotPlain, PlainTags, plain_tags
from paramountcy.returns.plain_text import PlainText
from paramountcy.returns.read_elements import ElementReader, Limits
from paramountcy.returns.rows import numbered
from paramountcy.returns.shape import Field, Reading, Return, Table, Unreadable

PIECE = 8 << 20
"""Bytes scanned at once."""
LONGEST_BEGINNING = 1 << 20
"""Bytes in which the first child must begin."""


def scan(
    file: BinaryIO,
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
    rest = _read_up_to(tags.child.above, file.read(max(piece, LONGEST_BEGINNING)), reader, encoding)
    scanner = _Scanner(kind, tags, limits, line=reader.line)
    closing = b"</%s>" % tags.child.name.encode()
    while True:
        cut = rest.rfind(closing) + len(closing)
        if cut >= len(closing):
            scanner.scan(rest[:cut])
            rest = rest[cut:]
        progress(file.tell())
        more = file.read(piece)
        if not more:
            break
        if len(rest) > piece:
            raise NotPlain("one child is longer than is scanned at once")
        rest += more
    reading = _read_end(rest, reader, scanner.children)
    reading.tables |= scanner.tables()
    return reading


def _read_up_to(children: Place, text: bytes, reader: ElementReader, encoding: str) -> bytes:
    """Have the reader read what comes before the first child. Gives the text from there."""
    name = children.name.encode()
    found = text.find(b"<%s>" % name, 0, LONGEST_BEGINNING)
    end = found + len(name) + 2
    if found < 0 or text.count(b"<" + name, 0, end) > 1 or encoding.startswith("utf-16"):
        raise NotPlain("the children do not begin plainly near the start of the file")
    _feed(reader, text[:end])
    if reader.place is not children:
        raise NotPlain("the children do not begin where they seem to")
    return text[end:]


def _read_end(text: bytes, reader: ElementReader, children: int) -> Reading:
    """Have the reader read what comes after the last child, where there may be nothing but the end."""
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
        self._rows: dict[type[Table], Place] = {}
        self._values: dict[Field, Place] = {}
        for place in tags.places:
            if place.row_of is not None:
                self._rows[place.row_of] = place
            if place.item is not None:
                self._values[place.item] = place
        self._keys = {"Child": tags.child} | {table.__name__: place for table, place in self._rows.items()}
        self._numbers = dict.fromkeys(self._keys, 0)
        self._frames: dict[type[Table], list[pl.DataFrame]] = {table: [] for table in self._rows}

    @property
    def children(self) -> int:
        """How many were scanned."""
        return self._numbers["Child"]

    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables of all that was scanned, by name."""
        return {table.__name__: numbered(pl.concat(frames).rechunk()) for table, frames in self._frames.items()}

    def scan(self, body: bytes) -> None:
        """Take whole children, one after another. Raises NotPlain."""
        text = PlainText(body, self._tags)
        for place in self._tags.places:
            _check_count(text, place)
        cells = self._cells(text)
        for table, place in self._rows.items():
            at = text.at(place)
            columns = {"line": text.line_of(at) + self._line}
            for key in self._kind.keys(table):
                columns[key] = text.latest(self._keys[key])[at] + (self._numbers[key] + 1)
            self._check_records(columns["Child"])
            places_in_file = pl.DataFrame(columns).cast(pl.UInt32)
            self._frames[table].append(places_in_file.hstack(cells[table]))
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
            table: [
                values.slice(first[item], len(text.at(place))).alias(name) for name, item in table.fields.items()
            ]
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
