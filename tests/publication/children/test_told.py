"""The children's page: what it says, what it keeps to itself, and that it stands for an area without figures."""

from datetime import date

import pytest

from paramountcy.publication.children.reviewed import Review
from paramountcy.publication.children.told import told
from paramountcy.publication.children.words import Explaining, terms_in
from paramountcy.publication.shape import CHANGED, NOT_AVAILABLE, NOT_COLLECTED, NOTHING, STATUSES, TOO_FEW
from tests.publication.children.made_rows import AREA, CODE, WHOLE, YEAR, everything, frame, row


def said(rows, period=YEAR, **how):
    return told(frame(rows), AREA, period, **how)


def section(page, heading):
    (found,) = [one for one in page.sections if one.heading == heading]
    return found


def test_all_that_there_is_to_tell():
    page = said([*everything(), row("children_in_need_at_any_point", period="2023-24", numerator=3100)])
    assert page.title == "How children were helped in Islington"
    assert section(page, "How many children got help?").sentences == (
        "A social worker can talk with you, visit your family, and find other people who can support you.",
        "Social workers helped 3,203 children from April 2024 to March 2025.",
        "That is about 8 in every 100 children who live here.",
        "In the year before that, they helped 3,100 children.",
        "On 31 March 2025, 1,500 children were getting help.",
    )
    assert "Half of the assessments took about 6 weeks or less, and the other half took longer than that." in page.text
    assert "About 85 in every 100 assessments that ended were finished within 9 weeks." in page.text
    assert "About 20 in every 100 requests for help were about a child we had been asked to help" in page.text
    assert "On 31 March 2025, 210 children here had a plan like this." in page.text
    assert "About 94 in every 100 plans that were due for a check had it on time." in page.text
    assert "7 of the 20 new plans were for a child who had been on one before." in page.text
    assert "can not tell you" not in page.text
    assert [one.heading for one in page.sections] == [
        "How many children got help?",
        "How long did it take to find out what help was needed?",
        "Did some children need help again?",
        "Plans to keep children safe",
        "Why we count",
        "Who to tell",
    ]


def test_an_area_is_found_by_its_code_and_other_areas_are_not_told():
    rows = frame([*everything(), *everything(area="Hackney", code="204")])
    assert told(rows, CODE, YEAR).title == "How children were helped in Islington"
    assert told(rows, CODE, YEAR) == told(frame(everything()), AREA, YEAR)
    only_groups = [row("protection_plans", breakdown="sex", group="girls"), row("re_referrals", period="2023-24")]
    assert said(only_groups).sections == said([]).sections


def test_too_few_is_kept_to_ourselves_and_the_reason_said_once():
    page = said([row(name, status=TOO_FEW) for name in WHOLE])
    assert "To keep children safe, we do not say how many children had a plan like this." in page.text
    assert "To keep children safe, we do not say how many children needed help again." in page.text
    assert page.text.count("people might be able to work out who some of them are") == 1
    figures = [" ".join(one.sentences).replace("9 weeks", "") for one in page.sections[:4]]
    assert not any(sign.isdigit() for sign in "".join(figures))


@pytest.mark.parametrize("count", [1, 3, 5])
def test_a_number_from_1_to_5_is_never_told_even_where_the_rows_have_it(count):
    page = said([row(name, numerator=count, denominator=20, value=count / 20) for name in WHOLE if "quart" not in name])
    assert f"{count} children" not in page.text
    assert f"{count} of the" not in page.text
    assert "we do not say how many children got help" in page.text
    before = row("children_in_need_at_any_point", period="2023-24", numerator=count)
    assert "In the year before" not in said([*everything(), before]).text


def test_six_is_told_and_none_is_told():
    page = said([row("protection_plans", numerator=6), row("children_in_need", numerator=0, value=0.0)])
    assert "On 31 March 2025, 6 children here had a plan like this." in page.text
    assert "On 31 March 2025, no children were getting help." in page.text


