"""`paramountcy restore`: a backup put back into a database that is empty."""

from pathlib import Path
from typing import Annotated

import typer

from paramountcy.cli.application import application, passphrase_of
from paramountcy.cli.terminal import say

EXAMPLES = (
    "paramountcy restore /safe/2026-11-02.backup --passphrase-file /root/passphrase",
    "PARAMOUNTCY_DATA=/srv/trial paramountcy restore nightly.backup",
)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup made by `paramountcy backup`.")],
    *,
    passphrase_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file whose first line it was sealed with.")
    ] = None,
) -> None:
    """
    Put a backup back: the database, the log's heads and its seals.

    Only into a database that is empty, while no server runs on it: nothing is ever written over. What comes back is
    counted against what went in, and the log is verified. Ends with 1 where the log is not whole.
    """
    passphrase = passphrase_of(passphrase_file)
    with application():
        from django.conf import settings

        from paramountcy.web.access.audit.verify import verify
        from paramountcy.web.site.backups.keep import restore as put_back
        from paramountcy.web.site.migrating import due, grant_anew
        from paramountcy.web.site.ready import alone, owned

        audit = Path(settings.AUDIT_FOLDER)
        with alone():
            done = put_back(file, work=Path(settings.DATA), database=owned(), audit=audit, passphrase=passphrase)
            grant_anew()
        say(done.says)
        if due():
            say("It is of an earlier version: `paramountcy serve --migrate` brings it to this one.")
            return
        verified = verify(audit)
    say(verified.says)
    for one in verified.breaks:
        say(f"  {one.says}")
    if verified.breaks:
        raise typer.Exit(1)
