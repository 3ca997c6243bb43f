"""
The actions and decisions of a meeting, for its one-page extract: the room that keeps them registers where they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.meetings.models import Line, Mark, Meeting


@dataclass(frozen=True)
class Row:
    """
    An action or a decision as the extract shows it. `mark` is Mark.ACTION or Mark.DECISION; `who` its owners, `due`
    and `status` in words, "" where there are none; `number` that of the line it came from.
    """

    mark: str
    text: str
    who: str = ""
    due: str = ""
    status: str = ""
    number: str = ""


Find = Callable[[Access, Meeting], Sequence[Row]]
FOUND: dict[str, Find] = {}


def extracts(name: str, find: Find) -> None:
    """A room registers a function that finds its actions and decisions of a meeting, those that `by` may read."""
    FOUND[name] = find


def rows(by: Access, meeting: Meeting, lines: Sequence[Line]) -> list[Row]:
    """
    The actions and decisions of a meeting, from the rooms that keep them; where none of them has any, those of the
    lines that are marked so.
    """
    kept = [row for find in FOUND.values() for row in find(by, meeting)]
    marked = [Row(one.mark, one.text, number=one.number) for one in lines if one.mark in (Mark.ACTION, Mark.DECISION)]
    return kept or marked
