"""What is asked of child protection plans and of their reviews."""

from paramountcy.returns.cin.tables import ChildIdentifiers, ChildProtectionPlans, CINdetails, Reviews, Section47
from paramountcy.returns.codes import Codes
from paramountcy.returns.rule import Many, Requirement, must, must_be_only_one, rule, some, when
from paramountcy.terms.year import Year


@rule(
    "1105", error="This child protection plan starts before the referral it belongs to: correct whichever date is wrong"
)
def plan_follows_the_referral(plan: ChildProtectionPlans, referral: CINdetails) -> Requirement:
    """
    CPPstartDate must not be earlier than the CINreferralDate of its CINdetails.

    CINdetails | CINreferralDate |
    amy        | 2025-05-01      |
    ben        | 2025-05-01      | breaks
    cat        |                 |
    dev        | 2025-05-01      |

    ChildProtectionPlans | CPPstartDate |
    amy                  | 2025-05-01   |
    ben                  | 2025-04-30   | breaks
    cat                  | 2025-04-30   |
    dev                  |              |
    """
    return must(plan.CPPstartDate >= referral.CINreferralDate)


@rule(
    "2885",
    error="This child protection plan did not start on the day of a conference: correct the start date or the conference date, or add the conference",
    fields=(ChildProtectionPlans.CPPstartDate, Section47.DateOfInitialCPC, CINdetails.DateOfInitialCPC),
)
def plan_starts_at_a_conference(
    plan: ChildProtectionPlans, referral: CINdetails, enquiries: Many[Section47], year: Year
) -> Requirement:
    """
    A plan with a CPPstartDate within the census year must have started on the DateOfInitialCPC of a
    Section47 of its CINdetails; or, where no Section47 there needed a conference, on the
    DateOfInitialCPC of the CINdetails itself.

    In 2025-26
    ChildProtectionPlans | CPPstartDate |
    amy                  | 2025-05-01   |
    ben                  | 2025-05-01   | breaks
    cat                  | 2025-05-01   | keeps: moved in already on a plan
    dev                  | 2025-05-01   | breaks: no conference
    eli                  | 2025-05-01   | breaks: an enquiry did need one
    fay                  | 2025-05-01   | keeps: none of the enquiries needed one
    gus                  | 2025-03-31   | keeps: before the year
    hal                  |              |
    ida                  | 2025-05-01   | keeps: a conference date can't be read
    jon                  | 2025-05-01   | keeps: a conference date can't be read

    CINdetails | DateOfInitialCPC |
    amy        |                  |
    ben        |                  | breaks
    cat        | 2025-05-01       |
    dev        |                  | breaks
    eli        | 2025-05-01       | breaks
    fay        | 2025-05-01       |
    gus        |                  |
    hal        |                  |
    ida        |                  |
    jon        | 1/5/2025         |

    Section47 | DateOfInitialCPC | ICPCnotRequired |
    amy       | 2025-04-01       | false           |
    amy       | 2025-05-01       | false           |
    ben       | 2025-04-30       | false           | breaks
    ben       |                  | true            |
    eli       |                  |                 | breaks
    fay       |                  | true            |
    ida       | 1/5/2025         | false           |
    ida       | 2025-04-01       | false           |
    """
    same_day = (referral.DateOfInitialCPC == plan.CPPstartDate).fill_null(False)
    none_needed = ~some(enquiries, ~enquiries.ICPCnotRequired.fill_null(False))
    return when(plan.CPPstartDate.is_between(year.start, year.end)).must(
        some(enquiries, enquiries.DateOfInitialCPC == plan.CPPstartDate) | (none_needed & same_day)
    )


@rule(
    "8720",
    error="This child protection plan has no start date, or one after the census year: give the day it started, or leave the plan out",
)
def plan_has_started(plan: ChildProtectionPlans, year: Year) -> Requirement:
    """
    A ChildProtectionPlans must have a CPPstartDate, not later than the end of the year.

    In 2025-26
    ChildProtectionPlans | CPPstartDate |
    amy                  | 2026-03-31   |
    ben                  | 2019-01-01   |
    cat                  | 2026-04-01   | breaks
    dev                  |              | breaks
    eli                  | 2025-02-30   | keeps: can't be read
    """
    return must((plan.CPPstartDate <= year.end).fill_null(False))


@rule(
    "8730",
    error="The number of previous child protection plans is missing or below zero: give it, 0 where there were none",
)
def previous_plans_are_counted(plan: ChildProtectionPlans) -> Requirement:
    """
    NumberOfPreviousCPP must be given, and not be below zero.

    ChildProtectionPlans | NumberOfPreviousCPP |
    amy                  | 0                   |
    ben                  | 3                   |
    cat                  | -1                  | breaks
    dev                  |                     | breaks
    eli                  | none                | keeps: can't be read
    """
    return must((plan.NumberOfPreviousCPP >= 0).fill_null(False))


