"""Whoever answers: nothing of whence is kept, what was typed stays, and one person can't fill it."""

import pytest
from django.test import Client
from django.urls import reverse

from paramountcy.web.access.models import Entry
from paramountcy.web.guidance.consultations.forms import LONGEST
from paramountcy.web.guidance.consultations.models import Answer, Response
from paramountcy.web.guidance.consultations.views import public as pages
from tests.web.access.reader import told
from tests.web.guidance.consultations.world import announced, it_is, make, officer_of, public, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(partnership):
    return officer_of(partnership)


@pytest.fixture
def one(officer):
    with it_is(2011, 10, 20):
        made = announced(officer)
    with it_is(2011, 11, 10):
        yield made


def test_the_form_says_who_reads_it_when_and_what_to_do_in_danger(one):
    page = told(Client().get(reverse("consultations:respond", args=[one.ref])))
    before = page.partition("<form")[0]
    for words in ("Who reads this:", "When:", "danger now", 'href="tel:999"', "Childline: 0800 1111", "check before"):
        assert words in before


def test_what_was_answered_is_kept_whole_and_the_thanks_name_its_reference(one):
    answer = send(one, q1="First line.\nSecond line.", q3=["Trends", "Narrative"], name="Ann Bird")
    made = Response.objects.get()
    assert [row.text.replace("\r", "") for row in made.answers.all()] == [
        "First line.\nSecond line.", "No", "Trends\nNarrative",
    ]  # fmt: skip
    assert (made.sector, made.asked.name) == ("health", "Health visitors")
    assert made.ref in told(Client().get(answer.url))
    assert "999" in told(Client().get(answer.url))


def test_whence_it_was_sent_and_who_is_signed_in_is_kept_nowhere(partnership, one):
    client = Client(REMOTE_ADDR="198.51.100.7")
    client.force_login(partnership.member)
    before = Entry.objects.count()
    send(one, client=client)
    lines = Entry.objects.filter(action="respond")
    assert lines.count() == 1
    assert Entry.objects.count() > before
    assert (lines[0].address, lines[0].user) == ("", "")
    for model in (Response, Answer):
        assert {row.history_user_id for row in model.history.all()} == {None}


def test_nothing_is_saved_where_something_is_wrong_and_what_was_typed_stays(one):
    answer = send(one, q1="All that I wanted to say.", consent="", name="Ann Bird")
    page = told(answer)
    assert "There is a problem" in page
    assert "All that I wanted to say.</textarea>" in page
    assert 'value="Ann Bird"' in page
    assert not Response.objects.exists()


def test_an_answer_as_long_as_a_book_is_not_taken_and_is_not_lost(one):
    page = told(send(one, q1="a" * (LONGEST + 1)))
    assert "is longer than 5,000 characters" in page
    assert "a" * (LONGEST + 1) in page
    assert not Response.objects.exists()


def test_an_answer_that_says_nothing_is_not_sent(one):
    assert "Answer at least one question." in told(send(one, q1=" ", q2="", q3=[]))
    assert not Response.objects.exists()


def test_pressing_twice_sends_once(one):
    first, second = send(one, once="a" * 32), send(one, once="a" * 32)
    assert first.url == second.url
    assert Response.objects.count() == 1


def test_one_address_can_not_fill_it_and_a_neighbour_still_can_answer(one, monkeypatch):
    monkeypatch.setattr(pages, "A_CLASSROOM", 3)
    here, there = Client(REMOTE_ADDR="198.51.100.7"), Client(REMOTE_ADDR="198.51.100.8")
    for _ in range(3):
        assert send(one, client=here).status_code == 302
    page = told(send(one, client=here, q1="My only copy."))
    assert "Too many answers have come in just now" in page
    assert "My only copy.</textarea>" in page
    assert send(one, client=there).status_code == 302
    assert Response.objects.count() == 4


def test_one_consultation_takes_so_many_in_a_day_and_no_more(one, monkeypatch):
    monkeypatch.setattr(pages, "MOST_A_DAY", 2)
    sent = [send(one, client=Client(REMOTE_ADDR=f"198.51.100.{n}")).status_code for n in range(3)]
    assert sent == [302, 302, 200]


def test_a_form_that_was_opened_in_time_and_sent_too_late_keeps_what_was_typed(one):
    with it_is(2011, 11, 24, 0, 0):
        page = told(send(one, q1="Written over three evenings."))
    assert "is not open now, so nothing was sent" in page
    assert "Written over three evenings.</textarea>" in page
    assert not Response.objects.exists()


def test_a_child_is_never_published_by_name(one):
    send(one, by_child="on", consent="named", name="Ann Bird", who="sector-children")
    assert Response.objects.get().consent == "unnamed"


def test_a_draft_one_that_is_kept_to_a_circle_and_one_withdrawn_take_no_answer(partnership, officer, one):
    draft = make(officer, title="Not out yet")
    for ref, status in ((draft.ref, 404), ("nowhere", 404)):
        assert Client().get(reverse("consultations:public_one", args=[ref])).status_code == status
        assert Client().post(reverse("consultations:respond", args=[ref]), {}).status_code == status
    officer.post("consultations:withdraw", one.ref, reason="It asked the wrong question.")
    assert "It asked the wrong question." in public(one)
    assert "is not open now" in told(send(one))
    one.circle = partnership.circle
    one.save()
    assert Client().get(reverse("consultations:public_one", args=[one.ref])).status_code == 404
    assert send(one).status_code == 404
    assert not Response.objects.exists()


def test_what_is_confidential_can_not_be_announced(partnership, officer):
    one = make(officer)
    one.circle = partnership.circle
    one.save()
    assert officer.post("consultations:announce", one.ref).status_code == 404
    assert one.title not in told(Client().get(reverse("consultations:public")))


def test_questions_stand_once_it_is_announced_and_other_dates_say_what_they_were(officer, one):
    page = told(officer.post("consultations:add_section", one.ref, title="More"))
    assert "make another consultation instead" in page
    answer = officer.post(
        "consultations:dates", one.ref, opens_on_day=2, opens_on_month=11, opens_on_year=2011, closes_on_day=30,
        closes_on_month=11, closes_on_year=2011, reason="A school holiday was forgotten.",
    )  # fmt: skip
    assert answer.status_code == 302, told(answer)
    page = public(one)
    assert "open from 2 November 2011 to 23 November 2011 and is open from 2 November 2011 to 30 November 2011" in page
    assert "A school holiday was forgotten." in page
