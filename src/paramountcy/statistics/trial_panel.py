"""
What a trial is judged on: one figure for each area (or team) and period, and how each changed around a start.

An area counts once, by its mean after less its mean before: months of one area are no independent witnesses
(Bertrand, Duflo & Mullainathan 2004, Q J Econ 119:249).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from paramountcy.statistics import words
from paramountcy.statistics.shape import CannotSay, Floats, LeftOut


@dataclass(frozen=True)
class Panel:
    """`value` has a row for each area and a column for each period, in order of time; NaN where not known."""

    areas: tuple[str, ...]
    periods: tuple[int, ...]
    value: Floats

    @classmethod
    def of_frame(
        cls, frame: pl.DataFrame, *, area: str = "area", period: str = "period", value: str = "value"
    ) -> "Panel":
        """From a row for each area and period; periods are whole numbers in order of time."""
        table = frame.select(
            pl.col(area).cast(pl.String).alias("area"),
            pl.col(period).cast(pl.Int64).alias("period"),
            pl.col(value).cast(pl.Float64).alias("value"),
        )
        twice = table.filter(pl.struct("area", "period").is_duplicated())
        if twice.height:
            raise ValueError(f"{twice['area'][0]} has two figures for period {twice['period'][0]}: give one")
        areas = table["area"].unique().sort().to_list()
        periods = table["period"].unique().sort().to_list()
        places = {name: place for place, name in enumerate(areas)}
        columns = {name: place for place, name in enumerate(periods)}
        grid = np.full((len(areas), len(periods)), np.nan)
        for name, when, figure in table.iter_rows():
            grid[places[name], columns[when]] = np.nan if figure is None else figure
        return cls(tuple(areas), tuple(periods), grid)

    def only(self, areas: Sequence[str]) -> "Panel":
        """The same for these areas, in this order. Raises CannotSay for an area without any figure."""
        places = {name: place for place, name in enumerate(self.areas)}
        unknown = [name for name in areas if name not in places]
        if unknown:
            raise CannotSay(f"there are no figures for {words.together(unknown, most=5)}")
        return Panel(tuple(areas), self.periods, self.value[[places[name] for name in areas]])

    def place(self, start: int) -> int:
        if start not in self.periods:
            raise CannotSay(f"there are no figures for period {start}, in which the trial starts")
        return self.periods.index(start)

    def change(self, start: int, before: int, after: int) -> Floats:
        """
        For each area the mean of `after` periods from `start` on less the mean of the `before` periods up to it.

        NaN where any of them is not known. Raises CannotSay where there are not so many periods.
        """
        return change(self.value, self.place(start), before, after)


def change(value: Floats, place: int, before: int, after: int) -> Floats:
    """As Panel.change, for any array whose last axis is time."""
    if before < 1 or after < 1:
        raise ValueError("a change needs at least one period before and one after")
    if place < before or value.shape[-1] - place < after:
        raise CannotSay(
            f"a change needs {words.how_many(before, 'period')} before the start and {after} from it on; "
            f"there are {place} and {value.shape[-1] - place}"
        )
    return value[..., place : place + after].mean(axis=-1) - value[..., place - before : place].mean(axis=-1)


@dataclass(frozen=True)
class Design:
    """
    Who tries what from when, beside whom: fixed before the start.

    `treated` gives each area's first period; areas that start together are a wave. `strata`, where given, names a group
    for each area, and chance shuffles treated and comparators only within groups.
    """

    treated: Mapping[str, int]
    comparators: tuple[str, ...]
    before: int
    after: int
    strata: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        both = [name for name in self.comparators if name in self.treated]
        if both:
            raise ValueError(f"{words.together(both, most=5)} can't be both in the trial and a comparator")
        if not self.treated or not self.comparators:
            raise ValueError("a trial needs at least one area that tries and one comparator")
        if len(set(self.comparators)) < len(self.comparators):
            raise ValueError("a comparator is named twice")
        if self.strata is not None:
            without = [name for name in (*self.treated, *self.comparators) if name not in self.strata]
            if without:
                raise ValueError(f"{words.together(without, most=5)} have no stratum: give each area one")

    @property
    def waves(self) -> tuple[int, ...]:
        return tuple(sorted(set(self.treated.values())))


@dataclass(frozen=True)
class Laid:
    """A design laid on a panel: the areas with figures, and the wave of each (a place in `waves`; -1: a comparator)."""

    panel: Panel
    design: Design
    wave: np.ndarray
    stratum: np.ndarray
    left_out: LeftOut

    @property
    def exposure(self) -> Floats:
        """1 where an area is under the trial in a period, 0 elsewhere: a row for each area."""
        firsts = np.array([self.panel.place(start) for start in self.design.waves])
        begins = np.where(self.wave >= 0, firsts[self.wave], len(self.panel.periods))
        return (np.arange(len(self.panel.periods)) >= begins[:, None]).astype(float)

    def changes(self, value: Floats) -> Floats:
        """The change of each row around the start of each wave: a column for each wave."""
        parts = [
            change(value, self.panel.place(start), self.design.before, self.design.after) for start in self.design.waves
        ]
        return np.column_stack(parts)

    def steps(self, value: Floats, steps: int) -> Floats:
        """The value so many periods after each wave's start (0 the first) less that just before it."""
        columns = []
        for start in self.design.waves:
            place = self.panel.place(start)
            columns.append(value[:, place + steps] - value[:, place - 1])
        return np.column_stack(columns)


def lay(panel: Panel, design: Design) -> Laid:
    """Lay a design on figures. Areas with a gap in the periods needed are left out and named; raises CannotSay."""
    names = [*design.treated, *design.comparators]
    why = {name: "no figures" for name in names if name not in panel.areas}
    used = panel.only([name for name in names if name not in why])
    parts = [used.change(start, design.before, design.after) for start in design.waves]
    known = np.isfinite(np.column_stack(parts).sum(axis=1))
    why |= {name: "a gap in the figures" for name, keep in zip(used.areas, known, strict=True) if not keep}
    kept = [name for name, keep in zip(used.areas, known, strict=True) if keep]
    wave = np.array([design.waves.index(design.treated[name]) if name in design.treated else -1 for name in kept])
    if not (wave >= 0).any() or (wave < 0).sum() < 2:
        raise CannotSay(
            f"no trial area, or fewer than 2 comparators, have all the figures. {LeftOut(why).says}".strip()
        )
    strata = design.strata or {}
    groups = np.unique([strata.get(name, "") for name in kept], return_inverse=True)[1]
    return Laid(used.only(kept), design, wave, groups, LeftOut(why))
