"""
Decisions and what is less than one: agreed, refused, noted, deferred, inconclusive; leanings; questions left open.

*Inconclusive* is an outcome of its own. How strongly something was agreed is kept in the words of the notes.
"""

import re
from dataclasses import replace
from datetime import date

from paramountcy.notes.meeting.actions import CARRIED
from paramountcy.notes.meeting.cast import GROUP, MEMBERS
from paramountcy.notes.meeting.due import NEXT_MEETING, due_of
from paramountcy.notes.meeting.language import Sentence
from paramountcy.notes.meeting.shape import LIKELY, Decision, Due, Item, Words

OUTCOMES = (
    (
        "inconclusive",
        "",
        re.compile(
            r"\binconclusive\b|\bno (?:decision|conclusion|agreement) (?:was|could be)\b|\b(?:could|did) not agree\b",
            re.I,
        ),
    ),
    ("deferred", "", re.compile(r"\b(?:was|were|be|been) (?:deferred|postponed)\b|\bagreed to defer\b", re.I)),
    (
        "refused",
        "",
        re.compile(r"\b(?:was|were) (?:not (?:agreed|approved|accepted|supported)|rejected|refused)\b", re.I),
    ),
    ("agreed", "unanimous", re.compile(r"\bunanimous(?:ly)?\b", re.I)),
    (
        "agreed",
        "consensus",
        re.compile(r"\b(?:was|were|reached) (?:a |an )?(?:\w+ )?consensus\b|\bby consensus\b", re.I),
    ),
    ("agreed", "supportive", re.compile(rf"(?:{GROUP}|{MEMBERS}) (?:was|were) (?:\w+ )?supportive of\b")),
    (
        "agreed",
        "",
        re.compile(
            r"\b(?:was|were|been) (?:\w+ly )?(?:agreed|approved|endorsed|ratified|adopted|resolved|decided|"
            r"signed off)\b(?! to\b)|\bRESOLVED\b|\b(?:[Ii]t was|was) (?:agreed|resolved|decided)\b"
        ),
    ),
    (
        "agreed",
        "",
        re.compile(
            rf"(?:{GROUP}|{MEMBERS}) (?:\w+ly )?"
            r"(?:approved|endorsed|ratified|adopted|resolved|(?:agreed|decided)(?! to \w))\b"
        ),
    ),
    (
        "noted",
        "",
        re.compile(rf"^(?:{GROUP}|{MEMBERS}) noted\b|\b(?:report|paper|update|contents) (?:was|were) noted\b"),
    ),
    ("agreed", "", CARRIED),
)
REFERS_BACK = re.compile(r"(?:This|These|That|They)\b|It\b(?! was (?:agreed|resolved|decided|noted))")
LEANING = re.compile(
    r"\b(?P<how>(?:(?:generally|broadly|very|largely|fairly) )?"
    r"(?:favourable|unfavourable|well received|sceptical|cautious))\b",
    re.I,
)
RAISED = re.compile(
    r"\b(?:issues?|questions?|points?)\b[^.]*\braised\b|\bquestions (?:were|are|remained?)\b"
    r"|\b(?:further|more) (?:evidence|information)\b",
    re.IGNORECASE,
)


def decisions(sentences: list[Sentence], day: date | None) -> list[Decision]:
    """The decisions that sentences state, one for each at most. A point of a list states none but *was agreed*."""
    found = []
    for number, sentence in enumerate(sentences):
        outcome = next(((name, strength) for name, strength, words in OUTCOMES if words.search(sentence.text)), None)
        if outcome is None or (sentence.in_point and outcome[1]):
            continue
        before = sentences[number - 1] if number else None
        refers = before is not None and before.source == sentence.source and REFERS_BACK.match(sentence.text)
        text = f"{before.text} {sentence.text}" if before and refers else sentence.text
        returns = _returns(sentence, day) if outcome[0] in ("inconclusive", "deferred") else Due()
        found.append(
            Decision(
                text=text,
                source=sentence.source,
                outcome=outcome[0],
                strength=outcome[1],
                returns=returns,
                span=sentence.span,
                confidence=LIKELY,
            )
        )
    return found


def _returns(sentence: Sentence, day: date | None) -> Due:
    """When what is not decided comes back: what the rest of its item says of a next meeting."""
    paragraphs = sentence.item.paragraphs
    later = paragraphs[paragraphs.index(sentence.paragraph) :]
    return next((due_of(each.text, day) for each in later if NEXT_MEETING.search(each.text)), Due())


def leanings(sentences: list[Sentence], decided: list[Decision]) -> list[Words]:
    """Which way the group leant where nothing was decided."""
    settled = {each.source for each in decided}
    return [
        Words(
            text=sentence.text,
            source=sentence.source,
            reaction=match["how"].lower(),
            span=sentence.span,
            confidence=LIKELY,
        )
        for sentence in sentences
        if sentence.source not in settled and (match := LEANING.search(sentence.text))
    ]


def questions(items: tuple[Item, ...]) -> list[Words]:
    """The points below a paragraph that says, last, which issues were raised or what more should be sought."""
    found = []
    for item in items:
        for paragraph in item.paragraphs:
            lead = " ".join(re.split(r"(?<=[.!?])\s+", paragraph.text)[-2:])
            if paragraph.points and paragraph.text.rstrip().endswith(":") and RAISED.search(lead):
                found += [
                    Words(
                        text=point.text,
                        source=f"{paragraph.number}.{point.label or number}",
                        span=point.span,
                        confidence=LIKELY,
                    )
                    for number, point in enumerate(paragraph.points, 1)
                ]
    return [replace(each, text=each.text.rstrip(" ;.")) for each in found]
