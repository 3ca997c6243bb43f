"""
What the application's role may do in PostgreSQL: read and write rows, and only add to what only grows.

It owns no table, so it can't take the log's guards away. SQLite has no roles: there the file's own mode, the triggers
and the log's chain are what there is.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

READ_ONLY = frozenset({"django_migrations", "site_installation"})
"""What only a migration writes."""
LOG = frozenset({"access_entry", "access_seal"})
ONLY_ONE = 0x70617261
"""The number of the lock that a migration holds."""
OVER_THE_LOG = """
SELECT has_table_privilege(current_user, 'access_entry', 'UPDATE')
    OR has_table_privilege(current_user, 'access_entry', 'DELETE')
    OR has_table_privilege(current_user, 'access_entry', 'TRUNCATE')
    OR has_table_privilege(current_user, 'access_seal', 'UPDATE')
    OR has_table_privilege(current_user, 'access_seal', 'DELETE')
    OR has_table_privilege(current_user, 'access_seal', 'TRUNCATE')
    OR bool_or(pg_has_role(current_user, relowner, 'MEMBER'))
FROM pg_class WHERE oid IN ('access_entry'::regclass, 'access_seal'::regclass)
"""


def only_grows() -> frozenset[str]:
    """The tables whose rows are added and never changed: the log, and the history of everything."""
    history = {model._meta.db_table for model in apps.get_models() if hasattr(model, "instance_type")}
    return LOG | history


def grant(role: str) -> None:
    """Give the application's role what it needs on every table there is now, and take from it what it does not."""
    growing = only_grows()
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}, PUBLIC")
        cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM {name}, PUBLIC")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        for table in connection.introspection.table_names(cursor):
            may = "SELECT, INSERT, UPDATE, DELETE"
            if table in READ_ONLY:
                may = "SELECT"
            elif table in growing:
                may = "SELECT, INSERT"
            cursor.execute(f"GRANT {may} ON {connection.ops.quote_name(table)} TO {name}")


def may_change_the_log() -> bool:
    """Whether the role of this connection could change or remove what is in the log. Always false on SQLite."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(OVER_THE_LOG)
        return bool(cursor.fetchone()[0])


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock of migrations in PostgreSQL, waiting for whoever has it. SQLite's own lock does it there."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONLY_ONE])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONLY_ONE])
