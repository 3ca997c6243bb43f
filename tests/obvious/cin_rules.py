"""
The census's rules again, slowly: one plain function each, over one child's record, straight from `cin-rules.csv`.

It shares nothing with the engine but the code lists, so that the two can be held against each other. Its
working days come from the `holidays` package. A record is as in `paramountcy.imagine.record`, typed, with None for
what is missing; values that could not be read are not for this judge. A rule is true where the record breaks it.
"""

from functools import cache

from paramountcy.terms.year import Year
from tests.obvious import cin_assessment_rules, cin_child_rules, cin_episode_rules, cin_plan_rules
from tests.obvious.cin_words import RULES, Record, Time, name_of

SUBJECTS = (cin_assessment_rules, cin_child_rules, cin_episode_rules, cin_plan_rules)
"""Where the rules are."""


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
                found.update((rule.code, name_of(children[place])) for place in verdict)
        else:
            found.update((rule.code, name_of(child)) for child in children if rule.breaks(child, time))
    return found


@cache
def codes_in_force(year: Year) -> list[str]:
    return sorted({rule.code for rule in RULES if rule.in_force(year)})
