"""Words on paper: PDF/UA whatever somebody wrote, and never code."""

import io

import pypdf
import pytest

from paramountcy.publication import paper

TEMPLATE = """
#let told = json(bytes(sys.inputs.data))
#set document(title: told.title)
#set text(font: told.letters, lang: "en")
= #told.title
#for line in told.lines [
  #line

]
"""


@pytest.fixture
def template(tmp_path):
    file = tmp_path / "paper.typ"
    file.write_text(TEMPLATE, encoding="utf-8")
    return file


def read(made):
    """What a PDF says, and which part of PDF/UA it says it keeps to."""
    found = pypdf.PdfReader(io.BytesIO(made))
    metadata = found.trailer["/Root"]["/Metadata"].get_data().decode()
    return " ".join(" ".join(page.extract_text() for page in found.pages).split()), "<pdfuaid:part>1<" in metadata


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("We like it.", "We like it."),
        ("We like it \U0001fae0", "We like it [melting face]"),
        ("A wedge: \U00012000", "[cuneiform sign a]"),
        ("#panic() *not bold* $x$", "#panic() *not bold* $x$"),
        ("Two\twords", "Two words"),
        ("Moved \u202e about", "Moved ⟨U+202E⟩ about"),
        ("None \ufffe here", "None ⟨U+FFFE⟩ here"),
        ("Nothing \x00 here", "Nothing ⟨U+0000⟩ here"),
    ],
)
def test_whatever_was_written_is_on_paper_and_the_paper_can_be_read_aloud(template, written, stands):
    words, keeps = read(paper.printed(template, paper.shown({"title": "Notes", "lines": [written]})))
    assert stands in words
    assert keeps


def test_a_sign_that_the_letters_have_stays_a_sign(template):
    words, _ = read(paper.printed(template, {"title": "Notes", "lines": ["Done ✓"]}))
    assert "✓" in words


def test_the_same_words_give_the_same_bytes(template):
    told = {"title": "Notes", "lines": ["The same."]}
    assert paper.printed(template, told) == paper.printed(template, told)


def test_letters_that_the_machine_lacks_are_named(tmp_path):
    file = tmp_path / "paper.typ"
    file.write_text(TEMPLATE.replace("font: told.letters", 'font: "Libertinus Serif", fallback: false'), "utf-8")
    words, keeps = read(paper.printed(file, {"title": "Notes", "lines": ["Zoë – “Łucja” and \u6f22 \U0001fae0"]}))
    assert "Zoë – “Łucja” and [cjk unified ideograph-6f22] [melting face]" in words
    assert keeps


def test_a_fault_of_a_template_is_not_hidden(template):
    import typst

    template.write_text("#no-such-thing()", encoding="utf-8")
    with pytest.raises(typst.TypstError):
        paper.printed(template, {"title": "Notes", "lines": []})


def test_without_the_extra_it_says_what_to_install(template, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(paper.MissingPublish, match=r"pip install 'paramountcy\[publish\]'"):
        paper.printed(template, {"title": "Notes", "lines": []})
