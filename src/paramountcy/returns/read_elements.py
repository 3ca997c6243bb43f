"""
Reading a return element by element: the slow and exact reader, which says what reading means.

It stands on the expat parser of Python's own library. A DOCTYPE is refused, so nothing in a file
can name another file or grow when it is read; what a file may hold is bounded by `Limits`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat

import polars as pl

from paramountcy.returns.places import Place, places
from paramountcy.returns.rows import Rows
from paramountcy.returns.shape import TEXT_SHOWN, Fault, Reading, Return, Table, Unreadable

HARMLESS_ATTRIBUTE = re.compile(r"xmlns:.*|xsi:(noNamespaceS|s)chemaLocation", re.DOTALL)
ANYTHING_ELSE = 1
"""The bit of what was met in an element and has no place there."""


@dataclass(frozen=True)
class Limits:
    """What a file may hold. Beyond it the file is refused, cut off or read in part, and the Reading says so."""

    file: int = 1_000_000_000
    """Bytes."""
    depth: int = 100
    """Elements in each other."""
    text: int = 1_000
    """Characters of one value."""
    markup: int = 1_000_000
    """Bytes, roughly, of one tag, comment or instruction."""
    names: int = 10_000
    """Different names of unknown elements and attributes."""
    records: int = 500
    """Rows of one table in one child."""
    empty: int = 500_000
    """Rows of a file with nothing in them."""
    faults: int = 100_000
    """Faults listed."""


USUAL = Limits()

Opened = tuple[Place, list, int, int]
"""A known element that is open: its place, its row (its own or that around it), its line, the bits of what it holds."""


class Skipped(NamedTuple):
    """An element that is left out with all that is in it, and why."""

    fault: str
    line: int
    name: str


class _Stop(Exception):
    """Reading goes no further. Says why."""


class ElementReader:
    """
    Takes a file in pieces and gives its Reading.

    `feed` it as often as there are bytes, then `finish` once. Both raise Unreadable. What is fed
    after the file has been cut off is not looked at. `numbers` counts children and rows so far.
    """

    def __init__(self, kind: Return, encoding: str, limits: Limits):
        self.numbers = dict.fromkeys(("Child", *(table.__name__ for table in kind.tables)), 0)
        self.faults: list[Fault] = []
        self.is_cut_off = False
        self._kind, self._limits = kind, limits
        self._longest = limits.text
        self._root = places(kind)
        self._names = {place.name for place in self._root.all()}
        self._unknown_names: set[str] = set()
        self._rows = {table: Rows(kind, table, self.numbers, limits.records) for table in kind.tables}
        self._ends_early: int | None = None
        self._in_child = False
        self._has_namespace = self._has_too_many_faults = False

        # The innermost known element that is open, those around it, and the text since the last tag.
        self._here: Place = self._root
        self._row: list = []
        self._line = 0
        self._met = 0
        self._around: list[Opened] = []
        self._texts: list[str] = []
        self._rows_before = self._value_line = self._empty_rows = 0
        self._skipped: Skipped | None = None
        self._skipped_depth = 0
        self._texts_before: list[str] = []

        self._fed = 0
        self._parser = expat.ParserCreate(encoding)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._start_root
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._texts.append
        if hasattr(self._parser, "SetReparseDeferralEnabled"):
            self._parser.SetReparseDeferralEnabled(False)  # what it guards against, the limit on markup does

    @property
    def place(self) -> Place:
        """Where in the file it is: the innermost known element that is open."""
        return self._here

    @property
    def line(self) -> int:
        """The line on which that element begins."""
        return self._line

    @property
    def is_between_children(self) -> bool:
        """Whether the last element that was fed has been closed, and a child may be fed next."""
        return not self._in_child and self._parser.StartElementHandler == self._start

    def pass_over(self, lines: int) -> None:
        """Count the lines of children that stand here, are read elsewhere and are in `numbers` already."""
        self.feed(b"\n" * lines)
        self._met |= sum(place.bit for place in self._here.inside.values() if place.is_child)

    def take(self, table: type[Table]) -> pl.DataFrame:
        """The rows of a table that were read since they were taken last, without their numbers."""
        return self._rows[table].take()

    def feed(self, data: bytes) -> None:
        """Read on. Raises Unreadable."""
        self._parse(data, is_last=False)
        if not self.is_cut_off and len(self._texts) > 1:
            self._texts[:] = self._shortened("".join(self._texts))

    def finish(self) -> Reading:
        """What was read, once everything was fed. Raises Unreadable."""
        self._parse(b"", is_last=True)
        faults = sorted(self.faults, key=lambda fault: fault.line or 0)
        tables = {table.__name__: rows.frame() for table, rows in self._rows.items()}
        return Reading(self._kind, tables, faults, self._ends_early, self.numbers["Child"])

    def _parse(self, data: bytes, *, is_last: bool) -> None:
        if self.is_cut_off:
            return
        try:
            self._parser.Parse(data, is_last)
            self._fed += len(data)
            if self._fed - self._parser.CurrentByteIndex > self._limits.markup and not is_last:
                raise _Stop(f"a tag, comment or instruction of more than {self._limits.markup:,} bytes")
        except expat.ExpatError as error:
            self._cut_off(error.lineno, expat.ErrorString(error.code))
        except _Stop as stop:
            self._cut_off(self._parser.CurrentLineNumber, str(stop))

    def _shortened(self, text: str) -> Iterable[str]:
        """Of a long text, all that any use is made of: its beginning, that there was more, and whether it was blank."""
        most = self._limits.text
        return (text,) if len(text) <= most else (text[:most], text.strip()[:1] or " ")

    def _cut_off(self, line: int, reason: str) -> None:
        if not self.numbers["Child"]:
            raise Unreadable(
                f"The file is not whole XML, and no child could be read before line {line} ({reason}): "
                "export the file again."
            )
        self._list_skipped()
        self._fault("cut-off", line, self._here.name, reason, always=True)
        self.is_cut_off = True
        self._ends_early = self.numbers["Child"] if self._in_child else 0
        for place, row, _, _ in (*self._around, (self._here, self._row, 0, 0)):
            if place.row_of is not None and place.item is None:
                self._rows[place.row_of].add(row)

    def _refuse_doctype(self, *_: object) -> None:
        raise Unreadable(
            "The file has a DOCTYPE, which a return never needs and which can do harm, so it was not read: "
            "take the part from <!DOCTYPE to its > out, or export the file again without it."
        )

    def _start_root(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != self._root.name:
            raise Unreadable(
                f"The file's outermost element is not <{self._root.name}>, as in the {self._kind.title.lower()}: "
                "check that this is the right file."
            )
        self._parser.StartElementHandler = self._start
        self._line = self._parser.CurrentLineNumber
        if attributes:
            self._remember(attributes)
            self._see_attributes(attributes)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if attributes:
            self._remember(attributes)
        place = self._here.inside.get(name)
        if place is None:
            self._skip("misplaced-element" if name in self._names else "unknown-element", name)
            return
        texts = self._texts
        if texts and (len(texts) > 1 or not texts[0].isspace()):
            self._between_elements()
        texts.clear()
        if self._met & place.bit_once:
            if not place.reads_on:
                self._skip("repeated-element", name)
                return
            self._fault("repeated-element", self._parser.CurrentLineNumber, name)
        self._met |= place.bit
        if place.item is None:
            self._enter(place)
        else:
            self._here = place
            if place.row_of is not None:
                self._value_line = self._parser.CurrentLineNumber
        if attributes and self._here is place:
            self._see_attributes(attributes)

    def _end(self, _: str) -> None:
        place = self._here
        if place.item is None:
            self._leave(place)
            return
        texts = self._texts
        text = texts[0] if len(texts) == 1 else "".join(texts)
        texts.clear()
        if place.row_of is not None:
            self._add_listed(place, place.row_of, text)
        elif text and len(text) <= self._longest and not text.isspace():
            self._row[place.column] = text
        else:
            self._row[place.column] = self._see_value(place, text)
        self._here = place.above

    def _add_listed(self, place: Place, table: type[Table], text: str) -> None:
        """A value that is a row."""
        rows = self._rows[table]
        row = rows.begin(self._value_line)
        if row is not None:
            row[-1] = (
                text if text and len(text) <= self._longest and not text.isspace() else self._see_value(place, text)
            )
            rows.add(row)
        elif rows.is_first_refused:
            self._fault("too-many-records", self._value_line, place.name, text)

    def _see_value(self, place: Place, text: str) -> str | None:
        """What is kept of a value that is missing or too long."""
        line = self._line_of(text)
        if not text.strip():
            self._fault("empty-element", line, place.name, text)
            return None
        self._fault("too-long-text", line, place.name, text)
        return text[: self._longest]

    def _enter(self, place: Place) -> None:
        """Open an element that holds others."""
        line = self._parser.CurrentLineNumber
        row = self._row
        if place.is_child:
            self.numbers["Child"] += 1
            self._in_child = True
        elif place.row_of is not None:
            rows = self._rows[place.row_of]
            new = rows.begin(line)
            if new is None:
                self._skip("too-many-records" if rows.is_first_refused else "", place.name)
                return
            row = new
        elif place.around is not None:
            self._rows_before = self.numbers[place.around.__name__]
        self._around.append((self._here, self._row, self._line, self._met))
        self._here, self._row, self._line, self._met = place, row, line, 0

    def _leave(self, place: Place) -> None:
        """Close an element that holds others."""
        texts = self._texts
        if texts and (len(texts) > 1 or not texts[0].isspace()):
            self._between_elements()
        texts.clear()
        if place.around is not None and self.numbers[place.around.__name__] == self._rows_before:
            rows = self._rows[place.around]
            if (row := rows.begin(self._line)) is not None:
                rows.add(row)
        if not self._met:
            self._see_empty(place)
        if missing := place.bits_required & ~self._met:
            for inner in place.inside.values():
                if inner.bit & missing:
                    self._fault("missing-element", self._line, inner.name, always=place is self._root)
        self._close(place)

    def _see_empty(self, place: Place) -> None:
        """An element with nothing in it, which may be a row. Such rows take more memory than they do in the file."""
        self._fault("empty-element", self._line, place.name, "")
        self._empty_rows += place.row_of is not None
        if self._empty_rows > self._limits.empty:
            raise _Stop(f"more than {self._limits.empty:,} records with nothing in them")

    def _close(self, place: Place) -> None:
        if place.row_of is not None:
            self._rows[place.row_of].add(self._row)
        elif place.is_child:
            self._in_child = False
        if self._around:
            self._here, self._row, self._line, self._met = self._around.pop()

    def _between_elements(self) -> None:
        """Look at the text between two tags, where none is expected."""
        text = "".join(self._texts)
        self._texts.clear()
        if text.strip():
            self._met |= ANYTHING_ELSE
            text = text.lstrip()
            self._fault("stray-text", self._line_of(text), self._here.name, text.rstrip())

    def _line_of(self, text: str) -> int:
        """The line where a text began that ends here. (A comment of several lines inside it makes it later.)"""
        return self._parser.CurrentLineNumber - text.count("\n")

    def _see_attributes(self, attributes: Mapping[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if "xmlns" in attributes and not self._has_namespace:
            self._has_namespace = True
            self._fault("default-namespace", line, self._here.name, attributes["xmlns"], always=True)
        odd = [name for name in attributes if name != "xmlns" and not HARMLESS_ATTRIBUTE.fullmatch(name)]
        if odd:
            shown = " ".join(f'{name}="{attributes[name]}"' for name in odd[:10])
            self._fault("unexpected-attribute", line, self._here.name, shown)

    def _remember(self, names: Iterable[str]) -> None:
        """The parser keeps every name it has met, so there must not be any number of them."""
        self._unknown_names.update(names)
        if len(self._unknown_names) > self._limits.names:
            raise _Stop(f"more than {self._limits.names:,} different names of unknown elements and attributes")

    def _fault(self, name: str, line: int, element: str, text: str | None = None, *, always: bool = False) -> None:
        """List a fault of what is open now. There is always room for those that a file can have few of."""
        if len(self.faults) >= self._limits.faults and not always:
            if not self._has_too_many_faults:
                self._has_too_many_faults = True
                self.faults.append(Fault("too-many-faults", line))
            return
        table = self._here.table.__name__ if self._here.table else ""
        row = self.numbers[table] if table else None
        child = self.numbers["Child"] if self._in_child else None
        shown = None if text is None else text[:TEXT_SHOWN]
        self.faults.append(Fault(name, line, element, shown, table, row, child))

    def _skip(self, fault: str, name: str) -> None:
        """Leave an element out, with all that is in it. The fault is listed when its text is known; "" is none."""
        if self._here.item is None and self._texts:
            self._between_elements()
        self._met |= ANYTHING_ELSE
        self._skipped = Skipped(fault, self._parser.CurrentLineNumber, name)
        self._skipped_depth = 0
        self._texts_before = self._texts[:]
        self._texts.clear()
        self._parser.StartElementHandler = self._start_skipped
        self._parser.EndElementHandler = self._end_skipped
        if name not in self._names:
            self._remember((name,))

    def _start_skipped(self, name: str, attributes: Mapping[str, str]) -> None:
        self._list_skipped()
        self._skipped_depth += 1
        if self._here.depth + self._skipped_depth >= self._limits.depth:
            self._fault("too-deep", self._parser.CurrentLineNumber, name, always=True)
            raise _Stop(f"more than {self._limits.depth:,} elements in each other")
        if attributes or name not in self._names:
            self._remember((name, *attributes))

    def _end_skipped(self, _: str) -> None:
        self._list_skipped()
        if self._skipped_depth:
            self._skipped_depth -= 1
            return
        self._texts[:] = self._texts_before
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._texts.append

    def _list_skipped(self) -> None:
        """List the fault of what is left out, with the text that it begins with; its other text is not looked at."""
        if self._skipped is None:
            return
        fault, line, name = self._skipped
        self._skipped = None
        if fault:
            self._fault(fault, line, name, "".join(self._texts).strip())
        self._texts.clear()
        self._parser.CharacterDataHandler = None
