"""
An imagined authority's returns, through the record and the indicators, give what a slow and plain implementation gives:
for every indicator, every breakdown, every category and every day.
"""

import polars as pl
import pytest

from paramountcy.imagine import authority, returns
from paramountcy.indicators.count import count
from paramountcy.indicators.figures import EVERYWHERE
from paramountcy.indicators.measure import children, measure
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.record import Filing, from_cin
from paramountcy.terms.year import Year
from tests.obvious.indicator_words import tally
from tests.obvious.indicators import Plain
from tests.obvious.story import read

YEARS = [Year(number) for number in range(2023, 2028)]
PERIODS = ["2024-25", "2026-27", "2025-01", "2025-26-Q2", pytest.param("12-to-2025-09", marks=pytest.mark.slow)]
TEAMS = ["North", "South", "West"]


@pytest.fixture(scope="module")
def told():
    story = authority(children=700, year=Year(2025), seed=3)
    return [(year, returns(story, year)) for year in YEARS]


@pytest.fixture(scope="module")
def record(told):
    return from_cin([Filing.of(tables, year) for year, tables in told])


@pytest.fixture(scope="module")
def plain(told):
    return read(told)


@pytest.fixture(scope="module")
def teams(plain):
    """Most children have one team, some two, some none."""
    named = {}
    for place, number in enumerate(sorted(plain.children)):
        if place % 10:
            named[number] = [TEAMS[place % 3]] + ([TEAMS[(place + 1) % 3]] if place % 7 == 0 else [])
    return named


@pytest.fixture(scope="module")
def teams_frame(teams):
    rows = [(child, team) for child, named in teams.items() for team in named]
    return pl.DataFrame(rows, schema={"la_child_id": pl.String, "team": pl.String}, orient="row")


@pytest.mark.parametrize("name", PERIODS)
def test_every_count_is_the_plain_one(record, plain, teams, teams_frame, name):
    period = Period.of(name)
    counts = next(count(record, [period], INDICATORS, teams=teams_frame))
    for indicator in INDICATORS:
        by = {"all", *indicator.by} | ({"team"} if indicator.id == "D19" else set())
        counted, days = tally(getattr(Plain(plain, period.start, period.end), indicator.name)(), teams)
        ours = counts.counts.filter(pl.col("indicator") == indicator.name)
        has_share = ours["denominator"].is_not_null().any()
        expected = {key: (met, n) if has_share else (n, None) for key, (met, n) in counted.items() if key[0] in by}
        found = {
            (breakdown, group, category): (met, n)
            for breakdown, group, category, met, n in ours.drop("indicator", "area").iter_rows()
            if met or n
        }
        assert found == expected, indicator.name
        of_days = counts.day_counts.filter(pl.col("indicator") == indicator.name)
        found_days = {
            (row["breakdown"], row["group"], row["day"], outcome): row[column]
            for row in of_days.iter_rows(named=True)
            for outcome, column in ((1, "completed"), (2, "ruled_out"), (0, "still_open"))
            if row[column]
        }
        assert found_days == {key: n for key, n in days.items() if key[0] in by}, indicator.name


def test_every_indicator_is_written_twice():
    assert [one.name for one in INDICATORS if not hasattr(Plain, one.name)] == []


def test_a_day_is_what_stood_at_its_end(record, plain):
    day = Period.of("2025-10-15")
    figures = measure(record, day).figures
    assert set(figures["indicator"]) == {one.name for one in INDICATORS if one.at_end}
    counted, _ = tally(Plain(plain, day.start, day.end).long_plans(), {})
    met, n = counted["all", "all", ""]
    whole = figures.filter((pl.col("indicator") == "long_plans") & (pl.col("breakdown") == "all"))
    assert whole.select("numerator", "denominator").row(0) == (met, n)


@pytest.fixture(scope="module")
def of_a_year(record):
    return measure(record, "2024-25").figures


@pytest.mark.parametrize("name", ["re_referrals", "assessments_within_45_days", "plans_reviewed", "children_referred"])
def test_the_list_of_children_is_the_figure(record, of_a_year, name):
    listed = children(name, record, "2024-25")["verdict"].value_counts()
    by_verdict = dict(listed.iter_rows())
    whole = of_a_year.filter(
        (pl.col("indicator") == name) & (pl.col("breakdown") == "all") & (pl.col("area") != EVERYWHERE)
    )
    numerator, denominator = whole.select("numerator", "denominator").row(0)
    assert by_verdict["counts"] == numerator
    if denominator is not None:
        assert by_verdict["counts"] + by_verdict["out of"] == denominator
