"""Signing in: by password and code, coming in by an invitation, and what is tried against it."""

import base64
import hashlib
import hmac
import re
import struct
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from paramountcy.web.access.actions.people import invite, publish_terms, withdraw
from paramountcy.web.access.models import Entry, Invitation, Notice, RoleGrant, User
from paramountcy.web.access.roles import Role
from paramountcy.web.access.signing_in import qr

PASSWORD = "horse apple window 7"


def code_of(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows now (RFC 6238), or so many periods later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def text(response) -> str:
    return response.content.decode()


def actions() -> list[tuple[str, str]]:
    return list(Entry.objects.order_by("pk").values_list("action", "outcome"))


@pytest.fixture(autouse=True)
def for_real(settings):
    settings.MFA_REQUIRED = True


@pytest.fixture
def user(place) -> User:
    made = place.in_role(Role.PRACTITIONER, name="Ann Marsh")
    made.set_password(PASSWORD)
    made.save()
    return made


@pytest.fixture
def with_app(user) -> str:
    """The secret of the user's authenticator app."""
    secret = base64.b32encode(b"12345678901234567890").decode()
    TOTP.activate(user, secret)
    return secret


def sign_in(client: Client, email: str, password: str = PASSWORD, **more):
    return client.post("/sign-in/", {"login": email, "password": password}, **more)


@pytest.fixture
def invited(place) -> tuple[Invitation, str]:
    administrator = place.in_role(Role.ADMINISTRATOR)
    by = place.asks(administrator, at=timezone.now())
    return invite(
        by=by,
        email="new@example.org",
        name="New Person",
        role=Role.PRACTITIONER,
        team=place.north,
        reason="She joins the team.",
    )


pytestmark = pytest.mark.django_db


def test_a_password_alone_leads_to_setting_up_a_second_factor_before_anything_else(user, client):
    assert sign_in(client, user.email).url == "/"
    assert client.get("/terms/").url == "/second-factor/"
    assert "Set up an app" in text(client.get("/second-factor/"))
    page = client.get("/second-factor/app/")
    secret = page.context_data["form"].secret
    assert "<svg" in text(page)
    assert " ".join(re.findall("....", secret)) in text(page)
    wrong = client.post("/second-factor/app/", {"code": "12"})
    assert "That code is not right" in text(wrong)
    assert wrong.context_data["form"].secret == secret
    assert client.post("/second-factor/app/", {"code": code_of(secret)}).url == "/second-factor/codes/"
    codes = re.findall(r"(\d{4}) (\d{4})</code>", text(client.get("/second-factor/codes/")))
    assert len(codes) == 10
    again = text(client.get("/second-factor/codes/"))
    assert not any(" ".join(code) in again for code in codes)
    assert ("second factor added", "allowed") in actions()
    assert Notice.objects.filter(user=user, about="your second factor was changed").count() == 1


def test_after_the_password_a_code_is_asked_and_is_good_once(user, with_app, client):
    assert sign_in(client, user.email).url == "/sign-in/code/"
    assert client.get("/second-factor/").status_code == 302
    code = code_of(with_app)
    assert client.post("/sign-in/code/", {"code": code}).url == "/"
    assert client.get("/second-factor/").status_code == 200
    other = Client()
    sign_in(other, user.email)
    assert "was used already" in text(other.post("/sign-in/code/", {"code": code}))
    assert other.post("/sign-in/code/", {"code": code_of(with_app, later=1)}).url == "/"
    assert [action for action, _ in actions()] == ["sign in", "second factor refused", "sign in"]


def test_five_wrong_codes_are_enough(user, with_app, client):
    sign_in(client, user.email)
    for _ in range(5):
        assert "That code is not right" in text(client.post("/sign-in/code/", {"code": "000"}))
    assert "Too many tries" in text(client.post("/sign-in/code/", {"code": code_of(with_app)}))
    assert ("locked out", "refused") in actions()


def test_a_recovery_code_lets_in_once(user, with_app, client):
    codes = RecoveryCodes.activate(user).get_unused_codes()
    sign_in(client, user.email)
    assert client.post("/sign-in/code/", {"code": f"{codes[0][:4]} {codes[0][4:]}"}).url == "/"
    other = Client()
    sign_in(other, user.email)
    assert "not right" in text(other.post("/sign-in/code/", {"code": codes[0]}))


def test_a_session_without_the_second_factor_ends_when_there_is_one(user, client):
    sign_in(client, user.email)
    assert client.get("/second-factor/").status_code == 200
    TOTP.activate(user, base64.b32encode(b"1" * 20).decode())
    assert client.get("/second-factor/").url == "/sign-in/?next=/second-factor/"
    assert client.get("/second-factor/").url == "/sign-in/?next=/second-factor/"


def test_a_second_factor_is_removed_only_by_who_has_it(user, with_app, client):
    sign_in(client, user.email)
    client.post("/sign-in/code/", {"code": code_of(with_app)})
    assert "Remove the app" in text(client.get("/second-factor/app/remove/"))
    session = client.session
    session["second_factor_at"] -= 301
    session.save()
    assert client.get("/second-factor/app/remove/").url.startswith("/sign-in/again/code/")
    assert client.get("/sign-in/again/").url.startswith("/sign-in/again/code/")
    assert client.post("/sign-in/again/", {"password": PASSWORD}).status_code == 302
    assert client.post("/second-factor/app/remove/").url.startswith("/sign-in/again/code/")
    assert Authenticator.objects.filter(user=user).exists()
    to = "/sign-in/again/code/?next=/second-factor/app/remove/"
    assert client.post(to, {"code": code_of(with_app, later=1)}).url == "/second-factor/"
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/terms/").url == "/second-factor/"
    assert ("second factor removed", "allowed") in actions()


def test_signing_out_is_by_post_and_noted(user, client, settings):
    settings.MFA_REQUIRED = False
    sign_in(client, user.email)
    assert "Do you want to sign out?" in text(client.get("/sign-out/"))
    assert client.get("/second-factor/").status_code == 200
    assert client.post("/sign-out/").url == "/sign-in/"
    assert client.get("/second-factor/").status_code == 302
    assert actions() == [("sign in", "allowed"), ("sign out", "allowed")]
    assert {entry.user for entry in Entry.objects.all()} == {user.ref}


def test_the_password_is_changed_and_other_sessions_end(user, client, settings):
    settings.MFA_REQUIRED = False
    other = Client()
    sign_in(client, user.email)
    sign_in(other, user.email)
    new = "another horse apple 9"
    wrong = {"oldpassword": "no", "password1": "short", "password2": new}
    page = text(client.post("/password/", wrong))
    assert "That is not your password now." in page
    assert "too short" in page
    right = {"oldpassword": PASSWORD, "password1": new, "password2": new, "email": "else@example.org", "is_active": "1"}
    assert client.post("/password/", right).url == "/second-factor/"
    assert "Your password is changed." in text(client.get("/second-factor/"))
    assert other.get("/second-factor/").status_code == 302
    user.refresh_from_db()
    assert user.check_password(new)
    assert ("password changed", "allowed") in actions()


def test_the_session_is_a_new_one_after_signing_in(user, client, settings):
    settings.MFA_REQUIRED = False
    client.get("/invitation/abc/")
    before = client.cookies["paramountcy"].value
    sign_in(client, user.email)
    after = client.cookies["paramountcy"].value
    assert before != after
    stolen = Client()
    stolen.cookies["paramountcy"] = before
    assert stolen.get("/second-factor/").status_code == 302


def test_forms_need_the_token_of_a_page_of_ours(user):
    client = Client(enforce_csrf_checks=True)
    response = sign_in(client, user.email)
    assert response.status_code == 403
    assert "Nothing was done" in text(response)
    for address in ("/sign-out/", "/invitation/", "/sign-in/passkey/", "/sign-in/code/"):
        assert client.post(address).status_code == 403
    token = re.search('csrfmiddlewaretoken" value="([^"]+)', text(client.get("/sign-in/")))[1]
    assert sign_in(client, user.email, HTTP_X_CSRFTOKEN=token).status_code == 302


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil", "x"]
)
def test_one_is_led_nowhere_else(user, client, settings, to):
    settings.MFA_REQUIRED = False
    response = client.post("/sign-in/", {"login": user.email, "password": PASSWORD, "next": to})
    assert response.url == "/"
    assert client.get("/sign-in/", {"next": to}).url == "/"
    assert client.post("/sign-out/", {"next": to}).url == "/sign-in/"


