"""Papers of a meeting, and the Word files that notes are written into."""

from datetime import date
from hashlib import sha256

from paramountcy.web.access.actions.asked import NotDone, allowed
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.groups.models import Circle, Group
from paramountcy.web.guidance.meetings.models import Item, Meeting, NotesTemplate, Paper
from paramountcy.web.guidance.meetings.out import pack, word


def add(
    *, by: Access, meeting: Meeting, title: str, content: bytes, item: Item | None = None, circle: Circle | None = None
) -> Paper:
    """A paper, kept as it was sent. Raises NotDone, with a sentence, for one that could not stand in a pack."""
    by.fetch("meeting", meeting.ref, Action.WRITE)
    try:
        pack.check(content)
        media_type = pack.media_type_of(content)
    except pack.NotJoined as wrong:
        raise NotDone(str(wrong), field="file") from None
    last = meeting.papers.order_by("-number").first()
    with by.change("add paper", kind="meeting", record=meeting.ref):
        return Paper.objects.create(
            meeting=meeting,
            item=item,
            number=last.number + 1 if last else 1,
            title=title,
            content=content,
            media_type=media_type,
            digest=sha256(content).hexdigest(),
            circle=circle,
        )


def withdraw(*, by: Access, paper: Paper, on: date) -> Paper:
    """A paper is in no pack any more."""
    by.fetch("paper", paper.ref, Action.WRITE)
    with by.change("withdraw paper", kind="paper", record=paper.ref):
        paper.withdrawn_on = on
        paper.save()
    return paper


def set_template(*, by: Access, group: Group | None, content: bytes, on: date) -> NotesTemplate:
    """The Word file that notes are written into from now on, for a group or for all. Raises NotDone."""
    allowed(by, Duty.RUN_GROUPS)
    try:
        word.check(content)
    except word.NotATemplate as wrong:
        raise NotDone(str(wrong), field="file") from None
    with by.change("set notes template"):
        for one in NotesTemplate.objects.filter(group=group, to_day__isnull=True):
            one.to_day = max(one.from_day, on)
            one.save()
        return NotesTemplate.objects.create(
            group=group, content=content, digest=sha256(content).hexdigest(), from_day=on
        )
