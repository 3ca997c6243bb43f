"""Words on paper: headings, paragraphs, facts and tables as a PDF that can be read aloud, by typst."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from paramountcy.publication import paper

TEMPLATE = Path(__file__).with_name("paper.typ")
Block = dict[str, Any]


def heading(text: str, level: int = 1) -> Block:
    return {"kind": "heading", "text": text, "level": level}


def words(text: str) -> Block:
    return {"kind": "words", "lines": text.split("\n")}


def points(texts: Sequence[str]) -> Block:
    return {"kind": "points", "points": list(texts)}


def facts(rows: Sequence[tuple[str, str]]) -> Block:
    return {"kind": "facts", "facts": [{"name": name, "text": text} for name, text in rows]}


def table(caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    return {"kind": "table", "caption": caption, "headings": list(headings), "rows": [list(row) for row in rows]}


def printed(title: str, blocks: Sequence[Block], *, mark: str = "", numbered: bool = True) -> bytes:
    """A PDF. `mark` stands at the head of every page; `numbered` is whether its own pages are."""
    told = {"title": title, "mark": mark, "numbered": numbered, "blocks": list(blocks)}
    return paper.printed(TEMPLATE, paper.shown(told))
