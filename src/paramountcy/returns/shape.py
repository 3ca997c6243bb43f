"""
What a return is made of: tables, fields, and what reading one gives.

A table is a class in the return's own words. On the class a field is its description; on an
instance, which is what a rule is given, it is an expression, and reading it is remembered.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, overload

import narwhals.stable.v2 as nw
import polars as pl

from paramountcy.terms.year import Year, Years, years

FIRST_YEAR = "2013-14"
EVER = years(FIRST_YEAR)


class Field:
    """
    One item of a table.

    `kind` is str, date, bool or int; every value is also kept as sent. `item` is the
    publisher's reference. `codes` names the list its values come from, `years` when it is asked
    for, `within` an element that stands around it inside the row's own, `after` the table under
    this one whose rows come before it in the file (most fields come before all of those);
    `personal` marks what could tell who the child is, which an anonymous report leaves out.
    """

    name: str
    table: "type[Table]"

    def __init__(
        self,
        kind: type = str,
        item: str = "",
        *,
        codes: str = "",
        years: Years = EVER,
        within: str = "",
        after: str = "",
        personal: bool = False,
    ):
        self.kind = kind
        self.item = item
        self.codes = codes
        self.years = years
        self.within = within
        self.after = after
        self.personal = personal

    def __set_name__(self, owner: "type[Table]", name: str) -> None:
        self.name = name
        self.table = owner

    @overload
    def __get__(self, row: None, owner: "type[Table]") -> "Field": ...
    @overload
    def __get__(self, row: "Table", owner: "type[Table]") -> nw.Expr: ...
    def __get__(self, row: "Table | None", owner: "type[Table]") -> "Field | nw.Expr":
        return self if row is None else row._read(self.name)

    def __repr__(self) -> str:
        return f"{self.table.__name__}.{self.name}"


class Table:
    """
    A table of a return, in the return's own words. Its docstring says who is in it.

    Where it stands in the file: `under` names the table (or "Child", or "") whose element holds
    it, and `path` the elements from there to one row. In a `listed` table each row is one
    element with one value, and the element around them may stand empty: that is a row without
    a value.
    """

    under: ClassVar[str] = "Child"
    path: ClassVar[tuple[str, ...]] = ()
    listed: ClassVar[bool] = False
    once: ClassVar[bool] = False  # one row a child, or one row a file: a table to look things up in
    years: ClassVar[Years] = EVER
    fields: ClassVar[dict[str, Field]]

    def __init_subclass__(cls) -> None:
        cls.fields = {name: item for name, item in vars(cls).items() if isinstance(item, Field)}
        cls.path = cls.path or (cls.__name__,)

    def __init__(self, alias: str = "", asked: "Asked | None" = None):
        self._alias = alias or type(self).__name__
        self._asked = asked or Asked()

    def _read(self, name: str, lens: str = "") -> nw.Expr:
        read = Read(self._alias, name, lens)
        self._asked.reads.append(read)
        return nw.col(read.column)

    def __getattr__(self, name: str) -> nw.Expr:
        if name.startswith("_"):
            raise AttributeError(name)
        raise AttributeError(f"{type(self).__name__} has no field {name}")

    @property
    def as_sent(self) -> "Lens":
        """The text of a field as it stands in the file: never unreadable."""
        return Lens(self, "sent")

    @property
    def readable(self) -> "Lens":
        """Whether a field holds a value that could be read."""
        return Lens(self, "readable")

    @property
    def day(self) -> "Lens":
        """A date as a number of days, to add to and subtract from."""
        return Lens(self, "day")

    @property
    def weekday(self) -> "Lens":
        """The day of the week of a date, 1 (Monday) to 7 (Sunday): engines disagree on a Sunday's number."""
        return Lens(self, "weekday")

    @property
    def check_letter(self) -> "Lens":
        """The first letter a UPN must have, by its other twelve characters."""
        return Lens(self, "check_letter")


@dataclass(frozen=True)
class Read:
    """That a rule read a field, of which of its parameters, and through which lens."""

    alias: str
    field: str
    lens: str = ""

    @property
    def column(self) -> str:
        return f"{self.alias}__{self.field}" + (f"__{self.lens}" if self.lens else "")


