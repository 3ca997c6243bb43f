"""What is asked of assessments and of their dates."""

from paramountcy.returns.cin.tables import Assessments, CINdetails
from paramountcy.returns.rule import Requirement, must, must_be_only_one, rule, when
from paramountcy.terms.working_days import working_days_before
from paramountcy.terms.year import Year, years


@rule("1103", error="This assessment started before the referral it belongs to: correct whichever date is wrong")
def assessment_follows_the_referral(assessment: Assessments, referral: CINdetails) -> Requirement:
    """
    AssessmentActualStartDate must not be earlier than the CINreferralDate of its CINdetails.

    CINdetails | CINreferralDate |
    amy        | 2025-05-01      |
    ben        | 2025-05-01      | breaks
    cat        |                 |
    dev        | 2025-05-01      |

    Assessments | AssessmentActualStartDate |
    amy         | 2025-05-01                |
    ben         | 2025-04-30                | breaks
    ben         | 2025-05-02                |
    cat         | 2025-04-30                |
    dev         |                           |
    """
    return must(assessment.AssessmentActualStartDate >= referral.CINreferralDate)


@rule("8608", error="This assessment was authorised before it started: correct whichever date is wrong")
def authorised_after_it_started(assessment: Assessments) -> Requirement:
    """
    AssessmentAuthorisationDate must not be earlier than AssessmentActualStartDate.

    Assessments | AssessmentActualStartDate | AssessmentAuthorisationDate |
    amy         | 2025-05-01                | 2025-05-01                  |
    ben         | 2025-05-01                | 2025-04-30                  | breaks
    cat         |                           | 2025-04-30                  |
    dev         | 2025-05-01                |                             |
    eli         | 2025-05-32                | 2025-04-30                  | keeps: can't be read
    """
    return must(assessment.AssessmentAuthorisationDate >= assessment.AssessmentActualStartDate)


@rule(
    "8670Q",
    query="This assessment has been open for more than 45 working days: add the date it was authorised, or be ready to say why it takes longer",
)
def open_assessment_is_in_time(assessment: Assessments, year: Year) -> Requirement:
    """
    An assessment without AssessmentAuthorisationDate must not have started more than 45 working
    days before the end of the year.

    In 2025-26
    Assessments | AssessmentActualStartDate | AssessmentAuthorisationDate |
    amy         | 2026-01-27                |                             |
    ben         | 2026-01-26                |                             | breaks
    cat         | 2026-01-26                | 2026-03-31                  | keeps: late, but done
    dev         |                           |                             |
    eli         | 2026-01-26                | in March                    | keeps: can't be read
    """
    return when(assessment.AssessmentAuthorisationDate.is_null()).must(
        assessment.AssessmentActualStartDate >= working_days_before(45, year.end)
    )


@rule(
    "8696", error="This assessment was authorised outside the census year: check the date, or leave the assessment out"
)
def authorised_this_year(assessment: Assessments, year: Year) -> Requirement:
    """
    AssessmentAuthorisationDate, if there is one, must be within the census year.

    In 2025-26
    Assessments | AssessmentAuthorisationDate |
    amy         | 2025-04-01                  |
    ben         | 2026-03-31                  |
    cat         | 2025-03-31                  | breaks
    dev         | 2026-04-01                  | breaks
    eli         |                             |
    """
    return must(assessment.AssessmentAuthorisationDate.is_between(year.start, year.end))


@rule(
    "8736",
    error="This open assessment started outside the census year: check the start date, or add the date it was authorised",
)
def open_assessment_started_this_year(assessment: Assessments, year: Year) -> Requirement:
    """
    If an assessment has no AssessmentAuthorisationDate then it must have an
    AssessmentActualStartDate within the census year.

    In 2025-26
    Assessments | AssessmentActualStartDate | AssessmentAuthorisationDate |
    amy         | 2025-04-01                |                             |
    ben         | 2025-03-31                |                             | breaks: started before the year
    cat         | 2026-04-01                |                             | breaks: started after the year
    dev         |                           |                             | breaks: not known to have started
    eli         | 2025-03-31                | 2025-05-01                  | keeps: it was completed
    fay         |                           | 2025-05-01                  |
    gus         | 2025-02-29                |                             | keeps: can't be read
    """
    return when(assessment.AssessmentAuthorisationDate.is_null()).must(
        assessment.AssessmentActualStartDate.is_between(year.start, year.end).fill_null(False)
    )


