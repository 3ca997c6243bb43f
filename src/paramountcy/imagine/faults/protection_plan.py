"""Faults in child protection plans and their reviews."""

from datetime import date

from paramountcy.imagine.faults.making import assessment, enquiry, episode, protection_plan
from paramountcy.imagine.faults.shape import Child, days, fault
from paramountcy.imagine.record import Record
from paramountcy.terms.working_days import working_days_after

TWO_OPEN = "the later of two open plans begins within the earlier"


@fault("1105", "before-referral", "long_protected")
def protected_before_referral(child: Child) -> None:
    child.episode["CINreferralDate"] = child.plan["CPPstartDate"] + days(5)


@fault("2885", "another-day", "protected")
def plan_begins_the_day_before_its_conference(child: Child) -> None:
    child.enquiry["DateOfInitialCPC"] = working_days_after(1, child.plan["CPPstartDate"])


@fault("2885", "no-enquiry", "protected")
def plan_without_conference(child: Child) -> None:
    child.episode["Section47"] = []


@fault("2885", "enquiry-beside", "protected")
def conference_of_moved_in_beside_an_enquiry(child: Child) -> None:
    child.episode["DateOfInitialCPC"] = child.plan["CPPstartDate"]
    child.enquiry.update(DateOfInitialCPC=None, ICPCnotRequired=None)


@fault("8720", "missing", "protected")
def plan_without_a_start(child: Child) -> None:
    child.plan["CPPstartDate"] = None


@fault("8720", "after", "protected")
def plan_begins_after_the_year(child: Child) -> None:
    child.plan.update(CPPstartDate=child.year.end + days(3), Reviews=[])


@fault("8730", "missing", "protected")
def earlier_plans_are_not_counted(child: Child) -> None:
    child.plan["NumberOfPreviousCPP"] = None


@fault("8730", "negative", "long_protected")
def less_than_no_earlier_plans(child: Child) -> None:
    child.plan["NumberOfPreviousCPP"] = -1


@fault("8840", "one-day", "protected")
def plan_of_no_time(child: Child) -> None:
    child.plan.update(CPPendDate=child.plan["CPPstartDate"], Reviews=[])


@fault("8841", "same-day", "protected")
def reviewed_the_day_the_plan_began(child: Child) -> None:
    child.plan["Reviews"].insert(0, child.plan["CPPstartDate"])


@fault("8841", "before", "protected")
def reviewed_before_the_plan_began(child: Child) -> None:
    child.plan["Reviews"].append(child.plan["CPPstartDate"] - days(9))


@fault("8842Q", "empty", "protected")
def reviews_without_a_date(child: Child) -> None:
    child.plan["Reviews"] = [None]


@fault("8905", "missing", "protected")
def first_category_is_missing(child: Child) -> None:
    child.plan["InitialCategoryOfAbuse"] = None


@fault("8905", "code", "long_protected")
def first_category_is_no_code(child: Child) -> None:
    child.plan["InitialCategoryOfAbuse"] = "XXX"


@fault("8910", "missing", "protected")
def latest_category_is_missing(child: Child) -> None:
    child.plan["LatestCategoryOfAbuse"] = None


@fault("8910", "code", "long_protected")
def latest_category_is_no_code(child: Child) -> None:
    child.plan["LatestCategoryOfAbuse"] = "XXX"


@fault("8915", "died-before", "protected")
def protected_after_death(child: Child) -> None:
    died = child.plan["CPPstartDate"] - days(1)
    child.need(died >= child.episode["CINreferralDate"])
    child.who["PersonDeathDate"] = died


@fault("8920", "died-before-end", "protected_and_closed")
def protection_ends_after_death(child: Child) -> None:
    child.who["PersonDeathDate"] = child.plan["CPPendDate"] - days(1)


@fault("8925", "end-before-start", "protected")
def protection_ends_before_it_begins(child: Child) -> None:
    child.plan["CPPendDate"] = child.plan["CPPstartDate"] - days(3)


@fault("8930", "before", "long_protected")
def protection_ended_before_the_year(child: Child) -> None:
    child.plan["CPPendDate"] = child.year.start - days(5)


@fault("8930", "after", "protected")
def protection_ends_after_the_year(child: Child) -> None:
    child.plan["CPPendDate"] = child.year.end + days(5)


@fault("8935", "one-episode", "long_protected", implies={"8940": TWO_OPEN})
def two_plans_open_in_one_case(child: Child) -> None:
    child.episode["ChildProtectionPlans"].append(protection_plan(child.year.start - days(8), None))


@fault("8935", "two-episodes", "long_protected", implies={"8940": TWO_OPEN})
def two_plans_open_in_two_cases(child: Child) -> None:
    _protect_again(child, child.plan)


@fault("8940", "one-episode", "long_protected")
def two_plans_at_once_in_one_case(child: Child) -> None:
    child.episode["ChildProtectionPlans"].append(
        protection_plan(child.year.start - days(8), child.year.start + days(8))
    )


@fault("8940", "two-episodes", "long_protected")
def next_plan_begins_the_day_the_last_ends(child: Child) -> None:
    first = child.plan
    first["CPPendDate"] = _protect_again(child, first)


def _protect_again(child: Child, first: Record) -> date:
    """Close the case, and open another the same day, with a plan of its own; the day."""
    day = working_days_after(60, child.year.start)
    first["Reviews"] = [held for held in first["Reviews"] if held <= day]
    child.episode.update(CINclosureDate=day, ReasonForClosure="RC7")
    child.episodes.append(
        episode(
            day,
            Assessments=[assessment(day, day + days(30))],
            Section47=[enquiry(day, day, not_required=False)],
            ChildProtectionPlans=[protection_plan(day, None, day + days(85))],
        )
    )
    return day
