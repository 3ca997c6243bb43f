"""Planted faults: a return made wrong in known places, and the truth about it."""

from paramountcy.imagine.faults import (
    assessment,
    child,
    closure,
    identifiers,
    need_plan,
    pre_proceedings,
    protection_plan,
    referral,
    section_47,
)
from paramountcy.imagine.faults.planting import NOT_PLANTED, TRUTH, plant
from paramountcy.imagine.faults.return_ import MORE_PLANS
from paramountcy.imagine.faults.shape import KINDS

SUBJECTS = (assessment, child, closure, identifiers, need_plan, pre_proceedings, protection_plan, referral, section_47)
"""Where the kinds of fault are, by subject."""

IMPLIES = {kind.name: dict(kind.also) for kind in (*KINDS, MORE_PLANS) if kind.also}
"""For each kind that cannot but break other rules too: those rules, and why."""

__all__ = ["IMPLIES", "KINDS", "NOT_PLANTED", "SUBJECTS", "TRUTH", "plant"]
