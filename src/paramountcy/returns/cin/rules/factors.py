"""What is asked of the factors that an assessment found."""

from paramountcy.returns.cin.tables import Assessments, CINdetails, FactorsIdentifiedAtAssessment
from paramountcy.returns.codes import Codes
from paramountcy.returns.rule import Many, Requirement, how_many, must, must_not_repeat, rule, some, when
from paramountcy.terms.year import Year, years


@rule(
    "8614",
    error="This assessment has factors but is not finished: add the date it was authorised, or take the factors out",
)
def factors_only_when_authorised(assessment: Assessments, factors: Many[FactorsIdentifiedAtAssessment]) -> Requirement:
    """
    If an assessment has no AssessmentAuthorisationDate it must not have any AssessmentFactors.

    Assessments | AssessmentAuthorisationDate |
    amy         | 2025-05-01                  |
    ben         |                             | breaks
    cat         |                             |
    dev         |                             | keeps: the list is empty
    eli         | 1 May                       | keeps: can't be read

    FactorsIdentifiedAtAssessment | AssessmentFactors |
    amy                           | 2B                |
    ben                           | 2B                | breaks
    ben                           | 3B                | breaks
    dev                           |                   |
    eli                           | 2B                |
    """
    return when(assessment.AssessmentAuthorisationDate.is_null()).must(
        ~some(factors, ~factors.AssessmentFactors.is_null())
    )


@rule(
    "8869",
    error="Factor 21 says that nothing was found, but other factors are given too: take out whichever is not true",
)
def no_factor_stands_alone(assessment: Assessments, factors: Many[FactorsIdentifiedAtAssessment]) -> Requirement:
    """
    If 21 is among the AssessmentFactors of an assessment, it must have no other.

    Assessments | is     |
    amy         |        |
    ben         |        | breaks
    cat         |        |
    dev         | first  |
    dev         | second |
    eli         |        |

    FactorsIdentifiedAtAssessment | of     | AssessmentFactors |
    amy                           |        | 21                |
    ben                           |        | 21                | breaks
    ben                           |        | 2B                | breaks
    ben                           |        | 3B                | breaks
    cat                           |        | 2B                |
    cat                           |        | 3B                |
    dev                           | first  | 21                |
    dev                           | second | 2B                | keeps: another assessment
    eli                           |        | 21                |
    eli                           |        |                   |
    """
    none_found = factors.AssessmentFactors == "21"
    return when(some(factors, none_found)).must(~some(factors, ~none_found))


@rule(
    "8873Q",
    query="The only assessment found nothing (factor 21), but the reason for closure says otherwise: give RC8 or RC9, or record what was found",
    years=years("2023-24"),
)
@rule(
    "8873",
    error="The only assessment found nothing (factor 21), but the reason for closure says otherwise: give RC8 or RC9, or record what was found",
    years=years("2022-23", until="2022-23"),
)
def closed_as_nothing_was_found(
    referral: CINdetails, assessments: Many[Assessments], factors: Many[FactorsIdentifiedAtAssessment]
) -> Requirement:
    """
    If a CINdetails has exactly one assessment, and 21 is its only factor, then ReasonForClosure, if
    there is one, must be RC8 or RC9.

    CINdetails | ReasonForClosure |
    amy        | RC8              |
    ben        | RC9              |
    cat        | RC7              | breaks
    dev        |                  | keeps: not closed
    eli        | RC7              | keeps: another factor too
    fay        | RC7              | keeps: two assessments
    gus        | RC7              | keeps: no factor at all

    Assessments | is     |
    amy         |        |
    ben         |        |
    cat         |        |
    dev         |        |
    eli         |        |
    fay         | first  |
    fay         | second |
    gus         |        |

    FactorsIdentifiedAtAssessment | of    | AssessmentFactors |
    amy                           |       | 21                |
    ben                           |       | 21                |
    cat                           |       | 21                | breaks
    dev                           |       | 21                |
    eli                           |       | 21                |
    eli                           |       | 2B                |
    fay                           | first | 21                |
    """
    none_found = factors.AssessmentFactors == "21"
    only_none_found = some(factors, none_found) & ~some(factors, ~none_found)
    return when((how_many(assessments) == 1) & only_none_found).must(referral.ReasonForClosure.is_in(["RC8", "RC9"]))


