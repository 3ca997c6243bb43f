"""
What each room has published: what the public register is made of.

A room tells with `publishes(kind, find)` how what it published is found: what anybody may read now, and what it took
back, with the day and the reason. What is kept to a circle is in neither.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from paramountcy.terms.citation import Citation


@dataclass(frozen=True)
class Published:
    """
    Something that was published. `citation` cites it, `to` is its public page; `of_day` the day of the meeting or of
    the letter, `agreed_on` when it was agreed. `draft` is what is not agreed and says so. Withdrawn: when, and why.
    """

    citation: Citation
    title: str
    to: str
    published_on: date
    group: str = ""
    of_day: date | None = None
    agreed_on: date | None = None
    draft: bool = False
    withdrawn_on: date | None = None
    reason: str = ""

    @property
    def ref(self) -> str:
        return self.citation.steps[0]


@dataclass(frozen=True)
class Source:
    """A kind of thing that is published: what it is called, and how all of it is found."""

    kind: str
    words: str
    find: Callable[[], Iterable[Published]]


SOURCES: dict[str, Source] = {}


def publishes(kind: str, words: str, find: Callable[[], Iterable[Published]]) -> None:
    """Register a kind, such as "notes", and the words for one of it. The first to register a kind is its own room."""
    SOURCES.setdefault(kind, Source(kind, words, find))
