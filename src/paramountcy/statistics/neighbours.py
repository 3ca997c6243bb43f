"""
An area beside its statistical neighbours, as the Department for Education publishes them, and beside a region or a list
of one's own.

The lists are used as given and never worked out anew: what the model weighs, and how, is not published. Both vintages
can be asked for, as changing the list changes the comparison. The closeness label always goes with it: some areas have
no close neighbour. The middle of the neighbours and their middle half are told, not their mean, and neighbours without
a figure are left out and named. Areas are named as they are to be shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl

from paramountcy.statistics import words
from paramountcy.statistics.shape import CannotSay, Estimate, LeftOut, Method

NEIGHBOURS = Method(
    "median and quartiles of the statistical neighbours",
    "Department for Education, children's services statistical neighbour model; Benton et al. 2007, NFER",
)
GROUP = Method("median and quartiles of the group", "Hyndman & Fan 1996, Am Stat 50:361, type 7")

FEWEST = 3


class Row(NamedTuple):
    """A neighbour of an area, as a list of one vintage has it."""

    area: str
    neighbour: str
    rank: int
    closeness: str | None
    vintage: str


COLUMNS = Row._fields
CLOSE = ("extremely close", "very close", "close")


@dataclass(frozen=True)
class Group:
    """
    The areas set beside one, and the middle of their figures; `median` and quartiles are None where `why_not` says why.

    `closeness` counts the labels of the neighbours, closest first; it is empty for a region or a list of one's own.
    """

    label: str
    members: tuple[str, ...]
    known: int
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    closeness: dict[str, int]
    left_out: LeftOut
    method: Method
    why_not: str = ""


@dataclass(frozen=True)
class Beside:
    """One area's figure, and the groups it is set beside."""

    area: str
    own: Estimate
    groups: tuple[Group, ...]
    what: str

    @property
    def says(self) -> str:
        told = [f"{self.area}, {self.what}: {self.own.says}."]
        return " ".join([*told, *(self.says_of(group) for group in self.groups)])

    def says_of(self, group: Group) -> str:
        """One group in a sentence or two; a difference is told only where the interval clears the middle half."""
        low, high = group.lower_quartile, group.upper_quartile
        if group.median is None or low is None or high is None:
            return words.sentence(f"{group.label}: not given, as {group.why_not}")
        write, bare = self.own.unit.write, self.own.unit.bare
        labels = [f"{count} {label}" for label, count in group.closeness.items()]
        close = f"; {words.together(labels)}" if labels else ""
        told = (
            f"{group.label} ({group.known} of {len(group.members)} known{close}): the middle one has "
            f"{write(group.median)}, and half of them lie between {bare(low)} and {write(high)}."
        )
        if group.closeness and not any(label in CLOSE for label in group.closeness):
            told += " None of them is close, so this comparison can say little."
        return " ".join([told, self._stands(low, high), group.left_out.says]).strip()

    def _stands(self, low: float, high: float) -> str:
        own_low, own_high = self.own.lower, self.own.upper
        if self.own.value is None or own_low is None or own_high is None:
            return ""
        if own_low > high:
            return f"{self.area} is above that half."
        if own_high < low:
            return f"{self.area} is below that half."
        return f"{self.area} is not clearly different."


def beside(
    area: str,
    values: Mapping[str, Estimate],
    neighbours: pl.DataFrame | Sequence[Row],
    *,
    vintages: Iterable[str],
    also: Mapping[str, Sequence[str]] | None = None,
    what: str,
) -> Beside:
    """
    Set an area's figure beside its neighbours of each vintage, and beside the areas of each list in `also` by label.

    `neighbours` has the columns area, neighbour, rank, closeness and vintage, as published, or is rows of them. Raises
    CannotSay where the area itself has no row in `values`, and for a vintage that is not in the table.
    """
    rows = _rows(neighbours) if isinstance(neighbours, pl.DataFrame) else neighbours
    if area not in values:
        raise CannotSay(f"there is no figure for {area}, so there is nothing to set beside others")
    groups = [_neighbours(area, values, rows, vintage) for vintage in vintages]
    for label, members in (also or {}).items():
        others = [name for name in dict.fromkeys(members) if name != area]
        groups.append(_group(label, others, values, {}, GROUP))
    return Beside(area, values[area], tuple(groups), what)


def _rows(neighbours: pl.DataFrame) -> list[Row]:
    missing = [name for name in COLUMNS if name not in neighbours.columns]
    if missing:
        raise ValueError(f"a table of neighbours needs the columns {words.together(COLUMNS)}: {missing[0]} is missing")
    return [Row(*row[:-1], str(row[-1])) for row in neighbours.select(COLUMNS).iter_rows()]


def _neighbours(area: str, values: Mapping[str, Estimate], rows: Sequence[Row], vintage: str) -> Group:
    known = sorted({row.vintage for row in rows})
    if vintage not in known:
        raise CannotSay(f"there are no statistical neighbours of {vintage}: choose {words.together(known)}")
    own = sorted((row for row in rows if (row.area, row.vintage) == (area, vintage)), key=lambda row: row.rank)
    labels: dict[str, int] = {}
    for row in own:
        name = (row.closeness or "closeness not given").strip().lower()
        labels[name] = labels.get(name, 0) + 1
    title = f"Statistical neighbours of {vintage}"
    return _group(title, [row.neighbour for row in own], values, labels, NEIGHBOURS)


def _group(
    label: str, members: Sequence[str], values: Mapping[str, Estimate], closeness: dict[str, int], method: Method
) -> Group:
    why: dict[str, str] = {}
    known: list[float] = []
    for name in members:
        value = values[name].value if name in values else None
        if value is None:
            why[name] = (values[name].why_not if name in values else "") or "not known"
        else:
            known.append(value)
    low = middle = high = None
    why_not = ""
    if not members:
        why_not = "there is no list for this area"
    elif len(known) < FEWEST:
        why_not = f"only {len(known)} of {len(members)} have a figure"
    else:
        low, middle, high = (float(end) for end in np.quantile(known, [0.25, 0.5, 0.75]))
    return Group(label, tuple(members), len(known), middle, low, high, closeness, LeftOut(why), method, why_not)
