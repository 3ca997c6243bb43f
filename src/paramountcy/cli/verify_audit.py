"""`paramountcy verify-audit`: whether the log of who saw and did what is whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from paramountcy.cli.application import application
from paramountcy.cli.terminal import Progress, Refused, say, warn

if TYPE_CHECKING:
    from paramountcy.web.access.models import Seal

EXAMPLES = (
    "paramountcy verify-audit",
    "paramountcy verify-audit --seal",
    "paramountcy verify-audit --folder /safe/audit",
)


def verify_audit(
    *,
    folder: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Where the log's heads and seals stand outside the database; else where they are made."
        ),
    ] = None,
    seal: Annotated[
        bool,
        typer.Option("--seal", help="First seal the days that are over; show the digest of each, to keep elsewhere."),
    ] = False,
) -> None:
    """
    Look through the whole log: every entry as it was written, none missing, none cut off, every seal as it was made.

    Ends with 0 where it is whole, with 1 and a sentence for each break where it is not. It is only as good as what
    stands outside the database: keep the seals where whoever can write to the database cannot.
    """
    with application():
        from django.conf import settings
        from django.utils import timezone

        from paramountcy.web.access.audit.chain import heads
        from paramountcy.web.access.audit.seal import seals_outside
        from paramountcy.web.access.audit.verify import verify
        from paramountcy.web.access.models import Seal
        from paramountcy.web.site.sealing import seal_days_over

        own = Path(settings.AUDIT_FOLDER)
        outside = folder or own
        if folder and not folder.is_dir():
            raise Refused(f"{folder} is no folder: give the one with the log's heads and seals.")
        if seal:
            made = seal_days_over(own, at=timezone.now())
            _show(made or list(Seal.objects.order_by("-day")[:1]), made=bool(made))
        with Progress() as progress:
            found = verify(outside, progress=progress)
        if found.entries and not heads(outside) and not seals_outside(outside):
            warn(f"nothing about the log stands in {outside}: that it was not cut off can't be told.")
    say(found.says)
    for one in found.breaks:
        say(f"  {one.says}")
    if found.breaks:
        raise typer.Exit(1)


def _show(seals: "list[Seal]", *, made: bool) -> None:
    if not seals:
        say("No day with entries is over yet: there is nothing to seal.")
    for one in seals:
        say(f"{'Sealed' if made else 'The last seal is of'} {one.day}: {one.digest}")
