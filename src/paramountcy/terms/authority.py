"""
England's children's services authorities by date: their codes, names, regions, beginnings and ends.

`authorities.csv` has a row for each span in which an authority kept both its codes, from
1 January 2008 on. `began` and `ended` are the first and last day, empty where that lies before
2008 or is not known to come; `became` holds the nine-character codes of what followed, or the
name of what has no code yet. `source` says which published table shows the row and what is from
knowledge; that an authority of 2013 stood already in 2008 is from knowledge throughout.

Published tables give today's nine-character codes to earlier years, one file so and another not:
join those on the three-digit code.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

FIRST_DAY = date(2008, 1, 1)
SHOWN = 60
"""Characters of what was asked for that are looked at for near names and repeated in a message."""


class NoSuchAuthority(ValueError):
    """There is no such authority on that day. The message says what is near, or what it became."""


@dataclass(frozen=True)
class Authority:
    """
    An authority as it was from `began` to `ended`, both included.

    `began` is None where that was before 2008, `ended` where no end is known. Codes are text, ""
    where not yet published. `region` is one of the nine regions: whether a borough is in Inner or
    Outer London differs from one publication to the next.
    """

    la_code: str
    """Three digits, the Department for Education's: the LEA of a return."""
    gss_code: str
    """Nine characters, the Office for National Statistics'."""
    name: str
    also_called: tuple[str, ...]
    region: str
    began: date | None
    ended: date | None
    became: tuple[str, ...]
    source: str

    def stands(self, on: date) -> bool:
        return (self.began or FIRST_DAY) <= on and (self.ended is None or on <= self.ended)

    def __str__(self) -> str:
        return f"{self.name} ({self.la_code})" if self.la_code else self.name


def authority(code_or_name: str, *, on: date) -> Authority:
    """
    The authority with this code or name on a day. Raises NoSuchAuthority, with a sentence to show.

    Capitals, punctuation and words like *council* make no difference.

    >>> authority("839", on=date(2026, 3, 31)).gss_code, authority("Hull City Council", on=date(2026, 3, 31)).la_code
    ('E06000058', '810')
    >>> authority("Dorset", on=date(2019, 3, 31)).la_code, authority("Dorset", on=date(2019, 4, 1)).la_code
    ('835', '838')
    >>> authority("Cumbria", on=date(2026, 3, 31))
    Traceback (most recent call last):
    paramountcy.terms.authority.NoSuchAuthority: Cumbria (909) ended on 31 March 2023: for 31 March 2026 \
use Cumberland (942) or Westmorland and Furness (943)
    """
    rows = _by_word().get(_plain(code_or_name), ())
    for row in rows:
        if row.stands(on):
            return row
    raise NoSuchAuthority(_why_not(code_or_name, rows, on))


def authorities(*, on: date) -> tuple[Authority, ...]:
    """
    All authorities that stand on a day, by three-digit code. Raises NoSuchAuthority before 2008.

    >>> len(authorities(on=date(2019, 3, 31))), len(authorities(on=date(2026, 3, 31)))
    (152, 153)
    """
    if on < FIRST_DAY:
        raise NoSuchAuthority(_too_early(on))
    return tuple(row for row in _table() if row.stands(on))


def successors(of: Authority, *, on: date) -> tuple[Authority, ...]:
    """
    What stands on a day in the place of an authority, itself where it still does, each once.

    Where an area was divided, each of its parts is there.

    >>> [str(row) for row in successors(authority("E06000029", on=date(2010, 1, 1)), on=date(2026, 3, 31))]
    ['Bournemouth, Christchurch and Poole (839)']
    """
    if of.ended is None or on <= of.ended:
        return (of,) if of.stands(on) else ()
    following = (row for code in of.became for row in successors(_by_key()[code], on=on))
    return tuple(dict.fromkeys(following))


