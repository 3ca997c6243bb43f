"""
S2 over HTTP: a file of notes is read, looked at beside its source, accepted fact by fact, and taken over.

It works where the hand-read answers to the two seeds are there in the database once everything was accepted: counts,
names, dates. Until then nothing of it is in a meeting or in the action log.
"""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paramountcy.web.guidance.groups.models import Group, Person
from paramountcy.web.guidance.meetings.models import Attendance, Item, Line, Mark, Meeting
from paramountcy.web.guidance.reading import actions, reads, taking
from paramountcy.web.guidance.reading.models import Fact, SourceDocument, Status
from paramountcy.web.guidance.tracker import reads as tracker
from paramountcy.web.guidance.tracker.models import Action, Decision

pytestmark = pytest.mark.django_db
SEEDS = {"000": "000_6d80e2a442d05773.txt", "004": "004_51b558e202365cd6.txt"}
SAME = ("Corinne May-Chahal", "Jeanette Pugh", "Jo Webber")


@pytest.fixture
def officer(client, partnership):
    client.force_login(partnership.officer)
    return client


@pytest.fixture
def by(partnership):
    return partnership.asks(partnership.officer)


def send(client, content, name="notes.txt", **said):
    """Send a file, and the page that it ends on."""
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("reading:upload"), {"file": file, **said}, follow=True)


def seed(shared, name):
    return (shared / "seeds" / SEEDS[name]).read_bytes()


def answers(shared, name):
    return json.loads((shared / "expected" / f"expected_{name}.json").read_text(encoding="utf-8"))


def accept_all(by, document, *, known="new"):
    """Accept every fact: what is certain by one press a section, the rest one by one."""
    for part in reads.progress(document):
        actions.accept_certain(by=by, document=document, section=part.section)
    for fact in reads.facts(document):
        if fact.status == Status.PROPOSED:
            people = reads.known_as(fact.now["name"]) if fact.kind == "person" else []
            said = {"same_as": people[0]} if people and known == "same" else {"new": True}
            actions.accept(by=by, fact=fact, **said)


def taken(by, content, *, name="notes.txt", known="new"):
    document, _ = actions.take_file(by=by, content=content, name=name)
    accept_all(by, document, known=known)
    taking.take_over(by=by, document=document)
    return document


def places(meeting):
    """The text of each line of a meeting by its number."""
    lines = Line.objects.filter(item__meeting=meeting).select_related("parent")
    return {".".join(filter(None, (one.parent.number if one.parent else "", one.number))): one for one in lines}


def test_nothing_is_anywhere_until_it_is_accepted_and_taken_over(officer, by, shared):
    answer = send(officer, seed(shared, "004"))
    assert "Nothing is taken over before you accept it." in answer.content.decode()
    document = SourceDocument.objects.get()
    everywhere = (Meeting, Item, Line, Attendance, Action, Decision)
    accept_all(by, document)
    people = Person.objects.count()
    assert [one.objects.count() for one in everywhere] == [0] * len(everywhere)
    assert not Group.objects.filter(name__startswith="Working Together").exists()
    officer.post(reverse("reading:take_over", args=[document.ref]))
    assert Person.objects.count() == people + 35
    assert [one.objects.exists() for one in everywhere] == [True] * len(everywhere)


