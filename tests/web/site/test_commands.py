"""The operator's commands on an installation, as they are run: backup while people work, restore, verify, operator."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.web.site.installed import Installation, installed

pytestmark = pytest.mark.slow
POSTGRESQL = bool(os.environ.get("MIGRATION_DATABASE_URL"))
WHO = ("--as", "Jo Field", "--reason", "because they rang me")
LAST_ENTRY = """
from paramountcy.web.access.models import Entry
one = Entry.objects.order_by('pk').last()
print(one.action, one.role, one.outcome)
"""


@pytest.fixture(scope="module")
def passphrase(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("safe") / "passphrase"
    file.write_text("three random words\n")
    return file


@pytest.fixture(scope="module")
def filled(real):
    return real.filled(4, 10)


def owned(installation: Installation) -> Installation:
    environment = dict(installation.environment)
    if POSTGRESQL:
        environment["DATABASE_URL"] = environment["MIGRATION_DATABASE_URL"]
    return Installation(installation.folder, environment)


def test_a_backup_made_while_people_work_is_restored_with_its_log_whole(real, filled, passphrase, tmp_path):
    kept = tmp_path / "kept" / "one.backup"
    with real.serving() as server, ThreadPoolExecutor(4) as many:
        stop = []

        def read(place):
            while not stop:
                path = f"/notebook/{filled['notes'][place]}/"
                assert server.get(path, Cookie=f"paramountcy={filled['sessions'][place]}")[0] == 200

        reading = [many.submit(read, place) for place in range(4)]
        done = real.run("backup", kept, "--passphrase-file", passphrase)
        stop.append(True)
        for one in reading:
            one.result()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Backed up and proven by restoring it: ")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with installed(tmp_path / "elsewhere") as other:
        bare = other.run("restore", kept)
        assert bare.returncode == 2
        assert "this backup is sealed: give its passphrase with --passphrase-file." in bare.stderr
        restored = other.run("restore", kept, "--passphrase-file", passphrase)
        assert restored.returncode == 0, restored.stderr
        first, second = restored.stdout.splitlines()
        assert first.startswith("Restored ")
        assert second.startswith("The log is whole: ")
        again = other.run("restore", kept, "--passphrase-file", passphrase)
        assert again.returncode == 2
        assert "the database is not empty" in again.stderr
        with other.serving() as server:
            cookie = f"paramountcy={filled['sessions'][0]}"
            assert server.get("/health/")[0] == 200
            assert server.get(f"/notebook/{filled['notes'][0]}/", Cookie=cookie)[0] in (200, 302)
        whole = other.run("verify-audit")
        assert (whole.returncode, whole.stderr) == (0, "")


def test_a_backup_without_a_passphrase_warns_and_is_never_written_over(real, tmp_path):
    kept = tmp_path / "one.backup"
    first = real.run("backup", kept)
    assert first.returncode == 0
    assert "the backup is not sealed" in first.stderr
    second = real.run("backup", kept)
    assert second.returncode == 2
    assert "one.backup is there already" in second.stderr
    short = tmp_path / "short"
    short.write_text("short")
    third = real.run("backup", tmp_path / "two.backup", "--passphrase-file", short)
    assert "fewer than 12 characters" in third.stderr
    assert not (tmp_path / "two.backup").exists()


def test_nothing_is_restored_while_a_server_runs(real, installation, tmp_path):
    kept = tmp_path / "one.backup"
    real.run("backup", kept)
    with real.serving():
        refused = real.run("restore", kept)
    assert refused.returncode == 2
    assert "a server is running on this data folder" in refused.stderr
    rubbish = tmp_path / "rubbish"
    rubbish.write_text("rubbish")
    for file, says in ((rubbish, "not a backup of Paramountcy"), (tmp_path / "none", "the file can't be read")):
        refused = installation.run("restore", file)
        assert refused.returncode == 2
        assert says in refused.stderr


def test_the_log_is_verified_and_a_changed_entry_found(real, tmp_path):
    assert real.run("operator", "enrol", *WHO).returncode == 0
    whole = real.run("verify-audit")
    assert whole.returncode == 0
    assert whole.stdout.startswith("The log is whole: ")
    nowhere = real.run("verify-audit", "--folder", tmp_path / "none")
    assert nowhere.returncode == 2
    assert "is no folder" in nowhere.stderr
    beside = real.run("verify-audit", "--folder", tmp_path)
    assert beside.returncode == 0
    assert "that it was not cut off can't be told" in beside.stderr
    sealed = real.run("verify-audit", "--seal")
    assert sealed.returncode == 0
    assert sealed.stdout.startswith("No day with entries is over yet: there is nothing to seal.\n")
    drop = (
        "DROP TRIGGER access_entry_only_grows ON access_entry"
        if POSTGRESQL
        else "DROP TRIGGER access_entry_is_not_changed"
    )
    change = f"""
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("{drop}")
    cursor.execute("UPDATE access_entry SET reason = 'another' WHERE action = 'enrol operator'")
