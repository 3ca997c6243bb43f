"""Time whole processes by the operating system's own account of them."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Cost:
    """What one process cost: seconds of processor time, seconds by the clock, the peak of its memory in MB."""

    cpu: float
    wall: float
    memory: float
    exit_code: int


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end, its output thrown away, and say what it cost."""
    began = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    kilobytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return Cost(usage.ru_utime + usage.ru_stime, wall, kilobytes / 1024, process.returncode)


def median_of(command: Sequence[str], times: int = 5) -> Cost:
    """The median of several runs after one that does not count, figure by figure."""
    run(command)
    costs = [run(command) for _ in range(times)]
    return Cost(
        median(cost.cpu for cost in costs),
        median(cost.wall for cost in costs),
        median(cost.memory for cost in costs),
        costs[-1].exit_code,
    )
