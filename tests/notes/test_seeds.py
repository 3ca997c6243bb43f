"""The two seed notes, from every kind of file, against what people read in them by hand."""

import pytest

from paramountcy.notes.meeting.as_data import as_data
from paramountcy.notes.meeting.read import meeting_of
from paramountcy.notes.reading import read
from tests.notes.answers import answers, counts, facts, seed

REPORT = {"000": 15, "004": None}
"""How many recommendations the report has that is discussed: Munro's fifteen."""
FACTS = {"000": 175, "004": 270}
"""Facts in the answers, so that none is lost from the comparing."""
WRONG_IN_PDF = {"000": 0, "004": 12}
"""One cell of a table, whose lines wrap where other lines end: four organisations that can't be told apart, of nine."""


def ours(shared, name, ending):
    return as_data(meeting_of(read(seed(shared, name, ending))), recommendations=REPORT[name])


@pytest.mark.parametrize("name", ["000", "004"])
@pytest.mark.parametrize("ending", ["txt", "docx", "html"])
def test_every_fact_is_read(shared, name, ending):
    expected, found = answers(shared, name), ours(shared, name, ending)
    wanted, had = facts(expected), facts(found)
    assert len(wanted) == FACTS[name]
    assert {key: value for key, (value, _) in had.items()} == {key: value for key, (value, _) in wanted.items()}
    assert counts(found, expected) == expected["counts"]


@pytest.mark.parametrize("name", ["000", "004"])
def test_from_a_pdf_nearly_all_is_read_and_no_certain_fact_is_wrong(shared, name):
    wanted, had = facts(answers(shared, name)), facts(ours(shared, name, "pdf"))
    right = {key for key, (value, _) in wanted.items() if key in had and had[key][0] == value}
    certain = {key for key, (_, confidence) in had.items() if confidence == "certain"}
    assert certain <= right
    assert len(wanted) - len(right) == WRONG_IN_PDF[name]
    assert len(right) >= 0.9 * len(wanted)
    assert len(certain) >= 0.5 * len(wanted)


def test_the_pdf_says_that_it_is_to_be_looked_through(shared):
    meeting = meeting_of(read(seed(shared, "004", "pdf")))
    assert any("Ask for the Word file" in notice.text for notice in meeting.notices)
    assert any("list of people are not sure" in notice.text for notice in meeting.notices)


@pytest.mark.parametrize("ending", ["txt", "docx", "html", "pdf"])
def test_every_fact_says_where_it_stands(shared, ending):
    for name in ("000", "004"):
        document = read(seed(shared, name, ending))
        meeting = meeting_of(document)
        for person in meeting.present:
            assert person.span
            assert person.name.split()[-1] in document.text[person.span.start : person.span.end]
        for action in meeting.actions:
            assert action.span
            assert action.text[:30] in document.text[action.span.start : action.span.end].replace("\n", " ")
        assert all(fact.span for fact in meeting.facts())


@pytest.mark.parametrize(("name", "slip"), [("000", "Local; authorities"), ("004", "ACDS")])
def test_slips_are_shown_and_kept(shared, name, slip):
    document = read(seed(shared, name, "docx"))
    meeting = meeting_of(document)
    kept = [point.text for each in (*meeting.paragraphs, *meeting.discussions) for point in each.points]
    assert any(slip in text for text in kept)
    assert any(slip in notice.text for notice in meeting.notices)


def test_organisations_are_suggested_as_a_reader_would(shared):
    """Seventeen of the twenty-one in the answers; what can only be known, as whose minister, is left out."""
    had, wanted = ours(shared, "000", "txt")["attendees"], answers(shared, "000")["attendees"]
    pairs = [(each["organisations"], ours["organisations"]) for each, ours in zip(wanted, had, strict=True)]
    assert sum(len(theirs) for theirs, _ in pairs) == 21
    assert sum(len(set(theirs) & set(own)) for theirs, own in pairs) == 17
