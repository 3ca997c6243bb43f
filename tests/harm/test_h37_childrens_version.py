"""H37: a child reads an older or another answer than adults are given, or finds nobody to turn to."""

import pytest
from django.urls import reverse

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.guidance.children import actions as children
from paramountcy.web.guidance.children.adult import adult_text
from paramountcy.web.guidance.children.reads import version_of
from paramountcy.web.guidance.recommendations import actions
from tests.web.conftest import audit_folder, place
from tests.web.guidance.conftest import partnership
from tests.web.guidance.worlds.recommendations import DAY

pytestmark = pytest.mark.django_db
__all__ = ["audit_folder", "partnership", "place"]


@pytest.fixture
def by(partnership):
    return partnership.asks(partnership.officer)


@pytest.fixture
def told(by, partnership):
    """A response with a version for children that is out, and the recommendation that both speak of."""
    report = actions.make_report(by=by, title="A review", source="local", on=DAY, group=partnership.group)
    one = actions.add_recommendation(by=by, report=report, number="1", text="Help sooner.")
    position = {"claimant": "body", "claimed_by": "The board", "on": DAY, "force": "published"}
    actions.take_position(by=by, recommendation=one, value="accept", **position)
    about = actions.response_of(report)
    said = {"title": "For you", "band": "8_to_10", "extent": "summary", "format": "words"}
    version = children.make(by=by, about=about, adult=adult_text(by, about), **said)
    children.add_passage(by=by, version=version, text="We will help you sooner. You can ask us.", anchor="r1")
    children.release(by=by, version=version, reason="Young readers meet in May.")
    return report, one, version, position


def test_it_is_seen_that_the_adult_answer_changed(by, told, client, partnership):
    _, one, version, position = told
    actions.take_position(by=by, recommendation=one, value="not_accept", reason="No money.", **position)
    client.force_login(partnership.officer)
    page = client.get(reverse("children:version", args=[version.ref])).content.decode()
    assert "Adult words that changed since" in page
    with pytest.raises(NotDone, match="Say why"):
        children.release(by=by, version=version)


def test_a_version_taken_back_warns_again(by, told):
    report, _, version, _ = told
    assert version_of(actions.response_of(report)).warns == ""
    children.withdraw(by=by, version=version, reason="It said something wrong.")
    with pytest.raises(NotDone, match="not out yet"):
        actions.publish(by=by, report=report)


def test_a_child_finds_whom_to_ring_and_no_script_or_form(told, client):
    page = client.get(reverse("children:public", args=[told[2].ref])).content.decode()
    for words in ("ring 999", 'href="tel:08001111"', "any adult you trust"):
        assert words in page
    assert "<form" not in page
    assert "<script" not in page


def test_nothing_of_young_readers_is_public_but_how_many_they_were(by, told, client):
    version = told[2]
    said = {"on": DAY, "band": "8_to_10", "role": "care", "said": "My carer Whooper read it.", "agrees": "yes"}
    children.add_review(by=by, version=version, readers=3, **said)
    page = client.get(reverse("children:public", args=[version.ref])).content.decode()
    assert "3 young people have read" in page
    assert "Whooper" not in page
    assert "child in care" not in page


def test_what_was_changed_is_public_only_with_a_release_and_never_with_an_identity(by, told, client):
    version = told[2]
    said = {"on": DAY, "band": "8_to_10", "role": "care", "said": "Hm.", "agrees": "yes"}
    review = children.add_review(by=by, version=version, **said)
    children.say_changed(by=by, review=review, changed="We took out what child AB said.")
    page = reverse("children:public", args=[version.ref])
    assert "child AB" not in client.get(page).content.decode()
    with pytest.raises(NotDone, match="looks like"):
        children.release(by=by, version=version, reason="It is needed all the same.")
    children.say_changed(by=by, review=review, changed="We took out a hard word.")
    children.release(by=by, version=version, reason="It is needed all the same.")
    assert "We took out a hard word." in client.get(page).content.decode()
