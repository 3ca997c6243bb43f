"""`paramountcy check`: what it asks of its arguments, what it writes where, and how it ends."""

import csv
import json
import os
import stat
import sys
from pathlib import Path

import polars as pl
import pytest

import paramountcy
from paramountcy.returns.judge import OurFault
from tests.cli.running import DAY_FIRST, clean, invoke, unreadable, wrong
from tests.returns import small

COLUMNS = "finding,rule,severity,child,table,row,line,fields,values,message"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_queries_only_end_with_0(tmp_path):
    result = invoke("check", clean(tmp_path))
    assert result.exit_code == 0
    assert result.stdout.startswith("Children's personal data")
    assert result.stderr == ""


def test_an_error_ends_with_1(tmp_path):
    result = invoke("check", wrong(tmp_path))
    assert result.exit_code == 1
    assert "4180" in result.stdout


def test_a_structure_finding_ends_with_1(tmp_path):
    path = small.write(tmp_path, small.child(1), small.child(8, identifiers=DAY_FIRST))
    assert invoke("check", path).exit_code == 1


HEADER_WITHOUT_YEAR = "<Header><Source><LEA>206</LEA></Source></Header>"
HEADER_OF_2015 = small.HEADER.replace("2026", "2015")


@pytest.mark.parametrize(
    ("header", "said"),
    [(HEADER_WITHOUT_YEAR, "does not say which year"), (HEADER_OF_2015, "no rules for 2014-15")],
    ids=["no year", "a year without rules"],
)
def test_without_rules_to_judge_by_it_ends_with_2(tmp_path, header, said):
    path = small.write(tmp_path, small.child(1), header=header)
    result = invoke("check", path)
    assert result.exit_code == 2
    assert said in result.stderr
    assert path.name in result.stderr
    assert result.stdout == ""


