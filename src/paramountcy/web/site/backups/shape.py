"""What a backup holds: the database, the log's heads and seals, and a manifest that says how much of each."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORM = 1
"""The form of a backup; a later one that can't read it says so."""
MANIFEST, DATABASE, AUDIT = "manifest.json", "database", "audit/"


class NotBackedUp(Exception):
    """No backup could be made. The message says why, and what to do."""


class NotRestored(Exception):
    """A backup could not be restored; what was there is as it was. The message says why, and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What is in a backup. `rows` are how many each table has; `vendor` is "sqlite" or "postgresql"."""

    form: int
    vendor: str
    version: str
    made_at: str
    rows: Mapping[str, int]

    def text(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        """Raises NotRestored for one that is none, or of a later form."""
        try:
            told: dict[str, Any] = json.loads(text)
            found = cls(told["form"], told["vendor"], told["version"], told["made_at"], dict(told["rows"]))
        except (ValueError, KeyError, TypeError) as wrong:
            raise NotRestored("this is not a backup of Paramountcy: its manifest can't be read.") from wrong
        if found.form != FORM:
            raise NotRestored(f"this backup is of form {found.form}, which this version can't read: use a later one.")
        return found


@dataclass(frozen=True)
class Done:
    """A backup made or restored: how many rows, whether it was proven by restoring it, and why not where it was not."""

    rows: int
    tables: int
    proven: bool
    says: str
