"""
Whether the application may be started on this database, and what is done first so that it may.

Refused: a database of another purpose than asked for; tables that are not as this version needs them, unless asked to
migrate (after a backup); in PostgreSQL a role that could change the log.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from paramountcy.web.access.models import User
from paramountcy.web.access.signing_in.sealed import unopened
from paramountcy.web.guidance import demo as guidance
from paramountcy.web.site import demo
from paramountcy.web.site.backups.databases import Settings
from paramountcy.web.site.backups.keep import backup
from paramountcy.web.site.databases import database
from paramountcy.web.site.erasing import erase
from paramountcy.web.site.locks import Locked, locked
from paramountcy.web.site.migrating import due, migrate, unknown
from paramountcy.web.site.models import Installation
from paramountcy.web.site.not_ready import NotReady
from paramountcy.web.site.privileges import may_change_the_log
from paramountcy.web.site.purposes import IMAGINED, Purpose

IN_USE = "in-use.lock"
Say = Callable[[str], object]


def make_ready(
    purpose: Purpose, *, at: datetime, say: Say, may_migrate: bool = False, reset: bool = False, passphrase: str | None
) -> None:
    """
    Make the database ready for a server of this purpose. What was done is said in sentences. A demo or training is
    made where there is nothing yet; `reset` erases it first. Raises NotReady, or NotBackedUp.
    """
    found = purpose_found()
    if found not in (purpose, None):
        raise NotReady(OTHER[purpose is Purpose.REAL, found is Purpose.REAL].format(found=Purpose(found).label))
    if reset and found is not None:
        with alone():
            erase(found, database=owned(), audit=Path(settings.AUDIT_FOLDER))
        found = None
    if newer := unknown():
        raise NotReady(f"a later version of Paramountcy has used this database ({newer[-1]}): use that version.")
    if todo := due():
        _migrate(purpose, found, todo, at=at, say=say, may_migrate=may_migrate, passphrase=passphrase)
    if purpose in IMAGINED:
        if not User.objects.exists():
            demo.imagine(seed=demo.seed_here(), at=at)
        guidance.imagine(at=at)
    if purpose is Purpose.REAL:
        _refuse_what_is_unsafe()
    if closed := unopened():
        say(OTHER_KEY.format(closed=closed))


def purpose_found() -> Purpose | None:
    """
    What the database says it is for; None where it is empty. One with tables that says nothing is taken for real.
    Raises NotReady where it does not answer.
    """
    try:
        tables = connection.introspection.table_names()
        if not tables:
            return None
        if Installation._meta.db_table in tables and (row := Installation.objects.filter(pk=1).first()):
            return Purpose(row.purpose)
    except DatabaseError as wrong:
        raise NotReady(f"the database does not answer: {' '.join(str(wrong).split())[:200]}") from wrong
    return Purpose.REAL


OTHER = {
    (True, False): "this database is for {found}, with people who sign in by a known password: it is never used for "
    "real work. Start it with --demo or --training, or give another database.",
    (False, True): "this database is for {found}: nothing imagined is put into it. Without DATABASE_URL a demo or "
    "training has a database of its own.",
    (False, False): "this database is for {found}: start it as that.",
}
"""Why a database is refused, by whether real work was asked for, and whether it was found."""


OTHER_KEY = (
    "{closed} secrets of second factors can't be opened: the key here is not the one that they were sealed with. Put "
    "back second-factor-key into the data folder, or the file that PARAMOUNTCY_SECOND_FACTOR_KEY_FILE names, from "
    "where a copy is kept, and start again. If it is lost, ring each person back and use `paramountcy operator "
    "reset-second-factor`."
)


@contextmanager
def alone() -> Iterator[None]:
    """While no server runs on this data folder. Raises NotReady where one does."""
    try:
        with locked(settings.DATA / IN_USE):
            yield
    except Locked as wrong:
        raise NotReady("a server is running on this data folder: stop it first.") from wrong


def _migrate(
    purpose: Purpose,
    found: Purpose | None,
    todo: list[str],
    *,
    at: datetime,
    say: Say,
    may_migrate: bool,
    passphrase: str | None,
) -> None:
    if purpose is Purpose.REAL and not may_migrate:
        if found is None:
            raise NotReady("there is no database yet: start once with --migrate, which makes it.")
        raise NotReady(
            f"the database is not as this version needs it ({len(todo)} migrations are due, the first {todo[0]}): "
            "start once with --migrate, which makes a backup first."
        )
    with alone():
        if purpose is Purpose.REAL and found is not None:
            to = settings.DATA / "backups" / f"before-migrating-{at:%Y%m%d-%H%M%S}.backup"
            done = backup(
                to,
                work=settings.DATA,
                database=owned(),
                audit=Path(settings.AUDIT_FOLDER),
                passphrase=passphrase,
                at=at,
            )
            say(f"{done.says} It is {to}")
        connection.close()
        migrate(purpose, seed=None if purpose is Purpose.REAL else demo.SEED)
    if purpose is Purpose.REAL:
        say(f"Migrated: {len(todo)} migrations.")


def owned() -> Settings:
    """The database as its owner reaches it, where `MIGRATION_DATABASE_URL` names one."""
    if os.environ.get("MIGRATION_DATABASE_URL"):
        return database(os.environ, settings.DATA, owner=True)
    return settings.DATABASES["default"]


def _refuse_what_is_unsafe() -> None:
    if User.objects.filter(is_demo=True).exists():
        raise NotReady("there are people of a demo in this database, whose password is known: use another database.")
    if may_change_the_log():
        raise NotReady(
            "the role that DATABASE_URL names could change or remove what is in the log. Make another role that owns "
            "the tables, name it in MIGRATION_DATABASE_URL, and start once with --migrate."
        )
