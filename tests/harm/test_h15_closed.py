"""H15: where a child lives is told to whom it must not be. What is closed is gone, at once, from every page."""

from datetime import timedelta

import pytest
from django.test import Client

from paramountcy.web.access.roles import Role
from tests.web.access.reader import WHY, Reader, days, told
from tests.web.access.test_matrix import OF_A_NOTE, addresses, path_of, situations_of
from tests.web.access.world import CALL, SECRET, Situations

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.notebook.urls")]
ADDRESS = "12 Hollow Lane, Ambleford"


@pytest.fixture
def world(place):
    worker = place.in_role(Role.PRACTITIONER)
    made = Situations(place, worker, Role.PRACTITIONER)
    note = place.note(made.about, title=f"Moved to {ADDRESS}")
    made._involve(note, team=place.north)
    made.refs = {**made.refs, "own": note.ref}
    return made


def seen(client: Client, path: str) -> str:
    answer = client.get(path)
    return b"".join(answer.streaming_content).decode() if answer.streaming else told(answer)


def test_what_was_read_a_moment_ago_is_closed_on_every_page(world, place):
    colleague, manager = Reader(place.in_role(Role.PRACTITIONER)), Reader(place.in_role(Role.TEAM_MANAGER))
    ref = world.refs["own"]
    search = colleague.post("notebook:search", words="Hollow").headers["Location"]
    before = [path for path in paths(world, ref, search) if ADDRESS in seen(colleague.client, path)]
    assert len(before) >= 4, "the note, its print, the list, the search and the file show it while it is open"
    said = {"guardian": world.agreer.email, "call": CALL, **days("review_on", world.now.date() + timedelta(days=30))}
    assert manager.post("access:close", "note", ref, **said, reason=WHY).status_code == 302
    for reader in (colleague, manager):
        for path in paths(world, ref, search):
            page = seen(reader.client, path)
            assert ADDRESS not in page, path
    guardian = Reader(world.agreer)
    assert ADDRESS in seen(guardian.client, f"/notebook/{ref}/")


def paths(world, ref, search):
    """Every page of the application, and those about the note itself."""
    yield search
    for name, takes in addresses().items():
        if not name.startswith(("faults:", "notebook:raises", "account_logout")):
            yield path_of(name, situations_of(name, takes)[0], world)
    yield from (f"/notebook/{ref}/", *(f"/records/note/{ref}/{one}" for one in ("", "conflict/", "who-looked/")))


@pytest.mark.parametrize("role", [Role.PARTNER, Role.DATA_OFFICER, Role.ADMINISTRATOR, Role.TEAM_MANAGER])
@pytest.mark.parametrize("situation", ["front_door", "authority", "nobody", "conflicted", "conflicted_listed"])
def test_nobody_outside_its_list_reads_it_by_any_way(place, role, situation):
    reader = Reader(place.in_role(role))
    refs = Situations(place, reader.user, role).refs
    for name in OF_A_NOTE:
        if name != "raises":
            answer = reader.get(f"notebook:{name}", refs[situation])
            assert (answer.status_code, SECRET in told(answer)) in ((403, False), (404, False))
