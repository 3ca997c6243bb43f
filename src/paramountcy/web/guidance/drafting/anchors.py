"""
Where words that somebody quoted stand in a text now: word for word, changed, or gone.

An anchor is the words, and the paragraph that they stood in. A text goes on being written, so the words are looked for
wherever they may be by now, those of the paragraph first.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from paramountcy.web.guidance.drafting.passages import paragraphs, plain

KNOWN_AGAIN = 0.6
"""The share of the quoted words that stand in a passage in their order, from which on it is the passage, changed."""
PREFERRED = 0.001
"""What decides between passages that are as like: the paragraph that the words were quoted from."""


@dataclass(frozen=True)
class Place:
    """Where quoted words are now. `exact` is whether word for word; `gone` whether nowhere; `text` the passage."""

    paragraph: str
    text: str
    exact: bool
    gone: bool = False

    @property
    def says(self) -> str:
        if self.gone:
            return "Its words are gone"
        where = f"Paragraph {self.paragraph}" if self.paragraph else "A heading"
        return where if self.exact else f"{where}, whose words have changed"


GONE = Place("", "", exact=False, gone=True)


def quoted_paragraph(text: str, number: str, chapter: int = 0) -> str:
    """The words of a paragraph, "" where there is none of that number."""
    return next((one.text for one in paragraphs(text, chapter) if one.number == number), "")


def find(quote: str, paragraph: str, text: str, chapter: int = 0) -> Place:
    """
    Where quoted words stand in a text.

    >>> find("keep children safe", "1.1", "1.1 We all keep children very safe.").says
    'Paragraph 1.1, whose words have changed'
    """
    wanted = plain(quote).split()
    if not wanted:
        return GONE
    best, how = GONE, 0.0
    for number, passage in _passages(text, chapter, quote):
        words = plain(passage).split()
        exact = f" {' '.join(wanted)} " in f" {' '.join(words)} "
        share = 1.0 if exact else _share(wanted, words)
        score = share + exact + PREFERRED * (number == paragraph)
        if score > how:
            best, how = Place(number, passage, exact=exact, gone=share < KNOWN_AGAIN), score
    return GONE if best.gone else best


def _passages(text: str, chapter: int, quote: str) -> Iterator[tuple[str, str]]:
    """Passages with as many sentences as the quotation has, then paragraphs, with their numbers."""
    long = max(1, sum(len(one.sentences) for one in paragraphs(quote)))
    for one in paragraphs(text, chapter):
        sentences = one.sentences
        for start in range(max(1, len(sentences) - long + 1)):
            yield one.number, " ".join(sentences[start : start + long])
        if len(sentences) > long:
            yield one.number, " ".join(sentences)


def _share(wanted: list[str], words: list[str]) -> float:
    """
    The share of the wanted words that stand in others in their order. Nought where too few are there in any order.

    >>> _share(["a", "child", "first"], ["the", "child", "comes", "first"])
    0.6666666666666666
    """
    common = sum((Counter(wanted) & Counter(words)).values())
    if common < KNOWN_AGAIN * len(wanted):
        return 0.0
    blocks = SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks()
    return sum(one.size for one in blocks) / len(wanted)
