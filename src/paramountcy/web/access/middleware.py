"""
The way of every request: who asks, whether the door opens, and the audit written before the answer.

A view without a door is shut. A view about records whose answer shows nothing noted is a fault of ours, and is not
answered: better no page than one that nobody knows was seen.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast
from urllib.parse import quote

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from paramountcy.web.access import reasons
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access, Asked, Refusal
from paramountcy.web.access.audit.entry import FAILED, Line
from paramountcy.web.access.banner import banner
from paramountcy.web.access.doors import door_of
from paramountcy.web.access.models import User
from paramountcy.web.access.policy import Verdict
from paramountcy.web.access.sessions import ended
from paramountcy.web.access.terms import terms_to_accept

ANSWERED = range(200, 300)
SHUT = Verdict(False, "Nobody may enter here.", knows=False)


class NotAudited(RuntimeError):
    """A view about records answered and noted nothing. A fault of ours: its message names the view."""


class Accountable:
    """Puts `access` on every request, asks the door of its view, and writes the audit."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        address = request.META.get("REMOTE_ADDR", "")[:45]
        who = user if isinstance(user, User) else None
        access = Access(
            who,
            at=timezone.now(),
            request=secrets.token_hex(8),
            address=address,
            reasons=reasons.given(request.session) if who else None,
        )
        if over := ended(request):
            access.lines.append(replace(over, request=access.request, address=address))
        asked = cast(Asked, request)
        asked.access = access
        asked.door = None
        asked.banner = settings.BANNER
        response = self.answer(request)
        door = asked.door
        if door and door.opens_to == "records" and response.status_code in ANSWERED and not access.lines:
            raise NotAudited(
                f"{request.resolver_match.view_name if request.resolver_match else 'a view'} noted nothing"
            )
        access.write()
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        door = door_of(view)
        request.door = door
        access: Access = request.access
        if door is None:
            access.note("enter", SHUT)
            return refused(request, SHUT)
        if door.opens_to == "all":
            return None
        if access.user is None:
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.path)}")
        request.banner = banner(access, always=settings.BANNER)
        if not access.who.active:
            return refused(request, Verdict(False, "Your account can't be used. Ask whoever looks after this service."))
        if not door.with_old_terms and terms_to_accept(access.user, at=access.at):
            return HttpResponseRedirect(f"{settings.TERMS_URL}?next={quote(request.path)}")
        if door.duty is not None:
            verdict = access.may_do(door.duty)
            access.note(f"enter {door.duty}", verdict)
            if not verdict:
                return refused(request, verdict)
        return None

    def process_exception(self, request: Any, wrong: Exception) -> HttpResponse | None:
        """
        A refusal becomes its page, and so does what makes no sense where no form can say so. Anything else is noted as
        failed, and what was seen before it is written.
        """
        access: Access = request.access
        if isinstance(wrong, Refusal):
            return refused(request, wrong.verdict, asks_why=wrong.asks_why, kind=wrong.kind, record=wrong.record)
        if isinstance(wrong, NotDone):
            verdict = Verdict(False, str(wrong))
            access.note("change", verdict)
            return refused(request, verdict)
        if not isinstance(wrong, Http404 | ImmediateHttpResponse | ReauthenticationRequired):
            access.lines.append(Line("answer", outcome=FAILED, user=access.who.ref, request=access.request))
        access.write()
        return None


def refused(
    request: Any, verdict: Verdict, *, asks_why: bool = False, kind: str = "", record: str = ""
) -> HttpResponse:
    """
    The page that says no, and why. What may not be known of gets the page of what is not there. A record that may be
    opened for an hour all the same has the way to it on the page; one that asks why has the question.
    """
    if not verdict.knows:
        return render(request, "access/not_found.html", {"says": verdict.says}, status=404, using="paramountcy")
    told: dict[str, Any] = {"says": verdict.says, "kind": kind, "record": record}
    if asks_why:
        told |= reasons.question(request)
        return render(request, "access/why.html", told, status=403, using="paramountcy")
    told["opens"] = bool(record and request.access.may_break_glass(kind, record))
    return render(request, "access/refused.html", told, status=403, using="paramountcy")
