"""
What kind of view a point is, as a first guess by its words: question, concern, suggestion, expectation, and so on.

People see kinds differently: a guess is only there to be changed, and a person's own label is kept.
"""

import re

KINDS = (
    (
        "question",
        re.compile(r"\?|\bquestions? (?:was|were|raised|about|whether)|\bhow\b.{0,40}\bwould\b", re.IGNORECASE),
    ),
    ("doubt", re.compile(r"\bnot (?:clear|sure|certain|convinced)|\bdoubt|\bunclear\b", re.IGNORECASE)),
    (
        "concern",
        re.compile(
            r"\bconcern|\brisks?\b|\bavoid|\bcut\b|\bshort (?:on|of)\b|\black of\b|\bcapacity\b|\bkey issue\b", re.I
        ),
    ),
    (
        "suggestion",
        re.compile(r"\bcould\b|\bsuggest|\bconsider\b|\brole (?:here )?for\b|\bmight\b|\bresource to\b", re.I),
    ),
    ("expectation", re.compile(r"\bneed(?:s|ed)? to\b|\bmust\b|\bshould\b|\bto be needed\b|\bexpect", re.IGNORECASE)),
    (
        "support",
        re.compile(r"\bpositive\b|\bgood model\b|\bclear value\b|\bwelcom|\bsupport(?:ed|ive)\b|\bbenefi", re.I),
    ),
)


def kind_of(text: str) -> str:
    """
    >>> kind_of("It needs to reflect multi-agency data."), kind_of("Redesign is a matter for local managers.")
    ('expectation', 'principle')
    """
    return next((kind for kind, words in KINDS if words.search(text)), "principle")
