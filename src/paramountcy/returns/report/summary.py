"""What a terminal says of a report: the counts, the worst rules with their first examples, what did not run."""

import polars as pl
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from paramountcy.returns.report import counts, words
from paramountcy.returns.report.shape import Report
from paramountcy.returns.report.visible import short, visible

RULES = 6
"""How many of the rules broken are shown; the rest are counted."""
EXAMPLES = 2
"""How many rows of each are shown."""
VALUE = 40
"""How many characters of a value are shown."""
EXAMPLE = ["child", "table", "row", "line", "fields", "values"]
COLOURS = {"structure": "magenta", "error": "red", "query": "yellow"}


def summary(report: Report) -> RenderableType:
    """
    The report in a screen or so, for rich's Console.print: coloured on a terminal, plain text in a pipe.

    Every text from the file is put in as text: nothing in it can colour, move or hide what is on the screen.
    """
    parts: list[RenderableType] = [_top(report)]
    confirmed, drafts = counts.broken(report, confirmed=True), counts.broken(report, confirmed=False)
    parts += _rules(report, confirmed, "Rules broken")
    parts += _rules(report, drafts, words.UNCONFIRMED)
    parts += _notes(report.not_run, "Did not run")
    parts += _notes(counts.partly(report), "Could not judge every row")
    if report.head.rule_source:
        parts += [Text(""), _Paragraph(Text(visible(report.head.rule_source), "dim"))]
    return Group(*parts)


def _top(report: Report) -> RenderableType:
    file = visible(report.head.file)
    lines: list[RenderableType] = [
        Text(words.heading(report), "bold"),
        _Paragraph(Text(words.title(report) + (f": {file}" if file else ""))),
        _Paragraph(Text(visible(report.head.rule_set), "dim")),
        Text(""),
        _Paragraph(Text(words.verdict(report), "bold")),
        *(_Paragraph(Text(remark)) for remark in words.remarks(report)),
    ]
    found = [count for count in counts.by_severity(report) if count.findings]
    if not found:
        return Group(*lines)
    table = _table("", "findings", "children", "rules")
    for count in found:
        numbers = (f"{number:,}" for number in (count.findings, count.children, count.rules))
        table.add_row(Text(count.severity, COLOURS[count.severity]), *numbers)
    return Group(*lines, Text(""), table)


def _table(first: str, *numbers: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column(first)
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _rules(report: Report, rules: pl.DataFrame, title: str) -> list[RenderableType]:
    if rules.is_empty():
        return []
    shown: list[RenderableType] = [Text(""), Text(title, "bold")]
    for rule in rules.head(RULES).iter_rows(named=True):
        found = words.how_many(rule["findings"], "finding")
        about = f" about {words.how_many(rule['children'], 'child')}" if rule["children"] else ""
        code = (rule["rule"], f"bold {COLOURS[rule['severity']]}")
        shown.append(Text.assemble("\n", code, f"  {rule['severity']}, {found}{about}"))
        shown.append(_indented(Text(rule["message"])))
        rows = report.findings.filter(pl.col("rule") == rule["rule"])
        first = rows.filter(pl.col("finding").rank("dense") <= EXAMPLES)
        shown += [_indented(_example(**row)) for row in first.head(2 * EXAMPLES).select(EXAMPLE).iter_rows(named=True)]
    if rules.height > RULES:
        more = rules.height - RULES
        found = words.how_many(sum(rules["findings"][RULES:]), "finding")
        shown.append(Text(f"\nAnd {more:,} more {'rule' if more == 1 else 'rules'}, with {found}."))
    return shown


def _example(
    *,
    child: str | None,
    table: str | None,
    row: int | None,
    line: int | None,
    fields: list[str] | None,
    values: list[str | None] | None,
) -> Text:
    """Such as "line 75: child C0002, Assessments row 2, UPN missing"; a return-level one says so."""
    parts = [
        f"child {_plain(child)}" if child is not None else "",
        " ".join(part for part in (visible(table or ""), f"row {row}" if row is not None else "") if part),
        *(f"{visible(name)} {_plain(value)}" for name, value in zip(fields or [], values or [], strict=True)),
    ]
    said = ", ".join(part for part in parts if part) or "about the whole return"
    return Text(f"line {line}: {said}" if line is not None else said, "dim")


def _plain(value: str | None) -> str:
    return "missing" if value is None else visible(short(value, VALUE))


def _notes(rules: pl.DataFrame, title: str) -> list[RenderableType]:
    """The reasons, each with the rules it holds for: a table that can't be read stops many."""
    if rules.is_empty():
        return []
    reasons = rules.group_by("note", maintain_order=True).agg("rule")
    shown: list[RenderableType] = [Text(""), Text(title, "bold")]
    for note, codes in reasons.iter_rows():
        shown += [_indented(Text(", ".join(codes))), _indented(Text(visible(note), "dim"))]
    return shown


class _Paragraph:
    """Text some columns in, on as many lines as it needs, without blanks at their ends."""

    def __init__(self, text: Text, indent: int = 0):
        self.text = text
        self.indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.wrap(console, max(20, options.max_width - self.indent)):
            line.rstrip()
            yield Text.assemble(" " * self.indent, line)


def _indented(text: Text) -> RenderableType:
    return _Paragraph(text, indent=2)
