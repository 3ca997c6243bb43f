"""
The census's rules again, slowly: one plain function each, over one child's record, straight from `cin-rules.csv`.

It shares nothing with the engine but the code lists, so that the two can be held against each other. Its
working days come from the `holidays` package. A record is as in `paramountcy.imagine.record`, typed, with None for
what is missing; values that could not be read are not for this judge. A rule is true where the record breaks it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import permutations
from typing import Any

import holidays

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.codes import Codes
from paramountcy.terms.year import Year

Record = dict[str, Any]
NOT_IN_NEED = ("RC8", "RC9")
CATEGORIES = ("NEG", "PHY", "SAB", "EMO", "MUL")
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
ENGLISH = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
DIGITS = frozenset("0123456789")
A_DAY = timedelta(days=1)


class Time:
    """The year judged, its code lists, and the days the rules count from."""

    def __init__(self, year: Year):
        self.year, self.soy, self.ref = year, year.start, year.end
        self.codes = Codes(CIN.codes, year)

    def holds(self, day: date | None) -> bool:
        return day is not None and self.soy <= day <= self.ref

    def outside(self, day: date | None) -> bool:
        """Present, and not in the year."""
        return day is not None and not self.holds(day)


@cache
def working_days_before(n: int, day: date) -> date:
    """The n-th working day earlier than `day`, itself not counted."""
    closed = holidays.country_holidays("GB", subdiv="ENG", years=range(day.year - 1, day.year + 1))
    while n:
        day -= A_DAY
        n -= day.weekday() < 5 and day not in closed
    return day


Judge = Callable[[Record, Time], bool]
ReturnJudge = Callable[[list[Record], Record, Time], Iterable[int] | bool]


@dataclass(frozen=True)
class Rule:
    code: str
    since: int
    until: int
    breaks: Callable[..., Any]
    whole: bool

    def in_force(self, year: Year) -> bool:
        return self.since <= year.ends_in <= self.until


RULES: list[Rule] = []


def rule(code: str, since: int = 2023, until: int = 9999, was_error: bool = False) -> Callable[[Judge], Judge]:
    """A rule about one child. `was_error`: in 2022-23 it was an error, whose code has no Q."""

    def registered(breaks: Judge) -> Judge:
        if was_error:
            RULES.append(Rule(code.removesuffix("Q"), 2023, 2023, breaks, whole=False))
            RULES.append(Rule(code, 2024, until, breaks, whole=False))
        else:
            RULES.append(Rule(code, since, until, breaks, whole=False))
        return breaks

    return registered


def return_rule(code: str, since: int = 2023, until: int = 9999) -> Callable[[ReturnJudge], ReturnJudge]:
    """A rule about all children and the header. It gives the places of the children at fault, or whether the return is."""

    def registered(breaks: ReturnJudge) -> ReturnJudge:
        RULES.append(Rule(code, since, until, breaks, whole=True))
        return breaks

    return registered


def judge(children: list[Record], header: Record, year: Year) -> set[tuple[str, str]]:
    """
    Every (rule, child) at fault. The child is the LAchildID, "" where it is missing or the return itself is at fault.
    """
    time = Time(year)
    found: set[tuple[str, str]] = set()
    for rule in RULES:
        if not rule.in_force(year):
            continue
        if rule.whole:
            verdict = rule.breaks(children, header, time)
            if verdict is True:
                found.add((rule.code, ""))
            elif verdict is not False:
                found.update((rule.code, _name(children[place])) for place in verdict)
        else:
            found.update((rule.code, _name(child)) for child in children if rule.breaks(child, time))
    return found


@cache
def codes_in_force(year: Year) -> list[str]:
    return sorted({rule.code for rule in RULES if rule.in_force(year)})


def _name(child: Record) -> str:
    return child["ChildIdentifiers"]["LAchildID"] or ""


# Words.


def before(a: date | None, b: date | None) -> bool:
    return a is not None and b is not None and a < b


def same(a: date | None, b: date | None) -> bool:
    return a is not None and a == b


def episodes(child: Record) -> list[Record]:
    return child["CINdetails"]


def every(child: Record, table: str) -> Iterator[tuple[Record, Record]]:
    """Each row of a table with the episode it is in."""
    return ((episode, row) for episode in child["CINdetails"] for row in episode[table])


def rows(child: Record, table: str) -> Iterator[Record]:
    return (row for _, row in every(child, table))


def went_on(child: Record) -> bool:
    return any(episode["ReferralNFA"] is False for episode in episodes(child))


def present(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if value is not None]


def overlap(found: Iterable[Record], start: str, end: str, ref: date, closed: str = "") -> bool:
    """Whether one begins within another. Without an end it lasts to Ref, unless `closed` says it is over."""
    for b, a in permutations(found, 2):
        if b[start] is None or a[start] is None or b[start] > a[start]:
            continue
        if b[end] is not None:
            if a[start] <= b[end]:
                return True
        elif a[start] <= ref and not (closed and b[closed] is True):
            return True
    return False


def not_over(enquiry: Record) -> bool:
    """Neither a conference nor the word that none is needed."""
    return enquiry["DateOfInitialCPC"] is None and enquiry["ICPCnotRequired"] is not True


def weekend(day: date | None) -> bool:
    return day is not None and day.weekday() >= 5


def birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 2, 28)


# The return.


@return_rule("100")
def _(children, header, time):
    reference = header.get("ReferenceDate")
    year = header.get("Year")
    return reference is None or (year is not None and reference != date(year, 3, 31))


@return_rule("1520")
def _(children, header, time):
    count = Counter(child["ChildIdentifiers"]["UPN"] for child in children)
    return [n for n, child in enumerate(children) if (upn := child["ChildIdentifiers"]["UPN"]) and count[upn] > 1]


@return_rule("8510")
def _(children, header, time):
    count = Counter(child["ChildIdentifiers"]["LAchildID"] for child in children)
    return [n for n, child in enumerate(children) if (name := _name(child)) and count[name] > 1]


@return_rule("2883")
def _(children, header, time):
    plans = sum(time.holds(plan["CPPstartDate"]) for child in children for plan in rows(child, "ChildProtectionPlans"))
    direct = sum(time.holds(episode["DateOfInitialCPC"]) for child in children for episode in episodes(child))
    usual = sum(time.holds(enquiry["DateOfInitialCPC"]) for child in children for enquiry in rows(child, "Section47"))
    return plans > direct + usual


@return_rule("2886Q", until=2024)
def _(children, header, time):
    who = [child["ChildIdentifiers"] for child in children]
    return sum(one["GenderCurrent"] in (None, "0") and one["ExpectedPersonBirthDate"] is None for one in who) > 0.02 * len(who)


@return_rule("2886Q", since=2025)
def _(children, header, time):
    who = [child["ChildIdentifiers"] for child in children]
    return sum(one["Sex"] in (None, "U") and one["ExpectedPersonBirthDate"] is None for one in who) > 0.02 * len(who)


@return_rule("2887Q")
def _(children, header, time):
    return len({code for child in children for code in present(child["Disabilities"])} - {"NONE"}) <= 7


@return_rule("2888Q")
def _(children, header, time):
    each = [present(child["Disabilities"]) for child in children]
    return any(each) and not any(len([code for code in codes if code != "NONE"]) > 1 for codes in each)


@return_rule("8995Q", since=2027)
def _(children, header, time):
    return not any(episode["PreProceedingsandFGDM"] for child in children for episode in episodes(child))


# Who the child is.


@rule("1510")
def _(child, time):
    upn = child["ChildIdentifiers"]["UPN"]
    if upn is None or len(upn) != 13 or not set(upn[1:12]) <= DIGITS or upn[12] not in DIGITS | set(LETTERS):
        return False
    worth = [int(sign) if sign in DIGITS else LETTERS.index(sign) for sign in upn[1:]]
    return upn[0] != LETTERS[sum(value * place for place, value in enumerate(worth, start=2)) % 23]


@rule("1530")
def _(child, time):
    upn = child["ChildIdentifiers"]["UPN"]
    return upn is not None and len(upn) == 13 and upn[1:4] not in time.codes.UPNauthority


@rule("1540")
def _(child, time):
    upn = child["ChildIdentifiers"]["UPN"]
    return upn is not None and not (len(upn[4:12]) == 8 and set(upn[4:12]) <= DIGITS)


@rule("1550")
def _(child, time):
    upn = child["ChildIdentifiers"]["UPN"]
    capitals = set("ABCDEFGHJKLMNPQRTUVWXYZ")
    return upn is not None and len(upn) == 13 and upn[12] not in DIGITS | capitals


@rule("1560Q")
def _(child, time):
    upn = child["ChildIdentifiers"]["FormerUPN"]
    if upn is None:
        return False
    capitals = set("ABCDEFGHJKLMNPQRTUVWXYZ")
    return not (len(upn) == 13 and upn[0] in ENGLISH and set(upn[1:12]) <= DIGITS and upn[12] in DIGITS | capitals)


@rule("1570", since=2025)
def _(child, time):
    return len(_name(child)) > 20


@rule("1580", since=2025)
def _(child, time):
    return not set(_name(child)) <= ENGLISH | DIGITS


@rule("4180", until=2024)
def _(child, time):
    return child["ChildIdentifiers"]["GenderCurrent"] not in ("0", "1", "2", "9")


@rule("4180", since=2025)
def _(child, time):
    return child["ChildIdentifiers"]["Sex"] not in ("M", "F", "U")


@rule("4220")
def _(child, time):
    return child["ChildCharacteristics"]["Ethnicity"] not in time.codes.Ethnicity


@rule("8500")
def _(child, time):
    return child["ChildIdentifiers"]["LAchildID"] is None


@rule("8520")
def _(child, time):
    return before(time.ref, child["ChildIdentifiers"]["PersonBirthDate"])


@rule("8525Q", was_error=True)
def _(child, time):
    who = child["ChildIdentifiers"]
    return (who["PersonBirthDate"] is None) == (who["ExpectedPersonBirthDate"] is None)


@rule("8530Q")
def _(child, time):
    expected = child["ChildIdentifiers"]["ExpectedPersonBirthDate"]
    return before(expected, time.ref - timedelta(days=30)) or before(date(time.ref.year, 12, 31), expected)


@rule("8535Q")
def _(child, time):
    who = child["ChildIdentifiers"]
    died, born = who["PersonDeathDate"], who["PersonBirthDate"]
    return died is not None and (born is None or born > died)


@rule("8540")
def _(child, time):
    codes = present(child["Disabilities"])
    unlisted = [code for code in codes if code not in time.codes.Disability]
    return child["ChildIdentifiers"]["PersonBirthDate"] is not None and went_on(child) and (not codes or bool(unlisted))


@rule("8545Q")
def _(child, time):
    return time.outside(child["ChildIdentifiers"]["PersonDeathDate"])


@rule("8750", until=2024)
def _(child, time):
    who = child["ChildIdentifiers"]
    unborn = who["PersonBirthDate"] is None and who["ExpectedPersonBirthDate"] is not None
    return unborn and who["GenderCurrent"] is not None and who["GenderCurrent"] != "0"


@rule("8750", since=2025)
def _(child, time):
    who = child["ChildIdentifiers"]
    unborn = who["PersonBirthDate"] is None and who["ExpectedPersonBirthDate"] is not None
    return unborn and who["Sex"] is not None and who["Sex"] != "U"


def _no_upn(child: Record) -> bool:
    who = child["ChildIdentifiers"]
    reasons = ("UN2", "UN3", "UN4", "UN5", "UN6", "UN7")
    return went_on(child) and who["UPN"] is None and (who["UPNunknown"] or "").upper() not in reasons


@rule("8770Q", until=2024)
def _(child, time):
    return _no_upn(child) and before(child["ChildIdentifiers"]["PersonBirthDate"], date(time.ref.year - 6, 3, 31))


@rule("8770Q", since=2025)
def _(child, time):
    return _no_upn(child) and before(child["ChildIdentifiers"]["PersonBirthDate"], date(time.ref.year - 6, 8, 31))


@rule("8772")
def _(child, time):
    unknown = child["ChildIdentifiers"]["UPNunknown"]
    return unknown == "UN7" and any(episode["ReferralNFA"] is not True for episode in episodes(child))


@rule("8775Q")
def _(child, time):
    born = child["ChildIdentifiers"]["PersonBirthDate"]
    if not before(born, date(time.ref.year - 25, 3, 31)):
        return False
    closed = [episode["CINclosureDate"] for episode in episodes(child)]
    return any(day is None or day > birthday(born, 25) for day in closed)


@rule("8790")
def _(child, time):
    codes = set(present(child["Disabilities"]))
    return "NONE" in codes and len(codes) > 1


@rule("8794")
def _(child, time):
    return any(count > 1 for count in Counter(present(child["Disabilities"])).values())


# Episodes.


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
        assessed = [a[name] for a in one["Assessments"] for name in ("AssessmentActualStartDate", "AssessmentAuthorisationDate")]
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


# Assessments.


@rule("1103")
def _(child, time):
    return any(before(a["AssessmentActualStartDate"], one["CINreferralDate"]) for one, a in every(child, "Assessments"))


@rule("8608")
def _(child, time):
    return any(before(a["AssessmentAuthorisationDate"], a["AssessmentActualStartDate"]) for a in rows(child, "Assessments"))


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


# Enquiries and conferences.


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


# Child in need plans.


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


# Child protection plans.


@rule("1105")
def _(child, time):
    return any(before(plan["CPPstartDate"], one["CINreferralDate"]) for one, plan in every(child, "ChildProtectionPlans"))


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


# Pre-proceedings, from an unmerged draft.


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
    return any(time.outside(s["StepDecisionDate"]) or before(s["StepDecisionDate"], s["PPStartDate"]) for s in steps(child))


@rule("9010Q", since=2027)
def _(child, time):
    return any(s["FGDMMeetingOffer"] is True and s["FGDMMeetingFac"] is None for s in steps(child))


@rule("9011", since=2027)
def _(child, time):
    return any(s["PPOutcome"] is not None and s["PPOutcome"] not in ("A", "B", "C") for s in steps(child))


@rule("9012", since=2027)
def _(child, time):
    return any(time.outside(s["CourtAppDate"]) or before(s["CourtAppDate"], s["StepDecisionDate"]) for s in steps(child))


@rule("9013", since=2027)
def _(child, time):
    return any(time.outside(s["LetterInitCPDate"]) or before(s["LetterInitCPDate"], s["CourtAppDate"]) for s in steps(child))


@rule("9015Q", since=2027)
def _(child, time):
    return any(s["InitialPPMeetingDate"] is not None and s["ReviewMeetingsCount"] is None for s in steps(child))
