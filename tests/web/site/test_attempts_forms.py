"""
What is tried with forms, and refused: one sent from elsewhere, one with more in it than it asks for, and one with a
file. Every address that there is is tried, or every change; a new one is tried without anybody thinking of it.
"""

from datetime import date, datetime, timedelta

import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.test import Client, RequestFactory
from django.urls import reverse

from paramountcy.web.access.doors import door_of
from paramountcy.web.access.models import RestrictionMember, RoleGrant, User
from paramountcy.web.access.roles import Role
from paramountcy.web.kit.sorting import OURS
from tests.web.access.reader import WHY, days, soon, today
from tests.web.access.test_matrix import addresses, path_of, situations_of
from tests.web.access.test_signing_in_doors import ALL
from tests.web.access.world import CALL, Situations
from tests.web.notebook.urls import __name__ as URLS

pytestmark = [pytest.mark.django_db, pytest.mark.urls(URLS)]
NEW = "another horse apple 9"


@pytest.fixture
def world(place):
    admin = place.in_role(Role.ADMINISTRATOR, name="The Reader")
    return Situations(place, admin, Role.ADMINISTRATOR)


def everywhere(world):
    """The path of every address, once."""
    for name, takes in addresses().items():
        yield name, path_of(name, situations_of(name, takes)[0], world)


def stored() -> dict[str, int]:
    return {one._meta.label: one._default_manager.count() for one in apps.get_models()}


def test_no_address_takes_a_form_from_elsewhere(world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.user)
    before, tried = stored(), 0
    for name, path in everywhere(world):
        answer = strict.post(path, {"reason": WHY}, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403, name
        assert "Nothing was done" in answer.content.decode(), name
        tried += 1
    assert tried > 80
    assert stored() == before


def test_no_address_keeps_a_file(world, client, tmp_path, settings):
    folder = tmp_path / "files"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = settings.MEDIA_ROOT = str(folder)
    client.raise_request_exception = False
    client.force_login(world.user)
    kept = set(settings.DATA.rglob("*"))
    for name, path in everywhere(world):
        script = SimpleUploadedFile("../../run.html", b"<script>alert(1)</script>" * 120_000, "text/html")
        answer = client.post(path, {"file": script, "reason": WHY, "name": script})
        assert answer.status_code < 500 or name.endswith(("raises", "mute")), name
        if answer.status_code == 302 and name == "account_logout":
            client.force_login(world.user)
    assert list(folder.iterdir()) == []
    assert {one for one in set(settings.DATA.rglob("*")) - kept if one.suffix not in (".sqlite3-wal", ".head")} == set()


def test_a_file_is_skipped_and_the_rest_of_the_form_is_read():
    file = SimpleUploadedFile("a.html", b"<script>" * 500_000)
    request = RequestFactory().post("/", {"before": "1", "file": file, "after": "2"})
    assert list(request.FILES) == []
    assert (request.POST["before"], request.POST["after"]) == ("1", "2")


def test_no_form_of_access_asks_for_a_file():
    def kinds(one):
        for kind in one.__subclasses__():
            yield kind
            yield from kinds(kind)

    ours = [one for one in kinds(forms.BaseForm) if one.__module__.startswith(OURS)]
    assert len(ours) > 20
    for one in ours:
        found = [name for name, field in getattr(one, "base_fields", {}).items() if isinstance(field, forms.FileField)]
        assert found == [] or one.__module__.startswith(f"{OURS}guidance."), one


MOST = 30 * 1_048_576
"""Bytes of the largest file that any page takes."""


def test_only_those_who_have_signed_in_send_files_and_none_too_large():
    taking = {address: view for address, view in ALL if hasattr(view, "most_bytes")}
    assert len(taking) > 5
    for address, view in taking.items():
        assert door_of(view).opens_to != "all", address
        assert view.most_bytes <= MOST, address


# --- More in a form than it asks for


def hostile(attacker, other) -> dict[str, object]:
    """A value for every field of every model of ours, by its name: what somebody would like to stand there."""
    found: dict[str, object] = {"pk": other.pk, "id": other.pk, "ref": "x" * 20}
    for model in apps.get_models():
        if not model.__module__.startswith(OURS) or hasattr(model, "instance_type"):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                user = field.related_model is User
                found |= {field.name: attacker.email if user else 1, field.attname: attacker.pk if user else 1}
            elif isinstance(field, models.BooleanField):
                found[field.name] = "" if field.name == "is_active" else "on"
            elif isinstance(field, models.DateTimeField):
                found[field.name] = "2001-01-01T00:00:00Z"
            elif isinstance(field, models.DateField):
                found |= {field.name: "2001-01-01", **days(field.name, date(2001, 1, 1))}
            elif field.choices:
                found[field.name] = list(dict(field.choices))[-1]
            elif isinstance(field, models.IntegerField | models.JSONField):
                found[field.name] = 99
            else:
                found[field.name] = "hostile"
    return found


NOT_COMPARED = {"id", "ref", "password", "last_login", "chain", "number", "digest", "before", "request"}
"""What differs between two times that the same is done."""


def plain(value):
    return value.date().isoformat() if isinstance(value, datetime) else repr(value)


def there() -> dict[type[models.Model], set]:
    """The keys of all rows."""
    return {one: set(one._default_manager.values_list("pk", flat=True)) for one in apps.get_models()}


def snapshot(known) -> dict[str, list[str]]:
    """All that stands in the tables of ours, but for what chance decides; a row that was not `known` is a new one."""
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith((OURS, "tests.web.notebook")) and not hasattr(model, "instance_type"):
            fields = [one for one in model._meta.concrete_fields if one.attname not in NOT_COMPARED]
            rows = model._default_manager.order_by("pk").values(*(one.attname for one in fields))
            found[model._meta.label] = [str([_told(one, row[one.attname], known) for one in fields]) for row in rows]
    return found


def _told(field, value, known):
    if isinstance(field, models.ForeignKey) and value is not None and value not in known[field.related_model]:
        return f"{field.name} new"
    return f"{field.name} {plain(value)}"


def changes(world):
    """Every change that a form makes: who does it, the address, what it takes, and what is typed."""
    place, others, refs = world.place, world.others, world.refs
    other, asker = world.agreer, world.asker
    admin, officer = Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER
    closed, member = world.restrictions["front_door"], world.members["front_door"]
    person = {"person": world.place.note().ref, "nature": "relative"}
    role = {"role": "partner", "team": place.south.ref}
    body = {"name": "A Body", "body_type": "police", **days("from_day", today())}
    close = {"call": CALL, **days("review_on", soon())}
    lent = {"taker": other.email, **days("from_at", today()), **days("to_at", today() + timedelta(days=3))}
    shut = User.objects.create_user("shut@example.org", "Shut Out", "a long password", is_active=False)
    return {
        "give": (admin, "access:give", [asker.ref], {**role, **days("from_day", today()), **blank("to_day")}),
        "end_role": (admin, "access:end_role", [others["end_role"]], days("on", today())),
        "shut_out": (admin, "access:shut_out", [asker.ref], {}),
        "let_in": (admin, "access:let_in", [shut.ref], {}),
        "invite": (admin, "access:invite", [], {"name": "A New", "email": "anew@example.org", **role}),
        "withdraw": (admin, "access:withdraw", [others["withdraw"]], {}),
        "add_body": (admin, "access:add_body", [], body),
        "rename": (admin, "access:rename", [place.school.ref], body),
        "add_team": (admin, "access:add_team", [place.school.ref], {"name": "A Team", **days("from_day", today())}),
        "end_team": (admin, "access:end_team", [place.staff_room.ref], days("on", today())),
        "publish": (admin, "access:publish", [], {"text": "Be kind."}),
        "delegate": (None, "access:delegate", [], lent),
        "close": (None, "access:close", ["note", refs["own"]], {"guardian": other.email, **close}),
        "ask_for": (None, "access:ask_for", ["note", refs["listed"]], {"user": asker.email, "team": ""}),
        "conflict_here": (None, "access:conflict_here", ["note", refs["own"]], {"nature": "relative"}),
        "declare": (None, "access:declare", [], person),
        "declare_of": (officer, "access:declare_of", [], {**person, "user": asker.email}),
        "end_conflict": (officer, "access:end_conflict", [others["end_conflict"]], {}),
        "break_glass": (None, "access:break_glass", ["note", refs["authority"]], {"minutes": "15"}),
        "glass_one": (officer, "access:glass_one", [others["glass_one"]], {"outcome": "justified"}),
        "agree": (officer, "access:agree", [closed.ref], {"existence": "authority", **days("review_on", soon())}),
        "lift": (officer, "access:lift", [closed.ref], {}),
        "let_in_member": (officer, "access:let_in_member", [member.ref], {}),
        "take_off": (officer, "access:take_off", [member.ref], {}),
        "why": (None, "access:why", ["note", refs["other_team"]], {"why": "duty", "other": "", "next": ""}),
        "password": (
            None,
            "account_change_password",
            [],
            {"oldpassword": "a long password", "password1": NEW, "password2": NEW},
        ),
    }


def blank(name):
    return dict.fromkeys((f"{name}_day", f"{name}_month", f"{name}_year"), "")


def done(client, path, said, known) -> dict[str, list[str]]:
    """What stands in the database after a form was sent, which is then taken back."""
    back, cookies = connection.savepoint(), client.cookies.copy()
    answer = client.post(path, said)
    assert answer.status_code == 302 or "Give them this link" in answer.content.decode()
    found = snapshot(known)
    connection.savepoint_rollback(back)
    client.cookies = cookies
    return found


CHANGES = (
    "give", "end_role", "shut_out", "let_in", "invite", "withdraw", "add_body", "rename", "add_team", "end_team",
    "publish", "delegate", "close", "ask_for", "conflict_here", "declare", "declare_of", "end_conflict", "break_glass",
    "glass_one", "agree", "lift", "let_in_member", "take_off", "why", "password",
)  # fmt: skip


def test_every_change_by_a_form_is_tried(place):
    manager = place.in_role(Role.TEAM_MANAGER, name="The Reader")
    tried = {name for _, name, _, _ in changes(Situations(place, manager, Role.TEAM_MANAGER)).values()}
    for role in (Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER):
        RoleGrant.objects.create(user=manager, role=role, team=place.north, from_day=today(), reason="all duties")
    looking = {"audit", "people_search"}
    pages = {
        name
        for name in addresses()
        if name.startswith("access:")
        and {"GET", "POST"} <= set(allowed(name))
        and name.partition(":")[2] not in looking
    }
    assert len(pages) > 20
    assert pages - tried == set()
    assert len(CHANGES) == len(tried)


def allowed(name) -> set[str]:
    """The methods that an address takes, from what it answers to one that there is not."""
    path = reverse(name, kwargs={one: "note" if one == "kind" else "x" * 20 for one in addresses()[name]})
    client = Client()
    client.force_login(User.objects.get(name="The Reader"))
    answer = client.trace(path)
    return set(answer.headers.get("Allow", "").replace(" ", "").split(","))


QUICK = ("give", "invite", "password", "delegate", "close", "declare", "break_glass", "agree")
"""One of each kind of change: they are tried in every run of the tests, the others in `make test-all`."""


@pytest.mark.parametrize(
    "what", [pytest.param(what, marks=() if what in QUICK else pytest.mark.slow) for what in CHANGES]
)
def test_a_form_takes_what_it_asks_for_and_nothing_else(place, client, what):
    manager = place.in_role(Role.TEAM_MANAGER, name="The Reader")
    world = Situations(place, manager, Role.TEAM_MANAGER)
    role, name, args, said = changes(world)[what]
    client.force_login(place.in_role(role) if role else manager)
    said = {**said, "reason": WHY}
    path = reverse(name, args=args)
    more = {one: value for one, value in hostile(manager, world.asker).items() if one not in said}
    assert len(more) > 60
    known = there()
    before = snapshot(known)
    usual = done(client, path, said, known)
    if what not in ("why", "password"):
        assert {label for label in usual if usual[label] != before[label]} - {"access.Entry", "access.Notice"}
    assert done(client, path, {**more, **said}, known) == usual
    assert RestrictionMember.objects.filter(agreed_by=manager).count() == 0
