"""
S1 works when of meeting 2 of seed A 18 are present and 4 have apologised, Gwynn is shown as deputy for Milton so that
the seat of the Department of Health counts as represented, and the next meeting, on 23 June 2011 from 16:00 to 17:30,
has on its draft agenda the 8 recommendations that were not reached.
"""

import json
import re
from datetime import date

import pytest
from django.urls import reverse
from icalendar import Calendar

from paramountcy.web.guidance.groups.models import Capacity, Group, Holding, Person, Seat, Sector
from paramountcy.web.guidance.meetings import carrying
from paramountcy.web.guidance.meetings.carrying import Carried
from paramountcy.web.guidance.meetings.models import Item, ItemKind, Line, Meeting
from tests.web.access.reader import days, told
from tests.web.guidance.conftest import organisation

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = date(2011, 6, 8), date(2011, 6, 15), date(2011, 6, 23)
JOINED = date(2011, 6, 10)
HEALTH = "Department of Health"
GWYNN, MILTON = "Heather Gwynn", "Anne Milton MP"


@pytest.fixture
def seed(shared):
    return json.loads((shared / "expected" / "expected_000.json").read_text())


@pytest.fixture
def group(seed):
    """The working group with a seat for each member, as it was when it met for the second time."""
    made = Group.objects.create(name=seed["group"], from_day=date(2011, 6, 1), quorum=8, publishes=True)
    joined = set(seed["joined_since_last"])
    excused = [{**one, "capacity": "member", "organisations": []} for one in seed["apologies"]]
    for one in [*seed["attendees"], *excused]:
        person = Person.objects.create(name=one["name"], job=one["role"][:200])
        if one["capacity"] in ("chair", "member"):
            title = HEALTH if one["name"] == MILTON else one["role"][:200]
            body = organisation(title, sector=Sector.GOVERNMENT if title == HEALTH else Sector.OTHER)
            seat = Seat.objects.create(
                group=made, title=title, organisation=body, from_day=made.from_day,
                capacity=Capacity.CHAIR if one["capacity"] == "chair" else Capacity.MEMBER,
            )  # fmt: skip
            Holding.objects.create(
                seat=seat, person=person, from_day=JOINED if one["name"] in joined else made.from_day
            )
    health = Seat.objects.get(title=HEALTH)
    Holding.objects.create(seat=health, person=Person.objects.get(name=GWYNN), as_deputy=True, from_day=made.from_day)
    Meeting.objects.create(group=made, number=1, day=FIRST)
    return made


@pytest.fixture
def recommendations(seed, monkeypatch):
    """A carrier as the room of recommendations has it: fifteen of them, without those that were discussed."""
    monkeypatch.setattr(carrying, "CARRIERS", dict(carrying.CARRIERS))
    discussed = seed["recommendations_discussed"]

    def find(meeting):
        numbers = [one for one in range(1, 16) if one not in discussed and meeting.day > SECOND]
        return [
            Carried(f"Recommendation {one}", f"recommendation/munro-{one}", "It has not been discussed.")
            for one in numbers
        ]

    carrying.carries("recommendations not reached", find)


def plan(client, group, day, **said):
    answer = client.post(reverse("meetings:plan", args=[group.ref]), {**days("day", day), **said})
    assert answer.status_code == 302, told(answer)
    return Meeting.objects.get(group=group, day=day)


def note_who_was_there(client, meeting, seed):
    """Every seat by the form, with Gwynn in Milton's; then the officials, who have none."""
    said = {}
    excused = {one["name"] for one in seed["apologies"]}
    for seat in meeting.group.seats.all():
        name = seat.holdings.get(as_deputy=False).person.name
        said[f"how-{seat.ref}"] = "deputy" if name == MILTON else "apologies" if name in excused else "present"
        if name == MILTON:
            said[f"who-{seat.ref}"] = Person.objects.get(name=GWYNN).ref
    answer = client.post(reverse("meetings:note_attendance", args=[meeting.ref]), said)
    assert answer.status_code == 302, told(answer)
    for one in seed["attendees"]:
        if one["capacity"] == "official":
            person = Person.objects.get(name=one["name"])
            answer = client.post(
                reverse("meetings:note_other", args=[meeting.ref]),
                {"person": person.ref, "presence": "present", "capacity": "official", "role": one["role"]},
            )
            assert answer.status_code == 302, told(answer)


