"""`paramountcy national`: the published tables of England, loaded, fetched and asked."""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from paramountcy.cli.terminal import Progress, Refused, say, warn, wrapped
from paramountcy.returns.published.manifest import FETCHING, Entry, NotInStore, default_folder, refuse_foreign
from paramountcy.returns.published.service import BASE, NotFetched, Service
from paramountcy.returns.published.shape import SYMBOLS, NotPublished
from paramountcy.returns.report.visible import visible

if TYPE_CHECKING:
    from paramountcy.returns.published.store import Store

EXAMPLES = (
    "paramountcy national load downloads/",
    "paramountcy national show",
    "paramountcy national show referral_rate --area Islington --area England",
    'paramountcy national fetch --search "children in need"',
    "paramountcy national fetch 7588c2d6-9e8a-4d84-8f19-6b8d52a01fbd",
)
ONLY = {
    "load": ("files or folders with published tables", ()),
    "fetch": ("the ID of a data set", ("--service", "--version", "--pages", "--search")),
    "show": ("a measure or a table", ("--area", "--year", "--version")),
}
"""What each action takes, and which options it has beside --store."""


def national(
    action: Annotated[
        Literal["load", "fetch", "show"],
        typer.Argument(
            metavar="ACTION",
            help="load: read downloaded tables into the store. fetch: get them from the statistics service. show: what "
            "is in the store, or a measure from it.",
        ),
    ],
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WHAT",
            help="For load, files in CSV or folders of them. For fetch, IDs of data sets. For show, a measure, a table "
            "to list its measures, or nothing to list the tables.",
        ),
    ] = None,
    *,
    store: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the store is; else in your own data folder.")
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(metavar="AREA", help="For show: an authority, region or England, by name or code. Several times."),
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option(metavar="YEAR", help="For show: a year, as in 2025. Several times.")
    ] = None,
    version: Annotated[
        str | None,
        typer.Option(
            metavar="VERSION",
            help="For fetch, the version of the data set, as in 2.0; else its latest. For show, the release, as in "
            "2013_to_2024; else the one that goes furthest.",
        ),
    ] = None,
    service: Annotated[
        str | None, typer.Option(metavar="URL", help=f"For fetch: where the service is. Default: {BASE}.")
    ] = None,
    pages: Annotated[
        bool,
        typer.Option(
            "--pages",
            help="For fetch: page by page. Slower, but goes on after a break that the file has to start anew.",
        ),
    ] = False,
    search: Annotated[
        str | None, typer.Option(metavar="WORDS", help="For fetch: list data sets of publications with these words.")
    ] = None,
) -> None:
    """
    The published tables of England: load them, fetch them, ask them.

    Load and show use no network. Fetch speaks to the Department for Education's Explore Education Statistics
    service, and nothing about a child is sent. What was published with a symbol in place of a number keeps it.
    """
    given = {
        "--area": area,
        "--year": year,
        "--version": version,
        "--service": service,
        "--pages": pages,
        "--search": search,
    }
    for option, value in given.items():
        if value and option not in ONLY[action][1]:
            raise Refused(f"`paramountcy national {action}` has no {option}.")
    if not what and action != "show" and not search:
        raise Refused(f"`paramountcy national {action}` needs {ONLY[action][0]}.")
    folder = store or default_folder(os.environ)
    try:
        if action == "load":
            _load([Path(text) for text in what or ()], folder)
        elif search:
            if what:
                raise Refused("either search, or fetch by ID: both at once make no sense.")
            _search(Service(service or BASE), search)
        elif action == "fetch":
            _fetch(Service(service or BASE), what or [], folder, version or "", pages=pages)
        elif what:
            for name in what:
                _show(name, folder, area or [], year or [], version or "")
        elif area or year or version:
            raise Refused("name a measure to show: `paramountcy national show` alone lists the tables that have them.")
        else:
            _list(folder)
    except (NotInStore, NotFetched, NotPublished) as no:
        raise Refused(f"{no}.") from no


def _load(given: list[Path], folder: Path) -> None:
    from paramountcy.returns.published.keep import load, tables_in

    files = []
    for path in given:
        if not path.exists():
            raise Refused(f"there is no file or folder {path}.")
        files += tables_in(path) if path.is_dir() else [path]
    with Progress() as progress:
        loaded = load(files, folder, at=datetime.now().astimezone(), progress=progress)
    _say_loaded(loaded.entries, {entry.key for entry in loaded.replaced}, folder)
    for left in loaded.left:
        warn(f"not loaded: {left.file}: {left.said}.")
    if not loaded.entries:
        raise Refused("nothing was loaded: give the published tables in CSV, as downloaded.")


