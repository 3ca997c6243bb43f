"""Checking a return, as its callers see it."""

from datetime import date

import pytest

import paramountcy
from paramountcy.returns.check import NotChecked
from tests.returns.small import EPISODE, HEADER, child, write


def codes(report) -> set[str]:
    return set(report.findings["rule"])


def test_a_return_without_faults_has_only_what_is_asked_of_its_size(tmp_path):
    report = paramountcy.check(write(tmp_path, child(1), child(2)))
    assert codes(report) == {"2887Q", "2888Q"}
    assert report.exit_code == 0
    assert report.children == 2
    assert report.head.year is not None
    assert str(report.head.year) == "2025-26"
    assert report.head.authority == "206 Islington"
    assert "109 rules" in report.head.rule_set


def test_a_finding_says_where_and_what(tmp_path):
    late = EPISODE.replace("2025-06-02", "2026-04-01")
    report = paramountcy.check(write(tmp_path, child(1), child(2, episodes=late)), rules=["8600"])
    assert report.findings.drop("message").rows() == [
        (1, "8600", "error", "CHILD2", "CINdetails", 2, 16, ["CINreferralDate"], ["2026-04-01"])
    ]
    assert report.exit_code == 1


def test_rows_of_one_finding_share_its_number(tmp_path):
    two = child(1, episodes=EPISODE + EPISODE)
    report = paramountcy.check(write(tmp_path, two), rules=["8820"])
    assert report.findings["finding"].to_list() == [1, 1]
    assert report.findings["row"].to_list() == [1, 2]


def test_unreadable_is_neither_missing_nor_present(tmp_path):
    """One cell of 30 February: a structure finding, and no rule that reads it fires on its row."""
    episode = EPISODE.replace("2025-06-02", "2025-02-30")
    report = paramountcy.check(write(tmp_path, child(1, episodes=episode), child(2)))
    assert codes(report) == {"not-a-date", "2887Q", "2888Q"}
    fault = report.findings.row(0, named=True)
    assert (fault["rule"], fault["line"], fault["values"]) == ("not-a-date", 10, ["2025-02-30"])
    notes = dict(report.rules.select("rule", "note").iter_rows())
    assert notes["8600"] == "not judged on 1 of 2 rows of CINdetails: unreadable"


def test_a_rule_that_could_read_no_row_is_not_run(tmp_path):
    episode = EPISODE.replace("2025-06-02", "02/06/2025")
    report = paramountcy.check(write(tmp_path, child(1, episodes=episode)))
    outcome = dict(report.rules.select("rule", "outcome").iter_rows())
    assert outcome["8600"] == "not run"
    assert outcome["8568"] == "kept"
    assert "day-first-date" in codes(report)


def test_a_missing_table_is_not_run_never_no_faults(tmp_path):
    report = paramountcy.check(write(tmp_path, child(1), header=""), year="2025-26")
    why = dict(report.not_run.select("rule", "note").iter_rows())
    assert why == {"100": "the file has no Header that could be read"}
    assert "missing-element" in codes(report)


def test_a_file_without_children_is_not_judged(tmp_path):
    report = paramountcy.check(write(tmp_path))
    assert set(report.rules.filter(outcome="kept")["rule"]) == {"100"}
    assert set(report.not_run["note"]) == {"the file has no child that could be read"}


def test_a_file_cut_off_half_way_is_judged_as_far_as_it_goes(tmp_path):
    late = EPISODE.replace("2025-06-02", "2026-04-01")
    path = write(tmp_path, child(1, episodes=late), child(2, episodes=late), child(3))
    text = path.read_text()
    path.write_text(text[: text.index("CHILD2") + 100])
    report = paramountcy.check(path)
    assert "cut-off" in codes(report)
    assert report.findings.filter(rule="8600")["child"].to_list() == ["CHILD1"]
    assert "8590" not in codes(report)
    assert set(report.not_run["rule"]) == {"2883", "2886Q", "2887Q", "2888Q"}


