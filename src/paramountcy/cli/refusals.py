"""
Which exceptions are no fault of ours, and what is said of one that ends a command.

A refusal says in a sentence why what was asked can't be done; anything else is our fault, and says where. Neither
quotes a child's data. To name them here loads the engine, so this is imported only where the engine is, or when
something went wrong.
"""

import os
import platform
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from paramountcy import __version__
from paramountcy.cli.terminal import Refused, warn
from paramountcy.publication.look.build import NotBuilt
from paramountcy.returns.check import NotChecked
from paramountcy.returns.convert import NoTables
from paramountcy.returns.engines import MissingEngine
from paramountcy.returns.judge import OurFault
from paramountcy.returns.put import NotWritten
from paramountcy.returns.report.visible import short
from paramountcy.returns.shape import Unreadable
from paramountcy.returns.writable import Unwritable

REFUSALS = (Refused, Unreadable, NotChecked, NotWritten, NotBuilt, NoTables, Unwritable, MissingEngine)
DEBUG = "PARAMOUNTCY_DEBUG"
NOT_DONE, OUR_FAULT = 2, 3
PACKAGE = Path(__file__).parents[1]


@contextmanager
def about(name: str) -> Generator[None]:
    """Say which file, or folder, a refusal is about."""
    try:
        yield
    except REFUSALS as no:
        raise Refused(f"{name}: {no}") from no


def explain(wrong: BaseException, about: str = "") -> int:
    """Say what went wrong, with which file where one is named, and give the exit code."""
    name = f"{short(about)}: " if about else ""
    if os.environ.get(DEBUG) == "1":
        traceback.print_exception(wrong)
    if why := reason(wrong):
        warn(f"{name}{why}")
        return NOT_DONE
    warn(
        f"{name}this is a fault of Paramountcy, not of what you gave it. Please report it with the next line, "
        "which holds nothing about a child; do not send the return."
    )
    warn(f"{__version__}, Python {platform.python_version()}, {platform.system()}, {_where(wrong)}")
    return OUR_FAULT


def reason(wrong: BaseException) -> str:
    """Why what was asked can't be done, in a sentence that quotes no data; "" where it is a fault of ours."""
    if isinstance(wrong, OSError):
        return f"it could not be read or written: {wrong.strerror or type(wrong).__name__}."
    if isinstance(wrong, MemoryError):
        return "there is not enough memory for it on this machine."
    return str(wrong) if isinstance(wrong, REFUSALS) else ""


def _where(wrong: BaseException) -> str:
    """
    The kind of a fault and the last of our own lines that led to it, and so on down to its cause.

    Its text is left out, since it may quote data; but for that of OurFault, which names the rule.
    """
    frames = [
        frame for frame in traceback.extract_tb(wrong.__traceback__) if Path(frame.filename).is_relative_to(PACKAGE)
    ]
    place = (
        f" in {Path(frames[-1].filename).relative_to(PACKAGE).as_posix()} line {frames[-1].lineno}" if frames else ""
    )
    said = f" ({wrong})" if isinstance(wrong, OurFault) else ""
    cause = wrong.__cause__ or wrong.__context__
    return f"{type(wrong).__name__}{said}{place}" + (f", from {_where(cause)}" if cause else "")
