"""A data file and its metadata as they stand in their files: text, cell by cell, with the line of each row."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from paramountcy.publication.open_data.facts import FILTER, INDICATOR, PLACES, SYMBOLS, VALUE
from paramountcy.publication.open_data.screening.shape import Fault, lines
from paramountcy.returns.report.visible import short, visible

LARGEST = 200_000_000
"""Bytes. Files that are uploaded are rarely half of it."""
MOST_COLUMNS = 2_000
AT_ONCE = 100_000
"""Rows that are held as Python text before they are packed."""
LINE = "\nline"
"""The column that holds where a row stands in its file: a name that no column can have."""


class NotScreened(ValueError):
    """There is nothing to screen: the file can't be read. The message is a sentence."""


@dataclass(frozen=True)
class Grid:
    """
    A file in CSV. `names` are its columns as they stand; those of `cells` are the same, a second of one name with (2)
    behind it, and LINE. `found` are faults met while reading it, by the name of the check that tells of them.
    """

    file: str
    names: tuple[str, ...]
    cells: pl.DataFrame
    found: Mapping[str, tuple[Fault, ...]]

    def texts(self, column: str) -> list[str]:
        """The different texts of a column, in the order in which they come."""
        return self.cells[column].unique(maintain_order=True).to_list()


@dataclass(frozen=True)
class Pair:
    """A data file, and its metadata; where there are none that can be read, `why_not` says so."""

    data: Grid
    meta: Grid | None
    meta_file: str
    why_not: str = ""

    @cached_property
    def told(self) -> list[dict[str, str]]:
        """What the metadata say: a dictionary for each of their rows, "" where they lack a column."""
        return [] if self.meta is None else self.meta.cells.to_dicts()

    def _of_type(self, kind: str) -> tuple[str, ...]:
        listed = [row.get("col_name", "") for row in self.told if row.get("col_type", "") == kind]
        return tuple(name for name in dict.fromkeys(listed) if name in self.data.names)

    @cached_property
    def others(self) -> tuple[str, ...]:
        """The columns that say neither when nor where."""
        return tuple(name for name in dict.fromkeys(self.data.names) if name and name not in PLACES)

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """By the metadata; without any, the columns whose texts are mostly numbers and symbols."""
        if self.meta is not None:
            return self._of_type(INDICATOR)
        return tuple(name for name in self.others if _mostly_values(self.data.texts(name)))

    @cached_property
    def filters(self) -> tuple[str, ...]:
        """By the metadata, with what groups them; without any, the columns that hold words, and more than one."""
        if self.meta is not None:
            groups = [row.get("filter_grouping_column", "") for row in self.told]
            there = [name for name in groups if name in self.data.names]
            return tuple(dict.fromkeys([*self._of_type(FILTER), *there]))
        words = (name for name in self.others if name not in self.indicators)
        return tuple(name for name in words if len(self.data.texts(name)) > 1)


def read_pair(file: Path) -> Pair:
    """A data file and, beside it, its metadata. Raises NotScreened where the data file can't be read at all."""
    data, meta = read_grid(file), meta_of(file)
    if not meta.exists():
        return Pair(data, None, meta.name, "there is no such file")
    try:
        return Pair(data, read_grid(meta), meta.name)
    except NotScreened as why:
        return Pair(data, None, meta.name, str(why))


def meta_of(file: Path) -> Path:
    """
    The place of a data file's metadata.

    >>> meta_of(Path("referrals_2025.csv")).name
    'referrals_2025.meta.csv'
    """
    return file.with_name(f"{file.stem}.meta.csv")


def read_grid(file: Path) -> Grid:
    """A file as it stands. Raises NotScreened where it is no text in columns."""
    try:
        if file.stat().st_size > LARGEST:
            raise NotScreened(f"{file.name} has more than {LARGEST:,} bytes, which is more than can be screened")
        content = file.read_bytes()
    except OSError as wrong:
        raise NotScreened(f"{file.name} could not be read: {wrong.strerror or type(wrong).__name__}") from wrong
    text, encoding = _decoded(content)
    if "\x00" in text or not text.strip():
        what = "is not text" if text.strip() else "is empty"
        raise NotScreened(f"{file.name} {what}: give a table in CSV")
    return _grid(file.name, text, encoding)


def _decoded(content: bytes) -> tuple[str, tuple[Fault, ...]]:
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as wrong:
        place = content.count(b"\n", 0, wrong.start) + 1
        fault = Fault(f"line {place}", f"the byte {content[wrong.start]:#04x} is not UTF-8")
        return content.decode("cp1252", errors="replace"), (fault,)


def _grid(file: str, text: str, encoding: tuple[Fault, ...]) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: dict[str, list[Fault]] = {"encoding": list(encoding), "cells": [], "quotes": [], "rows": []}
    names: list[str] = []
    parts: list[pl.DataFrame] = []
    rows: list[list[str | int]] = []
    blank: list[int] = []
    try:
        names = next(reader)
        if not 1 < len(names) <= MOST_COLUMNS:
            raise NotScreened(
                f"the first line of {file} names {len(names):,} columns: give a table in CSV, with commas"
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                blank.append(reader.line_num)
                continue
            if len(cells) != len(names):
                said = f"it has {len(cells)} cells, and there are {len(names)} columns"
                found["cells"].append(Fault(f"line {reader.line_num}", said))
            whole = (cells + [""] * (len(names) - len(cells)))[: len(names)]
            rows.append([*whole, reader.line_num])
            if len(rows) == AT_ONCE:
                parts.append(_packed(names, rows))
                rows = []
    except StopIteration:
        raise NotScreened(f"{file} is empty: give a table in CSV") from None
    except csv.Error as wrong:
        found["quotes"].append(Fault(f"line {reader.line_num}", f"the cells after it can't be told apart ({wrong})"))
        if not names:
            raise NotScreened(f"the first line of {file} can't be told apart into columns") from wrong
    if blank:
        found["rows"].append(Fault(lines(blank), "there is nothing in it"))
    cells = pl.concat([*parts, _packed(names, rows)])
    return Grid(file, tuple(names), cells, {name: tuple(faults) for name, faults in found.items()})


def _packed(names: list[str], rows: list[list[str | int]]) -> pl.DataFrame:
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    schema = {**dict.fromkeys(unique, pl.String()), LINE: pl.Int64()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _mostly_values(texts: list[str]) -> bool:
    return 2 * sum(is_value(text) for text in texts) > len(texts)


def is_value(text: str) -> bool:
    """Whether a cell holds a number or a symbol of today."""
    return bool(VALUE.fullmatch(text)) or text in SYMBOLS


def shown(text: str) -> str:
    """A cell as a message shows it."""
    return repr(short(visible(text), 40))
