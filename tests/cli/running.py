"""Running the command: inside this process, which is quick, and as a process of its own, which is what users have."""

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from paramountcy.cli import app
from tests.returns import small

COMMAND = (sys.executable, "-m", "paramountcy")
PATIENCE = 300
"""Seconds for a command to end, on a machine that has much else to do."""

SEXLESS = "<LAchildID>CHILD9</LAchildID><UPNunknown>UN2</UPNunknown><PersonBirthDate>2015-05-01</PersonBirthDate>"
"""A child whose sex is missing: error 4180, and no other."""
DAY_FIRST = (
    "<LAchildID>CHILD8</LAchildID><UPNunknown>UN2</UPNunknown><PersonBirthDate>01/05/2015</PersonBirthDate><Sex>F</Sex>"
)
"""A child whose date of birth can be read two ways: a structure finding."""


def invoke(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env=environment)


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=PATIENCE,
        check=False,
    )


def clean(folder: Path, name: str = "clean.xml") -> Path:
    """A return with queries only."""
    return small.write(folder, small.child(1), small.child(2), name=name)


def wrong(folder: Path, name: str = "wrong.xml") -> Path:
    """A return with one error (4180) about CHILD9."""
    return small.write(folder, small.child(1), small.child(9, identifiers=SEXLESS), name=name)


def unreadable(folder: Path, name: str = "unreadable.xml") -> Path:
    path = folder / name
    path.write_bytes(b"PK\x03\x04 not a return")
    return path
