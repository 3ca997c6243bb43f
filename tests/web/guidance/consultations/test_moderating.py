"""Responses are held, looked at, published as their senders allow, and handed on where they worry a reader."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as read_docx

from paramountcy.web.guidance.children.models import Without
from paramountcy.web.guidance.consultations.models import Moderation, Response
from paramountcy.web.guidance.consultations.results import OTHERS
from paramountcy.web.guidance.worries.models import Worry
from tests.web.access.reader import Reader, told
from tests.web.guidance.consultations.world import announced, it_is, officer_of, public, publish, q, send

pytestmark = pytest.mark.django_db
SAID = "My brother Tom is at Mill Lane School and is hit there."
NOW, AFTER = (2011, 11, 10), (2011, 12, 1)


@pytest.fixture
def officer(partnership):
    return officer_of(partnership)


@pytest.fixture
def one(officer):
    with it_is(2011, 10, 20):
        return announced(officer)


def file_of(one, kind):
    return Client().get(reverse("consultations:public_file", args=[one.ref, kind]))


def test_nobody_but_moderators_reads_what_is_held(partnership, officer, one):
    with it_is(*NOW):
        send(one, q1="Only for you.")
        sent = Response.objects.get()
        for who in ("chair", "member", "named", "outsider", "duty"):
            reader = officer_of(partnership, who)
            assert reader.get("consultations:response", sent.ref).status_code == 404, who
            assert "Only for you." not in told(reader.get("consultations:consultation", one.ref))
        assert "Only for you." in told(officer.get("consultations:response", sent.ref))
        assert "to look at: responses to consultations" in told(officer.get("access:first"))
    with it_is(*AFTER):
        page = public(one)
        assert "Only for you." not in page
        assert "Still to be looked at" in page
        publish(officer, sent)
        assert "Only for you." in public(one)


def test_what_would_let_a_child_be_known_stops_until_somebody_has_looked(officer, one):
    with it_is(*NOW):
        send(one, q1=SAID)
        sent = Response.objects.get()
        assert "a name with a school" in told(officer.get("consultations:response", sent.ref))
        page = told(publish(officer, sent))
        assert "Take it out, or say that you have looked" in page
        assert not Moderation.objects.exists()
        answer = sent.answers.get(question=q(one, 1))
        cut = {f"answer_{answer.ref}": "My brother [name] is at [school] and is hit there."}
        publish(officer, sent, outcome="redact", reason="It named a child.", **cut)
    with it_is(*AFTER):
        page = public(one)
        assert "My brother [name] is at [school] and is hit there." in page
        assert "Words were taken out: It named a child." in page
        assert "Tom" not in page + told(file_of(one, "json"))


def test_a_moderator_takes_words_out_and_puts_none_in(officer, one):
    with it_is(*NOW):
        send(one, q1="I do not agree with this list.")
        sent = Response.objects.get()
        answer = sent.answers.get(question=q(one, 1))
        page = told(
            publish(officer, sent, outcome="redact", reason="To be kinder.", **{f"answer_{answer.ref}": "I like it."})
        )
        assert "there are words that were not written there" in page
        assert "Say why, in at least" in told(publish(officer, sent, outcome="withhold"))
        assert not Moderation.objects.exists()


def test_what_may_only_be_counted_is_counted_and_not_published(officer, one):
    with it_is(*NOW):
        send(one, q1="Between us.", consent="counted")
        sent = Response.objects.get()
        assert "wants it counted and not published" in told(publish(officer, sent))
        publish(officer, sent, outcome="withhold", reason="They asked for that.")
    with it_is(*AFTER):
        found = file_of(one, "json").json()
        assert (found["responses"]["counted"], found["questions"][1]["chosen"]["No"]) == (1, 1)
        assert "Between us." not in public(one) + str(found)


def test_every_decision_stays_and_the_last_one_stands(officer, one):
    with it_is(*NOW):
        send(one, q1="Too soon.")
        sent = Response.objects.get()
        publish(officer, sent)
        publish(officer, sent, outcome="withhold", reason="Its sender asked us to.")
        assert [row.outcome for row in sent.moderations.all()] == ["publish", "withhold"]
    with it_is(*AFTER):
        assert "Too soon." not in public(one)


def test_a_name_is_published_only_where_its_owner_said_so(officer, one):
    with it_is(*NOW):
        send(one, q1="Named.", name="Ann Bird", organisation="Swan Trust", consent="named", contact="01632 960 001")
        send(one, q1="Unnamed.", name="Bea Coot", organisation="Coot Trust")
        for sent in Response.objects.all():
            publish(officer, sent, looked="on")
    with it_is(*AFTER):
        page = public(one) + told(file_of(one, "json"))
        assert "Ann Bird, Swan Trust" in page
        assert "Unnamed." in page
        for words in ("Bea Coot", "Coot Trust", "01632"):
            assert words not in page


@pytest.mark.parametrize("children", [1, 5, 6])
def test_few_children_are_not_counted_apart(officer, one, children):
    with it_is(*NOW):
        for _ in range(children):
            send(one, by_child="on", who="sector-education")
        send(one)
        send(one, who="Social workers")
        for sent in Response.objects.all():
            publish(officer, sent)
    with it_is(*AFTER):
        found = file_of(one, "json").json()["responses"]["by_sector"]
        assert sum(found.values()) == children + 2
        if children > 5:
            assert found["children, young people and families"] == 6
        else:
            assert OTHERS in found
            assert children not in {n for name, n in found.items() if name != OTHERS} - {1}
            assert found[OTHERS] > children, "others stand with them, so that nothing is left by taking away"


def test_a_response_that_worries_goes_whole_to_the_front_door_in_one_click(partnership, officer, one):
    with it_is(*NOW):
        send(one, q1=SAID, name="Ann Bird", contact="the youth club", consent="counted", by_child="on")
        sent = Response.objects.get()
        page = told(officer.get("consultations:response", sent.ref))
        button = reverse("worries:hand_over", args=["consultation-response", sent.ref])
        assert f'action="{button}"' in page
        officer.client.post(button)
        worry = Worry.objects.get()
        assert SAID in worry.text
        assert worry.contact == "Ann Bird; under 18; the youth club"
        assert "Nobody has received it yet." in told(officer.get("consultations:response", sent.ref))
        duty = officer_of(partnership, "duty")
        duty.post("worries:receive", worry.ref)
        assert "by Dora Duty" in told(officer.get("consultations:response", sent.ref))


def test_the_response_goes_out_without_a_childrens_version_only_with_a_reason(officer, one):
    with it_is(*NOW):
        officer.post("consultations:write_reply", one.ref, we_asked="What?", you_said="Less.", we_did="We cut it.")
        first = one.replies.get()
        assert "People may still answer" in told(
            officer.post("consultations:publish_reply", first.ref, reason="Later.")
        )
    with it_is(*AFTER):
        page = told(officer.post("consultations:publish_reply", first.ref, reason=""))
        assert "There is no version for children and young people." in page
        assert "We cut it." not in public(one)
        officer.post("consultations:publish_reply", first.ref, reason="Young people are reading it first.")
        assert "We cut it." in public(one)
        assert "There is no version for children and young people yet." in public(one)
        assert Without.objects.get().about == f"consultation/{one.ref}"
        officer.post("consultations:write_reply", one.ref, we_asked="What?", you_said="Less.", we_did="We cut more.")
        assert "We cut more." not in public(one)
        assert [row.version for row in one.replies.all()] == [1, 2]


def test_the_files_open_again_and_hold_what_the_page_holds(officer, one):
    with it_is(*NOW):
        send(one, q1="=1+1 is what I think.")
        publish(officer, Response.objects.get())
        one.title = "Performance\x0binformation"
        one.save()
    with it_is(*AFTER):
        rows = list(csv.DictReader(io.StringIO(b"".join(file_of(one, "csv")).decode("utf-8-sig"))))
        assert rows[0]["Words or choice"] == "'=1+1 is what I think."
        assert [row["How many chose it"] for row in rows if row["Words or choice"] == "Trends"] == ["1"]
        document = read_docx(io.BytesIO(file_of(one, "docx").content))
        words = "\n".join(part.text for part in document.paragraphs)
        assert "=1+1 is what I think." in words
        assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Health", "1", "0"]
        assert file_of(one, "exe").status_code == 404


def test_principles_are_a_checklist_with_source_and_mark_and_a_history(officer, one):
    with it_is(*NOW):
        page = told(officer.get("consultations:consultation", one.ref))
        assert "Not said yet" in page
        assert "from knowledge, check before use" in page
        for kept, words in (("no", "It was half term."), ("yes", "We gave it a week more.")):
            officer.client.post(
                reverse("consultations:principle", args=[one.ref, "groups"]), {"kept": kept, "words": words}
            )
        page = told(officer.get("consultations:consultation", one.ref))
        assert "We gave it a week more." in page
        assert one.principles.count() == 2


def test_a_document_that_is_none_or_names_a_child_is_not_taken(partnership, officer, one):
    from django.core.files.uploadedfile import SimpleUploadedFile

    reader = Reader(partnership.officer)
    for name, content, says in (
        ("a.exe", b"MZ", "Give a PDF or a Word file"),
        ("a.docx", b"not a word file", "The file was not taken"),
    ):
        page = told(
            reader.post("consultations:add_document", one.ref, title="Read", file=SimpleUploadedFile(name, content))
        )
        assert says in page
    made = io.BytesIO()
    document = read_docx()
    document.add_paragraph("Her NHS number is 943 476 5919.")
    document.save(made)
    page = told(
        reader.post(
            "consultations:add_document", one.ref, title="Read", file=SimpleUploadedFile("a.docx", made.getvalue())
        )
    )
    assert "what looks like an NHS number" in page
    assert not one.documents.exists()
