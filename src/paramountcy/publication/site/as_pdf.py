"""
A release as one document to print and to post: PDF/UA, so that it can be read aloud as well as seen.

It is made of the same pages as the site, by typst. Each figure has its sentence, its first picture, its question and
what the area says; the tables and the other pictures are on the site, which would be 800 pages on paper. The page for
children is not part of it: it is theirs, and can be printed by itself.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from paramountcy.publication import paper
from paramountcy.publication.shape import Chart, Table
from paramountcy.publication.site.blocks import (
    Beside,
    Block,
    Cards,
    Drawn,
    Facts,
    Heading,
    Inset,
    More,
    Page,
    Partner,
    Point,
    Points,
    Printed,
    Question,
    Said,
    Words,
)
from paramountcy.publication.site.pages import children, listing
from paramountcy.publication.site.shape import Release
from paramountcy.statistics.words import day_in_words

TEMPLATE = Path(__file__).with_name("templates") / "release.typ"
FIGURES = "indicators/"
"""Where the pages of figures lie."""
NOT_ON_PAPER = (children.PATH, listing.PATH)
"""The page for children, which is theirs, and the list of all figures, which the contents are."""
ON_PAPER = (Heading, Words, Inset, Question, Said)
"""What of a figure's page is printed, beside its first picture."""


def pdf(release: Release, pages: Iterable[Page], *, banner: str = "") -> bytes:
    """
    The document, in the standard PDF/UA-1. Raises paper.MissingPublish without typst.

    `banner` stands on every page, where the figures are imagined.
    """
    letters = paper.letters()
    told = {
        "title": f"Children’s social care in {release.area.name}",
        "date": {"year": release.made_on.year, "month": release.made_on.month, "day": release.made_on.day},
        "made_on": day_in_words(release.made_on),
        "banner": banner,
        "sources": [str(one) for one in release.country.attributions()],
        "pages": [
            {"title": page.title, "figure": page.path.startswith(FIGURES), "blocks": _blocks(page, letters)}
            for page in pages
            if page.path not in NOT_ON_PAPER
        ],
    }
    return paper.printed(TEMPLATE, told)


def _blocks(page: Page, letters: str) -> list[dict[str, Any]]:
    """The blocks of a page as the template reads them; of a figure's, those that a reader on paper needs."""
    kept: Sequence[Block] = page.blocks
    if page.path.startswith(FIGURES):
        first = next((one for one in kept if isinstance(one, Drawn)), None)
        kept = _with_words([one for one in kept if isinstance(one, ON_PAPER) or one is first])
    found = [_block(one, letters) for one in kept]
    return [one for one in found if not (one["kind"] == "heading" and one["level"] == 1)]


def _with_words(blocks: Sequence[Block]) -> list[Block]:
    """Without the headings that nothing stands under any more."""
    after = [*blocks[1:], None]
    return [
        one
        for one, following in zip(blocks, after, strict=True)
        if not (isinstance(one, Heading) and (following is None or isinstance(following, Heading)))
    ]


def _block(one: Block, letters: str) -> dict[str, Any]:
    """One block: its kind, and what the template shows of it."""
    match one:
        case Heading():
            told: dict[str, Any] = {"level": one.level, "text": one.text}
        case Words():
            told = {"texts": list(one.texts), "lead": one.lead}
        case Points():
            told = {"points": [_point(point) for point in one.points]}
        case Inset():
            told = {"label": one.label, "text": one.text}
        case Question():
            told = {"label": one.label, "text": one.text}
        case Said():
            told = {"paragraphs": list(one.paragraphs), "source": one.source, "on": one.on}
        case Drawn():
            told = {"chart": _chart(one.chart, letters)}
        case Printed():
            told = {"table": _table(one.table)}
        case Facts():
            told = {"facts": [{"name": fact.name, "texts": list(fact.texts)} for fact in one.facts]}
        case Cards():
            told = {"cards": [{"title": card.link.text, "text": card.text} for card in one.cards]}
        case Beside():
            told = {"partners": [_partner(partner, letters) for partner in one.partners]}
        case More():
            told = {"summary": one.summary, "blocks": [_block(inner, letters) for inner in one.blocks]}
    return {"kind": one.kind, **told}


def _point(point: Point) -> str:
    return ": ".join(part for part in (point.link.text if point.link else "", point.text) if part)


def _partner(partner: Partner, letters: str) -> dict[str, Any]:
    chart = _chart(partner.chart, letters) if partner.chart else None
    return {"title": partner.title, "says": partner.says, "chart": chart}


def _chart(chart: Chart, letters: str) -> dict[str, Any]:
    svg = re.sub(r'font-family="[^"]*"', f'font-family="{letters}"', chart.svg)
    return {"title": chart.title, "says": chart.says, "svg": svg, "table": _table(chart.table)}


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [{"heading": column.heading, "numeric": column.numeric} for column in table.columns],
        "rows": [list(row) for row in table.rows],
        "note": table.note,
    }
