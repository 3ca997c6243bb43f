"""
The keys of an installation: each from the environment, or made once and kept in the data folder, mode 0600.

One signs sessions and links. Another seals what proves a second factor, so that whoever reads the database, or a
backup of it, can sign in as nobody. Neither stands in a backup.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LEAST = 32
"""Characters that a key has at least."""


def secret_key(environ: Mapping[str, str], folder: Path) -> str:
    """
    What signs sessions: `PARAMOUNTCY_SECRET_KEY`, or the text of the file `PARAMOUNTCY_SECRET_KEY_FILE`, or
    `secret-key` in the folder, which is made where there is none. Raises ImproperlyConfigured for one that is too
    short to be a secret.
    """
    return _key(environ, "PARAMOUNTCY_SECRET_KEY", folder / "secret-key")


def second_factor_key(environ: Mapping[str, str], folder: Path) -> str:
    """
    What seals the secrets of second factors: `PARAMOUNTCY_SECOND_FACTOR_KEY`, or the text of the file
    `PARAMOUNTCY_SECOND_FACTOR_KEY_FILE`, or `second-factor-key` in the folder; made and refused as above.
    """
    return _key(environ, "PARAMOUNTCY_SECOND_FACTOR_KEY", folder / "second-factor-key")


def _key(environ: Mapping[str, str], name: str, path: Path) -> str:
    if key := environ.get(name):
        return _long_enough(key, name)
    if file := environ.get(f"{name}_FILE"):
        try:
            return _long_enough(Path(file).read_text(encoding="utf-8").strip(), f"{name}_FILE")
        except OSError as wrong:
            raise ImproperlyConfigured(f"the file that {name}_FILE names can't be read: {wrong.strerror}") from wrong
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as new:
            new.write(secrets.token_urlsafe(64))
    return _long_enough(path.read_text(encoding="utf-8").strip(), path.name)


def _long_enough(key: str, name: str) -> str:
    if len(key) < LEAST:
        raise ImproperlyConfigured(f"the key of {name} is shorter than {LEAST} characters: make one by chance")
    return key
