"""
Write the reference page of the catalogue: the definition of every indicator that is fed, from the indicator itself, and
what the published tables give.

Nothing here is written by hand elsewhere, so the page cannot disagree with what is counted.
"""

import inspect
from collections.abc import Iterator
from itertools import groupby

from paramountcy.indicators.availability import in_words
from paramountcy.indicators.catalogue import Entry, catalogue, share_without_burden
from paramountcy.indicators.published import Published, in_full, published
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Indicator
from paramountcy.returns.published.catalogue import data_set

NOTE = "*This page is generated from the code: change the code, then `make docs`.*"

BURDENS = {"0": "none", "1": "own system", "2": "partner's feed", "3": "new entry"}
BETTER = {"higher": "higher is better", "lower": "lower is better", "neither": "no direction", "each": "each its own"}


def pages() -> dict[str, str]:
    """Every page of the room, by its path from docs/reference/."""
    return {"indicators.md": page()}


def page() -> str:
    """The whole catalogue, and after it the definition of each figure that is fed."""
    entries = list(catalogue().values())
    counted, printed = [one for one in entries if one.fed_by], [one for one in entries if one.printed]
    out = [
        "# Indicators",
        "",
        f"The catalogue has {len(entries)} places. {sum(one.is_fed for one in entries)} are fed so far:",
        f"{len(counted)} from an area's own returns, by {len(INDICATORS)} figures with their breakdowns, and",
        f"{len(printed)} from published tables, by {len(published())} figures of every authority, region and England.",
        "The others say what they wait for. Most have no direction: a number opens a question, it does not answer one.",
        f"For {100 * share_without_burden():.0f}% of them nobody has to enter anything.",
        "",
        "*Burden*: none, where a return already made tells it; own system, where the authority has it; partner's feed;",
        "new entry, where somebody would have to record something more. *Required* is asked for nationally.",
        "",
    ]
    for section, group in groupby(entries, key=lambda entry: entry.section):
        out += [f"## {section}", "", *_table(list(group)), ""]
    out += ["# Definitions", ""]
    for entry in counted:
        out += [f"## {entry.id} {entry.title}", "", *_about(entry), ""]
        for one in entry.fed_by:
            out += [*_definition(one), ""]
    out += ["# Published figures", "", *_published(), ""]
    return "\n".join([*out, NOTE, ""])


def _table(entries: list[Entry]) -> Iterator[str]:
    yield "| | indicator | direction | burden | | asked by | comes from | given by | published as |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for entry in entries:
        burden = " to ".join(BURDENS[part] for part in entry.burden.split(" to ")) if entry.burden else ""
        given = ", ".join(f"[{one.name}](#{one.name})" for one in entry.fed_by)
        printed = ", ".join(f"[{one.name}](#published-{one.name})" for one in entry.printed)
        lacking = f"not yet: {entry.waits_for}" if entry.waits_for else ""
        cells = (
            entry.id,
            entry.title,
            BETTER[entry.better],
            burden,
            entry.needed,
            "; ".join(entry.origins),
            entry.source,
        )
        given, printed = (given, "; ".join(filter(None, (printed, lacking)))) if entry.is_fed else (lacking, "")
        yield f"| {' | '.join((*cells, given, printed))} |"


def _about(entry: Entry) -> Iterator[str]:
    yield f"{_sentence(BETTER[entry.better])} {_sentence(entry.needed)} Comes from {entry.source}."


def _definition(one: Indicator) -> Iterator[str]:
    _, _, examples = inspect.cleandoc(one.write.__doc__ or "").partition("\n\n")
    yield f'### <a id="{one.name}"></a>{one.title}'
    yield ""
    yield one.says
    yield ""
    if one.asks:
        yield f"> {one.asks}"
        yield ""
    for origin in one.origins:
        yield f"- asked by {origin.body}: {origin.document}, {origin.reference}"
    if one.beside:
        yield f"- always shown beside {', '.join(one.beside)}"
    if one.looks_back:
        yield f"- needs the returns of the {in_words(one.looks_back)} before"
    if one.follows:
        yield f"- needs {in_words(one.follows)} to follow what happened"
    yield f"- told apart by {', '.join(one.by)}" if one.by else "- not told apart by groups"
    yield f"- version {one.version}, for {one.years}"
    yield ""
    yield from ("```text", examples, "```", "", "```python", _code(one), "```")


def _published() -> Iterator[str]:
    yield "The department and others publish these of every authority. `paramountcy national load` reads their tables;"
    yield "`returns/published/columns.csv` has what each column is called in which release. A share has Wilson's"
    yield "interval and a rate Byar's, where the counts are printed. A period is written 2023-24 for a year to 31"
    yield "March, 2023/24 a school year, 2024 a calendar year, 2024-01 a month, 2024-09-30 a day or the year up to it."
    yield ""
    yield "| | figure | what is counted | unit | when | table | made from |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for one in published().values():
        about = data_set(one.data_set)
        table = in_full(about.publication, about.title) if about else one.data_set
        says = f"as [{one.same_as}](#{one.same_as})" if one.same_as else one.says
        caveat = f" {one.caveat}" if one.caveat else ""
        left_out = f" England is left out: {one.not_england}." if one.not_england else ""
        cells = (
            one.id,
            f'<a id="published-{one.name}"></a>{one.title}',
            f"{says}{caveat}{left_out}",
            one.unit,
            one.when,
            table,
            _made_from(one),
        )
        yield f"| {' | '.join(cells)} |"


def _made_from(one: Published) -> str:
    """The columns of the table that it is made from, of several ways the first."""
    if one.has_parts:
        return f"{len(one.categories)} categories"
    counted = one.numerator.partition(" or ")[0]
    out_of = f" of `{one.denominator}`" if one.denominator else ""
    return f"`{counted}`{out_of}" if counted else f"`{one.measure}`"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _code(one: Indicator) -> str:
    source = inspect.getsource(one.write)
    return inspect.cleandoc("\n" + source.rpartition('"""')[2].strip("\n"))
