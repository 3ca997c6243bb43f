"""
S22 works: notes can't be published before they are agreed, unless marked as a draft; names to withhold are withheld;
the page shows the day of the meeting, the day they were agreed and the day they were published.
"""

from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from paramountcy.web.guidance.meetings.models import Stage, Step
from tests.web.access.reader import Reader, days, told
from tests.web.guidance.publishing.world import AGREED, DAY, PUBLISHED, meeting_with_notes, step

pytestmark = pytest.mark.django_db
SWAN = "Whooper"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def officer(partnership):
    return Reader(partnership.officer)


def get(name, *args):
    return Client().get(reverse(name, args=args))


def everywhere_public(meeting):
    """All that anybody can read of what is published, feeds and files too, in one text."""
    found = [told(get(name)) for name in ("publishing:register", "publishing:withdrawn", "publishing:atom")]
    found += [told(get("publishing:json")), told(get("meetings:public_all"))]
    found += [told(get("meetings:public_one", meeting.ref))]
    found += [told(get("publishing:draft_notes", one.ref)) for one in meeting.drafts_out.all()]
    return "\n".join(found)


def test_notes_are_not_published_before_they_are_agreed(partnership, officer):
    meeting = meeting_with_notes(partnership)
    answer = officer.post("meetings:publish", meeting.ref, **days("on", DAY))
    assert "agreed" in told(answer)
    assert not Step.objects.filter(stage=Stage.PUBLISHED).exists()
    assert SWAN not in everywhere_public(meeting)


def test_a_draft_goes_out_only_marked_as_one_and_gives_way_to_the_notes(partnership, officer):
    meeting = meeting_with_notes(partnership)
    answer = officer.post("publishing:publish_draft", meeting.ref)
    assert answer.status_code == 302, told(answer)
    draft = meeting.drafts_out.get()
    page = told(get("publishing:draft_notes", draft.ref))
    assert "This is a draft. The group has not agreed it, and it may change." in page
    assert "not agreed" in page
    assert SWAN in page
    register = told(get("publishing:register"))
    assert "Draft</strong>" in register
    assert "Not agreed." in register
    step(partnership, meeting, Stage.PUBLISHED, PUBLISHED)
    assert get("publishing:draft_notes", draft.ref).status_code == 404
    assert "Draft</strong>" not in told(get("publishing:register"))


def test_what_is_not_agreed_is_no_draft_for_a_group_that_publishes_nothing(partnership, officer):
    partnership.group.publishes = False
    partnership.group.save()
    meeting = meeting_with_notes(partnership)
    assert "does not publish its notes" in told(officer.post("publishing:publish_draft", meeting.ref))
    assert not meeting.drafts_out.exists()


def test_names_to_withhold_are_withheld_on_pages_in_feeds_and_in_what_went_out_as_a_draft(partnership, officer):
    meeting = meeting_with_notes(partnership)
    officer.post("publishing:publish_draft", meeting.ref)
    step(partnership, meeting, Stage.PUBLISHED, PUBLISHED)
    assert SWAN in everywhere_public(meeting)
    answer = officer.post(
        "publishing:withhold_of_notes", meeting.ref, words="Whitney Whooper", why="She is threatened at work."
    )
    assert answer.status_code == 302, told(answer)
    found = everywhere_public(meeting)
    assert SWAN not in found
    assert "[name withheld]" in found
    assert "Some names are withheld." in found
    assert "threatened" not in found
    held = meeting.withheld.get()
    officer.post("publishing:give_back", held.ref)
    assert SWAN in everywhere_public(meeting)


def test_the_page_and_the_register_show_the_three_days(partnership):
    meeting = meeting_with_notes(partnership)
    step(partnership, meeting, Stage.PUBLISHED, PUBLISHED)
    page = told(get("meetings:public_one", meeting.ref))
    for words in ("3 November 2011", "6 December 2011", "9 December 2011"):
        assert words in page
    register = told(get("publishing:register"))
    assert "Meeting: 3 November 2011. Agreed: 6 December 2011. Published: 9 December 2011." in register
    item = get("publishing:json").json()["items"][0]
    assert item["_dates"] == {"of": DAY.isoformat(), "agreed": AGREED.isoformat(), "published": PUBLISHED.isoformat()}
    assert get("publishing:entry", "notes", meeting.ref).url == reverse("meetings:public_one", args=[meeting.ref])


