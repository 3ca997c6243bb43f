"""How people come in: an invitation whose link is shown once, and the terms they accept."""

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from paramountcy.web.access.actions.asked import NotDone, allowed, with_reason
from paramountcy.web.access.actions.roles import check_role
from paramountcy.web.access.asking import Access
from paramountcy.web.access.models import Acceptance, Invitation, RoleGrant, Team, Terms, User
from paramountcy.web.access.roles import Duty, Role

LASTS = timedelta(days=7)


def invite(*, by: Access, email: str, name: str, role: Role, team: Team, reason: str) -> tuple[Invitation, str]:
    """
    Invite somebody to a role. Gives the invitation and the secret of its link, which is kept nowhere: show it once.
    Raises NotDone for an address that is none, or that somebody signs in with already.
    """
    allowed(by, Duty.MANAGE_PEOPLE)
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise NotDone("That is not an e-mail address.", field="email") from wrong
    if User.objects.filter(email=address).exists():
        raise NotDone("Somebody signs in with that address already: give them the role instead.", field="email")
    if not name.strip():
        raise NotDone("Give the name of the person.", field="name")
    check_role(role, team, on=timezone.localdate(by.at))
    secret = secrets.token_urlsafe(32)
    with by.change("invite", reason=with_reason(reason)):
        made = Invitation.objects.create(
            email=address, name=name.strip(), role=role, team=team, invited_by=by.user, reason=reason,
            digest=digest_of(secret), made_at=by.at, ends_at=by.at + LASTS,
        )  # fmt: skip
    return made, secret


def withdraw(*, by: Access, invitation: Invitation, reason: str) -> Invitation:
    """An invitation that is not to be used any more."""
    allowed(by, Duty.MANAGE_PEOPLE)
    with by.change("withdraw invitation", kind="invitation", record=invitation.ref, reason=with_reason(reason)):
        invitation.withdrawn_at = by.at
        invitation.save()
    return invitation


def invitation_of(secret: str, *, by: Access) -> Invitation | None:
    """The invitation that a link is of; None where there is none, or it was used, withdrawn, or is too old."""
    return Invitation.objects.filter(
        digest=digest_of(secret), used_at__isnull=True, withdrawn_at__isnull=True, ends_at__gt=by.at
    ).first()


def come_in(*, by: Access, secret: str, password: str) -> User:
    """Take an invitation: a new user with its role. Raises NotDone where the link is good no more."""
    invitation = invitation_of(secret, by=by)
    if invitation is None:
        raise NotDone("This link has been used, withdrawn, or is too old: ask for a new one.")
    with by.change("come in", kind="invitation", record=invitation.ref) as lines:
        user = User.objects.create_user(invitation.email, invitation.name, password)
        RoleGrant.objects.create(
            user=user, role=invitation.role, team=invitation.team, from_day=timezone.localdate(by.at),
            granted_by=invitation.invited_by, reason=invitation.reason,
        )  # fmt: skip
        invitation.used_at, invitation.used_by = by.at, user
        invitation.save()
        lines[0] = replace(lines[0], user=user.ref)
    return user


def publish_terms(*, by: Access, text: str, reason: str) -> Terms:
    """A new version of the terms, to be accepted by everybody before they go on."""
    allowed(by, Duty.MANAGE_TERMS)
    if not text.strip():
        raise NotDone("The terms have no text.", field="text")
    latest = Terms.objects.order_by("-version").values_list("version", flat=True).first() or 0
    with by.change("publish terms", reason=with_reason(reason)):
        return Terms.objects.create(version=latest + 1, text=text.strip(), from_at=by.at)


def accept(*, by: Access, terms: Terms) -> Acceptance:
    """Somebody accepts the terms."""
    with by.change("accept terms", kind="terms", record=terms.ref):
        acceptance, _ = Acceptance.objects.get_or_create(user=by.somebody, terms=terms, defaults={"at": by.at})
    return acceptance


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
