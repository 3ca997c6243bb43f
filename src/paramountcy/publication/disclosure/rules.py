"""
Which numbers are too small to print, and how the others are rounded: a rule for each source, as data (`rules.csv`).

`least` to `most` are never printed; nought is. Counts of an authority, a region or England are given to the nearest
`to_authority`, `to_region` or `to_england` (1: as they are), percentages and rates with `places` decimals.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULES = Path(__file__).with_name("rules.csv")


@dataclass(frozen=True)
class Rule:
    """How a source protects its counts."""

    name: str
    least: int
    most: int
    to_authority: int
    to_region: int
    to_england: int
    places: int
    source: str

    @property
    def width(self) -> int:
        """How far apart the least and the most that a protected count could be must lie."""
        return self.most - self.least + 1

    def to_nearest(self, level: str) -> int:
        """What counts of a level ("authority", "region" or "england") are rounded to."""
        return {"region": self.to_region, "england": self.to_england}.get(level, self.to_authority)


@cache
def rule(name: str) -> Rule:
    """
    The rule of a source. Raises LookupError for one that is not in `rules.csv`.

    >>> rule("CIN").most, rule("hospital admissions").to_nearest("authority")
    (5, 5)
    """
    with RULES.open(encoding="utf-8", newline="") as file:
        found = {row["rule"]: row for row in csv.DictReader(file)}
    if name not in found:
        raise LookupError(f"{RULES.name} has no rule {name!r}: it has {', '.join(found)}")
    row = found[name]
    numbers = (int(row[column]) for column in ("least", "most", "to_authority", "to_region", "to_england", "places"))
    return Rule(name, *numbers, row["source"])


CIN = rule("CIN")
