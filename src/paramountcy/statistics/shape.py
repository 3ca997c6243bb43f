"""
What a result of this room is: a number, how sure one may be of it, and how it was made.

A number never travels alone. An Estimate holds value, interval, confidence, method with its source,
and the number of observations it rests on; Estimates holds many of them as arrays. Where no value can
be given, `why_not` says why, in words, and the value is missing (None in one, NaN in arrays): never 0.

Every result of the room has `says`: a plain sentence. The sentence is the result; the number is beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist
from types import TracebackType
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from paramountcy.statistics import words

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Bools = NDArray[np.bool_]

CONFIDENCE = 0.95


class CannotSay(ValueError):
    """What was asked can't be answered from these data. The message says why, and what can be done instead."""


class MissingEvidence(Exception):
    """A library of the extra `evidence` is not installed. The message says what to install."""


class _EvidenceExtra:
    """`with EVIDENCE: import scipy` turns a missing library into a sentence."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, ImportError):
            raise MissingEvidence(
                f"{error.name or 'a library'} is not installed, and this figure needs it: "
                "pip install 'paramountcy[evidence]'"
            ) from error


EVIDENCE = _EvidenceExtra()


@dataclass(frozen=True)
class Method:
    """How a number was made: the method's name, and where it is written down."""

    name: str
    source: str


@dataclass(frozen=True)
class Unit:
    """
    What a value counts in, and how it is written. Values of shares are kept between 0 and 1.

    >>> SHARE.write(0.4567), rate_per(10_000).write(53.21), in_days("days").write(31), POINTS.write(-0.0068)
    ('45.7%', '53.2 per 10,000', '31 days', '−0.7 percentage points')
    """

    name: str
    after: str = ""
    places: int = 1
    scale: float = 1.0

    def bare(self, value: float) -> str:
        """The number without its unit, except for a per cent sign."""
        return words.number(value * self.scale, self.places) + ("%" if self.after == "%" else "")

    def write(self, value: float) -> str:
        return self.bare(value) + ("" if self.after == "%" else self.after)


SHARE = Unit("share", after="%", scale=100)
POINTS = Unit("percentage points", after=" percentage points", scale=100)
RATIO = Unit("ratio", places=2)
NUMBER = Unit("number")


def rate_per(per: int) -> Unit:
    return Unit(f"per {per:,}", after=f" per {per:,}")


def in_days(counted_in: str, places: int = 0) -> Unit:
    """Days, said to be "working days" or plain "days"; whole ones, or a mean with its decimal place."""
    return Unit(counted_in, after=f" {counted_in}", places=places)


@dataclass(frozen=True)
class Estimate:
    """
    One number with its interval and its making. `lower` or `upper` alone may be missing: an interval with no end.

    >>> wilson = Method("Wilson", "Wilson 1927")
    >>> Estimate(0.308, 0.2553, 0.3662, SHARE, wilson, n=263).says
    '30.8% (95% interval 25.5% to 36.6%)'
    """

    value: float | None
    lower: float | None
    upper: float | None
    unit: Unit
    method: Method
    n: float
    confidence: float = CONFIDENCE
    why_not: str = ""

    @property
    def says(self) -> str:
        """The number and its interval, or why there is none."""
        if self.value is None:
            return f"not given: {self.why_not}"
        return f"{self.unit.write(self.value)} ({self.interval})"

    @property
    def interval(self) -> str:
        write = self.unit.bare
        sure = f"{words.number(100 * self.confidence, 1, trim=True)}% interval"
        if self.lower is None:
            return f"no {sure}" if self.upper is None else f"{sure} up to {write(self.upper)} with no lower end"
        if self.upper is None:
            return f"{sure} from {write(self.lower)} with no upper end"
        return f"{sure} {write(self.lower)} to {write(self.upper)}"

    def row(self) -> dict[str, Any]:
        """The number as it leaves the room: one row, whole."""
        return {
            "value": self.value,
            "lower": self.lower,
            "upper": self.upper,
            "unit": self.unit.name,
            "confidence": self.confidence,
            "method": self.method.name,
            "source": self.method.source,
            "n": self.n,
            "why_not": self.why_not,
        }


