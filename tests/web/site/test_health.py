"""Whether the application can be used: one word for anybody."""

import pytest
from django.db import OperationalError

from paramountcy.web.access.models import Entry
from paramountcy.web.site import health


@pytest.mark.django_db
def test_it_says_ok_to_anybody_and_notes_nothing(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_it_is_not_ready_while_migrations_are_due(client, monkeypatch):
    monkeypatch.setattr(health, "due", lambda: ["access.0009_secret_detail"])
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")


@pytest.mark.django_db
def test_it_is_not_ready_while_the_database_does_not_answer(client, monkeypatch, caplog):
    def gone():
        raise OperationalError("could not connect to db.council.example as paramountcy_app")

    monkeypatch.setattr(health, "due", gone)
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert "the database does not answer" in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_looked_at(client, method):
    assert getattr(client, method)("/health/").status_code == 405


@pytest.mark.django_db
def test_it_finds_this_database_up_to_date():
    from paramountcy.web.site.migrating import due, unknown

    assert due() == []
    assert unknown() == []
