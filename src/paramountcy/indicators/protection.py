"""Child protection plans: how many, for what, how long, and whether reviewed in time."""

import narwhals.stable.v2 as nw

from paramountcy.indicators.condition import given
from paramountcy.indicators.groups import lasted
from paramountcy.indicators.kinds import Mix, Rate, Share
from paramountcy.indicators.origins import NATIONAL_FRAMEWORK, ees, framework, lait, national_indicator
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import indicator
from paramountcy.indicators.views import ProtectionPlans

ON_PLANS = (ees("d1"), lait("215"), lait("219"), lait("16"))


@indicator(
    "F8",
    "Children on a child protection plan at the end, per 10,000 children",
    origin=ON_PLANS,
    better="neither",
    asks="Which children are kept safe by a plan, and which without one?",
    at_end=True,
)
def protection_plans(plan: ProtectionPlans, period: Period):
    """
    Child protection plans open at the end of the period, for every 10,000 children of the area.

    In 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cp        | 2024-05-01 |            | counts
    ben  | cp        | 2024-05-01 | 2025-04-01 | counts
    cat  | cp        | 2024-05-01 | 2025-03-31 | not counted: not open at the end of the period
    dev  | cp        | 2025-04-01 |            | not counted: not open at the end of the period
    """
    return Rate(period.ends_with_open(plan.start_date, plan.end_date, plan.known_to), at="period_end")


@indicator(
    "F8",
    "Child protection plans begun, per 10,000 children",
    origin=ON_PLANS,
    better="neither",
    asks="Who comes onto a plan?",
)
def protection_plans_begun(plan: ProtectionPlans, period: Period):
    """
    Child protection plans that began in the period, for every 10,000 children of the area.

    In 2024-25
    plan | plan_type | start_date |
    amy  | cp        | 2024-05-01 | counts
    ben  | cp        | 2024-03-31 | not counted: not begun in the period
    """
    return Rate(period.holds(plan.start_date, "begun"))


@indicator(
    "F8",
    "Child protection plans ended, per 10,000 children",
    origin=ON_PLANS,
    better="neither",
    asks="What ended it: change, time, or a move?",
)
def protection_plans_ended(plan: ProtectionPlans, period: Period):
    """
    Child protection plans that ended in the period, for every 10,000 children of the area.

    In 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cp        | 2024-05-01 | 2025-03-31 | counts
    ben  | cp        | 2024-05-01 |            | not counted: not ended in the period
    """
    return Rate(period.holds(plan.end_date, "ended"), at="end_date")


