"""
The one door for reading a return sent as XML.

A plain file, as most are, goes through the scanner, which is quick; any other through the
element reader, which says what reading means. Both give the same Reading.
"""

import io
from collections.abc import Callable
from pathlib import Path

from paramountcy.returns.file_type import BEGINNING, encoding_of
from paramountcy.returns.plain_tags import NotPlain
from paramountcy.returns.read_elements import USUAL, ElementReader, Limits
from paramountcy.returns.scan_xml import scan
from paramountcy.returns.shape import Reading, Return, Unreadable

PIECE = 1 << 18
"""Bytes that the element reader is given at once."""

Progress = Callable[[float], None]
"""Is told the share that has been read, from 0 to 1. It begins again where a file turns out not to be plain."""


def read(
    source: str | Path | bytes, kind: Return, *, limits: Limits = USUAL, progress: Progress | None = None
) -> Reading:
    """
    Read a return from a file's path, or from its bytes.

    Every value is text as sent. What is wrong in the file's structure is listed in `faults`, with
    its line, and all else is read. Raises Unreadable, with a sentence to show, where nothing can be.
    """
    with _open(source) as file:
        size = _size(file, limits)
        encoding = _encoding(file)
        tell = _teller(progress, size)
        try:
            return scan(file, kind, encoding, limits=limits, progress=tell)
        except NotPlain:
            file.seek(0)
            return _read_elements(file, kind, encoding, limits, tell)


def read_by_element(
    source: str | Path | bytes, kind: Return, *, limits: Limits = USUAL, progress: Progress | None = None
) -> Reading:
    """The same as `read`, without the scanner: several times slower."""
    with _open(source) as file:
        size = _size(file, limits)
        return _read_elements(file, kind, _encoding(file), limits, _teller(progress, size))


def _read_elements(
    file: io.BufferedIOBase, kind: Return, encoding: str, limits: Limits, tell: Callable[[int], None]
) -> Reading:
    reader = ElementReader(kind, encoding, limits)
    while piece := file.read(PIECE):
        reader.feed(piece)
        tell(file.tell())
    return reader.finish()


def _encoding(file: io.BufferedIOBase) -> str:
    encoding = encoding_of(file.read(BEGINNING))
    file.seek(0)
    return encoding


def _teller(progress: Progress | None, size: int) -> Callable[[int], None]:
    return (lambda done: progress(min(1.0, done / size))) if progress else lambda _: None


def _open(source: str | Path | bytes) -> io.BufferedIOBase:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    path = Path(source)
    if not path.exists():
        raise Unreadable("There is no such file: check its name and folder.")
    if not path.is_file():
        raise Unreadable("This is a folder, or not a file that can be read: give the return's XML file.")
    try:
        return path.open("rb")
    except OSError as error:
        raise Unreadable(f"The file could not be opened ({error.strerror}): check that you may read it.") from error


def _size(file: io.BufferedIOBase, limits: Limits) -> int:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > limits.file:
        raise Unreadable(f"The file has {size:,} bytes, more than the {limits.file:,} that are read: check what it is.")
    return size
