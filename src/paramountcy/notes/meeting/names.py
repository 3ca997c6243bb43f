"""
Names of people: which words look like one, and when two are of the same person.

A name is two to five words with capitals, none of which is a word of an organisation or a job. Whether it is one is a
look of things: it decides which column of a list holds people, and where it is not plain the list is not understood.
"""

import re
from importlib.resources import files

TITLES = frozenset(
    {
        *("dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "rev"),
        *("revd", "cllr", "councillor", "judge", "dcs", "supt", "ds", "dci", "di", "cdr", "det", "insp", "sgt", "pc"),
    }
)
SUFFIXES = frozenset(("mp", "obe", "mbe", "cbe", "jp", "qpm", "phd", "kc", "qc"))
PARTICLES = frozenset(
    ("de", "la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "ap", "ni", "o", "du", "dos", "da")
)
NOT_NAMES = frozenset(files("paramountcy.notes.meeting").joinpath("not_names.txt").read_text(encoding="utf-8").split())
"""Words of organisations and jobs: a text that has one is no name."""
WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
MOST_WORDS = 5


def looks_like_name(text: str) -> bool:
    """
    >>> [looks_like_name(text) for text in ("Dr Zoe Hilton", "Corinne May-Chahal", "Royal College of GPs", "4Children")]
    [True, True, False, False]
    """
    words = text.split()
    core = [word for word in words if _bare(word) not in TITLES | SUFFIXES]
    if not 2 <= len(words) <= MOST_WORDS + 1 or not core or len(core) > MOST_WORDS:
        return False
    if any(not WORD.fullmatch(word) or _bare(word) in NOT_NAMES for word in words):
        return False
    return all(word[0].isupper() or _bare(word) in PARTICLES for word in core) and any(
        len(word) > 1 and not word.isupper() for word in core
    )


def normal(name: str) -> str:
    """
    A name as it is compared: small letters, hyphens as spaces, no titles.

    >>> normal("Corinne May-Chahal") == normal("corinne  May Chahal"), normal("Dr Tim Loughton MP")
    (True, 'tim loughton')
    """
    spaced = re.sub(r"[-‐‑–]", " ", name.casefold().replace("’", "'").replace(".", " "))
    return " ".join(word for word in spaced.split() if word not in TITLES | SUFFIXES)


def forenames(name: str) -> str:
    """The first name, in small letters."""
    return next(iter(normal(name).split()), "")


def surname(name: str) -> str:
    return next(iter(normal(name).split()[-1:]), "")


def initials(name: str) -> str:
    """
    >>> initials("Corinne May-Chahal"), initials("Dr Zoe Hilton")
    ('CMC', 'ZH')
    """
    return "".join(word[0].upper() for word in normal(name).split())


def _bare(word: str) -> str:
    return word.casefold().rstrip(".,").replace("’", "'")
