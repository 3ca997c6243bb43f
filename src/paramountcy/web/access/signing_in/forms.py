"""The forms of signing in: allauth's, in our words and with what a browser may fill in; and those that are ours."""

from collections.abc import Callable
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from paramountcy.web.access.limits import Tries, once
from paramountcy.web.access.models import User
from paramountcy.web.access.signing_in.adapter import TOO_OFTEN, WRONG_CODE
from paramountcy.web.access.signing_in.noting import lock_out, note

LONG_ENOUGH = "At least 12 characters. Three random words are easy to remember and hard to guess."
CODE_HINT = "From your authenticator app, 6 digits; or one of your recovery codes, 8 digits."
CODE_LASTS = 180
"""Seconds for which a code that was used is remembered: longer than any code is good."""


def _password(form: forms.Form, name: str, label: str, *, new: bool = False, hint: str = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget = forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"})
    field.error_messages["required"] = f"Enter {label[0].lower()}{label[1:]}."


class SignIn(account.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label, login.widget = "E-mail address", forms.EmailInput(attrs={"autocomplete": "username"})
        login.error_messages["required"] = "Enter your e-mail address."
        login.error_messages["invalid"] = "Enter an e-mail address, such as name@example.org."
        _password(self, "password", "Your password")


class AskAgain(account.ReauthenticateForm):
    """The password, of somebody who is signed in already."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _password(self, "password", "Your password")


class ChangePassword(account.ChangePasswordForm):
    """The password now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _password(self, "oldpassword", "Your password now")
        _password(self, "password1", "Your new password", new=True, hint=LONG_ENOUGH)
        _password(self, "password2", "Your new password again", new=True)

    def clean_oldpassword(self) -> str:
        return _tried("password again", self.user, super().clean_oldpassword, refused="password refused")


class NewPassword(account.ResetPasswordKeyForm):
    """A new password twice, for somebody who forgot theirs."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _password(self, "password1", "Your new password", new=True, hint=LONG_ENOUGH)
        _password(self, "password2", "Your new password again", new=True)


class Forgotten(account.ResetPasswordForm):
    """Where to send the link to."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.label, email.widget = "E-mail address", forms.EmailInput(attrs={"autocomplete": "username"})
        email.error_messages["required"] = "Enter your e-mail address."

    def save(self, request: Any, **more: Any) -> str:
        """An e-mail either way, so that how long it takes tells nothing."""
        if self.users:
            return str(super().save(request, **more))
        email: str = self.cleaned_data["email"]
        get_adapter(request).send_mail("account/email/unknown_account", email, {})
        return email


def _code_field(form: forms.Form, *, hint: str) -> None:
    code = form.fields["code"]
    code.label, code.help_text = "Code", hint
    code.widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
    )
    code.error_messages["required"] = "Enter the code."


def _limited(user: User, check: Callable[[], str]) -> str:
    """A code, tried at most five times in a quarter of an hour, and good once. Raises ValidationError."""

    def once_only() -> str:
        code = check()
        if not once("code", f"{user.ref} {_plain(code)}", seconds=CODE_LASTS):
            raise ValidationError(WRONG_CODE)
        return code

    return _tried("code", user, once_only, refused="second factor refused")


def _tried(what: str, user: User, check: Callable[[], str], *, refused: str) -> str:
    """What proves who somebody is, tried at most five times in a quarter of an hour. Raises ValidationError."""
    request = context.request
    tries = Tries(what, user.ref, request.access.address)
    number = tries.take()
    if number is None:
        note(request, refused, user, refused=True)
        raise ValidationError(TOO_OFTEN)
    try:
        proof = check()
    except ValidationError:
        note(request, refused, user, refused=True)
        if tries.failed(number):
            lock_out(request, user)
        raise
    tries.forget()
    return proof


def _plain(code: str) -> str:
    return "".join(letter for letter in code if letter.isdigit())


class Code(mfa.AuthenticateForm):
    """A code, after the password."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _code_field(self, hint=CODE_HINT)

    def clean_code(self) -> str:
        return _limited(self.user, super().clean_code)


class CodeAgain(mfa.ReauthenticateForm):
    """A code, of somebody who is signed in already."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _code_field(self, hint=CODE_HINT)

    def clean_code(self) -> str:
        return _limited(self.user, super().clean_code)


class FirstCode(ActivateTOTPForm):
    """The first code of an authenticator app, which shows that it has the secret. A wrong one keeps the secret."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _code_field(self, hint="The 6 digits that the app shows now.")

    def clean_code(self) -> str:
        return _limited(self.user, super().clean_code)


class Passkey(AddWebAuthnForm):
    """A name for a passkey; what it holds comes from the browser."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "A name for this passkey"
        self.fields["name"].help_text = "Such as: work laptop, phone."
        self.fields["name"].initial = ""
        self.fields.pop("passwordless", None)


class NewCodes(GenerateRecoveryCodesForm):
    """Nothing to fill in: new recovery codes instead of the old."""


class Invited(forms.Form):
    """A password of one's own. Everything else stands in the invitation, and nothing else that is sent is read."""

    password = forms.CharField(
        label="Choose a password",
        help_text=LONG_ENOUGH,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password."},
    )
    again = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter the password again."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        first, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if first and again and first != again:
            self.add_error("again", "The two passwords are not the same.")
        return self.cleaned_data


class Accept(forms.Form):
    """The version of the terms that was read: a newer one has to be read first."""

    version = forms.IntegerField(widget=forms.HiddenInput)
