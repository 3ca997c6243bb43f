"""What is asked of child in need plans."""

from paramountcy.returns.cin.tables import ChildIdentifiers, CINdetails, CINPlanDates
from paramountcy.returns.rule import Many, Requirement, must, must_be_only_one, rule, some, when
from paramountcy.terms.year import Year, years

ASKED = CINPlanDates.years


@rule(
    "4000",
    error="This referral ended with no further action, yet it has a child in need plan: check ReferralNFA, or take the plan out",
    years=ASKED,
)
def no_plan_after_no_further_action(referral: CINdetails, plans: Many[CINPlanDates]) -> Requirement:
    """
    A CINdetails with ReferralNFA true must have no CINPlanDates.

    CINdetails | ReferralNFA |
    amy        | false       |
    ben        | true        | breaks
    cat        | true        |
    dev        |             |

    CINPlanDates | CINPlanStartDate |
    amy          | 2025-05-01       |
    ben          | 2025-05-01       |
    ben          |                  |
    dev          | 2025-05-01       |
    """
    return when(referral.ReferralNFA).must(~some(plans))


@rule(
    "4004",
    error="This episode has more than one open child in need plan: add the dates on which the earlier ones ended",
    years=ASKED,
)
def one_open_plan(plan: CINPlanDates) -> Requirement:
    """
    Of the CINPlanDates of a CINdetails, no more than one may be without CINPlanEndDate.

    CINdetails | is     |
    amy        |        |
    ben        |        |
    cat        | first  |
    cat        | second |
    dev        |        |

    CINPlanDates | of     | CINPlanEndDate |
    amy          |        | 2025-05-01     |
    amy          |        |                |
    ben          |        |                | breaks
    ben          |        |                | breaks
    ben          |        | 2025-05-01     |
    cat          | first  |                |
    cat          | second |                |
    dev          |        |                |
    dev          |        | soon           | keeps: can't be read
    """
    return must_be_only_one(plan, plan.CINPlanEndDate.is_null(), within="CINdetails")


@rule(
    "4008", error="This child in need plan starts after the child's death: correct whichever date is wrong", years=ASKED
)
def plan_starts_in_the_childs_life(plan: CINPlanDates, child: ChildIdentifiers) -> Requirement:
    """
    CINPlanStartDate must not be later than PersonDeathDate.

    ChildIdentifiers | PersonDeathDate |
    amy              | 2025-05-01      |
    ben              | 2025-05-01      | breaks
    cat              |                 |
    dev              | 2025-05-01      |

    CINPlanDates | CINPlanStartDate |
    amy          | 2025-05-01       |
    ben          | 2025-05-02       | breaks
    cat          | 2025-05-02       |
    dev          |                  |
    """
    return must(plan.CINPlanStartDate <= child.PersonDeathDate)


@rule("4009Q", query="This child in need plan ends after the child's death: check both dates", years=years("2023-24"))
@rule(
    "4009",
    error="This child in need plan ends after the child's death: check both dates",
    years=years("2022-23", until="2022-23"),
)
def plan_ends_in_the_childs_life(plan: CINPlanDates, child: ChildIdentifiers) -> Requirement:
    """
    CINPlanEndDate must not be later than PersonDeathDate.

    ChildIdentifiers | PersonDeathDate |
    amy              | 2025-05-01      |
    ben              | 2025-05-01      | breaks
    cat              |                 |
    dev              | 2025-05-01      |

    CINPlanDates | CINPlanEndDate |
    amy          | 2025-05-01     |
    ben          | 2025-05-02     | breaks
    cat          | 2025-05-02     |
    dev          |                |
    """
    return must(plan.CINPlanEndDate <= child.PersonDeathDate)


@rule(
    "4010",
    error="This child in need plan has no start date, or one after the census year: give the day it started, or leave the plan out",
    years=ASKED,
)
def plan_has_started(plan: CINPlanDates, year: Year) -> Requirement:
    """
    A CINPlanDates must have a CINPlanStartDate, not later than the end of the year.

    In 2025-26
    CINPlanDates | CINPlanStartDate |
    amy          | 2026-03-31       |
    ben          | 2019-01-01       |
    cat          | 2026-04-01       | breaks
    dev          |                  | breaks
    eli          | 2025-02-30       | keeps: can't be read
    """
    return must((plan.CINPlanStartDate <= year.end).fill_null(False))


