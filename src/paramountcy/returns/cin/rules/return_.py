"""What is asked of the return as a whole, and of its header."""

import narwhals.stable.v2 as nw

from paramountcy.returns.cin.tables import (
    ChildIdentifiers,
    ChildProtectionPlans,
    CINdetails,
    Disabilities,
    Header,
    PreProceedingsandFGDM,
    Section47,
)
from paramountcy.returns.codes import Codes
from paramountcy.returns.rule import Many, Requirement, how_many, how_many_beside, must, rule, some, when
from paramountcy.terms.year import Year, years


@rule(
    "100",
    error="The reference date is not 31 March of the census year: correct the header, or make the return again for the right year",
    whole_year=True,
)
def reference_date_ends_the_year(header: Header) -> Requirement:
    """
    ReferenceDate must be there, and be 31 March of the Year in the header.

    Header | ReferenceDate | Year |
           | 2026-03-31    | 2026 |

    Header | ReferenceDate | Year |
           | 2025-03-31    | 2026 | breaks

    Header | ReferenceDate | Year |
           | 2026-03-30    | 2026 | breaks

    Header | ReferenceDate | Year |
           |               | 2026 | breaks

    Header | ReferenceDate | Year |
           | 2026-03-30    |      | keeps: of which year is not known
    """
    sent = header.ReferenceDate
    ends_the_year = (sent.dt.year() == header.Year) & (sent.dt.month() == 3) & (sent.dt.day() == 31)
    return must(~sent.is_null() & (ends_the_year | header.Year.is_null()))


@rule(
    "2883",
    error="More child protection plans began in the year than initial conferences were held: look for conferences not recorded, or dates that are wrong",
)
def plans_have_conferences(
    plans: Many[ChildProtectionPlans], referrals: Many[CINdetails], enquiries: Many[Section47], year: Year
) -> Requirement:
    """
    Within the year there may not be more CPPstartDate than DateOfInitialCPC, of episodes and of
    section 47 enquiries together.

    In 2025-26
    CINdetails | DateOfInitialCPC |
    amy        | 2025-05-01       |
    ben        |                  |

    Section47 | DateOfInitialCPC |
    ben       | 2025-05-01       |
    ben       |                  |

    ChildProtectionPlans | CPPstartDate |
    amy                  | 2025-04-01   |
    ben                  | 2026-03-31   |
    ben                  | 2025-03-31   |
    ben                  |              |
    Return keeps: two of each in the year

    CINdetails | DateOfInitialCPC |
    amy        | 2025-03-31       |
    ben        |                  |

    Section47 | DateOfInitialCPC |
    ben       | 2026-04-01       |

    ChildProtectionPlans | CPPstartDate |
    ben                  | 2025-05-01   |
    Return breaks: both conferences were outside the year
    """
    conferences = how_many(referrals, referrals.DateOfInitialCPC.is_between(year.start, year.end))
    conferences += how_many(enquiries, enquiries.DateOfInitialCPC.is_between(year.start, year.end))
    return must(how_many(plans, plans.CPPstartDate.is_between(year.start, year.end)) <= conferences)


@rule(
    "2886Q",
    query="More than 2% of born children have no sex recorded: find out why before sending",
    years=years("2024-25"),
)
def sex_is_recorded(children: Many[ChildIdentifiers]) -> Requirement:
    """
    Of all children, no more than 2% may be born and have Sex U or missing.

    ChildIdentifiers | Sex | ExpectedPersonBirthDate |
    amy              | F   |                         |
    ben              | U   |                         |
    Return breaks: 1 of 2

    ChildIdentifiers | Sex | ExpectedPersonBirthDate |
    amy              | F   |                         |
    ben              |     |                         |
    Return breaks: 1 of 2

    ChildIdentifiers | Sex | ExpectedPersonBirthDate |
    amy              | F   |                         |
    bump             | U   | 2024-06-01              |
    Return keeps: an unborn child's is not known
    """
    unrecorded = children.Sex.is_null() | (children.Sex == "U")
    return must(_born(children, unrecorded) * 50 <= how_many(children))


