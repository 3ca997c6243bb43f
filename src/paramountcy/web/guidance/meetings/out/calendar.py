"""
Meetings for somebody's calendar (.ics). A meeting keeps its identity when it is moved, so that it moves there too; one
that was cancelled says so. What is kept to a circle is a meeting there, and no more: others see calendars.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from paramountcy.web.guidance.meetings import reads
from paramountcy.web.guidance.meetings.models import Meeting

TYPE = "text/calendar; charset=utf-8"
LONDON = ZoneInfo("Europe/London")
AN_HOUR = timedelta(hours=1)
"""How long a meeting is that does not say when it ends."""


def calendar(meetings: Iterable[Meeting], *, at: datetime) -> bytes:
    """The calendar of these meetings, as of a moment."""
    rows = list(meetings)
    made = Calendar()
    made.add("prodid", "-//Paramountcy//Meetings//EN")
    made.add("version", "2.0")
    made.add("method", "CANCEL" if len(rows) == 1 and rows[0].cancelled_on else "PUBLISH")
    for meeting in rows:
        made.add_component(_event(meeting, at))
    if any(meeting.start for meeting in rows):
        made.add_missing_timezones()
    return made.to_ical()


def _event(meeting: Meeting, at: datetime) -> Event:
    kept = meeting.circle_id or meeting.group.circle_id
    one = Event()
    one.add("uid", f"{meeting.ref}@paramountcy")
    one.add("sequence", meeting.sequence)
    one.add("dtstamp", at)
    one.add("summary", "Meeting" if kept else f"{meeting.group.name}: {reads.called(meeting).lower()}")
    one.add("status", "CANCELLED" if meeting.cancelled_on else "CONFIRMED")
    if meeting.place and not kept:
        one.add("location", meeting.place)
    if kept:
        one.add("class", "PRIVATE")
    if meeting.start:
        start = _moment(meeting.day, meeting.start)
        one.add("dtstart", start)
        one.add("dtend", _moment(meeting.day, meeting.end) if meeting.end else start + AN_HOUR)
    else:
        one.add("dtstart", meeting.day)
        one.add("dtend", meeting.day + timedelta(days=1))
    return one


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LONDON)
