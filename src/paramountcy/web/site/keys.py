"""The key that signs sessions and links: from the environment, or made once and kept in the data folder, mode 0600."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LEAST = 32
"""Characters that a key has at least."""


def secret_key(environ: Mapping[str, str], folder: Path) -> str:
    """
    `PARAMOUNTCY_SECRET_KEY`, or the text of the file `PARAMOUNTCY_SECRET_KEY_FILE`, or the one in the folder, which is
    made where there is none. Raises ImproperlyConfigured for one that is too short to be a secret.
    """
    if key := environ.get("PARAMOUNTCY_SECRET_KEY"):
        return _long_enough(key)
    if file := environ.get("PARAMOUNTCY_SECRET_KEY_FILE"):
        try:
            return _long_enough(Path(file).read_text(encoding="utf-8").strip())
        except OSError as wrong:
            raise ImproperlyConfigured(f"the file of the secret key can't be read: {wrong.strerror}") from wrong
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as new:
            new.write(secrets.token_urlsafe(64))
    return _long_enough(path.read_text(encoding="utf-8").strip())


def _long_enough(key: str) -> str:
    if len(key) < LEAST:
        raise ImproperlyConfigured(f"the secret key is shorter than {LEAST} characters: make a longer one, by chance")
    return key
