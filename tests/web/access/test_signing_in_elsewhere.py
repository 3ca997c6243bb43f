"""Signing in with the council's own provider, and a new password by e-mail where there is e-mail."""

import importlib
import json
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import clear_url_caches

from paramountcy.web.access.models import Entry, User
from paramountcy.web.access.roles import Role

pytestmark = pytest.mark.django_db
PASSWORD = "horse apple window 7"


def text(response) -> str:
    return response.content.decode()


class Provider(HTTPServer):
    """An OpenID provider of this test: says of whoever comes what `claims` say."""

    claims: dict

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self):
        if self.path.startswith("/.well-known"):
            at = self.server.address
            return self._send(
                {
                    "issuer": at,
                    "authorization_endpoint": f"{at}/authorize",
                    "token_endpoint": f"{at}/token",
                    "userinfo_endpoint": f"{at}/userinfo",
                    "jwks_uri": f"{at}/keys",
                }
            )
        return self._send(self.server.claims)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        told = {**self.server.claims, "iss": self.server.address, "aud": "us", "exp": time.time() + 60}
        key = "a key of the provider that nobody asks for"
        self._send({"access_token": "t", "token_type": "bearer", "id_token": jwt.encode(told, key)})

    def _send(self, told: dict) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    server = Provider(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    app = {"provider_id": "council", "name": "Ambleford", "client_id": "us", "secret": "s"}
    app["settings"] = {"server_url": f"{server.address}/.well-known/openid-configuration"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def user(place) -> User:
    return place.in_role(Role.PRACTITIONER)


def come_back(client: Client, **claims) -> object:
    """Go to the provider and come back as somebody of whom it says this."""
    page = client.post("/sign-in/with/council/")
    assert page.status_code == 200
    to = re.search(r'href="([^"]+/authorize[^"]*)"', text(page))[1].replace("&amp;", "&")
    asked = parse_qs(urlsplit(to).query)
    assert asked["code_challenge_method"] == ["S256"]
    [back] = asked["redirect_uri"]
    assert back == "http://testserver/sign-in/with/council/back/"
    return client.get("/sign-in/with/council/back/", {"code": "c", "state": asked["state"][0]})


def test_the_sign_in_page_offers_the_provider_and_only_a_form_leads_there(provider, client):
    assert "Sign in with Ambleford" in text(client.get("/sign-in/"))
    assert client.get("/sign-in/with/council/").url == "/sign-in/"
    assert client.post("/sign-in/with/council/?process=connect").url == "/sign-in/"
    assert client.post("/sign-in/with/nobody/").status_code == 404


def test_whoever_has_an_account_is_signed_in(provider, user, client):
    provider.claims = {"sub": "1", "email": user.email.upper(), "email_verified": True, "name": "Somebody"}
    client.get("/invitation/abc/")
    before = client.cookies["paramountcy"].value
    assert come_back(client).url == "/"
    assert client.cookies["paramountcy"].value != before
    assert client.get("/second-factor/").status_code == 200
    assert "ask" in text(client.get("/password/")) or client.get("/password/").status_code == 200
    [linked] = SocialAccount.objects.all()
    assert (linked.user, linked.uid, linked.extra_data) == (user, "1", {})
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True)) == ["provider linked", "sign in"]
    other = Client()
    provider.claims = {"sub": "1", "email": "renamed@example.org"}
    assert come_back(other).url == "/"
    linked.refresh_from_db()
    assert linked.extra_data == {}


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.org", "email_verified": True},
        {"email": "person1@example.org", "email_verified": False},
        {"email": "person1@example.org"},
        {},
    ],
)
def test_nobody_else_is_and_no_account_is_made(provider, user, client, claims):
    provider.claims = {"sub": "2", "name": "Somebody", **claims}
    before = User.objects.count()
    response = come_back(client)
    assert response.status_code == 403
    assert "There is no account here that goes with it" in text(response)
    assert "@" not in text(response)
    assert client.get("/second-factor/").status_code == 302
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert Entry.objects.get().action == "sign in refused"


@pytest.mark.parametrize("linked", [False, True])
def test_who_was_shut_out_here_is_shut_out_there_too(provider, user, client, linked):
    if linked:
        SocialAccount.objects.create(user=user, provider="council", uid="3")
    user.is_active = False
    user.save()
    provider.claims = {"sub": "3", "email": user.email, "email_verified": True}
    assert come_back(client).status_code == 403
    assert client.get("/second-factor/").status_code == 302


def test_an_answer_that_was_not_asked_for_is_refused(provider, user, client):
    provider.claims = {"sub": "1", "email": user.email, "email_verified": True}
    response = client.get("/sign-in/with/council/back/", {"code": "c", "state": "made-up"})
    assert response.status_code == 403
    assert client.get("/sign-in/with/council/back/", {"error": "access_denied"}).status_code == 403


@pytest.fixture
def with_mail(settings) -> Iterator[None]:
    """The addresses as they are where an operator named a mail server."""
    modules = ["paramountcy.web.access.signing_in.urls", settings.ROOT_URLCONF]
    settings.CAN_RESET_PASSWORDS = True
    _again(modules)
    yield
    settings.CAN_RESET_PASSWORDS = False
    _again(modules)


def _again(modules: list[str]) -> None:
    for name in modules:
        importlib.reload(importlib.import_module(name))
    clear_url_caches()


def test_a_new_password_by_e_mail_tells_nobody_who_signs_in(with_mail, user, client):
    user.set_password(PASSWORD)
    user.save()
    assert "I have forgotten my password" in text(client.get("/sign-in/"))
    for email in (user.email, "nobody@example.org"):
        elsewhere = {"x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}
        sent = client.post("/password/forgotten/", {"email": email}, headers=elsewhere)
        assert sent.url == "/password/forgotten/sent/"
    assert client.get("/password/forgotten/sent/").status_code == 200
    known, unknown = mail.outbox
    assert (known.subject, unknown.subject) == ("A new password", "A new password")
    assert client.post("/password/forgotten/", {"email": f"{user.email}\nBcc: evil@example.org"}).status_code == 200
    assert len(mail.outbox) == 2
    for one in (known, unknown):
        assert user.name not in one.body
        assert "@" not in one.body
    assert "http" not in unknown.body
    [link] = re.findall(r"http://testserver(/\S+)", known.body)
    to = client.get(link).url
    assert link.rpartition("-")[2] not in to
    new = "another horse apple 9"
    page = text(client.get(to))
    assert "Choose a new password" in page
    assert client.post(to, {"password1": new, "password2": new}).url == "/password/forgotten/set/"
    user.refresh_from_db()
    assert user.check_password(new)
    assert "good no more" in text(Client().get(link))
    assert client.get("/second-factor/").status_code == 302
    assert ("password reset", user.ref) in Entry.objects.values_list("action", "user")
