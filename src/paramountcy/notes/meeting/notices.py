"""
What a person should look at: slips of the pen, and anything by which a child might be known.

A slip is named with a suggestion and never changed. What looks like a child's identity is named by its place alone: the
sentence quotes nothing of it.
"""

import re
from collections.abc import Iterator

from paramountcy.notes.document import Document
from paramountcy.notes.meeting.bodies import acronyms
from paramountcy.notes.meeting.shape import CERTAIN, GUESS, LIKELY, Meeting, Notice

NHS_NUMBER = re.compile(r"(?<![\d+])(?!0)\d{3}[ -]?\d{3}[ -]?\d{4}\b")
PUPIL_NUMBER = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b")
NUMBERS_OF_A_CHILD = (NHS_NUMBER, PUPIL_NUMBER)
CHILD = (
    ("an NHS number", NHS_NUMBER),
    ("a unique pupil number", PUPIL_NUMBER),
    (
        "a date of birth",
        re.compile(r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\b\W{0,4}(?:\d{1,2}\W|\d{4}-)", re.IGNORECASE),
    ),
    (
        "initials with a day, as of a child",
        re.compile(r"\b(?:[A-Z]\.?){2,3}\s*\(?\s*\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b"),
    ),
    ("a child's initials", re.compile(r"\b[Cc]hild(?:ren)?\s+[A-Z]{1,3}\b(?!\w)")),
)
ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
STRAY = re.compile(r"\b[A-Z][a-z]+; [a-z]+\b")


def child_notices(document: Document) -> Iterator[Notice]:
    """Where a child might be known from the notes."""
    for block in document.blocks:
        for what, words in CHILD:
            if words.search(block.text):
                yield Notice(
                    text=f"There is what looks like {what} in {block.place}: notes should not let a child be known.",
                    span=block.span,
                    confidence=LIKELY,
                )


def slips(meeting: Meeting) -> Iterator[Notice]:
    """Words that look like slips, with what may be meant."""
    known = acronyms() | {
        label for person in meeting.present for label in (person.label, *person.organisations) if label.isupper()
    }
    seen = set()
    for paragraph in meeting.paragraphs:
        for source, text, span in [
            (paragraph.number, paragraph.text, paragraph.span),
            *((f"{paragraph.number}.{point.label}".rstrip("."), point.text, point.span) for point in paragraph.points),
        ]:
            for word in ACRONYM.findall(text):
                meant = [each for each in known if _swapped(word, each)] if word not in known else []
                if len(meant) == 1 and word not in seen:
                    seen.add(word)
                    yield Notice(text=f"In {source} {word} may be a slip for {meant[0]}.", span=span, confidence=GUESS)
    points = [(each.text, each.span) for paragraph in meeting.paragraphs for each in paragraph.points]
    points += [(each.text, each.span) for talk in meeting.discussions for each in talk.points]
    for text, span in points:
        if match := STRAY.match(text):
            yield Notice(text=f"A semicolon in “{match.group()}” may be a slip.", span=span, confidence=GUESS)


def _swapped(word: str, other: str) -> bool:
    """
    Whether two words differ in the order of two letters that stand side by side.

    >>> _swapped("ACDS", "ADCS"), _swapped("ACDS", "ACDC"), _swapped("DfE", "DfE")
    (True, False, False)
    """
    return len(word) == len(other) and any(
        word[n] != word[n + 1] and f"{word[:n]}{word[n + 1]}{word[n]}{word[n + 2 :]}" == other
        for n in range(len(word) - 1)
    )


def document_notices(document: Document) -> Iterator[Notice]:
    return (Notice(text=text, confidence=CERTAIN) for text in document.warnings)
