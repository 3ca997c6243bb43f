"""
The server as operators start it, in processes of its own: what it refuses, what it makes, and what its log says.

Write a test here when it needs the command, the processes or the roles of PostgreSQL; else in test_ready.py.
"""

import json
import os
import signal
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.web.site.installed import PATIENCE, Installation, free_port

pytestmark = pytest.mark.slow
POSTGRESQL = bool(os.environ.get("MIGRATION_DATABASE_URL"))


def as_owner(installation: Installation) -> Installation:
    """The same, but that its commands reach the database as the owner of the tables."""
    environment = dict(installation.environment)
    if POSTGRESQL:
        environment["DATABASE_URL"] = environment["MIGRATION_DATABASE_URL"]
    return Installation(installation.folder, environment)


def execute(installation, *statements):
    """What the database says to each statement: "done", or the kind of its refusal."""
    code = (
        "from django.db import connection, Error\n"
        f"for one in {statements!r}:\n"
        "    try:\n"
        "        with connection.cursor() as cursor: cursor.execute(one)\n"
        "        print('done')\n"
        "    except Error as wrong: print(wrong.__cause__.__class__.__name__)\n"
    )
    return installation.python(code).splitlines()


def within(installation: Installation, folder: str) -> Installation:
    """The installation whose data folder is one inside another's."""
    data = installation.folder / "data" / folder
    return Installation(installation.folder, {**installation.environment, "PARAMOUNTCY_DATA": str(data)})


def address(installation, *folders: str):
    """The environment that leads to a database whoever uses it."""
    if POSTGRESQL:
        return {name: installation.environment[name] for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL")}
    return {"DATABASE_URL": f"sqlite://{installation.folder.joinpath('data', *folders, 'paramountcy.sqlite3')}"}


def test_a_server_does_not_make_a_database_unless_told_to(installation):
    refused = installation.run("serve")
    assert refused.returncode == 2
    assert refused.stderr == "paramountcy: there is no database yet: start once with --migrate, which makes it.\n"


def test_a_server_says_where_it_is_answers_and_ends(real):
    with real.serving("--workers", "3") as server:
        assert server.get("/health/")[2] == "ok\n"
        assert server.get("/sign-in/")[0] == 200
        assert server.get("/", Host="evil.example")[0] == 400
        until = time.monotonic() + PATIENCE
        while len(server.workers()) < 3 and time.monotonic() < until:
            time.sleep(0.05)
        assert len(server.workers()) == 3
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=PATIENCE) == 0
    assert server.said.startswith(f"Paramountcy is at http://127.0.0.1:{server.port}/   Press Ctrl+C to stop it.\n")


def test_every_connection_of_every_process_is_as_safe_as_it_says(real):
    with real.serving("--workers", "2") as server, ThreadPoolExecutor(16) as many:
        answers, until = [], time.monotonic() + PATIENCE
        while len({one["process"] for one in answers}) < 2 and time.monotonic() < until:
            answers += [json.loads(one[2]) for one in many.map(lambda _: server.get("/set-to/"), range(200))]
    assert len({one["process"] for one in answers}) == 2
    safe = {"journal_mode": "WAL", "synchronous": "FULL", "foreign_keys": "ON", "busy_timeout": "20000"}
    assert all(one["pragmas"] == ({} if POSTGRESQL else safe) for one in answers)


def test_a_database_that_is_not_up_to_date_is_migrated_only_when_asked_and_after_a_backup(real):
    owner = as_owner(real)
    back = "from django.core.management import call_command\ncall_command('migrate', 'sessions', 'zero', verbosity=0)"
    with real.serving() as server:
        owner.python(back)
        assert server.get("/health/")[::2] == (503, "not ready\n")
        running = real.run("serve", "--migrate", "--port", str(free_port()))
        assert running.returncode == 2
        assert "a server is running on this data folder: stop it first." in running.stderr
    refused = real.run("serve")
    assert refused.returncode == 2
    assert "not as this version needs it (1 migrations are due, the first sessions.0001_initial)" in refused.stderr
    backups = real.folder / "data" / "backups"
    assert not backups.exists()
    with real.serving("--migrate") as server:
        assert server.get("/health/")[0] == 200
    [made] = backups.iterdir()
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert "Backed up and proven by restoring it: " in server.said
    assert str(made) in server.said
    assert "Migrated: 1 migrations." in server.said


def test_a_database_of_a_later_version_is_refused(real):
    owner = as_owner(real)
    later = "INSERT INTO django_migrations (app, name, applied) VALUES ('access', '9999_later', '2030-01-01 00:00:00Z')"
    assert execute(owner, later) == ["done"]
    refused = real.run("serve", "--migrate")
    assert execute(owner, "DELETE FROM django_migrations WHERE name = '9999_later'") == ["done"]
    assert refused.returncode == 2
    assert "a later version of Paramountcy has used this database (access.9999_later)" in refused.stderr


def test_a_demo_is_made_anew_and_is_never_taken_for_real_nor_the_reverse(demo, real):
    installation, server = demo
    assert "Demonstration: everybody in it is imagined." in server.said
    assert "manager@applemere.example" in server.said
    password = server.said.partition("with the password ")[2].split()[0]
    assert len(password.split("-")) == 5
    status, _, page = server.get("/sign-in/")
    assert status == 200
    assert "everybody in it is imagined" in page
    stolen = installation.run("serve", **address(installation, "demo"))
    assert stolen.returncode == 2
    assert "this database is for a demo, with people who sign in by a known password" in stolen.stderr
    for words in (("--demo",), ("--training",), ("--demo", "--reset")):
        mixed = real.run("serve", *words, **address(real))
        assert mixed.returncode == 2
        assert "this database is for real work: nothing imagined is put into it." in mixed.stderr
    assert "there is no database yet" not in real.run("verify-audit").stderr
    other = installation.run("serve", "--training", **address(installation, "demo"))
    assert other.returncode == 2
    assert "this database is for a demo: start it as that." in other.stderr
    busy = installation.run("serve", "--demo", "--reset", "--port", str(free_port()))
    assert busy.returncode == 2
    assert "a server is running on this data folder" in busy.stderr


