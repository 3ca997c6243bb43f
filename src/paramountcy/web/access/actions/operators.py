"""
What is done from a terminal of the server, by an operator with a name: the first administrator, somebody locked out.

An operator sees no record. What they do goes through the same actions as in the application, and is in the log under
their name, with the account of the machine that they used and a reason.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import Prefetch
from django.utils import timezone

from paramountcy.web.access.actions import bodies, people
from paramountcy.web.access.actions.asked import NotDone, with_reason
from paramountcy.web.access.actions.notices import tell
from paramountcy.web.access.asking import Access
from paramountcy.web.access.audit.entry import REFUSED, Line
from paramountcy.web.access.limits import LOCKED_FOR, Tries
from paramountcy.web.access.models import Body, Entry, Invitation, Operator, RoleGrant, Team, User
from paramountcy.web.access.models.bodies import BodyType
from paramountcy.web.access.policy import Held, Verdict
from paramountcy.web.access.roles import Duty, Role

DUTIES = frozenset({Duty.MANAGE_PEOPLE, Duty.MANAGE_BODIES, Duty.MANAGE_TERMS})
"""What an operator may do: what an administrator may."""
SYSTEMS = "Systems"
"""The team of the first administrator."""


class AsOperator(Access):
    """An operator who asks: by name, with a reason, from an account of the machine. They may see no record."""

    def __init__(self, operator: Operator, *, at: datetime, reason: str, account: str):
        address = f"terminal {account}"[:45]
        super().__init__(None, at=at, request=secrets.token_hex(8), address=address, reason=with_reason(reason))
        self.operator = operator

    def may_do(self, duty: Duty) -> Verdict:
        return Verdict(True, "") if duty in DUTIES else Verdict(False, "An operator does not do this.")

    def _complete(self, line: Line, held: Held | None) -> Line:
        return replace(super()._complete(line, held), user=self.operator.ref, role="operator")


def as_operator(name: str, *, at: datetime, reason: str, account: str) -> AsOperator:
    """The operator of this name, asking. Raises NotDone where there is none, or none any more."""
    found = Operator.objects.filter(name=_named(name), to_at__isnull=True).first()
    if found is None:
        raise NotDone(f"there is no operator named {_named(name)!r}. `paramountcy operator enrol` makes one.")
    return AsOperator(found, at=at, reason=reason, account=account)


def enrol_first(*, name: str, at: datetime, reason: str, account: str) -> Operator:
    """The first operator, who enrols themselves. Raises NotDone where there has been one."""
    if Operator.objects.exists():
        raise NotDone("there is an operator already: they enrol the next, with --as and their own name.")
    made = Operator(name=_named(name), from_at=at, reason=with_reason(reason))
    by = AsOperator(made, at=at, reason=reason, account=account)
    with by.change("enrol operator", kind="operator", record=made.ref):
        made.save()
    return made


def enrol(*, by: AsOperator, name: str) -> Operator:
    """Another operator. Raises NotDone where there is one of that name."""
    if Operator.objects.filter(name=_named(name), to_at__isnull=True).exists():
        raise NotDone("there is an operator of that name already: give the name so that it tells them apart.")
    made = Operator(name=_named(name), enrolled_by=by.operator, from_at=by.at, reason=by.reason)
    with by.change("enrol operator", kind="operator", record=made.ref):
        made.save()
    return made


def end(*, by: AsOperator, name: str) -> Operator:
    """Somebody is an operator no longer. Raises NotDone for the last one, and where there is none of that name."""
    found = Operator.objects.filter(name=_named(name), to_at__isnull=True).first()
    if found is None:
        raise NotDone(f"there is no operator named {_named(name)!r}.")
    if not Operator.objects.filter(to_at__isnull=True).exclude(pk=found.pk).exists():
        raise NotDone("that is the last operator: enrol another first.")
    with by.change("end operator", kind="operator", record=found.ref):
        found.to_at = by.at
        found.save()
    return found


def first_administrator(*, by: AsOperator, email: str, name: str, authority: str, on: date) -> tuple[Invitation, str]:
    """
    Invite the first administrator, of a local authority that is made where there is none of its name. Gives the
    invitation and the secret of its link, to be shown once. Raises NotDone where an administrator can invite.
    """
    today = timezone.localdate(by.at)
    held = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True, from_day__lte=today)
    if held.exclude(to_day__lt=today).exists():
        raise NotDone("there is an administrator already: they invite others, on the page of people.")
    named = " ".join(authority.split())
    body = next((one for one in Body.objects.all() if (is_ := one.name_on(on)) and is_.name == named), None)
    if body is None:
        body = bodies.add_body(by=by, name=named, body_type=BodyType.LOCAL_AUTHORITY, from_day=on, reason=by.reason)
    team = Team.objects.filter(body=body, name=SYSTEMS, to_day__isnull=True).first()
    team = team or bodies.add_team(by=by, body=body, name=SYSTEMS, from_day=on, reason=by.reason)
    return people.invite(by=by, email=email, name=name, role=Role.ADMINISTRATOR, team=team, reason=by.reason)


def person(email: str) -> User:
    """Who signs in with an address. Raises NotDone where nobody does."""
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise NotDone("nobody signs in with that address. `paramountcy operator list-people` lists who does.")
    return found


def reset_second_factor(*, by: AsOperator, user: User) -> int:
    """
    Take away what somebody signs in with besides a password, and end their sessions: with their next sign-in they
    set one up anew. Gives how many there were. Make sure first that it is really they who ask.
    """
    from allauth.mfa.models import Authenticator

    with by.change("reset second factor", kind="user", record=user.ref):
        count, _ = Authenticator.objects.filter(user_id=user.pk).delete()
        end_sessions(user)
        tell(user, "your second factor was reset", at=by.at)
    return count


def unlock(*, by: AsOperator, user: User) -> int:
    """
    Let somebody try again who has tried too often, from wherever they tried. Gives from how many network addresses.
    Make sure first that it was really they.
    """
    lately = by.at - timedelta(seconds=LOCKED_FOR)
    tried = Entry.objects.filter(user=user.ref, outcome=REFUSED, at__gte=lately).exclude(address="")
    addresses = sorted(set(tried.values_list("address", flat=True)))
    with by.change("unlock", kind="user", record=user.ref):
        for address in addresses:
            Tries("password", user.email, address).forget()
            Tries("code", user.ref, address).forget()
    return len(addresses)


def end_sessions(user: User) -> None:
    """Sign somebody out everywhere."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


@dataclass(frozen=True)
class Listed:
    """Somebody who signs in or did, and the roles they hold."""

    email: str
    name: str
    roles: tuple[str, ...]
    may_sign_in: bool


def list_people(*, by: AsOperator) -> list[Listed]:
    """Everybody who signs in or did, by name. That they were listed is in the log before they are given."""
    today = timezone.localdate(by.at)
    held = Prefetch("grants", RoleGrant.objects.filter(from_day__lte=today).exclude(to_day__lt=today))
    found = list(User.objects.order_by("name", "pk").prefetch_related(held))
    by.shown("user", found)
    by.write()
    return [
        Listed(user.email, user.name, tuple(Role(one.role).label for one in user.grants.all()), user.is_active)
        for user in found
    ]


def _named(name: str) -> str:
    told = " ".join(name.split())
    if not told:
        raise NotDone("give the operator's name: what is done is in the log by it.")
    return told
