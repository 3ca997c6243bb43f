"""H3: a fault in the software must never read as *no faults*."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from paramountcy.returns.check import check
from paramountcy.returns.cin.census import CENSUS
from paramountcy.returns.judge import OurFault
from paramountcy.returns.rule import Rules
from tests.returns.small import child, write

AT = datetime(2026, 11, 21, tzinfo=UTC)


def raising(**given):
    raise KeyError("CHILD1")


def test_a_rule_that_raises_ends_the_run_and_names_itself_but_no_child(tmp_path):
    broken = tuple(
        replace(rule, write=_like(rule.write)) if rule.code == "8600" else rule for rule in CENSUS.rules.versions
    )
    with pytest.raises(OurFault, match="rule 8600 could not be run") as fault:
        check(write(tmp_path, child()), replace(CENSUS, rules=Rules(broken)), at=AT, version="test")
    assert "CHILD1" not in str(fault.value)


def _like(write):
    def raises(**given):
        return raising(**given)

    raises.__annotations__ = write.__annotations__
    raises.__doc__ = write.__doc__
    return raises


def test_every_rule_in_force_is_accounted_for(tmp_path):
    for year in CENSUS.years:
        report = check(write(tmp_path, child()), CENSUS, at=AT, version="test", year=year)
        ran = set(report.rules.filter(report.rules["severity"] != "structure")["rule"])
        assert ran == set(CENSUS.rules.in_force(year))
        assert set(report.rules["outcome"]) <= {"kept", "broken", "not run"}
