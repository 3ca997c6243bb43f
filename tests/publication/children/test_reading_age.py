"""
Whatever the figures, the page reads at an age between 9 and 11, in short sentences and without a word unexplained.

The pages measured are drawn at random, always the same: every authority that stands, each with other figures.
"""

import random
import re
from datetime import date

import pytest

from paramountcy.notes.readability import reading_age, sentences, words
from paramountcy.publication.children.helplines import read_helplines
from paramountcy.publication.children.told import Told, told
from paramountcy.publication.children.words import terms
from paramountcy.publication.shape import GIVEN, STATUSES, TOO_FEW
from paramountcy.terms.authority import authorities
from tests.publication.children.made_rows import WHOLE, frame, row

TECHNICAL = (
    "social worker|assess\\w*|refer\\w*|re-refer\\w*|plan for a child in need|child in need|children in need|"
    "child protection|conference\\w*|section 47|enquir\\w*|statutory|authorit\\w*|safeguard\\w*|agenc\\w*|multi\\w*|"
    "indicator\\w*|numerator|denominator|per cent|percent\\w*|median|quartile\\w*|rate\\w*|working day\\w*|census|"
    "looked after|in care|care leaver\\w*|advocate\\w*|intervention\\w*|threshold\\w*|early help|front door|"
    "suppress\\w*|disclos\\w*|confidential\\w*|neglect|abuse\\w*|category|categories|episode\\w*|case|cases|closure|"
    "strategy|core group|chair|independent reviewing|fostered|adopt\\w*|partner\\w*|professional\\w*|service users?"
)
LONGEST = 22
"""Words that no sentence may have more of."""


def variants(number):
    chance = random.Random(11)
    areas = authorities(on=date(2026, 3, 31))
    for place in range(number):
        area = areas[place % len(areas)]
        given = chance.choice([0, 0.1, 0.5, 0.9, 1])
        rows = [drawn(chance, name, given, area) for name in WHOLE if chance.random() < max(given, 0.5)]
        year = chance.choice(["2024-25", "2022-23", "2024-25-Q2", "2024-10", "12-to-2024-10"])
        rows = [{**one, "period": year} for one in rows]
        yield told(frame(rows), area.name, year)


def drawn(chance, name, given, area):
    status = GIVEN if chance.random() < given else chance.choice([*STATUSES, TOO_FEW, TOO_FEW])
    share = chance.choice([0.0, 0.0004, 0.004, chance.random(), chance.random(), 0.9999, 1.0])
    out_of = chance.choice([12, 60, 400, 9_000, 250_000])
    cells = {"numerator": round(share * out_of), "denominator": out_of, "value": share}
    if WHOLE[name]["unit"] == "per 10,000":
        cells["value"] = 10_000 * share
    if WHOLE[name]["unit"] == "working days":
        cells |= {"numerator": None, "value": chance.choice([0.5, 3, 9.5, 28, 44, 120])}
    return row(name, status=status, area=area.name, code=area.la_code, **cells)


@pytest.fixture(scope="module")
def pages() -> list[Told]:
    return list(variants(320))


def test_the_reading_age_lies_between_9_and_11(pages):
    ages = [reading_age(page.text).age for page in pages]
    assert len(ages) == 320
    assert min(ages) >= 9
    assert max(ages) <= 11


def test_the_variants_are_different_pages(pages):
    assert len({page.text for page in pages}) > 300
    assert {len(page.sections) for page in pages} >= {3, 4, 6, 7}


def test_no_sentence_is_long(pages):
    for page in pages:
        for sentence in sentences(page.text):
            assert len(words(sentence)) <= LONGEST, sentence


def test_no_technical_word_stands_unexplained(pages):
    """A hard word is one of terms.csv, and what it means stands before it or in the sentence behind."""
    explained = {form: term.means for term in terms() for form in term.forms}
    seen = set()
    for page in pages:
        all_sentences = [*page.opening]
        for one in page.sections:
            all_sentences += [*one.sentences, *one.points]
        all_sentences.append(page.local)
        for place, sentence in enumerate(all_sentences):
            for form in re.findall(rf"\b(?:{TECHNICAL})\b", sentence.lower()):
                term = next((known for known in explained if known.startswith(form) and known in sentence.lower()), "")
                assert term, f"{form!r} is not explained in terms.csv: {sentence}"
                assert explained[term] in all_sentences[: place + 2], sentence
                seen.add(term)
    assert seen >= {"social worker", "assessment", "child protection plan", "advocate"}


def test_the_words_at_the_end_and_the_helplines_are_easy_too():
    for term in terms():
        assert reading_age(term.means).grade < 9, term.name
        assert len(words(term.means)) <= LONGEST
    found = {form for line in read_helplines() for form in re.findall(rf"\b(?:{TECHNICAL})\b", line.says.lower())}
    assert found <= {form for term in terms() for form in term.forms}


def test_the_words_are_kind(pages):
    """Words that children in care have asked not to be called by, or that blame."""
    unkind = (
        r"\b(lac|contact|placement|siblings|failed to engage|hard to reach|victim|problem families|troubled|kids)\b"
    )
    for page in pages:
        assert not re.search(unkind, page.text.lower())
