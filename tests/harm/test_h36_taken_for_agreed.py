"""
H36: what a machine read in notes is taken for what a group agreed.

Nothing is chosen beforehand, nothing is in a meeting or the action log until a person accepted it and pressed to take
it over; what they refused is nowhere; what was inconclusive is never shown as agreed.
"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paramountcy.web.guidance.groups.models import Organisation, Person
from paramountcy.web.guidance.meetings.models import Attendance, Item, Line, Meeting
from paramountcy.web.guidance.reading import reads
from paramountcy.web.guidance.reading.models import SourceDocument, Status
from paramountcy.web.guidance.tracker.models import Action, Decision, Outcome
from tests.web.guidance import conftest as guidance

pytestmark = pytest.mark.django_db
partnership = guidance.partnership
NOTES = b"""Swan Safety Group
Second meeting: 3 November 2025, 15:00-17:00 - Notes of Meeting

Present
Anna Archer\tChair, River Trust
Ben Baker\tWarden, Weir Board

Item 1: Welcome

1.1 Anna Archer welcomed everyone.

Item 2: The weir

2.1 Ben Baker agreed to count the swans by 1 December 2025.

2.2 The discussion of a fence was inconclusive. Ben Baker will bring a paper to the next meeting.

Date of next meeting

The next meeting will take place on Monday 1 December 2025, 15:00-17:00.
"""
ROWS = (Meeting, Item, Line, Attendance, Action, Decision, Organisation)


@pytest.fixture
def document(client, partnership):
    client.force_login(partnership.officer)
    client.post(reverse("reading:upload"), {"file": SimpleUploadedFile("notes.txt", NOTES)})
    return SourceDocument.objects.get()


def press(client, fact, verdict):
    return client.post(reverse("reading:settle", args=[fact.ref, verdict]))


def count():
    return [one.objects.count() for one in ROWS], Person.objects.count()


def test_reading_and_accepting_make_no_row_of_anything(client, partnership, document):
    before = count()
    facts = reads.facts(document)
    assert {one.kind for one in facts} >= {"day", "person", "paragraph", "action", "decision", "next"}
    for fact in facts:
        press(client, fact, "accept")
    assert count() == before
    client.post(reverse("reading:take_over", args=[document.ref]))
    assert count() != before


def test_what_nobody_looked_at_and_what_was_refused_is_taken_nowhere(client, partnership, document):
    for fact in reads.facts(document):
        if fact.kind not in ("action", "decision"):
            press(client, fact, "accept")
        elif fact.kind == "decision":
            press(client, fact, "refuse")
    client.post(reverse("reading:take_over", args=[document.ref]))
    assert Line.objects.exists()
    assert not Action.objects.exists()
    assert not Decision.objects.exists()


def test_no_box_is_ticked_beforehand_and_one_press_accepts_only_what_is_certain(client, partnership, document):
    for part in reads.progress(document):
        words = client.get(reverse("reading:section", args=[document.ref, part.section])).content.decode()
        assert not re.search(r"<input[^>]*\b(checked|selected)\b", words)
        client.post(reverse("reading:accept_certain", args=[document.ref, part.section]))
    settled = [one for one in reads.facts(document) if one.status != Status.PROPOSED]
    assert settled
    assert {one.confidence for one in settled} == {"certain"}
    assert not {"action", "decision"} & {one.kind for one in settled}


def test_without_the_day_nothing_is_taken_over_and_it_says_why(client, partnership, document):
    press(client, next(one for one in reads.facts(document) if one.kind == "action"), "accept")
    words = client.post(reverse("reading:take_over", args=[document.ref])).content.decode()
    assert "Accept or correct the day of the meeting first" in words
    assert not Action.objects.exists()


def test_what_was_inconclusive_is_never_agreed(client, partnership, document):
    for fact in reads.facts(document):
        press(client, fact, "accept")
    client.post(reverse("reading:take_over", args=[document.ref]))
    outcome = Outcome.objects.get(decision__source__endswith="#2.2")
    assert outcome.result == "inconclusive"
    words = client.get(reverse("tracker:decision", args=[outcome.decision.ref])).content.decode()
    assert "Inconclusive" in words
    assert "Agreed" not in words
