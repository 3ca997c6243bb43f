"""
Funnels: which areas differ by more than chance and the usual differences between areas.

Large areas differ "significantly" on almost everything, because areas differ and large numbers see it: a plain funnel
calls two thirds of England outliers on re-referral. Spiegelhalter (2005) widens the limits by what areas usually
differ by (overdispersion): areas' distances from the mean are winsorised, so that outliers do not hide themselves;
what is more than chance becomes a variance between areas, tau². Nothing here is a rank; outside is a question, not a
verdict.

Winsorising is not made up for, as in the source: where areas differ like a bell curve, tau comes out about a quarter
too small, and about two areas in a hundred fall outside with nothing unusual about them. `expected_outside` says how
many.

Areas with fewer than five events (or, for shares, fewer than five without) are outside what these formulas can bear.
They take no part in the spread and are set beside exact limits that allow for chance alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from paramountcy.statistics import words
from paramountcy.statistics.shape import (
    EVIDENCE,
    POINTS,
    SHARE,
    Bools,
    CannotSay,
    Floats,
    LeftOut,
    Method,
    Unit,
    floats,
    rate_per,
)

FUNNEL = Method(
    "funnel, additive overdispersion, 10% winsorised",
    "Spiegelhalter 2005, Stat Med 24:1185; 2005, Qual Saf Health Care 14:347",
)
EXACT = Method("exact limits, chance alone", "Spiegelhalter 2005, Stat Med 24:1185, section A.1")

FEWEST_EVENTS = 5
FEWEST_AREAS = 10
WINSORISED = 0.10
INNER, OUTER = 2.0, 3.0
"""Standard deviations at which the two pairs of limits are drawn."""

Kind = Literal["share", "rate"]


@dataclass(frozen=True)
class Funnel:
    """
    `areas` has a row for each area judged: area, count, out_of, value, expected (the mean), z (distance in standard
    deviations of chance alone), z_adjusted, lower_2, upper_2, lower_3, upper_3, limits ("overdispersed" or "exact"),
    outside_2 and outside_3 ("above", "below" or "").

    `mean` is theta0, `phi` how many times the usual squared distance exceeds chance, `tau` the spread between areas in
    the unit of the values. `naive_outside_3` counts areas outside limits that allow for chance alone;
    `expected_outside` is how many would be outside the overdispersed ones if areas differed like a bell curve and none
    was unusual.
    """

    areas: pl.DataFrame
    kind: Kind
    unit: Unit
    per: int
    mean: float
    phi: float
    tau: float
    n: int
    naive_outside_3: int
    expected_outside: float
    left_out: LeftOut
    method: Method
    what: str

    @property
    def outside(self) -> pl.DataFrame:
        """The areas outside the outer overdispersed limits."""
        return self.areas.filter((pl.col("outside_3") != "") & (pl.col("limits") == "overdispersed"))

    @property
    def small(self) -> pl.DataFrame:
        """The areas too small for those limits, with exact ones."""
        return self.areas.filter(pl.col("limits") == "exact")

    @cached_property
    def by_area(self) -> Mapping[str, Mapping[str, Any]]:
        """The row of each area judged, by its name."""
        return {row["area"]: row for row in self.areas.iter_rows(named=True)}

    @property
    def says(self) -> str:
        average = f"{self.what}: {self.unit.write(self.mean)} over all {self.n} areas"
        spread = POINTS if self.kind == "share" else self.unit
        if not self.tau:
            told = [f"{average}. The areas differ by no more than chance would make them."]
        else:
            told = [f"{average}. Beyond chance, areas usually differ by {spread.write(self.tau)}."]
        beyond = self.outside
        allowed = "chance and these usual differences allow" if self.tau else "chance allows"
        if beyond.height:
            named = [f"{row['area']} ({row['outside_3']})" for row in beyond.iter_rows(named=True)]
            usual = words.number(self.expected_outside, 0)
            told.append(
                f"Outside what {allowed}: {words.together(named, most=12)}; "
                f"{'none' if usual == '0' else f'about {usual}'} would be with nothing unusual."
            )
        else:
            told.append(f"None is outside what {allowed}.")
        if self.naive_outside_3 > beyond.height:
            told.append(f"Limits that allow for chance alone would call {self.naive_outside_3} outliers.")
        if self.small.height:
            named = words.together(self.small["area"].to_list(), most=12)
            told.append(f"Too few events to be judged by the same limits: {named}.")
        return " ".join([*told, self.left_out.says]).strip()

    def says_of(self, area: str) -> str:
        """One area's place in the funnel, in a sentence; also where it was left out."""
        if area in self.left_out.why:
            return f"{area} is not in the comparison: {self.left_out.why[area]}."
        row = self.by_area.get(area)
        if row is None:
            raise KeyError(f"{area!r} is not among the {self.n} areas compared")
        value, mean = self.unit.write(row["value"]), self.unit.write(self.mean)
        told = f"{area}: {value}, against {mean} over all areas"
        if row["limits"] == "exact":
            side = row["outside_3"]
            more = f"{side} the exact limits of chance" if side else "within the exact limits of chance"
            few = words.how_many(row["count"], "event")
            return f"{told}. With {few} of {words.number(row['out_of'], 0)} it is {more}; so few can say little."
        if row["outside_3"]:
            return f"{told}. That is {row['outside_3']} what chance and the usual differences between areas allow."
        if row["outside_2"]:
            return f"{told}. That is {row['outside_2']} most areas, yet within what differences between areas allow."
        return f"{told}. That is within what chance and the usual differences between areas allow."

    def limits(self, out_of: ArrayLike) -> pl.DataFrame:
        """The overdispersed limits at these sizes, for drawing: out_of, lower_3, lower_2, upper_2, upper_3."""
        (size,) = floats(out_of)
        error = np.sqrt(self.per**2 * _variance(self.mean / self.per, size, self.kind) + self.tau**2)
        ends = {f"{side}_{at:.0f}": self.mean + sign * at * error for at in (INNER, OUTER) for side, sign in SIDES}
        return pl.DataFrame({"out_of": size, **{name: _possible(end, self.kind) for name, end in ends.items()}})


