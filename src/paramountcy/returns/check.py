"""
Checking a return: read it, judge it, and say what was found, where, and what to do.

This is the main job. `check` does the whole of it for one file.
"""

import csv
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from paramountcy.returns import structure
from paramountcy.returns.judge import Verdict, judge
from paramountcy.returns.read_xml import read
from paramountcy.returns.report.shape import ACCEPTED, FINDINGS, RULES, SEVERITIES, Head, Report
from paramountcy.returns.rule import Rule, Rules, Written
from paramountcy.returns.shape import Fault, Reading, Return, Unreadable
from paramountcy.returns.values import read_values
from paramountcy.terms.authority import NoSuchAuthority, authority
from paramountcy.terms.year import PartYear, Year

PEOPLE = ("LAchildID", "team", "worker")
ACCEPTANCES = ("rule", "child", "reason", "by", "date")


@dataclass(frozen=True)
class Collection:
    """A return with its rules: all that checking a file of it needs."""

    kind: Return
    rules: Rules
    years: tuple[Year, ...]
    """The years whose rules are held here."""
    source: Callable[[Year], str]
    """Where a year's rules come from and what of the publisher's latest was not read, in a sentence or two."""


class NotChecked(Exception):
    """The file could be read but not judged: no year, no rules for it, or a request that makes no sense. A sentence."""


def check(
    path: str | Path,
    collection: Collection,
    *,
    at: datetime,
    version: str,
    year: Year | None = None,
    rules: Sequence[str] = (),
    to: date | None = None,
    people: str | Path | None = None,
    accepted: str | Path | None = None,
    structure_only: bool = False,
    engine: str = "polars",
    progress: Callable[[str, float], None] | None = None,
) -> Report:
    """
    Check one file. `at` is the time that the report bears, `version` the software's.

    Raises Unreadable when the file can't be read, NotChecked when it can't be judged or `people` or
    `accepted` is not as it should be, and judge.OurFault when a rule fails to run.
    """
    say = progress or (lambda step, share: None)
    path = Path(path)
    workers, acceptances = text_table(people, PEOPLE), text_table(accepted, ACCEPTANCES)
    say("reading", 0.0)
    reading = read(path, collection.kind, progress=lambda share: say("reading", 0.6 * share))
    said = year or _year_or_none(reading)
    judged_year = None if structure_only else said or _no_year()
    chosen = Rules() if structure_only else _rules(collection, judged_year, rules)
    values = read_values(reading, said)
    say("judging", 0.6)
    if judged_year is None:
        verdict = judge(reading, values, (), Year(2000))
    else:
        span = judged_year if to is None else _part_of(judged_year, to)
        verdict = judge(reading, values, chosen.in_force(judged_year).values(), span, engine_name=engine)
    say("reporting", 0.95)
    faults = (*reading.faults, *values.faults)
    findings = _findings(reading, verdict, faults)
    findings, explained, remarks = _accept(findings, acceptances)
    report = Report(
        head=_head(path, collection, reading, year=judged_year, to=to, rules=chosen, at=at, version=version),
        children=reading.children,
        findings=findings,
        rules=_rules_table(findings, verdict, collection.kind),
        accepted=explained,
        tables=reading.tables,
        people=workers,
        remarks=remarks,
    )
    say("reporting", 1.0)
    return report


def _year_or_none(reading: Reading) -> Year | None:
    """The year that the file says it is of: by Year, else by ReferenceDate."""
    header = reading.tables["Header"]
    if header.is_empty():
        return None
    ends_in, day = (text and text.strip() for text in header.select("Year", "ReferenceDate").row(0))
    if ends_in and len(ends_in) == len("2026") and ends_in.isdigit() and ends_in.isascii() and ends_in != "0000":
        return Year(int(ends_in))
    try:
        return Year.containing(date.fromisoformat(day or ""))
    except ValueError:
        return None


def _no_year() -> Year:
    raise NotChecked("the file does not say which year it is of (Header, Year): give it with --year, as in 2025-26")


