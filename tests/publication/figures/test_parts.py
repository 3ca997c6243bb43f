"""Teams, the period, and what the published tables add."""

from dataclasses import replace
from datetime import date, datetime

import polars as pl
import pytest

from paramountcy.indicators.period import Period
from paramountcy.publication.figures import trend, usual_range
from paramountcy.publication.figures.drawn import png
from paramountcy.publication.figures.national import National
from paramountcy.publication.figures.shape import POINTS
from paramountcy.publication.figures.standing_out import signals
from paramountcy.publication.figures.teams import apart, teams_of
from paramountcy.publication.figures.which import latest, told, whole_years
from paramountcy.record import Filing, from_cin
from paramountcy.terms.year import Year
from tests.publication.figures import made
from tests.publication.figures.test_words import row


def people(*rows: tuple[str | None, str | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict.fromkeys(("LAchildID", "team", "worker"), pl.String), orient="row")


def test_teams_of_several_workers_are_shown():
    teams, said = teams_of(people(("a", "North", "Ann"), ("b", "North", "Bob"), ("c", "South", None)), "206")
    assert sorted(teams.rows()) == [("206", "a", "North"), ("206", "b", "North"), ("206", "c", "South")]
    assert said == (
        "No worker is named in 1 team, so whether one worker alone makes up a team could not be seen there.",
    )


@pytest.mark.parametrize("team", ["Solo", " bob ", "ANN"])
def test_a_team_of_one_worker_or_called_as_one_is_not_shown(team):
    teams, said = teams_of(people(("a", "North", "Ann"), ("b", "North", "Bob"), ("c", team, "Bob")), "206")
    assert teams["team"].unique().to_list() == ["North"]
    assert said[0].startswith("1 team has one named worker alone, or a worker's name")
    assert "Bob" not in said[0]


def test_several_such_teams_are_counted():
    _, said = teams_of(people(("a", "X", "Ann"), ("b", "Y", "Bob"), ("c", "Z", "Cy"), ("d", "Z", "Di")), "206")
    assert said[0].startswith("2 teams have one named worker alone")


def test_a_child_of_two_teams_is_in_both_and_told_of_both():
    one = made.hostile().figure("referrals")
    assert dict(one.children.select("child", "team").rows()) == dict.fromkeys(
        made.HOSTILE, "; ".join(sorted(made.HOSTILE[:2]))
    )


def test_teams_clearly_apart_are_named_in_no_order_of_merit():
    whole = row(value=0.5, lower=0.45, upper=0.55)
    rows = pl.DataFrame(
        [
            row(group="West", value=0.9, lower=0.8, upper=0.95),
            row(group="East", value=0.7, lower=0.6, upper=0.8),
            row(group="North", value=0.2, lower=0.1, upper=0.3),
            row(group="South", value=0.5, lower=0.4, upper=0.6),
        ],
        infer_schema_length=None,
    )
    assert apart(whole, rows) == "Of 4 teams, clearly apart from all together: East and West higher; North lower."
    assert apart(whole, rows.filter(pl.col("group").is_in(["South", "East"])).with_columns(lower=0.5)) == (
        "None of the 2 teams is clearly apart from all together."
    )
    assert apart(whole, rows.head(1)) == ""


def record(*years: int, made_on: datetime | None = None):
    filings = []
    for year in years:
        last = year == years[-1]
        tables = made.returns(made.story(), Year(year))
        filings.append(Filing.of(tables, Year(year), recorded_at=made_on if last and made_on else None))
    return from_cin(filings)


def test_the_latest_year_is_reported_where_it_is_whole():
    assert latest(record(2025, 2026)).name == "2025-26"


@pytest.mark.parametrize(
    ("made_on", "month"),
    [
        (datetime.fromisoformat("2025-11-03"), "2025-10"),
        (datetime.fromisoformat("2025-10-31"), "2025-10"),
        (datetime.fromisoformat("2025-04-20"), "2025-03"),
    ],
)
def test_else_the_latest_whole_month(made_on, month):
    assert latest(record(2025, 2026, made_on=made_on)).name == month


def test_returns_that_tell_of_no_whole_month_are_refused():
    with pytest.raises(ValueError, match="the returns tell of no whole month: only of 2025-04-01 to 2025-04-20"):
        latest(record(2026, made_on=datetime.fromisoformat("2025-04-20")))


def test_years_with_a_gap_between_them_are_whole_all_the_same():
    gapped = record(2023, 2025, 2026)
    assert whole_years(gapped, Period.of("2025-26")) == [Year(2023), Year(2025), Year(2026)]
    assert whole_years(gapped, Period.of("2024-10")) == [Year(2023), Year(2025)]
    assert told(gapped) == (date(2024, 4, 1), date(2026, 3, 31))


def test_without_published_tables_it_says_so():
    found = National.of(None, "206", [Year(2026)], Period.of("2025-26"))
    assert found.area == "Islington (206)"
    assert found.population is None
    assert "counts without rates, and no neighbours" in found.remarks[0]
    one = made.report().figure("referrals")
    assert found.beside(one.indicator, one.kind, one.years).says == ()


def test_an_authority_that_is_none_that_day_is_called_by_its_code():
    assert National.of(None, "820", [], Period.of("2025-26")).area == "authority 820"


def test_a_picture_says_what_it_shows():
    one = made.report().figure("referrals")
    chart = usual_range.months(one)
    assert chart.title == "Referrals, by month"
    assert chart.says == one.trend
    assert len(chart.table.rows) == one.chart.points.height
    assert "<title" in chart.svg
    assert "<desc" in chart.svg
    assert "highest usual" in chart.svg
    assert png(chart.svg).startswith(b"\x89PNG")
    assert png(chart.svg) == png.__wrapped__(chart.svg)
    assert usual_range.months(made.report().figure("referrals_by_source")) is None


def test_a_month_beyond_its_usual_range_is_marked_and_named():
    one = made.report().figure("referrals")
    counts = [40, 60, 45, 55] * 3 + [45, 55, 40, 60] * 2 + [150]
    months = pl.DataFrame(
        {
            "period": [f"{2024 + at // 12}-{at % 12 + 1:02}" for at in range(len(counts))],
            "name": [f"month {at}" for at in range(len(counts))],
            "count": counts,
            "out_of": [None] * len(counts),
            "value": [float(count) for count in counts],
            "lower": [None] * len(counts),
            "upper": [None] * len(counts),
            "why": [""] * len(counts),
        },
        schema=POINTS,
    )
    charted = trend.chart(one.indicator, one.kind, months)
    jumped = replace(one, months=months, chart=charted, trend=trend.says(charted, months, one.kind))
    chart = usual_range.months(jumped)
    assert [row[-1] for row in chart.table.rows] == [""] * 20 + ["above the upper limit"]
    assert "Part of a signal" in chart.svg
    assert jumped.trend.startswith("By month: 150 in month 20: a change, as it is above the upper limit (usual range")
    [notice] = signals([jumped])
    assert notice.says == f"Referrals. {jumped.trend}"
    assert notice.size > 3


def test_months_without_limits_are_a_plain_line():
    chart = usual_range.months(made.report().figure("children_in_need"))
    assert "usual" not in chart.svg.partition("<g")[2]
    assert len(chart.table.rows) == 24
