"""Tables of actions in the body of notes, known by their headings: what, who, and by when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paramountcy.notes.document import Block, Span

WHAT = re.compile(r"actions?(?: agreed| required| points?)?|task|what", re.IGNORECASE)
WHO = re.compile(r"owner|who|lead(?: officer)?|responsib\w+|by whom|action by|person|assigned to", re.IGNORECASE)
WHEN = re.compile(
    r"due(?: date| by)?|when|by when|deadline|target(?: date)?|timescales?|date|completion date", re.IGNORECASE
)
FROM = re.compile(r"no\.?|ref\.?|item|number|#|agenda item|minute", re.IGNORECASE)


@dataclass(frozen=True)
class ActionRow:
    """A row of a table of actions, as it is written."""

    text: str
    who: str
    due: str
    source: str
    span: Span


def action_rows(blocks: Sequence[Block]) -> tuple[list[ActionRow], list[Block]]:
    """The rows of the tables of actions, and the other blocks."""
    rows: list[ActionRow] = []
    others: list[Block] = []
    table, columns = 0, dict[str, int]()
    for block in blocks:
        if block.table and block.table != table:
            table, columns = block.table, _columns(block.cells)
            if columns:
                continue
        if not block.table or not columns:
            others.append(block)
            continue
        cells = {name: block.cells[n].replace("\n", " ") if n < len(block.cells) else "" for name, n in columns.items()}
        if cells["what"]:
            source = cells.get("from", "") or "table of actions"
            rows.append(ActionRow(cells["what"], cells["who"], cells.get("when", ""), source, block.span))
    return rows, others


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cell in enumerate(cells):
        for name, words in (("what", WHAT), ("who", WHO), ("when", WHEN), ("from", FROM)):
            if words.fullmatch(cell.strip(" :")):
                found.setdefault(name, number)
    return found if {"what", "who"} <= set(found) else {}
