"""
Comments that come from elsewhere: pasted from an e-mail, or read from a Word file. Both are untrusted.

An e-mail is parted where a line begins with the number of a paragraph ("3.2:", "Para 3.2 -"); lines after ">" are the
words that are quoted. A Word file's comments come with the words that they were made on, and who made them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from paramountcy.notes.document import NotRead
from paramountcy.notes.reading.packed import TEXT, Node, Packed

LARGEST_FILE = 5_000_000
MOST_COMMENTS = 1_000
LONGEST_COMMENT = 5_000
LONGEST_QUOTE = 1_000
LONGEST_EMAIL = 200_000
ON_PARAGRAPH = re.compile(
    r"^(?:(?:on|re)\s+)?(?:para(?:graph)?s?\.?|section|§|¶)?\s*(?P<number>\d+\.\d+(?:\.\d+|\.[ivx]+)*)\s*(?:[:.)–—-]\s*|\s+|$)",
    re.IGNORECASE,
)
COMMENTS = "word/comments.xml"
BREAKS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n"}
TOO_MANY = f"It holds more than {MOST_COMMENTS:,} comments: bring them in in parts."


@dataclass(frozen=True)
class Brought:
    """A comment from elsewhere: what it says, on which words, by whom and when, as far as that is said."""

    text: str
    paragraph: str = ""
    quote: str = ""
    author: str = ""
    on: date | None = None


def from_email(text: str) -> list[Brought]:
    """
    The comments in the words of an e-mail. Raises NotRead for one that holds none, or is too long to be one.

    >>> [(one.paragraph, one.quote, one.text) for one in from_email("3.2: too long\\n\\n> keep safe\\nSay from what.")]
    [('3.2', '', 'too long'), ('', 'keep safe', 'Say from what.')]
    """
    if len(text) > LONGEST_EMAIL:
        raise NotRead(f"It has more than {LONGEST_EMAIL:,} characters: paste the comments alone.")
    found: list[Brought] = []
    number = ""
    quoted: list[str] = []
    said: list[str] = []

    def close() -> None:
        if words := "\n".join(said).strip():
            found.append(Brought(words[:LONGEST_COMMENT], number, " ".join(quoted)[:LONGEST_QUOTE]))

    for line in text.replace("\r\n", "\n").split("\n"):
        plain = line.strip()
        point = ON_PARAGRAPH.match(plain)
        quotes = plain.startswith(">")
        if point or (quotes and said):
            close()
            number, quoted, said = (point["number"] if point else ""), [], []
        if quotes:
            quoted.append(plain.lstrip("> "))
        elif plain or said:
            said.append(plain[point.end() :] if point else plain)
    close()
    if not found:
        raise NotRead("No comment was found: write each after the number of its paragraph, as in “3.2: …”.")
    if len(found) > MOST_COMMENTS:
        raise NotRead(TOO_MANY)
    return found


def from_word(content: bytes) -> list[Brought]:
    """The comments of a Word file, in the order of its text. Raises NotRead, whose sentence quotes nothing of it."""
    if len(content) > LARGEST_FILE:
        raise NotRead(f"The file is larger than {LARGEST_FILE // 1_000_000} MB: send one with less in it.")
    packed = Packed(content)
    part, body = packed.xml(COMMENTS), packed.xml(TEXT)
    if part is None or body is None:
        raise NotRead("The file holds no comments: in Word they stand under Review.")
    quotes = _quotes(body)
    found = []
    for one in part.each("w:comment"):
        words = "\n".join("".join(_signs(paragraph)) for paragraph in one.each("w:p")).strip()
        if not words:
            continue
        key = one.attributes.get("w:id", "")
        author = " ".join(one.attributes.get("w:author", "").split())[:150]
        quote = " ".join(quotes.get(key, "").split())[:LONGEST_QUOTE]
        found.append(Brought(words[:LONGEST_COMMENT], "", quote, author, _day(one.attributes.get("w:date", ""))))
    if not found:
        raise NotRead("The file holds no comments: in Word they stand under Review.")
    if len(found) > MOST_COMMENTS:
        raise NotRead(TOO_MANY)
    order = {key: place for place, key in enumerate(quotes)}
    keys = [one.attributes.get("w:id", "") for one in part.each("w:comment")]
    if len(keys) == len(found):
        pairs = sorted(zip(keys, found, strict=True), key=lambda pair: order.get(pair[0], len(order)))
        found = [one for _, one in pairs]
    return found


def _quotes(body: Node) -> dict[str, str]:
    """The words that each comment stands on, by its key, in the order in which they begin."""
    open_now: dict[str, list[str]] = {}
    whole: dict[str, list[str]] = {}
    for kind, said in _walk(body):
        if kind == "start" and len(whole) < MOST_COMMENTS:
            open_now[said] = whole.setdefault(said, [])
        elif kind == "end":
            open_now.pop(said, None)
        elif kind == "text":
            for pieces in open_now.values():
                if len(pieces) < LONGEST_QUOTE:
                    pieces.append(said)
    return {key: "".join(pieces)[: LONGEST_QUOTE * 2] for key, pieces in whole.items()}


def _walk(node: Node) -> Iterator[tuple[str, str]]:
    for child in node.children:
        if child.tag == "w:commentRangeStart":
            yield "start", child.attributes.get("w:id", "")
        elif child.tag == "w:commentRangeEnd":
            yield "end", child.attributes.get("w:id", "")
        elif child.tag == "w:t":
            yield "text", child.text
        elif child.tag in BREAKS:
            yield "text", BREAKS[child.tag]
        elif child.tag not in ("w:del", "w:moveFrom", "w:instrText"):
            yield from _walk(child)
            if child.tag == "w:p":
                yield "text", " "


def _signs(node: Node) -> Iterator[str]:
    for kind, said in _walk(node):
        if kind == "text":
            yield said


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
