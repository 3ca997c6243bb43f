"""One list for every list: what it counts, narrows, sorts and pages, and the file that holds it."""

import csv
import io

import pytest
from django.http import QueryDict
from django.template import engines

from paramountcy.web.kit.export import export
from paramountcy.web.kit.lists import Column, Filter, Listing
from tests.web.notebook.models import Subject

pytestmark = pytest.mark.django_db
LIST = Listing(
    name="subjects",
    one="person",
    many="people",
    columns=(
        Column("Name", lambda one: one.name, link=lambda one: f"/p/{one.ref}/", sort="name"),
        Column("Reference", lambda one: one.ref),
    ),
    order=("name", "pk"),
    empty="There is nobody.",
    to_do="Add somebody.",
    filters=(
        Filter(
            "letter",
            "Begins with",
            lambda: (("a", "A"), ("b", "B")),
            lambda rows, value: rows.filter(name__istartswith=value),
        ),
    ),
    per_page=3,
)


def over(asked="", **more):
    return LIST.over(Subject.objects.all(), QueryDict(asked), here="/p/", **more)


def names(listed):
    return [row[0].text for row in listed.rows]


@pytest.fixture
def people():
    for name in ("Bea", "Ann", "Cy", "Abe", "Bo", "Ada", "Al"):
        Subject.objects.create(name=name)


def test_it_counts_in_words_and_pages(people):
    first, last = over(), over("page=3")
    assert (first.words, names(first)) == ("1 to 3 of 7 people", ["Abe", "Ada", "Al"])
    assert (last.words, names(last)) == ("7 to 7 of 7 people", ["Cy"])
    assert [one["number"] for one in first.pages["items"]] == [1, 2, 3]
    assert "previous" not in first.pages
    assert first.pages["next"]["href"] == "/p/?page=2"
    assert names(over("page=999")) == ["Cy"]
    assert names(over("page=x")) == names(first)


def test_it_sorts_by_a_column_that_may_be_sorted_and_back_again(people):
    assert names(over("sort=name")) == ["Abe", "Ada", "Al"]
    back = over("sort=-name")
    assert names(back) == ["Cy", "Bo", "Bea"]
    assert (back.headings[0].order, back.headings[0].to) == ("descending", "/p/?sort=name")
    assert over("sort=name").headings[0].to == "/p/?sort=-name"
    assert over().headings[1].to == ""
    assert names(over("sort=pk")) == names(over("sort=reference")) == names(over())


def test_it_narrows_and_keeps_what_was_asked_for_through_pages_and_sorting(people):
    found = over("letter=a&sort=-name", export="/p/export/")
    assert (found.words, names(found)) == ("1 to 3 of 4 people", ["Ann", "Al", "Ada"])
    assert found.pages["next"]["href"] == "/p/?letter=a&sort=-name&page=2"
    assert found.headings[0].to == "/p/?letter=a&sort=name"
    assert found.export == "/p/export/?letter=a&sort=-name"
    assert [one["selected"] for one in found.filters[0].items] == [False, True, False]
    assert found.filtered


def test_what_an_address_asks_that_is_no_choice_is_not_asked_of_the_database(people):
    found = over("letter=zz&name__icontains=bea&q=bea")
    assert found.count == 7
    assert "bea" not in str(found.pages) + str([one.to for one in found.headings])


def test_one_is_one_and_none_says_what_to_do():
    assert over().words == "No people"
    drawn = draw(over())
    assert "There is nobody." in drawn
    assert "Add somebody." in drawn
    Subject.objects.create(name="Bo")
    assert over().words == "1 person"
    nothing = draw(over("letter=a"))
    assert "No people here as you look." in nothing
    assert 'href="/p/?letter="' in nothing


def draw(listed):
    page = '{% from "kit/list.html" import listing %}{{ listing(listed, "People") }}'
    return engines["paramountcy"].from_string(page).render({"listed": listed})


def test_names_are_shown_as_text(people):
    Subject.objects.create(name="Aa<script>alert(1)</script>")
    assert "<script>" not in draw(over())
    assert "&lt;script&gt;" in draw(over())


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1"])
def test_no_cell_of_the_file_is_a_formula(name):
    Subject.objects.create(name=name)
    records = list(LIST.whole(Subject.objects.all(), QueryDict("")))
    answer = export(LIST.columns, records, name="people")
    told = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(told, newline="")))[1][0] == f"'{name}"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people.csv"'
