"""H22: a file that was exported is left behind. Few may make one; what it holds is noted first; its name is neutral."""

import pytest

from paramountcy.web.access.models import Entry
from paramountcy.web.access.roles import MAY, Action, Role
from tests.web.access.reader import Reader
from tests.web.access.world import NAMES, SECRET, Situations

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.notebook.urls")]


@pytest.mark.parametrize("role", Role)
def test_only_roles_that_may_export_take_a_record_away(place, role):
    reader = Reader(place.in_role(role))
    ref = Situations(place, reader.user, role).refs["own"]
    answer = reader.get("notebook:export_note", ref)
    may = Action.EXPORT in MAY[role].also
    assert (answer.status_code == 200) is may
    if not may:
        assert SECRET not in answer.content.decode()
        assert not Entry.objects.filter(action="export", outcome="allowed").exists()


def test_what_a_file_holds_is_noted_before_its_first_byte(place):
    reader = Reader(place.in_role(Role.TEAM_MANAGER))
    refs = Situations(place, reader.user, Role.TEAM_MANAGER).refs
    answer = reader.get("notebook:export")
    assert answer.streaming
    noted = Entry.objects.get(action="export")
    assert refs["own"] in noted.shown
    assert refs["nobody"] not in noted.shown
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) - 1 == len(noted.shown)


def test_the_name_of_a_file_tells_of_nobody_and_no_browser_keeps_a_copy(place):
    reader = Reader(place.in_role(Role.TEAM_MANAGER))
    Situations(place, reader.user, Role.TEAM_MANAGER)
    answer = reader.get("notebook:export")
    b"".join(answer.streaming_content)
    named = answer.headers["Content-Disposition"]
    assert named == 'attachment; filename="notes.csv"'
    assert not [part for name in NAMES for part in name.split() if part in named]
    assert answer.headers["Cache-Control"] == "no-store"
