"""
The tables of the children in need census, in its own words, from 2013-14 on.

Item numbers, types and years are from the census's schemas and rules (docs/decisions/0003).
"""

from datetime import date
from pathlib import Path

from paramountcy.returns.shape import Field, Return, Table
from paramountcy.terms.year import years


class Header(Table):
    """What the return says of itself: which collection, which year, as at which day. One row."""

    under = ""
    once = True

    Collection = Field(within="CollectionDetails")
    Year = Field(int, within="CollectionDetails")
    ReferenceDate = Field(date, "N00603", within="CollectionDetails")


class Source(Table):
    """Who sent the return and with what software. Usually one row; it may repeat."""

    under = ""
    path = ("Header", "Source")

    SourceLevel = Field()
    LEA = Field()
    SoftwareCode = Field()
    Release = Field()
    SerialNo = Field()
    DateTime = Field()


class ChildIdentifiers(Table):
    """
    Who the child is. One row a child, born or unborn.

    A child is here who had a referral in the year, or whose case was open when it began. An
    unborn child has an expected date of birth and no date of birth.
    """

    once = True

    LAchildID = Field(item="N00097", personal=True)
    UPN = Field(item="N00001", personal=True)
    FormerUPN = Field(item="N00002", personal=True)
    UPNunknown = Field(item="N00135", codes="UPNunknown")
    PersonBirthDate = Field(date, "N00066", personal=True)
    ExpectedPersonBirthDate = Field(date, "N00098", personal=True)
    GenderCurrent = Field(item="N00065", codes="GenderCurrent", years=years("2013-14", until="2023-24"))
    Sex = Field(item="N00783", codes="Sex", years=years("2024-25"))
    PersonDeathDate = Field(date, "N00108", personal=True)


class ChildCharacteristics(Table):
    """The child's ethnicity, as the family or the child described it. One row a child."""

    once = True

    Ethnicity = Field(codes="Ethnicity")


class Disabilities(Table):
    """
    Each disability recorded for a child, or NONE. A row a code; a child may have no row.

    Missing disability is more common than NONE, so a count of disabled children is a lower bound.
    """

    path = ("ChildCharacteristics", "Disabilities", "Disability")
    listed = True

    Disability = Field(item="N00099", codes="Disability")


class CINdetails(Table):
    """
    An episode of need: from a referral to its closure. One row an episode, one or more a child.

    A referral that led to no further action is here too, with ReferralNFA true and nothing under it.
    DateOfInitialCPC stands here only for a child who moved in already on a plan.
    """

    CINreferralDate = Field(date, "N00100")
    ReferralSource = Field(item="N00152", codes="ReferralSource")
    PrimaryNeedCode = Field(item="N00101", codes="PrimaryNeedCode")
    CINclosureDate = Field(date, "N00102")
    ReasonForClosure = Field(item="N00103", codes="ReasonForClosure")
    DateOfInitialCPC = Field(date, "N00110")
    ReferralNFA = Field(bool, "N00112", after="Section47")


class Assessments(Table):
    """A single assessment, completed in the year or still open at its end. A row each."""

    under = "CINdetails"

    AssessmentActualStartDate = Field(date, "N00159")
    AssessmentInternalReviewDate = Field(date)
    AssessmentAuthorisationDate = Field(date, "N00160")


class FactorsIdentifiedAtAssessment(Table):
    """What a completed assessment found at its end. A row a factor."""

    under = "Assessments"
    path = ("FactorsIdentifiedAtAssessment", "AssessmentFactors")
    listed = True

    AssessmentFactors = Field(item="N00181", codes="AssessmentFactors")


class CINPlanDates(Table):
    """A child in need plan. Asked for from 2021-22, so earlier plans are not here."""

    under = "CINdetails"
    years = years("2021-22")

    CINPlanStartDate = Field(date, "N00689")
    CINPlanEndDate = Field(date, "N00690")


class Section47(Table):
    """
    An enquiry under section 47 of the Children Act 1989, and the conference it led to, if any.

    One that needs no conference says so; one with neither date nor that word is still open.
    """

    under = "CINdetails"

    S47ActualStartDate = Field(date, "N00148")
    InitialCPCtarget = Field(date, "N00109")
    DateOfInitialCPC = Field(date, "N00110")
    ICPCnotRequired = Field(bool, "N00111")


class ChildProtectionPlans(Table):
    """A child protection plan that ended in the year or is open at its end. A row a plan."""

    under = "CINdetails"

    CPPstartDate = Field(date, "N00105")
    CPPendDate = Field(date, "N00115")
    InitialCategoryOfAbuse = Field(codes="CategoryOfAbuse")
    LatestCategoryOfAbuse = Field(item="N00114", codes="CategoryOfAbuse")
    NumberOfPreviousCPP = Field(int, "N00106")


class Reviews(Table):
    """A review of a child protection plan. A row a review."""

    under = "ChildProtectionPlans"
    path = ("Reviews", "CPPreviewDate")
    listed = True

    CPPreviewDate = Field(date, "N00116")


class PreProceedingsandFGDM(Table):
    """
    Pre-proceedings and family group decision-making. Asked for from 2026-27.

    Fields, order and codes come from a sample file and an unmerged draft, not from the published schema.
    """

    under = "CINdetails"
    years = years("2026-27")

    PPStartDate = Field(date, "N00826")
    LBPSentDate = Field(date, "N00827")
    FGDMMeetingOffer = Field(bool, "N00828")
    FGDMMeetingFac = Field(bool, "N00829")
    InitialPPMeetingDate = Field(date, "N00830")
    ReviewMeetingsCount = Field(int, "N00831")
    StepDecisionDate = Field(date)
    PPOutcome = Field(item="N00833", codes="PPOutcome")
    CourtAppDate = Field(date)
    LetterInitCPDate = Field(date)


CIN = Return(
    name="cin",
    title="Children in need census",
    root="Message",
    tables=(
        Header,
        Source,
        ChildIdentifiers,
        ChildCharacteristics,
        Disabilities,
        CINdetails,
        Assessments,
        FactorsIdentifiedAtAssessment,
        CINPlanDates,
        Section47,
        ChildProtectionPlans,
        Reviews,
        PreProceedingsandFGDM,
    ),
    codes=Path(__file__).with_name("codes.csv"),
)