def test_every_file_is_its_owners_only(demo):
    installation, _ = demo
    kept = list((installation.folder / "data").rglob("*"))
    assert len(kept) > 3
    assert not [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_the_servers_log_names_pages_and_nobody(real):
    with real.serving() as server:
        for path in (
            "/health/?who=Amy+Smith",
            "/invitation/the-secret-of-amy/",
            "/nothing/Amy%20Smith",
            "/people/amyamyamyamyamyamyam/",
            "/%0aforged%20line",
            "/static/paramountcy.css",
        ):
            server.get(path, User_Agent="AmyBrowser", Referer="http://127.0.0.1/Amy", X_Forwarded_For="203.0.113.9")
        server.get("/health/", Host="amy.example")
    log = server.said.partition("to stop it.\n")[2]
    pages = [line.partition("] ")[2] for line in log.splitlines() if line.startswith("[")]
    for start in (
        "GET /health/ 200 ",
        "GET /health/ 400 ",
        "GET /invitation/<str:secret>/ ",
        "GET (no such page) 404 ",
        "GET /people/<slug:ref>/ 302 ",
        "GET /static/ 200 ",
    ):
        assert any(page.startswith(start) for page in pages), start
    for word in ("Amy", "amy", "203.0.113.9", "127.0.0.1", "forged", "secret-of", "?"):
        assert word not in log, word


@pytest.mark.parametrize("https", ["", "1"])
def test_who_asks_is_believed_of_the_named_proxy_only(real, https):
    opens = real.filled(1, 1)
    told = {"X_Forwarded_For": "198.51.100.7, 203.0.113.9", "X_Forwarded_Proto": "https", "Host": "council.example"}
    with real.serving(PARAMOUNTCY_HTTPS=https, PARAMOUNTCY_HOSTS="council.example,127.0.0.1") as server:
        _, headers, _ = server.get("/sign-in/", **told)
        assert ("secure" in headers["Set-Cookie"].lower()) is bool(https)
        assert ("Strict-Transport-Security" in headers) is bool(https)
        cookie = f"paramountcy={opens['sessions'][0]}"
        status, headers, _ = server.get(f"/notebook/{opens['notes'][0]}/", Cookie=cookie, **told)
        assert status == 200
    number = headers["X-Request-Number"]
    asked = f"Entry.objects.filter(request={number!r}).values_list('address', flat=True)"
    found = real.python(f"from paramountcy.web.access.models import Entry\nprint(set({asked}))")
    assert found == ("{'203.0.113.9'}" if https else "{'127.0.0.1'}")


if POSTGRESQL:

    def test_the_applications_role_can_only_add_to_the_log(real):
        refused = execute(
            real,
            "UPDATE access_entry SET reason = ''",
            "DELETE FROM access_entry",
            "TRUNCATE access_entry",
            "DELETE FROM access_seal",
            "UPDATE access_historicaluser SET name = ''",
            "UPDATE site_installation SET purpose = 'demo'",
            "DELETE FROM django_migrations",
            "DROP TABLE access_entry",
            "ALTER TABLE access_entry DISABLE TRIGGER ALL",
            "CREATE TABLE mine (one int)",
        )
        assert set(refused) == {"InsufficientPrivilege"}
        assert execute(real, "SELECT * FROM access_entry", "DELETE FROM django_session WHERE false") == ["done", "done"]

    def test_a_role_that_could_change_the_log_is_refused(real):
        owner = as_owner(real)
        refused = owner.run("serve")
        assert refused.returncode == 2
        assert "could change or remove what is in the log" in refused.stderr


def test_no_server_listens_to_others_in_the_clear(real):
    refused = real.run("serve", "--host", "0.0.0.0")
    assert refused.returncode == 2
    assert "would travel unencrypted" in refused.stderr


def test_a_port_that_is_taken_is_refused(demo, real):
    _, server = demo
    refused = real.run("serve", "--port", str(server.port))
    assert refused.returncode == 2
    assert f"127.0.0.1 port {server.port} can't be used here" in refused.stderr


def test_paths_of_the_house_are_not_in_what_a_stranger_gets(demo):
    _, server = demo
    for path in ("/health/", "/nothing/", "/sign-in/"):
        _, headers, page = server.get(path)
        assert str(Path.cwd()) not in page
        assert "Traceback" not in page
        assert "Django" not in str(headers)


def test_a_demo_stays_until_it_is_to_begin_anew(demo):
    """Uses the demo of this module as it stands: its server goes on beside, but for the last step."""
    installation, server = demo
    here = within(installation, "demo")
    words = "from paramountcy.web.access.models import Team\n"
    count = here.python(
        f"{words}team = Team.objects.first(); team.name = 'Ours'; team.save(); print(Team.objects.count())"
    )
    password = server.said.partition("with the password ")[2].split()[0]
    with installation.serving("--demo") as second:
        assert f"with the password {password}\n" in second.said
    assert here.python(f"{words}print(Team.objects.filter(name='Ours').count())") == "1"
    server.stop()
    with installation.serving("--demo", "--reset"):
        pass
    assert here.python(f"{words}print(Team.objects.count(), Team.objects.filter(name='Ours').count())") == f"{count} 0"
    assert here.run("verify-audit").stdout.startswith("The log is whole: ")
