"""
How allauth is held to our ways: no sign-up, no messages in cookies, our limits, our words, and the log told of it.
"""

import time
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from paramountcy.web.access import limits
from paramountcy.web.access.limits import Tries
from paramountcy.web.access.models import User
from paramountcy.web.access.signing_in import qr, sealed
from paramountcy.web.access.signing_in.noting import changing, lock_out, note
from paramountcy.web.access.signing_in.second_factor import JUST_NOW, has_second_factor, shown_just_now

SIGNED_IN_AT = "signed_in_at"
TOO_OFTEN = "Too many tries. Wait 15 minutes, then try again."
WRONG_CODE = "That code is not right, or was used already. Wait for the next one and enter that."
MAIL = "access/signing_in/mail"


class Accounts(DefaultAccountAdapter):
    """Signing in by password, and out."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "enter_current_password": "That is not your password now.",
        "incorrect_password": "That is not your password.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: Any) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only a page of ours, and named without a host."""
        return bool(url) and str(url).startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def add_message(self, *_: Any, **__: Any) -> None:
        """Nothing: allauth's messages name people."""

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """Nothing: notices are inside the application."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Only what somebody who forgot a password asked for; it names nobody."""
        super().send_mail(f"{MAIL}/{template_prefix.rpartition('/')[2]}", email, context)

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        email = str(credentials.get("email", ""))
        tries = Tries("password", email, request.access.address)
        wide = limits.of_address(request.access.address), limits.of_account(email)
        number = None if any(one.full for one in wide) else tries.take()
        if number is None:
            note(request, "sign in refused", _account(email), refused=True)
            raise self.validation_error("too_many_login_attempts")
        user = super().authenticate(request, **credentials)
        if user:
            tries.forget()
            return user
        note(request, "sign in refused", _account(email), refused=True)
        for one in wide:
            one.add()
        if tries.failed(number):
            lock_out(request, _account(email))
        return None

    def login(self, request: Any, user: Any) -> None:
        super().login(request, user)
        request.session[SIGNED_IN_AT] = time.time()
        note(request, "sign in", user)

    def logout(self, request: Any) -> None:
        note(request, "sign out", request.user)
        super().logout(request)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not of somebody who was asked a moment ago: for the second factor, or for all that they have so far."""
        signed_in_just_now = time.time() - self.request.session.get(SIGNED_IN_AT, 0) < JUST_NOW
        if has_second_factor(self.request.user):
            return not shown_just_now(self.request)
        return not signed_in_just_now

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The second factor, where there is one: a password that somebody else knows is not enough to remove it."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        second = [one for one in methods if one["id"] != "reauthenticate"]
        return second or methods


class SecondFactors(DefaultMFAAdapter):
    """Codes and passkeys."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def build_totp_svg(self, url: str) -> str:
        return qr.svg(url, "QR code to scan with your authenticator app")

    def encrypt(self, text: str) -> str:
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.opened(encrypted_text)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return "Passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}


class Providers(DefaultSocialAccountAdapter):
    """The council's own sign-in: it opens the account that there is, and never makes one."""

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        """Raises ImmediateHttpResponse, with the page that says so, for anybody who has no account to sign in with."""
        if sociallogin.state.get("process") != "login":
            self._refuse(request)
        sociallogin.account.extra_data = {}
        if sociallogin.is_existing:
            sociallogin.account.save()
            user = sociallogin.user
        else:
            proven = {one.email.lower() for one in sociallogin.email_addresses if one.verified}
            user = User.objects.filter(email__in=proven).first() if len(proven) == 1 else None
            if user is not None and _may_sign_in(user):
                with changing(request, "provider linked", user):
                    sociallogin.connect(request, user)
        if user is None or not _may_sign_in(user):
            self._refuse(request, user)

    def on_authentication_error(self, request: Any, provider: Any, **_: Any) -> None:
        self._refuse(request)

    def _refuse(self, request: Any, user: User | None = None) -> NoReturn:
        note(request, "sign in refused", user, refused=True)
        raise ImmediateHttpResponse(no_account(request))


def no_account(request: Any) -> HttpResponse:
    """The page for somebody whom a provider knows and we do not, or who may not come in."""
    return render(request, "access/signing_in/no_account.html", status=403, using="paramountcy")


def _account(email: str) -> User | None:
    return User.objects.filter(email=email.lower()).first()


def _may_sign_in(user: User) -> bool:
    return user.is_active and user.ended_at is None