@indicator(
    "F9",
    "Child protection plans begun, by category of abuse",
    origin=(ees("d2"), ees("a6")),
    better="neither",
    asks="What do we name, and what do we not?",
)
def first_categories(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans that began in the period, the share with each initial category of abuse.

    In 2024-25
    plan | plan_type | start_date | initial_category |
    amy  | cp        | 2024-05-01 | EMO              | counts: emotional abuse
    ben  | cp        | 2024-05-01 |                  | counts: not recorded
    cat  | cp        | 2024-03-31 | EMO              | not counted: not begun in the period
    """
    return Mix(period.holds(plan.start_date, "begun"), by=plan.initial_category, codes="abuse")


@indicator(
    "F9",
    "Children on a child protection plan, by latest category of abuse",
    origin=ees("d4"),
    better="neither",
    asks="What are children kept safe from now?",
    at_end=True,
)
def latest_categories(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans open at the end of the period, the share with each latest category of abuse.

    In 2024-25
    plan | plan_type | start_date | end_date   | latest_category |
    amy  | cp        | 2024-05-01 |            | NEG             | counts: neglect
    ben  | cp        | 2024-05-01 | 2025-03-31 | NEG             | not counted: not open at the end of the period
    """
    return Mix(
        period.ends_with_open(plan.start_date, plan.end_date, plan.known_to),
        by=plan.latest_category,
        codes="abuse",
        at="period_end",
    )


@indicator(
    "F9",
    "Plans whose category of abuse changed",
    origin=ees("d4"),
    better="neither",
    asks="What did we come to understand while the plan ran?",
    at_end=True,
)
def changed_categories(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans open at the end of the period, those whose latest category of abuse is not the first.

    In 2024-25
    plan | plan_type | start_date | initial_category | latest_category |
    amy  | cp        | 2024-05-01 | EMO              | NEG             | counts
    ben  | cp        | 2024-05-01 | NEG              | NEG             | out of: no change recorded
    cat  | cp        | 2024-05-01 | NEG              |                 | out of: no change recorded
    dev  | cp        | 2025-04-01 | EMO              | NEG             | not counted: not open at the end of the period
    """
    return Share(
        out_of=period.ends_with_open(plan.start_date, plan.end_date, plan.known_to),
        meet=given(plan.initial_category != plan.latest_category, "no change recorded"),
        at="period_end",
    )


@indicator(
    "F10",
    "Second or later child protection plans",
    origin=(ees("d3"), lait("15"), NATIONAL_FRAMEWORK, national_indicator(65), framework(4)),
    better="lower",
    asks="What had the earlier plan not changed?",
    beside=("F14",),
)
def repeat_plans(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans that began in the period, those of a child who had been on one before, at any time and
    anywhere the authority knows of.

    In 2024-25
    plan | plan_type | start_date | previous_plans |
    amy  | cp        | 2024-05-01 | 1              | counts
    ben  | cp        | 2024-05-01 | 0              | out of: no earlier plan
    cat  | cp        | 2024-05-01 |                | out of: no earlier plan
    dev  | cp        | 2024-03-31 | 2              | not counted: not begun in the period
    """
    return Share(out_of=period.holds(plan.start_date, "begun"), meet=given(plan.previous_plans >= 1, "no earlier plan"))


@indicator(
    "F12",
    "Child protection plans open for two years or more",
    origin=(ees("d5"), lait("264"), NATIONAL_FRAMEWORK),
    better="lower",
    asks="What would have to change for this plan to end?",
    beside=("F11",),
    at_end=True,
)
def long_plans(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans open at the end of the period, those that had begun at least two years before.

    In 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cp        | 2023-03-31 |            | counts
    ben  | cp        | 2023-04-01 |            | out of: under two years
    cat  | cp        | 2023-03-31 | 2025-03-31 | not counted: not open at the end of the period
    """
    return Share(
        out_of=period.ends_with_open(plan.start_date, plan.end_date, plan.known_to),
        meet=given(plan.start_date.dt.offset_by("24mo").cast(nw.Date) <= nw.lit(period.end), "under two years"),
        at="period_end",
    )


@indicator(
    "F12",
    "How long open child protection plans have lasted",
    origin=(ees("d5"), lait("264")),
    better="neither",
    asks="How old are the plans we have?",
    beside=("F11",),
    at_end=True,
)
def length_of_open_plans(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans open at the end of the period, the share that has lasted each span.

    In 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cp        | 2023-03-31 |            | counts: 2 years or more
    ben  | cp        | 2025-03-31 |            | counts: 3 months or less
    cat  | cp        | 2023-03-31 | 2025-03-31 | not counted: not open at the end of the period
    """
    return Mix(
        period.ends_with_open(plan.start_date, plan.end_date, plan.known_to),
        by=lasted(plan.start_date, nw.lit(period.end)),
        codes="duration",
        at="period_end",
    )


@indicator(
    "F13",
    "Child protection plans that lasted two years or more",
    origin=(ees("d7"), lait("98"), national_indicator(64), framework(4)),
    better="lower",
    asks="What ended it: change, time, or a move?",
)
def plans_that_lasted(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans that ended in the period, those that had lasted at least two years.

    In 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cp        | 2022-06-01 | 2024-06-01 | counts
    ben  | cp        | 2022-06-02 | 2024-06-01 | out of: under two years
    cat  | cp        | 2022-06-01 |            | not counted: not ended in the period
    """
    return Share(
        out_of=period.holds(plan.end_date, "ended"),
        meet=given(plan.start_date.dt.offset_by("24mo").cast(nw.Date) <= plan.end_date, "under two years"),
        at="end_date",
    )


@indicator(
    "F14",
    "Child protection plans that ended within three months",
    origin=(ees("d7"), ees("d8")),
    better="neither",
    asks="Was the plan not needed, or ended too soon?",
    beside=("F10",),
)
def short_plans(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans that ended in the period, those that had lasted three months or less.

    In 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cp        | 2024-06-01 | 2024-09-01 | counts
    ben  | cp        | 2024-05-31 | 2024-09-01 | out of: more than three months
    cat  | cp        | 2024-06-01 |            | not counted: not ended in the period
    """
    return Share(
        out_of=period.holds(plan.end_date, "ended"),
        meet=given(plan.end_date <= plan.start_date.dt.offset_by("3mo").cast(nw.Date), "more than three months"),
        at="end_date",
    )


@indicator(
    "F15",
    "Child protection plans reviewed in time",
    origin=(ees("d6"), lait("19"), national_indicator(67), framework(4)),
    better="higher",
    asks="Whose review was late, and what waited for it?",
    at_end=True,
)
def plans_reviewed(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans open at the end of the period for three months or more, those whose first review came
    within three months of the start, and each later one within six of the one before, with none overdue.

    In 2024-25
    plan | is | plan_type | start_date | end_date   |
    amy  | a  | cp        | 2024-04-01 |            | counts
    ben  | b  | cp        | 2024-04-01 |            | out of: a review was late, or is overdue
    cat  | c  | cp        | 2024-04-01 |            | out of: a review was late, or is overdue
    dev  | d  | cp        | 2024-12-31 |            | counts
    eve  | e  | cp        | 2025-01-01 |            | not counted: open for less than three months
    fay  | f  | cp        | 2024-04-01 | 2025-03-31 | not counted: not open at the end of the period
    gus  | g  | cp        | 2024-04-01 |            | out of: a review was late, or is overdue

    conference | plan_id | kind   | held_date  |
    amy        | a       | review | 2024-07-01 |
    amy        | a       | review | 2024-12-31 |
    ben        | b       | review | 2024-07-02 |
    ben        | b       | review | 2024-12-31 |
    cat        | c       | review | 2024-07-01 |
    cat        | c       | review | 2025-04-01 |
    fay        | f       | review | 2024-07-01 |
    """
    old_enough = plan.start_date.dt.offset_by("3mo").cast(nw.Date) <= nw.lit(period.end)
    return Share(
        out_of=period.ends_with_open(plan.start_date, plan.end_date, plan.known_to)
        & given(old_enough, "open for less than three months"),
        meet=given(plan.reviewed_in_time, "a review was late, or is overdue"),
        at="period_end",
    )
