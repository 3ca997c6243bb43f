"""`paramountcy compare`: what went, came, changed or stayed, and that nothing is called mended that was not judged."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest

import paramountcy
from paramountcy.imagine import cin_return
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.compare import (
    CHANGED,
    GONE,
    LISTING,
    NEW,
    NEWLY_JUDGED,
    NOT_JUDGED,
    SAME,
    STILL,
    Comparison,
    compare,
)
from paramountcy.returns.compare_as import SHOWN
from paramountcy.returns.report.shape import Report
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year
from tests.cli.running import SEXLESS, clean, invoke, unreadable, wrong
from tests.returns import small
from tests.returns.report.browser import chromium, complaints

YEAR = Year.of("2025-26")


def episode(*inside: str, referred: str = "2025-06-02", source: str = "1A") -> str:
    return (
        f"<CINdetails><CINreferralDate>{referred}</CINreferralDate><ReferralSource>{source}</ReferralSource>"
        f"<PrimaryNeedCode>N1</PrimaryNeedCode>{''.join(inside)}<ReferralNFA>0</ReferralNFA></CINdetails>"
    )


def assessment(start: str, end: str, *factors: str) -> str:
    listed = "".join(f"<AssessmentFactors>{factor}</AssessmentFactors>" for factor in factors)
    return (
        f"<Assessments><AssessmentActualStartDate>{start}</AssessmentActualStartDate>"
        f"<AssessmentAuthorisationDate>{end}</AssessmentAuthorisationDate>"
        f"<FactorsIdentifiedAtAssessment>{listed}</FactorsIdentifiedAtAssessment></Assessments>"
    )


def compared(
    folder: Path, old: list[str], new: list[str], *, rule: str = "4180", without_names: bool = False
) -> Comparison:
    """Two returns of these children compared, by one rule only, which is quick."""
    drafts = (("old.xml", old), ("new.xml", new))
    files = [small.write(folder, *children, name=name) for name, children in drafts]
    before, after = (paramountcy.check(file, rules=[rule]) for file in files)
    return compare(before, after, CIN, without_names=without_names)


def rows(comparison: Comparison, change: str) -> list[tuple]:
    found = comparison.listing.filter(what="row", change=change)
    return list(found.select("child", "table", "fields", "old", "new").iter_rows())


def test_a_return_is_the_same_as_itself(tmp_path):
    children = [
        small.child(1),
        small.child(9, identifiers=SEXLESS),
        small.child(3, episodes=episode(assessment("2025-06-03", "2025-06-30", "1A", "2B"))),
    ]
    found = compared(tmp_path, children, children)
    assert found.children == {GONE: 0, NEW: 0, CHANGED: 0, SAME: 3}
    assert found.rows.is_empty()
    assert set(found.listing["what"]) == {"finding"}
    assert set(found.listing["change"]) == {STILL}
    assert dict(found.listing.schema) == LISTING


def test_children_gone_and_new_are_listed_wherever_they_stand(tmp_path):
    found = compared(
        tmp_path, [small.child(1), small.child(2), small.child(3)], [small.child(4), small.child(3), small.child(1)]
    )
    assert found.children == {GONE: 1, NEW: 1, CHANGED: 0, SAME: 2}
    children = found.listing.filter(what="child").select("change", "child", "old_row", "new_row")
    assert list(children.iter_rows()) == [(GONE, "CHILD2", 2, None), (NEW, "CHILD4", None, 1)]


def test_a_changed_value_is_shown_with_both(tmp_path):
    born = small.child(1).replace("2015-05-01", "2015-05-02")
    found = compared(tmp_path, [small.child(1), small.child(2)], [born, small.child(2)])
    assert found.children[CHANGED] == 1
    assert rows(found, CHANGED) == [("CHILD1", "ChildIdentifiers", ["PersonBirthDate"], ["2015-05-01"], ["2015-05-02"])]


def test_a_value_that_goes_missing_is_a_change(tmp_path):
    found = compared(tmp_path, [small.child(1)], [small.child(1).replace("<Sex>F</Sex>", "")])
    assert rows(found, CHANGED) == [("CHILD1", "ChildIdentifiers", ["Sex"], ["F"], [None])]


def test_rows_that_begin_alike_are_one_row_that_changed(tmp_path):
    early, late = assessment("2025-06-03", "2025-06-30", "1A"), assessment("2025-08-01", "2025-08-20", "1A")
    mended = late.replace("2025-08-20", "2025-08-21")
    found = compared(
        tmp_path, [small.child(1, episodes=episode(early, late))], [small.child(1, episodes=episode(mended, early))]
    )
    assert rows(found, CHANGED) == [
        ("CHILD1", "Assessments", ["AssessmentAuthorisationDate"], ["2025-08-20"], ["2025-08-21"])
    ]
    assert rows(found, GONE) == rows(found, NEW) == []


def test_a_row_stays_with_the_episode_that_changed(tmp_path):
    inside = assessment("2025-06-03", "2025-06-30", "1A", "2B")
    before, after = episode(inside), episode(inside, referred="2025-06-01")
    found = compared(tmp_path, [small.child(1, episodes=before)], [small.child(1, episodes=after)])
    assert [row[1:3] for row in rows(found, CHANGED)] == [("CINdetails", ["CINreferralDate"])]
    assert rows(found, GONE) == rows(found, NEW) == []


def test_a_row_that_moved_to_another_episode_went_and_came(tmp_path):
    inside = assessment("2025-06-03", "2025-06-30", "1A")
    later = "2025-09-01"
    found = compared(
        tmp_path,
        [small.child(1, episodes=episode(inside) + episode(referred=later))],
        [small.child(1, episodes=episode() + episode(inside, referred=later))],
    )
    assert (
        {row[1] for row in rows(found, GONE)}
        == {row[1] for row in rows(found, NEW)}
        == {"Assessments", "FactorsIdentifiedAtAssessment"}
    )
    assert rows(found, CHANGED) == []


def test_equal_rows_are_counted(tmp_path):
    one = assessment("2025-06-03", "2025-06-30", "1A")
    found = compared(tmp_path, [small.child(1, episodes=episode(one))], [small.child(1, episodes=episode(one, one))])
    assert [row[1] for row in rows(found, NEW)] == ["Assessments", "FactorsIdentifiedAtAssessment"]
    assert rows(found, GONE) == rows(found, CHANGED) == []


def test_a_value_of_a_list_goes_and_comes(tmp_path):
    before, after = (
        episode(assessment("2025-06-03", "2025-06-30", *factors)) for factors in (["1A", "2B"], ["2B", "3C"])
    )
    found = compared(tmp_path, [small.child(1, episodes=before)], [small.child(1, episodes=after)])
    assert [row[3] for row in rows(found, GONE)] == [["1A"]]
    assert [row[4] for row in rows(found, NEW)] == [["3C"]]


def test_everything_under_an_episode_goes_with_it(tmp_path):
    second = episode(assessment("2025-09-03", "2025-09-30", "1A"), referred="2025-09-01")
    found = compared(tmp_path, [small.child(1, episodes=small.EPISODE + second)], [small.child(1)])
    assert [row[1] for row in rows(found, GONE)] == ["CINdetails", "Assessments", "FactorsIdentifiedAtAssessment"]


def finding_counts(comparison: Comparison, rule: str) -> dict[str, int]:
    [row] = comparison.findings.filter(rule=rule).to_dicts()
    return {change: row[change] for change in (GONE, NEW, STILL, NOT_JUDGED, NEWLY_JUDGED) if row[change]}


def test_findings_are_matched_by_what_they_point_at_not_by_their_rows(tmp_path):
    at_fault = [small.child(n, identifiers=SEXLESS.replace("CHILD9", f"CHILD{n}")) for n in (1, 2, 3)]
    found = compared(tmp_path, at_fault[:2], [small.child(7), at_fault[2], at_fault[1]])
    assert finding_counts(found, "4180") == {GONE: 1, NEW: 1, STILL: 1}
    still = found.listing.filter(rule="4180", change=STILL).select("child", "old_row", "new_row")
    assert list(still.iter_rows()) == [("CHILD2", 2, 3)]


def test_equal_findings_are_counted(tmp_path):
    twice = small.child(9, identifiers=SEXLESS)
    found = compared(tmp_path, [twice] * 2, [twice] * 3)
    assert finding_counts(found, "4180") == {STILL: 2, NEW: 1}
    assert len(found.listing.filter(rule="4180")) == 3


def test_a_finding_is_matched_by_all_its_rows_in_whatever_order(tmp_path):
    """8863Q points at two assessments that overlap."""
    first, second = assessment("2025-06-03", "2025-06-30", "1A"), assessment("2025-06-10", "2025-07-10", "1A")
    before = [small.child(1, episodes=episode(first, second))]
    swapped = compared(tmp_path, before, [small.child(1, episodes=episode(second, first))], rule="8863Q")
    assert finding_counts(swapped, "8863Q") == {STILL: 1}
    beside = swapped.listing.filter(rule="8863Q").select("old_row", "new_row", "old", "new").rows()
    assert sorted(beside) == [(1, 2, *[["2025-06-03", "2025-06-30"]] * 2), (2, 1, *[["2025-06-10", "2025-07-10"]] * 2)]
    for changed in (
        (first.replace("2025-06-30", "2025-06-29"), second),
        (first, second.replace("2025-07-10", "2025-07-11")),
    ):
        found = compared(tmp_path, before, [small.child(1, episodes=episode(*changed))], rule="8863Q")
        assert finding_counts(found, "8863Q") == {GONE: 1, NEW: 1}


def test_a_finding_with_other_values_is_another(tmp_path):
    before, after = (small.child(1).replace("2015-05-01", born) for born in ("01/02/2015", "01/03/2015"))
    assert finding_counts(compared(tmp_path, [before], [after]), "day-first-date") == {GONE: 1, NEW: 1}


def test_what_was_not_judged_is_not_called_gone_or_new(tmp_path):
    cut = small.write(tmp_path, small.child(9, identifiers=SEXLESS), name="new.xml")
    old = paramountcy.check(cut)
    new = paramountcy.check(cut, rules=["100"])
    assert finding_counts(compare(old, new, CIN), "4180") == {NOT_JUDGED: 1}
    assert finding_counts(compare(new, old, CIN), "4180") == {NEWLY_JUDGED: 1}


def test_children_that_can_not_be_matched_are_counted(tmp_path):
    nobody = small.child(5, identifiers="<Sex>F</Sex>")
    found = compared(tmp_path, [small.child(1), nobody], [small.child(1), small.child(1), nobody])
    assert found.children == {GONE: 0, NEW: 0, CHANGED: 1, SAME: 0}
    said = " ".join(found.remarks)
    assert "1 child of the old return without LAchildID" in said
    assert "1 child of the new return had the LAchildID of another" in said


def test_returns_of_two_years_say_so(tmp_path):
    earlier = small.write(tmp_path, small.child(1), header=small.HEADER.replace("2026", "2025"), name="earlier.xml")
    found = compare(paramountcy.check(earlier), paramountcy.check(clean(tmp_path)), CIN)
    assert "the rules of 2024-25, the new one by those of 2025-26" in " ".join(found.remarks)


@pytest.fixture(scope="module")
def drafts(tmp_path_factory) -> tuple[Path, Path]:
    """Two drafts of an imagined return: some children left out, some new, some values changed."""
    folder = tmp_path_factory.mktemp("drafts")
    tables, _ = cin_return(children=300, year=YEAR, seed=5, faults=0.3, fault="8772")
    write(tables, CIN, folder / "old.xml", year=YEAR)
    left_out = pl.col("Child") % 10 != 0
    kept = {name: frame.filter(left_out) if "Child" in frame.columns else frame for name, frame in tables.items()}
    other = pl.col("Child") % 10 == 1
    kept["ChildIdentifiers"] = kept["ChildIdentifiers"].with_columns(
        pl.when(other).then(pl.concat_str(pl.lit("New"), "LAchildID")).otherwise("LAchildID").alias("LAchildID")
    )
    kept["ChildCharacteristics"] = kept["ChildCharacteristics"].with_columns(
        pl.when(pl.col("Child") % 10 == 2).then(pl.lit("NOBT")).otherwise("Ethnicity").alias("Ethnicity")
    )
    write(kept, CIN, folder / "new.xml", year=YEAR)
    return folder / "old.xml", folder / "new.xml"


@pytest.fixture(scope="module")
def checked(drafts) -> tuple[Report, Report]:
    old, new = (paramountcy.check(path) for path in drafts)
    return old, new


def test_known_edits_of_an_imagined_return_are_found_and_nothing_else(checked):
    old, new = checked
    found = compare(old, new, CIN)
    changed = old.tables["ChildCharacteristics"].filter(pl.col("Child") % 10 == 2, pl.col("Ethnicity") != "NOBT")
    assert found.children == {GONE: 60, NEW: 30, CHANGED: len(changed), SAME: 240 - len(changed)}
    assert found.rows.to_dicts() == [{"table": "ChildCharacteristics", GONE: 0, NEW: 0, CHANGED: len(changed)}]


def test_the_other_way_round_gone_is_new(checked):
    old, new = checked
    one, other = compare(old, new, CIN), compare(new, old, CIN)
    swapped = {GONE: NEW, NEW: GONE, NOT_JUDGED: NEWLY_JUDGED, NEWLY_JUDGED: NOT_JUDGED}
    assert other.children == {swapped.get(change, change): count for change, count in one.children.items()}
    there = one.listing.select("what", pl.col("change").replace(swapped), "child", "table", "rule", row="new_row")
    back = other.listing.select("what", "change", "child", "table", "rule", row="old_row")
    assert sorted(map(str, there.iter_rows())) == sorted(map(str, back.iter_rows()))


def test_every_finding_of_either_is_counted_once(checked):
    old, new = checked
    counts = compare(old, new, CIN).findings
    total = {change: counts[change].sum() for change in (GONE, NEW, STILL, NOT_JUDGED, NEWLY_JUDGED)}
    assert total[GONE] + total[STILL] + total[NOT_JUDGED] == old.findings["finding"].n_unique()
    assert total[NEW] + total[STILL] + total[NEWLY_JUDGED] == new.findings["finding"].n_unique()


class TestAnonymous:
    def test_a_child_has_one_number_in_both(self, tmp_path):
        old = [small.child(1), small.child(9, identifiers=SEXLESS)]
        new = [small.child(9, identifiers=SEXLESS.replace("2015-05-01", "2015-07-09")), small.child(5)]
        found = compared(tmp_path, old, new, without_names=True)
        assert rows(found, CHANGED) == [("2", "ChildIdentifiers", ["PersonBirthDate"], ["2015"], ["2015"])]
        assert set(found.listing["child"].drop_nulls()) == {"1", "2", "3"}
        assert finding_counts(found, "4180") == {STILL: 1}

    def test_nothing_written_or_said_names_a_child_a_day_of_birth_or_a_file(self, tmp_path):
        old, new = clean(tmp_path, "smith-old.xml"), wrong(tmp_path, "smith-new.xml")
        out = [tmp_path / f"out{ending}" for ending in (".csv", ".json", ".html")]
        result = invoke("compare", old, new, "--anonymous", *(part for path in out for part in ("--out", path)))
        assert result.exit_code == 0
        said = result.stdout.replace(str(tmp_path), "") + "".join(
            path.read_text(encoding="utf-8") for path in tmp_path.glob("out*")
        )
        for secret in ("CHILD1", "CHILD9", "2015-05-01", "smith"):
            assert secret not in said
        assert "Anonymous report" in said
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file))
        assert {line["old_line"] + line["new_line"] for line in lines} == {""}


class TestCommand:
    def test_it_says_what_changed_and_ends_with_0(self, tmp_path):
        result = invoke("compare", clean(tmp_path), wrong(tmp_path))
        assert result.exit_code == 0
        assert result.stdout.startswith(
            "Children's personal data\nwrong.xml (2025-26) compared with clean.xml (2025-26)"
        )
        assert "Children: 1 gone, 1 new, 0 changed and 1 the same." in result.stdout
        assert "  4180, child CHILD9, ChildIdentifiers, line" in result.stdout

    def test_csv_has_every_line_and_is_described(self, tmp_path, drafts, checked):
        result = invoke("compare", *drafts, "--out", tmp_path / "out.csv")
        assert "more: --out changes.csv lists them all" in result.stdout
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.DictReader(file))
        assert len(lines) == len(compare(*checked, CIN).listing)
        assert list(lines[0]) == list(LISTING)
        changed = next(line for line in lines if line["what"] == "row")
        assert json.loads(changed["fields"]) == ["Ethnicity"]
        assert json.loads(changed["new"]) == ["NOBT"]
        said = json.loads((tmp_path / "out.csv-metadata.json").read_text(encoding="utf-8"))
        assert said["heading"] == "Children's personal data"

    def test_json_holds_all_of_it(self, tmp_path, drafts):
        invoke("compare", *drafts, "--out", tmp_path / "out.json")
        said = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
        assert said["children"][GONE] == 60
        assert said["old"]["file"] == "old.xml"
        assert {line["what"] for line in said["listing"]} == {"child", "row", "finding"}

    def test_the_page_counts_what_it_leaves_out(self, tmp_path, drafts, monkeypatch):
        monkeypatch.setattr("paramountcy.returns.compare_as.SHOWN", 7)
        invoke("compare", *drafts, "--out", tmp_path / "out.html")
        page = (tmp_path / "out.html").read_text(encoding="utf-8")
        assert "53 more are not on this page" in page
        assert SHOWN == 500

    def test_hostile_text_is_text(self, tmp_path):
        hostile = small.child(1).replace("CHILD1", "&lt;script&gt;x&#8238;y&lt;/script&gt;")
        new = small.write(tmp_path, hostile, name="new.xml")
        result = invoke("compare", clean(tmp_path), new, "--out", tmp_path / "out.html")
        page = (tmp_path / "out.html").read_text(encoding="utf-8")
        assert "<script>" not in page
        assert "&lt;script&gt;x⟨U+202E⟩y" in page
        assert "\u202e" not in result.stdout

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["clean.xml", "absent.xml"], "absent.xml: There is no such file"),
            (["unreadable.xml", "clean.xml"], "unreadable.xml: "),
            (["clean.xml"], "Missing argument 'NEW'"),
            (["clean.xml", "clean.xml", "--year", "2013-14"], "no rules for 2013-14"),
            (["clean.xml", "clean.xml", "--out", "out.xlsx"], ".csv, .json, .html"),
            (["clean.xml", "clean.xml", "--out", "nowhere/out.csv"], "there is no folder"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, tmp_path, monkeypatch, arguments, said):
        monkeypatch.chdir(tmp_path)
        clean(tmp_path)
        unreadable(tmp_path)
        result = invoke("compare", *arguments)
        assert result.exit_code == 2
        assert said in result.stderr

    def test_an_anonymous_refusal_names_no_file(self, tmp_path):
        result = invoke("compare", clean(tmp_path), unreadable(tmp_path, "smith.xml"), "--anonymous")
        assert result.exit_code == 2
        assert "the new return: " in result.stderr
        assert "smith" not in result.output

    def test_neither_return_is_written_over(self, tmp_path):
        path = clean(tmp_path, "return.json")
        assert "never written over" in invoke("compare", clean(tmp_path), path, "--out", path).stderr


def test_the_page_is_for_everyone(tmp_path, drafts):
    path = tmp_path / "out.html"
    invoke("compare", *drafts, "--out", path)
    with chromium() as browser:
        page = browser.new_page()
        heard: list[str] = []
        page.on("console", lambda message: heard.append(message.text))
        page.goto(path.as_uri())
        assert complaints(page) == []
        assert page.locator("h1").inner_text() == "new.xml (2025-26) compared with old.xml (2025-26)"
        assert heard == []
