"""The census's rules about assessments, enquiries and conferences, slowly."""

from collections import Counter

from tests.obvious.cin_words import (
    A_DAY,
    NOT_IN_NEED,
    Record,
    before,
    episodes,
    every,
    not_over,
    overlap,
    present,
    rows,
    rule,
    weekend,
    working_days_before,
)


@rule("1103")
def _(child, time):
    return any(before(a["AssessmentActualStartDate"], one["CINreferralDate"]) for one, a in every(child, "Assessments"))


@rule("8608")
def _(child, time):
    return any(
        before(a["AssessmentAuthorisationDate"], a["AssessmentActualStartDate"]) for a in rows(child, "Assessments")
    )


def _factors(assessment: Record) -> list[str]:
    return present(assessment["FactorsIdentifiedAtAssessment"])


@rule("8614")
def _(child, time):
    return any(a["AssessmentAuthorisationDate"] is None and _factors(a) for a in rows(child, "Assessments"))


@rule("8670Q")
def _(child, time):
    limit = working_days_before(45, time.ref)
    still = [a for a in rows(child, "Assessments") if a["AssessmentAuthorisationDate"] is None]
    return any(before(a["AssessmentActualStartDate"], limit) for a in still)


@rule("8696")
def _(child, time):
    return any(time.outside(a["AssessmentAuthorisationDate"]) for a in rows(child, "Assessments"))


@rule("8736")
def _(child, time):
    still = [a for a in rows(child, "Assessments") if a["AssessmentAuthorisationDate"] is None]
    return any(not time.holds(a["AssessmentActualStartDate"]) for a in still)


@rule("8863Q", was_error=True)
def _(child, time):
    names = "AssessmentActualStartDate", "AssessmentAuthorisationDate"
    return any(overlap(one["Assessments"], *names, time.ref) for one in episodes(child))


@rule("8869")
def _(child, time):
    return any("21" in _factors(a) and set(_factors(a)) != {"21"} for a in rows(child, "Assessments"))


@rule("8873Q", was_error=True)
def _(child, time):
    def nothing_found(one: Record) -> bool:
        return len(one["Assessments"]) == 1 and _factors(one["Assessments"][0]) == ["21"]

    ended = [one for one in episodes(child) if one["ReasonForClosure"] is not None]
    return any(nothing_found(one) and one["ReasonForClosure"] not in NOT_IN_NEED for one in ended)


@rule("8896")
def _(child, time):
    return any(sum(a["AssessmentAuthorisationDate"] is None for a in one["Assessments"]) > 1 for one in episodes(child))


@rule("8897Q", was_error=True)
def _(child, time):
    done = [a for a in rows(child, "Assessments") if before(time.soy - A_DAY, a["AssessmentAuthorisationDate"])]
    return any(not _factors(a) or not set(_factors(a)) <= set(time.codes.AssessmentFactors) for a in done)


@rule("8898")
def _(child, time):
    return any(count > 1 for a in rows(child, "Assessments") for count in Counter(_factors(a)).values())


@rule("8945Q", since=2025)
def _(child, time):
    return any("18A" in _factors(a) for a in rows(child, "Assessments"))


@rule("8950Q", since=2025)
def _(child, time):
    return any("19A" in _factors(a) for a in rows(child, "Assessments"))


@rule("1104")
def _(child, time):
    return any(before(s["DateOfInitialCPC"], one["CINreferralDate"]) for one, s in every(child, "Section47"))


@rule("2884")
def _(child, time):
    direct = present(one["DateOfInitialCPC"] for one in episodes(child))
    return any(s["DateOfInitialCPC"] in direct for s in rows(child, "Section47"))


@rule("2889")
def _(child, time):
    return any(before(s["S47ActualStartDate"], one["CINreferralDate"]) for one, s in every(child, "Section47"))


@rule("2990")
def _(child, time):
    def more(one: Record) -> bool:
        tables = one["Section47"] or one["ChildProtectionPlans"] or one["CINPlanDates"]
        return bool(tables) or one["DateOfInitialCPC"] is not None

    return any(one["ReasonForClosure"] in NOT_IN_NEED and more(one) for one in episodes(child))


@rule("2991Q")
def _(child, time):
    return any(one["Section47"] and not one["Assessments"] for one in episodes(child))


@rule("8615")
def _(child, time):
    met = [s for s in rows(child, "Section47") if s["DateOfInitialCPC"] is not None]
    return any(s["S47ActualStartDate"] is None or s["S47ActualStartDate"] > s["DateOfInitialCPC"] for s in met)


def _open(enquiry: Record) -> bool:
    return enquiry["DateOfInitialCPC"] is None and enquiry["ICPCnotRequired"] is False


@rule("8675Q")
def _(child, time):
    limit = working_days_before(15, time.ref)
    return any(_open(s) and before(s["S47ActualStartDate"], limit) for s in rows(child, "Section47"))


@rule("8715")
def _(child, time):
    return any(time.outside(s["DateOfInitialCPC"]) for s in rows(child, "Section47"))


@rule("8740")
def _(child, time):
    return any(_open(s) and not time.holds(s["S47ActualStartDate"]) for s in rows(child, "Section47"))


@rule("8839")
def _(child, time):
    return any(sum(map(not_over, one["Section47"])) > 1 for one in episodes(child))


@rule("8870Q")
def _(child, time):
    return any(weekend(s["InitialCPCtarget"]) for s in rows(child, "Section47"))


@rule("8875")
def _(child, time):
    return any(weekend(s["DateOfInitialCPC"]) for s in rows(child, "Section47"))


@rule("8890")
def _(child, time):
    names = "S47ActualStartDate", "DateOfInitialCPC"
    return any(overlap(one["Section47"], *names, time.ref, "ICPCnotRequired") for one in episodes(child))
