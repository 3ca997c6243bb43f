"""
Publishing: from the name of an area to a folder that can be put on the web.

The one function of this room that others call. Nothing is written before all figures have passed disclosure control
and the attack on them; and then a folder is replaced whole, or left as it was.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from paramountcy.publication.look.build import NotBuilt
from paramountcy.publication.look.pages import stylesheet
from paramountcy.publication.paper import MissingPublish
from paramountcy.publication.site.area import Area, every_area
from paramountcy.publication.site.country import Country
from paramountcy.publication.site.folder import (
    MANIFEST,
    NotOurs,
    printed_in,
    read_manifest,
    refuse_foreign,
    replacing,
    seal,
)
from paramountcy.publication.site.gather import again, bare, find_area, gather, has_figures, open_country
from paramountcy.publication.site.shape import Earlier, NotPublished, Release
from paramountcy.publication.site.write import Written, write_areas, write_release

Progress = Callable[[str, float], None]
ALL = "all"
"""Given for the area: a site for each authority that has figures, from published tables alone."""


@dataclass(frozen=True)
class Made:
    """When a release is made, by which version, and which list of neighbours comes first (0: the usual)."""

    on: date
    version: str
    vintage: int


@dataclass(frozen=True)
class Before:
    """What was published before: its rows about the area, the newest first, and which releases there were."""

    printed: tuple[pl.DataFrame, ...] = ()
    earlier: tuple[Earlier, ...] = ()


def publish(
    area: str,
    out: str | Path,
    *,
    made_on: date,
    store: str | Path,
    returns: Sequence[str | Path] = (),
    answers: str | Path | None = None,
    previous: str | Path | None = None,
    reviewed: str | Path | None = None,
    own_list: str | Path | None = None,
    neighbours: int = 0,
    version: str = "",
    workers: int = 1,
    with_pdf: bool = False,
    progress: Progress | None = None,
) -> Written:
    """
    Write the site of an area into the folder `out`, which is replaced whole; of "all" areas, one folder for each.

    `store` is the folder of the published tables, `returns` the area's own children in need census returns. `answers`
    is a CSV file of indicator, text, source and date; `own_list` one of areas to be set beside; `reviewed` which
    young people have read the page for children. `previous` is the folder of an earlier site of the area: what it
    printed is known to the attacker, as is what an earlier site in `out` printed. `neighbours` is the list of
    statistical neighbours that comes first, 2021 or 2025. With `workers`, the areas of "all" are shared among so many
    processes, and the returns of one are judged by a second; a script that asks for more than one must guard its own
    start, as multiprocessing has it. `with_pdf` adds the whole as one document (PDF/UA) to the site of one area.

    Raises NotPublished, with a sentence, where anything given can't be used, or where the attack on the figures finds a
    count that is held back; then nothing was written.
    """
    from paramountcy import __version__

    folder = Path(out)
    optional = [None if path is None else Path(path) for path in (answers, reviewed, own_list)]
    try:
        refuse_foreign(folder)
        stylesheet()
        country = open_country(Path(store))
        version = version or __version__
        if area.strip().lower() == ALL:
            _refuse_own(returns, *optional, previous)
            if with_pdf:
                raise NotPublished("a PDF is of one area: give its name with --area.")
            about = Made(made_on, version, neighbours)
            return _publish_all(country, folder, about, max(1, workers), progress)
        one = find_area(area, country, on=made_on)
        before = _before(one, folder, Path(previous) if previous else None)
        release = gather(
            one,
            country,
            returns=[Path(path) for path in returns],
            answers=optional[0],
            reviewed=optional[1],
            own_list=optional[2],
            previous=before.printed,
            earlier=before.earlier,
            made_on=made_on,
            version=version,
            vintage=neighbours,
            progress=_part(progress, 0.0, 0.5 if returns else 0.3),
            workers=workers,
        )
        with replacing(folder) as making:
            part = _part(progress, 0.5 if returns else 0.3, 1.0)
            pages = write_release(release, making, with_pdf=with_pdf, progress=part)
        return Written(folder, pages, 1, release.answers.warnings)
    except (NotOurs, NotBuilt, MissingPublish) as why:
        raise NotPublished(f"{why}") from why


def _publish_all(country: Country, folder: Path, made: Made, workers: int, progress: Progress | None) -> Written:
    """A folder for each area that has any figure, and a page that lists them by name."""
    if (folder / MANIFEST).is_file() and read_manifest(folder).get("kind") != "areas":
        raise NotPublished(f"{folder.name} holds the site of one area: give another folder for those of all.")
    say = progress or (lambda step, share: None)
    areas = every_area(on=made.on, imagined=country.imagined)
    done: dict[str, int] = {}
    with replacing(folder) as making:
        for area, pages in _write_each(country, areas, making, made, workers):
            done[area.code] = pages
            say(f"writing {area.name}", len(done) / len(areas))
        there = [area for area in areas if done[area.code]]
        if not there:
            raise NotPublished("the published tables have no figure of any area: load those of authorities.")
        write_areas(there, country, made.on, making)
        about = {"kind": "areas", "made_on": made.on.isoformat(), "software": f"Paramountcy {made.version}"}
        seal(making, about, [area.slug for area in there])
    without = [area.name for area in areas if not done[area.code]]
    warnings = (f"No published figure at all, and so no site: {', '.join(without)}.",) if without else ()
    return Written(folder, 1 + sum(done.values()), len(there), warnings)


def _write_each(
    country: Country, areas: Sequence[Area], making: Path, made: Made, workers: int
) -> Iterator[tuple[Area, int]]:
    """Each area with the number of its pages, 0 where it has no figure; by several processes where there are."""
    if workers == 1:
        first = bare(areas[0], country, made_on=made.on, version=made.version, vintage=made.vintage)
        yield from ((area, _write_one(first, area, making)) for area in areas)
        return
    # Spawned, not forked: the threads of Polars do not survive a fork.
    begin = (country.store.folder, areas[0], made)
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin, initargs=begin) as pool:
        tasks = {pool.submit(_write_here, area, making): area for area in areas}
        try:
            for task in as_completed(tasks):
                yield tasks[task], task.result()
        except BrokenProcessPool as wrong:
            raise NotPublished(
                "one of the processes that wrote pages was ended from outside, so nothing was published: there may not "
                "be enough memory for several. Try again with less else running."
            ) from wrong
        finally:
            pool.shutdown(cancel_futures=True)


def _write_one(first: Release, area: Area, making: Path) -> int:
    """The pages of one area, from the tables of a release that is already there."""
    release = again(first, area)
    if not has_figures(release):
        return 0
    place = making / area.slug
    place.mkdir()
    return write_release(release, place)


_OWN: list[Release] = []
"""In a process that writes some of the areas: a release with the published tables, which it reads for itself, once."""


def _begin(store: Path, area: Area, made: Made) -> None:
    _OWN.append(bare(area, open_country(store), made_on=made.on, version=made.version, vintage=made.vintage))


def _write_here(area: Area, making: Path) -> int:
    return _write_one(_OWN[0], area, making)


def _before(area: Area, folder: Path, previous: Path | None) -> Before:
    """
    What is known of the area from earlier releases: the one that is to be replaced, and the one named. What was printed
    once stays known.
    """
    rows: list[pl.DataFrame] = []
    earlier: dict[str, Earlier] = {}
    places = [folder] if (folder / MANIFEST).is_file() else []
    if previous is not None:
        places = [*places, previous] if previous.resolve() != folder.resolve() else places
    for place in places:
        about = read_manifest(place)
        if about.get("area_code") != area.code:
            what = about.get("area", "several areas")
            raise NotPublished(
                f"{place.name} is the site of {what}, and this one is about {area.name}: give the folder of an earlier "
                f"release of {area.name}."
            )
        rows.append(printed_in(place))
        for one in (*about.get("earlier", ()), {"made_on": about["made_on"], "years": _years(about["returns"])}):
            earlier[one["made_on"]] = Earlier(one["made_on"], one["years"])
    listed = tuple(earlier[day] for day in sorted(earlier))
    return Before(tuple(rows), listed)


def _years(returns: Sequence[str]) -> str:
    return f"with own figures of {', '.join(returns)}" if returns else "of published tables alone"


def _refuse_own(returns: Sequence[str | Path], *others: str | Path | None) -> None:
    """Raises NotPublished for what is one area's where all are asked for."""
    if returns or any(other is not None for other in others):
        raise NotPublished(
            "returns, answers, reviews, a list of areas and an earlier release are one authority's own: give its name "
            "with --area, or leave them out for all."
        )


def _part(progress: Progress | None, begin: float, end: float) -> Progress | None:
    """Progress of a part of the work as that of the whole."""
    return None if progress is None else lambda step, share: progress(step, begin + (end - begin) * share)
