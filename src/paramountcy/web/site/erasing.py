"""Taking away everything that a demo or training made, so that it begins anew. Nothing else is ever erased."""

from pathlib import Path

from django.db import connection

from paramountcy.web.site.backups.databases import PostgreSQL, Settings
from paramountcy.web.site.not_ready import NotReady
from paramountcy.web.site.purposes import IMAGINED, Purpose

THINGS = """
SELECT format('DROP TABLE %I.%I CASCADE', schemaname, tablename) FROM pg_tables WHERE schemaname = current_schema()
UNION ALL
SELECT format('DROP FUNCTION %s CASCADE', p.oid::regprocedure) FROM pg_proc p
WHERE p.pronamespace = current_schema()::regnamespace AND pg_get_userbyid(p.proowner) = current_user
"""


def erase(found: Purpose | None, *, database: Settings, audit: Path) -> None:
    """
    Take away the tables, with the log, and the log's heads and seals. `found` is what the database says it is for.
    Raises NotReady where that is not a demo or training.
    """
    if found not in IMAGINED:
        raise NotReady("only a demo or training begins anew: this database is neither, and nothing was erased.")
    connection.close()
    if database["ENGINE"].endswith("sqlite3"):
        for ending in ("", "-wal", "-shm"):
            Path(f"{database['NAME']}{ending}").unlink(missing_ok=True)
    else:
        with PostgreSQL(database).connected() as there:
            for [drop] in there.execute(THINGS).fetchall():
                there.execute(drop)
    for one in audit.glob("*") if audit.is_dir() else ():
        if one.is_file():
            one.unlink()
