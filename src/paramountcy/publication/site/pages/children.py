"""The page for children and young people: the words are `publication.children`'s, from the figures that are printed."""

from collections import Counter

import polars as pl

from paramountcy.publication.children.told import Told, told
from paramountcy.publication.children.words import words
from paramountcy.publication.shape import GIVEN
from paramountcy.publication.site.blocks import Block, Fact, Facts, Heading, Inset, Page, Point, Points, Words
from paramountcy.publication.site.shape import Release

PATH = "children.html"


def children_page(release: Release) -> Page:
    said = children_told(release)
    blocks: list[Block] = [
        Inset("", " ".join([said.checked, *said.changed])),
        Words(said.opening),
    ]
    for section in said.sections:
        if section.heading:
            blocks.append(Heading(section.heading))
        if section.sentences:
            blocks.append(Words(section.sentences))
        if section.points:
            blocks.append(Points(tuple(Point(text) for text in section.points)))
    blocks.append(Heading("People you can talk to"))
    if said.local:
        blocks.append(Words((said.local,)))
    blocks.append(Points(tuple(Point(" ".join(filter(None, [line.says, line.mark]))) for line in said.help_lines)))
    if said.terms:
        blocks += [Heading("Hard words"), Facts(tuple(Fact(term.name, (term.means,)) for term in said.terms))]
    return Page(PATH, said.title, tuple(blocks), look="pc-children")


def children_told(release: Release) -> Told:
    """What children are told: of the last year of which most can be told, the area's own count first."""
    rows = release.printed
    if release.own:
        own = release.own.printed
        rows = pl.concat([own, rows.filter(~pl.col("source").is_in(own["source"].unique().implode()))])
    return told(rows, release.area.code, _period(release, rows), reviews=release.reviews)


def _period(release: Release, rows: pl.DataFrame) -> str:
    """The year with most of the figures that the page tells; of several, the last."""
    if release.own:
        return str(release.own.years[-1])
    wanted = {name for topic in words().topics for figure in topic.figures for name in figure.of}
    given = rows.filter(
        pl.col("indicator").is_in(list(wanted)),
        pl.col("status") == GIVEN,
        pl.col("period").str.contains(r"^\d{4}-\d{2}$"),
    ).select("indicator", "period")
    count = Counter(period for _, period in given.unique().iter_rows())
    most = max(count.values(), default=0)
    return max((period for period in count if count[period] == most), default=f"{release.made_on.year - 1}-"
               f"{release.made_on.year % 100:02}")  # fmt: skip