@dataclass(frozen=True)
class Count:
    """That a rule asked how many rows of a parameter meet a condition; findings point at those where it is `shown`."""

    alias: str
    column: str
    where: nw.Expr | None
    shown: bool


@dataclass
class Asked:
    """What a rule asked of its tables while it was being written down for a year."""

    code: str = ""
    reads: list[Read] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)

    def count(self, alias: str, where: nw.Expr | None, *, shown: bool) -> nw.Expr:
        new = Count(alias, f"count_{self.code}_{len(self.counts)}", where, shown)
        self.counts.append(new)
        return nw.col(new.column)


class Lens:
    """Another way to look at a table's fields: `referral.as_sent.ReferralNFA`."""

    def __init__(self, row: Table, name: str):
        self._row = row
        self._name = name

    def __getattr__(self, field_name: str) -> nw.Expr:
        if field_name not in type(self._row).fields:
            raise AttributeError(f"{type(self._row).__name__} has no field {field_name}")
        return self._row._read(field_name, self._name)


@dataclass(frozen=True)
class Return:
    """
    A kind of return: its tables, outermost first, and where its code lists are.

    `root` is the file's outermost element, and `child` the elements from there to one child.
    """

    name: str
    title: str
    root: str
    tables: tuple[type[Table], ...]
    codes: Path
    child: tuple[str, ...] = ("Children", "Child")

    def table(self, name: str) -> type[Table]:
        return next(table for table in self.tables if table.__name__ == name)

    def keys(self, table: type[Table]) -> tuple[str, ...]:
        """
        The columns that say whose row it is, outermost first: "Child", then the tables above.

        Each holds the number, from 1 in file order, of the Child element or of the row above.
        """
        if table.under == "":
            return ()
        if table.under == "Child":
            return ("Child",)
        above = self.table(table.under)
        return (*self.keys(above), table.under)

    def levels(self, table: type[Table]) -> tuple[str, ...]:
        """The keys of a table and, where other rows may stand under its own, the table itself."""
        return self.keys(table) if table.once or table.listed else (*self.keys(table), table.__name__)

    def asked(self, year: Year) -> Iterator[type[Table]]:
        return (table for table in self.tables if year in table.years)


@dataclass(frozen=True)
class Fault:
    """Something in the file's structure that is not as it should be, and where."""

    name: str
    """Stable, such as `not-a-date`."""
    line: int | None = None
    element: str = ""
    """The element's name, as far as it is known."""
    text: str | None = None
    """The raw text, cut to `TEXT_SHOWN` characters; where the file is cut off, what the parser says of it."""
    table: str = ""
    row: int | None = None
    child: int | None = None
    """The number of the Child element, from 1."""


TEXT_SHOWN = 200


@dataclass
class Reading:
    """
    What was read from a file.

    `tables` has a frame for each table of the return, in file order, every value as sent (String,
    missing is null), with the columns `row` (from 1), `line` (of the row's element) and the keys of
    `Return.keys`, all UInt32. `faults` are structure findings. `ends_early` is the number of the
    Child element that the file breaks off in (0 where it breaks off outside any), None when whole.
    """

    kind: Return
    tables: dict[str, pl.DataFrame]
    faults: list[Fault] = field(default_factory=list)
    ends_early: int | None = None
    children: int = 0
    """How many Child elements the file has."""

    def missing_tables(self) -> Iterable[str]:
        """Tables that the file should have had rows in, and has none."""
        return {fault.element for fault in self.faults if fault.name == "missing-element"} & {
            name for name, frame in self.tables.items() if frame.is_empty()
        }


class Unreadable(Exception):
    """The file can't be read at all. The message says what it is, and what to do; it quotes no child's data."""


PLACE: dict[str, Any] = {"row": pl.UInt32, "line": pl.UInt32}
PYTHON_TO_POLARS: dict[type, Any] = {str: pl.String, date: pl.Date, bool: pl.Boolean, int: pl.Int64}
