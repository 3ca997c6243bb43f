"""What there is a page about: every figure that the published tables give, or the area's own returns."""

from collections.abc import Mapping
from itertools import chain

from paramountcy.indicators.catalogue import SECTIONS, catalogue
from paramountcy.indicators.published import Published, published
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Indicator
from paramountcy.publication.site.country import Country
from paramountcy.publication.site.shape import OF_TEAMS, Subject


def subjects_of(country: Country, *, with_own: bool) -> Mapping[str, Subject]:
    """By name, in the order of the catalogue. Those counted from returns alone are there where returns are given."""
    ours = {one.name: one for one in INDICATORS if one.name not in OF_TEAMS}
    country.read_all()
    theirs = {name: of for name, of in published().items() if country.figure(name)}
    names = dict.fromkeys(chain(theirs, ours if with_own else ()))
    found = [_subject(name, theirs.get(name), ours.get(name)) for name in names]
    order = list(SECTIONS)
    found.sort(key=lambda one: (order.index(one.id[0]), int(one.id[1:])))
    return {one.name: one for one in found}


def known_as(subjects: Mapping[str, Subject]) -> dict[str, str]:
    """Each subject by what it may be called: its name, that of its file, and its place where it has one alone."""
    "alone."
    words: dict[str, str] = {}
    alone: dict[str, list[str]] = {}
    for one in subjects.values():
        words |= {one.name: one.name, one.slug: one.name}
        alone.setdefault(one.id, []).append(one.name)
    return words | {id: names[0] for id, names in alone.items() if len(names) == 1}


def _subject(name: str, theirs: Published | None, ours: Indicator | None) -> Subject:
    if ours:
        origins = tuple(f"{one.body}: {one.document}, {one.reference}" for one in ours.origins)
        unit = theirs.unit if theirs else ""
        return Subject(
            name, ours.id, ours.title, unit, ours.better, ours.asks, ours.says, ours.beside, origins, theirs, ours
        )
    assert theirs is not None
    origins = catalogue()[theirs.id].origins
    facts = (theirs.id, theirs.title, theirs.unit, theirs.better, theirs.asks, theirs.says, theirs.beside)
    return Subject(name, *facts, origins, theirs, None)
