"""
Putting tables into a store: one Parquet file for each release of a data set, listed in the manifest.

A load is seen whole or not at all: new files are written under new names, then the manifest is replaced, then files
that nothing names any more are removed. One load works at a time.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from paramountcy.returns.published.fetch import Fetched
from paramountcy.returns.published.manifest import (
    LOCK,
    TABLES,
    Entry,
    NotInStore,
    Source,
    make_private,
    read_manifest,
    refuse_foreign,
    write_manifest,
)
from paramountcy.returns.published.read import content_of, read_bytes
from paramountcy.returns.published.shape import LICENCE, NotPublished, Reading
from paramountcy.returns.put import put

ENDINGS = (".csv", ".parquet")
MOST_FILES = 2_000
NO_LICENCE = "none is needed: imagined"
ROW_GROUP = 25_000
"""Rows of a Parquet file that are read or passed over together: they are in the order of measure and year."""


@dataclass(frozen=True)
class Left:
    """A file that was not loaded, and why."""

    file: str
    said: str


@dataclass(frozen=True)
class Loaded:
    """What a load did."""

    entries: tuple[Entry, ...]
    replaced: tuple[Entry, ...]
    """Of the same data set and release, and no longer in the store."""
    left: tuple[Left, ...]


def tables_in(folder: Path) -> list[Path]:
    """Every file in a folder and those below it, hidden ones left out. Raises NotPublished where they are too many."""
    found: list[Path] = []
    for where, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (Path(where) / name for name in sorted(files) if not name.startswith("."))
        if len(found) > MOST_FILES:
            raise NotPublished(
                f"{folder} holds more than {MOST_FILES:,} files: give the folder with the published tables alone"
            )
    return found


def load(
    files: Sequence[Path], store: Path, *, at: datetime, progress: Callable[[str, float], None] = lambda *_: None
) -> Loaded:
    """Read files and keep what they hold. `at` is now. Raises NotInStore where the folder can't be a store."""
    found: list[tuple[Reading, Source]] = []
    left: list[Left] = []
    for done, path in enumerate(files):
        progress("reading", done / max(len(files), 1))
        if path.suffix.lower() not in ENDINGS:
            left.append(Left(path.name, "it is neither CSV nor Parquet: of published tables those are read"))
            continue
        try:
            found.append(_read(path))
        except NotPublished as why:
            left.append(Left(path.name, str(why)))
    progress("writing", 1.0)
    kept, repeated = _each_once(found)
    entries, replaced = keep(kept, store, at=at)
    return Loaded(entries, replaced, (*left, *repeated))


def keep(tables: Iterable[tuple[Reading, Source]], store: Path, *, at: datetime) -> tuple[tuple[Entry, ...], ...]:
    """
    Keep tables that were read: the entries they are now, and those they took the place of.

    Raises NotInStore where that would put imagined figures beside real ones.
    """
    tables = list(tables)
    kinds = {reading.imagined for reading, _ in tables}
    if len(kinds) > 1:
        raise NotInStore(
            "some of these tables are imagined and some are real, and a store never holds both: load one kind alone"
        )
    with _working_in(store):
        before = read_manifest(store)
        _refuse_mixing(before, kinds, store)
        entries = tuple(_written(reading, source, store, at) for reading, source in tables)
        keys = {entry.key for entry in entries}
        replaced = tuple(entry for entry in before if entry.key in keys)
        after = (*(entry for entry in before if entry.key not in keys), *entries)
        write_manifest(store, after)
        # What the last list named may still be read by somebody: it goes with the next load.
        named = {Path(entry.file).name for entry in (*before, *after)}
        for path in (store / TABLES).iterdir():
            if path.name not in named:
                with suppress(OSError):  # Windows does not part with a file that somebody reads
                    path.unlink()
    return entries, replaced


def _read(path: Path) -> tuple[Reading, Source]:
    content = content_of(path)
    return read_bytes(content, path.name), source_of(content, path.name)


