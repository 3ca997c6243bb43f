"""What can't be answered is a page of ours, in words that quote nothing."""

import pytest
from django.test import Client

from paramountcy.web.access.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.notebook.urls")]
NAME = "Ottoline"


@pytest.fixture
def reader(place):
    client = Client(raise_request_exception=False)
    client.force_login(place.in_role(Role.PRACTITIONER))
    return client


def said(answer, status) -> str:
    assert answer.status_code == status
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    page = answer.content.decode()
    assert "govuk-heading-l" in page
    assert NAME not in page
    assert "Traceback" not in page
    return page


def test_an_address_that_leads_nowhere(reader, client):
    for one in (reader, client):
        assert "look whether it is right" in said(one.get(f"/nowhere/{NAME}/"), 404)
    assert "Sign out" in said(reader.get("/nowhere/"), 404)


def test_a_name_that_is_not_ours(client):
    page = said(client.get("/", headers={"host": f"{NAME}.example"}), 400)
    assert "is not known here" in page


def test_a_fault_of_ours(reader):
    assert "It is our fault" in said(reader.get("/faults/mute/"), 500)


def test_a_fault_while_the_database_does_not_answer(reader, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError(NAME)

    monkeypatch.setattr("paramountcy.web.access.asking.CHAIN.read", broken)
    assert "It is our fault" in said(reader.get("/notebook/"), 500)
