"""A lock on a file, held by one process or shared by several, and let go by the system itself when they end."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Locked(Exception):
    """Another process holds it."""


@contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[None]:
    """
    Hold the lock on a file, which is made where it is not there. Raises Locked at once where another process holds it,
    or, where it is to be shared, holds it alone. A forked process shares what its parent holds, until both have ended.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle, shared=shared)
        yield
    finally:
        os.close(handle)


def _take(handle: int, *, shared: bool) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            if not shared:  # Windows has none to share; there is no server on it
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return
        import fcntl

        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as wrong:
        raise Locked from wrong
