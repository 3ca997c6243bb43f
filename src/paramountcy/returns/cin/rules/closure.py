"""What is asked of the end of an episode of need: when it closed and why."""

from paramountcy.returns.cin.tables import (
    Assessments,
    ChildIdentifiers,
    ChildProtectionPlans,
    CINdetails,
    CINPlanDates,
    Section47,
)
from paramountcy.returns.codes import Codes
from paramountcy.returns.rule import Many, Requirement, must, rule, some, when
from paramountcy.terms.year import Year

ENDED_BY_ASSESSMENT = ["RC8", "RC9"]


@rule(
    "2990",
    error="The reason for closure says that the child was only assessed, but an enquiry, a conference or a plan is recorded: change the reason, or take out what does not belong",
)
def only_assessed_means_only_assessed(
    referral: CINdetails,
    enquiries: Many[Section47],
    plans: Many[CINPlanDates],
    protection: Many[ChildProtectionPlans],
) -> Requirement:
    """
    If ReasonForClosure is RC8 or RC9 then the episode may have no Section47, CINPlanDates,
    ChildProtectionPlans or DateOfInitialCPC.

    CINdetails | ReasonForClosure | DateOfInitialCPC |
    amy        | RC8              |                  |
    ben        | RC9              | 2025-05-01       | breaks
    cat        | RC8              |                  | breaks
    dev        | RC8              |                  | breaks
    eli        | RC8              |                  | breaks
    fay        | RC7              | 2025-05-01       |
    gus        |                  | 2025-05-01       |

    Section47 | S47ActualStartDate |
    cat       | 2025-05-01         |

    CINPlanDates | CINPlanStartDate |
    dev          |                  |

    ChildProtectionPlans | CPPstartDate |
    eli                  | 2025-05-01   |
    """
    more = some(enquiries) | some(plans) | some(protection) | ~referral.DateOfInitialCPC.is_null()
    return when(referral.ReasonForClosure.is_in(ENDED_BY_ASSESSMENT)).must(~more)


@rule(
    "8565", error="Something is recorded after the day this case closed: check the closure date and the dates after it"
)
def nothing_happens_after_closure(
    referral: CINdetails,
    assessments: Many[Assessments],
    enquiries: Many[Section47],
    plans: Many[CINPlanDates],
    protection: Many[ChildProtectionPlans],
) -> Requirement:
    """
    No date of the episode's assessments, section 47 enquiries, conferences or plans may be later
    than its CINclosureDate.

    CINdetails | CINclosureDate | DateOfInitialCPC |
    amy        | 2025-06-01     |                  | breaks
    ben        | 2025-06-01     |                  |
    cat        |                |                  |
    dev        | 2025-06-01     | 2025-06-02       | breaks
    eli        | 2025-06-01     |                  | breaks
    fay        | 2025-06-01     |                  | breaks
    gus        | 2025-06-01     |                  | breaks

    Assessments | AssessmentActualStartDate | AssessmentAuthorisationDate |
    amy         | 2025-05-01                | 2025-06-02                  | breaks
    amy         | 2025-05-01                |                             |
    ben         | 2025-05-01                | 2025-06-01                  |
    cat         | 2025-05-01                | 2025-06-02                  |

    Section47 | S47ActualStartDate | DateOfInitialCPC |
    ben       | 2025-05-01         | 2025-06-01       |
    fay       | 2025-06-02         |                  | breaks
    fay       |                    | 2025-06-02       | breaks

    CINPlanDates | CINPlanStartDate | CINPlanEndDate |
    ben          | 2025-05-01       | 2025-06-01     |
    gus          | 2025-06-02       |                | breaks
    gus          |                  | 2025-06-02     | breaks

    ChildProtectionPlans | CPPendDate |
    ben                  | 2025-06-01 |
    eli                  | 2025-06-02 | breaks
    """
    closed = referral.CINclosureDate
    late = (
        some(
            assessments,
            (assessments.AssessmentActualStartDate > closed) | (assessments.AssessmentAuthorisationDate > closed),
        )
        | some(enquiries, (enquiries.S47ActualStartDate > closed) | (enquiries.DateOfInitialCPC > closed))
        | some(plans, (plans.CINPlanStartDate > closed) | (plans.CINPlanEndDate > closed))
        | some(protection, protection.CPPendDate > closed)
        | (referral.DateOfInitialCPC > closed)
    )
    return must(~late)


@rule(
    "8585Q",
    query="This case closed because the child died, but there is no date of death: add it, or change the reason",
)
def death_has_a_date(child: ChildIdentifiers, referral: CINdetails) -> Requirement:
    """
    If ReasonForClosure is RC2 then the child must have a PersonDeathDate.

    ChildIdentifiers | PersonDeathDate |
    amy              | 2025-05-01      |
    ben              |                 | breaks
    cat              |                 |
    dev              | 2025-05-32      | keeps: unreadable is not missing
    eli              |                 |

    CINdetails | ReasonForClosure |
    amy        | RC2              |
    ben        | RC2              | breaks
    cat        | RC7              |
    dev        | RC2              |
    eli        |                  |
    """
    return when(referral.ReasonForClosure == "RC2").must(~child.PersonDeathDate.is_null())


