"""Months with their usual range, the same months a year before, and what counts as a clear change."""

from datetime import date

import polars as pl
import pytest

from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Local
from paramountcy.publication.figures import trend, words
from paramountcy.publication.figures.shape import POINTS
from paramountcy.publication.figures.trend import change, chart, months_to, says, usual
from paramountcy.statistics.control_chart import Chart, p_chart
from tests.publication.figures.test_words import row

PERIOD = Period.of("2025-26")


def kind_of(name: str):
    one = INDICATORS.in_force(PERIOD.year)[name]
    return one, one.kind(PERIOD, Local())


def months(*values: float | None, count: int = 40, out_of: int = 100) -> pl.DataFrame:
    rows = [
        {"period": f"2024-{at:02}", "name": f"month {at}", "value": value, "count": count, "out_of": out_of, "why": ""}
        for at, value in enumerate(values, start=1)
    ]
    return pl.DataFrame(rows, schema_overrides=POINTS).select(
        pl.col(name) if name in rows[0] else pl.lit(None, kind).alias(name) for name, kind in POINTS.items()
    )


STEADY = [0.4, 0.42, 0.39, 0.41] * 5


def test_months_go_back_two_years_or_as_far_as_the_returns_tell():
    assert months_to(PERIOD, date(2022, 4, 1))[0] == "2024-04"
    assert months_to(PERIOD, date(2022, 4, 1))[-1] == "2026-03"
    assert months_to(Period.of("2025-10"), date(2025, 4, 1)) == [f"2025-{month:02}" for month in range(4, 11)]


def test_a_share_has_the_chart_of_shares():
    one, kind = kind_of("assessments_within_45_days")
    found = months(*STEADY).with_columns((pl.col("value") * 100).cast(pl.Int64).alias("count"))
    made = chart(one, kind, found)
    assert isinstance(made, Chart)
    wanted = p_chart(found["name"], found["count"], found["out_of"], every="month", better="higher")
    assert made.points["upper"].to_list() == wanted.points["upper"].to_list()
    assert says(made, found, kind).startswith(
        "By month: 41.0% in month 20, no more than the usual ups and downs (usual"
    )


def test_limits_are_never_told_below_nought_or_above_all():
    one, kind = kind_of("return_after_closure")
    made = chart(one, kind, months(*([0.01, 0.99] * 10), out_of=1000))
    low, high = usual(made, made.latest)
    assert (low, high) == (0.0, 1.0)
    assert "usual range 0.0% to 100.0%" in says(made, months(0.1), kind)


def test_what_stands_at_the_end_has_no_limits():
    one, kind = kind_of("children_in_need")
    made = chart(one, kind, months(*([600.0] * 20)))
    assert made == trend.STANDING
    assert says(made, months(600.0, 640.0, 620.0), kind) == (
        f"By month it went from 600 (month 1) to 620 (month 3), between 600 and 640. {trend.STANDING}"
    )


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (months(0.4, 0.5), "Limits of usual ups and downs need 12 months, and there are 2."),
        (months(0.4), "Limits of usual ups and downs need 12 months, and there is 1."),
        (months(None, None), words.NOT_BY_MONTH),
        (months(*STEADY, out_of=4), "Fewer than 3 a month on average are too few for limits of usual ups and downs."),
        (
            months(*([0.995] * 20), out_of=100),
            "Fewer than 3 a month on average are too few for limits of usual ups and downs.",
        ),
    ],
)
def test_where_there_are_no_limits_it_says_why(found, why):
    assert chart(*kind_of("assessments_within_45_days"), found) == why


def test_days_need_cases_enough():
    one, kind = kind_of("assessment_quartiles")
    assert "Fewer than 10 a month" in chart(one, kind, months(*([30.0] * 20), out_of=9))
    assert isinstance(chart(one, kind, months(*([30.0, 31.0] * 10), out_of=10)), Chart)


def figures(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame(list(rows), infer_schema_length=None)


def share(count: int, out_of: int) -> dict:
    from paramountcy.statistics.intervals import share as made

    found = made(count, out_of)
    return row(numerator=count, denominator=out_of, value=found.value, lower=found.lower, upper=found.upper)


def test_a_clear_change_is_one_that_chance_would_not_make():
    _, kind = kind_of("assessments_within_45_days")
    told, moved = change(kind, figures(share(560, 700)), figures(share(480, 800)), "2024-25")
    assert told == "Clearly higher than the 60.0% in 2024-25: 80.0% now."
    assert moved > 5
    told, moved = change(kind, figures(share(6, 10)), figures(share(8, 10)), "October 2024")
    assert (told, moved) == ("Not clearly different from the 80.0% in October 2024.", 0.0)


def test_the_interval_of_a_change_is_newcombes():
    """56 of 70 and 48 of 80 differ by 5.2 to 33.4 points (Newcombe 1998), so clearly; with 53 of 70 no more."""
    _, kind = kind_of("assessments_within_45_days")
    assert change(kind, figures(share(56, 70)), figures(share(48, 80)), "then")[1] > 0
    assert change(kind, figures(share(52, 70)), figures(share(48, 80)), "then")[1] == 0


def test_a_count_is_compared_by_its_own_interval():
    _, kind = kind_of("referrals")
    told, moved = change(kind, figures(row(numerator=150)), figures(row(numerator=100)), "2024-25")
    assert told == "Clearly higher than the 100 in 2024-25: 150 now."
    assert moved > 2
    assert change(kind, figures(row(numerator=110)), figures(row(numerator=100)), "2024-25")[1] == 0


def test_what_can_not_be_compared_says_why():
    _, kind = kind_of("assessments_within_45_days")
    missing = row(status="not available", why="no return tells of 31 March 2025")
    assert change(kind, figures(share(5, 9)), figures(missing), "2024-25") == (
        "It can't be set beside 2024-25, as no return tells of 31 March 2025.",
        0.0,
    )
    assert change(kind, figures(missing), figures(share(5, 9)), "2024-25") == ("", 0.0)


def test_of_a_mix_the_part_that_moved_most_is_told():
    _, kind = kind_of("referrals_by_source")

    def parts(police: int, schools: int) -> pl.DataFrame:
        return figures(*(share(n, 1000) | {"category": name} for name, n in (("police", police), ("schools", schools))))

    told, moved = change(kind, parts(300, 200), parts(200, 260), "2024-25")
    assert told == "A clearly larger part than in 2024-25: police, 30.0%, and 20.0% then; 1 more has moved clearly."
    assert moved > 5
    assert change(kind, parts(300, 200), parts(290, 210), "2024-25") == (
        "No part is clearly larger or smaller than in 2024-25.",
        0.0,
    )


def test_of_many_parts_one_counts_only_where_the_intervals_lie_apart():
    _, kind = kind_of("referrals_by_source")
    now, then = figures(share(56, 70) | {"category": "a"}), figures(share(48, 80) | {"category": "a"})
    assert change(kind, now, then, "2024-25")[1] == 0


def test_a_figure_of_several_days_is_followed_by_one_of_them():
    _, kind = kind_of("assessments_done_by")
    now = figures(share(50, 100) | {"category": "by day 10"}, share(80, 100) | {"category": "by day 45"})
    then = figures(share(50, 100) | {"category": "by day 10"}, share(60, 100) | {"category": "by day 45"})
    assert change(kind, now, then, "2024-25")[0] == (
        "Clearly higher than the 60.0% by day 45 in 2024-25: 80.0% by day 45 now."
    )
