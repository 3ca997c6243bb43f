"""
Count all of England once: 150 authorities of 5,000 imagined children, one year, every breakdown. Prints seconds.

One authority is imagined and stands for all, each copy with its own code and keys: what is measured is counting.
"""

import sys
import time

import polars as pl

from paramountcy.imagine import authority, returns
from paramountcy.indicators.count import count
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.record import Filing, from_cin, together
from paramountcy.record.shape import Record
from paramountcy.record.tables import TABLES
from paramountcy.record.versions import NUMBERS
from paramountcy.terms.year import Year

AREAS, CHILDREN = 150, 5_000
YEARS = ("2023-24", "2024-25")
FIRST_CODE, OWN_CODE = 201, 820


def _moved(record: Record, place: int) -> Record:
    """The same record as another authority's."""
    code = str(FIRST_CODE + place)
    by = (FIRST_CODE + place - OWN_CODE) * NUMBERS
    tables = {}
    for table in TABLES:
        keys = [name for name, column in table.columns.items() if column.links or name == table.key]
        tables[table.name] = record.tables[table.name].with_columns(
            *(pl.col(name) + by for name in [*keys, "row_id"]), pl.lit(code).alias("area")
        )
    return Record(tables, record.filings.with_columns(pl.lit(code).alias("area")), record.findings)


def main() -> int:
    story = authority(children=CHILDREN, year=Year.of(YEARS[-1]), seed=1)
    one = from_cin([Filing.of(returns(story, Year.of(year)), Year.of(year)) for year in YEARS])
    england = together(_moved(one, place) for place in range(AREAS))
    children = england["person"].select("area", pl.col("source_id").alias("la_child_id"))
    teams = children.with_columns(pl.format("Team {}", pl.int_range(pl.len()) % 8).alias("team"))
    began, spent = time.perf_counter(), time.process_time()
    counts = next(count(england, [Period.of(YEARS[-1])], INDICATORS, teams=teams))
    wall, cpu = time.perf_counter() - began, time.process_time() - spent
    print(f"{len(children)} {counts.counts.height + counts.day_counts.height} {wall:.1f} {cpu:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
