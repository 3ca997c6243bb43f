"""What worries a reader goes in one click to those on duty, whole; the sender is told that it came, and no more."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.urls import reverse
from django.utils import timezone

from paramountcy.web.access.models import Entry, Notice
from paramountcy.web.guidance.groups import disclosures
from paramountcy.web.guidance.groups.disclosures import Passage
from paramountcy.web.guidance.worries.models import Handing, Step, Worry
from tests.web.access.reader import Reader, told

pytestmark = pytest.mark.django_db
WORDS = "My brother locks me in at night.\nPlease tell nobody at home."
REACH = "ask for me at the youth club"
PLACE = "A response to a consultation"


@pytest.fixture
def written(partnership, monkeypatch):
    """Something that anybody of the group may read, and hand on: here the group itself stands for it."""
    monkeypatch.setitem(
        disclosures.PASSAGES,
        "group",
        lambda one: Passage(PLACE, one.purpose, REACH, timezone.now() - timedelta(days=2)),
    )
    partnership.group.purpose = WORDS
    partnership.group.save()
    return partnership.group


def hand_over(reader, written):
    return reader.post("worries:hand_over", "group", written.ref)


def test_one_click_hands_over_the_whole_with_where_it_came_from_and_a_receipt(partnership, written):
    member, duty = Reader(partnership.member), Reader(partnership.duty)
    answer = hand_over(member, written)
    assert answer.status_code == 302
    worry = Worry.objects.get()
    assert (worry.text, worry.contact, worry.place, worry.source) == (WORDS, REACH, PLACE, f"group/{written.ref}")
    receipt = told(member.client.get(answer.url))
    assert "It was handed to those on duty, whole" in receipt
    assert "not yet: those on duty have been told" in receipt
    page = told(duty.get("worries:worry", worry.ref))
    for words in (*WORDS.splitlines(), REACH, PLACE, "Mabel Member", reverse("groups:group", args=[written.ref])):
        assert words in page or words == reverse("groups:group", args=[written.ref])


def test_those_on_duty_are_told_and_see_it_first(partnership, written):
    hand_over(Reader(partnership.member), written)
    assert Notice.objects.get(user=partnership.duty).about == "a worry was handed over"
    page = told(Reader(partnership.duty).get("access:first"))
    assert "to receive: somebody is worried about a child" in page
    assert "Overdue" not in page
    assert "to receive" not in told(Reader(partnership.officer).get("access:first"))


def test_after_an_hour_unreceived_it_is_overdue_in_words_and_in_red(partnership, written):
    hand_over(Reader(partnership.member), written)
    worry = Worry.objects.get()
    worry.handed_at -= timedelta(minutes=59)
    worry.save()
    duty = Reader(partnership.duty)
    assert "Overdue" not in told(duty.get("worries:inbox"))
    worry.handed_at -= timedelta(minutes=2)
    worry.save()
    for name in ("access:first", "worries:inbox"):
        page = told(duty.get(name))
        assert "more than an hour" in page
        assert "govuk-tag--red" in page
    assert "more than an hour ago" in told(duty.get("worries:worry", worry.ref))
    duty.post("worries:receive", worry.ref)
    for name in ("access:first", "worries:inbox"):
        assert "more than an hour" not in told(duty.get(name))


def test_the_sender_sees_who_received_it_and_when_and_not_what_was_done(partnership, written):
    member, duty = Reader(partnership.member), Reader(partnership.duty)
    hand_over(member, written)
    worry = Worry.objects.get()
    duty.post("worries:receive", worry.ref)
    duty.post("worries:step", worry.ref, what="police", words="Told the police at Northgate.")
    receipt = told(member.get("worries:receipt", worry.ref))
    assert "by Dora Duty" in receipt
    assert "police" not in receipt.lower()
    assert WORDS.splitlines()[0] not in receipt
    history = told(duty.get("worries:worry", worry.ref))
    assert "Told the police at Northgate." in history
    assert [one.what for one in Step.objects.all()] == ["received", "police"]


def test_whoever_acts_first_has_received_it_and_a_colleague_is_told_so(partnership, written):
    hand_over(Reader(partnership.member), written)
    worry = Worry.objects.get()
    duty = Reader(partnership.duty)
    duty.post("worries:step", worry.ref, what="rang", words="")
    assert [one.what for one in worry.steps.all()] == ["received", "rang"]
    answer = duty.post("worries:receive", worry.ref)
    assert "Dora Duty has received it already" in told(answer)
    assert worry.steps.count() == 2


def test_closing_needs_a_sentence_and_keeps_what_was_typed(partnership, written):
    hand_over(Reader(partnership.member), written)
    worry = Worry.objects.get()
    page = told(Reader(partnership.duty).post("worries:step", worry.ref, what="closed", words="done"))
    assert "Say in a sentence why there is nothing more to do here." in page
    assert ">done</textarea>" in page
    assert not worry.steps.exists()


def test_nobody_else_may_see_it_whatever_their_role(partnership, written):
    hand_over(Reader(partnership.member), written)
    ref = Worry.objects.get().ref
    for who in ("officer", "chair", "member", "named", "stranger", "outsider"):
        reader = Reader(getattr(partnership, who))
        assert reader.get("worries:inbox").status_code == 403, who
        for name in ("worries:worry", "worries:step"):
            assert reader.get(name, ref).status_code == 404, (who, name)
        assert reader.post("worries:receive", ref).status_code == 404
        assert reader.get("worries:receipt", ref).status_code == (200 if who == "member" else 404), who


def test_what_one_may_not_read_one_can_not_hand_over(partnership, written):
    stranger = Reader(partnership.stranger)
    assert hand_over(stranger, written).status_code == 404
    assert stranger.post("worries:hand_over", "person", partnership.person(partnership.chair).ref).status_code == 404
    assert stranger.post("worries:hand_over", "nothing", "abc").status_code == 404
    assert not Worry.objects.exists()


def test_a_kind_that_can_not_be_handed_on_is_not(partnership, written):
    circle = partnership.circle
    assert Reader(partnership.named).post("worries:hand_over", "circle", circle.ref).status_code == 404


def test_twice_is_once_and_another_reader_is_told_the_same(partnership, written):
    member, chair = Reader(partnership.member), Reader(partnership.chair)
    hand_over(member, written)
    hand_over(member, written)
    hand_over(chair, written)
    worry = Worry.objects.get()
    assert [one.by for one in Handing.objects.all()] == [partnership.member, partnership.chair]
    assert Notice.objects.filter(user=partnership.duty).count() == 1
    assert chair.get("worries:receipt", worry.ref).status_code == 200
    page = told(Reader(partnership.duty).get("worries:worry", worry.ref))
    assert "Charles Chair" in page


def test_words_that_changed_are_handed_over_anew_and_the_first_stay(partnership, written):
    member = Reader(partnership.member)
    hand_over(member, written)
    written.purpose = "It was a joke."
    written.save()
    hand_over(member, written)
    assert sorted(Worry.objects.values_list("text", flat=True)) == ["It was a joke.", WORDS]


def test_nothing_of_what_it_says_is_in_a_log_a_title_an_address_or_a_header(partnership, written, caplog):
    member, duty = Reader(partnership.member), Reader(partnership.duty)
    answers = [hand_over(member, written)]
    worry = Worry.objects.get()
    answers += [
        duty.post("worries:receive", worry.ref), duty.get("worries:worry", worry.ref), duty.get("worries:inbox"),
        duty.post("worries:step", worry.ref, what="note", words="Rang the youth club."),
        member.get("worries:receipts"), member.get("worries:receipt", worry.ref),
    ]  # fmt: skip
    aloud = [str(one.headers) + one.request["PATH_INFO"] for one in answers]
    aloud += [told(one).partition("<title>")[2].partition("</title>")[0] for one in answers]
    aloud += [str(vars(one)) for one in Entry.objects.all()]
    aloud += [caplog.text]
    for words in ("brother", "youth club", "nobody at home"):
        assert words not in " ".join(aloud).lower()
    assert "brother" not in told(answers[3]) + told(answers[5]) + told(answers[6])


def test_it_can_not_be_exported_or_closed_to_others(partnership, written):
    hand_over(Reader(partnership.member), written)
    page = told(Reader(partnership.duty).get("access:record", "worry", Worry.objects.get().ref))
    assert "neither printed nor taken away" in page


def test_a_public_form_shows_the_areas_own_number_first(tmp_path, settings):
    settings.DATA = tmp_path
    plain = disclosures.FromAnybody().helplines
    assert plain[0].name == "Childline"
    (tmp_path / "helplines.csv").write_text("name,number,checked\nAmbleford front door,01632 960 001,2026-11-01\n")
    disclosures.lines_of.cache_clear()
    assert [one.name for one in disclosures.FromAnybody().helplines][:2] == ["Ambleford front door", "Childline"]
    disclosures.lines_of.cache_clear()


def test_a_file_of_numbers_that_can_not_be_read_stops_the_start(tmp_path, settings):
    settings.DATA = tmp_path
    (tmp_path / "helplines.csv").write_text("name,number\nAmbleford front door,ask at the desk\n")
    disclosures.lines_of.cache_clear()
    with pytest.raises(SystemCheckError, match="can't be rung"):
        call_command("check")
    disclosures.lines_of.cache_clear()
