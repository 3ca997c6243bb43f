"""`paramountcy open`: a page on this computer to drop a return on."""

import signal
import threading
import webbrowser
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from typing import Annotated

import typer

import paramountcy
from paramountcy.cli import terminal
from paramountcy.cli.desk import Check, Desk
from paramountcy.cli.terminal import Refused
from paramountcy.returns.cin.census import CENSUS


def open(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The page's port; 0 takes one that is free.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """
    Open a page on this computer: drop a return, read its report, download the spreadsheet.

    No other computer can reach it. Nothing is kept or logged. Press Ctrl+C to stop.
    """
    serve(paramountcy.check, years=[str(year) for year in reversed(CENSUS.years)], port=port, browser=browser)


def serve(
    check: Check,
    *,
    years: Iterable[str],
    port: int = 0,
    browser: bool = True,
    say: Callable[[str], object] = terminal.say,
) -> None:
    """
    Serve the page until Ctrl+C. Raises Refused where the port is taken.

    `check` is `paramountcy.check`; `years` are the names it knows rules for, the latest first.
    """
    try:
        desk = Desk(check, years=years, port=port)
    except OSError as error:
        raise Refused(f"port {port} can't be used here: leave --port out, and a free one is taken.") from error
    with desk, _stopped_by_signals(), suppress(KeyboardInterrupt):
        say(f"The page is at {desk.address}")
        say("Only this computer can reach it. Press Ctrl+C to stop; nothing is kept.")
        if browser:
            webbrowser.open(desk.first_address)
        desk.serve_forever()


@contextmanager
def _stopped_by_signals() -> Generator[None]:
    """Stop on a closed terminal as on Ctrl+C, so that a file being read is deleted then too."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        names = []
    before = {name: signal.signal(getattr(signal, name), signal.default_int_handler) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