def near(name: str, *, on: date) -> tuple[Authority, ...]:
    """
    Up to three authorities of a day whose names are near this one, the nearest first.

    >>> [row.name for row in near("Gatehsead", on=date(2026, 3, 31))]
    ['Gateshead']
    """
    plain = _plain(name[:SHOWN])
    scores = ((_likeness(plain, row), row) for row in authorities(on=on))
    close = sorted((pair for pair in scores if pair[0] >= 0.75), key=lambda pair: (-pair[0], pair[1].name))
    return tuple(row for _, row in close[:3])


@cache
def _table() -> tuple[Authority, ...]:
    with Path(__file__).with_name("authorities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Authority(
                row["la_code"],
                row["gss_code"],
                row["name"],
                _parts(row["also_called"]),
                row["region"],
                date.fromisoformat(row["began"]) if row["began"] else None,
                date.fromisoformat(row["ended"]) if row["ended"] else None,
                _parts(row["became"]),
                row["source"],
            )
            for row in csv.DictReader(file)
        )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def _by_key() -> dict[str, Authority]:
    """By what `became` names it by."""
    return {row.gss_code or row.name: row for row in _table()}


@cache
def _by_word() -> dict[str, tuple[Authority, ...]]:
    """By each code and plain name that it may be asked for with."""
    words: dict[str, list[Authority]] = {}
    for row in _table():
        for word in {_plain(word) for word in (row.la_code, row.gss_code, row.name, *row.also_called) if word}:
            words.setdefault(word, []).append(row)
    return {word: tuple(rows) for word, rows in words.items()}


FORMAL = frozenset({"borough", "city", "council", "county", "metropolitan", "of", "royal", "the"})


def _plain(name: str) -> str:
    """A name as it may be compared: small letters, no punctuation, without the words of its charter."""
    words = re.findall(r"[a-z0-9]+", name.lower().replace("&", " and ").replace("london borough", " "))
    plain = [word for word in words if word not in FORMAL]
    # "London" alone is the region, so the City of London keeps its charter.
    return " ".join(words if plain in ([], ["london"]) else plain)


def _likeness(plain: str, row: Authority) -> float:
    """From 0 to 1: to a whole name, or a little less to its likest word."""
    names = [_plain(name) for name in (row.name, *row.also_called)]
    wholes = (SequenceMatcher(None, plain, name).ratio() for name in names)
    words = (SequenceMatcher(None, plain, word).ratio() for name in names for word in name.split() if len(word) > 3)
    return max(*wholes, *(0.95 * ratio for ratio in words))


def _why_not(asked: str, rows: tuple[Authority, ...], on: date) -> str:
    if on < FIRST_DAY:
        return _too_early(on)
    over = [(row, row.ended) for row in rows if row.ended and row.ended < on]
    if over:
        row, end = over[-1]
        return _use(successors(row, on=on), row, on, f"until {_say(end)}", f"ended on {_say(end)}")
    if rows:
        row, start = rows[0], rows[0].began or FIRST_DAY
        before = [other for other in authorities(on=on) if row in successors(other, on=start)]
        return _use(before, row, on, f"from {_say(start)}", f"began on {_say(start)}")
    day = f"There is no children's services authority in England called {asked[:SHOWN]!r} on {_say(on)}"
    likely = " or ".join(str(row) for row in near(asked, on=on))
    if likely:
        return f"{day}: did you mean {likely}?"
    return f"{day}: give its name, its three-digit code such as 390 or its nine-character code such as E08000037"


def _use(instead: Sequence[Authority], row: Authority, on: date, span: str, turn: str) -> str:
    if [other.la_code for other in instead] == [row.la_code]:
        return f"{row.gss_code} is the code of {row} {span}: for {_say(on)} use {instead[0].gss_code}"
    return f"{row} {turn}: for {_say(on)} use " + " or ".join(str(other) for other in instead)


def _too_early(on: date) -> str:
    return f"Authorities are known from {_say(FIRST_DAY)}, and {_say(on)} is before that: check the year of the date"


def _say(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
