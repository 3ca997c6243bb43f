"""Backups: of one moment while people work, sealed, proven, and never restored over anything."""

import os
import secrets
import sqlite3
import stat
import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paramountcy.web.site.backups import keep
from paramountcy.web.site.backups.databases import copier
from paramountcy.web.site.backups.keep import backup, restore
from paramountcy.web.site.backups.shape import NotBackedUp, NotRestored
from paramountcy.web.site.databases import database, sqlite

AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
PASSPHRASE = "three random words"
POSTGRESQL = bool(os.environ.get("DATABASE_URL"))
ROWS = 12_000


@contextmanager
def _database(folder):
    """The settings of an empty database of its own, of the kind that this run has."""
    if not POSTGRESQL:
        folder.mkdir()
        yield sqlite(folder / "a database?.sqlite3")
        return
    import psycopg

    settings = dict(database(os.environ, folder))
    name = f"backed_up_{secrets.token_hex(6)}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as there:
        there.execute(f'CREATE DATABASE "{name}"')
    try:
        yield {**settings, "NAME": name}
    finally:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as there:
            there.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def connected(settings):
    """A connection of its own, each statement of it a transaction unless one is begun."""
    if POSTGRESQL:
        with copier(settings).connected() as one:
            yield one
    else:
        with closing(sqlite3.connect(settings["NAME"], isolation_level=None, timeout=300)) as one:
            one.execute("PRAGMA journal_mode=WAL")
            yield one


@pytest.fixture
def books(tmp_path):
    """A database with two tables, of which the one always holds what the other does, times minus one."""
    with _database(tmp_path / "books") as settings:
        with connected(settings) as there:
            there.execute("CREATE TABLE given (id INTEGER PRIMARY KEY, amount INTEGER, text TEXT)")
            there.execute("CREATE TABLE taken (id INTEGER PRIMARY KEY, amount INTEGER)")
            numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})"
            there.execute(
                f"{numbers} INSERT INTO given SELECT i, i, '{'x' * 400}' FROM n"
                if not POSTGRESQL
                else f"INSERT INTO given SELECT i, i, repeat('x', 400) FROM generate_series(1, {ROWS}) i"
            )
            there.execute("INSERT INTO taken SELECT id, -amount FROM given")
        yield settings


@pytest.fixture
def empty(tmp_path):
    with _database(tmp_path / "empty") as settings:
        yield settings


@pytest.fixture
def audit(tmp_path):
    """What stands beside the log: heads, seals, and a lock that is no evidence."""
    folder = tmp_path / "audit"
    folder.mkdir()
    (folder / "20261101-0123456789abcdef.head").write_text("000000000005 abc\n")
    (folder / "seals.txt").write_text("2026-11-01 abc\n")
    (folder / "sealing.lock").write_text("")
    return folder


@contextmanager
def written_to(settings):
    """While somebody writes one transaction after another. Gives what counts them."""
    stop, count = threading.Event(), [0]

    def write():
        with connected(settings) as there:
            number = ROWS
            while not stop.is_set():
                number += 1
                there.execute("BEGIN")
                there.execute(f"INSERT INTO given VALUES ({number}, {number}, 'x')")
                there.execute(f"INSERT INTO taken VALUES ({number}, {-number})")
                there.execute(f"UPDATE given SET amount = amount + 1 WHERE id = {number % ROWS + 1}")
                there.execute(f"UPDATE taken SET amount = amount - 1 WHERE id = {number % ROWS + 1}")
                there.execute("COMMIT")
                count[0] += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield count
    finally:
        stop.set()
        thread.join()


def made(books, audit, tmp_path, *, passphrase=None, name="one.backup", work="work"):
    return backup(
        tmp_path / "kept" / name, work=tmp_path / work, database=books, audit=audit, passphrase=passphrase, at=AT
    ), tmp_path / "kept" / name


def put_back(path, empty, tmp_path, *, passphrase=None, audit="restored audit"):
    return restore(path, work=tmp_path / "work", database=empty, audit=tmp_path / audit, passphrase=passphrase)


@pytest.mark.parametrize("passphrase", [PASSPHRASE, None])
def test_a_backup_is_of_one_moment_while_people_write(books, empty, audit, tmp_path, passphrase):
    with written_to(books) as count:
        while count[0] < 5:
            time.sleep(0.001)
        before = count[0]
        done, path = made(books, audit, tmp_path, passphrase=passphrase)
        during = count[0] - before
    assert during > 20
    assert done.proven
    assert done.says == f"Backed up and proven by restoring it: {done.rows:,} rows in 2 tables."
    assert 2 * ROWS + 2 * before <= done.rows <= 2 * (ROWS + before + during)
    restored = put_back(path, empty, tmp_path, passphrase=passphrase)
    assert restored.rows == done.rows
    with connected(empty) as there:
        [given] = there.execute("SELECT sum(amount) FROM given").fetchone()
        [taken] = there.execute("SELECT sum(amount) FROM taken").fetchone()
        [apart] = there.execute(
            "SELECT count(*) FROM given g JOIN taken t ON g.id = t.id AND g.amount + t.amount <> 0"
        ).fetchone()
    assert given == -taken != 0
    assert apart == 0


