"""Meetings planned, changed, moved and cancelled."""

from datetime import date
from typing import Any

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action
from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.meetings.actions import agenda
from paramountcy.web.guidance.meetings.models import Meeting

IN_CALENDARS = ("day", "start", "end", "place")
"""What a calendar shows of a meeting: a change of these is a later version of it there."""


def plan(*, by: Access, group: Group, **said: Any) -> Meeting:
    """A meeting of a group, with its draft agenda. Raises NotDone for a number another has, or for an end too early."""
    by.fetch("group", group.ref, Action.WRITE)
    _makes_sense(group, None, said)
    with by.change("plan meeting") as lines:
        made = Meeting.objects.create(group=group, **said)
        lines[0] = lines[0].of("meeting", made.ref)
    agenda.lay(by=by, meeting=made)
    return made


def change(*, by: Access, meeting: Meeting, **said: Any) -> Meeting:
    """Change a meeting. Raises NotDone as `plan` does, and for one that was cancelled."""
    by.fetch("meeting", meeting.ref, Action.WRITE)
    if meeting.cancelled_on:
        raise NotDone("This meeting was cancelled: plan another.")
    _makes_sense(meeting.group, meeting, said)
    moved = any(name in said and said[name] != getattr(meeting, name) for name in IN_CALENDARS)
    with by.change("move meeting" if moved else "change meeting", kind="meeting", record=meeting.ref):
        for name, value in said.items():
            setattr(meeting, name, value)
        meeting.sequence += moved
        meeting.save()
    return meeting


def cancel(*, by: Access, meeting: Meeting, on: date) -> Meeting:
    """A meeting does not take place. What was on its agenda goes on to the next. Raises NotDone where it has notes."""
    by.fetch("meeting", meeting.ref, Action.WRITE)
    if meeting.cancelled_on:
        raise NotDone("It is cancelled already.")
    if meeting.steps.exists():
        raise NotDone("It has notes, so it took place: it can’t be cancelled.")
    with by.change("cancel meeting", kind="meeting", record=meeting.ref):
        meeting.cancelled_on = on
        meeting.sequence += 1
        meeting.save()
    return meeting


def _makes_sense(group: Group, meeting: Meeting | None, said: dict[str, Any]) -> None:
    start, end = (said.get(name, getattr(meeting, name, None)) for name in ("start", "end"))
    if end and not start:
        raise NotDone("Say when it begins too.", field="start")
    if start and end and end <= start:
        raise NotDone("It ends before it begins: give a later time.", field="end")
    number = said.get("number")
    if number and not said.get("circle"):
        others = Meeting.objects.filter(group=group, number=number, circle__isnull=True, cancelled_on__isnull=True)
        if (others.exclude(pk=meeting.pk) if meeting else others).exists():
            raise NotDone("Another meeting of the group has that number: give another.", field="number")
