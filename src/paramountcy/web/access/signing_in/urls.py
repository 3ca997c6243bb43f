"""
The addresses of signing in, each with its door. The names are those by which allauth looks for them; what has no
address here (signing up, changing one's e-mail address) can't be done.
"""

from django.conf import settings
from django.urls import URLPattern, path, re_path

from paramountcy.web.access.doors import open_to_all, signed_in
from paramountcy.web.access.signing_in import coming_in, passkeys, provider, views

to_sign_in = open_to_all("one signs in here")
own = signed_in("how one signs in oneself", with_old_terms=True)
to_set_up = signed_in("where a second factor is set up", with_old_terms=True, with_one_factor=True)

urlpatterns: list[URLPattern] = [
    path("sign-in/", to_sign_in(views.SignIn.as_view()), name="account_login"),
    path("sign-in/code/", to_sign_in(passkeys.CodeOrPasskey.as_view()), name="mfa_authenticate"),
    path("sign-in/passkey/", to_sign_in(passkeys.WithPasskey.as_view()), name="mfa_login_webauthn"),
    path(
        "sign-in/closed/", open_to_all("it says the same to everybody")(views.Closed.as_view()), name="account_inactive"
    ),
    path("sign-in/again/", to_set_up(views.AskAgain.as_view()), name="account_reauthenticate"),
    path("sign-in/again/code/", own(views.CodeAgain.as_view()), name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", own(passkeys.PasskeyAgain.as_view()), name="mfa_reauthenticate_webauthn"),
    path("sign-in/with/not-signed-in/", to_sign_in(provider.not_signed_in), name="socialaccount_login_cancelled"),
    path("sign-in/with/failed/", to_sign_in(provider.not_signed_in), name="socialaccount_login_error"),
    path("sign-in/with/<slug:provider_id>/", to_sign_in(provider.begin), name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", to_sign_in(provider.back), name="openid_connect_callback"),
    path(
        "sign-out/",
        open_to_all("it ends one's own session and no other")(views.SignOut.as_view()),
        name="account_logout",
    ),
    path("password/", own(views.Password.as_view()), name="account_change_password"),
    path("second-factor/", to_set_up(views.Mine.as_view()), name="mfa_index"),
    path("second-factor/app/", to_set_up(views.App.as_view()), name="mfa_activate_totp"),
    path("second-factor/app/remove/", own(views.AppRemoved.as_view()), name="mfa_deactivate_totp"),
    path("second-factor/passkeys/", own(views.to_mine), name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", to_set_up(passkeys.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("second-factor/passkeys/<int:pk>/remove/", own(passkeys.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("second-factor/codes/", own(views.Codes.as_view()), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", own(views.CodesAnew.as_view()), name="mfa_generate_recovery_codes"),
    path(
        "invitation/", open_to_all("whoever holds the secret of an invitation")(coming_in.invitation), name="invitation"
    ),
    path(
        "invitation/<str:secret>/",
        open_to_all("it keeps a secret, and shows nothing")(coming_in.invited),
        name="invitation",
    ),
    path(
        "terms/", signed_in("the terms are for everybody to read", with_old_terms=True)(coming_in.terms), name="terms"
    ),
]

if settings.CAN_RESET_PASSWORDS:
    forgot = open_to_all("whoever forgot a password can't sign in")
    urlpatterns += [
        path("password/forgotten/", forgot(views.Forgotten.as_view()), name="account_reset_password"),
        path("password/forgotten/sent/", forgot(views.Sent.as_view()), name="account_reset_password_done"),
        path(
            "password/forgotten/set/",
            forgot(views.NewPasswordSet.as_view()),
            name="account_reset_password_from_key_done",
        ),
        re_path(
            r"^password/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
            forgot(views.NewPassword.as_view()),
            name="account_reset_password_from_key",
        ),
    ]
