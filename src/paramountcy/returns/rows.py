"""The rows of one table while a file is being read, kept small."""

import polars as pl

from paramountcy.returns.shape import PLACE, Return, Table

PIECE = 50_000
"""Cells held as Python objects before they become a frame."""


class Rows:
    """
    Collects the rows of one table.

    A row is a list: its line, the numbers of its keys, its values. `numbers` counts the rows of
    every table, and the children, as they are met; all tables of one file share it.
    """

    def __init__(self, kind: Return, table: type[Table], numbers: dict[str, int], most: int):
        self.name = table.__name__
        self.keys = kind.keys(table)
        self.schema = columns(kind, table)
        self._numbers = numbers
        self._child = 0
        self._most = self._ceiling = most
        self._refused = 0
        self._key_places = list(enumerate(self.keys, 1))
        self._empty: list = [None] * (len(self.schema) - 1)
        self._cells: list = []
        self._pieces: list[pl.DataFrame] = []

    def begin(self, line: int) -> list | None:
        """A new row, to be filled and added; None where one child has no room for more."""
        numbers = self._numbers
        number = numbers[self.name]
        if numbers["Child"] != self._child:
            self._child = numbers["Child"]
            self._ceiling = number + self._most
            self._refused = 0
        if number >= self._ceiling:
            self._refused += 1
            return None
        numbers[self.name] = number + 1
        row = self._empty.copy()
        row[0] = line
        for place, key in self._key_places:
            row[place] = numbers[key]
        return row

    def add(self, row: list) -> None:
        self._cells += row
        if len(self._cells) > PIECE:
            self._keep()

    @property
    def is_first_refused(self) -> bool:
        """Whether the row just refused was the first of this child's to be."""
        return self._refused == 1

    def take(self) -> pl.DataFrame:
        """The rows added since the last were taken, in order, without their numbers. They are let go of here."""
        self._keep()
        taken = pl.concat(self._pieces)
        self._pieces.clear()
        return taken

    def frame(self) -> pl.DataFrame:
        """Every row added, in order, numbered from 1. They are let go of here."""
        self._keep()
        return joined(self._pieces)

    def _keep(self) -> None:
        names = list(self.schema)[1:]
        cells = {name: self._cells[n :: len(names)] for n, name in enumerate(names)}
        self._pieces.append(pl.DataFrame(cells, schema={name: self.schema[name] for name in names}))
        self._cells = []


def columns(kind: Return, table: type[Table]) -> dict:
    """The columns of a table as it was read: its place in the file, then its values as text."""
    return PLACE | dict.fromkeys(kind.keys(table), pl.UInt32) | dict.fromkeys(table.fields, pl.String)


def joined(pieces: list[pl.DataFrame]) -> pl.DataFrame:
    """Frames one below the other, the rows numbered from 1 in a first column. Empties the list, column by column."""
    height, names = sum(map(len, pieces)), pieces[0].columns
    columns = [list(reversed(piece.get_columns())) for piece in pieces]
    pieces.clear()
    numbers = pl.int_range(1, height + 1, dtype=pl.UInt32, eager=True).alias("row")
    return pl.DataFrame([numbers, *(pl.concat([left.pop() for left in columns]).rechunk() for _ in names)])
