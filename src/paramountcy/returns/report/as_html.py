"""A report as one HTML file, to read in any browser, on paper or with a screen reader, without a network or scripts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import polars as pl

from paramountcy.returns.report import counts, page, people
from paramountcy.returns.report.shape import Report
from paramountcy.returns.report.visible import short

ROWS = 500
"""How many rows of a rule are shown; the rest are counted."""
AT_ONCE = 10
"""How many of them are shown before asking for more."""
CHILDREN = 500
"""How many children are shown; the rest are counted."""
CHILDREN_AT_ONCE = 25
FINDINGS = 20
"""How many findings of one child are shown; the rest are counted."""


@dataclass(frozen=True)
class Rows:
    """Rows of a rule in a table: `columns` are the fields where all rows have the same, else none."""

    first: int
    last: int
    table: str | None
    has_child: bool
    has_row: bool
    has_line: bool
    columns: list[str]
    rows: list[tuple[Any, ...]]
    """finding, child, child's number on the page or None, table, row, line, fields, values"""


@dataclass(frozen=True)
class RuleShown:
    """A rule that found something, as the page tells of it."""

    number: int
    rule: str
    severity: str
    confirmed: bool
    message: str
    requirement: str
    note: str
    findings: int
    children: int
    rows: int
    share: float
    """Its findings, as a percentage of those of the rule with most."""
    shown: list[Rows]


@dataclass(frozen=True)
class FindingShown:
    """A finding of a child, with each row at fault."""

    number: int
    """The rule's, on the page."""
    rule: str
    severity: str
    confirmed: bool
    message: str
    rows: list[tuple[Any, ...]]
    """table, row, line, fields, values"""


@dataclass(frozen=True)
class ChildShown:
    number: int
    child: str
    findings: list[FindingShown]
    more: int


def write(report: Report, out: BinaryIO) -> None:
    out.write(html(report).encode())


def html(report: Report, links: Sequence[tuple[str, str]] = ()) -> str:
    """The page; `links` are addresses and texts to offer at its top, where a server has more to give."""
    order = _children(report)
    here = {child: number for number, child in enumerate(order, start=1)}
    rules = list(_rules(report, here))
    drafts = counts.unconfirmed(report)
    return page.render(
        page.HERE / "report.html.jinja",
        page.style(),
        report=report,
        links=links,
        severities=counts.by_severity(report),
        confirmed=[rule for rule in rules if rule.confirmed],
        drafts=[rule for rule in rules if not rule.confirmed],
        children=list(_by_child(report, order, {rule.rule: rule for rule in rules})),
        children_found=counts.children(report),
        at_once=CHILDREN_AT_ONCE,
        not_run=report.not_run.to_dicts(),
        partly=counts.partly(report).to_dicts(),
        kept=counts.kept(report).to_dicts(),
        unconfirmed={
            "ran": drafts.filter(pl.col("outcome") != "not run").height,
            "missed": drafts.filter(outcome="not run").height,
        },
        accepted=[_short(row) for row in report.accepted.to_dicts()],
        accepted_found=counts.accepted(report),
        teams=[] if report.people is None else people.by_team(report).to_dicts(),
        workers=[] if report.people is None else people.by_worker(report).to_dicts(),
    )


def _rules(report: Report, here: dict[str, int]) -> Iterator[RuleShown]:
    """The rules that found something: confirmed ones first, then drafts."""
    found = pl.concat([counts.broken(report, confirmed=True), counts.broken(report, confirmed=False)])
    most = max(found["findings"], default=1)
    heights = dict(report.findings.group_by("rule").len().iter_rows())
    firsts = report.findings.filter(pl.int_range(pl.len()).over("rule") < ROWS)
    rows = {rule: part for (rule,), part in firsts.group_by("rule", maintain_order=True)}
    for number, row in enumerate(found.iter_rows(named=True), start=1):
        mine = rows.get(row["rule"], firsts.clear())
        yield RuleShown(
            number=number,
            rule=row["rule"],
            severity=row["severity"],
            confirmed=row["confirmed"],
            message=row["message"],
            requirement=row["requirement"],
            note=row["note"],
            findings=row["findings"],
            children=row["children"],
            rows=heights.get(row["rule"], 0),
            share=max(0.5, round(100 * row["findings"] / most, 1)),
            shown=list(_shown(mine, here)),
        )


def _shown(rows: pl.DataFrame, here: dict[str, int]) -> Iterator[Rows]:
    """The first rows of a rule, then the others; none where there is nothing to see but their number."""
    nothing = pl.all_horizontal(pl.col("child", "table", "line").is_null(), pl.col("fields").list.len() == 0)
    if rows.select(nothing.all()).item():
        return
    tables = rows["table"].unique().to_list()
    kinds = rows["fields"].unique().to_list()
    same = len(tables) == len(kinds) == 1
    columns = kinds[0] if same and kinds[0] else []
    for start, part in ((0, rows.head(AT_ONCE)), (AT_ONCE, rows.slice(AT_ONCE))):
        if part.height:
            yield Rows(
                first=start + 1,
                last=start + part.height,
                table=tables[0] if len(tables) == 1 else None,
                has_child=rows["child"].null_count() < rows.height,
                has_row=rows["row"].null_count() < rows.height,
                has_line=rows["line"].null_count() < rows.height,
                columns=columns,
                rows=[
                    (finding, _cut(child), here.get(child), table, row, line, fields, _all_cut(values))
                    for finding, child, table, row, line, fields, values in part.select(
                        "finding", "child", "table", "row", "line", "fields", "values"
                    ).iter_rows()
                ],
            )


def _children(report: Report) -> list[str]:
    """The first children with a finding, in file order."""
    firsts = (
        report.findings.with_row_index("at")
        .drop_nulls("child")
        .group_by("child")
        .agg(pl.col("line").min(), pl.col("at").min())
        .sort("line", "at", nulls_last=True)
    )
    return firsts["child"].head(CHILDREN).to_list()


def _by_child(report: Report, order: list[str], rules: dict[str, RuleShown]) -> Iterator[ChildShown]:
    mine = report.findings.filter(pl.col("child").is_in(order))
    parts = {child: part for (child,), part in mine.group_by("child", maintain_order=True)}
    for number, child in enumerate(order, start=1):
        findings: dict[int, FindingShown] = {}
        for row in parts[child].iter_rows(named=True):
            rule = rules[row["rule"]]
            shown = findings.setdefault(
                row["finding"],
                FindingShown(rule.number, rule.rule, row["severity"], rule.confirmed, row["message"], []),
            )
            shown.rows.append((row["table"], row["row"], row["line"], row["fields"], _all_cut(row["values"])))
        listed = list(findings.values())
        yield ChildShown(number, short(child), listed[:FINDINGS], max(0, len(listed) - FINDINGS))


def _short(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"child": _cut(row["child"]), "values": _all_cut(row["values"])}


def _cut(text: str | None) -> str | None:
    return None if text is None else short(text)


def _all_cut(values: list[str | None] | None) -> list[str | None]:
    return [_cut(value) for value in values or []]
