"""One line of the log before it has its place in a chain, and the digest that ties it there."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

FIELDS = (
    "chain", "number", "at", "user", "acting_for", "role", "team", "action", "outcome", "kind", "record", "shown",
    "search", "reason", "request", "address", "before",
)  # fmt: skip
"""What a digest is over, in this order."""
ALLOWED, REFUSED, FAILED = "allowed", "refused", "failed"


@dataclass(frozen=True)
class Line:
    """
    One thing seen, done or refused. Everything is a reference: no name, no text of a record. `shown` are the records
    that a list or an export held; `reason` is what the person gave as theirs.
    """

    action: str
    outcome: str = ALLOWED
    kind: str = ""
    record: str = ""
    shown: tuple[str, ...] = ()
    search: str = ""
    reason: str = ""
    user: str = ""
    acting_for: str = ""
    role: str = ""
    team: str = ""
    request: str = ""
    address: str = ""

    def of(self, kind: str, record: str) -> "Line":
        """The same line about a record that was made after it began."""
        return replace(self, kind=kind, record=record)


def digest(values: Mapping[str, Any]) -> str:
    """The SHA-256 digest of an entry, in hexadecimal: over all its FIELDS, the digest before it among them."""
    told = [_plain(values[name]) for name in FIELDS]
    return hashlib.sha256(json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return list(value) if isinstance(value, tuple) else value
