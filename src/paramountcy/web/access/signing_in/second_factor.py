"""
That everybody has a second factor, and that this session has shown it: asked at every door but the few needed to set
one up. `MFA_REQUIRED` is the setting; only databases of imagined people do without.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from paramountcy.web.access.middleware import refused
from paramountcy.web.access.policy import Verdict
from paramountcy.web.access.signing_in.sealed import CANT, NotOpened

SHOWN, SHOWN_AT = "second_factor_of", "second_factor_at"
JUST_NOW = 5 * 60
"""Seconds for which nobody is asked again who they are before they change how they sign in."""
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: Any) -> bool:
    """Whether somebody has set one up. Codes for an emergency are not one by themselves."""
    return bool(user.is_authenticated and Authenticator.objects.filter(user=user, type__in=KINDS).exists())


def remember(request: Any, user: Any, **_: Any) -> None:
    """This session has shown a second factor of this user's. Called for every one that is used or added."""
    request.session[SHOWN] = user.ref
    request.session[SHOWN_AT] = time.time()


def shown_just_now(request: Any) -> bool:
    """Whether this session has shown a second factor so lately that it need not be asked for again."""
    return time.time() - request.session.get(SHOWN_AT, 0) < JUST_NOW


def listen() -> None:
    """To be called once the apps are ready."""
    authenticator_used.connect(remember, dispatch_uid="a second factor was used")


class SecondFactor:
    """Leads whoever has none to where one is set up, and ends a session that began before there was one."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        door, user = request.door, request.access.user
        if not settings.MFA_REQUIRED or user is None or door is None or door.opens_to == "all":
            return None
        if not has_second_factor(user):
            return None if door.with_one_factor else HttpResponseRedirect(reverse("mfa_index"))
        if request.session.get(SHOWN) == user.ref:
            return None
        logout(request)
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.path)}")

    def process_exception(self, request: Any, wrong: Exception) -> HttpResponse | None:
        """A secret that the key does not open is a sentence, wherever it is met."""
        return refused(request, Verdict(False, CANT)) if isinstance(wrong, NotOpened) else None
