"""
Looking for terms to avoid in a text of guidance.

Quotations are passed over, whether in quotation marks or set apart, and so is a term that is named as a thing of the
past ("the former LSCB"). A text that holds a child's number is no guidance, and is refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from paramountcy.notes.document import Block, Document, NotRead
from paramountcy.notes.linting.terms import Term, terms
from paramountcy.notes.meeting.notices import NUMBERS_OF_A_CHILD

DOUBLE = r"“[^”]{1,2000}”|(?<!\w)\"[^\"]{1,2000}\"(?!\w)"
SINGLE = r"‘[^‘]{1,2000}?’(?!\w)|(?<!\w)'[^'\n]{1,500}?'(?!\w)"
QUOTED = re.compile(f"{DOUBLE}|{SINGLE}")
ADDRESS = re.compile(r"https?://\S+")
PAST = re.compile(
    r"\b(?:former|formerly|then|previous|previously|abolished|so-called|old)\s+(?:the\s+)?$", re.IGNORECASE
)
A_RECORD = (
    "it holds what looks like a child's number, and so is no guidance: terms are checked in guidance, published text "
    "and templates, never in a case record."
)


@dataclass(frozen=True)
class Found:
    """A term to avoid, where it stands, and as it is written there."""

    term: Term
    written: str
    place: str
    start: int
    end: int

    @property
    def says(self) -> str:
        """What is to be done and why, in sentences."""
        since = f"since {self.term.since}" if self.term.status != "proposed" else f"proposed {self.term.since}"
        unsure = "" if self.term.checked else " (From general knowledge: look it up before you rely on it.)"
        prefer = f"a proposal of {self.term.since[:4]} is" if self.term.status == "proposed" else "prefer"
        return f"{prefer} “{self.term.preferred}”, {since}. {self.term.why} Decided by: {self.term.who}.{unsure}"

    def as_data(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "term": self.written,
            "preferred": self.term.preferred,
            "severity": self.term.severity,
            "status": self.term.status,
            "why": self.term.why,
            "since": self.term.since,
            "decided_by": self.term.who,
            "source": self.term.source,
            "checked": self.term.checked,
            "span": [self.start, self.end],
        }


def lint(document: Document, *, on: date, listed: Sequence[Term] | None = None) -> list[Found]:
    """
    The terms to avoid in a document as they stand on a day, in the order of the text.

    Raises NotRead for what holds a child's number. `listed` are terms other than those kept here.
    """
    if any(words.search(block.text) for block in document.blocks for words in NUMBERS_OF_A_CHILD):
        raise NotRead(A_RECORD)
    holding = [term for term in (terms() if listed is None else listed) if term.holds(on)]
    found = [each for block in document.blocks if not block.quoted for each in _in_block(block, holding)]
    return sorted(found, key=lambda each: (each.start, each.end))


def _in_block(block: Block, holding: list[Term]) -> Iterator[Found]:
    passed_over = [match.span() for words in (QUOTED, ADDRESS) for match in words.finditer(block.text)]
    taken: list[tuple[int, int]] = []
    matches = [(match, term) for term in holding for match in term.pattern.finditer(block.text)]
    for match, term in sorted(matches, key=lambda each: each[0].start() - each[0].end()):
        start, end = match.span()
        quoted = any(first < end and start < last for first, last in passed_over)
        within = any(first < end and start < last for first, last in taken)
        if quoted or within or PAST.search(block.text[max(0, start - 30) : start]):
            continue
        taken.append((start, end))
        yield Found(term, " ".join(match.group().split()), block.place, block.start + start, block.start + end)
