"""
The whole catalogue: every indicator that is asked for or needed, those that nothing feeds yet too.

`catalogue.csv` holds the facts of each, in our words: its place, title, burden (0: nobody enters anything for it; 1:
already in the authority's own system; 2: a feed from a partner; 3: something new to enter), whether it is required
nationally or needed locally, its direction, who asks, and where it comes from. `waits_for` says why one is not fed.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Indicator

CATALOGUE = Path(__file__).with_name("catalogue.csv")

SECTIONS = {
    "A": "Need and context",
    "B": "Early help and first contact",
    "C": "Referrals",
    "D": "Assessment",
    "E": "Section 47 enquiries and conferences",
    "F": "Children in need and child protection plans",
    "G": "Children looked after, and permanence",
    "H": "Outcomes for children known to the system",
    "I": "Voice of child and family",
    "J": "Workforce",
    "K": "Multi-agency work and learning",
    "L": "Data and burden",
}


@dataclass(frozen=True)
class Entry:
    """One place of the catalogue. `fed_by` are the indicators that give it, none where it `waits_for` something."""

    id: str
    title: str
    burden: str
    needed: str
    better: str
    origins: tuple[str, ...]
    source: str
    waits_for: str
    fed_by: tuple[Indicator, ...]

    @property
    def section(self) -> str:
        return SECTIONS[self.id[0]]


@cache
def catalogue() -> Mapping[str, Entry]:
    """
    Every entry by its id, in order.

    >>> len(catalogue()), catalogue()["D2"].title
    (146, 'Assessments completed within 45 working days')
    """
    fed: dict[str, list[Indicator]] = {}
    for one in INDICATORS:
        fed.setdefault(one.id, []).append(one)
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: _entry(row, tuple(fed.get(row["id"], ()))) for row in csv.DictReader(file)}


def _entry(row: dict[str, str], fed_by: tuple[Indicator, ...]) -> Entry:
    origins = tuple(part.strip() for part in row["origin"].split(";") if part.strip())
    facts = (row[name] for name in ("id", "title", "burden", "needed", "better"))
    return Entry(*facts, origins, row["source"], row["waits_for"], fed_by)


def share_without_burden() -> float:
    """The share of the catalogue that asks nobody to enter anything (indicator L4)."""
    return sum(entry.burden == "0" for entry in catalogue().values()) / len(catalogue())
