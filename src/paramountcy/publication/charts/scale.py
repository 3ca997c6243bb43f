"""From values to places on the paper: a straight scale with sensible ticks, and how the ticks are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from paramountcy.statistics import words
from paramountcy.statistics.shape import Unit

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
LARGEST = 1e15
"""Values beyond this are mistakes, and are not drawn."""

SMALLEST = 1e-9
LONG_NUMBERS = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` stand from `start` to `end` on the paper."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True)
class Ticks:
    """The ends of a scale, its ticks, and how each is written. `cut` says that the scale does not hold 0."""

    low: float
    high: float
    at: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def cut(self) -> bool:
        return self.low > 0 or self.high < 0

    def scale(self, start: float, end: float) -> Scale:
        return Scale(self.low, self.high, start, end)


def known(value: float | None) -> float | None:
    """The value where it can be drawn: a finite number of a sensible size."""
    if value is None or not isfinite(value) or abs(value) > LARGEST:
        return None
    return float(value)


def ticks(values: Iterable[float | None], unit: Unit, *, from_zero: bool = True, most: int = 5) -> Ticks:
    """
    Round numbers around the values; with `from_zero` 0 is one of them.

    >>> from paramountcy.statistics.shape import SHARE
    >>> ticks([0.219, 0.234], SHARE).labels, ticks([0.219, 0.234], SHARE, from_zero=False).labels
    (('0%', '5%', '10%', '15%', '20%', '25%'), ('21.5%', '22.0%', '22.5%', '23.0%', '23.5%'))
    """
    shown = [value * unit.scale for value in map(known, values) if value is not None]
    low, high = (min(shown), max(shown)) if shown else (0.0, 0.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    smallest = 1.0 if unit.scale == 1 and unit.places == 0 else 0.0
    if high - low <= max(SMALLEST, SMALLEST * max(abs(low), abs(high))):
        beside = max(1.0, 0.1 * abs(low))
        low, high = (low, low + beside) if from_zero or low == 0 else (low - beside, low + beside)
    step = max(_step((high - low) / most), smallest)
    first, last = floor(low / step + SMALLEST), ceil(high / step - SMALLEST)
    if shown and min(shown) >= 0:
        first = max(first, 0)
    if unit.after == "%" and last * step > 100 >= high:
        last = floor(100 / step)
    if last <= first:
        last = first + 1
    places = max(0, -floor(log10(step) + SMALLEST))
    places += 1 if round(step * 10**places, 6) % 1 else 0
    at = [place * step for place in range(first, last + 1)]
    labels = tuple(tick(value, unit, places) for value in at)
    top = max(at[-1], high)
    return Ticks(at[0] / unit.scale, top / unit.scale, tuple(value / unit.scale for value in at), labels)


def tick(shown: float, unit: Unit, places: int) -> str:
    """
    A tick's number as it is written, without a unit but for a per cent sign.

    >>> from paramountcy.statistics.shape import NUMBER
    >>> tick(1500, NUMBER, 0), tick(2_500_000, NUMBER, 0), tick(-3e15, NUMBER, 0)
    ('1,500', '2.5 million', '−3,000 trillion')
    """
    sign = "%" if unit.after == "%" else ""
    for size, name in LONG_NUMBERS:
        if abs(shown) >= size:
            return words.number(shown / size, 2, trim=True) + name + sign
    return words.number(shown, places) + sign


def label(value: float, unit: Unit) -> str:
    """
    A figure as it is written beside its mark: very large ones in words, so that they take little room.

    >>> from paramountcy.statistics.shape import NUMBER, SHARE
    >>> label(0.234, SHARE), label(1204.0, NUMBER), label(2_345_678.0, NUMBER)
    ('23.4%', '1,204.0', '2.35 million')
    """
    shown = value * unit.scale
    return tick(shown, unit, unit.places) if abs(shown) >= LONG_NUMBERS[-1][0] else unit.bare(value)


def _step(at_least: float) -> float:
    size = 10.0 ** floor(log10(at_least))
    return next(step * size for step in STEPS if step * size >= at_least * (1 - SMALLEST))
