"""Section 47 enquiries and initial child protection conferences."""

import narwhals.stable.v2 as nw

from paramountcy.indicators.condition import given
from paramountcy.indicators.kinds import Bands, Rate, Share, Spread, Typical, in_order
from paramountcy.indicators.origins import CHAT, ILACS, ees, framework, lait, own
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import indicator
from paramountcy.indicators.views import Enquiries, InitialConferences

BANDS: Bands = ((0, 10), (11, 15), (16, 20), (21, None))


@indicator(
    "E1",
    "Section 47 enquiries per 10,000 children",
    origin=(ees("c4"), lait("217"), framework(2)),
    better="neither",
    asks="When do we turn from help to protection?",
)
def enquiries(enquiry: Enquiries, period: Period):
    """
    Section 47 enquiries started in the period, for every 10,000 children of the area.

    In 2024-25
    s47_enquiry | start_date |
    amy         | 2024-05-01 | counts
    ben         | 2024-03-31 | not counted: not started in the period
    """
    return Rate(period.holds(enquiry.start_date, "started"))


@indicator(
    "E1",
    "Children with a section 47 enquiry per 10,000 children",
    origin=(ees("c4"), lait("217"), framework(2)),
    better="neither",
    asks="How many children are behind the enquiries?",
)
def children_enquired_about(enquiry: Enquiries, period: Period):
    """
    Children about whom an enquiry was started in the period, for every 10,000 children of the area. Each is counted
    once, at the first enquiry in it.

    In 2024-25
    s47_enquiry | start_date |
    amy         | 2024-05-01 | counts
    amy         | 2024-06-01 | not counted: counted once already
    ben         | 2024-03-31 | not counted: not started in the period
    """
    return Rate(period.holds(enquiry.start_date, "started"), once=("person_id",))


@indicator(
    "E2",
    "Initial child protection conferences per 10,000 children",
    origin=(ees("c4"), lait("269")),
    better="neither",
    asks="Which children come to a conference?",
)
def initial_conferences(conference: InitialConferences, period: Period):
    """
    Initial child protection conferences held in the period, one for each child they were about, for every 10,000
    children of the area. Those about children who moved in on a plan are counted too.

    In 2024-25
    conference | kind    | held_date  | transfer_in |
    amy        | initial | 2024-05-01 | false       | counts
    ben        | initial | 2024-05-01 | true        | counts
    cat        | initial | 2024-03-31 | false       | not counted: not held in the period
    """
    return Rate(period.holds(conference.held_date, "held"))


@indicator(
    "E2",
    "Children with an initial conference per 10,000 children",
    origin=(ees("c4"), lait("269")),
    better="neither",
    asks="How many children are behind the conferences?",
)
def children_conferenced(conference: InitialConferences, period: Period):
    """
    Children about whom an initial conference was held in the period, for every 10,000 children of the area. Each is
    counted once, at the first conference in it.

    In 2024-25
    conference | kind    | held_date  |
    amy        | initial | 2024-05-01 | counts
    amy        | initial | 2025-02-01 | not counted: counted once already
    ben        | initial | 2024-03-31 | not counted: not held in the period
    """
    return Rate(period.holds(conference.held_date, "held"), once=("person_id",))


@indicator(
    "E3",
    "Section 47 enquiries that led to a conference",
    origin=(ees("ratio"), CHAT),
    better="neither",
    asks="Do we enquire too readily, or confer too seldom?",
    follows="15wd",
)
def enquiries_to_conference(enquiry: Enquiries, period: Period):
    """
    Of section 47 enquiries started in the period, and followed for 15 working days, those that led to an initial
    conference. The enquiries themselves are followed, not the numbers of the year.

    In 2024-25
    Returns 2024-25 to 2024-25
    conference | is | kind    | held_date  |
    amy        | x  | initial | 2024-05-20 |
    cat        | y  | initial | 2025-03-25 |

    s47_enquiry | start_date | conference_id |
    amy         | 2024-05-01 | x             | counts
    ben         | 2024-05-01 |               | out of: no conference
    cat         | 2025-03-12 | y             | not counted: not followed for 15 working days yet
    dev         | 2024-03-28 |               | not counted: not started in the period
    """
    return Share(
        out_of=period.holds(enquiry.start_date, "started")
        & given(enquiry.days_followed >= 15, "not followed for 15 working days yet"),
        meet=given(~enquiry.conference_date.is_null(), "no conference"),
    )


