"""
Which returns to check, and where their reports go: settled, and refused, before any work is done.

One return has its reports where each `--out` says. Several have a report each in a folder, in the
formats of `--as`, beside a total of all of them.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from paramountcy.cli.terminal import Refused

ENDINGS = (".csv", ".json", ".xlsx", ".parquet", ".html")
TOTAL = "total"
UNSAFE = '[\x00-\x1f\x7f<>:"/\\\\|?*\ud800-\udfff]'
"""What no file name may have on every system: controls, signs that Windows keeps for itself, bytes that are no text."""


@dataclass(frozen=True)
class Job:
    """One return to check: what to call it, the reports to write, and the workbooks whose names the teams' go by."""

    file: Path
    shown: str
    reports: list[Path] = field(default_factory=list)
    by_team: list[Path] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """All that a check is to do. `totals` are the files for the findings of all returns together."""

    jobs: list[Job]
    totals: list[Path]


def plan(
    given: Sequence[Path],
    out: Sequence[Path],
    formats: Sequence[str],
    *,
    by_team: bool,
    anonymous: bool,
    also_read: Iterable[Path | None] = (),
) -> Plan:
    """
    What to check and where to write. Raises Refused where a place does not make sense or can't be written to.

    `also_read` are other files that the check reads; neither they nor a return is ever written over.
    """
    files = _returns(given)
    several = len(given) > 1 or os.path.isdir(given[0])
    names = _names(files, anonymous)
    shown = names if anonymous else [file.name for file in files]
    jobs = [Job(file, name) for file, name in zip(files, shown, strict=True)]
    folders = [path for path in out if os.path.isdir(path)]
    single = [path for path in out if path not in folders]
    if formats and not folders:
        raise Refused("--as says which reports to write in a folder: give the folder with --out, or leave --as out.")
    if several and single:
        raise Refused(
            f"{single[0].name} is not a folder, and each of several returns has a report of its own: "
            "make a folder, and give it with --out."
        )
    for path in single:
        jobs[0].reports.append(path)
        if by_team and path.suffix.lower() == ".xlsx":
            jobs[0].by_team.append(path)
    for folder in folders:
        for job, name in zip(jobs, names, strict=True):
            job.reports.extend(folder / f"{name}.{form}" for form in formats or ("csv", "html"))
            job.by_team.extend([folder / f"{name}.xlsx"] if by_team else [])
    if by_team and not jobs[0].by_team:
        raise Refused(
            "--split team writes a workbook for each team: say where with --out, a file that ends in .xlsx or a folder."
        )
    totals = [folder / f"{TOTAL}.csv" for folder in folders]
    read = [*files, *(path for path in also_read if path)]
    for path in (*(path for job in jobs for path in (*job.reports, *job.by_team)), *totals):
        refuse_place(path, read)
    for folder in {path.parent for path in (*single, *totals)}:
        refuse_folder(folder)
    return Plan(jobs, totals)


def _returns(given: Sequence[Path]) -> list[Path]:
    """The files given, and for a folder every .xml in it in the order of names; each once."""
    found: dict[str, Path] = {}
    for path in given:
        files = [path]
        if os.path.isdir(path):
            files = _in_folder(path)
        for file in files:
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _in_folder(folder: Path) -> list[Path]:
    try:
        there = sorted(folder.iterdir())
    except OSError as wrong:
        raise Refused(f"the folder {folder} could not be read: {wrong.strerror}.") from wrong
    files = [file for file in there if file.suffix.lower() == ".xml" and file.name[0] != "." and os.path.isfile(file)]
    if not files:
        raise Refused(f"there is no file that ends in .xml in the folder {folder}: give one that holds returns.")
    return files


def _names(files: Sequence[Path], anonymous: bool) -> list[str]:
    """A name for each return's report, without its ending: no two alike, whatever the system makes of capitals."""
    taken, names = {TOTAL}, []
    for number, file in enumerate(files, start=1):
        name = f"return {number}" if anonymous else re.sub(UNSAFE, " ", file.stem)
        tries = (name if again == 1 else f"{name} {again}" for again in count(1))
        names.append(next(name for name in tries if name.casefold() not in taken))
        taken.add(names[-1].casefold())
    return names


def refuse_place(path: Path, read: Iterable[Path], endings: Sequence[str] = ENDINGS) -> None:
    """Raises Refused where a file can't be written there: for its ending, or since it is one of those that are read."""
    if path.suffix.lower() not in endings:
        said = f"ends in {path.suffix}" if path.suffix else "has no ending, and is not a folder"
        raise Refused(f"{path.name} {said}, so it is not clear how to write it: end it in {', '.join(endings)}.")
    if os.path.exists(path) and not os.path.isfile(path):
        raise Refused(f"{path.name} is there already, and is not a file that can be replaced: choose another name.")
    if any(os.path.exists(file) and os.path.exists(path) and path.samefile(file) for file in read):
        raise Refused(f"{path.name} is one of the files to read, and is never written over: choose another name.")


def refuse_folder(folder: Path) -> None:
    """Raises Refused where nothing can be written."""
    if not os.path.isdir(folder):
        raise Refused(f"there is no folder {folder}: make it first, or choose another.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as wrong:
        raise Refused(
            f"nothing can be written in the folder {folder} ({os.strerror(wrong.errno or 0)}): choose another."
        ) from wrong
