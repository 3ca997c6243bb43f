"""H33: confidential business of a group reaches somebody outside its circle, by name, by number or with a file."""

import io

import pdfplumber
import pytest
from django.urls import reverse
from docx import Document

from paramountcy.web.guidance.meetings.actions import agenda, lines, notes, papers
from paramountcy.web.guidance.meetings.models import How, Mark, Meeting
from paramountcy.web.guidance.meetings.out.printed import printed, words
from tests.web.access.reader import told
from tests.web.guidance.conftest import partnership as _partnership
from tests.web.guidance.meetings.world import DAY, SECRET, met

pytestmark = pytest.mark.django_db
partnership = _partnership
PAGES = ("meeting", "attendance", "notes", "papers")
FILES = ("pack", "notes_word", "extract_word", "extract_pdf", "calendar")


@pytest.fixture
def world(partnership):
    """A meeting with an item, a line, a paper and an action that are kept to a circle, beside open ones."""
    made = met(partnership)
    for title, circle in (("Swans", None), (SECRET, partnership.circle)):
        papers.add(by=made.by, meeting=made.meeting, title=title, content=printed(title, [words(title)]), circle=circle)
    [line] = lines.write(by=made.by, item=made.kept, text=f"{SECRET} to be rung.")
    lines.mark(by=made.by, line=line, mark=Mark.ACTION)
    return made


def text_of(answer):
    """Every word of a file."""
    if answer["Content-Type"] == "application/pdf":
        with pdfplumber.open(io.BytesIO(answer.content)) as found:
            return "\n".join(page.extract_text() for page in found.pages)
    if "word" in answer["Content-Type"]:
        made = Document(io.BytesIO(answer.content))
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in made.paragraphs), *cells])
    return answer.content.decode()


def get(client, world, name, **asked):
    answer = client.get(reverse(f"meetings:{name}", args=[world.meeting.ref]), asked)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("who", ["member", "chair"])
def test_who_is_not_in_the_circle_finds_it_on_no_page_and_in_no_file(client, world, who):
    client.force_login(getattr(world.partnership, who))
    for name in PAGES:
        page = told(get(client, world, name))
        assert SECRET not in page, name
        assert "Confidential" not in page, f"{name} tells that there is something"
        assert "confidential to your circles" not in page
    for name in FILES:
        for asked in ({}, {"with": "confidential"}):
            assert SECRET not in text_of(get(client, world, name, **asked)), name


def test_who_is_in_the_circle_sees_it_and_is_told_so(client, world):
    client.force_login(world.partnership.named)
    for name in ("meeting", "notes", "papers"):
        page = told(get(client, world, name))
        assert SECRET in page, name
        assert "Confidential" in page


@pytest.mark.parametrize("name", FILES)
def test_a_file_made_by_somebody_of_the_circle_can_be_sent_to_the_whole_group(client, world, name):
    client.force_login(world.partnership.named)
    assert SECRET not in text_of(get(client, world, name))


@pytest.mark.parametrize("name", ["pack", "extract_word", "extract_pdf", "notes_word"])
def test_a_file_with_it_is_asked_for_and_says_on_itself_for_whom_it_is(client, world, name):
    client.force_login(world.partnership.named)
    found = text_of(get(client, world, name, **{"with": "confidential"}))
    assert SECRET in found
    assert "Confidential: for the people of its circle only." in found


def test_no_number_is_missing_for_those_who_may_not_know(client, world):
    lines.write(by=world.by, item=world.item, text="The last word.")
    client.force_login(world.partnership.member)
    found = text_of(get(client, world, "notes_word"))
    assert [one.split()[0] for one in found.split("\n") if one.startswith("4.")] == [
        "4.1", "4.1.i", "4.1.ii", "4.2", "4.3",
    ]  # fmt: skip
    assert "1 Swans 2" in text_of(get(client, world, "pack"))
    page = told(get(client, world, "meeting"))
    assert [number for number in range(1, 9) if f"\n{number}. " in page or f">{number}. " in page] == [1, 2, 3, 4, 5, 6]


def test_what_is_published_holds_nothing_of_it_even_for_the_circle(client, world):
    notes.circulate(by=world.at(1), meeting=world.meeting, on=DAY)
    notes.agree(by=world.at(1), meeting=world.meeting, on=DAY, how=How.BY_CHAIR)
    notes.publish(by=world.at(1), meeting=world.meeting, on=DAY)
    address = reverse("meetings:public_one", args=[world.meeting.ref])
    for who in (None, world.partnership.named):
        client.logout()
        if who:
            client.force_login(who)
        page = told(client.get(address))
        assert "It is rising." in page
        assert SECRET not in page


def test_a_confidential_meeting_is_never_published_and_is_a_meeting_and_no_more_in_a_calendar(client, world):
    kept = Meeting.objects.create(
        group=world.partnership.group, day=DAY, number=9, circle=world.partnership.circle, place=SECRET, title=SECRET
    )
    agenda.lay(by=world.by, meeting=kept)
    lines.write(by=world.by, item=kept.items.first(), text=SECRET)
    notes.circulate(by=world.at(1), meeting=kept, on=DAY)
    notes.agree(by=world.at(1), meeting=kept, on=DAY, how=How.BY_CHAIR)
    assert notes.why_not_published(kept) == "This meeting is confidential: its notes are never published."
    client.force_login(world.partnership.named)
    found = client.get(reverse("meetings:calendar", args=[kept.ref])).content.decode()
    assert "SUMMARY:Meeting\r\n" in found
    assert "CLASS:PRIVATE" in found
    assert SECRET not in found
    assert world.partnership.group.name not in found
    client.force_login(world.partnership.member)
    for name in ("meetings:meetings", "meetings:export", "meetings:due"):
        answer = client.get(reverse(name))
        content = b"".join(answer.streaming_content).decode() if answer.streaming else told(answer)
        assert kept.ref not in content
        assert SECRET not in content
    page = told(client.get(reverse("meetings:over_time", args=[world.partnership.group.ref]), {"year": "2026"}))
    assert SECRET not in page
