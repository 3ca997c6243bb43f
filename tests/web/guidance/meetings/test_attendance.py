"""Attendance is noted by seat: deputies fill it, mistakes leave no trace in the counts, the quorum is said in words."""

import pytest
from django.urls import reverse

from paramountcy.web.guidance.groups.models import Person
from paramountcy.web.guidance.meetings import seating
from paramountcy.web.guidance.meetings.models import Attendance, Declaration, Presence
from tests.web.access.reader import told
from tests.web.guidance.meetings.world import SECRET, met

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(partnership, client):
    partnership.group.quorum = 2
    partnership.group.save()
    client.force_login(partnership.officer)
    return met(partnership, confidential=False)


def seat(world, who):
    return world.partnership.group.seats.get(title=f"Seat of the {who}")


def note(client, world, **ways):
    """Note seats by whose they are: a way, or a way and the deputy."""
    said = {}
    for who, way in ways.items():
        how, deputy = way if isinstance(way, tuple) else (way, None)
        said[f"how-{seat(world, who).ref}"] = how
        if deputy:
            said[f"who-{seat(world, who).ref}"] = deputy.ref
    return client.post(reverse("meetings:note_attendance", args=[world.meeting.ref]), said)


def found(world):
    return seating.seating(world.meeting)


def test_a_meeting_is_quorate_when_enough_seats_are_filled(client, world):
    assert found(world).says == "Nobody has noted yet who was there."
    assert note(client, world, chair="present", member="apologies", named="absent").status_code == 302
    assert found(world).says == (
        "1 present, 1 apology. 1 of 3 seats that count were filled, and 2 are needed: the quorum was not reached."
    )
    note(client, world, chair="present", member="apologies", named="present")
    assert found(world).says.endswith("and 2 are needed: the quorum was reached.")


def test_a_seat_that_does_not_count_fills_no_quorum(client, world):
    observer = seat(world, "named")
    observer.counts = False
    observer.save()
    note(client, world, chair="present", named="present")
    assert "1 of 2 seats that count were filled" in found(world).says


def test_a_deputy_fills_the_seat_and_its_holder_is_excused(client, world):
    deputy = Person.objects.create(name="Delia Deputy")
    world.partnership.sits(deputy, seat(world, "member"), as_deputy=True)
    assert note(client, world, chair="present", member=("deputy", deputy)).status_code == 302
    assert found(world).quorate
    row = Attendance.objects.get(person=deputy)
    assert (row.presence, row.capacity, row.stands_for.user) == ("present", "deputy", world.partnership.member)
    assert Attendance.objects.get(person=row.stands_for).presence == Presence.APOLOGIES
    page = told(client.get(reverse("meetings:note_attendance", args=[world.meeting.ref])))
    assert f'<option value="{deputy.ref}" selected' in page, "the form shows what was noted"


@pytest.mark.parametrize(
    ("way", "says"),
    [
        (("deputy", None), "Say who came for the seat Seat of the member."),
        (("present", "chair"), "Say that somebody came instead for the seat Seat of the member, or leave out who."),
    ],
)
def test_what_makes_no_sense_of_a_deputy_is_said(client, world, way, says):
    how, who = way
    deputy = Person.objects.create(name="Delia Deputy")
    world.partnership.sits(deputy, seat(world, "member"), as_deputy=True)
    answer = note(client, world, member=(how, deputy if who else None))
    assert says in told(answer)
    assert not Attendance.objects.exists()


def test_nobody_fills_two_seats(client, world):
    chair = world.partnership.person(world.partnership.chair)
    world.partnership.sits(chair, seat(world, "member"), as_deputy=True)
    answer = note(client, world, chair="present", member=("deputy", chair))
    assert "Charles Chair is noted in two seats" in told(answer)


def test_what_was_noted_by_mistake_is_in_no_count_and_can_be_noted_again(client, world):
    note(client, world, chair="present", member="present")
    note(client, world, chair="present", member="")
    assert found(world).present == 1
    assert Attendance.objects.get(person__user=world.partnership.member).presence == Presence.MISTAKE
    note(client, world, chair="present", member="present")
    assert found(world).present == 2


def test_somebody_without_a_seat_is_there_and_fills_none(client, world):
    guest = Person.objects.create(name="Gus Guest")
    address = reverse("meetings:note_other", args=[world.meeting.ref])
    said = {"person": guest.ref, "presence": "present", "capacity": "observer", "role": "Inspector"}
    assert client.post(address, said).status_code == 302
    assert (found(world).present, found(world).filled) == (1, 0)
    assert "They are noted already." in told(client.post(address, said))
    page = told(client.get(reverse("meetings:attendance", args=[world.meeting.ref])))
    assert "Gus Guest, observer, Inspector: present" in page
    client.post(reverse("meetings:take_back", args=[Attendance.objects.get(person=guest).ref]))
    assert found(world).present == 0


def test_who_declared_an_interest_and_left_is_shown_and_a_confidential_one_only_to_its_circle(client, partnership):
    partnership.group.quorum = 2
    client.force_login(partnership.officer)
    world = met(partnership)
    note(client, world, chair="present", member="present")
    for item, interest in ((world.item, "She chairs the trust."), (world.kept, f"{SECRET} is her cousin.")):
        answer = client.post(
            reverse("meetings:declare", args=[world.meeting.ref]),
            {"person": partnership.person(partnership.chair).ref, "item": item.ref, "interest": interest,
             "done": "left"},
        )  # fmt: skip
        assert answer.status_code == 302
    assert Declaration.objects.count() == 2
    address = reverse("meetings:meeting", args=[world.meeting.ref])
    client.force_login(partnership.member)
    page = told(client.get(address))
    assert "Charles Chair, of Neglect: She chairs the trust. <strong>They left the room.</strong>" in page
    assert SECRET not in page
    client.force_login(partnership.named)
    assert f"{SECRET} is her cousin." in told(client.get(address))


def test_attendance_over_the_year_is_a_table_and_a_picture(client, world):
    address = reverse("meetings:over_time", args=[world.partnership.group.ref])
    assert "Nobody has noted who was at a meeting of that year." in told(client.get(address))
    note(client, world, chair="present", member="absent", named="apologies")
    page = told(client.get(address))
    assert "<svg" in page
    assert "1 of 3" in page
    assert "absent without apologies" in page
