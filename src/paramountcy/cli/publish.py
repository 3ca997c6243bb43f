"""`paramountcy publish`: the site of an area, ready to be put on the web."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from paramountcy.cli.terminal import Progress, Refused, say, warn
from paramountcy.returns.published.manifest import default_folder
from paramountcy.returns.report.visible import visible

EXAMPLES = (
    "paramountcy publish --area Islington --out site/",
    "paramountcy publish --area Islington --return cin-2024.xml --return cin-2025.xml --out site/",
    "paramountcy publish --area Islington --answers answers.csv --list our-list.csv --out site/",
    "paramountcy publish --area Islington --pdf --out site/",
    "paramountcy publish --area all --out england/",
)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").astimezone().date()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day: write it year first, as in 2026-04-01.") from None


def publish(
    *,
    area: Annotated[
        str, typer.Option(metavar="AREA", help="An authority by name or code, or `all` for a site for each of them.")
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", help="Where to write it. An earlier site there is replaced; other files never are."
        ),
    ],
    returns: Annotated[
        list[Path] | None,
        typer.Option(
            "--return", metavar="FILE", help="A children in need census return of the area, of any year. Several times."
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the published tables are; else in your own data folder."),
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="The area's own answers: indicator, text, source, date."),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="An earlier site of the area: nothing may be worked out from both together."),
    ] = None,
    reviewed: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Which young people read the children's page, and what was changed."),
    ] = None,
    neighbours: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="Which list of statistical neighbours comes first: 2025, else 2021."),
    ] = None,
    own_list: Annotated[
        Path | None,
        typer.Option(
            "--list", metavar="CSV", help="The area's own list of areas to be set beside, in a column `area`."
        ),
    ] = None,
    made_on: Annotated[
        date | None,
        typer.Option(parser=_day, metavar="DATE", help="The day of the release, as in 2026-04-01; else today."),
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also as one document to print and post: release.pdf (PDF/UA), in the site.")
    ] = False,
) -> None:
    """
    Publish what may be known of an area: sentences, charts, tables and files, as a folder of plain pages.

    Counts that are too small to print are held back, and what would give them away. Then a program tries to work them
    out from all that is printed; where it finds one, nothing is written.
    """
    from paramountcy.publication.site import NotPublished
    from paramountcy.publication.site import publish as write

    try:
        with Progress() as progress:
            written = write(
                area,
                out,
                made_on=made_on or datetime.now().astimezone().date(),
                store=store or default_folder(os.environ),
                returns=returns or (),
                answers=answers,
                previous=previous,
                reviewed=reviewed,
                own_list=own_list,
                neighbours=neighbours or 0,
                workers=os.cpu_count() or 1,
                with_pdf=pdf,
                progress=progress,
            )
    except NotPublished as no:
        raise Refused(f"{no}") from no
    for text in written.warnings:
        warn(text)
    areas = f" of {written.areas} areas" if written.areas > 1 else ""
    say(f"Written: {written.pages:,} pages{areas} in {visible(str(out))}")
    say(f"Open: {visible(str(out / 'index.html'))}")
