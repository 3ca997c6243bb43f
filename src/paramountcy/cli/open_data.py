"""`paramountcy open-data`: an area's safe figures as Explore Education Statistics takes them, and a screen."""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from paramountcy import __version__
from paramountcy.cli.terminal import Progress, Refused, say, warn, wrapped
from paramountcy.returns.published.manifest import NotInStore, default_folder
from paramountcy.returns.report.visible import visible
from paramountcy.terms.authority import NoSuchAuthority

if TYPE_CHECKING:
    import polars as pl

    from paramountcy.publication.open_data.screening.shape import Finding
    from paramountcy.publication.site.area import Area
    from paramountcy.publication.site.country import Country

EXAMPLES = (
    "paramountcy open-data --area Islington --return cin-2024.xml --return cin-2025.xml --out open/",
    "paramountcy open-data --area Islington --return returns/ --previous last-year/ --out open/",
    "paramountcy open-data --area Islington --store national/ --out open/",
    "paramountcy open-data --screen referrals_2025.csv",
)


def open_data(
    *,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help="The authority, by name or code: what the release is about.")
    ] = None,
    returns: Annotated[
        list[Path] | None,
        typer.Option(
            "--return",
            metavar="FILE",
            help="Its returns: files in XML, or folders of them. Several times. Without any, the figures that are "
            "published about it are written, beside those of its region and of England.",
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The published tables, for populations; else in your own data folder."),
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The release before, as it was written: what it printed can't be taken back."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder for the files; it is made where there is none.")
    ] = None,
    screen: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Instead: screen a data file, anybody's, and the metadata beside it. Several times. Ends with 1 where "
            "one would not be taken.",
        ),
    ] = None,
) -> None:
    """
    Write an area's figures as open data, in the form that Explore Education Statistics takes.

    What is counted from returns passes through disclosure control, and nothing is written where an attack on it finds
    a number that must be held back. Every file is screened before it is written.
    """
    if screen:
        if area or returns or store or previous or out:
            raise Refused("--screen looks at files that are there: leave the other options out.")
        _screen(screen)
        return
    if not area or not out:
        raise Refused("say which area with --area, and where to with --out; or give a file to --screen.")
    if previous and not returns:
        raise Refused("--previous is the release before of figures from returns: give them with --return too.")
    _release(area, returns or [], store or default_folder(os.environ), previous, out)


def _screen(files: list[Path]) -> None:
    from paramountcy.publication.open_data.screening.pair import NotScreened
    from paramountcy.publication.open_data.screening.screen import screen

    taken = True
    for place, file in enumerate(files):
        try:
            found = screen(file)
        except NotScreened as why:
            raise Refused(f"{why}.") from why
        taken = taken and found.passes
        if place:
            say()
        say(wrapped(visible(f"{found.file}: {found.says}")))
        for verdict in ("failed", "warning", "not looked at"):
            for finding in found.of(verdict):
                _say_finding(finding)
    if not taken:
        raise typer.Exit(1)


def _say_finding(finding: "Finding") -> None:
    check = finding.check
    say()
    say(wrapped(f"{finding.verdict.capitalize()}: {check.name}. {check.requires}"))
    if not finding.faults:
        say(wrapped(f"  Columns that it looks at are missing: {', '.join(check.needs)}.", hanging=2))
    for fault in finding.faults:
        say(wrapped(visible(f"  {fault.where}: {fault.what}."), hanging=4))
    if finding.more:
        say(f"  and {finding.more:,} more.")
    if finding.faults:
        say(wrapped(f"  {check.do}", hanging=2))


def _release(asked: str, returns: list[Path], folder: Path, previous: Path | None, out: Path) -> None:
    from paramountcy.publication.open_data.times import NotOpen
    from paramountcy.publication.open_data.write import About, write
    from paramountcy.publication.site.area import area_of
    from paramountcy.publication.site.country import Country
    from paramountcy.publication.site.shape import NotPublished
    from paramountcy.returns.published.store import Store

    now = datetime.now().astimezone()
    try:
        country = Country(Store(folder))
        area = area_of(asked, on=now.date(), imagined=country.imagined)
        if returns:
            rows, told, remarks = _own(returns, area, country, previous, now)
        else:
            rows, told, remarks = _published(area, country, folder)
        about = About(area.name, now.date(), told, tuple(country.attributions()), imagined=country.imagined)
        written = write(rows, out, prefix=area.slug.replace("-", "_"), about=about)
    except (NotOpen, NotPublished, NotInStore, NoSuchAuthority) as no:
        raise Refused(f"{no}".rstrip(".") + ".") from no
    for remark in remarks:
        warn(remark)
    for sentence in told:
        say(wrapped(sentence))
    names = "1 data file" if len(written.screenings) == 1 else f"{len(written.screenings)} data files"
    say(f"Written: {names}, each with its metadata, in {visible(str(out))}")
    for one in written.screenings:
        for finding in one.of("warning"):
            warn(f"{one.file}: {finding.check.name}: {finding.faults[0].where}: {finding.faults[0].what}.")


def _own(
    returns: list[Path], area: "Area", country: "Country", previous: Path | None, now: datetime
) -> tuple["pl.DataFrame", tuple[str, ...], tuple[str, ...]]:
    """The area's own figures as they may be printed, what disclosure control did, and what else to know."""
    from paramountcy.publication.site.own import own_figures

    for path in returns:
        if not path.exists():
            raise Refused(f"there is no file or folder {path}.")
    before = _before(previous) if previous else None
    with Progress() as progress:
        own = own_figures(
            returns,
            area=area,
            on=now.date(),
            country=country,
            version=__version__,
            previous=[] if before is None else [before],
            progress=progress,
        )
    return own.printed, (own.says, own.tried), own.remarks


def _before(folder: Path) -> "pl.DataFrame":
    """What the release before printed: open data, or a site of ours."""
    from paramountcy.publication.open_data.dictionary import DICTIONARY, read_back
    from paramountcy.publication.site.folder import MANIFEST, NotOurs, printed_in

    if (folder / DICTIONARY).is_file():
        return read_back(folder)
    if (folder / MANIFEST).is_file():
        try:
            return printed_in(folder)
        except NotOurs as no:
            raise Refused(f"{no}") from no
    raise Refused(
        f"{folder.name} is no earlier release of ours: it has neither {DICTIONARY}, as open data have, nor {MANIFEST}, "
        "as a site has."
    )


def _published(
    area: "Area", country: "Country", folder: Path
) -> tuple["pl.DataFrame", tuple[str, ...], tuple[str, ...]]:
    """What is published about the area, its region and England, and how far it goes."""
    import polars as pl

    from paramountcy.indicators.published import published
    from paramountcy.publication.shape import RELEASED

    if not country.store.entries:
        raise Refused(
            f"there is nothing to write: give returns with --return, or fill the store {folder} with "
            "`paramountcy national load FOLDER`."
        )
    found = [pl.DataFrame(schema=RELEASED)]
    for name in published():
        if everywhere := country.figure(name):
            codes = (everywhere.england, everywhere.region(area.region), area.code)
            found += [everywhere.frame(code).select(list(RELEASED)) for code in codes if code]
    told = f"No returns were given: these are the figures published about {area.name}, its region and England."
    return pl.concat(found), (told,), ()
