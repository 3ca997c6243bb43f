"""
The pages of meetings in Chromium: axe finds nothing, none is wider than 320 pixels, and minutes are made by keyboard.
The browser is answered by the application itself, in this process.
"""

import pytest
from django.urls import reverse

from paramountcy.web.guidance.meetings import examples
from paramountcy.web.guidance.meetings.actions import lines, notes, papers
from paramountcy.web.guidance.meetings.models import How, Line, Meeting, Paper
from paramountcy.web.guidance.meetings.out.printed import printed, words
from tests.web.guidance.in_chromium import HERE, answered_by, in_order, no_loop

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
OF_MEETING = (
    "meeting", "change", "cancel", "add_item", "attendance", "note_attendance", "note_other", "declare", "notes",
    "circulate", "object", "papers", "add_paper",
)  # fmt: skip
OF_ITEM = ("change_item", "take_off", "put_off", "write")
OF_LINE = ("write_points", "mark", "correct", "strike")


@pytest.fixture
def site(partnership):
    """The examples, with a paper, and notes that are published; and the address of each page."""
    by = partnership.asks(partnership.officer)
    examples.imagine(by)
    last, following = Meeting.objects.order_by("day")
    papers.add(by=by, meeting=last, title="What families told us", content=printed("A paper", [words("A paper")]))
    group, item, line = last.group, last.items.get(number=4), Line.objects.get(number="4.1")
    today = by.at.date()
    out = Meeting.objects.create(group=group, number=9, day=last.day.replace(year=last.day.year - 1))
    lines.write(by=by, item=out.items.create(order=1, number=1, title="Swans"), text="Swans were seen.")
    lines.correct(by=by, line=line, text=f"{line.text} Forty of them are known.")
    notes.circulate(by=by, meeting=out, on=out.day)
    notes.agree(by=by, meeting=out, on=out.day, how=How.BY_CHAIR)
    notes.publish(by=by, meeting=out, on=today)
    pages = dict.fromkeys(OF_MEETING, (last.ref,))
    pages |= dict.fromkeys(OF_ITEM, (item.ref,)) | dict.fromkeys(OF_LINE, (line.ref,))
    pages |= dict.fromkeys(("of_group", "plan", "over_time"), (group.ref,))
    pages |= dict.fromkeys(("meetings", "due", "choose_group", "templates", "set_template", "public_all"), ())
    pages |= {"withdraw_paper": (Paper.objects.get().ref,), "withdraw": (out.ref,), "public_one": (out.ref,)}
    return {f"meetings:{name}": refs for name, refs in pages.items()} | {"next": following}


@pytest.fixture
def page(client, partnership, site):
    client.force_login(partnership.officer)
    with answered_by(client) as made:
        yield made


def test_every_page_is_in_order_for_everybody_and_on_a_telephone(page, site):
    for name, refs in site.items():
        if name == "next":
            continue
        page.goto(HERE + reverse(name, args=refs))
        in_order(page, name)


def press(page, name):
    """Go to a button or a link and press Enter, and wait for the page that it leads to."""
    for role in ("button", "link"):
        wanted = page.get_by_role(role, name=name, exact=True)
        if wanted.count():
            wanted.first.focus()
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"there is no {name!r} on the page")


def test_notes_are_written_and_marked_by_keyboard_alone(page, site):
    following = site["next"]
    page.goto(HERE + reverse("meetings:meeting", args=[following.ref]))
    press(page, "Write notes under Any other business")
    page.get_by_label("What was noted").focus()
    page.keyboard.type("The chair writes to the trust.")
    press(page, "Save")
    page.get_by_text("It is written.").wait_for()
    with no_loop():
        line = Line.objects.get(text="The chair writes to the trust.")
    press(page, f"Action : {line.number}")
    page.get_by_role("heading", level=1).wait_for()
    with no_loop():
        line.refresh_from_db()
    assert line.mark == "action"


def test_seats_are_noted_by_keyboard_alone(page, site):
    with no_loop():
        address = reverse("meetings:note_attendance", args=[site["next"].ref])
        seat = site["next"].group.seats.get(organisation__sector="health")
    page.goto(HERE + address)
    page.locator(f"#id_how-{seat.ref}").focus()
    page.keyboard.type("Somebody")
    page.locator(f"#id_who-{seat.ref}").focus()
    page.keyboard.type(examples.DEPUTY_OF_HEALTH)
    press(page, "Save")
    page.get_by_text("Who was there is noted.").wait_for()
    page.get_by_text("1 present, 0 apologies.").wait_for()
