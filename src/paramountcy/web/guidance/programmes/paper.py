"""A programme as a Word document: its bodies, strands with their owners, milestones, letters, and what it waits for."""

import io
from datetime import date
from typing import Any

from paramountcy.returns.report.visible import visible
from paramountcy.web.guidance.programmes.reads import Laid, Run, latest
from paramountcy.web.kit.templating import day

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOBODY = "NOBODY OWNS IT HERE"


def as_docx(laid: Laid, *, on: date) -> bytes:
    """The document, with real headings, lists and a table of milestones for each strand."""
    import docx

    programme = laid.programme
    paper = docx.Document()
    paper.core_properties.title = "Joint programme"
    paper.core_properties.author = "Paramountcy"
    paper.core_properties.language = "en-GB"
    paper.add_heading(visible(programme.title), 0)
    if programme.circle:
        paper.add_paragraph().add_run("Confidential: for the people of one circle.").bold = True
    paper.add_paragraph(visible(programme.purpose))
    bodies = " and ".join(name for _, name in laid.partners) or "no body yet"
    paper.add_paragraph(visible(f"Run by {bodies}. As it stood on {day(on)}."))
    for run in laid.strands:
        paper.add_heading(visible(run.strand.title), 1)
        if run.strand.text:
            paper.add_paragraph(visible(run.strand.text))
        for owned in run.owned:
            offices = ", ".join(one.office for one in owned.owners) or NOBODY
            paper.add_paragraph(visible(f"{owned.name}: {offices}"), style="List Bullet")
        _milestones(paper, run, on)
    if laid.products:
        paper.add_heading("Publications and letters", 1)
        for one in laid.products:
            signed = f", signed by {one.signed_by}" if one.signed_by else ""
            where = f": {one.where}" if one.where else ""
            paper.add_paragraph(
                visible(f"{day(one.on)}: {one.title} ({one.get_kind_display()}{signed}){where}"), style="List Bullet"
            )
    if laid.waiting:
        paper.add_heading("What it waits for", 1)
        for waiting in laid.waiting:
            event = waiting.dependence.event
            expected = latest(event)
            stands = f"{expected.get_outlook_display()}: {expected.text}" if expected else ""
            flag = f" {waiting.flag}" if waiting.flag else ""
            paper.add_paragraph(
                visible(f"{waiting.dependence.what} depends on {event.title} ({stands}).{flag}"), style="List Bullet"
            )
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _milestones(paper: Any, run: Run, on: date) -> None:
    if not run.milestones:
        return
    table = paper.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Milestone", "Due", "It is"), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for one in run.milestones:
        late = ", late" if one.overdue(on) else ""
        flag = f". {one.flag}" if one.flag else ""
        cells = (one.milestone.title, day(one.due), f"{one.last.get_state_display()}{late}{flag}")
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = visible(text)
