"""The application as it is served: two processes on a database of its own, for the journeys that people make."""

import os
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.web.site.installed import PATIENCE, free_port

SET_UP = "import django; django.setup()\n"
MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
SERVE = "from paramountcy.web.site.running import server; server(host='127.0.0.1', port={port}, workers=2).run()\n"


@dataclass
class Served:
    """Where it is, and what it wrote. `run` does something in its database, by the words of a program."""

    address: str
    environ: dict[str, str]
    folder: Path

    def run(self, program: str) -> str:
        """What a program printed that ran with the application set up."""
        done = subprocess.run(
            [sys.executable, "-c", SET_UP + program], env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


@contextmanager
def served(folder: Path, **more: str) -> Iterator[Served]:
    """The application, running. `more` goes into its environment."""
    port = free_port()
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "paramountcy.web.site.settings",
        "PARAMOUNTCY_DATA": str(folder / "data"),
        **more,
    }
    (folder / "data").mkdir(mode=0o700)
    with database(environ):
        found = Served(f"http://localhost:{port}", environ, folder)
        found.run(MIGRATE)
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", SET_UP + SERVE.format(port=port)], env=environ, stdout=log, stderr=log
            )
        try:
            _wait_for(found, process)
            yield found
        finally:
            process.terminate()
            process.wait(PATIENCE)


@contextmanager
def database(environ: dict[str, str]) -> Iterator[None]:
    """On PostgreSQL, a database of its own, made and removed by the owner; SQLite has its file in the folder."""
    owner = environ.get("MIGRATION_DATABASE_URL")
    if not owner:
        yield
        return
    import psycopg

    name = f"journey_{secrets.token_hex(4)}"
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    environ["DATABASE_URL"] = environ["MIGRATION_DATABASE_URL"] = urlunsplit(urlsplit(owner)._replace(path=f"/{name}"))
    try:
        yield
    finally:
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _wait_for(one: Served, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{one.address}/sign-in/", timeout=5).close()
            return
        except urllib.error.HTTPError as wrong:
            raise AssertionError(f"it answers {wrong.code}: {one.log}") from wrong
        except OSError:
            assert process.poll() is None, one.log
            time.sleep(0.1)
    raise AssertionError(one.log)
