"""Notes of a meeting in November 2011, at a stage, with those who were there and a line that names one of them."""

from datetime import date

from paramountcy.web.guidance.groups.models import Person
from paramountcy.web.guidance.meetings.models import Attendance, How, Item, Line, Meeting, Presence, Stage, Step

DAY, AGREED, PUBLISHED = date(2011, 11, 3), date(2011, 12, 6), date(2011, 12, 9)
LINE = "Whitney Whooper said that Ambleford would join the trial."


def meeting_with_notes(partnership, *, circle=None, group=None, text=LINE):
    """A meeting whose notes are written, and are a draft."""
    one = Meeting.objects.create(group=group or partnership.group, number=4, day=DAY, circle=circle)
    item = Item.objects.create(meeting=one, number=2, order=1, title="Trials")
    Line.objects.create(item=item, order=1, number="2.1", text=text)
    there = Person.objects.create(name="Whitney Whooper", job="Head of Service")
    Attendance.objects.create(meeting=one, person=there, presence=Presence.PRESENT)
    step(partnership, one, Stage.DRAFT, DAY)
    return one


def step(partnership, meeting, stage, on, **said):
    """What the notes became on a day; the steps before it come with it."""
    if stage == Stage.PUBLISHED:
        step(partnership, meeting, Stage.AGREED, AGREED, how=How.AT_A_MEETING)
    return Step.objects.create(meeting=meeting, stage=stage, on=on, by=partnership.officer, **said)