@pytest.mark.parametrize("name", ["000", "004"])
def test_the_hand_read_answers_are_in_the_database_once_all_is_accepted(by, shared, name):
    expected = answers(shared, name)
    meeting = taken(by, seed(shared, name)).meeting
    assert meeting.group.name == expected["group"]
    assert meeting.number == expected["meeting_number"]
    assert meeting.day.isoformat() == expected["date"]
    assert (meeting.start.isoformat("minutes") if meeting.start else None) == expected["start"]
    assert (meeting.end.isoformat("minutes") if meeting.end else None) == expected["end"]
    assert (meeting.issued_by or None) == expected["issued_by"]
    assert (meeting.issued_on.isoformat() if meeting.issued_on else None) == expected["issued_on"]
    there = list(meeting.attendances.filter(presence="present").select_related("person", "stands_for"))
    assert [one.person.name for one in there] == [one["name"] for one in expected["attendees"]]
    assert [one.capacity for one in there] == [one["capacity"] for one in expected["attendees"]]
    assert [one.role or None for one in there] == [one.get("role") for one in expected["attendees"]]
    assert [one.label or None for one in there] == [one.get("table_label") for one in expected["attendees"]]
    excused = meeting.attendances.filter(presence="apologies")
    assert [one.person.name for one in excused] == [one["name"] for one in expected["apologies"]]
    chair = next(one for one in there if one.capacity == "chair")
    assert chair.person.name == expected["chair"]
    deputies = [(one.person.name, one.stands_for.name) for one in there if one.stands_for]
    assert deputies == [(one["deputy"], one["for"]) for one in expected.get("deputies", [])]
    items = [(one.number, one.title) for one in meeting.items.filter(number__isnull=False)]
    assert items == [(one["number"], one["title"]) for one in expected["items"]]
    noted = places(meeting)
    assert {number: noted[number].text for number in expected["paragraphs"]} == expected["paragraphs"]
    following = Meeting.objects.get(group=meeting.group, day__gt=meeting.day)
    meets = expected["next_meeting"]
    assert (following.day.isoformat(), following.start.isoformat("minutes"), following.end.isoformat("minutes")) == (
        meets["date"], meets["start"], meets["end"]
    )  # fmt: skip


@pytest.mark.parametrize("name", ["000", "004"])
def test_points_actions_and_decisions_are_those_of_the_answers(by, shared, name):
    expected = answers(shared, name)
    document = taken(by, seed(shared, name))
    meeting = document.meeting
    noted = places(meeting)
    for number, points in expected.get("lists", {}).items():
        for point in points:
            assert noted[f"{number}.{point['label']}"].text == point["text"]
    headings = Line.objects.filter(item__meeting=meeting, mark=Mark.HEADING, number__startswith="R")
    assert [one.text for one in headings] == [one["heading"] for one in expected.get("recommendations", [])]
    for heading, talk in zip(headings, expected.get("recommendations", []), strict=True):
        assert [one.text for one in heading.points.all()] == [one["text"] for one in talk["points"]]
    rows = tracker.dated(Action.objects.filter(meeting=meeting))
    found = sorted((one.source.partition("#")[2], one.owner_words, str(one.due_day or ""), one.kind) for one in rows)
    wanted = sorted((one["from"], one["who"], one["by"] or "", one["type"]) for one in expected["actions"])
    assert [one[0::2] for one in found] == [one[0::2] for one in wanted]
    assert [one[3] for one in found] == [one[3] for one in wanted]
    decided = tracker.outcomes_of(Decision.objects.filter(meeting=meeting)).order_by("pk")
    told = [(one.source.partition("#")[2], one.result, one.strength or None, str(one.returns_day or "") or None)
            for one in decided]  # fmt: skip
    assert told == [(one["from"], one["outcome"], one.get("strength"), one.get("returns")) for one in
                    expected["decisions"]]  # fmt: skip
    counted = {kind: Fact.objects.filter(kind=kind).exclude(became="").count() for kind in ("question", "event")}
    assert counted["event"] == expected["counts"]["events_mentioned"]
    assert counted["question"] == expected["counts"].get("open_questions", 0)


def test_jonathans_action_is_due_at_the_next_meeting_and_moves_with_it(officer, by, shared):
    taken(by, seed(shared, "004"))
    action = Action.objects.get(source__endswith="#4.2")
    assert action.person.name == "Jonathan Bacon"
    page = reverse("tracker:action", args=[action.ref])
    assert "6 December 2011" in officer.get(page).content.decode()
    following = Meeting.objects.get(day=date(2011, 12, 6))
    following.day = date(2011, 12, 13)
    following.save()
    assert "13 December 2011" in officer.get(page).content.decode()
    inconclusive = Decision.objects.get(source__endswith="#5.2")
    assert [one.result for one in inconclusive.outcomes.all()] == ["inconclusive"]


