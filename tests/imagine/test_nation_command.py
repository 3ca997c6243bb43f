"""`paramountcy imagine --nation`, and the return of the one authority of the nation that has returns."""

import pytest

import paramountcy
from paramountcy.returns.published.shape import IMAGINED
from tests.cli.running import invoke


def test_the_tables_of_a_nation_are_written_and_loaded(tmp_path):
    said = invoke("imagine", "--nation", tmp_path / "nation")
    assert said.exit_code == 0
    assert "152 authorities that are on no map" in said.stdout
    assert IMAGINED in said.stdout
    files = sorted(path.name for path in (tmp_path / "nation").iterdir())
    assert len(files) == 35
    assert all("imagined" in name for name in files)
    loaded = invoke("national", "load", tmp_path / "nation", "--store", tmp_path / "store")
    assert loaded.exit_code == 0
    assert loaded.stderr == ""
    shown = invoke("national", "show", "rereferral_percent", "--area", "England", "--store", tmp_path / "store")
    assert shown.stdout.splitlines()[-1] == IMAGINED


def test_the_return_of_its_one_authority_breaks_no_rule(tmp_path):
    out = tmp_path / "return.xml"
    assert "3,000 children" in invoke(
        "imagine", "cin", "--area", "Applemere", "--year", "2024-25", "--out", out
    ).stdout  # fmt: skip
    report = paramountcy.check(out)
    assert (report.children, report.exit_code, report.head.authority) == (3_000, 0, "005")


def test_faults_can_be_planted_in_it(tmp_path):
    out = tmp_path / "return.xml"
    invoke("imagine", "cin", "--area", "005", "--year", "2022-23", "--out", out, "--fault", "8772", "--faults", "0.02")
    findings = paramountcy.check(out).findings
    assert set(findings.filter(findings["severity"] == "error")["rule"]) == {"8772"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "say which return"),
        (["--nation", "n", "--year", "2024-25"], "leave out --year"),
        (["cin", "--nation", "n"], "leave out RETURN"),
        (["--nation", "nowhere/n"], "there is no folder nowhere"),
        (["--nation", "."], "holds other things, such as there.txt"),
        (["cin", "--year", "2024-25", "--out", "a.xml", "--area", "Damsonby"], "Damsonby has figures only"),
        (["cin", "--year", "2024-25", "--out", "a.xml", "--area", "Leeds"], "no authority 'Leeds' in the imagined"),
        (["cin", "--year", "2020-21", "--out", "a.xml", "--area", "Applemere"], "2020-21 cannot be imagined"),
        (["cin", "--year", "2024-25", "--out", "a.xml", "--area", "005", "--children", "9"], "leave out --children"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_makes_no_sense_is_refused(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.txt").write_text("mine")
    result = invoke("imagine", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["there.txt"]
