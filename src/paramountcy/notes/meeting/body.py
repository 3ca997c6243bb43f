"""
The body of notes: items, paragraphs and points, each kept exactly as it is written.

Every block is looked at once, in order. What has no mark goes on with what stands before it where it begins with a
small letter, as after the end of a page, and is a paragraph without number otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from paramountcy.notes.document import Block, Document, Span
from paramountcy.notes.meeting import marks
from paramountcy.notes.meeting.kinds import kind_of
from paramountcy.notes.meeting.shape import (
    CERTAIN,
    GUESS,
    LIKELY,
    Discussion,
    Item,
    Notice,
    Paragraph,
    Point,
    Subheading,
)

WRAPPED = 50
"""Characters in a line of text that was broken because it was full, at least."""


@dataclass
class Written:
    """A piece of the body in the making: its text, and from where to where it stands."""

    text: str
    first: Block
    last: Block
    label: str = ""
    sure: bool = True
    joined: bool = False
    points: "list[Written]" = field(default_factory=list)

    def go_on(self, block: Block) -> None:
        self.text, self.last = f"{self.text} {block.text}", block

    @property
    def span(self) -> Span:
        return Span(self.first.start, self.last.span.end, self.first.page)


@dataclass
class Section:
    """An item in the making."""

    number: int | None
    title: str
    heading: Block
    paragraphs: list[Written] = field(default_factory=list)
    subheadings: list[tuple[str, str, Block, list[str]]] = field(default_factory=list)


@dataclass
class ActionLine:
    """A line that is headed Action, and the paragraph it stands after."""

    text: str
    source: str
    block: Block


@dataclass
class Body:
    """All of the body."""

    items: tuple[Item, ...] = ()
    discussions: tuple[Discussion, ...] = ()
    action_lines: list[ActionLine] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def read_body(document: Document, blocks: Sequence[Block]) -> Body:
    """The items, paragraphs and points in the blocks after the head of notes."""
    reading = _Reading(document, marks.items(blocks))
    for number, block in enumerate(blocks):
        reading.look_at(number, block, blocks[number + 1] if number + 1 < len(blocks) else None)
    return reading.done()


class _Reading:
    def __init__(self, document: Document, headings: dict[int, marks.Mark]):
        self.document, self.headings = document, headings
        self.sections: list[Section] = []
        self.talks: list[tuple[str, Written, str]] = []
        self.talking = False
        self.body = Body()

    def look_at(self, place: int, block: Block, following: Block | None) -> None:
        mark = self.headings.get(place)
        if mark:
            self.sections.append(Section(mark.number, mark.title, block))
            self.talking = False
        elif found := marks.PARAGRAPH.match(block.text):
            self._section(block).paragraphs.append(Written(found["text"], block, block, found["number"]))
            self.talking = False
            if self.sections[-1].subheadings:
                self.sections[-1].subheadings[-1][3].append(found["number"])
        elif found := marks.RECOMMENDATION.match(block.text):
            under = self._last_number()
            self.talks.append((block.text.rstrip(" :"), Written(found["numbers"], block, block), under))
            self.talking = True
        elif found := marks.ACTION.match(block.text):
            self.body.action_lines.append(ActionLine(found["text"], self._last_number(), block))
        elif found := marks.ADDRESS.fullmatch(block.text[: marks.LONGEST_ADDRESS]):
            self.body.links.append(found["link"])
        elif found := marks.NEXT_ON_A_LINE.fullmatch(block.text):
            text = Written(found["text"], block, block)
            self.sections.append(Section(None, found["title"], block, [text]))
            self.talking = False
        elif point := marks.point(block):
            self._point(block, following, *point)
        elif marks.is_section(block):
            self.sections.append(Section(None, marks.title(block.text), block))
            self.talking = False
        else:
            self._go_on(block)

    def _section(self, block: Block) -> Section:
        if not self.sections:
            self.sections.append(Section(None, "", block))
        return self.sections[-1]

    def _last_number(self) -> str:
        """The number of the paragraph that stands last, else of the item, as item 3."""
        for section in reversed(self.sections[-1:]):
            for paragraph in reversed(section.paragraphs):
                if paragraph.label:
                    return paragraph.label
            return f"item {section.number}" if section.number is not None else section.title
        return ""

    def _point(self, block: Block, following: Block | None, label: str, text: str) -> None:
        section = self._section(block)
        if label and marks.is_subheading(block, following):
            section.subheadings.append((label, marks.title(text), block, []))
            return
        if self.talking:
            self.talks[-1][1].points.append(Written(text, block, block, label))
            return
        if not section.paragraphs:
            section.paragraphs.append(Written("", block, block))
        section.paragraphs[-1].points.append(Written(text, block, block, label))

    def _go_on(self, block: Block) -> None:
        last = self._last_written()
        if last is None:
            self._section(block).paragraphs.append(Written(block.text, block, block))
            return
        small = block.text[:1].islower() and not last.text.rstrip().endswith((".", "?", "!"))
        full = not block.gap and self.document.kind in ("text", "markdown") and len(last.last.text) >= WRAPPED
        if small and block.gap:
            last.joined = True
            where = f"paragraph {self._last_number()}"
            self._notice(f"In {where} a sentence was broken in two, as at the end of a page, and is joined.", block)
        if small or full:
            last.go_on(block)
            return
        self.talking = False
        self._section(block).paragraphs.append(Written(block.text, block, block))

    def _last_written(self) -> Written | None:
        if self.talking and self.talks[-1][1].points:
            return self.talks[-1][1].points[-1]
        if not self.sections or not self.sections[-1].paragraphs:
            return None
        paragraph = self.sections[-1].paragraphs[-1]
        return paragraph.points[-1] if paragraph.points else paragraph

    def _notice(self, text: str, block: Block) -> None:
        self.body.notices.append(Notice(text=text, span=block.span, confidence=CERTAIN))

    def done(self) -> Body:
        seen: set[str] = set()
        for section in self.sections:
            for paragraph in section.paragraphs:
                if paragraph.label in seen:
                    self._notice(f"The number {paragraph.label} stands before two paragraphs.", paragraph.first)
                seen |= {paragraph.label} - {""}
        self.body.items = tuple(self._item(section) for section in self.sections)
        self.body.discussions = tuple(self._discussion(*talk) for talk in self.talks)
        return self.body

    def _item(self, section: Section) -> Item:
        known = section.number is not None or bool(section.heading.heading or marks.SECTIONS.fullmatch(section.title))
        return Item(
            number=section.number,
            title=section.title,
            paragraphs=tuple(self._paragraph(each) for each in section.paragraphs),
            subheadings=tuple(
                Subheading(label=label, title=title, paragraphs=tuple(below), span=block.span, confidence=LIKELY)
                for label, title, block, below in section.subheadings
            ),
            span=section.heading.span,
            confidence=CERTAIN if known and section.title else LIKELY,
        )

    def _paragraph(self, written: Written) -> Paragraph:
        whole = self.document.marked or written.text.rstrip().endswith(marks.ENDS)
        sure = CERTAIN if whole and written.label else LIKELY if written.label or self.document.marked else GUESS
        return Paragraph(
            number=written.label,
            text=written.text,
            points=tuple(self._written_point(each) for each in written.points),
            joined=written.joined,
            span=written.span,
            confidence=LIKELY if written.joined and not self.document.marked else sure,
        )

    def _written_point(self, written: Written) -> Point:
        whole = self.document.marked or written.text.rstrip().endswith(marks.ENDS)
        return Point(
            text=written.text,
            label=written.label,
            kind=kind_of(written.text),
            span=written.span,
            confidence=CERTAIN if whole else LIKELY,
        )

    def _discussion(self, heading: str, written: Written, under: str) -> Discussion:
        return Discussion(
            heading=heading,
            numbers=marks.numbers(written.text),
            points=tuple(self._written_point(each) for each in written.points),
            under=under,
            span=written.span,
            confidence=CERTAIN,
        )


def minutes_headings(block: Block) -> tuple[str, ...]:
    """The headings of a table that holds the minutes themselves, where this row is them; none where it is not."""
    cells = tuple(cell.casefold().strip(" :") for cell in block.cells)
    known = {"item", "agenda item", "action", "actions", "notes", "discussion", "minutes", "topic"}
    return cells if len(cells) > 1 and known & set(cells) else ()


def flattened(blocks: Sequence[Block]) -> list[Block]:
    """
    The body's blocks with each row of a table as lines: a number alone in a cell goes before the text in the next, and
    what stands below a heading Action is an action.
    """
    found: list[Block] = []
    headings: tuple[str, ...] = ()
    table = 0
    for block in blocks:
        if not block.cells:
            found.append(block)
            continue
        if block.table != table:
            table, headings = block.table, minutes_headings(block)
            if headings:
                continue
        prefix = ""
        for number, cell in enumerate(block.cells):
            if re.fullmatch(r"\d{1,2}(\.\d{1,3})?[.)]?", cell.strip()):
                prefix = cell.strip() if "." in cell.strip(".") else f"{cell.strip(' .)')}."
                continue
            acts = number < len(headings) and headings[number] in ("action", "actions")
            for line in filter(None, cell.split("\n")):
                text = f"Action: {line}" if acts else f"{prefix} {line}".strip()
                found.append(replace(block, text=text, cells=(), table=0, gap=True))
                prefix = ""
    return found
