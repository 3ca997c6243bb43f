"""Breaking the glass: reading a record that one may not, for an hour, because a child needs it now."""

from datetime import timedelta

from paramountcy.web.access import policy
from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.actions.notices import tell, tell_those_with
from paramountcy.web.access.asking import Access, Refusal
from paramountcy.web.access.models import BreakGlass, Restriction, User
from paramountcy.web.access.models.exceptions import GlassOutcome
from paramountcy.web.access.records import GUARDS, now_is_between
from paramountcy.web.access.roles import Duty

LONGEST = timedelta(minutes=60)
LEAST_REASON = 15
NOT_ONES_OWN = "Nobody looks at their own: another person must."


def break_glass(*, by: Access, kind: str, record: str, reason: str, minutes: int = 60) -> BreakGlass:
    """
    Open a record for reading, for at most an hour. Its guardian, and those who look at broken glass, are told at once.
    Raises Refusal for one who may not, in the words of a record that is not there where they may not know of it.
    """
    guard = GUARDS[kind]
    found = guard.model._default_manager.filter(ref=record).first()
    facts = guard.of(found, at=by.at) if found else None
    verdict = policy.may_break_glass(by.who, facts, at=by.at) if facts else policy.NOT_FOUND
    if not verdict:
        by.note("break glass", verdict, kind=kind, record=record)
        raise Refusal(verdict)
    why = with_reason(reason, least=LEAST_REASON)
    lasts = timedelta(minutes=minutes)
    if not timedelta() < lasts <= LONGEST:
        raise NotDone("The glass is broken for 60 minutes at most.", field="minutes")
    with by.change("break glass", kind=kind, record=record, reason=why):
        made = BreakGlass.objects.create(
            user=by.somebody, kind=kind, record=record, reason=why, begun_at=by.at, ends_at=by.at + lasts
        )
        closed = Restriction.objects.filter(now_is_between(by.at, end="lifted_at"), kind=kind, record=record).first()
        guardian: User | None = closed.guardian if closed else None
        if guardian:
            tell(guardian, "glass broken", kind=kind, record=record, at=by.at)
        tell_those_with(Duty.REVIEW_BROKEN_GLASS, "glass broken", kind=kind, record=record, at=by.at, but=guardian)
    return made


def mend(*, by: Access, glass: BreakGlass) -> BreakGlass:
    """End it before its time, by the one who broke it."""
    if by.user is None or glass.user_id != by.user.pk:
        raise NotDone("Only the one who broke the glass can say that it is no longer needed.")
    with by.change("mend glass", kind=glass.kind, record=glass.record):
        glass.ended_at = by.at
        glass.save()
    return glass


def review(*, by: Access, glass: BreakGlass, outcome: str, note: str) -> BreakGlass:
    """Look at it afterwards: justified, not justified, or asked about. Never by the one who did it."""
    allowed(by, Duty.REVIEW_BROKEN_GLASS)
    if by.user and by.user.pk == glass.user_id:
        raise NotDone(NOT_ONES_OWN)
    if outcome not in GlassOutcome.values:
        raise NotDone("Say whether it was justified.", field="outcome")
    with by.change("review glass", kind=glass.kind, record=glass.record, reason=with_reason(note)):
        glass.reviewed_by, glass.reviewed_at, glass.outcome, glass.note = by.user, by.at, outcome, note
        glass.save()
        tell(glass.user, "broken glass was looked at", kind=glass.kind, record=glass.record, at=by.at)
    return glass
