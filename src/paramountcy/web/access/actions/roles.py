"""Giving and ending roles, and handing tasks to a colleague for a time."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.asking import Access
from paramountcy.web.access.models import Delegation, RoleGrant, Team, User
from paramountcy.web.access.models.bodies import BodyType
from paramountcy.web.access.roles import MAY, Duty, Reach, Role

NOT_TO_ONESELF = "Nobody gives a role to themselves: ask another administrator."
NOT_ONESELF_OUT = "You can't shut yourself out: ask another administrator."
LONGEST_DELEGATION = timedelta(days=42)
"""Six weeks: a longer absence is a change of role, not a handing over of tasks."""


def give(
    *, by: Access, user: User, role: Role, team: Team, from_day: date, to_day: date | None, reason: str
) -> RoleGrant:
    """
    Give somebody a role in a team, for dates. Nobody gives one to themselves; a role that reads across the area is
    for people of the local authority. Raises NotDone where it would be one of these.
    """
    allowed(by, Duty.MANAGE_PEOPLE)
    check_role(role, team, on=from_day)
    if by.user and user.pk == by.user.pk:
        raise NotDone(NOT_TO_ONESELF)
    if to_day is not None and to_day < from_day:
        raise NotDone("It ends before it begins: give a later last day.", field="to_day")
    with by.change("give role", kind="user", record=user.ref, reason=with_reason(reason)):
        return RoleGrant.objects.create(
            user=user, role=role, team=team, from_day=from_day, to_day=to_day, granted_by=by.user, reason=reason
        )


def check_role(role: Role, team: Team, *, on: date) -> None:
    """Raises NotDone for a role that people of this team's body can't hold."""
    named = team.body.name_on(on)
    in_authority = named is not None and named.body_type == BodyType.LOCAL_AUTHORITY
    if MAY[role].reads is Reach.AREA and not in_authority:
        raise NotDone(f"The role of {Role(role).label} is for people of the local authority.", field="role")


def end(*, by: Access, grant: RoleGrant, on: date, reason: str) -> RoleGrant:
    """The last day of a role: it is not held on the day after."""
    allowed(by, Duty.MANAGE_PEOPLE)
    if on < grant.from_day - timedelta(days=1):
        raise NotDone("It began after that day.", field="on")
    with by.change("end role", kind="user", record=grant.user.ref, reason=with_reason(reason)):
        grant.to_day = max(on, grant.from_day)
        grant.save()
    return grant


def shut_out(*, by: Access, user: User, reason: str) -> User:
    """Somebody may no longer sign in, from now on. Their sessions end with their next request."""
    allowed(by, Duty.MANAGE_PEOPLE)
    if by.user and user.pk == by.user.pk:
        raise NotDone(NOT_ONESELF_OUT)
    with by.change("shut out", kind="user", record=user.ref, reason=with_reason(reason)):
        user.is_active = False
        user.ended_at = by.at
        user.save()
    return user


def let_in(*, by: Access, user: User, reason: str) -> User:
    """Somebody who was shut out may sign in again. Their roles are as they were."""
    allowed(by, Duty.MANAGE_PEOPLE)
    with by.change("let in", kind="user", record=user.ref, reason=with_reason(reason)):
        user.is_active = True
        user.ended_at = None
        user.save()
    return user


def delegate(*, by: Access, taker: User, from_at: datetime, to_at: datetime, reason: str) -> Delegation:
    """
    Hand one's tasks to a colleague of the same body for a time. Raises NotDone where they are of another body, for
    more than six weeks, or for a time that is over.
    """
    allowed(by, Duty.DELEGATE)
    giver = by.somebody
    if taker.pk == giver.pk:
        raise NotDone("You have your tasks already: choose a colleague.", field="taker")
    mine = {held.body for held in by.who.own}
    today = timezone.localdate(by.at)
    theirs = set(
        taker.grants.filter(from_day__lte=today).exclude(to_day__lt=today).values_list("team__body", flat=True)
    )
    if not mine & theirs:
        raise NotDone("Tasks go to a colleague of the same organisation.", field="taker")
    if to_at <= max(from_at, by.at):
        raise NotDone("It would be over before it began: give a later end.", field="to_at")
    if to_at - from_at > LONGEST_DELEGATION:
        raise NotDone(f"Tasks are handed over for {LONGEST_DELEGATION.days} days at most.", field="to_at")
    with by.change("delegate", kind="user", record=taker.ref, reason=with_reason(reason)):
        return Delegation.objects.create(
            giver=giver, taker=taker, from_at=from_at, to_at=to_at, made_by=giver, reason=reason
        )


def take_back(*, by: Access, delegation: Delegation) -> Delegation:
    """End a delegation now: by the one who gave it, or who took it."""
    if by.user is None or by.user.pk not in (delegation.giver_id, delegation.taker_id):
        raise NotDone("Only the two of you can end it.")
    with by.change("take back", kind="user", record=delegation.taker.ref):
        delegation.ended_at = by.at
        delegation.save()
    return delegation
