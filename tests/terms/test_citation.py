"""Citations: what is one, what is not, and that each reads back as itself."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paramountcy.terms.citation import KIND, LONGEST, STEP, Citation, cite
from paramountcy.terms.year import Year

kinds = st.from_regex(KIND, fullmatch=True).filter(lambda kind: len(kind) < 30)
steps = st.from_regex(re.compile(STEP.pattern, re.ASCII), fullmatch=True).filter(lambda step: len(step) < 30)


@pytest.mark.parametrize(
    ("text", "kind", "path", "at"),
    [
        ("indicator/assessments_within_45_days/2024-25", "indicator", ("assessments_within_45_days", "2024-25"), ""),
        ("review/2026/14#finding-3", "review", ("2026", "14"), "finding-3"),
        ("rule/cin/8736/2025-26", "rule", ("cin", "8736", "2025-26"), ""),
        ("rule/cin/8569Q/2025-26", "rule", ("cin", "8569Q", "2025-26"), ""),
        ("case-review/v1.2", "case-review", ("v1.2",), ""),
    ],
)
def test_citations(text, kind, path, at):
    citation = Citation.of(text)
    assert (citation.kind, citation.steps, citation.at) == (kind, path, at)
    assert str(citation) == text


def test_built_from_what_it_cites():
    assert str(cite("rule", "cin", 8736, Year(2026))) == "rule/cin/8736/2025-26"
    assert cite("review", 2026, 14, at="finding-3") == Citation.of("review/2026/14#finding-3")


@given(kinds, st.lists(steps, min_size=1, max_size=4), st.just("") | steps)
def test_every_citation_reads_back_as_itself(kind, path, at):
    citation = cite(kind, *path, at=at)
    assert Citation.of(str(citation)) == citation


@given(st.text(max_size=30) | st.text("ab/#-._A1 \n", max_size=12))
def test_any_text_is_a_citation_that_reads_back_or_is_refused_in_a_sentence(text):
    try:
        read_back = str(Citation.of(text))
    except ValueError as fault:
        read_back = None
        says = str(fault)
    assert read_back == text or "is not a citation: " in says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "begin with what kind"),
        ("Rule/cin/8736", "begin with what kind"),
        ("/cin/8736", "begin with what kind"),
        ("rule", "write what is cited"),
        ("rule/", "letters, digits"),
        ("rule/cin//8736", "letters, digits"),
        ("rule/../secrets", "letters, digits"),
        ("rule/cin/8736/", "letters, digits"),
        ("rule/cin/8736\n", "letters, digits"),
        ("rule/cin/8736?x=1", "letters, digits"),
        ("rule/cín/8736", "letters, digits"),
        ("rule/cin/٨٧", "letters, digits"),
        ("review/2026/14#", "after #"),
        ("review/2026/14#a#b", "letters, digits"),
        ("review/2026/14#a/b", "letters, digits"),
        ("rule/" + "a" * LONGEST, "keep it to 200 characters"),
    ],
)
def test_what_is_not_a_citation_and_why(text, says):
    with pytest.raises(ValueError, match="is not a citation") as raised:
        Citation.of(text)
    assert says in str(raised.value)
    assert len(str(raised.value)) < LONGEST + 200


def test_the_longest():
    assert len(str(Citation.of("rule/" + "a" * (LONGEST - 5)))) == LONGEST
