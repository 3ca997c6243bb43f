"""
Which database: SQLite in the data folder unless `DATABASE_URL` names PostgreSQL.

SQLite runs with a write-ahead log, synchronous FULL (a change that was acknowledged survives the power), a busy
timeout, and IMMEDIATE transactions, so that two writers wait for each other instead of failing.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PRAGMAS = {"journal_mode": "WAL", "synchronous": "FULL", "foreign_keys": "ON", "busy_timeout": "20000"}
"""What every connection to SQLite sets, and reports when it is asked."""


def data_folder(environ: Mapping[str, str]) -> Path:
    """The folder of what this installation keeps: `PARAMOUNTCY_DATA`, or the user's own data folder."""
    if given := environ.get("PARAMOUNTCY_DATA"):
        return Path(given)
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home) / "paramountcy"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "paramountcy"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "paramountcy"


def database(environ: Mapping[str, str], folder: Path, *, owner: bool = False) -> dict[str, Any]:
    """
    Django's settings of the database. `owner` takes `MIGRATION_DATABASE_URL`, whose role owns the tables, where it is
    given. Raises ImproperlyConfigured for an address that is not one of PostgreSQL or SQLite.
    """
    url = (environ.get("MIGRATION_DATABASE_URL") if owner else "") or environ.get("DATABASE_URL") or ""
    if not url:
        return sqlite(folder / "paramountcy.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with {parts.scheme[:20]!r}: give one that begins with postgresql: or sqlite:"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def sqlite(path: Path) -> dict[str, Any]:
    """A database in a file, as safe as SQLite can be."""
    settings = "".join(f"PRAGMA {name}={value};" for name, value in PRAGMAS.items())
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.fspath(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"init_command": settings, "transaction_mode": "IMMEDIATE", "timeout": 20},
        "TEST": {"NAME": os.fspath(path.with_name("test.sqlite3"))},
    }
