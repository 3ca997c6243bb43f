"""
S18 works: a consultation of 2 to 23 November 2011 opens and closes by itself; feedback from a network's event is
counted apart from individual responses; a response overdue after 12 weeks is flagged; professions with none are listed.
"""

from datetime import UTC, date

import pytest
from django.test import Client
from django.urls import reverse

from paramountcy.web.guidance.consultations.models import Response
from tests.web.access.reader import days, told
from tests.web.guidance.consultations.world import announced, it_is, officer_of, public, publish, q, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(partnership):
    return officer_of(partnership)


@pytest.fixture
def one(officer):
    with it_is(2011, 10, 20):
        return announced(officer)


def test_it_opens_and_closes_by_itself_at_midnight_in_london(one):
    for moment, is_open in (
        ((2011, 11, 1, 23, 59, 59), False),
        ((2011, 11, 2, 0, 0, 0), True),
        ((2011, 11, 23, 23, 59, 59), True),
        ((2011, 11, 24, 0, 0, 0), False),
    ):
        with it_is(*moment):
            before = Response.objects.count()
            page = public(one)
            assert ("Answer now" in page) is is_open, moment
            answer = send(one)
            assert (answer.status_code == 302) is is_open, moment
            assert Response.objects.count() - before == int(is_open)


@pytest.mark.parametrize(
    ("opens", "closes", "moments"),
    [
        # Clocks go forward on 27 March 2011: midnight as it begins is 00:00 UTC, as it ends 23:00 UTC.
        (date(2011, 3, 27), date(2011, 3, 27), (((2011, 3, 26, 23, 59), False), ((2011, 3, 27, 0, 0), True),
                                               ((2011, 3, 27, 22, 59), True), ((2011, 3, 27, 23, 0), False))),
        # Clocks go back on 30 October 2011: it begins at 23:00 UTC the day before, and lasts 25 hours.
        (date(2011, 10, 30), date(2011, 10, 30), (((2011, 10, 29, 22, 59), False), ((2011, 10, 29, 23, 0), True),
                                                 ((2011, 10, 30, 23, 59), True), ((2011, 10, 31, 0, 0), False))),
    ],
)  # fmt: skip
def test_the_day_is_londons_when_the_clocks_change(officer, opens, closes, moments):
    with it_is(2011, 1, 3):
        short = announced(officer, opens=opens, closes=closes)
    for moment, is_open in moments:
        with it_is(*moment, zone=UTC):
            assert ("Answer now" in public(short)) is is_open, moment


def test_what_is_heard_at_an_event_is_counted_apart_from_individual_responses(officer, one):
    with it_is(2011, 11, 10):
        send(one)
        send(one, who="Social workers")
        for response in Response.objects.all():
            publish(officer, response)
        answer = officer.post(
            "consultations:add_event", one.ref, title="Forum of practice nurses", host="Practice nurses’ network",
            permission="publish", came_health="31", came_voluntary="4", **days("day", date(2011, 11, 8)),
        )  # fmt: skip
        assert answer.status_code == 302, told(answer)
        event = one.events.get()
        officer.post(
            "consultations:add_feedback", event.ref, question=q(one, 1).ref, text="Count waits for a health visit."
        )
    with it_is(2011, 11, 24):
        found = Client().get(reverse("consultations:public_file", args=[one.ref, "json"])).json()
        assert found["responses"]["counted"] == 2
        assert found["responses"]["by_sector"] == {"local authority": 1, "health": 1}
        assert found["events"] == {"number": 1, "came": 35, "by_sector": {"health": 31, "voluntary and community": 4}}
        assert found["questions"][0]["answered"] == 2
        assert [len(found["questions"][0][key]) for key in ("published", "heard_at_events")] == [2, 1]
        page = public(one)
        assert "35 people at 1 event" in page
        assert "Heard at events, counted apart" in page


def test_a_response_that_is_not_published_after_12_weeks_is_flagged(officer, one):
    with it_is(2012, 2, 15, 23, 59):
        assert "overdue" not in told(officer.get("consultations:consultation", one.ref))
        assert "is due by 15 February 2012" in public(one)
    with it_is(2012, 2, 16, 0, 0):
        assert "it is 1 day overdue" in told(officer.get("consultations:consultation", one.ref))
        assert "Our response was due on 15 February 2012. It is 1 day late." in public(one)
        assert "Response overdue by 1 day" in told(officer.get("consultations:consultations"))
        assert "and is 1 day late" in told(officer.get("access:first"))
        officer.post("consultations:why_late", one.ref, reason="The new list waits for the ministers.")
        assert "The new list waits for the ministers." in public(one)
    with it_is(2012, 2, 20):
        officer.post(
            "consultations:write_reply", one.ref, we_asked="What to collect.", you_said="Less.", we_did="We cut it."
        )
        reply = one.replies.get()
        officer.post("consultations:publish_reply", reply.ref, reason="Young people are reading it first.")
        page = public(one)
        assert "Our response was due" not in page
        assert "We cut it." in page
        assert "overdue" not in told(officer.get("consultations:consultation", one.ref))


def test_professions_with_no_response_are_listed(officer, one):
    with it_is(2011, 11, 10):
        send(one, who="Health visitors")
        send(one, who="Social workers", consent="counted")
        first, second = Response.objects.all()
        publish(officer, first)
        publish(officer, second, outcome="withhold", reason="They want it counted only.")
    with it_is(2011, 12, 1):
        page = public(one)
        silent = page.partition("Asked, and no response came from:")[2].partition("</ul>")[0]
        assert "Ambulance crews" in silent
        assert "Health visitors" not in silent
        assert "Social workers" not in silent