def write_notes(client, meeting, seed):
    """What the seed notes, under items of its own, through the form."""
    for one in seed["items"]:
        client.post(reverse("meetings:add_item", args=[meeting.ref]), {"title": one["title"]})
        item = Item.objects.get(meeting=meeting, title=one["title"])
        text = "\n\n".join(seed["paragraphs"][number] for number in one["paragraphs"])
        answer = client.post(reverse("meetings:write", args=[item.ref]), {"text": text})
        assert answer.status_code == 302, told(answer)


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_it_works(client, partnership, seed, group, recommendations):
    client.force_login(partnership.officer)
    second = plan(client, group, SECOND, number=seed["meeting_number"])
    note_who_was_there(client, second, seed)
    page = words_of(told(client.get(reverse("meetings:attendance", args=[second.ref]))))
    assert "18 present, 4 apologies. 14 of 17 seats that count were filled, and 8 are needed" in page
    assert "the quorum was reached" in page
    health = page[page.index(HEALTH) :]
    assert health.index("Represented") < health.index(f"{GWYNN} : deputy for {MILTON}".replace(" :", ":"))
    assert f"Deputy for {MILTON}" in page

    write_notes(client, second, seed)
    third = plan(client, group, THIRD, start="16:00", end="17:30")
    page = words_of(told(client.get(reverse("meetings:meeting", args=[third.ref]))))
    assert "Thursday 23 June 2011, 16:00 to 17:30" in page
    carried = third.items.filter(kind=ItemKind.CARRIED_OVER, dropped_on__isnull=True)
    expected = [f"Recommendation {one}" for one in seed["recommendations_not_reached"]]
    assert [one.title for one in carried] == expected
    assert len(expected) == 8
    for title in expected:
        assert re.search(rf"\d+\. {title}\b", page), title
    assert page.count("It has not been discussed.") == 8

    page = words_of(told(client.get(reverse("meetings:meeting", args=[second.ref]))))
    assert "The next meeting Thursday 23 June 2011, 16:00 to 17:30" in page
    for name in seed["joined_since_last"]:
        assert f"{name} joined" in page
    assert page.count(" joined:") == len(seed["joined_since_last"])


def test_what_was_noted_has_the_numbers_of_the_seed(client, partnership, seed, group):
    client.force_login(partnership.officer)
    second = plan(client, group, SECOND, number=2)
    for item in second.items.all():
        client.post(reverse("meetings:take_off", args=[item.ref]))
    write_notes(client, second, seed)
    noted = {one.number: one.text for one in Line.objects.filter(item__meeting=second)}
    assert noted == {number: text.strip() for number, text in seed["paragraphs"].items()}


def test_the_next_meeting_is_in_the_calendar_and_moves_there_when_it_is_moved(client, partnership, group):
    client.force_login(partnership.officer)
    third = plan(client, group, THIRD, start="16:00", end="17:30", place="Great Smith Street")
    address = reverse("meetings:calendar", args=[third.ref])
    [before] = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert before.decoded("dtstart").isoformat() == "2011-06-23T16:00:00+01:00"
    assert before.decoded("dtend").isoformat() == "2011-06-23T17:30:00+01:00"
    assert before["status"] == "CONFIRMED"
    client.post(
        reverse("meetings:change", args=[third.ref]),
        {**days("day", date(2011, 6, 24)), "start": "16:00", "end": "17:30", "place": "Great Smith Street"},
    )
    [moved] = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    assert moved["uid"] == before["uid"]
    assert moved["sequence"] == before["sequence"] + 1
    assert moved.decoded("dtstart").date() == date(2011, 6, 24)
    client.post(reverse("meetings:cancel", args=[third.ref]))
    whole = Calendar.from_ical(client.get(address).content)
    [cancelled] = whole.walk("VEVENT")
    assert (whole["method"], cancelled["status"], cancelled["sequence"]) == ("CANCEL", "CANCELLED", 2)


def test_attendance_over_the_year_counts_seats_and_not_people(client, partnership, seed, group):
    client.force_login(partnership.officer)
    second = plan(client, group, SECOND, number=2)
    note_who_was_there(client, second, seed)
    page = words_of(told(client.get(reverse("meetings:over_time", args=[group.ref]), {"year": "2011"})))
    assert "government 1 1 100%" in page, "Gwynn fills the seat of the Department of Health"
    assert "other 13 16 81%" in page
    assert "Seats filled" in page
