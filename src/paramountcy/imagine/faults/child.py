"""Faults in who the child is: birth, death, sex, ethnicity, disability."""

from paramountcy.imagine.faults.shape import Child, days, fault


@fault("4180", "missing", "any_plain")
def sex_is_missing(child: Child) -> None:
    child.who[child.sex] = None


@fault("4180", "code", "any_plain")
def sex_is_no_code(child: Child) -> None:
    child.who[child.sex] = "X"


@fault("4220", "missing", "any_plain")
def ethnicity_is_missing(child: Child) -> None:
    child.record["ChildCharacteristics"]["Ethnicity"] = None


@fault("4220", "code", "any_plain")
def ethnicity_is_no_code(child: Child) -> None:
    child.record["ChildCharacteristics"]["Ethnicity"] = "WBRX"


@fault("8520", "future", "assessing")
def born_after_the_year(child: Child) -> None:
    child.who["PersonBirthDate"] = child.year.end + days(25)


@fault("8525Q", "both", "assessing")
def born_and_expected(child: Child) -> None:
    child.who["ExpectedPersonBirthDate"] = child.year.end - days(20)


@fault("8525Q", "neither", "any_plain")
def neither_born_nor_expected(child: Child) -> None:
    child.who["PersonBirthDate"] = None


@fault("8530Q", "early", "unborn")
def expected_long_ago(child: Child) -> None:
    child.who["ExpectedPersonBirthDate"] = child.year.end - days(40)


@fault("8530Q", "late", "unborn")
def expected_in_more_than_nine_months(child: Child) -> None:
    episode = child.episode
    child.need(not episode["CINPlanDates"] and not episode["ChildProtectionPlans"] and not episode["Section47"])
    episode.update(CINreferralDate=child.year.end, CINclosureDate=None, ReasonForClosure=None, Assessments=[])
    child.who["ExpectedPersonBirthDate"] = child.year.end.replace(month=12, day=31) + days(3)


@fault("8535Q", "died-before-birth", "assessing")
def died_before_birth(child: Child) -> None:
    child.who.update(PersonBirthDate=child.year.end - days(5), PersonDeathDate=child.year.end - days(8))


@fault("8535Q", "unborn", "unborn")
def died_unborn(child: Child) -> None:
    child.need(not child.episode["CINPlanDates"] and not child.episode["ChildProtectionPlans"])
    child.who["PersonDeathDate"] = child.year.end - days(3)


@fault("8540", "none", "any_plain")
def disability_is_not_recorded(child: Child) -> None:
    child.record["Disabilities"] = []


@fault("8540", "code", "any_plain")
def disability_is_no_code(child: Child) -> None:
    child.record["Disabilities"] = ["XXX"]


@fault("8545Q", "before", "standing")
def died_before_the_year(child: Child) -> None:
    child.who["PersonDeathDate"] = child.year.start - days(5)


@fault("8545Q", "after", "any_plain")
def died_after_the_year(child: Child) -> None:
    child.who["PersonDeathDate"] = child.year.end + days(5)


@fault("8750", "sex", "unborn")
def sex_known_before_birth(child: Child) -> None:
    child.who[child.sex] = child.code_of_sex("M")


@fault("8775Q", "open", "standing")
def older_than_25_and_open(child: Child) -> None:
    child.need(child.who["UPN"] is not None)
    child.who["PersonBirthDate"] = child.year.end - days(26 * 366)


@fault("8775Q", "closed-late", "closed")
def closed_after_25(child: Child) -> None:
    child.need(child.who["UPN"] is not None)
    child.who["PersonBirthDate"] = child.year.end - days(27 * 366)


@fault("8790", "none-and-another", "any_plain")
def disabled_and_not(child: Child) -> None:
    child.record["Disabilities"] = ["NONE", "MOB"]


@fault("8794", "twice", "any_plain")
def disability_recorded_twice(child: Child) -> None:
    child.record["Disabilities"] = ["NONE", "NONE"]
