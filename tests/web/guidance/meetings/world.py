"""A meeting with an open and a confidential part, made through the actions, for the tests of meetings."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from paramountcy.web.guidance.groups.models import CircleMember
from paramountcy.web.guidance.meetings.actions import agenda, lines, meetings
from paramountcy.web.guidance.meetings.models import Item, Meeting

SECRET = "Whooper"
"""What whatever is confidential says."""
DAY = date(2026, 10, 6)
AT = datetime(2026, 10, 6, 18, tzinfo=ZoneInfo("Europe/London"))


@dataclass
class Met:
    """`by` runs the group and is in the circle; `meeting` was on DAY, with `item` open and `kept` of the circle."""

    partnership: object
    by: object
    meeting: Meeting
    item: Item
    kept: Item

    def at(self, days: int):
        """The one who runs the group, some days after the meeting."""
        return self.partnership.asks(self.partnership.officer, at=AT + timedelta(days=days))


def met(partnership, *, confidential: bool = True) -> Met:
    CircleMember.objects.create(circle=partnership.circle, user=partnership.officer, from_at=AT - timedelta(days=400))
    by = partnership.asks(partnership.officer, at=AT)
    meeting = meetings.plan(by=by, group=partnership.group, day=DAY, number=5, place="The hall")
    kept = None
    if confidential:
        kept = agenda.add(by=by, meeting=meeting, title=f"{SECRET} review", circle=partnership.circle)
    item = agenda.add(by=by, meeting=meeting, title="Neglect")
    lines.write(by=by, item=item, text="The group heard of neglect.\n\n- It is rising.\n- It is late seen.")
    if kept:
        lines.write(by=by, item=kept, text=f"{SECRET} was spoken of.")
        lines.write(by=by, item=item, text=f"{SECRET} is an example.", circle=partnership.circle)
        lines.write(by=by, item=item, text="A plan was agreed.")
    return Met(partnership, by, meeting, item, kept)
