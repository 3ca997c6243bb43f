"""Every example row of every indicator is a test, and the examples must be good enough to catch a careless copy."""

from dataclasses import replace

import narwhals.stable.v2 as nw
import pytest

from paramountcy.indicators.condition import Conditions, Given
from paramountcy.indicators.examples import Example, examples
from paramountcy.indicators.kinds import Kind, careless
from paramountcy.indicators.measure import children
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Indicator, Indicators

CASES = [
    pytest.param(one, example, id=f"{one.name}-{number}")
    for one in INDICATORS
    for number, example in enumerate(examples(one), 1)
]


def verdicts(one: Indicator, example: Example) -> dict[int, tuple[str, str | None]]:
    """The verdict on each row that the example judges, with its reason where the example gives one."""
    found = children(one.name, example.record(), example.period, indicators=Indicators((one,)), other_periods=True)
    told = {row: (verdict, why) for row, verdict, why in found.select("row_id", "verdict", "why").iter_rows()}
    return {
        row: (told[row][0], told[row][1] if why is not None else None) for row, (_, why) in example.verdicts.items()
    }


@pytest.mark.parametrize(("one", "example"), CASES)
def test_examples(one, example):
    assert verdicts(one, example) == example.verdicts


def test_every_indicator_has_examples():
    assert [one.name for one in INDICATORS if not any(example.verdicts for example in examples(one))] == []


class AnyTime(Period):
    """A period that takes every day for one of its own."""

    def _always(self) -> Conditions:
        return Conditions((Given(nw.lit(value=True), "never", of_period=True),))

    def holds(self, day, done):
        return self._always()

    def ends_with_open(self, began, ended, known_to):
        return self._always()

    def touches(self, began, ended, known_to):
        return self._always()


def ignores_the_period(one: Indicator) -> Indicator:
    def write(**given) -> Kind:
        period = given["period"]
        return one.write(**given | {"period": AnyTime(period.start, period.end, period.name)})

    return _copy(one, write)


def _wrong(one: Indicator, how: str) -> Indicator:
    return _copy(one, lambda **given: careless(one.write(**given), how))


def _copy(one: Indicator, write) -> Indicator:
    write.__annotations__ = one.write.__annotations__
    return replace(one, write=write)


def ignores_out_of(one: Indicator) -> Indicator:
    return _wrong(one, "ignores out_of")


def everything_meets(one: Indicator) -> Indicator:
    return _wrong(one, "everything meets")


@pytest.mark.parametrize("copy", [ignores_the_period, ignores_out_of, everything_meets])
@pytest.mark.parametrize("one", list(INDICATORS), ids=lambda one: one.name)
def test_examples_catch_a_careless_copy(one, copy):
    shown = examples(one)
    wrong = copy(one)
    if copy is everything_meets and not _can_meet(one, shown[0]):
        return  # what is counted is all that is asked: there is nothing to meet
    assert any(verdicts(wrong, example) != example.verdicts for example in shown)


def _can_meet(one: Indicator, example: Example) -> bool:
    from paramountcy.indicators.shape import Local

    kind = one.kind(example.period, Local())
    return kind.met is not None or kind.category is not None or kind.waited is not None
