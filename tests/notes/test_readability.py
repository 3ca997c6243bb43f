"""Reading ages: the published formula, examples worked elsewhere, and what counts as a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paramountcy.notes.readability import NothingToRead, grade, reading_age, sentences, words

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
PASSAGE = "This sentence, taken as a reading passage unto itself, is being used to prove a point."
CAT = "The cat sat on the mat."


def reading_ease(reading):
    """Flesch's own measure, for examples that are worked in it."""
    return 206.835 - 1.015 * reading.words_a_sentence - 84.6 * reading.syllables / reading.words


def test_examples_worked_in_the_encyclopaedia():
    """Wikipedia, Flesch-Kincaid readability tests: 13 words, 24 syllables, grade 11.3; reading ease 69 and 116."""
    platypus = reading_age(PLATYPUS)
    assert (platypus.words, platypus.syllables, round(platypus.grade, 1)) == (13, 24, 11.3)
    assert round(reading_ease(reading_age(PASSAGE))) == 69
    assert round(reading_ease(reading_age(CAT))) == 116
    assert round(reading_age(CAT).grade, 2) == -1.45


def test_green_eggs_and_ham():
    """Its averages and grade as often printed: 5.7 words a sentence, 1.02 syllables a word, grade -1.3."""
    assert round(grade(5.7, 1, 5.7 * 1.02), 1) == -1.3


def test_the_two_seed_notes(shared):
    """
    Measured once before, with another splitter (guidance-libraries.md): grade 9.7 at 15.3 words a sentence, and 13.1
    at 22.1. Syllables a word agree to 0.02 (1.64 and 1.70, from the formula). The rest is where sentences end: the
    second note has ten points that end in semicolons, each here a sentence since it begins with a capital; joined they
    would be one of 184 words.
    """
    first, second = (reading_age(path.read_text()) for path in sorted((shared / "seeds").glob("*.txt")))
    assert first.grade == pytest.approx(9.7, abs=0.3)
    assert first.words_a_sentence == pytest.approx(15.3, abs=0.5)
    assert first.syllables / first.words == pytest.approx(1.637, abs=0.02)
    assert second.grade == pytest.approx(13.1, abs=0.7)
    assert second.words_a_sentence == pytest.approx(22.1, abs=1.7)
    assert second.syllables / second.words == pytest.approx(1.700, abs=0.02)


def test_the_hardest_sentences_come_first_with_their_own_grade():
    reading = reading_age(f"{CAT} {PLATYPUS} {PASSAGE} We went home.")
    assert [sentence.text for sentence in reading.hardest] == [PLATYPUS, PASSAGE, CAT]
    assert round(reading.hardest[0].grade, 1) == 11.3
    assert (reading.sentences, reading.words) == (4, 38)


def test_it_says_what_it_measured_and_when_that_is_rough():
    assert reading_age(CAT).says == (
        "Reading age 3.6 (grade -1.4), measured on 6 words: 6.0 words a sentence and 1.00 syllables a word; with fewer "
        "than 100 words that is rough."
    )
    assert reading_age(" ".join([CAT] * 20)).says.endswith("1.00 syllables a word.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dr. Ali and Ms. Bo met. They agreed.", ["Dr. Ali and Ms. Bo met.", "They agreed."]),
        ("She said no. Then No. 4 spoke.", ["She said no.", "Then No. 4 spoke."]),
        ("See s. 47 and p. 12. J. Smith left.", ["See s. 47 and p. 12.", "J. Smith left."]),
        ("Toys, books, etc. were there. We played.", ["Toys, books, etc. were there.", "We played."]),
        ("It rose by 3.5% to 1,250. Why?", ["It rose by 3.5% to 1,250.", "Why?"]),
        ("“Stop!” he said. “Why?” We left…", ["“Stop!” he said.", "“Why?”", "We left…"]),
        ("It opens at 9 a.m. and shuts at 5 p.m. Come in.", ["It opens at 9 a.m. and shuts at 5 p.m.", "Come in."]),
        ("One sentence\nover two lines.", ["One sentence over two lines."]),
        ("A paragraph broken\n\nby a printed page.", ["A paragraph broken by a printed page."]),
        ("# Title\n\nAbout us\n\nWe help.", ["We help."]),
        ("**Bold heading**\n\nWe **do** help.", ["We do help."]),
        ("1.1 We met.\n\n1.2 We ate.", ["We met.", "We ate."]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\nWe help.", ["We help."]),
        ("You can:\n- ring us,\n- write, or\n- come in.", ["You can: ring us, write, or come in."]),
        ("Points:\n- We were told nothing at all\n- Nobody rang us back", ["Points:", "We were told nothing at all",
         "Nobody rang us back"]),
        ("- i. The first thing is said;\n- ii. The next thing is done.", ["The first thing is said;",
         "The next thing is done."]),
        ("Met on 4<sup>th</sup> May. Ended.", ["Met on 4th May.", "Ended."]),
        ("No full stop here", []),
        ("First it rained. Then no stop", ["First it rained.", "Then no stop"]),
    ],
)  # fmt: skip
def test_sentences(text, found):
    assert list(sentences(text)) == found


def test_words_are_counted_as_flesch_counts_them():
    assert words("wouldn’t – full-length TV, 17 & $15; (7%) www.nspcc.org.uk/a/b and/or") == (
        "wouldn’t", "full-length", "TV", "17", "&", "$15", "7%", "address", "and", "or",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "  \n\n", "# Only a heading", "A lone line", "| a | table |", "... ?!"])
def test_nothing_to_read_is_a_sentence(text):
    with pytest.raises(NothingToRead, match="there is no running text"):
        reading_age(text)


PIECES = ["Help.", "we", "Dr.", "- a", "1.1 ", "\n", "\n\n", "e.g. ", "# h\n", "**b**", "<b>", "10%", "…", '"', "Why?"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=25))
def test_no_text_is_too_odd(pieces):
    text = " ".join(pieces)
    try:
        reading = reading_age(text)
    except NothingToRead:
        return
    assert reading.words == sum(len(words(sentence)) for sentence in sentences(text))
    assert reading.syllables >= reading.words >= reading.sentences >= len(reading.hardest) > 0


@given(st.sampled_from([CAT, PLATYPUS, PASSAGE]), st.integers(1, 5))
def test_saying_it_again_makes_it_no_harder(text, times):
    assert reading_age("\n\n".join([text] * times)).grade == pytest.approx(reading_age(text).grade)
