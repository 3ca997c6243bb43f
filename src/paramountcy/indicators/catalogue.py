"""
The whole catalogue: every indicator that is asked for or needed, those that nothing feeds yet too.

`catalogue.csv` holds the facts of each, in our words: its place, title, burden (0: nobody enters anything for it; 1:
already in the authority's own system; 2: a feed from a partner; 3: something new to enter), whether it is required
nationally or needed locally, its direction, who asks, and where it comes from. `waits_for` says why one is not fed, or
what of it the published tables do not have.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from paramountcy.indicators.published import Published, published
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
    """
    One place of the catalogue. `fed_by` are the indicators that give it from an area's own returns, `printed` the
    figures of the published tables that do; it `waits_for` something where there is neither, or only part of it.
    """

    id: str
    title: str
    burden: str
    needed: str
    better: str
    origins: tuple[str, ...]
    source: str
    waits_for: str
    fed_by: tuple[Indicator, ...]
    printed: tuple[Published, ...]

    @property
    def is_fed(self) -> bool:
        return bool(self.fed_by or self.printed)

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
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: _entry(row) for row in csv.DictReader(file)}


def _entry(row: dict[str, str]) -> Entry:
    origins = tuple(part.strip() for part in row["origin"].split(";") if part.strip())
    facts = (row[name] for name in ("id", "title", "burden", "needed", "better"))
    fed_by = tuple(one for one in INDICATORS if one.id == row["id"])
    printed = tuple(one for one in published().values() if one.id == row["id"])
    return Entry(*facts, origins, row["source"], row["waits_for"], fed_by, printed)


def share_without_burden() -> float:
    """The share of the catalogue that asks nobody to enter anything (indicator L4)."""
    return sum(entry.burden == "0" for entry in catalogue().values()) / len(catalogue())
