"""
The provisions of a text: what somebody must, should or may do, on whose authority, and which agencies by function.

*Must* is law, and names it: an Act or Regulations with their year, in the sentence itself or said of it by a drafter.
*Should* is guidance that is followed unless there is good reason not to. An agency is named by what it does, since the
bodies that do it come and go.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from paramountcy.notes.linting.lint import QUOTED
from paramountcy.notes.meeting.bodies import bodies
from paramountcy.web.guidance.drafting.passages import paragraphs

MUST, SHOULD, MAY = "must", "should", "may"
FORCES = {
    MUST: re.compile(
        r"\b(?<!\ba )(?:must|shall|(?:is|are) (?:legally )?required to|(?:has|have) a (?:legal |statutory )?duty to)\b"
        r"(?!-)"
    ),
    SHOULD: re.compile(r"\bshould\b"),
    MAY: re.compile(r"\bmay\b"),
}
"""The words of each force, the strongest first: a sentence has that of its strongest word. *May* is no month."""
SOURCE = re.compile(
    r"(?:[A-Z][\w’'-]*,?\s+|(?:and|of|for|the|in|to|on|etc\.?)\s+|\([A-Z][\w ,’']*\)\s+){1,12}"
    r"(?:Act|Regulations|Order|Rules|Measure)(?:\s+\([\w ]+\))?\s+(?:19|20)\d\d\b"
)
PART = re.compile(
    r"\b(?:sections?|ss?\.|regulations?|regs?\.?|schedules?|sch\.|articles?|rules?|parts?|paragraphs?)\s*\d+\w*(?:\(\w+\))*"
    r"(?:(?:,|\s+and|\s+or|\s+to)\s+\d+\w*(?:\(\w+\))*)*",
    re.IGNORECASE,
)
ERROR, NOTICE = "error", "notice"


@dataclass(frozen=True)
class Provision:
    """
    One sentence with force. `written` is the law that it names itself, `source` that and what a drafter said of it;
    `who` the functions that it binds.
    """

    force: str
    sentence: str
    paragraph: str
    written: str
    source: str
    who: tuple[str, ...]

    @property
    def fault(self) -> str:
        """ "error" for a must without law, "notice" for a should without, "" for neither."""
        if self.source or self.force == MAY:
            return ""
        return ERROR if self.force == MUST else NOTICE

    @property
    def says(self) -> str:
        if self.fault == ERROR:
            return "A must without a legal source: name the Act and section, or write should."
        if self.fault == NOTICE:
            return "A should without a source: name what it rests on, where there is something."
        return ""


@dataclass(frozen=True)
class NamedBody:
    """A body that a text names, and where; `instead` says how to name what it does."""

    name: str
    paragraph: str
    instead: str

    @property
    def says(self) -> str:
        return f"{self.name} is named in {self.paragraph or 'a heading'}: {self.instead}"


@cache
def functions() -> dict[str, re.Pattern[str]]:
    """What finds each function in a text, in the order of the table."""
    text = files("paramountcy.web.guidance.drafting").joinpath("functions.csv").read_text(encoding="utf-8")
    return {row["function"]: _any_of(row["forms"].split("|")) for row in csv.DictReader(text.splitlines())}


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of these words; those with a capital only as they stand."""
    ways = sorted(forms, key=len, reverse=True)
    parts = [
        rf"(?<![\w-]){re.escape(way)}(?![\w-])" if way != way.lower() else rf"(?i:(?<![\w-]){re.escape(way)}(?![\w-]))"
        for way in (one.replace("’", "'") for one in ways)
    ]
    return re.compile("|".join(parts))


def legal_source(text: str) -> str:
    """
    The law that a text names, "" for none: the Act or Regulations with their year, with the part that stands by it.

    >>> legal_source("Under section 11 of the Children Act 2004 they must do so.")
    'Children Act 2004, section 11'
    """
    found = []
    for act in SOURCE.finditer(text):
        name = re.sub(r"^(?:(?:and|of|for|the|in|to|on|under|see|The|Under|See|In|By)\s+)+", "", act.group())
        near = PART.findall(text[max(0, act.start() - 60) : act.start()]) or PART.findall(
            text[act.end() : act.end() + 40]
        )
        found.append(f"{name}, {' '.join(near[-1].split())}" if near else name)
    return "; ".join(dict.fromkeys(found))


def provisions(text: str, chapter: int = 0, said: Mapping[str, str] | None = None) -> tuple[Provision, ...]:
    """
    The provisions of a text, in order. `said` are legal sources that drafters gave, by the sentence as it stands now.

    >>> found = provisions("1.1 Local authorities must publish a threshold document.")
    >>> [(one.force, one.who, one.fault) for one in found]
    [('must', ('local authority',), 'error')]
    """
    found = []
    for one in paragraphs(text, chapter):
        if one.heading:
            continue
        for sentence in one.sentences:
            bare = QUOTED.sub(" ", sentence)
            force = next((name for name, words in FORCES.items() if words.search(bare)), "")
            if not force:
                continue
            written = legal_source(sentence)
            given = (said or {}).get(sentence, "")
            source = "; ".join(filter(None, (written, given)))
            found.append(Provision(force, sentence, one.number, written, source, who_in(bare)))
    return tuple(found)


def who_in(sentence: str) -> tuple[str, ...]:
    """The functions that a sentence names."""
    plain = SOURCE.sub(" ", sentence.replace("’", "'"))
    return tuple(name for name, words in functions().items() if words.search(plain))


def named_bodies(text: str, chapter: int = 0, *, ours: Sequence[str] = ()) -> tuple[NamedBody, ...]:
    """
    Bodies that a text names, each once a paragraph; `ours` are names of organisations of the partnership. What is only
    a function, as *integrated care board*, is no name of a body.

    >>> [one.name for one in named_bodies("1.1 The LSCB and Ofsted agree. ICBs do too.", ours=["Ambleford NHS Trust"])]
    ['LSCB', 'Ofsted']
    """
    known = {way: instead for body in _listed() for way, instead in body}
    known |= {name: "say what it does instead, as *the local authority*" for name in ours if not _is_function(name)}
    if not known:
        return ()
    pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(way)}(?![\w-])" for way in sorted(known, key=len)[::-1]))
    found = []
    for one in paragraphs(text, chapter):
        bare = QUOTED.sub(" ", one.text)
        for name in dict.fromkeys(pattern.findall(SOURCE.sub(" ", bare))):
            found.append(NamedBody(name, one.number, known[name]))
    return tuple(found)


def _is_function(name: str) -> bool:
    plain = name.replace("’", "'")
    return any((match := words.search(plain)) and match.group() == plain for words in functions().values())


@cache
def _listed() -> tuple[tuple[tuple[str, str], ...], ...]:
    """The ways of naming each body of the table, with what to write instead."""
    found = []
    for body in bodies():
        if body.kind not in ("body", "inspectorate", "department"):
            continue
        instead = "say what it does instead: names of bodies change"
        if body.until:
            instead = (
                f"it ended in {body.until[:4]}" + (f"; today: {body.now}" if body.now else "") + "; say what it does"
            )
        ways = [way for way in (body.name, *body.aliases) if not _is_function(way)]
        found.append(tuple((way, instead) for way in ways))
    return tuple(found)
