"""
What changed between two versions of a text, word by word, with what only moved told apart from what is new.

Sentences are compared first. One that went from one place and came at another is moved, whole or with some of its words
changed; what is left over is compared word by word with Google's diff-match-patch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib import import_module
from typing import Any

from paramountcy.web.guidance.drafting.passages import paragraphs, plain

SAME, NEW, GONE, MOVED_HERE, MOVED_AWAY = "same", "new", "gone", "moved here", "moved away"
ALIKE = 0.8
"""How much of their words two sentences share that are one sentence, moved: as SequenceMatcher measures it, 0 to 1."""
CLOSE = 0.45
"""The same for two sentences that stand in one place: less alike, one went and another came."""
FEW = 4
"""Words of a sentence that is too short to know again somewhere else."""
MOST_COMPARED = 250_000
"""Pairs of sentences that are compared in search of moves; in a longer text only sentences word for word the same."""
EQUAL, INSERTED, DELETED = 0, 1, -1


@dataclass(frozen=True)
class Sentence:
    """A sentence or a heading, with the number of the paragraph that it stands in, and which paragraph that is."""

    text: str
    number: str
    place: int

    @property
    def words(self) -> str:
        return plain(self.text)


@dataclass(frozen=True)
class Piece:
    """Some words and what became of them; `note` says where they were, or went."""

    kind: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A paragraph of the newer text with what went beside it. `number` is its own."""

    number: str
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(one.kind != SAME for one in self.pieces)


@dataclass(frozen=True)
class Changes:
    """Two versions compared. The counts are words."""

    rows: tuple[Row, ...]
    new: int
    gone: int
    moved: int

    @property
    def says(self) -> str:
        return f"{_words(self.new)} new, {_words(self.gone)} gone, {_words(self.moved)} only moved."


def _words(count: int) -> str:
    return f"{count:,} word" + ("" if count == 1 else "s")


@lru_cache(maxsize=32)
def changes(old: str, new: str, chapter: int = 0) -> Changes:
    """
    What changed from an old text to a new one.

    >>> changes("One law holds for all here. Tell the child.", "Tell the child. One law holds for all here.").says
    '0 words new, 0 words gone, 6 words only moved.'
    """
    before, after = _sentences(old, chapter), _sentences(new, chapter)
    steps = list(_steps(before, after))
    moves = _moves(
        [one for kind, some in steps if kind == DELETED for one in some],
        [one for kind, some in steps if kind == INSERTED for one in some],
    )
    placed = list(_placed(steps, moves))
    rows: list[Row] = []
    last = -2
    for place, number, piece in placed:
        if place == last:
            rows[-1] = Row(number, (*rows[-1].pieces, piece))
        else:
            rows.append(Row(number, (piece,)))
        last = place
    counted = {kind: sum(len(piece.text.split()) for _, _, piece in placed if piece.kind == kind)
               for kind in (NEW, GONE, MOVED_HERE)}  # fmt: skip
    return Changes(tuple(rows), counted[NEW], counted[GONE], counted[MOVED_HERE])


def _sentences(text: str, chapter: int) -> list[Sentence]:
    return [
        Sentence(sentence, one.number, place)
        for place, one in enumerate(paragraphs(text, chapter))
        for sentence in one.sentences
    ]


def _differ() -> Any:
    made = import_module("diff_match_patch").diff_match_patch()
    made.Diff_Timeout = 0
    return made


def _as_letters(*sides: Sequence[str]) -> list[str]:
    """Each thing as a letter of its own, so that a comparison letter by letter is one of things."""
    known: dict[str, str] = {}
    for one in (thing for side in sides for thing in side):
        known.setdefault(one, chr(len(known) + (0x100 if len(known) < 0xD000 else 0x1000)))
    return ["".join(known[one] for one in side) for side in sides]