"""
    owned(real).python(change)
    broken = real.run("verify-audit")
    assert broken.returncode == 1
    assert "The log is not whole: 1 breaks in " in broken.stdout
    assert ": changed since it was written.\n" in broken.stdout


def test_an_operator_looks_after_people_by_name_and_with_a_reason(installation):
    with installation.serving("--migrate"):
        pass
    run = installation.run
    assert "no operator named 'Jo Field'" in run("operator", "list-people", *WHO).stderr
    assert run("operator", "enrol", *WHO).stdout == "Jo Field is the first operator.\n"
    assert "there is an operator already" in run("operator", "enrol", *WHO).stderr
    assert run("operator", "enrol", *WHO, "--new", "Sam Reed").stdout == "Sam Reed is an operator from now on.\n"
    invited = run(
        "operator", "first-administrator", *WHO, "--email", "a.lee@c.example", "--name", "A Lee", "--authority", "Here"
    )
    assert invited.returncode == 0, invited.stderr
    link = invited.stdout.splitlines()[0]
    assert link.startswith("http://127.0.0.1:8000/invitation/")
    installation.python(
        "from django.utils import timezone\n"
        "from paramountcy.web.access.actions.people import come_in\n"
        "from paramountcy.web.access.asking import Access\n"
        "by = Access(None, at=timezone.now(), request='x', address='')\n"
        f"come_in(by=by, secret={link.rstrip('/').rpartition('/')[2]!r}, password='a long password')"
    )
    listed = run("operator", "list-people", *WHO)
    assert listed.stdout == "a.lee@c.example  A Lee, system administrator\n1 people\n"
    assert installation.python(LAST_ENTRY) == "list operator allowed"
    for action, says in (
        ("unlock", "They may try again."),
        ("reset-second-factor", "They had none set up."),
        ("shut-out", "They can't sign in any more"),
        ("let-in", "They may sign in again."),
    ):
        done = run("operator", action, *WHO, "--email", "a.lee@c.example")
        assert done.returncode == 0, done.stderr
        assert says in done.stdout
        assert installation.python(LAST_ENTRY) == f"{action.replace('-', ' ')} operator allowed"
    assert "nobody signs in with that address" in run("operator", "unlock", *WHO, "--email", "x@c.example").stderr
    short = run("operator", "unlock", "--as", "Jo Field", "--reason", "short", "--email", "a.lee@c.example")
    assert short.returncode == 2
    assert "Say why, in at least 10 characters" in short.stderr
    assert run("operator", "end", *WHO, "--operator", "Sam Reed").stdout == "Sam Reed is an operator no longer.\n"
    assert run("verify-audit").returncode == 0


def test_before_there_is_a_database_every_command_says_so(installation, tmp_path):
    assert "is not as this version needs it" in installation.run("operator", "enrol", *WHO).stderr
    assert installation.run("verify-audit").returncode == 2
    refused = installation.run("backup", tmp_path / "x.backup")
    assert refused.returncode == 2
    assert "there is nothing in the database yet" in refused.stderr
    assert not (tmp_path / "x.backup").exists()
