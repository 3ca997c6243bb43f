"""A folder of pages shown on this computer, and to no other, until Ctrl+C: for the demo."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from paramountcy.cli.terminal import Refused

FIRST, TRIES = 8000, 50
"""The port that is taken, and how many after it are tried where somebody else has it."""


class _Page(SimpleHTTPRequestHandler):
    """Pages are sent as they lie in the folder. Nothing is logged, and no folder is listed."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged."""

    def list_directory(self, path: object) -> None:
        self.send_error(404, "There is no such page")

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


class Shelf(ThreadingHTTPServer):
    """Serves a folder on 127.0.0.1."""

    daemon_threads = True
    allow_reuse_address = False  # a port that somebody uses is somebody else's, and the next is tried

    def __init__(self, folder: Path, port: int):
        super().__init__(("127.0.0.1", port), partial(_Page, directory=str(folder)))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


def shelf(folder: Path, *, first: int = FIRST) -> Shelf:
    """A shelf on the first free port from `first` on. Raises Refused where none of fifty is free."""
    for port in range(first, first + TRIES):
        try:
            return Shelf(folder, port)
        except OSError:
            continue
    raise Refused(f"no port from {first} to {first + TRIES - 1} is free here: stop what uses them, and try again.")


@contextmanager
def open_shelf(folder: Path, *, first: int = FIRST) -> Generator[Shelf]:
    """A shelf that serves while this goes on."""
    with shelf(folder, first=first) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
