"""
The official percentage and the honest one, and the sentence that reconciles them.

"Completed within 45 days, of those completed in the year" is what the Department for Education publishes. It leaves
out what is still open. Counting that too, from the start of each case, gives the share done by the limit; both are
right answers, to different questions.
"""

from dataclasses import dataclass

from paramountcy.statistics.day_counts import DayCounts
from paramountcy.statistics.intervals import share
from paramountcy.statistics.shape import CONFIDENCE, POINTS, CannotSay, Estimate
from paramountcy.statistics.timeliness import curve, share_done

ALIKE = 0.005
"""Shares less than half a percentage point apart are told as the same."""


@dataclass(frozen=True)
class Reconciled:
    """Both shares, what is open, and what of it is past the limit already."""

    official: Estimate
    honest: Estimate
    limit: int
    still_open: int
    past_limit: int
    counted_in: str
    what: str

    @property
    def flatters(self) -> float | None:
        """By how much the official share is above the honest one, from 0 to 1; None where either is missing."""
        if self.official.value is None or self.honest.value is None:
            return None
        return self.official.value - self.honest.value

    @property
    def says(self) -> str:
        within = f"within {self.limit} {self.counted_in}"
        gap = self.flatters
        if self.official.value is None:
            return f"None of the {self.what} was completed, so there is no official percentage {within}."
        percentage = self.official.unit.write(self.official.value)
        official = f"Of the {self.what} that were completed, {percentage} were done {within}"
        if gap is None:
            return f"{official}. What share of all that were started is not known: {self.honest.why_not}."
        if not self.still_open:
            waiting = "None is still open"
        else:
            past = f"{self.past_limit:,} of them past" if self.past_limit else "none of them past"
            waiting = f"That leaves out {self.still_open:,} still open, {past} the limit"
        honest = f"counting every one from its start, {self.honest.says} were done {within}"
        if abs(gap) < ALIKE or (self.honest.lower or 0.0) <= self.official.value <= (self.honest.upper or 1.0):
            return f"{official}. {waiting}; {honest}. As far as these numbers can tell, the two agree."
        apart = POINTS.write(abs(gap))
        side = f"flatters by {apart}" if gap > 0 else f"is too harsh by {apart}"
        return f"{official}. {waiting}; {honest}. The official percentage {side}."


def reconcile(
    *,
    completed_within: int,
    completed: int,
    started: DayCounts,
    limit: int = 45,
    confidence: float = CONFIDENCE,
    what: str = "assessments",
) -> Reconciled:
    """
    The official share (of those completed in the period) beside the honest one (of those started in it).

    `started` are the day counts of all that were started in the period, open ones with their days so far.
    Raises CannotSay where nothing was started.
    """
    if not started.n:
        raise CannotSay(f"no {what} were started, so there is nothing to set beside the official percentage")
    honest = share_done(curve(started), (limit,), confidence=confidence)[0]
    return Reconciled(
        share(completed_within, completed, confidence=confidence),
        honest,
        limit,
        int(started.still_open.sum()),
        int(started.still_open[started.day > limit].sum()),
        started.counted_in,
        what,
    )
