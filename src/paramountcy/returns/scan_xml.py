"""
Reading a plain file quickly: some megabytes at once, by arrays of numbers instead of tag by tag.

Plain is what exports look like: ASCII, no comments, attributes, entities or empty elements, every
element known and where it belongs. Children among whom there is anything else go through the element
reader; and where the file around them is not plain, the scanner gives up (`NotPlain`). It never
guesses: what it gives is what that reader would give.
"""

from collections.abc import Callable, Iterator
from io import BufferedIOBase

import numpy as np
import polars as pl
from numpy.typing import NDArray

from paramountcy.returns.places import Place, row_places
from paramountcy.returns.plain_buffer import BLANKS, PlainBuffer
from paramountcy.returns.plain_tags import MARGIN, NotPlain, PlainTags, plain_tags
from paramountcy.returns.plain_text import PlainText
from paramountcy.returns.read_elements import ElementReader, Limits
from paramountcy.returns.rows import joined
from paramountcy.returns.shape import Reading, Return, Table, Unreadable

PIECE = 2 << 20
"""Bytes read at once."""
LONGEST = 1_000_000
"""Bytes that may come before the first child, and that one child may have."""
SMALLEST = 1 << 16
"""Bytes of children that are read by element together when one of them is not plain: to take it apart costs as much."""
WORTH_LOOKING = 2
"""How many times over the bytes may be scanned in vain to find the children who are not plain."""


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

    What comes before the children and after them goes through the element reader, the plain children
    through the scanner, `piece` bytes at once. `progress` is told how many bytes have been read.
    """
    tags = plain_tags(kind)
    reader = ElementReader(kind, encoding, limits)
    text = PlainBuffer(file, piece, min(LONGEST, limits.markup))
    _read_beginning(text.read_up_to(b"<%s>" % tags.child.above.name.encode()), reader, tags, encoding)
    scanner = _Scanner(kind, tags, limits, reader)
    for children in text.read_on(scanner.end_of_child):
        scanner.take(children)
        progress(file.tell())
    reading = _read_end(text.rest(), reader, limits)
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


def _read_end(text: bytes, reader: ElementReader, limits: Limits) -> Reading:
    """Have the reader read what comes after the last child, where there may be nothing but the end."""
    if len(text) > limits.markup:
        raise NotPlain("there is much after the last child")
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
    """
    Collects the tables of the children, each from the scanner or, where it is not plain, from the element reader.

    `reader` stands before the first child. Both count children and rows in the reader's `numbers`.
    """

    def __init__(self, kind: Return, tags: PlainTags, limits: Limits, reader: ElementReader):
        self._kind, self._tags, self._limits, self._reader = kind, tags, limits, reader
        self.end_of_child = b"</%s>" % tags.child.name.encode()
        self._rows = {table: place for table, place in row_places(kind).items() if place in tags.number}
        self._values = {place.item: place for place in tags.places if place.item is not None}
        self._keys = {"Child": tags.child} | {table.__name__: place for table, place in self._rows.items()}
        self._frames: dict[type[Table], list[pl.DataFrame]] = {table: [reader.take(table)] for table in self._rows}
        self._line = reader.line
        self._taken = self._in_vain = self._by_element = 0

    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables of all that was taken, by name. They are let go of here."""
        return {table.__name__: joined(frames) for table, frames in self._frames.items()}

    def take(self, children: NDArray[np.uint8] | bytes) -> None:
        """
        Take whole children, one after another: plain ones quickly, others by element. Raises NotPlain.

        Those who are not plain are taken apart from the others; but no longer when looking for them
        costs more than it saves, as in a file with something in every child.
        """
        self._taken += len(children)
        if isinstance(children, bytes):
            self._read(children)
            return
        try:
            self._scan(children)
        except NotPlain as met:
            self._in_vain += len(children)
            self._taken -= len(children)
            text = children[MARGIN:-MARGIN].tobytes()
            for part, may_be_plain in self._parts(text, met.at - MARGIN):
                self.take(np.frombuffer(BLANKS + part + BLANKS, dtype=np.uint8) if may_be_plain else part)

    def _parts(self, text: bytes, met: NDArray) -> Iterator[tuple[bytes, bool]]:
        """The children in parts, each with whether it may be plain. What is not was met at these bytes, or anywhere."""
        are_many = len(met) > len(text) // SMALLEST
        if are_many or len(text) < SMALLEST or self._in_vain > WORTH_LOOKING * self._taken + LONGEST:
            yield text, False
            return
        done = 0
        for at in met.tolist() or [len(text) // 2]:
            if at < done:
                continue
            before, after = text.rfind(self.end_of_child, done, at), text.find(self.end_of_child, at)
            first = done if before < 0 else before + len(self.end_of_child)
            last = len(text) if after < 0 else after + len(self.end_of_child)
            if first > done:
                yield text[done:first], True
            yield text[first:last], not len(met) and last - first < len(text)
            done = last
        if done < len(text):
            yield text[done:], True

    def _read(self, children: bytes) -> None:
        """Have the element reader read them, and take what it read."""
        if max(map(len, children.split(self.end_of_child))) > min(LONGEST, self._limits.markup):
            raise NotPlain("one child is long")  # how much of it is read depends on how it is fed
        self._by_element += len(children)
        if self._by_element > max(PIECE, self._taken // 2):
            raise NotPlain("little of the file is plain")  # the element reader alone takes less memory
        _feed(self._reader, children)
        if not self._reader.is_between_children:
            raise NotPlain("an element around the children is not closed, or none opened")
        for table, frames in self._frames.items():
            frames.append(self._reader.take(table))
        self._line += len(children.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")) - 1

    def _scan(self, children: NDArray[np.uint8]) -> None:
        text = PlainText(children, self._tags)
        for place in self._tags.places:
            _check_count(text, place)
        cells, numbers = self._cells(text), self._reader.numbers
        frames = {}
        for table, place in self._rows.items():
            at = text.at(place)
            columns = {"line": text.line_of(at) + self._line}
            for key in self._kind.keys(table):
                columns[key] = text.latest(self._keys[key])[at] + (numbers[key] + 1)
            self._check_records(columns["Child"])
            places = [pl.Series(name, column.astype(np.uint32)) for name, column in columns.items()]
            frames[table] = pl.DataFrame([*places, *cells[table]])
        for table, frame in frames.items():
            self._frames[table].append(frame)
        for key, place in self._keys.items():
            numbers[key] += len(text.at(place))
        self._line += text.lines
        self._reader.pass_over(text.lines)

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
