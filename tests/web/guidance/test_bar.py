"""The bar under the header: pages that belong together stand behind one word, and the line below shows them."""

import re

import pytest
from django.urls import reverse

from tests.web.access.reader import Reader, told

pytestmark = pytest.mark.django_db


def bars(page):
    """The lines of the bar: their label, and of each link its words and what it is of this page."""
    for label, inside in re.findall(r'<nav class="pc-navigation[^"]*" aria-label="([^"]+)">(.*?)</nav>', page, re.S):
        links = re.findall(r'<a href="[^"]+"(?: aria-current="(\w+)")?>([^<]+)</a>', inside)
        yield label, {text: current for current, text in links}


def test_a_page_shows_its_section_and_a_page_behind_it_too(partnership):
    officer = Reader(partnership.officer)
    lines = dict(bars(told(officer.get("tracker:actions"))))
    assert list(lines) == ["Main", "Meetings"]
    assert list(lines["Main"]) == ["Your work", "Meetings", "Learning", "Guidance", "The public"]
    assert [text for text, current in lines["Main"].items() if current] == ["Meetings"]
    assert lines["Main"]["Meetings"] == "true"
    assert list(lines["Meetings"]) == ["Meetings", "Groups", "Actions", "Open decisions", "Read notes"]
    assert [(text, is_) for text, is_ in lines["Meetings"].items() if is_] == [("Actions", "page")]

    behind = dict(bars(told(officer.get("tracker:decisions"))))
    assert [(text, is_) for text, is_ in behind["Meetings"].items() if is_] == [("Actions", "true")]

    first = dict(bars(told(officer.get("access:first"))))
    assert list(first) == ["Main"]
    assert [(text, is_) for text, is_ in first["Main"].items() if is_] == [("Your work", "page")]


def test_a_section_of_one_page_is_that_page_and_nobody_sees_a_page_that_is_closed_to_them(partnership):
    lines = dict(bars(told(Reader(partnership.member).get("consultations:consultations"))))
    assert list(lines) == ["Main"]
    assert lines["Main"]["Consultations"] == "page"
    assert "The public" not in lines["Main"]
    assert "Read notes" not in dict(bars(told(Reader(partnership.member).get("meetings:meetings"))))["Meetings"]
    assert list(dict(bars(told(Reader(partnership.outsider).get("access:first"))))["Main"]) == ["Your work"]


def test_a_public_page_has_no_bar(client):
    assert list(bars(told(client.get(reverse("consultations:public"))))) == []
