"""
The tags that may stand in the children of a plain file: told apart, and held against their order.

A tag has a number: twice its place's, and one more where it closes. A place says which elements
are open around it, so that what may follow what, tag by tag, is the whole of nesting.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from paramountcy.returns.places import Place, places
from paramountcy.returns.shape import Return

WORD = 8
"""Bytes that are compared at once, as one number."""
MARGIN = 64
"""Blanks that must stand before and after the bytes looked at, so that every word lies inside."""
SLOT_BITS = 12
SPREAD = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
"""Odd numbers whose multiples are spread over 64 bits."""
BELOW = np.array([(1 << 8 * min(n, WORD)) - 1 for n in range(MARGIN + 1)], dtype=np.uint64)
"""By length, the mask of the bytes of a word that belong to a tag that begins it."""
ABOVE = np.array([(1 << 64) - (1 << 8 * max(0, WORD - n)) for n in range(MARGIN + 1)], dtype=np.uint64)
"""By length, the mask of the bytes of a word that belong to a tag that ends it."""


class NotPlain(Exception):
    """
    The file holds something that the scanner does not read. The element reader does.

    `at` are bytes of the text looked at where it was met, in their order; none where that is not known.
    """

    def __init__(self, why: str, at: NDArray | None = None):
        super().__init__(why)
        self.at = np.empty(0, dtype=np.intp) if at is None else at


class PlainTags:
    """The tags of a child's place and of all in it. Raises NotPlain for a return whose names can't be told apart."""

    def __init__(self, child: Place):
        self.child = child
        self.places = list(child.all())
        self.number = {place: 2 * n for n, place in enumerate(self.places)}
        self.unknown = 2 * len(self.places)
        self._dtype = np.min_scalar_type(self.unknown)
        self.begins_value = np.zeros(self.unknown + 1, dtype=bool)
        for place, number in self.number.items():
            self.begins_value[number] = place.item is not None
        self._learn_names()
        self._learn_words()
        self._learn_order()

    def read(self, text: NDArray[np.uint8], starts: NDArray, ends: NDArray) -> NDArray:
        """
        The number of each tag of a text, from where its brackets stand.

        The text has whole children and nothing else but MARGIN blanks at both ends. Raises NotPlain
        unless every tag is known and stands where it may.
        """
        tags = self._numbers(text, starts, ends)
        for first, (within, actual) in self._twice.items():
            self._tell_apart(tags, first, within, actual)
        may_follow = self._may_follow.take(tags[:-1].astype(np.intp) * len(self.begins_value) + tags[1:])
        if not (tags[0] == 0 and tags[-1] == 1 and may_follow.all()):
            raise NotPlain("elements stand where they may not, or are empty", starts[1:][~may_follow])
        return tags

    def _numbers(self, text: NDArray[np.uint8], starts: NDArray, ends: NDArray) -> NDArray:
        words = np.ndarray((len(text) - WORD + 1,), dtype="<u8", buffer=text, strides=(1,))
        lengths = ends - starts - 1
        within = np.minimum(lengths, MARGIN)
        first = words[1:][starts] & BELOW.take(within)
        last = words[ends - WORD] & ABOVE.take(within)
        tags = self._slots.take(_slot(first, last, self._factors))
        right = self._lengths.take(tags) == lengths
        right &= self._first.take(tags) == first
        right &= self._last.take(tags) == last
        for at, mask, word in self._middles:
            right &= (words[1 + at :][starts] & mask.take(tags)) == word.take(tags)
        if not right.all():
            raise NotPlain("a tag is not one of those expected, or has more in it than its name", starts[~right])
        return tags

    def _tell_apart(self, tags: NDArray, first: int, within: NDArray, actual: NDArray) -> None:
        """Give the tags of a name that stands in several places, known so far as the first, their own numbers."""
        at = np.flatnonzero(tags == first)
        if not len(at):
            return
        if at[0] == 0 or at[-1] == len(tags) - 1 or not (tags[at + 1] == first + 1).all():
            raise NotPlain("a value is not closed")
        numbers = actual.take(within.take(tags[at - 1]))
        if (numbers == self.unknown).any():
            raise NotPlain("a value stands where it may not")
        tags[at] = numbers
        tags[at + 1] = numbers + 1

    def _learn_names(self) -> None:
        """Every tag as written, without its brackets. Of the places that share a name, the first has it."""
        self._names: dict[bytes, int] = {}
        places_of: dict[int, list[Place]] = {}
        for place, number in self.number.items():
            first = self._names.setdefault(place.name.encode(), number)
            self._names.setdefault(b"/" + place.name.encode(), number + 1)
            places_of.setdefault(first, []).append(place)
        self._twice: dict[int, tuple[NDArray, NDArray]] = {}
        for first, same in places_of.items():
            if len(same) == 1:
                continue
            if any(place.inside for place in same):
                raise NotPlain("an element that holds others stands in several places")
            actual = np.full(self.unknown + 1, self.unknown, dtype=self._dtype)
            for place in same:
                actual[self.number[place.above]] = self.number[place]
            self._twice[first] = (self._open_after(), actual)

    def _open_after(self) -> NDArray:
        """By tag, the number of the innermost element that is open after it."""
        open_after = np.full(self.unknown + 1, self.unknown, dtype=np.intp)
        for place, number in self.number.items():
            open_after[number] = number
            open_after[number + 1] = self.number.get(place.above, self.unknown)
        return open_after

    def _learn_words(self) -> None:
        longest = max(map(len, self._names))
        if longest > MARGIN - WORD:
            raise NotPlain(f"a tag of {longest} bytes is longer than the scanner knows")
        size = self.unknown + 1
        self._lengths = np.zeros(size, dtype=np.int64)
        self._first, self._last = np.zeros(size, dtype=np.uint64), np.zeros(size, dtype=np.uint64)
        self._middles = [
            (at, np.zeros(size, dtype=np.uint64), np.zeros(size, dtype=np.uint64))
            for at in range(WORD, longest - WORD, WORD)
        ]
        for tag, number in self._names.items():
            self._lengths[number] = len(tag)
            self._first[number] = _word(tag[:WORD].ljust(WORD, b"\0"))
            self._last[number] = _word(tag[-WORD:].rjust(WORD, b"\0"))
            for at, mask, word in self._middles:
                if len(tag) >= at + WORD:
                    mask[number], word[number] = BELOW[WORD], _word(tag[at : at + WORD])
        self._factors, self._slots = self._find_slots()

    def _find_slots(self) -> tuple[tuple[np.uint64, np.uint64], NDArray]:
        """Two factors by which the first and last words of the known tags give each a slot of its own."""
        known = np.array(sorted(self._names.values()))
        for n in range(1, 1000):
            factors = np.uint64(n * SPREAD[0] % (1 << 64) | 1), np.uint64(n * SPREAD[1] % (1 << 64) | 1)
            slots = _slot(self._first[known], self._last[known], factors)
            if len(np.unique(slots)) == len(known):
                tags = np.full(1 << SLOT_BITS, self.unknown, dtype=self._dtype)
                tags[slots] = known
                return factors, tags
        raise NotPlain("found no slots for the tags of this return")

    def _learn_order(self) -> None:
        """Which tag may follow which. An element that is empty may not be there at all."""
        size = self.unknown + 1
        may_follow = np.zeros((size, size), dtype=bool)
        for place, number in self.number.items():
            inside = [self.number[inner] for inner in place.inside.values()]
            for inner in inside:
                may_follow[number, inner] = True
                may_follow[inner + 1, number + 1] = True
                may_follow[inner + 1, inside] = True
            if place.item is not None:
                may_follow[number, number + 1] = True
        may_follow[1, 0] = True
        self._may_follow = may_follow.ravel()


@cache
def plain_tags(kind: Return) -> PlainTags:
    """The tags of a return's children. Raises NotPlain where it has none, or the scanner can't read it."""
    for place in places(kind).all():
        if place.is_child:
            return PlainTags(place)
    raise NotPlain("the return has no children")


def _word(eight: bytes) -> np.uint64:
    return np.frombuffer(eight, dtype="<u8")[0]


def _slot(first: NDArray, last: NDArray, factors: tuple[np.uint64, np.uint64]) -> NDArray:
    return ((first * factors[0] + last * factors[1]) >> np.uint64(64 - SLOT_BITS)).astype(np.intp)
