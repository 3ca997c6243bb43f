"""The rules of the children in need census, by subject and in the order of their codes."""

from paramountcy.returns.cin.rules import (
    assessment,
    child,
    child_in_need_plan,
    child_protection_plan,
    closure,
    factors,
    identifiers,
    plans_together,
    pre_proceedings,
    referral,
    return_,
    section_47,
)
from paramountcy.returns.rule import Rules

RULES = Rules.of(
    identifiers,
    child,
    referral,
    closure,
    assessment,
    factors,
    section_47,
    child_in_need_plan,
    child_protection_plan,
    plans_together,
    pre_proceedings,
    return_,
)