def test_the_structure_alone_can_be_checked_without_rules(tmp_path):
    path = small.write(tmp_path, small.child(1), header=HEADER_OF_2015)
    assert invoke("check", path, "--structure-only").exit_code in (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--year", "2025-27"], "not a collection year"),
        (["--year", "2019-20"], "no rules for 2019-20"),
        (["--to", "31/10/2025"], "write it year first"),
        (["--to", "2025-02-30"], "write it year first"),
        (["--to", "2030-01-01"], "not a day of 2025-26"),
        (["--rules", "9999"], "has no rule 9999"),
        (["--structure-only", "--rules", "4180"], "runs no rule"),
        (["--engine", "abacus"], "'polars', 'duckdb', 'spark'"),
        (["--out", "report.doc"], "ends in .doc"),
        (["--out", "report"], "has no ending"),
        (["--out", "nowhere/report.csv"], "there is no folder"),
        (["--out", ""], "a name is empty"),
        (["--as", "html"], "give the folder with --out"),
        (["--as", "doc"], "'html'"),
        (["--split", "team"], "needs --people"),
        (["--people", "nowhere.csv"], "could not be read"),
        (["--accepted", "nowhere.csv"], "could not be read"),
        (["--no-such-option"], "No such option"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_is_refused_in_a_sentence(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = invoke("check", clean(tmp_path), *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["absent.xml", "unreadable.xml"])
def test_a_file_that_can_not_be_read_ends_with_2(tmp_path, name):
    unreadable(tmp_path)
    result = invoke("check", tmp_path / name)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"paramountcy: {name}: ")


def test_a_folder_without_returns_is_refused(tmp_path):
    (tmp_path / "notes.txt").touch()
    result = invoke("check", tmp_path)
    assert result.exit_code == 2
    assert "no file that ends in .xml" in result.stderr


SECRET = "AMY-SMITH-1"


@pytest.mark.parametrize("fault", [OurFault("rule 4180 could not be run"), KeyError(SECRET), RecursionError(SECRET)])
def test_our_own_fault_ends_with_3_and_quotes_nothing(tmp_path, monkeypatch, fault):
    def broken(*_, **__):
        raise fault

    monkeypatch.setattr(paramountcy, "check", broken)
    result = invoke("check", clean(tmp_path), PARAMOUNTCY_DEBUG="0")
    assert result.exit_code == 3
    assert "a fault of Paramountcy" in result.stderr
    assert type(fault).__name__ in result.stderr
    assert "in cli/check.py line" in result.stderr
    assert SECRET not in result.stderr
    assert "Traceback" not in result.stderr


def test_a_developer_can_ask_for_the_traceback(tmp_path, monkeypatch):
    def broken(*_, **__):
        raise KeyError(SECRET)

    monkeypatch.setattr(paramountcy, "check", broken)
    result = invoke("check", clean(tmp_path), PARAMOUNTCY_DEBUG="1")
    assert result.exit_code == 3
    assert "Traceback" in result.stderr


def test_another_engine_finds_the_same(tmp_path):
    for name in ("polars", "duckdb"):
        invoke(
            "check", wrong(tmp_path), "-q", "--rules", "4180,8770Q", "--engine", name, "--out", tmp_path / f"{name}.csv"
        )
    assert (tmp_path / "duckdb.csv").read_bytes() == (tmp_path / "polars.csv").read_bytes()


def test_an_engine_that_is_not_installed_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = invoke("check", wrong(tmp_path), "--engine", "duckdb")
    assert result.exit_code == 2
    assert "pip install 'paramountcy[duckdb]'" in result.stderr


def test_memory_that_runs_out_is_said(tmp_path, monkeypatch):
    def hungry(*_, **__):
        raise MemoryError

    monkeypatch.setattr(paramountcy, "check", hungry)
    result = invoke("check", clean(tmp_path))
    assert result.exit_code == 2
    assert "not enough memory" in result.stderr


def test_each_ending_is_written_and_several_may_be_asked_for(tmp_path):
    wanted = [tmp_path / f"report{ending}" for ending in (".csv", ".json", ".XLSX", ".parquet", ".html")]
    result = invoke("check", wrong(tmp_path), *(part for path in wanted for part in ("--out", path)))
    assert result.exit_code == 1
    for path in wanted:
        assert path.stat().st_size
        assert f"Written: {path}" in result.stdout
    first = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert first == COLUMNS
    assert "4180" in pl.read_parquet(tmp_path / "report.parquet")["rule"].to_list()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes: a new file is its owner's there")
def test_only_its_owner_may_read_a_report(tmp_path):
    invoke("check", wrong(tmp_path), "--out", tmp_path / "report.csv", "--out", tmp_path)
    written = [path for path in tmp_path.iterdir() if path.suffix != ".xml"]
    assert len(written) == 7
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}


def test_quiet_says_nothing(tmp_path):
    result = invoke("check", wrong(tmp_path), "--quiet", "--out", tmp_path / "report.csv")
    assert result.output == ""
    assert (tmp_path / "report.csv").exists()


def test_chosen_rules_only_are_judged(tmp_path):
    path = wrong(tmp_path)
    assert invoke("check", path, "--rules", "8772, 100", "--rules", "8770q").exit_code == 0
    assert invoke("check", path, "--rules", "4180").exit_code == 1


class TestNeverWritesOverWhatItReads:
    @pytest.fixture(autouse=True)
    def _nothing_is_checked(self, monkeypatch):
        def check(*_, **__):
            raise AssertionError("checked before the place was refused")

        monkeypatch.setattr(paramountcy, "check", check)

    def refused(self, *arguments):
        result = invoke("check", *arguments)
        assert result.exit_code == 2
        assert "never written over" in result.stderr

    def test_the_return(self, tmp_path):
        path = clean(tmp_path, "return.json")
        self.refused(path, "--out", path)
        self.refused(path, "--out", tmp_path, "--as", "json")

    def test_the_return_by_another_name(self, tmp_path):
        path, other = clean(tmp_path), tmp_path / "other.csv"
        try:
            other.symlink_to(path)
        except OSError:
            os.link(path, other)
        self.refused(path, "--out", other)

    def test_the_people(self, tmp_path):
        people = tmp_path / "clean.csv"
        people.write_text("LAchildID,team,worker\n", encoding="utf-8")
        self.refused(clean(tmp_path), "--people", people, "--out", tmp_path)

    def test_the_accepted(self, tmp_path):
        accepted = tmp_path / "accepted.csv"
        accepted.write_text("rule,child,reason,by,date\n", encoding="utf-8")
        self.refused(clean(tmp_path), "--accepted", accepted, "--out", accepted)


class TestSeveral:
    def test_each_has_a_report_and_all_have_a_total(self, tmp_path):
        returns, out = tmp_path / "returns", tmp_path / "out"
        for folder in (returns, out):
            folder.mkdir()
        clean(returns, "b.XML")
        wrong(returns, "a.xml")
        (returns / ".hidden.xml").touch()
        (returns / "notes.txt").touch()
        result = invoke("check", returns, "--out", out)
        assert result.exit_code == 1
        assert result.stdout.index("== a.xml ==") < result.stdout.index("== b.XML ==")
        assert "2 returns: 1 without errors, 1 with errors or structure findings." in result.stdout
        named = {path.name for path in out.iterdir() if not path.name.endswith(".json")}
        assert named == {"a.csv", "a.html", "b.csv", "b.html", "total.csv"}
        total = out / "total.csv"
        assert total.read_text(encoding="utf-8-sig").splitlines()[0] == f"file,{COLUMNS}"
        for name, report in (("a.xml", "a.csv"), ("b.XML", "b.csv")):
            mine = [row for row in rows(total) if row.pop("file") == name]
            assert mine == rows(out / report)

    def test_an_unreadable_one_does_not_stop_the_others_nor_looks_clean(self, tmp_path):
        out = tmp_path / "out"
        out.mkdir()
        result = invoke(
            "check", unreadable(tmp_path, "a.xml"), wrong(tmp_path, "b.xml"), tmp_path / "c.xml", "--out", out
        )
        assert result.exit_code == 2
        assert "paramountcy: a.xml: " in result.stderr
        assert "paramountcy: c.xml: There is no such file" in result.stderr
        assert "3 returns: 1 with errors or structure findings, 2 not checked." in result.stdout
        lost = [row for row in rows(out / "total.csv") if row["rule"] == "not-checked"]
        assert [row["file"] for row in lost] == ["a.xml", "c.xml"]
        assert all(row["severity"] == "structure" and row["message"] for row in lost)
        said = json.loads((out / "total.csv-metadata.json").read_text(encoding="utf-8"))
        assert said["dc:title"].startswith("Children's personal data")
        assert ["not_checked" in each for each in said["returns"]] == [True, False, True]

    def test_our_fault_in_one_does_not_stop_the_others(self, tmp_path, monkeypatch):
        check = paramountcy.check

        def sometimes(path, **options):
            if path.name == "a.xml":
                raise KeyError(SECRET)
            return check(path, **options)

        monkeypatch.setattr(paramountcy, "check", sometimes)
        result = invoke("check", clean(tmp_path, "a.xml"), wrong(tmp_path, "b.xml"), "--out", tmp_path)
        assert result.exit_code == 3
        assert {row["file"] for row in rows(tmp_path / "total.csv")} == {"a.xml", "b.xml"}
        assert SECRET not in (tmp_path / "total.csv").read_text(encoding="utf-8")

    def test_the_same_file_is_checked_once(self, tmp_path):
        path = clean(tmp_path)
        (tmp_path / "sub").mkdir()
        result = invoke("check", path, tmp_path, tmp_path / "sub" / ".." / path.name)
        assert result.stdout.count("Found ") == 1

    def test_reports_of_files_of_one_name_do_not_replace_each_other(self, tmp_path):
        files = []
        for folder in ("one", "two"):
            (tmp_path / folder).mkdir()
            files += [clean(tmp_path / folder, "return.xml"), clean(tmp_path / folder, "TOTAL.xml")]
        invoke("check", *files, "--out", tmp_path, "--as", "parquet")
        named = {path.name for path in tmp_path.iterdir() if path.is_file()}
        assert named == {
            "return.parquet",
            "return 2.parquet",
            "TOTAL 2.parquet",
            "TOTAL 3.parquet",
            "total.csv",
            "total.csv-metadata.json",
        }

    def test_a_single_file_is_no_place_for_their_reports(self, tmp_path):
        result = invoke("check", clean(tmp_path, "a.xml"), clean(tmp_path, "b.xml"), "--out", tmp_path / "report.csv")
        assert result.exit_code == 2
        assert "make a folder" in result.stderr

    def test_a_name_that_a_spreadsheet_takes_for_a_formula_is_text(self, tmp_path):
        invoke("check", clean(tmp_path, "=1+1.xml"), "--out", tmp_path)
        assert {row["file"] for row in rows(tmp_path / "total.csv")} == {"'=1+1.xml"}


PEOPLE = "LAchildID,team,worker\nCHILD1,North,Jo\nCHILD9,South,Sam\n"


class TestPeople:
    @pytest.fixture
    def people(self, tmp_path):
        path = tmp_path / "people.csv"
        path.write_text(PEOPLE, encoding="utf-8")
        return path

    def test_each_team_has_a_workbook(self, tmp_path, people):
        out = tmp_path / "findings.xlsx"
        result = invoke("check", wrong(tmp_path), "--people", people, "--split", "team", "--out", out)
        assert result.exit_code == 1
        assert {path.name for path in tmp_path.glob("findings*")} == {
            "findings.xlsx",
            "findings North.xlsx",
            "findings South.xlsx",
            "findings no team given.xlsx",
        }

    def test_each_team_of_each_return_has_one_in_a_folder(self, tmp_path, people):
        out = tmp_path / "out"
        out.mkdir()
        invoke("check", wrong(tmp_path), "--people", people, "--split", "team", "--out", out, "--as", "json")
        assert {path.name for path in out.glob("wrong*")} == {
            "wrong.json",
            "wrong North.xlsx",
            "wrong South.xlsx",
            "wrong no team given.xlsx",
        }

    def test_a_split_needs_a_place_for_workbooks(self, tmp_path, people):
        result = invoke("check", wrong(tmp_path), "--people", people, "--split", "team", "--out", tmp_path / "a.html")
        assert result.exit_code == 2
        assert "ends in .xlsx" in result.stderr

    @pytest.mark.parametrize("text", ["LAchildID,team\nCHILD1,North\n", "", "\ufffe\x00"])
    def test_a_file_without_the_columns_is_refused(self, tmp_path, text):
        path = tmp_path / "people.csv"
        path.write_text(text, encoding="utf-8")
        result = invoke("check", wrong(tmp_path), "--people", path)
        assert result.exit_code == 2
        assert "LAchildID, team, worker" in result.stderr

    def test_a_file_in_another_encoding_is_refused(self, tmp_path):
        path = tmp_path / "people.csv"
        path.write_text(PEOPLE.replace("Jo", "Zoë"), encoding="latin-1")
        result = invoke("check", wrong(tmp_path), "--people", path)
        assert result.exit_code == 2
        assert "UTF-8" in result.stderr


def test_accepted_queries_are_listed_apart(tmp_path):
    accepted = tmp_path / "accepted.csv"
    accepted.write_text("rule,child,reason,by,date\n4180,CHILD9,known,Jo,2026-04-01\n", encoding="utf-8")
    result = invoke("check", wrong(tmp_path), "--accepted", accepted)
    assert result.exit_code == 1, "an error stays, whatever was said of it"


class TestAnonymous:
    def test_neither_names_nor_ids_nor_lines_are_said(self, tmp_path):
        path = wrong(tmp_path, "smiths-of-leeds.xml")
        out = tmp_path / "out"
        out.mkdir()
        result = invoke("check", path, "--anonymous", "--out", out, "--as", "csv", "--as", "json", "--as", "html")
        assert result.exit_code == 1
        said = result.stdout.replace(str(out), "") + "".join(
            each.name + each.read_text(encoding="utf-8") for each in out.iterdir()
        )
        for secret in ("CHILD9", "smiths", "2015-05-01"):
            assert secret not in said
        assert {row["file"] for row in rows(out / "total.csv")} == {"return 1"}
        assert {row["line"] for row in rows(out / "total.csv")} == {""}

    def test_teams_are_left_out_and_that_is_said(self, tmp_path):
        people = tmp_path / "people.csv"
        people.write_text(PEOPLE, encoding="utf-8")
        result = invoke("check", wrong(tmp_path), "--people", people, "--anonymous", "--out", tmp_path / "out.json")
        assert "teams and workers are left out" in result.stderr
        assert "South" not in (tmp_path / "out.json").read_text(encoding="utf-8")
        assert (
            "can't go with --anonymous"
            in invoke("check", people, "--people", people, "--split", "team", "--anonymous").stderr
        )

    def test_a_refusal_does_not_name_the_file(self, tmp_path):
        result = invoke("check", unreadable(tmp_path, "smiths.xml"), "--anonymous")
        assert result.exit_code == 2
        assert "smiths" not in result.output
        assert "return 1" in result.stderr
