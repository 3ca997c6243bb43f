"""`paramountcy rules`."""

import json

import pytest

from paramountcy.returns.cin.census import CENSUS
from paramountcy.terms.year import Year
from tests.cli.running import invoke


def listed(result) -> set[str]:
    return {line.split()[0] for line in result.stdout.splitlines()[:-2]}


@pytest.mark.parametrize("year", CENSUS.years, ids=str)
def test_the_list_of_a_year_is_the_rules_in_force(year):
    result = invoke("rules", "--year", year)
    assert result.exit_code == 0
    assert listed(result) == set(CENSUS.rules.in_force(year))
    assert f"{len(CENSUS.rules.in_force(year))} rules in force in {year}" in result.stdout


def test_without_a_year_every_rule_is_listed_with_its_years():
    result = invoke("rules")
    assert listed(result) == {code for year in CENSUS.years for code in CENSUS.rules.in_force(year)}
    assert "2022-23 to 2026-27" in result.stdout


def test_a_severity_and_a_field_narrow_the_list():
    assert {line.split()[1] for line in invoke("rules", "--severity", "query").stdout.splitlines()[:-2]} == {"query"}
    by_field = listed(invoke("rules", "--field", "CPPreviewDate"))
    assert by_field == listed(invoke("rules", "--field", "Reviews.CPPreviewDate"))
    assert "8841" in by_field
    assert "8770Q" not in by_field


def test_one_rule_is_shown_whole_each_version_apart():
    result = invoke("rules", " 8770q ")
    assert result.exit_code == 0
    latest, earlier = (CENSUS.rules.in_force(Year.of(name))["8770Q"] for name in ("2025-26", "2022-23"))
    for version in (latest, earlier):
        assert version.message in result.stdout
        assert version.requirement in result.stdout
    assert "In force 2024-25 to 2026-27" in result.stdout
    assert "ChildIdentifiers.UPN" in result.stdout
    assert "breaks" in result.stdout
    assert "2022-23" not in invoke("rules", "8770Q", "--year", "2025-26").stdout


def test_structure_findings_are_listed_and_found_by_name():
    assert "not-a-date" in invoke("rules", "--severity", "structure").stdout
    assert invoke("rules", "not-a-date").stdout.startswith("not-a-date  structure  This is not a date")


def test_a_draft_says_that_it_is_not_confirmed():
    code = next(rule.code for rule in CENSUS.rules if not rule.confirmed)
    assert "Not confirmed" in invoke("rules", code).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["8771Q"], "Did you mean"),
        (["not-a-dat"], "not-a-date"),
        (["nonsense"], "lists them all"),
        (["--field", "CPPendDat"], "CPPendDate"),
        (["--field", "zzz"], "no field zzz"),
        (["--year", "2013-14"], "only for 2022-23 to 2026-27"),
        (["--year", "next"], "not a collection year"),
        (["not-a-date", "--year", "2025-26"], "of every year"),
        (["--severity", "grave"], "'error', 'query', 'structure'"),
    ],
    ids=" ".join,
)
def test_what_there_is_not_is_refused_with_what_is_near(arguments, said):
    result = invoke("rules", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_rule_of_other_years_says_which():
    year, other = CENSUS.years[-1], CENSUS.years[0]
    code = next(code for code in CENSUS.rules.in_force(year) if code not in CENSUS.rules.in_force(other))
    result = invoke("rules", code, "--year", other)
    assert result.exit_code == 2
    assert f"not in force in {other}" in result.stderr


def test_programs_get_json():
    found = json.loads(invoke("rules", "--year", "2026-27", "--json").stdout)
    assert len(found) == len(CENSUS.rules.in_force(Year.of("2026-27")))
    assert set(found[0]) == {
        "rule", "severity", "years", "message", "requirement", "fields", "confirmed", "part_year"
    }  # fmt: skip
    assert json.loads(invoke("rules", "not-a-date", "--json").stdout)[0]["severity"] == "structure"
    assert json.loads(invoke("rules", "--field", "LAchildID", "--severity", "query", "--json").stdout) is not None
