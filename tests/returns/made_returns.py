"""
Small returns made from a seed, with the tables they hold: written element by element along the
declared tables, by other code than the writer's, so that readers have something to be held against.

`made` gives one; `large` one of any size, by repeating children under fresh ids.
"""

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.codes import Codes
from paramountcy.returns.places import Place, places
from paramountcy.returns.shape import Field, Return, Table
from paramountcy.terms.year import Year

ID = "LAchildID"
TEXTS = {
    "Collection": lambda _: "CIN",
    "SourceLevel": lambda _: "L",
    "LEA": lambda chance: f"{chance.randint(201, 938)}",
    "SoftwareCode": lambda _: "Local Authority",
    "Release": lambda _: "ver 3.1.21",
    "SerialNo": lambda chance: f"{chance.randint(1, 99):03}",
    "DateTime": lambda _: "2026-05-23T11:14:05",
    "UPN": lambda chance: chance.choice(string.ascii_uppercase) + f"{chance.randrange(10**12):012}",
}
TEXTS["FormerUPN"] = TEXTS["UPN"]


@dataclass(frozen=True)
class Style:
    """How a return is laid out: `indent` per level ("" is all in one line), end of line, first lines."""

    indent: str = "  "
    newline: str = "\n"
    opening: str = '<?xml version="1.0" encoding="UTF-8"?>'


INDENTED = Style()
LAST = Year(2026)
"""The last year that there is a schema for."""


@dataclass
class Made:
    """A return and what is in it: for each table its rows, with the reader's own columns."""

    kind: Return
    pieces: list[str] = field(default_factory=list)
    line: int = 1
    counts: dict[str, int] = field(default_factory=dict)
    rows: dict[str, list[dict]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def children(self) -> int:
        return self.counts.get("Child", 0)

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        return {
            table.__name__: pl.DataFrame(self.rows.get(table.__name__, []), schema=schema(self.kind, table))
            for table in self.kind.tables
        }

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.line += text.count("\n")

    def begin(self, table: type[Table]) -> dict:
        """Count a new row of a table, under the rows that are open now."""
        number = self.counts[table.__name__] = self.counts.get(table.__name__, 0) + 1
        row = {"row": number, "line": self.line} | {key: self.counts[key] for key in self.kind.keys(table)}
        self.rows.setdefault(table.__name__, []).append(row)
        return row


def schema(kind: Return, table: type[Table]) -> dict:
    """The columns of a table as a reader gives it."""
    return dict.fromkeys(("row", "line", *kind.keys(table)), pl.UInt32) | dict.fromkeys(table.fields, pl.String)


def made(
    chance: random.Random,
    *,
    kind: Return = CIN,
    year: Year = LAST,
    children: int = 3,
    style: Style = INDENTED,
    full: bool = False,
    most: int = 2,
) -> Made:
    """
    A return of a year with so many children, drawn from `chance`.

    `full` gives every field asked for that year, as the schemas need; else some are left out.
    `most` is how many rows of one table stand at most in the row above.
    """
    return _Maker(chance, kind, year, children, style, full, most, Codes(kind.codes, year)).make()


@dataclass
class _Maker:
    chance: random.Random
    kind: Return
    year: Year
    children: int
    style: Style
    full: bool
    most: int
    codes: Codes

    def make(self) -> Made:
        made = Made(self.kind)
        if self.style.opening:
            made.write(self.style.opening + self.style.newline)
        self._element(made, places(self.kind), 0, {})
        made.write(self.style.newline)
        return made

    def _element(self, made: Made, place: Place, depth: int, row: dict) -> None:
        """Write one element and what is in it. `row` is the row it stands in."""
        break_in = self.style.newline + self.style.indent * depth if self.style.indent else ""
        made.write(f"<{place.name}>")
        if place.is_child:
            made.counts["Child"] = made.counts.get("Child", 0) + 1
        if place.row_of:
            row = made.begin(place.row_of)
        if place.item:
            value = self._value(place.item, made.children)
            made.write(value)
            row[place.item.name] = value
        for inner in self._inside(place):
            made.write(break_in + (self.style.indent if break_in else ""))
            self._element(made, inner, depth + 1, row)
        made.write(f"</{place.name}>" if place.item else f"{break_in}</{place.name}>")

    def _inside(self, place: Place) -> Iterator[Place]:
        """The elements to write in this one: at least one, since an empty one is a fault."""
        asked = [inner for inner in place.inside.values() if self._is_asked(inner)]
        chosen = [inner for inner in asked for _ in range(self._times(inner))]
        return iter(chosen or asked[:1])

    def _is_asked(self, place: Place) -> bool:
        if place.item and self.year not in place.item.years:
            return False
        return place.table is None or self.year in place.table.years

    def _times(self, place: Place) -> int:
        if place.is_child:
            return self.children
        if place.required or place.name == ID:
            return 1
        if place.once:
            return 1 if self.full or self.chance.random() < 0.8 else 0
        return self.chance.randint(1 if self.full else 0, self.most)

    def _value(self, item: Field, child: int) -> str:
        if item.name == ID:
            return f"DfE{child:09}"
        if item.name == "Year":
            return str(self.year.ends_in)
        if item.codes:
            return self.chance.choice(getattr(self.codes, item.codes))
        if item.kind is date:
            return (self.year.end - timedelta(days=self.chance.randint(0, 6000))).isoformat()
        if item.kind in (bool, int):
            return str(self.chance.randint(0, 1))
        return TEXTS[item.name](self.chance)


def large(children: int, *, year: Year = LAST, seed: int = 1, style: Style = INDENTED, most: int = 2) -> bytes:
    """A return with so many children as bytes: fifty made ones over and over, each time under fresh ids."""
    text = made(random.Random(seed), year=year, children=51, style=style, most=most).text
    before, *parts = text.split("<Child>")
    around_ids = [_around_id("<Child>" + part) for part in parts[:-1]]
    after = parts[-1].split("</Child>")[1]
    many = (around_ids[n % 50] for n in range(1, children + 1))
    return "".join((before, *(f"{a}DfE{n:09}{b}" for n, (a, b) in enumerate(many, 1)), after.lstrip())).encode()


def _around_id(child: str) -> tuple[str, str]:
    start, end = child.index(f"<{ID}>") + len(ID) + 2, child.index(f"</{ID}>")
    return child[:start], child[end:]
