"""
The month's report as a Word document, for managers: two pages for a board, then every figure in words.

It lists no child: who is behind a figure is in the workbook and the page, and it says so. All of it can be edited.
"""

from itertools import groupby
from typing import BinaryIO

import polars as pl

from paramountcy.indicators.catalogue import SECTIONS
from paramountcy.publication.figures import board, tables, words
from paramountcy.publication.figures.shape import Figure, Report
from paramountcy.publication.figures.usual_range import months
from paramountcy.publication.figures.word import Paper


def write(report: Report, out: BinaryIO) -> None:
    head = report.head
    paper = Paper(words.title(head.area, head.period), made_at=head.made_at, comments=words.ADVICE_DOCX)
    _board(paper, report)
    _about(paper, report)
    drawn = {one.number for one in board.pictures(report)} | {
        one.number for name in board.MAIN if (one := report.figure(name)) is not None
    }
    for letter, figures in groupby(report.figures, key=lambda one: one.indicator.id[0]):
        paper.heading(SECTIONS[letter], 2)
        for one in figures:
            _figure(paper, one, with_picture=one.number in drawn)
    paper.save(out)


def _board(paper: Paper, report: Report) -> None:
    """The two pages for a board."""
    head = report.head
    paper.document.add_paragraph(words.title(head.area, head.period), style="Title")
    paper.text(f"Summary for the board. Made on {words.made(head)}. {words.ADVICE_DOCX}")
    paper.heading("What stands out", 2)
    paper.points(board.stands_out(report))
    charts = [chart for one in board.pictures(report) if (chart := months(one)) is not None]
    if charts:
        paper.heading("In pictures", 2)
        paper.pictures(charts, width=board_width(len(charts)))
    paper.heading("The main figures, and what guards them", 2, new_page=True)
    main, unknown = board.table(report)
    paper.table(main)
    if unknown:
        paper.text(" ".join(unknown))
    paper.heading("Questions to ask", 2)
    paper.points(board.questions(report))
    paper.heading("Before trusting the counts", 2)
    paper.points(board.remarks(report))
    paper.text(words.NOT_A_RATING)


def board_width(count: int) -> float:
    """How wide the board's pictures are, in millimetres: four stand two by two on what is left of the page."""
    return 76.0 if count > 2 else 84.0


def _about(paper: Paper, report: Report) -> None:
    paper.heading("Every figure", 1, new_page=True)
    paper.text(words.NO_CHILD)
    paper.heading("Before trusting the counts", 2)
    paper.points([*(report.remarks or (words.NO_REMARKS,)), *words.HOW_TO_READ, *report.sources])
    paper.table(tables.returns(report))
    if (differently := tables.findings(report)) is not None:
        paper.table(differently)


def _figure(paper: Paper, one: Figure, *, with_picture: bool) -> None:
    paper.heading(f"{one.number} {one.title}", 3)
    paper.text(words.without_title(one), keep=True)
    if one.change:
        paper.text(one.change)
    chart = months(one) if with_picture else None
    if chart is not None:
        paper.picture(chart, width=92.0)
    if one.trend and one.trend != words.NOT_BY_MONTH:
        paper.text(one.trend)
    for sentence in one.neighbours:
        paper.text(sentence)
    if (parts := tables.parts(one)) is not None:
        paper.table(parts)
    for partner in one.beside:
        paper.text(words.partner(partner), label="Read it beside:")
    if one.caveats:
        paper.text(" ".join(one.caveats), label="About the data:")
    paper.text(one.indicator.says, label="What is counted:")
    if one.indicator.asks:
        paper.text(one.indicator.asks, label="The question it opens:")
    if (teams := tables.teams(one)) is not None:
        if one.between_teams:
            paper.text(one.between_teams, keep=True)
        paper.table(teams)
    if not one.tally.is_empty():
        rows = one.tally.group_by("verdict", maintain_order=True).agg(pl.col("rows").sum())
        said = "; ".join(f"{verdict} {count:,}" for verdict, count in rows.iter_rows())
        paper.text(f"{said}.", label="Behind it:")
