"""
Paramountcy: software for England's child protection system.

>>> import paramountcy as p
>>> report = p.check("return.xml")          # doctest: +SKIP
>>> report.findings                         # doctest: +SKIP
>>> p.indicators(p.record("return.xml"), "2024-25").figures     # doctest: +SKIP
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paramountcy.returns.report.shape import Report

__version__ = "0.1.0"


def check(
    path: str | Path,
    *,
    year: str | None = None,
    rules: Sequence[str] = (),
    to: date | None = None,
    people: str | Path | None = None,
    accepted: str | Path | None = None,
    anonymous: bool = False,
    structure_only: bool = False,
    engine: str = "polars",
    progress: Callable[[str, float], None] | None = None,
) -> "Report":
    """
    Check a children in need census return: read the XML file, judge it by every rule of its year.

    `year` is written like "2025-26"; without it the file's own is taken. `rules` are codes, all
    where none are given. `to` makes it a part-year check as at that day. `people` is a CSV file of
    LAchildID, team, worker; `accepted` one of rule, child, reason, by, date, whose queries are
    listed apart. An `anonymous` report has numbers for children and years for dates of birth.

    Gives a Report: `findings` is a Polars frame with a row for each row at fault (columns finding,
    rule, severity, child, table, row, line, fields, values, message), `rules` one with a row a rule
    (rule, severity, outcome, findings, children, message, requirement, note, confirmed), `tables` the
    return's own, as sent.

    Raises returns.shape.Unreadable for a file that is not a return, returns.check.NotChecked for one
    that can't be judged as asked (no year, no rules for it, a file of people without its columns),
    ValueError for a year that is none, and returns.judge.OurFault when a rule fails to run. Each
    message is a sentence.
    """
    from paramountcy.returns.check import check as check_file
    from paramountcy.returns.cin.census import CENSUS
    from paramountcy.terms.year import Year

    report = check_file(
        path,
        CENSUS,
        at=datetime.now().astimezone().replace(microsecond=0),
        version=__version__,
        year=Year.of(year) if year else None,
        rules=rules,
        to=to,
        people=people,
        accepted=accepted,
        structure_only=structure_only,
        engine=engine,
        progress=progress,
    )
    if anonymous:
        from paramountcy.returns.report.anonymous import anonymous as without_names

        report = without_names(report, CENSUS.kind)
    return report


def __getattr__(name: str) -> ModuleType:
    """The rooms that answer when they are called, loaded when they are first named: `record` and `indicators`."""
    if name in ("indicators", "record"):
        return import_module(f"paramountcy.{name}")
    raise AttributeError(f"module 'paramountcy' has no attribute {name!r}")


__all__ = ["__version__", "check", "indicators", "record"]