@indicator(
    "E4",
    "Initial conferences within 15 working days",
    origin=(ees("c4"), lait("218"), framework(3)),
    better="higher",
    asks="Which children waited, and were they safe meanwhile?",
    beside=("E9",),
)
def conferences_within_15_days(conference: InitialConferences, period: Period):
    """
    Of initial conferences held in the period after a section 47 enquiry, those held within 15 working days of its
    start; of several enquiries, the latest. Those about children who moved in on a plan followed none here.

    In 2024-25
    s47_enquiry | is | start_date |
    amy         | a  | 2024-05-01 |
    ben         | b  | 2024-05-01 |
    eve         | e  | 2024-05-01 |
    fay         | f  | 2024-03-01 |

    conference | kind    | held_date  | s47_id |
    amy        | initial | 2024-05-23 | a      | counts
    ben        | initial | 2024-05-24 | b      | out of: more than 15 working days after the enquiry began
    cat        | initial | 2024-05-23 |        | not counted: it followed no enquiry
    eve        | initial | 2024-04-30 | e      | not counted: its dates are in the wrong order
    fay        | initial | 2024-03-28 | f      | not counted: not held in the period
    """
    return Share(
        out_of=period.holds(conference.held_date, "held")
        & given(~conference.s47_id.is_null(), "it followed no enquiry")
        & in_order(conference.days),
        meet=given(conference.days <= 15, "more than 15 working days after the enquiry began"),
    )


@indicator(
    "E5",
    "How long from enquiry to initial conference",
    origin=(ees("c4"), lait("268")),
    better="neither",
    asks="Does the time follow the child, or the limit?",
)
def conference_days(conference: InitialConferences, period: Period):
    """
    Of initial conferences held in the period after an enquiry, the share held after each span of working days.

    In 2024-25
    s47_enquiry | is | start_date |
    amy         | a  | 2024-05-01 |
    fay         | f  | 2024-03-01 |

    conference | kind    | held_date  | s47_id |
    amy        | initial | 2024-05-23 | a      | counts: 15
    cat        | initial | 2024-05-23 |        | not counted: a date is missing, or outside the calendar
    fay        | initial | 2024-03-28 | f      | not counted: not held in the period
    """
    return Spread(period.holds(conference.held_date, "held"), conference.days, bands=BANDS)


@indicator(
    "E5",
    "Typical time from enquiry to initial conference",
    origin=(ees("c4"), lait("268")),
    better="neither",
    asks="How long does a child in the middle wait?",
)
def conference_quartiles(conference: InitialConferences, period: Period):
    """
    Of initial conferences held in the period after an enquiry, the working days by which a quarter, half and three
    quarters were held.

    In 2024-25
    s47_enquiry | is | start_date |
    amy         | a  | 2024-05-01 |
    fay         | f  | 2024-03-01 |

    conference | kind    | held_date  | s47_id |
    amy        | initial | 2024-05-23 | a      | counts: 15
    cat        | initial | 2024-05-23 |        | not counted: a date is missing, or outside the calendar
    fay        | initial | 2024-03-28 | f      | not counted: not held in the period
    """
    return Typical(period.holds(conference.held_date, "held"), conference.days)


@indicator(
    "E6",
    "Initial conferences that led to a child protection plan",
    origin=CHAT,
    better="neither",
    asks="Who comes to a conference and leaves without a plan?",
    follows="15d",
)
def conferences_to_plan(conference: InitialConferences, period: Period):
    """
    Of initial conferences held in the period, and followed for 15 days, those after which a child protection plan
    started within 15 days.

    In 2024-25
    Returns 2024-25 to 2024-25
    conference | kind    | held_date  |
    amy        | initial | 2024-05-01 | counts
    ben        | initial | 2024-05-01 | counts
    cat        | initial | 2024-05-01 | out of: no plan within 15 days
    dev        | initial | 2024-05-01 | out of: no plan within 15 days
    eve        | initial | 2025-03-20 | not counted: not followed for 15 days yet
    fay        | initial | 2024-03-31 | not counted: not held in the period

    plan | plan_type | start_date |
    amy  | cp        | 2024-05-01 |
    ben  | cp        | 2024-05-16 |
    cat  | cp        | 2024-05-17 |
    dev  | cin       | 2024-05-01 |
    eve  | cp        | 2025-03-20 |
    fay  | cp        | 2024-03-31 |
    """
    until = conference.held_date.dt.offset_by("15d").cast(nw.Date)
    return Share(
        out_of=period.holds(conference.held_date, "held")
        & given(until <= conference.covered_to, "not followed for 15 days yet"),
        meet=given(conference.plan_start <= until, "no plan within 15 days"),
    )


@indicator(
    "E7",
    "Repeat section 47 enquiries within 12 months",
    origin=(own("what the first enquiry left"), ILACS),
    better="lower",
    asks="What did the earlier enquiry change for the child?",
    looks_back="12mo",
)
def repeat_enquiries(enquiry: Enquiries, period: Period):
    """
    Of section 47 enquiries started in the period, those of a child about whom one had started on an earlier day of the
    12 months before.

    In 2024-25
    s47_enquiry | start_date |
    amy         | 2023-09-01 | not counted: not started in the period
    amy         | 2024-09-01 | counts
    ben         | 2023-08-31 | not counted: not started in the period
    ben         | 2024-09-01 | out of: no enquiry in the 12 months before
    cat         | 2024-09-01 | out of: no enquiry in the 12 months before
    """
    again = enquiry.previous_enquiry.dt.offset_by("12mo").cast(nw.Date) >= enquiry.start_date
    return Share(
        out_of=period.holds(enquiry.start_date, "started"), meet=given(again, "no enquiry in the 12 months before")
    )
