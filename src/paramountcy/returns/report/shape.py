"""What a check of one file has to say. Every way of writing it says the same."""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from paramountcy.terms.year import Year

FINDINGS = {
    "finding": pl.UInt32,  # rows of one instance share it; a number within the file, from 1
    "rule": pl.String,  # the published code, or a structure finding's stable name
    "severity": pl.String,  # error, query or structure
    "child": pl.String,  # LAchildID as sent; null on return-level findings
    "table": pl.String,
    "row": pl.UInt32,  # from 1 within its table, in file order
    "line": pl.UInt32,  # in the file
    "fields": pl.List(pl.String),
    "values": pl.List(pl.String),  # as sent, missing is null; as long as `fields`
    "message": pl.String,  # what is wrong, and what to do
}

NO_TEAM = "no team given"

RULES = {
    "rule": pl.String,
    "severity": pl.String,
    "outcome": pl.String,  # broken, kept or not run
    "findings": pl.UInt32,  # accepted ones left out
    "children": pl.UInt32,  # how many children have one
    "message": pl.String,  # fixed words, which quote nothing from the file
    "requirement": pl.String,  # the rule in a sentence; "" for structure findings
    "note": pl.String,  # why it was not run, or how many rows it could not judge; else ""
    "confirmed": pl.Boolean,  # false: from an unmerged draft, shown apart
}

ACCEPTED = FINDINGS | {"reason": pl.String, "by": pl.String, "date": pl.String}

SEVERITIES = ("structure", "error", "query")


@dataclass(frozen=True)
class Head:
    """What was checked, by what, when."""

    title: str
    """The kind of return, such as "Children in need census"."""
    file: str
    """The file's name without its folder; "" in an anonymous report."""
    size: int
    """Bytes; 0 in an anonymous report, since it could tell which file this was."""
    sha256: str
    """In hexadecimal; "" in an anonymous report, for the same reason."""
    year: Year | None
    """None where only the structure was checked."""
    to: date | None
    """The last day of a part-year check."""
    authority: str
    """The sender's three-digit code as sent, with its name where it is known; "" where there is none."""
    version: str
    """Of Paramountcy."""
    checked_at: datetime
    rule_set: str
    """Such as "CIN 2025-26, 109 rules, version 1"."""
    rule_source: str
    """Where the rules come from, and what of the publisher's latest was not read. A sentence or two."""
    anonymous: bool = False
    team: str = ""
    """The team this part of the report is for; "" for a whole report."""


@dataclass(frozen=True)
class Report:
    """
    The result of checking one file.

    `findings` and `accepted` have a row for each row at fault (schemas FINDINGS, ACCEPTED), `rules`
    a row for each rule in force and each structure finding met (RULES). `tables` are the return's
    tables as sent, with `row`, `line` and keys, for whoever wants to look further. `people` joins a
    child to a team and a worker (LAchildID, team, worker, all String), None where no file was given; a
    child may have several rows, and then belongs to each of the teams.
    """

    head: Head
    children: int
    findings: pl.DataFrame
    rules: pl.DataFrame
    accepted: pl.DataFrame
    tables: dict[str, pl.DataFrame]
    people: pl.DataFrame | None = None
    remarks: tuple[str, ...] = ()
    """Sentences about the check itself, such as accepted lines that match nothing."""

    def count(self, severity: str) -> int:
        """How many findings (not rows) have this severity."""
        return self.findings.filter(pl.col("severity") == severity)["finding"].n_unique()

    @property
    def not_run(self) -> pl.DataFrame:
        return self.rules.filter(pl.col("outcome") == "not run")

    @property
    def exit_code(self) -> int:
        """0 nothing found or queries only; 1 errors or structure findings."""
        return 1 if self.count("error") or self.count("structure") else 0
