"""The notes of a meeting as the adult text of a version: each numbered line, and every decision has to be in it."""

from django.db.models import Q
from django.urls import reverse

from paramountcy.terms.citation import Citation
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.children.adult import AdultText, Part
from paramountcy.web.guidance.meetings.models import Line, Mark, Meeting
from paramountcy.web.kit.templating import day


def notes_text(by: Access | None, cited: Citation) -> AdultText | None:
    """The notes of a meeting, as somebody may read them. The public is led to them by the publishing room instead."""
    meeting = by.readable("meeting").filter(ref=cited.steps[0]).first() if by else None
    if not isinstance(meeting, Meeting):
        return None
    rows = Line.objects.filter(item__meeting=meeting, struck_on__isnull=True).select_related("item")
    rows = rows.filter(Q(circle__isnull=True), Q(item__circle__isnull=True)).exclude(mark=Mark.HEADING)
    parts = tuple(_part(line) for line in rows.order_by("item__order", "order", "pk"))
    title = f"{meeting.group.notes_are_called.capitalize()} of {meeting.group.name}, {day(meeting.day)}"
    return AdultText(title, parts, reverse("meetings:meeting", args=[meeting.ref]), meeting.circle, meeting.group)


def _part(line: Line) -> Part:
    """A line. What is kept to a circle is no part: a version for children is for everybody."""
    words = line.text if len(line.text) <= 80 else f"{line.text[:80].rsplit(' ', 1)[0]} …"
    return Part(line.ref, f"{line.number} {words}".strip(), line.text, must=line.mark == Mark.DECISION)
