"""What is asked of who the child is: dates of birth and death, sex, ethnicity, disability. UPNs are in identifiers."""

from datetime import timedelta

import narwhals.stable.v2 as nw

from paramountcy.returns.cin.tables import ChildCharacteristics, ChildIdentifiers, CINdetails, Disabilities
from paramountcy.returns.codes import Codes
from paramountcy.returns.rule import Many, Requirement, must, must_not_repeat, rule, some, when
from paramountcy.terms.year import Year, years


@rule(
    "4180",
    error="This child's sex is missing or not on the list: record M, F, or U where it is not known",
    years=years("2024-25"),
)
def sex_is_on_the_list(child: ChildIdentifiers, codes: Codes) -> Requirement:
    """
    Sex must be there and on the list.

    ChildIdentifiers | Sex |
    amy              | F   |
    ben              | m   | breaks
    cat              |     | breaks
    """
    return must(child.Sex.is_in(codes.Sex).fill_null(False))


@rule(
    "4180",
    error="This child's gender is missing or not on the list: record 1, 2 or 9, or 0 where it is not known",
    years=years("2013-14", until="2023-24"),
)
def gender_is_on_the_list(child: ChildIdentifiers, codes: Codes) -> Requirement:
    """
    GenderCurrent must be there and on the list.

    ChildIdentifiers | GenderCurrent |
    amy              | 9             |
    ben              | F             | breaks
    cat              |               | breaks
    """
    return must(child.GenderCurrent.is_in(codes.GenderCurrent).fill_null(False))


@rule(
    "4220", error="This child's ethnicity is missing or not on the list: record it, or NOBT while it is not yet known"
)
def ethnicity_is_on_the_list(characteristics: ChildCharacteristics, codes: Codes) -> Requirement:
    """
    Ethnicity must be there and on the list.

    ChildCharacteristics | Ethnicity |
    amy                  | MWBC      |
    ben                  | mwbc      | breaks
    cat                  |           | breaks
    """
    return must(characteristics.Ethnicity.is_in(codes.Ethnicity).fill_null(False))


@rule(
    "8520", error="This child's date of birth is after the end of the year: correct it, or give it as the expected date"
)
def born_before_the_year_ends(child: ChildIdentifiers, year: Year) -> Requirement:
    """
    PersonBirthDate may not be after the end of the year.

    In 2025-26
    ChildIdentifiers | PersonBirthDate |
    amy              | 2026-03-31      |
    ben              | 2026-04-01      | breaks
    cat              | 2051-05-01      | breaks: a slip of the key
    bump             |                 |
    """
    return must(child.PersonBirthDate <= year.end)


@rule(
    "8525Q",
    query="This child has both a date of birth and an expected one, or neither: give the one that is true",
    years=years("2023-24"),
)
@rule(
    "8525",
    error="This child has both a date of birth and an expected one, or neither: give the one that is true",
    years=years("2022-23", until="2022-23"),
)
def one_date_of_birth(child: ChildIdentifiers) -> Requirement:
    """
    A child must have either a PersonBirthDate or an ExpectedPersonBirthDate, not both.

    ChildIdentifiers | PersonBirthDate | ExpectedPersonBirthDate |
    amy              | 2015-05-01      |                         |
    bump             |                 | 2023-05-01              |
    cat              | 2015-05-01      | 2015-05-03              | breaks: both
    dev              |                 |                         | breaks: neither
    eli              | 2015-02-30      |                         | keeps: unreadable is neither missing nor present
    """
    return must(child.PersonBirthDate.is_null() != child.ExpectedPersonBirthDate.is_null())


@rule(
    "8530Q",
    query="This baby was due over 30 days before the year's end, or is due over nine months after it: check the date, or give the date of birth",
)
def birth_is_expected_soon(child: ChildIdentifiers, year: Year) -> Requirement:
    """
    ExpectedPersonBirthDate must be from 30 days before the end of the year to nine months after it.

    In 2025-26
    ChildIdentifiers | ExpectedPersonBirthDate |
    bump             | 2026-03-01              |
    ben              | 2026-02-28              | breaks
    cat              | 2026-12-31              |
    dev              | 2027-01-01              | breaks
    eli              |                         |
    """
    nine_months_on = nw.lit(year.end).dt.offset_by("9mo")
    return must(child.ExpectedPersonBirthDate.is_between(year.end - timedelta(days=30), nine_months_on))


@rule("8535Q", query="This child died before being born, or died with no date of birth: check both dates")
def born_before_dying(child: ChildIdentifiers) -> Requirement:
    """
    If there is a PersonDeathDate then there must be a PersonBirthDate, and not a later one.

    ChildIdentifiers | PersonBirthDate | PersonDeathDate |
    amy              | 2015-05-01      | 2015-05-01      |
    ben              | 2015-05-02      | 2015-05-01      | breaks
    cat              |                 | 2015-05-01      | breaks
    dev              | 2015-05-01      |                 |
    eli              |                 |                 |
    """
    born_before = child.PersonBirthDate <= child.PersonDeathDate
    return when(~child.PersonDeathDate.is_null()).must(born_before.fill_null(False))