def test_a_backup_is_its_owners_only_and_leaves_nothing_behind(books, audit, tmp_path):
    _, path = made(books, audit, tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    assert list((tmp_path / "work").iterdir()) == []


def test_what_is_not_sealed_never_stands_where_the_backup_goes(books, audit, tmp_path, monkeypatch):
    seen = set()
    pack = keep.pack

    def looked_at(to, **more):
        seen.update(path.name for path in to.parent.rglob("*"))
        pack(to, **more)
        seen.update(path.name for path in to.parent.rglob("*"))

    monkeypatch.setattr(keep, "pack", looked_at)
    _, path = made(books, audit, tmp_path, passphrase=PASSPHRASE)
    assert seen == {path.name}
    assert b"xxxxxxxx" not in path.read_bytes()


def test_the_logs_heads_and_seals_come_back_and_newer_ones_stay(books, empty, audit, tmp_path):
    _, path = made(books, audit, tmp_path)
    put_back(path, empty, tmp_path)
    back = tmp_path / "restored audit"
    assert sorted(one.name for one in back.iterdir()) == ["20261101-0123456789abcdef.head", "seals.txt"]
    assert (back / "seals.txt").read_text() == "2026-11-01 abc\n"
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in back.iterdir())
    with connected(empty) as there:
        there.execute("DROP TABLE given")
        there.execute("DROP TABLE taken")
    if not POSTGRESQL:
        Path(empty["NAME"]).unlink()
    (back / "seals.txt").write_text("2026-11-02 newer\n")
    assert "were left as they are" in put_back(path, empty, tmp_path).says
    assert (back / "seals.txt").read_text() == "2026-11-02 newer\n"


def test_heads_are_copied_before_the_database(books, audit, tmp_path, monkeypatch):
    """A head that is newer than the copy would make a whole log look as if it were cut off."""
    order = []
    kind = type(copier(books))
    copy, copy_audit = kind.copy, keep._copy_audit
    monkeypatch.setattr(kind, "copy", lambda self, to: (order.append("database"), copy(self, to))[1])
    monkeypatch.setattr(keep, "_copy_audit", lambda *given: (order.append("heads"), copy_audit(*given))[1])
    made(books, audit, tmp_path)
    assert order == ["heads", "database"]


def test_a_backup_is_never_written_over(books, audit, tmp_path):
    made(books, audit, tmp_path)
    with pytest.raises(NotBackedUp, match="is there already"):
        made(books, audit, tmp_path)


def test_a_short_passphrase_is_refused(books, audit, tmp_path):
    with pytest.raises(NotBackedUp, match="fewer than 12 characters"):
        made(books, audit, tmp_path, passphrase="short")
    assert not (tmp_path / "kept").exists()


def test_a_database_that_is_not_empty_is_left_alone(books, audit, tmp_path):
    _, path = made(books, audit, tmp_path)
    with connected(books) as there:
        there.execute("DELETE FROM taken")
    with pytest.raises(NotRestored, match="is not empty"):
        put_back(path, books, tmp_path)
    with connected(books) as there:
        assert there.execute("SELECT count(*) FROM taken").fetchone() == (0,)


def test_a_wrong_or_missing_passphrase_opens_nothing(books, empty, audit, tmp_path):
    _, path = made(books, audit, tmp_path, passphrase=PASSPHRASE)
    for passphrase, says in (("another passphrase", "does not open this backup"), (None, "is sealed: give its")):
        with pytest.raises(NotRestored, match=says):
            put_back(path, empty, tmp_path, passphrase=passphrase)
    assert copier(empty).is_empty()
    assert not (tmp_path / "restored audit").exists()
    assert list((tmp_path / "work").iterdir()) == []


