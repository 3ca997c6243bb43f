"""What the obvious rules are made of: the year judged, the register of rules, and some words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import permutations
from typing import Any

import holidays

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.codes import Codes
from paramountcy.terms.year import Year

Record = dict[str, Any]
NOT_IN_NEED = ("RC8", "RC9")
CATEGORIES = ("NEG", "PHY", "SAB", "EMO", "MUL")
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
ENGLISH = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
DIGITS = frozenset("0123456789")
A_DAY = timedelta(days=1)


class Time:
    """The year judged, its code lists, and the days the rules count from."""

    def __init__(self, year: Year):
        self.year, self.soy, self.ref = year, year.start, year.end
        self.codes = Codes(CIN.codes, year)

    def holds(self, day: date | None) -> bool:
        return day is not None and self.soy <= day <= self.ref

    def outside(self, day: date | None) -> bool:
        """Present, and not in the year."""
        return day is not None and not self.holds(day)


@cache
def working_days_before(n: int, day: date) -> date:
    """The n-th working day earlier than `day`, itself not counted."""
    closed = holidays.country_holidays("GB", subdiv="ENG", years=range(day.year - 1, day.year + 1))
    while n:
        day -= A_DAY
        n -= day.weekday() < 5 and day not in closed
    return day


Judge = Callable[[Record, Time], bool]
ReturnJudge = Callable[[list[Record], Record, Time], Iterable[int] | bool]


@dataclass(frozen=True)
class Rule:
    code: str
    since: int
    until: int
    breaks: Callable[..., Any]
    whole: bool

    def in_force(self, year: Year) -> bool:
        return self.since <= year.ends_in <= self.until


RULES: list[Rule] = []


def rule(code: str, since: int = 2023, until: int = 9999, was_error: bool = False) -> Callable[[Judge], Judge]:
    """A rule about one child. `was_error`: in 2022-23 it was an error, whose code has no Q."""

    def registered(breaks: Judge) -> Judge:
        if was_error:
            RULES.append(Rule(code.removesuffix("Q"), 2023, 2023, breaks, whole=False))
            RULES.append(Rule(code, 2024, until, breaks, whole=False))
        else:
            RULES.append(Rule(code, since, until, breaks, whole=False))
        return breaks

    return registered


def return_rule(code: str, since: int = 2023, until: int = 9999) -> Callable[[ReturnJudge], ReturnJudge]:
    """A rule about all children and the header. It gives the places of children at fault, or whether the return is."""

    def registered(breaks: ReturnJudge) -> ReturnJudge:
        RULES.append(Rule(code, since, until, breaks, whole=True))
        return breaks

    return registered


def name_of(child: Record) -> str:
    return child["ChildIdentifiers"]["LAchildID"] or ""


def before(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and a < b


def same(a: date | None, b: date | None) -> bool:
    return a is not None and a == b


def episodes(child: Record) -> list[Record]:
    return child["CINdetails"]


def every(child: Record, table: str) -> Iterator[tuple[Record, Record]]:
    """Each row of a table with the episode it is in."""
    return ((episode, row) for episode in child["CINdetails"] for row in episode[table])


def rows(child: Record, table: str) -> Iterator[Record]:
    return (row for _, row in every(child, table))


def went_on(child: Record) -> bool:
    return any(episode["ReferralNFA"] is False for episode in episodes(child))


def present(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if value is not None]


def overlap(found: Iterable[Record], start: str, end: str, ref: date, closed: str = "") -> bool:
    """Whether one begins within another. Without an end it lasts to Ref, unless `closed` says it is over."""
    for b, a in permutations(found, 2):
        if b[start] is None or a[start] is None or b[start] > a[start]:
            continue
        if b[end] is not None:
            if a[start] <= b[end]:
                return True
        elif a[start] <= ref and not (closed and b[closed] is True):
            return True
    return False


def not_over(enquiry: Record) -> bool:
    """Neither a conference nor the word that none is needed."""
    return enquiry["DateOfInitialCPC"] is None and enquiry["ICPCnotRequired"] is not True


def weekend(day: date | None) -> bool:
    return day is not None and day.weekday() >= 5


def birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 2, 28)