@rule("8540", error="This child has no disability recorded, or one that is not on the list: record each, or NONE")
def disability_is_recorded(
    child: ChildIdentifiers, disabilities: Many[Disabilities], referrals: Many[CINdetails], codes: Codes
) -> Requirement:
    """
    A born child with a referral that went on must have at least one Disability, each on the list.

    ChildIdentifiers | PersonBirthDate |
    amy              | 2015-05-01      |
    ben              | 2015-05-01      | breaks: none
    cat              | 2015-05-01      | breaks: not on the list
    dev              | 2015-05-01      | keeps: the referral did not go on
    bump             |                 | keeps: not born
    fay              | 2015-05-01      | keeps: not known whether it went on

    Disabilities | Disability |
    amy          | NONE       |
    cat          | MOB        |
    cat          | XXX        | breaks

    CINdetails | ReferralNFA |
    amy        | false       |
    ben        | false       | breaks
    cat        | false       | breaks
    dev        | true        |
    bump       | false       |
    fay        | maybe       |
    """
    unlisted = ~disabilities.Disability.is_in(codes.Disability)
    return when(~child.PersonBirthDate.is_null() & some(referrals, ~referrals.ReferralNFA)).must(
        some(disabilities) & ~some(disabilities, unlisted)
    )


@rule(
    "8545Q",
    query="This child died before the year began or after it ended: check the date, and whether the child belongs in this return",
)
def died_within_the_year(child: ChildIdentifiers, year: Year) -> Requirement:
    """
    PersonDeathDate must be within the year.

    In 2025-26
    ChildIdentifiers | PersonDeathDate |
    amy              | 2025-04-01      |
    ben              | 2025-03-31      | breaks
    cat              | 2026-04-01      | breaks
    dev              |                 |
    """
    return must(child.PersonDeathDate.is_between(year.start, year.end))


@rule(
    "8590",
    error="This child has no episode of need: add the referral, or leave the child out of the return",
    fields=[ChildIdentifiers.LAchildID],
)
def child_was_referred(child: ChildIdentifiers, referrals: Many[CINdetails]) -> Requirement:
    """
    Every child must have at least one CINdetails.

    ChildIdentifiers | LAchildID |
    amy              | A1        |
    ben              | B1        | breaks
    cat              |           | breaks

    CINdetails | CINreferralDate |
    amy        |                 |
    """
    return must(some(referrals))


@rule(
    "8750",
    error="This child is not yet born but has a sex recorded: make it U, or give the date of birth",
    years=years("2024-25"),
)
def sex_is_unknown_before_birth(child: ChildIdentifiers) -> Requirement:
    """
    If there is an ExpectedPersonBirthDate and no PersonBirthDate then Sex must be U.

    ChildIdentifiers | Sex | PersonBirthDate | ExpectedPersonBirthDate |
    bump             | U   |                 | 2025-05-01              |
    ben              | M   |                 | 2025-05-01              | breaks
    cat              | F   | 2025-05-01      | 2025-05-01              |
    dev              | M   |                 |                         |
    eli              |     |                 | 2025-05-01              | keeps: a missing sex is for another rule
    """
    return when(_unborn(child)).must(child.Sex == "U")


@rule(
    "8750",
    error="This child is not yet born but has a gender recorded: make it 0, or give the date of birth",
    years=years("2013-14", until="2023-24"),
)
def gender_is_unknown_before_birth(child: ChildIdentifiers) -> Requirement:
    """
    If there is an ExpectedPersonBirthDate and no PersonBirthDate then GenderCurrent must be 0.

    ChildIdentifiers | GenderCurrent | PersonBirthDate | ExpectedPersonBirthDate |
    bump             | 0             |                 | 2023-05-01              |
    ben              | 1             |                 | 2023-05-01              | breaks
    cat              | 2             | 2023-05-01      | 2023-05-01              |
    dev              | 1             |                 |                         |
    eli              |               |                 | 2023-05-01              | keeps: a missing gender is for another rule
    """
    return when(_unborn(child)).must(child.GenderCurrent == "0")


def _unborn(child: ChildIdentifiers) -> nw.Expr:
    return child.PersonBirthDate.is_null() & ~child.ExpectedPersonBirthDate.is_null()


@rule(
    "8790", error="NONE says that this child has no disability, but another is recorded: take out the one that is wrong"
)
def none_stands_alone(none: Disabilities, others: Many[Disabilities]) -> Requirement:
    """
    A child with the Disability NONE may have no other.

    Disabilities | Disability |
    amy          | NONE       |
    ben          | NONE       | breaks
    ben          | MOB        | breaks
    ben          | HEAR       | breaks
    cat          | MOB        |
    cat          | HEAR       |
    dev          | NONE       |
    dev          |            |
    """
    return when(none.Disability == "NONE").must(~some(others, others.Disability != "NONE"))


@rule("8794", error="This child has the same disability recorded more than once: keep it once")
def each_disability_is_recorded_once(disability: Disabilities) -> Requirement:
    """
    A child may not have the same Disability twice.

    Disabilities | Disability |
    amy          | MOB        |
    amy          | HEAR       |
    ben          | MOB        | breaks
    ben          | MOB        | breaks
    cat          | NONE       | breaks
    cat          | NONE       | breaks
    dev          |            |
    dev          |            |
    """
    return must_not_repeat(disability, "Disability", within="Child")
