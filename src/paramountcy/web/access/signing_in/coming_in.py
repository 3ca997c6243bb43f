"""
The pages of coming in: the invitation, and the terms.

The secret of an invitation stands in the address of its link, since without script nothing else of an address reaches
us. That address is left at once for one without it: the secret goes into the session, the log names the page and not
the address (see site/access_log.py), and no page is ever shown at it, so that no browser sends it on as a referrer.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.actions.people import accept, come_in, invitation_of
from paramountcy.web.access.models import Acceptance, User
from paramountcy.web.access.roles import Role
from paramountcy.web.access.signing_in.forms import Accept, Invited
from paramountcy.web.access.terms import terms_in_force

KEPT = "invitation"
"""What the session calls the secret."""


def invited(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of an invitation: keep its secret, and leave its address."""
    request.session[KEPT] = secret
    response = HttpResponseRedirect(reverse("invitation"))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def invitation(request: Any) -> HttpResponse:
    """Choose a password, and be signed in."""
    secret = str(request.session.get(KEPT, ""))
    found = invitation_of(secret, by=request.access) if secret else None
    if found is None:
        return render(request, "access/signing_in/no_invitation.html", status=404, using="paramountcy")
    if request.access.user is not None:
        return render(request, "access/signing_in/sign_out_first.html", status=409, using="paramountcy")
    new = User(email=found.email, name=found.name)
    form = Invited(request.POST if request.method == "POST" else None, user=new)
    if form.is_valid():
        try:
            user = come_in(by=request.access, secret=secret, password=form.cleaned_data["password"])
        except NotDone as wrong:
            form.add_error(None, str(wrong))
        else:
            del request.session[KEPT]
            get_adapter(request).login(request, user)
            return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    on = timezone.localdate(request.access.at)
    told = {
        "form": form,
        "email": found.email,
        "role": Role(found.role).label,
        "team": found.team.name,
        "body": found.team.body.name_on(on),
        "ends_at": found.ends_at,
    }
    return render(request, "access/signing_in/invitation.html", told, using="paramountcy")


def terms(request: Any) -> HttpResponse:
    """The terms: read them, and accept them where that was not done yet."""
    user, at = request.access.somebody, request.access.at
    latest = terms_in_force(at=at)
    if latest is None:
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    form = Accept(request.POST if request.method == "POST" else None)
    to = request.POST.get("next") or request.GET.get("next") or settings.LOGIN_REDIRECT_URL
    if not get_adapter(request).is_safe_url(to):
        to = settings.LOGIN_REDIRECT_URL
    if form.is_valid() and form.cleaned_data["version"] == latest.version:
        accept(by=request.access, terms=latest)
        return HttpResponseRedirect(to)
    told = {
        "terms": latest,
        "paragraphs": [part.strip() for part in latest.text.replace("\r", "").split("\n\n") if part.strip()],
        "accepted": Acceptance.objects.filter(user=user, terms=latest).first(),
        "newer": form.is_bound,
        "next": to,
    }
    return render(request, "access/signing_in/terms.html", told, using="paramountcy")
