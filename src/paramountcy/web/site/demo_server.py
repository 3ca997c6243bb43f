"""Starting a demo beside something else: a server in a process of its own, on a port that is free."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from paramountcy.web.site.not_ready import NotReady

FIRST_PORT = 8001
LAST_PORT = 8999
REAL = (
    "DATABASE_URL", "MIGRATION_DATABASE_URL", "PARAMOUNTCY_AUDIT", "PARAMOUNTCY_HTTPS", "PARAMOUNTCY_HOSTS",
    "DJANGO_SETTINGS_MODULE",
)  # fmt: skip
"""Settings of a real installation, or of another application, that a demo has no part in."""
TRIES = 5
"""Ports that are tried, where others take them."""
PATIENCE = 300.0
"""Seconds that a demo has to begin: the first time it makes its database."""


@dataclass(frozen=True)
class Demo:
    """A demo that is served. `says` is what it says of itself: where it is, and who signs in with what."""

    address: str
    says: str
    process: subprocess.Popen[bytes]

    @property
    def password(self) -> str:
        """What all its people sign in with."""
        found = re.search(r"with the password (\S+)", self.says)
        return found[1] if found else ""

    @property
    def people(self) -> list[str]:
        """The addresses that its people sign in with."""
        return re.findall(r"^  (\S+@\S+)", self.says, re.MULTILINE)


@contextmanager
def start(folder: Path, port: int | None = None) -> Iterator[Demo]:
    """
    Serve the demo whose data is in this folder, made where there is none, until the end of the block. Without a port
    the first free one from 8001 on. Raises NotReady where it does not begin.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    demo = _begun(folder, port) if port else _begun_anywhere(folder)
    try:
        yield demo
    finally:
        _end(demo.process)


def _begun_anywhere(folder: Path) -> Demo:
    """The demo on a free port; on another, where somebody else took that port in the meantime."""
    for _ in range(TRIES - 1):
        port = free_port()
        try:
            return _begun(folder, port)
        except NotReady as no:
            if "can't be used here" not in str(no):
                raise
    return _begun(folder, free_port())


def _begun(folder: Path, port: int) -> Demo:
    log = folder / f"demo-server-{port}.txt"
    environment = {**os.environ, "PARAMOUNTCY_DATA": str(folder)}
    for name in REAL:
        environment.pop(name, None)
    words = [sys.executable, "-m", "paramountcy", "serve", "--demo", "--port", str(port)]
    log.unlink(missing_ok=True)  # and not emptied: another server may be writing to it
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as said:
        process = subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    try:
        _wait(process, port, log)
    except BaseException:
        _end(process)
        raise
    return Demo(f"http://127.0.0.1:{port}/", log.read_text(errors="replace").partition("\n[")[0].strip(), process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """The first port from 8001 on that nobody listens at. Raises NotReady where there is none."""
    for port in range(FIRST_PORT, LAST_PORT):
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise NotReady(f"no port between {FIRST_PORT} and {LAST_PORT} is free.")


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        if log.read_bytes().startswith(b"Paramountcy is at") and _is_well(port):
            return
        time.sleep(0.1)
    said = log.read_text(errors="replace").strip().splitlines()
    raise NotReady(f"the demo did not begin: {said[-1].removeprefix('paramountcy: ') if said else 'it said nothing.'}")


def _is_well(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
