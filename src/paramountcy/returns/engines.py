"""
The engines that can evaluate rules. One text of rules runs on all of them.

Polars is the default. DuckDB is an oracle: a second opinion on every rule. Spark is for where a
nation's data already lies. The latter two are extras.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import narwhals.stable.v2 as nw
import polars as pl


@dataclass(frozen=True)
class Engine:
    """`load` makes a table known to the engine; `collect` evaluates frames, all in one go where it can."""

    load: Callable[[pl.DataFrame], nw.LazyFrame]
    collect: Callable[[list[nw.LazyFrame]], list[pl.DataFrame]]


class MissingEngine(Exception):
    """The engine asked for is not installed. The message says which extra to install."""


@contextmanager
def engine(name: str) -> Generator[Engine]:
    """Open an engine: polars, duckdb or spark. Raises MissingEngine, and ValueError for another name."""
    if name == "polars":
        yield Engine(lambda frame: nw.from_native(frame.lazy()), _collect_polars)
    elif name == "duckdb":
        yield from _duckdb()
    elif name == "spark":
        yield from _spark()
    else:
        raise ValueError(f"there is no engine {name!r}: choose polars, duckdb or spark")


def _collect_polars(frames: list[nw.LazyFrame]) -> list[pl.DataFrame]:
    return pl.collect_all([frame.to_native() for frame in frames])


def _collect_each(frames: list[nw.LazyFrame]) -> list[pl.DataFrame]:
    return [frame.collect("polars").to_native() for frame in frames]


def _duckdb() -> Iterator[Engine]:
    try:
        import duckdb
    except ImportError as missing:
        raise MissingEngine("the engine duckdb is not installed: pip install 'paramountcy[duckdb]'") from missing
    with duckdb.connect() as connection:
        tables = iter(range(1_000_000))

        def load(frame: pl.DataFrame) -> nw.LazyFrame:
            name = f"table_{next(tables)}"
            connection.from_arrow(frame.to_arrow()).create(name)
            return nw.from_native(connection.table(name))

        yield Engine(load, _collect_each)


def _spark() -> Iterator[Engine]:
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise MissingEngine("the engine spark is not installed: pip install 'paramountcy[spark]'") from missing
    session = (
        SparkSession.builder.appName("paramountcy")
        .master("local[*]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")

    def load(frame: pl.DataFrame) -> nw.LazyFrame:
        signed = frame.with_columns(pl.col(pl.UInt32).cast(pl.Int64))  # Spark has no unsigned numbers
        return nw.from_native(session.createDataFrame(signed.to_arrow(compat_level=pl.CompatLevel.oldest())))

    try:
        yield Engine(load, _collect_each)
    finally:
        session.stop()
