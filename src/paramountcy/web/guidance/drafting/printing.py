"""
Files to print and to send: Word documents that can be edited, and PDF/UA. What was written in them is text, never code.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from paramountcy.publication import paper
from paramountcy.returns.report.visible import visible
from paramountcy.web.guidance.drafting.passages import Paragraph

TEMPLATE = Path(__file__).with_name("templates") / "document.typ"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@dataclass(frozen=True)
class Section:
    """A part of a document: its heading, and its paragraphs or a table with headings first."""

    heading: str
    paragraphs: Sequence[Paragraph] = ()
    table: Sequence[Sequence[str]] = ()
    level: int = 1


@dataclass(frozen=True)
class Printed:
    """A document to print. `says` are lines under its title: the edition, its date, what it is."""

    title: str
    says: Sequence[str]
    sections: Sequence[Section]
    wide: bool = False


def as_word(of: Printed) -> bytes:
    """The document as Word opens it, with real headings and tables."""
    docx = import_module("docx")
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = visible(of.title), "Paramountcy"
    made.core_properties.language = "en-GB"
    if of.wide:
        page = made.sections[0]
        page.orientation = import_module("docx.enum.section").WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    made.add_paragraph(visible(of.title), style="Title")
    for line in of.says:
        made.add_paragraph(visible(line))
    for one in of.sections:
        if one.heading:
            made.add_heading(visible(one.heading), one.level)
        for paragraph in one.paragraphs:
            if paragraph.heading:
                made.add_heading(visible(paragraph.text), one.level + 1)
            else:
                _lines(made, paragraph)
        if one.table:
            _table(made, one.table)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _lines(made: Any, paragraph: Paragraph) -> None:
    first, *rest = paragraph.text.split("\n")
    made.add_paragraph(visible(" ".join(filter(None, (paragraph.number, first)))))
    for line in rest:
        made.add_paragraph(visible(line.strip().lstrip("-•* ")), style="List Bullet")


def _table(made: Any, rows: Sequence[Sequence[str]]) -> None:
    table = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for at, row in enumerate(rows):
        cells = table.rows[at].cells
        for cell, text in zip(cells, row, strict=True):
            run = cell.paragraphs[0].add_run(visible(" ".join(text.split())))
            run.bold = at == 0
            run.font.size = import_module("docx.shared").Pt(8.5)
    made.add_paragraph()


def as_pdf(of: Printed, *, on: Any) -> bytes:
    """The document in the standard PDF/UA-1."""
    told = {
        "title": of.title,
        "date": {"year": on.year, "month": on.month, "day": on.day},
        "says": list(of.says),
        "sections": [
            {
                "heading": one.heading,
                "level": one.level,
                "paragraphs": [
                    {
                        "number": each.number,
                        "heading": each.heading,
                        "lines": each.text.split("\n"),
                    }
                    for each in one.paragraphs
                ],
            }
            for one in of.sections
        ],
    }
    return paper.printed(TEMPLATE, paper.shown(told))
