"""Faults in referrals and in how episodes of need stand to each other."""

from paramountcy.imagine.faults.making import assessment, enquiry, episode, need_plan, protection_plan
from paramountcy.imagine.faults.shape import Child, days, fault
from paramountcy.terms.working_days import working_days_before

OPEN_BEFORE = "a case that is open must be of the child's latest referral"


@fault("8555Q", "died-before", "closed")
def referred_after_death(child: Child) -> None:
    child.who["PersonDeathDate"] = child.episode["CINreferralDate"] - days(3)


@fault("8568", "missing", "closed")
def further_action_is_not_said(child: Child) -> None:
    child.episode["ReferralNFA"] = None


@fault("8569Q", "dropped-before", "dropped")
def dropped_before_the_year(child: Child) -> None:
    child.episode["CINreferralDate"] = child.year.start - days(30)
    child.who["PersonBirthDate"] = min(child.who["PersonBirthDate"], child.year.start - days(400))


@fault(
    "8569Q",
    "not-said-before",
    "standing",
    implies={"8568": "it is only because further action is not said that the old referral must be asked about"},
)
def not_said_before_the_year(child: Child) -> None:
    child.episode["ReferralNFA"] = None


@fault("8590", "none", "any_plain")
def no_episode(child: Child) -> None:
    child.record["CINdetails"] = []


@fault("8600", "missing", "closed")
def referral_date_is_missing(child: Child) -> None:
    child.episode["CINreferralDate"] = None


@fault("8600", "future", "dropped")
def referred_after_the_year(child: Child) -> None:
    child.episode["CINreferralDate"] = child.year.end + days(3)


@fault("8606", "birth", "standing")
def referred_long_before_birth(child: Child) -> None:
    born = child.episode["CINreferralDate"] + days(285)
    child.need(born <= child.year.end)
    child.who["PersonBirthDate"] = born


@fault("8606", "expected", "unborn")
def referred_long_before_the_birth_expected(child: Child) -> None:
    expected = child.episode["CINreferralDate"] + days(281)
    child.need(expected <= child.year.end.replace(month=12, day=31) and expected > child.year.end)
    child.who["ExpectedPersonBirthDate"] = expected


@fault("8610", "missing", "closed")
def need_is_missing(child: Child) -> None:
    child.episode["PrimaryNeedCode"] = None


@fault("8650", "code", "closed")
def need_is_no_code(child: Child) -> None:
    child.episode["PrimaryNeedCode"] = "N99"


@fault(
    "8815",
    "two-open",
    "standing",
    implies={"8816": OPEN_BEFORE, "8820": "a referral within an open case overlaps it"},
)
def two_cases_are_open(child: Child) -> None:
    child.episodes.append(episode(child.year.end - days(10)))


@fault("8815", "same-day", "standing")
def two_cases_open_on_the_last_day(child: Child) -> None:
    child.episode["CINreferralDate"] = child.year.end
    child.episodes.append(episode(child.year.end))


@fault("8816", "dropped-since", "standing")
def open_case_is_not_the_latest(child: Child) -> None:
    child.episodes.append(episode(child.year.end, PrimaryNeedCode=None, ReferralNFA=True))


@fault("8820", "within-closed", "closed")
def referred_within_a_closed_case(child: Child) -> None:
    within = child.episode["CINreferralDate"] + days(3)
    child.need(within < child.episode["CINclosureDate"])
    child.episodes.append(episode(within, PrimaryNeedCode=None, ReferralNFA=True))


@fault("8820", "within-open", "standing", implies={"8816": OPEN_BEFORE})
def referred_within_an_open_case(child: Child) -> None:
    child.episodes.append(episode(child.year.end - days(12), PrimaryNeedCode=None, ReferralNFA=True))


@fault("8820", "same-day", "closed")
def two_cases_from_one_day(child: Child) -> None:
    twin = child.episode["CINreferralDate"]
    child.need(twin < child.episode["CINclosureDate"])
    child.episodes.append(episode(twin, CINclosureDate=child.episode["CINclosureDate"], ReasonForClosure="RC7"))


@fault("8831", "assessment", "dropped")
def dropped_and_assessed(child: Child) -> None:
    referred = child.episode["CINreferralDate"]
    child.need(referred + days(20) <= child.year.end)
    child.episode["Assessments"] = [assessment(referred, referred + days(20))]


@fault("8831", "enquiry", "dropped", implies={"2991Q": "the enquiry has no assessment, which none may have"})
def dropped_and_enquired(child: Child) -> None:
    child.episode["Section47"] = [enquiry(child.episode["CINreferralDate"], None, not_required=True)]


@fault("8831", "conference", "dropped")
def dropped_and_conferred(child: Child) -> None:
    child.episode["DateOfInitialCPC"] = child.episode["CINreferralDate"]


@fault("8832", "plan", "dropped")
def dropped_and_protected(child: Child) -> None:
    # Early enough that the conference need not be in the return, late enough to be one of this year's referrals.
    referred = working_days_before(1, child.year.start)
    child.episode["CINreferralDate"] = referred
    child.who["PersonBirthDate"] = min(child.who["PersonBirthDate"], child.year.start - days(400))
    child.episode["ChildProtectionPlans"] = [protection_plan(referred, None)]


@fault("4000", "plan", "dropped")
def dropped_and_helped(child: Child) -> None:
    child.episode["CINPlanDates"] = [need_plan(child.episode["CINreferralDate"], None)]


@fault("8866", "missing", "closed")
def source_is_missing(child: Child) -> None:
    child.episode["ReferralSource"] = None


@fault("8866", "code", "closed")
def source_is_no_code(child: Child) -> None:
    child.episode["ReferralSource"] = "5E"