def test_people_of_the_second_notes_are_offered_as_the_same_and_never_put_together(officer, by, shared):
    taken(by, seed(shared, "000"))
    send(officer, seed(shared, "004"))
    document = SourceDocument.objects.order_by("-pk")[0]
    section = reverse("reading:section", args=[document.ref, "people"])
    words = officer.get(section).content.decode()
    offered = [one.now["name"] for one in reads.facts(document, "people") if reads.known_as(one.now["name"])]
    assert sorted(offered) == sorted(SAME)
    assert words.count("Somebody here has that name.") == 3
    officer.post(reverse("reading:accept_certain", args=[document.ref, "people"]))
    left = [one for one in reads.facts(document, "people") if one.status == Status.PROPOSED]
    assert sorted(one.now["name"] for one in left) == sorted(SAME)
    refused = officer.post(reverse("reading:settle", args=[left[0].ref, "accept"]))
    assert "say whether it is them, or somebody new" in refused.content.decode()
    before = Person.objects.count()
    accept_all(by, document, known="same")
    officer.post(reverse("reading:take_over", args=[document.ref]))
    assert Person.objects.count() == before + 35 - 3
    corinne = Person.objects.get(name="Corinne May Chahal")
    assert corinne.attendances.count() == 2


def test_the_same_file_twice_makes_one_meeting(officer, by, shared):
    first = taken(by, seed(shared, "004"))
    again = send(officer, seed(shared, "004"), "copy.txt")
    assert "This file was read before" in again.content.decode()
    assert SourceDocument.objects.get() == first
    assert Meeting.objects.filter(day=first.meeting.day).count() == 1
    before = [one.objects.count() for one in (Meeting, Line, Action, Decision, Attendance, Person)]
    officer.post(reverse("reading:take_over", args=[first.ref]))
    assert [one.objects.count() for one in (Meeting, Line, Action, Decision, Attendance, Person)] == before


def test_a_corrected_file_keeps_what_was_settled_and_shows_the_difference(officer, by, shared):
    first = taken(by, seed(shared, "004"))
    fact = next(one for one in reads.facts(first) if one.path == "action/4.2")
    fixed = {"text": "Say what the trials found.", "owner": "Jonathan Bacon", "action_kind": "agreed_action",
             "due_next": "on", "due_words": ""}  # fmt: skip
    assert officer.post(reverse("reading:fix", args=[fact.ref]), fixed).status_code == 302
    officer.post(reverse("reading:take_over", args=[first.ref]))
    changed = seed(shared, "004").replace(b"6.1 Two items were discussed under AOB:", b"6.1 Two matters were raised:")
    words = send(officer, changed, "corrected.txt").content.decode()
    second = SourceDocument.objects.order_by("-pk")[0]
    assert second.follows == first
    assert second.meeting == first.meeting
    assert "1 to look at" in words
    left = [one for one in reads.facts(second) if one.status == Status.PROPOSED]
    assert [one.path for one in left] == ["paragraph/6.1"]
    notes = officer.get(reverse("reading:section", args=[second.ref, "notes"])).content.decode()
    assert "Before, it was: Two items were discussed under AOB:" in notes
    kept = next(one for one in reads.facts(second) if one.path == "action/4.2")
    assert kept.now["text"] == "Say what the trials found."
    before = [one.objects.count() for one in (Meeting, Line, Action, Decision, Attendance, Person)]
    officer.post(reverse("reading:settle", args=[left[0].ref, "accept"]))
    officer.post(reverse("reading:take_over", args=[second.ref]))
    assert [one.objects.count() for one in (Meeting, Line, Action, Decision, Attendance, Person)] == before
    assert places(first.meeting)["6.1"].text == "Two matters were raised:"
    assert Action.objects.get(source__endswith="#4.2").what == "Say what the trials found."


def test_what_is_refused_is_taken_nowhere_and_what_stands_under_it_is_left_and_said(officer, by, shared):
    send(officer, seed(shared, "004"))
    document = SourceDocument.objects.get()
    paths = ("paragraph/2.1", "action/3.2")
    accept_all(by, document)
    for fact in reads.facts(document):
        if fact.path in paths:
            officer.post(reverse("reading:settle", args=[fact.ref, "refuse"]))
    answer = officer.post(reverse("reading:take_over", args=[document.ref]), follow=True).content.decode()
    assert "stands under something that was not accepted" in answer
    assert not Action.objects.filter(source__endswith="#3.2").exists()
    assert Action.objects.count() == 9
    assert "2.1" not in places(Meeting.objects.get(day=date(2011, 11, 3)))
