"""What a check is, what it finds, and what screening a file gives."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paramountcy.publication.open_data.screening.pair import Pair

PASSED, FAILED, WARNING, NOT_LOOKED_AT = "passed", "failed", "warning", "not looked at"
SHOWN = 5
"""Faults of a check that are listed; the others are counted."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, and where it stands: a line of the file, a column, or the file itself."""

    where: str
    what: str


Look = Callable[["Pair"], Iterable[Fault]]


@dataclass(frozen=True)
class Check:
    """What a file must be. `broken` is the verdict where it is not; `needs` are columns without which it can't look."""

    name: str
    requires: str
    do: str
    broken: str
    look: Look
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A check, its verdict, and what it found: the first few faults, and how many more there are."""

    check: Check
    verdict: str
    faults: tuple[Fault, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Screening:
    """What all checks found in a file."""

    file: str
    findings: tuple[Finding, ...]

    @property
    def passes(self) -> bool:
        """Whether no check failed; warnings do not count."""
        return not any(finding.verdict == FAILED for finding in self.findings)

    def of(self, verdict: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict == verdict)

    @property
    def says(self) -> str:
        counts = {verdict: len(self.of(verdict)) for verdict in (PASSED, FAILED, WARNING, NOT_LOOKED_AT)}
        told = [f"{counts[PASSED]} of {len(self.findings)} checks passed"]
        told += [f"{counts[FAILED]} failed"] if counts[FAILED] else []
        told += [f"{counts[WARNING]} with a warning"] if counts[WARNING] else []
        told += [f"{counts[NOT_LOOKED_AT]} could not look"] if counts[NOT_LOOKED_AT] else []
        verdict = "It passes the main checks" if self.passes else "It would not be taken"
        return f"{verdict}: {', '.join(told)}."


CHECKS: list[Check] = []
"""Every check, in the order in which they look."""


def check(
    name: str, requires: str, *, do: str, broken: str = FAILED, needs: Iterable[str] = ()
) -> Callable[[Look], Look]:
    """Declare a check: the function gives the faults that it finds."""

    def declare(look: Look) -> Look:
        CHECKS.append(Check(name, requires, do, broken, look, tuple(needs)))
        return look

    return declare


def run(one: Check, pair: "Pair") -> Finding:
    """What a check finds in a file and its metadata."""
    if any(name not in pair.data.names for name in one.needs):
        return Finding(one, NOT_LOOKED_AT)
    faults = list(one.look(pair))
    return Finding(one, one.broken if faults else PASSED, tuple(faults[:SHOWN]), max(len(faults) - SHOWN, 0))


def lines(numbers: Iterable[int]) -> str:
    """
    Where rows stand.

    >>> lines([2]), lines([2, 3, 9, 12, 13])
    ('line 2', 'lines 2, 3, 9 and 2 more')
    """
    found = list(numbers)
    if len(found) == 1:
        return f"line {found[0]}"
    shown = ", ".join(str(number) for number in found[:3])
    return f"lines {shown} and {len(found) - 3:,} more" if len(found) > 3 else f"lines {shown}"


def each(names: Iterable[str], what: str) -> Iterator[Fault]:
    """A fault of each of these columns."""
    return (Fault(f"column {name or '(no name)'}", what) for name in names)
