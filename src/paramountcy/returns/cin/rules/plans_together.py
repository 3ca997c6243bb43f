"""What is asked of a child in need plan beside a child protection plan."""

from datetime import timedelta

from paramountcy.returns.cin.tables import ChildProtectionPlans, CINPlanDates, Reviews
from paramountcy.returns.rule import Many, Requirement, must, rule, some, when
from paramountcy.terms.year import Year

ASKED = CINPlanDates.years


@rule(
    "4001",
    error="A child in need plan and a child protection plan are both open: end the child in need plan when protection begins",
    years=ASKED,
    fields=(ChildProtectionPlans.CPPendDate, CINPlanDates.CINPlanEndDate),
)
def one_kind_of_plan_is_open(protection: ChildProtectionPlans, plan: CINPlanDates) -> Requirement:
    """
    In a CINdetails with a ChildProtectionPlans that has no CPPendDate, each CINPlanDates with a
    CINPlanStartDate must have a CINPlanEndDate.

    CINdetails | is     |
    amy        |        |
    ben        |        |
    cat        |        |
    dev        | first  |
    dev        | second |
    eli        |        |
    fay        |        |

    ChildProtectionPlans | of    | CPPendDate |
    amy                  |       |            |
    ben                  |       |            | breaks
    cat                  |       | 2025-06-01 |
    dev                  | first |            |
    eli                  |       |            |
    fay                  |       | 31/06/2025 | keeps: can't be read

    CINPlanDates | of     | CINPlanStartDate | CINPlanEndDate |
    amy          |        | 2025-05-01       | 2025-06-01     |
    ben          |        | 2025-05-01       |                | breaks
    ben          |        | 2025-04-01       | 2025-04-30     |
    cat          |        | 2025-05-01       |                |
    dev          | second | 2025-05-01       |                | keeps: another episode
    eli          |        |                  |                | keeps: not known to have started
    fay          |        | 2025-05-01       |                |
    """
    return when(~plan.CINPlanStartDate.is_null() & protection.CPPendDate.is_null()).must(~plan.CINPlanEndDate.is_null())


@rule(
    "4003",
    error="A child protection review was held during this child in need plan: check the dates of both plans and of the review",
    years=ASKED,
)
def no_protection_review_during_the_plan(
    plan: CINPlanDates, protection: ChildProtectionPlans, reviews: Many[Reviews], year: Year
) -> Requirement:
    """
    No CPPreviewDate may fall on or after the CINPlanStartDate of a CINPlanDates in the same
    CINdetails and before its CINPlanEndDate, or, without one, by the end of the year; unless it is
    the CPPendDate of the review's own plan.

    In 2025-26
    CINdetails | is     |
    amy        |        |
    ben        |        |
    cat        |        |
    dev        |        |
    eli        |        |
    fay        |        |
    gus        |        |
    hal        | first  |
    hal        | second |

    CINPlanDates | of    | CINPlanStartDate | CINPlanEndDate |
    amy          |       | 2025-05-01       | 2025-06-01     |
    ben          |       | 2025-05-01       | 2025-06-01     | breaks
    cat          |       | 2025-05-01       |                | breaks
    dev          |       | 2025-05-01       | 2025-06-01     |
    eli          |       |                  | 2025-06-01     |
    fay          |       | 2025-05-01       |                |
    gus          |       | 2025-05-01       | 2025-06-01     |
    hal          | first | 2025-05-01       |                |

    ChildProtectionPlans | of     | CPPendDate |
    amy                  |        | 2025-07-01 |
    ben                  |        | 2025-07-01 | breaks
    cat                  |        |            | breaks
    dev                  |        | 2025-05-15 | keeps: the review ended this plan
    eli                  |        |            |
    fay                  |        |            |
    gus                  |        | 30/06/2025 | keeps: can't be read
    hal                  | second |            | keeps: another episode

    Reviews | CPPreviewDate |
    amy     | 2025-04-30    |
    amy     | 2025-06-01    |
    ben     | 2025-04-30    |
    ben     | 2025-05-01    | breaks
    ben     | 2025-05-31    | breaks
    cat     | 2026-03-31    | breaks
    cat     | 2026-04-01    |
    dev     | 2025-05-15    |
    eli     | 2025-05-15    |
    fay     |               |
    gus     | 2025-05-15    |
    hal     | 2025-05-15    |
    """
    ended = plan.CINPlanEndDate.fill_null(year.end + timedelta(days=1))
    during = reviews.CPPreviewDate.is_between(plan.CINPlanStartDate, ended, closed="left")
    ends_protection = (reviews.CPPreviewDate == protection.CPPendDate).fill_null(False)
    return must(~some(reviews, during & ~ends_protection))


