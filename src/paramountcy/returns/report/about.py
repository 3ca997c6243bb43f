"""What a file of findings says beside the findings, as plain values for JSON."""

from typing import Any

import polars as pl

from paramountcy.returns.report import counts, people, words
from paramountcy.returns.report.shape import Report
from paramountcy.returns.report.visible import visible

KEYS = {
    "heading": "What the file holds: the first thing to know before sharing it.",
    "advice": "What follows from the heading, in a sentence or two.",
    "verdict": "What was found, in a sentence; of a clean return, by how many rules nothing was found.",
    "remarks": "What to know before trusting the counts, a sentence each.",
    "head": "title, team, file, size (bytes), sha256, year, to, authority, version, checked_at, rule_set, rule_source, "
    "anonymous. Dates as 2026-03-31; null where there is none.",
    "children": "How many children the return has.",
    "counts": "By severity (structure, error, query): rules, findings, rows, children, unconfirmed. Accepted ones are "
    "not counted.",
    "rules": "A row for each rule in force and each structure finding met: rule, severity, outcome (broken, kept or "
    "not run), findings, children, message, requirement, note, confirmed.",
    "not_run": "The rules that did not run; `note` of the rule says why.",
    "not_confirmed": "The rules that come from a draft: their findings are not confirmed against the published list.",
    "teams": "Where people were given: team, worker, children, structure, error, query.",
    "accepted": "Findings accepted earlier, a row for each row of the return, with reason, by and date.",
    "findings": "A row for each row of the return at fault: finding, rule, severity, child, table, row, line, fields, "
    "values, message, and where people were given team and worker.",
}


def about(report: Report) -> dict[str, Any]:
    """The keys of `KEYS`, but for `findings`; `teams` only where people were given."""
    said: dict[str, Any] = {
        "heading": words.heading(report),
        "advice": words.advice(report),
        "verdict": words.verdict(report),
        "remarks": words.remarks(report),
        "head": _head(report),
        "children": report.children,
        "counts": {
            count.severity: {
                "rules": count.rules,
                "findings": count.findings,
                "rows": count.rows,
                "children": count.children,
                "unconfirmed": count.unconfirmed,
            }
            for count in counts.by_severity(report)
        },
        "rules": report.rules.to_dicts(),
        "not_run": report.not_run["rule"].to_list(),
        "not_confirmed": counts.unconfirmed(report)["rule"].to_list(),
        "accepted": report.accepted.to_dicts(),
    }
    if report.people is not None:
        said["teams"] = people.by_worker(report).to_dicts()
    return said


def _head(report: Report) -> dict[str, Any]:
    head = report.head
    texts = ("title", "team", "file", "sha256", "authority", "version", "rule_set", "rule_source")
    said = {name: visible(getattr(head, name)) or None for name in texts}
    return said | {
        "size": head.size or None,
        "year": str(head.year) if head.year else None,
        "to": head.to.isoformat() if head.to else None,
        "checked_at": head.checked_at.isoformat(timespec="seconds"),
        "anonymous": head.anonymous,
    }


def findings(report: Report) -> pl.DataFrame:
    """The findings, with their team and worker where people were given."""
    return report.findings if report.people is None else people.with_people(report.findings, report)
