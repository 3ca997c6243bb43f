"""
How much room words take, so that nothing is written over anything else.

The widths are those of Helvetica, which Arial and Liberation Sans share (in thousandths of the size of the letters).
"""

import unicodedata
from functools import cache, lru_cache

SIZE = 17.0
"""The size of every letter of a chart: 10 pixels on the narrowest screens, 20 on wide ones."""

LINE = 21.0
"""From one line of text to the next."""

ASCENT, DESCENT = 0.93 * SIZE, 0.24 * SIZE
"""How far letters reach above and below the line they stand on."""

BOLD = 1.12
"""Bold letters are no wider than this times plain ones, over any word."""

LONGEST_NAME = 154.0
"""No word in the name of an authority is wider, bold ones neither: room for so much, and none is cut."""

FIRST = 32
_WIDTHS = [
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556,) * 10,
    *(278, 278, 584, 584, 584, 556, 1015),
    *(667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833),
    *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611),
    *(278, 278, 278, 469, 556, 333),
    *(556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833),
    *(556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500),
    *(334, 260, 334, 584),
]
_OTHERS = {"−": 584, "–": 556, "—": 1000, "’": 222, "‘": 222, "“": 333, "”": 333, "…": 1000, "·": 278, "×": 584}
_WIDEST = 1000
TEXTS_KEPT = 16_384
"""The same names, years and notes stand on chart after chart: so many texts are measured and broken into lines once."""


@lru_cache(TEXTS_KEPT)
def width(text: str, *, bold: bool = False) -> float:
    """
    The width of a line, in the units of a chart.

    >>> round(width("2024-25"), 1), width("23%") < width("23%", bold=True)
    (62.4, True)
    """
    return sum(map(_of, text)) / 1000 * SIZE * (BOLD if bold else 1.0)


def wrap(text: str, room: float, *, bold: bool = False) -> list[str]:
    """
    The text in lines no wider than `room`; a word that is wider is cut. There is always one line.

    >>> wrap("Bournemouth, Christchurch and Poole", 150)
    ['Bournemouth,', 'Christchurch and', 'Poole']
    """
    return list(_lines(text, room, bold))


@lru_cache(TEXTS_KEPT)
def _lines(text: str, room: float, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", bold=bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.extend(_cut(word, room, bold))
    return tuple(lines) or ("",)


def _cut(word: str, room: float, bold: bool) -> list[str]:
    if width(word, bold=bold) <= room:
        return [word]
    pieces = [word[:1]]
    for letter in word[1:]:
        if width(pieces[-1] + letter, bold=bold) <= room:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


@cache
def _of(letter: str) -> int:
    if letter in _OTHERS:
        return _OTHERS[letter]
    plain = unicodedata.normalize("NFD", letter)[0]
    place = ord(plain) - FIRST
    if 0 <= place < len(_WIDTHS):
        return _WIDTHS[place]
    return 0 if unicodedata.combining(letter) else _WIDEST
