"""The area that a site is about: the authority of that name on the day of the release, and what stood there before."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from paramountcy.returns.published.imagined import imagined_authorities, imagined_authority
from paramountcy.terms.authority import Authority, authorities, authority, successors

FIRST_FIGURES = 2013
"""The first year of which figures are published."""


@dataclass(frozen=True)
class Area:
    """
    An authority as it stands on the day of the release. `before` are those that ended when it began, whose children
    live in it now: its own figures begin with it.
    """

    authority: Authority
    before: tuple[Authority, ...] = ()
    imagined: bool = False

    @property
    def name(self) -> str:
        return self.authority.name

    @property
    def code(self) -> str:
        """Its three digits."""
        return self.authority.la_code

    @property
    def region(self) -> str:
        return self.authority.region

    @property
    def slug(self) -> str:
        """Its name as a folder bears it."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    def __str__(self) -> str:
        return self.name


def area_of(asked: str, *, on: date, imagined: bool = False) -> Area:
    """
    The authority with this name or code on a day. Raises terms.authority.NoSuchAuthority, with what is near or what
    it became.

    >>> area_of("Westmorland and Furness", on=date(2026, 4, 1)).before[0].name
    'Cumbria'
    """
    if imagined:
        return Area(imagined_authority(asked), imagined=True)
    found = authority(asked, on=on)
    return Area(found, _ended_for(on).get(found.la_code, ()))


def every_area(*, on: date, imagined: bool = False) -> tuple[Area, ...]:
    """All authorities of a day, in the order of their names."""
    if imagined:
        found = [Area(one, imagined=True) for one in imagined_authorities()]
    else:
        found = [Area(one, _ended_for(on).get(one.la_code, ())) for one in authorities(on=on)]
    return tuple(sorted(found, key=lambda one: one.name))


@cache
def _ended_for(on: date) -> dict[str, tuple[Authority, ...]]:
    """By the three digits of what stands on a day, the authorities since the first figures that became it."""
    before: dict[str, dict[str, Authority]] = {}
    for year in range(FIRST_FIGURES, on.year + 1):
        for row in authorities(on=min(date(year, 3, 31), on)):
            if row.stands(on):
                continue
            for after in successors(row, on=on):
                if after.la_code and after.la_code != row.la_code:
                    before.setdefault(after.la_code, {})[row.la_code] = row
    return {code: tuple(rows.values()) for code, rows in before.items()}
