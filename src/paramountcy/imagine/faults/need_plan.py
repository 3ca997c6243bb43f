"""Faults in child in need plans."""

from paramountcy.imagine.faults.making import need_plan
from paramountcy.imagine.faults.shape import Child, days, fault

TWO_OPEN = "the later of two open plans begins within the earlier"


@fault("4001", "both-open", "protected", implies={"4016": "a child in need plan may not begin within child protection"})
def helped_and_protected(child: Child) -> None:
    child.episode["CINPlanDates"] = [need_plan(child.year.end - days(5), None)]


@fault("4003", "review-within", "stepped_down")
def reviewed_within_help(child: Child) -> None:
    child.plan["Reviews"].append(child.need_plan["CINPlanStartDate"] + days(6))


@fault("4003", "review-within-ended", "stepped_down")
def reviewed_within_help_that_ended(child: Child) -> None:
    child.need_plan["CINPlanEndDate"] = child.need_plan["CINPlanStartDate"] + days(20)
    child.plan["Reviews"].append(child.need_plan["CINPlanStartDate"] + days(6))


@fault("4004", "two-open", "helped", implies={"4014": TWO_OPEN})
def two_plans_are_open(child: Child) -> None:
    began = child.need_plan["CINPlanStartDate"] + days(3)
    child.need(child.in_year(began))
    child.episode["CINPlanDates"].append(need_plan(began, None))


@fault("4008", "died-before", "helped")
def helped_after_death(child: Child) -> None:
    died = child.need_plan["CINPlanStartDate"] - days(1)
    child.need(died >= child.episode["CINreferralDate"] and child.in_year(died))
    child.who["PersonDeathDate"] = died


@fault("4009Q", "died-before-end", "helped_and_closed")
def help_ends_after_death(child: Child) -> None:
    died = child.need_plan["CINPlanEndDate"] - days(1)
    child.need(died >= child.need_plan["CINPlanStartDate"])
    child.who["PersonDeathDate"] = died


@fault("4010", "missing", "helped")
def help_without_a_start(child: Child) -> None:
    child.need_plan["CINPlanStartDate"] = None


@fault("4010", "after", "helped")
def help_begins_after_the_year(child: Child) -> None:
    child.need_plan["CINPlanStartDate"] = child.year.end + days(2)


@fault("4011", "end-before-start", "helped_and_closed")
def help_ends_before_it_begins(child: Child) -> None:
    child.need_plan["CINPlanEndDate"] = child.need_plan["CINPlanStartDate"] - days(1)


@fault("4012Q", "one-day", "helped_and_closed")
def help_of_no_time(child: Child) -> None:
    child.need_plan["CINPlanEndDate"] = child.need_plan["CINPlanStartDate"]


@fault("4013", "before", "helped_and_closed")
def help_ended_before_the_year(child: Child) -> None:
    began = child.year.start - days(60)
    child.need(child.who["PersonBirthDate"] < began)
    child.episode["CINreferralDate"] = min(began, child.episode["CINreferralDate"])
    child.need_plan.update(CINPlanStartDate=began, CINPlanEndDate=child.year.start - days(10))


@fault("4013", "after", "helped")
def help_ends_after_the_year(child: Child) -> None:
    child.need_plan["CINPlanEndDate"] = child.year.end + days(5)


@fault("4014", "overlap", "helped_and_closed")
def two_plans_at_once(child: Child) -> None:
    plan = child.need_plan
    child.need(plan["CINPlanStartDate"] + days(3) < plan["CINPlanEndDate"])
    child.episode["CINPlanDates"].append(need_plan(plan["CINPlanStartDate"] + days(3), plan["CINPlanEndDate"]))


@fault("4014", "same-day", "helped_and_closed")
def next_plan_begins_the_day_the_last_ends(child: Child) -> None:
    child.episode["CINPlanDates"].append(need_plan(child.need_plan["CINPlanEndDate"], child.episode["CINclosureDate"]))


@fault("4014", "open", "helped")
def helped_within_an_open_plan(child: Child) -> None:
    began = child.need_plan["CINPlanStartDate"] + days(2)
    child.need(began + days(5) <= child.year.end)
    child.episode["CINPlanDates"].append(need_plan(began, began + days(5)))


@fault("4015", "before-referral", "helped_and_closed")
def helped_before_referral(child: Child) -> None:
    child.need_plan["CINPlanStartDate"] = child.episode["CINreferralDate"] - days(3)


@fault("4016", "within-ended", "protected_and_closed")
def help_begins_within_protection(child: Child) -> None:
    ended = child.plan["CPPendDate"]
    child.episode["CINPlanDates"] = [need_plan(ended - days(5), ended + days(5))]


@fault("4016", "within-open", "protected")
def help_begins_within_open_protection(child: Child) -> None:
    child.episode["CINPlanDates"] = [need_plan(child.year.end - days(8), child.year.end - days(2))]


@fault("4017", "within-ended", "protected")
def protection_begins_within_help(child: Child) -> None:
    child.need(child.episode["CINreferralDate"] < child.plan["CPPstartDate"])
    ended = child.plan["CPPstartDate"] + days(5)
    child.episode["CINPlanDates"] = [need_plan(child.episode["CINreferralDate"], ended)]


@fault("4017", "within-open", "protected", implies={"4001": "both plans are open, which they may not be at one time"})
def protection_begins_within_open_help(child: Child) -> None:
    child.need(child.episode["CINreferralDate"] < child.plan["CPPstartDate"])
    child.plan["Reviews"] = []
    child.episode["CINPlanDates"] = [need_plan(child.episode["CINreferralDate"], None)]
