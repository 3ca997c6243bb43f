"""The tracker as a workbook and back: what changed is shown first, and nothing that was changed here is overwritten."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paramountcy.web.guidance.tracker.models import SheetBack, State, Update
from tests.web.guidance.tracker.world import action, ago, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, partnership):
    client.force_login(partnership.officer)
    return client


@pytest.fixture
def rows(partnership):
    jenny = somebody("Jenny Gray")
    return [
        action(partnership.group, "=HYPERLINK(1)", person=jenny, due=ago(3)),
        action(partnership.group, "Write the plan", words="Everybody", due=ago(2)),
        action(partnership.other, "Ring the schools", words="The school's lead", due=ago(1)),
    ]


def taken(officer):
    """The sheet as it is taken, opened with a library that did not write it."""
    answer = officer.get(reverse("tracker:sheet_out"))
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def sent(officer, book):
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("sheet.xlsx", out.getvalue())
    return officer.post(reverse("tracker:sheets"), {"sheet": file}, follow=True).content.decode()


def column(sheet, name):
    return next(cell.column for cell in sheet[1] if cell.value == name)


def put(sheet, row, **said):
    for name, value in said.items():
        sheet.cell(row, column(sheet, name.replace("_", " "))).value = value


def accept(officer):
    kept = SheetBack.objects.order_by("-pk")[0]
    return officer.post(reverse("tracker:accept_sheet", args=[kept.ref]), follow=True).content.decode()


def test_the_sheet_holds_each_open_action_and_no_formula(officer, rows):
    sheet = taken(officer)["Actions"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [one.what for one in rows]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_what_came_back_is_shown_before_it_is_taken_and_then_written_as_updates(officer, rows):
    book = taken(officer)
    put(book["Actions"], 3, State="done", What_happened="It is written.")
    put(book["Actions"], 4, Due_on="2099-12-06", What_happened="They asked for time.")
    words = sent(officer, book)
    assert "open becomes done" in words
    assert "What it changes (2)" in words
    assert not Update.objects.exists()
    assert "2 actions brought up to date." in accept(officer)
    assert rows[1].updates.get().state == State.DONE
    rows[2].refresh_from_db()
    assert rows[2].due_on.isoformat() == "2099-12-06"
    assert "They asked for time." in rows[2].updates.get().text
    assert "This sheet was taken over already." in accept(officer)
    assert Update.objects.count() == 2


def test_a_row_that_was_changed_here_since_is_not_overwritten(officer, rows, partnership):
    book = taken(officer)
    put(book["Actions"], 3, State="stopped", What_happened="No longer needed.")
    Update.objects.create(action=rows[1], state=State.UNDER_WAY, text="It is begun.", on=ago(0), by=partnership.officer)
    words = sent(officer, book)
    assert "Row 3: this action was changed here since the sheet was taken." in words
    assert "What it changes (0)" in words


def test_a_change_between_looking_and_accepting_stops_the_whole_sheet(officer, rows, partnership):
    book = taken(officer)
    put(book["Actions"], 2, State="done", What_happened="It is done.")
    put(book["Actions"], 3, State="done", What_happened="It is done too.")
    sent(officer, book)
    Update.objects.create(action=rows[1], state=State.UNDER_WAY, text="It is begun.", on=ago(0), by=partnership.officer)
    assert "Changed here since you sent the sheet: row 3." in accept(officer)
    assert not rows[0].updates.exists()


def test_bad_rows_end_in_sentences_with_their_number(officer, rows):
    book = taken(officer)
    sheet = book["Actions"]
    put(sheet, 2, State="finished", What_happened="It is done.")
    put(sheet, 3, State="done")
    put(sheet, 4, Due_on="6/12/26", What_happened="They asked for time.")
    put(sheet, 5, Reference="nobodyknowsthisone22", State="done", What_happened="x")
    words = sent(officer, book)
    for says in (
        "Row 2: the state is none of open, under way, done",
        "Row 3: it was changed, and the column What happened is empty.",
        "Row 4: the column Due on has no day that the calendar has.",
        "Row 5: there is no action with this reference that you may change.",
    ):
        assert says in words
    assert "Take these over" not in words


@pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", b"Reference,State\n", b""])
def test_what_is_no_workbook_is_refused_in_words(officer, content):
    file = SimpleUploadedFile("sheet.xlsx", content)
    words = officer.post(reverse("tracker:sheets"), {"sheet": file}).content.decode()
    assert "There is a problem" in words
    assert not SheetBack.objects.exists()


def test_a_workbook_without_the_columns_says_which_are_missing(officer, rows):
    book = taken(officer)
    book["Actions"].cell(1, column(book["Actions"], "State")).value = "Zustand"
    assert "The first row of the sheet has no column State" in sent(officer, book)


def test_what_is_confidential_is_in_no_sheet_and_comes_back_with_none(officer, rows, partnership):
    book = taken(officer)
    put(book["Actions"], 3, State="done", What_happened="It is written.")
    rows[1].circle = partnership.circle
    rows[1].save()
    assert "Write the plan" not in str(list(taken(officer)["Actions"].values))
    assert "Row 3: there is no action with this reference that you may change." in sent(officer, book)


def test_a_sheet_is_seen_by_whoever_sent_it_and_by_nobody_else(officer, client, rows, partnership):
    sent(officer, taken(officer))
    kept = SheetBack.objects.get()
    other = partnership.place.in_role("partnership_officer")
    client.force_login(other)
    assert client.get(reverse("tracker:sheet", args=[kept.ref])).status_code == 404
