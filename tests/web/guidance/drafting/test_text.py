"""Paragraphs, changes, anchors and provisions of a text, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paramountcy.web.guidance.drafting import anchors, changes, principles
from paramountcy.web.guidance.drafting.passages import number_of_words, paragraphs, plain
from paramountcy.web.guidance.drafting.provisions import legal_source, named_bodies, provisions, who_in

LAW = "Local authorities must make enquiries (Children Act 1989, section 47)."
SENTENCE = st.lists(st.sampled_from(["child", "law", "school", "tell", "soon", "plan"]), min_size=3, max_size=9)
TEXT = st.lists(SENTENCE.map(lambda some: " ".join(some).capitalize() + "."), max_size=8).map("\n\n".join)


@given(TEXT, TEXT)
def test_what_stayed_and_what_came_is_the_newer_text_and_what_stayed_and_went_the_older(old, new):
    found = changes.changes(old, new)
    pieces = [one for row in found.rows for one in row.pieces]
    here = [one.text for one in pieces if one.kind in (changes.SAME, changes.NEW, changes.MOVED_HERE)]
    assert plain(" ".join(here)).split() == plain(new).split()
    gone = sum(len(one.text.split()) for one in pieces if one.kind in (changes.GONE, changes.MOVED_AWAY))
    stayed = sum(len(one.text.split()) for one in pieces if one.kind == changes.SAME)
    assert gone + stayed == len(old.split())


@given(TEXT)
def test_a_text_does_not_differ_from_itself(text):
    found = changes.changes(text, text)
    assert (found.new, found.gone, found.moved) == (0, 0, 0)
    assert not any(row.changed for row in found.rows)


def test_words_changed_in_place_are_shown_word_by_word():
    found = changes.changes("1.1 Each school should keep a list.", "1.1 Each school must keep a list.")
    assert [(one.kind, one.text) for one in found.rows[0].pieces] == [
        ("same", "Each school"), ("gone", "should"), ("new", "must"), ("same", "keep a list.")
    ]  # fmt: skip


def test_a_moved_sentence_with_words_changed_is_still_the_same_sentence():
    old = "Share what you know where that protects a child.\n\nMeet once a month and say so.\n\nRead this page slowly."
    new = "Meet once a month and say so.\n\nRead this page slowly.\n\nShare what you know when that protects a child."
    pieces = [one for row in changes.changes(old, new).rows for one in row.pieces]
    moved = [one for one in pieces if one.kind in (changes.MOVED_HERE, changes.MOVED_AWAY)]
    assert [one.kind for one in moved] == ["moved away", "moved here"]
    assert moved[1].note == "from 1, with some words changed"


@pytest.mark.parametrize(
    ("text", "said", "gone"),
    [
        ("3.1 Intro here.\n\n3.2 We keep every child safe from harm.", "Paragraph 3.2", False),
        ("3.1 New one.\n\n3.2 Intro.\n\n3.3 We keep every child safe from harm.", "Paragraph 3.3", False),
        ("3.2 We will keep each and every child safe from harm.", "Paragraph 3.2, whose words have changed", False),
        ("3.2 Schools keep a register.", "Its words are gone", True),
    ],
)
def test_an_anchor_survives_edits_or_is_shown_as_gone(text, said, gone):
    found = anchors.find("We keep every child safe from harm", "3.2", text, 3)
    assert (found.says, found.gone) == (said, gone)


def test_of_two_places_with_the_same_words_the_one_quoted_from_counts():
    text = "1.1 Tell the child.\n\n1.2 Tell the child."
    assert anchors.find("Tell the child", "1.2", text, 1).paragraph == "1.2"


@pytest.mark.parametrize(
    ("sentence", "force", "fault"),
    [
        ("Schools must tell.", "must", "error"),
        ("Schools must not tell.", "must", "error"),
        ("Schools are required to tell.", "must", "error"),
        (LAW, "must", ""),
        ("Schools should tell.", "should", "notice"),
        ("Schools should tell (Education Act 2002, section 175).", "should", ""),
        ("Schools may tell.", "may", ""),
    ],
)
def test_a_must_has_its_law_or_is_an_error_and_a_should_a_notice(sentence, force, fault):
    (found,) = provisions(f"1.1 {sentence}")
    assert (found.force, found.fault) == (force, fault)


@pytest.mark.parametrize(
    "sentence", ["These are the must-dos of May 2011.", "“You must tell”, it said.", "It is written in May."]
)
def test_what_has_no_force_is_no_provision(sentence):
    assert provisions(f"1.1 {sentence}") == ()


def test_the_points_of_a_list_belong_to_the_must_before_them():
    (found,) = provisions("1.1 Schools must:\n- keep a list;\n- tell the council\n\n1.2 That is all.")
    assert found.sentence == "Schools must: - keep a list; - tell the council"


def test_a_must_without_a_full_stop_is_not_taken_for_a_heading():
    assert provisions("Schools must keep a list")[0].force == "must"


def test_law_is_known_by_its_year_and_section():
    assert legal_source("Under the Children and Social Work Act 2017, sections 1 to 3, it is so.") == (
        "Children and Social Work Act 2017, sections 1 to 3"
    )
    assert legal_source("The Act says so.") == ""


def test_who_is_bound_is_named_by_what_they_do():
    assert who_in("The police and each integrated care board must meet.") == ("integrated care board", "police")
    assert who_in("It follows the Care Standards Act 2000.") == ()


def test_a_named_body_is_flagged_with_what_to_write():
    found = named_bodies("2.1 Vale Police, Ofsted and the LSCB agree.", 2, ours=["Vale Police", "police"])
    assert [one.name for one in found] == ["Vale Police", "Ofsted", "LSCB"]
    assert "safeguarding partners" in found[2].says


def test_every_principle_that_came_with_the_program_can_be_run():
    text = principles.Text("1.1 Core assessments are done within 35 days prior to this. " + LAW, 1, old_words=5)
    found = {one.check.name: one for one in principles.look(principles.standard(), text)}
    assert len(found) == 14
    assert [one.says for one in found["No initial or core assessments"].seen] == ["“Core assessments”"]
    assert not found["No nationally prescribed timescales"].well
    assert not found["Shorter than the edition it replaces"].well
    assert "prefer “before”" in found["Plain words"].seen[0].says
    assert found["Must-dos have their law"].well
    assert not found["A learning system is defined"].well


def test_what_people_write_as_a_principle_is_words_and_no_pattern():
    slow = principles.Check("Ours", "never", "(a+)+$|plan")
    found = principles.run(slow, principles.Text("1.1 " + "a" * 60 + "! The plan holds."))
    assert [one.says for one in found.seen] == ["“plan”"]


def test_paragraphs_are_numbered_as_people_point_at_them():
    found = paragraphs("Title\n\nOne.\n\n4.7 Two.\n\nThree.\n\n## More\n\nFour.", 4)
    assert [(one.number, one.heading) for one in found] == [
        ("", True), ("4.1", False), ("4.7", False), ("4.8", False), ("", True), ("4.9", False)
    ]  # fmt: skip
    assert number_of_words("4.7 One two.") == 2
