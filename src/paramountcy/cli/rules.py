"""`paramountcy rules`: what the rules are, read from the rules themselves."""

import inspect
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, Literal

import typer

from paramountcy.cli.options import read_year
from paramountcy.cli.terminal import Refused, say, wrapped
from paramountcy.returns import structure
from paramountcy.returns.cin.census import CENSUS
from paramountcy.returns.codes import Codes
from paramountcy.returns.rule import Rule, Written
from paramountcy.terms.year import Year

EXAMPLES = (
    "paramountcy rules --year 2025-26",
    "paramountcy rules 8770Q",
    "paramountcy rules --field CPPendDate --severity error",
    "paramountcy rules --year 2026-27 --json",
)


@dataclass(frozen=True)
class Shown:
    """One version of a rule as it is shown, `years` those of which it is held here."""

    rule: Rule
    years: tuple[Year, ...]

    @property
    def written(self) -> Written:
        return self.rule.written(self.years[-1], Codes(CENSUS.kind.codes, self.years[-1]))

    @property
    def fields(self) -> list[str]:
        return [f"{table}.{name}" for table, names in self.written.fields.items() for name in names]

    @property
    def span(self) -> str:
        return str(self.years[0]) if len(self.years) == 1 else f"{self.years[0]} to {self.years[-1]}"

    @property
    def examples(self) -> str:
        return inspect.cleandoc(self.rule.write.__doc__ or "").partition("\n\n")[2]

    def as_data(self) -> dict[str, Any]:
        return {
            "rule": self.rule.code,
            "severity": self.rule.severity,
            "years": [str(year) for year in self.years],
            "message": self.rule.message,
            "requirement": self.rule.requirement,
            "fields": self.fields,
            "confirmed": self.rule.confirmed,
            "part_year": not self.rule.whole_year,
        }


def rules(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A rule's code, or the name of a structure finding.")
    ] = None,
    year: Annotated[
        Year | None, typer.Option(parser=read_year, metavar="YEAR", help="Rules in force in this year, as in 2025-26.")
    ] = None,
    field: Annotated[
        str | None,
        typer.Option(
            "--field",
            metavar="FIELD",
            help="Rules that point at this field, as in CPPendDate or Reviews.CPPreviewDate.",
        ),
    ] = None,
    severity: Annotated[
        Literal["error", "query", "structure"] | None, typer.Option("--severity", help="Rules of this severity only.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """
    List the rules of the children in need census, or read one whole.

    Structure findings, about how a file is built, are listed with --severity structure.
    """
    if year and year not in CENSUS.years:
        raise Refused(f"there are no rules for {year} here, only for {CENSUS.years[0]} to {CENSUS.years[-1]}.")
    if code in structure.MESSAGES or (severity == "structure" and code is None):
        if field or year:
            raise Refused("structure findings are of every year and field: leave --year and --field out.")
        _structure([code] if code else list(structure.MESSAGES), as_json)
        return
    found = list(_versions(year))
    if code:
        found = [shown for shown in found if shown.rule.code == code.strip().upper()] or _no_such_rule(code, year)
    if field:
        found = [shown for shown in found if field in _names(shown)] or _no_such_field(field, found)
    if severity:
        found = [shown for shown in found if shown.rule.severity == severity]
    if as_json:
        say(json.dumps([shown.as_data() for shown in found], indent=1))
    elif code:
        _page(found)
    else:
        _list(found, year)


def _versions(year: Year | None) -> Iterator[Shown]:
    """Every version of every rule in force in the year, or in any that is held here; the newest of a code first."""
    for rule in CENSUS.rules:
        held = tuple(held for held in CENSUS.years if held in rule.years)
        if held and (year is None or year in held):
            yield Shown(rule, held)


def _names(shown: Shown) -> set[str]:
    return {*shown.fields, *(name.partition(".")[2] for name in shown.fields)}


def _list(found: list[Shown], year: Year | None) -> None:
    for shown in found:
        rule = shown.rule
        span = "" if year else f"{shown.span}  "
        draft = "" if rule.confirmed else "  (not confirmed)"
        say(wrapped(f"{rule.code:<6} {rule.severity}  {span}{rule.message}{draft}", hanging=7))
    in_force = f" in force in {year}" if year else ""
    say()
    say(f"{len({shown.rule.code for shown in found}):,} rules{in_force}. `paramountcy rules CODE` shows one whole.")


def _page(found: list[Shown]) -> None:
    latest = found[0].rule
    say(f"{latest.code}, {latest.severity}")
    say(wrapped(latest.message))
    for shown in found:
        rule = shown.rule
        other = "" if rule.severity == latest.severity else f", {rule.severity}"
        say()
        say(f"In force {shown.span}{other}")
        if rule.message != latest.message:
            say(wrapped(rule.message, "  "))
        say(wrapped(rule.requirement, "  "))
        say(wrapped(f"A finding points at {', '.join(shown.fields) or 'the return as a whole'}.", "  "))
        if not rule.confirmed:
            say(wrapped("Not confirmed: it comes from a draft, and the publisher's list was not read.", "  "))
        if rule.whole_year:
            say(wrapped("Judged when the year is over, so not in a part-year check.", "  "))
        if shown.examples:
            say()
            say("  Rows that keep or break it:")
            for line in shown.examples.splitlines():
                say(f"  {line}".rstrip())


def _structure(names: Iterable[str], as_json: bool) -> None:
    if as_json:
        said = [{"rule": name, "severity": "structure", "message": structure.MESSAGES[name]} for name in names]
        say(json.dumps(said, indent=1))
        return
    for name in names:
        say(wrapped(f"{name}  structure  {structure.MESSAGES[name]}", hanging=2))


def _no_such_rule(code: str, year: Year | None) -> list[Shown]:
    known = [shown.rule.code for shown in _versions(None)]
    if code.strip().upper() in known:
        spans = ", ".join(shown.span for shown in _versions(None) if shown.rule.code == code.strip().upper())
        raise Refused(f"{code} is not in force in {year}, but in {spans}.")
    near = dict.fromkeys(
        [*get_close_matches(code.upper(), known), *get_close_matches(code.lower(), structure.MESSAGES)]
    )
    hint = f"Did you mean {', '.join(near)}?" if near else "`paramountcy rules` lists them all."
    raise Refused(f"there is no rule {code}. {hint}")


def _no_such_field(field: str, found: list[Shown]) -> list[Shown]:
    known = {
        name for table in CENSUS.kind.tables for item in table.fields for name in (item, f"{table.__name__}.{item}")
    }
    if field in known:
        return []
    near = get_close_matches(field, sorted(known), n=3)
    hint = f"Did you mean {', '.join(near)}?" if near else "The reference page tables.md lists them all."
    raise Refused(f"there is no field {field}. {hint}")
