"""The words of the plain indicators: months, working days, groups, and how lines are tallied."""

import csv
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import paramountcy.indicators as room
from paramountcy.terms.age import age_on
from paramountcy.terms.working_days import is_working_day
from tests.obvious.story import Child, Event

with (Path(room.__file__).parent / "groups.csv").open(encoding="utf-8") as file:
    GROUPS = {(row["list"], row["code"]): row["group"] for row in csv.DictReader(file)}

FAR_OFF = date(2999, 12, 31)


@dataclass
class Line:
    """One thing that is counted: about whom, at which day the age is taken, and as what."""

    child: Child
    at: date
    need: str | None
    met: bool = True
    category: str = ""
    days: int | None = None
    outcome: int = 1


def months_later(day: date, months: int) -> date:
    """So many months on, or the last day of that month where it is shorter."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def working_days(first: date, last: date) -> int:
    """The working days after the first, up to and with the last."""
    days = (first + timedelta(n) for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)


def group_of(list_: str, code: str | None) -> str:
    return "not recorded" if code is None else GROUPS.get((list_, code), "not on the list")


def age_group(child: Child, on: date) -> str:
    if child.born is None and child.expected is None:
        return "not recorded"
    age = None if child.born is None else age_on(child.born, on)
    if age is None:
        return "unborn"
    for upto, name in ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15")):
        if age < upto:
            return name
    return "16 and over"


def line(event: Event, **as_what) -> Line:
    """A line about an event's child, in the need of its referral."""
    referral = event.referral or event
    need = referral.facts.get("need")
    return Line(event.child, as_what.pop("at", event.first), need, **as_what)


def first_of_each_child(events: Iterator[Event]) -> Iterator[Line]:
    """Each child once, at the first of the events."""
    seen: set[str] = set()
    for event in events:
        if event.child.number not in seen:
            seen.add(event.child.number)
            yield line(event)


def duration(first: date, last: date) -> str:
    if last <= months_later(first, 3):
        return "3 months or less"
    if last <= months_later(first, 6):
        return "more than 3 months, up to 6"
    if last < months_later(first, 12):
        return "more than 6 months, under 1 year"
    return "1 year, under 2" if last < months_later(first, 24) else "2 years or more"


def groups_of(one: Line, teams: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Every breakdown and group that something counts in."""
    yield "all", "all"
    yield "age", age_group(one.child, one.at)
    yield "sex", group_of("sex", one.child.sex)
    yield "ethnicity", group_of("ethnicity", one.child.ethnicity)
    yield "need", group_of("need", one.need)
    for team in teams.get(one.child.number, ["no team given"]):
        yield "team", team


Tally = dict[tuple, list[int]]


def tally(lines: Iterable[Line], teams: dict[str, list[str]]) -> tuple[Tally, Counter]:
    """
    By breakdown, group and category: how many met, and how many there were; and by breakdown, group, day and outcome:
    how many. What has days has no shares.
    """
    counted: Tally = {}
    days: Counter = Counter()
    for one in lines:
        for breakdown, group in groups_of(one, teams):
            if one.days is not None:
                days[breakdown, group, one.days, one.outcome] += 1
                continue
            cell = counted.setdefault((breakdown, group, one.category), [0, 0])
            cell[0] += bool(one.met)
            cell[1] += 1
    return counted, days
