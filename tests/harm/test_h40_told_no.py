"""H40: a young person is told that there is nothing for them, and does not ask."""

import random
import re

import pytest
from django.urls import reverse

from paramountcy.web.guidance.age_scope import reads
from paramountcy.web.guidance.age_scope.questions import QUESTIONS, UNSURE, Verdict, meaning
from tests.web.conftest import AT

pytestmark = pytest.mark.django_db
REFUSES = re.compile(
    r"not entitled|not eligible|ineligible|do(?:es)? not qualify|no right to|nothing for you|can.?not have|refused"
)


def answers(chance):
    """An age and some answers, many of them left out."""
    said = {one.name: chance.choice([value for value, _ in one.answers]) for one in QUESTIONS if chance.random() < 0.7}
    return {"age": str(chance.randint(0, 30)), **said}


@pytest.mark.parametrize("seed", range(30))
def test_no_answer_says_no_and_each_says_whom_to_ask(client, place, seed):
    page = client.post(reverse("age_scope:questions"), answers(random.Random(seed))).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).lower().split())
    assert not REFUSES.search(words)
    assert "talk to somebody" in words
    assert "childline" in words
    assert "999" in words


def test_what_is_not_known_never_rules_anything_out(place):
    for row in reads.register(on=AT.date()):
        for age in range(31):
            said = {one.name: UNSURE for one in QUESTIONS}
            rule = {"needs": row.needs, "from_age": row.from_age, "to_age": row.to_age, "sure": row.sure, "age": age}
            inside = (row.from_age or 0) <= age <= (30 if row.to_age is None else row.to_age)
            open_still = meaning(**rule, answers=said)
            assert open_still == meaning(**rule, answers={})
            assert (open_still is not Verdict.OTHER) == inside
            if open_still is Verdict.APPLIES:
                assert not row.needs


def test_what_a_young_person_answers_leaves_nothing_of_the_list_out(place):
    whole = {one.key for one in reads.register(on=AT.date())}
    for seed in range(200):
        said = answers(random.Random(seed))
        found = reads.ask(age=int(said.pop("age")), answers=said, on=AT.date())
        assert {one.key for one in (*found.applies, *found.may_apply, *found.others)} == whole
