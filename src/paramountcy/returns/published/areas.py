"""
Which area a printed row is about: its level, and its codes on the day that the figures are about.

Publishers spell levels in several ways, print Inner and Outer London beside London as if they were regions, and give
an authority sometimes the nine-character code of the time and sometimes today's. The three-digit code is what holds.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from paramountcy.returns.published.imagined import imagined_area
from paramountcy.returns.published.shape import AUTHORITY, DISTRICT, NATIONAL, REGIONAL
from paramountcy.terms.authority import FIRST_DAY, Authority, NoSuchAuthority, authorities, authority

SPELLINGS = {
    "national": NATIONAL,
    "country": NATIONAL,
    "nat": NATIONAL,
    "regional": REGIONAL,
    "region": REGIONAL,
    "reg": REGIONAL,
    "localauthority": AUTHORITY,
    "la": AUTHORITY,
    "localauthoritydistrict": DISTRICT,
    "lad": DISTRICT,
}
LAST_TURN = 2030
"""Authorities are looked for up to this year."""


@dataclass(frozen=True)
class Area:
    """An area as a row of figures names it."""

    geographic_level: str
    la_code: str
    gss_code: str
    name: str

    @property
    def code(self) -> str:
        """What it is asked for with: three digits for an authority, nine characters for others."""
        return self.la_code or self.gss_code


@dataclass(frozen=True)
class Region:
    """England, a region, or a part of London. `tool_code` is its number in the local authority interactive tool."""

    area: Area
    tool_code: str
    also_called: str
    part_of: str


def level_of(printed: str) -> str:
    """
    The level that a spelling means, "" where it is none that we keep.

    >>> level_of("Local Authority"), level_of("Local authority"), level_of("School")
    ('Local authority', 'Local authority', '')
    """
    return SPELLINGS.get(re.sub(r"[^a-z]", "", printed.lower()), "")


def day_of(year: int | None, as_at: tuple[int, int]) -> date:
    """The day on which the authorities of a year's figures are meant."""
    return max(date(year or LAST_TURN, *as_at), FIRST_DAY)


@cache
def regions() -> tuple[Region, ...]:
    with Path(__file__).with_name("regions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Region(
                Area(row["level"], "", row["gss_code"], row["name"]),
                row["tool_code"],
                row["also_called"],
                row["part_of"],
            )
            for row in csv.DictReader(file)
        )


def region(code_or_name: str) -> Region | None:
    """
    England, a region or a part of London, by any of its codes or names.

    >>> region("Yorkshire and the Humber").area.gss_code, region("London (Inner)").area.geographic_level
    ('E12000003', 'Part of London')
    """
    asked = code_or_name.strip().lower()
    for one in regions():
        words = (one.area.gss_code, one.tool_code, one.area.name, one.also_called)
        if asked and asked in [word.lower() for word in words if word]:
            return one
    return None


def region_area(code: str, name: str) -> tuple[Area, str]:
    """A regional row's area, and what is wrong with it, "" where nothing is."""
    if invented := imagined_area(code or name):
        return Area(invented.level, "", invented.gss_code, invented.name), ""
    found = region(code) or region(name)
    if not found:
        return Area(REGIONAL, "", code, name), f"there is no region {name or code!r} in England"
    if code and name and region(name) not in (found, None):
        return found.area, f"{code} is {found.area.name}, and the row says {name}: it was taken by its code"
    return found.area, ""


@lru_cache(maxsize=20_000)
def authority_area(la_code: str, gss_code: str, name: str, on: date) -> tuple[Area, str]:
    """
    An authority's area on a day, and what is wrong with it, "" where nothing is.

    Two authorities printed together, as in "314 / 318", stay together.
    """
    if invented := imagined_area(gss_code or la_code or name):
        return Area(AUTHORITY, invented.la_code, invented.gss_code, invented.name), ""
    parts = [part.strip() for part in la_code.split("/")]
    together = [one for part in parts if (one := _standing(part, on))]
    if len(parts) > 1 and len(together) == len(parts):
        codes = (" / ".join(one.la_code for one in together), " / ".join(one.gss_code for one in together))
        return Area(AUTHORITY, *codes, name), ""
    for word in (la_code, gss_code, name):
        if word and (found := _standing(word, on)):
            other = _by_gss().get(gss_code)
            wrong = ""
            if other and other.la_code != found.la_code:
                wrong = f"{la_code or name} is {found.name}, and {gss_code} is {other.name}: it was taken by " + (
                    "its three-digit code" if la_code else "its name"
                )
            return Area(AUTHORITY, found.la_code, found.gss_code, found.name), wrong
    try:
        authority(la_code or gss_code or name, on=on)
    except NoSuchAuthority as why:
        known = _by_gss().get(gss_code) or _by_la().get(la_code)
        code = known.la_code if known else la_code
        return Area(AUTHORITY, code, gss_code or (known.gss_code if known else ""), name), str(why)
    raise AssertionError("an authority that stands was not found standing")


def district_area(gss_code: str, name: str) -> tuple[Area, str]:
    """A lower-tier district's area: with the three-digit code where the district is an authority of its own."""
    known = authority_ever(gss_code)
    return Area(DISTRICT, known.la_code if known else "", gss_code, name), ""


def authority_ever(code: str) -> Authority | None:
    """The latest authority with a three-digit or nine-character code, whenever it stood; or an imagined one."""
    invented = imagined_area(code)
    return invented.authority if invented and invented.la_code else _by_la().get(code) or _by_gss().get(code)


@lru_cache(maxsize=20_000)
def _standing(word: str, on: date) -> Authority | None:
    try:
        return authority(word, on=on)
    except NoSuchAuthority:
        return None


@cache
def _ever() -> tuple[Authority, ...]:
    turns = (FIRST_DAY, *(date(year, 4, 1) for year in range(2009, LAST_TURN)))
    return tuple(dict.fromkeys(row for turn in turns for row in authorities(on=turn)))


@cache
def _by_gss() -> dict[str, Authority]:
    return {row.gss_code: row for row in _ever() if row.gss_code}


@cache
def _by_la() -> dict[str, Authority]:
    return {row.la_code: row for row in _ever() if row.la_code}
