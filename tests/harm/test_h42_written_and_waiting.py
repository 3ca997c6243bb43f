"""H42: a child writes into a public form that they are being hurt, and nobody who could help reads it in time."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from paramountcy.web.guidance.consultations.models import Response
from paramountcy.web.guidance.worries.models import Worry
from tests.web.access.reader import told
from tests.web.guidance.conftest import partnership
from tests.web.guidance.consultations.world import announced, it_is, officer_of, send

__all__ = ["partnership"]
pytestmark = pytest.mark.django_db
SAID = "He hits me when mum is at work."


def test_they_are_told_before_they_write_whom_to_ring_now_and_told_again_after(partnership):
    with it_is(2011, 11, 2):
        one = announced(officer_of(partnership))
        before = told(Client().get(reverse("consultations:respond", args=[one.ref]))).partition("<form")[0]
        after = told(Client().get(send(one, q1=SAID).url))
    for page in (before, after):
        assert "999" in page
        assert "0800 1111" in page
    assert "Nobody may read it today or tomorrow" in before


def test_whoever_reads_it_hands_it_over_in_one_click_and_an_hour_of_silence_is_seen(partnership):
    with it_is(2011, 11, 2, 12) as at:
        officer, duty = officer_of(partnership), officer_of(partnership, "duty")
        one = announced(officer)
        send(one, q1=SAID, consent="counted", by_child="on")
        sent = Response.objects.get()
        officer.sit_down()
        officer.client.post(reverse("worries:hand_over", args=["consultation-response", sent.ref]))
        worry = Worry.objects.get()
        assert (SAID in worry.text, worry.handed_at) == (True, at)
        assert "Overdue" not in told(duty.get("access:first"))
    later = at + timedelta(hours=1, minutes=1)
    with it_is(*later.timetuple()[:5]):
        page = told(duty.get("access:first"))
        assert "Overdue" in page
        assert "govuk-tag--red" in page
        duty.post("worries:receive", worry.ref)
        assert "Overdue" not in told(duty.get("access:first"))
        assert "by Dora Duty" in told(officer.get("worries:receipt", worry.ref))


def test_nothing_that_moderators_do_later_takes_it_from_those_on_duty(partnership):
    with it_is(2011, 11, 2):
        officer, duty = officer_of(partnership), officer_of(partnership, "duty")
        one = announced(officer)
        send(one, q1=SAID)
        sent = Response.objects.get()
        officer.sit_down()
        officer.client.post(reverse("worries:hand_over", args=["consultation-response", sent.ref]))
        officer.post("consultations:moderate", sent.ref, outcome="withhold", reason="It is no answer to this.")
        officer.post("consultations:withdraw", one.ref, reason="It asked the wrong question.")
        assert SAID in told(duty.get("worries:worry", Worry.objects.get().ref))
