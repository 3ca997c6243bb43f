"""What running text says beside actions and decisions: events, the next meeting, the notes before, who joined."""

import re
from datetime import date

from paramountcy.notes.meeting.cast import Cast
from paramountcy.notes.meeting.language import Sentence, cardinal, ordinal
from paramountcy.notes.meeting.shape import (
    CERTAIN,
    GUESS,
    LIKELY,
    Earlier,
    Event,
    Item,
    Joined,
    NextMeeting,
    Notice,
    Stated,
)
from paramountcy.notes.meeting.when import days, times

NEXT = re.compile(r"\bnext (?:[\w-]+ ){0,3}?meetings?\b|\bfuture meetings\b", re.IGNORECASE)
TAKES_PLACE = re.compile(r"\b(?:will|is|to|due|take place|scheduled|arranged|planned)\b|:", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till|to|and (?:will )?(?:runs?|closes?|ends?)|closes?|ends?)\b|[-–]", re.IGNORECASE)
COUNTED = re.compile(
    r"\b(?:\w+) (?:[\w-]+ ){0,2}?(?:developments|events|announcements|publications)\b.*?\s?[:–—]\s?(?P<list>.+)$"
)
NOTES = re.compile(
    r"\b(?:notes?|minutes|record)\b[^.]{0,40}\b(?:of|from)\b[^.]{0,30}\b(?:first|last|previous|that|meeting)\b", re.I
)
PUBLISHED = re.compile(
    r"\b(?:was|were|been|is|are) published\b(?:[^.]*? (?:on|at|in) (?:the )?(?P<where>[^.,;]+))?", re.IGNORECASE
)
AGREED = re.compile(r"\b(?:was|were|been) (?:\w+ )?(?:agreed|approved|accepted|confirmed|ratified)\b", re.IGNORECASE)
CIRCULATED = re.compile(r"\b(?:was|were|been) (?:\w+ )?(?:circulated|sent|shared)\b", re.IGNORECASE)
JOINED = re.compile(r"\bjoined\b|\bnew members?\b", re.IGNORECASE)
THIS_MEETING = re.compile(
    r"\b(?:to|at|opened|for) (?:the|this|our) (?P<number>[\w]+) meeting\b(?! had| was)", re.IGNORECASE
)
ENOUGH = 8
"""Characters of a piece that can be an event."""


def events(sentences: list[Sentence], day: date | None, not_from: str) -> list[Event]:
    """What happened or is to happen on a day, a sentence each; and the developments that a sentence counts."""
    found: list[Event] = []
    for sentence in sentences:
        if sentence.source == not_from or (NEXT.search(sentence.text) and not sentence.in_point):
            continue
        listed = _counted(sentence.text)
        for piece in listed or [sentence.text]:
            dates = [on for each in days(piece) if (on := each.on(day))]
            if not dates and not listed:
                continue
            two = len(days(piece)) > 1 and len(dates) > 1 and dates[1] > dates[0] and UNTIL.search(_between(piece))
            found.append(
                Event(
                    text=piece,
                    source=sentence.source,
                    on=dates[0] if dates else None,
                    until=dates[1] if two else None,
                    span=sentence.span,
                    confidence=LIKELY if dates else GUESS,
                )
            )
            if not two:
                found += [
                    Event(text=piece, source=sentence.source, on=on, span=sentence.span, confidence=GUESS)
                    for on in dates[1:]
                ]
    return found


def _between(text: str) -> str:
    first, second, *_ = days(text)
    return text[first.end : second.start]


def _counted(text: str) -> list[str]:
    """
    The things that a sentence counts, where it names as many.

    >>> _counted("He named two developments – the debate on 9 June and the outcome of the Health and Care Bill.")
    ['the debate on 9 June', 'the outcome of the Health and Care Bill']
    """
    match = COUNTED.search(text)
    if not match or (number := cardinal(text[: match.start("list")])) is None:
        return []
    pieces = re.split(
        r",\s+(?:and\s+)?(?=(?:the|an?)\s)|;\s*(?:and\s+)?|\s+and\s+(?=(?:the|an?)\s)", match["list"].rstrip(" .")
    )
    return pieces if len(pieces) == number and all(len(piece) >= ENOUGH for piece in pieces) else []


def next_meeting(items: tuple[Item, ...], day: date | None) -> tuple[NextMeeting | None, list[Notice]]:
    """When the group meets next: from a section of that name, else from a paragraph that says so."""
    titled = [(item, paragraph) for item in items if NEXT.search(item.title) for paragraph in item.paragraphs]
    others = [
        (item, paragraph)
        for item in items
        for paragraph in item.paragraphs
        if (found := NEXT.search(paragraph.text)) and TAKES_PLACE.search(paragraph.text[found.end() :])
    ]
    for item, paragraph in titled + others:
        whole = " ".join([paragraph.text, *(point.text for point in paragraph.points)])
        said = NEXT.search(whole)
        start = said.end() if said and (item, paragraph) not in titled else 0
        text = whole[start:]
        for found in days(text):
            on = found.on(day, later=True)
            if on is None or (day and on <= day):
                continue
            begin, end = times(text)
            agrees = found.agrees(on)
            source = paragraph.number or (f"item {item.number}" if item.number is not None else item.title)
            meeting = NextMeeting(
                on=on,
                source=source,
                start=begin,
                end=end,
                year_inferred=found.year is None,
                span=paragraph.span,
                confidence=CERTAIN if agrees and (found.year or found.weekday) else LIKELY,
            )
            warning = Notice(
                text=f"The weekday of the next meeting is not that of its date: see {source}.", span=paragraph.span
            )
            return meeting, [] if agrees else [warning]
    return None, []


def earlier(sentences: list[Sentence]) -> Earlier | None:
    """What became of the notes before."""
    for sentence in sentences:
        if not NOTES.search(sentence.text) or re.search(r"\bwill (?:be )?publish", sentence.text):
            continue
        published, agreed = PUBLISHED.search(sentence.text), AGREED.search(sentence.text)
        circulated = bool(CIRCULATED.search(sentence.text))
        if published or agreed or circulated:
            return Earlier(
                status="published" if published else "agreed" if agreed else "circulated",
                source=sentence.source,
                circulated=circulated,
                where=(published["where"] or "").strip() if published else "",
                span=sentence.span,
                confidence=LIKELY,
            )
    return None


def joined(sentences: list[Sentence], cast: Cast) -> Joined | None:
    """Who joined since the last meeting: the people named before the verb, else how many are said to have."""
    for sentence in sentences:
        match = JOINED.search(sentence.text)
        if not match or not re.search(r"\bmembers?\b|\bgroup\b|\bboard\b|\bsince\b", sentence.text, re.IGNORECASE):
            continue
        clause = sentence.text[: match.start()]
        names = tuple(person.name for person in cast.people if person.name in clause)
        ordered = tuple(sorted(names, key=clause.index))
        count = len(ordered) or cardinal(clause[-60:])
        if count:
            return Joined(count=count, names=ordered, source=sentence.source, span=sentence.span, confidence=LIKELY)
    return None


def number(sentences: list[Sentence]) -> Stated[int] | None:
    """Which meeting this is, where a sentence welcomes people to it."""
    for sentence in sentences:
        if (match := THIS_MEETING.search(sentence.text)) and (found := ordinal(match["number"])):
            return Stated(value=found, source=sentence.source, span=sentence.span, confidence=LIKELY)
    return None
