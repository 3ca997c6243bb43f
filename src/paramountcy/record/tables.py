"""
The tables of the record that a source fills so far: the children in need census (CIN), over several years.

They keep the grain and names of the project's canonical model; tables and columns that no source fills yet come with
the first that does. `source` names the census's fields.
"""

from datetime import date

from paramountcy.record.shape import Column, Table


class Person(Table):
    """
    Everyone: so far, each child, born or unborn, who was in any of the returns. One row a person.

    Identity is the authority's own: one LAchildID is one child, unless the facts speak against it (see `identity`).
    A child without an LAchildID stands alone in every return. What a later return leaves out (a sex not known, an
    ethnicity not yet obtained) does not take away what an earlier one told. Names and addresses are not in the census.
    """

    name = "person"
    key = "person_id"

    person_id = Column(int)
    birth_date = Column(date, "CIN PersonBirthDate", personal=True)
    expected_birth_date = Column(date, "CIN ExpectedPersonBirthDate", personal=True)
    death_date = Column(date, "CIN PersonDeathDate", personal=True)
    sex = Column(str, "CIN Sex, or GenderCurrent until 2023-24")
    ethnicity = Column(str, "CIN Ethnicity")


class PersonIdentifier(Table):
    """
    The pupil numbers a child carries or carried, or the reason why there is none. A row each; the census says neither
    from when a number was held nor how it was obtained.
    """

    name = "person_identifier"
    told_with = "person_id"

    person_id = Column(int, links="person")
    id_type = Column(str)
    id_value = Column(str, "CIN UPN, FormerUPN", personal=True)
    unknown_reason = Column(str, "CIN UPNunknown")


class Disability(Table):
    """
    Each disability recorded for a child, or NONE. A row a code.

    A child without a row was not asked about, or not told of: fewer children have NONE than should.
    """

    name = "disability"
    told_with = "person_id"

    person_id = Column(int, links="person")
    disability_code = Column(str, "CIN Disability")


class Referral(Table):
    """
    The episode of need: from a referral to its closure. A row an episode, one or more a child, and the parent of most
    other rows. Referrals without further action are here too. The returns tell every referral of their years, and of
    earlier ones only those whose case was still open.
    """

    name = "referral"
    key = "referral_id"

    referral_id = Column(int)
    person_id = Column(int, links="person")
    referral_date = Column(date, "CIN CINreferralDate")
    source = Column(str, "CIN ReferralSource", settled=True)
    nfa = Column(bool, "CIN ReferralNFA", settled=True)
    primary_need = Column(str, "CIN PrimaryNeedCode")
    closure_date = Column(date, "CIN CINclosureDate", settled=True)
    closure_reason = Column(str, "CIN ReasonForClosure", settled=True)


class Assessment(Table):
    """
    A child and family assessment under section 17. A row each, completed or open.

    One that was open when the year ended is told again by the next return, if it was completed in it; one still
    open after more than a year may not be returned at all.
    """

    name = "assessment"
    key = "assessment_id"

    assessment_id = Column(int)
    referral_id = Column(int, links="referral")
    person_id = Column(int, links="person")
    start_date = Column(date, "CIN AssessmentActualStartDate")
    internal_review_date = Column(date, "CIN AssessmentInternalReviewDate")
    authorised_date = Column(date, "CIN AssessmentAuthorisationDate", settled=True)


class AssessmentFactor(Table):
    """What a completed assessment found at its end. A row a factor."""

    name = "assessment_factor"
    told_with = "assessment_id"

    assessment_id = Column(int, links="assessment")
    factor_code = Column(str, "CIN AssessmentFactors")


class S47Enquiry(Table):
    """
    An enquiry under section 47 of the Children Act 1989. A row each.

    It led to the conference it names, to none (`icpc_not_required`), or is open. Several may lead to one conference.
    One that is open when the year ends may not be told again unless it led to a conference.
    """

    name = "s47_enquiry"
    key = "s47_id"

    s47_id = Column(int)
    referral_id = Column(int, links="referral")
    person_id = Column(int, links="person")
    conference_id = Column(int, links="conference")
    start_date = Column(date, "CIN S47ActualStartDate")
    icpc_target_date = Column(date, "CIN InitialCPCtarget")
    icpc_not_required = Column(bool, "CIN ICPCnotRequired", settled=True)


class Conference(Table):
    """
    A child protection conference about a child: `kind` is initial or review. A row a child and day.

    `s47_id` is the enquiry that an initial one followed, the latest where there are several; none for a child who
    moved in on a plan (`transfer_in`). Reviews stand under their plan. Who came is not in the census.
    """

    name = "conference"
    key = "conference_id"

    conference_id = Column(int)
    person_id = Column(int, links="person")
    referral_id = Column(int, links="referral")
    s47_id = Column(int, links="s47_enquiry")
    plan_id = Column(int, links="plan")
    kind = Column(str)
    held_date = Column(date, "CIN DateOfInitialCPC, CPPreviewDate")
    transfer_in = Column(bool, "CIN DateOfInitialCPC of the episode")


class Plan(Table):
    """
    A plan for a child: `plan_type` is cin (child in need) or cp (child protection). A row a plan.

    Child in need plans are asked for from 2021-22. The returns tell plans that ended in their years or were open at
    the end. `previous_plans` counts child protection plans before this one, elsewhere too where the authority knows.
    """

    name = "plan"
    key = "plan_id"

    plan_id = Column(int)
    plan_type = Column(str)
    person_id = Column(int, links="person")
    referral_id = Column(int, links="referral")
    start_date = Column(date, "CIN CPPstartDate, CINPlanStartDate")
    end_date = Column(date, "CIN CPPendDate, CINPlanEndDate", settled=True)
    initial_category = Column(str, "CIN InitialCategoryOfAbuse", settled=True)
    latest_category = Column(str, "CIN LatestCategoryOfAbuse")
    previous_plans = Column(int, "CIN NumberOfPreviousCPP", settled=True)


TABLES: tuple[type[Table], ...] = (
    Person,
    PersonIdentifier,
    Disability,
    Referral,
    Assessment,
    AssessmentFactor,
    S47Enquiry,
    Conference,
    Plan,
)
