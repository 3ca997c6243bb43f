"""Meetings as a demo has them: the last one noted and circulated, the next one planned with what goes on from it."""

from datetime import timedelta

from django.utils import timezone

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups import actions as groups
from paramountcy.web.guidance.groups.examples import LEARNING
from paramountcy.web.guidance.groups.examples import imagine as imagined_groups
from paramountcy.web.guidance.groups.models import Group, Person, Seat, Sector
from paramountcy.web.guidance.meetings.actions import agenda, attendance, lines, meetings, notes
from paramountcy.web.guidance.meetings.actions.attendance import Sat
from paramountcy.web.guidance.meetings.models import Done, Mark, Meeting, PointKind, Presence
from paramountcy.web.guidance.meetings.seating import DEPUTY

PLACE = "Applemere Town Hall, Room 2"
TUESDAY = 1
DEPUTY_OF_HEALTH = "Silas Brightwater"
NOTES = {
    "Early help: who waits": "Children’s services reported that 41 families waited for a first visit at the end of the "
    "month.\n\nThe group made these points:\n- Schools are not told when a family has waited for more than two weeks.\n"
    "- The waiting list counts families, and not children.\n\nThe police offered to look whether families that wait "
    "are known to them for another reason.\n\nIt was agreed that schools are told after two weeks.",
}
NOT_REACHED = "Learning from the neglect audit"


def imagine(by: Access) -> None:
    """Meetings of the group that learns, which is made with the other groups where there is none yet."""
    if not Group.objects.filter(name=LEARNING).exists():
        imagined_groups(by)
    group = Group.objects.get(name=LEARNING)
    today = timezone.localdate(by.at)
    since_tuesday = (today.weekday() - TUESDAY) % 7
    day = today - timedelta(days=since_tuesday + 7)
    last = meetings.plan(by=by, group=group, number=1, day=day, place=PLACE)
    for title in (*NOTES, NOT_REACHED):
        agenda.add(by=by, meeting=last, title=title)
    _attended(by, last)
    for title, text in NOTES.items():
        _noted(by, last, title, text)
    following = meetings.plan(by=by, group=group, number=2, day=day + timedelta(weeks=4), place=PLACE)
    notes.circulate(by=by, meeting=last, on=day + timedelta(days=6))
    agenda.add(by=by, meeting=following, title="Children’s views of their reviews", minutes=20)


def _attended(by: Access, meeting: Meeting) -> None:
    """Health sent its deputy and the voluntary sector apologised; the school declared an interest."""
    sat = []
    for seat in meeting.group.seats.select_related("organisation"):
        held = seat.holdings.filter(as_deputy=False).first()
        sector = seat.organisation.sector if seat.organisation else ""
        deputy = _deputy(by, seat, meeting) if sector == Sector.HEALTH else None
        holder = held.person if held else None
        how = DEPUTY if deputy else Presence.APOLOGIES if sector == Sector.VOLUNTARY else Presence.PRESENT
        sat.append(Sat(seat, holder, how, deputy))
    attendance.note(by=by, meeting=meeting, sat=sat)
    for one in sat:
        if one.holder and one.seat.organisation and one.seat.organisation.sector == Sector.EDUCATION:
            interest = "The school runs a breakfast club for families that wait."
            attendance.declare(by=by, meeting=meeting, person=one.holder, interest=interest, done=Done.NOTED)


def _deputy(by: Access, seat: Seat, meeting: Meeting) -> Person:
    person = groups.add_person(by=by, name=DEPUTY_OF_HEALTH, organisation=seat.organisation)
    groups.fill_seat(by=by, seat=seat, person=person, from_day=meeting.day - timedelta(days=30), as_deputy=True)
    return person


def _noted(by: Access, meeting: Meeting, title: str, text: str) -> None:
    made = lines.write(by=by, item=meeting.items.get(title=title), text=text)
    for line in made:
        if line.parent_id:
            lines.mark(by=by, line=line, mark=Mark.POINT, point_kind=PointKind.CONCERN)
        elif "offered" in line.text:
            lines.mark(by=by, line=line, mark=Mark.ACTION)
        elif "agreed" in line.text:
            lines.mark(by=by, line=line, mark=Mark.DECISION)
