"""`paramountcy notes`: what it prints of notes, as text and as JSON, and how it refuses."""

import json

import pytest

from tests.cli.running import invoke, run
from tests.notes.answers import answers, seed
from tests.notes.papers import pdf

NOTES = (
    "Northtown Board\n4 March 2025, 10am to 12 noon\n\nPresent\nAnn Lee\tHead, NHS Trust - Chair\nBo Ray\tNurse\n\n"
    "1. Business\n\n1.1 Bo agreed to write.\n\n1.2 The plan was deferred to the next meeting.\n\n"
    "2. Next meeting\n\n2.1 The next meeting is on Tuesday 6 May.\n"
)


@pytest.fixture
def notes(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(NOTES, encoding="utf-8")
    return path


def test_it_prints_what_it_read_and_marks_what_is_not_certain(notes):
    result = invoke("notes", notes)
    assert result.exit_code == 0
    for line in (
        "== notes.txt ==",
        "Group: Northtown Board",
        "When: Tuesday 4 March 2025, 10:00 to 12:00",
        "Next meeting: Tuesday 06 May 2025 (the year is inferred)",
        "  Ann Lee (Head, NHS Trust - Chair) – chair",
        "1. Business (1.1 to 1.2)",
        "2. Next meeting (2.1)",
        "  1.1: Bo Ray: Bo agreed to write. [likely]",
        "  1.2: deferred, returns 06 May 2025: The plan was deferred to the next meeting. [likely]",
    ):
        assert f"{line}\n" in result.stdout


def test_json_has_the_keys_of_the_answers(shared):
    for name in ("000", "004"):
        path = seed(shared, name, "docx")
        data = json.loads(invoke("notes", path, "--json", "--recommendations", "15").stdout)
        by_hand = {"attendance_layout", "apologies_layout", "quirks", "not_actions", "themes_mentioned"}
        by_hand |= {"theme_groups_discussed", "provisional_positions_named", "drafting_principles", "chapter_comments"}
        by_hand |= {"provisional_position_recorded_per_recommendation", "people_shared_with_000"}
        by_hand |= {"same_organisation_present_and_apologised"}
        assert set(answers(shared, name)) - set(data) <= by_hand
        assert data["source"] == path.name


def test_several_files_offer_the_same_people_and_the_same_notes_count_once(shared):
    first, second = seed(shared, "000", "txt"), seed(shared, "004", "txt")
    result = invoke("notes", first, seed(shared, "000", "docx"), second)
    assert result.exit_code == 0
    assert "Corinne May Chahal and Corinne May-Chahal" in result.stdout
    assert "== 000.docx ==" in result.stdout
    assert f"== {first.name} ==" not in result.stdout
    assert "notes of the same meeting" in result.stderr
    data = json.loads(invoke("notes", first, second, "--json").stdout)
    assert len(data["meetings"]) == 2
    assert len(data["may_be_the_same_people"]) == 3


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty.txt: the file is empty."),
        ("scan.pdf", pdf(), "scan.pdf: there is no text in it: it is a scan"),
        ("notes.docx", b"Ann Lee", "notes.docx: it is not what its name says"),
        ("table.md", b"| a | b |\n|---|---|\n| c | d |\n", "table.md: there is only a table in it"),
    ],
)
def test_what_cannot_be_read_ends_in_a_sentence_and_2(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    result = invoke("notes", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_a_file_that_is_not_there_ends_in_a_sentence_and_2(tmp_path):
    result = invoke("notes", tmp_path / "none.txt")
    assert result.exit_code == 2
    assert "could not be read" in result.stderr


def test_a_terminal_is_not_moved_about_by_what_a_file_says(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text(NOTES.replace("Bo Ray", "Bo\u202e Ray").replace("Business", "Busi\u200bness"), encoding="utf-8")
    assert "\u202e" not in (said := invoke("notes", path).stdout)
    assert "Busi⟨U+200B⟩ness" in said


def test_as_a_process_of_its_own(notes):
    result = run("notes", str(notes), "--json")
    assert result.returncode == 0
    assert json.loads(result.stdout)["chair"] == "Ann Lee"