def test_publishing_stops_for_a_person_on_what_might_let_a_child_be_known(partnership, officer):
    meeting = meeting_with_notes(partnership, text="Ann Bird goes to Mill Lane School. Her NHS number is 943 476 5919.")
    step(partnership, meeting, Stage.AGREED, AGREED)
    page = told(officer.get("publishing:notes", meeting.ref))
    assert "There is what looks like an NHS number and a name with a school" in page
    answer = officer.post("meetings:publish", meeting.ref, **days("on", PUBLISHED))
    assert "Take it out, or say that you have looked" in told(answer)
    assert not Step.objects.filter(stage=Stage.PUBLISHED).exists()
    officer.post("meetings:publish", meeting.ref, looked="on", **days("on", PUBLISHED))
    assert Step.objects.filter(stage=Stage.PUBLISHED).exists()


def test_publishing_stops_where_a_surname_is_left_of_a_withheld_name(partnership, officer):
    meeting = meeting_with_notes(partnership, text="Ann Bird will write it. Ms Bird reports in May.")
    step(partnership, meeting, Stage.AGREED, AGREED)
    officer.post("publishing:withhold_of_notes", meeting.ref, words="Ann Bird", why="She is threatened at work.")
    page = told(officer.get("publishing:notes", meeting.ref))
    assert "still stands in it once, such as a surname alone" in page
    assert "Bird (once)" in page
    assert "such as a surname alone" in told(officer.post("meetings:publish", meeting.ref, **days("on", PUBLISHED)))
    assert not Step.objects.filter(stage=Stage.PUBLISHED).exists()
    officer.post("publishing:withhold_of_notes", meeting.ref, words="Bird", why="She is threatened at work.")
    officer.post("meetings:publish", meeting.ref, **days("on", PUBLISHED))
    assert "Bird" not in everywhere_public(meeting)


def test_what_is_withdrawn_leaves_a_dated_stone_with_the_reason_and_none_of_its_words(partnership, officer):
    meeting = meeting_with_notes(partnership)
    step(partnership, meeting, Stage.PUBLISHED, PUBLISHED)
    answer = officer.post("meetings:withdraw", meeting.ref, why="A mistake in item 2.", **days("on", PUBLISHED))
    assert answer.status_code == 302, told(answer)
    stone = get("publishing:entry", "notes", meeting.ref)
    assert stone.status_code == 410
    for words in ("This was withdrawn", "3 November 2011", "9 December 2011", "A mistake in item 2."):
        assert words in told(stone)
    assert SWAN not in told(stone) + everywhere_public(meeting)
    assert "A mistake in item 2." in told(get("publishing:withdrawn"))
    assert get("meetings:public_one", meeting.ref).status_code == 404
    feed = ElementTree.fromstring(get("publishing:atom").content)
    gone = feed.find("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert gone is not None
    assert gone.get("ref", "").endswith(f"/register/notes/{meeting.ref}/")
    assert not feed.findall(f"{ATOM}entry")


@pytest.mark.parametrize("kept", ["meeting", "group"])
def test_confidential_business_is_absent_everywhere(partnership, kept):
    meeting = meeting_with_notes(partnership, circle=partnership.circle if kept == "meeting" else None)
    step(partnership, meeting, Stage.PUBLISHED, PUBLISHED)
    if kept == "group":
        partnership.group.circle = partnership.circle
        partnership.group.save()
    found = everywhere_public(meeting)
    assert SWAN not in found
    assert meeting.ref not in found.replace(reverse("meetings:public_one", args=[meeting.ref]), "")
    assert get("publishing:entry", "notes", meeting.ref).status_code == 404


def test_the_register_is_searched_and_the_words_stand_in_no_address(partnership):
    meeting = meeting_with_notes(partnership)
    step(partnership, meeting, Stage.PUBLISHED, PUBLISHED)
    path = reverse("publishing:register")
    for said, found in (
        ({"words": "quality learning"}, True),
        ({"words": "exploitation"}, False),
        ({"kind": "notes", "year": "2011"}, True),
        ({"year": "2012"}, False),
        ({"kind": "consultation"}, False),
    ):
        page = told(Client(enforce_csrf_checks=True).post(path, {"words": "", "kind": "", "year": "", **said}))
        assert (meeting.ref in page) is found, said
    assert "Nothing here has those words." in page
