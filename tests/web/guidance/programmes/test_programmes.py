"""The Word document of a programme opened again, what its actions refuse, and what is confidential."""

import io
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Refusal
from paramountcy.web.guidance.programmes import actions, examples, reads
from paramountcy.web.guidance.programmes.models import EventKind, Found, Outlook, Programme, State
from tests.web.guidance.conftest import organisation

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 2)
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def asks(partnership):
    return partnership.asks(partnership.officer)


@pytest.fixture
def programme(partnership, asks):
    made = actions.set_up(
        by=asks, group=partnership.group, title="Whooper swans", purpose="To keep them.", from_day=DAY
    )
    for name in ("Weir wardens", "Ministry of swans"):
        actions.join(by=asks, programme=made, organisation=organisation(name), from_day=DAY)
    return made


@pytest.fixture
def strand(asks, programme):
    owners = {one.ref: "warden" for one in programme.partners.all()}
    return actions.add_strand(by=asks, programme=programme, title="Whooper ice", owners=owners, from_day=DAY)


def event(asks, **more):
    expectation = {"outlook": Outlook.EXPECTED, "expected_on": None, "text": "Ponds.", "source": "Them", "on": DAY}
    return actions.note_event(by=asks, title="The Whooper Bill", kind=EventKind.BILL, expectation=expectation, **more)


def test_the_document_holds_the_strands_the_owners_and_what_it_waits_for(client, partnership, asks):
    examples.imagine(asks)
    client.force_login(partnership.officer)
    content = client.get(reverse("programmes:docx", args=[Programme.objects.get().ref])).content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        tree = ElementTree.fromstring(package.read("word/document.xml"))
    words = "\n".join("".join(one.itertext()) for one in tree.iter(f"{WORDS}p"))
    for told in (
        "Joint work programme of the Department of Health and the Department for Education",
        "Department for Education: safeguarding policy",
        "1 April 2012",
        "31 October 2011: Joint letter of the two departments (letter, signed by the ministers of both departments)",
        "depends on Health and Social Care Bill (happened: It became law on 27 March 2012.)",
        "The event changed: look whether this still fits.",
    ):
        assert told in words


def test_a_body_is_in_a_programme_once(asks, programme):
    with pytest.raises(NotDone, match="one of the bodies already"):
        actions.join(by=asks, programme=programme, organisation=programme.partners.first().organisation, from_day=DAY)


def test_what_belongs_to_another_programme_is_refused(partnership, asks, programme, strand):
    other = actions.set_up(by=asks, group=partnership.group, title="Other", purpose="Other.", from_day=DAY)
    milestone = actions.plan(by=asks, strand=strand, title="Ice", due=DAY)
    bill = event(asks)
    with pytest.raises(NotDone, match="strand of another programme"):
        actions.depend(by=asks, programme=other, event=bill, strand=strand, how="It does.")
    with pytest.raises(NotDone, match="milestone of another programme"):
        actions.depend(by=asks, programme=other, event=bill, milestone=milestone, how="It does.")
    with pytest.raises(NotDone, match="not one of this programme"):
        actions.own(by=asks, strand=strand, partner=actions.join(
            by=asks, programme=other, organisation=organisation("Third"), from_day=DAY
        ), from_day=DAY, office="warden")  # fmt: skip


def test_nothing_is_noted_of_a_day_to_come_or_without_its_reason(asks, strand):
    milestone = actions.plan(by=asks, strand=strand, title="Ice", due=DAY)
    tomorrow = reads.on_day(asks) + timedelta(days=1)
    with pytest.raises(NotDone, match="still to come"):
        actions.step(by=asks, milestone=milestone, state=State.DONE, on=tomorrow)
    with pytest.raises(NotDone, match="Say why"):
        actions.step(by=asks, milestone=milestone, state=State.DROPPED, on=DAY, reason="no")
    with pytest.raises(NotDone, match="still to come"):
        actions.expect(by=asks, event=event(asks), outlook=Outlook.PAUSED, text="x", source="y", on=tomorrow)


def test_members_read_and_do_not_change(partnership, programme, strand):
    member = partnership.asks(partnership.member)
    assert programme in member.readable("programme")
    assert programme not in partnership.asks(partnership.stranger).readable("programme")
    with pytest.raises(Refusal):
        actions.plan(by=member, strand=strand, title="Ice", due=DAY)


def test_a_confidential_programme_is_in_no_list_alert_export_or_page_of_others(client, partnership, asks, programme):
    bill = event(asks)
    programme.circle, programme.published = partnership.circle, True
    programme.save()
    bill.title = "A Bill"
    bill.save()
    for who, sees in ((partnership.officer, False), (partnership.member, False), (partnership.named, True)):
        client.force_login(who)
        for page in ("programmes", "export"):
            answer = client.get(reverse(f"programmes:{page}"))
            told = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert (b"Whooper" in told) is sees, page
        found = client.post(reverse("programmes:search"), {"words": "Whooper"}, follow=True).content
        assert (b"To keep" in found or b"Whooper swans" in found) is sees
    client.logout()
    assert b"Whooper" not in client.get(reverse("programmes:public")).content
    assert client.get(reverse("programmes:public_page", args=[programme.ref])).status_code == 404


def test_an_event_does_not_tell_of_confidential_programmes_nor_a_programme_of_confidential_events(
    client, partnership, asks, programme, strand
):
    bill = event(asks)
    actions.depend(by=asks, programme=programme, event=bill, strand=strand, how="It does.")
    actions.expect(by=asks, event=bill, outlook=Outlook.PAUSED, text="Paused.", source="Them", on=DAY)
    bill.title = "A Bill"
    bill.save()
    client.force_login(partnership.officer)
    programme.circle = partnership.circle
    programme.save()
    page = client.get(reverse("programmes:event", args=[bill.ref])).content.decode()
    assert "Whooper" not in page
    assert "Nothing that you may see depends on it." in page
    assert "1 to look at" not in client.get(reverse("programmes:events")).content.decode()
    programme.circle, programme.published = None, True
    programme.save()
    bill.circle, bill.title = partnership.circle, "A secret Bill"
    bill.save()
    for page, ref in (("programme", programme.ref), ("public_page", programme.ref)):
        assert "secret Bill" not in client.get(reverse(f"programmes:{page}", args=[ref])).content.decode()
    assert "1 to look at" not in client.get(reverse("programmes:programmes")).content.decode()


def test_looking_is_held_against_what_is_expected_now(asks, programme, strand):
    bill = event(asks)
    depends = actions.depend(by=asks, programme=programme, event=bill, strand=strand, how="It does.")
    assert actions.look(by=asks, dependence=depends, found=Found.FITS, reason="As it was planned.")
    newer = actions.expect(by=asks, event=bill, outlook=Outlook.PAUSED, text="Paused.", source="Them", on=DAY)
    assert [bool(one.flag) for one in reads.depends(asks, programme)] == [True]
    look = actions.look(by=asks, dependence=depends, found=Found.FITS, reason="It can wait as well.")
    assert look.expectation == newer
    assert [bool(one.flag) for one in reads.depends(asks, programme)] == [False]
