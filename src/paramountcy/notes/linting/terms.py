"""
Terms that are preferred to others: since when, who decided it, why, and where that is written.

Rows have dates, since words of 2011 were right in 2011. A row's status says what it rests on: *ended*, what it names
has ended or been renamed; *proposed*, somebody proposed it and nobody is known to have decided it; *house*, a choice of
this project, which an area can make otherwise. A term of an Act in force is never one to avoid.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files

SEVERITY = {"ended": "warning", "proposed": "advice", "house": "advice"}
BETWEEN = r"(?:[\w'’-]+\s+){1,5}?"
"""What `*` stands for in a form: one to five words."""


@dataclass(frozen=True)
class Term:
    """A term to avoid, in all its forms, from `since` to before `until`, days as exact as the source gives them."""

    term: str
    forms: tuple[str, ...]
    preferred: str
    status: str
    since: str
    until: str
    who: str
    why: str
    source: str
    checked: bool

    @property
    def severity(self) -> str:
        return SEVERITY[self.status]

    def holds(self, on: date) -> bool:
        """Whether the term is one to avoid on a day. A year or month alone counts from its first day."""
        return first_day(self.since) <= on and (not self.until or on < first_day(self.until))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All forms; those with a capital as they stand, others in any case."""
        ways = sorted(self.forms, key=len, reverse=True)
        return re.compile("|".join(_form(way) for way in ways))


def first_day(written: str) -> date:
    """
    >>> first_day("2013"), first_day("2022-07"), first_day("2019-09-30")
    (datetime.date(2013, 1, 1), datetime.date(2022, 7, 1), datetime.date(2019, 9, 30))
    """
    year, month, day = (int(part) for part in f"{written}-01-01".split("-")[:3])
    return date(year, month, day)


@cache
def terms() -> tuple[Term, ...]:
    return read_terms(_rows("terms.csv"))


def read_terms(rows: Iterable[dict[str, str]]) -> tuple[Term, ...]:
    """Terms of rows with the columns of the table beside this."""
    return tuple(
        Term(
            term=row["term"],
            forms=tuple(row["forms"].split("|")),
            preferred=row["preferred"],
            status=row["status"],
            since=row["since"],
            until=row["until"],
            who=row["who"],
            why=row["why"],
            source=row["source"],
            checked=row["checked"] == "seen",
        )
        for row in rows
    )


@cache
def statutory() -> dict[str, str]:
    """Terms of Acts in force, each with its section."""
    return {row["term"]: row["source"] for row in _rows("statutory.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("paramountcy.notes.linting").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _form(way: str) -> str:
    words = [BETWEEN if word == "*" else _word(word) + r"\s+" for word in way.split()]
    body = "".join(words).removesuffix(r"\s+")
    return rf"(?<![\w-]){body}(?![\w-])" if way != way.lower() else rf"(?i:(?<![\w-]){body}(?![\w-]))"


def _word(word: str) -> str:
    return re.escape(word).replace("'", "['’]")
