"""Letters and other documents: agreed before published, or marked; names withheld; taken back with a reason."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as new_docx

from paramountcy.web.guidance.groups.identity import kinds_found
from paramountcy.web.guidance.meetings.withheld import left_of
from paramountcy.web.guidance.publishing.models import Document
from tests.web.access.reader import Reader, days, told
from tests.web.guidance.publishing.world import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(partnership):
    return Reader(partnership.officer)


def add(officer, *, text="We write to say that Whitney Whooper leads it.", **said):
    answer = officer.post(
        "publishing:add_document", kind="letter", title="A joint letter", text=text, **days("of_day", DAY), **said
    )
    assert answer.status_code == 302, told(answer)
    return Document.objects.get()


def public(one):
    return Client().get(reverse("publishing:public_document", args=[one.ref]))


def word_file(words):
    made = io.BytesIO()
    document = new_docx()
    document.add_paragraph(words)
    document.save(made)
    return SimpleUploadedFile("letter.docx", made.getvalue())


def test_a_letter_is_agreed_before_it_is_published_or_marked_as_a_draft(officer):
    one = add(officer)
    assert "It is not agreed yet" in told(officer.post("publishing:publish", one.ref))
    assert public(one).status_code == 404
    officer.post("publishing:publish", one.ref, as_draft="on")
    page = told(public(one))
    assert "This is a draft. It has not been agreed, and may change." in page
    officer.post("publishing:agree", one.ref, **days("on", DAY))
    officer.post("publishing:publish", one.ref)
    page = told(public(one))
    assert "This is a draft" not in page
    assert page.count("3 November 2011") == 2
    assert [step.stage for step in one.steps.all()] == ["draft", "agreed", "published"]


def test_a_name_is_left_out_of_words_and_a_file_with_it_is_not_given_out(officer):
    one = add(officer, file=word_file("Whitney Whooper leads it."))
    officer.post("publishing:agree", one.ref, **days("on", DAY))
    officer.post("publishing:publish", one.ref)
    file = reverse("publishing:public_file", args=[one.ref])
    assert Client().get(file).content[:2] == b"PK"
    officer.post("publishing:withhold_of_document", one.ref, words="Whitney Whooper", why="She was threatened.")
    assert "Whooper" not in told(public(one))
    assert Client().get(file).status_code == 404
    officer.post("publishing:withdraw", one.ref, reason="It named somebody.")
    assert "The file holds a name that is withheld" in told(officer.post("publishing:publish", one.ref))


def test_a_surname_that_is_left_of_a_withheld_name_is_shown_and_looked_at(officer):
    one = add(officer, text="Whitney Whooper leads it. Mr Whooper is reached at the council. She left whooping.")
    officer.post("publishing:agree", one.ref, **days("on", DAY))
    officer.post("publishing:withhold_of_document", one.ref, words="Whitney Whooper", why="She was threatened.")
    page = told(officer.get("publishing:document", one.ref))
    assert "Whooper (once)" in page
    assert "Whitney (" not in page
    assert "still stands in it once, such as a surname alone" in told(officer.post("publishing:publish", one.ref))
    assert public(one).status_code == 404
    officer.post("publishing:withhold_of_document", one.ref, words="Mr Whooper", why="She was threatened.")
    assert "Whooper (once)" not in told(officer.get("publishing:document", one.ref))
    officer.post("publishing:publish", one.ref)
    assert "Whooper" not in told(public(one))


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Ann Swan", "[name withheld] met Swan, and Swan’s mother; a swan swam by.", {"Swan": 2}),
        ("Ann Swan", "Annual plans, Swansea.", {}),
        ("the head of the school", "The head was there.", {}),
        ("O’Neill", "[name withheld]", {}),
        ("Dr Jo Li", "Dr Bird asked Jo.", {"Jo": 1}),
    ],
)
def test_parts_of_a_name_are_whole_words_that_begin_with_a_capital(name, text, left):
    assert left_of(name, text) == left


def test_what_is_taken_back_says_why_where_it_stood(officer):
    one = add(officer)
    officer.post("publishing:agree", one.ref, **days("on", DAY))
    officer.post("publishing:publish", one.ref)
    officer.post("publishing:withdraw", one.ref, reason="The date in it is wrong.")
    assert public(one).status_code == 404
    stone = Client().get(reverse("publishing:entry", args=["published-document", one.ref]))
    assert stone.status_code == 410
    assert "The date in it is wrong." in told(stone)
    assert "A joint letter" not in told(stone)


def test_what_is_confidential_is_not_published(partnership, officer):
    one = add(officer)
    officer.post("publishing:agree", one.ref, **days("on", DAY))
    officer.post("publishing:publish", one.ref)
    one.circle = partnership.circle
    one.save()
    assert public(one).status_code == 404
    assert officer.get("publishing:document", one.ref).status_code == 404
    register = Client().get(reverse("publishing:json")).json()
    assert register["items"] == []
    assert register["_withdrawn"] == []


def test_a_document_needs_words_a_file_or_an_address(officer):
    page = told(officer.post("publishing:add_document", kind="letter", title="Empty", **days("of_day", DAY)))
    assert "Give its words, a file, or where it stands elsewhere." in page
    assert not Document.objects.exists()


def test_a_dead_link_stands_in_the_register_with_its_copy(officer):
    officer.post(
        "publishing:add_dead_link", address="https://www.education.gov.uk/munroreview/", what="The Munro review",
        copy="https://webarchive.nationalarchives.gov.uk/munro", **days("seen_on", DAY),
    )  # fmt: skip
    page = told(Client().get(reverse("publishing:withdrawn")))
    assert "https://www.education.gov.uk/munroreview/" in page
    assert "A copy is kept" in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tom Bird, who goes to Mill Lane Primary School, said so.", ["a name with a school"]),
        ("Tom Bird (aged 9) said so.", ["a name with an age"]),
        ("A member from The College of Social Work was asked.", []),
        ("It was said that J.B. 03/04/2015 was moved.", ["initials with a day, as of a child"]),
        ("UPN A123456789012 and NHS 943 476 5919.", ["an NHS number", "a unique pupil number"]),
        ("Child AB was moved, and so were children C and D.", ["a child's initials"]),
        ("Report is 14 per cent shorter.", []),
        ("Write to tom@example.org, or ring 01632 960 001.", ["an e-mail address", "a telephone number"]),
    ],
)
def test_what_might_let_a_child_be_known_is_found_and_never_quoted(text, found):
    assert kinds_found([text], from_outside=True) == found
