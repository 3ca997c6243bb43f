"""
What a command says, and where: results on standard output, everything else on standard error.

Nothing said here quotes a child's data, but for the results themselves.
"""

import errno
import io
import os
import sys
import textwrap
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from paramountcy.returns.report.visible import visible

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress as Bar

PATIENCE = 1.0
"""Seconds after which work is long, and a bar shows how far it has come."""
PAGE = 100
"""Characters in a line where there is no terminal to say how many it has room for."""
UNREAD = (errno.EPIPE, errno.EINVAL)
"""What writing to a pipe gives when nobody reads it any more; the second on Windows."""


class Refused(Exception):
    """What was asked can't be done. The message is a sentence, and says what to do instead."""


def prepare() -> None:
    """Let both streams say anything, or nothing where one is closed: what a terminal has not is shown by its number."""
    sys.stdout, sys.stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
            if os.name == "nt" and not stream.isatty():
                stream.reconfigure(encoding="utf-8")


def finish() -> None:
    with unread_is_no_fault():
        sys.stdout.flush()


@contextmanager
def unread_is_no_fault() -> Generator[None]:
    """Whoever reads the results may stop at any time, as `head` does: the work goes on all the same."""
    try:
        yield
    except OSError as wrong:
        if wrong.errno not in UNREAD:
            raise Refused(f"the results could not be written: {wrong.strerror}") from wrong
        _stop_saying()


def _stop_saying() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def say(text: str = "") -> None:
    """A line of the results."""
    with unread_is_no_fault():
        print(text)


def show(results: "RenderableType") -> None:
    """Results made up with rich: in colour on a terminal, plain text in a pipe."""
    from rich.console import Console

    class Page(Console):
        def on_broken_pipe(self) -> None:
            self.quiet = True
            _stop_saying()

    with unread_is_no_fault():
        Page(width=None if sys.stdout.isatty() else PAGE, highlight=False).print(results)


def warn(text: str) -> None:
    """A sentence beside the results."""
    print(f"paramountcy: {visible(text)}", file=sys.stderr)


def block(title: str, lines: Sequence[str]) -> str:
    """A paragraph of help whose lines stay as they are."""
    return "\n".join(["\b", title, *(f"  {line}" for line in lines)])


def wrapped(text: str, indent: str = "", *, hanging: int = 0) -> str:
    """A paragraph as wide as the terminal, the further lines indented by `hanging` more; in a pipe one line."""
    if not sys.stdout.isatty():
        return indent + text
    width = min(os.get_terminal_size(sys.stdout.fileno()).columns or PAGE, PAGE)
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent + " " * hanging)


class Progress:
    """How far long work has come: a bar on a terminal, nothing elsewhere, nor while the work is short."""

    def __init__(self, *, quiet: bool = False, about: str = ""):
        self._shown = sys.stderr.isatty() and not quiet
        self._about = f"{visible(about)} " if about else ""
        self._began = monotonic()
        self._bar: Bar | None = None

    def __call__(self, step: str, share: float) -> None:
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=round(100 * share), description=f"{self._about}{step}")
        elif self._shown and monotonic() - self._began > PATIENCE:
            from rich.console import Console
            from rich.progress import BarColumn, TaskProgressColumn, TextColumn
            from rich.progress import Progress as Bar

            columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task(f"{self._about}{step}", total=100, completed=round(100 * share))
            self._bar.start()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()
