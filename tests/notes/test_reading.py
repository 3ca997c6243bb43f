"""Files of each kind as blocks: what Word makes by itself, what HTML and Markdown mark, what a list of a call holds."""

import io

import docx
import pytest

from paramountcy.notes.document import NotRead
from paramountcy.notes.reading import read_bytes
from tests.notes.papers import paragraph, pdf, word, written

NUMBERING = b"""<?xml version="1.0"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""


def texts(content, name="notes.docx"):
    return [block.text for block in read_bytes(content, name).blocks]


def counted(text, number, level=0):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_the_numbers_that_word_makes_by_itself_are_read():
    """They stand nowhere in the text of the file, and most minutes are numbered so."""
    body = (
        counted("Welcome", 1) + counted("All came.", 1, 1) + counted("Some sat.", 1, 1)
        + counted("a point", 1, 2) + counted("", 1) + counted("Budget", 1)
        + counted("It is spent.", 1, 1) + counted("dot", 2) + counted("Seven", 3)
    )  # fmt: skip
    assert texts(word(body, {"word/numbering.xml": NUMBERING})) == [
        "1. Welcome", "1.1 All came.", "1.2 Some sat.", "i. a point",
        "2. Budget", "2.1 It is spent.", "dot", "7. Seven",
    ]  # fmt: skip


def test_points_are_points_and_numbered_paragraphs_are_not():
    body = counted("Welcome", 1) + counted("All came.", 1, 1) + counted("i", 1, 2) + counted("dot", 2)
    document = read_bytes(word(body, {"word/numbering.xml": NUMBERING}), "notes.docx")
    assert [block.listed for block in document.blocks] == [0, 0, 3, 1]


def test_what_was_deleted_is_left_out_what_was_inserted_is_read_and_it_says_so():
    body = "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>did not</w:delText></w:r></w:del>"
    body += "<w:ins><w:r><w:t>did</w:t></w:r></w:ins><w:r><w:tab/><w:t>end.</w:t><w:br/><w:t>Here.</w:t></w:r></w:p>"
    document = read_bytes(word(body), "notes.docx")
    assert [block.text for block in document.blocks] == ["It did\tend.", "Here."]
    assert [block.gap for block in document.blocks] == [True, False]
    assert "Changes are tracked" in document.warnings[0]


def test_a_table_is_rows_of_cells_with_lines_and_a_table_within_is_lines():
    made = docx.Document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "A\nB"
    inner = table.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "within"
    made.add_heading("After", 1)
    file = io.BytesIO()
    made.save(file)
    document = read_bytes(file.getvalue(), "notes.docx")
    assert document.blocks[0].cells == ("A\nB", "within")
    assert (document.blocks[1].text, document.blocks[1].heading) == ("After", 1)


def test_html_gives_what_a_browser_shows():
    page = (
        "<html><head><title>no</title></head><body><!-- no --><h2>One &amp; two</h2><p>3<sup>rd</sup> May\n next</p>"
        "<ol><li>first<li>second</ol><ul><li>dot<ul><li>deeper</ul></ul><table><tr><td>a<br>b<td>c</table><p>x<br>y"
    )
    document = read_bytes(page.encode(), "notes.html")
    assert [(block.text, block.listed) for block in document.blocks] == [
        ("One & two", 0), ("3rd May next", 0), ("1. first", 1), ("2. second", 1), ("dot", 1), ("deeper", 2),
        ("a\nb\tc", 0), ("x", 0), ("y", 0),
    ]  # fmt: skip


def test_markdown_is_read_without_its_marks():
    text = "# Group\n\n**Item 1: A *b***\n\n1\\. not a list\n\n* one\n  * two\n\n"
    text += "| a | b\\|c |\n|--|--|\n|d<br>e|f|\n---\nAT&amp;T\n"
    document = read_bytes(text.encode(), "notes.md")
    assert [(block.text, block.heading, block.listed) for block in document.blocks] == [
        ("Group", 1, 0), ("Item 1: A b", 0, 0), ("1. not a list", 0, 0), ("one", 0, 1), ("two", 0, 2),
        ("a\tb|c", 0, 0), ("d\ne\tf", 0, 0), ("AT&T", 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_people_have(encoding):
    document = read_bytes("Item 1 – “Welcome” £5\r\nnext".encode(encoding), "notes.txt")
    assert [block.text for block in document.blocks] == ["Item 1 – “Welcome” £5", "next"]
    assert bool(document.warnings) == (encoding == "cp1252")


def test_every_block_stands_where_it_says():
    content = word(paragraph("One") + paragraph(" ") + paragraph("Two"))
    document = read_bytes(content, "notes.docx")
    assert [document.text[block.start : block.span.end] for block in document.blocks] == ["One", "Two"]
    assert [block.number for block in document.blocks] == [1, 2]
    assert [block.place for block in document.blocks] == ["paragraph 1", "paragraph 2"]
    assert [block.place for block in read_bytes(b"a\n\nb", "notes.txt").blocks] == ["line 1", "line 3"]


def test_a_pdf_gives_lines_with_their_page():
    document = read_bytes(pdf(written("Item 1: Welcome", "1.1 All came."), pages=2), "notes.pdf")
    assert [(block.text, block.page) for block in document.blocks] == [
        ("Item 1: Welcome", 1), ("1.1 All came.", 1), ("Item 1: Welcome", 2), ("1.1 All came.", 2),
    ]  # fmt: skip


TEAMS = (
    "1. Summary\nMeeting title\tEarly Help Board\nStart time\t11/23/25, 2:00:12 PM\n\n2. Participants\n"
    "Name\tFirst Join\tEmail\tRole\nLEE, Ann (Northtown)\t11/23/25\ta@example.org\tOrganizer\n"
    "Jo Ray (Guest)\t11/23/25\t\tAttendee\nJo Ray (Guest)\t11/23/25\t\tAttendee\n\n"
    "3. In-Meeting Activities\nName\tJoin\nNobody\t1\n"
)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_who_joined_a_call_is_read_once_and_without_addresses(encoding):
    document = read_bytes(TEAMS.encode(encoding), "attendance.csv")
    assert [block.text for block in document.blocks] == [
        "Early Help Board", "23/11/2025", "Present", "Name\tRole", "Ann Lee (Northtown)\tOrganiser", "Jo Ray\t",
    ]  # fmt: skip
    assert "example.org" not in document.text


def test_a_name_without_an_ending_is_of_text_and_a_page_without_text_is_none():
    assert texts(b"Item 1: Welcome", "notes") == ["Item 1: Welcome"]
    with pytest.raises(NotRead, match="no text in it"):
        read_bytes(b"<p> </p>", "notes.html")