def _say_loaded(entries: tuple[Entry, ...], replaced: set[tuple[str, str]], folder: Path) -> None:
    for entry in entries:
        instead = ", in place of the one before" if entry.key in replaced else ""
        name = f"{entry.data_set} {entry.version}".strip()
        say(f"Loaded: {name}, {entry.rows:,} rows from {visible(entry.source.name)}{instead}")
        for note in entry.notes:
            warn(f"{visible(entry.source.name)}: {note}.")
    if entries:
        say(f"Store: {visible(str(folder))}")


def _search(service: Service, words: str) -> None:
    from paramountcy.returns.published.fetch import search

    found = search(service, words)
    for one in found:
        span = f", {one.first} to {one.last}" if one.first else ""
        say(wrapped(f"{one.id}  {visible(one.title)} (version {one.version}, {one.rows:,} rows{span})", hanging=38))
    if not found:
        raise Refused(f"the service has no publication with {words!r} in its title that has data sets.")


def _fetch(service: Service, ids: list[str], folder: Path, version: str, *, pages: bool) -> None:
    from paramountcy.returns.published.fetch import fetch, offered
    from paramountcy.returns.published.keep import keep, read_fetched

    if version and len(ids) > 1:
        raise Refused("--version is of one data set: fetch them one by one.")
    refuse_foreign(folder)
    for code in ids:
        one = offered(service, code, version)
        with Progress(about=one.title) as progress:
            came = fetch(service, one, folder / FETCHING, pages=pages, progress=progress)
        entries, replaced = keep([read_fetched(came)], folder, at=datetime.now().astimezone())
        _say_loaded(entries, {entry.key for entry in replaced}, folder)


def _list(folder: Path) -> None:
    from paramountcy.returns.published.store import Store

    store = Store(folder)
    if not store.entries:
        raise Refused(f"there is nothing in the store {folder} yet: fill it with `paramountcy national load FOLDER`.")
    width = max(len(entry.data_set) for entry in store.entries)
    for entry in store.entries:
        version = f" (version {entry.source.service_version} of the service)" if entry.source.service_version else ""
        say(
            wrapped(
                visible(
                    f"{entry.data_set:<{width}}  {entry.version:<12}  {entry.title}: {entry.rows:,} rows, loaded "
                    f"{entry.loaded[:10]} from {entry.source.name}{version}"
                ),
                hanging=width + 16,
            )
        )
    say()
    tables = "1 table" if len(store.entries) == 1 else f"{len(store.entries):,} tables"
    say(f"{tables}, {len(store.measures):,} measures, in {visible(str(folder))}")
    for line in sorted({entry.attribution for entry in store.entries}):
        say(wrapped(visible(line)))


def _show(name: str, folder: Path, areas: list[str], years: list[int], version: str) -> None:
    from paramountcy.returns.published.store import Store

    store = Store(folder)
    if tables := [entry for entry in store.entries if entry.data_set == name and version in ("", entry.version)]:
        if areas or years:
            raise Refused(f"{name} is a table: name one of its measures to show it for an area or a year.")
        _measures(store, tables[-1])
        return
    answer = store.measure(name, areas=areas, years=years, version=version)
    if answer.figures.is_empty():
        raise Refused(f"there is no figure of {name} for that. {' '.join(f'{note}.' for note in answer.notes)}".strip())
    say(visible(answer.label))
    for row in answer.figures.iter_rows(named=True):
        narrowed = f"  {visible(row['breakdown'])}" if row["breakdown"] else ""
        say(f"{visible(row['time_period']):<8}  {visible(row['area']):<30}  {_figure(row)}{narrowed}")
    used = sorted(set(answer.figures["status"]) & set(SYMBOLS))
    say()
    for symbol in used:
        say(wrapped(f"{symbol}: {SYMBOLS[symbol]}.", hanging=3))
    for note in answer.notes:
        say(wrapped(visible(note if note.endswith(".") else f"{note}.")))
    say(wrapped(visible(answer.attribution)))


def _measures(store: "Store", entry: Entry) -> None:
    """The measures of a table, with the words for them."""
    width = min(max((len(name) for name in entry.measures), default=0), 50)
    for name in entry.measures:
        say(wrapped(visible(f"{name:<{width}}  {store.words(name)[0]}"), hanging=width + 2))
    say()
    say(f"{len(entry.measures):,} measures of {entry.data_set} {entry.version}, {entry.title}")


def _figure(row: dict[str, object]) -> str:
    """A figure as it was printed, or the symbol in its place."""
    if row["value"] is None:
        return f"{row['status']:>12}"
    mark = "  computed" if row["status"] == "computed" else ""
    return f"{row['value']:>12,.10g}{mark}"
