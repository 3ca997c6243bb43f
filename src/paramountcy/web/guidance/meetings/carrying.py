"""
What goes on from meeting to meeting: each room says what of its business a meeting must come back to, and why.

A carrier is a function that is given the meeting whose agenda is made, and finds what belongs on it. Higher rooms add
theirs when they are ready: `carries("open actions", find)`. What is kept to a circle stays kept to it. They say, too,
when business of theirs is over (`ends("action", is_over)`), so that an item about it does not go on unreached.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.meetings.models import Item, Meeting


@dataclass(frozen=True)
class Carried:
    """
    Something that a meeting must come back to. `about` is a citation of it, such as `recommendation/abc`, "" for none;
    `why` a sentence that says why it is on the agenda; `from_item` the item of a meeting before that it goes on with;
    `circle` whom it is kept to, None for the whole group.
    """

    title: str
    about: str
    why: str
    from_item: Item | None = None
    circle: Circle | None = None


Find = Callable[[Meeting], Sequence[Carried]]
IsOver = Callable[[str], bool]
CARRIERS: dict[str, Find] = {}
ENDS: dict[str, IsOver] = {}


def carries(name: str, find: Find) -> None:
    """A room registers what of its business goes on, under a name of its own."""
    CARRIERS[name] = find


def ends(kind: str, is_over: IsOver) -> None:
    """A room registers whether business of a kind is over; it is given the reference of one."""
    ENDS[kind] = is_over


def is_over(about: str) -> bool:
    """Whether what an item is about is over, as the room whose it is says; never for an item about nothing."""
    kind, _, ref = about.partition("/")
    return kind in ENDS and ENDS[kind](ref)


def carried_over(meeting: Meeting) -> Iterator[Carried]:
    """All that goes on at a meeting, carrier by carrier, in the order in which they registered."""
    for find in list(CARRIERS.values()):
        yield from find(meeting)
