"""
Which exceptions are no fault of ours: each says in a sentence why what was asked can't be done.

None of the sentences quotes a child's data. To name them here loads the engine, so this is
imported only where the engine is, or when something went wrong.
"""

from collections.abc import Generator
from contextlib import contextmanager

from paramountcy.cli.terminal import Refused
from paramountcy.returns.check import NotChecked
from paramountcy.returns.convert import NoTables
from paramountcy.returns.engines import MissingEngine
from paramountcy.returns.put import NotWritten
from paramountcy.returns.shape import Unreadable
from paramountcy.returns.writable import Unwritable

REFUSALS = (Refused, Unreadable, NotChecked, NotWritten, NoTables, Unwritable, MissingEngine)


@contextmanager
def about(name: str) -> Generator[None]:
    """Say which file, or folder, a refusal is about."""
    try:
        yield
    except REFUSALS as no:
        raise Refused(f"{name}: {no}") from no
