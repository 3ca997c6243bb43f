"""
What a planted fault is: a small edit of one child's record that breaks one rule, and as little else as may be.

A kind of fault is a function under `@fault(code, branch, case)`. It is given a child whose record is of
that case (`cases.py`), and may call `child.need(...)` where it needs more: then another child is tried, and
at last one whose record is made for it. What else must break is said in `implies`, with the reason.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from paramountcy.imagine.record import Record
from paramountcy.terms.year import Year, Years, years

ERRORS_OF_2022_23 = ("4009Q", "8525Q", "8555Q", "8569Q", "8863Q", "8873Q", "8897Q")
"""Queries that were errors in 2022-23, when their codes had no Q."""


def days(n: int) -> timedelta:
    return timedelta(days=n)


class Unsuitable(Exception):
    """This child's record has not what the fault needs."""


class Child:
    """A child's record, to edit, and the year of its return."""

    def __init__(self, record: Record, year: Year):
        self.record = record
        self.year = year

    @property
    def who(self) -> dict[str, Any]:
        """The ChildIdentifiers."""
        return self.record["ChildIdentifiers"]

    @property
    def episodes(self) -> list[Record]:
        return self.record["CINdetails"]

    @property
    def episode(self) -> Record:
        """The only episode."""
        if len(self.episodes) != 1:
            raise Unsuitable
        return self.episodes[0]

    @property
    def assessment(self) -> Record:
        return self.only("Assessments")

    @property
    def enquiry(self) -> Record:
        return self.only("Section47")

    @property
    def need_plan(self) -> Record:
        return self.only("CINPlanDates")

    @property
    def plan(self) -> Record:
        """The only child protection plan."""
        return self.only("ChildProtectionPlans")

    @property
    def step(self) -> Record:
        """The only block of steps before court."""
        return self.only("PreProceedingsandFGDM")

    def only(self, table: str) -> Record:
        """The only row of a table in the only episode."""
        rows = self.episode[table]
        if len(rows) != 1:
            raise Unsuitable
        return rows[0]

    def need(self, condition: object) -> None:
        if not condition:
            raise Unsuitable

    @property
    def sex(self) -> str:
        """The field that holds the child's sex in this year."""
        return "Sex" if self.year.ends_in >= SEX_SINCE else "GenderCurrent"

    def code_of_sex(self, sex: str) -> str:
        return sex if self.year.ends_in >= SEX_SINCE else {"M": "1", "F": "2", "U": "0"}[sex]

    def in_year(self, day: date | None) -> bool:
        return day is not None and day in self.year


SEX_SINCE = 2025
"""The year that ends then asks for Sex; those before it for GenderCurrent."""

Edit = Callable[..., None]


@dataclass(frozen=True)
class Kind:
    """One kind of fault."""

    code: str
    branch: str
    case: str
    edit: Edit
    years: Years
    also: Mapping[str, str]
    """The other rules that it breaks, each with the reason."""
    with_another: bool
    """Whether it takes a second child, who is at fault too."""

    @property
    def name(self) -> str:
        return f"{self.code}-{self.branch}"

    def codes(self, year: Year) -> list[str]:
        """The codes it breaks in a year, its own first."""
        return [code_in(year, code) for code in (self.code, *self.also)]


def code_in(year: Year, code: str) -> str:
    """The code that a rule has in a year.

    >>> code_in(Year.of("2022-23"), "8525Q"), code_in(Year.of("2023-24"), "8525Q")
    ('8525', '8525Q')
    """
    return code.removesuffix("Q") if code in ERRORS_OF_2022_23 and year == Year.of("2022-23") else code


KINDS: list[Kind] = []


def fault(
    code: str,
    branch: str,
    case: str,
    *,
    since: str = "2022-23",
    implies: Mapping[str, str] | None = None,
    with_another: bool = False,
) -> Callable[[Edit], Edit]:
    """Register a kind of fault: the rule it breaks and which branch of it, and the case of record it is planted in."""

    def registered(edit: Edit) -> Edit:
        if any((kind.code, kind.branch) == (code, branch) for kind in KINDS):
            raise ValueError(f"there are two faults {code}-{branch}")
        KINDS.append(Kind(code, branch, case, edit, years(since), implies or {}, with_another))
        return edit

    return registered


def in_turn(year: Year) -> Iterator[Kind]:
    """The kinds of a year: first one for each rule, then a second for those that have more, and so on."""
    kinds = [kind for kind in KINDS if year in kind.years]
    seen: dict[str, int] = {}
    turns: list[tuple[int, str, Kind]] = []
    for kind in kinds:
        seen[kind.code] = seen.get(kind.code, -1) + 1
        turns.append((seen[kind.code], kind.code, kind))
    return (kind for *_, kind in sorted(turns, key=lambda turn: turn[:2]))
