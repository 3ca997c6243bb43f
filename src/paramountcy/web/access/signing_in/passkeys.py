"""The pages of passkeys. They need script in the browser; everything else here works without."""

import json
from typing import Any

from allauth.mfa.webauthn import views as webauthn
from django.http import HttpResponse
from django.urls import reverse_lazy

from paramountcy.web.access.signing_in import forms
from paramountcy.web.access.signing_in.noting import changing, note
from paramountcy.web.access.signing_in.second_factor import remember
from paramountcy.web.access.signing_in.views import Code, done


class AddPasskey(webauthn.AddWebAuthnView):
    template_name = "access/signing_in/passkey.html"
    form_class = forms.Passkey

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The browser is to make a key that proves who holds it, so that it can stand for the password too."""
        told: dict[str, Any] = super().get_context_data(**more)
        options = told["js_data"]["creation_options"]
        chosen = {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"}
        public = {**options["publicKey"], "authenticatorSelection": chosen}
        return {**told, "form": told.get("form") or more.get("form"), "options": json.dumps({"publicKey": public})}

    def form_valid(self, form: Any) -> HttpResponse:
        with changing(self.request, "second factor added", self.request.user):
            response = super().form_valid(form)
        remember(self.request, self.request.user)
        done(self.request, "Your passkey is set up.")
        return response


class RemovePasskey(webauthn.RemoveWebAuthnView):
    template_name = "access/signing_in/passkey_removed.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        with changing(self.request, "second factor removed", self.request.user):
            response = super().form_valid(form)
        done(self.request, "Your passkey is removed.")
        return response


class WithPasskey(webauthn.LoginWebAuthnView):
    """Signing in with a passkey alone: asked for by our script, which sends what the browser answers."""

    def form_invalid(self, form: Any) -> HttpResponse:
        note(self.request, "sign in refused", None, refused=True)
        return super().form_invalid(form)


class PasskeyAgain(webauthn.ReauthenticateWebAuthnView):
    template_name = "access/signing_in/passkey_again.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**more)
        return {**told, "options": json.dumps(told["js_data"]["request_options"])}


class CodeOrPasskey(Code):
    """After the password: a code, or a passkey where they have one and script runs."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**more)
        options = told["js_data"]["request_options"]
        return {**told, "options": json.dumps(options) if options["publicKey"].get("allowCredentials") else ""}
