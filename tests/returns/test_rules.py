"""Every example row of every rule is a test, and the examples must be good enough to catch a careless copy."""

from dataclasses import replace

import narwhals.stable.v2 as nw
import pytest

from paramountcy.returns.cin.rules import RULES
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.codes import Codes
from paramountcy.returns.examples import Example, examples
from paramountcy.returns.judge import judge
from paramountcy.returns.rule import Requirement, Rule
from paramountcy.returns.values import read_values

CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{rule.years.since}-{number}")
    for rule in RULES
    for number, example in enumerate(examples(rule, CIN), 1)
]


def verdict(rule: Rule, example: Example, engine_name: str = "polars") -> set:
    reading = example.reading(CIN)
    found = judge(reading, read_values(reading), [rule], example.year, engine_name=engine_name)
    return set(found.lines.select("table", "row").iter_rows())


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_examples(rule, example):
    assert verdict(rule, example) == example.breaks
    about_the_return = all(p.many for p in rule.parameters)
    assert example.said_of_return == about_the_return


def ignores_when(asked: Requirement) -> Requirement:
    return replace(asked, applies=None)


def never_satisfied(asked: Requirement) -> Requirement:
    return replace(asked, met=asked.met & nw.lit(value=False))


def always_satisfied(asked: Requirement) -> Requirement:
    return replace(asked, met=asked.met | nw.lit(value=True))


@pytest.mark.parametrize("careless", [ignores_when, never_satisfied, always_satisfied])
@pytest.mark.parametrize("rule", list(RULES), ids=lambda rule: f"{rule.code}-{rule.years.since}")
def test_examples_catch_a_careless_copy(rule, careless):
    shown = examples(rule, CIN)
    year = shown[0].year
    if careless is ignores_when and rule.written(year, Codes(CIN.codes, year)).requirement.applies is None:
        return  # it has no `when` to ignore

    def write(**given):
        return careless(rule.write(**given))

    write.__annotations__ = rule.write.__annotations__
    assert any(verdict(replace(rule, write=write), example) != example.breaks for example in shown)
