"""Children in need: how many, for how long, with what need, and how it ended."""

import narwhals.stable.v2 as nw

from paramountcy.indicators.condition import given
from paramountcy.indicators.groups import lasted
from paramountcy.indicators.kinds import Mix, Rate, Share
from paramountcy.indicators.origins import NATIONAL_FRAMEWORK, ees, framework, lait
from paramountcy.indicators.period import Period
from paramountcy.indicators.referral import in_need
from paramountcy.indicators.shape import indicator
from paramountcy.indicators.views import Referrals

IN_NEED = (ees("b1"), lait("171"), NATIONAL_FRAMEWORK, framework(2))


@indicator(
    "F1",
    "Children in need at the end, per 10,000 children",
    origin=IN_NEED,
    better="neither",
    asks="Is help reaching the children who need it, and ending when it has done its work?",
    at_end=True,
)
def children_in_need(referral: Referrals, period: Period):
    """
    Episodes of need open at the end of the period, for every 10,000 children of the area: referrals not closed, other
    than those without further action.

    In 2024-25
    referral | referral_date | nfa   | closure_date | closure_reason |
    amy      | 2020-04-01    | false |              |                | counts
    ben      | 2024-04-01    | false | 2025-04-01   | RC8            | counts
    cat      | 2024-04-01    | false | 2025-03-31   | RC7            | not counted: not open at the end of the period
    dev      | 2024-04-01    | true  |              |                | not counted: no further action was taken
    eve      | 2025-04-01    | false |              |                | not counted: not open at the end of the period
    """
    return Rate(
        period.ends_with_open(referral.referral_date, referral.closure_date, referral.known_to)
        & in_need(referral, period),
        at="period_end",
    )


@indicator(
    "F1",
    "Children in need at any point, per 10,000 children",
    origin=IN_NEED,
    better="neither",
    asks="How many children have we helped?",
)
def children_in_need_at_any_point(referral: Referrals, period: Period):
    """
    Children with an episode of need that was open on any day of the period, for every 10,000 children of the area. Each
    is counted once, at the first of them.

    In 2024-25
    referral | referral_date | nfa   | closure_date | closure_reason |
    amy      | 2020-04-01    | false | 2024-04-01   | RC7            | counts
    amy      | 2024-06-01    | false |              |                | not counted: counted once already
    ben      | 2024-04-01    | false | 2024-06-01   | RC8            | not counted: assessed as not in need
    cat      | 2023-04-01    | false | 2024-03-31   | RC7            | not counted: not open in the period
    dev      | 2024-04-01    | true  |              |                | not counted: no further action was taken
    eve      | 2024-04-01    | false | 2024-06-01   | RC7            | counts
    """
    return Rate(
        period.touches(referral.referral_date, referral.closure_date, referral.known_to) & in_need(referral, period),
        once=("person_id",),
    )


@indicator(
    "F1",
    "Episodes of need begun, per 10,000 children",
    origin=IN_NEED,
    better="neither",
    asks="How many children begin to be helped?",
)
def needs_begun(referral: Referrals, period: Period):
    """
    Episodes of need that began in the period, for every 10,000 children of the area.

    In 2024-25
    referral | referral_date | nfa   | closure_date | closure_reason |
    amy      | 2024-06-01    | false |              |                | counts
    ben      | 2024-04-01    | false | 2024-06-01   | RC9            | not counted: assessed as not in need
    cat      | 2024-03-31    | false |              |                | not counted: not begun in the period
    dev      | 2024-04-01    | true  |              |                | not counted: no further action was taken
    """
    return Rate(period.holds(referral.referral_date, "begun") & in_need(referral, period))


@indicator(
    "F1",
    "Episodes of need ended, per 10,000 children",
    origin=IN_NEED,
    better="neither",
    asks="How many children no longer need us?",
)
def needs_ended(referral: Referrals, period: Period):
    """
    Episodes of need closed in the period, for every 10,000 children of the area.

    In 2024-25
    referral | referral_date | nfa   | closure_date | closure_reason |
    amy      | 2020-06-01    | false | 2024-06-01   | RC7            | counts
    ben      | 2024-04-01    | false | 2024-06-01   | RC8            | not counted: assessed as not in need
    cat      | 2024-04-01    | false | 2025-04-01   | RC7            | not counted: not closed in the period
    dev      | 2024-04-01    | true  | 2024-04-01   |                | not counted: no further action was taken
    """
    return Rate(period.holds(referral.closure_date, "closed") & in_need(referral, period), at="closure_date")


@indicator(
    "F2",
    "Children in need awaiting an assessment",
    origin=ees("b1"),
    better="lower",
    asks="Who has been referred and not yet understood?",
    at_end=True,
)
def awaiting_assessment(referral: Referrals, period: Period):
    """
    Of episodes of need open at the end of the period, and begun since the returns begin, those without a completed
    assessment.

    In 2024-25
    Returns 2022-23 to 2024-25
    referral | is | referral_date | nfa   | closure_date |
    amy      | a  | 2025-02-01    | false |              | counts
    ben      | b  | 2025-02-01    | false |              | out of: it had been assessed
    cat      | c  | 2025-02-01    | false |              | counts
    dev      | d  | 2022-03-31    | false |              | not counted: begun before the first of the returns
    eve      | e  | 2025-02-01    | true  |              | not counted: no further action was taken
    fay      | f  | 2024-02-01    | false | 2025-03-31   | not counted: not open at the end of the period

    assessment | of | start_date | authorised_date |
    ben        | b  | 2025-02-01 | 2025-03-31      |
    cat        | c  | 2025-02-01 |                 |
    fay        | f  | 2024-02-01 |                 |
    """
    done = (referral.assessed <= nw.lit(period.end)).fill_null(value=False)
    return Share(
        out_of=period.ends_with_open(referral.referral_date, referral.closure_date, referral.known_to)
        & in_need(referral, period)
        & given(referral.referral_date >= referral.covered_from, "begun before the first of the returns"),
        meet=given(~done, "it had been assessed"),
        at="period_end",
    )


