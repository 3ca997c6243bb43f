"""
Which rows of successive returns tell of one event.

The census has no numbers for its referrals, assessments and plans. What is told of the same child, of the same kind
and with the same first day is one event; several such in one return are told apart by their order. What should have
been told again and was not is sought among the new rows of that child, within a month of its first day: then that day
was corrected. What is not found either is a finding, as is a row that an earlier return should have had.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from paramountcy.record.filing import Filing
from paramountcy.record.runs import numbered

NEAR = 31
"""Days by which a first day may have been corrected."""

KEY = ("person", "kind", "start", "nth")

DISAGREEMENTS = {
    "finding": pl.String(),
    "person": pl.Int64(),
    "event": pl.Int64(),
    "kind": pl.String(),
    "start": pl.Date(),
    "other": pl.Date(),
    "before": pl.Int32(),
    "now": pl.Int32(),
}
"""What two returns (`before` and `now`, as places in their order) say differently of an event that began on `start`."""


@dataclass
class Matched:
    """
    The rows with the column `event` (from 1, in the order in which events are first told); which events (`event`,
    `filing`) a corrected return of the same year left out; and what the returns disagree about.
    """

    rows: pl.DataFrame
    withdrawn: pl.DataFrame
    disagreements: pl.DataFrame


def match(rows: pl.DataFrame, filings: Sequence[Filing], above: pl.DataFrame | None = None) -> Matched:
    """
    Find the events in the rows of one table of all returns, which are in order of filing.

    Columns needed: filing, person, kind, start; `goes_on`, whether the next return should tell it again; `ended`, its
    last day or null; `in_year`, whether only the return of the year it began in need tell it; `parent`, the event
    above. `above` has the events above that each return tells (filing, event): a row without its parent is not missed
    for itself.
    """
    matcher = _Matcher(filings, above)
    told = numbered(rows, "filing", "person", "kind", "start", name="nth")
    for at in range(len(filings)):
        matcher.add(at, told.filter(pl.col("filing") == at))
    empty = pl.DataFrame(schema={"event": pl.Int64, "filing": pl.Int32})
    none = told.clear().with_columns(pl.lit(None, pl.Int64).alias("event"))
    return Matched(
        pl.concat([none, *matcher.told]),
        pl.concat([empty, *matcher.withdrawn]),
        pl.concat([pl.DataFrame(schema=DISAGREEMENTS), *matcher.disagreements]),
    )


@dataclass
class _Matcher:
    filings: Sequence[Filing]
    above: pl.DataFrame | None
    told: list[pl.DataFrame] = field(default_factory=list)
    withdrawn: list[pl.DataFrame] = field(default_factory=list)
    disagreements: list[pl.DataFrame] = field(default_factory=list)
    known: pl.DataFrame | None = None
    """Every event so far, as it was last told."""
    events: int = 0

    def add(self, at: int, rows: pl.DataFrame) -> None:
        """The rows of the next return."""
        if self.known is None:
            self.known = rows.clear().with_columns(pl.lit(None, pl.Int64).alias("event"))
        here = rows.join(self.known.select("event", *KEY), on=KEY, how="left", nulls_equal=True, maintain_order="left")
        missing = self._expected(at).join(here.select("event"), on="event", how="anti")
        moved = _nearest(here.filter(pl.col("event").is_null()), missing)
        here = here.join(
            moved, on=("person", "kind", "start", "nth"), how="left", nulls_equal=True, maintain_order="left"
        )
        new = pl.col("event").is_null() & pl.col("moved_event").is_null()
        here = here.with_columns(
            pl.when(new)
            .then(new.cum_sum() + self.events)
            .otherwise(pl.coalesce("event", "moved_event"))
            .cast(pl.Int64)
            .alias("event"),
            new.alias("is_new"),
        )
        self.events += int(here["is_new"].sum())
        self._note(at, here, missing.join(here.select("event"), on="event", how="anti"))
        here = here.drop("is_new", "moved_event", "moved_from")
        self.told.append(here)
        self.known = pl.concat([self.known.join(here.select("event"), on="event", how="anti"), here])

    def _before(self, at: int) -> int | None:
        """The return before this one, where it is of the same year or the year before."""
        if at == 0 or self.filings[at].year.ends_in - self.filings[at - 1].year.ends_in > 1:
            return None
        return at - 1

    def _expected(self, at: int) -> pl.DataFrame:
        """The events that this return should tell, as the one before did."""
        assert self.known is not None
        before = self._before(at)
        if before is None:
            return self.known.clear()
        told = self.known.filter(pl.col("filing") == before)
        return told if self._corrects(at) else told.filter("goes_on")

    def _corrects(self, at: int) -> bool:
        return self.filings[at].year == self.filings[at - 1].year

    def _note(self, at: int, here: pl.DataFrame, gone: pl.DataFrame) -> None:
        before = self._before(at)
        if before is None:
            return
        moved = here.filter(pl.col("moved_event").is_not_null())
        self._say("start-changed", moved, before=before, now=at, start="moved_from", other="start")
        if self._corrects(at):
            self.withdrawn.append(gone.select("event", pl.lit(at, pl.Int32).alias("filing")))
            self._say("withdrawn", gone, before=before, now=at)
            return
        self._say("vanished", self._under(gone, at), before=before, now=at)
        then = self.filings[before]
        missed = (
            pl.col("is_new")
            & (pl.col("start") <= then.last)
            & (pl.col("ended").is_null() | (pl.col("ended") >= then.first))
            & (~pl.col("in_year") | (pl.col("start") >= then.first))
        )
        self._say("told-late", self._under(here.filter(missed), before), before=before, now=at)

    def _under(self, rows: pl.DataFrame, at: int) -> pl.DataFrame:
        """The rows whose parent a return tells of."""
        if self.above is None:
            return rows
        parents = self.above.filter(pl.col("filing") == at).select(pl.col("event").alias("parent"))
        return rows.join(parents, on="parent", how="semi", maintain_order="left")

    def _say(
        self, finding: str, rows: pl.DataFrame, *, before: int, now: int, start: str = "start", other: str = ""
    ) -> None:
        columns = {
            "finding": pl.lit(finding),
            "person": "person",
            "event": "event",
            "kind": "kind",
            "start": start,
            "other": other or pl.lit(None),
            "before": pl.lit(before),
            "now": pl.lit(now),
        }
        made = (pl.col(of) if isinstance(of, str) else of for of in columns.values())
        self.disagreements.append(
            rows.select(
                part.cast(dtype).alias(name) for part, (name, dtype) in zip(made, DISAGREEMENTS.items(), strict=True)
            )
        )


def _nearest(new: pl.DataFrame, missing: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a new row and an event that was missed, of one child and kind, the nearest in time first, each once."""
    pairs = (
        new.select("person", "kind", "start", "nth")
        .join(
            missing.select("person", "kind", pl.col("event").alias("moved_event"), pl.col("start").alias("moved_from")),
            on=("person", "kind"),
        )
        .with_columns((pl.col("start") - pl.col("moved_from")).dt.total_days().abs().alias("apart"))
        .filter(pl.col("apart") <= NEAR)
        .sort("apart", "person", "start", "nth", "moved_event")
    )
    return pl.DataFrame(
        list(_each_once(pairs)),
        schema={name: pairs.schema[name] for name in [*KEY, "moved_event", "moved_from"]},
        orient="row",
    )


def _each_once(pairs: pl.DataFrame) -> Iterator[tuple]:
    rows_taken: set[tuple] = set()
    events_taken: set[int] = set()
    for *key, event, start in pairs.select(*KEY, "moved_event", "moved_from").iter_rows():
        if tuple(key) not in rows_taken and event not in events_taken:
            rows_taken.add(tuple(key))
            events_taken.add(event)
            yield (*key, event, start)
