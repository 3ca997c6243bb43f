"""
The paragraphs and sentences of a chapter's text, with the numbers that people point at them by.

An empty line begins a paragraph. One that begins with a number of its own, as 3.2, keeps it; the others are counted on
from the one before, or from the number of the chapter. A line by itself that does not end as a sentence is a heading.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from paramountcy.notes.readability import words as words_of

OWN_NUMBER = re.compile(r"(?P<number>\d+(?:\.\d+)+)[.)]?\s+")
GAP = re.compile(r"\n[ \t]*\n\s*")
HASHES = re.compile(r"#{1,6}\s+")
LONGEST_HEADING = 12
"""Words: a longer line without a full stop is a paragraph that lacks one."""
POINT = r"(?:[-*•–]|\(?(?:[a-z]|[ivxl]+|\d{1,2})[.)])\s"
NEW_SENTENCE = re.compile(
    rf"(?<!\be\.g\.)(?<!\bi\.e\.)(?<=[.!?;])[\"”’)]*\s+(?=[A-Z“‘\"(\[]|{POINT})|\n+(?=\s*{POINT})", re.MULTILINE
)
END = re.compile(r"[.!?:;]\s*[\"”’)\]]*$")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a heading, without the number that it may begin with; `number` is "" for a heading."""

    number: str
    text: str
    heading: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences; the points of a list belong to the words that end with the colon before them."""
        if self.heading:
            return (self.text,)
        found: list[str] = []
        for piece in NEW_SENTENCE.split(self.text):
            plain = " ".join(piece.split())
            if found and re.match(POINT, plain) and (found[-1].endswith(":") or _goes_on(found[-1])):
                found[-1] = f"{found[-1]} {plain}"
            elif plain:
                found.append(plain)
        return tuple(found)


def _goes_on(before: str) -> bool:
    """Whether a point goes on with what a colon opened: the points before it ended with no full stop."""
    return ": " in before and not before.rstrip('"”’)').endswith((".", "!", "?"))


@lru_cache(maxsize=256)
def paragraphs(text: str, chapter: int = 0) -> tuple[Paragraph, ...]:
    """
    The paragraphs of a text.

    >>> [(one.number, one.text) for one in paragraphs("Purpose\\n\\nThis is the law.\\n\\n3.2 You must.\\n\\nMore.", 3)]
    [('', 'Purpose'), ('3.1', 'This is the law.'), ('3.2', 'You must.'), ('3.3', 'More.')]
    """
    found: list[Paragraph] = []
    before, last = str(chapter or ""), 0
    for block in GAP.split(text.replace("\r\n", "\n").strip()):
        plain = block.strip()
        if not plain:
            continue
        own = OWN_NUMBER.match(plain)
        if own is None and _is_heading(plain):
            found.append(Paragraph("", HASHES.sub("", plain), heading=True))
            continue
        if own:
            before, _, ending = own["number"].rpartition(".")
            last, plain = int(ending), plain[own.end() :]
        else:
            last += 1
        found.append(Paragraph(f"{before}.{last}" if before else str(last), plain))
    return tuple(found)


def _is_heading(block: str) -> bool:
    if HASHES.match(block):
        return "\n" not in block
    short = "\n" not in block and len(block.split()) <= LONGEST_HEADING
    return short and not END.search(block) and not re.search(r"\b(?:must|should|may|shall)\b", block)


def number_of_words(text: str) -> int:
    """
    Words of a text: whatever stands between blanks and is letters, figures or a sign that is said. Numbers of
    paragraphs do not count.

    >>> number_of_words("Purpose\\n\\n1.1 Keep children from harm.")
    5
    """
    return sum(len(words_of(" ".join(one.text.split()))) for one in paragraphs(text))


def plain(text: str) -> str:
    """Words alone, to compare: small letters, single blanks, no signs around them."""
    return " ".join(re.findall(r"[\w%£]+(?:['’-]\w+)*", text.casefold().replace("’", "'")))
