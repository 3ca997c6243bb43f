"""
Every address of guidance × everybody who may ask × open and confidential business, against a table for each app.

An address that is not in its table fails. WRITE_MATRIX=1 writes what is found: read each changed line. `yes` is an
answer, `moved` one that leads on, `no` a refusal with its sentence, `absent` the answer of what is not there.
"""

import csv
import importlib
import os
import pkgutil
from functools import cache
from pathlib import Path

import pytest
from django.urls import get_resolver, reverse

from paramountcy.web.access.models import Entry
from tests.web.access.test_matrix import answer
from tests.web.guidance import worlds

pytestmark = [pytest.mark.django_db]
TABLES = Path(__file__).with_name("matrices")
ASKERS = ("signed out", "officer", "chair", "member", "named", "stranger", "outsider", "duty")
HEAD = ["address", "method", "business", *ASKERS]
APPS = tuple(sorted(one.name for one in pkgutil.iter_modules(worlds.__path__)))
OPEN, CONFIDENTIAL = "open", "confidential"
SECRET = "Whooper"
"""What whatever is confidential says: part of a name or a title in each world."""


@cache
def addresses(app):
    """The pages of an app by name, and what each takes."""
    found = {}
    for one in get_resolver().url_patterns:
        for two in getattr(one, "url_patterns", ()):
            if getattr(two, "namespace", "") == app or getattr(two, "app_name", "") == app:
                found |= {page.name: list(page.pattern.converters) for page in two.url_patterns}
    return found


def world(app):
    return importlib.import_module(f"tests.web.guidance.worlds.{app}")


def asked(app):
    """Every row of the table of an app: address, method, business."""
    for page, takes in addresses(app).items():
        method = "POST" if page in world(app).ONLY_POST else "GET"
        for business in (OPEN, CONFIDENTIAL) if takes else (OPEN,):
            yield f"{app}:{page}", method, business


def table(app):
    path = TABLES / f"{app}.csv"
    if not path.exists():
        return {}
    with path.open(newline="") as file:
        return {(one["address"], one["method"], one["business"]): one for one in csv.DictReader(file)}


def write(app, found):
    """Put what was found into the table of an app, in the order of its addresses."""
    known = table(app)
    for row, words in found.items():
        known[row] = {**known.get(row, {}), **dict(zip(HEAD[:3], row, strict=True)), **words}
    TABLES.mkdir(exist_ok=True)
    with (TABLES / f"{app}.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, HEAD, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(known[row] for row in asked(app) if row in known)


def test_every_app_of_guidance_has_a_world():
    mounted = {
        two.namespace for one in get_resolver().url_patterns for two in getattr(one, "url_patterns", ())
        if getattr(two, "urlconf_name", None) and str(two.urlconf_name.__name__).startswith("paramountcy.web.guidance.")
    }  # fmt: skip
    assert mounted == set(APPS)


@pytest.mark.parametrize("app", APPS)
def test_the_table_has_every_address_and_no_other(app):
    rows = set(asked(app))
    assert not rows - set(table(app)), "put these into the table"
    assert not set(table(app)) - rows, "these have no address any more"


QUICK = ("signed out", "officer", "named", "outsider")
"""Whom every run of the tests asks as; `make test-all` asks as the others too."""
OTHERS = tuple(one for one in ASKERS if one not in QUICK)


@pytest.mark.parametrize("askers", [QUICK, pytest.param(OTHERS, marks=pytest.mark.slow)], ids=["quick", "others"])
@pytest.mark.parametrize("business", [OPEN, CONFIDENTIAL])
@pytest.mark.parametrize("app", APPS)
def test_every_address_answers_as_the_table_says(client, partnership, app, business, askers):
    client.raise_request_exception = False
    refs = world(app).refs(partnership, partnership.circle if business == CONFIDENTIAL else None)
    takes = addresses(app)
    rows = [row for row in asked(app) if row[2] == business]
    found = {row: {} for row in rows}
    for who in askers:
        client.logout()
        if who != "signed out":
            client.force_login(getattr(partnership, who))
        for row in rows:
            page = row[0].partition(":")[2]
            given = refs[page] if takes[page] else {}
            path = reverse(row[0], kwargs=given if isinstance(given, dict) else {takes[page][0]: given})
            before = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            word, told = answer(client, row[1], path)
            found[row][who] = word
            if word not in ("yes", "moved"):
                assert SECRET not in told, f"{row} refuses {who} and shows it all the same"
                noted = Entry.objects.filter(pk__gt=before).exists()
                assert noted or who == "signed out" or word == "absent", f"{row} refused {who}, and noted nothing"
    if os.environ.get("WRITE_MATRIX"):
        write(app, found)
    expected = table(app)
    wrong = {
        (*row, who): (word, expected.get(row, {}).get(who))
        for row, words in found.items()
        for who, word in words.items()
        if word != expected.get(row, {}).get(who)
    }
    assert not wrong, f"answered, and expected: {wrong}"
