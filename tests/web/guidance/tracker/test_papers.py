"""Whom to chase, and the update pack: opened again with other libraries than those that wrote them."""

import io

import docx
import fastexcel
import pdfplumber
import pytest
from django.urls import reverse

from paramountcy.web.access.models import Entry
from paramountcy.web.guidance.groups.models import CircleMember
from paramountcy.web.guidance.meetings.models import Meeting
from paramountcy.web.guidance.tracker.models import Decision, Effect, Outcome, Result, State, Update
from tests.web.guidance.tracker.world import action, ago, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, partnership):
    client.force_login(partnership.officer)
    return client


@pytest.fixture
def rows(partnership):
    jenny = somebody("Jenny Gray")
    group = partnership.group
    return {
        "late": action(group, "Write the plan", person=jenny, due=ago(3)),
        "old": action(partnership.other, "Ring the schools", person=jenny, since=200),
        "soon": action(group, "Count the swans", words="Members of the group", due=ago(-7)),
        "far": action(group, "Look far ahead", words="Members of the group", due=ago(-70)),
        "secret": action(group, "Ask about Whooper", person=jenny, due=ago(3), circle=partnership.circle),
    }


def lets_in(partnership):
    CircleMember.objects.create(
        circle=partnership.circle, user=partnership.officer, from_at=partnership.place.asks(None).at
    )


def test_the_list_to_chase_has_what_is_late_soon_or_old_by_owner(officer, rows):
    words = officer.get(reverse("tracker:chasers")).content.decode()
    assert words.index("Jenny Gray") < words.index("Members of the group")
    assert "open over 6 months" in words.lower()
    assert "Ring the schools" in words
    assert "Look far ahead" not in words
    assert "Whooper" not in words


def test_the_letter_to_an_owner_holds_theirs_alone(officer, rows):
    key = f"person-{rows['late'].person.ref}"
    text = officer.get(reverse("tracker:chaser", args=[key, "txt"])).content.decode()
    assert "Write the plan" in text
    assert "Ring the schools" in text
    assert "Count the swans" not in text
    word = docx.Document(io.BytesIO(officer.get(reverse("tracker:chaser", args=[key, "docx"])).content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "Write the plan" in cells
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 1"] == ["Jenny Gray"]
    assert rows["late"].ref in Entry.objects.filter(action="export").order_by("-pk")[0].shown


def test_a_letter_in_another_form_or_of_nobody_is_not_there(officer, rows):
    key = f"person-{rows['late'].person.ref}"
    assert officer.get(reverse("tracker:chaser", args=[key, "exe"])).status_code == 404
    assert officer.get(reverse("tracker:chaser", args=["person-22222222222222222222", "txt"])).status_code == 404


def test_what_is_confidential_is_in_no_letter_of_somebody_who_may_see_it(officer, rows, partnership):
    lets_in(partnership)
    page = officer.get(reverse("tracker:chasers")).content.decode()
    assert "Whooper" in page
    assert "Confidential: 1 of these" in page
    for ending in ("txt", "docx"):
        content = officer.get(reverse("tracker:chaser", args=["all", ending])).content
        text = (
            content.decode()
            if ending == "txt"
            else str([cell.text for table in docx.Document(io.BytesIO(content)).tables for cell in table._cells])
        )
        assert "Write the plan" in text
        assert "Whooper" not in text


@pytest.fixture
def happened(rows, partnership):
    """What happened since the group met ten days ago, and before."""
    Meeting.objects.create(group=partnership.group, day=ago(10))
    told = {"by": partnership.officer}
    Update.objects.create(action=rows["late"], state=State.UNDER_WAY, text="Long ago.", on=ago(15), **told)
    Update.objects.create(action=rows["late"], state=State.DONE, text="It is written.", on=ago(2), **told)
    Effect.objects.create(action=rows["late"], seen="changed", text="Fewer children wait.", on=ago(1), **told)
    question = Decision.objects.create(group=partnership.group, question="Shall it be one text?", noted_on=ago(10))
    Outcome.objects.create(decision=question, result=Result.INCONCLUSIVE, on=ago(10), **told)
    return rows


def test_the_update_pack_says_what_happened_since_the_last_meeting(officer, happened, partnership):
    ref = partnership.group.ref
    page = officer.get(reverse("tracker:pack", args=[ref])).content.decode()
    pdf = officer.get(reverse("tracker:pack_file", args=[ref, "pdf"])).content
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        printed = " ".join(" ".join(one.extract_text().split()) for one in opened.pages)
    word = docx.Document(io.BytesIO(officer.get(reverse("tracker:pack_file", args=[ref, "docx"])).content))
    written = " ".join(cell.text for table in word.tables for cell in table._cells)
    for text in (page, printed, written):
        flat = " ".join(text.split())
        assert "It is written." in flat
        assert "Fewer children wait." in flat
        assert "Count the swans" in flat
        assert "Inconclusive" in flat or "inconclusive" in flat
        assert "Long ago." not in flat
        assert "Whooper" not in flat
        assert "Ring the schools" not in flat


def test_the_pack_leaves_out_what_is_confidential_and_says_how_much(officer, happened, partnership):
    lets_in(partnership)
    page = officer.get(reverse("tracker:pack", args=[partnership.group.ref])).content.decode()
    assert "Confidential: 1 of what you may see" in page
    assert "Whooper" not in page


def test_a_pdf_is_made_of_whatever_is_typed(officer, happened, partnership):
    Update.objects.create(
        action=happened["soon"], state=State.UNDER_WAY, text='#panic("x") $ *_` \\ <a> "quoted"', on=ago(1),
        by=partnership.officer,
    )  # fmt: skip
    pdf = officer.get(reverse("tracker:pack_file", args=[partnership.group.ref, "pdf"])).content
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        assert "#panic" in " ".join(one.extract_text() for one in opened.pages)


@pytest.mark.parametrize("sign", ["\x0b", "\x1b", "\ufffe", "\U0001fae0", "\u202e"])
def test_whatever_sign_somebody_pasted_the_papers_and_the_sheet_are_made(officer, partnership, sign):
    action(partnership.group, f"Ask{sign} swanherds", words="Members of the group", due=ago(3))
    ref = partnership.group.ref
    pdf = officer.get(reverse("tracker:pack_file", args=[ref, "pdf"])).content
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        assert "swanherds" in " ".join(" ".join(one.extract_text().split()) for one in opened.pages)
    for address in (reverse("tracker:chaser", args=["all", "docx"]), reverse("tracker:pack_file", args=[ref, "docx"])):
        word = docx.Document(io.BytesIO(officer.get(address).content))
        assert "swanherds" in " ".join(cell.text for table in word.tables for cell in table._cells)
    sheet = officer.get(reverse("tracker:sheet_out")).content
    assert any("swanherds" in str(row) for row in fastexcel.read_excel(sheet).load_sheet(0).to_polars().rows())
