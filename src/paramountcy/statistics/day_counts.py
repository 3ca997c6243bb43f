"""
Day counts: how many cases were finished, and how many were still open, after each number of days.

This is all that the study of waiting needs, however many the cases: England's assessments of a year are a few hundred
rows. Day counts of teams add up to those of their authority, and of authorities to the nation.

Days are counted as everywhere in this project: the first day is day 0, so same-day work has 0 days. They are working
days unless `counted_in` says otherwise; only sentences depend on it.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from paramountcy.statistics.shape import Integers

WORKING_DAYS = "working days"

LONGEST = 20_000
"""Days beyond which a wait is a mistake in a date: over fifty years."""


@dataclass(frozen=True)
class DayCounts:
    """
    Counts by day, days ascending, none twice.

    `completed`: cases finished after `day` days. `still_open`: cases not finished when they were last seen, after `day`
    days (open on the day the data were taken, or moved away). `entered`: cases that were already `day` days old when
    watching began, and are known only because they were still open then; they count as waiting from the day after.
    All others are watched from their start.
    """

    day: Integers
    completed: Integers
    still_open: Integers
    entered: Integers
    counted_in: str = WORKING_DAYS

    @classmethod
    def of(
        cls,
        day: ArrayLike,
        completed: ArrayLike,
        still_open: ArrayLike,
        entered: ArrayLike | None = None,
        *,
        counted_in: str = WORKING_DAYS,
    ) -> "DayCounts":
        """From columns of counts in any order; rows of the same day add up. Raises ValueError for impossible ones."""
        days = _whole(day, "days")
        columns = [
            np.zeros_like(days) if column is None else _whole(column, name)
            for name, column in (("completed", completed), ("still open", still_open), ("entered", entered))
        ]
        if any(len(column) != len(days) for column in columns):
            raise ValueError("the columns of a day count are not equally long")
        if len(days) and days.max() > LONGEST:
            raise ValueError(f"a wait of {days.max():,} days is longer than a life as a child: check the dates")
        unique, place = np.unique(days, return_inverse=True)
        totals = [np.bincount(place, weights=column, minlength=len(unique)).astype(np.int64) for column in columns]
        counts = cls(unique, *totals, counted_in=counted_in)
        if counts.watched_from_start < 0:
            raise ValueError("more cases entered than ended: each case that enters is also completed or still open")
        return counts

    @classmethod
    def of_frame(
        cls,
        frame: pl.DataFrame,
        *,
        day: str = "day",
        completed: str = "completed",
        still_open: str = "still_open",
        entered: str | None = None,
        counted_in: str = WORKING_DAYS,
    ) -> "DayCounts":
        """From a table with a row for each day (or several); a null count is nought, a null day is refused."""
        if frame[day].null_count():
            raise ValueError(f"{frame[day].null_count():,} rows have no day: a case without dates can't be counted")
        names = [name for name in (day, completed, still_open, entered) if name is not None]
        return cls.of(*(frame[name].fill_null(0).to_numpy() for name in names), counted_in=counted_in)

    @classmethod
    def of_cases(
        cls,
        days: ArrayLike,
        finished: ArrayLike,
        entered_after: ArrayLike | None = None,
        *,
        counted_in: str = WORKING_DAYS,
    ) -> "DayCounts":
        """
        From one row for each case: its days so far, and whether it is finished. `entered_after` is how many days
        old it was when watching began, negative for a case watched from its start.

        >>> DayCounts.of_cases([3, 3, 9], [True, False, True])
        3 cases, 1 still open, days 3 to 9
        """
        long = _whole(days, "days")
        done = np.asarray(finished, dtype=bool)
        none = np.zeros_like(long)
        if entered_after is None:
            return cls.of(long, done, ~done, counted_in=counted_in)
        entry = np.asarray(entered_after, dtype=np.int64)
        if (entry >= long).any():
            raise ValueError("a case ended before, or on the day, watching began: leave it out")
        late = entry >= 0
        return cls.of(
            np.concatenate([long, entry[late]]),
            np.concatenate([done, none[late]]),
            np.concatenate([~done, none[late]]),
            np.concatenate([none, np.ones(late.sum(), dtype=np.int64)]),
            counted_in=counted_in,
        )

    def __add__(self, other: "DayCounts") -> "DayCounts":
        if self.counted_in != other.counted_in:
            raise ValueError(f"{self.counted_in} and {other.counted_in} do not add up")
        return DayCounts.of(
            np.concatenate([self.day, other.day]),
            np.concatenate([self.completed, other.completed]),
            np.concatenate([self.still_open, other.still_open]),
            np.concatenate([self.entered, other.entered]),
            counted_in=self.counted_in,
        )

    def __repr__(self) -> str:
        span = f", days {self.day[0]} to {self.day[-1]}" if len(self.day) else ""
        return f"{self.n:,} cases, {int(self.still_open.sum()):,} still open{span}"

    @property
    def n(self) -> int:
        """How many cases there are."""
        return int(self.completed.sum() + self.still_open.sum())

    @property
    def watched_from_start(self) -> int:
        return self.n - int(self.entered.sum())

    @property
    def at_risk(self) -> Integers:
        """For each day, how many were still waiting when it began: those that could be completed on it."""
        gone = np.cumsum(self.completed + self.still_open)
        came = np.cumsum(self.entered)
        before = np.concatenate([[0], (came - gone)[:-1]]) if len(self.day) else np.zeros(0, dtype=np.int64)
        return self.watched_from_start + before


def _whole(column: ArrayLike, name: str) -> Integers:
    """A column as whole numbers from 0. Raises ValueError where it holds anything else."""
    values = np.atleast_1d(np.asarray(column))
    whole = values.astype(np.int64)
    if (whole != values).any() or (whole < 0).any():
        raise ValueError(f"the {name} of a day count are whole numbers from 0: check the dates they were made from")
    return whole
