"""What comes after: whether the change lasted once help or protection had ended."""

import narwhals.stable.v2 as nw

from paramountcy.indicators.condition import Conditions, given
from paramountcy.indicators.kinds import DAYS, Returning, Share, Waiting
from paramountcy.indicators.origins import ILACS, framework, own
from paramountcy.indicators.period import Period
from paramountcy.indicators.referral import in_need
from paramountcy.indicators.shape import indicator
from paramountcy.indicators.views import ProtectionPlans, Referrals


def still_at_risk(birth: nw.Expr, death: nw.Expr, since: nw.Expr) -> Conditions:
    """That a child was alive and under 18 on the day from which they are followed."""
    adult = birth.dt.offset_by("18y").cast(nw.Date)
    return given((death > since).fill_null(value=True), "the child had died") & given(
        (adult > since).fill_null(value=True), "the child had turned 18"
    )


@indicator(
    "C8",
    "Children referred again after their case was closed",
    origin=own("what comes after, with death and adulthood allowed for"),
    better="lower",
    asks="Which closures did not hold?",
)
def return_after_closure(referral: Referrals, period: Period):
    """
    Of episodes of need closed in the period, the share whose child was referred again within 3, 6, 12 and 24 months,
    by cumulative incidence: who died or turned 18 first could not come back, and not everybody was followed so long.

    In 2023-24
    Returns 2022-23 to 2024-25
    person | birth_date | death_date |
    cat    | 2006-06-01 |            |
    eve    | 2015-01-01 | 2023-06-30 |

    referral | referral_date | nfa   | closure_date | closure_reason |
    amy      | 2023-04-01    | false | 2023-06-01   | RC7            | counts: came back after 30
    amy      | 2023-07-01    | false |              |                | not counted: not closed in the period
    ben      | 2023-04-01    | false | 2024-03-31   | RC7            | counts: seen for 365
    cat      | 2023-04-01    | false | 2024-03-01   | RC7            | counts: ruled out after 92
    dev      | 2023-04-01    | true  | 2023-04-01   |                | not counted: no further action was taken
    eve      | 2023-04-01    | false | 2023-07-01   | RC2            | not counted: the child had died
    fay      | 2023-02-01    | false | 2023-03-31   | RC7            | not counted: not closed in the period
    """
    return Returning(
        period.holds(referral.closure_date, "closed")
        & in_need(referral, period)
        & still_at_risk(referral.birth_date, referral.death_date, referral.closure_date),
        referral.days_from_closure,
        DAYS,
        at="closure_date",
        ended_by=referral.ended_by,
    )


