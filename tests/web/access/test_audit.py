"""The log: every entry tied to the one before; what was changed, removed or cut off is found; the database refuses."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from paramountcy.web.access.audit.chain import Chain, heads
from paramountcy.web.access.audit.entry import Line
from paramountcy.web.access.audit.seal import seal, seals_outside
from paramountcy.web.access.audit.verify import verify
from paramountcy.web.access.models import Entry, Seal, Team

pytestmark = pytest.mark.django_db
TRIGGERS = {
    "sqlite": ("access_entry_is_not_changed", "access_entry_is_not_removed"),
    "postgresql": ("access_entry_only_grows",),
}


@pytest.fixture
def folder(audit_folder):
    return audit_folder


@pytest.fixture
def chain():
    """A chain of five entries."""
    new = Chain()
    for place in range(5):
        new.read([Line("read", kind="note", record=f"note{place}", user="somebody", reason="duty call")])
    return new


def unguarded(sql, *values):
    """Change the log as somebody could who owns the database: with its guards taken away."""
    with connection.cursor() as cursor:
        for trigger in TRIGGERS[connection.vendor]:
            cursor.execute(
                f"DROP TRIGGER {trigger}" + (" ON access_entry" if connection.vendor == "postgresql" else "")
            )
        cursor.execute(sql, values)


def kinds(folder):
    return {one.what for one in verify(folder).breaks}


def test_a_whole_log_is_whole(chain, folder):
    found = verify(folder)
    assert (found.entries, found.chains, found.breaks) == (5, 1, ())
    assert found.says == "The log is whole: 5 entries in 1 chains and 0 seals."


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE access_entry SET record = 'another' WHERE number = 3",
        "UPDATE access_entry SET reason = '' WHERE number = 5",
        "UPDATE access_entry SET outcome = 'refused' WHERE number = 1",
    ],
)
def test_a_changed_entry_is_found(chain, folder, sql):
    unguarded(sql)
    assert kinds(folder) == {"changed"}


def test_an_entry_changed_with_a_new_digest_is_found(chain, folder):
    from paramountcy.web.access.audit.entry import FIELDS, digest

    entry = Entry.objects.get(number=3)
    entry.record = "another"
    unguarded(
        "UPDATE access_entry SET record = 'another', digest = %s WHERE number = 3",
        digest({name: getattr(entry, name) for name in FIELDS}),
    )
    [one] = verify(folder).breaks
    assert one.what == "changed"
    assert "entry 4 " in one.says


@pytest.mark.parametrize("where", ["number = 1", "number = 3", "number IN (2, 3)"])
def test_a_removed_entry_is_found(chain, folder, where):
    unguarded(f"DELETE FROM access_entry WHERE {where}")
    assert kinds(folder) == {"removed"}


@pytest.mark.parametrize("where", ["number = 5", "number > 2", "number > 0"])
def test_a_log_that_was_cut_off_is_found(chain, folder, where):
    unguarded(f"DELETE FROM access_entry WHERE {where}")
    assert kinds(folder) == {"cut off"}


def test_a_log_cut_off_after_its_seal_is_found_without_the_heads(chain, folder):
    later = timezone.now() + timedelta(days=2)
    [made] = seal(folder, at=later)
    for file in Path(folder).glob("*.head"):
        file.unlink()
    assert verify(folder).breaks == ()
    unguarded("DELETE FROM access_entry WHERE number > 3")
    assert kinds(folder) == {"cut off"}
    assert seals_outside(folder) == {made.day: made.digest}


def test_a_seal_made_anew_is_found(chain, folder):
    later = timezone.now() + timedelta(days=2)
    seal(folder, at=later)
    outside = Path(folder) / "seals.txt"
    outside.write_text(outside.read_text()[:-10] + "abcdefabc\n")
    assert kinds(folder) == {"seal"}


def test_a_day_is_sealed_once_and_not_before_it_is_over(chain, folder):
    assert seal(folder, at=timezone.now()) == []
    later = timezone.now() + timedelta(days=1, hours=1)
    assert len(seal(folder, at=later)) == 1
    assert seal(folder, at=later) == []
    assert Seal.objects.count() == 1


@pytest.mark.parametrize(
    "sql",
    ["UPDATE access_entry SET record = ''", "DELETE FROM access_entry", "DELETE FROM access_entry WHERE number = 2"],
)
def test_the_database_refuses_to_change_the_log(chain, sql):
    with pytest.raises(DatabaseError, match="the log only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.count() == 5


def test_the_database_refuses_to_empty_the_log(chain):
    if connection.vendor != "postgresql":
        return
    with pytest.raises(DatabaseError, match="the log only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE access_entry")


def test_a_change_and_its_entry_are_kept_together_or_not_at_all(chain, folder):
    from paramountcy.web.access.models import Body

    body = Body.objects.create()

    def fails():
        with chain.change() as lines:
            Team.objects.create(body=body, name="one", from_day="2026-01-01")
            lines.append(Line("add team"))
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        fails()
    assert not Team.objects.exists()
    assert Entry.objects.count() == 5
    with chain.change() as lines:
        Team.objects.create(body=body, name="two", from_day="2026-01-01")
        lines.append(Line("add team"))
    assert Entry.objects.count() == 6
    assert verify(folder).breaks == ()


def test_a_change_that_says_nothing_is_undone(chain):
    from paramountcy.web.access.models import Body

    with pytest.raises(ValueError, match="nothing said"), chain.change():
        Body.objects.create()
    assert not Body.objects.exists()


def test_the_head_is_noted_outside(chain, folder):
    assert heads(folder) == {chain.name: (5, chain.last)}
    assert (Path(folder) / f"{chain.name}.head").stat().st_mode & 0o777 == 0o600


def test_a_new_process_begins_a_chain_of_its_own(chain, folder, monkeypatch):
    first = chain.name
    monkeypatch.setattr("os.getpid", lambda: -1)
    chain.read([Line("read")])
    assert chain.name != first
    assert verify(folder).chains == 2