SIDES = (("lower", -1), ("upper", 1))


def funnel(
    area: Sequence[str],
    count: ArrayLike,
    out_of: ArrayLike,
    *,
    kind: Kind = "share",
    per: int = 10_000,
    winsorised: float = WINSORISED,
    what: str = "Share",
) -> Funnel:
    """
    A funnel of areas' shares (events out of cases) or rates (events out of a population).

    Areas without a count, or with nothing to count from, are left out and named with the reason. Raises CannotSay with
    fewer than 10 areas, or without events, and ValueError for impossible counts.
    """
    y, n = floats(count, out_of)
    if len(area) != len(y):
        raise ValueError("the areas and their counts are not equally many")
    if (y < 0).any() or (kind == "share" and (y > n).any()):
        raise ValueError("a count is below nought, or larger than what it is out of")
    kept = ~np.isnan(y) & (n > 0)
    why = {
        name: "nothing to count from" if size == 0 else "not known"
        for name, size, keep in zip(area, n, kept, strict=True)
        if not keep
    }
    names, y, n = [name for name, keep in zip(area, kept, strict=True) if keep], y[kept], n[kept]
    few = (y < FEWEST_EVENTS) | ((n - y < FEWEST_EVENTS) if kind == "share" else np.zeros(len(y), dtype=bool))
    if (~few).sum() < FEWEST_AREAS:
        raise CannotSay(f"{(~few).sum()} areas with {FEWEST_EVENTS} events or more: a funnel needs {FEWEST_AREAS}")
    mean = float(y.sum() / n.sum())
    error = np.sqrt(_variance(mean, n, kind))
    z = (y / n - mean) / error
    phi, tau = overdispersion(z[~few], error[~few], winsorised)
    unit, per = (SHARE, 1) if kind == "share" else (rate_per(per), per)
    table = _judged(names, y, n, few, mean=mean, tau=tau, kind=kind, per=per).with_columns(pl.Series("z", z))
    return Funnel(
        areas=table,
        kind=kind,
        unit=unit,
        per=per,
        mean=mean * per,
        phi=phi,
        tau=tau * per,
        n=int((~few).sum()),
        naive_outside_3=int((np.abs(z[~few]) > OUTER).sum()),
        expected_outside=_expected_outside(error[~few], phi, tau, winsorised),
        left_out=LeftOut(why),
        method=FUNNEL,
        what=what,
    )


