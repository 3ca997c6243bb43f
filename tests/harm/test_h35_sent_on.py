"""
H35: confidential business leaves with a letter, a pack or a sheet, made by somebody who may see it.

Whichever row above an action is kept to a circle, the action stands in no file that is made to be sent on; on the
screen it says that it is confidential.
"""

import io

import docx
import openpyxl
import pdfplumber
import pytest
from django.urls import reverse

from paramountcy.web.guidance.groups.models import CircleMember
from paramountcy.web.guidance.meetings.models import Item, Line, Meeting
from paramountcy.web.guidance.tracker.models import Action, State, Update
from tests.web.conftest import LONG_AGO
from tests.web.guidance import conftest as guidance

pytestmark = pytest.mark.django_db
partnership = guidance.partnership
SECRET, KNOWN = "Whooper", "Teal"


def words(answer, ending):
    """What a file says, read by a library that did not write it."""
    if ending == "txt":
        return answer.content.decode()
    opened = io.BytesIO(answer.content)
    if ending == "pdf":
        with pdfplumber.open(opened) as pdf:
            return " ".join(page.extract_text() for page in pdf.pages)
    if ending == "xlsx":
        return str([list(sheet.values) for sheet in openpyxl.load_workbook(opened)])
    word = docx.Document(opened)
    return str([one.text for one in word.paragraphs] + [cell.text for table in word.tables for cell in table._cells])


def files(group):
    """Every file that is made to be sent on."""
    for ending in ("txt", "docx"):
        yield reverse("tracker:chaser", args=["all", ending]), ending
    for ending in ("docx", "pdf"):
        yield reverse("tracker:pack_file", args=[group.ref, ending]), ending
    yield reverse("tracker:sheet_out"), "xlsx"


@pytest.mark.parametrize("kept", ["action", "line", "parent", "item", "meeting"])
def test_what_is_confidential_stands_in_no_file_that_is_sent(client, partnership, kept):
    group, circle = partnership.group, partnership.circle
    CircleMember.objects.create(circle=circle, user=partnership.officer, from_at=partnership.place.asks(None).at)
    own = {name: circle if name == kept else None for name in ("action", "line", "parent", "item", "meeting")}
    meeting = Meeting.objects.create(group=group, day=LONG_AGO, circle=own["meeting"])
    item = Item.objects.create(meeting=meeting, order=1, title="Reviews", circle=own["item"])
    parent = Line.objects.create(item=item, order=1, text="A review", circle=own["parent"])
    line = Line.objects.create(item=item, order=2, text="of it", parent=parent, circle=own["line"])
    said = {"group": group, "owner_words": "All", "noted_on": LONG_AGO}
    secret = Action.objects.create(what=SECRET, meeting=meeting, item=item, line=line, circle=own["action"], **said)
    known = Action.objects.create(what=KNOWN, **said)
    for one in (secret, known):
        Update.objects.create(action=one, state=State.UNDER_WAY, text=one.what, on=LONG_AGO, by=partnership.officer)
    client.force_login(partnership.officer)
    assert SECRET in client.get(reverse("tracker:chasers")).content.decode()
    assert "Confidential" in client.get(reverse("tracker:action", args=[secret.ref])).content.decode()
    for address, ending in files(group):
        told = words(client.get(address), ending)
        assert KNOWN in told, address
        assert SECRET not in told, address
