"""
What is done without anybody asking: days that are over are sealed, and sessions and limits that are over cleared away.

At the start of the server, and every hour in each of its processes, whichever comes first; a lock beside the seals
lets one do it at a time.
"""

import logging
import threading
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from paramountcy.web.access.audit.seal import seal
from paramountcy.web.access.models import Seal
from paramountcy.web.site.locks import Locked, locked

EVERY = timedelta(hours=1)
LOG = logging.getLogger("paramountcy.sealing")


def seal_days_over(folder: Path, *, at: datetime) -> list[Seal]:
    """Seal every day that is over and has no seal. Nothing, where another process is doing so at this moment."""
    try:
        with locked(folder / "sealing.lock"):
            return seal(folder, at=at)
    except Locked:
        return []


def keep_house(*, at: datetime) -> None:
    """Seal, and clear away what has run out. What goes wrong is in the server's log; the next hour tries again."""
    try:
        seal_days_over(Path(settings.AUDIT_FOLDER), at=at)
        call_command("clearsessions")
        with connection.cursor() as cursor:
            over = connection.ops.adapt_datetimefield_value(at)
            cursor.execute("DELETE FROM access_limits WHERE expires < %s", [over])
    except Exception as wrong:
        LOG.error("sealing failed", exc_info=wrong)
    finally:
        connection.close()


def keep_house_hourly() -> threading.Event:
    """Begin to, in a thread of this process. Gives what stops it."""
    stop = threading.Event()

    def go_on() -> None:
        while not stop.wait(EVERY.total_seconds()):
            keep_house(at=timezone.now())

    threading.Thread(target=go_on, name="keeping house", daemon=True).start()
    return stop