@rule(
    "8832",
    error="This referral ended with no further action, yet it has a child protection plan: check ReferralNFA, or take the plan out",
)
def no_plan_after_no_further_action(referral: CINdetails, plans: Many[ChildProtectionPlans]) -> Requirement:
    """
    A CINdetails with ReferralNFA true must have no ChildProtectionPlans.

    CINdetails | ReferralNFA |
    amy        | false       |
    ben        | true        | breaks
    cat        | true        |
    dev        |             |

    ChildProtectionPlans | CPPstartDate |
    amy                  | 2025-05-01   |
    ben                  | 2025-05-01   |
    ben                  |              |
    dev                  | 2025-05-01   |
    """
    return when(referral.ReferralNFA).must(~some(plans))


@rule(
    "8840",
    error="This child protection plan starts and ends on the same day: check both dates, or take it out if the child was never on a plan",
)
def plan_lasts_more_than_a_day(plan: ChildProtectionPlans) -> Requirement:
    """
    CPPstartDate and CPPendDate must not be the same.

    ChildProtectionPlans | CPPstartDate | CPPendDate |
    amy                  | 2025-05-01   | 2025-05-02 |
    ben                  | 2025-05-01   | 2025-05-01 | breaks
    cat                  |              | 2025-05-01 |
    dev                  | 2025-05-01   |            |
    eli                  |              |            |
    """
    return must(plan.CPPstartDate != plan.CPPendDate)


@rule(
    "8841",
    error="A review was held on or before the day this child protection plan starts: correct whichever date is wrong",
)
def reviews_come_after_the_start(plan: ChildProtectionPlans, reviews: Many[Reviews]) -> Requirement:
    """
    Each CPPreviewDate of a plan must be later than its CPPstartDate.

    ChildProtectionPlans | is     | CPPstartDate |
    amy                  |        | 2025-05-01   |
    ben                  |        | 2025-05-01   | breaks
    cat                  |        |              |
    dev                  |        | 2025-05-01   |
    eli                  | first  | 2025-05-01   |
    eli                  | second | 2025-09-01   |

    Reviews | of     | CPPreviewDate |
    amy     |        | 2025-05-02    |
    ben     |        | 2025-08-01    |
    ben     |        | 2025-05-01    | breaks
    ben     |        | 2025-04-30    | breaks
    cat     |        | 2025-04-30    |
    dev     |        |               |
    eli     | first  | 2025-08-01    |
    """
    return must(~some(reviews, reviews.CPPreviewDate <= plan.CPPstartDate))


@rule(
    "8842Q",
    query="The list of reviews of this child protection plan holds no date: give the date of each review, or leave the list out",
)
def reviews_are_dated(plan: ChildProtectionPlans, reviews: Many[Reviews]) -> Requirement:
    """
    Where a plan has Reviews, at least one must have a CPPreviewDate that can be read.

    ChildProtectionPlans | CPPstartDate |
    amy                  | 2025-05-01   |
    ben                  | 2025-05-01   | breaks: the list is empty
    cat                  | 2025-05-01   | breaks: its only date can't be read
    dev                  | 2025-05-01   | keeps: one of its dates can be read
    eli                  | 2025-05-01   | keeps: it has no list

    Reviews | CPPreviewDate |
    amy     | 2025-08-01    |
    ben     |               | breaks
    cat     | 1 August      | breaks
    dev     | 1 August      |
    dev     | 2025-11-01    |
    """
    dated = reviews.readable.CPPreviewDate
    return when(some(reviews, ~dated)).must(some(reviews, dated))


@rule(
    "8905",
    error="The category of abuse at the start of this plan is missing or not on the list: give NEG, PHY, SAB, EMO or MUL",
)
def initial_category_is_valid(plan: ChildProtectionPlans, codes: Codes) -> Requirement:
    """
    InitialCategoryOfAbuse must be given, and on the list.

    ChildProtectionPlans | InitialCategoryOfAbuse |
    amy                  | NEG                    |
    ben                  | MUL                    |
    cat                  | ABC                    | breaks
    dev                  | neg                    | breaks
    eli                  |                        | breaks
    """
    return must(plan.InitialCategoryOfAbuse.is_in(codes.CategoryOfAbuse).fill_null(False))


@rule(
    "8910",
    error="The latest category of abuse of this plan is missing or not on the list: give NEG, PHY, SAB, EMO or MUL",
)
def latest_category_is_valid(plan: ChildProtectionPlans, codes: Codes) -> Requirement:
    """
    LatestCategoryOfAbuse must be given, and on the list.

    ChildProtectionPlans | LatestCategoryOfAbuse |
    amy                  | PHY                   |
    ben                  | SAB                   |
    cat                  | ABC                   | breaks
    dev                  | phy                   | breaks
    eli                  |                       | breaks
    """
    return must(plan.LatestCategoryOfAbuse.is_in(codes.CategoryOfAbuse).fill_null(False))


