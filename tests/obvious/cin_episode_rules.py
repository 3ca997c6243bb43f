"""The census's rules about episodes of need, slowly."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import permutations

from tests.obvious.cin_words import (
    NOT_IN_NEED,
    Record,
    before,
    episodes,
    every,
    not_over,
    present,
    rule,
    working_days_before,
)


@rule("8555Q", was_error=True)
def _(child, time):
    died = child["ChildIdentifiers"]["PersonDeathDate"]
    return any(before(died, episode["CINreferralDate"]) for episode in episodes(child))


@rule("8565")
def _(child, time):
    def dates(episode: Record) -> Iterator[date | None]:
        yield episode["DateOfInitialCPC"]
        for assessment in episode["Assessments"]:
            yield from (assessment["AssessmentActualStartDate"], assessment["AssessmentAuthorisationDate"])
        for enquiry in episode["Section47"]:
            yield from (enquiry["S47ActualStartDate"], enquiry["DateOfInitialCPC"])
        for plan in episode["CINPlanDates"]:
            yield from (plan["CINPlanStartDate"], plan["CINPlanEndDate"])
        yield from (plan["CPPendDate"] for plan in episode["ChildProtectionPlans"])

    return any(before(episode["CINclosureDate"], day) for episode in episodes(child) for day in dates(episode))


@rule("8568")
def _(child, time):
    return any(episode["ReferralNFA"] is None for episode in episodes(child))


@rule("8569Q", was_error=True)
def _(child, time):
    limit = working_days_before(1, time.soy)
    return any(before(one["CINreferralDate"], limit) and one["ReferralNFA"] is not False for one in episodes(child))


@rule("8585Q")
def _(child, time):
    died = child["ChildIdentifiers"]["PersonDeathDate"]
    return died is None and any(episode["ReasonForClosure"] == "RC2" for episode in episodes(child))


@rule("8590")
def _(child, time):
    return not episodes(child)


@rule("8600")
def _(child, time):
    return any(one["CINreferralDate"] is None or one["CINreferralDate"] > time.ref for one in episodes(child))


@rule("8606")
def _(child, time):
    who = child["ChildIdentifiers"]
    births = present([who["PersonBirthDate"], who["ExpectedPersonBirthDate"]])
    return any(before(one["CINreferralDate"], born - timedelta(days=280)) for one in episodes(child) for born in births)


@rule("8610")
def _(child, time):
    return any(one["ReferralNFA"] is False and one["PrimaryNeedCode"] is None for one in episodes(child))


@rule("8620")
def _(child, time):
    return any(time.outside(one["CINclosureDate"]) for one in episodes(child))


@rule("8630")
def _(child, time):
    return any(before(one["CINclosureDate"], one["CINreferralDate"]) for one in episodes(child))


@rule("8640")
def _(child, time):
    given = present(one["ReasonForClosure"] for one in episodes(child))
    return any(reason not in time.codes.ReasonForClosure for reason in given)


@rule("8650")
def _(child, time):
    given = present(one["PrimaryNeedCode"] for one in episodes(child))
    return any(need not in time.codes.PrimaryNeedCode for need in given)


@rule("8805")
def _(child, time):
    return any(one["CINclosureDate"] is not None and one["ReasonForClosure"] is None for one in episodes(child))


@rule("8810")
def _(child, time):
    return any(one["CINclosureDate"] is None and one["ReasonForClosure"] is not None for one in episodes(child))


@rule("8815")
def _(child, time):
    return sum(one["CINclosureDate"] is None and one["ReferralNFA"] is False for one in episodes(child)) > 1


@rule("8816")
def _(child, time):
    latest = max(present(one["CINreferralDate"] for one in episodes(child)), default=None)
    still = [one for one in episodes(child) if one["CINclosureDate"] is None and one["ReferralNFA"] is False]
    return any(before(one["CINreferralDate"], latest) for one in still)


@rule("8820")
def _(child, time):
    for b, a in permutations(episodes(child), 2):
        if b["CINreferralDate"] is None or a["CINreferralDate"] is None or b["CINreferralDate"] > a["CINreferralDate"]:
            continue
        if b["CINclosureDate"] is not None:
            if a["CINreferralDate"] < b["CINclosureDate"]:
                return True
        elif b["ReferralNFA"] is False and a["CINreferralDate"] < time.ref:
            return True
    return False


@rule("8825Q")
def _(child, time):
    return any(one["ReasonForClosure"] in NOT_IN_NEED and not one["Assessments"] for one in episodes(child))


@rule("8831")
def _(child, time):
    def active(one: Record) -> bool:
        assessed = [
            a[name] for a in one["Assessments"] for name in ("AssessmentActualStartDate", "AssessmentAuthorisationDate")
        ]
        enquired = [s[name] for s in one["Section47"] for name in ("S47ActualStartDate", "DateOfInitialCPC")]
        return bool(present([one["DateOfInitialCPC"], *assessed, *enquired]))

    return any(one["ReferralNFA"] is True and active(one) for one in episodes(child))


@rule("8832")
def _(child, time):
    return any(one["ReferralNFA"] is True and one["ChildProtectionPlans"] for one in episodes(child))


@rule("8866")
def _(child, time):
    listed = time.codes.ReferralSource
    since = date(2013, 3, 31)
    return any(before(since, one["CINreferralDate"]) and one["ReferralSource"] not in listed for one in episodes(child))


@rule("8867")
def _(child, time):
    every_one = every(child, "Assessments")
    return any(one["CINclosureDate"] is not None and a["AssessmentAuthorisationDate"] is None for one, a in every_one)


@rule("8868")
def _(child, time):
    return any(one["CINclosureDate"] is not None and not_over(s) for one, s in every(child, "Section47"))
