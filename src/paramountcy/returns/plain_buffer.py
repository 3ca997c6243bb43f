"""A plain file's bytes, some megabytes at once, cut where an element ends, with blanks around them."""

from collections.abc import Iterator
from io import BufferedIOBase

import numpy as np
from numpy.typing import NDArray

from paramountcy.returns.plain_tags import MARGIN, NotPlain

BLANKS = b" " * MARGIN


class PlainBuffer:
    """
    Reads a file through one stretch of memory, so that nothing large is copied.

    `read_up_to` its beginning, `read_on` in its middle, then take its `rest`. All raise NotPlain.
    What stands between two cuts must fit into `longest` bytes.
    """

    def __init__(self, file: BufferedIOBase, piece: int, longest: int):
        self._file = file
        self._piece, self._longest = piece, longest
        self._held = bytearray(BLANKS * 2 + bytes(longest + piece))
        self._first = self._last = MARGIN  # of the bytes that are held and were not given yet

    def read_up_to(self, tag: bytes) -> bytes:
        """The file's beginning, with the first `tag` in it."""
        while self._read():
            found = self._held.find(tag, self._first, min(self._last, self._first + self._longest))
            if found >= 0:
                return self._give(found + len(tag))
            if self._last - self._first >= self._longest:
                break
        raise NotPlain("what the file begins with is long")

    def read_on(self, tag: bytes) -> Iterator[NDArray[np.uint8] | bytes]:
        """
        The file up to the last `tag` in it, in pieces that end with one, each good until the next is asked for.

        A piece is an array with MARGIN blanks at both ends; or, where it has characters that are not plain, bytes.
        """
        while True:
            found = self._held.rfind(tag, self._first, self._last)
            if found >= 0:
                yield from self._plain(found + len(tag))
            if self._last - self._first > self._longest:
                raise NotPlain("one element is long")
            if not self._read():
                return

    def rest(self) -> bytes:
        """What follows the last piece."""
        return self._give(self._last)

    def _give(self, until: int) -> bytes:
        given = bytes(self._held[self._first : until])
        self._first = until
        return given

    def _read(self) -> bool:
        """Read on, what was not given yet moved to the front. Whether there was more."""
        rest = self._give(self._last)
        self._held[MARGIN : MARGIN + len(rest)] = rest
        self._first, self._last = MARGIN, MARGIN + len(rest)
        with memoryview(self._held) as whole, whole[self._last : self._last + self._piece] as free:
            read = self._file.readinto(free)
        self._last += read
        return read > 0

    def _plain(self, until: int) -> Iterator[NDArray[np.uint8] | bytes]:
        """The bytes up to there: if they are plain with margins of blanks, every line ending in a newline alone."""
        first, last = self._first - MARGIN, until + MARGIN
        held = np.frombuffer(self._held, dtype=np.uint8)
        if held[self._first : until].max() >= 128 or self._held.find(b"&", self._first, until) >= 0:
            yield self._give(until)
            return
        if self._held.find(b"\r", self._first, until) >= 0:
            body = self._give(until)
            newlines = body.replace(b"\r\n", b"\n")
            yield body if b"\r" in newlines else np.frombuffer(BLANKS + newlines + BLANKS, dtype=np.uint8)
            return
        after = self._held[until:last]
        self._held[first : self._first] = self._held[until:last] = BLANKS
        yield held[first:last]
        self._held[until:last] = after
        self._first = until
