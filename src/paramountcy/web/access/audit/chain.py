"""
The chain of this server process: each entry holds the digest of the one before, so that none can be changed or taken
out without breaking it.

A chain is of one process and one day, since one chain for all would make every request wait for every other. What
was read is written in a transaction of its own, before the answer; what was changed in the transaction of the change.
The number and digest of the last entry stand in a file outside the database too, so that a chain cut off is found out.
"""

import os
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from paramountcy.web.access.audit.entry import Line, digest
from paramountcy.web.access.models import Entry


class Chain:
    """The entries that this process writes, one at a time. A forked process begins a chain of its own."""

    def __init__(self) -> None:
        self._turn = threading.RLock()
        self._pid = 0
        self._day: date | None = None
        self.name = ""
        self.number = 0
        self.last = ""

    def read(self, lines: Sequence[Line]) -> None:
        """Write what was seen or refused, and commit it. Not inside a transaction: it would be lost with that."""
        with self._turn:
            with transaction.atomic(durable=True):
                rows = self._append(lines)
            self._advance(rows)

    @contextmanager
    def change(self) -> Iterator[list[Line]]:
        """
        The transaction of a change. What is put into the list is written at its end, in the same transaction: both are
        kept, or neither. Raises ValueError where the list stays empty: no change goes unseen.
        """
        with self._turn:
            with transaction.atomic(durable=True):
                lines: list[Line] = []
                yield lines
                if not lines:
                    raise ValueError("a change was made and nothing said of it: put a Line into the list")
                rows = self._append(lines)
            self._advance(rows)

    def _append(self, lines: Sequence[Line]) -> list[Entry]:
        now = timezone.now()
        self._begin(now.astimezone(UTC).date())
        rows: list[Entry] = []
        number, before = self.number, self.last
        for line in lines:
            number += 1
            values = {
                **asdict(line),
                "shown": list(line.shown),
                "chain": self.name,
                "number": number,
                "at": now,
                "before": before,
            }
            before = digest(values)
            rows.append(Entry(**values, digest=before))
        Entry.objects.bulk_create(rows)
        return rows

    def _begin(self, day: date) -> None:
        if self._pid != os.getpid() or self._day != day:
            self._pid, self._day = os.getpid(), day
            self.name = f"{day:%Y%m%d}-{secrets.token_hex(8)}"
            self.number, self.last = 0, ""

    def _advance(self, rows: Sequence[Entry]) -> None:
        if rows:
            self.number, self.last = rows[-1].number, rows[-1].digest
            write_head(Path(settings.AUDIT_FOLDER), self.name, self.number, self.last)


def write_head(folder: Path, chain: str, number: int, last: str) -> None:
    """Note the last entry of a chain outside the database: one line in a file of its own, mode 0600."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / f"{chain}.head", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(handle, f"{number:012d} {last}\n".encode(), 0)
    finally:
        os.close(handle)


def heads(folder: Path) -> dict[str, tuple[int, str]]:
    """
    The last number and digest of each chain, as noted outside the database; number 0 for a note that can't be read.
    An empty one is none: a machine that lost its power may leave it.
    """
    found = {}
    for file in sorted(folder.glob("*.head")):
        number, _, last = file.read_text(errors="replace").strip().partition(" ")
        if number:
            found[file.stem] = (int(number), last) if number.isdecimal() else (0, "")
    return found


CHAIN = Chain()
