"""
Whole children of a plain file as arrays: where each tag stands, which it is, what the values are.

Nothing here looks at one byte after another; each step is a few operations on all tags at once.
"""

from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from paramountcy.returns.places import Place
from paramountcy.returns.plain_tags import NotPlain, PlainTags

LONGEST_VALUE = 60_000
"""Characters, whatever the limit: the lengths are sorted as small numbers."""
LESS_THAN, GREATER_THAN, NEWLINE, TAB, BLANK = b"<>\n\t "


class PlainText:
    """
    The text of whole children, one after another, with MARGIN blanks at both ends. Raises NotPlain.

    Tags are numbered from 0 in the order of the text, and so are the elements of a place.
    """

    def __init__(self, text: NDArray[np.uint8], known: PlainTags):
        self._text, self._known = text, known
        marks = np.flatnonzero(((text | 2) == GREATER_THAN) | (text == NEWLINE))  # "<" | 2 is ">"
        kinds = text[marks]
        self._opening = np.flatnonzero(kinds == LESS_THAN)
        closing = np.flatnonzero(kinds == GREATER_THAN)
        opening = self._opening
        if len(opening) != len(closing) or not ((opening < closing).all() and (closing[:-1] < opening[1:]).all()):
            raise NotPlain("brackets that are not those of tags")
        self._starts, self._ends = marks[opening], marks[closing]
        self.lines = len(marks) - 2 * len(opening)
        """How many lines end in the text."""
        tags = known.read(text, self._starts, self._ends)
        self._check_bytes(known.begins_value.take(tags))
        self._order = np.argsort(tags, kind="stable")
        self._last = np.cumsum(np.bincount(tags, minlength=known.unknown))
        self._latest: dict[Place, NDArray] = {}

    def at(self, place: Place) -> NDArray:
        """The tags that open elements of a place."""
        number = self._known.number[place]
        return self._order[self._last[number - 1] if number else 0 : self._last[number]]

    def latest(self, place: Place) -> NDArray[np.int32]:
        """By tag, the element of a place that was opened last; -1 before the first."""
        if place not in self._latest:
            lengths = np.diff(self.at(place), prepend=0, append=len(self._starts))
            self._latest[place] = np.repeat(np.arange(-1, len(lengths) - 1, dtype=np.int32), lengths)
        return self._latest[place]

    def line_of(self, tags: NDArray) -> NDArray:
        """How many lines end before each of these tags: what was found before it and is no bracket."""
        return self._opening[tags] - 2 * tags

    def values(self, tags: NDArray, cells: NDArray, size: int, longest: int) -> pl.Series:
        """
        The values that these tags open, each in a cell of its own of `size`; null in the others.

        Raises NotPlain where one is longer than `longest` characters.
        """
        begins = self._ends[tags] + 1
        lengths = self._starts[tags + 1] - begins
        if len(lengths) and lengths.max() > min(longest, LONGEST_VALUE):
            raise NotPlain("a long value")
        by_length = np.argsort(lengths.astype(np.uint16), kind="stable")
        lengths, begins = lengths[by_length], begins[by_length]
        groups = np.flatnonzero(np.diff(lengths, prepend=0, append=0))
        texts = [self._texts(begins[first:last], int(lengths[first])) for first, last in pairwise(groups)]
        nothing = pl.Series([None], dtype=pl.String)
        which = np.full(size, len(tags), dtype=np.uint32)
        which[cells[by_length]] = np.arange(len(tags), dtype=np.uint32)
        return pl.concat([*texts, nothing]).rechunk().gather(pl.Series(which))

    def _texts(self, begins: NDArray, length: int) -> pl.Series:
        """The texts of one length that begin at these bytes."""
        text = self._text
        slices = np.ndarray((len(text) - length + 1,), dtype=f"V{length}", buffer=text, strides=(1,))
        table = slices[begins].view(np.uint8).reshape(-1, length)
        return pl.Series(table).cast(pl.List(pl.UInt8)).cast(pl.Binary).cast(pl.String)

    def _check_bytes(self, begins_value: NDArray[np.bool_]) -> None:
        """That there is nothing but white space between elements, and no control character anywhere."""
        text = self._text
        if np.count_nonzero(text < BLANK) != self.lines + np.count_nonzero(text == TAB):
            raise NotPlain("control characters")
        after = text[self._ends + 1]
        odd = ((after > BLANK) & (after != LESS_THAN)) != begins_value
        if odd.any():
            raise NotPlain("text after a tag where there may be none, or none where there must be", self._ends[odd])
        is_dark = text > BLANK
        begins = is_dark[1:] > is_dark[:-1]
        if np.count_nonzero(begins) == np.count_nonzero(text[self._starts - 1] <= BLANK):
            return
        at = np.flatnonzero(begins) + 1
        at = at[text[at] != LESS_THAN]
        known = begins_value[np.searchsorted(self._ends, at) - 1]
        if not known.all():
            raise NotPlain("text between elements", at[~known])
