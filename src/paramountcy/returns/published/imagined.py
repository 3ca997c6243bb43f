"""
The imagined nation: 152 authorities in nine regions that are on no map, and how a reader knows them.

Where the published tables are not at hand, `imagine.nation` makes tables of the same form about these areas. Their
names are invented and their codes are nobody's (nine characters that begin with X, three digits below 200), so that a
figure says by its area that it is imagined. `imagined.csv` lists them; `trial` is the wave of those that were allowed
to set time limits aside, "" for the others. A store holds imagined tables or real ones, never both.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from paramountcy.returns.published.shape import AUTHORITY, NATIONAL
from paramountcy.returns.report.visible import short, visible
from paramountcy.terms.authority import Authority, NoSuchAuthority

NOBODY = "nobody: imagined by Paramountcy"
"""Who publishes an imagined table."""
NATION = ("england", "imagined england", "970")
"""What else the imagined nation may be asked for with; 970 is England's number in the department's tool."""


@dataclass(frozen=True)
class Imagined:
    """An area of the imagined nation. `region` is the name of the one it lies in."""

    level: str
    la_code: str
    gss_code: str
    name: str
    region: str
    trial: str

    @property
    def authority(self) -> Authority:
        """The same as real authorities are told; it has always stood."""
        return Authority(self.la_code, self.gss_code, self.name, (), self.region, None, None, (), "imagined")


@cache
def imagined_areas() -> tuple[Imagined, ...]:
    """The nation, its regions and its authorities, in this order."""
    with Path(__file__).with_name("imagined.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Imagined(**row) for row in csv.DictReader(file))


def imagined_area(*words: str) -> Imagined | None:
    """
    The area of the imagined nation with any of these codes or names.

    >>> imagined_area("", "X06000005").name, imagined_area("islington", "206")
    ('Applemere', None)
    """
    return next((found for word in words if (found := _by_word().get(word.strip().lower()))), None)


def imagined_authorities() -> tuple[Authority, ...]:
    """All of them, by their three-digit code."""
    return tuple(one.authority for one in imagined_areas() if one.level == AUTHORITY)


def imagined_authority(code_or_name: str) -> Authority:
    """
    The imagined authority with this code or name. Raises NoSuchAuthority, with what is near.

    >>> imagined_authority("applemere").la_code
    '005'
    """
    found = imagined_area(code_or_name)
    if found and found.level == AUTHORITY:
        return found.authority
    asked = short(visible(code_or_name), 60)
    names = {one.name.lower(): f"{one.name} ({one.la_code})" for one in imagined_areas() if one.la_code}
    near = [names[name] for name in get_close_matches(code_or_name.lower(), names, n=3, cutoff=0.75)]
    told = f"did you mean {' or '.join(near)}?" if near else "its authorities have codes from 001 to 152"
    raise NoSuchAuthority(f"There is no authority {asked!r} in the imagined nation: {told}")


def imagined_trials() -> dict[str, str]:
    """The eight imagined authorities that were allowed to set time limits aside: names by code, first wave first."""
    eight = [one for one in imagined_areas() if one.trial]
    return {one.la_code: one.name for one in sorted(eight, key=lambda one: (one.trial, one.la_code))}


def of_imagined(codes: Iterable[str]) -> tuple[bool, bool]:
    """Whether any of these codes is an imagined area's, and whether any other is there. Empty ones are of none."""
    known = {code for code in codes if code}
    there = {code for code in known if imagined_area(code)}
    return bool(there), bool(known - there)


@cache
def _by_word() -> dict[str, Imagined]:
    words: dict[str, Imagined] = {}
    for one in imagined_areas():
        for word in (one.gss_code, one.la_code, one.name):
            if word:
                words[word.lower()] = one
    return words


def imagined_region(code_or_name: str) -> Imagined | None:
    """The imagined nation, which may be asked for as England, or one of its regions."""
    word = code_or_name.strip().lower()
    found = next(one for one in imagined_areas() if one.level == NATIONAL) if word in NATION else imagined_area(word)
    return found if found and found.level != AUTHORITY else None
