"""`paramountcy serve`: the web application, for real work, for training, or to look at."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from paramountcy.cli.application import application, passphrase_of
from paramountcy.cli.terminal import Refused, say

EXAMPLES = (
    "paramountcy serve --demo",
    "paramountcy serve --migrate",
    "paramountcy serve --port 8001 --workers 4",
    "paramountcy serve --training --reset",
)


def serve(
    *,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; else only this machine can reach it.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=1, max=65535, help="The port to listen at.")] = 8000,
    workers: Annotated[int, typer.Option(metavar="N", min=1, max=64, help="How many processes answer.")] = 2,
    demo: Annotated[
        bool, typer.Option("--demo", help="An imagined authority to look at, in a database of its own.")
    ] = False,
    training: Annotated[bool, typer.Option("--training", help="An imagined authority to practise in.")] = False,
    migrate: Annotated[
        bool,
        typer.Option("--migrate", help="First make the database, or bring it to this version, after a backup."),
    ] = False,
    reset: Annotated[bool, typer.Option("--reset", help="First erase the demo or training, and make it anew.")] = False,
    passphrase_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --migrate: seal the backup with the first line of it.")
    ] = None,
) -> None:
    """
    Serve the web application until Ctrl+C.

    Its settings come from the environment (DATABASE_URL, PARAMOUNTCY_DATA, PARAMOUNTCY_HOSTS and others):
    docs/how-to/install-for-a-council.md lists them. A demo or training holds imagined people only, says so on every
    page, and is never taken for a real installation, nor the reverse.
    """
    if demo and training:
        raise Refused("either --demo or --training: each is a database of its own.")
    if reset and not (demo or training):
        raise Refused("only a demo or training begins anew: --reset goes with --demo or --training.")
    if passphrase_file and not migrate:
        raise Refused("--passphrase-file is for the backup that --migrate makes first.")
    of = "demo" if demo else "training" if training else "real"
    passphrase = passphrase_of(passphrase_file)
    with application(of):
        from paramountcy.web.site import running
        from paramountcy.web.site.purposes import Purpose

        running.serve(
            Purpose(of),
            host=host,
            port=port,
            workers=workers,
            say=_say_at_once,
            migrate=migrate,
            reset=reset,
            passphrase=passphrase,
        )


def _say_at_once(line: str) -> None:
    say(line)
    sys.stdout.flush()
