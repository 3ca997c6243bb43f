"""The examples of words and of ages are made as a demo makes them."""

import pytest

from paramountcy.web.guidance.age_scope import examples as ages
from paramountcy.web.guidance.age_scope import reads as age_reads
from paramountcy.web.guidance.groups import examples as groups
from paramountcy.web.guidance.vocabulary import examples as words
from paramountcy.web.guidance.vocabulary import reads as word_reads
from tests.web.conftest import AT

pytestmark = pytest.mark.django_db


def test_the_examples_of_words_and_ages_are_whole(partnership):
    by = partnership.asks(partnership.officer, at=AT)
    groups.imagine(by)
    words.imagine(by)
    ages.imagine(by)
    (answer,) = word_reads.who_is("LSCB", area="Applemere", on=AT.date())
    assert [one.names for one in answer.doers] == [
        ("Applemere Council",), ("Applemere Community Health",), ("Applemere and Dales Police",)
    ]  # fmt: skip
    assert "disengaged" in [one.term for one in word_reads.avoided(on=AT.date())]
    assert [one.key for one in age_reads.without_scope(on=AT.date())] == ["half-price-swimming-in-applemere"]
