"""Sentences, word by word: what is said of a figure, and what is never said."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
import pytest

from paramountcy.indicators import timing
from paramountcy.indicators.between import LEVEL
from paramountcy.indicators.kinds import Between, Bunching, Count, MeanWait, Mix, OfDays, Rate, Spread, Typical
from paramountcy.indicators.period import Period
from paramountcy.indicators.published import published
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Local
from paramountcy.publication import sentence
from paramountcy.publication.shape import CHANGED, GIVEN, NOT_AVAILABLE, NOT_COLLECTED, NOTHING, RELEASED, TOO_FEW
from paramountcy.statistics import neighbours
from paramountcy.statistics.funnel import funnel

WHOLE = {"breakdown": "all", "group": "all", "category": "", "status": GIVEN, "why": "", "method": "Wilson score"}
SHARE = {"unit": "share", "value": 0.2338, "lower": 0.2225, "upper": 0.2456, "numerator": 1204, "denominator": 5150}


def row(indicator: str = "re_referrals", **more: Any) -> dict[str, Any]:
    """A released row of Islington in 2024-25: a share, unless more is said."""
    where = {"area": "Islington", "area_code": "206", "level": "authority", "period": "2024-25", "source": "returns"}
    return dict.fromkeys(RELEASED) | where | WHOLE | SHARE | {"indicator": indicator} | more


def rate(indicator: str, **more: Any) -> dict[str, Any]:
    numbers = {"unit": "per 10,000", "value": 53.21, "lower": 50.2, "upper": 56.4, "numerator": 1204}
    return row(indicator, **numbers | {"denominator": 226_000} | more)


def days(value: float, *, period: str = "2024-25", width: float = 1.0, **more: Any) -> dict[str, Any]:
    numbers = {"unit": "working days", "value": value, "lower": value - width, "upper": value + width}
    counts = {"numerator": None, "denominator": 1428, "category": "median", "period": period}
    return row(**{"indicator": "assessment_quartiles"} | numbers | counts | more)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (
            row(),
            "In Islington, 23.4% of referrals made in 2024-25 (1,204 of 5,150) were of a child who had been referred "
            "on an earlier day of the 12 months before. Allowing for chance, it lies between 22.2% and 24.6%.",
        ),
        (
            row("assessments_within_45_days", period="2024-10", lower=None, upper=None),
            "In Islington, 23.4% of assessments authorised in October 2024 (1,204 of 5,150) were authorised within 45 "
            "working days of their start.",
        ),
        (
            row("long_plans", lower=None, upper=None),
            "In Islington, 23.4% of child protection plans open on 31 March 2025 (1,204 of 5,150) had begun at least "
            "two years before.",
        ),
        (
            row("referrals_by_source", category="Police", lower=None, upper=None),
            "In Islington, 23.4% of referrals made in 2024-25 (1,204 of 5,150) were in the group “Police”.",
        ),
        (
            row("re_referrals", breakdown="age", group="5 to 9", lower=None, upper=None, why="part of the year only"),
            "In Islington (age: 5 to 9), 23.4% of referrals made in 2024-25 (1,204 of 5,150) were of a child who had "
            "been referred on an earlier day of the 12 months before. Part of the year only.",
        ),
        (
            rate("protection_plans"),
            "In Islington there were 53.2 child protection plans open on 31 March 2025 for every 10,000 children "
            "(1,204 in all). Allowing for chance, it lies between 50.2 and 56.4 per 10,000.",
        ),
        (
            days(31.0),
            "In Islington, half of the assessments authorised in 2024-25 (1,428 in all) were done within 31 working "
            "days. Allowing for chance, it lies between 30 and 32 working days.",
        ),
        (
            row("assessments_done_by", category="by day 45", numerator=None, lower=None, upper=None),
            "In Islington, 23.4% of assessments started in 2024-25 (5,150, open ones counted) were authorised by day "
            "45.",
        ),
        (
            row("plan_after_plan", category="within 12 months", numerator=None, lower=None, upper=None),
            "In Islington, 23.4% of child protection plans that ended in 2024-25 (5,150 in all) were ones whose child "
            "was on another within 12 months.",
        ),
        (
            days(28.31, category="up to day 45", indicator="assessment_wait", lower=None, upper=None),
            "In Islington, assessments started in 2024-25 (1,428, open ones counted) waited 28.3 working days on "
            "average, up to day 45.",
        ),
        (
            row(
                "assessments_bunched",
                category="limit of 45 working days",
                unit="ratio",
                value=0.8,
                lower=0.5,
                upper=1.1,
            ),
            "In Islington, of assessments authorised in 2024-25, 80% more were done in the five working days up to the "
            "limit than the days around them lead one to expect (limit of 45 working days). Allowing for chance, it "
            "lies between 50% more and 110% more.",
        ),
        (
            row("assessments_between_teams", category=LEVEL, lower=None, upper=None),
            "In Islington, 23.4% of assessments started in 2024-25 and followed for 45 working days (1,204 of 5,150) "
            "were authorised within them.",
        ),
        (
            row(
                "referrals_by_month",
                category="2024-10",
                unit="number",
                value=512.0,
                denominator=None,
                lower=None,
                upper=None,
            ),
            "Referrals by month: 512 in Islington in October 2024.",
        ),
        (
            row("persistent_absence", category="in need", period="2023/24", numerator=None, lower=None, upper=None),
            "In Islington (in need), 23.4% of pupils missed a tenth or more of their sessions in the school year "
            "2023/24.",
        ),
        (
            row("care_leavers_not_in_touch", period="2023-24", numerator=None, lower=None, upper=None),
            "In Islington in 2023-24, 23.4% of care leavers aged 19 to 21 were ones with whom the authority was not in "
            "touch.",
        ),
        (
            row("vacancies_covered_by_agency", period="2024-09-30", numerator=None, lower=None, upper=None),
            "In Islington, 23.4% of vacancies at 30 September 2024 were covered by agency workers.",
        ),
        (
            row("child_population", period="2024-06-30", unit="number", value=42_310.0, lower=None, upper=None),
            "Children aged 0 to 17: 42,310 in Islington on 30 June 2024.",
        ),
        (
            row("social_workers_leaving", period="2024-09-30", unit="full-time equivalents", value=53.2, lower=None)
            | {"upper": None},
            "Social workers who left in the year (full-time equivalents): 53.2 full-time equivalents in Islington in "
            "the year to 30 September 2024.",
        ),
        (
            row("of_our_own", lower=None, upper=0.3),
            "Of our own: 23.4% (1,204 of 5,150) in Islington in 2024-25. Allowing for chance, it is 30.0% or less.",
        ),
        (
            row("of_our_own", lower=0.2, upper=None, numerator=None),
            "Of our own: 23.4% in Islington in 2024-25. Allowing for chance, it is 20.0% or more.",
        ),
    ],
)
def test_a_figure(told, says):
    assert sentence.figure(told) == says


@pytest.mark.parametrize(
    ("status", "why", "reason"),
    [
        (NOTHING, "", "there was nothing to count"),
        (
            TOO_FEW,
            "",
            "so few children are behind it that somebody might be recognised, or it would give such a number away",
        ),
        (TOO_FEW, "12 completed, 200 are needed", "too few children are behind it (12 completed, 200 are needed)"),
        (NOT_AVAILABLE, "", "the source does not have it"),
        (NOT_COLLECTED, "", "nobody was asked for it then"),
        (CHANGED, "", "what is counted changed, so that it can't be set beside the other years"),
    ],
)
def test_no_figure_says_why_and_is_never_nought(status, why, reason):
    without = row(status=status, why=why, value=None, lower=None, upper=None, numerator=None)
    assert sentence.figure(without) == (
        f"Re-referrals within 12 months: no figure for Islington in 2024-25, as {reason}."
    )
    assert sentence.figure(without | {"breakdown": "sex", "group": "girls"}).startswith(
        "Re-referrals within 12 months: no figure for Islington (sex: girls) in 2024-25, as "
    )


def example(kind: object) -> Mapping[str, Any]:
    """The columns of a row of a kind of figure."""
    alone = {"numerator": None, "lower": None, "upper": None}
    if isinstance(kind, Rate):
        return {"unit": "per 10,000", "value": 53.2, "lower": None, "upper": None}
    if isinstance(kind, Count):
        return {"unit": "number", "value": 53.0, "category": "2024-10", **alone}
    if isinstance(kind, (Mix, Spread)):
        return {"category": "some of them"}
    if isinstance(kind, Between):
        return {"category": LEVEL}
    if isinstance(kind, (Typical, MeanWait)):
        return {"unit": "working days", "value": 31.0, "category": timing.categories(kind)[1], **alone}
    if isinstance(kind, Bunching):
        return {"unit": "ratio", "value": 0.8, "category": timing.categories(kind)[0], **alone}
    return {"category": timing.categories(kind)[0], **alone} if isinstance(kind, OfDays) else {}


@pytest.mark.parametrize("one", list(INDICATORS), ids=lambda one: one.name)
def test_every_definition_of_ours_becomes_a_sentence(one):
    kind = one.kind(Period.of("2024-25"), Local())
    says = sentence.figure(row(one.name, **example(kind)))
    told = says.partition(" Allowing for chance")[0]
    assert told.startswith("In Islington") or one.name == "referrals_by_month"
    assert "2024-25" in told or "31 March 2025" in told or "October 2024" in told
    assert "53" in told or "31 working days" in told or "31.0 working days" in told or "23.4%" in told or "80%" in told
    assert not re.search(r"the period|\bits end\b|those that|were (that|who|what)\b|  |\.\.|None|, ,", told)
    assert told.endswith(".")


@pytest.mark.parametrize("one", [one for one in published().values() if not one.same_as], ids=lambda one: one.name)
def test_every_published_definition_becomes_a_sentence(one):
    counted = {} if one.unit == "share" else {"value": 53.2, "lower": None, "upper": None}
    category = one.categories[0].name
    told = sentence.figure(
        row(one.name, **{"unit": one.unit, "category": category, "period": one.period(2024)} | counted)
    )
    told = told.partition(" Allowing for chance")[0]
    assert told.startswith(("In Islington", one.title))
    assert "20" in told
    assert not category or category in told
    told = told.removeprefix(one.title)
    assert not re.search(r"the period|were (that|who|what|went)\b|in the year\b(?! to)|  |\.\.|None", told)


BEFORE = {"numerator": 1100, "denominator": 5000, "value": 0.219, "lower": 0.2078, "upper": 0.2307}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [row(period="2023-24", **BEFORE), row(value=0.259, lower=0.247, upper=0.271)],
            "Since 2023-24 it went up, from 21.9% to 25.9%, by more than chance alone would make, a change for the "
            "worse.",
        ),
        (
            [row(period="2023-24", **BEFORE), row(value=0.181, lower=0.17, upper=0.193)],
            "Since 2023-24 it went down, from 21.9% to 18.1%, by more than chance alone would make, a change for the "
            "better.",
        ),
        (
            [row(period="2023-24", **BEFORE), row(value=0.225, lower=0.213, upper=0.237)],
            "No clear change since 2023-24 (21.9%).",
        ),
        (
            [row(period="2022-23", **BEFORE | {"value": 0.228}), row(period="2023-24", **BEFORE), row(value=0.225)],
            "No clear change since 2023-24 (21.9%), nor since 2022-23 (22.8%).",
        ),
        (
            [days(25.0, period="2013-14"), days(30.5, period="2023-24"), days(31.0)],
            "No clear change since 2023-24 (30.5 working days). Since 2013-14 it got slower, from 25 to 31 working "
            "days, by more than chance alone would make.",
        ),
        (
            [days(34.0, period="2023-24"), days(31.0)],
            "Since 2023-24 it got faster, from 34 to 31 working days, by more than chance alone would make.",
        ),
        (
            [days(34.0, period="2023-24", lower=None, upper=None), days(31.0)],
            "It was 34 in 2023-24 and is 31 working days now; how much of that is chance can't be told.",
        ),
        ([days(31.0, period="2023-24", lower=None), days(31.0)], "It was 31 working days in 2023-24 too."),
        ([days(31.0)], "There is no earlier figure to set it beside."),
        (
            [days(31.0, period="2023-24"), days(31.0) | {"value": None}],
            "Whether it changed can't be said, as there is no figure for 2024-25.",
        ),
        (
            [days(25.0, period="2012-13"), days(25.0, period="2013-14", status=CHANGED) | {"value": None}, days(31.0)],
            "There is no earlier figure to set it beside. Before 2024-25 it was counted in another way.",
        ),
        ([days(31.0, status=CHANGED) | {"value": None}], ""),
        ([], ""),
    ],
)
def test_a_change_is_told_only_where_chance_would_not_make_it(rows, says):
    assert sentence.change(rows) == says
    assert sentence.change(rows[::-1]) == says


def test_years_counted_in_another_way_are_left_out():
    rows = [days(20.0, period="2012-13"), days(30.5, period="2023-24"), days(31.0)]
    assert sentence.change(rows, since="2014-15") == (
        "No clear change since 2023-24 (30.5 working days). Before 2023-24 it was counted in another way."
    )


def test_days_and_months_are_written_in_words():
    rows = [days(20.0, period="2024-06-30"), days(30.5, period="2024-09-30"), days(31.0, period="2024-12-31")]
    assert sentence.change(rows, since="2024-09-30") == (
        "No clear change since 30 September 2024 (30.5 working days). "
        "Before 30 September 2024 it was counted in another way."
    )
    by_month = [days(30.5, period="2024-10"), days(31.0, period="2024-11") | {"value": None}]
    assert sentence.change(by_month) == "Whether it changed can't be said, as there is no figure for November 2024."


def test_what_gets_neither_better_nor_worse_is_never_called_either():
    for one in INDICATORS:
        if one.better == "neither":
            up = [row(one.name, period="2023-24", value=0.1, lower=0.09, upper=0.11), row(one.name)]
            said = sentence.change(up)
            assert "went up, from 10.0% to 23.4%" in said
            assert "better" not in said
            assert "worse" not in said


def beside_three() -> neighbours.Beside:
    values = {
        name: sentence.estimate(row(area=name, value=value, lower=value - 0.01, upper=value + 0.01))
        for name, value in (("Islington", 0.30), ("Camden", 0.2), ("Hackney", 0.22), ("Lambeth", 0.24))
    }
    values["Brent"] = sentence.estimate(row(area="Brent", status=TOO_FEW, why="", value=None))
    names = ["Camden", "Hackney", "Lambeth", "Brent"]
    table = pl.DataFrame(
        [("Islington", name, place, "Close", "2025") for place, name in enumerate(names, start=1)],
        schema=neighbours.COLUMNS,
        orient="row",
    )
    return neighbours.beside("Islington", values, table, vintages=["2025"], what="re-referrals")


def test_beside_others_and_beside_england():
    england = row(area="England", level="england", value=0.226, lower=0.2255, upper=0.2265)
    assert sentence.beside(row(value=0.3, lower=0.29, upper=0.31), beside_three(), england) == (
        "Statistical neighbours of 2025 (3 of 4 known; 4 close): the middle one has 22.0%, and half of them lie "
        "between 21.0% and 23.0%. Islington is above that half. Left out: Brent (so few children are behind it that "
        "somebody might be recognised, or it would give such a number away). England: 22.6%. Islington is higher, by "
        "more than chance alone would make."
    )
    assert sentence.beside(row(value=0.23), None, england) == "England: 22.6%. Islington is not clearly different."
    assert sentence.beside(row(value=0.23, lower=None), None, england) == (
        "England: 22.6%. How much of the difference is chance can't be told."
    )
    assert sentence.beside(row(value=None), None, england) == (
        "England: 22.6%. There is no figure for Islington to set beside it."
    )
    assert sentence.beside(row(), None, england | {"value": None}) == ""
    assert sentence.beside(days(29.0), None, days(33.0, area="England")) == (
        "England: 33 working days. Islington is faster, by more than chance alone would make."
    )


def test_a_place_in_the_funnel_is_never_told_without_its_uncertainty():
    chance = np.random.default_rng(4)
    size = np.r_[chance.integers(500, 8_000, 150), 12, 0]
    share = np.clip(chance.normal(0.23, 0.03, 152), 0.01, 0.99)
    share[1], share[2], share[3] = 0.42, 0.3, 0.05
    size[:4] = 4_000
    count = np.round(size * share)
    count[0], count[150] = 920, 3
    names = [f"Area {number}" for number in range(152)]
    found = funnel(names, count, size, what="Re-referrals")
    average = "where the average of all is 23.3%"
    assert f"{found.mean:.3f}" == "0.233"
    assert sentence.funnel(found, "Area 0") == (
        f"Among authorities of its size, Area 0 is about as expected: 23.0%, {average}."
    )
    assert sentence.funnel(found, "Area 1") == (
        "Among authorities of its size, Area 1 is higher than chance and the usual differences between authorities "
        f"explain: 42.0%, {average}. About {found.expected_outside:.0f} of 150 would be with nothing unusual about "
        f"them: it is a question, not a verdict."
    )
    assert sentence.funnel(found, "Area 2") == (
        "Among authorities of its size, Area 2 is higher than most, but within what chance and the usual differences "
        f"between authorities allow: 30.0%, {average}."
    )
    assert sentence.funnel(found, "Area 3").startswith("Among authorities of its size, Area 3 is lower than chance and")
    assert sentence.funnel(found, "Area 150") == (
        f"Area 150 has only 3 events of 12, too few to say much: within what chance alone allows (25.0%, {average})."
    )
    assert sentence.funnel(found, "Area 151") == "Area 151 is not in the comparison: nothing to count from."
    assert sentence.funnel(found, "Atlantis") == "Atlantis is not in the comparison: it has no figure."


def test_partners_are_told_with_their_figures():
    rows = [
        row("assessments_open_beyond_45_days", value=0.125, numerator=5, denominator=40),
        row("assessment_wait", category="up to day 45", unit="working days", value=28.3),
        row("assessment_wait", category="up to day 60", unit="working days", value=30.1),
        row("return_after_no_action", value=None, status=NOTHING),
    ]
    assert sentence.partners(rows) == (
        "Never read it alone, but beside Open assessments older than 45 working days: 12.5% (5 of 40); Mean wait for "
        "an assessment, up to 45 and 60 working days: 28.3 working days up to day 45 and 30.1 working days up to day "
        "60; Referrals closed without action, followed by an enquiry or referral within 90 days: no figure, as there "
        "was nothing to count."
    )
    assert sentence.partners([]) == ""


def test_a_row_becomes_an_estimate():
    one = sentence.estimate(row())
    assert one.says == "23.4% (95% interval 22.2% to 24.6%)"
    assert (one.method.name, one.method.source, one.n) == ("Wilson score", "returns", 5150)
    without = sentence.estimate(row(value=0.2, status=NOT_COLLECTED, why="since 2022"))
    assert (without.value, without.lower, without.why_not) == (None, None, "nobody was asked for it then (since 2022)")
