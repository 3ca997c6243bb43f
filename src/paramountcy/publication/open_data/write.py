"""
Writing a release of open data: each data set with its metadata, the data dictionary, and a page about them.

Every file is screened before any takes its place, and one that would not be taken stops the release. The folder holds
a release and nothing else: what an earlier one left there goes, and anything of others stops the release too.
"""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from paramountcy.publication.open_data.data_set import data_sets
from paramountcy.publication.open_data.dictionary import DICTIONARY, dictionary, files_of
from paramountcy.publication.open_data.facts import META, SYMBOLS
from paramountcy.publication.open_data.screening.screen import screen
from paramountcy.publication.open_data.screening.shape import Screening
from paramountcy.publication.open_data.shape import DataSet
from paramountcy.publication.open_data.times import NotOpen

ABOUT = "about.txt"


@dataclass(frozen=True)
class About:
    """What the page about a release says beside its files. `imagined` marks every page and file of areas on no map."""

    area: str
    made_on: date
    says: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    imagined: bool = False


@dataclass(frozen=True)
class Written:
    """The files of a release, and what the screen said of each data file."""

    files: tuple[Path, ...]
    screenings: tuple[Screening, ...]


def write(rows: pl.DataFrame, folder: Path, *, prefix: str, about: About) -> Written:
    """
    Write released figures (columns publication.shape.RELEASED) as open data. `prefix` begins the name of each file.

    Raises NotOpen where there is nothing to write, the folder holds other things, or a file would not be taken.
    """
    sets = data_sets(rows, prefix)
    if not sets:
        raise NotOpen("there is no figure to write")
    contents = {name: content for one in sets for name, content in _files(one)}
    contents[DICTIONARY] = dictionary(sets, contents, rows)
    contents[ABOUT] = _about(sets, about)
    before = _refuse_foreign(folder)
    with tempfile.TemporaryDirectory(dir=folder.resolve().parent, prefix=".open-data-") as making:
        for name, content in contents.items():
            (Path(making) / name).write_bytes(content)
        screenings = tuple(screen(Path(making) / f"{one.stem}.csv") for one in sets)
        for one in screenings:
            if not one.passes:
                raise NotOpen(_why_not(one))
        folder.mkdir(exist_ok=True)
        for name in before:
            (folder / name).unlink(missing_ok=True)
        for name in contents:
            os.replace(Path(making) / name, folder / name)
    return Written(tuple(folder / name for name in contents), screenings)


def _files(one: DataSet) -> Iterable[tuple[str, bytes]]:
    yield f"{one.stem}.csv", _csv([one.heading, *one.rows])
    yield f"{one.stem}.meta.csv", _csv([META, *one.meta])


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _refuse_foreign(folder: Path) -> tuple[str, ...]:
    """The files of an earlier release in a folder. Raises NotOpen where it holds anything else, or can't be made."""
    if not folder.exists():
        if not folder.resolve().parent.is_dir():
            raise NotOpen(f"there is no folder {folder.parent}: make it first, or choose another")
        return ()
    if not folder.is_dir():
        raise NotOpen(f"{folder.name} is a file: give a folder to write the open data to")
    there = {path.name for path in folder.iterdir()}
    ours = {*files_of(folder), ABOUT} if DICTIONARY in there else set()
    if others := sorted(there - ours):
        raise NotOpen(
            f"{folder.name} holds other things, such as {others[0]}: give an empty folder, a new one, or one with an "
            "earlier release of open data"
        )
    return tuple(sorted(there))


def _why_not(one: Screening) -> str:
    finding = next(finding for finding in one.findings if finding.verdict == "failed")
    fault = finding.faults[0]
    return (
        f"{one.file} would not be taken, so nothing was written: {finding.check.name}: {fault.where}: {fault.what}. "
        "This is a fault of Paramountcy: please report it"
    )


def _about(sets: Sequence[DataSet], about: About) -> bytes:
    """The page about the release, in plain text."""
    told = [f"Open data about children's social care in {about.area}", ""]
    if about.imagined:
        told += ["IMAGINED: the areas are on no map, and no child in them lives. These files are for practice.", ""]
    day = f"{about.made_on.day} {about.made_on:%B %Y}"
    told += [f"Written on {day} by Paramountcy, in the form that Explore Education Statistics takes.", "", "Files", ""]
    for one in sets:
        told += [f"{one.stem}.csv", f"    {one.title}: {len(one.rows):,} rows"]
    told += ["the same, ending in .meta.csv", "    What the columns of that file are: filters, and indicators."]
    told += [DICTIONARY, "    What each column counts, and how.", "", "Symbols", ""]
    told += [f"{symbol:<4} {said}" for symbol, said in SYMBOLS.items() if _is_used(sets, symbol)]
    told += ["", "Numbers", "", "Percentages are from 0 to 100. An interval holds 95% of what chance alone might do."]
    told += ["", *about.says] if about.says else []
    told += ["", "Sources", "", *about.attributions] if about.attributions else []
    return ("\n".join(told) + "\n").encode()


def _is_used(sets: Iterable[DataSet], symbol: str) -> bool:
    return any(symbol in row[len(one.heading) - len(one.columns) :] for one in sets for row in one.rows)
