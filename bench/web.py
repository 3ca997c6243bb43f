"""
How soon the web application answers: twenty people at work, and twenty at the same instant, on both databases.
`make bench` runs it too, and writes docs/benchmarks-web.md.

Two server processes on this machine, and the people in a process beside them. Each is signed in and asks for a page
every five seconds, one of ten times a change: lists, records and forms of the tests' notebook, which stands for the
records that later issues bring, and the first page of the application. Every page goes through the policy, and is in
the log before it is answered.
"""

import math
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from bench.machine import machine
from tests.web import postgres
from tests.web.site import installed as installations
from tests.web.site.installed import Server, installed
from tests.web.site.load import Answer, Person

PEOPLE, NOTES = 20, 200
EVERY = 5.0
"""Seconds between two pages of one person."""
ROUNDS = 12
"""Pages that each asks for: a minute of work."""
INSTANTS = 5
"""How often all ask at once."""
WRITES = 10
"""One page in so many is a change."""
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks-web.md"
TARGETS = {"p95": 0.150, "at once": 2.0}


@dataclass(frozen=True)
class Result:
    """What was measured on one database: seconds, and the answers that were not what was asked for."""

    database: str
    work: Sequence[float]
    at_once: Sequence[float]
    refused: int
    locked: int

    @property
    def within(self) -> bool:
        right = not self.refused and not self.locked
        return right and percentile(self.work, 95) < TARGETS["p95"] and max(self.at_once) < TARGETS["at once"]


def measure() -> list[Result]:
    """SQLite, and PostgreSQL where its programs are here."""
    found = [_measured("SQLite")]
    bin = postgres.programs()
    if bin:
        with postgres.cluster(bin) as names, _environment(names):
            found.append(_measured("PostgreSQL"))
    return found


def lines(results: Sequence[Result]) -> list[str]:
    """The results as a page has them."""
    out = [
        "# Benchmarks: the web application",
        "",
        *machine(),
        "",
        f"{PEOPLE} people who are signed in, a page each every {EVERY:g} seconds, one in {WRITES} a change; then all "
        f"at the same instant, {INSTANTS} times. Two server processes. The pages are the first one and those of the "
        "tests' notebook, until there are records of children.",
        "",
        "| database | pages | p50 ms | p95 ms | max ms | at once: p95 ms | max ms | refused | database is locked |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in results:
        figures = (
            *(median(one.work), percentile(one.work, 95), max(one.work)),
            *(percentile(one.at_once, 95), max(one.at_once)),
        )
        shown = " | ".join(f"{1_000 * seconds:.0f}" for seconds in figures)
        out.append(f"| {one.database} | {len(one.work)} | {shown} | {one.refused} | {one.locked} |")
    asked = (
        f"Asked: p95 under {1_000 * TARGETS['p95']:.0f} ms; at once all within {TARGETS['at once']:g} s, none locked."
    )
    return [*out, "", asked, ""]


def percentile(seconds: Sequence[float], share: int) -> float:
    """The least of them that `share` in a hundred do not exceed."""
    return sorted(seconds)[math.ceil(len(seconds) * share / 100) - 1]


def _measured(name: str) -> Result:
    folder = tempfile.TemporaryDirectory(prefix="paramountcy-bench-")
    with folder as at, installed(Path(at) / "one") as one, one.serving("--migrate", "--workers", "2") as server:
        opens = one.filled(PEOPLE, NOTES)
        people = [Person(server.port, session) for session in opens["sessions"]]
        _warm(people)
        work = _together(people, lambda person, place: list(_working(person, place, opens["notes"])))
        at_once = []
        for instant in range(INSTANTS):
            at_once += _together(people, partial(_one_page, instant, opens["notes"]))
        return _result(name, work, at_once, server)


def _one_page(round: int, notes: Sequence[str], person: Person, place: int) -> list[Answer]:
    return [_page(person, place, round, notes)]


def _result(name: str, work: list[Answer], at_once: list[Answer], server: Server) -> Result:
    every = [*work, *at_once]
    wrong = sum(1 for one in every if one.status not in (200, 302))
    locked = sum("database is locked" in one.text for one in every) + server.said.count("OperationalError")
    return Result(name, [one.seconds for one in work], [one.seconds for one in at_once], wrong, locked)


def _warm(people: Sequence[Person]) -> None:
    """A page or two that do not count: a server's first ones load what it needs."""
    for _ in range(4):
        _together(people, lambda person, _: [person.get("/"), person.get("/notebook/")])


def _working(person: Person, place: int, notes: Sequence[str]) -> Iterator[Answer]:
    begin = time.monotonic() + EVERY * place / PEOPLE
    for round in range(ROUNDS):
        time.sleep(max(0.0, begin + EVERY * round - time.monotonic()))
        yield _page(person, place, round, notes)


def _page(person: Person, place: int, round: int, notes: Sequence[str]) -> Answer:
    """What one asks for: mostly a record, sometimes a list or the first page, one time in ten a change."""
    turn = (7 * place + round) % WRITES
    note = notes[(31 * place + 17 * round) % len(notes)]
    if turn == 0:
        return person.write(note, f"What happened, told by person {place} for the {round}th time. " * 5)
    if turn in (1, 2):
        return person.get("/notebook/")
    if turn == 3:
        return person.get("/")
    return person.read(note)


def _together(people: Sequence[Person], do: Callable[[Person, int], list[Answer]]) -> list[Answer]:
    """What they were answered, each in a thread, all begun at the same instant."""
    begin = threading.Barrier(len(people))
    found: list[list[Answer]] = [[] for _ in people]

    def one(place: int) -> None:
        begin.wait()
        found[place] = do(people[place], place)

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answer for each in found for answer in each]


@contextmanager
def _environment(names: dict[str, str]) -> Generator[None]:
    """The database that an installation is made in, for a while."""
    environ = installations.os.environ
    environ.update(names)
    try:
        yield
    finally:
        for name in names:
            environ.pop(name, None)


def main() -> int:
    results = measure()
    text = "\n".join(lines(results))
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    return 0 if all(one.within for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