def _rules(collection: Collection, year: Year | None, codes: Sequence[str]) -> Rules:
    if year not in collection.years:
        first, *_, last = collection.years
        raise NotChecked(
            f"there are no rules for {year} here, only for {first} to {last}: "
            "give another year with --year, or check the structure alone with --structure-only"
        )
    assert year is not None
    unknown = sorted(set(codes) - collection.rules.in_force(year).keys())
    if unknown:
        raise NotChecked(
            f"{year} has no rule {', '.join(unknown)}: `paramountcy rules --year {year}` lists those it has"
        )
    return collection.rules.only(codes) if codes else collection.rules


def _part_of(year: Year, to: date) -> PartYear:
    try:
        return PartYear(year.ends_in, to)
    except ValueError as wrong:
        raise NotChecked(f"{wrong}: give --to a day from {year.start} to {year.end}") from wrong


def _findings(reading: Reading, verdict: Verdict, faults: Iterable[Fault]) -> pl.DataFrame:
    """All findings, structure first, then errors, then queries; by rule, then by place."""
    parts = [_structure(faults)]
    for (code, table), group in verdict.lines.group_by(["rule", "table"], maintain_order=True):
        rule = verdict.written[str(code)]
        parts.append(_placed(reading, group, rule, str(table)) if table else _of_the_return(group, rule))
    found = pl.concat(parts).with_columns(
        pl.col("severity").replace_strict(SEVERITY_FIRST, return_dtype=pl.UInt8).alias("rank")
    )
    known = reading.tables["ChildIdentifiers"].select("Child", pl.col("LAchildID").alias("child"))
    found = found.join(known, on="Child", how="left", maintain_order="left")
    found = found.sort("rank", "rule", "instance", maintain_order=True)
    changed = pl.struct("rule", "instance") != pl.struct("rule", "instance").shift()
    return found.with_columns(changed.fill_null(True).cum_sum().alias("finding")).select(
        pl.col(name).cast(kind) for name, kind in FINDINGS.items()
    )


LINE = {name: kind for name, kind in FINDINGS.items() if name not in ("finding", "child")}
"""A line of a finding before findings are numbered and children named, with these two beside it."""
LINE |= {"instance": pl.UInt32, "Child": pl.UInt32}
SEVERITY_FIRST = {severity: rank for rank, severity in enumerate(SEVERITIES)}


def _placed(reading: Reading, group: pl.DataFrame, written: Written, table: str) -> pl.DataFrame:
    """Lines of one rule in one table, with the line, the child and the values as they stand in the file."""
    fields = written.fields[table]
    sent = reading.tables[table]
    at = group["row"] - 1
    places = ["line", *(["Child"] if "Child" in sent.columns else [])]
    there = sent.select(pl.col(*places, *fields).gather(at))
    if fields:
        there = there.select(*places, pl.concat_list(fields).alias("values"))
    return _line(group.hstack(there), written.rule, fields)


def _of_the_return(group: pl.DataFrame, written: Written) -> pl.DataFrame:
    return _line(group, written.rule, [])


def _line(rows: pl.DataFrame, rule: Rule, fields: list[str]) -> pl.DataFrame:
    said = {"severity": rule.severity, "message": rule.message, "fields": fields}
    empty = {"values": [], "line": None, "Child": None}
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(said.get(name, empty.get(name)), dtype=kind)).alias(name)
        for name, kind in LINE.items()
    )


def _structure(faults: Iterable[Fault]) -> pl.DataFrame:
    listed = list(faults)
    columns = {
        "rule": [fault.name for fault in listed],
        "severity": ["structure"] * len(listed),
        "table": [fault.table or None for fault in listed],
        "row": [fault.row for fault in listed],
        "line": [fault.line for fault in listed],
        "fields": [[fault.element] if fault.element else [] for fault in listed],
        "values": [[fault.text] if fault.element else [] for fault in listed],
        "message": [structure.message(fault) for fault in listed],
        "instance": range(len(listed)),
        "Child": [fault.child for fault in listed],
    }
    return pl.DataFrame({name: columns[name] for name in LINE}, schema=LINE)


