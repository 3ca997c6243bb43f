"""Somebody is invited, comes in, sets up a second factor, accepts the terms, signs out, and in again."""

import http.cookiejar
import os
import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.served import Served, served
from tests.returns.report.browser import chromium, complaints, follow, overflow
from tests.web.access.test_signing_in import code_of

PASSWORD = "horse apple window 7"
NAME, EMAIL = "Quillon Featherstonehaugh", "quillon@example.org"
INVITE = f"""
from datetime import date
from django.utils import timezone
from paramountcy.web.access.actions.people import invite, publish_terms
from paramountcy.web.access.asking import Access
from paramountcy.web.access.models import Body, BodyName, RoleGrant, Team, Terms, User
from paramountcy.web.access.roles import Role
day = date(2020, 4, 1)
team = Team.objects.filter(name="North").first()
if team is None:
    body = Body.objects.create()
    BodyName.objects.create(body=body, name="Ambleford", body_type="local_authority", from_day=day)
    team = Team.objects.create(body=body, name="North", from_day=day)
    boss = User.objects.create_user("boss@example.org", "Ada Boss", "{PASSWORD}")
    RoleGrant.objects.create(user=boss, role=Role.ADMINISTRATOR, team=team, from_day=day, reason="their work")
boss = User.objects.get(email="boss@example.org")
by = Access(boss, at=timezone.now(), request="made", address="")
if not Terms.objects.exists():
    publish_terms(by=by, text="Look only at what your work needs.\\n\\nTell nobody your password.", reason="The first.")
print(invite(by=by, email="WHO", name="{NAME}", role=Role.PRACTITIONER, team=team, reason="Joins the team.")[1])
"""


@pytest.fixture(scope="module")
def application(tmp_path_factory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("signing-in")) as one:
        yield one


@pytest.fixture(scope="module")
def browser():
    with chromium() as one:
        yield one


@contextmanager
def page_of(browser, **more):
    """A page in a browser that knows nothing yet; at its end nothing was complained of in its console."""
    context = browser.new_context(**more)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda wrong: said.append(str(wrong)))
    try:
        yield page
    finally:
        context.close()
    assert said == []


def looked_at(page, heading: str) -> None:
    """The page is the one with this heading, works for everybody, and tells of nobody in its title and address."""
    assert page.locator("h1").inner_text() == heading
    assert complaints(page) == []
    wide = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) <= 0
    if pictures := os.environ.get("PARAMOUNTCY_PICTURES"):
        page.screenshot(path=Path(pictures) / f"{heading} 320.png", full_page=True)
    page.set_viewport_size(wide)
    if pictures:
        page.screenshot(path=Path(pictures) / f"{heading}.png", full_page=True)
    for told in (page.title(), page.url):
        assert not re.search("quillon|feather|example", told, re.IGNORECASE)


