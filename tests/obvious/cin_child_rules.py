"""The census's rules about the return as a whole and about who the child is, slowly."""

from collections import Counter
from datetime import date, timedelta

from tests.obvious.cin_words import (
    DIGITS,
    ENGLISH,
    LETTERS,
    Record,
    before,
    birthday,
    episodes,
    name_of,
    present,
    return_rule,
    rows,
    rule,
    went_on,
)


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
    return [n for n, child in enumerate(children) if (name := name_of(child)) and count[name] > 1]


@return_rule("2883")
def _(children, header, time):
    plans = sum(time.holds(plan["CPPstartDate"]) for child in children for plan in rows(child, "ChildProtectionPlans"))
    direct = sum(time.holds(episode["DateOfInitialCPC"]) for child in children for episode in episodes(child))
    usual = sum(time.holds(enquiry["DateOfInitialCPC"]) for child in children for enquiry in rows(child, "Section47"))
    return plans > direct + usual


@return_rule("2886Q", until=2024)
def _(children, header, time):
    who = [child["ChildIdentifiers"] for child in children]
    return sum(
        one["GenderCurrent"] in (None, "0") and one["ExpectedPersonBirthDate"] is None for one in who
    ) > 0.02 * len(who)


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
    return len(name_of(child)) > 20


@rule("1580", since=2025)
def _(child, time):
    return not set(name_of(child)) <= ENGLISH | DIGITS


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
