"""
What a store holds: for each table its release, the file it came from, its licence, when it was loaded and what was odd.

The manifest is the store's one point of truth: a table is in the store when the manifest names it, and the manifest
is replaced whole.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from paramountcy.returns.published.shape import LICENCE
from paramountcy.returns.put import placing

MANIFEST = "manifest.json"
TABLES = "tables"
FETCHING = "fetching"
"""Folder for what was fetched in part."""
LOCK = ".lock"
FORMAT = 1


class NotInStore(ValueError):
    """The store does not have what was asked for. The message is a sentence, and says what to do."""


@dataclass(frozen=True)
class Source:
    """Where a table came from."""

    name: str
    bytes: int
    sha256: str
    address: str = ""
    """Of the service that it was fetched from, "" for a file that was given."""
    service_version: str = ""
    """The version that the service gave the data set, as in 1.2."""


@dataclass(frozen=True)
class Entry:
    """A table in the store."""

    data_set: str
    version: str
    kind: str
    file: str
    """Its Parquet file, from the store's folder."""
    rows: int
    first_year: int
    last_year: int
    """0 where its rows are of no year."""
    measures: tuple[str, ...]
    levels: tuple[str, ...]
    together: tuple[str, ...]
    """Authorities that it prints as one, as in "314 / 318"."""
    title: str
    publication: str
    publisher: str
    attribution: str
    source: Source
    loaded: str
    """When, in ISO 8601 with its offset."""
    notes: tuple[str, ...]
    licence: str = LICENCE
    imagined: bool = False
    """Whether nobody in it is real."""

    @property
    def key(self) -> tuple[str, str]:
        return self.data_set, self.version


def default_folder(environ: Mapping[str, str], platform: str = sys.platform, home: Path | None = None) -> Path:
    """
    Where a user's national data is kept, unless they say otherwise.

    >>> default_folder({"XDG_DATA_HOME": "/data"}, "linux").as_posix()
    '/data/paramountcy/national'
    >>> default_folder({}, "linux", Path("/home/ann")).as_posix()
    '/home/ann/.local/share/paramountcy/national'
    >>> default_folder({}, "darwin", Path("/Users/ann")).as_posix()
    '/Users/ann/Library/Application Support/paramountcy/national'
    """
    home = home or Path.home()
    if platform == "win32":
        base = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        given = environ.get("XDG_DATA_HOME", "")
        # The standard has a relative path in that variable ignored.
        base = Path(given) if given.startswith("/") else home / ".local" / "share"
    return base / "paramountcy" / "national"


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner alone; one that is there stays as it is."""
    for one in (*reversed(folder.parents), folder):
        if not one.exists():
            one.mkdir(mode=0o700, exist_ok=True)


def refuse_foreign(folder: Path) -> None:
    """Raises NotInStore where a folder holds things that are no store's."""
    try:
        names = {path.name for path in folder.iterdir()}
    except FileNotFoundError:
        return
    except OSError as wrong:
        raise NotInStore(f"{folder} can't be a store: {wrong.strerror or type(wrong).__name__}") from wrong
    if MANIFEST not in names and names - {LOCK, TABLES, FETCHING}:
        raise NotInStore(f"{folder} is no store and holds other things: choose an empty folder, or a new one")


def read_manifest(folder: Path) -> tuple[Entry, ...]:
    """The tables of a store; none where there is no store yet. Raises NotInStore where it can't be read."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except OSError as wrong:
        raise NotInStore(f"the store in {folder} can't be read: {wrong.strerror or type(wrong).__name__}") from wrong
    try:
        held = json.loads(text)
        if held["format"] != FORMAT:
            raise NotInStore(
                f"the store in {folder} was made by another version of Paramountcy: load the tables anew into an "
                "empty folder"
            )
        return tuple(_entry(row) for row in held["tables"])
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        if isinstance(wrong, NotInStore):
            raise
        raise NotInStore(f"the list of the store in {folder} is damaged: remove {MANIFEST} and load anew") from wrong


def write_manifest(folder: Path, entries: tuple[Entry, ...]) -> None:
    """Replace the list of a store."""
    held = {"format": FORMAT, "tables": [asdict(entry) for entry in sorted(entries, key=lambda entry: entry.key)]}
    text = json.dumps(held, indent=1, ensure_ascii=False).encode()
    with placing(folder / MANIFEST) as file:
        file.write(text)


def _entry(row: dict[str, Any]) -> Entry:
    file = str(row["file"])
    if PurePosixPath(file).is_absolute() or PureWindowsPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
        raise ValueError("a table outside of the store")
    held: dict[str, Any] = {**row, "source": Source(**row["source"])}
    for name in ("measures", "levels", "together", "notes"):
        held[name] = tuple(str(text) for text in row[name])
    return Entry(**held)
