"""
What happens when a line of notes is marked: the room that keeps what the line is takes it from there.

Marking a line as an action or a decision makes neither by itself: whoever marked it is led to the form where it gets
an owner and a date.
"""

from collections.abc import Callable

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.meetings.models import Line

Make = Callable[[Access, Line], str]
MAKERS: dict[str, Make] = {}


def when_marked(mark: str, make: Make) -> None:
    """A room registers what follows where a line is marked so: `make` gives the address of the next form, "" none."""
    MAKERS[mark] = make


def next_form(by: Access, line: Line) -> str:
    """The address of the form that follows the mark of a line, "" where no room has registered one."""
    make = MAKERS.get(line.mark)
    return make(by, line) if make else ""
