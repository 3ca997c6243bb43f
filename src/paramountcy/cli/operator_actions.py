"""What `paramountcy operator` does, once the web application is there to be asked."""

import getpass
from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from paramountcy.cli.terminal import Refused, say
from paramountcy.returns.report.visible import visible
from paramountcy.web.access.actions import operators, roles
from paramountcy.web.access.actions.operators import AsOperator
from paramountcy.web.site.migrating import due


def do(action: str, *, name: str, reason: str, given: Mapping[str, str]) -> None:
    """Do one of them as the operator of this name. Raises Refused, NotDone."""
    if due():
        raise Refused("the database is not as this version needs it: `paramountcy serve` says what to do.")
    at, account = timezone.now(), getpass.getuser()
    if action == "enrol" and not given:
        made = operators.enrol_first(name=name, at=at, reason=reason, account=account)
        say(f"{visible(made.name)} is the first operator.")
        return
    DO[action](operators.as_operator(name, at=at, reason=reason, account=account), given)


def _enrol(by: AsOperator, given: Mapping[str, str]) -> None:
    say(f"{visible(operators.enrol(by=by, name=given['--new']).name)} is an operator from now on.")


def _end(by: AsOperator, given: Mapping[str, str]) -> None:
    say(f"{visible(operators.end(by=by, name=given['--operator']).name)} is an operator no longer.")


def _first_administrator(by: AsOperator, given: Mapping[str, str]) -> None:
    invitation, secret = operators.first_administrator(
        by=by,
        email=given["--email"],
        name=given["--name"],
        authority=given["--authority"],
        on=timezone.localdate(by.at),
    )
    at = f"https://{settings.ALLOWED_HOSTS[0]}" if settings.HTTPS else "http://127.0.0.1:8000"
    say(f"{at}{reverse('invitation', args=[secret])}")
    say()
    say(f"This link is shown once. It is good until {timezone.localtime(invitation.ends_at):%d %B %Y, %H:%M}.")
    say("Give it to them yourself: whoever has it becomes the administrator.")


def _unlock(by: AsOperator, given: Mapping[str, str]) -> None:
    operators.unlock(by=by, user=operators.person(given["--email"]))
    say("They may try again.")


def _reset_second_factor(by: AsOperator, given: Mapping[str, str]) -> None:
    count = operators.reset_second_factor(by=by, user=operators.person(given["--email"]))
    say("They had none set up." if not count else "It was taken away, and they are signed out everywhere.")
    say("With their next sign-in they set one up.")


def _shut_out(by: AsOperator, given: Mapping[str, str]) -> None:
    roles.shut_out(by=by, user=operators.person(given["--email"]), reason=by.reason)
    say("They can't sign in any more, and what they had open ends with their next page.")


def _let_in(by: AsOperator, given: Mapping[str, str]) -> None:
    roles.let_in(by=by, user=operators.person(given["--email"]), reason=by.reason)
    say("They may sign in again. Their roles are as they were.")


def _list_people(by: AsOperator, given: Mapping[str, str]) -> None:
    people = operators.list_people(by=by)
    width = max((len(one.email) for one in people), default=0)
    for one in people:
        shut = "" if one.may_sign_in else " (may not sign in)"
        say(f"{visible(one.email):<{width}}  {visible(one.name)}, {', '.join(one.roles) or 'no role'}{shut}")
    say(f"{len(people):,} people")


DO = {
    "enrol": _enrol,
    "end": _end,
    "first-administrator": _first_administrator,
    "unlock": _unlock,
    "reset-second-factor": _reset_second_factor,
    "shut-out": _shut_out,
    "let-in": _let_in,
    "list-people": _list_people,
}
