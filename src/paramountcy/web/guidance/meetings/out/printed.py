"""Words on paper: headings, paragraphs, facts and tables as a PDF that can be read aloud, by typst."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).with_name("paper.typ")
LETTERS = ("Arial", "Liberation Sans", "Arimo", "Helvetica", "DejaVu Sans", "Libertinus Serif")
"""What it is set in: the first of these that the machine has. The last comes with typst."""
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
    told = {"title": title, "mark": mark, "numbered": numbered, "letters": _letters(), "blocks": list(blocks)}
    made = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes)
    return made


@cache
def _letters() -> str:
    there = set(typst.Fonts().families())
    return next((name for name in LETTERS if name in there), LETTERS[-1])