def _accept(
    findings: pl.DataFrame, acceptances: pl.DataFrame | None
) -> tuple[pl.DataFrame, pl.DataFrame, tuple[str, ...]]:
    """Take explained queries apart. Errors stay where they are, whatever was said of them."""
    if acceptances is None:
        return findings, pl.DataFrame(schema=ACCEPTED), ()
    known = acceptances.unique(["rule", "child"], keep="last", maintain_order=True)
    explained = (
        findings.filter(pl.col("severity") == "query")
        .join(known, on=["rule", "child"], how="left", maintain_order="left")
        .filter(pl.col("reason").is_not_null().any().over("finding"))
        .with_columns(pl.col("reason", "by", "date").drop_nulls().first().over("finding"))
    )
    kept = findings.join(explained.select("finding"), on="finding", how="anti", maintain_order="left")
    used = explained.select("rule", "child").unique()
    unused = known.join(used, on=["rule", "child"], how="anti")
    errors = unused.join(findings.filter(pl.col("severity") != "query"), on=["rule", "child"], how="semi")
    remarks = []
    if len(errors):
        remarks.append(
            f"{len(errors):,} accepted lines name an error or a structure finding, which stays: mend it instead"
        )
    if stale := len(unused) - len(errors):
        remarks.append(f"{stale:,} accepted lines match nothing in this file")
    return kept, explained.select(pl.col(name).cast(kind) for name, kind in ACCEPTED.items()), tuple(remarks)


def text_table(path: str | Path | None, columns: tuple[str, ...]) -> pl.DataFrame | None:
    """A small file of text columns, read before the work begins. Raises NotChecked where it has not the columns."""
    if path is None:
        return None
    path = Path(path)
    needs = f"give a CSV file in UTF-8 with the columns {', '.join(columns)}"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            names = reader.fieldnames or ()
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        said = wrong.strerror if isinstance(wrong, OSError) else "it is not CSV in UTF-8"
        raise NotChecked(f"{path.name} could not be read ({said}): {needs}") from wrong
    if missing := [name for name in columns if name not in names]:
        raise NotChecked(f"{path.name} has no column {', '.join(missing)}: {needs}")
    return pl.DataFrame(
        {name: [(row[name] or "").strip() or None for row in rows] for name in columns},
        schema=dict.fromkeys(columns, pl.String),
    )


def _rules_table(findings: pl.DataFrame, verdict: Verdict, kind: Return) -> pl.DataFrame:
    counts = {
        rule: (found, children)
        for rule, found, children in findings.group_by("rule")
        .agg(pl.col("finding").n_unique(), pl.col("child").drop_nulls().n_unique().alias("children"))
        .iter_rows()
    }
    rows = []
    for name in (name for name in structure.MESSAGES if name in counts):
        rows.append((name, "structure", "broken", *counts[name], structure.MESSAGES[name], "", "", True))
    for code, written in verdict.written.items():
        rule = written.rule
        found = counts.get(code, (0, 0))
        why = verdict.not_run.get(code)
        outcome = "not run" if why else "broken" if found[0] else "kept"
        note = why or verdict.notes.get(code, "")
        rows.append((code, rule.severity, outcome, *found, rule.message, rule.requirement, note, rule.confirmed))
    return pl.DataFrame(rows, schema=RULES, orient="row")


def _head(
    path: Path,
    collection: Collection,
    reading: Reading,
    *,
    year: Year | None,
    to: date | None,
    rules: Rules,
    at: datetime,
    version: str,
) -> Head:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    sources = reading.tables["Source"]
    sender = "" if sources.is_empty() else sources["LEA"][0] or ""
    return Head(
        title=collection.kind.title,
        file=path.name,
        size=path.stat().st_size,
        sha256=digest,
        year=year,
        to=to,
        authority=_authority(sender, year),
        version=version,
        checked_at=at,
        rule_set=_rule_set(collection, rules, year),
        rule_source=collection.source(year) if year else "",
    )


def _authority(code: str, year: Year | None) -> str:
    if year is None:
        return code
    try:
        return f"{code} {authority(code, on=year.end).name}"
    except NoSuchAuthority:
        return code


def _rule_set(collection: Collection, rules: Rules, year: Year | None) -> str:
    if year is None:
        return "structure only, no rules"
    said = [(rule.code, rule.severity, rule.message, rule.requirement) for rule in rules.in_force(year).values()]
    version = hashlib.sha256(repr(said).encode()).hexdigest()[:8]
    return f"{collection.kind.title} {year}, {len(said)} rules, version {version}"


__all__ = ["Collection", "NotChecked", "Unreadable", "check"]
