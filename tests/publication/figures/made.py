"""An imagined authority's report, made once for all the tests that look at it; and a small one with hostile text."""

from datetime import datetime
from functools import cache
from pathlib import Path

import polars as pl

from paramountcy.imagine import authority, returns
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Indicators
from paramountcy.publication.figures.gather import gather
from paramountcy.publication.figures.shape import Report
from paramountcy.record import Filing, from_cin
from paramountcy.record.read import ReadReturns, Taken
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year
from tests.record import made as by_hand

AREA = "206"
MADE_AT = datetime.fromisoformat("2026-07-03T09:05")
YEAR = "2025-26"
SOME = INDICATORS.only(
    "referrals",
    "referrals_by_source",
    "referrals_by_month",
    "re_referrals",
    "return_after_closure",
    "return_after_no_action",
    "assessments_within_45_days",
    "assessment_days",
    "assessment_quartiles",
    "assessments_done_by",
    "assessment_wait",
    "assessments_open_beyond_45_days",
    "assessments_open_beyond_60_days",
    "assessments_bunched",
    "assessments_between_teams",
    "children_in_need",
    "need_plans",
    "protection_plans",
    "safe_after_closure",
)
"""One of every kind of figure, and those that the summary and the board ask for."""

HOSTILE = ('=HYPERLINK("http://example.test","click")', "<script>alert('x')</script>", "@SUM(1+1)", "A1\u202egnp.exe")
WORKER, ALONE = "Ottilie Featherstonehaugh", "Team of one"


@cache
def story(children: int = 300):
    return authority(children=children, year=Year(2026), seed=3, la_code=AREA)


@cache
def told(*years: int) -> ReadReturns:
    """Returns of some years, as they are read."""
    filings = [Filing.of(returns(story(), Year(year)), Year(year)) for year in years or (2023, 2024, 2025, 2026)]
    return read_as(filings)


def read_as(filings: list[Filing]) -> ReadReturns:
    taken = tuple(
        Taken(f"cin-{one.year}.xml", one.year, one.area, one.recorded_at.date(), one.last, 300) for one in filings
    )
    return ReadReturns(from_cin(filings), taken, (), (), incomplete=False)


@cache
def people() -> pl.DataFrame:
    """Three teams of several workers; one with a single one, and one that is called as a worker is."""
    ids = told().record["person"]["source_id"].to_list()
    teams = ("North", "South", "East", ALONE, WORKER)
    rows = []
    for at, child in enumerate(ids):
        team = teams[at % 3] if at % 10 else teams[3 + at % 20 // 10]
        worker = WORKER if team == ALONE else f"Worker {at % 7}"
        rows.append((child, team, worker))
    return pl.DataFrame(rows, schema=["LAchildID", "team", "worker"], orient="row")


@cache
def report() -> Report:
    """The report of a year, with teams."""
    return gather(told(), Period.of(YEAR), made_at=MADE_AT, version="0.1.0", people=people(), indicators=SOME)


def of(period: str, *names: str) -> Report:
    """Some figures of another period, without teams."""
    return gather(told(), Period.of(period), made_at=MADE_AT, version="0.1.0", indicators=few(*names))


@cache
def hostile() -> Report:
    """A report of a few children whose numbers, teams and returns' names are meant to do harm."""
    children = [
        by_hand.child(
            number,
            by_hand.referral("2025-05-01", Assessments=[by_hand.assessment("2025-05-01", "2025-06-01")]),
            by_hand.referral("2025-09-01", Assessments=[by_hand.assessment("2025-09-01", "2025-08-01")]),
        )
        for number in HOSTILE
    ]
    filing = by_hand.filing(YEAR, *children, area=AREA)
    hostile_people = pl.DataFrame(
        {
            "LAchildID": [*HOSTILE, *HOSTILE],
            "team": [HOSTILE[0]] * 4 + [HOSTILE[1]] * 4,
            "worker": [f"Worker {at}" for at in range(8)],
        }
    )
    return gather(
        read_as([filing]),
        Period.of(YEAR),
        made_at=MADE_AT,
        version="0.1.0",
        people=hostile_people,
        indicators=few("referrals", "assessments_within_45_days"),
    )


def few(*names: str) -> Indicators:
    return INDICATORS.only(*names)


def write_returns(folder: Path, *years: int, children: int = 60) -> list[Path]:
    """Returns of a smaller authority, as files."""
    made = authority(children=children, year=Year(2026), seed=3, la_code=AREA)
    paths = [folder / f"cin-{year}.xml" for year in years]
    for path, year in zip(paths, years, strict=True):
        write(returns(made, Year(year)), CIN, path, year=Year(year))
    return paths
