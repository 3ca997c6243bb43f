"""Starts the application of `access_site` for a journey, and gives its address, who is there, and its log."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from paramountcy.web.access.roles import Role
from tests.web.site.installed import free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 300
"""Seconds until the first page is there: the tables are made first."""

PEOPLE = {
    "worker": (Role.PRACTITIONER, "Henrietta Larkspur"),
    "night": (Role.EMERGENCY_DUTY, "Montague Fenwright"),
    "officer": (Role.DATA_PROTECTION_OFFICER, "Philippa Goosegrove"),
    "administrator": (Role.ADMINISTRATOR, "Tobias Ramsbottle"),
    "manager": (Role.TEAM_MANAGER, "Clementine Oxbarrow"),
}
"""Who is there: their role and their name."""


@dataclass(frozen=True)
class Served:
    address: str
    told: dict
    log: Path


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    port = free_port()
    told, log = folder / "told.json", folder / "log.txt"
    words = [
        sys.executable, "-m", "gunicorn", "tests.journeys.access_site:application", "--bind", f"127.0.0.1:{port}",
        "--threads", "4", "--timeout", "120", "--access-logfile", "-",
        "--logger-class", "paramountcy.web.site.access_log.AccessLog",
    ]  # fmt: skip
    environment = {**os.environ, "TOLD": str(told)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with log.open("w") as out, subprocess.Popen(words, cwd=ROOT, env=environment, stdout=out, stderr=out) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/health/", server, log)
            yield Served(f"http://127.0.0.1:{port}", json.loads(told.read_text()), log)
        finally:
            server.terminate()
            server.wait(PATIENCE)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    """Until a page answers. Raises RuntimeError with the end of the log where it never does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"the application did not start: {log.read_text()[-2000:]}")
