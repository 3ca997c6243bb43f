"""Putting a file in its place whole: nobody ever finds half of one, and only its owner may read it."""

import os
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


class NotWritten(ValueError):
    """A file could not be written. The message says why, and what to do."""


@contextmanager
def placing(path: Path) -> Generator[BinaryIO]:
    """
    A file to write to, which takes the place of `path` when all has been written, and is removed when it was not.

    Raises NotWritten where the place can't be written to. On POSIX systems its mode is 0600.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError as wrong:
        raise NotWritten(_why(path, wrong)) from wrong
    try:
        with os.fdopen(handle, "w+b") as out:
            yield out
        os.replace(name, path)
    except OSError as wrong:
        raise NotWritten(_why(path, wrong)) from wrong
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def put(path: Path, fill: Callable[[BinaryIO], None]) -> Path:
    """Put in place what `fill` writes. Raises NotWritten."""
    with placing(path) as out:
        fill(out)
    return path


def _why(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"{path.name} was not written: there is no folder {path.parent}. Make it first, or choose another."
    if isinstance(error, IsADirectoryError):
        return f"{path.name} was not written: there is a folder of that name. Choose another name."
    if isinstance(error, PermissionError):
        return f"{path.name} was not written: close it if another program has it open, or choose another folder."
    return f"{path.name} was not written: {error.strerror or 'the disk refused it'}."