def test_one_comes_back_to_the_page_one_wanted(user, client, settings):
    settings.MFA_REQUIRED = False
    wanted = client.get("/terms/").url
    assert wanted == "/sign-in/?next=/terms/"
    assert 'name="next" value="/terms/"' in text(client.get(wanted))
    assert client.post("/sign-in/", {"login": user.email, "password": PASSWORD, "next": "/terms/"}).url == "/terms/"


def test_a_host_that_is_not_ours_is_not_answered(client):
    assert client.get("/sign-in/", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/sign-in/", headers={"x-forwarded-host": "evil.example"}).status_code == 200


def test_nobody_learns_who_has_an_account(user, place, client, monkeypatch):
    hashed = []
    from django.contrib.auth.hashers import MD5PasswordHasher

    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: hashed.append(1) or real(self, *args))
    answers = []
    for email in (user.email, "nobody@example.org"):
        hashed.clear()
        response = sign_in(client, email, "wrong horse window 7")
        body = re.sub('csrfmiddlewaretoken" value="[^"]+', "", text(response)).replace(email, "")
        answers.append((response.status_code, body, len(hashed)))
    assert answers[0] == answers[1]
    assert answers[0][2] == 1
    assert [entry.user for entry in Entry.objects.order_by("pk")] == [user.ref, ""]


