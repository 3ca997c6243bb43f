"""Sentences of notes with the place of each, numbers said in words, and ordinals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paramountcy.notes.document import Span
from paramountcy.notes.meeting.shape import Item, Meeting, Paragraph
from paramountcy.notes.readability import NEVER_LAST

END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9]|\s*$)")
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    "twentieth",
)
ORDINAL = re.compile(rf"\b(?:(?P<word>{'|'.join(ORDINALS)})|(?P<figure>\d{{1,3}})(?:st|nd|rd|th))\b", re.IGNORECASE)
LONGEST = 2_000
"""Characters of a sentence that are looked at: one that goes on longer is no sentence."""
CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
CARDINAL = re.compile(rf"\b(?:(?P<word>{'|'.join(CARDINALS)})|(?P<figure>\d{{1,2}}))\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A sentence, the paragraph or point it is from (as 4.2 or 2.1.i), and what stands before it there."""

    text: str
    source: str
    before: str
    item: Item
    paragraph: Paragraph
    in_point: bool
    span: Span | None
    paragraph_text: str


def split(text: str) -> list[str]:
    """
    >>> split("Dr. Lee spoke. There was a consensus. It met at 12.30 today")
    ['Dr. Lee spoke.', 'There was a consensus.', 'It met at 12.30 today']
    """
    found, start = [], 0
    for end in END.finditer(text):
        last = text[start : end.start()].split()[-1:]
        if end.group().startswith(".") and last and NEVER_LAST.fullmatch(last[0].strip("\"'“‘(")):
            continue
        if sentence := text[start : end.end()].strip():
            found.append(sentence)
        start = end.end()
    if rest := text[start:].strip():
        found.append(rest)
    return found


def sentences(meeting: Meeting) -> Iterator[Sentence]:
    """All sentences of paragraphs and of the points below them, in order. Points about recommendations are views."""
    for item in meeting.items:
        for paragraph in item.paragraphs:
            source = paragraph.number or (f"item {item.number}" if item.number is not None else item.title)
            pieces = [(source, paragraph.text, paragraph.span, False)]
            for n, point in enumerate(paragraph.points, 1):
                pieces.append((f"{source}.{point.label or n}", point.text, point.span, True))
            for where, text, span, in_point in pieces:
                before = ""
                for whole in split(text):
                    sentence = whole[:LONGEST]
                    yield Sentence(sentence, where, before, item, paragraph, in_point, span, text)
                    before = f"{before} {sentence}".strip()


def ordinal(text: str) -> int | None:
    """
    >>> ordinal("Second meeting"), ordinal("the 12th meeting"), ordinal("a meeting")
    (2, 12, None)
    """
    found = ORDINAL.search(text)
    if not found:
        return None
    return ORDINALS.index(found["word"].lower()) + 1 if found["word"] else int(found["figure"])


def cardinal(text: str) -> int | None:
    """
    >>> cardinal("two additional members"), cardinal("several members")
    (2, None)
    """
    found = CARDINAL.search(text)
    if not found:
        return None
    return CARDINALS.index(found["word"].lower()) + 1 if found["word"] else int(found["figure"])
