"""Faults in the numbers that stand for a child."""

from paramountcy.imagine.faults.shape import Child, fault
from paramountcy.returns.values import LETTERS


def _with_check_letter(twelve: str) -> str:
    """A UPN with the letter that its other twelve signs make."""
    worth = [LETTERS.index(sign) if sign.isalpha() else int(sign) for sign in twelve]
    return LETTERS[sum(value * place for place, value in enumerate(worth, start=2)) % len(LETTERS)] + twelve


def _other_letter(letter: str) -> str:
    return LETTERS[(LETTERS.index(letter) + 1) % len(LETTERS)]


def _ending_in(child: Child, sign: str) -> str:
    """The child's UPN without a digit of the year, which leaves it nobody else's, and with a sign at the end."""
    upn = child.who["UPN"]
    return upn[:8] + upn[9:] + sign


@fault("1510", "letter", "with_upn")
def upn_letter_is_wrong(child: Child) -> None:
    upn = child.who["UPN"]
    child.who["UPN"] = _other_letter(upn[0]) + upn[1:]


@fault("1510", "temporary", "with_upn")
def temporary_upn_letter_is_wrong(child: Child) -> None:
    upn = child.who["UPN"]
    right = _with_check_letter(upn[1:12] + LETTERS[int(upn[12])])
    child.who["UPN"] = _other_letter(right[0]) + right[1:]


@fault("1520", "shared", "with_upn", with_another=True)
def upn_is_anothers(child: Child, another: Child) -> None:
    another.who["UPN"] = child.who["UPN"]


@fault("1530", "authority", "with_upn")
def upn_is_of_no_authority(child: Child) -> None:
    child.who["UPN"] = _with_check_letter("999" + child.who["UPN"][4:])


@fault("1540", "letters", "with_upn")
def upn_has_letters_inside(child: Child) -> None:
    upn = child.who["UPN"]
    child.who["UPN"] = upn[:8] + "X" + upn[9:]


@fault("1540", "short", "with_upn")
def upn_is_cut_off(child: Child) -> None:
    child.who["UPN"] = child.who["UPN"][2:]


@fault("1550", "letter", "with_upn")
def upn_ends_in_a_letter_not_used(child: Child) -> None:
    child.who["UPN"] = _ending_in(child, "O")


@fault("1550", "small-letter", "with_upn")
def upn_ends_in_a_small_letter(child: Child) -> None:
    child.who["UPN"] = _ending_in(child, "a")


@fault("1560Q", "short", "with_upn")
def former_upn_is_cut_off(child: Child) -> None:
    child.who["FormerUPN"] = child.who["UPN"][:12]


@fault("1560Q", "digit-first", "with_upn")
def former_upn_begins_with_a_digit(child: Child) -> None:
    child.who["FormerUPN"] = "1" + child.who["UPN"][1:]


@fault("1560Q", "letter", "with_upn")
def former_upn_ends_in_a_letter_not_used(child: Child) -> None:
    child.who["FormerUPN"] = child.who["UPN"][:12] + "S"


@fault("1570", "long", "any_plain", since="2024-25")
def number_is_too_long(child: Child) -> None:
    child.who["LAchildID"] = child.who["LAchildID"].ljust(21, "0")


@fault("1580", "hyphen", "any_plain", since="2024-25")
def number_has_a_hyphen(child: Child) -> None:
    number = child.who["LAchildID"]
    child.who["LAchildID"] = f"{number[:5]}-{number[5:]}"


@fault("1580", "space", "any_plain", since="2024-25")
def number_has_a_space(child: Child) -> None:
    number = child.who["LAchildID"]
    child.who["LAchildID"] = f"{number[:3]} {number[3:]}"


@fault("8500", "missing", "any_plain")
def number_is_missing(child: Child) -> None:
    child.who["LAchildID"] = None


@fault("8510", "shared", "any_plain", with_another=True)
def number_is_anothers(child: Child, another: Child) -> None:
    another.who["LAchildID"] = child.who["LAchildID"]


def _at_school(child: Child) -> None:
    child.need((child.year.end - child.who["PersonBirthDate"]).days > 7 * 366)
    child.who.update(UPN=None, FormerUPN=None)


@fault("8770Q", "missing", "closed")
def no_upn_and_no_reason(child: Child) -> None:
    _at_school(child)
    child.who["UPNunknown"] = None


@fault("8770Q", "too-young", "closed")
def said_to_be_too_young_for_a_upn(child: Child) -> None:
    _at_school(child)
    child.who["UPNunknown"] = "UN1"


@fault("8772", "went-on", "any_plain")
def said_to_be_dropped(child: Child) -> None:
    child.who.update(UPN=None, FormerUPN=None, UPNunknown="UN7")
