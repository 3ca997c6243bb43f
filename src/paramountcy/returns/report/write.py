"""Writing a report to a file; the file's ending says how."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from paramountcy.returns.put import NotWritten, put
from paramountcy.returns.report import as_csv, people
from paramountcy.returns.report.shape import Report

FORMATS = {
    ".csv": "as_csv",
    ".json": "as_json",
    ".xlsx": "as_xlsx",
    ".parquet": "as_parquet",
    ".html": "as_html",
}


def writer(path: Path) -> Callable[[Report, BinaryIO], None]:
    """
    What writes a report to a file of this name, once it is open for bytes.

    Loads the libraries of that format only. Raises NotWritten for an ending that has no format.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        said = f"ends in {ending}" if ending else "has no ending"
        raise NotWritten(
            f"{path.name} {said}, so it is not clear how to write it: end it in .csv, .json, .xlsx, .parquet or .html."
        )
    return import_module(f"paramountcy.returns.report.{FORMATS[ending]}").write


def write(report: Report, path: Path) -> tuple[Path, ...]:
    """
    Write the report, and say what was written: the file, and for CSV also what stands beside it.

    Nobody ever finds half a report: it is written beside its place first, then moved there. A file of
    that name is replaced. Raises NotWritten for an unknown ending, or where the place can't be written to.
    """
    write_bytes = writer(path)
    put(path, lambda out: write_bytes(report, out))
    if path.suffix.lower() != ".csv":
        return (path,)
    beside = as_csv.metadata_path(path)
    put(beside, lambda out: as_csv.write_metadata(report, path.name, out))
    return path, beside


def write_by_team(report: Report, path: Path) -> tuple[Path, ...]:
    """
    Write a report for each team: findings.xlsx becomes "findings North East.xlsx" and so on.

    Raises NotWritten, and ValueError where the report has no people.
    """
    parts = people.split_by_team(report)
    names = people.file_names(list(parts))
    return tuple(
        written
        for team, part in parts.items()
        for written in write(part, path.with_name(f"{path.stem} {names[team]}{path.suffix}"))
    )