@indicator(
    "F3",
    "How long open episodes of need have lasted",
    origin=(ees("b4"), lait("265")),
    better="neither",
    asks="Who has been helped for long, and is it still help?",
    at_end=True,
)
def length_of_open_need(referral: Referrals, period: Period):
    """
    Of episodes of need open at the end of the period, the share that has lasted each span.

    In 2024-25
    referral | referral_date | nfa   | closure_date |
    amy      | 2024-12-31    | false |              | counts: 3 months or less
    ben      | 2024-12-30    | false |              | counts: more than 3 months, up to 6
    cat      | 2024-04-01    | false |              | counts: more than 6 months, under 1 year
    dev      | 2024-03-31    | false |              | counts: 1 year, under 2
    eve      | 2023-03-31    | false |              | counts: 2 years or more
    fay      | 2024-12-31    | false | 2025-01-31   | not counted: not open at the end of the period
    """
    return Mix(
        period.ends_with_open(referral.referral_date, referral.closure_date, referral.known_to)
        & in_need(referral, period),
        by=lasted(referral.referral_date, nw.lit(period.end)),
        codes="duration",
        at="period_end",
    )


@indicator(
    "F3",
    "How long ended episodes of need lasted",
    origin=(ees("b5"), lait("266")),
    better="neither",
    asks="How long did it take, and was it long enough?",
)
def length_of_ended_need(referral: Referrals, period: Period):
    """
    Of episodes of need closed in the period, the share that lasted each span.

    In 2024-25
    referral | referral_date | nfa   | closure_date | closure_reason |
    amy      | 2024-04-01    | false | 2024-07-01   | RC7            | counts: 3 months or less
    ben      | 2022-07-01    | false | 2024-07-01   | RC7            | counts: 2 years or more
    cat      | 2024-04-01    | false | 2024-07-01   | RC8            | not counted: assessed as not in need
    dev      | 2024-04-01    | false |              |                | not counted: not closed in the period
    """
    return Mix(
        period.holds(referral.closure_date, "closed") & in_need(referral, period),
        by=lasted(referral.referral_date, referral.closure_date),
        codes="duration",
        at="closure_date",
    )


@indicator(
    "F6",
    "Primary need of children in need",
    origin=ees("b3"),
    better="neither",
    asks="What do families need from us, in the words we have for it?",
    by=("age", "sex", "ethnicity", "team"),
    at_end=True,
)
def primary_needs(referral: Referrals, period: Period):
    """
    Of episodes of need open at the end of the period, the share with each primary need.

    In 2024-25
    referral | referral_date | nfa   | primary_need | closure_date |
    amy      | 2024-05-01    | false | N1           |              | counts: N1 abuse or neglect
    ben      | 2024-05-01    | false |              |              | counts: not recorded
    cat      | 2024-05-01    | false | N1           | 2025-03-31   | not counted: not open at the end of the period
    """
    return Mix(
        period.ends_with_open(referral.referral_date, referral.closure_date, referral.known_to)
        & in_need(referral, period),
        by=referral.primary_need,
        codes="need",
        at="period_end",
    )


@indicator(
    "F6",
    "Children in need with a disability recorded",
    origin=ees("b2"),
    better="neither",
    asks="Do disabled children get help as children, and is their disability known?",
    at_end=True,
)
def disabled_children(referral: Referrals, period: Period):
    """
    Of episodes of need open at the end of the period, those of a child for whom any disability is recorded. Where
    nothing is recorded there may be one: the true share is at least this.

    In 2024-25
    referral | referral_date | nfa   | closure_date |
    amy      | 2024-05-01    | false |              | counts
    ben      | 2024-05-01    | false |              | out of: no disability is recorded
    cat      | 2024-05-01    | false |              | out of: no disability is recorded
    dev      | 2024-05-01    | false | 2025-03-31   | not counted: not open at the end of the period

    disability | disability_code |
    amy        | LD              |
    amy        | BEH             |
    ben        | NONE            |
    dev        | LD              |
    """
    return Share(
        out_of=period.ends_with_open(referral.referral_date, referral.closure_date, referral.known_to)
        & in_need(referral, period),
        meet=given(referral.disabled, "no disability is recorded"),
        at="period_end",
    )


@indicator(
    "F7",
    "Why episodes of need ended",
    origin=ees("b6"),
    better="neither",
    asks="What ended it: change, time, or a move?",
)
def reasons_for_closure(referral: Referrals, period: Period):
    """
    Of episodes of need closed in the period, the share closed for each reason.

    In 2024-25
    referral | referral_date | nfa   | closure_date | closure_reason |
    amy      | 2020-06-01    | false | 2024-06-01   | RC5            | counts: moved to another authority
    ben      | 2024-04-01    | false | 2024-06-01   |                | counts: not recorded
    cat      | 2024-04-01    | false | 2024-06-01   | RC8            | not counted: assessed as not in need
    dev      | 2024-04-01    | false | 2025-04-01   | RC7            | not counted: not closed in the period
    """
    return Mix(
        period.holds(referral.closure_date, "closed") & in_need(referral, period),
        by=referral.closure_reason,
        codes="closure",
        at="closure_date",
    )
