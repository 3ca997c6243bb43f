"""
The cases that faults are planted in: what a record of each is like, and how to make one.

All are of a born child, alive, of one to sixteen years, with one episode; except the unborn. A record that
is like a case by itself is taken as it is; else the child's episodes give way to ones made here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType

from paramountcy.imagine.faults.making import (
    TABLES,
    assessment,
    enquiry,
    episode,
    make,
    need_plan,
    protection_plan,
)
from paramountcy.imagine.faults.shape import Child, days
from paramountcy.imagine.record import Record
from paramountcy.terms.working_days import working_days_after, working_days_before

NOT_IN_NEED = ("RC8", "RC9")


@dataclass(frozen=True)
class Case:
    """A case: whether a record is of it, and how to make one's only episode of it."""

    fits: Callable[[Child], bool]
    make: Callable[[Child], None]


CASES: dict[str, Case] = {}


def case(fits: Callable[[Child], bool]) -> Callable[[FunctionType], FunctionType]:
    """Register a case under the name of the function that makes it."""

    def registered(makes: FunctionType) -> FunctionType:
        CASES[makes.__name__] = Case(fits, makes)
        return makes

    return registered


def is_plain(child: Child) -> bool:
    """Born one to sixteen years ago, alive, with one episode."""
    born = child.who["PersonBirthDate"]
    if born is None or child.who["PersonDeathDate"] or len(child.episodes) != 1:
        return False
    age = (child.year.end - born).days / 365.25
    referred = child.episodes[0]["CINreferralDate"]
    return 1 < age < 16 and referred >= born and child.who["LAchildID"] is not None


def _went_on(child: Child) -> bool:
    return is_plain(child) and child.episode["ReferralNFA"] is False


def _has(child: Child, **counts: int) -> bool:
    """Whether the only episode has just so many rows of each table, none where not said."""
    return all(len(child.episode[table]) == counts.get(table, 0) for table in TABLES)


def _open(child: Child) -> bool:
    return _went_on(child) and child.episode["CINclosureDate"] is None


def _closed(child: Child) -> bool:
    return (
        _went_on(child) and child.episode["CINclosureDate"] is not None and child.episode["ReasonForClosure"] == "RC7"
    )


def _assessed(child: Child) -> bool:
    """With one assessment, completed, that found something."""
    rows = child.episode["Assessments"]
    return (
        len(rows) == 1
        and rows[0]["AssessmentAuthorisationDate"] is not None
        and "21" not in rows[0]["FactorsIdentifiedAtAssessment"]
    )


@case(_went_on)
def any_plain(child: Child) -> None:
    """Anyone whose referral went on."""
    closed(child)


@case(
    lambda child: (
        _went_on(child)
        and child.who["UPN"] is not None
        and child.who["UPN"].isascii()
        and child.who["UPN"][1:].isdigit()
    )
)
def with_upn(child: Child) -> None:
    """Someone with a UPN, and not a temporary one. There is no making one that nobody has."""
    child.need(child.who["UPN"] is not None and child.who["UPN"][1:].isdigit())
    closed(child)


@case(
    lambda child: (
        is_plain(child)
        and child.episode["ReferralNFA"] is True
        and child.episode["CINreferralDate"] >= child.year.start + days(10)
    )
)
def dropped(child: Child) -> None:
    """A referral without further action."""
    make(child, episode(child.year.start + days(100), PrimaryNeedCode=None, ReferralNFA=True))
    child.who.update(UPN=None, FormerUPN=None, UPNunknown="UN7")


@case(lambda child: _open(child) and _has(child) and child.episode["CINreferralDate"] < child.year.start - days(60))
def standing(child: Child) -> None:
    """Help of years: a case open since before the year, with nothing done in it that the return asks for."""
    make(child, episode(child.year.start - days(400)))


@case(
    lambda child: (
        _open(child)
        and _has(child, Assessments=1)
        and child.assessment["AssessmentAuthorisationDate"] is None
        and working_days_before(40, child.year.end) < child.episode["CINreferralDate"] < child.year.end - days(14)
    )
)
def assessing(child: Child) -> None:
    """A case new and open, with its first assessment under way."""
    referred = child.year.end - days(30)
    make(child, episode(referred, Assessments=[assessment(referred + days(1), None)]))


@case(
    lambda child: (
        _open(child)
        and _has(child, Assessments=1, CINPlanDates=1)
        and _assessed(child)
        and child.need_plan["CINPlanEndDate"] is None
        and child.need_plan["CINPlanStartDate"] > child.year.start + days(10)
    )
)
def helped(child: Child) -> None:
    """An open case with an assessment done in the year, and a child in need plan begun in it and under way."""
    referred = child.year.end - days(150)
    plan = need_plan(referred + days(60), None)
    make(child, episode(referred, Assessments=[assessment(referred, referred + days(50))], CINPlanDates=[plan]))


