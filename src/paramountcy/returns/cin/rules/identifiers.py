"""What is asked of the numbers a child is known by: the authority's own, and the school's UPN."""

from datetime import date

import narwhals.stable.v2 as nw

from paramountcy.returns.cin.tables import ChildIdentifiers, CINdetails
from paramountcy.returns.codes import Codes
from paramountcy.returns.rule import Many, Requirement, must, must_not_repeat, rule, some, when
from paramountcy.terms.year import Year, years

LAST_OF_UPN = "[0-9A-HJ-NP-RT-Z]"
"""A digit, or the letter that ends a temporary UPN: any but I, O and S."""


@rule(
    "1510",
    error="The first letter of this UPN does not agree with its digits: check the UPN against the school's record",
)
def upn_has_its_check_letter(child: ChildIdentifiers) -> Requirement:
    """
    A UPN of thirteen characters must begin with the letter that its digits make: the sum of each
    times its place from 2 to 13, modulo 23. A temporary UPN ends in a letter, which counts as its
    place in the same list (from knowledge, not confirmed).

    ChildIdentifiers | UPN           |
    amy              | H801200001001 |
    ben              | A801200001001 | breaks
    cat              | A80120000100  | keeps: its length is for another rule
    dev              |               |
    eli              | A8012000X1001 | keeps: its characters are for another rule
    fay              | H80120000100B |
    gus              | H80120000100A | breaks
    """
    return must(child.UPN.str.slice(0, 1) == child.check_letter.UPN)


@rule(
    "1520",
    error="Two or more children have this UPN: find out whose it is, or whether they are one child recorded twice",
)
def upn_is_one_childs(child: ChildIdentifiers) -> Requirement:
    """
    No two children in the return may have the same UPN.

    ChildIdentifiers | UPN           |
    amy              | H801200001001 | breaks
    ben              | H801200001001 | breaks
    cat              | T801200001002 |
    dev              |               |
    eli              |               |
    """
    return must_not_repeat(child, "UPN")


@rule(
    "1530",
    error="The second to fourth characters of this UPN are no authority's number: check the UPN against the school's record",
)
def upn_names_an_authority(child: ChildIdentifiers, codes: Codes) -> Requirement:
    """
    The second to fourth characters of a UPN of thirteen must be on that year's list of authorities.

    In 2023-24
    ChildIdentifiers | UPN           |
    amy              | H801200001001 |
    ben              | H999200001001 | breaks
    cat              | H99920000100  | keeps: its length is for another rule
    dev              |               |
    eli              | K942200001001 |

    In 2022-23
    ChildIdentifiers | UPN           |
    eli              | K942200001001 | breaks: Cumberland was not on the list
    """
    return when(child.UPN.str.len_chars() == 13).must(child.UPN.str.slice(1, 3).is_in(codes.UPNauthority))


@rule(
    "1540",
    error="This UPN is too short, or has something other than digits in its fifth to twelfth places: check it against the school's record",
)
def upn_has_digits_in_the_middle(child: ChildIdentifiers) -> Requirement:
    """
    A UPN must have digits as its fifth to twelfth characters. One that is too short has not.

    ChildIdentifiers | UPN           |
    amy              | H801200001001 |
    ben              | H801200O01001 | breaks
    cat              | H8012000010   | breaks
    dev              |               |
    """
    return must(child.UPN.str.contains(r"^.{4}[0-9]{8}"))


@rule(
    "1550",
    error="The last character of this UPN is neither a digit nor a letter that a temporary UPN may end in: check it against the school's record",
)
def upn_ends_as_it_may(child: ChildIdentifiers) -> Requirement:
    """
    The last character of a UPN of thirteen must be a digit, or a capital letter other than I, O and S.

    ChildIdentifiers | UPN           |
    amy              | H801200001001 |
    ben              | H80120000100A |
    cat              | H80120000100O | breaks
    dev              | H80120000100a | breaks
    eli              | H8012000010O  | keeps: its length is for another rule
    fay              |               |
    """
    return when(child.UPN.str.len_chars() == 13).must(child.UPN.str.contains(LAST_OF_UPN + "$"))


@rule(
    "1560Q", query="This former UPN is not in the form of a UPN: check it against the school's record, or leave it out"
)
def former_upn_is_a_upn(child: ChildIdentifiers) -> Requirement:
    """
    A FormerUPN must be a capital letter, eleven digits, and a digit or a capital letter other than I, O and S.

    ChildIdentifiers | FormerUPN     |
    amy              | H801200001001 |
    ben              | X80120000100A | keeps: temporary
    cat              | H80120000100S | breaks
    dev              | H80120000100  | breaks
    eli              | 8801200001001 | breaks
    fay              |               |
    """
    return must(child.FormerUPN.str.contains("^[A-Z][0-9]{11}" + LAST_OF_UPN + "$"))


@rule("1570", error="This LAchildID is longer than 20 characters: give the child a shorter one", years=years("2024-25"))
def local_number_is_short(child: ChildIdentifiers) -> Requirement:
    """
    LAchildID may have at most 20 characters.

    ChildIdentifiers | LAchildID             |
    amy              | 12345678901234567890  |
    ben              | 123456789012345678901 | breaks
    cat              |                       |
    """
    return must(child.LAchildID.str.len_chars() <= 20)


