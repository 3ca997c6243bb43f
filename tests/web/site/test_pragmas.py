"""Every connection to SQLite is as safe as PRAGMAS says, or is refused."""

import sqlite3

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from paramountcy.web.site.databases import PRAGMAS
from paramountcy.web.site.pragmas import pragmas, refuse_unsafe


class Connection:
    """A connection to SQLite as Django has it, to a database of its own."""

    vendor = "sqlite"

    def __init__(self, path, *settings):
        self.own = sqlite3.connect(path)
        for one in settings:
            self.own.execute(one)

    def cursor(self):
        from contextlib import closing

        return closing(self.own.cursor())


SAFE = [f"PRAGMA {name}={value}" for name, value in PRAGMAS.items()]


@pytest.mark.django_db
def test_the_connection_of_this_run_reports_what_it_is_set_to():
    expected = PRAGMAS if connection.vendor == "sqlite" else {}
    assert pragmas(connection) == expected


def test_a_safe_connection_is_taken(tmp_path):
    one = Connection(tmp_path / "one", *SAFE)
    refuse_unsafe(None, one)
    one.own.close()


@pytest.mark.parametrize(
    ("unsafe", "says"),
    [
        ("PRAGMA journal_mode=DELETE", "journal_mode at DELETE here, not at WAL"),
        ("PRAGMA synchronous=NORMAL", "synchronous at NORMAL here, not at FULL"),
        ("PRAGMA synchronous=OFF", "synchronous at OFF"),
        ("PRAGMA foreign_keys=OFF", "foreign_keys at OFF"),
        ("PRAGMA busy_timeout=0", "busy_timeout at 0"),
    ],
)
def test_an_unsafe_connection_is_refused(tmp_path, unsafe, says):
    one = Connection(tmp_path / "one", *SAFE, unsafe)
    with pytest.raises(ImproperlyConfigured, match=says):
        refuse_unsafe(None, one)
    one.own.close()


def test_every_connection_is_asked(tmp_path):
    """The application listens to the making of connections: a wrong setting can't pass unseen."""
    from django.db.backends.signals import connection_created

    assert refuse_unsafe in [receiver() for _, receiver, *_ in connection_created.receivers]