@case(
    lambda child: (
        _closed(child)
        and _has(child, Assessments=1)
        and _assessed(child)
        and child.episode["CINreferralDate"] > child.year.start + days(10)
        and child.episode["CINclosureDate"] < child.year.end - days(10)
    )
)
def closed(child: Child) -> None:
    """A case referred, assessed and closed within the year."""
    referred = child.year.end - days(66)
    done = assessment(referred, referred + days(35))
    make(child, episode(referred, CINclosureDate=child.year.end - days(15), ReasonForClosure="RC7", Assessments=[done]))


@case(
    lambda child: (
        _closed(child)
        and _has(child, Assessments=1, CINPlanDates=1)
        and _assessed(child)
        and child.need_plan["CINPlanEndDate"] is not None
        and child.need_plan["CINPlanStartDate"] > child.year.start + days(10)
        and child.need_plan["CINPlanEndDate"] < child.episode["CINclosureDate"] < child.year.end - days(15)
    )
)
def helped_and_closed(child: Child) -> None:
    """A case with a child in need plan that began and ended in the year, and closed some days later."""
    referred = child.year.start + days(60)
    plan = need_plan(referred + days(50), referred + days(150))
    done = assessment(referred + days(1), referred + days(45))
    fields = {"CINclosureDate": referred + days(160), "ReasonForClosure": "RC7"}
    make(child, episode(referred, Assessments=[done], CINPlanDates=[plan], **fields))


@case(
    lambda child: (
        _went_on(child)
        and child.episode["ReasonForClosure"] in NOT_IN_NEED
        and _has(child, Assessments=1)
        and child.episode["CINreferralDate"] > child.year.start
    )
)
def not_in_need(child: Child) -> None:
    """A case closed because the assessment found no need."""
    referred = child.year.start + days(120)
    done = assessment(referred, referred + days(30))
    make(child, episode(referred, CINclosureDate=referred + days(30), ReasonForClosure="RC8", Assessments=[done]))


@case(
    lambda child: (
        _open(child)
        and _has(child, Assessments=1, Section47=1)
        and child.enquiry["ICPCnotRequired"] is True
        and child.episode["CINreferralDate"] > child.year.start + days(10)
        and child.enquiry["S47ActualStartDate"] < child.year.end - days(40)
    )
)
def enquired(child: Child) -> None:
    """An open case with an enquiry after which no conference was needed."""
    referred = child.year.end - days(100)
    done = assessment(referred, referred + days(30))
    make(child, episode(referred, Assessments=[done], Section47=[enquiry(referred, None, not_required=True)]))


@case(
    lambda child: (
        _closed(child)
        and _has(child, Assessments=1, Section47=1)
        and _assessed(child)
        and child.enquiry["ICPCnotRequired"] is True
        and child.episode["CINreferralDate"] > child.year.start + days(10)
        and child.episode["CINclosureDate"] < child.year.end - days(30)
    )
)
def enquired_and_closed(child: Child) -> None:
    """The same, and closed in the year."""
    referred = child.year.start + days(30)
    done = assessment(referred, referred + days(30))
    fields = {"CINclosureDate": referred + days(100), "ReasonForClosure": "RC7"}
    make(child, episode(referred, Assessments=[done], Section47=[enquiry(referred, None, not_required=True)], **fields))


@case(
    lambda child: (
        _open(child)
        and _has(child, Assessments=1, Section47=1)
        and child.enquiry["DateOfInitialCPC"] is not None
        and child.year.start + days(20)
        < child.enquiry["S47ActualStartDate"]
        < child.enquiry["DateOfInitialCPC"] - days(4)
        and child.enquiry["DateOfInitialCPC"] < child.year.end - days(10)
        and child.assessment["AssessmentActualStartDate"] >= child.year.start
    )
)
def conferred(child: Child) -> None:
    """An open case with a conference that made no plan."""
    met = working_days_before(60, child.year.end)
    began = working_days_before(14, met)
    done = assessment(began, met + days(7))
    make(child, episode(began - days(1), Assessments=[done], Section47=[enquiry(began, met, not_required=False)]))


def _protected(child: Child, **counts: int) -> bool:
    """With one enquiry, its conference and its plan in the year, the plan reviewed, and no other plans."""
    if not (_went_on(child) and _has(child, Assessments=1, Section47=1, ChildProtectionPlans=1, **counts)):
        return False
    plan = child.plan
    begun_now = child.in_year(plan["CPPstartDate"]) and plan["CPPstartDate"] == child.enquiry["DateOfInitialCPC"]
    days_left = (child.year.end - plan["CPPstartDate"]).days
    return begun_now and bool(plan["Reviews"]) and days_left > 120 and _assessed(child) and _roomy(child)


