"""
What is tried at the door and in addresses, and refused: a session fixed beforehand, leading elsewhere, another host, a
line in a header, a script in a name, finding out who or what exists, and guessing.
"""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from paramountcy.web.access.actions.people import invite
from paramountcy.web.access.models import BodyName, Entry, User
from paramountcy.web.access.roles import Role
from tests.web.access.reader import WHY
from tests.web.access.test_matrix import OF_A_NOTE, addresses, path_of, situations_of
from tests.web.access.test_signing_in import code_of, sign_in, text
from tests.web.access.world import Situations
from tests.web.notebook.urls import __name__ as URLS

pytestmark = [pytest.mark.django_db, pytest.mark.urls(URLS)]
PASSWORD = "a long password"
WRONG = "wrong horse window 7"


@pytest.fixture
def user(place) -> User:
    return place.in_role(Role.PRACTITIONER)


# --- A session that somebody else knows


def known_before(client) -> str:
    """The session that a browser is led to keep before anybody signs in: whoever made it knows its key."""
    client.get("/invitation/made-up/")
    return client.cookies["paramountcy"].value


def test_the_key_of_a_session_changes_when_somebody_signs_in(user, client):
    before = known_before(client)
    assert sign_in(client, user.email, PASSWORD).url == "/"
    assert opens_nothing(before)


def test_and_when_a_code_completes_it(user, client, settings):
    settings.MFA_REQUIRED = True
    before = known_before(client)
    sign_in(client, user.email, PASSWORD)
    secret = client.get("/second-factor/app/").context_data["form"].secret
    client.post("/second-factor/app/", {"code": code_of(secret)})
    client.post("/sign-out/")
    between = known_before(client)
    assert sign_in(client, user.email, PASSWORD).url == "/sign-in/code/"
    half = client.cookies["paramountcy"].value
    assert client.post("/sign-in/code/", {"code": code_of(secret, later=1)}).url == "/"
    for one in (before, between, half):
        assert opens_nothing(one)


def test_and_when_an_invitation_is_taken_up(place, client):
    by = place.asks(place.in_role(Role.ADMINISTRATOR), at=timezone.now())
    person = {"email": "new@example.org", "name": "New Person", "role": Role.PRACTITIONER, "team": place.north}
    _, secret = invite(by=by, **person, reason=WHY)
    before = known_before(client)
    client.get(f"/invitation/{secret}/")
    assert client.post("/invitation/", {"password": PASSWORD, "again": PASSWORD}).url == "/"
    assert opens_nothing(before)


def test_a_session_that_was_signed_out_of_is_gone(user, client):
    sign_in(client, user.email, PASSWORD)
    kept = client.cookies["paramountcy"].value
    client.post("/sign-out/")
    assert opens_nothing(kept)


def opens_nothing(session: str) -> bool:
    stolen = Client()
    stolen.cookies["paramountcy"] = session
    return stolen.get("/terms/").status_code == 302 and stolen.get("/").url.startswith("/sign-in/")


# --- Leading elsewhere, other hosts, headers

ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\/evil.example",
    "https:evil.example", "javascript:alert(1)", "data:text/html,evil", "/\t/evil.example", "https://testserver@evil.example/",
    " //evil.example", "/%2F%2Fevil.example\r\nLocation: https://evil.example/",
)  # fmt: skip


def lines_of(answer) -> str:
    return "\n".join(f"{name}: {value}" for name, value in answer.headers.items())


LEADS_ON = [name for name in addresses() if ":" not in name] + ["access:why"]
"""Where somebody is led on from: all addresses of signing in, and the question why a record is opened."""
EVERYWHERE = [name for name in addresses() if not name.startswith(("faults:", "notebook:raises"))]


