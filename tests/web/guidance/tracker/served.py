"""Starts the application of `site` for a browser, and gives its address and what it told."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.web.site.installed import free_port

ROOT = Path(__file__).parents[4]
PATIENCE = 300
"""Seconds until the first page is there: the tables are made first."""


@contextmanager
def served(folder: Path, *, empty: bool = False, moments: Sequence[str] = ()) -> Iterator[tuple[str, dict]]:
    """
    The application, with nothing in it but an officer where it is `empty`. The officer has signed in now, and at each
    of `moments`; what is written to the file `clock` in the folder is the time.
    """
    port = free_port()
    told, log = folder / "told.json", folder / "log.txt"
    words = [
        sys.executable, "-m", "gunicorn", "tests.web.guidance.tracker.site:application", "--bind", f"127.0.0.1:{port}",
        "--threads", "4", "--timeout", "120",
    ]  # fmt: skip
    environment = {**os.environ, "TOLD": str(told), "EMPTY": "yes" if empty else ""}
    environment |= {"CLOCK": str(folder / "clock"), "MOMENTS": json.dumps(moments)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with log.open("w") as out, subprocess.Popen(words, cwd=ROOT, env=environment, stdout=out, stderr=out) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/health/", server, log)
            yield f"http://127.0.0.1:{port}", json.loads(told.read_text())
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _wait(address: str, server: subprocess.Popen, log: Path) -> None:
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
