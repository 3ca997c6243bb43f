"""How far anybody may read without working with a record is the installation's choice."""

import pytest

from paramountcy.web.access.asking import Refusal
from paramountcy.web.access.roles import Reach, Role
from paramountcy.web.site.not_ready import NotReady
from paramountcy.web.site.reaches import reads_within


@pytest.mark.parametrize(
    ("said", "reach"), [(None, Reach.AREA), ("area", Reach.AREA), ("Team ", Reach.TEAM), ("body", Reach.BODY)]
)
def test_what_is_said_is_meant(said, reach):
    assert reads_within({} if said is None else {"PARAMOUNTCY_READS_WITHIN": said}) == reach


@pytest.mark.parametrize("said", ["", "own", "everything", "tema"])
def test_a_slip_does_not_open_more_than_was_meant(said):
    with pytest.raises(NotReady, match="write team, body or area"):
        reads_within({"PARAMOUNTCY_READS_WITHIN": said})


@pytest.mark.django_db
def test_reading_within_the_team_ends_there(place, settings):
    ours, theirs = place.note(), place.note()
    place.involve(ours, team=place.north)
    place.involve(theirs, team=place.south)
    manager = place.in_role(Role.TEAM_MANAGER)
    assert set(place.asks(manager).readable("note")) == {ours, theirs}
    settings.READS_WITHIN = Reach.TEAM
    assert set(place.asks(manager).readable("note")) == {ours}
    assert place.asks(manager, reason="I supervise the work").fetch("note", ours.ref) == ours
    with pytest.raises(Refusal):
        place.asks(manager, reason="I supervise the work").fetch("note", theirs.ref)


@pytest.mark.django_db
def test_a_no_is_noted_with_the_role_of_whoever_asked(place):
    note = place.note()
    place.involve(note, team=place.south)
    asks = place.asks(place.in_role(Role.PARTNER))
    with pytest.raises(Refusal):
        asks.fetch("note", note.ref)
    assert [(line.outcome, line.role, line.team) for line in asks.lines] == [("refused", "partner", place.north.ref)]
