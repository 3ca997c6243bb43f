"""
The head of notes: which group met, for which time, when, where, and what the paper calls itself.

The first line names the group; day, number and times may stand anywhere above the first list. No one pattern is
believed: what is left of the line when the rest is taken out is the group.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paramountcy.notes.document import Block, Span
from paramountcy.notes.meeting.language import ORDINAL, ordinal
from paramountcy.notes.meeting.shape import CERTAIN, GUESS, LIKELY, Confidence, Stated
from paramountcy.notes.meeting.when import WEEKDAYS, Found, days, times

KIND = re.compile(
    r"\b(?:(?:draft|final|approved|confirmed|unconfirmed)\s+)?(?:meeting (?:notes|minutes)"
    r"|(?:action )?(?:notes|minutes|record)(?= of (?:the )?(?:\w+ )?meeting\b) of (?:the )?(?:\w+ )?meeting"
    r"|action notes|minutes|notes)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    rf"\b(?:(?:the )?{ORDINAL.pattern}\s+meeting|meeting\s+(?:no\.?|number|#)?\s*(?P<plain>\d{{1,3}})\b(?![:./]\d))",
    re.IGNORECASE,
)
LABELS = {
    "day": re.compile(r"(?:meeting )?date(?: of meeting| and time)?\s*:\s*(?P<value>.+)", re.IGNORECASE),
    "time": re.compile(r"times?\s*:\s*(?P<value>.+)", re.IGNORECASE),
    "place": re.compile(r"(?:venue|location|place|held at|where)\s*:\s*(?P<value>.+)", re.IGNORECASE),
    "chair": re.compile(r"chair(?:ed by|man|woman|person)?\s*:\s*(?P<value>.+)", re.IGNORECASE),
    "group": re.compile(r"(?:group|meeting|board|committee|title(?: of meeting)?)\s*:\s*(?P<value>.+)", re.IGNORECASE),
    "minutes": re.compile(r"(?:notes|minutes)(?: taken)?(?: by)?\s*:\s*(?P<value>.+)", re.IGNORECASE),
}
HELD = re.compile(
    r"\b(?:held|meeting held|which met|meeting)?\s*(?:on|of|at)\s*(?:the\s*)?$|\bmeeting of the\b"
    r"|^of (?:the )?|^(?:a )?meeting of (?:the )?",
    re.IGNORECASE,
)
LONGEST_LINE = 300
"""Characters of a line of the head that are looked at."""
EDGES = " \t-–—:,/|()"
ISSUED = re.compile(
    r"(?:issued|circulated|published)(?: by (?P<who>[^,]+?))?(?:,| on)?\s*(?=\d|[A-Z][a-z]+day)", re.IGNORECASE
)


@dataclass
class Head:
    """What the head states, and the day as it is written there."""

    group: Stated[str] | None = None
    number: Stated[int] | None = None
    day: Stated | None = None
    start: Stated | None = None
    end: Stated | None = None
    place: Stated[str] | None = None
    kind: Stated[str] | None = None
    chair: str = ""
    weekday_wrong: bool = False


@dataclass
class Foot:
    """Who issued the notes and when, as their last lines say; `blocks` counts those lines."""

    by: Stated[str] | None = None
    on: Stated | None = None
    blocks: int = 0


def read_head(blocks: Sequence[Block]) -> Head:
    """What the blocks before the first list of people say."""
    head, rest = Head(), []
    for block in blocks:
        text = (" ".join(filter(None, block.cells)) if block.cells else block.text)[:LONGEST_LINE]
        if not _labelled(head, text, block):
            rest.append((block, text))
    for block, text in rest:
        _day(head, text, block.span)
        _times(head, text, block.span)
        if head.number is None and (found := NUMBER.search(text)):
            number = int(found["plain"]) if found["plain"] else ordinal(found.group())
            if number is not None:
                head.number = Stated(value=number, source=_line(found.group()), span=block.span, confidence=CERTAIN)
        if head.kind is None and (found := KIND.search(text)):
            head.kind = Stated(value=found.group(), span=_part(block, found.start(), found.end()), confidence=CERTAIN)
    for place, (block, text) in enumerate(rest):
        if head.group is None and (group := _group(text)):
            confidence = CERTAIN if head.day and place < 3 else LIKELY if head.day else GUESS
            head.group = Stated(value=group, span=block.span, confidence=confidence)
    return head


def read_foot(blocks: Sequence[Block]) -> Foot:
    """Who issued the notes: a day alone in the last line, and a few words above it; or "Issued by X, DAY"."""
    if not blocks or blocks[-1].cells:
        return Foot()
    last = blocks[-1]
    found = days(last.text)
    if len(found) != 1 or found[0].year is None:
        return Foot()
    on = Stated(value=found[0].on(None), span=last.span, confidence=CERTAIN)
    if (issued := ISSUED.match(last.text)) and last.text[found[0].end :].strip(" .") == "":
        by = Stated(value=issued["who"].strip(), span=last.span, confidence=CERTAIN) if issued["who"] else None
        return Foot(by, on, 1)
    if last.text[: found[0].start].strip() or last.text[found[0].end :].strip(" ."):
        return Foot()
    before = blocks[-2] if len(blocks) > 1 else None
    if before and not before.cells and not before.listed and len(before.text) <= 60 and _is_body(before.text):
        return Foot(Stated(value=before.text, span=before.span, confidence=CERTAIN), on, 2)
    return Foot(None, on, 1)


def _is_body(text: str) -> bool:
    return (
        text[:1].isupper()
        and not text.endswith((".", ":", ";", "?", "!"))
        and not re.match(r"\d|item\b|- ", text, re.I)
    )


def _labelled(head: Head, text: str, block: Block) -> bool:
    """Take what a line such as "Venue: Town Hall" says; whether it was one."""
    for name, words in LABELS.items():
        match = words.fullmatch(text.strip())
        if not match:
            continue
        value = match["value"].strip()
        if name == "day":
            _day(head, value, block.span)
            _times(head, value, block.span)
        elif name == "time":
            _times(head, value, block.span)
        elif name == "chair":
            head.chair = head.chair or value
        elif name == "group" and head.group is None:
            head.group = Stated(value=value, span=block.span, confidence=CERTAIN)
        elif name == "place" and head.place is None:
            head.place = Stated(value=value, span=block.span, confidence=CERTAIN)
        return True
    return False


def _day(head: Head, text: str, span: Span) -> None:
    found: list[Found] = [each for each in days(text) if each.year is not None] if head.day is None else []
    if found and (on := found[0].on(None)):
        wrong = not found[0].agrees(on)
        confidence: Confidence = LIKELY if wrong or len(found) > 1 else CERTAIN
        head.day, head.weekday_wrong = Stated(value=on, span=span, confidence=confidence), wrong


def _times(head: Head, text: str, span: Span) -> None:
    if head.start is None:
        start, end = times(text)
        if start:
            head.start = Stated(value=start, span=span, confidence=CERTAIN)
            head.end = Stated(value=end, span=span, confidence=CERTAIN) if end else None


def _group(text: str) -> str:
    """
    What is left of a line when day, times, number and kind are taken out.

    >>> _group("Munro Review Group 15 June 2011 – Meeting Notes"), _group("Second meeting: 3rd May 2011, 15:00 – Notes")
    ('Munro Review Group', '')
    >>> _group("Minutes of the Islington Safeguarding Partnership held on Tuesday 4 March 2025 at 10.00am")
    'Islington Safeguarding Partnership'
    """
    cuts = [(each.start, each.end) for each in days(text)]
    cuts += [match.span() for words in (KIND, NUMBER) for match in words.finditer(text)]
    cuts += [match.span() for match in re.finditer(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?[ap]m\b", text)]
    pieces, place = [], 0
    for start, end in sorted(cuts):
        if start >= place:
            pieces.append(text[place:start])
        place = max(place, end)
    pieces.append(text[place:])
    for piece in pieces:
        left, before = piece.strip(EDGES), ""
        while left != before:
            before, left = left, HELD.sub("", left.strip(EDGES)).strip(EDGES)
        left = re.sub(r"\s+(?:meeting|held)$", "", left)
        if len(left) > 3 and left not in WEEKDAYS and any(letter.isalpha() for letter in left):
            return left
    return ""


def _line(words: str) -> str:
    return f"title line '{words[:1].upper()}{words[1:]}'"


def _part(block: Block, start: int, end: int) -> Span:
    return Span(block.start + start, block.start + end, block.page)
