"""Findings by team and worker, and a report for each team with nobody else's children in it."""

from dataclasses import replace

import polars as pl
import pytest

from paramountcy.returns.report import counts, people
from paramountcy.returns.report.write import write_by_team
from tests.returns.report.made_report import made


def test_a_team_s_report_has_its_children_only():
    parts = people.split_by_team(made())
    assert list(parts) == ["North", "South/West", "no team given"]
    assert set(parts["North"].findings["child"]) == {"C0002", "C0007"}
    assert set(parts["South/West"].findings["child"]) == {"C0007"}
    assert set(parts["South/West"].accepted["child"]) == {"C0009"}
    assert set(parts["South/West"].tables["ChildIdentifiers"]["LAchildID"]) == {"C0007", "C0009"}
    assert (parts["North"].children, parts["South/West"].children) == (2, 2)
    assert parts["North"].head.team == "North"


def test_what_has_no_team_is_in_one_report():
    rest = people.split_by_team(made())["no team given"]
    assert not set(rest.findings["child"].drop_nulls()) & {"C0002", "C0007", "C0009"}
    assert rest.findings["child"].null_count() == made().findings["child"].null_count()


def test_no_finding_is_lost_and_counts_follow():
    parts = people.split_by_team(made())
    seen = pl.concat([part.findings for part in parts.values()])["finding"].unique().sort()
    assert seen.equals(made().findings["finding"].unique().sort())
    for part in parts.values():
        assert part.rules["findings"].sum() == counts.findings(part)
        assert set(part.rules.filter(outcome="broken")["rule"]) == set(part.findings["rule"])
    assert parts["North"].not_run["rule"].to_list() == ["4220", "8540"]


def test_a_child_of_two_teams_has_both_in_one_cell():
    rows = people.with_people(made().findings, made())
    assert rows.height == made().findings.height
    assert rows.filter(pl.col("child") == "C0007").select("team", "worker").row(0) == (
        "North; South/West",
        "no worker given; B. Worker",
    )


def test_by_team_counts_findings_once():
    rows = {row["team"]: row for row in people.by_team(made()).iter_rows(named=True)}
    assert rows["North"] == {"team": "North", "children": 2, "structure": 1, "error": 4, "query": 2}
    assert list(rows)[-1] == "no team given"


def test_a_report_without_people_says_what_to_do():
    with pytest.raises(ValueError, match="--people"):
        people.split_by_team(made(people=False))


def test_a_team_s_name_leads_nowhere_else(tmp_path):
    names = people.file_names(["../../etc", "..", "A/B", "a b", "", "no team given"])
    assert list(names.values()) == ["etc", "team", "A B", "a b 2", "team 2", "no team given"]
    known = pl.DataFrame(
        {"LAchildID": ["C0002"], "team": ["../../escape"], "worker": [None]}, schema_overrides={"worker": pl.String}
    )
    report = replace(made(), people=known)
    written = write_by_team(report, tmp_path / "findings.xlsx")
    assert {path.name for path in written} == {"findings escape.xlsx", "findings no team given.xlsx"}
    assert all(path.parent == tmp_path for path in written)