@rule(
    "8863Q",
    query="Two assessments of one episode overlap: finish the first before the second starts, or join them",
    years=years("2023-24"),
)
@rule(
    "8863",
    error="Two assessments of one episode overlap: finish the first before the second starts, or join them",
    years=years("2022-23", until="2022-23"),
)
def assessments_do_not_overlap(assessment: Assessments, earlier: Assessments, year: Year) -> Requirement:
    """
    Of two Assessments of one CINdetails, the later must start after the AssessmentAuthorisationDate
    of the other; if that one is open, after the end of the year.

    In 2025-26
    CINdetails | is     |
    amy        |        |
    ben        |        |
    cat        |        |
    dev        |        |
    eli        | first  |
    eli        | second |
    fay        |        |

    Assessments | of     | AssessmentActualStartDate | AssessmentAuthorisationDate |
    amy         |        | 2025-05-01                | 2025-06-01                  |
    amy         |        | 2025-06-02                |                             |
    ben         |        | 2025-05-01                | 2025-06-01                  | breaks
    ben         |        | 2025-06-01                | 2025-07-01                  | breaks: the day the other ends
    cat         |        | 2025-05-01                |                             | breaks
    cat         |        | 2025-09-01                |                             | breaks
    cat         |        | 2026-04-01                |                             |
    dev         |        | 2025-05-01                | 2025-06-01                  | breaks
    dev         |        | 2025-05-01                | 2025-06-01                  | breaks: entered twice
    eli         | first  | 2025-05-01                |                             |
    eli         | second | 2025-05-01                |                             | keeps: another episode
    fay         |        |                           | 2025-06-01                  |
    fay         |        | 2025-05-31                | 2025-06-30                  |
    """
    ended = earlier.AssessmentAuthorisationDate.fill_null(year.end)
    return must(~assessment.AssessmentActualStartDate.is_between(earlier.AssessmentActualStartDate, ended))


@rule(
    "8867",
    error="This case is closed, but this assessment is still open: add the date it was authorised, or check the closure date",
)
def closed_case_has_no_open_assessment(assessment: Assessments, referral: CINdetails) -> Requirement:
    """
    If a CINdetails has a CINclosureDate then each of its Assessments must have an
    AssessmentAuthorisationDate.

    CINdetails | CINclosureDate |
    amy        | 2025-06-01     |
    ben        | 2025-06-01     | breaks
    cat        |                |
    dev        | in June        | keeps: can't be read

    Assessments | AssessmentAuthorisationDate |
    amy         | 2025-05-01                  |
    ben         | 2025-05-01                  |
    ben         |                             | breaks
    cat         |                             |
    dev         |                             |
    """
    return when(~referral.CINclosureDate.is_null()).must(~assessment.AssessmentAuthorisationDate.is_null())


@rule(
    "8896",
    error="This episode has more than one open assessment: add the dates on which the earlier ones were authorised",
)
def one_open_assessment(assessment: Assessments) -> Requirement:
    """
    Of the Assessments of a CINdetails, no more than one may be without AssessmentAuthorisationDate.

    CINdetails | is     |
    amy        |        |
    ben        |        |
    cat        | first  |
    cat        | second |
    dev        |        |

    Assessments | of     | AssessmentAuthorisationDate |
    amy         |        | 2025-05-01                  |
    amy         |        |                             |
    ben         |        |                             | breaks
    ben         |        |                             | breaks
    ben         |        | 2025-05-01                  |
    cat         | first  |                             |
    cat         | second |                             |
    dev         |        |                             |
    dev         |        | 2025-04-31                  | keeps: can't be read
    """
    return must_be_only_one(assessment, assessment.AssessmentAuthorisationDate.is_null(), within="CINdetails")
