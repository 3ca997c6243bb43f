"""
Which figures the returns can bear, area by area: a re-referral needs the year before, and a closed case must have been
followed for as long as one asks about. What can't be given says why; what rests on part of its cases says on which.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Indicator
from paramountcy.terms.working_days import working_days_before

GIVEN, NOTHING, TOO_FEW = "given", "nothing to count", "too few"
NOT_AVAILABLE, NOT_COLLECTED = "not available", "not collected"

SPANS = {"d": "days", "wd": "working days", "mo": "months"}


@dataclass(frozen=True)
class Availability:
    """Whether an area's figure can be given (`status`), and what to say of it."""

    area: str
    status: str
    why: str


def available(spans: pl.DataFrame, period: Period, indicator: Indicator) -> list[Availability]:
    """Whether each area's figure can be given, by area; `spans` are what the returns cover (`view.covered`)."""
    rows = spans.sort("area").iter_rows()
    return [Availability(area, *_judged(indicator, period, first, last)) for area, first, last in rows]


def _judged(indicator: Indicator, period: Period, first: date | None, last: date | None) -> tuple[str, str]:
    if first is None or last is None:
        return NOT_AVAILABLE, f"no return tells of {_day(period.end)}"
    begins = period.end if indicator.at_end else period.start
    if indicator.looks_back:
        begins = earlier(begins, indicator.looks_back)
    if first > begins:
        needs = f"the returns from {_day(begins)} on are needed, and they begin on {_day(first)}"
        return NOT_AVAILABLE, needs
    if not indicator.follows:
        return GIVEN, ""
    followed = earlier(last, indicator.follows)
    span = in_words(indicator.follows)
    if followed < period.start:
        return NOT_AVAILABLE, f"nothing of the period has been followed for {span} yet: the returns end on {_day(last)}"
    if followed < period.end:
        return GIVEN, f"of what happened up to {_day(followed)}: the rest has not been followed for {span} yet"
    return GIVEN, ""


def earlier(day: date, span: str) -> date:
    """
    The day so much earlier.

    >>> earlier(date(2025, 3, 31), "12mo"), earlier(date(2025, 3, 31), "15wd")
    (datetime.date(2024, 3, 31), datetime.date(2025, 3, 10))
    """
    if span.endswith("wd"):
        return working_days_before(int(span[:-2]), day)
    return pl.select(pl.lit(day).dt.offset_by(f"-{span}")).item()


def in_words(span: str) -> str:
    """
    >>> in_words("12mo"), in_words("45wd")
    ('12 months', '45 working days')
    """
    number = span.rstrip("dwmo")
    return f"{number} {SPANS[span.removeprefix(number)]}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def frame(found: Iterable[Availability]) -> pl.DataFrame:
    schema = {"area": pl.String, "status": pl.String, "why": pl.String}
    return pl.DataFrame([(one.area, one.status, one.why) for one in found], schema=schema, orient="row")