@rule("4011", error="This child in need plan ends before it starts: correct whichever date is wrong", years=ASKED)
def plan_ends_after_it_starts(plan: CINPlanDates) -> Requirement:
    """
    CINPlanEndDate must not be earlier than CINPlanStartDate.

    CINPlanDates | CINPlanStartDate | CINPlanEndDate |
    amy          | 2025-05-01       | 2025-05-01     |
    ben          | 2025-05-01       | 2025-04-30     | breaks
    cat          |                  | 2025-04-30     |
    dev          | 2025-05-01       |                |
    """
    return must(plan.CINPlanEndDate >= plan.CINPlanStartDate)


@rule("4012Q", query="This child in need plan starts and ends on the same day: check both dates", years=ASKED)
def plan_lasts_more_than_a_day(plan: CINPlanDates) -> Requirement:
    """
    CINPlanStartDate and CINPlanEndDate must not be the same.

    CINPlanDates | CINPlanStartDate | CINPlanEndDate |
    amy          | 2025-05-01       | 2025-05-02     |
    ben          | 2025-05-01       | 2025-05-01     | breaks
    cat          |                  | 2025-05-01     |
    dev          | 2025-05-01       |                |
    eli          |                  |                |
    """
    return must(plan.CINPlanStartDate != plan.CINPlanEndDate)


@rule(
    "4013",
    error="This child in need plan ended outside the census year: check the date, or leave the plan out",
    years=ASKED,
)
def plan_ended_this_year(plan: CINPlanDates, year: Year) -> Requirement:
    """
    CINPlanEndDate, if there is one, must be within the census year.

    In 2025-26
    CINPlanDates | CINPlanEndDate |
    amy          | 2025-04-01     |
    ben          | 2026-03-31     |
    cat          | 2025-03-31     | breaks
    dev          | 2026-04-01     | breaks
    eli          |                |
    """
    return must(plan.CINPlanEndDate.is_between(year.start, year.end))


@rule(
    "4014",
    error="Two child in need plans of this child overlap: end the first before the second starts, or join them",
    years=ASKED,
    within="Child",
)
def plans_do_not_overlap(plan: CINPlanDates, earlier: CINPlanDates, year: Year) -> Requirement:
    """
    Of two CINPlanDates of one child, in whichever episodes, the later must start after the
    CINPlanEndDate of the other; if that one is open, after the end of the year.

    In 2025-26
    CINdetails | is     |
    amy        |        |
    ben        | first  |
    ben        | second |
    cat        |        |
    dev        |        |
    eli        |        |

    CINPlanDates | of     | CINPlanStartDate | CINPlanEndDate |
    amy          |        | 2025-05-01       | 2025-06-01     |
    amy          |        | 2025-06-02       |                |
    amy          |        | 2026-04-01       |                |
    ben          | first  | 2025-05-01       | 2025-06-01     | breaks
    ben          | second | 2025-06-01       | 2025-07-01     | breaks: the day the other ends
    cat          |        | 2025-05-01       |                | breaks
    cat          |        | 2026-03-31       |                | breaks
    dev          |        | 2025-05-01       | 2025-06-01     | breaks
    dev          |        | 2025-05-01       | 2025-06-01     | breaks: entered twice
    eli          |        |                  | 2025-06-01     |
    eli          |        | 2025-05-31       | 2025-06-30     |
    """
    ended = earlier.CINPlanEndDate.fill_null(year.end)
    return must(~plan.CINPlanStartDate.is_between(earlier.CINPlanStartDate, ended))


@rule(
    "4015",
    error="This child in need plan starts before the referral it belongs to: correct whichever date is wrong",
    years=ASKED,
)
def plan_follows_the_referral(plan: CINPlanDates, referral: CINdetails) -> Requirement:
    """
    CINPlanStartDate must not be earlier than the CINreferralDate of its CINdetails.

    CINdetails | CINreferralDate |
    amy        | 2025-05-01      |
    ben        | 2025-05-01      | breaks
    cat        |                 |
    dev        | 2025-05-01      |

    CINPlanDates | CINPlanStartDate |
    amy          | 2025-05-01       |
    ben          | 2025-04-30       | breaks
    cat          | 2025-04-30       |
    dev          |                  |
    """
    return must(plan.CINPlanStartDate >= referral.CINreferralDate)
