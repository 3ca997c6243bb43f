"""
The numbers that Word puts before paragraphs by itself, as "1.1" or "ii.", which stand nowhere in the text of its file.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from paramountcy.notes.reading.packed import Node

ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET, NONE = "bullet", "none"


def roman(number: int) -> str:
    """
    >>> [roman(number) for number in (1, 4, 9, 14, 40)]
    ['i', 'iv', 'ix', 'xiv', 'xl']
    """
    said = ""
    for value, letters in ROMAN:
        said, number = said + letters * (number // value), number % value
    return said


def letter(number: int) -> str:
    """As Word counts on: a to z, then aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
}
Level = tuple[str, str, int]
"""How a level is numbered: its format, its text as in "%1.%2", and where it starts."""


@dataclass
class Numbers:
    """The lists of a Word file, counted as they come."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    _counted: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, part: Node | None) -> "Numbers":
        """Those that `numbering.xml` describes."""
        if part is None:
            return cls()
        kinds = {each.attributes.get("w:abstractNumId", ""): _levels(each) for each in part.each("w:abstractNum")}
        lists = {}
        for each in part.each("w:num"):
            kind = each.value("w:abstractNumId")
            own = {
                int(over.attributes.get("w:ilvl", "0")): start
                for over in each.each("w:lvlOverride")
                if (start := over.value("w:startOverride")).isdigit()
            }
            levels = {
                level: (form, text, int(own.get(level, start)))
                for level, (form, text, start) in kinds.get(kind, {}).items()
            }
            number = each.attributes.get("w:numId", "")
            lists[number] = (f"{kind} {number}" if own else kind, levels)
        return cls(lists)

    def next(self, number: str, level: int) -> str | None:
        """What stands before the next paragraph of a list at this level: "" for a bullet, None for nothing."""
        counted, levels = self.lists.get(number, ("", {}))
        form, text, start = levels.get(level, (NONE, "", 1))
        if form not in FORMATS:
            return "" if form == BULLET else None
        self._counted[counted, level] = self._counted.get((counted, level), start - 1) + 1
        for deeper in range(level + 1, 9):
            self._counted.pop((counted, deeper), None)
        for each in range(level + 1):
            shown, _, begins = levels.get(each, (NONE, "", 1))
            value = self._counted.setdefault((counted, each), begins)
            text = text.replace(f"%{each + 1}", FORMATS.get(shown, str)(value))
        return text


def _levels(kind: Node) -> dict[int, Level]:
    found = {}
    for level in kind.each("w:lvl"):
        start = level.value("w:start")
        place = int(level.attributes.get("w:ilvl", "0"))
        found[place] = (level.value("w:numFmt") or NONE, level.value("w:lvlText"), int(start) if start.isdigit() else 1)
    return found
