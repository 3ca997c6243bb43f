"""Planted faults: each breaks its rule and what it says it implies, and nothing else."""

from collections import Counter
from itertools import product

import pytest

import paramountcy
from paramountcy.imagine import cin_return, plant
from paramountcy.imagine.faults import IMPLIES, KINDS, NOT_PLANTED
from paramountcy.imagine.faults.cases import CASES
from paramountcy.imagine.faults.return_ import RETURN_KINDS
from paramountcy.imagine.faults.shape import Child, code_in, in_turn
from paramountcy.imagine.record import records
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year
from tests.obvious.cin_rules import codes_in_force, judge

YEARS = ["2022-23", "2023-24", "2024-25", "2025-26", "2026-27"]
ALONE = {"8995Q"}
"""No steps before court at all: it leaves nothing for the rules about them to find."""


def obvious(tables, year):
    """What the obvious rules find, as (rule, child)."""
    return judge(records(tables), tables["Header"].row(0, named=True), year)


def told(truth):
    return {(rule, child or "") for rule, child in truth.select("rule", "child").iter_rows()}


def test_every_rule_has_a_kind_and_every_kind_a_rule():
    for name in YEARS:
        year = Year.of(name)
        kinds = [*in_turn(year), *(kind for kind in RETURN_KINDS if year in kind.years)]
        breaks = {code for kind in in_turn(year) for code in kind.codes(year)[:1]}
        assert breaks | {kind.code for kind in kinds} | {"2883"} >= set(codes_in_force(year))
        assert breaks <= set(codes_in_force(year))


def test_what_is_implied_is_explained():
    names = {kind.name for kind in KINDS} | {"2883-more-plans"}
    for kind, implied in IMPLIES.items():
        assert kind in names
        for code, why in implied.items():
            assert code in codes_in_force(Year.of("2026-27")), kind
            assert len(why.split()) > 5, kind


def test_every_kind_has_a_case():
    assert {kind.case for kind in KINDS} == set(CASES)


QUICK = (("2022-23", False), ("2026-27", True))
"""The first and the last year are looked at in every run of the tests; the others in `make test-all`."""


@pytest.mark.parametrize(
    ("name", "return_faults"),
    [pytest.param(*both, marks=() if both in QUICK else pytest.mark.slow) for both in product(YEARS, (False, True))],
)
def test_a_check_finds_the_truth_and_nothing_else(tmp_path, name, return_faults):
    year = Year.of(name)
    tables, truth = cin_return(children=1500, year=year, seed=11, faults=0.5, return_faults=return_faults)
    path = tmp_path / "return.xml"
    write(tables, CIN, path, year=year)
    report = paramountcy.check(path)
    judged = report.findings.filter(report.findings["severity"] != "structure")
    found = {(rule, child or "") for rule, child in judged.select("rule", "child").iter_rows()}
    assert found == told(truth) == obvious(tables, year)
    of_return = {"100", "2883", "2886Q", "2887Q", "2888Q"}
    left = ALONE | (set() if return_faults else of_return)
    assert {rule for rule, _ in found} >= set(codes_in_force(year)) - left
    assert set(truth["kind"]) >= {kind.name for kind in in_turn(year)}


@pytest.mark.parametrize(
    ("name", "half"),
    [
        ("2026-27", 0),
        *(pytest.param(*one, marks=pytest.mark.slow) for one in (("2026-27", 1), ("2022-23", 0), ("2022-23", 1))),
    ],
)
def test_one_rule_asked_for_is_broken_and_no_other(name, half):
    year = Year.of(name)
    tables, _ = cin_return(children=60, year=year, seed=2)
    for code in sorted(codes_in_force(year))[half::2]:
        planted, truth = plant(tables, year, rate=0.3, seed=6, only=code)
        assert obvious(planted, year) == told(truth), code
        named = truth.filter(truth["kind"] != NOT_PLANTED)
        assert code in set(named["rule"]), code
        implied = {code_in(year, also) for kind in named["kind"].unique() for also in IMPLIES.get(kind, {})}
        assert set(named["rule"]) <= {code} | implied, code


def test_each_fault_is_one_childs():
    year = Year.of("2025-26")
    clean, _ = cin_return(children=1000, year=year, seed=3)
    tables, truth = plant(clean, year, rate=0.3, seed=3)
    named = truth.filter(truth["kind"] != NOT_PLANTED).drop_nulls("child")
    assert named.unique(["child", "kind"])["child"].is_unique().all()
    before, after = records(clean), records(tables)
    changed = sum(one != other for one, other in zip(before, after, strict=True))
    assert changed == pytest.approx(300, abs=10)
    assert before[0] == after[0]


def test_kinds_come_in_turn():
    tables, _ = cin_return(children=3000, year=Year.of("2026-27"), seed=3)
    _, truth = plant(tables, Year.of("2026-27"), rate=0.5, seed=3)
    times = Counter(truth.filter(truth["kind"] != NOT_PLANTED).unique(["child", "kind"])["kind"])
    # Of a shared UPN both children are at fault; of those without a number nobody can say which.
    assert times.pop("1520-shared") == 2 * max(times.values())
    times.pop("8500-missing")
    assert max(times.values()) - min(times.values()) <= 1


def test_hosts_are_others_with_another_seed():
    year = Year.of("2025-26")
    tables, _ = cin_return(children=500, year=year, seed=3)
    one, again, other = (plant(tables, year, rate=0.2, seed=seed)[1] for seed in (1, 1, 2))
    assert one.equals(again)
    assert not one.equals(other)


@pytest.mark.parametrize("name", YEARS)
def test_a_case_made_breaks_no_rule_and_fits(name):
    year = Year.of(name)
    tables, _ = cin_return(children=60, year=year, seed=4)
    header = tables["Header"].row(0, named=True)
    for case in CASES.values():
        with_upn = next(record for record in records(tables) if record["ChildIdentifiers"]["UPN"])
        child = Child(with_upn, year)
        case.make(child)
        assert case.fits(child), case
        broken = {rule for rule, _ in judge([child.record], header, year)}
        assert broken <= {"2887Q", "2888Q", "8995Q"}, case


@pytest.mark.parametrize("rate", [-0.1, 1.1])
def test_a_rate_that_is_no_share_is_refused(rate):
    with pytest.raises(ValueError, match="from 0 to 1"):
        cin_return(children=5, year=Year.of("2025-26"), faults=rate)


@pytest.mark.parametrize(
    ("code", "name"), [("9999", "2025-26"), ("1570", "2023-24"), ("9005", "2025-26"), ("8525", "2023-24")]
)
def test_a_rule_not_in_force_is_refused(code, name):
    with pytest.raises(ValueError, match=f"no fault breaks a rule {code} in {name}"):
        cin_return(children=5, year=Year.of(name), fault=code)


@pytest.mark.parametrize("children", [1, 2, 80])
@pytest.mark.parametrize("return_faults", [False, True])
def test_all_children_can_be_at_fault(children, return_faults):
    year = Year.of("2026-27")
    tables, truth = cin_return(children=children, year=year, seed=1, faults=1.0, return_faults=return_faults)
    assert obvious(tables, year) == told(truth)