def read_fetched(came: Fetched) -> tuple[Reading, Source]:
    """A data set that was fetched, read. One that is none of those we know has the title that the service gives it."""
    reading = read_bytes(came.content, came.name)
    if not reading.publisher:
        reading = replace(reading, title=came.offered.title, publisher="Department for Education")
    version = came.offered.version
    return reading, source_of(came.content, came.name, address=came.address, service_version=version)


def source_of(content: bytes, name: str, *, address: str = "", service_version: str = "") -> Source:
    return Source(name, len(content), hashlib.sha256(content).hexdigest(), address, service_version)


def _each_once(found: list[tuple[Reading, Source]]) -> tuple[list[tuple[Reading, Source]], list[Left]]:
    """Of several files that hold the same release of a data set, the first."""
    kept: dict[tuple[str, str], tuple[Reading, Source]] = {}
    left = []
    for reading, source in found:
        key = reading.data_set, reading.version
        if key not in kept:
            kept[key] = reading, source
            continue
        other = kept[key][1]
        if other.sha256 == source.sha256:
            left.append(Left(source.name, f"it is a copy of {other.name}, which was loaded"))
            continue
        what = f"{reading.data_set} {reading.version}".strip()
        left.append(
            Left(
                source.name,
                f"it is {what}, and so is {other.name}, which was loaded and differs: load the right one alone",
            )
        )
    return list(kept.values()), left


def _written(reading: Reading, source: Source, store: Path, at: datetime) -> Entry:
    rows = reading.rows
    figures = reading.kind == "figures"
    if figures:
        rows = rows.sort("measure", "year", "geographic_level", "la_code", maintain_order=True)
    stem = "-".join(part for part in (reading.data_set.replace("/", "-"), reading.version) if part)
    name = f"{stem}-{source.sha256[:12]}.parquet"
    put(
        store / TABLES / name,
        lambda file: rows.write_parquet(file, compression="zstd", statistics=True, row_group_size=ROW_GROUP),
    )
    years: list[int] = rows["year"].drop_nulls().unique().to_list() if figures else []
    codes: list[str] = rows["la_code"].unique().to_list() if figures else []
    return Entry(
        reading.data_set,
        reading.version,
        reading.kind,
        f"{TABLES}/{name}",
        rows.height,
        min(years, default=0),
        max(years, default=0),
        tuple(rows["measure"].unique().sort()) if figures else (),
        tuple(rows["geographic_level"].unique().sort()) if figures else (),
        tuple(sorted(code for code in codes if "/" in code)),
        reading.title,
        reading.publication,
        reading.publisher,
        reading.attribution,
        source,
        at.isoformat(timespec="seconds"),
        tuple(str(note) for note in reading.notes),
        NO_LICENCE if reading.imagined else LICENCE,
        reading.imagined,
    )


def _refuse_mixing(before: Sequence[Entry], kinds: set[bool], store: Path) -> None:
    """Raises NotInStore where a store that holds imagined figures is to get real ones, or the other way round."""
    there = {entry.imagined for entry in before}
    if there and kinds and there != kinds:
        held, given = ("real", "imagined") if True in kinds else ("imagined", "real")
        raise NotInStore(
            f"the store in {store} holds {held} figures, and these are {given}: a store never holds both, so choose "
            "another folder with --store"
        )


@contextmanager
def _working_in(store: Path) -> Generator[None]:
    """The store's folder, made where there is none, with nobody else at work in it."""
    refuse_foreign(store)
    try:
        make_private(store / TABLES)
        handle = os.open(store / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as wrong:
        raise NotInStore(f"{store} can't be written to: {wrong.strerror or type(wrong).__name__}") from wrong
    try:
        _lock(handle, store)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, store: Path) -> None:
    """Hold the lock until the handle is closed. The system lets go of it when the program ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as wrong:
        raise NotInStore(f"somebody else is loading into {store}: wait until that is done") from wrong
