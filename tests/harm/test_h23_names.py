"""H23: a name stands in an address, a title, a header, a log or an e-mail. Every page is asked, as everybody."""

import logging
import re

import pytest
from django.core import mail
from django.test import Client

from paramountcy.web.access.roles import Role
from tests.web.access.test_matrix import ONLY_POST, addresses, path_of, situations_of
from tests.web.access.world import NAMES, Situations

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.notebook.urls")]
PEOPLE = ("Persephone Grubbwater", "Leopold Snodbury")
SOME = (Role.TEAM_MANAGER, Role.DATA_PROTECTION_OFFICER)


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=() if role in SOME else pytest.mark.slow, id=role.value) for role in Role]
)
def test_no_name_is_said_where_others_look(place, role, caplog):
    caplog.set_level(logging.DEBUG)
    reader = place.in_role(role, name=PEOPLE[0])
    world = Situations(place, reader, role)
    world.asker.name = PEOPLE[1]
    world.asker.save()
    client = Client(raise_request_exception=False)
    client.force_login(reader)
    told, pages = [], 0
    for name, takes in addresses().items():
        for situation in situations_of(name, takes):
            path = path_of(name, situation, world)
            only_post = name.rpartition(":")[2] in ONLY_POST
            answer = client.post(path, {"words": NAMES[0]}) if only_post else client.get(path)
            told += [path, *answer.headers.values(), *(one.output() for one in answer.cookies.values())]
            if not answer.streaming:
                titles = re.findall(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)
                told += titles
                pages += len(titles)
    assert pages > 60
    words = "\n".join([*told, *(one.subject + one.body for one in mail.outbox), said_in_log(caplog)])
    for name in (*NAMES, *PEOPLE):
        for part in name.split():
            assert part.lower() not in words.lower(), f"{part} is said aloud"


def said_in_log(caplog) -> str:
    """The lines of the log as the application writes them, what went wrong by design among them."""
    from paramountcy.web.kit.logs import WithoutNames

    ours = WithoutNames()
    records = [one for one in caplog.records if not one.name.startswith("django.db")]
    assert [one for one in records if one.exc_info], "a page raised, and it is in the log"
    return "\n".join(ours.format(one) for one in records)


def test_a_fault_that_quotes_a_name_is_logged_without_it(place, caplog):
    worker = place.in_role(Role.PRACTITIONER)
    world = Situations(place, worker, Role.PRACTITIONER)
    client = Client(raise_request_exception=False)
    client.force_login(worker)
    assert client.get(f"/notebook/{world.refs['own']}/raises/").status_code == 500
    line = said_in_log(caplog)
    assert "ERROR" in line
    assert not [part for name in NAMES for part in name.split() if part in line]
