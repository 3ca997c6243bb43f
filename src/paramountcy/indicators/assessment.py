"""Assessments: how soon they are done, what is still waiting, and what they find."""

from paramountcy.indicators.condition import given
from paramountcy.indicators.kinds import (
    Bands,
    Between,
    Bunching,
    MeanWait,
    Rate,
    Share,
    Spread,
    Typical,
    Waiting,
    in_order,
)
from paramountcy.indicators.origins import (
    NATIONAL_FRAMEWORK,
    TRIALS,
    WORKING_TOGETHER,
    ees,
    framework,
    lait,
    national_indicator,
    own,
)
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Local, indicator
from paramountcy.indicators.views import Assessments, Factors

BANDS: Bands = ((0, 0), (1, 10), (11, 20), (21, 30), (31, 40), (41, 45), (46, 50), (51, 60), (61, None))
GUARDS = ("D6", "D7", "C9")


@indicator(
    "D1",
    "Assessments completed per 10,000 children",
    origin=(ees("c2"), framework(2)),
    better="neither",
    asks="How much of our work is assessing?",
)
def assessments_completed(assessment: Assessments, period: Period):
    """
    Assessments authorised in the period, for every 10,000 children of the area.

    In 2024-25
    assessment | start_date | authorised_date |
    amy        | 2024-03-01 | 2024-04-01      | counts
    ben        | 2024-05-01 | 2025-04-01      | not counted: not completed in the period
    cat        | 2024-05-01 |                 | not counted: not completed in the period
    """
    return Rate(period.holds(assessment.authorised_date, "completed"), at="authorised_date")


@indicator(
    "D2",
    "Assessments completed within 45 working days",
    origin=(ees("c2"), lait("304"), framework(3)),
    better="higher",
    asks="Where do cases wait, for whom and why? Is a late assessment late for the child's sake or ours?",
    beside=GUARDS,
)
def assessments_within_45_days(assessment: Assessments, period: Period):
    """
    Of assessments authorised in the period, those authorised within 45 working days of their start.

    In 2024-25
    assessment | start_date | authorised_date |
    amy        | 2024-05-01 | 2024-07-05      | counts
    ben        | 2024-05-01 | 2024-07-08      | out of: took more than 45 working days
    cat        | 2024-05-01 |                 | not counted: not completed in the period
    dev        | 2023-05-01 | 2023-06-01      | not counted: not completed in the period
    eve        | 2024-05-01 | 2024-04-30      | not counted: its dates are in the wrong order
    fay        |            | 2024-05-01      | not counted: a date is missing, or outside the calendar
    """
    return Share(
        out_of=period.holds(assessment.authorised_date, "completed") & in_order(assessment.days),
        meet=given(assessment.days <= 45, "took more than 45 working days"),
        at="authorised_date",
    )


@indicator(
    "D3",
    "How long completed assessments took",
    origin=ees("c2"),
    better="neither",
    asks="Does the time that is taken follow the child, or the limit?",
)
def assessment_days(assessment: Assessments, period: Period):
    """
    Of assessments authorised in the period, the share that took each span of working days.

    In 2024-25
    assessment | start_date | authorised_date |
    amy        | 2024-05-01 | 2024-05-01      | counts: 0
    ben        | 2024-05-01 | 2024-05-07      | counts: 3
    cat        | 2024-05-01 |                 | not counted: not completed in the period
    """
    return Spread(
        period.holds(assessment.authorised_date, "completed"), assessment.days, at="authorised_date", bands=BANDS
    )


@indicator(
    "D3",
    "Typical length of completed assessments",
    origin=ees("c2"),
    better="neither",
    asks="How long does a child in the middle wait?",
)
def assessment_quartiles(assessment: Assessments, period: Period):
    """
    Of assessments authorised in the period, the working days by which a quarter, half and three quarters were done.

    In 2024-25
    assessment | start_date | authorised_date |
    amy        | 2024-05-01 | 2024-05-01      | counts: 0
    ben        | 2024-05-01 | 2024-05-07      | counts: 3
    cat        | 2024-05-01 |                 | not counted: not completed in the period
    """
    return Typical(period.holds(assessment.authorised_date, "completed"), assessment.days, at="authorised_date")


