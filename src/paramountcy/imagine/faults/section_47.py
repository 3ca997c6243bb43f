"""Faults in enquiries under section 47 and initial conferences."""

from datetime import date

from paramountcy.imagine.faults.making import enquiry
from paramountcy.imagine.faults.shape import Child, days, fault
from paramountcy.terms.working_days import working_days_after, working_days_before

LONG_OPEN = "an enquiry open since before the year has been so for more than fifteen working days"


def _saturday_from(day: date) -> date:
    return day + days((5 - day.weekday()) % 7)


@fault(
    "1104",
    "enquiry-too",
    "conferred",
    implies={"2889": "the enquiry begins before its conference, so it is before the referral too"},
)
def conferred_before_referral(child: Child) -> None:
    referred = working_days_after(1, child.enquiry["DateOfInitialCPC"])
    authorised = child.assessment["AssessmentAuthorisationDate"]
    child.need(authorised is None or authorised >= referred)
    child.episode["CINreferralDate"] = child.assessment["AssessmentActualStartDate"] = referred


@fault("1104", "conference-alone", "conferred", implies={"8615": "the conference is before the enquiry that led to it"})
def conferred_before_referral_and_enquiry(child: Child) -> None:
    met = working_days_before(2, child.episode["CINreferralDate"])
    child.need(child.in_year(met))
    child.enquiry["DateOfInitialCPC"] = met


@fault("2884", "twice", "conferred")
def conference_recorded_in_both_places(child: Child) -> None:
    child.episode["DateOfInitialCPC"] = child.enquiry["DateOfInitialCPC"]


@fault("2889", "before-referral", "enquired")
def enquired_before_referral(child: Child) -> None:
    child.enquiry["S47ActualStartDate"] = child.episode["CINreferralDate"] - days(2)


@fault("2991Q", "no-assessment", "enquired")
def enquired_without_assessment(child: Child) -> None:
    child.episode["Assessments"] = []


@fault("8615", "after", "conferred")
def enquired_after_conference(child: Child) -> None:
    child.enquiry["S47ActualStartDate"] = child.enquiry["DateOfInitialCPC"] + days(1)


@fault("8615", "missing", "conferred")
def conferred_without_a_start(child: Child) -> None:
    child.enquiry["S47ActualStartDate"] = None


@fault("8675Q", "long-open", "enquired")
def enquiry_takes_too_long(child: Child) -> None:
    child.need(child.enquiry["S47ActualStartDate"] < working_days_before(16, child.year.end))
    child.enquiry["ICPCnotRequired"] = False


@fault("8715", "before", "conferred")
def conferred_before_the_year(child: Child) -> None:
    met = working_days_before(5, child.year.start)
    began = working_days_before(14, met)
    child.need(child.who["PersonBirthDate"] < began)
    child.episode["CINreferralDate"] = min(began, child.episode["CINreferralDate"])
    child.enquiry.update(S47ActualStartDate=began, DateOfInitialCPC=met)


@fault("8715", "after", "conferred")
def conferred_after_the_year(child: Child) -> None:
    child.enquiry["DateOfInitialCPC"] = working_days_after(3, child.year.end)


@fault("8740", "before", "enquired", implies={"8675Q": LONG_OPEN})
def enquiry_open_since_before_the_year(child: Child) -> None:
    began = child.year.start - days(20)
    child.need(child.who["PersonBirthDate"] < began)
    child.episode["CINreferralDate"] = began
    child.enquiry.update(S47ActualStartDate=began, ICPCnotRequired=False)


@fault("8740", "after", "enquired")
def enquiry_begun_after_the_year(child: Child) -> None:
    child.enquiry.update(S47ActualStartDate=child.year.end + days(2), ICPCnotRequired=False)


@fault("8740", "missing", "enquired")
def enquiry_open_without_a_start(child: Child) -> None:
    child.enquiry.update(S47ActualStartDate=None, ICPCnotRequired=False)


@fault("8839", "two-open", "enquired", implies={"8890": "the later of two open enquiries begins within the earlier"})
def two_enquiries_are_open(child: Child) -> None:
    began = working_days_before(10, child.year.end)
    child.need(began >= child.episode["CINreferralDate"])
    first = enquiry(began, None, not_required=False)
    child.episode["Section47"] = [first, enquiry(working_days_after(2, began), None, not_required=False)]


@fault("8870Q", "saturday", "conferred")
def target_on_a_saturday(child: Child) -> None:
    child.enquiry["InitialCPCtarget"] = _saturday_from(child.enquiry["DateOfInitialCPC"])


@fault("8870Q", "sunday", "conferred")
def target_on_a_sunday(child: Child) -> None:
    child.enquiry["InitialCPCtarget"] = _saturday_from(child.enquiry["DateOfInitialCPC"]) + days(1)


@fault("8875", "saturday", "conferred")
def conferred_on_a_saturday(child: Child) -> None:
    child.enquiry["DateOfInitialCPC"] = _saturday_from(child.enquiry["DateOfInitialCPC"])


@fault("8875", "sunday", "conferred")
def conferred_on_a_sunday(child: Child) -> None:
    child.enquiry["DateOfInitialCPC"] = _saturday_from(child.enquiry["DateOfInitialCPC"]) + days(1)


@fault("8890", "overlap", "conferred")
def two_enquiries_at_once(child: Child) -> None:
    within = child.enquiry["S47ActualStartDate"] + days(1)
    child.episode["Section47"].append(enquiry(within, None, not_required=True))


@fault("8890", "open", "enquired")
def enquired_while_another_is_open(child: Child) -> None:
    began = working_days_before(8, child.year.end)
    child.need(began >= child.episode["CINreferralDate"])
    first = enquiry(began, None, not_required=False)
    child.episode["Section47"] = [first, enquiry(working_days_after(2, began), None, not_required=True)]


@fault("8890", "same", "conferred")
def the_same_enquiry_twice(child: Child) -> None:
    child.episode["Section47"].append(dict(child.enquiry))
