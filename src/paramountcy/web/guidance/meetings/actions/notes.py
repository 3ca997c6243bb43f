"""The stages of the notes: circulated, agreed, published, withdrawn; and the objection that stops silence."""

from datetime import date, timedelta

from django.utils import timezone

from paramountcy.web.access.actions.asked import NotDone, with_reason
from paramountcy.web.access.asking import Access, Refusal
from paramountcy.web.access.policy import Verdict
from paramountcy.web.access.roles import Action, Duty
from paramountcy.web.guidance.groups.policies import groups_of
from paramountcy.web.guidance.meetings.actions import agenda
from paramountcy.web.guidance.meetings.models import How, Line, Meeting, Objection, Stage, Step, next_meeting_of
from paramountcy.web.guidance.meetings.reads import last_step, silent_until, stage_of, staged
from paramountcy.web.guidance.meetings.status import EVENTS, may_follow
from paramountcy.web.guidance.meetings.withheld import to_look_at

NOT_A_MEMBER = Verdict(False, "Only the people of the group may object to its notes.")


def circulate(*, by: Access, meeting: Meeting, on: date) -> Step:
    """
    The notes went to the members, and what was not reached is put on the agenda of the next meeting. Circulated again,
    after an objection, the days of silence begin anew.
    """
    by.fetch("meeting", meeting.ref, Action.WRITE)
    if not Line.objects.filter(item__meeting=meeting, struck_on__isnull=True).exists():
        raise NotDone("Nothing is noted yet.")
    step = _step(by, meeting, Stage.CIRCULATED, on)
    following = next_meeting_of(meeting)
    if following is not None:
        agenda.carry_over(by=by, meeting=following)
    return step


def agree(
    *, by: Access, meeting: Meeting, on: date, how: str, at_meeting: Meeting | None = None, corrections: str = ""
) -> Step:
    """The notes are agreed, at a later meeting or by the chair. Silence agrees by itself, with `settle`."""
    by.fetch("meeting", meeting.ref, Action.WRITE)
    if how == How.BY_SILENCE:
        raise NotDone("Silence agrees by itself, once the days are over.", field="how")
    if how == How.AT_A_MEETING:
        if at_meeting is None:
            raise NotDone("Say at which meeting.", field="at_meeting")
        if at_meeting.group_id != meeting.group_id or at_meeting.day <= meeting.day:
            raise NotDone("Choose a later meeting of the same group.", field="at_meeting")
    elif at_meeting is not None:
        raise NotDone("The chair agrees between meetings: leave out the meeting.", field="at_meeting")
    return _step(by, meeting, Stage.AGREED, on, how=how, at_meeting=at_meeting, corrections=corrections.strip())


def settle(*, by: Access, meeting: Meeting) -> Step | None:
    """
    Agree notes by silence where the days are over and nobody objected; None where that is not so. Whoever reads or
    asks next finds it done: the step says that it was silence, and names nobody.
    """
    step = last_step(meeting)
    until = silent_until(step) if step else None
    if step is None or until is None or timezone.localdate(by.at) <= until or step.objections.exists():
        return None
    with by.change("agree by silence", kind="meeting", record=meeting.ref):
        return Step.objects.create(
            meeting=meeting, stage=Stage.AGREED, on=until + timedelta(days=1), how=How.BY_SILENCE
        )


def settle_all(*, by: Access) -> None:
    """Agree by silence whatever the one who asks may read and nobody objected to in time."""
    for meeting in staged(by.readable("meeting")).filter(stage=Stage.CIRCULATED).select_related("group"):
        settle(by=by, meeting=meeting)


def object_to(*, by: Access, meeting: Meeting, says: str) -> Objection:
    """Somebody of the group does not agree with notes that were circulated. Raises NotDone where it is too late."""
    by.fetch("meeting", meeting.ref)
    if not (by.may_do(Duty.RUN_GROUPS) or groups_of(by.who, at=by.at).filter(seat__group=meeting.group).exists()):
        by.note("object", NOT_A_MEMBER, kind="meeting", record=meeting.ref)
        raise Refusal(NOT_A_MEMBER)
    settle(by=by, meeting=meeting)
    step = last_step(meeting)
    if step is None or step.stage != Stage.CIRCULATED:
        raise NotDone("These notes are not out for agreement now: raise it at the next meeting.")
    told = with_reason(says)
    with by.change("object to notes", kind="meeting", record=meeting.ref):
        return Objection.objects.create(step=step, by=by.somebody, at=by.at, says=told)


def publish(*, by: Access, meeting: Meeting, on: date, where: str = "", looked: bool = False) -> Step:
    """
    The agreed notes go out to everybody. Raises NotDone where they may not, and where something has to be looked at
    first and nobody says that they did.
    """
    by.fetch("meeting", meeting.ref, Action.WRITE)
    no = why_not_published(meeting)
    if no:
        raise NotDone(no)
    waits = to_look_at(meeting)
    if waits and not looked:
        raise NotDone(" ".join(waits), field="looked")
    return _step(by, meeting, Stage.PUBLISHED, on, where=where.strip())


def why_not_published(meeting: Meeting) -> str:
    """Why notes may not be published now, as a sentence; "" where they may."""
    if meeting.circle_id or meeting.group.circle_id:
        return "This meeting is confidential: its notes are never published."
    if not meeting.group.publishes:
        return "This group does not publish its notes: say so on the group’s page first."
    stage = stage_of(meeting)
    return "" if stage in (Stage.AGREED, Stage.WITHDRAWN) else "Only notes that are agreed are published."


def withdraw(*, by: Access, meeting: Meeting, on: date, why: str) -> Step:
    """Published notes are taken back: they are on no public page any more."""
    by.fetch("meeting", meeting.ref, Action.WRITE)
    return _step(by, meeting, Stage.WITHDRAWN, on, corrections=with_reason(why))


def _step(by: Access, meeting: Meeting, stage: Stage, on: date, **said: object) -> Step:
    last = last_step(meeting)
    now = last.stage if last else ""
    if not may_follow(now, stage):
        raise NotDone(f"They are {Stage(now).label if now else 'not written yet'}: they can’t be {stage.label} now.")
    if on < meeting.day or (last and on < last.on):
        raise NotDone("That is before the last step: give that day or a later one.", field="on")
    if on > timezone.localdate(by.at):
        raise NotDone("That day has not come yet: give today or a day before.", field="on")
    with by.change(EVENTS[stage], kind="meeting", record=meeting.ref):
        return Step.objects.create(meeting=meeting, stage=stage, on=on, by=by.somebody, **said)
