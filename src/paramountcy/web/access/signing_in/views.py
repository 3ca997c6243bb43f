"""The pages of signing in by password and code: allauth's views, with our templates, and the log told of changes."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp import views as totp
from allauth.socialaccount.adapter import get_adapter as providers
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.generic import TemplateView

from paramountcy.web.access.middleware import refused
from paramountcy.web.access.policy import Verdict
from paramountcy.web.access.signing_in import forms
from paramountcy.web.access.signing_in.noting import changing
from paramountcy.web.access.signing_in.sealed import NotOpened
from paramountcy.web.access.signing_in.second_factor import has_second_factor, remember

DONE = "signing_in_done"
BY_PROVIDER = Verdict(False, "You sign in with your organisation’s account: change its password there.")


def done(request: HttpRequest, says: str) -> None:
    """Say on the next page of one's own sign-in what was done."""
    request.session[DONE] = says


class SignIn(account.LoginView):
    template_name = "access/signing_in/sign_in.html"
    form_class = forms.SignIn

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        listed = [(app.provider_id, app.name) for app in providers().list_apps(self.request)]
        return {**super().get_context_data(**more), "providers": listed, "can_reset": settings.CAN_RESET_PASSWORDS}


class SignOut(account.LogoutView):
    template_name = "access/signing_in/sign_out.html"


class Closed(TemplateView):
    template_name = "access/signing_in/closed.html"


class Password(account.PasswordChangeView):
    template_name = "access/signing_in/password.html"
    form_class = forms.ChangePassword
    success_url = reverse_lazy("mfa_index")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_usable_password():
            return refused(request, BY_PROVIDER)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        with changing(self.request, "password changed", self.request.user):
            response = super().form_valid(form)
        done(self.request, "Your password is changed. Anywhere else you were signed in, you are not any more.")
        return response


class AskAgain(account.ReauthenticateView):
    template_name = "access/signing_in/again.html"
    form_class = forms.AskAgain


class Forgotten(account.PasswordResetView):
    template_name = "access/signing_in/forgotten.html"
    form_class = forms.Forgotten


class Sent(TemplateView):
    template_name = "access/signing_in/sent.html"


class NewPassword(account.PasswordResetFromKeyView):
    template_name = "access/signing_in/new_password.html"
    form_class = forms.NewPassword

    def form_valid(self, form: Any) -> HttpResponse:
        with changing(self.request, "password reset", self.reset_user):
            return super().form_valid(form)


class NewPasswordSet(TemplateView):
    template_name = "access/signing_in/new_password_set.html"


class Code(mfa.AuthenticateView):
    template_name = "access/signing_in/code.html"
    form_class = forms.Code


class CodeAgain(mfa.ReauthenticateView):
    template_name = "access/signing_in/code_again.html"
    form_class = forms.CodeAgain


class Mine(mfa.IndexView):
    """How one signs in: password, second factors, recovery codes."""

    template_name = "access/signing_in/mine.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        user = self.request.user
        told: dict[str, Any] = super().get_context_data(**more)
        return {
            **told,
            "codes_left": _left(told["authenticators"].get("recovery_codes")),
            "has_second": has_second_factor(user),
            "has_password": user.has_usable_password(),
            "done": self.request.session.pop(DONE, ""),
        }


def _left(recovery: RecoveryCodes | None) -> str:
    """How many recovery codes are left, in words."""
    try:
        return f"{len(recovery.get_unused_codes())} left" if recovery else ""
    except NotOpened:
        return "Can’t be checked here any more"


class App(totp.ActivateTOTPView):
    template_name = "access/signing_in/app.html"
    form_class = forms.FirstCode

    def form_valid(self, form: Any) -> HttpResponse:
        with changing(self.request, "second factor added", self.request.user):
            response = super().form_valid(form)
        remember(self.request, self.request.user)
        done(self.request, "Your authenticator app is set up.")
        return response


class AppRemoved(totp.DeactivateTOTPView):
    template_name = "access/signing_in/app_removed.html"

    def form_valid(self, form: Any) -> HttpResponse:
        with changing(self.request, "second factor removed", self.request.user):
            response = super().form_valid(form)
        done(self.request, "Your authenticator app is removed.")
        return response


class Codes(codes.ViewRecoveryCodesView):
    template_name = "access/signing_in/codes.html"


class CodesAnew(codes.GenerateRecoveryCodesView):
    template_name = "access/signing_in/codes_anew.html"
    form_class = forms.NewCodes

    def form_valid(self, form: Any) -> HttpResponse:
        with changing(self.request, "recovery codes made", self.request.user):
            return super().form_valid(form)


def to_mine(request: HttpRequest, **_: Any) -> HttpResponse:
    """Where allauth would list things by themselves, the one page that has all."""
    return HttpResponseRedirect(settings.MINE_URL)


def too_many(request: HttpRequest, *_: Any) -> HttpResponse:
    """Too many requests from one network address."""
    return render(request, "access/signing_in/too_many.html", status=429, using="paramountcy")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not sent from a page of ours, or from one that was open for too long."""
    return render(request, "access/signing_in/forged.html", status=403, using="paramountcy")
