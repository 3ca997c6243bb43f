"""The census's rules about plans and steps before court, slowly."""

from collections.abc import Iterator
from datetime import date

from tests.obvious.cin_words import (
    CATEGORIES,
    Record,
    before,
    episodes,
    every,
    overlap,
    present,
    rows,
    rule,
    same,
)


@rule("4000")
def _(child, time):
    return any(one["ReferralNFA"] is True and one["CINPlanDates"] for one in episodes(child))


@rule("4001")
def _(child, time):
    def still(one: Record) -> bool:
        protected = any(plan["CPPendDate"] is None for plan in one["ChildProtectionPlans"])
        helped = [p for p in one["CINPlanDates"] if p["CINPlanStartDate"] is not None and p["CINPlanEndDate"] is None]
        return protected and bool(helped)

    return any(still(one) for one in episodes(child))


@rule("4003")
def _(child, time):
    def within(day: date, plan: Record) -> bool:
        start, end = plan["CINPlanStartDate"], plan["CINPlanEndDate"]
        return start is not None and start <= day and (day < end if end is not None else day <= time.ref)

    for one in episodes(child):
        for protection in one["ChildProtectionPlans"]:
            for day in present(protection["Reviews"]):
                if day != protection["CPPendDate"] and any(within(day, plan) for plan in one["CINPlanDates"]):
                    return True
    return False


@rule("4004")
def _(child, time):
    return any(sum(plan["CINPlanEndDate"] is None for plan in one["CINPlanDates"]) > 1 for one in episodes(child))


@rule("4008")
def _(child, time):
    died = child["ChildIdentifiers"]["PersonDeathDate"]
    return any(before(died, plan["CINPlanStartDate"]) for plan in rows(child, "CINPlanDates"))


@rule("4009Q", was_error=True)
def _(child, time):
    died = child["ChildIdentifiers"]["PersonDeathDate"]
    return any(before(died, plan["CINPlanEndDate"]) for plan in rows(child, "CINPlanDates"))


@rule("4010")
def _(child, time):
    starts = [plan["CINPlanStartDate"] for plan in rows(child, "CINPlanDates")]
    return any(day is None or day > time.ref for day in starts)


@rule("4011")
def _(child, time):
    return any(before(plan["CINPlanEndDate"], plan["CINPlanStartDate"]) for plan in rows(child, "CINPlanDates"))


@rule("4012Q")
def _(child, time):
    return any(same(plan["CINPlanStartDate"], plan["CINPlanEndDate"]) for plan in rows(child, "CINPlanDates"))


@rule("4013")
def _(child, time):
    return any(time.outside(plan["CINPlanEndDate"]) for plan in rows(child, "CINPlanDates"))


@rule("4014")
def _(child, time):
    return overlap(list(rows(child, "CINPlanDates")), "CINPlanStartDate", "CINPlanEndDate", time.ref)


@rule("4015")
def _(child, time):
    return any(before(plan["CINPlanStartDate"], one["CINreferralDate"]) for one, plan in every(child, "CINPlanDates"))


def _starts_within(day: date | None, start: date | None, end: date | None, ref: date) -> bool:
    if day is None or start is None or day < start:
        return False
    return day < end if end is not None else day <= ref


@rule("4016")
def _(child, time):
    return any(
        _starts_within(plan["CINPlanStartDate"], protection["CPPstartDate"], protection["CPPendDate"], time.ref)
        for plan in rows(child, "CINPlanDates")
        for protection in rows(child, "ChildProtectionPlans")
    )


@rule("4017")
def _(child, time):
    return any(
        _starts_within(protection["CPPstartDate"], plan["CINPlanStartDate"], plan["CINPlanEndDate"], time.ref)
        for plan in rows(child, "CINPlanDates")
        for protection in rows(child, "ChildProtectionPlans")
    )


@rule("1105")
def _(child, time):
    return any(
        before(plan["CPPstartDate"], one["CINreferralDate"]) for one, plan in every(child, "ChildProtectionPlans")
    )


@rule("2885")
def _(child, time):
    def without_conference(one: Record, start: date) -> bool:
        conferences = present(s["DateOfInitialCPC"] for s in one["Section47"])
        counted = [s for s in one["Section47"] if s["ICPCnotRequired"] is not True]
        return start not in conferences and not (not counted and start == one["DateOfInitialCPC"])

    begun = [(one, plan["CPPstartDate"]) for one, plan in every(child, "ChildProtectionPlans")]
    return any(time.holds(start) and without_conference(one, start) for one, start in begun)


