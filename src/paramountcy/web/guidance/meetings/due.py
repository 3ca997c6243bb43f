"""Notes that are due: who holds them, since when."""

from datetime import date
from typing import Any

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.meetings import reads
from paramountcy.web.guidance.meetings.models import Stage
from paramountcy.web.guidance.meetings.reads import Due
from paramountcy.web.guidance.meetings.status import HOLDS


def notes_due(by: Access, *, on: date) -> list[Due]:
    """The meetings that were held and whose notes somebody still has to do something with, the oldest first."""
    rows = reads.meetings(by).filter(day__lt=on, cancelled_on__isnull=True).order_by("day", "pk")
    found = []
    for one in rows:
        holds = holder(one)
        if holds:
            since = one.stage_on or one.day
            found.append(Due(one, holds, since, (on - since).days))
    return found


def holder(meeting: Any) -> str:
    """Who holds the notes of a meeting that has its `stage`, "" where they are done with."""
    kept = meeting.circle_id or meeting.group.circle_id
    if meeting.stage == Stage.AGREED and (kept or not meeting.group.publishes):
        return ""
    return HOLDS[meeting.stage]
