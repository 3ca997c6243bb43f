"""
How every copy of the month's report is known for what it is, whatever it is called, so that none is ever published.

The mark stands in the file's properties and again in the words at its head, so that it outlives being opened and saved
by other programs, being turned into another kind of file, and being renamed.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from paramountcy.publication.figures.words import INTERNAL

NAME, MARK = "Paramountcy", "paramountcy-internal-true-counts"
"""The custom property, or the page's meta element, and what it says; keywords say it too."""
DEFINED_NAME = "PARAMOUNTCY_INTERNAL"
"""The name that the workbook defines."""

ZIP, END, LONGEST_END = b"PK\x03\x04", b"PK\x05\x06", 22 + 0xFFFF
LARGEST_LIST = 1 << 20
"""Bytes of a package's table of contents: one of ours has a hundredth of it."""
LARGEST_PART = 1 << 20
PARTS = 400
"""How many parts of a package are looked into, and how many bytes of each."""
ENDS = 4 << 20
"""How many bytes are looked at where any other file begins and ends."""

_SAID = tuple(text.lower() for text in (MARK, DEFINED_NAME, INTERNAL.partition(": ")[2]))
_TAGS = r"(?:<[^<>]*>)*"
_ACROSS_TAGS = re.compile("|".join(_TAGS.join(map(re.escape, said)) for said in _SAID))


def is_internal(path: str | Path) -> bool:
    """
    Whether a file is a month's report, or was made from one. Its name plays no part.

    Only so much of it is looked at, however large it is or says it is. Raises OSError where it can't be opened.
    """
    with Path(path).open("rb") as file:
        beginning = file.read(len(ZIP))
        file.seek(0)
        parts = _of_package(file) if beginning == ZIP else _ends(file)
        return any(_says_so(part) for part in parts)


def _ends(file: BinaryIO) -> Iterator[bytes]:
    """The beginning and the end of a file."""
    yield file.read(ENDS)
    size = file.seek(0, 2)
    if size > ENDS:
        file.seek(max(ENDS, size - ENDS))
        yield file.read(ENDS)


def _of_package(file: BinaryIO) -> Iterator[bytes]:
    """The beginnings of the XML parts of an office file; none where it is not whole, or too large to be ours."""
    if not _is_listed_briefly(file):
        return
    try:
        package = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return
    with package:
        there = [part for part in package.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
        for part in sorted(there, key=lambda part: part.filename.startswith("xl/worksheets"))[:PARTS]:
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                continue
            try:
                with package.open(part) as opened:
                    yield opened.read(LARGEST_PART)
            except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, OSError):
                continue


def _is_listed_briefly(file: BinaryIO) -> bool:
    """Whether a package ends as one does, with a table of contents of a size that can be ours."""
    size = file.seek(0, 2)
    file.seek(max(0, size - LONGEST_END))
    end = file.read()
    file.seek(0)
    at = end.rfind(END)
    return at >= 0 and int.from_bytes(end[at + 12 : at + 16], "little") <= LARGEST_LIST


def _says_so(part: bytes) -> bool:
    """Whether the mark is in some bytes, in any of the encodings that office programs use, across tags."""
    in_two_bytes = ("utf-16-le", "utf-16-be") if b"\0" in part else ()
    for encoding in ("utf-8", *in_two_bytes):
        text = part.decode(encoding, errors="ignore").lower()
        if any(said in text for said in _SAID):
            return True
        if encoding == "utf-8" and _ACROSS_TAGS.search(text):
            return True
    return False
