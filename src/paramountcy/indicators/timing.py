"""What day counts can bear: each group's waiting, quartiles, bunching and returning, by the statistics room."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from paramountcy.indicators.availability import GIVEN, TOO_FEW
from paramountcy.indicators.kinds import Bunching, MeanWait, OfDays, Returning, Typical, Waiting
from paramountcy.statistics.bunching import bunching
from paramountcy.statistics.day_counts import DayCounts
from paramountcy.statistics.incidence import WINDOWS, ReturnCounts, incidence
from paramountcy.statistics.shape import CannotSay, Estimate, Integers
from paramountcy.statistics.timeliness import Curve, curve, days_until, restricted_mean, share_done

KEY = ("area", "breakdown", "group")
COUNTED = ("day", "completed", "ruled_out", "still_open")

QUARTILES = {0.25: "lower quartile", 0.5: "median", 0.75: "upper quartile"}


Told = Estimate | CannotSay
"""An estimate, or why there is none."""


@dataclass(frozen=True)
class Cases:
    """The day counts of one group."""

    key: tuple[str, str, str]
    day: Integers
    completed: Integers
    ruled_out: Integers
    still_open: Integers

    @property
    def n(self) -> int:
        return int(self.completed.sum() + self.ruled_out.sum() + self.still_open.sum())


ROWS = {
    **dict.fromkeys((*KEY, "category"), pl.String()),
    "denominator": pl.Int64(),
    **dict.fromkeys(("value", "lower", "upper"), pl.Float64()),
    **dict.fromkeys(("unit", "method", "status", "why"), pl.String()),
}


def categories(kind: OfDays) -> list[str]:
    """What the figures of a kind are told apart by, in the order in which they are shown."""
    if isinstance(kind, Typical):
        return list(QUARTILES.values())
    if isinstance(kind, Bunching):
        return [f"limit of {limit} {kind.counted_in}" for limit in kind.limits]
    if isinstance(kind, MeanWait):
        return [f"up to day {day}" for day in kind.by]
    if isinstance(kind, (Waiting, Returning)):
        return [f"within {WINDOWS[day]}" if day in WINDOWS else f"by day {day}" for day in kind.by]
    raise TypeError(f"{type(kind).__name__} is not a figure of time")


def timed(kind: OfDays, day_counts: pl.DataFrame) -> pl.DataFrame:
    """The figures of every group that has any cases, in the columns ROWS. `day_counts` are of one indicator."""
    estimate = _ESTIMATES[type(kind)]
    names = categories(kind)
    rows = []
    for cases in _groups(day_counts):
        try:
            found = list(estimate(kind, cases))
        except CannotSay as why:
            rows.extend((*cases.key, name, cases.n, None, None, None, "", "", TOO_FEW, str(why)) for name in names)
            continue
        for name, one in zip(names, found, strict=True):
            if isinstance(one, CannotSay):
                rows.append((*cases.key, name, cases.n, None, None, None, "", "", TOO_FEW, str(one)))
                continue
            status = GIVEN if one.value is not None else TOO_FEW
            made = (one.value, one.lower, one.upper, one.unit.name, one.method.name, status, one.why_not)
            rows.append((*cases.key, name, cases.n, *made))
    return pl.DataFrame(rows, schema=ROWS, orient="row")


def _groups(day_counts: pl.DataFrame) -> Iterator[Cases]:
    rows = day_counts.sort(*KEY, "day")
    if rows.is_empty():
        return
    run = rows.select(pl.struct(KEY).rle_id().alias("run"))["run"].to_numpy()
    begins = np.flatnonzero(np.diff(run, prepend=-1))
    keys = rows[begins.tolist()].select(KEY).rows()
    columns = [np.split(rows[name].to_numpy(), begins[1:]) for name in COUNTED]
    for key, *parts in zip(keys, *columns, strict=True):
        yield Cases(key, *parts)


def _curve(kind: OfDays, cases: Cases) -> Curve:
    return curve(DayCounts.of(cases.day, cases.completed, cases.still_open, counted_in=kind.counted_in))


def _typical(kind: Typical, cases: Cases) -> Iterator[Estimate]:
    of = _curve(kind, cases)
    return (days_until(of, share) for share in QUARTILES)


def _waiting(kind: Waiting, cases: Cases) -> Iterator[Estimate]:
    return iter(share_done(_curve(kind, cases), kind.by))


def _mean(kind: MeanWait, cases: Cases) -> Iterator[Told]:
    of = _curve(kind, cases)
    return (_said(lambda limit=limit: restricted_mean(of, limit)) for limit in kind.by)


def _bunching(kind: Bunching, cases: Cases) -> Iterator[Told]:
    return (_said(lambda limit=limit: bunching(cases.day, cases.completed, limit=limit).ratio) for limit in kind.limits)


def _said(make: Callable[[], Estimate]) -> Told:
    """One of several estimates, or why it alone can't be given."""
    try:
        return make()
    except CannotSay as why:
        return why


def _returning(kind: Returning, cases: Cases) -> Iterator[Estimate]:
    counts = ReturnCounts.of(cases.day, cases.completed, cases.ruled_out, cases.still_open)
    return iter(incidence(counts, kind.by))


_ESTIMATES: dict[type, Callable[..., Iterator[Told]]] = {
    Typical: _typical,
    Waiting: _waiting,
    MeanWait: _mean,
    Bunching: _bunching,
    Returning: _returning,
}
