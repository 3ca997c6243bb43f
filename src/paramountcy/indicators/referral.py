"""Referrals: how many children are brought to us, by whom, what comes of it, and who comes back."""

import narwhals.stable.v2 as nw

from paramountcy.indicators.condition import Conditions, given
from paramountcy.indicators.groups import month_of
from paramountcy.indicators.kinds import Count, Mix, Rate, Share
from paramountcy.indicators.origins import NATIONAL_FRAMEWORK, ees, framework, lait, national_indicator, own
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import indicator
from paramountcy.indicators.views import Referrals

NOT_IN_NEED = ("RC8", "RC9")
"""Reasons for closure of who was assessed and found not to be in need. RC9 was parted from RC8 in 2022-23."""


def in_need(referral: Referrals, period: Period) -> Conditions:
    """What makes a referral an episode of need, as far as was known when the period ended."""
    found_not = referral.closure_reason.is_in(NOT_IN_NEED) & (referral.closure_date <= nw.lit(period.end))
    return given(~referral.nfa.fill_null(value=False), "no further action was taken") & given(
        ~found_not.fill_null(value=False), "assessed as not in need"
    )


@indicator(
    "C1",
    "Referrals per 10,000 children",
    origin=(ees("c1"), lait("305"), framework(2)),
    better="neither",
    asks="Who brings children to us, and do they hear back?",
)
def referrals(referral: Referrals, period: Period):
    """
    Referrals made in the period, for every 10,000 children of the area.

    In 2024-25
    referral | referral_date | nfa   |
    amy      | 2024-04-01    | false | counts
    ben      | 2025-03-31    | true  | counts
    cat      | 2024-03-31    | false | not counted: not made in the period
    dev      | 2025-04-01    | false | not counted: not made in the period
    eve      |               | false | not counted: not made in the period
    """
    return Rate(period.holds(referral.referral_date, "made"))


@indicator(
    "C2",
    "Children referred per 10,000 children",
    origin=ees("c1"),
    better="neither",
    asks="How many children are behind the referrals?",
)
def children_referred(referral: Referrals, period: Period):
    """
    Children referred in the period at least once, for every 10,000 children of the area. Each is counted once, at the
    first referral in it.

    In 2024-25
    referral | referral_date |
    amy      | 2024-05-01    | counts
    amy      | 2024-09-01    | not counted: counted once already
    ben      | 2024-03-01    | not counted: not made in the period
    ben      | 2024-09-01    | counts
    """
    return Rate(period.holds(referral.referral_date, "made"), once=("person_id",))


@indicator(
    "C3",
    "Referrals by who made them",
    origin=(ees("c5"), lait("374")),
    better="neither",
    asks="Which sources are missing that should know children?",
)
def referrals_by_source(referral: Referrals, period: Period):
    """
    Of referrals made in the period, the share from each group of sources.

    In 2024-25
    referral | referral_date | source |
    amy      | 2024-05-01    | 6      | counts: police
    ben      | 2024-05-01    | 3B     | counts: health services
    cat      | 2024-05-01    |        | counts: not recorded
    dev      | 2024-05-01    | 99     | counts: not on the list
    eve      | 2024-03-01    | 6      | not counted: not made in the period
    """
    return Mix(period.holds(referral.referral_date, "made"), by=referral.source, codes="source")


@indicator(
    "C4",
    "Referrals by month",
    origin=ees("c6"),
    better="neither",
    asks="When in the year do children come to us, and when do they not?",
)
def referrals_by_month(referral: Referrals, period: Period):
    """
    Referrals made in the period, by the month they were made in.

    In 2024-25
    referral | referral_date |
    amy      | 2024-04-30    | counts: 2024-04
    ben      | 2025-03-01    | counts: 2025-03
    cat      | 2024-03-31    | not counted: not made in the period
    """
    return Count(period.holds(referral.referral_date, "made"), by=month_of(referral.referral_date), codes="month")


@indicator(
    "C5",
    "Referrals that led to no further action",
    origin=(ees("c1"), lait("290"), framework(2)),
    better="neither",
    asks="Do the people who refer know what we can help with, and do we ask enough before we decide?",
    beside=("C8",),
)
def referrals_without_action(referral: Referrals, period: Period):
    """
    Of referrals made in the period, those on which no further action was taken.

    In 2024-25
    referral | referral_date | nfa   |
    amy      | 2024-05-01    | true  | counts
    ben      | 2024-05-01    | false | out of: action was taken
    cat      | 2024-05-01    |       | out of: action was taken
    dev      | 2024-03-01    | true  | not counted: not made in the period
    """
    return Share(
        out_of=period.holds(referral.referral_date, "made"),
        meet=given(referral.nfa, "action was taken"),
    )


