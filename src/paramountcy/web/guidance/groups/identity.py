"""
By what a child might be known in a text that is to be published: a person has to look before it goes.

What is found is named by its kind alone; no sentence quotes it. The patterns of notes (notes.meeting.notices) stand
beside a name with a school or an age, and, where somebody from outside wrote, beside how they might be reached.
"""

import hashlib
import re
from collections.abc import Iterable

from paramountcy.notes.meeting.notices import CHILD

NAME = r"\b[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)?"
SCHOOL = r"(?:School|Academy|Primary|Infants|Juniors|Nursery|Sixth Form)\b"
GOES_TO = (
    r"(?:(?:who )?(?:goes|went) to|attends|attended|is at|was at|a pupil (?:at|of)|in [Yy]ear \d+ (?:at|of)|at|from)"
)
WITH_A_PLACE = (
    ("a name with a school", re.compile(rf"{NAME},? {GOES_TO} (?:the )?(?:[A-Z][\w’'.-]* ){{0,4}}{SCHOOL}")),
    ("a name with an age", re.compile(rf"{NAME},? (?:\(?aged? |who is |is )(?:1?\d)\b(?! (?:per|%|of|out))")),
)
WAYS_TO_REACH = (
    ("an e-mail address", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    ("a telephone number", re.compile(r"(?<!\d)(?:\+44 ?|0)\d(?:[ -]?\d){8,9}(?!\d)")),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")),
    ("an account of a social network", re.compile(r"(?<![\w.])@[A-Za-z_][\w.]{2,}")),
)


def kinds_found(texts: Iterable[str], *, from_outside: bool = False) -> list[str]:
    """The kinds of thing by which a child might be known, such as "an NHS number", each once, in a fixed order."""
    whole = "\n".join(texts)
    looked_for = (*CHILD, *WITH_A_PLACE, *(WAYS_TO_REACH if from_outside else ()))
    return [what for what, words in looked_for if words.search(whole)]


def digest_of(texts: Iterable[str]) -> str:
    """The SHA-256 digest of what somebody looked at: once it says something else, it is to be looked at anew."""
    return hashlib.sha256("\n\0".join(texts).encode()).hexdigest()
