"""Copying a whole database at one moment while others write to it, and putting a copy back."""

import os
import shutil
import sqlite3
import subprocess
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from paramountcy.web.site.backups.shape import NotBackedUp, NotRestored

Settings = Mapping[str, Any]
"""Django's settings of one database."""


class Copier(Protocol):
    """How one kind of database is copied."""

    vendor: str

    def copy(self, to: Path) -> dict[str, int]:
        """Copy the database as it is at one moment into a file. Gives the rows of each table at that moment."""
        ...

    def prove(self, copy: Path) -> dict[str, int]:
        """Restore a copy somewhere else and count its rows. Raises NotBackedUp where that can't be done."""
        ...

    def is_empty(self) -> bool:
        """Whether the database holds no table."""
        ...

    def put_back(self, copy: Path) -> dict[str, int]:
        """Fill the empty database from a copy. Gives the rows of each table."""
        ...


def copier(settings: Settings) -> Copier:
    if settings["ENGINE"].endswith("sqlite3"):
        return SQLite(Path(settings["NAME"]))
    return PostgreSQL(settings)


class SQLite:
    """A database in a file."""

    vendor = "sqlite"

    def __init__(self, path: Path):
        self.path = path

    def copy(self, to: Path) -> dict[str, int]:
        if not self.path.exists():
            raise NotBackedUp(f"there is no database at {self.path.name}: has the application been started here?")
        os.close(_new(to))
        try:
            with closing(_read_only(self.path)) as here, closing(sqlite3.connect(to)) as there:
                here.backup(there)  # in one step: in several it would begin anew with every change that others make
        except sqlite3.DatabaseError as wrong:
            raise NotBackedUp(f"the database can't be copied: {wrong}. Look at the disk, and try again.") from wrong
        return self.prove(to)

    def prove(self, copy: Path) -> dict[str, int]:
        with closing(_read_only(copy, immutable=True)) as database:
            try:
                [said] = database.execute("PRAGMA integrity_check").fetchone()
                names = database.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                )
                found = {
                    name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                    for [name] in names.fetchall()
                }
            except sqlite3.DatabaseError as wrong:
                raise NotBackedUp("the copy is damaged: look at the disk, and try again.") from wrong
        if said != "ok":
            raise NotBackedUp("the copy does not pass SQLite's own check: look at the disk, and try again.")
        return found

    def is_empty(self) -> bool:
        for beside in (f"{self.path}-wal", f"{self.path}-journal"):
            if os.path.exists(beside) and os.path.getsize(beside):
                return False  # SQLite would write what is left in it into the database that is restored
        if not self.path.exists() or self.path.stat().st_size == 0:
            return True
        with closing(_read_only(self.path)) as database:
            return database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)

    def put_back(self, copy: Path) -> dict[str, int]:
        try:
            rows = self.prove(copy)
        except NotBackedUp as wrong:
            raise NotRestored(f"the database in this backup can't be used: {wrong}") from wrong
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self.path.with_name(f"{self.path.name}.{uuid.uuid4().hex}")
        try:
            with copy.open("rb") as source, os.fdopen(_new(beside), "wb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
                target.flush()
                os.fsync(target.fileno())
            beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)
        return rows


def _read_only(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}", uri=True)


def _new(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


class PostgreSQL:
    """
    A database on a server, by its own programs pg_dump and pg_restore. Who owns what, and who may do what, is not
    copied: it is of the server, and is given anew where a copy is restored.
    """

    vendor = "postgresql"

    def __init__(self, settings: Settings):
        self.settings = settings

    def copy(self, to: Path) -> dict[str, int]:
        os.close(_new(to))
        with self.connected() as database:
            database.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            [moment] = database.execute("SELECT pg_export_snapshot()").fetchone()
            rows = _rows(database)
            self._run(NotBackedUp, "pg_dump", "--format=custom", f"--snapshot={moment}", f"--file={to}")
            database.execute("ROLLBACK")
        return rows

    def prove(self, copy: Path) -> dict[str, int]:
        import psycopg

        name = f"paramountcy_check_{uuid.uuid4().hex[:12]}"
        try:
            with self.connected() as database:
                database.execute(f'CREATE DATABASE "{name}"')
        except psycopg.Error as wrong:
            raise NotBackedUp(
                "its role may not create the database that it would be restored into to prove it: let it, with "
                f'ALTER ROLE "{self.settings["USER"]}" CREATEDB.'
            ) from wrong
        try:
            self._run(NotBackedUp, "pg_restore", "--exit-on-error", str(copy), database=name)
            with self.connected(name) as database:
                return _rows(database)
        finally:
            with self.connected() as database:
                database.execute(f'DROP DATABASE "{name}"')

    def is_empty(self) -> bool:
        with self.connected() as database:
            return not _tables(database)

    def put_back(self, copy: Path) -> dict[str, int]:
        self._run(NotRestored, "pg_restore", "--exit-on-error", "--single-transaction", str(copy))
        with self.connected() as database:
            return _rows(database)

    @contextmanager
    def connected(self, name: str = "") -> Iterator[Any]:
        """A connection of its own, each statement of it a transaction; to another database where one is named."""
        import psycopg

        with psycopg.connect(self._address(name), password=self.settings["PASSWORD"] or None, autocommit=True) as one:
            yield one

    def _address(self, name: str = "") -> str:
        """Where the database is, as its programs take it: all of the settings but the password."""
        from psycopg.conninfo import make_conninfo

        one = self.settings
        given = {
            "dbname": name or one["NAME"],
            "user": one["USER"],
            "host": one["HOST"],
            "port": one["PORT"],
            **one.get("OPTIONS", {}),
        }
        return make_conninfo("", **{key: value for key, value in given.items() if value and key != "password"})

    def _run(self, failure: type[Exception], program: str, *words: str, database: str = "") -> None:
        without_owners = ("--no-owner", "--no-privileges", f"--dbname={self._address(database)}")
        password = self.settings["PASSWORD"]
        try:
            done = subprocess.run(
                [program, *without_owners, *words],
                env={**os.environ, "PGPASSWORD": password} if password else None,
                capture_output=True,
                text=True,
                check=False,
            )
        except FileNotFoundError as wrong:
            raise failure(f"{program} is not installed here: install the client programs of PostgreSQL.") from wrong
        if done.returncode:
            said = done.stderr.strip().splitlines()
            raise failure(f"{program} failed: {said[0][:200] if said else 'it gave no reason'}")


def _tables(database: Any) -> list[tuple[str, str]]:
    rows = database.execute(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT LIKE 'pg\\_%' "
        "AND schemaname <> 'information_schema' ORDER BY schemaname, tablename"
    )
    return [(schema, name) for schema, name in rows.fetchall()]


def _rows(database: Any) -> dict[str, int]:
    found = {}
    for schema, name in _tables(database):
        [count] = database.execute(f'SELECT count(*) FROM "{schema}"."{name}"').fetchone()
        found[name if schema == "public" else f"{schema}.{name}"] = count
    return found
