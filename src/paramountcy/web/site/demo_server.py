"""Starting a demo beside something else: a server in a process of its own, on a port that is free."""

import os
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
PATIENCE = 120.0
"""Seconds that a demo has to begin: the first time it makes its database."""


@dataclass(frozen=True)
class Demo:
    """A demo that is served. `says` is what it says of itself: where it is, and who signs in with what."""

    address: str
    says: str
    process: subprocess.Popen[bytes]


@contextmanager
def start(folder: Path, port: int | None = None) -> Iterator[Demo]:
    """
    Serve the demo whose data is in this folder, made where there is none, until the end of the block. Without a port
    the first free one from 8001 on. Raises NotReady where it does not begin.
    """
    chosen = port or free_port()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = folder / f"demo-server-{chosen}.txt"
    environment = {**os.environ, "PARAMOUNTCY_DATA": str(folder)}
    for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL", "PARAMOUNTCY_HTTPS", "PARAMOUNTCY_HOSTS"):
        environment.pop(name, None)
    words = [sys.executable, "-m", "paramountcy", "serve", "--demo", "--port", str(chosen)]
    with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as said:
        process = subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
    try:
        _wait(process, chosen, log)
        yield Demo(f"http://127.0.0.1:{chosen}/", log.read_text(errors="replace").partition("\n[")[0].strip(), process)
    finally:
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
