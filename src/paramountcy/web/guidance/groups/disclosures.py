"""
What every form says that the public or children can use, and what may be handed on from them to those on duty.

Any such form stands on `FromAnybody`, and its template draws `before_you_write(form)` of groups/disclosures.html: who
reads it, when, and whom to ring in danger. A room tells with `can_be_handed_on` what of its records a worried reader
may hand on, and puts `worried(kind, ref)` on its page. What becomes of it is the business of the room `worries`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.checks import Error
from django.http import HttpRequest

from paramountcy.publication.children.helplines import HelpLine, NotHelplines, read_helplines
from paramountcy.web.access.limits import Wide, of_sender

OWN_LINES = "helplines.csv"
"""The area's own numbers, in the data folder, in the columns of the helplines: they stand before the others."""
HOUR = 60 * 60


class FromAnybody(forms.Form):
    """A form that the public or children can use. `who_reads` and `when` are sentences that a child understands."""

    who_reads: ClassVar[str] = ""
    when: ClassVar[str] = ""

    @property
    def helplines(self) -> tuple[HelpLine, ...]:
        return lines_of(Path(settings.DATA) / OWN_LINES)


@lru_cache(4)
def lines_of(own: Path) -> tuple[HelpLine, ...]:
    """Whom to turn to: the area's own lines, where it gave them, and those that everybody has. Raises NotHelplines."""
    return (*(read_helplines(own) if own.is_file() else ()), *read_helplines())


def own_lines_can_be_read(**_: Any) -> list[Error]:
    """A check at the start: better no server than a page that leaves out whom a child can ring."""
    try:
        lines_of(Path(settings.DATA) / OWN_LINES)
    except NotHelplines as wrong:
        return [
            Error(f"{wrong}.", hint=f"Put {OWN_LINES} in the data folder right, or take it away.", id="groups.E001")
        ]
    return []


@dataclass(frozen=True)
class Passage:
    """
    What somebody wrote, whole: `where` it was written, in words for those on duty; what its writer left of how to
    reach them; and when.
    """

    where: str
    text: str
    contact: str = ""
    written_at: datetime | None = None


PASSAGES: dict[str, Callable[[Any], Passage]] = {}


def can_be_handed_on(kind: str, passage: Callable[[Any], Passage]) -> None:
    """Records of this kind may be handed on by whoever may read them. `passage` gives all that was written in one."""
    PASSAGES[kind] = passage


def sent_from(request: HttpRequest, what: str, *, most: int, seconds: int = HOUR) -> Wide:
    """How much one network address may send of something. A school has one address, so `most` is a classroom."""
    return of_sender(what, request.META.get("REMOTE_ADDR", ""), most=most, seconds=seconds)
