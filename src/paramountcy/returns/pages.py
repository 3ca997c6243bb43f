"""
Write the reference pages of a return: each rule from the rule, each table from the table.

Nothing here is written by hand elsewhere, so a page cannot disagree with what runs.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from paramountcy.returns.check import Collection
from paramountcy.returns.codes import Codes, read_codes
from paramountcy.returns.rule import Rule
from paramountcy.returns.shape import Field, Return, Table
from paramountcy.terms.year import Years

NOTE = "*This page is generated from the code: change the code, then `make docs`.*"
KINDS = {"str": "text", "date": "date", "bool": "yes or no", "int": "whole number"}


def pages(collection: Collection) -> dict[str, str]:
    """Every page of a return, by its path from the return's folder."""
    versions = {code: list(group) for code, group in groupby(collection.rules, key=lambda rule: rule.code)}
    found = {f"rules/{code}.md": rule_page(collection, rules) for code, rules in versions.items()}
    found["rules/README.md"] = _by_code(collection, versions)
    found["rules/by-field.md"] = _by_field(collection, versions)
    found["rules/by-year.md"] = _by_year(collection)
    found["rules/by-severity.md"] = _by_severity(versions)
    found["tables.md"] = _tables(collection.kind)
    found["codes.md"] = _codes(collection.kind)
    return found


def rule_page(collection: Collection, versions: list[Rule]) -> str:
    """The page of one code: its message, and for each span of years its requirement, fields, examples and condition."""
    latest = versions[0]
    out = [f"# {latest.code} · {latest.severity}", "", f"> {latest.message}", ""]
    if not latest.confirmed:
        out += ["**Not confirmed:** this rule comes from an unmerged draft; the publisher's list was not read.", ""]
    for version in versions:
        requirement, _, examples = inspect.cleandoc(version.write.__doc__ or "").partition("\n\n")
        span = _in_force(version.years, collection)
        heading = span if version.severity == latest.severity else f"{span} · {version.severity}"
        out += [f"## {heading}", "", requirement, ""]
        if version.message != latest.message:
            out += [f"> {version.message}", ""]
        read = ", ".join(f"`{table}.{name}`" for table, name in _fields(version, collection))
        out += [f"A finding points at {read}." if read else "A finding points at the whole row.", ""]
        out += ["```text", examples, "```", "", "```python", _condition(version), "```", ""]
    return "\n".join([*out, NOTE, ""])


def _in_force(span: Years, collection: Collection) -> str:
    held = [year for year in collection.years if year in span]
    return f"{held[0]}" if len(held) == 1 else f"{held[0]} to {held[-1]}"


def _fields(rule: Rule, collection: Collection) -> Iterator[tuple[str, str]]:
    year = next(year for year in reversed(collection.years) if year in rule.years)
    written = rule.written(year, Codes(collection.kind.codes, year))
    return ((table, name) for table, names in written.fields.items() for name in names)


def _condition(rule: Rule) -> str:
    source = inspect.getsource(rule.write)
    return inspect.cleandoc("\n" + source.rpartition('"""')[2].strip("\n"))


def _link(rule: Rule) -> str:
    return f"[{rule.code}]({rule.code}.md)"


def _by_code(collection: Collection, versions: dict[str, list[Rule]]) -> str:
    title = f"# {collection.kind.title}: the rules"
    other = "Also by [field](by-field.md), [year](by-year.md) and [severity](by-severity.md)."
    rows = []
    for rules in versions.values():
        spans = ", ".join(_in_force(rule.years, collection) for rule in rules)
        rows.append(f"| {_link(rules[0])} | {rules[0].severity} | {rules[0].message} | {spans} |")
    head = ["| rule | severity | what is wrong, and what to do | years |", "| --- | --- | --- | --- |"]
    return "\n".join([title, "", other, "", *head, *rows, "", NOTE, ""])


def _by_field(collection: Collection, versions: dict[str, list[Rule]]) -> str:
    reading: dict[tuple[str, str], list[Rule]] = {}
    for rules in versions.values():
        for place in dict.fromkeys(place for rule in rules for place in _fields(rule, collection)):
            reading.setdefault(place, []).append(rules[0])
    out = ["# Which rules point at a field", ""]
    for table in collection.kind.tables:
        there = [(name, reading[table.__name__, name]) for name in table.fields if (table.__name__, name) in reading]
        if there:
            out += [f"## {table.__name__}", "", *_list(there, lambda name: f"`{name}`"), ""]
    return "\n".join([*out, NOTE, ""])


def _by_year(collection: Collection) -> str:
    out = ["# The rules of each year", ""]
    before: dict[str, Rule] = {}
    for year in collection.years:
        now = collection.rules.in_force(year)
        out += [f"## {year}: {len(now)} rules", "", collection.source(year), ""]
        if before:
            changed = [now[code] for code in now if code in before and now[code] is not before[code]]
            changes = {
                "New": [now[code] for code in now if code not in before],
                "Changed": [rule for rule in changed if rule.requirement != before[rule.code].requirement],
                "No longer in force": [before[code] for code in before if code not in now],
            }
            out += [*_list((what, rules) for what, rules in changes.items() if rules), ""]
        before = now
    return "\n".join([*out, NOTE, ""])


def _by_severity(versions: dict[str, list[Rule]]) -> str:
    out = ["# The rules by severity", "", "An error must be mended; a query must be mended or explained.", ""]
    for severity in ("error", "query"):
        rules = [rules[0] for rules in versions.values() if rules[0].severity == severity]
        out += [f"## {severity}: {len(rules)}", "", ", ".join(map(_link, rules)), ""]
    return "\n".join([*out, NOTE, ""])


def _list(groups: Iterable[tuple[str, list[Rule]]], show: Callable[[str], str] = str) -> list[str]:
    return [f"- {show(name)}: {', '.join(map(_link, rules))}" for name, rules in groups]


def _tables(kind: Return) -> str:
    out = [f"# {kind.title}: tables and fields", ""]
    for table in kind.tables:
        out += [f"## {table.__name__}", "", inspect.getdoc(table) or "", ""]
        out += [f"Asked for: {table.years}. Stands under {table.under or 'the root'}.", ""]
        out += ["| field | item | kind | codes | asked for |", "| --- | --- | --- | --- | --- |"]
        out += [_field(item, table) for item in table.fields.values()]
        out.append("")
    return "\n".join([*out, NOTE, ""])


def _field(item: Field, table: type[Table]) -> str:
    span = "" if item.years == table.years else str(item.years)
    codes = f"[{item.codes}](codes.md#{item.codes.lower()})" if item.codes else ""
    return f"| `{item.name}` | {item.item} | {KINDS[item.kind.__name__]} | {codes} | {span} |"


def _codes(kind: Return) -> str:
    out = [f"# {kind.title}: code lists", "", "What each code means is in our own words.", ""]
    for name, codes in groupby(sorted(read_codes(kind.codes), key=lambda code: code.list), key=lambda code: code.list):
        out += [f"## {name}", "", "| code | meaning | may be used |", "| --- | --- | --- |"]
        out += [f"| `{code.code}` | {code.label} | {code.years} |" for code in codes]
        out.append("")
    return "\n".join([*out, NOTE, ""])
