"""
What a page is made of: headings, sentences, tables and charts, in the order in which they are read.

A page is data, and one template turns every page into HTML. So what a page says can be tested without a browser, and
each kind of thing looks the same on all of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from paramountcy.publication.shape import Chart, Table


@dataclass(frozen=True)
class Link:
    """Words that lead to another page of the site, to a file of it, or to a place on the page itself."""

    text: str
    to: str


@dataclass(frozen=True)
class Heading:
    kind: ClassVar = "heading"
    text: str
    level: int = 2
    name: str = ""

    @property
    def id(self) -> str:
        return self.name or anchor(self.text)


@dataclass(frozen=True)
class Words:
    """Paragraphs. `lead` are the first of a page, which stand larger."""

    kind: ClassVar = "words"
    texts: tuple[str, ...]
    lead: bool = False


@dataclass(frozen=True)
class Point:
    """One point of a list; `link` stands behind its words, or is all of it."""

    text: str
    link: Link | None = None


@dataclass(frozen=True)
class Points:
    kind: ClassVar = "points"
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Inset:
    """Words that stand out, with what they are."""

    kind: ClassVar = "inset"
    label: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question that a figure opens, with what it is."""

    kind: ClassVar = "question"
    text: str
    label: str = "The question that it opens"


@dataclass(frozen=True)
class Said:
    """What the area says itself: in its words, with who says so and when."""

    kind: ClassVar = "said"
    paragraphs: tuple[str, ...]
    source: str
    on: str


@dataclass(frozen=True)
class Drawn:
    """
    A chart, with its sentence and its table; `csv` is where its figures can be had. `quiet`: its sentence stands
    right before it already.
    """

    kind: ClassVar = "drawn"
    chart: Chart
    id: str
    csv: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Printed:
    kind: ClassVar = "printed"
    table: Table
    id: str


@dataclass(frozen=True)
class Fact:
    """A name, what is to be said of it, and where more is."""

    name: str
    texts: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Facts:
    kind: ClassVar = "facts"
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Card:
    """A page to go to, and the sentence that says what is on it."""

    link: Link
    text: str


@dataclass(frozen=True)
class Cards:
    kind: ClassVar = "cards"
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Partner:
    """A figure to be read beside another: its name, its page ("" where it has none), a sentence and a small line."""

    title: str
    to: str
    says: str
    chart: Chart | None


@dataclass(frozen=True)
class Beside:
    kind: ClassVar = "beside"
    partners: tuple[Partner, ...]


@dataclass(frozen=True)
class More:
    """What is there for those who want it, behind one line."""

    kind: ClassVar = "more"
    summary: str
    blocks: "tuple[Block, ...]"


Block = Heading | Words | Points | Inset | Question | Said | Drawn | Printed | Facts | Cards | Beside | More


@dataclass(frozen=True)
class Page:
    """
    A page: `path` is its file from the site's root, `section` the part of the catalogue that it belongs to, "" where it
    belongs to none, `crumbs` the pages above it, and `look` the class of a page that does not look like the others.
    """

    path: str
    title: str
    blocks: tuple[Block, ...]
    section: str = ""
    crumbs: tuple[Link, ...] = ()
    look: str = ""

    @property
    def root(self) -> str:
        """The way from this page to the site's root."""
        return "../" * self.path.count("/")

    def all_blocks(self) -> "Iterator[Block]":
        """Every block in the order in which they are read, those behind a line too."""
        return _all(self.blocks)


def anchor(text: str) -> str:
    """
    What a heading is linked to by.

    >>> anchor("Who asks for it, and why?")
    'who-asks-for-it-and-why'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _all(blocks: "Sequence[Block]") -> "Iterator[Block]":
    for block in blocks:
        yield block
        if isinstance(block, More):
            yield from _all(block.blocks)
