"""What the commands of the web application begin with: Django set up, and its refusals as ours."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from paramountcy.cli.terminal import Refused

LARGEST_PASSPHRASE = 4_096


@contextmanager
def application(of: str = "real") -> Generator[None]:
    """
    The web application, ready to be asked: that of this installation, or `of` its "demo" or "training", which has a
    data folder and a database of its own. What it refuses is refused by the command. Raises Refused, also where what
    it needs is not installed.
    """
    needed = ("django", "allauth", "simple_history", "whitenoise", "pyrage")
    if missing := [name for name in needed if find_spec(name) is None]:
        raise Refused(
            f"this needs the web application, which is not installed ({missing[0]} is missing): "
            "pip install 'paramountcy[web]'"
        )
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    _choose(of)
    try:
        django.setup()
        from paramountcy.web.access.actions.asked import NotDone
        from paramountcy.web.site.backups.shape import NotBackedUp, NotRestored
        from paramountcy.web.site.not_ready import NotReady

        try:
            yield
        except (NotReady, NotBackedUp, NotRestored, NotDone) as no:
            raise Refused(str(no)) from no
        except DatabaseError as no:
            raise Refused(
                f"the database does not answer, or is not as this version needs it ({type(no).__name__}). "
                "`paramountcy serve` says which."
            ) from no
    except ImproperlyConfigured as no:
        raise Refused(f"{no}.") from no


def _choose(of: str) -> None:
    """Set what the settings are made of, before they are."""
    from paramountcy.web.site.databases import data_folder

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paramountcy.web.site.settings")
    for name, purpose in (("PARAMOUNTCY_DEMO", "demo"), ("PARAMOUNTCY_TRAINING", "training")):
        os.environ[name] = "1" if of == purpose else ""
    if of != "real":
        os.environ["PARAMOUNTCY_DATA"] = str(data_folder(os.environ) / of)
        os.environ.pop("PARAMOUNTCY_AUDIT", None)


def passphrase_of(file: Path | None) -> str | None:
    """The first line of a file; None where no file is named. Raises Refused for one that can't be read or is empty."""
    if file is None:
        return None
    try:
        with file.open("rb") as opened:
            text = opened.read(LARGEST_PASSPHRASE).decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise Refused(f"{file.name} is not text: write the passphrase into a file as a line of text.") from wrong
    except OSError as wrong:
        raise Refused(f"the passphrase can't be read from {file.name}: {wrong.strerror}.") from wrong
    line = text.splitlines()[0] if text else ""
    if not line.strip():
        raise Refused(f"there is no passphrase in {file.name}: its first line is empty.")
    return line
