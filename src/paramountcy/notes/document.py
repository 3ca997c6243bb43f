"""
What a file of notes or guidance is once it is read, whatever it was before: blocks of text, each with its place.

A Document holds the whole text, and blocks that point into it. A block is a line, a paragraph, a point of a list or a
row of a table. `reading` makes documents from files; `meeting` and `linting` read what is in them. The file is
untrusted: whatever can't be read safely ends in NotRead, whose sentence quotes nothing of the text.
"""

from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import TracebackType

LARGEST = 5_000_000
"""Bytes of a file that is read. Minutes of a day's meeting with its papers' titles are a hundredth of it."""
LONGEST = 1_000_000
"""Characters of text, and BLOCKS of them, that are read from a file of whatever size."""
BLOCKS = 20_000
LONGEST_BLOCK = 20_000
"""Characters of a paragraph or row: three thousand words without a break are none."""


class NotRead(Exception):
    """A file can't be read as notes or guidance. The message is a sentence, and quotes nothing of the file."""


class _NotesExtra:
    """`with NOTES: import pdfplumber` turns a missing library into a sentence."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, ImportError):
            raise NotRead(
                f"{error.name or 'a library'} is not installed, and PDF files are read with it: "
                "pip install 'paramountcy[notes]', or give the Word file."
            ) from error


NOTES = _NotesExtra()


@dataclass(frozen=True)
class Span:
    """Where a fact stands: the characters of Document.text from `start` to before `end`, and the page in a PDF."""

    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True)
class Block:
    """
    A line, paragraph, point or row, and its place.

    `number` counts blocks from 1; `heading` is the level of a heading (1 the highest) and `listed` the depth in a list,
    0 for neither; `gap` says that something stood between it and the block before. A row has `cells`, whose lines are
    parted by newlines, and the `table` it is in, counted from 1; its text is its cells parted by tabs. `line` is
    that of the file, where a file has lines, and `quoted` says that the file sets it as a quotation. `joined` are the
    cells in which lines of a page were put together, that may have been lines of their own.
    """

    text: str
    start: int
    number: int
    page: int | None = None
    heading: int = 0
    listed: int = 0
    bold: bool = False
    gap: bool = True
    table: int = 0
    cells: tuple[str, ...] = ()
    line: int = 0
    quoted: bool = False
    joined: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return f"line {self.line}" if self.line else f"page {self.page}" if self.page else f"paragraph {self.number}"

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text), self.page)


@dataclass(frozen=True)
class Document:
    """
    A file, read. `kind` is text, markdown, word, html, pdf or attendance; `marked` says whether the file itself says
    where a paragraph, a list and a table begin, as a PDF does not.
    """

    kind: str
    digest: str
    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        return self.kind != "pdf"


@dataclass
class Builder:
    """A document in the making."""

    kind: str
    content: bytes
    warnings: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0

    def add(
        self,
        text: str,
        *,
        heading: int = 0,
        listed: int = 0,
        bold: bool = False,
        gap: bool = True,
        page: int | None = None,
        line: int = 0,
        quoted: bool = False,
    ) -> None:
        """Add a paragraph; its further lines are blocks without a gap."""
        for each in text.split("\n"):
            if plain := each.strip():
                self._put(Block(plain, 0, 0, page, heading, listed, bold, gap, line=line, quoted=quoted))
                gap = False

    def add_row(
        self,
        cells: tuple[str, ...],
        table: int,
        *,
        page: int | None = None,
        line: int = 0,
        joined: tuple[int, ...] = (),
    ) -> None:
        """Add a row of a table, unless it is empty."""
        trimmed = tuple("\n".join(line.strip() for line in cell.split("\n") if line.strip()) for cell in cells)
        if any(trimmed):
            self._put(Block("\t".join(trimmed), 0, 0, page, table=table, cells=trimmed, line=line, joined=joined))

    def _put(self, block: Block) -> None:
        number = len(self._blocks) + 1
        if len(block.text) > LONGEST_BLOCK:
            raise NotRead(
                f"a paragraph in it has more than {LONGEST_BLOCK:,} characters, which notes of a meeting have not. "
                "Give the notes alone, as .docx or .txt."
            )
        if number > BLOCKS or self._length > LONGEST:
            raise NotRead(
                f"it is too long: more than {BLOCKS:,} paragraphs or {LONGEST:,} characters are not notes of a "
                "meeting. Give the notes alone, without their papers."
            )
        self._blocks.append(replace(block, start=self._length, number=number))
        self._pieces.append(block.text)
        self._length += len(block.text) + 1

    def done(self) -> Document:
        """The document. Raises NotRead where there is no text in it."""
        if not self._blocks:
            raise NotRead("there is no text in it. Where it is a scan, type it, or ask for the file it was made from.")
        return Document(
            self.kind,
            sha256(self.content).hexdigest(),
            "\n".join(self._pieces),
            tuple(self._blocks),
            tuple(self.warnings),
        )
