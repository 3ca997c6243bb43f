"""The paper pack is one PDF with its pages numbered, and whatever somebody sends as a paper ends in a sentence."""

import io
import zipfile

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from paramountcy.web.guidance.meetings.models import Paper
from paramountcy.web.guidance.meetings.out import pack
from paramountcy.web.guidance.meetings.out.printed import printed, words
from tests.web.access.reader import told
from tests.web.guidance.meetings.world import met

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(partnership, client):
    client.force_login(partnership.officer)
    return met(partnership, confidential=False)


def pdf(text, *, turned=0, pages=1):
    writer = PdfWriter()
    for _ in range(pages):
        for page in PdfReader(io.BytesIO(printed(text, [words(text)], numbered=False))).pages:
            writer.add_page(page).rotate(turned)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def docx(*paragraphs):
    made = Document()
    for one in paragraphs:
        made.add_paragraph(one)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def send(client, world, content, title="A paper", name="paper.pdf"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("meetings:add_paper", args=[world.meeting.ref]), {"title": title, "file": file})


def pages_of(answer):
    assert answer["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(answer.content)) as found:
        return [page.extract_text() for page in found.pages]


def test_the_pack_is_the_agenda_and_the_papers_with_every_page_numbered_through(client, world):
    assert send(client, world, pdf("Swans upright", pages=2), "Upright").status_code == 302
    assert send(client, world, pdf("Swans lying", turned=90), "Lying").status_code == 302
    assert send(client, world, docx("Swans in Word", "Second <paragraph> & more"), "Word", "a.docx").status_code == 302
    found = pages_of(client.get(reverse("meetings:pack", args=[world.meeting.ref])))
    assert len(found) == 5
    for number, text in enumerate(found, start=1):
        assert f"Page {number} of 5" in text
    assert "1 Upright 2\n2 Lying 4\n3 Word 5" in found[0], "the agenda says on which page each paper begins"
    assert "Neglect" in found[0]
    assert "Swans upright" in found[2]
    assert "Swans" in found[3]
    assert "Second <paragraph> & more" in found[4]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_number_stands_at_the_foot_of_the_page_as_it_is_seen(turned):
    _, content = pack._join([pdf("Swans", turned=turned)], ["it"])
    with pdfplumber.open(io.BytesIO(content)) as found:
        [page] = found.pages
        letters = [one for one in page.chars if one["fontname"].endswith("Helvetica")]
        assert letters
        middle = sum((one["top"] + one["bottom"]) / 2 for one in letters) / len(letters)
        across = sum((one["x0"] + one["x1"]) / 2 for one in letters) / len(letters)
        assert page.height - middle < 20
        assert abs(across - page.width / 2) < 8


def locked():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Swans"))))
    writer.encrypt("secret")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "x")
        packed.writestr("word/document.xml", b" " * 80_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Only PDF and Word files (.docx) can be papers"),
        (b"Swans in plain text", "Only PDF and Word files (.docx) can be papers"),
        (b"%PDF-1.7\nnothing of the kind", "It can’t be read as a PDF."),
        (pdf("Swans")[:700], "It can’t be read as a PDF."),
        (locked(), "It has a password."),
        (bomb(), "unpacked it would be larger"),
        (b"PK\x03\x04 nothing of the kind", "The Word file can’t be read"),
    ],
    ids=["empty", "text", "junk", "cut off", "password", "bomb", "broken zip"],
)
def test_a_hostile_paper_ends_in_a_sentence(client, world, content, says):
    answer = send(client, world, content)
    assert answer.status_code == 200
    assert says in told(answer)
    assert not Paper.objects.exists()


def test_a_paper_that_is_too_large_is_refused(client, world, monkeypatch):
    monkeypatch.setattr(pack, "LARGEST", 1_048_576)
    answer = send(client, world, b"%PDF-" + b"x" * (11 * 1_048_576))
    assert "larger than 1 MB" in told(answer)


def test_more_pages_than_a_pack_holds_are_refused(client, world, monkeypatch):
    monkeypatch.setattr(pack, "MOST_PAGES", 3)
    monkeypatch.setitem(pack.WHY, "pages", "It would make the pack too long.")
    assert "It would make the pack too long." in told(send(client, world, pdf("Swans", pages=4)))
    send(client, world, pdf("Swans", pages=3))
    assert "Paper 1: It would make the pack too long." in told(
        client.get(reverse("meetings:pack", args=[world.meeting.ref]))
    )


def test_what_a_pdf_would_run_is_taken_out_and_its_links_stay():
    def action(kind, key, value):
        told = {"/S": NameObject(kind), key: TextStringObject(value)}
        return DictionaryObject({NameObject(name): each for name, each in told.items()})

    def link(one):
        told = {"/Subtype": NameObject("/Link"), "/A": one}
        return writer._add_object(DictionaryObject({NameObject(name): each for name, each in told.items()}))

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Swans"))))
    bad, kind = action("/JavaScript", "/JS", "goose()"), action("/URI", "/URI", "http://a/")
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): bad})
    page[NameObject("/Annots")] = ArrayObject([link(bad), link(kind)])
    writer.root_object[NameObject("/OpenAction")] = bad
    made = io.BytesIO()
    writer.write(made)
    assert b"goose" in made.getvalue()
    _, content = pack._join([made.getvalue()], ["it"])
    assert b"goose" not in content
    [kept, link_on] = PdfReader(io.BytesIO(content)).pages[0]["/Annots"]
    assert "/A" not in kept.get_object()
    assert link_on.get_object()["/A"]["/URI"] == "http://a/"


def test_a_withdrawn_paper_is_in_no_pack_and_the_next_has_its_place(client, world):
    send(client, world, pdf("Swans"), "Swans")
    send(client, world, pdf("Geese"), "Geese")
    client.post(reverse("meetings:withdraw_paper", args=[Paper.objects.get(title="Swans").ref]))
    front, paper = pages_of(client.get(reverse("meetings:pack", args=[world.meeting.ref])))
    assert "1 Geese 2" in front
    assert "Geese" in paper


def test_a_paper_is_given_back_as_it_was_sent(client, world):
    content = pdf("Swans")
    send(client, world, content)
    answer = client.get(reverse("meetings:paper", args=[Paper.objects.get().ref]))
    assert answer.content == content
    assert answer["Content-Disposition"] == 'attachment; filename="paper-1.pdf"'
