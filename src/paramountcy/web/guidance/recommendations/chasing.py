"""Who has not responded, since when, and what is done about it: the steps are data that those who run groups edit."""

import calendar
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.recommendations.models import Chased, Chaser, Report
from paramountcy.web.guidance.recommendations.reads import is_out, reports

STEPS = Path(__file__).with_name("chasers.csv")


@dataclass(frozen=True)
class Step:
    """Something that is done where a response stays out: after how many months, what, and where that comes from."""

    months: int
    what: str
    mark: str
    ref: str = ""


@dataclass(frozen=True)
class Due:
    """A step for a report: the day on which it falls due, and what was done then."""

    report: Report
    step: Step
    on: date
    chased: Chased | None

    def overdue(self, on: date) -> bool:
        return self.chased is None and self.on <= on


@cache
def defaults() -> tuple[Step, ...]:
    """The steps that stand until somebody changes them."""
    with STEPS.open(encoding="utf-8", newline="") as file:
        return tuple(Step(int(row["months"]), row["what"], row["mark"]) for row in csv.DictReader(file))


def steps() -> Sequence[Step]:
    """The steps as they are now: the defaults, until there are any of our own."""
    rows = Chaser.objects.all()
    if not rows.exists():
        return defaults()
    return [Step(one.months, one.what, one.mark, one.ref) for one in rows.filter(ended_on__isnull=True)]


def after(start: date, months: int) -> date:
    """
    The same day so many months later; the last of the month where that has no such day.

    >>> after(date(2011, 8, 31), 6)
    datetime.date(2012, 2, 29)
    """
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def due_of(report: Report) -> list[Due]:
    """Every step of a report whose response is not out. A day that was set for the response goes before the first."""
    done = {(one.months, one.what): one for one in report.chased.all()}
    found = []
    for place, step in enumerate(steps()):
        day = report.response_due if place == 0 and report.response_due else after(report.on, step.months)
        found.append(Due(report, step, day, done.get((step.months, step.what))))
    return found


def late(by: Access, *, on: date) -> list[Due]:
    """What is to be done today or was to be done before, and was not: the last such step of each report."""
    found = []
    for report in reports(by).order_by("on", "pk"):
        overdue = [] if is_out(report) else [one for one in due_of(report) if one.overdue(on)]
        if overdue:
            found.append(overdue[-1])
    return found