@rule(
    "1580",
    error="This LAchildID has something other than letters and digits in it: take out spaces and signs",
    years=years("2024-25"),
)
def local_number_is_letters_and_digits(child: ChildIdentifiers) -> Requirement:
    """
    LAchildID may have only letters from A to Z, of either case, and digits.

    ChildIdentifiers | LAchildID |
    amy              | Ab12      |
    ben              | Ab-12     | breaks
    cat              | Ab 12     | breaks
    dev              | Åb12      | breaks
    eli              |           |
    """
    return must(~child.LAchildID.str.contains("[^A-Za-z0-9]"))


@rule("8500", error="This child has no LAchildID: give the number that your system knows the child by")
def local_number_is_given(child: ChildIdentifiers) -> Requirement:
    """
    Every child must have an LAchildID.

    ChildIdentifiers | LAchildID |
    amy              | A1        |
    ben              |           | breaks
    """
    return must(~child.LAchildID.is_null())


@rule("8510", error="Two or more children have this LAchildID: give each their own, or join them if they are one child")
def local_number_is_one_childs(child: ChildIdentifiers) -> Requirement:
    """
    No two children in the return may have the same LAchildID.

    ChildIdentifiers | LAchildID |
    amy              | A1        | breaks
    ben              | A1        | breaks
    cat              | a1        |
    dev              |           |
    eli              |           |
    """
    return must_not_repeat(child, "LAchildID")


@rule(
    "8770Q",
    query="This child is of school age and has neither a UPN nor a reason that fits: find the UPN, or say why there is none",
    years=years("2024-25"),
)
def school_child_has_a_upn(
    child: ChildIdentifiers, referrals: Many[CINdetails], codes: Codes, year: Year
) -> Requirement:
    """
    A child with a referral that went on, born before 31 August of the sixth year before the one in
    which the census year ends, must have a UPN or a UPNunknown other than UN1.

    In 2025-26
    ChildIdentifiers | UPN           | UPNunknown | PersonBirthDate |
    amy              | H801200001001 |            | 2015-05-01      |
    ben              |               | un2        | 2015-05-01      |
    cat              |               | UN1        | 2015-05-01      | breaks
    dev              |               |            | 2020-08-30      | breaks
    eli              |               |            | 2020-08-31      |
    bump             |               |            |                 |
    gus              |               |            | 2015-05-01      | keeps: did not go on
    hal              |               |            | 2015-05-01      | keeps: not known whether it went on

    CINdetails | ReferralNFA |
    amy        | false       |
    ben        | false       |
    cat        | false       | breaks
    dev        | false       | breaks
    dev        | true        |
    eli        | false       |
    bump       | false       |
    gus        | true        |
    hal        |             |
    """
    old_enough = child.PersonBirthDate < date(year.end.year - 6, 8, 31)
    return when(old_enough & some(referrals, ~referrals.ReferralNFA)).must(_upn_or_reason(child, codes))


@rule(
    "8770Q",
    query="This child is over six and has neither a UPN nor a reason that fits: find the UPN, or say why there is none",
    years=years("2013-14", until="2023-24"),
)
def child_of_six_has_a_upn(
    child: ChildIdentifiers, referrals: Many[CINdetails], codes: Codes, year: Year
) -> Requirement:
    """
    A child with a referral that went on, who turned six before the last day of the year, must have
    a UPN or a UPNunknown other than UN1.

    In 2023-24
    ChildIdentifiers | UPN           | UPNunknown | PersonBirthDate |
    amy              | H801200001001 |            | 2015-05-01      |
    ben              |               | un2        | 2015-05-01      |
    cat              |               | UN1        | 2015-05-01      | breaks
    dev              |               |            | 2018-03-30      | breaks
    eli              |               |            | 2018-03-31      |
    bump             |               |            |                 |
    gus              |               |            | 2015-05-01      | keeps: did not go on
    hal              |               |            | 2015-05-01      | keeps: not known whether it went on

    CINdetails | ReferralNFA |
    amy        | false       |
    ben        | false       |
    cat        | false       | breaks
    dev        | false       | breaks
    eli        | false       |
    bump       | false       |
    gus        | true        |
    hal        |             |
    """
    turned_six = child.PersonBirthDate.dt.offset_by("6y")
    return when((turned_six < year.end) & some(referrals, ~referrals.ReferralNFA)).must(_upn_or_reason(child, codes))


def _upn_or_reason(child: ChildIdentifiers, codes: Codes) -> nw.Expr:
    reasons = [code for code in codes.UPNunknown if code != "UN1"]
    return ~child.UPN.is_null() | child.UPNunknown.str.to_uppercase().is_in(reasons).fill_null(False)


@rule(
    "8772",
    error="UN7 says that every referral ended with no further action, but one went on: change the reason, or give the UPN",
)
def un7_only_if_no_further_action(child: ChildIdentifiers, referrals: Many[CINdetails]) -> Requirement:
    """
    If UPNunknown is UN7 then every CINdetails of the child must have ReferralNFA true.

    ChildIdentifiers | UPNunknown |
    amy              | UN7        |
    ben              | UN7        | breaks
    cat              | UN4        |
    dev              | UN7        | breaks
    eli              |            |

    CINdetails | ReferralNFA |
    amy        | true        |
    ben        | true        |
    ben        | false       | breaks
    ben        | false       | breaks
    cat        | false       |
    dev        |             | breaks
    eli        | false       |
    """
    return when(child.UPNunknown == "UN7").must(~some(referrals, ~referrals.ReferralNFA.fill_null(False)))
