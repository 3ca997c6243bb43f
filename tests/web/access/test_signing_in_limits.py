"""How often one may try, and that it is counted where every process sees it."""

from datetime import UTC, datetime

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from paramountcy.web.access import limits
from paramountcy.web.access.limits import TRIES, Tries, of_account, of_address, once

pytestmark = pytest.mark.django_db


@pytest.fixture
def tries() -> Tries:
    return Tries("password", "Ann@example.org", "192.0.2.1")


def test_five_tries_and_then_none(tries):
    assert [tries.take() for _ in range(TRIES + 1)] == [1, 2, 3, 4, 5, None]
    assert not tries.failed(4)
    assert tries.failed(5)
    assert tries.take() is None
    tries.forget()
    assert tries.take() == 1


def test_the_account_is_the_same_however_it_is_written_and_the_address_another(tries):
    for _ in range(TRIES):
        tries.take()
    assert Tries("password", "ann@EXAMPLE.org", "192.0.2.1").take() is None
    assert Tries("password", "Ann@example.org", "192.0.2.2").take() == 1
    assert Tries("code", "Ann@example.org", "192.0.2.1").take() == 1
    assert Tries("password", "bob@example.org", "192.0.2.1").take() == 1


def test_a_network_of_version_6_is_one_address():
    for last in range(TRIES):
        Tries("password", "a", f"2001:db8::{last}").take()
    assert Tries("password", "a", "2001:db8::ffff").take() is None
    assert Tries("password", "a", "2001:db8:0:1::1").take() == 1
    assert Tries("password", "a", "no address").take() == 1


def test_another_process_counts_on(tries, monkeypatch):
    for _ in range(3):
        tries.take()
    another = DatabaseCache("access_limits", {"OPTIONS": {"MAX_ENTRIES": 1000}})
    monkeypatch.setattr(limits, "cache", another)
    assert [tries.take() for _ in range(3)] == [4, 5, None]


def test_the_time_begins_with_the_last_try(tries):
    def ends() -> set[datetime]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT expires FROM access_limits")
            return {row[0] for row in cursor.fetchall()}

    for _ in range(TRIES):
        tries.take()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_limits SET expires = %s", [datetime(2999, 1, 1, tzinfo=UTC)])
    tries.failed(TRIES - 1)
    assert len(ends()) == 1
    before = ends()
    tries.failed(TRIES)
    assert not ends() & before


def test_a_code_is_used_once():
    assert once("code", "ann 123456", seconds=60)
    assert not once("code", "ann 123456", seconds=60)
    assert once("code", "bob 123456", seconds=60)
    assert once("codes", "ann 123456", seconds=60)


def test_wide_limits_hold_over_a_whole_address_and_a_whole_account():
    for _ in range(50):
        assert not of_account("ann@example.org").full
        of_account("Ann@example.org").add()
    assert of_account("ann@example.org").full
    assert not of_account("bob@example.org").full
    for last in range(100):
        assert not of_address("2001:db8::1").full
        of_address(f"2001:db8::{last}").add()
    assert of_address("2001:db8::1").full
