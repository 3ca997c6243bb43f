"""
The text for adults that a version is of, part by part: each room says it for its own kinds.

A room registers how a kind of citation is read: `text_of("response", find)`. `find` is given who asks, None for the
public, and finds None where they may not read it, so that nothing of it is shown to them here either.
"""

from collections.abc import Callable
from dataclasses import dataclass

from paramountcy.terms.citation import Citation
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.models import Circle, Group


@dataclass(frozen=True)
class Part:
    """A part of an adult text. `must` is whether a version for children has to hold it: every position, for one."""

    anchor: str
    title: str
    text: str
    must: bool = False


@dataclass(frozen=True)
class AdultText:
    """An adult text: its title, its parts in order, its page, and whom it is kept to."""

    title: str
    parts: tuple[Part, ...]
    to: str = ""
    circle: Circle | None = None
    group: Group | None = None

    def part(self, anchor: str) -> Part | None:
        return next((one for one in self.parts if one.anchor == anchor), None)


Find = Callable[[Access | None, Citation], AdultText | None]
TEXTS: dict[str, Find] = {}


def text_of(kind: str, find: Find) -> None:
    """Register how a kind of citation is read."""
    TEXTS[kind] = find


def adult_text(by: Access | None, about: str) -> AdultText | None:
    """The adult text of a citation as somebody may read it, or the public where `by` is None; None for none."""
    try:
        cited = Citation.of(about)
    except ValueError:
        return None
    find = TEXTS.get(cited.kind)
    return find(by, cited) if find else None


def is_known(about: str) -> bool:
    """Whether some room can read what a citation is of."""
    return about.partition("/")[0] in TEXTS


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, however they are broken into lines."""
    return one.split() == other.split()


def holds(text: str, quote: str) -> bool:
    """Whether a text holds a quotation, however it is broken into lines."""
    return " ".join(quote.split()) in " ".join(text.split())
