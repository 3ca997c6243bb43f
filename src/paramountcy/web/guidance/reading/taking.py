"""
Taking over what was accepted: the rows of a meeting, of who was there, of its notes, and of its actions and decisions.

All in one change. Only facts that somebody accepted are taken, and each only once; one that was corrected since is
changed where it is. What was accepted of something that was refused, such as a point of a paragraph, is left and said.
"""

from datetime import date, time
from typing import Any

from django.utils import timezone

from paramountcy.terms.citation import Citation
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action as Doing
from paramountcy.web.guidance.groups.models import Group
from paramountcy.web.guidance.meetings.actions import agenda
from paramountcy.web.guidance.meetings.models import Meeting, Stage, Step
from paramountcy.web.guidance.meetings.reads import stage_of
from paramountcy.web.guidance.meetings.status import NONE, SETTLED
from paramountcy.web.guidance.reading import attending, noting, reads
from paramountcy.web.guidance.reading.models import SourceDocument
from paramountcy.web.guidance.reading.under_way import Taken, Taking

AGREED = (
    "The notes of this meeting are agreed. What is wrong in them is corrected on their page, with the meeting that "
    "says so; nothing is taken over into them from a file."
)


def take_over(*, by: Access, document: SourceDocument) -> Taken:
    """Make the rows of what was accepted. Raises NotDone where group or day are not, or the notes are agreed."""
    by.fetch("source_document", document.ref, Doing.WRITE)
    facts = [one for one in reads.facts(document) if one.is_accepted]
    said = {one.kind: one.now for one in facts if one.section == "meeting"}
    if "day" not in said:
        raise NotDone("Accept or correct the day of the meeting first: without it there is no meeting.")
    if not document.group and "group" not in said:
        raise NotDone("Accept or correct the name of the group first, or choose the group of this file.")
    day = date.fromisoformat(said["day"]["value"])
    planned: list[Meeting] = []
    with by.change("take over notes", kind="source_document", record=document.ref) as lines:
        group = document.group or _group(by, said["group"]["value"], day)
        meeting = document.meeting or _meeting(by, document, group, day)
        if stage_of(meeting) in SETTLED:
            raise NotDone(AGREED)
        document.group, document.meeting = group, meeting
        document.save()
        taking = Taking(by, document, facts, group, meeting, Taken(meeting))
        _head(taking, said)
        attending.organisations(taking)
        attending.people(taking)
        noting.items_and_lines(taking)
        planned += _next(taking)
        noting.actions(taking)
        noting.decisions(taking)
        _mentioned(taking)
        if stage_of(meeting) == NONE and taking.of("paragraph", "point"):
            Step.objects.create(meeting=meeting, stage=Stage.DRAFT, on=timezone.localdate(by.at), by=by.somebody)
        lines.append(lines[0].of("meeting", meeting.ref))
        for one in taking.of("action", "decision"):
            if one.became:
                lines.append(lines[0].of(one.kind, Citation.of(one.became).steps[0]))
    for following in planned:
        agenda.lay(by=by, meeting=following)
    return taking.taken


def _group(by: Access, name: str, day: date) -> Group:
    """The group of this name, or a new one."""
    known = reads.group_named(by, name)
    return known or Group.objects.create(name=name[:200], from_day=day)


def _meeting(by: Access, document: SourceDocument, group: Group, day: date) -> Meeting:
    rows = by.readable("meeting").filter(group=group, day=day, cancelled_on__isnull=True)
    found: Meeting | None = rows.order_by("pk").first()
    return found or Meeting.objects.create(group=group, day=day, circle=document.circle)


def _head(taking: Taking, said: dict[str, Any]) -> None:
    """What the head of the notes says of the meeting."""
    meeting = taking.meeting
    values = {name: said[name]["value"] for name in said if name not in ("group", "kind", "next")}
    meeting.day = date.fromisoformat(values["day"])
    meeting.number = values.get("number", meeting.number)
    meeting.start, meeting.end = _time(values.get("start"), meeting.start), _time(values.get("end"), meeting.end)
    meeting.place = values.get("place", meeting.place)[:300]
    meeting.issued_by = values.get("issued_by", meeting.issued_by)[:200]
    meeting.issued_on = date.fromisoformat(values["issued_on"]) if "issued_on" in values else meeting.issued_on
    meeting.save()
    for fact in taking.of(*said):
        if fact.section == "meeting" and fact.kind != "next":
            taking.done(fact, "group" if fact.kind == "group" else "meeting",
                        taking.group if fact.kind == "group" else meeting)  # fmt: skip


def _time(text: str | None, known: time | None) -> time | None:
    return time.fromisoformat(text) if text else known


def _next(taking: Taking) -> list[Meeting]:
    """The next meeting that the notes name: planned now, or moved where these notes had planned it for another day."""
    made = []
    for fact in taking.of("next"):
        now = fact.now
        day = date.fromisoformat(now["on"])
        if day <= taking.meeting.day:
            taking.leave("The next meeting is not after this one: correct its day.")
            continue
        rows = Meeting.objects.filter(group=taking.group, cancelled_on__isnull=True)
        before = rows.filter(ref=Citation.of(fact.became).steps[0]).first() if fact.became else None
        there = before or rows.filter(day=day, circle=taking.meeting.circle).first()
        if there is None:
            number = taking.meeting.number + 1 if taking.meeting.number else None
            if number and rows.filter(number=number).exists():
                number = None
            there = Meeting.objects.create(group=taking.group, day=day, number=number, circle=taking.meeting.circle)
            made.append(there)
        if reads.to_take(fact):
            there.sequence += there.day != day
            there.day = day
            there.start, there.end = _time(now["start"], there.start), _time(now["end"], there.end)
            there.save()
        taking.done(fact, "meeting", there)
    return made


def _mentioned(taking: Taking) -> None:
    """What the notes only mention stays here, with the line that it is from; nothing else is made of it."""
    for fact in taking.of("earlier", "joined", "question", "leaning", "event"):
        taking.done(fact, "meeting", taking.meeting)