@rule("8720")
def _(child, time):
    starts = [plan["CPPstartDate"] for plan in rows(child, "ChildProtectionPlans")]
    return any(day is None or day > time.ref for day in starts)


@rule("8730")
def _(child, time):
    counts = [plan["NumberOfPreviousCPP"] for plan in rows(child, "ChildProtectionPlans")]
    return any(count is None or count < 0 for count in counts)


@rule("8840")
def _(child, time):
    return any(same(plan["CPPstartDate"], plan["CPPendDate"]) for plan in rows(child, "ChildProtectionPlans"))


@rule("8841")
def _(child, time):
    def too_early(plan: Record) -> bool:
        start = plan["CPPstartDate"]
        return start is not None and any(day <= start for day in present(plan["Reviews"]))

    return any(too_early(plan) for plan in rows(child, "ChildProtectionPlans"))


@rule("8842Q")
def _(child, time):
    return any(plan["Reviews"] and not present(plan["Reviews"]) for plan in rows(child, "ChildProtectionPlans"))


@rule("8905")
def _(child, time):
    return any(plan["InitialCategoryOfAbuse"] not in CATEGORIES for plan in rows(child, "ChildProtectionPlans"))


@rule("8910")
def _(child, time):
    return any(plan["LatestCategoryOfAbuse"] not in CATEGORIES for plan in rows(child, "ChildProtectionPlans"))


@rule("8915")
def _(child, time):
    died = child["ChildIdentifiers"]["PersonDeathDate"]
    return any(before(died, plan["CPPstartDate"]) for plan in rows(child, "ChildProtectionPlans"))


@rule("8920")
def _(child, time):
    died = child["ChildIdentifiers"]["PersonDeathDate"]
    return any(before(died, plan["CPPendDate"]) for plan in rows(child, "ChildProtectionPlans"))


@rule("8925")
def _(child, time):
    return any(before(plan["CPPendDate"], plan["CPPstartDate"]) for plan in rows(child, "ChildProtectionPlans"))


@rule("8930")
def _(child, time):
    return any(time.outside(plan["CPPendDate"]) for plan in rows(child, "ChildProtectionPlans"))


@rule("8935")
def _(child, time):
    return sum(plan["CPPendDate"] is None for plan in rows(child, "ChildProtectionPlans")) > 1


@rule("8940")
def _(child, time):
    return overlap(list(rows(child, "ChildProtectionPlans")), "CPPstartDate", "CPPendDate", time.ref)


def steps(child: Record) -> Iterator[Record]:
    return rows(child, "PreProceedingsandFGDM")


@rule("9000Q", since=2027)
def _(child, time):
    return any(step["PPStartDate"] is None for step in steps(child))


@rule("9005", since=2027)
def _(child, time):
    return any(time.outside(step["PPStartDate"]) for step in steps(child))


@rule("9006", since=2027)
def _(child, time):
    return any(time.outside(s["LBPSentDate"]) or before(s["LBPSentDate"], s["PPStartDate"]) for s in steps(child))


@rule("9007", since=2027)
def _(child, time):
    return any(s["LBPSentDate"] is not None and s["FGDMMeetingOffer"] is None for s in steps(child))


@rule("9008", since=2027)
def _(child, time):
    return any(time.outside(step["InitialPPMeetingDate"]) for step in steps(child))


@rule("9009", since=2027)
def _(child, time):
    return any(
        time.outside(s["StepDecisionDate"]) or before(s["StepDecisionDate"], s["PPStartDate"]) for s in steps(child)
    )


@rule("9010Q", since=2027)
def _(child, time):
    return any(s["FGDMMeetingOffer"] is True and s["FGDMMeetingFac"] is None for s in steps(child))


@rule("9011", since=2027)
def _(child, time):
    return any(s["PPOutcome"] is not None and s["PPOutcome"] not in ("A", "B", "C") for s in steps(child))


@rule("9012", since=2027)
def _(child, time):
    return any(
        time.outside(s["CourtAppDate"]) or before(s["CourtAppDate"], s["StepDecisionDate"]) for s in steps(child)
    )


@rule("9013", since=2027)
def _(child, time):
    return any(
        time.outside(s["LetterInitCPDate"]) or before(s["LetterInitCPDate"], s["CourtAppDate"]) for s in steps(child)
    )


@rule("9015Q", since=2027)
def _(child, time):
    return any(s["InitialPPMeetingDate"] is not None and s["ReviewMeetingsCount"] is None for s in steps(child))
