"""Sentences, word by word: one for each kind of figure, and for each way of not being given."""

import pytest

from paramountcy.indicators.figures import FIGURES
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Local
from paramountcy.publication.figures import words

YEAR = Period.of("2025-26")


def row(**given) -> dict:
    """A figure's row, given unless it says otherwise."""
    nothing = dict.fromkeys(FIGURES, "") | dict.fromkeys(("numerator", "denominator", "value", "lower", "upper"))
    return nothing | {"breakdown": "all", "group": "all", "status": "given", "unit": "share"} | given


def said(name: str, *rows: dict, period: Period = YEAR) -> str:
    one = INDICATORS.in_force(YEAR.year)[name]
    return words.says(one, one.kind(period, Local()), rows, period)


SHARE = row(numerator=872, denominator=1004, value=0.8685, lower=0.8462, upper=0.888)


@pytest.mark.parametrize(
    ("name", "rows", "sentence"),
    [
        (
            "assessments_within_45_days",
            [SHARE],
            "Assessments completed within 45 working days: 872 of 1,004 in 2025-26, 86.9% (95% interval 84.6% to "
            "88.8%).",
        ),
        (
            "referrals",
            [row(numerator=1043, value=292.8, lower=275.3, upper=311.1, unit="per 10,000", denominator=35622)],
            "Referrals: 1,043 in 2025-26, 292.8 per 10,000 (95% interval 275.3 to 311.1).",
        ),
        (
            "referrals",
            [row(numerator=1043, unit="per 10,000", status="not available", why="the population is not known")],
            "Referrals: 1,043 in 2025-26.",
        ),
        (
            "referrals_by_month",
            [row(category="2025-04", numerator=88, value=88.0), row(category="2025-05", numerator=97, value=97.0)],
            "Referrals by month: 185 in 2025-26, most in May 2025 (97) and fewest in April 2025 (88).",
        ),
        (
            "referrals_by_source",
            [
                row(category="police", numerator=30, denominator=60, value=0.5),
                row(category="schools", numerator=20, denominator=60, value=1 / 3),
                row(category="not recorded", numerator=10, denominator=60, value=1 / 6),
            ],
            "Referrals by who made them: of 60 in 2025-26, the largest parts are police (50.0%), schools (33.3%) and "
            "not recorded (16.7%); 10 are not recorded.",
        ),
        (
            "assessment_days",
            [
                row(category="same day", numerator=1, denominator=4, value=0.25),
                row(category="11 to 20", numerator=3, denominator=4, value=0.75),
            ],
            "How long completed assessments took: of 4 in 2025-26, the largest parts are 11 to 20 working days (75.0%) "
            "and same day (25.0%).",
        ),
        (
            "assessment_quartiles",
            [
                row(category="lower quartile", denominator=10, value=18.0, lower=17.0, upper=19.0),
                row(category="median", denominator=10, value=30.0, lower=28.0, upper=32.0),
                row(category="upper quartile", denominator=10, value=None),
            ],
            "Typical length of completed assessments: half within 30 working days (95% interval 28 to 32) and a "
            "quarter within 18, of 10 in 2025-26. Not known upper quartile: too few to say.",
        ),
        (
            "return_after_closure",
            [
                row(category="within 3 months", denominator=9, value=0.117, lower=0.09, upper=0.15),
                row(category="within 12 months", denominator=9, status="too few", why="nobody was followed so long"),
            ],
            "Children referred again after their case was closed: 11.7% (95% interval 9.0% to 15.0%) within 3 months, "
            "of 9 in 2025-26. Not known within 12 months: nobody was followed so long.",
        ),
        (
            "assessment_wait",
            [row(category="up to day 45", denominator=9, value=28.86, lower=28.0, upper=29.7)],
            "Mean wait for an assessment, up to 45 and 60 working days: 28.9 working days (95% interval 28.0 to 29.7) "
            "up to day 45, of 9 in 2025-26.",
        ),
        (
            "assessments_bunched",
            [row(category="limit of 45 working days", denominator=900, value=1.38, lower=0.92, upper=1.98)],
            "Piling up of completions just under the limit: 138% more were completed just under the limit of 45 "
            "working days than the days around it lead one to expect in 2025-26 (95% interval 92% to 198%).",
        ),
        (
            "assessments_bunched",
            [row(category="limit of 45 working days", denominator=900, value=-0.1, lower=-0.3, upper=0.2)],
            "Piling up of completions just under the limit: 10% fewer were completed just under the limit of 45 "
            "working days than the days around it lead one to expect in 2025-26, no more than chance would give.",
        ),
        (
            "assessments_between_teams",
            [
                row(category="level", numerator=5, denominator=9, value=0.5, why="of what happened up to now"),
                row(category="ICC", value=0.01, why="of what happened up to now; Teams lie close together."),
            ],
            "How much teams, and areas, differ in assessing within 45 working days: Teams lie close together.",
        ),
        (
            "children_in_need",
            [row(numerator=685, unit="per 10,000", status="not available")],
            "Children in need at the end: 685 on 31 March 2026.",
        ),
        (
            "assessments_within_45_days",
            [row(numerator=0, denominator=0, status="nothing to count", why="there were none to take a share of")],
            "Assessments completed within 45 working days: there was nothing to count in 2025-26.",
        ),
        (
            "assessments_within_45_days",
            [row(status="not available", why="no return tells of 31 March 2026")],
            "Assessments completed within 45 working days: not given in 2025-26: no return tells of 31 March 2026.",
        ),
    ],
)
def test_a_figure_in_a_sentence(name, rows, sentence):
    assert said(name, *rows) == sentence


def test_a_quarter_is_told_by_its_months():
    assert said("assessments_within_45_days", SHARE, period=Period.of("2025-26-Q3")).startswith(
        "Assessments completed within 45 working days: 872 of 1,004 from October to December 2025, 86.9%"
    )


def test_the_title_is_left_out_where_it_stands_above():
    from tests.publication.figures.made import hostile

    one = hostile().figure("referrals")
    assert one.says == "Referrals: 8 in 2025-26."
    assert words.without_title(one) == "8 in 2025-26."


def test_the_children_behind_a_figure_are_tallied_in_a_sentence():
    from tests.publication.figures.made import hostile

    assert words.tally(hostile().figure("assessments_within_45_days")) == (
        "In: 4 rows; Not counted: 4 rows (its dates are in the wrong order)."
    )
    assert words.tally(hostile().figure("referrals")) == "In: 8 rows of 4 children."


@pytest.mark.parametrize(
    ("name", "word"), [("told-late", "Told late"), ("id-reused", "LAchildID reused"), ("upn-shared", "UPN shared")]
)
def test_what_a_finding_is_called(name, word):
    assert words.finding(name) == word
