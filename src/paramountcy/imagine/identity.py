"""Numbers and places that stand for a child: the authority's own number, the UPN, the address."""

import numpy as np
import polars as pl

from paramountcy.imagine.facts import Whole
from paramountcy.imagine.people import Flags
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.codes import Codes
from paramountcy.returns.values import LETTERS
from paramountcy.terms.year import Year

PRIME = 99_999_989
"""The largest prime below 100 million: multiplying by anything less, modulo it, gives each child another number."""
STREETS = [
    "Alder",
    "Beech",
    "Cedar",
    "Damson",
    "Elder",
    "Fern",
    "Gorse",
    "Hazel",
    "Ivy",
    "Juniper",
    "Larch",
    "Maple",
    "Oak",
    "Poplar",
    "Rowan",
    "Sorrel",
    "Thorn",
    "Willow",
]
WAYS = ["Avenue", "Close", "Court", "Drive", "Gardens", "Lane", "Road", "Street", "Walk", "Way"]


def la_child_ids(child: Whole, seed: int) -> pl.Series:
    """An authority's own number for each child: P and eight digits, in no order, none twice."""
    step = 7_654_321 + 2 * (seed % 1_000_003)
    return "P" + _digits((child + 1) * step % PRIME, 8)


def upns(child: Whole, issuer: Whole, year: Whole, temporary: Flags) -> pl.Series:
    """
    A UPN for each child, none twice: check letter, the issuing authority's three digits, a school's
    four, the year's last two, and three of its own. A temporary one ends in a letter.
    """
    school, serial = 1000 + child // 1000 % 9000, child % 1000
    eleven = ((issuer * 10_000 + school) * 100 + year % 100) * 100 + serial // 10
    last = serial % 10
    ending = pl.select(pl.when(pl.Series(temporary)).then(_letter(last)).otherwise(_digits(last, 1))).to_series()
    return _letter(check(eleven, last)) + _digits(eleven, 11) + ending


def check(eleven: Whole, last: Whole) -> Whole:
    """
    The place in LETTERS of a UPN's first letter: the sum of each sign after it times its place, from 2 to 13,
    modulo 23. A letter at the end counts as its own place in LETTERS.
    """
    total = last * 13
    for place in range(12, 1, -1):
        eleven, digit = np.divmod(eleven, 10)
        total = total + digit * place
    return total % len(LETTERS)


def issuers(la_code: str) -> Whole:
    """
    The authorities whose schools issue UPNs in every year a return can be for, the area's own first.

    Raises ValueError where the area is not one of them.
    """
    listed = Codes(CIN.codes, Year(2023)).UPNauthority
    if la_code not in listed:
        raise ValueError(f"{la_code} is not an authority that issues UPNs: give a code of the list UPNauthority")
    return np.array([int(la_code), *(int(code) for code in listed if code != la_code)])


def addresses(family: Whole) -> tuple[pl.Series, pl.Series]:
    """A made-up address and postcode for each family. There is no postcode area XX."""
    streets, ways, letters = pl.Series(STREETS), pl.Series(WAYS), pl.Series(list("ABDEFGHJLNPQRSTUWXYZ"))
    street, way = streets[family // 97 % len(STREETS)], ways[family // 1746 % len(WAYS)]
    address = pl.Series(1 + family % 97).cast(pl.String) + " " + street + " " + way
    district = "XX" + pl.Series(1 + family // 1746 % 40).cast(pl.String)
    return address, district + " " + _digits(family // 97 % 10, 1) + letters[family // 5 % 20] + letters[family % 20]


def _digits(numbers: Whole, length: int) -> pl.Series:
    return pl.Series(numbers).cast(pl.String).str.zfill(length)


def _letter(places: Whole) -> pl.Series:
    return pl.Series(list(LETTERS))[places]