@indicator(
    "F11",
    "Child protection plans within two years of the last",
    origin=(framework(4), ILACS),
    better="lower",
    asks="Which plans ended too soon?",
    beside=("F12",),
    looks_back="24mo",
)
def repeat_plans_within_two_years(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans that began in the period, those of a child whose last plan had ended in the 24 months
    before.

    In 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cp        | 2021-05-01 | 2022-06-01 | not counted: not begun in the period
    amy  | cp        | 2024-06-01 |            | counts
    ben  | cp        | 2021-05-01 | 2022-05-31 | not counted: not begun in the period
    ben  | cp        | 2024-06-01 |            | out of: no plan ended in the 24 months before
    cat  | cp        | 2024-06-01 |            | out of: no plan ended in the 24 months before
    """
    again = plan.previous_end.dt.offset_by("24mo").cast(nw.Date) >= plan.start_date
    return Share(
        out_of=period.holds(plan.start_date, "begun"), meet=given(again, "no plan ended in the 24 months before")
    )


@indicator(
    "F21",
    "How long child protection plans last, open ones counted",
    origin=own("time to the end of the plan"),
    better="neither",
    asks="How long does a child live with a plan?",
    beside=("F11",),
)
def plans_ended_by(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans that began in the period, the share that had ended by 3, 6, 12 and 24 months, open ones
    counted as long as they were seen.

    In 2024-25
    Returns 2024-25 to 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cp        | 2024-05-01 | 2024-05-31 | counts: done after 30
    ben  | cp        | 2025-03-01 |            | counts: open after 30
    cat  | cp        | 2024-03-31 | 2024-05-31 | not counted: not begun in the period
    """
    return Waiting(
        period.holds(plan.start_date, "begun"),
        plan.days_seen,
        DAYS,
        done=~plan.end_date.is_null(),
        by=(91, 182, 365, 730),
    )


@indicator(
    "F21",
    "Children on another plan after one ended",
    origin=own("what comes after, with death and adulthood allowed for"),
    better="lower",
    asks="Which plans ended too soon?",
    beside=("F12",),
)
def plan_after_plan(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans that ended in the period, the share whose child was on another within 6 and 12 months, by
    cumulative incidence. Whether the child came into care is not in the census.

    In 2023-24
    Returns 2022-23 to 2024-25
    plan | plan_type | start_date | end_date   |
    amy  | cp        | 2023-01-01 | 2023-06-01 | counts: came back after 30
    amy  | cp        | 2023-07-01 |            | not counted: not ended in the period
    ben  | cp        | 2023-01-01 | 2024-03-31 | counts: seen for 365
    """
    return Returning(
        period.holds(plan.end_date, "ended") & still_at_risk(plan.birth_date, plan.death_date, plan.end_date),
        plan.days_to_next_plan,
        DAYS,
        at="end_date",
        ended_by=plan.next_plan_or,
        by=(182, 365),
    )


@indicator(
    "F21",
    "Children referred again after their plan ended",
    origin=own("what comes after, with death and adulthood allowed for"),
    better="lower",
    asks="Who is worried about the child again?",
    beside=("F12",),
)
def referral_after_plan(plan: ProtectionPlans, period: Period):
    """
    Of child protection plans that ended in the period, the share whose child was referred again within 6 and 12 months,
    by cumulative incidence.

    In 2023-24
    Returns 2022-23 to 2024-25
    referral | is | referral_date |
    amy      | a  | 2022-12-01    |
    amy      | b  | 2023-07-01    |
    ben      | c  | 2022-12-01    |

    plan | of | plan_type | start_date | end_date   |
    amy  | a  | cp        | 2023-01-01 | 2023-06-01 | counts: came back after 30
    ben  | c  | cp        | 2023-01-01 | 2024-03-31 | counts: seen for 365
    ben  | c  | cp        | 2024-04-01 |            | not counted: not ended in the period
    """
    return Returning(
        period.holds(plan.end_date, "ended") & still_at_risk(plan.birth_date, plan.death_date, plan.end_date),
        plan.days_to_referral,
        DAYS,
        at="end_date",
        ended_by=plan.referral_or,
        by=(182, 365),
    )


@indicator(
    "H11",
    "Safe and stable 12 months after closure",
    origin=own("what help was for; its parts are shown beside it"),
    better="higher",
    asks="Did the change last?",
    beside=("C8",),
    follows="12mo",
)
def safe_after_closure(referral: Referrals, period: Period):
    """
    Of episodes of need closed in the period, and followed for 12 months as a child, those whose child had no referral,
    section 47 enquiry or child protection plan on a later day of those 12 months. Whether the child came into care is
    not in the census and not counted here.

    In 2023-24
    Returns 2023-24 to 2024-25
    person | birth_date |
    fay    | 2006-06-01 |

    referral | is | referral_date | nfa   | closure_date | closure_reason |
    amy      | a  | 2023-04-01    | false | 2023-06-01   | RC7            | counts
    amy      | x  | 2024-06-02    | false |              |                | not counted: not closed in the period
    ben      | b  | 2023-04-01    | false | 2023-06-01   | RC7            | out of: came to notice again
    ben      | y  | 2024-06-01    | false |              |                | not counted: not closed in the period
    cat      | c  | 2023-04-01    | false | 2023-06-01   | RC7            | out of: came to notice again
    dev      | d  | 2023-04-01    | false | 2023-06-01   | RC7            | out of: came to notice again
    eve      | e  | 2023-04-01    | true  | 2023-04-01   |                | not counted: no further action was taken
    fay      | f  | 2023-04-01    | false | 2023-06-30   | RC7            | not counted: died or turned 18 meanwhile
    gus      | g  | 2023-01-01    | false | 2023-03-31   | RC7            | not counted: not closed in the period

    s47_enquiry | of | start_date |
    cat         | c  | 2023-09-01 |

    plan | of | plan_type | start_date |
    dev  | d  | cp        | 2023-09-01 |
    """
    until = referral.closure_date.dt.offset_by("12mo").cast(nw.Date)
    back = [
        (day <= until).fill_null(value=False)
        for day in (referral.referral_after_closure, referral.enquiry_after_closure, referral.plan_after_closure)
    ]
    leaves = (referral.death_date <= until).fill_null(value=False) | (referral.adult_on <= until).fill_null(value=False)
    return Share(
        out_of=period.holds(referral.closure_date, "closed")
        & in_need(referral, period)
        & given(until <= referral.covered_to, "not followed for 12 months yet")
        & still_at_risk(referral.birth_date, referral.death_date, referral.closure_date)
        & given(~leaves, "died or turned 18 meanwhile"),
        meet=given(~(back[0] | back[1] | back[2]), "came to notice again"),
        at="closure_date",
    )