@pytest.mark.parametrize("passphrase", [pytest.param(PASSPHRASE, marks=pytest.mark.slow), None])
def test_a_damaged_or_cut_off_backup_restores_nothing(books, empty, audit, tmp_path, passphrase):
    with connected(books) as there:
        there.execute("DELETE FROM given WHERE id > 2000")
        there.execute("DELETE FROM taken WHERE id > 2000")
    _, path = made(books, audit, tmp_path, passphrase=passphrase)
    whole = path.read_bytes()
    size = len(whole)
    end = 11_000 if passphrase else 600  # the last ten thousand bytes of the outer archive are empty
    broken = [whole[:share] for share in (0, 1, 100, size // 2, size - end)]
    for place in (0, 5, size // 2) if passphrase else (0, 5, size // 3, size // 2, size - size // 4):
        broken.append(whole[:place] + bytes(255 - byte for byte in whole[place : place + 40]) + whole[place + 40 :])
    for number, text in enumerate(broken):
        bad = tmp_path / f"{number}.backup"
        bad.write_bytes(text)
        with pytest.raises(NotRestored):
            put_back(bad, empty, tmp_path, passphrase=passphrase)
        assert copier(empty).is_empty()
    assert list((tmp_path / "work").iterdir()) == []


def test_a_backup_that_comes_back_with_fewer_rows_is_deleted(books, audit, tmp_path, monkeypatch):
    kind = type(copier(books))
    monkeypatch.setattr(kind, "prove", lambda self, copy: {"given": 1})
    if POSTGRESQL:
        with pytest.raises(NotBackedUp, match="it was deleted"):
            made(books, audit, tmp_path)
        assert not list((tmp_path / "kept").iterdir())


def test_a_backup_that_can_not_be_proven_says_so(books, audit, tmp_path, monkeypatch):
    def full(*_, **__):
        raise NotRestored("there is not enough room on the disk to unpack this backup.")

    monkeypatch.setattr(keep, "unpacked", full)
    done, path = made(books, audit, tmp_path)
    assert not done.proven
    assert (
        done.says == "The backup was made and not proven: there is not enough room on the disk to unpack this backup."
    )
    assert path.exists()


def test_a_backup_of_the_other_kind_of_database_is_refused(books, empty, audit, tmp_path, monkeypatch):
    kind = type(copier(books))
    monkeypatch.setattr(kind, "vendor", "another")
    _, path = made(books, audit, tmp_path)
    monkeypatch.undo()
    with pytest.raises(NotRestored, match=f"this backup is of another, and the database is {kind.vendor}"):
        put_back(path, empty, tmp_path)


if POSTGRESQL:

    def test_owners_and_rights_are_not_copied(books, empty, audit, tmp_path):
        with connected(books) as there:
            there.execute("GRANT SELECT ON given TO PUBLIC")
        _, path = made(books, audit, tmp_path)
        put_back(path, empty, tmp_path)
        with connected(empty) as there:
            found = there.execute("SELECT relacl FROM pg_class WHERE relname = 'given'").fetchone()
        assert found == (None,)

    def test_a_role_that_may_make_no_database_backs_up_and_says_it_is_not_proven(books, audit, tmp_path):
        import psycopg

        with psycopg.connect(host=books["OPTIONS"]["host"], user="postgres", dbname="postgres", autocommit=True) as one:
            one.execute("CREATE ROLE reads LOGIN")
        with connected(books) as there:
            there.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reads")
        done, path = made({**books, "USER": "reads"}, audit, tmp_path)
        with psycopg.connect(
            host=books["OPTIONS"]["host"], user="postgres", dbname=books["NAME"], autocommit=True
        ) as one:
            one.execute("DROP OWNED BY reads")
            one.execute("DROP ROLE reads")
        assert not done.proven
        assert 'ALTER ROLE "reads" CREATEDB' in done.says
        assert path.exists()

else:

    def test_what_a_former_database_left_is_never_written_into_the_restored_one(books, empty, audit, tmp_path):
        _, path = made(books, audit, tmp_path)
        Path(f"{empty['NAME']}-wal").write_bytes(b"what a deleted database had not yet taken in")
        with pytest.raises(NotRestored, match="is not empty"):
            put_back(path, empty, tmp_path)

    def test_a_database_is_copied_though_nothing_has_it_open(books, audit, tmp_path):
        assert not Path(f"{books['NAME']}-wal").exists()
        assert made(books, audit, tmp_path)[0].proven

    def test_a_damaged_database_is_not_backed_up(books, audit, tmp_path):
        file = Path(books["NAME"])
        text = bytearray(file.read_bytes())
        for place in range(4096, len(text) - 4096, 40_000):
            text[place : place + 2_000] = os.urandom(2_000)
        file.write_bytes(text)
        with pytest.raises(NotBackedUp, match="look at the disk"):
            made(books, audit, tmp_path)
        assert not list((tmp_path / "kept").iterdir())

    def test_without_a_database_there_is_nothing_to_back_up(empty, audit, tmp_path):
        with pytest.raises(NotBackedUp, match="there is no database at"):
            made(empty, audit, tmp_path)

    def test_restoring_makes_a_file_of_its_owners_only(books, empty, audit, tmp_path):
        _, path = made(books, audit, tmp_path)
        put_back(path, empty, tmp_path)
        assert stat.S_IMODE(Path(empty["NAME"]).stat().st_mode) == 0o600
        assert [one.name for one in Path(empty["NAME"]).parent.iterdir()] == [Path(empty["NAME"]).name]