@indicator(
    "D4",
    "Assessments done by day 10, 35, 45 and 60, open ones counted",
    origin=(own("a share that does not forget who still waits"), national_indicator(59), national_indicator(60)),
    better="neither",
    asks="How long does a child who is referred today wait?",
    beside=("D2", "D6"),
)
def assessments_done_by(assessment: Assessments, period: Period):
    """
    Of assessments started in the period, the share authorised by each day, open ones counted as long as they were seen.

    In 2024-25
    Returns 2024-25 to 2024-25
    assessment | start_date | authorised_date |
    amy        | 2024-05-01 | 2024-05-07      | counts: done after 3
    ben        | 2025-03-24 |                 | counts: open after 5
    cat        | 2024-03-28 | 2024-05-01      | not counted: not started in the period
    dev        | 2024-05-01 | 2024-04-30      | not counted: its dates are in the wrong order
    """
    return Waiting(
        period.holds(assessment.start_date, "started"), assessment.days_seen, done=~assessment.authorised_date.is_null()
    )


@indicator(
    "D5",
    "Mean wait for an assessment, up to 45 and 60 working days",
    origin=own("one number for the whole curve"),
    better="lower",
    asks="Is the wait growing before the limit shows it?",
    beside=("D2", "D6"),
)
def assessment_wait(assessment: Assessments, period: Period):
    """
    Of assessments started in the period, the mean working days waited up to day 45 and day 60, open ones counted.

    In 2024-25
    Returns 2024-25 to 2024-25
    assessment | start_date | authorised_date |
    amy        | 2024-05-01 | 2024-05-07      | counts: done after 3
    ben        | 2025-03-24 |                 | counts: open after 5
    cat        | 2024-03-28 | 2024-05-01      | not counted: not started in the period
    """
    return MeanWait(
        period.holds(assessment.start_date, "started"), assessment.days_seen, done=~assessment.authorised_date.is_null()
    )


@indicator(
    "D6",
    "Open assessments older than 45 working days",
    origin=TRIALS,
    better="lower",
    asks="Which children wait beyond the limit now, and does a manager know why?",
    beside=("D2",),
    at_end=True,
)
def assessments_open_beyond_45_days(assessment: Assessments, period: Period):
    """
    Of assessments open at the end of the period, those begun more than 45 working days before.

    In 2024-25
    assessment | start_date | authorised_date |
    amy        | 2025-01-24 |                 | counts
    ben        | 2025-01-27 | 2025-04-01      | out of: open for no more than 45 working days
    cat        | 2025-01-24 | 2025-03-31      | not counted: not open at the end of the period
    dev        | 2025-04-01 |                 | not counted: not open at the end of the period
    """
    return _open_beyond(assessment, period, 45)


@indicator(
    "D6",
    "Open assessments older than 60 working days",
    origin=TRIALS,
    better="lower",
    asks="Which children have been lost sight of?",
    beside=("D2",),
    at_end=True,
)
def assessments_open_beyond_60_days(assessment: Assessments, period: Period):
    """
    Of assessments open at the end of the period, those begun more than 60 working days before.

    In 2024-25
    assessment | start_date | authorised_date |
    amy        | 2025-01-03 |                 | counts
    ben        | 2025-01-06 | 2025-04-01      | out of: open for no more than 60 working days
    cat        | 2025-01-03 | 2025-03-31      | not counted: not open at the end of the period
    dev        | 2025-04-01 |                 | not counted: not open at the end of the period
    """
    return _open_beyond(assessment, period, 60)


def _open_beyond(assessment: Assessments, period: Period, limit: int) -> Share:
    return Share(
        out_of=period.ends_with_open(assessment.start_date, assessment.authorised_date, assessment.known_to),
        meet=given(assessment.days_open > limit, f"open for no more than {limit} working days"),
        at="period_end",
    )


@indicator(
    "D7",
    "Piling up of completions just under the limit",
    origin=own("Goodhart's law: a limit draws work towards itself"),
    better="lower",
    asks="What would have been done sooner, or longer, had there been no limit?",
    beside=("D2",),
    by=(),
)
def assessments_bunched(assessment: Assessments, period: Period, local: Local):
    """
    Of assessments authorised in the period, how many more were done in the five working days up to the limit than the
    days around them lead one to expect.

    In 2024-25
    assessment | start_date | authorised_date |
    amy        | 2024-05-01 | 2024-07-05      | counts: 45
    ben        | 2024-05-01 |                 | not counted: not completed in the period
    """
    return Bunching(
        period.holds(assessment.authorised_date, "completed"),
        assessment.days,
        at="authorised_date",
        limits=local.limits,
    )


