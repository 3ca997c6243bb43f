"""
Notes come from anybody. A file that is made to harm ends in a sentence, soon, and the sentence quotes nothing of it.
"""

import io
import socket
import zipfile

import pytest

from paramountcy.notes.document import BLOCKS, LARGEST, NotRead
from paramountcy.notes.meeting.as_data import as_data
from paramountcy.notes.meeting.read import meeting_of
from paramountcy.notes.reading import paper, read, read_bytes
from tests.notes.papers import LOCKED, MACROS, paragraph, pdf, word, written

SECRET = "Zebedee Quill"
"""A name that no sentence may quote."""
TEXT = paragraph(SECRET)
DEEP = 300


def bomb() -> bytes:
    """A Word file of a few kilobytes that unpacks to a hundred megabytes."""
    return word(TEXT, {"word/media/large.xml": b"0" * 100_000_000})


def locked_zip() -> bytes:
    """A Word file whose parts say that they have a password."""
    content = bytearray(word(TEXT))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            content[at + place] |= 1
    return bytes(content)


def plain_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("notes.txt", SECRET)
    return file.getvalue()


ENTITY = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///secret">]>'
NESTED = "<w:sdt><w:sdtContent>" * DEEP + TEXT + "</w:sdtContent></w:sdt>" * DEEP
HARMFUL = {
    "a zip bomb": (bomb(), "notes.docx", "unpacked it would be larger"),
    "a very large file": (SECRET.encode() * LARGEST, "notes.txt", "larger than 5 MB"),
    "very many paragraphs": (f"{SECRET}\n".encode() * (BLOCKS + 1), "notes.txt", "it is too long"),
    "a paragraph without end": ((SECRET * 10_000).encode(), "notes.txt", "a paragraph in it has more than 20,000"),
    "entities": (word(TEXT, before=ENTITY), "notes.docx", "it declares entities"),
    "an entity from outside": (word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", before=OUTSIDE), "notes.docx", "entities"),
    "a declared style sheet": (word(TEXT, {"word/styles.xml": f"{OUTSIDE}<s/>".encode()}), "notes.docx", "entities"),
    "macros": (word(TEXT, {"word/vbaProject.bin": b"x"}), "notes.docx", "it holds macros"),
    "macros by its kind": (word(TEXT, kind=MACROS), "notes.docx", "it holds macros"),
    "macros by its name": (word(TEXT), "notes.docm", "a Word file with macros"),
    "deep XML": (word(NESTED), "notes.docx", "deeper within each other"),
    "deep HTML": (b"<div>" * DEEP + SECRET.encode(), "notes.html", "within each other"),
    "a zip with a password": (locked_zip(), "notes.docx", "it has a password"),
    "a zip that is no Word file": (plain_zip(), "notes.docx", "it is not a Word file"),
    "a damaged zip": (word(TEXT)[:-40], "notes.docx", "it is not a Word file"),
    "XML cut short": (word("<w:p>"), "notes.docx", "it is not a Word file"),
    "a Word file of before 2007": (b"\xd0\xcf\x11\xe0" + SECRET.encode() * 9, "notes.docx", "of before 2007"),
    "text that is called Word": (SECRET.encode(), "notes.docx", "it is not what its name says"),
    "a PDF that is called text": (pdf(written(SECRET)), "notes.txt", "it is not what its name says"),
    "Word that is called HTML": (word(TEXT), "notes.html", "it is not what its name says"),
    "a program": (b"MZ\x00\x01\x02" + SECRET.encode(), "notes.txt", "it is not text"),
    "another kind": (SECRET.encode(), "notes.xlsx", "files of this kind are not read"),
    "Rich Text": (b"{\\rtf1 " + SECRET.encode(), "notes.txt", "a Rich Text file"),
    "half a UTF-16 letter": (b"\xff\xfeA", "notes.txt", "it is not text"),
    "a PDF with a password": (pdf(written(SECRET), trailer=LOCKED), "notes.pdf", "it has a password"),
    "a damaged PDF": (b"%PDF-1.4\n" + SECRET.encode(), "notes.pdf", "it is damaged"),
    "a PDF of many pages": (pdf(written(SECRET), pages=paper.PAGES + 1), "notes.pdf", "more than 150 pages"),
    "an attendance list of something else": (f"a,b\n{SECRET},2\n".encode(), "notes.csv", "no list of who joined"),
}


@pytest.mark.parametrize(("content", "name", "says"), HARMFUL.values(), ids=HARMFUL)
def test_it_ends_in_a_sentence_that_quotes_nothing(content, name, says):
    with pytest.raises(NotRead, match=says) as refused:
        read_bytes(content, name)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert not any(part in sentence for part in SECRET.split())
    assert refused.value.__cause__ is None


def test_a_pdf_that_swells_is_stopped(monkeypatch):
    """200 MB of blanks in a fifth of a megabyte: the process that opens it may not work on without end."""
    monkeypatch.setattr(paper, "SECONDS", 2)
    swelling = pdf(b" " * 200_000_000)
    assert len(swelling) < LARGEST
    with pytest.raises(NotRead, match=r"it swells|it takes longer than"):
        read_bytes(swelling, "notes.pdf")


def test_a_missing_library_says_what_to_install(monkeypatch):
    monkeypatch.setattr(paper, "find_spec", lambda name: None)
    with pytest.raises(NotRead, match=r"pdfplumber is not installed.*pip install 'paramountcy\[notes\]'"):
        read_bytes(pdf(written(SECRET)), "notes.pdf")


def test_nothing_that_a_page_names_is_fetched(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket, "socket", refuse)
    page = (
        b"<link rel=stylesheet href='http://example.org/a.css'><img src='http://example.org/b.png'>"
        b"<script src='http://example.org/c.js'>alert(1)</script><iframe src='http://example.org/d'></iframe>"
        b"<p onclick='alert(2)'>Item 1: Welcome</p><p hidden>not shown</p><style>p{}</style>"
        b"<p style='display: none'>nor this</p>"
    )
    document = read_bytes(page, "notes.html")
    assert [block.text for block in document.blocks] == ["Item 1: Welcome"]


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(NotRead, match="it is a folder"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The child AB (12/03/2015) was discussed.", "initials with a day"),
        ("DOB: 12 March 2015", "a date of birth"),
        ("Her NHS number is 943 476 5919.", "an NHS number"),
        ("UPN A123456789012 was given.", "a unique pupil number"),
        ("The case of child K was heard.", "a child's initials"),
    ],
)
def test_what_may_let_a_child_be_known_is_pointed_at_and_not_quoted(text, what):
    meeting = meeting_of(read_bytes(f"Present\nAnn Lee\tChair\n\nItem 1: Cases\n\n1.1 {text}\n".encode(), "notes.txt"))
    (notice,) = (notice for notice in meeting.notices if what in notice.text)
    assert "line 6" in notice.text
    for said in ("943", "A1234", "2015", "AB", "child K"):
        assert said not in notice.text


@pytest.mark.parametrize("length", [1_000, 19_000])
@pytest.mark.parametrize(
    "piece",
    [
        *("issues ", "next ", "a, ", "(", "http://;", "Ann Lee ", "12/", "1.1.", "agreed to ", "“", "' ", "and the "),
        *("A; ", "- ", "*a", "Meeting ", "12:00-", "Minutes of ", "Apologies from "),
    ],
)
def test_text_that_repeats_itself_does_not_hold_the_reading_up(piece, length):
    """Each is a trap for a pattern that looks back too often; a run that hangs is stopped by whoever waits for it."""
    text = piece * (length // len(piece))
    notes = f"{text}\n\nPresent\n{text}\tChair\n\nItem 1: Welcome\n\n1.1 {text}\n\nAnn agreed to go."
    meeting = meeting_of(read_bytes(notes.encode(), "notes.txt"))
    assert as_data(meeting)["items"]
