"""What is asked of an episode of need: its referral, and how it stands to the child's others. Its end is in closure."""

from datetime import date

import narwhals.stable.v2 as nw

from paramountcy.returns.cin.tables import Assessments, ChildIdentifiers, CINdetails, Section47
from paramountcy.returns.codes import Codes
from paramountcy.returns.rule import Many, Requirement, must, must_be_only_one, rule, some, when
from paramountcy.terms.working_days import working_days_before
from paramountcy.terms.year import Year, years

SOURCE_ASKED_SINCE = date(2013, 4, 1)
PREGNANCY_DAYS = 280


@rule(
    "8555Q",
    query="This child was referred after the date of death: check both dates",
    years=years("2023-24"),
)
@rule(
    "8555",
    error="This child was referred after the date of death: check both dates",
    years=years("2022-23", until="2022-23"),
)
def referred_before_death(child: ChildIdentifiers, referral: CINdetails) -> Requirement:
    """
    CINreferralDate may not be after PersonDeathDate.

    ChildIdentifiers | PersonDeathDate |
    amy              | 2022-06-01      |
    ben              | 2022-06-01      | breaks
    cat              |                 |
    dev              | 2022-06-01      |

    CINdetails | CINreferralDate |
    amy        | 2022-06-01      |
    ben        | 2022-06-02      | breaks
    cat        | 2022-06-02      |
    dev        |                 |
    """
    return must(referral.CINreferralDate <= child.PersonDeathDate)


@rule(
    "8568",
    error="It is not said, in a way that can be read, whether this referral ended with no further action: record 1 if it did, 0 if not",
)
def no_further_action_is_said(referral: CINdetails) -> Requirement:
    """
    ReferralNFA must be there, and be 0, 1, true or false.

    CINdetails | ReferralNFA |
    amy        | 0           |
    ben        | TRUE        |
    cat        | maybe       | breaks
    dev        |             | breaks
    """
    said = referral.as_sent.ReferralNFA.str.strip_chars().str.to_lowercase()
    return must(said.is_in(["0", "1", "true", "false"]).fill_null(False))


@rule(
    "8569Q",
    query="This referral is of an earlier year and is not said to have gone on: check its date, or leave out one that ended with no further action",
    years=years("2023-24"),
)
@rule(
    "8569",
    error="This referral is of an earlier year and is not said to have gone on: check its date, or leave out one that ended with no further action",
    years=years("2022-23", until="2022-23"),
)
def earlier_referral_went_on(referral: CINdetails, year: Year) -> Requirement:
    """
    If CINreferralDate is before the last working day before the year then ReferralNFA must be false.

    In 2022-23
    CINdetails | CINreferralDate | ReferralNFA |
    amy        | 2022-03-30      | false       |
    ben        | 2022-03-30      | true        | breaks
    cat        | 2022-03-30      |             | breaks
    dev        | 2022-03-31      | true        |
    eli        |                 | true        |

    In 2024-25
    CINdetails | CINreferralDate | ReferralNFA |
    amy        | 2024-03-28      | true        | keeps: Good Friday, the weekend and Easter Monday followed
    ben        | 2024-03-27      | true        | breaks
    """
    earlier = referral.CINreferralDate < working_days_before(1, year.start)
    return when(earlier).must(~referral.ReferralNFA.fill_null(True))


@rule(
    "8600",
    error="This referral has no date, or one after the end of the year: give the date, or leave the episode for next year's return",
)
def referred_by_the_years_end(referral: CINdetails, year: Year) -> Requirement:
    """
    CINreferralDate must be there, and not after the end of the year.

    In 2025-26
    CINdetails | CINreferralDate |
    amy        | 2026-03-31      |
    ben        | 2026-04-01      | breaks
    cat        |                 | breaks
    dev        | 2026-02-30      | keeps: unreadable is neither missing nor late
    """
    return must((referral.CINreferralDate <= year.end).fill_null(False))