@indicator(
    "D10",
    "Assessments reviewed by the agreed point",
    origin=WORKING_TOGETHER,
    better="higher",
    asks="What did the manager decide at the review point, and record?",
)
def assessments_reviewed(assessment: Assessments, period: Period, local: Local):
    """
    Of assessments authorised in the period, those that were reviewed within the working days the area has agreed (45,
    the outer limit of an assessment, where it has agreed none).

    In 2024-25
    assessment | start_date | internal_review_date | authorised_date |
    amy        | 2024-05-01 | 2024-05-15           | 2024-06-01      | counts
    ben        | 2024-05-01 |                      | 2024-06-01      | out of: not reviewed by the agreed point
    cat        | 2024-05-01 | 2024-07-08           | 2024-07-08      | out of: not reviewed by the agreed point
    dev        | 2024-05-01 | 2024-04-30           | 2024-07-08      | out of: not reviewed by the agreed point
    eve        | 2024-05-01 | 2024-05-15           |                 | not counted: not completed in the period
    """
    reviewed = assessment.days_to_review >= 0
    if local.internal_review is not None:
        reviewed = reviewed & (assessment.days_to_review <= local.internal_review)
    return Share(
        out_of=period.holds(assessment.authorised_date, "completed"),
        meet=given(reviewed, "not reviewed by the agreed point"),
        at="authorised_date",
    )


@indicator(
    "D13",
    "Factors found by assessments, per 10,000 children",
    origin=(ees("c3"), NATIONAL_FRAMEWORK),
    better="neither",
    asks="Which needs reach us late that early help could have met?",
)
def factors(factor: Factors, period: Period):
    """
    Episodes in which an assessment authorised in the period found a factor, for every 10,000 children of the area. Each
    factor is counted once an episode.

    In 2024-25
    assessment | is | start_date | authorised_date |
    amy        | a  | 2024-05-01 | 2024-06-01      |
    amy        | b  | 2024-09-01 | 2024-10-01      |
    ben        | c  | 2024-05-01 | 2025-04-01      |

    assessment_factor | of | factor_code |
    amy               | a  | 3B          | counts: 3B domestic abuse: parent or carer
    amy               | a  | 8C          | counts: 8 privately fostered
    amy               | b  | 3B          | not counted: counted once already
    amy               | b  | 4A          | counts: 4A mental health: child
    amy               | b  | 21          | not counted: no factor was found
    ben               | c  | 3B          | not counted: not completed in the period
    """
    return Rate(
        period.holds(factor.authorised_date, "completed") & given(factor.factor_code != "21", "no factor was found"),
        once=("referral_id", "factor_code"),
        by=factor.factor_code,
        codes="factor",
    )


@indicator(
    "D19",
    "How much teams, and areas, differ in assessing within 45 working days",
    origin=own("the postcode lottery"),
    better="neither",
    asks="Would the same child be helped the same way in another team?",
    by=(),
    follows="45wd",
)
def assessments_between_teams(assessment: Assessments, period: Period):
    """
    Of assessments started in the period and followed for 45 working days, the share authorised within them; and how
    much that differs between teams, and between areas, beyond chance.

    In 2024-25
    Returns 2024-25 to 2024-25
    assessment | start_date | authorised_date |
    amy        | 2024-05-01 | 2024-07-05      | counts
    ben        | 2024-05-01 | 2024-07-08      | out of: not done within 45 working days
    cat        | 2024-05-01 |                 | out of: not done within 45 working days
    dev        | 2025-03-03 | 2025-03-10      | not counted: not followed for 45 working days yet
    eve        | 2024-03-28 | 2024-05-01      | not counted: not started in the period
    """
    return Between(
        out_of=period.holds(assessment.start_date, "started")
        & given(assessment.days_followed >= 45, "not followed for 45 working days yet"),
        meet=given(
            (assessment.days >= 0) & (assessment.days <= 45),
            "not done within 45 working days",
        ),
    )