def test_who_may_not_sign_in_is_not_signed_in(user, client):
    user.is_active = False
    user.save()
    assert sign_in(client, user.email).url == "/sign-in/closed/"
    assert "can’t be used" in text(client.get("/sign-in/closed/"))
    assert client.get("/second-factor/").status_code == 302


def test_five_wrong_passwords_lock_for_who_exists_and_who_does_not(user, with_app, client):
    said = []
    for email in (user.email, "nobody@example.org"):
        for _ in range(5):
            assert "is not right" in text(sign_in(client, email, "wrong horse window 7"))
        response = sign_in(client, email)
        said.append((response.status_code, "Too many tries. Wait 15 minutes" in text(response)))
    assert said == [(200, True), (200, True)]
    assert Notice.objects.filter(about="your sign-in was locked").values_list("user", flat=True).get() == user.pk
    assert actions().count(("locked out", "refused")) == 2
    elsewhere = sign_in(Client(REMOTE_ADDR="192.0.2.7"), user.email)
    assert elsewhere.url == "/sign-in/code/"
    assert "@" not in str(list(Entry.objects.values()))


def test_one_account_is_not_tried_from_everywhere(user, client):
    for host in range(10):
        for _ in range(5):
            sign_in(Client(REMOTE_ADDR=f"192.0.2.{host}"), user.email, "wrong horse window 7")
    assert "Too many tries" in text(sign_in(Client(REMOTE_ADDR="198.51.100.1"), user.email))


def test_a_right_password_makes_the_tries_whole_again(user, client, settings):
    settings.MFA_REQUIRED = False
    for _ in range(3):
        for _ in range(4):
            sign_in(client, user.email, "wrong horse window 7")
        assert sign_in(client, user.email).url == "/"
        client.post("/sign-out/")


def test_what_does_not_exist_here(client, user, settings):
    settings.MFA_REQUIRED = False
    sign_in(client, user.email)
    for address in ("/sign-up/", "/signup/", "/accounts/signup/", "/email/", "/password/forgotten/", "/admin/"):
        assert client.get(address).status_code == 404


