"""Gathering a release: the area, what is published of it, its own figures once they are let out, and what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from paramountcy.publication.children.reviewed import NotReviewed, Review, read_reviews
from paramountcy.publication.figures.mark import is_internal
from paramountcy.publication.site.area import Area, area_of, every_area
from paramountcy.publication.site.counting import Progress
from paramountcy.publication.site.country import Country
from paramountcy.publication.site.given import NO_ANSWERS, Answers, NotUsable, read_answers, read_list
from paramountcy.publication.site.own import own_figures
from paramountcy.publication.site.shape import Earlier, NotPublished, Own, Release, Subject
from paramountcy.publication.site.subjects import known_as, subjects_of
from paramountcy.returns.published.manifest import NotInStore
from paramountcy.returns.published.store import Store
from paramountcy.terms.authority import Authority, NoSuchAuthority

VINTAGE = 2025
"""The list of statistical neighbours that comes first, where no other is asked for."""


def open_country(folder: Path) -> Country:
    """The published tables of a store. Raises NotPublished where there are none."""
    try:
        store = Store(folder)
    except NotInStore as why:
        raise NotPublished(f"{why}.") from why
    if not store.entries:
        raise NotPublished(
            f"there are no published tables in {folder}, and a release sets an area beside them: load them first with "
            "`paramountcy national load FOLDER`, or give their store with --store."
        )
    return Country(store)


def find_area(asked: str, country: Country, *, on: date) -> Area:
    """The area of a release. Raises NotPublished, with what is near or what it became."""
    try:
        return area_of(asked, on=on, imagined=country.imagined)
    except NoSuchAuthority as why:
        raise NotPublished(f"{why}.".replace("?.", "?")) from why


def gather(
    area: Area,
    country: Country,
    *,
    made_on: date,
    version: str,
    returns: Sequence[Path] = (),
    answers: Path | None = None,
    reviewed: Path | None = None,
    own_list: Path | None = None,
    vintage: int = 0,
    previous: Sequence[pl.DataFrame] = (),
    earlier: Sequence[Earlier] = (),
    progress: Progress | None = None,
    workers: int = 1,
) -> Release:
    """
    All that the pages of an area are made of. `previous` are the rows that earlier releases printed,
    the newest first.

    Raises NotPublished where something that was given can't be used, or where the figures can't be let out.
    """
    refuse_internal([*returns, *(path for path in (answers, reviewed, own_list) if path)])
    own: Own | None = None
    if returns:
        own = own_figures(
            returns,
            area=area,
            on=made_on,
            country=country,
            version=version,
            previous=previous,
            progress=progress,
            workers=workers,
        )
    release = bare(area, country, made_on=made_on, version=version, vintage=vintage, own=own)
    release = replace(
        release,
        answers=_answers(answers, release.subjects, made_on),
        listed=_listed(own_list, area, made_on),
        reviews=_reviews(reviewed),
        earlier=tuple(earlier),
    )
    if not has_figures(release):
        raise NotPublished(
            f"the published tables have no figure of {area.name} in any year, so there is nothing to publish: give its "
            "returns, or load the tables that have it with `paramountcy national load`."
        )
    return release


def bare(
    area: Area, country: Country, *, made_on: date, version: str, vintage: int = 0, own: Own | None = None
) -> Release:
    """A release with the figures alone, before the area has said anything itself."""
    return Release(
        area=area,
        made_on=made_on,
        version=version,
        country=country,
        subjects=subjects_of(country, with_own=own is not None),
        own=own,
        vintage=_vintage(vintage, country),
        peers=_peers(area, made_on),
    )


def has_figures(release: Release) -> bool:
    """Whether any figure of the area is given at all."""
    return release.printed["value"].null_count() < release.printed.height


def again(release: Release, area: Area) -> Release:
    """The release of another area from the same published tables, made on the same day."""
    return replace(release, area=area, peers=_peers(area, release.made_on), listed=())


def refuse_internal(paths: Sequence[Path]) -> None:
    """Raises NotPublished for a month's report: it holds true counts, and was never to leave the authority."""
    for path in paths:
        if path.is_file():
            try:
                internal = is_internal(path)
            except OSError:
                continue
            if internal:
                raise NotPublished(
                    f"{path.name} is an internal report with true counts, and is never published: give the returns "
                    f"that "
                    "it was made from."
                )


def _answers(path: Path | None, subjects: Mapping[str, Subject], by: date) -> Answers:
    if path is None:
        return NO_ANSWERS
    try:
        return read_answers(path, known=known_as(subjects), by=by)
    except NotUsable as why:
        raise NotPublished(f"{why}") from why


def _listed(path: Path | None, area: Area, on: date) -> tuple[Authority, ...]:
    if path is None:
        return ()
    try:
        return read_list(path, on=on, without=area.authority, imagined=area.imagined)
    except NotUsable as why:
        raise NotPublished(f"{why}") from why


def _reviews(path: Path | None) -> tuple[Review, ...]:
    if path is None:
        return ()
    try:
        return read_reviews(path)
    except NotReviewed as why:
        raise NotPublished(f"{why}.") from why


def _vintage(asked: int, country: Country) -> int:
    """The list that comes first. Raises NotPublished where one is asked for that is not there."""
    there = country.vintages
    if asked and asked not in there:
        lists = " and ".join(f"{vintage}" for vintage in there)
        known = f"it has {lists}" if there else "it has none"
        raise NotPublished(
            f"the store has no list of statistical neighbours of {asked}, {known}: load it with `paramountcy national "
            "load`, or leave --neighbours out."
        )
    return asked or (VINTAGE if VINTAGE in there or not there else there[0])


def _peers(area: Area, on: date) -> tuple[Authority, ...]:
    """The other authorities of the area's region."""
    everyone = every_area(on=on, imagined=area.imagined)
    return tuple(one.authority for one in everyone if one.region == area.region and one.code != area.code)
