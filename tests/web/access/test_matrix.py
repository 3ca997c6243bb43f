"""
Every address × every role × every situation, against the table in matrix.csv: an address that is not in it fails.

`yes` is an answer, `moved` one that leads on, `why` the question before a record opens, `no` a refusal with its
sentence, `glass` the same with the way to break the glass, `absent` the answer of what is not there, `broken` a page
that fails by design. `python -m pytest tests/web/access/test_matrix.py` with WRITE_MATRIX=1 writes what is found: read
each changed line as if a child depended on it, since one does.
"""

import csv
import os
from functools import cache
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse

from paramountcy.web.access.models import Entry
from paramountcy.web.access.roles import Role
from tests.web.access.world import SECRET, SITUATIONS, Situations
from tests.web.notebook.urls import __name__ as URLS

pytestmark = [pytest.mark.django_db, pytest.mark.urls(URLS)]
TABLE = Path(__file__).with_name("matrix.csv")
HEAD = ["address", "method", "situation", "signed out", *(role.value for role in Role)]
ABSENT = "There is no such record, or it is not yours to see."
OF_RESTRICTIONS = ("restriction", "agree", "lift")
OF_MEMBERS = ("let_in_member", "take_off")
ONLY_POST = ("people_search", "read_notice", "take_back", "mend", "why", "search")
GUIDANCE = "partnership/"
ELSEWHERE = ("partner", "partner_lead", "partnership_officer")
"""Roles of people of other bodies than the authority: held in the school's team."""
SIGNING_IN = {"provider_id": "council", "secret": "unknown", "pk": 1, "uidb36": "1", "key": "set-password"}


@cache
def addresses():
    """
    Every address of the application, by its name and, where two share one, what it takes; and what it takes. Those of
    guidance have rules, and tables, of their own (tests/web/guidance/test_matrix.py).
    """

    def walk(patterns, prefix, taken):
        for one in patterns:
            takes = taken + list(one.pattern.converters or one.pattern.regex.groupindex)
            if isinstance(one, URLPattern):
                yield f"{prefix}{one.name}", takes
            else:
                space = f"{prefix}{one.namespace}:" if one.namespace else prefix
                if str(one.pattern) == GUIDANCE:
                    continue
                yield from walk(one.url_patterns, space, takes)

    found = {}
    for name, takes in walk(get_resolver(URLS).url_patterns, "", []):
        found[f"{name} of {' '.join(takes)}" if name in found else name] = takes
    return found


def situations_of(name, takes):
    """The situations that an address is asked in."""
    page = name.rpartition(":")[2]
    if page in OF_RESTRICTIONS or page in OF_MEMBERS:
        return ("front_door", "authority", "nobody", "listed", "missing")
    if "kind" in takes or name in ("notebook:note", *(f"notebook:{one}" for one in OF_A_NOTE)):
        return SITUATIONS
    return ("any",)


OF_A_NOTE = ("note", "print", "export_note", "write", "raises")


def asked():
    """Every row of the table: address, method, situation."""
    for name, takes in addresses().items():
        method = "POST" if name.rpartition(":")[2] in ONLY_POST else "GET"
        for situation in situations_of(name, takes):
            yield name, method, situation


def path_of(name, situation, world):
    takes = addresses()[name]
    page = name.rpartition(":")[2]
    given = {one: SIGNING_IN[one] for one in takes if one in SIGNING_IN}
    if "kind" in takes:
        given["kind"] = "note"
    if "ref" in takes:
        if page in OF_RESTRICTIONS:
            known = world.restrictions.get(situation)
            given["ref"] = known.ref if known else world.refs["missing"]
        elif page in OF_MEMBERS:
            known = world.members.get(situation)
            given["ref"] = known.ref if known else world.refs["missing"]
        else:
            given["ref"] = world.refs[situation] if situation != "any" else world.others[page]
    return reverse(name.partition(" of ")[0], kwargs=given)


def answer(client, method, path):
    """What an address answers, in the words of the table."""
    response = client.post(path) if method == "POST" else client.get(path)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    told = content.decode(errors="replace")
    if response.status_code in (301, 302):
        return "moved", told
    if response.status_code == 403:
        if "Why are you opening" in told:
            return "why", told
        return ("glass" if "Break the glass" in told else "no"), told
    return {200: "yes", 404: "absent", 405: "not so", 500: "broken"}.get(
        response.status_code, str(response.status_code)
    ), told


def found_for(client, place, role):
    """What everybody of a role is answered, by row; and what the answers must have in common is checked on the way."""
    team = place.staff_room if role and role.value in ELSEWHERE else place.north
    user = place.in_role(role or Role.PRACTITIONER, team=team, name="The Reader")
    world = Situations(place, user, role)
    if role:
        client.force_login(user)
    found = {}
    for row in asked():
        name, method, situation = row
        path = path_of(name, situation, world)
        before = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        word, told = answer(client, method, path)
        found[row] = word
        if word not in ("yes", "moved"):
            assert SECRET not in told, f"{row} refuses and shows the note"
        if role and word in ("no", "glass", "why", "absent", "broken") and name.startswith(("access:", "notebook:")):
            new = Entry.objects.filter(pk__gt=before)
            assert new.exists(), f"{row} was refused to {role} and nothing was noted"
        if role and word == "yes" and situation in SITUATIONS and method == "GET":
            refs = {world.refs[situation]}
            new = Entry.objects.filter(pk__gt=before, outcome="allowed")
            assert new.filter(record__in=refs).exists(), f"{row} was shown to {role} and not noted"
    return found


@pytest.fixture
def answering(client):
    """A client to whom a page that fails says so, as a server would."""
    client.raise_request_exception = False
    return client


def table():
    with TABLE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {(one["address"], one["method"], one["situation"]): one for one in rows}


def write(column, found):
    """Put a column into the table, in the order of the addresses."""
    rows = table() if TABLE.exists() else {}
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, HEAD, restval="", lineterminator="\n")
        writer.writeheader()
        for row in asked():
            known = rows.get(row, {})
            writer.writerow({**known, **dict(zip(HEAD[:3], row, strict=True)), column: found[row]})


def test_every_address_is_in_the_table():
    unknown = set(asked()) - set(table())
    gone = set(table()) - set(asked())
    assert not unknown, f"put these into matrix.csv: {sorted(unknown)}"
    assert not gone, f"these have no address any more: {sorted(gone)}"


QUICK = (Role.PARTNER, Role.DATA_PROTECTION_OFFICER)
"""Roles that are asked everything in every run of the tests; the others in `make test-all`."""


@pytest.mark.parametrize(
    "role",
    [
        pytest.param(role, marks=() if role in QUICK else pytest.mark.slow, id=role.value if role else "signed out")
        for role in (None, *Role)
    ],
)
def test_every_address_answers_as_the_table_says(answering, place, role):
    column = role.value if role else "signed out"
    found = found_for(answering, place, role)
    if os.environ.get("WRITE_MATRIX"):
        write(column, found)
    expected = {row: known[column] for row, known in table().items()}
    wrong = {row: (word, expected.get(row)) for row, word in found.items() if word != expected.get(row)}
    assert not wrong, f"answered, and expected: {wrong}"
