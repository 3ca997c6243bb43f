"""What assessments found: the factors identified at their end."""

from datetime import date

import numpy as np

from paramountcy.imagine.calendar import number
from paramountcy.imagine.chance import Chance
from paramountcy.imagine.facts import Draws, Whole, fact, shares
from paramountcy.imagine.people import Flags

NONE_FOUND = "21"
OTHER = "20"
SPLIT = number(date(2020, 4, 1))
"""From here on physical and sexual abuse are told by whom: 18B and 18C for 18A, 19B and 19C for 19A."""
EXPLOITATION = number(date(2021, 4, 1))
"""From here on there is a code for criminal exploitation."""
OLD_CODES_END = number(date(2024, 4, 1))
"""Up to here some still use the codes from before the split."""
OLD = {"18B": "18A", "18C": "18A", "19B": "19A", "19C": "19A"}
CHILDS_DISABILITY = ("5A", "6A")

CODES = (*shares("assessment.factor").codes, "18A", "19A", NONE_FOUND)
_PLACE = {code: place for place, code in enumerate(CODES)}


def factors(
    chance: Chance, family: Whole, authorised: Whole, *, in_need: Flags, disabled: Flags
) -> tuple[Whole, Whole]:
    """
    The factors of each assessment, as rows and places in CODES, each row's in the order of CODES.

    Siblings mostly share the factors of parents and home. Where nothing was found, and nothing followed,
    21 stands alone.
    """
    known = shares("assessment.factor")
    rows = len(family)
    found = np.zeros((rows, len(CODES)), dtype=bool)
    found[:, : len(known.codes)] = _draws(chance, family, len(known.codes)) < _likely(disabled)
    nothing = chance.happens(rows, "assessment.factor_21") & ~in_need
    found[nothing] = False
    found[nothing, _PLACE[NONE_FOUND]] = True
    found[~found.any(axis=1), _PLACE[OTHER]] = True
    _in_the_codes_of_the_time(chance, found, authorised)
    row, code = np.nonzero(found)
    return row, code


def _draws(chance: Chance, family: Whole, columns: int) -> Draws:
    together = chance.table(int(family.max(initial=-1)) + 1, columns)[family]
    apart = chance.table(len(family), columns)
    about_the_child = np.array([code.endswith("A") for code in shares("assessment.factor").codes])
    alike = chance.table(len(family), columns) < np.where(about_the_child, 0.3, 0.85)
    return np.where(alike, together, apart)


def _likely(disabled: Flags) -> Draws:
    """How likely each factor is for each assessment: a disabled child's is mostly about that."""
    known = shares("assessment.factor")
    likely = np.repeat(known.shares[None, :], len(disabled), axis=0)
    likely[:, known.codes.index(OTHER)] = fact("assessment.factor_other_besides")
    about = [known.codes.index(code) for code in CHILDS_DISABILITY]
    usual = fact("child.disabled_known")
    among_disabled = np.minimum(known.shares[about] * fact("assessment.factor_of_disabled"), 0.9)
    likely[:, about] = np.where(
        disabled[:, None], among_disabled, (known.shares[about] - usual * among_disabled) / (1 - usual)
    )
    return likely


def _in_the_codes_of_the_time(chance: Chance, found: Flags, authorised: Whole) -> None:
    lingers = chance.draws(len(authorised)) < fact("assessment.factor_old_codes")
    old = (authorised < SPLIT) | (lingers & (authorised < OLD_CODES_END))
    for new, before in OLD.items():
        found[:, _PLACE[before]] |= old & found[:, _PLACE[new]]
        found[:, _PLACE[new]] &= ~old
    early = authorised < EXPLOITATION
    found[:, _PLACE[OTHER]] |= early & found[:, _PLACE["24A"]]
    found[:, _PLACE["24A"]] &= ~early
