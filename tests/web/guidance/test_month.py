"""
A partnership's month over HTTP: last month's Word minutes, the tracker, the next agenda, whom to chase, new minutes.
"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paramountcy.web.guidance.groups.models import Group, Person
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.reading import reads
from paramountcy.web.guidance.reading.models import SourceDocument, Status
from paramountcy.web.guidance.tracker.models import Action, Decision
from tests.web.guidance.tracker.minutes import GROUP, LAST_MONTH, THIS_MONTH, minutes
from tests.web.guidance.tracker.world import ago, day

pytestmark = pytest.mark.django_db


def taken_over(client, content):
    """Send minutes, accept all that they say, the people as those who are known, and take it over."""
    client.post(reverse("reading:upload"), {"file": SimpleUploadedFile("minutes.docx", content)})
    document = SourceDocument.objects.order_by("-pk")[0]
    for part in reads.progress(document):
        client.post(reverse("reading:accept_certain", args=[document.ref, part.section]))
    for fact in reads.facts(document):
        if fact.status == Status.PROPOSED:
            people = reads.known_as(fact.now["name"]) if fact.kind == "person" else []
            said = {"same_as": people[0].ref} if people else {}
            client.post(reverse("reading:settle", args=[fact.ref, "accept"]), said)
    client.post(reverse("reading:take_over", args=[document.ref]))
    return document


def test_a_month_of_a_partnership(client, partnership):
    client.force_login(partnership.officer)
    last, this, later = ago(30), ago(2), ago(-28)
    taken_over(client, minutes(2, last, this, said=LAST_MONTH))

    # the tracker
    tracker = client.get(reverse("tracker:actions")).content.decode()
    assert "report on return interviews" in tracker
    assert "Ben Baker" in tracker
    assert "overdue" in tracker

    # the next agenda has the open actions and the question that returns
    group = Group.objects.get(name=GROUP)
    following = Meeting.objects.get(group=group, day=this)
    agenda = client.get(reverse("meetings:meeting", args=[following.ref])).content.decode()
    assert "report on return interviews" in agenda
    assert "Carol Cooper" in agenda
    question = Decision.objects.get(source__endswith="#2.2")
    assert question.question in agenda

    # whom to chase, and what they answer
    letter = client.get(reverse("tracker:chaser", args=["all", "txt"])).content.decode()
    assert "Ben Baker" in letter
    report = Action.objects.get(source__endswith="#2.1")
    said = {"state": "done", "text": "It was given to the group.", **day("on", this)}
    client.post(reverse("tracker:update", args=[report.ref]), said)
    assert "return interviews" not in client.get(reverse("tracker:chaser", args=["all", "txt"])).content.decode()

    # new minutes of the meeting that was planned: nobody and nothing is there twice
    people = Person.objects.count()
    taken_over(client, minutes(3, this, later, said=THIS_MONTH))
    assert Person.objects.count() == people
    assert [one.day for one in group.meetings.order_by("day")] == [last, this, later]
    following.refresh_from_db()
    assert following.number == 3
    new = Action.objects.get(meeting=following)
    assert new.person.name == "Carol Cooper"
    pack = client.get(reverse("tracker:pack", args=[group.ref])).content.decode()
    assert "ask schools for their views" in pack

    # and the one after it has what is open then
    after = Meeting.objects.get(group=group, day=later)
    agenda = client.get(reverse("meetings:meeting", args=[after.ref])).content.decode()
    assert "ask schools for their views" in agenda
    assert "report on return interviews" not in agenda
    assert later - this == timedelta(days=30)
