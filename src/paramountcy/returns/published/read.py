"""Reading a published file, whichever it is."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from paramountcy.returns.published.imagined import NOBODY, of_imagined
from paramountcy.returns.published.read_lists import is_lookup, is_neighbours, read_lookup, read_neighbours
from paramountcy.returns.published.read_table import is_table, read_table
from paramountcy.returns.published.read_tool import WORDS_OF_TOOL, read_dictionary, read_parquet
from paramountcy.returns.published.shape import NotPublished, Reading
from paramountcy.returns.published.sheet import LARGEST, sheet

PARQUET = b"PAR1"


def read(path: Path) -> Reading:
    """Read a file. Raises NotPublished, with a sentence, where it is none that we can read."""
    return read_bytes(content_of(path), path.name)


def content_of(path: Path) -> bytes:
    """A file's bytes. Raises NotPublished where they can't be had, or are too many."""
    try:
        if path.stat().st_size > LARGEST:
            raise NotPublished(f"it has more than {LARGEST:,} bytes, and no published table is so large")
        return path.read_bytes()
    except OSError as wrong:
        raise NotPublished(f"it could not be read: {wrong.strerror or type(wrong).__name__}") from wrong


def read_bytes(content: bytes, file: str) -> Reading:
    """The same of a file's content, and its name."""
    return _told_apart(_read(content, file))


def _read(content: bytes, file: str) -> Reading:
    if content.startswith(PARQUET):
        return read_parquet(content)
    table = sheet(content)
    if is_neighbours(table.names):
        return read_neighbours(table, file)
    if is_lookup(table.names):
        return read_lookup(table)
    if set(WORDS_OF_TOOL) <= set(table.names):
        return read_dictionary(table)
    if is_table(table.names):
        return read_table(table, file)
    raise NotPublished(
        "it is not a published table: one has the columns time_period and geographic_level, and areas by their codes"
    )


CODES = ("la_code", "gss_code", "neighbour_code", "lower_code", "upper_code")
"""Columns that say which areas a table is about."""


def _told_apart(reading: Reading) -> Reading:
    """The same, marked where it is imagined. Raises NotPublished where it is about imagined areas and real ones."""
    invented, real = of_imagined(_areas(reading))
    if not invented:
        return reading
    if real:
        raise NotPublished("it has figures of imagined areas and of real ones, which are never kept together")
    title = f"{reading.title} (imagined)"
    return replace(reading, imagined=True, title=title, publication="Imagined nation", publisher=NOBODY)


def _areas(reading: Reading) -> Iterable[str]:
    return (code for name in CODES if name in reading.rows.columns for code in reading.rows[name].unique().drop_nulls())