@rule(
    "2886Q",
    query="More than 2% of born children have no gender recorded: find out why before sending",
    years=years("2013-14", until="2023-24"),
)
def gender_is_recorded(children: Many[ChildIdentifiers]) -> Requirement:
    """
    Of all children, no more than 2% may be born and have GenderCurrent 0 or missing.

    ChildIdentifiers | GenderCurrent | ExpectedPersonBirthDate |
    amy              | 9             |                         |
    ben              | 0             |                         |
    Return breaks: 1 of 2

    ChildIdentifiers | GenderCurrent | ExpectedPersonBirthDate |
    amy              | 9             |                         |
    ben              |               |                         |
    Return breaks: 1 of 2

    ChildIdentifiers | GenderCurrent | ExpectedPersonBirthDate |
    amy              | 9             |                         |
    bump             | 0             | 2023-06-01              |
    Return keeps: an unborn child's is not known
    """
    unrecorded = children.GenderCurrent.is_null() | (children.GenderCurrent == "0")
    return must(_born(children, unrecorded) * 50 <= how_many(children))


def _born(children: ChildIdentifiers, where: nw.Expr) -> nw.Expr:
    return how_many(children, where & children.ExpectedPersonBirthDate.is_null())


@rule(
    "2887Q",
    query="Fewer than eight kinds of disability are recorded in the whole return: find out why before sending",
    whole_year=True,
)
def many_kinds_of_disability(disabilities: Many[Disabilities], codes: Codes) -> Requirement:
    """
    At least eight codes of Disability, not counting NONE, must be used in the return.

    Disabilities | Disability |
    amy          | NONE       |
    amy          |            |
    amy          | MOB        |
    amy          | HAND       |
    amy          | PC         |
    amy          | INC        |
    ben          | COMM       |
    ben          | LD         |
    ben          | HEAR       |
    ben          | HEAR       |
    ben          | XXX        |
    Return breaks: seven, NONE and one that is not on the list

    Disabilities | Disability |
    amy          | MOB        |
    amy          | HAND       |
    amy          | PC         |
    amy          | INC        |
    ben          | COMM       |
    ben          | LD         |
    ben          | HEAR       |
    ben          | VIS        |
    Return keeps: eight

    ChildIdentifiers | LAchildID |
    amy              | A1        |
    Return breaks: none at all
    """
    kinds = [code for code in codes.Disability if code != "NONE"]
    used = [some(disabilities, disabilities.Disability == kind) for kind in kinds]
    return must(nw.sum_horizontal(*(nw.when(one).then(1).otherwise(0) for one in used)) >= 8)


@rule(
    "2888Q", query="No child in the return has more than one disability: find out why before sending", whole_year=True
)
def some_child_has_two_disabilities(disabilities: Many[Disabilities]) -> Requirement:
    """
    If there is any Disability in the return then some child must have two or more, not counting NONE.

    Disabilities | Disability |
    amy          | NONE       |
    amy          | MOB        |
    ben          | MOB        |
    cat          |            |
    Return breaks

    Disabilities | Disability |
    amy          | MOB        |
    amy          | HEAR       |
    ben          | NONE       |
    Return keeps

    ChildIdentifiers | LAchildID |
    amy              | A1        |
    Return keeps: none at all is for another rule
    """
    several = how_many_beside(disabilities, disabilities.Disability != "NONE", "Child") > 1
    return when(some(disabilities)).must(some(disabilities, several))


@rule(
    "8995Q",
    query="The return says nothing of pre-proceedings: add what there was in the year, or say that there was none",
    years=years("2026-27"),
    whole_year=True,
    confirmed=False,
)
def pre_proceedings_are_given(blocks: Many[PreProceedingsandFGDM]) -> Requirement:
    """
    The return must have at least one PreProceedingsandFGDM.

    PreProceedingsandFGDM | PPStartDate |
    amy                   |             |
    Return keeps

    ChildIdentifiers | LAchildID |
    amy              | A1        |
    Return breaks
    """
    return must(some(blocks))
