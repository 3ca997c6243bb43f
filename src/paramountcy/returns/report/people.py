"""Who works with the children of a report: findings by team and worker, and a report for each team."""

import re
from dataclasses import replace
from itertools import count

import polars as pl

from paramountcy.returns.report.shape import NO_TEAM, SEVERITIES, Report

NO_WORKER = "no worker given"


def known(report: Report) -> pl.DataFrame:
    """LAchildID, team, worker: a row for each of a child's teams and workers, none of them missing."""
    if report.people is None:
        raise ValueError("This report has no teams: check the file again with --people people.csv.")
    team = pl.col("team").replace("", None).fill_null(NO_TEAM)
    worker = pl.col("worker").replace("", None).fill_null(NO_WORKER)
    return report.people.select("LAchildID", team, worker).unique(maintain_order=True)


def with_people(rows: pl.DataFrame, report: Report) -> pl.DataFrame:
    """Rows of findings with the columns team and worker; where a child has several they stand in one cell."""
    people = known(report)
    several = pl.all().unique(maintain_order=True).str.join("; ")
    one_row = people.group_by("LAchildID", maintain_order=True).agg(several)
    return rows.join(one_row, left_on="child", right_on="LAchildID", how="left", maintain_order="left")


def by_team(report: Report) -> pl.DataFrame:
    """team, children, structure, error, query: how many children with a finding, and findings of each severity."""
    return _counts(report, ["team"])


def by_worker(report: Report) -> pl.DataFrame:
    """As `by_team`, with a row for each worker of a team."""
    return _counts(report, ["team", "worker"])


def _counts(report: Report, keys: list[str]) -> pl.DataFrame:
    filled = [pl.col("team").fill_null(NO_TEAM), pl.col("worker").fill_null(NO_WORKER)]
    rows = report.findings.join(known(report), left_on="child", right_on="LAchildID", how="left").with_columns(filled)
    of_severity = [
        pl.col("finding").filter(pl.col("severity") == severity).n_unique().alias(severity) for severity in SEVERITIES
    ]
    children = pl.col("child").drop_nulls().n_unique().alias("children")
    return rows.group_by(keys).agg(children, *of_severity).sort(pl.col("team") == NO_TEAM, *keys)


def split_by_team(report: Report) -> dict[str, Report]:
    """
    A report for each team that has a child in the return, and one for what has no team.

    What is about the whole return, and children whom the people file does not name, go to "no team
    given". A child of two teams is in both. Nothing in a team's report is about another team's children.
    Raises ValueError where no people were given.
    """
    people = known(report)
    members = {team: rows for (team,), rows in people.group_by("team", maintain_order=True)}
    named = people.filter(pl.col("team") != NO_TEAM)["LAchildID"].unique()
    teams = {
        team: _part(report, team, rows, pl.col("child").is_in(rows["LAchildID"].unique().implode()))
        for team, rows in sorted(members.items())
        if team != NO_TEAM
    }
    here = {team: part for team, part in teams.items() if part.children or part.findings.height or part.accepted.height}
    nobody = people.filter(pl.col("team") == NO_TEAM)
    rest = pl.col("child").is_null() | ~pl.col("child").is_in(named.implode())
    return here | {NO_TEAM: _part(report, NO_TEAM, nobody, rest)}


def _part(report: Report, team: str, people: pl.DataFrame, belongs: pl.Expr) -> Report:
    """A report cut down to the rows for which `belongs` holds of their column child."""
    findings = report.findings.filter(belongs)
    left = findings.group_by("rule").agg(
        pl.col("finding").n_unique().cast(pl.UInt32).alias("findings"),
        pl.col("child").drop_nulls().n_unique().cast(pl.UInt32).alias("children"),
    )
    rules = (
        report.rules.drop("findings", "children")
        .join(left, on="rule", how="left", maintain_order="left")
        .with_columns(pl.col("findings", "children").fill_null(0))
        .with_columns(
            outcome=pl.when(outcome="broken", findings=0).then(pl.lit("kept")).otherwise("outcome"),
        )
        .filter((pl.col("severity") != "structure") | (pl.col("findings") > 0))
        .select(report.rules.columns)
    )
    tables, children = _tables(report, belongs)
    return replace(
        report,
        head=replace(report.head, team=team),
        children=children,
        findings=findings,
        rules=rules,
        accepted=report.accepted.filter(belongs),
        tables=tables,
        people=people,
    )


def _tables(report: Report, belongs: pl.Expr) -> tuple[dict[str, pl.DataFrame], int]:
    """The rows of the children for whom `belongs` holds, and how many children that are."""
    everyone = next((frame for frame in report.tables.values() if {"Child", "LAchildID"} <= set(frame.columns)), None)
    if everyone is None:
        return {name: frame.clear() if "Child" in frame.columns else frame for name, frame in report.tables.items()}, 0
    ours = everyone.rename({"LAchildID": "child"}).filter(belongs)["Child"].unique()
    return {
        name: frame.filter(pl.col("Child").is_in(ours.implode())) if "Child" in frame.columns else frame
        for name, frame in report.tables.items()
    }, ours.len()


def file_names(teams: list[str]) -> dict[str, str]:
    """
    A part of a file name for each team, safe on every system, no two alike.

    >>> file_names(["North/East", "North East", "Ünit 4"])
    {'North/East': 'North East', 'North East': 'North East 2', 'Ünit 4': 'Ünit 4'}
    """
    names: dict[str, str] = {}
    for team in teams:
        plain = " ".join(re.sub(r"[^\w&' -]", " ", team).split())[:80].strip() or "team"
        tries = (plain if number == 1 else f"{plain} {number}" for number in count(1))
        taken = {name.casefold() for name in names.values()}
        names[team] = next(name for name in tries if name.casefold() not in taken)
    return names
