"""
The seal of a day: the end of each of its chains, and a digest over them and over the seal before.

Each seal is also a line of a file outside the database. Keep that file, or its lines in print, where whoever can write
to the database cannot.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from paramountcy.web.access.models import Entry, Seal

GRACE = timedelta(minutes=10)
"""How long after midnight (UTC) a day is sealed: a transaction begun before it may still end."""
SEALS = "seals.txt"


def seal(folder: Path, *, at: datetime) -> list[Seal]:
    """Seal every day with entries that is over and has no seal, the oldest first."""
    made = []
    for day in _days_to_seal(at):
        with transaction.atomic(durable=True):
            before = Seal.objects.order_by("-day").values_list("digest", flat=True).first() or ""
            chains = chains_of(day)
            new = Seal(day=day, chains=chains, before=before, digest=seal_digest(day, chains, before), made_at=at)
            new.save(force_insert=True)
        write_outside(folder, new)
        made.append(new)
    return made


def chains_of(day: date) -> dict[str, list[Any]]:
    """The last number and digest of each chain of a day, by its name."""
    ends = Entry.objects.filter(chain__startswith=f"{day:%Y%m%d}-").values("chain").annotate(last=Max("number"))
    found = {}
    for end in ends.order_by("chain"):
        last = Entry.objects.values_list("digest", flat=True).get(chain=end["chain"], number=end["last"])
        found[end["chain"]] = [end["last"], last]
    return found


def seal_digest(day: date, chains: dict[str, list[Any]], before: str) -> str:
    told = json.dumps([day.isoformat(), sorted(chains.items()), before], separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def write_outside(folder: Path, one: Seal) -> None:
    """Add a line to the file of seals, on disk before anything else goes on."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / SEALS, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, f"{one.day.isoformat()} {one.digest}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def seals_outside(folder: Path) -> dict[date, str]:
    """The seals as they stand outside the database, by day: of several for a day the first, which was made then."""
    found: dict[date, str] = {}
    for line in _lines(folder):
        if one := _read(line):
            found.setdefault(*one)
    return found


def odd_lines(folder: Path) -> list[int]:
    """The numbers of lines in the file of seals that are none, or say otherwise than one before them."""
    known = seals_outside(folder)
    odd = []
    for number, line in enumerate(_lines(folder), start=1):
        one = _read(line)
        if one is None or known[one[0]] != one[1]:
            odd.append(number)
    return odd


def _lines(folder: Path) -> list[str]:
    path = folder / SEALS
    return path.read_text(errors="replace").splitlines() if path.exists() else []


def _read(line: str) -> tuple[date, str] | None:
    day, _, digest = line.strip().partition(" ")
    try:
        return date.fromisoformat(day), digest
    except ValueError:
        return None


def _days_to_seal(at: datetime) -> Iterator[date]:
    over = (at.astimezone(UTC) - GRACE).date()
    latest = Seal.objects.aggregate(latest=Max("day"))["latest"]
    after = f"{latest + timedelta(days=1):%Y%m%d}" if latest else ""
    names = Entry.objects.filter(chain__gte=after).values_list("chain", flat=True).distinct()
    days = {date(int(name[:4]), int(name[4:6]), int(name[6:8])) for name in names}
    yield from sorted(day for day in days if day < over)
