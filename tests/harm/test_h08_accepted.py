"""H8: an explained query must not disappear from sight, and an error can't be explained away."""

import json

import paramountcy
from paramountcy.returns.report.write import write as write_report
from tests.returns.small import EPISODE, child, write


def test_accepted_queries_are_in_every_full_report(tmp_path):
    path = write(tmp_path, child(1, identifiers="<LAchildID>CHILD1</LAchildID><Sex>F</Sex>"))
    accepted = tmp_path / "accepted.csv"
    accepted.write_text("rule,child,reason,by,date\n8525Q,CHILD1,born abroad,A. Manager,2026-05-01\n")
    report = paramountcy.check(path, accepted=accepted)
    write_report(report, tmp_path / "report.html")
    write_report(report, tmp_path / "report.json")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "born abroad" in page
    assert "A. Manager" in page
    assert [
        entry["reason"] for entry in json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["accepted"]
    ] == ["born abroad"]


def test_an_error_that_was_accepted_stays_and_the_report_says_so(tmp_path):
    late = EPISODE.replace("2025-06-02", "2026-04-01")
    path = write(tmp_path, child(1, episodes=late))
    accepted = tmp_path / "accepted.csv"
    accepted.write_text("rule,child,reason,by,date\n8600,CHILD1,we like it so,A. Manager,2026-05-01\n")
    report = paramountcy.check(path, accepted=accepted)
    assert "8600" in set(report.findings["rule"])
    assert report.accepted.is_empty()
    assert [remark for remark in report.remarks if "name an error" in remark and "mend it instead" in remark]
