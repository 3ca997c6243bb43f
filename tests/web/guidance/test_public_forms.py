"""
Every form of guidance that the public or children can use says, before it, who reads it, when, and what to do in
danger. Every page that is open to all is asked for, whichever room it is of.

A search of what is public (`role="search"`) is read by nobody, and is none of these; nor is a form whose page says that
what is answered is not kept.
"""

import re

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from paramountcy.publication.children.helplines import read_helplines
from paramountcy.web.access.doors import door_of
from tests.web.guidance.test_matrix import APPS, addresses, world

pytestmark = pytest.mark.django_db
FORMS = re.compile(r"<form(?=[^>]*method=\"post\")(?![^>]*role=\"search\")", re.IGNORECASE)
NOT_KEPT = "are used for this one page and are not kept"
WORDS = ("Who reads this:", "When:", "is in danger now", 'href="tel:999"')


def open_pages(app):
    """The names of the pages of an app that anybody may enter."""
    for one in get_resolver().url_patterns:
        for two in getattr(one, "url_patterns", ()):
            if getattr(two, "app_name", "") == app:
                for page in two.url_patterns:
                    door = door_of(page.callback)
                    if door and door.opens_to == "all":
                        yield page.name


def forms_of(page):
    """What stands before each form on a page that sends what somebody wrote."""
    return [page[: found.start()] for found in FORMS.finditer(page)]


@pytest.mark.parametrize("app", APPS)
def test_every_public_form_says_who_reads_it_when_and_what_to_do_in_danger(partnership, app):
    refs, takes = world(app).refs(partnership, None), addresses(app)
    forms = []
    for name in open_pages(app):
        given = refs[name] if takes[name] else {}
        path = reverse(f"{app}:{name}", kwargs=given if isinstance(given, dict) else {takes[name][0]: given})
        answer = Client().get(path)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            forms += [(name, before) for before in forms_of(answer.content.decode()) if NOT_KEPT not in before]
    for name, before in forms:
        for words in (*WORDS, *(line.name for line in read_helplines())):
            assert words in before, f"the form of {app}:{name} does not say {words!r} before it"
    if app == "consultations":
        assert [name for name, _ in forms] == ["respond"], "the walk finds the form that there is"


def test_a_form_without_the_words_would_be_found():
    assert forms_of('<main><form class="x" method="post"></form></main>') == ["<main>"]
    assert forms_of('<form method="post" role="search"></form><form method="get"></form>') == []