@rule(
    "8620",
    error="This case closed before the year began or after it ended: check the closure date, and whether the episode belongs in this return",
)
def closed_within_the_year(referral: CINdetails, year: Year) -> Requirement:
    """
    CINclosureDate must be within the year.

    In 2025-26
    CINdetails | CINclosureDate |
    amy        | 2025-04-01     |
    ben        | 2025-03-31     | breaks
    cat        | 2026-04-01     | breaks
    dev        |                |
    """
    return must(referral.CINclosureDate.is_between(year.start, year.end))


@rule("8630", error="This case closed before the child was referred: check both dates")
def closed_after_referral(referral: CINdetails) -> Requirement:
    """
    CINclosureDate may not be before CINreferralDate.

    CINdetails | CINreferralDate | CINclosureDate |
    amy        | 2025-05-01      | 2025-05-01     |
    ben        | 2025-05-02      | 2025-05-01     | breaks
    cat        |                 | 2025-05-01     |
    dev        | 2025-05-01      |                |
    """
    return must(referral.CINclosureDate >= referral.CINreferralDate)


@rule("8640", error="This reason for closure is not on the list: record one of RC1 to RC9")
def reason_is_on_the_list(referral: CINdetails, codes: Codes) -> Requirement:
    """
    A ReasonForClosure must be on the list.

    CINdetails | ReasonForClosure |
    amy        | RC9              |
    ben        | RC10             | breaks
    cat        |                  |
    """
    return must(referral.ReasonForClosure.is_in(codes.ReasonForClosure))


@rule(
    "8775Q",
    query="This person is over 25 and the case was still open after that birthday: check the date of birth, or close the case",
)
def closed_by_twenty_five(child: ChildIdentifiers, referral: CINdetails, year: Year) -> Requirement:
    """
    If the child turned 25 before the last day of the year then CINclosureDate must be there, and
    not after that birthday, which for one born on 29 February falls on the 28th in other years.

    In 2025-26
    ChildIdentifiers | PersonBirthDate |
    amy              | 2001-03-30      | breaks
    ben              | 2001-03-31      |
    cat              | 2000-06-01      |
    dev              | 2000-06-01      | breaks
    bump             |                 |

    CINdetails | CINclosureDate |
    amy        |                | breaks
    ben        |                |
    cat        | 2025-06-01     |
    dev        | 2025-06-02     | breaks
    bump       |                |

    In 2024-25
    ChildIdentifiers | PersonBirthDate |
    eli              | 2000-02-29      |
    fay              | 2000-02-29      | breaks

    CINdetails | CINclosureDate |
    eli        | 2025-02-28     |
    fay        | 2025-03-01     | breaks
    """
    turned_25 = child.PersonBirthDate.dt.offset_by("25y")
    return when(turned_25 < year.end).must((referral.CINclosureDate <= turned_25).fill_null(False))


@rule("8805", error="This case closed but no reason is given: record why")
def closure_has_a_reason(referral: CINdetails) -> Requirement:
    """
    If there is a CINclosureDate then there must be a ReasonForClosure.

    CINdetails | CINclosureDate | ReasonForClosure |
    amy        | 2025-06-01     | RC7              |
    ben        | 2025-06-01     |                  | breaks
    cat        |                |                  |
    """
    return when(~referral.CINclosureDate.is_null()).must(~referral.ReasonForClosure.is_null())


@rule(
    "8810",
    error="There is a reason for closing this case but no date: record when it closed, or take the reason out if it is open",
)
def closure_has_a_date(referral: CINdetails) -> Requirement:
    """
    If there is a ReasonForClosure then there must be a CINclosureDate.

    CINdetails | CINclosureDate | ReasonForClosure |
    amy        | 2025-06-01     | RC7              |
    ben        |                | RC7              | breaks
    cat        | 2025-06-31     | RC7              | keeps: unreadable is not missing
    dev        |                |                  |
    """
    return when(~referral.ReasonForClosure.is_null()).must(~referral.CINclosureDate.is_null())


@rule(
    "8825Q",
    query="This case is said to have closed after assessment, but no assessment is recorded: add it, or change the reason",
)
def assessment_came_before_closure(referral: CINdetails, assessments: Many[Assessments]) -> Requirement:
    """
    If ReasonForClosure is RC8 or RC9 then the episode must have an Assessments.

    CINdetails | ReasonForClosure |
    amy        | RC8              |
    ben        | RC9              | breaks
    cat        | RC7              |
    dev        |                  |

    Assessments | AssessmentActualStartDate |
    amy         |                           |
    """
    return when(referral.ReasonForClosure.is_in(ENDED_BY_ASSESSMENT)).must(some(assessments))