def test_an_invitation_gives_its_role_and_nothing_else_that_is_sent(invited, place, client):
    _, secret = invited
    response = client.get(f"/invitation/{secret}/")
    assert response.url == "/invitation/"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    page = text(client.get("/invitation/"))
    assert "new@example.org" in page
    assert secret not in page
    assert "Social worker or practitioner" in page
    assert "not the same" in text(client.post("/invitation/", {"password": PASSWORD, "again": "other"}))
    assert "too common" in text(client.post("/invitation/", {"password": "password1234", "again": "password1234"}))
    more = {"email": "boss@example.org", "role": "administrator", "team": place.south.pk, "is_active": "", "name": "B"}
    response = client.post("/invitation/", {"password": PASSWORD, "again": PASSWORD, **more})
    assert response.url == "/"
    user = User.objects.get(email="new@example.org")
    assert (user.name, user.is_active) == ("New Person", True)
    [grant] = RoleGrant.objects.filter(user=user)
    assert (grant.role, grant.team) == (Role.PRACTITIONER, place.north)
    assert client.get("/terms/").url == "/second-factor/"
    assert client.get("/second-factor/app/").status_code == 200
    assert [action for action, _ in actions()][-2:] == ["come in", "sign in"]
    client.post("/sign-out/")
    client.get(f"/invitation/{secret}/")
    assert client.get("/invitation/").status_code == 404


def test_an_invitation_that_is_good_no_more(invited, place, client):
    invitation, secret = invited
    assert client.get("/invitation/").status_code == 404
    client.get("/invitation/something-else/")
    unknown = client.get("/invitation/")
    client.get(f"/invitation/{secret}/")
    assert client.get("/invitation/").status_code == 200
    withdraw(
        by=place.asks(place.in_role(Role.ADMINISTRATOR), at=timezone.now()),
        invitation=invitation,
        reason="It was a mistake.",
    )
    gone = client.post("/invitation/", {"password": PASSWORD, "again": PASSWORD})
    assert gone.status_code == unknown.status_code == 404
    assert text(gone) == text(unknown)
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_invitation_that_is_too_old(invited, client):
    invitation, secret = invited
    invitation.ends_at = timezone.now() - timedelta(seconds=1)
    invitation.save()
    client.get(f"/invitation/{secret}/")
    assert "too old" in text(client.get("/invitation/"))


def test_an_invitation_is_not_for_somebody_who_is_signed_in(invited, user, client):
    sign_in(client, user.email)
    client.get(f"/invitation/{invited[1]}/")
    assert client.get("/invitation/").status_code == 409
    assert client.post("/invitation/", {"password": PASSWORD, "again": PASSWORD}).status_code == 409


def test_terms_are_accepted_by_version(user, place, client, settings):
    settings.MFA_REQUIRED = False
    by = place.asks(place.in_role(Role.ADMINISTRATOR), at=timezone.now())
    publish_terms(by=by, text="Be careful.\n\nAsk <why>.", reason="Our first terms.")
    sign_in(client, user.email)
    assert client.get("/").url == "/terms/?next=/"
    page = text(client.get("/terms/?next=/"))
    assert "Ask &lt;why&gt;." in page
    publish_terms(by=by, text="Be very careful.", reason="Better ones.")
    newer = text(client.post("/terms/", {"version": 1, "next": "/"}))
    assert "Be very careful." in newer
    assert "newer than those" in newer
    assert client.post("/terms/", {"version": 2, "next": "https://evil.example/"}).url == "/"
    assert "You accepted them on" in text(client.get("/terms/"))


def test_a_qr_code_holds_its_squares_and_no_style():
    made = qr.svg("otpauth://totp/x?secret=ABC", 'a "code"')
    assert 'aria-label="a &#34;code&#34;"' in made
    assert "style" not in made
    import qrcode

    code = qrcode.QRCode(border=4, error_correction=0)
    code.add_data("otpauth://totp/x?secret=ABC")
    black = {(x, y) for y, row in enumerate(code.get_matrix()) for x, square in enumerate(row) if square}
    drawn = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", made):
        drawn |= {(int(x) + step, int(y)) for step in range(int(length))}
    assert drawn == black
