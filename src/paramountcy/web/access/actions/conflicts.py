"""Conflicts of interest: declared by oneself or another, in force at once, ended by the data protection officer."""

from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.actions.notices import tell_those_with
from paramountcy.web.access.asking import Access
from paramountcy.web.access.models import Conflict, User
from paramountcy.web.access.models.exceptions import Nature
from paramountcy.web.access.roles import Duty

NOT_ONES_OWN = "Another person must say that your conflict is over."


def declare(*, by: Access, user: User, person: str, nature: str, reason: str) -> Conflict:
    """
    Somebody is, is close to, or is suspected of harming a person: from now on they see nothing of them. One declares
    it of oneself; of another, with the duty.
    """
    if by.user is None or user.pk != by.user.pk:
        allowed(by, Duty.MANAGE_CONFLICTS)
    if nature not in Nature.values:
        raise NotDone("Say what the conflict is.", field="nature")
    with by.change("declare conflict", kind="user", record=user.ref, reason=with_reason(reason)):
        made = Conflict.objects.create(
            user=user, person=person, nature=nature, declared_by=by.somebody, from_at=by.at, reason=reason
        )
        tell_those_with(Duty.MANAGE_CONFLICTS, "conflict declared", at=by.at, but=by.user)
    return made


def end(*, by: Access, conflict: Conflict, reason: str) -> Conflict:
    """It no longer holds. Never said by the one whom it is about."""
    allowed(by, Duty.MANAGE_CONFLICTS)
    if by.user and by.user.pk == conflict.user_id:
        raise NotDone(NOT_ONES_OWN)
    with by.change("end conflict", kind="user", record=conflict.user.ref, reason=with_reason(reason)):
        conflict.to_at = by.at
        conflict.save()
    return conflict
