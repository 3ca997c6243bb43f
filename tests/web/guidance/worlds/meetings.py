"""A meeting with an item, lines of notes, a paper, somebody in attendance, and notes that are published."""

from datetime import date, timedelta
from hashlib import sha256

from paramountcy.web.guidance.groups.models import Person
from paramountcy.web.guidance.meetings.models import (
    Attendance,
    Item,
    Line,
    Meeting,
    Paper,
    Presence,
    Stage,
    Step,
)
from paramountcy.web.guidance.meetings.out.pack import PDF
from paramountcy.web.guidance.meetings.out.printed import printed, words


def refs(partnership, circle):
    group = partnership.group
    day = date(2026, 10, 6)
    title = "Whooper swans" if circle else "Swans"
    one = Meeting.objects.create(group=group, number=2, day=day, place=f"{title} room", circle=circle)
    item = Item.objects.create(meeting=one, order=1, number=1, title=title)
    Item.objects.create(meeting=one, order=2, number=2, title=f"{title} again")
    line = Line.objects.create(item=item, order=1, number="1.1", text=f"{title} were seen.")
    Step.objects.create(meeting=one, stage=Stage.DRAFT, on=day)
    content = printed(title, [words(title)])
    paper = Paper.objects.create(
        meeting=one,
        item=item,
        number=1,
        title=title,
        content=content,
        media_type=PDF,
        digest=sha256(content).hexdigest(),
    )
    there = Attendance.objects.create(
        meeting=one, person=Person.objects.create(name="Whooper Swan"), presence=Presence.PRESENT
    )
    out = Meeting.objects.create(group=group, number=1, day=day - timedelta(days=30), place=title, circle=circle)
    swan = Item.objects.create(meeting=out, order=1, number=1, title=title)
    Line.objects.create(item=swan, order=1, number="1.1", text=f"{title} were seen.")
    for stage in (Stage.DRAFT, Stage.CIRCULATED, Stage.AGREED, Stage.PUBLISHED):
        Step.objects.create(meeting=out, stage=stage, on=day)
    of_meeting = (
        "meeting", "change", "cancel", "carry", "calendar", "add_item", "attendance", "note_attendance", "note_other",
        "declare", "notes", "circulate", "agree", "object", "publish", "withdraw", "papers", "add_paper", "pack",
        "notes_word", "extract_word", "extract_pdf",
    )  # fmt: skip
    return {
        **dict.fromkeys(of_meeting, one.ref),
        **dict.fromkeys(("of_group", "plan", "group_calendar", "over_time"), group.ref),
        **dict.fromkeys(("change_item", "up", "down", "take_off", "put_off", "write"), item.ref),
        **dict.fromkeys(("write_points", "mark", "correct", "strike"), line.ref),
        "take_back": there.ref,
        "paper": paper.ref,
        "withdraw_paper": paper.ref,
        "public_one": out.ref,
    }


ONLY_POST = ("carry", "up", "down", "take_back")
