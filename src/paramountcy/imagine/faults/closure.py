"""Faults in the end of an episode of need."""

from datetime import date

from paramountcy.imagine.faults.making import assessment, enquiry, need_plan, protection_plan
from paramountcy.imagine.faults.shape import Child, days, fault
from paramountcy.terms.working_days import working_days_after, working_days_before


def _since_closure(child: Child, n: int) -> date:
    """The day so many days after closure, which must be in the year."""
    day = child.episode["CINclosureDate"] + days(n)
    child.need(child.in_year(day))
    return day


@fault("8565", "assessment-start", "closed")
def assessed_after_closure(child: Child) -> None:
    done = child.assessment
    done.update(
        AssessmentActualStartDate=_since_closure(child, 1), AssessmentAuthorisationDate=_since_closure(child, 2)
    )


@fault("8565", "assessment-end", "closed")
def authorised_after_closure(child: Child) -> None:
    child.assessment["AssessmentAuthorisationDate"] = _since_closure(child, 2)


@fault("8565", "enquiry", "enquired_and_closed")
def enquired_after_closure(child: Child) -> None:
    child.enquiry["S47ActualStartDate"] = _since_closure(child, 1)


@fault("8565", "conference", "enquired_and_closed")
def conferred_after_closure(child: Child) -> None:
    met = working_days_after(2, child.episode["CINclosureDate"])
    child.need(child.in_year(met))
    child.enquiry.update(DateOfInitialCPC=met, ICPCnotRequired=False)


@fault("8565", "conference-of-moved-in", "closed")
def conferred_elsewhere_after_closure(child: Child) -> None:
    child.episode["DateOfInitialCPC"] = _since_closure(child, 1)


@fault("8565", "need-plan-start", "helped_and_closed")
def helped_after_closure(child: Child) -> None:
    child.need_plan.update(CINPlanStartDate=_since_closure(child, 1), CINPlanEndDate=_since_closure(child, 10))


@fault("8565", "need-plan-end", "helped_and_closed")
def help_ends_after_closure(child: Child) -> None:
    child.need_plan["CINPlanEndDate"] = _since_closure(child, 1)


@fault("8565", "protection-plan-end", "protected_and_closed")
def protection_ends_after_closure(child: Child) -> None:
    child.plan["CPPendDate"] = _since_closure(child, 1)


@fault("8585Q", "not-dead", "closed")
def closed_by_death_of_the_living(child: Child) -> None:
    child.episode["ReasonForClosure"] = "RC2"


@fault("8620", "before", "standing")
def closed_before_the_year(child: Child) -> None:
    child.episode.update(CINclosureDate=child.year.start - days(5), ReasonForClosure="RC7")


@fault("8620", "after", "standing")
def closed_after_the_year(child: Child) -> None:
    child.episode.update(CINclosureDate=child.year.end + days(5), ReasonForClosure="RC7")


@fault("8630", "before-referral", "dropped")
def closed_before_referral(child: Child) -> None:
    child.episode.update(CINclosureDate=child.episode["CINreferralDate"] - days(2), ReasonForClosure="RC7")


@fault("8640", "code", "closed")
def reason_is_no_code(child: Child) -> None:
    child.episode["ReasonForClosure"] = "RC0"


@fault("8805", "missing", "closed")
def closed_without_reason(child: Child) -> None:
    child.episode["ReasonForClosure"] = None


@fault("8810", "not-closed", "standing")
def reason_without_closure(child: Child) -> None:
    child.episode["ReasonForClosure"] = "RC7"


@fault("8825Q", "RC8", "not_in_need")
def assessed_without_assessment(child: Child) -> None:
    child.episode.update(ReasonForClosure="RC8", Assessments=[])


@fault("8825Q", "RC9", "not_in_need")
def passed_on_without_assessment(child: Child) -> None:
    child.episode.update(ReasonForClosure="RC9", Assessments=[])


@fault("8867", "open", "closed")
def closed_with_an_open_assessment(child: Child) -> None:
    on = child.episode["CINclosureDate"]
    child.need(on > child.assessment["AssessmentAuthorisationDate"])
    child.need(on > working_days_before(40, child.year.end))
    child.episode["Assessments"].append(assessment(on, None))


@fault("8868", "not-said", "enquired_and_closed")
def closed_with_an_enquiry_without_result(child: Child) -> None:
    child.enquiry["ICPCnotRequired"] = None


@fault(
    "8868",
    "open",
    "enquired_and_closed",
    implies={"8675Q": "the enquiry has been open for more than fifteen working days"},
)
def closed_with_an_open_enquiry(child: Child) -> None:
    child.enquiry["ICPCnotRequired"] = False


@fault("2990", "enquiry", "not_in_need")
def not_in_need_but_enquired(child: Child) -> None:
    child.episode["Section47"] = [enquiry(child.assessment["AssessmentActualStartDate"], None, not_required=True)]


@fault("2990", "conference", "not_in_need")
def not_in_need_but_conferred(child: Child) -> None:
    child.episode["DateOfInitialCPC"] = child.episode["CINclosureDate"]


@fault("2990", "need-plan", "not_in_need")
def not_in_need_but_helped(child: Child) -> None:
    referred, ended = child.episode["CINreferralDate"], child.episode["CINclosureDate"]
    child.need(referred < ended)
    child.episode["CINPlanDates"] = [need_plan(referred, ended)]


@fault("2990", "protection-plan", "not_in_need")
def not_in_need_but_protected(child: Child) -> None:
    before = child.year.start - days(90)
    child.need(child.who["PersonBirthDate"] < before)
    child.episode["CINreferralDate"] = before
    child.episode["ChildProtectionPlans"] = [protection_plan(before + days(10), child.episode["CINclosureDate"])]
