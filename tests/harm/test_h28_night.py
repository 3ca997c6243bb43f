"""H28: at night nobody can see what a child needs. Emergency duty learns that it exists, rings, and may open it."""

import pytest

from paramountcy.web.access.models import BreakGlass, Entry, Notice
from paramountcy.web.access.roles import Role
from tests.web.access.reader import Reader, told
from tests.web.access.world import CALL, NAMES, SECRET, Situations

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.notebook.urls")]
WHY = "her mother rang, she is alone with him"


@pytest.fixture
def night(place):
    return Reader(place.in_role(Role.EMERGENCY_DUTY))


def test_a_search_by_name_tells_that_a_closed_record_exists_and_whom_to_ring(place, night):
    refs = Situations(place, night.user, Role.EMERGENCY_DUTY).refs
    found = told(night.client.get(night.post("notebook:search", words=NAMES[0].split()[0]).headers["Location"]))
    found += told(night.client.get(night.post("notebook:search", words=NAMES[1].split()[0]).headers["Location"]))
    assert refs["front_door"] in found
    assert f"Ring {CALL}" in found
    assert refs["nobody"] not in found


def test_what_is_open_opens_without_a_question(place, night):
    ref = Situations(place, night.user, Role.EMERGENCY_DUTY).refs["other_team"]
    assert SECRET in told(night.get("notebook:note", ref))


def test_a_closed_record_opens_for_an_hour_and_others_are_told_at_once(place, night):
    officer = place.in_role(Role.DATA_PROTECTION_OFFICER)
    world = Situations(place, night.user, Role.EMERGENCY_DUTY)
    ref = world.refs["front_door"]
    assert SECRET not in told(night.get("notebook:note", ref))
    assert night.post("access:break_glass", "note", ref, reason=WHY, minutes="60").status_code == 302
    assert SECRET in told(night.get("notebook:note", ref))
    assert set(Notice.objects.filter(about="glass broken", record=ref).values_list("user", flat=True)) == {
        world.agreer.pk,
        officer.pk,
    }
    assert Entry.objects.get(action="break glass", record=ref).reason == WHY
    one = BreakGlass.objects.get(user=night.user, reason=WHY)
    one.begun_at, one.ends_at = one.begun_at - (one.ends_at - one.begun_at), one.begun_at
    one.save()
    assert SECRET not in told(night.get("notebook:note", ref))


def test_a_conflict_stands_even_then(place, night):
    ref = Situations(place, night.user, Role.EMERGENCY_DUTY).refs["conflicted"]
    assert night.post("access:break_glass", "note", ref, reason=WHY, minutes="60").status_code == 404
