"""`paramountcy imagine`: returns about children who do not exist."""

import csv
from pathlib import Path

import pytest

import paramountcy
from tests.cli.running import invoke


def imagine(out: Path, *more: str | Path, children: int = 60):
    return invoke("imagine", "cin", "--children", children, "--year", "2025-26", "--out", out, *more)


def test_the_same_seed_gives_the_same_return(tmp_path):
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        assert imagine(tmp_path / f"{name}.xml", "--seed", str(seed)).exit_code == 0
    one, two, three = ((tmp_path / f"{name}.xml").read_bytes() for name in ("one", "two", "three"))
    assert one == two != three


def test_it_has_so_many_children_and_no_errors(tmp_path):
    result = imagine(tmp_path / "return.xml", children=80)
    assert "80 children who do not exist" in result.stdout
    report = paramountcy.check(tmp_path / "return.xml")
    assert (report.children, report.exit_code) == (80, 0)


def test_the_truth_is_what_a_check_finds(tmp_path):
    out, truth = tmp_path / "return.xml", tmp_path / "truth.csv"
    assert imagine(out, "--faults", "0.5", "--truth", truth).exit_code == 0
    with truth.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["rule", "child", "kind"]
    found = set(paramountcy.check(out).findings.select("rule", "child").iter_rows())
    assert {(row["rule"], row["child"] or None) for row in rows} <= found


def test_one_kind_of_fault_can_be_asked_for(tmp_path):
    imagine(tmp_path / "return.xml", "--fault", "8772")
    findings = paramountcy.check(tmp_path / "return.xml").findings
    assert set(findings.filter(findings["severity"] == "error")["rule"]) == {"8772"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cin", "--year", "2025-26"], "--out"),
        (["cin", "--out", "a.xml"], "--year"),
        (["ssda903", "--year", "2025-26", "--out", "a.xml"], "'cin'"),
        (["cin", "--year", "2014-15", "--out", "a.xml"], "2014-15"),
        (["cin", "--year", "2025-26", "--out", "a.csv"], "end it in .xml"),
        (["cin", "--year", "2025-26", "--out", "nowhere/a.xml"], "there is no folder"),
        (["cin", "--year", "2025-26", "--out", "a.xml", "--truth", "truth.txt"], "end it in .csv"),
        (["cin", "--year", "2025-26", "--out", "a.xml", "--faults", "1.5"], "--faults"),
        (["cin", "--year", "2025-26", "--out", "a.xml", "--children", "0"], "--children"),
        (["cin", "--year", "2025-26", "--out", "a.xml", "--children", "many"], "--children"),
        (["cin", "--year", "2025-26", "--out", "a.xml", "--fault", "9999"], "no rule 9999"),
    ],
    ids=lambda value: " ".join(value[1:]) if isinstance(value, list) else "",
)
def test_what_makes_no_sense_is_refused(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = invoke("imagine", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []
