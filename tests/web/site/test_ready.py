"""Whether a server may begin on a database: what it is for, whether it is as this version needs it, who may what."""

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from paramountcy.web.access.models import User
from paramountcy.web.site import ready, running
from paramountcy.web.site.backups.shape import Done
from paramountcy.web.site.databases import sqlite
from paramountcy.web.site.erasing import erase
from paramountcy.web.site.locks import locked
from paramountcy.web.site.models import Installation
from paramountcy.web.site.not_ready import NotReady
from paramountcy.web.site.purposes import BANNERS, Purpose, banner
from paramountcy.web.site.ready import make_ready, purpose_found
from tests.web.site.installed import free_port

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
REAL, DEMO, TRAINING = Purpose.REAL, Purpose.DEMO, Purpose.TRAINING


@pytest.fixture
def unowned(monkeypatch):
    """As with a role that can't change the log: the tests' own role is the owner."""
    monkeypatch.setattr(ready, "may_change_the_log", lambda: False)


@pytest.fixture
def folder(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


def made_ready(purpose, **more):
    said = []
    make_ready(purpose, at=AT, say=said.append, **{"passphrase": None, **more})
    return said


def marked(purpose):
    Installation.objects.create(pk=1, purpose=purpose)


@pytest.mark.django_db
def test_a_database_with_tables_that_does_not_say_is_taken_for_real(unowned, folder):
    assert purpose_found() is REAL
    assert made_ready(REAL) == []


@pytest.mark.django_db
@pytest.mark.parametrize("purpose", Purpose)
def test_a_database_says_what_it_is_for(purpose):
    marked(purpose)
    assert purpose_found() is purpose


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("found", "asked", "says"),
    [
        (REAL, DEMO, "this database is for real work: nothing imagined is put into it"),
        (REAL, TRAINING, "this database is for real work"),
        (DEMO, REAL, "this database is for a demo, with people who sign in by a known password"),
        (TRAINING, REAL, "this database is for training, with people"),
        (DEMO, TRAINING, "this database is for a demo: start it as that"),
        (TRAINING, DEMO, "this database is for training: start it as that"),
    ],
)
@pytest.mark.parametrize("reset", [False, True])
def test_a_database_for_something_else_is_refused_and_left_as_it_is(found, asked, says, reset, folder):
    marked(found)
    User.objects.create_user("one@example.org", "One")
    with pytest.raises(NotReady, match=says):
        made_ready(asked, reset=reset)
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_people_of_a_demo_are_found_in_a_real_database(unowned, folder):
    marked(REAL)
    User.objects.create_user("one@example.org", "One", is_demo=True, is_active=False)
    with pytest.raises(NotReady, match="there are people of a demo in this database"):
        made_ready(REAL)


@pytest.mark.django_db
def test_a_role_that_could_change_the_log_is_refused_for_real_work_only(monkeypatch, folder):
    monkeypatch.setattr(ready, "may_change_the_log", lambda: True)
    with pytest.raises(NotReady, match="could change or remove what is in the log"):
        made_ready(REAL)
    marked(DEMO)
    assert made_ready(DEMO) == []


@pytest.mark.django_db
def test_who_owns_the_tables_could_change_the_log():
    from paramountcy.web.site.privileges import may_change_the_log

    assert may_change_the_log() is (connection.vendor == "postgresql")


@pytest.mark.django_db
def test_a_database_that_does_not_answer_says_so(monkeypatch):
    def gone():
        raise OperationalError("connection refused\n\tIs the server running?")

    monkeypatch.setattr(connection.introspection, "table_names", gone)
    with pytest.raises(NotReady, match=r"does not answer: connection refused Is the server running\?"):
        made_ready(REAL)


@pytest.mark.django_db
def test_a_later_version_was_here(monkeypatch, folder):
    monkeypatch.setattr(ready, "unknown", lambda: ["access.0002_x", "access.0003_y"])
    with pytest.raises(NotReady, match=r"a later version of Paramountcy has used this database \(access.0003_y\)"):
        made_ready(REAL, may_migrate=True)


class Migrating:
    """What is done when migrations are due, in its order, with nothing really done."""

    def __init__(self, monkeypatch, found=REAL):
        self.done = []
        monkeypatch.setattr(ready, "purpose_found", lambda: found)
        monkeypatch.setattr(ready, "due", lambda: ["access.0003_y", "site.0002_z"])
        monkeypatch.setattr(ready, "migrate", lambda purpose, *, seed: self.done.append(("migrate", purpose, seed)))
        monkeypatch.setattr(ready, "backup", self.backup)
        monkeypatch.setattr(ready.connection, "close", lambda: None)
        monkeypatch.setattr(ready.demo, "imagine", lambda **given: self.done.append(("imagine", given["seed"])))
        monkeypatch.setattr(ready.guidance, "imagine", lambda **given: self.done.append(("imagine guidance",)))

    def backup(self, to, **given):
        self.done.append(("backup", to, given["passphrase"]))
        return Done(3, 2, True, "Backed up.")


@pytest.mark.django_db
def test_migrations_wait_until_somebody_asks_for_them(monkeypatch, unowned, folder):
    migrating = Migrating(monkeypatch)
    with pytest.raises(NotReady, match=r"2 migrations are due, the first access.0003_y\): start once with --migrate"):
        made_ready(REAL)
    assert migrating.done == []


@pytest.mark.django_db
def test_a_database_is_made_only_when_somebody_asks_for_it(monkeypatch, unowned, folder):
    migrating = Migrating(monkeypatch, found=None)
    with pytest.raises(NotReady, match="there is no database yet: start once with --migrate"):
        made_ready(REAL)
    assert made_ready(REAL, may_migrate=True) == ["Migrated: 2 migrations."]
    assert migrating.done == [("migrate", REAL, None)]


@pytest.mark.django_db
def test_a_backup_comes_before_the_migration(monkeypatch, unowned, folder):
    migrating = Migrating(monkeypatch)
    said = made_ready(REAL, may_migrate=True, passphrase="three random words")
    to = folder / "backups" / "before-migrating-20261102-120000.backup"
    assert migrating.done == [("backup", to, "three random words"), ("migrate", REAL, None)]
    assert said == [f"Backed up. It is {to}", "Migrated: 2 migrations."]


@pytest.mark.django_db
@pytest.mark.parametrize("found", [None, DEMO])
def test_a_demo_is_made_or_brought_up_to_date_without_being_asked(monkeypatch, folder, found):
    migrating = Migrating(monkeypatch, found=found)
    assert made_ready(DEMO) == []
    assert migrating.done == [("migrate", DEMO, 2011), ("imagine", 2011), ("imagine guidance",)]


@pytest.mark.django_db
@pytest.mark.parametrize("shared", [True, False])
def test_nothing_is_migrated_while_a_server_runs(monkeypatch, unowned, folder, shared):
    migrating = Migrating(monkeypatch)
    with locked(folder / ready.IN_USE, shared=shared), pytest.raises(NotReady, match="a server is running"):
        made_ready(REAL, may_migrate=True)
    assert migrating.done == []


@pytest.mark.parametrize("found", [REAL, None])
def test_only_what_is_imagined_is_erased(tmp_path, found):
    file = tmp_path / "one.sqlite3"
    file.write_text("real")
    with pytest.raises(NotReady, match="nothing was erased"):
        erase(found, database=sqlite(file), audit=tmp_path)
    assert file.exists()


def test_erasing_takes_the_database_and_what_stands_beside_its_log(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)
    audit = tmp_path / "audit"
    audit.mkdir()
    for path in (tmp_path / "d", tmp_path / "d-wal", tmp_path / "d-shm", audit / "x.head", audit / "seals.txt"):
        path.write_text("imagined")
    (tmp_path / "secret-key").write_text("stays")
    erase(DEMO, database=sqlite(tmp_path / "d"), audit=audit)
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["audit", "secret-key"]


# --- Where it listens


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "council.example"])
def test_what_people_type_does_not_travel_in_the_clear(host, settings):
    settings.HTTPS = False
    with pytest.raises(NotReady, match="would travel unencrypted"):
        running.check_address(REAL, host, 8000)


@pytest.mark.parametrize(("purpose", "https"), [(REAL, True), (DEMO, False)])
def test_behind_a_proxy_and_for_a_demo_others_may_reach_it(purpose, https, settings):
    settings.HTTPS = https
    running.check_address(purpose, "0.0.0.0", free_port())


def test_a_port_that_is_taken_is_refused():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        with pytest.raises(NotReady, match=r"127.0.0.1 port \d+ can't be used here"):
            running.check_address(REAL, "127.0.0.1", one.getsockname()[1])


def test_on_windows_it_says_where_it_runs(monkeypatch):
    monkeypatch.delattr("os.fork")
    with pytest.raises(NotReady, match="does not run on Windows"):
        running.serve(REAL, host="127.0.0.1", port=8000, workers=1, say=print)


def test_the_server_is_set_as_it_should_be():
    settings = running.server(host="::1", port=8000, workers=3).cfg
    assert settings.address == [("::1", 8000)]
    assert (settings.workers, settings.threads, settings.worker_class_str) == (3, running.THREADS, "gthread")
    assert settings.forwarded_allow_ips == []
    assert settings.control_socket_disable is True
    assert settings.preload_app is False


def test_only_what_is_imagined_has_a_banner():
    assert banner(demo=False, training=False) == ""
    assert banner(demo=True, training=False) == BANNERS[DEMO]
    assert banner(demo=False, training=True) == BANNERS[TRAINING]


def test_the_house_is_left_as_it_was(tmp_path):
    """A lock leaves an empty file, its owner's only, and lets the next in."""
    for _ in range(2):
        with locked(tmp_path / "one.lock"):
            pass
    assert (tmp_path / "one.lock").stat().st_mode & 0o777 == 0o600
    assert Path(tmp_path / "one.lock").read_bytes() == b""