@rule(
    "8897Q",
    query="This completed assessment has no factor, or one that is not on this year's list: record each, or 21 where nothing was found",
    years=years("2023-24"),
)
@rule(
    "8897",
    error="This completed assessment has no factor, or one that is not on this year's list: record each, or 21 where nothing was found",
    years=years("2022-23", until="2022-23"),
)
def completed_assessment_has_factors(
    assessment: Assessments, factors: Many[FactorsIdentifiedAtAssessment], codes: Codes, year: Year
) -> Requirement:
    """
    An assessment with an AssessmentAuthorisationDate on or after the first day of the year must
    have at least one of the AssessmentFactors, each on the list.

    In 2025-26
    Assessments | AssessmentAuthorisationDate |
    amy         | 2025-04-01                  |
    ben         | 2025-04-01                  | breaks: none
    cat         | 2025-05-01                  | breaks: not on the list
    dev         | 2025-03-31                  | keeps: before the year
    eli         |                             | keeps: still open
    fay         | 2026-04-01                  | breaks: an empty list
    gus         | 2025-05-01                  | keeps: 18A is still on it

    FactorsIdentifiedAtAssessment | AssessmentFactors |
    amy                           | 21                |
    cat                           | 2B                |
    cat                           | 8A                | breaks
    dev                           | 8A                |
    fay                           |                   |
    gus                           | 18A               |
    """
    unlisted = ~factors.AssessmentFactors.is_in(codes.AssessmentFactors)
    return when(assessment.AssessmentAuthorisationDate >= year.start).must(some(factors) & ~some(factors, unlisted))


@rule("8898", error="This assessment has the same factor twice: keep it once")
def factor_is_given_once(factor: FactorsIdentifiedAtAssessment) -> Requirement:
    """
    No two AssessmentFactors of one assessment may be the same.

    Assessments | is     |
    amy         |        |
    ben         |        |
    cat         | first  |
    cat         | second |

    FactorsIdentifiedAtAssessment | of     | AssessmentFactors |
    amy                           |        | 2B                |
    amy                           |        | 2C                |
    ben                           |        | 2B                | breaks
    ben                           |        | 3B                |
    ben                           |        | 2B                | breaks
    ben                           |        |                   |
    ben                           |        |                   |
    cat                           | first  | 2B                |
    cat                           | second | 2B                |
    """
    return must_not_repeat(factor, "AssessmentFactors", within="Assessments")


@rule(
    "8945Q",
    query="Factor 18A does not say who did it: give 18B for physical abuse by a child, or 18C for that by an adult",
    years=years("2024-25"),
)
def physical_abuse_says_by_whom(factor: FactorsIdentifiedAtAssessment) -> Requirement:
    """
    18A must not be used among AssessmentFactors.

    FactorsIdentifiedAtAssessment | AssessmentFactors |
    amy                           | 18A               | breaks
    ben                           | 18B               |
    cat                           | 18C               |
    dev                           | 19A               |
    eli                           |                   |
    """
    return must(factor.AssessmentFactors != "18A")


@rule(
    "8950Q",
    query="Factor 19A does not say who did it: give 19B for sexual abuse by a child, or 19C for that by an adult",
    years=years("2024-25"),
)
def sexual_abuse_says_by_whom(factor: FactorsIdentifiedAtAssessment) -> Requirement:
    """
    19A must not be used among AssessmentFactors.

    FactorsIdentifiedAtAssessment | AssessmentFactors |
    amy                           | 19A               | breaks
    ben                           | 19B               |
    cat                           | 19C               |
    dev                           | 18A               |
    eli                           |                   |
    """
    return must(factor.AssessmentFactors != "19A")
