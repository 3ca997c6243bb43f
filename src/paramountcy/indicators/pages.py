"""
Write the reference page of the catalogue, and the definition of every indicator that is fed, from the indicator itself.

Nothing here is written by hand elsewhere, so the page cannot disagree with what is counted.
"""

import inspect
from collections.abc import Iterator
from itertools import groupby

from paramountcy.indicators.availability import in_words
from paramountcy.indicators.catalogue import Entry, catalogue, share_without_burden
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Indicator

NOTE = "*This page is generated from the code: change the code, then `make docs`.*"

BURDENS = {"0": "none", "1": "own system", "2": "partner's feed", "3": "new entry"}
BETTER = {"higher": "higher is better", "lower": "lower is better", "neither": "no direction", "each": "each its own"}


def pages() -> dict[str, str]:
    """Every page of the room, by its path from docs/reference/."""
    return {"indicators.md": page()}


def page() -> str:
    """The whole catalogue, and after it the definition of each indicator that is fed."""
    entries = list(catalogue().values())
    fed = [entry for entry in entries if entry.fed_by]
    out = [
        "# Indicators",
        "",
        f"The catalogue has {len(entries)} places. {len(fed)} are fed so far, by {len(INDICATORS)} figures; the others",
        "say what they wait for. Most have no direction: a number opens a question, it does not answer one. For",
        f"{100 * share_without_burden():.0f}% of them nobody has to enter anything.",
        "",
        "*Burden*: none, where a return already made tells it; own system, where the authority has it; partner's feed;",
        "new entry, where somebody would have to record something more. *Required* is asked for nationally.",
        "",
    ]
    for section, group in groupby(entries, key=lambda entry: entry.section):
        out += [f"## {section}", "", *_table(list(group)), ""]
    out += ["# Definitions", ""]
    for entry in fed:
        out += [f"## {entry.id} {entry.title}", "", *_about(entry), ""]
        for one in entry.fed_by:
            out += [*_definition(one), ""]
    return "\n".join([*out, NOTE, ""])


def _table(entries: list[Entry]) -> Iterator[str]:
    yield "| | indicator | direction | burden | | asked by | comes from | given by |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for entry in entries:
        burden = " to ".join(BURDENS[part] for part in entry.burden.split(" to ")) if entry.burden else ""
        given = ", ".join(f"[{one.name}](#{one.name})" for one in entry.fed_by) or f"not yet: {entry.waits_for}"
        cells = (
            entry.id,
            entry.title,
            BETTER[entry.better],
            burden,
            entry.needed,
            "; ".join(entry.origins),
            entry.source,
        )
        yield f"| {' | '.join((*cells, given))} |"


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


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _code(one: Indicator) -> str:
    source = inspect.getsource(one.write)
    return inspect.cleandoc("\n" + source.rpartition('"""')[2].strip("\n"))
