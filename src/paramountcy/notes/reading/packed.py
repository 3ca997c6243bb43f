"""
The parts of a Word file: a zip with XML inside, opened as if somebody meant harm with it.

A file is refused that has macros, a password, too many or too large parts, parts packed as only a zip bomb is, XML that
declares anything (so that no entity can be opened or fetched), or XML nested deeper than any text.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from paramountcy.notes.document import NotRead

PARTS = 2_000
UNPACKED = 60_000_000
PACKED_AT_MOST = 200
"""Bytes of a part for each byte in the zip. XML of a long table packs to a fiftieth; a bomb to a thousandth."""
SMALL = 1_000_000
DEEPEST = 200
NODES = 2_000_000
CONTENT_TYPES, TEXT = "[Content_Types].xml", "word/document.xml"
NOT_WORD = "it is not a Word file, or a damaged one. Open it in Word, save it as .docx and give that."
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError, OSError)


@dataclass(slots=True)
class Node:
    """An element of XML. Its tag and attributes have the names that they have in Word's own files, as in `w:p`."""

    tag: str
    attributes: dict[str, str]
    children: "list[Node]" = field(default_factory=list)
    text: str = ""

    def first(self, *path: str) -> "Node | None":
        """The first descendant along a path of tags."""
        node: Node | None = self
        for tag in path:
            node = next((child for child in node.children if child.tag == tag), None) if node else None
        return node

    def value(self, *path: str) -> str:
        """The `w:val` of the first descendant along a path; "" where there is none."""
        found = self.first(*path)
        return found.attributes.get("w:val", "") if found else ""

    def each(self, tag: str) -> "Iterator[Node]":
        return (child for child in self.children if child.tag == tag)


class Packed:
    """A Word file, looked through before anything is unpacked. Raises NotRead."""

    def __init__(self, content: bytes):
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._parts = {info.filename: info for info in self._zip.infolist()}
        except DAMAGED:
            raise NotRead(NOT_WORD) from None
        self._look_through()

    def _look_through(self) -> None:
        parts = self._zip.infolist()
        if any(info.flag_bits & 1 for info in parts):
            raise NotRead("it has a password. Save it without one and give that.")
        unpacked = sum(info.file_size for info in parts)
        bombs = [info for info in parts if info.file_size > max(SMALL, PACKED_AT_MOST * info.compress_size)]
        if len(parts) > PARTS or unpacked > UNPACKED or bombs:
            raise NotRead(
                f"unpacked it would be larger than notes of a meeting can be ({unpacked // 1_000_000:,} MB in "
                f"{len(parts):,} parts). Copy its text into a new file and give that."
            )
        if CONTENT_TYPES not in self._parts or TEXT not in self._parts:
            raise NotRead(NOT_WORD)
        macros = any("vbaproject" in name.lower() or "vbadata" in name.lower() for name in self._parts)
        if macros or b"macroenabled" in self._bytes(CONTENT_TYPES).lower():
            raise NotRead("it holds macros, which are not opened here. Save it as .docx and give that.")

    def xml(self, name: str) -> Node | None:
        """A part, None where there is none. Raises NotRead for one that is not plain XML."""
        return _parsed(self._bytes(name)) if name in self._parts else None

    def _bytes(self, name: str) -> bytes:
        try:
            return self._zip.read(name)
        except DAMAGED:
            raise NotRead(NOT_WORD) from None


def _parsed(content: bytes) -> Node:
    root = Node("", {})
    stack, count = [root], 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(stack) > DEEPEST or count > NODES:
            raise NotRead(
                "its parts stand deeper within each other, or are more, than any text has. Copy its text anew."
            )
        node = Node(tag, attributes)
        stack[-1].children.append(node)
        stack.append(node)

    def end(_: str) -> None:
        stack.pop()

    def characters(text: str) -> None:
        stack[-1].text += text

    def declared(*_: object) -> None:
        raise NotRead("it declares entities, as no Word file does and harmful ones do. Copy its text into a new file.")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = characters, declared
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise NotRead(NOT_WORD) from None
    return root.children[0]
