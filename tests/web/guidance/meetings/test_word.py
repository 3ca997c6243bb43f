"""Notes, extracts and calendars open in other programs, and a template can do nothing but be filled in."""

import io
import zipfile
from datetime import timedelta

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from icalendar import Calendar

from paramountcy.web.guidance.meetings import extract
from paramountcy.web.guidance.meetings.actions import lines, meetings
from paramountcy.web.guidance.meetings.extract import Row
from paramountcy.web.guidance.meetings.models import Mark
from paramountcy.web.guidance.meetings.out import word
from tests.web.access.reader import told
from tests.web.guidance.meetings.world import DAY, met

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(partnership, client):
    client.force_login(partnership.officer)
    return met(partnership, confidential=False)


def docx(*paragraphs):
    made = Document()
    for one in paragraphs:
        made.add_paragraph(one)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def pages_of(answer):
    assert answer["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(answer.content)) as found:
        return [page.extract_text() for page in found.pages]


def paragraphs_of(answer):
    return [one.text for one in Document(io.BytesIO(answer.content)).paragraphs]


def test_the_notes_in_word_hold_every_line_with_its_number(client, world):
    lines.write(by=world.by, item=world.item, text="Odd <signs> & \x07 bells,\non two lines {{ 7*7 }}.")
    found = paragraphs_of(client.get(reverse("meetings:notes_word", args=[world.meeting.ref])))
    assert "Quality and learning group" in found
    assert "4.1 The group heard of neglect." in found
    assert "4.1.ii It is late seen." in found
    assert "4.2 Odd <signs> &  bells,\non two lines {{ 7*7 }}." in found
    assert "Status: draft" in found


def test_a_partnership_has_its_own_template(client, world):
    loop = ("{%p for item in items %}", "> {{ item.title }}", "{%p endfor %}")
    own = docx("OUR LETTERHEAD", "{{ group }} / {{ when }}", *loop)
    address = reverse("meetings:set_template")
    assert client.post(address, {"file": SimpleUploadedFile("ours.docx", own)}).status_code == 302
    found = paragraphs_of(client.get(reverse("meetings:notes_word", args=[world.meeting.ref])))
    assert found[:2] == ["OUR LETTERHEAD", "Quality and learning group / Tuesday 6 October 2026"]
    assert "> Neglect" in found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ grup }}", "names what there is not: {{ grup }}"),
        ("{{ ''.__class__.__mro__ }}", "names what there is not: {{ __class__ }}, {{ __mro__ }}"),
        ("{{ group.upper() }}", "names what there is not"),
        ("{% for n in range(99999999) %}{% endfor %}", "names what there is not"),
        ("{{ items | join }}", "names what there is not"),
        ("{% include 'other' %}", "names what there is not"),
        ("{{ group ", "is not written as one"),
        ("{% for item in items %}{{ item.title }}", "is not written as one"),
    ],
)
def test_a_template_that_names_or_runs_what_it_may_not_is_refused(client, world, text, says):
    answer = client.post(reverse("meetings:set_template"), {"file": SimpleUploadedFile("ours.docx", docx(text))})
    assert answer.status_code == 200
    assert says.replace("'", "&#39;") in told(answer)


def test_a_template_that_fetches_something_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word.default_template())) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            content = old.read(one)
            if one == "word/_rels/document.xml.rels":
                fetch = (
                    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                    b'relationships/attachedTemplate" Target="http://a/" TargetMode="External"/></Relationships>'
                )
                content = content.replace(b"</Relationships>", fetch)
            new.writestr(one, content)
    with pytest.raises(word.NotATemplate, match="fetches something from elsewhere"):
        word.check(made.getvalue())


def test_the_extract_holds_what_the_tracker_keeps_or_else_what_is_marked(client, world, monkeypatch):
    monkeypatch.setattr(extract, "FOUND", {})
    [line] = lines.write(by=world.by, item=world.item, text="The chair writes to the trust.")
    lines.mark(by=world.by, line=line, mark=Mark.ACTION)
    addresses = [reverse(f"meetings:extract_{kind}", args=[world.meeting.ref]) for kind in ("word", "pdf")]
    made = Document(io.BytesIO(client.get(addresses[0]).content))
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["4.2", "The chair writes to the trust.", "", "", ""]
    [page] = pages_of(client.get(addresses[1]))
    assert "The chair writes to the trust." in page
    extract.extracts("tracker", lambda by, meeting: [Row(Mark.ACTION, "Write to it", "The chair", "3 November")])
    made = Document(io.BytesIO(client.get(addresses[0]).content))
    assert [cell.text for cell in made.tables[0].rows[1].cells][1:4] == [
        "Write to it",
        "The chair",
        "3 November",
    ]
    assert len(made.tables) == 1
    assert "None." in [one.text for one in made.paragraphs]


def test_the_calendar_of_a_group_holds_what_is_to_come_and_what_was_cancelled(client, world):
    by = world.partnership.asks(world.partnership.officer)
    today = by.at.date()
    soon = meetings.plan(by=by, group=world.meeting.group, day=today + timedelta(days=30))
    off = meetings.plan(by=by, group=world.meeting.group, day=today + timedelta(days=60))
    meetings.cancel(by=by, meeting=off, on=today)
    answer = client.get(reverse("meetings:group_calendar", args=[world.meeting.group.ref]))
    found = {str(one["uid"]).partition("@")[0]: str(one["status"]) for one in Calendar.from_ical(answer.content).events}
    assert found == {soon.ref: "CONFIRMED", off.ref: "CANCELLED"}
    assert today > DAY