def test_an_area_without_any_figures_still_has_a_page():
    page = said([])
    assert [one.heading for one in page.sections] == ["What we can not tell you", "Why we count", "Who to tell"]
    assert page.sections[0].points == (
        "How many children got help",
        "How many children were getting help on one day",
        "How long it took to find out what help was needed",
        "How often it took less than 9 weeks",
        "How many children needed help again",
        "How many children had a plan to keep them safe",
        "How many of these plans were checked on time",
        "How many children needed another plan",
    )
    assert len(page.help_lines) >= 4


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (NOT_AVAILABLE, "What we can not tell you"),
        (NOT_COLLECTED, "What nobody wrote down"),
        (CHANGED, "What is counted differently now"),
        (NOTHING, "What did not happen"),
    ],
)
def test_each_reason_has_its_words(status, heading):
    page = said([*everything()[1:], row("children_in_need_at_any_point", status=status)])
    assert section(page, heading).points == ("How many children got help",)
    assert "3,203" not in page.text


def test_every_status_is_spoken_for():
    for status in STATUSES:
        assert said([row("re_referrals", status=status)]).sections


def test_a_count_that_was_published_as_a_value_is_told_too():
    page = said([row("protection_plans", numerator=None, value=210.0, unit="count")])
    assert "210 children here had a plan" in page.text
    page = said([row("protection_plans", numerator=None, value=50.0, unit="per 10,000")])
    assert "children here had a plan" not in page.text


def test_a_count_is_told_where_only_the_population_is_not_known():
    unknown = {"denominator": None, "value": None, "unit": "per 10,000"}
    rows = [{**row("protection_plans", **unknown), "status": NOT_AVAILABLE, "numerator": 210, "value": None}]
    assert "210 children here had a plan" in said(rows).text
    withheld = [{**rows[0], "status": TOO_FEW}]
    assert "210" not in said(withheld).text


def test_what_stood_on_a_day_is_found_under_the_day_and_under_the_year():
    under_day = said([row("protection_plans", period="2025-03-31")])
    assert "On 31 March 2025, 210 children here had a plan like this." in under_day.text
    assert "210" in said([row("protection_plans", period="2025-03-31")], period="2025-03-31").text


def test_hard_words_are_explained_in_the_next_sentence_and_again_at_the_end():
    page = said(everything())
    assert page.opening[1:3] == (
        "It explains how social workers helped children here, from April 2024 to March 2025.",
        "A social worker is a person whose job is to help children and their families when life is hard.",
    )
    assert [term.name for term in page.terms] == [
        "social worker", "assessment", "child protection plan", "advocate", "in care",
    ]  # fmt: skip
    assert {"assessment", "child protection plan"}.isdisjoint(term.name for term in said([]).terms)


def test_a_marked_word_that_nobody_explains_is_found():
    with pytest.raises(LookupError, match=r"words.toml marks \*threshold\*"):
        list(Explaining().told(["You may hear of a *threshold*."]))


def test_a_term_is_found_as_a_word_only():
    assert [term.name for term in terms_in(["Reassessments, advocated"])] == []


def test_who_has_checked_it_stands_at_its_head():
    assert said([]).checked == "This page has not yet been checked by young people."
    reviews = [
        Review("young inspector", 15, date(2026, 5, 1), "We took out a long sentence"),
        Review("pupil", 11, date(2026, 4, 2), "nothing"),
    ]
    page = said([], reviews=reviews)
    assert page.checked == "Two young people, aged 11 to 15, have checked this page, the last on 1 May 2026."
    assert page.changed == ("We took out a long sentence",)


def test_the_local_front_door_is_the_areas_own_or_any_adult_you_trust(tmp_path):
    assert said([]).local.startswith("You can ask any adult you trust")
    file = tmp_path / "door.csv"
    file.write_text("name,number,checked\nIslington children's services,020 7946 0000,2026-05-01\n")
    page = said([], front_door=file)
    assert page.local == ""
    assert page.help_lines[0].says == "Islington children's services: 020 7946 0000."
    assert page.help_lines[1:] == said([]).help_lines


def test_a_period_that_is_none_is_refused():
    with pytest.raises(ValueError, match="is not a period"):
        said([], period="last year")