def _roomy(child: Child) -> bool:
    """With some days between the things that happened, and since the last of them."""
    plan, reviews = child.plan, child.plan["Reviews"]
    room = (plan["CPPstartDate"] - child.year.start).days > 10
    return room and reviews[0] > plan["CPPstartDate"] + days(20) and max(reviews) < child.year.end - days(14)


@case(lambda child: _open(child) and _protected(child) and child.plan["CPPendDate"] is None)
def protected(child: Child) -> None:
    """An open case with a child protection plan begun in the year and under way."""
    _make_protected(child)


def _make_protected(child: Child) -> Record:
    referred = child.year.start + days(60)
    met = working_days_after(14, referred)
    done = assessment(referred, referred + days(40))
    plan = protection_plan(met, None, met + days(85))
    enquired = enquiry(referred, met, not_required=False)
    make(child, episode(referred, Assessments=[done], Section47=[enquired], ChildProtectionPlans=[plan]))
    return plan


@case(
    lambda child: (
        _closed(child)
        and _protected(child)
        and child.plan["CPPendDate"] is not None
        and child.plan["CPPendDate"] == max(child.plan["Reviews"])
        and child.plan["CPPendDate"] + days(7) < child.episode["CINclosureDate"] < child.year.end - days(7)
        and all(day < child.plan["CPPendDate"] - days(10) for day in sorted(child.plan["Reviews"])[:-1])
    )
)
def protected_and_closed(child: Child) -> None:
    """A case with a child protection plan that began and ended in the year, at a review, and then closed."""
    plan = _make_protected(child)
    plan["CPPendDate"] = plan["CPPstartDate"] + days(150)
    plan["Reviews"].append(plan["CPPendDate"])
    child.episode.update(CINclosureDate=plan["CPPendDate"] + days(20), ReasonForClosure="RC7")


@case(
    lambda child: (
        _open(child)
        and _has(child, ChildProtectionPlans=1)
        and child.plan["CPPstartDate"] < child.year.start - days(40)
        and child.plan["CPPendDate"] is None
        and child.episode["CINreferralDate"] < child.plan["CPPstartDate"]
    )
)
def long_protected(child: Child) -> None:
    """An open case with a child protection plan from before the year and under way, and nothing else."""
    referred = child.year.start - days(100)
    plan = protection_plan(referred + days(20), None, referred + days(105))
    make(child, episode(referred, ChildProtectionPlans=[plan]))


@case(
    lambda child: (
        _open(child)
        and _protected(child, CINPlanDates=1)
        and child.plan["CPPendDate"] is not None
        and child.need_plan["CINPlanEndDate"] is None
        and child.plan["CPPendDate"] <= child.need_plan["CINPlanStartDate"] < child.year.end - days(30)
    )
)
def stepped_down(child: Child) -> None:
    """An open case with a child protection plan ended in the year and a child in need plan after it."""
    plan = _make_protected(child)
    plan["CPPendDate"] = plan["CPPstartDate"] + days(150)
    plan["Reviews"].append(plan["CPPendDate"])
    child.episode["CINPlanDates"].append(need_plan(plan["CPPendDate"], None))


@case(
    lambda child: (
        child.who["PersonBirthDate"] is None
        and len(child.episodes) == 1
        and child.episode["ReferralNFA"] is False
        and child.who["ExpectedPersonBirthDate"] is not None
        and child.who["ExpectedPersonBirthDate"] > child.year.end + days(10)
        and child.episode["CINreferralDate"] < child.year.end - days(10)
    )
)
def unborn(child: Child) -> None:
    """A child expected after the year."""
    assessing(child)
    child.who.update(UPN=None, FormerUPN=None, UPNunknown="UN1", PersonBirthDate=None)
    child.who.update({"ExpectedPersonBirthDate": child.year.end + days(60), child.sex: child.code_of_sex("U")})
    child.record["Disabilities"] = []


@case(
    lambda child: (
        is_plain(child)
        and len(child.episode["PreProceedingsandFGDM"]) == 1
        and all(value is not None for value in child.step.values())
        and child.step["FGDMMeetingOffer"] is True
    )
)
def before_court(child: Child) -> None:
    """A case with all steps before court taken in the year."""
    plan = _make_protected(child)
    began = plan["CPPstartDate"] + days(30)
    child.episode["PreProceedingsandFGDM"].append(
        {
            "PPStartDate": began,
            "LBPSentDate": began + days(7),
            "FGDMMeetingOffer": True,
            "FGDMMeetingFac": True,
            "InitialPPMeetingDate": began + days(20),
            "ReviewMeetingsCount": 2,
            "StepDecisionDate": began + days(110),
            "PPOutcome": "A",
            "CourtAppDate": began + days(120),
            "LetterInitCPDate": began + days(124),
        }
    )