def _steps(before: list[Sentence], after: list[Sentence]) -> Iterator[tuple[int, list[Sentence]]]:
    """Runs of sentences that stayed, went or came, in order; of those that stayed, as they stand in the newer text."""
    letters = _as_letters([one.words for one in before], [one.words for one in after])
    old = new = 0
    for kind, run in _differ().diff_main(*letters, False):
        if kind == DELETED:
            yield kind, before[old : old + len(run)]
        else:
            yield kind, after[new : new + len(run)]
        old += len(run) * (kind != INSERTED)
        new += len(run) * (kind != DELETED)


def _moves(gone: list[Sentence], came: list[Sentence]) -> dict[Sentence, Sentence]:
    """Which sentences that came are which that went, both ways round."""
    found: dict[Sentence, Sentence] = {}
    compared = len(gone) * len(came) <= MOST_COMPARED
    for one in came:
        if len(one.text.split()) < FEW:
            continue
        free = [other for other in gone if other not in found]
        other = next((other for other in free if other.words == one.words), None)
        if other is None and compared:
            other = _most_alike(one, free, ALIKE)
        if other is not None and one not in found:
            found[one], found[other] = other, one
    return found


def _most_alike(one: Sentence, others: Sequence[Sentence], least: float) -> Sentence | None:
    matcher = SequenceMatcher(None, b=one.words.split(), autojunk=False)
    best, how = None, least
    for other in others:
        matcher.set_seq1(other.words.split())
        if matcher.real_quick_ratio() >= how and matcher.quick_ratio() >= how and (ratio := matcher.ratio()) >= how:
            best, how = other, ratio
    return best


def _placed(
    steps: Sequence[tuple[int, list[Sentence]]], moves: dict[Sentence, Sentence]
) -> Iterator[tuple[int, str, Piece]]:
    """Every piece in order, with its paragraph: by its place in the newer text, or in the older for what went."""
    waiting: list[Sentence] = []
    last = -1, ""
    for kind, run in [*steps, (EQUAL, [])]:
        if kind == DELETED:
            waiting += run
            continue
        for one in run if kind == INSERTED else ():
            last = one.place, one.number
            for piece in _came(one, moves, waiting):
                yield *last, piece
        if kind == EQUAL:
            for one in waiting:
                yield *last, _went(one, moves)
            waiting = []
        for one in run if kind == EQUAL else ():
            last = one.place, one.number
            yield *last, Piece(SAME, one.text)


def _came(one: Sentence, moves: dict[Sentence, Sentence], waiting: list[Sentence]) -> Iterator[Piece]:
    """A sentence that came: moved, or in place of one that went here, or new."""
    before = moves.get(one)
    if before is not None and before not in waiting:
        note = f"from {before.number}" if before.number else "from elsewhere"
        yield (
            Piece(MOVED_HERE, one.text, note)
            if before.words == one.words
            else Piece(MOVED_HERE, one.text, f"{note}, with some words changed")
        )
        return
    before = before or _most_alike(one, [other for other in waiting if other not in moves], CLOSE)
    if before is None:
        yield Piece(NEW, one.text)
        return
    waiting.remove(before)
    yield from _word_by_word(before.text, one.text)


def _went(one: Sentence, moves: dict[Sentence, Sentence]) -> Piece:
    after = moves.get(one)
    if after is None:
        return Piece(GONE, one.text, f"was in {one.number}" if one.number else "")
    return Piece(MOVED_AWAY, one.text, f"to {after.number}" if after.number else "to elsewhere")


def _word_by_word(old: str, new: str) -> Iterator[Piece]:
    before, after = old.split(), new.split()
    differ = _differ()
    found = differ.diff_main(*_as_letters(before, after), False)
    differ.diff_cleanupSemantic(found)
    one = other = 0
    for kind, run in found:
        if kind == DELETED:
            yield Piece(GONE, " ".join(before[one : one + len(run)]))
        else:
            yield Piece(SAME if kind == EQUAL else NEW, " ".join(after[other : other + len(run)]))
        one += len(run) * (kind != INSERTED)
        other += len(run) * (kind != DELETED)