def overdispersion(z: Floats, error: Floats, winsorised: float = WINSORISED) -> tuple[float, float]:
    """phi, the mean squared winsorised z, and tau, the additive spread between areas that explains what exceeds 1."""
    size = len(z)
    clipped = np.clip(z, *np.quantile(z, [winsorised, 1 - winsorised]))
    phi = float((clipped**2).sum() / size)
    return phi, _tau(phi, error)


def _tau(phi: float, error: Floats) -> float:
    size, weight = len(error), 1 / error**2
    if phi <= (size - 1) / size:
        return 0.0
    return float(np.sqrt((size * phi - (size - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())))


def _expected_outside(error: Floats, phi: float, tau: float, winsorised: float) -> float:
    """Areas beyond the outer limits if the true spread is the bell curve that would give this phi on average."""
    with EVIDENCE:
        from scipy.special import ndtr

    def phi_of(spread: float) -> float:
        deviation = np.sqrt(1 + (spread / error) ** 2)
        cut = _bisect(lambda at: float(ndtr(-at / deviation).mean()) < winsorised, 10 * float(deviation.max()))
        at = cut / deviation
        density = np.exp(-(at**2) / 2) / np.sqrt(2 * np.pi)
        inside = deviation**2 * (2 * ndtr(at) - 1 - 2 * at * density)
        return float((inside + 2 * cut**2 * ndtr(-at)).mean())

    widest = float(error.max()) * 10 * np.sqrt(1 + phi)
    true = 0.0 if phi_of(0.0) >= phi else _bisect(lambda spread: phi_of(spread) >= phi, widest)
    beyond = OUTER * np.sqrt((error**2 + tau**2) / (error**2 + true**2))
    return float(2 * ndtr(-beyond).sum())


def _bisect(reached: Callable[[float], bool], high: float) -> float:
    """The smallest number from 0 to `high` at which it is reached, to a millionth of `high`."""
    low = 0.0
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def _judged(
    names: list[str], y: Floats, n: Floats, few: Bools, *, mean: float, tau: float, kind: Kind, per: int
) -> pl.DataFrame:
    value = y / n
    error = np.sqrt(_variance(mean, n, kind) + tau**2)
    columns: dict[str, ArrayLike] = {}
    for at in (INNER, OUTER):
        lower, upper = mean - at * error, mean + at * error
        if few.any():
            lower[few], upper[few] = (end / n[few] for end in _exact_limits(n[few], mean, at, kind))
        columns[f"lower_{at:.0f}"], columns[f"upper_{at:.0f}"] = (per * _possible(end, kind) for end in (lower, upper))
        columns[f"outside_{at:.0f}"] = np.where(
            value > upper + 1e-12, "above", np.where(value < lower - 1e-12, "below", "")
        )
    return pl.DataFrame(
        {
            "area": names,
            "count": y,
            "out_of": n,
            "value": per * value,
            "expected": np.full(len(y), per * mean),
            "z_adjusted": (value - mean) / error,
            "limits": np.where(few, "exact", "overdispersed"),
            **columns,
        }
    )


def _exact_limits(n: Floats, mean: float, at: float, kind: Kind) -> tuple[Floats, Floats]:
    """The counts between which chance alone keeps an area of this size, as often as `at` standard deviations would."""
    with EVIDENCE:
        from scipy.special import bdtr, bdtrik, ndtr, pdtr, pdtrik
    law = (
        (lambda count: bdtr(count, n.astype(np.int64), mean), lambda share: bdtrik(share, n, mean))
        if kind == "share"
        else (lambda count: pdtr(count, n * mean), lambda share: pdtrik(share, n * mean))
    )
    return _first_count(*law, float(ndtr(-at))), _first_count(*law, float(ndtr(at)))


def _first_count(up_to: Callable[[Floats], Floats], near: Callable[[float], Floats], share: float) -> Floats:
    """The least count up to which chance stays so often. `near` says where, but not always to the last count."""
    count = np.maximum(np.ceil(near(share)), 0)
    one_less = np.maximum(count - 1, 0)
    return np.where(up_to(one_less) >= share, one_less, count)


def _variance(mean: float, n: Floats, kind: Kind) -> Floats:
    return mean * (1 - mean) / n if kind == "share" else mean / n


def _possible(end: Floats, kind: Kind) -> Floats:
    return np.clip(end, 0, 1 if kind == "share" else None)
