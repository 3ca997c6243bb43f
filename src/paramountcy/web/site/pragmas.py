"""
What a connection to SQLite says of itself, asked of every one as it is made.

On some disks, those of a network above all, SQLite quietly keeps no write-ahead log. Such a connection is refused:
what was acknowledged on it could be lost.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from paramountcy.web.site.databases import PRAGMAS

SYNCHRONOUS = {"0": "OFF", "1": "NORMAL", "2": "FULL", "3": "EXTRA"}
SWITCHES = {"0": "OFF", "1": "ON"}


def pragmas(connection: Any) -> dict[str, str]:
    """What a connection to SQLite has set, by the names and in the words of PRAGMAS; nothing of another database."""
    if connection.vendor != "sqlite":
        return {}
    found = {}
    with connection.cursor() as cursor:
        for name in PRAGMAS:
            [value] = cursor.execute(f"PRAGMA {name}").fetchone()
            words = {"synchronous": SYNCHRONOUS, "foreign_keys": SWITCHES}.get(name, {})
            found[name] = words.get(str(value), str(value).upper() if name == "journal_mode" else str(value))
    return found


def refuse_unsafe(sender: Any, connection: Any, **_: Any) -> None:
    """Raises ImproperlyConfigured for a connection that is not as PRAGMAS says. Hears of every one that is made."""
    for name, value in pragmas(connection).items():
        if value != PRAGMAS[name]:
            raise ImproperlyConfigured(
                f"SQLite keeps {name} at {value} here, not at {PRAGMAS[name]}: put the data folder on a disk of this "
                "machine, or use PostgreSQL"
            )
