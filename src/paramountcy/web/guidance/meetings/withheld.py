"""
What must not leave with published notes: names that are withheld, and what a person has to look at first.

The publishing room registers both. `without` is what every way out of published notes passes its words through.
"""

import re
from collections.abc import Callable, Sequence

from paramountcy.web.guidance.meetings.models import Meeting

WITHHELD = "[name withheld]"
PART = re.compile(r"[^\W\d_][\w’'-]+")
TITLES = frozenset(
    {"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Rev", "Reverend", "Sir", "Dame", "Lady", "Lord"}
)
Names = Callable[[Meeting], Sequence[str]]
Reasons = Callable[[Meeting], Sequence[str]]
WITHHOLDERS: list[Names] = []
STOPS: list[Reasons] = []


def withholds(find: Names) -> None:
    """Register a function that is given a meeting and finds the names to withhold from what is published of it."""
    if find not in WITHHOLDERS:
        WITHHOLDERS.append(find)


def stops(find: Reasons) -> None:
    """Register a function that is given a meeting and says, in sentences, what somebody must look at before it goes."""
    if find not in STOPS:
        STOPS.append(find)


def names_withheld(meeting: Meeting) -> list[str]:
    """The names that do not leave with these notes, the longest first, so that no part of one is left."""
    return sorted({name for find in WITHHOLDERS for name in find(meeting) if name.strip()}, key=len, reverse=True)


def to_look_at(meeting: Meeting) -> list[str]:
    """What somebody must look at before these notes are published, in sentences."""
    return [says for find in STOPS for says in find(meeting)]


def without(names: Sequence[str], text: str) -> str:
    """A text without these names, whatever their case and the blanks between their parts."""
    for name in names:
        parts = r"\s+".join(re.escape(part) for part in name.split())
        text = re.sub(rf"(?<!\w){parts}(?!\w)", WITHHELD, text, flags=re.IGNORECASE)
    return text


def left_of(name: str, text: str) -> dict[str, int]:
    """
    The parts of a withheld name that still stand in a text it was taken out of, and how often: a surname alone.

    Words that are no name have no parts: a name is one whose words all begin with a capital.
    """
    words = name.split()
    if not all(word[0].isupper() for word in words):
        return {}
    counts = {part: len(re.findall(rf"(?<!\w){re.escape(part)}(?!\w)", text)) for part in PART.findall(name)}
    return {part: number for part, number in counts.items() if number and part not in TITLES}
