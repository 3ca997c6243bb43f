"""Faults in assessments and the factors they found."""

from paramountcy.imagine.faults.making import assessment
from paramountcy.imagine.faults.shape import Child, days, fault
from paramountcy.terms.working_days import working_days_before

LONG_OPEN = "an assessment open since before the year has been so for more than 45 working days"


@fault("1103", "before-referral", "closed")
def assessed_before_referral(child: Child) -> None:
    child.assessment["AssessmentActualStartDate"] = child.episode["CINreferralDate"] - days(2)


@fault("8608", "end-before-start", "closed")
def authorised_before_start(child: Child) -> None:
    child.assessment["AssessmentAuthorisationDate"] = child.assessment["AssessmentActualStartDate"] - days(1)


@fault("8614", "open", "assessing")
def factors_of_an_open_assessment(child: Child) -> None:
    child.assessment["FactorsIdentifiedAtAssessment"] = ["3B", "16A"]


@fault("8670Q", "long-open", "assessing")
def assessment_takes_too_long(child: Child) -> None:
    began = working_days_before(52, child.year.end)
    child.episode["CINreferralDate"] = began - days(1)
    child.assessment["AssessmentActualStartDate"] = began


@fault("8696", "before", "closed")
def authorised_before_the_year(child: Child) -> None:
    began = child.year.start - days(30)
    child.need(child.who["PersonBirthDate"] < began)
    child.episode["CINreferralDate"] = began
    child.assessment.update(AssessmentActualStartDate=began, AssessmentAuthorisationDate=child.year.start - days(4))


@fault("8696", "after", "helped")
def authorised_after_the_year(child: Child) -> None:
    child.assessment["AssessmentAuthorisationDate"] = child.year.end + days(3)


@fault("8736", "before", "assessing", implies={"8670Q": LONG_OPEN})
def open_since_before_the_year(child: Child) -> None:
    began = child.year.start - days(20)
    child.need(child.who["PersonBirthDate"] < began)
    child.episode["CINreferralDate"] = began
    child.assessment["AssessmentActualStartDate"] = began


@fault("8736", "after", "assessing")
def begun_after_the_year(child: Child) -> None:
    child.assessment["AssessmentActualStartDate"] = child.year.end + days(2)


@fault("8736", "missing", "assessing")
def open_without_a_start(child: Child) -> None:
    child.assessment["AssessmentActualStartDate"] = None


@fault("8863Q", "overlap", "closed")
def two_assessments_at_once(child: Child) -> None:
    began, ended = child.assessment["AssessmentActualStartDate"], child.assessment["AssessmentAuthorisationDate"]
    child.need(ended >= began + days(4))
    child.episode["Assessments"].append(assessment(began + days(3), child.episode["CINclosureDate"]))


@fault("8863Q", "same", "closed")
def the_same_assessment_twice(child: Child) -> None:
    done = child.assessment
    child.episode["Assessments"].append(
        done | {"FactorsIdentifiedAtAssessment": list(done["FactorsIdentifiedAtAssessment"])}
    )


@fault("8863Q", "open", "assessing")
def assessed_while_another_is_open(child: Child) -> None:
    began = child.assessment["AssessmentActualStartDate"] + days(2)
    child.need(began + days(5) <= child.year.end)
    child.episode["Assessments"].append(assessment(began, began + days(5)))


@fault("8869", "21-and-another", "closed")
def nothing_and_something_found(child: Child) -> None:
    child.assessment["FactorsIdentifiedAtAssessment"] = ["3B", "21"]


@fault("8873Q", "helped-on", "closed")
def nothing_found_and_closed_otherwise(child: Child) -> None:
    child.assessment["FactorsIdentifiedAtAssessment"] = ["21"]


@fault(
    "8896", "two-open", "assessing", implies={"8863Q": "the later of two open assessments begins within the earlier"}
)
def two_assessments_are_open(child: Child) -> None:
    child.episode["Assessments"].append(assessment(child.assessment["AssessmentActualStartDate"] + days(3), None))


@fault("8897Q", "none", "closed")
def no_factor(child: Child) -> None:
    child.assessment["FactorsIdentifiedAtAssessment"] = []


@fault("8897Q", "code", "closed")
def factor_is_no_code(child: Child) -> None:
    child.assessment["FactorsIdentifiedAtAssessment"] = ["3B", "99Z"]


@fault("8897Q", "withdrawn", "closed")
def factor_was_withdrawn(child: Child) -> None:
    child.assessment["FactorsIdentifiedAtAssessment"] = ["8A"]


@fault("8898", "twice", "closed")
def factor_twice(child: Child) -> None:
    child.assessment["FactorsIdentifiedAtAssessment"] = ["4B", "3B", "4B"]


@fault("8945Q", "18A", "closed", since="2024-25")
def physical_abuse_by_whom_not_said(child: Child) -> None:
    child.assessment["FactorsIdentifiedAtAssessment"] = ["3B", "18A"]


@fault("8950Q", "19A", "closed", since="2024-25")
def sexual_abuse_by_whom_not_said(child: Child) -> None:
    child.assessment["FactorsIdentifiedAtAssessment"] = ["19A"]
