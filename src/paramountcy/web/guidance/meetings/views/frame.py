"""What every page of meetings stands in: who may, the day, the pages of a meeting, and how they are offered."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from paramountcy.web.access.asking import Access, Asked
from paramountcy.web.access.doors import needs
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.access.screens.page import Pages
from paramountcy.web.guidance.groups.models import Circle
from paramountcy.web.guidance.meetings import reads
from paramountcy.web.guidance.meetings.models import Meeting

FORM = ["GET", "HEAD", "POST"]
PAGES = Pages("meetings")
LOOKED_AFTER = needs(Duty.RUN_GROUPS)


def today(request: Asked) -> date:
    return timezone.localdate(request.access.at)


def of_meeting(request: Asked, ref: str, *, write: bool = False) -> Meeting:
    """A meeting that may be read, or changed. Raises Refusal."""
    return request.access.fetch("meeting", ref, Action.WRITE if write else Action.READ)


def page(request: Asked, template: str, meeting: Meeting, here: str, **told: Any) -> HttpResponse:
    """A page of a meeting, with the way to its others."""
    names = (
        ("meeting", "Meeting"),
        ("attendance", "Who was there"),
        ("notes", meeting.group.notes_are_called.capitalize()),
        ("papers", "Papers"),
    )
    sub = [{"text": text, "to": reverse(f"meetings:{name}", args=[meeting.ref]), "current": name == here}
           for name, text in names]  # fmt: skip
    told.setdefault("back", reverse("meetings:of_group", args=[meeting.group.ref]))
    return PAGES.page(
        request,
        template,
        meeting=meeting,
        sub=sub,
        sub_label="This meeting",
        when=reads.when(meeting),
        called=reads.called(meeting),
        writes=bool(request.access.may(Action.WRITE, meeting, "meeting")),
        **told,
    )


def facts_of(meeting: Meeting) -> list[tuple[str, str]]:
    """What a meeting is, for the head of a form."""
    return [("Group", meeting.group.name), ("Meeting", f"{reads.called(meeting)}, {reads.when(meeting)}")]


def later(access: Access, meeting: Meeting) -> QuerySet[Any]:
    """The later meetings of the group that took place or are planned, the next first."""
    rows = reads.meetings(access).filter(group=meeting.group, day__gt=meeting.day, cancelled_on__isnull=True)
    return rows.order_by("day", "start", "pk")


def audience(request: Asked, meeting: Meeting) -> tuple[QuerySet[Circle], str]:
    """
    What a file holds: what everybody of the meeting may know of, or, where it is asked for, also what is kept to the
    circles of whoever asks. The second is its mark, "" for none.
    """
    if request.GET.get("with") == "confidential":
        return reads.mine(request.access), CONFIDENTIAL
    kept = meeting.circle_id or meeting.group.circle_id
    return reads.everybodys(meeting), CONFIDENTIAL if kept else ""


CONFIDENTIAL = "Confidential: for the people of its circle only. Do not send it on."
