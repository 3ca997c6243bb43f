"""`paramountcy compare`: what changed from one return to another."""

from pathlib import Path
from typing import Annotated

import typer

import paramountcy
from paramountcy.cli.options import AnonymousOption, YearOption
from paramountcy.cli.places import refuse_folder, refuse_place
from paramountcy.cli.refusals import about
from paramountcy.cli.terminal import Progress, say, wrapped
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.compare import Comparison
from paramountcy.returns.compare import compare as compare_reports
from paramountcy.returns.compare_as import ENDINGS, PARTS, heading, lines, names, sentences, write
from paramountcy.returns.report.shape import Report
from paramountcy.returns.report.visible import visible
from paramountcy.terms.year import Year

EXAMPLES = (
    "paramountcy compare june.xml july.xml",
    "paramountcy compare june.xml july.xml --out changes.csv --out changes.html",
)
SHOWN = 10
"""How many lines of a part are printed; the rest are counted."""


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier return, in XML.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later one.")],
    year: YearOption = None,
    anonymous: AnonymousOption = False,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH",
            help="Write all of it here; the ending says how: .csv, .json or .html. May be given several times.",
        ),
    ] = None,
) -> None:
    """
    Compare two returns: children gone, new and changed; findings gone, new and still there.

    Children are matched by LAchildID, rows by what they hold, and findings by rule, child and the values
    they point at. Ends with 0 when the two were compared, whatever was found in them.
    """
    for path in out or ():
        refuse_place(path, (old, new), ENDINGS)
        refuse_folder(path.parent)
    names_of = ("the old return", "the new return") if anonymous else (old.name, new.name)
    before, after = (_check(path, year, name) for path, name in zip((old, new), names_of, strict=True))
    comparison = compare_reports(before, after, CIN, without_names=anonymous)
    written = [place for path in out or () for place in write(comparison, path)]
    _say(comparison)
    for path in written:
        say(f"Written: {visible(str(path))}")


def _check(path: Path, year: Year | None, name: str) -> Report:
    with about(name), Progress(about=f"{name},") as progress:
        return paramountcy.check(path, year=str(year) if year else None, progress=progress)


def _say(comparison: Comparison) -> None:
    before, after = names(comparison)
    say(heading(comparison))
    say(f"{after} compared with {before}")
    say()
    for sentence in sentences(comparison):
        say(wrapped(sentence))
    say()
    for what, title, changes in PARTS:
        for change in changes:
            part = comparison.listing.filter(what=what, change=change)
            if len(part):
                say(title.format(change))
                for line in lines(part.head(SHOWN)):
                    say(wrapped(line, "  ", hanging=2))
                if len(part) > SHOWN:
                    say(f"  and {len(part) - SHOWN:,} more: --out changes.csv lists them all")
                say()