def test_the_year_is_the_one_asked_for_else_the_headers_else_that_of_its_date(tmp_path):
    assert paramountcy.check(write(tmp_path, child()), year="2024-25").head.year.ends_in == 2025
    no_year = HEADER.replace("<Year>2026</Year>", "")
    assert paramountcy.check(write(tmp_path, child(), header=no_year)).head.year.ends_in == 2026
    neither = no_year.replace("<ReferenceDate>2026-03-31</ReferenceDate>", "")
    with pytest.raises(NotChecked, match="give it with --year"):
        paramountcy.check(write(tmp_path, child(), header=neither))


def test_a_year_without_rules_can_be_checked_for_structure(tmp_path):
    path = write(tmp_path, child(), header=HEADER.replace("2026", "2019"))
    with pytest.raises(NotChecked, match="no rules for 2018-19 here, only for 2022-23 to 2026-27"):
        paramountcy.check(path)
    report = paramountcy.check(path, structure_only=True)
    assert codes(report) == {"not-asked-this-year"}
    assert report.head.rule_set == "structure only, no rules"


def test_a_rule_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(NotChecked, match="2025-26 has no rule 9999"):
        paramountcy.check(write(tmp_path, child()), rules=["9999", "8600"])


def test_part_of_a_year_leaves_out_what_is_not_due(tmp_path):
    later = EPISODE.replace("2025-06-02", "2025-11-03")
    path = write(tmp_path, child(1, episodes=later))
    report = paramountcy.check(path, to=date(2025, 10, 31))
    assert codes(report) == {"8600"}
    assert {"100", "2887Q", "2888Q"} <= set(report.not_run["rule"])
    with pytest.raises(NotChecked, match="is not a day of 2025-26"):
        paramountcy.check(path, to=date(2026, 4, 1))


def test_explained_queries_are_listed_apart_and_errors_stay(tmp_path):
    late = EPISODE.replace("2025-06-02", "2026-04-01")
    path = write(tmp_path, child(1, identifiers="<LAchildID>CHILD1</LAchildID><Sex>F</Sex>"), child(2, episodes=late))
    accepted = tmp_path / "accepted.csv"
    accepted.write_text(
        "rule,child,reason,by,date\n8525Q,CHILD1,found in the street,A. Manager,2026-05-01\n"
        "8600,CHILD2,we like it so,A. Manager,2026-05-01\n8525Q,CHILD9,gone,A. Manager,2026-05-01\n"
    )
    report = paramountcy.check(path, accepted=accepted)
    assert "8525Q" not in codes(report)
    assert report.accepted.select("rule", "child", "reason", "by", "date").rows() == [
        ("8525Q", "CHILD1", "found in the street", "A. Manager", "2026-05-01")
    ]
    assert "8600" in codes(report)
    assert [remark[:15] for remark in report.remarks] == ["1 accepted line", "1 accepted line"]


def test_a_file_of_people_without_its_columns_is_refused(tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("id,team\n1,North\n")
    with pytest.raises(NotChecked, match=r"people\.csv has no column LAchildID, worker"):
        paramountcy.check(write(tmp_path, child()), people=people)


PLAN = """<ChildProtectionPlans><CPPstartDate>2025-07-01</CPPstartDate>
<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>
<NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews>{}</Reviews></ChildProtectionPlans></CINdetails>"""


@pytest.mark.parametrize(
    ("inside", "fires"),
    [
        ("", True),
        ("<CPPreviewDate>soon</CPPreviewDate>", True),
        ("<CPPreviewDate>2025-09-01</CPPreviewDate>", False),
    ],
)
def test_reviews_without_a_date_that_can_be_read_are_asked_about(tmp_path, inside, fires):
    path = write(tmp_path, child(1, episodes=EPISODE.replace("</CINdetails>", PLAN.format(inside))))
    assert ("8842Q" in codes(paramountcy.check(path, rules=["8842Q"]))) == fires