@rule(
    "8606",
    error="This child was referred more than 40 weeks before the date of birth or the expected one: check both dates",
)
def referred_at_conception_or_later(child: ChildIdentifiers, referral: CINdetails) -> Requirement:
    """
    CINreferralDate may not be more than 280 days before PersonBirthDate or ExpectedPersonBirthDate.

    ChildIdentifiers | PersonBirthDate | ExpectedPersonBirthDate |
    amy              | 2025-12-31      |                         |
    ben              | 2025-12-31      |                         | breaks
    bump             |                 | 2025-12-31              |
    cat              |                 | 2025-12-31              | breaks
    dev              |                 |                         |
    eli              | 2025-12-31      | 2025-12-31              |

    CINdetails | CINreferralDate |
    amy        | 2025-03-26      |
    ben        | 2025-03-25      | breaks
    bump       | 2025-03-26      |
    cat        | 2025-03-25      | breaks
    dev        | 2025-03-25      |
    eli        |                 |
    """
    referred = referral.day.CINreferralDate
    before_birth = referred < child.day.PersonBirthDate - PREGNANCY_DAYS
    return must(~(before_birth | (referred < child.day.ExpectedPersonBirthDate - PREGNANCY_DAYS)))


@rule(
    "8610",
    error="This referral went on but has no primary need: record the main reason why the child is in need, or N0 if none was given",
)
def need_is_recorded(referral: CINdetails) -> Requirement:
    """
    If ReferralNFA is false then there must be a PrimaryNeedCode.

    CINdetails | ReferralNFA | PrimaryNeedCode |
    amy        | false       | N1              |
    ben        | false       |                 | breaks
    cat        | true        |                 |
    dev        |             |                 |
    """
    return when(~referral.ReferralNFA).must(~referral.PrimaryNeedCode.is_null())


@rule("8650", error="This primary need is not on the list: record one of N0 to N9")
def need_is_on_the_list(referral: CINdetails, codes: Codes) -> Requirement:
    """
    A PrimaryNeedCode must be on the list.

    CINdetails | PrimaryNeedCode |
    amy        | N9              |
    ben        | N10             | breaks
    cat        |                 |
    """
    return must(referral.PrimaryNeedCode.is_in(codes.PrimaryNeedCode))


@rule("8815", error="This child has more than one open episode of need: close those that have ended, or join them")
def only_one_episode_is_open(episode: CINdetails) -> Requirement:
    """
    Of a child's CINdetails only one may be without CINclosureDate and have ReferralNFA false.

    CINdetails | CINclosureDate | ReferralNFA |
    amy        |                | false       |
    amy        | 2025-06-01     | false       |
    amy        |                | true        |
    ben        |                | false       | breaks
    ben        |                | false       | breaks
    ben        |                | true        |
    ben        |                |             | keeps: not known to be open
    """
    return must_be_only_one(episode, _open(episode), within="Child")


@rule(
    "8816",
    error="This episode of need is open although the child was referred again later: close it, or check the dates",
)
def open_episode_is_the_latest(episode: CINdetails, others: Many[CINdetails]) -> Requirement:
    """
    A CINdetails without CINclosureDate and with ReferralNFA false must have the latest
    CINreferralDate of the child's.

    CINdetails | CINreferralDate | CINclosureDate | ReferralNFA |
    amy        | 2025-05-01      | 2025-06-01     | false       |
    amy        | 2025-09-01      |                | false       |
    ben        | 2025-05-01      |                | false       | breaks
    ben        | 2025-09-01      | 2025-09-02     | false       | breaks
    ben        | 2025-04-01      | 2025-04-02     | false       |
    cat        | 2025-05-01      |                | false       |
    cat        | 2025-05-01      |                | true        |
    dev        |                 |                | false       |
    dev        | 2025-09-01      |                | true        |
    eli        | 2025-05-01      |                | false       |
    eli        |                 |                | true        |
    fay        | 2025-05-01      |                |             | keeps: not known to be open
    fay        | 2025-09-01      |                | true        |
    """
    return when(_open(episode)).must(~some(others, others.CINreferralDate > episode.CINreferralDate))