@pytest.mark.parametrize(
    ("to", "tried"),
    [
        *[pytest.param(to, LEADS_ON, id=repr(to)) for to in ELSEWHERE[:4]],
        *[pytest.param(to, LEADS_ON, id=repr(to), marks=pytest.mark.slow) for to in ELSEWHERE[4:]],
        pytest.param(ELSEWHERE[1], EVERYWHERE, id="everywhere", marks=pytest.mark.slow),
    ],
)
def test_no_address_leads_elsewhere_whoever_asks(user, place, to, tried):
    """Each address is asked with where to go next, signed out and signed in, looked at and sent."""
    world = Situations(place, user, Role.PRACTITIONER)
    led = 0
    for signed_in in (False, True):
        for name in tried:
            takes = addresses()[name]
            path = path_of(name, situations_of(name, takes)[0], world)
            client = Client()
            if signed_in:
                client.force_login(user)
            sent = {"next": to, "login": user.email, "password": PASSWORD, "why": "duty", "reason": WHY}
            for answer in (client.get(path, {"next": to}), client.post(path, sent)):
                if answer.status_code in (301, 302):
                    assert re.match(r"/(?![/\\])", answer.url), f"{name} leads to {answer.url}"
                    led += 1
                assert "\nLocation: https" not in lines_of(answer)
                assert 'href="https://evil' not in text_of(answer)
                assert 'href="//evil' not in text_of(answer)
    assert led > 30


def text_of(answer) -> str:
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example", "a b", ""])
def test_the_door_is_not_opened_under_another_name(client, host):
    for path in ("/", "/sign-in/", "/health/", "/invitation/secret/", "/nowhere/"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 400
        assert "evil" not in text_of(answer) + lines_of(answer)


def test_no_page_is_answered_under_another_name(user, place):
    world = Situations(place, user, Role.PRACTITIONER)
    client = Client()
    client.force_login(user)
    for name, takes in addresses().items():
        path = path_of(name, situations_of(name, takes)[0], world)
        answer = client.get(path, headers={"host": "evil.example"})
        assert answer.status_code == 400, name
        assert "evil" not in text_of(answer) + lines_of(answer)


SPLIT = "\r\nSet-Cookie: evil=1\r\n\r\n<script>evil</script>"


@pytest.mark.slow
def test_nothing_that_is_sent_becomes_a_line_of_a_header(user, place):
    world = Situations(place, user, Role.PRACTITIONER)
    client = Client()
    client.force_login(user)
    for name, takes in addresses().items():
        if name.startswith(("faults:", "notebook:raises")):
            continue
        path = path_of(name, situations_of(name, takes)[0], world)
        asked = dict.fromkeys(("next", "sort", "page", "state", "days", "outcome", "type"), SPLIT)
        for answer in (client.get(path, asked), client.get(f"{path}%0d%0aSet-Cookie:%20evil=1/")):
            assert "evil" not in answer.cookies
            for line in lines_of(answer).splitlines():
                assert not line.lower().startswith("set-cookie: evil")
            assert "\r" not in lines_of(answer)
        if name == "account_logout":
            client.force_login(user)


# --- A script in what is kept

SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    ("role", "apart"),
    [
        (Role.DATA_PROTECTION_OFFICER, 5),
        *(
            pytest.param(role, 1, marks=pytest.mark.slow)
            for role in (Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.TEAM_MANAGER)
        ),
    ],
)
def test_a_script_in_a_name_is_shown_as_text_on_every_page(place, role, apart, monkeypatch):
    """Every page in every situation; in the quick run every page in each fifth."""
    monkeypatch.setattr("tests.web.access.world.SECRET", SCRIPT)
    monkeypatch.setattr("tests.web.access.world.CALL", SCRIPT)
    BodyName.objects.create(
        body=place.authority, name=SCRIPT, body_type="local_authority", from_day=timezone.localdate()
    )
    place.south.name = SCRIPT
    place.south.save()
    reader = place.in_role(role, name=SCRIPT)
    world = Situations(place, reader, role)
    for one in User.objects.all():
        one.name = f"{one.name} {SCRIPT}"
        one.save()
    client = Client()
    client.force_login(reader)
    shown = 0
    for name, takes in addresses().items():
        if name.startswith(("faults:", "notebook:raises")):
            continue
        for situation in situations_of(name, takes)[::apart]:
            answer = client.get(path_of(name, situation, world))
            told = text_of(answer)
            if "text/html" not in answer.headers["Content-Type"] or not told:
                continue
            page = html.fromstring(told)
            assert page.xpath("//img[@src='x']") == [], name
            assert [one for one in page.xpath("//script") if one.text or not one.get("src", "").startswith("/")] == []
            assert page.xpath("//@*[starts-with(name(), 'on')]") == [], name
            shown += "&lt;script&gt;alert(1)" in told
    assert shown > 10


# --- Finding out who and what exists


