"""`paramountcy check`: the main job."""

from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

import paramountcy
from paramountcy.cli import terminal
from paramountcy.cli.options import AnonymousOption, DayOption, YearOption, codes
from paramountcy.cli.places import ENDINGS, Job, plan
from paramountcy.cli.refusals import explain, reason
from paramountcy.cli.terminal import Progress, Refused
from paramountcy.cli.total import Total
from paramountcy.returns.check import ACCEPTANCES, PEOPLE, text_table
from paramountcy.returns.report.shape import Report
from paramountcy.returns.report.visible import visible
from paramountcy.returns.report.write import write, write_by_team

Format = StrEnum("Format", [ending.removeprefix(".") for ending in ENDINGS])
EXAMPLES = (
    "paramountcy check return.xml",
    "paramountcy check return.xml --out findings.xlsx --out report.html",
    "paramountcy check return.xml --to 2025-10-31 --accepted accepted.csv",
    "paramountcy check return.xml --people people.csv --split team --out findings.xlsx",
    "paramountcy check returns/ --out reports/ --as xlsx",
    "paramountcy check return.xml --anonymous --out for-help.html",
)


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE|FOLDER", help="Returns in XML; a folder stands for every .xml in it.")
    ],
    *,
    year: YearOption = None,
    rules: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Judge by these rules only, as in 8736,8772.")
    ] = None,
    to: DayOption = None,
    people: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV", help="Who works with whom, in columns LAchildID, team, worker: findings by team and worker."
        ),
    ] = None,
    accepted: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV",
            help="Explained queries, in columns rule, child, reason, by, date: listed apart, not counted.",
        ),
    ] = None,
    anonymous: AnonymousOption = False,
    structure_only: Annotated[
        bool, typer.Option("--structure-only", help="Check how the file is built, and run no rule.")
    ] = False,
    engine: Annotated[
        Literal["polars", "duckdb", "spark"], typer.Option(help="What evaluates the rules; the latter two are extras.")
    ] = "polars",
    out: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH",
            help="Write the report here; its ending says how: .csv, .json, .xlsx, .parquet or .html. May be given "
            "several times. A folder gets a report for each return, and total.csv with the findings of all. A file of "
            "the same name is replaced, but never one that the check reads.",
        ),
    ] = None,
    formats: Annotated[
        list[Format] | None,
        typer.Option("--as", help="Which reports to write in a folder; else csv and html. May be given several times."),
    ] = None,
    split: Annotated[
        Literal["team"] | None,
        typer.Option(help="Write a workbook for each team, beside the .xlsx of --out. Needs --people."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary and no progress.")] = False,
) -> None:
    """
    Check children in need census returns: what is wrong, where, and what to do.

    Prints a summary, and writes reports where you ask for them. They hold children's personal data,
    unless they are anonymous.
    """
    if structure_only and (rules or to):
        raise Refused("--structure-only runs no rule: leave --rules and --to out, or --structure-only.")
    if split and (not people or anonymous):
        raise Refused("--split team needs --people people.csv, and can't go with --anonymous, which leaves out teams.")
    if people and anonymous:
        terminal.warn("teams and workers are left out of an anonymous report.")
    for path, columns in ((people, PEOPLE), (accepted, ACCEPTANCES)):
        text_table(path, columns)  # refused before the work begins
    todo = plan(files, out or (), formats or (), by_team=bool(split), anonymous=anonymous, also_read=(people, accepted))
    several = len(todo.jobs) > 1
    ends: list[int] = []
    with ExitStack() as stack:
        totals = [stack.enter_context(Total(path, anonymous=anonymous)) for path in todo.totals]
        for number, job in enumerate(todo.jobs, start=1):
            about = f"{number} of {len(todo.jobs)}: {job.shown}," if several else ""
            try:
                with Progress(quiet=quiet, about=about) as progress:
                    report = paramountcy.check(
                        job.file,
                        year=str(year) if year else None,
                        rules=codes(rules or ()),
                        to=to,
                        people=people,
                        accepted=accepted,
                        anonymous=anonymous,
                        structure_only=structure_only,
                        engine=engine,
                        progress=progress,
                    )
                    written = _write(report, job, totals)
            except BaseException as wrong:
                if isinstance(wrong, SystemExit | KeyboardInterrupt):
                    raise
                ends.append(explain(wrong, job.shown))
                why = reason(wrong) or "This is a fault of Paramountcy, not of the file."
                for total in totals:
                    total.add_not_checked(job.shown, why)
                continue
            ends.append(report.exit_code)
            if not quiet:
                _say(report, written, job.shown if several else "")
    if several and not quiet:
        terminal.say(_together(ends))
    for path in todo.totals if not quiet else ():
        terminal.say(f"Written: {visible(str(path))}")
    raise typer.Exit(max(ends))


def _write(report: Report, job: Job, totals: list[Total]) -> list[Path]:
    written = [path for place in job.reports for path in write(report, place)]
    written += [path for place in job.by_team for path in write_by_team(report, place)]
    for total in totals:
        total.add(job.shown, report)
    return written


def _say(report: Report, written: list[Path], name: str) -> None:
    from paramountcy.returns.report.summary import summary

    if name:
        terminal.say(f"== {visible(name)} ==")
    terminal.show(summary(report))
    terminal.say()
    for path in written:
        terminal.say(f"Written: {visible(str(path))}")
    if name and written:
        terminal.say()


def _together(ends: list[int]) -> str:
    """
    >>> _together([0, 1, 2, 0])
    '4 returns: 2 without errors, 1 with errors or structure findings, 1 not checked.'
    """
    said = {
        "without errors": ends.count(0),
        "with errors or structure findings": ends.count(1),
        "not checked": sum(end > 1 for end in ends),
    }
    return f"{len(ends):,} returns: {', '.join(f'{number:,} {what}' for what, number in said.items() if number)}."
