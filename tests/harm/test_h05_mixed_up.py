"""H5: children must not be mixed up. Rows belong together by their place in the file."""

import paramountcy
from tests.returns.small import EPISODE, child, write

NAMELESS = "<UPNunknown>UN7</UPNunknown><PersonBirthDate>2015-05-01</PersonBirthDate><Sex>F</Sex>"


def test_children_without_an_identifier_are_not_joined(tmp_path):
    """Two children without LAchildID, one open episode each: neither has two, and neither is the other's twin."""
    path = write(tmp_path, child(1, identifiers=NAMELESS), child(2, identifiers=NAMELESS))
    found = set(paramountcy.check(path).findings["rule"])
    assert "8500" in found
    assert found.isdisjoint({"8815", "8820", "8510"})


def test_children_with_the_same_identifier_are_told_but_not_joined(tmp_path):
    path = write(tmp_path, child(1), child(1))
    report = paramountcy.check(path)
    assert "8510" in set(report.findings["rule"])
    assert "8815" not in set(report.findings["rule"])


def test_a_fault_of_one_nameless_child_points_at_that_child(tmp_path):
    late = EPISODE.replace("2025-06-02", "2026-04-01")
    path = write(tmp_path, child(1, identifiers=NAMELESS), child(2, identifiers=NAMELESS, episodes=late))
    rows = paramountcy.check(path, rules=["8772"]).findings
    assert rows.filter(table="ChildIdentifiers")["row"].to_list() == [1, 2]
    assert paramountcy.check(path, rules=["8600"]).findings["row"].to_list() == [2]
