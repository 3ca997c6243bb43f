"""The nine acceptance tests of section 5 of notes-ingest.md, in its order."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from paramountcy.notes.document import LARGEST, NotRead
from paramountcy.notes.meeting.across import gathered, same_people
from paramountcy.notes.meeting.as_data import as_data
from paramountcy.notes.meeting.read import meeting_of
from paramountcy.notes.reading import read, read_bytes
from tests.notes.answers import answers, facts, seed
from tests.notes.papers import pdf
from tests.notes.rendering import LAYOUTS, a_meeting, as_shown, blocks
from tests.notes.writers import as_text


@pytest.fixture(scope="module")
def meetings(shared):
    return {name: meeting_of(read(seed(shared, name, "txt"))) for name in ("000", "004")}


def values(data):
    return {key: value for key, (value, _) in facts(data).items()}


def test_1_both_seeds_as_text_equal_the_answers(shared, meetings):
    for name, meeting in meetings.items():
        report = 15 if name == "000" else None
        assert values(as_data(meeting, recommendations=report)) == values(answers(shared, name))


def test_2_so_do_word_and_html_and_a_pdf_has_warnings_and_no_wrong_certain_fact(shared):
    for name, report in (("000", 15), ("004", None)):
        wanted = values(answers(shared, name))
        for ending in ("docx", "html"):
            assert values(as_data(meeting_of(read(seed(shared, name, ending))), recommendations=report)) == wanted
        paper = meeting_of(read(seed(shared, name, "pdf")))
        assert paper.notices
        had = facts(as_data(paper, recommendations=report))
        assert all(wanted.get(key) == value for key, (value, confidence) in had.items() if confidence == "certain")


def test_3_all_fourteen_actions_with_owner_and_due_and_none_from_what_is_none(shared, meetings):
    count = 0
    for name, meeting in meetings.items():
        expected = answers(shared, name)
        wanted = sorted((each["from"], each["who"], each["by"] or "") for each in expected["actions"])
        had = sorted((each.source, each.owner, str(meeting.due(each) or "")) for each in meeting.actions)
        assert had == wanted
        assert not {each.source for each in meeting.actions} & set(expected.get("not_actions", ()))
        count += len(had)
    assert count == 14


def test_4_an_inconclusive_decision_returns_at_the_next_meeting(meetings):
    meeting = meetings["004"]
    (decision,) = (each for each in meeting.decisions if each.outcome == "inconclusive")
    assert decision.source == "5.2"
    assert decision.returns.next_meeting
    assert decision.returns.day(meeting.next_meeting.on) == meeting.next_meeting.on == date(2011, 12, 6)


def test_5_the_same_people_are_offered_and_none_is_merged(meetings):
    offered = same_people(meetings["000"], meetings["004"])
    assert [(each.first.name, each.second.name) for each in offered] == [
        ("Corinne May Chahal", "Corinne May-Chahal"),
        ("Jo Webber", "Jo Webber"),
        ("Jeanette Pugh", "Jeanette Pugh"),
    ]
    assert [each.spelt_alike for each in offered] == [False, True, True]
    assert [len(meeting.present) for meeting in gathered(meetings.values())] == [18, 28]


def test_6_what_is_due_at_the_next_meeting_moves_with_it(meetings):
    moved = meetings["004"].moved(date(2011, 12, 13))
    due = {each.source: moved.due(each) for each in moved.actions}
    assert {source for source, day in due.items() if day == date(2011, 12, 13)} == {"2.1.i", "4.2", "5.3"}
    assert due["4.1"] == date(2011, 11, 4)
    (decision,) = (each for each in moved.decisions if each.returns.next_meeting)
    assert decision.returns.day(moved.next_meeting.on) == date(2011, 12, 13)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "notes.txt", "the file is empty"),
        (b" \n\t\n", "notes.txt", "the file is empty"),
        (b"a" * (LARGEST + 1), "notes.txt", "larger than 5 MB"),
        (b"| Organisation | Name |\n|---|---|\n| NHS | Jo Lee |\n", "notes.md", "there is only a table in it"),
        (pdf(), "notes.pdf", "it is a scan"),
    ],
    ids=["blank", "blank lines", "5 MB", "only a table", "scan"],
)
def test_7_what_holds_no_notes_ends_in_a_clear_sentence(content, name, says):
    with pytest.raises(NotRead, match=says) as refused:
        meeting_of(read_bytes(content, name))
    assert str(refused.value).endswith(".")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(meeting=a_meeting())
def test_8_what_is_written_in_both_layouts_is_what_is_read(meeting):
    """The other layouts, and Word and HTML, are in test_layouts."""
    for layout in LAYOUTS[:2]:
        assert meeting_of(read_bytes(as_text(blocks(meeting, layout)), "notes.txt")) == as_shown(meeting, layout)


def test_9_the_same_file_twice_is_one_meeting(shared, meetings):
    again = meeting_of(read(seed(shared, "000", "txt")))
    assert again == meetings["000"]
    assert again.digest == meetings["000"].digest
    assert gathered([meetings["000"], again]) == [again]
    as_word = meeting_of(read(seed(shared, "000", "docx")))
    assert gathered([meetings["000"], as_word, meetings["004"]]) == [as_word, meetings["004"]]
