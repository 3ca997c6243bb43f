"""
Whether the log is whole: every entry as it was written, none missing, none cut off, every seal as it stands outside.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from paramountcy.web.access.audit.chain import heads
from paramountcy.web.access.audit.entry import FIELDS, digest
from paramountcy.web.access.audit.seal import SEALS, odd_lines, seal_digest, seals_outside
from paramountcy.web.access.models import Entry, Seal

CHUNK = 5_000


@dataclass(frozen=True)
class Break:
    """Something wrong with the log. `what` is "changed", "removed", "cut off", "head" or "seal"."""

    what: str
    says: str


@dataclass(frozen=True)
class Verified:
    """What was looked through, and what is wrong with it."""

    entries: int
    chains: int
    seals: int
    breaks: tuple[Break, ...]

    @property
    def says(self) -> str:
        looked = f"{self.entries:,} entries in {self.chains:,} chains and {self.seals:,} seals"
        if not self.breaks:
            return f"The log is whole: {looked}."
        return f"The log is not whole: {len(self.breaks):,} breaks in {looked}."


def verify(folder: Path, *, progress: Callable[[str, float], object] | None = None) -> Verified:
    """Look through the whole log, beside what stands outside the database in `folder`. `progress` hears how far."""
    breaks: list[Break] = []
    total = Entry.objects.count() if progress else 0
    ends: dict[str, tuple[int, str]] = {}
    count = 0
    rows = Entry.objects.order_by("chain", "number").iterator(chunk_size=CHUNK)
    for chain, entries in groupby(rows, key=lambda row: row.chain):
        number, last = 0, ""
        for entry in entries:
            count += 1
            if progress and count % CHUNK == 0:
                progress("verifying", count / max(total, count))
            breaks += _judged(entry, number, last)
            number, last = entry.number, entry.digest
        ends[chain] = (number, last)
    outside = heads(folder)
    breaks += [
        Break("head", f"the file of the last entry of the chain {chain} can't be read: it was changed.")
        for chain, (number, _) in outside.items()
        if not number
    ]
    breaks += _cut_off(ends, outside, "the file of its last entry")
    seals = list(Seal.objects.order_by("day"))
    breaks += _seals(seals, ends, folder)
    return Verified(count, len(ends), len(seals), tuple(breaks))


def _judged(entry: Entry, number: int, last: str) -> Iterator[Break]:
    where = f"entry {entry.number} of the chain {entry.chain}"
    if entry.number != number + 1:
        gone = f"entries {number + 1} to {entry.number - 1}" if entry.number > number + 2 else f"entry {number + 1}"
        yield Break("removed", f"{gone} of the chain {entry.chain}: removed.")
    elif entry.before != last:
        yield Break("changed", f"{where}: it does not follow from the one before.")
    if digest({name: getattr(entry, name) for name in FIELDS}) != entry.digest:
        yield Break("changed", f"{where}: changed since it was written.")


def _cut_off(ends: dict[str, tuple[int, str]], known: dict[str, tuple[int, str]], by: str) -> Iterator[Break]:
    for chain, (number, last) in known.items():
        found = ends.get(chain, (0, ""))
        if found[0] < number:
            yield Break("cut off", f"the chain {chain} ends at {found[0]}, and {by} says {number}: cut off.")
        elif found[0] == number and found[1] != last:
            yield Break("changed", f"entry {number} of the chain {chain}: {by} says otherwise.")


def _seals(seals: list[Seal], ends: dict[str, tuple[int, str]], folder: Path) -> Iterator[Break]:
    before = ""
    for one in seals:
        if one.before != before or seal_digest(one.day, one.chains, one.before) != one.digest:
            yield Break("seal", f"the seal of {one.day}: changed since it was made.")
        before = one.digest
        yield from _cut_off(
            ends, {name: (end[0], end[1]) for name, end in one.chains.items()}, f"the seal of {one.day}"
        )
    for number in odd_lines(folder):
        yield Break("seal", f"line {number} of {SEALS}: it is no seal, or another than was written for its day before.")
    inside = {one.day: one.digest for one in seals}
    for day, said in seals_outside(folder).items():
        if day not in inside:
            yield Break("seal", f"the seal of {day}: it stands outside the database and no longer in it.")
        elif inside[day] != said:
            yield Break("seal", f"the seal of {day}: it stands otherwise outside the database.")
