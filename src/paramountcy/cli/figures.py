"""`paramountcy figures`: the month's report, with true counts and the children behind them."""

import os
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from paramountcy import __version__
from paramountcy.cli.options import read_year
from paramountcy.cli.places import refuse_folder, refuse_place
from paramountcy.cli.terminal import Progress, Refused, say, warn, wrapped
from paramountcy.indicators.period import Period
from paramountcy.publication.figures import words
from paramountcy.publication.figures.gather import gather
from paramountcy.publication.figures.shape import Report
from paramountcy.publication.figures.which import latest
from paramountcy.publication.figures.write import FORMATS, write
from paramountcy.publication.paper import MissingPublish
from paramountcy.record.read import NotRead, ReadReturns, read_returns
from paramountcy.returns.check import PEOPLE, text_table
from paramountcy.returns.published.manifest import MANIFEST, NotInStore, default_folder
from paramountcy.returns.report.visible import visible
from paramountcy.terms.year import Year

if TYPE_CHECKING:
    from paramountcy.returns.published.store import Store

EXAMPLES = (
    "paramountcy figures --return cin-2025.xml --return cin-2026.xml --out report.xlsx",
    "paramountcy figures returns/ --month 2026-10 --people people.csv --out report.xlsx --out board.docx",
    "paramountcy figures returns/ --year 2025-26 --store national/ --out report.html",
)
READING, MEASURING = 0.1, 0.75
"""The share of the work that is done when the returns are read, and when all is measured."""


def figures(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE|FOLDER]...", help="Returns too, as with --return; a folder stands for those in it."
        ),
    ] = None,
    *,
    returns: Annotated[
        list[Path] | None,
        typer.Option(
            "--return",
            metavar="FILE",
            help="A children in need census return of the authority, in XML, or a folder of its tables as `paramountcy "
            "convert` makes it. Several times, for several years: a re-referral needs the year before.",
        ),
    ] = None,
    out: Annotated[
        list[Path],
        typer.Option(
            metavar="PATH",
            help="Write the report here; its ending says how: .xlsx lists every child behind every figure, .docx is "
            "for managers, with two pages for a board and no child, .html is to read. May be given several times.",
        ),
    ],
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="The figures of a month, as in 2026-10.")] = None,
    quarter: Annotated[
        str | None, typer.Option(metavar="QUARTER", help="Of a quarter, as in 2026-27-Q3 for October to December.")
    ] = None,
    year: Annotated[
        Year | None,
        typer.Option(
            parser=read_year,
            metavar="YEAR",
            help="Of a collection year, as in 2025-26. Without any, the latest year that the returns tell of whole, or "
            "the latest month.",
        ),
    ] = None,
    people: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV",
            help="Who works with whom, in columns LAchildID, team, worker: figures by team, and none by worker.",
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The published tables, for rates and neighbours, as `paramountcy national load` keeps them; else "
            "those in your own data folder, where there are any.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no summary and no progress.")] = False,
) -> None:
    """
    The month's report of an authority: every figure with its interval, its trend, and the children behind it.

    Internal: it has true counts, is marked so on every page, and is not taken by `publish`. Ends with 1 where
    something of the returns could not be read, so that it is not in the report.
    """
    given = [*(returns or ()), *(files or ())]
    if not given:
        raise Refused("give at least one return: paramountcy figures --return cin-2026.xml --out report.xlsx.")
    asked = _asked(month, quarter, year)
    for path in out:
        refuse_place(path, [*given, *([people] if people else [])], tuple(FORMATS))
        refuse_folder(path.parent)
    team_table = text_table(people, PEOPLE)
    published = _store(store)
    with Progress(quiet=quiet) as progress:
        read = _read(given, progress)
        period = asked or _latest(read)
        report = gather(
            read,
            period,
            made_at=datetime.now().astimezone().replace(microsecond=0),
            version=__version__,
            people=team_table,
            store=published,
            progress=lambda step, share: progress(step, READING + (MEASURING - READING) * share),
        )
        written = []
        for at, path in enumerate(out):
            progress(f"writing {path.name}", MEASURING + (1 - MEASURING) * at / len(out))
            try:
                written.append(write(report, path))
            except MissingPublish as missing:
                raise Refused(f"{missing}.") from missing
    if not quiet:
        _say(report, written)
    for remark in read.left_out:
        warn(remark)
    if read.left_out or read.incomplete:
        raise typer.Exit(1)


def _asked(month: str | None, quarter: str | None, year: Year | None) -> Period | None:
    """The period asked for; None for the latest. Raises Refused for several, and for one that is none."""
    several = [option for option, value in (("--month", month), ("--quarter", quarter), ("--year", year)) if value]
    if len(several) > 1:
        raise Refused(f"{' and '.join(several)} can't go together: give one of them.")
    for option, text, form, example in (
        ("--month", month, r"\d{4}-\d\d", "2026-10"),
        ("--quarter", quarter, r"\d{4}-\d\d-Q[1-4]", "2026-27-Q3"),
    ):
        if text is None:
            continue
        try:
            period = Period.of(text)
        except ValueError:
            period = None
        if period is None or not re.fullmatch(form, text, re.ASCII) or period.name == str(period.year):
            raise Refused(f"{option} {visible(text[:40])!r} is none: write it like {example}.")
        return period
    return Period.of(year) if year else None


def _read(given: list[Path], progress: Progress) -> ReadReturns:
    try:
        return read_returns(given, progress=lambda step, share: progress(step, READING * share))
    except NotRead as no:
        raise Refused(visible(str(no))) from no


def _latest(read: ReadReturns) -> Period:
    try:
        return latest(read.record)
    except ValueError as no:
        raise Refused(f"{no}.") from no


def _store(folder: Path | None) -> "Store | None":
    """The published tables named, or those in the user's own folder; None where nothing is there and none was named."""
    from paramountcy.returns.published.store import Store

    place = folder or default_folder(os.environ)
    if folder is None and not (place / MANIFEST).is_file():
        return None
    try:
        found = Store(place)
    except NotInStore as no:
        raise Refused(f"{no}.") from no
    if folder is not None and not found.entries:
        raise Refused(f"there are no published tables in {place}: load them with `paramountcy national load`.")
    return found


def _say(report: Report, written: list[Path]) -> None:
    say(words.INTERNAL)
    say(visible(words.title(report.head.area, report.head.period)))
    for part in report.summary:
        say()
        say(f"{part.heading}:")
        for sentence in part.says:
            say(wrapped(visible(sentence), "  ", hanging=2))
    if report.remarks:
        say()
        say("Before trusting the counts:")
        for remark in report.remarks:
            say(wrapped(visible(remark), "  ", hanging=2))
    say()
    for path in written:
        say(f"Written: {visible(str(path))}")
