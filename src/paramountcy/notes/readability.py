"""
How old a reader must be to read a text with ease: its reading age, measured offline.

The measure is the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom 1975, Naval Technical Training Command
Research Branch Report 8-75): 0.39 words a sentence + 11.8 syllables a word - 15.59. A child is about five years older
than the grade, so the age is the grade + 5. It knows the length of words and sentences and nothing else: whether a text
is clear, true or kind, only readers can say.

Only running text is measured, as Flesch asks: no title, no heading, no table, no paragraph number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paramountcy.notes.syllables import syllables

A_SENTENCE, A_WORD, START = 0.39, 11.8, -15.59
AGE_AT_START = 5
"""What a grade is added to, to give an age."""
ENOUGH = 100
"""Words below which chance decides much of the measure."""
SHOWN = 3
LABEL = 3
"""A point of a list with no more words than these, and no full stop, is a label and not a sentence."""

NEVER_LAST = re.compile(
    r"approx|cf|cllr|dept|dr|e\.g|eg|esp|hon|i\.e|ie|incl|mr|mrs|ms|mx|messrs|prof|rev|rt|st|viz|vs", re.IGNORECASE
)
BEFORE_NUMBERS = re.compile(r"arts?|ch|figs?|nos?|pp?|paras?|pt|regs?|sch|secs?|ss?|vol", re.IGNORECASE)
"""Abbreviations, without their last full stop, that no sentence ends with; and those that stand before a number."""
NUMBER_OF_PARAGRAPH = re.compile(r"^(\d+(\.\d+)*[.)]?|\(?[a-z][.)]|\(?[ivxl]+[.)])\s+(?=\S)", re.IGNORECASE)
BULLET = re.compile(r"^[-*•‣–+]\s+")
HEADING = re.compile(r"^#{1,6}\s|^(\*\*|__).*(\*\*|__):?$")
MARKUP = re.compile(r"</?[a-z][^<>]*>|\*\*|__|`", re.IGNORECASE)
OPENS = (":", ",", ";", "—", "–")
ENDS = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")


@dataclass(frozen=True)
class Sentence:
    """A sentence, and how hard it is by itself."""

    text: str
    words: int
    syllables: int

    @property
    def grade(self) -> float:
        return grade(self.words, 1, self.syllables)


@dataclass(frozen=True)
class Reading:
    """How hard a text is to read. `hardest` are its hardest sentences, the hardest first."""

    words: int
    sentences: int
    syllables: int
    hardest: tuple[Sentence, ...]

    @property
    def grade(self) -> float:
        """The school grade, as America counts them. A text of short words and sentences may lie below 0."""
        return grade(self.words, self.sentences, self.syllables)

    @property
    def age(self) -> float:
        return self.grade + AGE_AT_START

    @property
    def words_a_sentence(self) -> float:
        return self.words / self.sentences

    @property
    def says(self) -> str:
        size = f"{self.words:,} words" if self.words != 1 else "1 word"
        rough = f"; with fewer than {ENOUGH} words that is rough" if self.words < ENOUGH else ""
        return (
            f"Reading age {self.age:.1f} (grade {self.grade:.1f}), measured on {size}: {self.words_a_sentence:.1f} "
            f"words a sentence and {self.syllables / self.words:.2f} syllables a word{rough}."
        )


class NothingToRead(ValueError):
    """A text has no running text to measure. The message is a sentence."""


def grade(words: float, sentences: float, syllables: float) -> float:
    """
    The Flesch-Kincaid grade of counts. One worked elsewhere, of 13 words and 24 syllables in a sentence, is 11.3.

    >>> round(grade(13, 1, 24), 1)
    11.3
    """
    return A_SENTENCE * words / sentences + A_WORD * syllables / words + START


def reading_age(text: str) -> Reading:
    """
    The reading age of a text, plain or in Markdown.

    Raises NothingToRead where it has no running text, and MissingWords where the extra is not installed.

    >>> reading_age("You can ask for help. Someone will listen to you.").says
    'Reading age 5.5 (grade 0.5), measured on 10 words: 5.0 words a sentence and 1.20 syllables a word; with fewer \
than 100 words that is rough.'
    """
    measured = [_measured(sentence) for sentence in sentences(text)]
    found = [sentence for sentence in measured if sentence.words]
    if not found:
        raise NothingToRead("there is no running text to measure: headings, tables and lone figures are left out")
    hardest = sorted(found, key=lambda sentence: -sentence.grade)[:SHOWN]
    return Reading(
        sum(sentence.words for sentence in found),
        len(found),
        sum(sentence.syllables for sentence in found),
        tuple(hardest),
    )


def sentences(text: str) -> tuple[str, ...]:
    """
    The sentences of a text's running text.

    A blank line ends a sentence, and so does a point of a list; but what begins in small letters goes on with the
    sentence before it, set out as a list. A line by itself that does not end as a sentence does is a heading, and left
    out, as a point of a few words is.

    >>> sentences("Dr. Ali met 3.5 families, e.g. Amy's. All were at home.")
    ("Dr. Ali met 3.5 families, e.g. Amy's.", 'All were at home.')
    >>> sentences("Help\\n\\nYou can:\\n- ring us, or\\n- write.\\n- Tell a friend.")
    ('You can: ring us, or write.', 'Tell a friend.')
    """
    return tuple(sentence for block in _blocks(text) for sentence in _split(block))


def words(sentence: str) -> tuple[str, ...]:
    """
    The words of a sentence as Flesch counts them: whatever stands between spaces and is letters, figures or a symbol
    that is said. A dash or stroke between words parts them; an address on the web is one word.

    >>> words("About 4 in every 100 – well-being, and/or help (5%).")
    ('About', '4', 'in', 'every', '100', 'well-being', 'and', 'or', 'help', '5%')
    """
    spaced = re.sub(r"(?<!\S)\S*(://|www\.)\S*", "address", sentence)
    pieces = re.split(r"\s+|[—–/](?=\D)", spaced)
    plain = (re.sub(r"^[^\w&£$%]+|[^\w&%]+$", "", piece) for piece in pieces)
    return tuple(word for word in plain if word)


def _measured(sentence: str) -> Sentence:
    said = words(sentence)
    return Sentence(sentence, len(said), sum(syllables(word) for word in said))


def _blocks(text: str) -> Iterator[str]:
    """Runs of text in which sentences may cross the end of a line."""
    block: list[str] = []
    listed = parted = False
    for line in text.splitlines():
        plain = line.strip()
        point = BULLET.match(plain) or (NUMBER_OF_PARAGRAPH.match(plain) if listed or parted or not block else None)
        if not plain or plain.startswith("|") or HEADING.match(plain):
            parted = True
            continue
        said = _plain(plain)
        opened = listed or not point or (bool(block) and block[-1].endswith(OPENS))
        if block and (point or parted) and not (said[:1].islower() and opened and not _is_closed(block[-1])):
            yield from _running(" ".join(block), listed=listed)
            block, listed = [], False
        block.append(said)
        listed, parted = listed or bool(point), False
    yield from _running(" ".join(block), listed=listed)


def _running(text: str, *, listed: bool) -> Iterator[str]:
    """A block, where it is running text: it holds the end of a sentence, or is a point of a list and no mere label."""
    ends = any(ENDS.finditer(text)) or text.endswith((";", ":"))
    if text and (ends or (listed and len(words(text)) > LABEL)):
        yield text


def _is_closed(text: str) -> bool:
    return text.rstrip("\"'”’)] ").endswith(tuple(".!?…"))


def _plain(line: str) -> str:
    """A line without its bullet, its paragraph number and its markup."""
    text = MARKUP.sub("", line).strip()
    return NUMBER_OF_PARAGRAPH.sub("", BULLET.sub("", text))


def _split(block: str) -> Iterator[str]:
    """The sentences of a block."""
    start = 0
    for end in ENDS.finditer(block):
        last = block[start : end.start()].split()[-1:]
        if not _is_end(last[0] if last else "", end.group(), block[end.end() :].lstrip()):
            continue
        yield block[start : end.end()].strip()
        start = end.end()
    if rest := block[start:].strip():
        yield rest


def _is_end(before: str, mark: str, after: str) -> bool:
    """Whether a mark ends a sentence: not after an abbreviation or an initial, nor before a small letter."""
    word = before.strip("\"'“‘(")
    if mark == "." and (NEVER_LAST.fullmatch(word) or re.fullmatch(r"[A-HJ-Z]", word)):
        return not after
    if mark == "." and BEFORE_NUMBERS.fullmatch(word):
        return not after[:1].isdigit()
    return not after[:1].islower()
