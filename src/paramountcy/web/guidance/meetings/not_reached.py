"""What goes on by itself: items of the meeting before, not reached or put off, and of those cancelled since."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.formats import date_format

from paramountcy.web.guidance.meetings.carrying import Carried, is_over
from paramountcy.web.guidance.meetings.models import Item, ItemKind, Line, Meeting
from paramountcy.web.guidance.meetings.reads import before

OWN = (ItemKind.AGENDA, ItemKind.CARRIED_OVER)
"""The items that go on; the standing ones are on every agenda."""


def not_reached(meeting: Meeting) -> list[Carried]:
    """What goes on from the meeting before, once it has notes, and from those since that were cancelled."""
    last = before(meeting)
    return [*_of_cancelled(meeting, last), *(_of_last(meeting, last) if last else ())]


def _of_last(meeting: Meeting, last: Meeting) -> Iterator[Carried]:
    if not Line.objects.filter(item__meeting=last).exists():
        return
    day = date_format(last.day, "j F Y")
    for item in _open(last, meeting):
        if item.deferred_on:
            yield _carried(item, f"It was put off at the meeting of {day}.")
        elif not item.lines.filter(struck_on__isnull=True).exists():
            yield _carried(item, f"It was not reached at the meeting of {day}.")


def _of_cancelled(meeting: Meeting, last: Meeting | None) -> Iterator[Carried]:
    ours = Q(circle__isnull=True) | Q(circle=meeting.circle_id)
    rows = Meeting.objects.filter(ours, group=meeting.group, cancelled_on__isnull=False, day__lte=meeting.day)
    for cancelled in rows.filter(day__gt=last.day) if last else rows:
        for item in _open(cancelled, meeting):
            yield _carried(item, f"The meeting of {date_format(cancelled.day, 'j F Y')} was cancelled.")


def _open(of: Meeting, meeting: Meeting) -> list[Item]:
    """
    The items of one meeting that may go on to another. What went on to one between them goes on from there, and what is
    over goes nowhere.
    """
    rows = of.items.filter(kind__in=OWN, dropped_on__isnull=True).select_related("circle")
    return [item for item in rows.exclude(carried_to__meeting__day__lt=meeting.day) if not is_over(item.about)]


def _carried(item: Item, why: str) -> Carried:
    return Carried(item.title, item.about, why, item, item.circle)