@rule(
    "4016",
    error="This child in need plan starts while the child is on a child protection plan: start it on the day protection ends, or later",
    years=ASKED,
    within="Child",
)
def no_plan_starts_during_protection(plan: CINPlanDates, protection: ChildProtectionPlans, year: Year) -> Requirement:
    """
    No CINPlanStartDate may fall on or after the CPPstartDate of a ChildProtectionPlans of the same
    child and before its CPPendDate, or, without one, by the end of the year.

    In 2025-26
    CINdetails | is     |
    amy        |        |
    ben        | first  |
    ben        | second |
    cat        |        |
    dev        |        |
    eli        |        |
    fay        |        |

    CINPlanDates | of    | CINPlanStartDate |
    amy          |       | 2025-06-01       | keeps: the day protection ends
    amy          |       | 2025-04-30       |
    ben          | first | 2025-05-01       | breaks: protection stands in another episode
    cat          |       | 2026-03-31       | breaks
    cat          |       | 2026-04-01       |
    dev          |       |                  |
    eli          |       | 2025-05-15       |
    fay          |       | 2025-05-15       | keeps: can't be read

    ChildProtectionPlans | of     | CPPstartDate | CPPendDate |
    amy                  |        | 2025-05-01   | 2025-06-01 |
    ben                  | second | 2025-05-01   | 2025-06-01 | breaks
    cat                  |        | 2025-05-01   |            | breaks
    dev                  |        | 2025-05-01   |            |
    eli                  |        |              | 2025-06-01 |
    fay                  |        | 2025-05-01   | June       |
    """
    ended = protection.CPPendDate.fill_null(year.end + timedelta(days=1))
    return must(~plan.CINPlanStartDate.is_between(protection.CPPstartDate, ended, closed="left"))


@rule(
    "4017",
    error="This child protection plan starts while a child in need plan runs: end that plan on the day protection starts, or before",
    years=ASKED,
    within="Child",
)
def no_protection_starts_during_a_plan(protection: ChildProtectionPlans, plan: CINPlanDates, year: Year) -> Requirement:
    """
    No CPPstartDate may fall on or after the CINPlanStartDate of a CINPlanDates of the same child
    and before its CINPlanEndDate, or, without one, by the end of the year.

    In 2025-26
    CINdetails | is     |
    amy        |        |
    ben        | first  |
    ben        | second |
    cat        |        |
    dev        |        |
    eli        |        |
    fay        |        |

    ChildProtectionPlans | of    | CPPstartDate |
    amy                  |       | 2025-06-01   | keeps: the day the other plan ends
    amy                  |       | 2025-04-30   |
    ben                  | first | 2025-05-01   | breaks: the other plan stands in another episode
    cat                  |       | 2026-03-31   | breaks
    cat                  |       | 2026-04-01   |
    dev                  |       |              |
    eli                  |       | 2025-05-15   |
    fay                  |       | 2025-05-15   | keeps: can't be read

    CINPlanDates | of     | CINPlanStartDate | CINPlanEndDate |
    amy          |        | 2025-05-01       | 2025-06-01     |
    ben          | second | 2025-05-01       | 2025-06-01     | breaks
    cat          |        | 2025-05-01       |                | breaks
    dev          |        | 2025-05-01       |                |
    eli          |        |                  | 2025-06-01     |
    fay          |        | 2025-05-01       | June           |
    """
    ended = plan.CINPlanEndDate.fill_null(year.end + timedelta(days=1))
    return must(~protection.CPPstartDate.is_between(plan.CINPlanStartDate, ended, closed="left"))