def _open(episode: CINdetails) -> nw.Expr:
    return episode.CINclosureDate.is_null() & ~episode.ReferralNFA


@rule("8820", error="Two episodes of need overlap: close the first before the second begins, or join them")
def episodes_do_not_overlap(episode: CINdetails, earlier: CINdetails, year: Year) -> Requirement:
    """
    For two CINdetails of a child, the later CINreferralDate must not come before the other's
    CINclosureDate, or, where that one is open and not NFA, before the end of the year.

    In 2025-26
    CINdetails | CINreferralDate | CINclosureDate | ReferralNFA |
    amy        | 2025-05-01      | 2025-06-01     | false       |
    amy        | 2025-06-01      |                | false       | keeps: begins on the day the other ends
    ben        | 2025-05-01      | 2025-06-01     | false       | breaks
    ben        | 2025-05-31      |                | true        | breaks
    cat        | 2025-05-01      |                | false       | breaks
    cat        | 2025-09-01      |                | true        | breaks
    dev        | 2025-05-01      |                | true        |
    dev        | 2025-09-01      |                | false       |
    eli        | 2025-05-01      |                |             | keeps: not known to be open
    eli        | 2025-09-01      |                | false       |
    fay        |                 | 2025-06-01     | false       |
    fay        | 2025-05-31      |                | false       |
    """
    closed = earlier.CINclosureDate
    still_open = _open(earlier) & (episode.CINreferralDate < year.end)
    return when(earlier.CINreferralDate <= episode.CINreferralDate).must(
        ~((episode.CINreferralDate < closed) | still_open)
    )


@rule(
    "8831", error="This referral ended with no further action, but work is recorded under it: change one or the other"
)
def nothing_follows_no_further_action(
    referral: CINdetails, assessments: Many[Assessments], enquiries: Many[Section47]
) -> Requirement:
    """
    If ReferralNFA is true then the episode may have no date of an assessment, a section 47 enquiry
    or an initial conference.

    CINdetails | ReferralNFA | DateOfInitialCPC |
    amy        | true        |                  |
    ben        | true        | 2025-05-01       | breaks
    cat        | true        |                  | breaks
    dev        | true        |                  | breaks
    eli        | true        |                  | breaks
    fay        | true        |                  | breaks
    gus        | false       | 2025-05-01       |
    hal        |             | 2025-05-01       |

    Assessments | AssessmentActualStartDate | AssessmentAuthorisationDate |
    amy         |                           |                             |
    cat         | 2025-05-01                |                             | breaks
    cat         |                           |                             |
    dev         |                           | 2025-05-01                  | breaks

    Section47 | S47ActualStartDate | DateOfInitialCPC |
    amy       |                    |                  |
    eli       | 2025-05-01         |                  | breaks
    fay       |                    | 2025-05-01       | breaks
    """
    assessed = ~assessments.AssessmentActualStartDate.is_null() | ~assessments.AssessmentAuthorisationDate.is_null()
    enquired = ~enquiries.S47ActualStartDate.is_null() | ~enquiries.DateOfInitialCPC.is_null()
    worked_on = some(assessments, assessed) | some(enquiries, enquired) | ~referral.DateOfInitialCPC.is_null()
    return when(referral.ReferralNFA).must(~worked_on)


@rule("8866", error="It is not said who made this referral, or with a code that is not on the list: record the source")
def source_is_on_the_list(referral: CINdetails, codes: Codes) -> Requirement:
    """
    From a CINreferralDate of 1 April 2013, ReferralSource must be there and on the list.

    CINdetails | CINreferralDate | ReferralSource |
    amy        | 2025-05-01      | 5D             |
    ben        | 2025-05-01      | 5E             | breaks
    cat        | 2013-04-01      |                | breaks
    dev        | 2013-03-31      |                |
    eli        |                 |                |
    """
    on_the_list = referral.ReferralSource.is_in(codes.ReferralSource).fill_null(False)
    return when(referral.CINreferralDate >= SOURCE_ASKED_SINCE).must(on_the_list)