def tab_to(page, name: str) -> None:
    """Go with the Tab key to the box, button or link of a name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => { const one = document.activeElement;"
            " return ((one.labels && one.labels[0]) || one).innerText.trim(); }"
        )
        if found == name:
            return
    raise AssertionError(f"the Tab key never came to {name}")


def fill(page, **typed: str) -> None:
    """Type into boxes by their labels, and send the form, with the keyboard only."""
    for label, value in typed.items():
        tab_to(page, label.replace("_", " "))
        page.keyboard.type(value)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def key_on(page) -> str:
    return page.locator("code.pc-key").inner_text().replace(" ", "")


@pytest.mark.slow
def test_from_an_invitation_to_signing_in_with_a_code_and_with_a_passkey(application, browser, tmp_path):
    secret = application.run(INVITE.replace("WHO", EMAIL))
    with page_of(browser) as page:
        page.goto(f"{application.address}/invitation/{secret}/")
        assert page.url == f"{application.address}/invitation/"
        looked_at(page, "You have been invited")
        fill(page, Choose_a_password="short", The_same_password_again="short")
        page.locator("#error-summary:focus").wait_for()
        looked_at(page, "You have been invited")
        fill(page, Choose_a_password=PASSWORD, The_same_password_again=PASSWORD)
        looked_at(page, "Set up a second way to prove that it is you")
        tab_to(page, "Set up an app")
        page.keyboard.press("Enter")
        page.wait_for_url("**/second-factor/app/")
        looked_at(page, "Set up an authenticator app")
        key = key_on(page)
        fill(page, Code="1234")
        looked_at(page, "Set up an authenticator app")
        assert key_on(page) == key
        fill(page, Code=code_of(key))
        looked_at(page, "Your recovery codes")
        tab_to(page, "I have kept them: go on")
        page.keyboard.press("Enter")
        page.wait_for_url("**/terms/**")
        looked_at(page, "Terms of use")
        tab_to(page, "I accept these terms")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{application.address}/")
        tab_to(page, "Sign out")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sign-in/")
        looked_at(page, "Sign in")
        fill(page, **{"E-mail address": EMAIL, "Your password": "wrong horse window 7"})
        looked_at(page, "Sign in")
        assert page.locator("#id_login").input_value() == EMAIL
        assert page.locator("#id_password").input_value() == ""
        fill(page, Your_password=PASSWORD)
        page.wait_for_url("**/sign-in/code/")
        looked_at(page, "Enter a code")
        fill(page, Code=code_of(key, later=1))
        page.wait_for_url(f"{application.address}/")
        _by_passkey(application, page)
    assert secret not in application.log
    assert "quillon" not in application.log.lower()


def _by_passkey(application, page) -> None:
    """Set up a passkey, and sign in with it alone; remove it again."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{application.address}/second-factor/")
    looked_at(page, "Your sign-in")
    page.goto(f"{application.address}/second-factor/passkeys/add/")
    looked_at(page, "Set up a passkey")
    page.get_by_label("A name for this passkey").fill("work laptop")
    page.get_by_role("button", name="Set up the passkey").click()
    page.wait_for_url("**/second-factor/")
    assert "Your passkey is set up." in page.content()
    looked_at(page, "Your sign-in")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{application.address}/")
    page.goto(f"{application.address}/second-factor/")
    follow(page.get_by_role("link", name="Remove the passkey work laptop"))
    looked_at(page, "Remove a passkey")
    page.get_by_role("button", name="Remove the passkey").click()
    page.wait_for_url("**/second-factor/")
    assert "work laptop" not in page.content()
    follow(page.get_by_role("link", name="Change your password"))
    looked_at(page, "Change your password")
    page.goto(f"{application.address}/second-factor/codes/new/")
    looked_at(page, "Make new recovery codes")
    page.goto(f"{application.address}/second-factor/app/remove/")
    looked_at(page, "Remove your authenticator app")


@pytest.mark.slow
def test_all_of_it_without_script(application, browser):
    secret = application.run(INVITE.replace("WHO", "plain@example.org"))
    with page_of(browser, java_script_enabled=False) as page:
        page.goto(f"{application.address}/invitation/{secret}/")
        page.get_by_label("Choose a password").fill(PASSWORD)
        page.get_by_label("The same password again").fill(PASSWORD)
        follow(page.get_by_role("button", name="Come in"))
        follow(page.get_by_role("link", name="Set up a passkey"))
        assert "A passkey needs JavaScript" in page.content()
        assert page.locator("form[data-passkey]").is_hidden()
        page.goto(f"{application.address}/second-factor/app/")
        key = key_on(page)
        page.get_by_role("textbox", name="Code").fill(code_of(key))
        follow(page.get_by_role("button", name="Set up the app"))
        assert page.locator("code.pc-key").count() == 10
        follow(page.get_by_role("button", name="I have kept them"))
        follow(page.get_by_role("button", name="I accept these terms"))
        assert page.url == f"{application.address}/"
        follow(page.get_by_role("button", name="Sign out"))
        assert page.locator("form[data-passkey]").is_hidden()
        page.get_by_label("E-mail address").fill("plain@example.org")
        page.get_by_label("Your password").fill(PASSWORD)
        follow(page.get_by_role("button", name="Sign in"))
        page.get_by_role("textbox", name="Code").fill(code_of(key, later=1))
        follow(page.get_by_role("button", name="Sign in", exact=True))
        assert page.url == f"{application.address}/"


@pytest.mark.slow
def test_wrong_passwords_are_counted_in_all_processes(application):
    """Twelve at the same instant, of two processes, have five tries between them."""
    from concurrent.futures import ThreadPoolExecutor

    def try_once(_: int) -> str:
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        opener.addheaders = [("Origin", application.address)]
        page = opener.open(f"{application.address}/sign-in/").read().decode()
        token = re.search('csrfmiddlewaretoken" value="([^"]+)', page)[1]
        form = {"csrfmiddlewaretoken": token, "login": "nobody@example.org", "password": "wrong horse window 7"}
        sent = opener.open(f"{application.address}/sign-in/", urllib.parse.urlencode(form).encode())
        return sent.read().decode()

    with ThreadPoolExecutor(12) as pool:
        pages = list(pool.map(try_once, range(12)))
    assert sum("is not right" in page for page in pages) == 5
    assert sum("Too many tries" in page for page in pages) == 7