@dataclass(frozen=True)
class Estimates:
    """Many estimates of one unit and confidence, as arrays of equal length. NaN where `why_not` says why."""

    value: Floats
    lower: Floats
    upper: Floats
    unit: Unit
    method: NDArray[np.object_]
    n: Floats
    why_not: NDArray[np.object_]
    confidence: float = CONFIDENCE

    def __len__(self) -> int:
        return len(self.value)

    def __getitem__(self, place: int) -> Estimate:
        return Estimate(
            _known(self.value[place]),
            _known(self.lower[place]),
            _known(self.upper[place]),
            self.unit,
            self.method[place],
            float(self.n[place]),
            self.confidence,
            self.why_not[place],
        )

    def __iter__(self) -> Iterator[Estimate]:
        return (self[place] for place in range(len(self)))

    def frame(self) -> pl.DataFrame:
        """A row for each, as Estimate.row: missing values are null, never NaN."""
        return pl.DataFrame(
            {
                "value": self.value,
                "lower": self.lower,
                "upper": self.upper,
                "unit": [self.unit.name] * len(self),
                "confidence": np.full(len(self), self.confidence),
                "method": [method.name for method in self.method],
                "source": [method.source for method in self.method],
                "n": self.n,
                "why_not": self.why_not.tolist(),
            },
            schema_overrides={"method": pl.String, "source": pl.String, "why_not": pl.String, "unit": pl.String},
        ).with_columns(pl.col("value", "lower", "upper", "n").fill_nan(None))


@dataclass(frozen=True)
class Comparison:
    """A difference, and how often chance alone would give one as large."""

    difference: Estimate
    p: float
    method: Method
    null: str
    """What was supposed in computing p: "no difference between the two"."""

    @property
    def says(self) -> str:
        return f"{self.difference.says}, {words.p_value(self.p)}"


@dataclass(frozen=True)
class LeftOut:
    """What a comparison had to leave out, each with its reason. A comparison that leaves out says so."""

    why: dict[str, str] = field(default_factory=dict)

    @property
    def says(self) -> str:
        if not self.why:
            return ""
        return "Left out: " + words.together([f"{name} ({why})" for name, why in self.why.items()], most=12) + "."


def estimates(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    *,
    unit: Unit,
    method: Method | NDArray[np.object_],
    n: ArrayLike,
    why_not: NDArray[np.object_] | None = None,
    confidence: float = CONFIDENCE,
) -> Estimates:
    """Estimates from anything array-like; value, lower and upper become NaN where `why_not` has words."""
    size = len(np.atleast_1d(np.asarray(value)))
    reasons = np.full(size, "", dtype=object) if why_not is None else why_not
    kept = np.array([not reason for reason in reasons], dtype=bool)
    parts = [np.where(kept, np.broadcast_to(np.asarray(part, float), size), np.nan) for part in (value, lower, upper)]
    made = method if isinstance(method, np.ndarray) else np.full(size, method, dtype=object)
    counted = np.broadcast_to(np.asarray(n, float), size)
    return Estimates(parts[0], parts[1], parts[2], unit, made, counted, reasons, confidence)


def normal_quantile(confidence: float) -> float:
    """
    The standard normal deviate that leaves (1 - confidence) / 2 above it.

    >>> round(normal_quantile(0.95), 4)
    1.96
    """
    if not 0.5 <= confidence < 1:
        raise ValueError(f"{confidence} is not a confidence: give a number from 0.5 to just under 1, such as 0.95")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def generator(seed: int) -> np.random.Generator:
    """Chance that repeats itself: the same seed gives the same draws, so that a figure can be made again."""
    return np.random.default_rng(seed)


def floats(*columns: ArrayLike | Sequence[float | None]) -> list[Floats]:
    """Columns as arrays of one length; None becomes NaN. Raises ValueError when their lengths differ."""
    arrays = [np.atleast_1d(np.asarray(column, dtype=float)) for column in columns]
    size = max(len(array) for array in arrays)
    if any(len(array) not in (1, size) for array in arrays):
        raise ValueError("the columns are not equally long: give one value of each for each row")
    return [np.broadcast_to(array, size) for array in arrays]


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
