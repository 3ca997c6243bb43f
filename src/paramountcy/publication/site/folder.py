"""
The folder that a site lives in: replaced whole, or left as it was.

A site is written beside its place first. A folder that holds anything but an earlier site of ours is never touched, as
what is in it would be lost. The list of what a site is made of (`release.json`) says whose it is.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from paramountcy.publication.shape import RELEASED

MANIFEST, ROWS = "release.json", "data/release.csv"
FORMAT = "Paramountcy release 1"


class NotOurs(ValueError):
    """A folder can't be used as asked. The message is a sentence, and says what to do."""


def refuse_foreign(folder: Path) -> None:
    """Raises NotOurs where a folder holds anything that is not part of an earlier site of ours, or can't be one."""
    recover(folder)
    place = Path(os.path.realpath(folder))
    if not place.parent.is_dir():
        raise NotOurs(f"there is no folder {place.parent}: make it first, or choose another.")
    if place.exists() and not place.is_dir():
        raise NotOurs(f"{folder.name} is a file: give a folder to write the site to.")
    there = files_in(place)
    if there and MANIFEST not in there:
        raise NotOurs(
            f"{folder.name} holds other things, such as {there[0]}, and would be replaced whole: give an empty folder, "
            "a new one, or one with an earlier site of ours."
        )
    unknown = set(there) - {MANIFEST, *(read_manifest(place)["files"] if there else ())}
    if unknown:
        raise NotOurs(
            f"{folder.name} holds an earlier site, and also {min(unknown)}, which is not part of it and would be lost: "
            "move it elsewhere, or give another folder."
        )


def read_manifest(folder: Path) -> dict[str, Any]:
    """What an earlier site is made of. Raises NotOurs where the folder has no such list, or a damaged one."""
    try:
        held = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if held["format"] != FORMAT or not isinstance(held["files"], dict):
            raise ValueError
    except FileNotFoundError as wrong:
        raise NotOurs(f"{folder.name} is not a site of ours: it has no {MANIFEST}.") from wrong
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise NotOurs(
            f"{MANIFEST} in {folder.name} is damaged, or of another version of Paramountcy: give another folder."
        ) from wrong
    return held


def printed_in(folder: Path) -> pl.DataFrame:
    """
    All rows that an earlier site prints about its area, in the columns RELEASED. Raises NotOurs.

    They are checked against the list: a file that was changed since is no witness of what was printed.
    """
    digest = read_manifest(folder)["files"].get(ROWS)
    path = folder / ROWS
    try:
        if digest != digest_of(path):
            raise NotOurs(
                f"{ROWS} in {folder.name} is not as it was published: give the folder of that release, unchanged."
            )
        rows = pl.read_csv(path, schema=RELEASED, empty_string_is_null=False)
    except (OSError, pl.exceptions.PolarsError) as wrong:
        raise NotOurs(f"{ROWS} in {folder.name} can't be read: give the folder of that release, unchanged.") from wrong
    return rows


def files_in(folder: Path) -> list[str]:
    """Every file in a folder, as the list of a site names it; a link counts as a file."""
    found = []
    for where, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(where) / name).is_symlink()]
        found += [(Path(where) / name).relative_to(folder).as_posix() for name in (*names, *links)]
    return sorted(found)


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def seal(folder: Path, about: Mapping[str, Any], sites: Iterable[str] = ()) -> None:
    """
    Write the list of a site: what it is about, and every file with its SHA-256. `sites` are folders in it with a list
    of their own, written just before: what they list is not read again.
    """
    known = {
        f"{name}/{file}": digest for name in sites for file, digest in read_manifest(folder / name)["files"].items()
    }
    files = {name: known.get(name) or digest_of(folder / name) for name in files_in(folder)}
    held = {"format": FORMAT, **about, "files": files}
    (folder / MANIFEST).write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@contextmanager
def replacing(folder: Path) -> Generator[Path]:
    """
    An empty folder to write to, which takes the place of `folder` when all has been written.

    Where anything goes wrong, the earlier site stays as it was. Raises NotOurs where nothing can be written there.
    """
    place = Path(os.path.realpath(folder))
    making, before = _beside(place, f"making-{os.getpid()}"), _beside(place, "before")
    try:
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
    except OSError as wrong:
        raise NotOurs(
            f"nothing can be written in the folder {place.parent} ({wrong.strerror or type(wrong).__name__}): choose "
            "another."
        ) from wrong
    try:
        yield making
        _swap(making, place, before)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def recover(folder: Path) -> None:
    """Put an earlier site back whose replacement was broken off between taking it away and putting the new one."""
    place = Path(os.path.realpath(folder))
    before = _beside(place, "before")
    if before.is_dir() and (before / MANIFEST).is_file():
        if place.exists():
            shutil.rmtree(before, ignore_errors=True)
        else:
            before.rename(place)


def _swap(making: Path, place: Path, before: Path) -> None:
    try:
        if place.exists():
            if files_in(place):
                place.rename(before)
            else:
                shutil.rmtree(place)
        try:
            making.rename(place)
        except OSError:
            if before.exists():
                before.rename(place)
            raise
    except OSError as wrong:
        raise NotOurs(
            f"the site was not put in its place {place.name}: close it if another program has it open, or choose "
            "another folder."
        ) from wrong
    shutil.rmtree(before, ignore_errors=True)


def _beside(place: Path, word: str) -> Path:
    return place.with_name(f".{place.name}.{word}")