@indicator(
    "C6",
    "Referrals assessed and found not in need",
    origin=(ees("c1"), lait("290")),
    better="neither",
    asks="Could a conversation have told us, without an assessment?",
)
def referrals_not_in_need(referral: Referrals, period: Period):
    """
    Of referrals made in the period, those closed by its end because the child, once assessed, was not in need (closure
    reasons RC8 and, parted from it in 2022-23, RC9).

    In 2024-25
    referral | referral_date | closure_date | closure_reason |
    amy      | 2024-05-01    | 2024-06-01   | RC8            | counts
    ben      | 2024-05-01    | 2024-06-01   | RC9            | counts
    cat      | 2024-05-01    | 2024-06-01   | RC7            | out of: not closed so by the end of the period
    dev      | 2024-05-01    | 2025-04-01   | RC8            | out of: not closed so by the end of the period
    eve      | 2024-05-01    |              |                | out of: not closed so by the end of the period
    fay      | 2024-03-01    | 2024-06-01   | RC8            | not counted: not made in the period
    """
    closed = referral.closure_date <= nw.lit(period.end)
    return Share(
        out_of=period.holds(referral.referral_date, "made"),
        meet=given(referral.closure_reason.is_in(NOT_IN_NEED) & closed, "not closed so by the end of the period"),
    )


@indicator(
    "C7",
    "Re-referrals within 12 months",
    origin=(ees("c1"), lait("271"), NATIONAL_FRAMEWORK, framework(3)),
    better="lower",
    asks="Which children come back, and what had we not seen the first time?",
    beside=("B4", "C1"),
    looks_back="12mo",
)
def re_referrals(referral: Referrals, period: Period):
    """
    Of referrals made in the period, those of a child who had been referred on an earlier day of the 12 months before.

    In 2024-25
    referral | referral_date |
    amy      | 2023-09-01    | not counted: not made in the period
    amy      | 2024-09-01    | counts
    ben      | 2023-08-31    | not counted: not made in the period
    ben      | 2024-09-01    | out of: no referral in the 12 months before
    cat      | 2024-09-01    | out of: no referral in the 12 months before
    cat      | 2024-09-01    | out of: no referral in the 12 months before
    dev      | 2024-09-01    | out of: no referral in the 12 months before
    dev      | 2024-09-02    | counts
    """
    again = referral.previous_referral.dt.offset_by("12mo").cast(nw.Date) >= referral.referral_date
    return Share(
        out_of=period.holds(referral.referral_date, "made"), meet=given(again, "no referral in the 12 months before")
    )


@indicator(
    "C9",
    "Referrals closed without action, followed by an enquiry or referral within 90 days",
    origin=own("guards C5 and E4 against turning children away"),
    better="lower",
    asks="Which children did we turn away who were in need of us?",
    follows="90d",
)
def return_after_no_action(referral: Referrals, period: Period):
    """
    Of referrals made in the period on which no further action was taken, and followed for 90 days, those whose child
    had another referral or a section 47 enquiry on a later day of those 90.

    In 2024-25
    Returns 2024-25 to 2024-25
    referral | is | referral_date | nfa   |
    amy      | a  | 2024-05-01    | true  | counts
    amy      | b  | 2024-07-30    | false | not counted: action was taken
    ben      | c  | 2024-05-01    | true  | out of: nothing within 90 days
    ben      | d  | 2024-07-31    | false | not counted: action was taken
    cat      | e  | 2024-05-01    | true  | counts
    cat      | f  | 2024-05-01    | false | not counted: action was taken
    dev      | g  | 2025-02-01    | true  | not counted: not followed for 90 days yet
    eve      | h  | 2024-03-31    | true  | not counted: not made in the period

    s47_enquiry | of | start_date |
    cat         | f  | 2024-05-02 |
    """
    until = referral.referral_date.dt.offset_by("90d").cast(nw.Date)
    back = (referral.next_referral <= until).fill_null(value=False) | (referral.next_enquiry <= until).fill_null(
        value=False
    )
    return Share(
        out_of=period.holds(referral.referral_date, "made")
        & given(referral.nfa, "action was taken")
        & given(until <= referral.covered_to, "not followed for 90 days yet"),
        meet=given(back, "nothing within 90 days"),
    )


@indicator(
    "C12",
    "Referrals that led to an assessment",
    origin=national_indicator(68),
    better="neither",
    asks="Who is assessed, and who is not?",
    follows="45wd",
)
def referrals_assessed(referral: Referrals, period: Period):
    """
    Of referrals made in the period, and followed for 45 working days, those whose assessment began within them.

    In 2024-25
    Returns 2024-25 to 2024-25
    referral | referral_date |
    amy      | 2024-05-01    | counts
    ben      | 2024-05-01    | out of: no assessment within 45 working days
    cat      | 2024-05-01    | out of: no assessment within 45 working days
    dev      | 2025-03-03    | not counted: not followed for 45 working days yet
    eve      | 2024-03-28    | not counted: not made in the period

    assessment | start_date |
    amy        | 2024-07-05 |
    amy        | 2025-01-06 |
    ben        | 2024-07-08 |
    dev        | 2025-03-03 |
    """
    return Share(
        out_of=period.holds(referral.referral_date, "made")
        & given(referral.working_days_followed >= 45, "not followed for 45 working days yet"),
        meet=given(
            (referral.working_days_to_assessment >= 0) & (referral.working_days_to_assessment <= 45),
            "no assessment within 45 working days",
        ),
    )
