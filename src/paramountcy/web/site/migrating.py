"""
Bringing the tables to what this version needs: asked for, by one process, as the owner of the tables.

`python -m paramountcy.web.site.migrating` is that process: its `DATABASE_URL` names the owner, and the role that the
application itself uses, which stands among its words, is given what it needs and no more.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from django.db import connection

from paramountcy.web.site.not_ready import NotReady
from paramountcy.web.site.purposes import Purpose


def due() -> list[str]:
    """The migrations that this version has and the database has not, in their order."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown() -> list[str]:
    """Migrations of our apps that the database has and this version has not: a later version has been here."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    known = loader.disk_migrations or {}
    return [
        f"{app}.{name}"
        for app, name in sorted(loader.applied_migrations)
        if app in loader.migrated_apps and (app, name) not in known and not _replaced(loader, app, name)
    ]


def _replaced(loader: object, app: str, name: str) -> bool:
    replacements = getattr(loader, "replacements", {})
    return any((app, name) in one.replaces for one in replacements.values())


def migrate(purpose: Purpose, *, seed: int | None = None) -> None:
    """
    Migrate, in a process of its own that the database knows as the owner of the tables. Raises NotReady where that
    fails; every migration that was done until then stays done, each being whole.
    """
    _as_owner("migrate", purpose, "" if seed is None else str(seed))


def grant_anew() -> None:
    """Give the application's role what it needs, as after a database was restored. Raises NotReady where that fails."""
    _as_owner("grant")


def _as_owner(*words: str) -> None:
    environment = dict(os.environ)
    application = role(environment.get("DATABASE_URL", ""))
    if owner := environment.get("MIGRATION_DATABASE_URL"):
        environment["DATABASE_URL"] = owner
    command = [sys.executable, "-m", __name__, application, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise NotReady(f"the database could not be migrated: {said[-1][:300] if said else 'it gave no reason'}")


def role(url: str) -> str:
    """The role of a database in an address; "" for SQLite."""
    parts = urlsplit(url)
    return unquote(parts.username or "") if parts.scheme.startswith("postgres") else ""


def main(words: Sequence[str]) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paramountcy.web.site.settings")
    django.setup()
    from django.core.management import call_command

    from paramountcy.web.site.models import Installation
    from paramountcy.web.site.privileges import grant, one_at_a_time

    application, todo, *more = words
    with one_at_a_time():
        if todo == "migrate":
            purpose, seed = more
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            Installation.objects.get_or_create(pk=1, defaults={"purpose": purpose, "seed": int(seed) if seed else None})
        if application and application != connection.settings_dict["USER"]:
            grant(application)


if __name__ == "__main__":
    main(sys.argv[1:])
