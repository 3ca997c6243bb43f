"""
Whole-number programmes: the least that a sum of costs can be, when sums of numbers are bound.

Without scipy (HiGHS) nothing can be printed safely, so nothing is: MissingSolver says what to install.
"""

import ctypes
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import Any

import numpy as np

from paramountcy.statistics.shape import Bools, Floats, MissingEvidence

NEARLY = 1e-6
"""How far from whole a number may be and still be meant to be whole."""

OUTPUT = 1
"""The number of the file that standard output is, to the system."""
_ONE_AT_A_TIME = Lock()


class MissingSolver(MissingEvidence):
    """scipy is not installed. The message says what to install."""


class _PublishExtra:
    """`with PUBLISH: import scipy` turns a missing library into a sentence."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, ImportError):
            raise MissingSolver(
                f"{error.name or 'a library'} is not installed, and without it nothing can be published safely: "
                "pip install 'paramountcy[publish]'"
            ) from error


PUBLISH = _PublishExtra()


@dataclass(frozen=True)
class Programme:
    """The least `cost @ x` for `least <= sums @ x <= most` and `lower <= x <= upper`, x whole. `sums` is sparse."""

    cost: Floats
    sums: Any
    least: Floats
    most: Floats
    lower: Floats
    upper: Floats

    def relaxed(self) -> Floats | None:
        """The best x, whole or not; None where there is none."""
        return self._solved(None)

    def solved(self, whole: Bools | None = None) -> Floats | None:
        """The best whole x; None where there is none. With `whole`, those alone are asked to be whole at first."""
        x = self._solved(np.ones(len(self.cost), dtype=bool) if whole is None else whole)
        if x is not None and not is_whole(x):
            x = self.solved() if whole is not None else None
        return None if x is None else np.rint(x)

    def _solved(self, whole: Bools | None) -> Floats | None:
        with PUBLISH:
            from scipy.optimize import Bounds, LinearConstraint, milp
        bound = [LinearConstraint(self.sums, self.least, self.most)] if self.sums.shape[0] else []
        with silent():
            found = milp(
                self.cost,
                constraints=bound,
                bounds=Bounds(self.lower, self.upper),
                integrality=whole,
            )
        return found.x


@contextmanager
def silent() -> Generator[None]:
    """
    HiGHS complains on standard output of what does not concern us, past all its settings and past Python: what is
    written there meanwhile goes nowhere. One solves at a time, as there is one such output.
    """
    with _ONE_AT_A_TIME:
        try:
            kept = os.dup(OUTPUT)
        except OSError:  # it is closed, as in a service
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        _written()
        try:
            os.dup2(nowhere, OUTPUT)
            yield
        finally:
            _written()
            os.dup2(kept, OUTPUT)
            os.close(kept)
            os.close(nowhere)


def _written() -> None:
    """Have what the C library holds in its own buffers written."""
    ctypes.CDLL("ucrtbase" if os.name == "nt" else None).fflush(None)


def is_whole(x: Floats) -> bool:
    return bool((np.abs(x - np.rint(x)) <= NEARLY).all())
