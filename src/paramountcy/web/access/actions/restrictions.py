"""Closing a record to all but a list. It closes at once; being on the list, or hidden from all, takes two people."""

from datetime import date

from django.utils import timezone

from paramountcy.web.access import policy
from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.actions.notices import tell
from paramountcy.web.access.asking import Access, Refusal
from paramountcy.web.access.models import Restriction, RestrictionMember, Team, User
from paramountcy.web.access.models.exceptions import Existence
from paramountcy.web.access.records import GUARDS
from paramountcy.web.access.roles import Action, Duty

TAKES_TWO = "It takes two people: another one than who asked must agree."
NOT_ONESELF_IN = "Nobody lets themselves in: another person must agree."


def close(
    *, by: Access, kind: str, record: str, reason: str, guardian: User, call: str, review_on: date
) -> Restriction:
    """
    Close a record from now on. Front door and emergency duty see that it exists and whom to ring; that nobody does is
    asked for afterwards (`hide`). Raises Refusal for one who may not, NotDone where it is closed already.
    """
    _may_restrict(by, kind, record)
    _checked(call, review_on, by)
    if Restriction.objects.filter(kind=kind, record=record, lifted_at__isnull=True).exists():
        raise NotDone("This record is closed already.")
    with by.change("close record", kind=kind, record=record, reason=with_reason(reason)):
        made = Restriction.objects.create(
            kind=kind, record=record, reason=reason, guardian=guardian, call=call, asked_by=by.somebody, from_at=by.at,
            review_on=review_on,
        )  # fmt: skip
        tell(guardian, "guards a record", kind=kind, record=record, at=by.at)
    return made


def agree(*, by: Access, restriction: Restriction, existence: Existence, review_on: date, reason: str) -> Restriction:
    """Another person agrees, and says who may know that the record exists."""
    allowed(by, Duty.AGREE_RESTRICTED)
    _another(by, restriction.asked_by_id)
    _checked(restriction.call, review_on, by)
    with by.change("agree restriction", kind=restriction.kind, record=restriction.record, reason=with_reason(reason)):
        restriction.agreed_by, restriction.agreed_at = by.user, by.at
        restriction.existence, restriction.review_on = existence, review_on
        restriction.save()
    return restriction


def lift(*, by: Access, restriction: Restriction, reason: str) -> Restriction:
    """Open a record again. It takes one who agrees to restricted access and is not the one who asked for it."""
    allowed(by, Duty.AGREE_RESTRICTED)
    _another(by, restriction.asked_by_id)
    with by.change("lift restriction", kind=restriction.kind, record=restriction.record, reason=with_reason(reason)):
        restriction.lifted_at, restriction.lifted_by, restriction.lifted_reason = by.at, by.user, reason
        restriction.save()
    return restriction


def ask_for(
    *, by: Access, restriction: Restriction, user: User | None = None, team: Team | None = None, reason: str
) -> RestrictionMember:
    """Ask that somebody, or a team, be on the list of a closed record. It holds when another person agrees."""
    _may_restrict(by, restriction.kind, restriction.record)
    if (user is None) == (team is None):
        raise NotDone("Choose a person or a team.", field="user")
    with by.change("ask for access", kind=restriction.kind, record=restriction.record, reason=with_reason(reason)):
        return RestrictionMember.objects.create(
            restriction=restriction, user=user, team=team, asked_by=by.somebody, reason=reason
        )


def let_in(*, by: Access, member: RestrictionMember, reason: str) -> RestrictionMember:
    """Another person agrees that somebody be on the list: not the one who asked, nor the one it is for."""
    allowed(by, Duty.AGREE_RESTRICTED)
    _another(by, member.asked_by_id)
    if by.user and member.user_id == by.user.pk:
        raise NotDone(NOT_ONESELF_IN)
    at = member.restriction
    with by.change("agree access", kind=at.kind, record=at.record, reason=with_reason(reason)):
        member.agreed_by, member.agreed_at = by.user, by.at
        member.save()
        if member.user:
            tell(member.user, "may see a closed record", kind=at.kind, record=at.record, at=by.at)
    return member


def take_off(*, by: Access, member: RestrictionMember, reason: str) -> RestrictionMember:
    """Take somebody off the list, at once. Its guardian may, and whoever agrees to restricted access."""
    if by.user is None or member.restriction.guardian_id != by.user.pk:
        allowed(by, Duty.AGREE_RESTRICTED)
    at = member.restriction
    with by.change("end access", kind=at.kind, record=at.record, reason=with_reason(reason)):
        member.ended_at = by.at
        member.save()
    return member


def _may_restrict(by: Access, kind: str, record: str) -> None:
    """The record's own readers who may restrict; for one that is not there the same answer as for one not known."""
    guard = GUARDS[kind]
    found = guard.model._default_manager.filter(ref=record).first()
    verdict = by.may(Action.RESTRICT, found, kind) if found else policy.NOT_FOUND
    if not verdict:
        by.note(Action.RESTRICT, verdict, kind=kind, record=record)
        raise Refusal(verdict)


def _another(by: Access, asked_by: int) -> None:
    if by.user is None or by.user.pk == asked_by:
        raise NotDone(TAKES_TWO)


def _checked(call: str, review_on: date, by: Access) -> None:
    if not call.strip():
        raise NotDone("Say whom to ring, day and night.", field="call")
    if review_on <= timezone.localdate(by.at):
        raise NotDone("Give a day to come on which this is looked at again.", field="review_on")
