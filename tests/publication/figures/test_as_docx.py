"""The document: two pages for a board, every figure in words, no child, real styles, words for every picture."""

import io
import re
import zipfile
from datetime import datetime
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn

from paramountcy.publication.figures import as_docx, board, words
from paramountcy.publication.figures.words import INTERNAL
from tests.publication.figures import made


def written(report) -> bytes:
    out = io.BytesIO()
    as_docx.write(report, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def raw():
    return written(made.report())


@pytest.fixture(scope="module")
def paper(raw):
    return Document(io.BytesIO(raw))


def all_text(raw: bytes) -> str:
    package = zipfile.ZipFile(io.BytesIO(raw))
    parts = (package.read(name).decode("utf-8", "ignore") for name in package.namelist() if name.endswith(".xml"))
    return re.sub(r"<[^>]+>", " ", " ".join(parts)) + " ".join(package.namelist())


def test_every_page_is_marked_in_its_header_and_footer_with_its_number(paper):
    for section in paper.sections:
        assert section.header.paragraphs[0].text.startswith(INTERNAL)
        foot = section.footer.paragraphs[0]
        assert foot.text.startswith(INTERNAL)
        assert [field.text for field in foot._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
        assert not section.different_first_page_header_footer


def test_headings_are_real_and_in_order(paper):
    headings = [one for one in paper.paragraphs if one.style.name.startswith(("Title", "Heading"))]
    assert [one.text for one in headings[:6]] == [
        "Figures for 2025-26: Islington (206)",
        "What stands out",
        "In pictures",
        "The main figures, and what guards them",
        "Questions to ask",
        "Before trusting the counts",
    ]
    figures = [one.text for one in headings if one.style.name == "Heading 3"]
    assert figures == [f"{one.number} {one.title}" for one in made.report().figures]
    levels = [int(one.style.name[-1]) for one in headings if one.style.name != "Title"]
    assert all(after <= before + 1 for before, after in pairwise(levels[5:]))


def test_each_figure_says_what_the_report_says(paper):
    text = [one.text for one in paper.paragraphs]
    for one in made.report().figures:
        at = text.index(f"{one.number} {one.title}")
        assert text[at + 1] == words.without_title(one)
        told = " ".join(text[at : at + 14])
        for sentence in (one.change, one.indicator.asks, one.indicator.says, *(beside.says for beside in one.beside)):
            assert sentence in told


def test_the_board_has_the_main_figures_each_with_its_guards(paper):
    table = next(one for one in paper.tables if one.rows[0].cells[0].text == "Figure")
    names = [row.cells[0].text for row in table.rows[1:]]
    at = next(place for place, name in enumerate(names) if name.startswith("D2 "))
    assert [name.split(" ")[1] for name in names[at + 1 : at + 5]] == ["D6a", "D6b", "D7", "C9"]
    assert all(name.startswith("with ") for name in names[at + 1 : at + 5])
    row = made.report().figure("assessments_within_45_days").rows.row(0, named=True)
    assert table.rows[at + 1].cells[1].text == f"{100 * row['value']:.1f}%"
    assert "how far" not in names


def test_the_board_is_bounded_however_much_stands_out():
    report = made.report()
    assert len(board.stands_out(report)) <= board.POINTS
    assert len(board.pictures(report)) <= board.PICTURES
    assert len(board.questions(report)) == board.QUESTIONS
    long = type(report)(report.head, report.figures, report.summary * 9, ("a remark",) * 9, report.findings, ())
    assert len(board.stands_out(long)) == board.POINTS
    assert len(board.remarks(long)) == board.REMARKS
    assert board.remarks(long)[-1] == f"{9 - board.REMARKS + 1} more remarks stand before the figures."


def test_every_picture_is_told_in_words(paper):
    pictures = list(paper.element.iter(qn("wp:docPr")))
    assert len(pictures) >= board.PICTURES
    for picture in pictures:
        assert picture.get("descr").startswith(picture.get("title"))
        assert "By month" in picture.get("descr")


def test_tables_have_headings_that_are_repeated_and_a_description(paper):
    told = [one for one in paper.tables if one.style.name == "Table Grid"]
    assert len(told) > 10
    for table in told:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        columns = [[row.cells[at].text for row in table.rows[1:]] for at in range(len(table.columns))]
        assert all(any(column) for column in columns)


def test_it_is_in_british_english_and_one_letter(paper):
    languages = {one.get(qn("w:val")) for one in paper.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert paper.core_properties.language == "en-GB"
    assert {paper.styles[name].font.name for name in ("Normal", "Title", "Heading 1", "Heading 3")} == {"Arial"}


def test_it_lists_no_child_and_says_where_they_are(raw):
    text = all_text(raw)
    ids = made.told().record["person"]["source_id"].to_list()
    assert len(ids) > 300
    assert not [child for child in ids if child in text]
    assert words.NO_CHILD in text


def test_no_worker_is_named(raw):
    text = all_text(raw)
    assert made.WORKER not in text
    assert made.ALONE not in text
    assert not re.search(r"Worker \d", text)


def test_teams_have_tables(paper):
    table = next(one for one in paper.tables if one.rows[0].cells[0].text == "Team")
    assert [row.cells[0].text for row in table.rows[1:]] == ["East", "North", "South", "no team given"]


def test_the_properties_say_what_it_is(paper):
    about = paper.core_properties
    assert (about.category, about.keywords) == (INTERNAL, "paramountcy-internal-true-counts")
    assert (about.author, about.last_modified_by) == ("Paramountcy", "Paramountcy")
    assert about.created.replace(tzinfo=None) == datetime.fromisoformat("2026-07-03T09:05")


def test_the_same_report_gives_the_same_bytes(raw):
    assert written(made.report()) == raw


def test_hostile_names_are_text():
    text = all_text(written(made.hostile()))
    assert made.HOSTILE[3] not in text
    assert "&lt;script&gt;" in text
    assert "<script>" not in text


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    import sys

    from paramountcy.publication import paper
    from paramountcy.publication.figures import drawn

    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(paper.MissingPublish, match=r"pip install 'paramountcy\[publish\]'"):
        written(made.hostile())
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(paper.MissingPublish, match=r"typst is not installed"):
        drawn.png.__wrapped__("<svg/>")
