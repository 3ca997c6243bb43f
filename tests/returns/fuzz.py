"""
Broken files by the thousand: `python tests/returns/fuzz.py --count 20000 --seed 1 [--through check]`.

Each must be refused in a sentence or read, by the scanner and the element reader alike, within
its time and its memory. A file that fails is kept in tests/returns/broken/, where the tests read it
again for good; `--only SEED-NUMBER` makes one once more.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.read_xml import read, read_by_element
from paramountcy.returns.shape import Reading, Unreadable
from tests.returns.broken_returns import broken

BROKEN = Path(__file__).with_name("broken")
SECONDS = 20.0
"""In which any of these files must be read. The largest has some megabytes."""
MEMORY = 300_000_000
"""Bytes beside six times the file."""


def through_read(data: bytes) -> str:
    """Read both ways; "" where all is well, else what is not."""
    outcomes = [outcome(way, data) for way in (read, read_by_element)]
    if any(isinstance(one, str) for one in outcomes):
        return "" if outcomes[0] == outcomes[1] else "one way refuses it and the other does not, or says something else"
    quick, exact = outcomes
    return difference(quick, exact)


def outcome(way: Callable[..., Reading], data: bytes) -> Reading | str:
    """What is read, or the sentence that says why nothing can be."""
    try:
        return way(data, CIN)
    except Unreadable as refused:
        return str(refused)


def difference(one: Reading, other: Reading) -> str:
    """Where two readings differ; "" where they do not."""
    for what in ("faults", "children", "ends_early"):
        if getattr(one, what) != getattr(other, what):
            return f"the readers differ in {what}"
    for name in other.tables:
        if one.tables[name].schema != other.tables[name].schema or not one.tables[name].equals(other.tables[name]):
            return f"the readers differ in {name}"
    return ""


def through_check(data: bytes) -> str:
    """Check the file as a user would; "" where that gives a report or a sentence."""
    import paramountcy
    from paramountcy.returns.check import NotChecked

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "return.xml")
        path.write_bytes(data)
        try:
            paramountcy.check(path, year="2025-26")
        except (Unreadable, NotChecked) as refused:
            return "" if str(refused).strip() else "it is refused without a word"
    return ""


THROUGH = {"read": through_read, "check": through_check}


def problem(data: bytes, through: str) -> str:
    """What is wrong in how a file is taken; "" where nothing is. Only what says why in a sentence may be raised."""
    before, started = peak(), time.monotonic()
    try:
        said = THROUGH[through](data)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if time.monotonic() - started > SECONDS:
        return f"it takes more than {SECONDS:.0f} seconds"
    if peak() - before > 6 * len(data) + MEMORY:
        return "it takes more memory than six times the file and 300 MB"
    return said


def peak() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


class Watch:
    """Ends the run, the file kept, when one takes so long that it may never end."""

    def __init__(self, seconds: float):
        self._seconds = seconds
        self._now: tuple[str, bytes, float] | None = None
        threading.Thread(target=self._look, daemon=True).start()

    def on(self, name: str, data: bytes) -> None:
        self._now = (name, data, time.monotonic() + self._seconds)

    def off(self) -> None:
        self._now = None

    def _look(self) -> None:
        while True:
            time.sleep(1)
            now = self._now
            if now and time.monotonic() > now[2]:
                keep(now[0], now[1])
                print(f"\n{now[0]} hangs: kept", file=sys.stderr)
                os._exit(1)


def keep(name: str, data: bytes) -> Path:
    BROKEN.mkdir(exist_ok=True)
    path = BROKEN / f"{name}.xml"
    path.write_bytes(data)
    return path


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=400, help="how many files (400)")
    options.add_argument("--seed", type=int, default=1, help="which files: another seed makes others (1)")
    options.add_argument("--through", choices=THROUGH, default="read", help="what takes them (read)")
    options.add_argument("--only", metavar="SEED-NUMBER", help="one file, as a failure names it")
    asked = options.parse_args()
    names = [asked.only] if asked.only else [f"{asked.seed}-{number}" for number in range(asked.count)]
    failed = 0
    watch = Watch(3 * SECONDS)
    for done, name in enumerate(names, 1):
        data = broken(name)
        watch.on(name, data)
        said = problem(data, asked.through)
        watch.off()
        if said:
            failed += 1
            print(f"\r{name}: {said}; kept in {keep(name, data)}")
        if done % 50 == 0 or done == len(names):
            print(f"\r{done:,} of {len(names):,} files, {failed} failed", end="", flush=True)
    print()
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