def hashed(monkeypatch) -> list[int]:
    """How often a password is hashed from now on: what takes by far the longest."""
    counted: list[int] = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *args: counted.append(1) or real(self, *args))
    return counted


def test_a_wrong_password_is_answered_alike_whoever_it_was_for(place, monkeypatch):
    known, left, by_provider = (place.in_role(Role.PRACTITIONER) for _ in range(3))
    left.is_active = False
    left.save()
    by_provider.set_unusable_password()
    by_provider.save()
    counted = hashed(monkeypatch)
    said = set()
    for email in ("nobody@example.org", known.email, known.email.upper(), left.email, by_provider.email):
        counted.clear()
        answer = sign_in(Client(), email, WRONG)
        page = re.sub('csrfmiddlewaretoken" value="[^"]+', "", text(answer)).replace(email, "")
        said.add((answer.status_code, page, len(counted)))
    [(status, page, count)] = said
    assert (status, count) == (200, 1)
    assert "The e-mail address or the password is not right." in page


NOT_TO_BE_KNOWN = ("front_door", "nobody", "conflicted", "conflicted_listed", "broken_glass_conflicted", "missing")


@pytest.mark.parametrize(
    "name", ["access:record", "access:break_glass", "access:close", *(f"notebook:{one}" for one in OF_A_NOTE)]
)
def test_what_may_not_be_known_of_takes_as_many_questions_as_what_is_not_there(user, place, name):
    """Of the database, which is what takes the time; and is answered in the same words."""
    world = Situations(place, user, Role.PRACTITIONER)
    client = Client()
    client.force_login(user)
    client.get("/")
    answered = {}
    for situation in NOT_TO_BE_KNOWN:
        path = path_of(name, situation, world)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = client.get(path)
        told = re.sub('csrfmiddlewaretoken" value="[^"]+', "", text(answer)).replace(world.refs[situation], "")
        answered[situation] = (answer.status_code, told, len(asked))
    assert len(set(answered.values())) == 1, {one: (status, count) for one, (status, _, count) in answered.items()}
    assert answered["missing"][0] == 404


def test_an_invitation_that_was_used_is_answered_as_one_that_never_was(place):
    by = place.asks(place.in_role(Role.ADMINISTRATOR), at=timezone.now())
    person = {"email": "new@example.org", "name": "New Person", "role": Role.PRACTITIONER, "team": place.north}
    _, secret = invite(by=by, **person, reason=WHY)
    first = Client()
    first.get(f"/invitation/{secret}/")
    assert first.post("/invitation/", {"password": PASSWORD, "again": PASSWORD}).url == "/"
    answers = []
    for one in (secret, "x" * len(secret), "x"):
        client = Client()
        client.get(f"/invitation/{one}/")
        answers.append((client.get("/invitation/").status_code, text(client.get("/invitation/"))))
    assert len(set(answers)) == 1


# --- Guessing


def test_a_password_is_not_guessed_where_it_is_changed(user, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"change_password": None}
    sign_in(client, user.email, PASSWORD)
    new = {"password1": "another horse apple 9", "password2": "another horse apple 9"}
    for _ in range(5):
        assert "That is not your password now." in text(client.post("/password/", {"oldpassword": WRONG, **new}))
    assert "Too many tries" in text(client.post("/password/", {"oldpassword": PASSWORD, **new}))
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert ("locked out", user.ref) in Entry.objects.values_list("action", "user")


def test_a_password_is_not_guessed_where_it_is_asked_again(user, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": None}
    sign_in(client, user.email, PASSWORD)
    for _ in range(5):
        assert "That is not your password." in text(client.post("/sign-in/again/", {"password": WRONG}))
    assert "Too many tries" in text(client.post("/sign-in/again/", {"password": PASSWORD}))


def test_a_reason_with_signs_that_no_keyboard_has_is_kept_without_them(user, place):
    world = Situations(place, user, Role.PRACTITIONER)
    client = Client()
    client.force_login(user)
    ref = world.refs["other_team"]
    said = {"why": "other", "other": "called\x00 about\x1b[2J her\r\nsister", "next": ""}
    assert client.post(f"/records/note/{ref}/why/", said).status_code == 302
    assert client.get(f"/notebook/{ref}/").status_code == 200
    assert Entry.objects.get(record=ref, action="read").reason == "called about[2J her sister"
