"""H44: somebody who must not be named is, by what a partnership publishes; or it stays out after it was taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from paramountcy.web.guidance.meetings.models import Stage
from tests.web.access.reader import Reader, days, told
from tests.web.guidance.conftest import partnership
from tests.web.guidance.publishing.world import PUBLISHED, meeting_with_notes, step
from tests.web.guidance.test_matrix import APPS, addresses
from tests.web.guidance.test_public_forms import open_pages

__all__ = ["partnership"]
pytestmark = pytest.mark.django_db
NAME = "Whooper"


def everything_public(meeting):
    """Every page of guidance that anybody may enter without a reference, and those of one meeting: name and words."""
    for app in APPS:
        takes = addresses(app)
        for name in open_pages(app):
            if not takes[name]:
                yield f"{app}:{name}", Client().get(reverse(f"{app}:{name}"))
    for name, args in (
        ("meetings:public_one", [meeting.ref]),
        ("publishing:entry", ["notes", meeting.ref]),
        *(("publishing:draft_notes", [one.ref]) for one in meeting.drafts_out.all()),
    ):
        yield name, Client().get(reverse(name, args=args))


def shows(meeting):
    return {name for name, answer in everything_public(meeting) if not answer.streaming and NAME in told(answer)}


def test_a_name_that_is_withheld_is_on_no_public_page_of_any_room(partnership):
    officer, meeting = Reader(partnership.officer), meeting_with_notes(partnership)
    officer.post("publishing:publish_draft", meeting.ref)
    step(partnership, meeting, Stage.PUBLISHED, PUBLISHED)
    assert shows(meeting), "it is there before it is withheld"
    officer.post("publishing:withhold_of_notes", meeting.ref, words="Whitney Whooper", why="She is threatened.")
    assert shows(meeting) == set()


def test_what_was_taken_back_is_on_no_public_page_and_its_address_says_why(partnership):
    officer, meeting = Reader(partnership.officer), meeting_with_notes(partnership)
    step(partnership, meeting, Stage.PUBLISHED, PUBLISHED)
    officer.post("meetings:withdraw", meeting.ref, why="It named somebody.", **days("on", PUBLISHED))
    assert shows(meeting) == set()
    stone = Client().get(reverse("publishing:entry", args=["notes", meeting.ref]))
    assert (stone.status_code, "It named somebody." in told(stone)) == (410, True)


def test_what_is_not_agreed_or_confidential_was_never_there(partnership):
    meeting = meeting_with_notes(partnership)
    assert shows(meeting) == set()
    step(partnership, meeting, Stage.PUBLISHED, PUBLISHED)
    meeting.circle = partnership.circle
    meeting.save()
    assert shows(meeting) == set()
