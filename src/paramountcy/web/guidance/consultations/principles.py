"""The principles of consulting, as data with source and mark; and how long a response may take."""

import csv
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

LISTED = Path(__file__).with_name("principles.csv")
ANSWERED_WITHIN = timedelta(weeks=12)
"""From the last day of a consultation until its response is due (Cabinet Office, consultation principles 2018)."""


@dataclass(frozen=True)
class Rule:
    """A principle: its key, its name, what it asks, where it is from, and how sure that is."""

    key: str
    principle: str
    says: str
    source: str
    mark: str


@cache
def rules() -> tuple[Rule, ...]:
    with LISTED.open(encoding="utf-8", newline="") as file:
        return tuple(Rule(**row) for row in csv.DictReader(file))
