"""
Where each element of a return may stand: its tables as one tree, in the order of the file.

The readers walk this tree as they meet elements, and the writer writes along it, so that none
of them knows a return's elements by name.
"""

from collections.abc import Iterator
from functools import cache

from paramountcy.returns.shape import Field, Return, Table


class Place:
    """
    An element at one place in the file.

    `above` is the place it stands in (the root's is itself), `inside` are the places in it, in the
    order of the file. `table` is that of the innermost row around it, its own row included.
    `row_of` is the table of which each such element is a row, `around` the listed table whose rows
    stand in it, `item` the field whose value is its text. `once` says that it may stand once in the
    element above, `required` that it must stand there. Where it stands twice the second is left
    out, unless it `reads_on`.
    """

    __slots__ = (
        "above",
        "around",
        "bit",
        "bit_once",
        "bits_required",
        "column",
        "depth",
        "inside",
        "is_child",
        "is_value",
        "item",
        "name",
        "once",
        "reads_on",
        "required",
        "row_of",
        "table",
    )

    def __init__(self, name: str, above: "Place | None" = None):
        self.name = name
        self.above: Place = above or self
        self.inside: dict[str, Place] = {}
        self.table: type[Table] | None = above.table if above else None
        self.row_of: type[Table] | None = None
        self.around: type[Table] | None = None
        self.item: Field | None = None
        self.is_child = False
        self.once = True
        self.required = False
        self.reads_on = False
        self.depth: int = above.depth + 1 if above else 1
        """How many elements are open in it, with itself."""
        self.bit = 2 << len(above.inside) if above else 0
        """Its own among the places beside it. Bit 1 is nobody's."""

    @property
    def row_around(self) -> "type[Table] | None":
        """The table in whose row it stands, itself left out; None where it stands in a child or the file only."""
        place = self.above
        while place.row_of is None and not place.is_child and place.above is not place:
            place = place.above
        return place.row_of

    def settle(self) -> None:
        """Work out what the readers ask of a place for every element, here and in all places inside."""
        self.is_value = self.item is not None and self.row_of is None
        """Whether it holds one value of the row around it, and is no row itself."""
        self.bit_once = self.bit if self.once else 0
        self.bits_required = sum(place.bit for place in self.inside.values() if place.required)
        self.column = 0
        """Where its value stands in its row, counted from the row's end: -1 is the last."""
        if self.item and self.table:
            self.column = list(self.table.fields).index(self.item.name) - len(self.table.fields)
        for place in self.inside.values():
            place.settle()

    def __repr__(self) -> str:
        return self.name if self.above is self else f"{self.above}/{self.name}"

    def all(self) -> "Iterator[Place]":
        """This place and every place in it, in the order of the file."""
        yield self
        for place in self.inside.values():
            yield from place.all()

    def at(self, name: str) -> "Place":
        """The place of this name inside, made where there is none yet."""
        if name not in self.inside:
            self.inside[name] = Place(name, above=self)
        return self.inside[name]


@cache
def places(kind: Return) -> Place:
    """The root of a return's tree."""
    root = Place(kind.root)
    for table in _under(kind, ""):
        _add(kind, root, table)
    if tables := _under(kind, "Child"):
        child = root
        for name in kind.child:
            child = child.at(name)
            child.required = child.reads_on = True
        child.is_child, child.once, child.required = True, False, False
        for table in tables:
            _add(kind, child, table)
    root.settle()
    return root


@cache
def row_places(kind: Return) -> dict[type[Table], Place]:
    """The place of each table's rows."""
    return {place.row_of: place for place in places(kind).all() if place.row_of is not None}


def _under(kind: Return, name: str) -> list[type[Table]]:
    return [table for table in kind.tables if table.under == name]


def _add(kind: Return, above: Place, table: type[Table]) -> None:
    place, around = above, above
    for name in table.path:
        around, place = place, place.at(name)
    place.row_of = place.table = table
    place.once = place.required = table.once
    if table.listed:
        (place.item,) = table.fields.values()
        if len(table.path) > 1:
            around.around, around.reads_on = table, True
        return
    _add_fields(place, table, after="")
    for below in _under(kind, table.__name__):
        _add(kind, place, below)
        _add_fields(place, table, after=below.__name__)


def _add_fields(row: Place, table: type[Table], after: str) -> None:
    for item in table.fields.values():
        if item.after == after:
            around = row.at(item.within) if item.within else row
            around.at(item.name).item = item