@rule("8915", error="This child protection plan starts after the child's death: correct whichever date is wrong")
def plan_starts_in_the_childs_life(plan: ChildProtectionPlans, child: ChildIdentifiers) -> Requirement:
    """
    CPPstartDate must not be later than PersonDeathDate.

    ChildIdentifiers | PersonDeathDate |
    amy              | 2025-05-01      |
    ben              | 2025-05-01      | breaks
    cat              |                 |
    dev              | 2025-05-01      |

    ChildProtectionPlans | CPPstartDate |
    amy                  | 2025-05-01   |
    ben                  | 2025-05-02   | breaks
    cat                  | 2025-05-02   |
    dev                  |              |
    """
    return must(plan.CPPstartDate <= child.PersonDeathDate)


@rule(
    "8920",
    error="This child protection plan ends after the child's death: end it on the day the child died, or correct whichever date is wrong",
)
def plan_ends_in_the_childs_life(plan: ChildProtectionPlans, child: ChildIdentifiers) -> Requirement:
    """
    CPPendDate must not be later than PersonDeathDate.

    ChildIdentifiers | PersonDeathDate |
    amy              | 2025-05-01      |
    ben              | 2025-05-01      | breaks
    cat              |                 |
    dev              | 2025-05-01      |

    ChildProtectionPlans | CPPendDate |
    amy                  | 2025-05-01 |
    ben                  | 2025-05-02 | breaks
    cat                  | 2025-05-02 |
    dev                  |            |
    """
    return must(plan.CPPendDate <= child.PersonDeathDate)


@rule("8925", error="This child protection plan ends before it starts: correct whichever date is wrong")
def plan_ends_after_it_starts(plan: ChildProtectionPlans) -> Requirement:
    """
    CPPendDate must not be earlier than CPPstartDate.

    ChildProtectionPlans | CPPstartDate | CPPendDate |
    amy                  | 2025-05-01   | 2025-05-01 |
    ben                  | 2025-05-01   | 2025-04-30 | breaks
    cat                  |              | 2025-04-30 |
    dev                  | 2025-05-01   |            |
    """
    return must(plan.CPPendDate >= plan.CPPstartDate)


@rule("8930", error="This child protection plan ended outside the census year: check the date, or leave the plan out")
def plan_ended_this_year(plan: ChildProtectionPlans, year: Year) -> Requirement:
    """
    CPPendDate, if there is one, must be within the census year.

    In 2025-26
    ChildProtectionPlans | CPPendDate |
    amy                  | 2025-04-01 |
    ben                  | 2026-03-31 |
    cat                  | 2025-03-31 | breaks
    dev                  | 2026-04-01 | breaks
    eli                  |            |
    """
    return must(plan.CPPendDate.is_between(year.start, year.end))


@rule(
    "8935",
    error="This child has more than one open child protection plan: add the dates on which the earlier ones ended",
)
def one_open_plan(plan: ChildProtectionPlans) -> Requirement:
    """
    Of all the ChildProtectionPlans of a child, in whichever episodes, no more than one may be
    without CPPendDate.

    CINdetails | is     |
    amy        |        |
    ben        |        |
    cat        | first  |
    cat        | second |
    dev        |        |

    ChildProtectionPlans | of     | CPPendDate |
    amy                  |        | 2025-05-01 |
    amy                  |        |            |
    ben                  |        |            | breaks
    ben                  |        |            | breaks
    ben                  |        | 2025-05-01 |
    cat                  | first  |            | breaks
    cat                  | second |            | breaks: in another episode
    dev                  |        |            |
    dev                  |        | soon       | keeps: can't be read
    """
    return must_be_only_one(plan, plan.CPPendDate.is_null(), within="Child")


@rule(
    "8940",
    error="Two child protection plans of this child overlap: end the first before the second starts, or join them",
    within="Child",
)
def plans_do_not_overlap(plan: ChildProtectionPlans, earlier: ChildProtectionPlans, year: Year) -> Requirement:
    """
    Of two ChildProtectionPlans of one child, in whichever episodes, the later must start after the
    CPPendDate of the other; if that one is open, after the end of the year.

    In 2025-26
    CINdetails | is     |
    amy        |        |
    ben        | first  |
    ben        | second |
    cat        |        |
    dev        |        |
    eli        |        |

    ChildProtectionPlans | of     | CPPstartDate | CPPendDate |
    amy                  |        | 2025-05-01   | 2025-06-01 |
    amy                  |        | 2025-06-02   |            |
    amy                  |        | 2026-04-01   |            |
    ben                  | first  | 2025-05-01   | 2025-06-01 | breaks
    ben                  | second | 2025-06-01   | 2025-07-01 | breaks: the day the other ends
    cat                  |        | 2025-05-01   |            | breaks
    cat                  |        | 2026-03-31   |            | breaks
    dev                  |        | 2025-05-01   | 2025-06-01 | breaks
    dev                  |        | 2025-05-01   | 2025-06-01 | breaks: entered twice
    eli                  |        |              | 2025-06-01 |
    eli                  |        | 2025-05-31   | 2025-06-30 |
    """
    ended = earlier.CPPendDate.fill_null(year.end)
    return must(~plan.CPPstartDate.is_between(earlier.CPPstartDate, ended))
