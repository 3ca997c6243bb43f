"""
An installation of its own: a data folder, a database that nothing else uses, and commands run on it as people run them.

On PostgreSQL the database is made by the owner whom `tests.web.postgres` names, and its application's role is another.
"""

import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

COMMAND = (sys.executable, "-m", "paramountcy")
HOUSE = Path(__file__).resolve().parents[3]
PATIENCE = 300
"""Seconds for a command or a server to begin, on a machine that has much else to do."""


@dataclass
class Installation:
    """Where it is, and the environment of its commands."""

    folder: Path
    environment: dict[str, str]
    served: list["Server"] = field(default_factory=list)

    def run(self, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """A command of ours, to its end."""
        return self.program(*COMMAND, *words, **environment)

    def program(self, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(word) for word in words],
            env={**self.environment, **environment},
            cwd=HOUSE,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def python(self, code: str) -> str:
        """What a piece of Python prints, with the application set up."""
        done = self.program(sys.executable, "-c", f"import django; django.setup()\n{code}")
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def filled(self, users: int, notes: int) -> dict[str, list[str]]:
        """People who are signed in, by their sessions, and notes."""
        done = self.program(sys.executable, "-m", "tests.web.site.fill", str(users), str(notes))
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @contextmanager
    def serving(self, *words: str, **environment: str) -> Iterator["Server"]:
        """A server, until the end of the block."""
        with Server.started(self, *words, **environment) as server:
            yield server


@dataclass
class Server:
    """`paramountcy serve` in a process of its own."""

    process: subprocess.Popen[str]
    port: int
    output: Path

    @classmethod
    @contextmanager
    def started(cls, installation: Installation, *words: str, **environment: str) -> Iterator["Server"]:
        port = free_port()
        output = installation.folder / f"server-{port}.txt"
        with output.open("w") as said:
            process = subprocess.Popen(
                [*COMMAND, "serve", "--port", str(port), *words],
                env={**installation.environment, **environment},
                cwd=HOUSE,
                stdout=said,
                stderr=said,
                text=True,
            )
        server = cls(process, port, output)
        try:
            server.wait_until_well()
            yield server
        finally:
            server.stop()

    def stop(self) -> None:
        """End it as an operator does, and by force where that takes too long."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def said(self) -> str:
        return self.output.read_text()

    def wait_until_well(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, f"it ended: {self.said}"
            try:
                if self.get("/health/")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"it did not begin: {self.said}")

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of a page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode(errors="replace")
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """The processes that answer."""
        found = []
        for each in Path("/proc").glob("[0-9]*/stat"):
            try:
                words = each.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(words[1]) == self.process.pid and words[0] != "Z":
                found.append(int(each.parent.name))
        return sorted(found)


@contextmanager
def installed(folder: Path, **environment: str) -> Iterator[Installation]:
    """A new installation, its database empty: SQLite, or PostgreSQL where this run has one."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PARAMOUNTCY_", "DATABASE_URL", "MIGRATION_DATABASE_URL", "DJANGO_"))
    }
    environment = {
        **inherited,
        "PARAMOUNTCY_DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "tests.web.site.served",
        "PYTHONWARNINGS": "",
        **environment,
    }
    folder.mkdir(parents=True, exist_ok=True)
    with database() as urls:
        yield Installation(folder, {**environment, **urls})


@contextmanager
def database() -> Iterator[dict[str, str]]:
    """The environment that names an empty database in the PostgreSQL of this run; none, and so SQLite, without one."""
    owner = os.environ.get("MIGRATION_DATABASE_URL")
    if not owner:
        yield {}
        return
    import psycopg

    name = f"installed_{secrets.token_hex(6)}"
    urls = {
        key: urlsplit(os.environ[key])._replace(path=f"/{name}").geturl()
        for key in ("DATABASE_URL", "MIGRATION_DATABASE_URL")
    }
    with psycopg.connect(owner, autocommit=True) as there:
        there.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urls
    finally:
        with psycopg.connect(owner, autocommit=True) as there:
            there.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def free_port() -> int:
    """One that nobody listens at, and below those that the system gives to whoever calls another."""
    while True:
        with socket.socket() as one:
            port = random.randint(10_000, 32_000)
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
