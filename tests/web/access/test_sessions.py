"""A session ends when it was left alone or has lasted a working day, and the log says so."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from paramountcy.web.access.models import Entry
from paramountcy.web.access.roles import Role
from tests.web.access.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"


class Clock:
    """The time as the application sees it."""

    def __init__(self):
        self.now = timezone.now()

    def __call__(self):
        return self.now

    def goes_on(self, **much):
        self.now += timedelta(**much)


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr("paramountcy.web.access.sessions.timezone.now", made)
    return made


@pytest.fixture
def user(place):
    return place.in_role(Role.PRACTITIONER)


@pytest.fixture
def signed_in(user, client, clock) -> Client:
    sign_in(client, user.email, PASSWORD)
    assert client.get("/second-factor/").status_code == 200
    return client


def ends():
    return list(Entry.objects.filter(action__startswith="session ended").values_list("action", "user"))


def test_a_session_left_alone_ends_with_its_next_request_and_that_is_noted(signed_in, clock, user, settings):
    clock.goes_on(minutes=settings.IDLE_MINUTES, seconds=1)
    assert signed_in.get("/second-factor/").url == "/sign-in/?next=/second-factor/"
    [(action, who)] = ends()
    assert (action, who) == ("session ended, left alone", user.ref)
    noted = Entry.objects.get(action=action)
    assert (noted.outcome, noted.address, len(noted.request)) == ("allowed", "127.0.0.1", 16)
    assert signed_in.get("/second-factor/").status_code == 302
    assert len(ends()) == 1


def test_a_session_in_use_goes_on(signed_in, clock, settings):
    for _ in range(3):
        clock.goes_on(minutes=settings.IDLE_MINUTES - 1)
        assert signed_in.get("/second-factor/").status_code == 200
    assert ends() == []


def test_a_session_in_use_ends_with_the_day_all_the_same(signed_in, clock, user):
    for _ in range(12 * 60 // 20):
        assert signed_in.get("/second-factor/").status_code == 200
        clock.goes_on(minutes=20)
    clock.goes_on(seconds=1)
    assert signed_in.get("/second-factor/").status_code == 302
    assert ends() == [("session ended, day over", user.ref)]


def test_the_next_session_has_a_day_of_its_own(signed_in, clock, user):
    clock.goes_on(hours=11)
    signed_in.get("/second-factor/")
    sign_in(signed_in, user.email, PASSWORD)
    clock.goes_on(minutes=25)
    assert signed_in.get("/second-factor/").status_code == 200
    assert [action for action, _ in ends()] == ["session ended, left alone"]


def test_an_ended_session_is_gone_from_the_database(signed_in, clock):
    stolen = Client()
    stolen.cookies["paramountcy"] = signed_in.cookies["paramountcy"].value
    clock.goes_on(days=1)
    signed_in.get("/second-factor/")
    clock.goes_on(days=-1)
    assert stolen.get("/second-factor/").status_code == 302


def test_no_cookie_outlives_the_browser_or_is_read_by_a_script(signed_in):
    signed_in.get("/password/")
    assert set(signed_in.cookies) == {"paramountcy", "csrftoken"}
    for cookie in signed_in.cookies.values():
        assert (cookie["max-age"], cookie["expires"]) == ("", "")
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
