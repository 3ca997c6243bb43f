"""
From rows as they were told to rows of the record: numbers of our own, and on each row which telling of it this is.

Every return that tells of a row gives a version. It stands until a later return, of a later year or a correction of the
same one, tells of it again, or was made and leaves it out where it should not.
"""

from collections.abc import Sequence

import polars as pl

from paramountcy.record.events import Matched
from paramountcy.record.filing import Filing
from paramountcy.record.runs import earliest_after
from paramountcy.record.shape import Table

NUMBERS = 10**9
"""How many numbers an authority has for each table: those of several never meet."""


class Stamper:
    """Stamps the rows of one authority's returns, which are in order."""

    def __init__(self, filings: Sequence[Filing]):
        area = filings[0].area
        self.base = int(area) * NUMBERS if area.isascii() and area.isdigit() else 0
        self._filed = pl.DataFrame(
            {
                "filing": range(len(filings)),
                "recorded_at": [filing.recorded_at for filing in filings],
                "known_to": [filing.last for filing in filings],
                "recorded_by": [filing.recorded_by for filing in filings],
            },
            schema={
                "filing": pl.Int32,
                "recorded_at": pl.Datetime("us"),
                "known_to": pl.Date,
                "recorded_by": pl.String,
            },
        ).with_columns(pl.lit(area).alias("area"), pl.lit("cin").alias("source_system"))

    def events(self, table: type[Table], matched: Matched) -> pl.DataFrame:
        """Rows that tell of events: each return's version of one takes the place of the one before."""
        tellings = self._tellings(matched)
        return self._stamped(table, matched.rows.join(tellings, on=("event", "filing"), maintain_order="left"))

    def under(self, table: type[Table], rows: pl.DataFrame, above: Matched) -> pl.DataFrame:
        """Rows told together with an event: they stand as long as that version of it does."""
        key = table.told_with
        tellings = self._tellings(above).rename({"event": key})
        return self._stamped(table, rows.join(tellings, on=(key, "filing"), maintain_order="left"))

    def told(self, table: type[Table], rows: pl.DataFrame, *, by: Sequence[str]) -> pl.DataFrame:
        """Rows told together about what `by` names: the next return with any about it takes the place of all."""
        tellings = self._superseded(rows.select(*by, "filing").unique(), by)
        return self._stamped(table, rows.join(tellings, on=(*by, "filing"), maintain_order="left"))

    def _tellings(self, matched: Matched) -> pl.DataFrame:
        """Each telling of each event. A return that withdrew one ends the tellings before it."""
        told = matched.rows.select("event", "filing")
        return self._superseded(pl.concat([told, matched.withdrawn]), ["event"]).join(told, on=("event", "filing"))

    def _superseded(self, told: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
        """For each telling the time at which the first of those that follow it was made."""
        times = told.join(self._filed.select("filing", "recorded_at"), on="filing").sort(*by, "filing")
        later = earliest_after("recorded_at", len(self._filed), *by)
        return times.select(*by, "filing", later.alias("superseded_at"))

    def _stamped(self, table: type[Table], rows: pl.DataFrame) -> pl.DataFrame:
        numbered = rows.join(self._filed, on="filing", maintain_order="left").with_row_index("row_id", offset=1)
        told_as = {table.key: "event", "person_id": "person"}
        columns = []
        for name, column in table.columns.items():
            value = pl.col(told_as.get(name, name))
            if name == table.key or column.links:
                value = value + self.base
            columns.append(value.cast(column.dtype).alias(name))
        stamp = [
            (pl.col(name) + self.base if name == "row_id" else pl.col(name)).cast(dtype).alias(name)
            for name, dtype in table.schema().items()
            if name not in table.columns
        ]
        return numbered.select(*columns, *stamp)
