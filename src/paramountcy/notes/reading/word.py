"""
Word files (.docx): paragraphs and tables in order, with the numbers and bullets that Word makes by itself.

Read with what Python brings, so that nothing is unpacked before it is looked at. What was deleted with changes tracked
is left out and what was inserted is read; comments, headers, footers and footnotes are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from paramountcy.notes.document import Builder, Document
from paramountcy.notes.reading.numbering import Numbers
from paramountcy.notes.reading.packed import TEXT, Node, Packed

LEFT_OUT = {"w:del", "w:moveFrom", "mc:Fallback", "w:pPr", "w:rPr", "w:sdtPr", "w:instrText", "w:drawing", "w:pict"}
SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": ""}
WITHIN = {"w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag", "mc:AlternateContent", "mc:Choice"}
"""What only holds other things, and is read as what it holds."""
HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
OFF = ("0", "false", "off")


@dataclass(frozen=True)
class Style:
    """What a named style gives a paragraph: the level of a heading, whether it is of a list, and Word's numbering."""

    heading: int = 0
    listed: bool = False
    bold: bool = False
    list_number: str = ""
    level: int = 0
    quoted: bool = False


def from_word(content: bytes) -> Document:
    """The document in a Word file. Raises NotRead."""
    packed, builder = Packed(content), Builder("word", content)
    root = packed.xml(TEXT)
    assert root is not None
    reading = _Reading(builder, _styles(packed.xml("word/styles.xml")), Numbers.of(packed.xml("word/numbering.xml")))
    reading.body(root.first("w:body") or root)
    if reading.tracked:
        builder.warnings.append("Changes are tracked in the file: it is read as if all of them were accepted.")
    return builder.done()


@dataclass
class _Reading:
    builder: Builder
    styles: dict[str, Style]
    numbers: Numbers
    tables: int = 0
    tracked: bool = False

    def body(self, node: Node) -> None:
        for child in _flat(node):
            if child.tag == "w:p":
                self._paragraph(child)
            elif child.tag == "w:tbl":
                self._table(child)

    def _paragraph(self, node: Node) -> None:
        text, bold = self._text(node)
        style, mark = self._look(node, counted=bool(text.strip()))
        if text.strip():
            listed = style.level + 1 if mark is not None or style.listed else 0
            self.builder.add(
                f"{mark} {text.strip()}" if mark else text,
                heading=style.heading,
                listed=0 if style.heading or _is_paragraph_number(mark) else listed,
                bold=bold or style.bold,
                quoted=style.quoted,
            )

    def _look(self, node: Node, *, counted: bool) -> tuple[Style, str | None]:
        """The style of a paragraph with its own list, and what Word puts before it."""
        look = node.first("w:pPr") or node
        style = self.styles.get(look.value("w:pStyle"), Style())
        number = look.value("w:numPr", "w:numId") or style.list_number
        own = look.value("w:numPr", "w:ilvl")
        level = min(int(own) if own.isdigit() else style.level, 8)
        mark = self.numbers.next(number, level) if number and number != "0" and counted else None
        return replace(style, list_number=number, level=level), mark

    def _table(self, node: Node) -> None:
        self.tables += 1
        table = self.tables
        for row in _flat(node):
            if row.tag == "w:tr":
                cells = [self._cell(cell) for cell in _flat(row) if cell.tag == "w:tc"]
                self.builder.add_row(tuple(cells), table)

    def _cell(self, node: Node) -> str:
        lines = []
        for child in _flat(node):
            if child.tag == "w:p":
                text, _ = self._text(child)
                _, mark = self._look(child, counted=bool(text.strip()))
                lines.append(f"{mark} {text}" if mark else text)
            elif child.tag == "w:tbl":
                lines += [self._cell(cell) for row in _flat(child) for cell in _flat(row) if cell.tag == "w:tc"]
        return "\n".join(lines)

    def _text(self, node: Node) -> tuple[str, bool]:
        """A paragraph's text, and whether all of it is bold."""
        pieces: list[str] = []
        bold: list[bool] = []
        for run in self._runs(node):
            look = run.first("w:rPr", "w:b")
            said = "".join(self._signs(run))
            pieces.append(said)
            if said.strip():
                bold.append(look is not None and look.attributes.get("w:val", "1") not in OFF)
        return "".join(pieces), bool(bold) and all(bold)

    def _runs(self, node: Node) -> Iterator[Node]:
        for child in node.children:
            if child.tag in ("w:ins", "w:del", "w:moveFrom"):
                self.tracked = True
            if child.tag == "w:r":
                yield child
            elif child.tag not in LEFT_OUT:
                yield from self._runs(child)

    def _signs(self, node: Node) -> Iterator[str]:
        for child in node.children:
            if child.tag == "w:t":
                yield child.text
            elif child.tag in SIGNS:
                yield SIGNS[child.tag]
            elif child.tag not in LEFT_OUT:
                yield from self._signs(child)


def _flat(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.tag in WITHIN:
            yield from _flat(child)
        else:
            yield child


def _is_paragraph_number(mark: str | None) -> bool:
    return bool(mark and re.fullmatch(r"\d+(\.\d+)*[.)]?", mark))


def _styles(part: Node | None) -> dict[str, Style]:
    found: dict[str, Style] = {}
    based = {}
    for each in part.each("w:style") if part else ():
        name, key = each.value("w:name"), each.attributes.get("w:styleId", "")
        heading = HEADING.match(name)
        level = each.value("w:pPr", "w:numPr", "w:ilvl")
        look = each.first("w:rPr", "w:b")
        based[key] = each.value("w:basedOn")
        found[key] = Style(
            heading=int(heading[1]) if heading else int(name.lower() == "title"),
            listed=name.lower().startswith("list "),
            bold=look is not None and look.attributes.get("w:val", "1") not in OFF,
            list_number=each.value("w:pPr", "w:numPr", "w:numId"),
            level=int(level) if level.isdigit() else 0,
            quoted="quote" in name.lower(),
        )
    return {key: _inherited(style, found.get(based[key])) for key, style in found.items()}


def _inherited(style: Style, parent: Style | None) -> Style:
    """A style with the list and boldness of the one that it is based on; a heading is one by its own name."""
    if parent is None:
        return style
    return Style(
        style.heading,
        style.listed or parent.listed,
        style.bold or parent.bold,
        style.list_number or parent.list_number,
        style.level or parent.level,
        style.quoted or parent.quoted,
    )
