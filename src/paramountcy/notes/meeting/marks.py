"""
What a block of notes begins with, and so what it is: an item, a paragraph, a point, a heading, an action.

The level of a heading is not believed: seen notes mix them. A number is, and how it goes on from the one before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paramountcy.notes.document import Block

ITEM = re.compile(
    r"(?:agenda\s+)?item\s+(?P<number>\d{1,2})\s*(?:[-–—:.)]\s*|\s)(?P<title>\S.*)$", re.IGNORECASE | re.DOTALL
)
NUMBERED = re.compile(r"(?P<number>\d{1,2})(?P<mark>[.)]?)\s+(?P<title>[A-Z‘'“\"(*].*)$", re.DOTALL)
PARAGRAPH = re.compile(r"(?P<number>\d{1,2}\.\d{1,3}(?:\.\d{1,2})?)\.?\s+(?P<text>\S.*)$", re.DOTALL)
LABELLED = re.compile(r"\(?(?P<label>[ivxl]{1,7}|[a-z]|\d{1,2})[.)]\s+(?P<text>\S.*)$", re.DOTALL)
_NUMBERS = r"(?P<numbers>\d{1,3}(?:\s*(?:,|&|and|-|–|to)\s*\d{1,3})*)"
RECOMMENDATION = re.compile(rf"recommendations?\s+{_NUMBERS}\s*:?$", re.IGNORECASE)
ACTION = re.compile(
    r"\[?\s*(?:actions?|AP|action point)\b\s*(?:point)?\s*(?P<number>\d{1,3}(?:\.\d{1,2})?)?\s*"
    r"(?:\([^)]*\))?\s*[:\-–—]\s*(?P<text>\S.*?)\]?$",
    re.IGNORECASE | re.DOTALL,
)
ADDRESS = re.compile(r"<?(?P<link>https?://[^\s<>]+?)[>.,;]*$")
SECTIONS = re.compile(
    r"(?:date (?:and time )?of (?:the )?next meetings?|next meetings?|dates? of future meetings|any other business|aob|"
    r"meeting close|close(?: of meeting)?|matters arising|actions?(?: log| arising)?|minutes of (?:the )?last meeting|"
    r"apologies(?: for absence)?|introductions?|welcome(?: and introductions)?|conclusions?)\s*:?",
    re.IGNORECASE,
)
LONGEST_ADDRESS = 2_000
NEXT_ON_A_LINE = re.compile(
    r"(?P<title>(?:date (?:and time )?of (?:the )?)?next meetings?)\s*[:–-]\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL
)
"""A section that is a line: its title, and after a colon when the group meets."""
ENDS = (".", "!", "?", ":", ";", ",", ".”", ".’", '."', ".)")
SHORT = 80
HEADING = 160
"""Characters in a heading at most: in one that only looks so, and in one that has a mark."""


@dataclass(frozen=True)
class Mark:
    """An item's number and title, as its heading gives them."""

    number: int
    title: str


def items(blocks: Sequence[Block]) -> dict[int, Mark]:
    """
    The headings of items, by the place of their block among these.

    Where any is written "Item 1", those are all; else they are lines "1. Title" that count on from 1, without a full
    stop at their end.
    """
    named = {
        n: Mark(int(found["number"]), title(found["title"]))
        for n, block in enumerate(blocks)
        if (found := _named(block))
    }
    if named:
        return named
    counted: dict[int, Mark] = {}
    for place, block in enumerate(blocks):
        found = None if block.cells else NUMBERED.match(block.text)
        if not found or int(found["number"]) != len(counted) + 1 or len(block.text) > HEADING:
            continue
        marked = found["mark"] or block.heading or block.bold
        if marked and not found["title"].rstrip().endswith(ENDS):
            counted[place] = Mark(len(counted) + 1, title(found["title"]))
    return counted


def _named(block: Block) -> re.Match[str] | None:
    return None if block.cells or block.listed or len(block.text) > HEADING else ITEM.match(block.text)


def title(text: str) -> str:
    """
    A title without its emphasis.

    >>> title("Revision of the *Framework*")
    'Revision of the Framework'
    """
    return " ".join(re.sub(r"(?<!\w)\*+|\*+(?!\w)", "", text).split()).rstrip(":")


def numbers(text: str) -> tuple[int, ...]:
    """
    The numbers in the heading of recommendations.

    >>> numbers("2 & 3"), numbers("4, 5 and 9"), numbers("11 to 13")
    ((2, 3), (4, 5, 9), (11, 12, 13))
    """
    found: list[int] = []
    for first, last in re.findall(r"(\d+)(?:\s*(?:-|–|to)\s*(\d+))?", text):
        found += range(int(first), min(int(last), int(first) + 200) + 1) if last else [int(first)]
    return tuple(found)


def is_section(block: Block) -> bool:
    """Whether a block is the heading of a section without number: known words, or a short line set as a heading."""
    if block.cells or block.listed or len(block.text) > SHORT:
        return False
    if SECTIONS.fullmatch(block.text):
        return True
    return bool(block.heading or block.bold) and not block.text.endswith(ENDS[:3])


def point(block: Block) -> tuple[str, str] | None:
    """
    The label and text of a point of a list, None for what is none. A number is a label only within a list.
    """
    found = LABELLED.match(block.text)
    if found and found["label"].isdigit() and not block.listed:
        found = None
    if found:
        return found["label"], found["text"]
    return ("", block.text) if block.listed else None


def is_subheading(block: Block, following: Block | None) -> bool:
    """Whether a line with a label, as "i. Consultation", heads paragraphs: no full stop, a paragraph after it."""
    return (
        not block.listed
        and len(block.text) <= SHORT
        and not block.text.endswith(ENDS)
        and following is not None
        and bool(PARAGRAPH.match(following.text))
    )
