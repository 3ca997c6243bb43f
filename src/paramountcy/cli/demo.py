"""`paramountcy demo`: the main jobs on an imagined authority, from beginning to end, shown on this computer."""

import signal
import tempfile
import threading
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from paramountcy.cli.demonstration.application import MISSING, application, walk_application
from paramountcy.cli.demonstration.door import walk, write_door
from paramountcy.cli.demonstration.made import CHILDREN, SHARE_AT_FAULT, YEAR, Made, make
from paramountcy.cli.shelf import FIRST, open_shelf
from paramountcy.cli.terminal import Progress, Refused, say, show, warn
from paramountcy.publication.look.pages import stylesheet
from paramountcy.publication.site import NotPublished
from paramountcy.returns.report.summary import summary
from paramountcy.web.site.demo_server import Demo

EXAMPLES = ("paramountcy demo", "paramountcy demo --check")
THERE = (200, 410)
"""A page that is there; one that says when and why something was withdrawn from publication."""


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Where to put it all; else a new temporary folder.")
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Visit every page, and stop; ends with 1 where one is not there."),
    ] = False,
    port: Annotated[
        int, typer.Option(min=1, max=65_000, help="Where to show it; the next that is free, where that is not.")
    ] = FIRST,
) -> None:
    """
    Imagine an authority, check its return, write its month's report, publish its figures, and show it all.

    The pages are at http://127.0.0.1:8000, on this computer only, until Ctrl+C; beside them the web application of
    an imagined authority, where it is installed.
    """
    folder = folder or Path(tempfile.mkdtemp(prefix="paramountcy-demo-"))
    say(
        f"Imagining an authority: {CHILDREN:,} children in need in {YEAR}, "
        f"faults planted in {SHARE_AT_FAULT:.0%} of them; and a nation beside it. Nobody in it is real."
    )
    now = datetime.now().astimezone().replace(microsecond=0)
    stylesheet()  # what can't be shown need not be made
    try:
        with Progress() as progress:
            made = make(folder, at=now, today=now.date(), progress=progress)
    except NotPublished as no:
        raise Refused(f"{no}") from no
    say()
    show(summary(made.report))
    say()
    say(f"Of {made.planted:,} planted faults (rule and child) the check found {made.planted - made.missed:,}.")
    say(f"The return:  {made.returned}")
    say(f"The pages:   {made.folder}")
    with application(folder / "work" / "application") as beside:
        write_door(made, beside.address if beside else "")
        _show(made, beside, check=check, port=port)


def _show(made: Made, beside: Demo | None, *, check: bool, port: int) -> None:
    """Show the pages until Ctrl+C, or visit them all. Raises Exit where one is not there."""
    with open_shelf(made.folder, first=port) as server:
        say(f"Shown at:    {server.address}")
        say(f"Application: {beside.address}" if beside else MISSING)
        if check:
            visited = [*walk(server), *(walk_application(beside) if beside else ())]
            lost = [path for path, status in visited if status not in THERE]
            say(f"Visited {len(visited):,} pages and files; {len(lost)} not there.")
            for path in lost:
                warn(f"not there: {path}")
            if lost or made.missed:
                raise typer.Exit(1)
        else:
            if beside:
                say(f"             sign in as {beside.people[0]} with {beside.password}")
            say("Only this computer can reach it. Press Ctrl+C to stop.")
            _wait()


def _wait() -> None:
    """Until Ctrl+C, or until the terminal is closed."""
    over = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and threading.current_thread() is threading.main_thread():
            signal.signal(getattr(signal, name), lambda *_: over.set())
    over.wait()
    say()
