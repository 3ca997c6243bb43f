"""Terms to avoid: found where they stand, as they hold on a day; never in a quotation, never a term of an Act."""

from datetime import date

import pytest

from paramountcy.notes.document import NotRead
from paramountcy.notes.linting.lint import lint
from paramountcy.notes.linting.terms import SEVERITY, first_day, statutory, terms
from paramountcy.notes.reading import read, read_bytes
from tests.notes.answers import seed
from tests.notes.papers import paragraph, word

TODAY = date(2026, 11, 22)


def found(text, on=TODAY, name="guidance.md"):
    return [(each.place, each.written) for each in lint(read_bytes(text.encode(), name), on=on)]


def test_protect_from_harm_is_found_with_its_place_where_2011_proposed_keep():
    """S21 of seed-systems.md, and what the proposal is: no rule, and nobody's decision."""
    (each,) = lint(read_bytes(b"One.\n\nWe protect every young child from harm.\n", "chapter.md"), on=TODAY)
    assert (each.place, each.written) == ("line 3", "protect every young child from harm")
    assert each.term.preferred == "keep from harm"
    assert (each.term.severity, each.term.status) == ("advice", "proposed")
    assert "a proposal of 2011 is “keep from harm”, proposed 2011-11-03" in each.says
    assert "not known to have been decided by anybody" in each.says


def test_keep_from_harm_is_not_found():
    assert found("We keep every child from harm.") == []


@pytest.mark.parametrize(
    ("on", "held"), [(date(2011, 11, 3), False), (date(2019, 9, 29), False), (date(2019, 9, 30), True), (TODAY, True)]
)
def test_a_board_of_2011_was_a_board_until_it_ended(on, held):
    assert bool(found("The LSCB met.", on)) == held


@pytest.mark.parametrize(
    "text",
    [
        "He said “the LSCB met”.",
        'He said "the LSCB met".',
        "He said ‘the LSCB's chair met’.",
        "He said 'the LSCB met'.",
        "> The LSCB met.",
        "The former LSCB met.",
        "See https://example.org/LSCB now.",
        "The lscbx and XLSCB met.",
        "troubled families are families in trouble.",
    ],
)
def test_quotations_the_past_and_other_words_are_passed_over(text):
    assert found(text) == []


def test_a_quotation_set_apart_in_a_page_or_in_word_is_passed_over():
    page = b"<blockquote><p>The LSCB met.</p></blockquote><p>As <q>the LSCB met</q>.</p><p>The LSCB met.</p>"
    assert [each.written for each in lint(read_bytes(page, "a.html"), on=TODAY)] == ["LSCB"]
    style = b"""<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
    <w:style w:styleId="Q"><w:name w:val="Intense Quote"/></w:style></w:styles>"""
    content = word(
        paragraph("The LSCB met.", '<w:pStyle w:val="Q"/>') + paragraph("The LSCBs met."), {"word/styles.xml": style}
    )
    assert [each.written for each in lint(read_bytes(content, "a.docx"), on=TODAY)] == ["LSCBs"]


def test_the_longest_form_is_found_once():
    assert found("The Framework for the Assessment of Children in Need and their Families is old.") == [
        ("line 1", "Framework for the Assessment of Children in Need and their Families")
    ]
    assert found("Local Safeguarding\u00a0Children Boards") == [("line 1", "Local Safeguarding Children Boards")]


def test_a_term_of_an_act_is_never_one_to_avoid():
    text = "\n\n".join(f"This is about a {term}." for term in statutory())
    assert found(text) == []
    avoided = {form.casefold() for term in terms() for form in term.forms}
    assert not avoided & {term.casefold() for term in statutory()}


def test_every_term_says_who_decided_since_when_and_where_it_is_written():
    assert len(terms()) >= 20
    for term in terms():
        assert term.status in SEVERITY
        assert all((term.preferred, term.who, term.why, term.source, term.forms[0]))
        assert date(2000, 1, 1) < first_day(term.since) <= TODAY
        assert term.pattern.search(term.forms[0].replace("*", "the child")), term.term
        own = lint(read_bytes(f"Use {term.preferred} here.".encode(), "a.txt"), on=TODAY)
        assert [each.written for each in own] == [], f"what is preferred to {term.term} is itself to be avoided"


def test_a_text_with_a_childs_number_is_refused_as_no_guidance():
    with pytest.raises(NotRead, match="never in a case record") as refused:
        found("The NHS number 943 476 5919 of an LSCB.")
    assert "943" not in str(refused.value)


def test_the_second_seed_by_the_terms_of_its_day_and_of_today(shared):
    document = read(seed(shared, "004", "txt"))
    assert lint(document, on=date(2011, 11, 3)) == []
    today = {each.written for each in lint(document, on=TODAY)}
    assert {"ACPO", "LSCBs", "Serious Case Reviews", "lead professional", "Common Assessment Framework"} <= today
    assert not any("harm" in written for written in today), "paragraph 3.2.vii quotes it"
