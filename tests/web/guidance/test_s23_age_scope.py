"""
S23 works: for a care leaver aged 22 and for a disabled young person aged 24 the list of entitlements differs and cites
law; a provision without age scope is flagged.
"""

import csv
import io
import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from paramountcy.web.access.models import Entry
from paramountcy.web.guidance.age_scope import reads
from paramountcy.web.guidance.age_scope.models import Provision

pytestmark = pytest.mark.django_db
LEAVER = {"age": "22", "care": "left", "weeks": "yes", "send": "no", "ehc": "no", "study": "no", "carer": "no"}
DISABLED = {"age": "24", "care": "no", "weeks": "no", "send": "yes", "ehc": "yes", "study": "yes", "carer": "no"}
PARTS = re.compile(r"<h2 class=\"govuk-heading-m\">(This (?:may apply: ask|applies))</h2>(.*?)(?=<h2|<details)", re.S)
TITLE = re.compile(r"<h3[^>]*>(.*?) <strong", re.S)


def ask(client, said):
    """The titles of what applies and of what may, and the page."""
    page = client.post(reverse("age_scope:questions"), said).content.decode()
    parts = dict(PARTS.findall(page))
    return (
        set(TITLE.findall(parts.get("This applies", ""))),
        set(TITLE.findall(parts.get("This may apply: ask", ""))),
        page,
    )


def test_a_care_leaver_of_22_and_a_disabled_young_person_of_24_have_different_lists_that_cite_law(client, place):
    applies, may_apply, page = ask(client, LEAVER)
    others, others_may, other_page = ask(client, DISABLED)
    assert "A personal adviser to 25" in applies
    assert "The council&#39;s local offer for care leavers" in applies
    assert not any("health and care plan" in one for one in applies | may_apply)
    assert "Children Act 1989, section 23CZB; Children and Social Work Act 2017, section 3" in page
    assert "An education health and care plan to 25" in others
    assert "An assessment of needs as an adult" in others
    assert not any("care leaver" in one for one in others | others_may)
    assert "Children and Families Act 2014, sections 37, 42 and 44" in other_page
    assert "Care Act 2014, section 9" in other_page
    assert not applies & others
    for found in (page, other_page):
        assert "not entitled" not in found.lower()
        assert "from knowledge" in found
        assert "Childline" in found
    assert "Checked November 2026" in page


@pytest.mark.parametrize("age", ["17", "18", "20", "21", "24", "25"])
def test_ages_begin_and_end_on_the_birthday(client, place, age):
    applies, *_ = ask(client, {**LEAVER, "age": age})
    assert ("A personal adviser to 25" in applies) == (21 <= int(age) <= 24)
    assert ("Support for a care leaver of 18 to 20" in applies) == (18 <= int(age) <= 20)
    assert ("Support for a young person of 16 or 17 who has left care" in applies) == (int(age) == 17)


@pytest.mark.parametrize("answer", ["unsure", ""])
def test_what_is_not_known_is_something_to_ask(client, place, answer):
    applies, may_apply, page = ask(client, {**LEAVER, "weeks": answer})
    assert "A personal adviser to 25" not in applies
    assert "A personal adviser to 25" in may_apply
    assert "Ask: <strong>the council&#39;s leaving care team</strong>" in page


@pytest.mark.parametrize(
    "said", [{"age": "40"}, {"age": "3", "care": "no"}, dict.fromkeys(LEAVER, "no") | {"age": "22"}]
)
def test_nobody_is_told_that_they_are_not_entitled(client, place, said):
    *_, page = ask(client, said)
    words = re.sub(r"<[^>]+>", " ", page).lower()
    assert not re.search(r"not (entitled|eligible)|ineligible|no right|can.t (have|get)", words)
    assert "talk to somebody" in words


def test_nothing_of_the_answers_is_kept_or_stands_in_an_address(client, place):
    before = Entry.objects.count(), Session.objects.count()
    answer = client.post(reverse("age_scope:questions"), LEAVER)
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert (Entry.objects.count(), Session.objects.count()) == before
    assert "no-store" in answer.headers["Cache-Control"]
    page = client.get(reverse("age_scope:questions")).content.decode()
    assert 'value="22"' not in page
    assert not re.search(r'<input[^>]*name="(name|email|date)', page)
    assert "checked" not in page.replace("checkbox", "")


def test_an_age_that_is_none_is_said_to_be_one(client, place):
    page = client.post(reverse("age_scope:questions"), {"age": "soon", "care": "left"}).content.decode()
    assert "An age is a number, such as 19." in page
    assert re.search(r'value="left"[^>]*checked', page)


def test_a_provision_without_age_scope_is_flagged(client, partnership):
    assert "Age scope missing" not in client.get(reverse("age_scope:register")).content.decode()
    client.force_login(partnership.officer)
    said = {"title": "Free bus travel", "what": "A pass", "law": "Transport Act 1985, section 93", "ask": "the council",
            "why": "The executive asked for it."}  # fmt: skip
    assert client.post(reverse("age_scope:add"), said).status_code == 302
    client.logout()
    page = client.get(reverse("age_scope:register")).content.decode()
    assert "1 provision has no age scope" in page
    assert "No age scope" in page
    applies, may_apply, _ = ask(client, LEAVER)
    assert "Free bus travel" in may_apply
    assert "Free bus travel" not in applies
    client.force_login(partnership.officer)
    change = reverse("age_scope:change", args=["free-bus-travel"])
    client.post(change, {**said, "to_age": "21", "sure": "on", "why": "The council says so now."})
    assert "Age scope missing" not in client.get(reverse("age_scope:register")).content.decode()
    history = client.get(reverse("age_scope:history", args=["free-bus-travel"])).content.decode()
    assert "The executive asked for it." in history
    assert "The council says so now." in history
    assert Provision.objects.count() == 2


def test_what_came_with_the_program_is_changed_and_what_it_was_stays(client, partnership):
    client.force_login(partnership.officer)
    row = reads.one_of("care-to-25")
    assert row is not None
    form = client.get(reverse("age_scope:change", args=["care-to-25"])).content.decode()
    assert row.law in form
    said = {"title": row.title, "what": row.what, "law": "Imagined Act 2027, section 1", "from_age": "21",
            "to_age": "26",
            "needs": row.needs, "sure": "on", "ask": row.ask, "why": "The law has changed."}  # fmt: skip
    client.post(reverse("age_scope:change", args=["care-to-25"]), {**said, "needs": "care:gone"})
    assert Provision.objects.count() == 0
    client.post(reverse("age_scope:change", args=["care-to-25"]), said)
    applies, _, page = ask(client, {**LEAVER, "age": "26"})
    assert row.title in applies
    assert "Imagined Act 2027" in page
    client.post(reverse("age_scope:take_out", args=["care-to-25"]), {"why": "It was never in force."})
    assert row.title not in ask(client, LEAVER)[0]
    assert Provision.objects.count() == 2


def test_every_provision_has_law_somebody_to_ask_and_a_mark(client, place):
    answer = client.get(reverse("age_scope:register_csv"))
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert len(rows) > 20
    for row in rows:
        assert re.search(r"(Act|Order|Regulations).* (19|20)\d\d", row["Law"])
        assert row["Whom to ask"]
        assert row["Mark"]
        assert row["Age scope"] != "no age scope is given"
