"""
The council's own sign-in (OpenID Connect).

We send nobody straight to it: the answer to a form may lead only to pages of ours (form-action in kit/headers.py), so
a page of ours leads on.
"""

from typing import Any

from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from paramountcy.web.access.signing_in.adapter import no_account


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider. Only from our sign-in page, by somebody who is not signed in."""
    if request.method != "POST" or request.GET or request.user.is_authenticated:
        return HttpResponseRedirect(settings.LOGIN_URL)
    answer: HttpResponse = oidc.login(request, provider_id=provider_id)
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    return render(request, "access/signing_in/leading_on.html", {"to": answer.url}, using="paramountcy")


def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the provider."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    return oidc.callback(request, provider_id=provider_id)


def not_signed_in(request: HttpRequest, **_: Any) -> HttpResponse:
    """The provider sent somebody back who did not sign in there."""
    return no_account(request)
