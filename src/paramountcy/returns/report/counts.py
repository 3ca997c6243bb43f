"""
The counts of a report. Every way of writing it takes them from here, so they all say the same.

A *finding* is one instance of a rule broken; it has a row for each row of the return at fault.
"""

from dataclasses import dataclass

import polars as pl

from paramountcy.returns.report.shape import SEVERITIES, Report


@dataclass(frozen=True)
class Count:
    """How much of one severity was found. Accepted findings are not in it."""

    severity: str
    rules: int
    findings: int
    rows: int
    children: int
    unconfirmed: int
    """How many of `findings` come from rules that are not confirmed."""


def by_severity(report: Report) -> tuple[Count, ...]:
    """A count for each severity, the worst first, those with nothing found too."""
    drafts = report.rules.filter(~pl.col("confirmed"))["rule"]
    counts = []
    for severity in SEVERITIES:
        rows = report.findings.filter(pl.col("severity") == severity)
        counts.append(
            Count(
                severity=severity,
                rules=rows["rule"].n_unique(),
                findings=rows["finding"].n_unique(),
                rows=rows.height,
                children=rows["child"].drop_nulls().n_unique(),
                unconfirmed=rows.filter(pl.col("rule").is_in(drafts.implode()))["finding"].n_unique(),
            )
        )
    return tuple(counts)


def findings(report: Report) -> int:
    return report.findings["finding"].n_unique()


def accepted(report: Report) -> int:
    return report.accepted["finding"].n_unique()


def children(report: Report) -> int:
    """How many children have a finding."""
    return report.findings["child"].drop_nulls().n_unique()


def broken(report: Report, *, confirmed: bool) -> pl.DataFrame:
    """The rules (RULES) that found something: structure, then errors, then queries, the most findings first."""
    return (
        report.rules.filter(pl.col("findings") > 0, pl.col("confirmed") == confirmed)
        .sort(pl.col("severity").cast(pl.Enum(SEVERITIES)), pl.col("findings"), descending=[False, True])
        .select(report.rules.columns)
    )


def judged(report: Report) -> pl.DataFrame:
    """The rules (RULES) that were run, in the order of the report; structure findings are no rules."""
    return report.rules.filter(pl.col("severity") != "structure", pl.col("outcome") != "not run")


def kept(report: Report) -> pl.DataFrame:
    """The rules (RULES) that were run and found nothing, or nothing that was not accepted."""
    return judged(report).filter(pl.col("findings") == 0)


def partly(report: Report) -> pl.DataFrame:
    """The rules (RULES) that were run, but could not judge every row; their note says so."""
    return judged(report).filter(pl.col("note") != "")


def unconfirmed(report: Report) -> pl.DataFrame:
    """The rules (RULES) that come from an unmerged draft, not from the published list."""
    return report.rules.filter(~pl.col("confirmed"))
