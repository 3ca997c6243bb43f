"""`paramountcy backup`: a copy of everything in one file, made while people work, and proven."""

from pathlib import Path
from typing import Annotated

import typer

from paramountcy.cli.application import application, passphrase_of
from paramountcy.cli.terminal import say, warn

EXAMPLES = (
    "paramountcy backup /safe/2026-11-02.backup --passphrase-file /root/passphrase",
    "paramountcy backup nightly.backup",
)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to put it; never written over.")],
    *,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Seal it with the first line of this file; without it only the file's mode guards it."
        ),
    ] = None,
) -> None:
    """
    Copy the database, the log's heads and its seals into one file, while people work.

    The copy is of one moment, is readable by its owner only, and is proven by restoring it beside. Ends with 1 where
    it was made and could not be proven. What signs sessions (the secret key) is not in it: keep that elsewhere.
    """
    passphrase = passphrase_of(passphrase_file)
    with application():
        from django.conf import settings
        from django.utils import timezone

        from paramountcy.web.site.backups.keep import backup as make
        from paramountcy.web.site.ready import owned

        done = make(
            file,
            work=Path(settings.DATA),
            database=owned(),
            audit=Path(settings.AUDIT_FOLDER),
            passphrase=passphrase,
            at=timezone.now(),
        )
    say(done.says)
    if passphrase is None:
        warn("the backup is not sealed: who can read the file can read everything. --passphrase-file seals it.")
    if not done.proven:
        raise typer.Exit(1)
