"""The children behind each figure: who is in it, who is not, and why, with the place in the return to look at."""

import polars as pl

from paramountcy.indicators.measure import children
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Indicator
from paramountcy.publication.figures.shape import IN, LISTED, NOT_COUNTED, OUT, TALLIED
from paramountcy.record.shape import Record

SAID = {"counts": IN, "out of": OUT, "not counted": NOT_COUNTED}
ORDER = {verdict: place for place, verdict in enumerate((IN, OUT, NOT_COUNTED))}


def listed(indicator: Indicator, record: Record, period: Period, teams: pl.DataFrame | None) -> pl.DataFrame:
    """
    The rows behind an indicator's figure of a period: columns LISTED, those in first, then by child and date.

    `teams` has la_child_id and team. A child of several teams has them in one cell.
    """
    found = children(indicator.name, record, period)
    table = record[indicator.view.record.name].select("row_id", "source_id")
    place = pl.col("source_id").str.replace_all("/", " ", literal=True)
    rows = found.join(table, on="row_id", how="left").with_columns(
        pl.col("verdict").replace_strict(SAID, return_dtype=pl.String),
        pl.col("why").fill_null(""),
        place.fill_null("").alias("place"),
    )
    if teams is None:
        rows = rows.with_columns(pl.lit(None, pl.String).alias("team"))
    else:
        cell = teams.group_by("la_child_id").agg(pl.col("team").sort().str.join("; "))
        rows = rows.join(cell, left_on="child", right_on="la_child_id", how="left")
    order = pl.col("verdict").replace_strict(ORDER, return_dtype=pl.Int8)
    return rows.sort(order, "child", "date", "row_id").select(pl.col(name).cast(kind) for name, kind in LISTED.items())


def tally(rows: pl.DataFrame) -> pl.DataFrame:
    """How many rows and children are behind a figure as what, and why: columns TALLIED, those in first."""
    order = pl.col("verdict").replace_strict(ORDER, return_dtype=pl.Int8)
    return (
        rows.group_by("verdict", pl.when(pl.col("verdict") == IN).then(pl.lit("")).otherwise("why").alias("why"))
        .agg(pl.len().alias("rows"), pl.col("child").n_unique().alias("children"))
        .sort(order, -pl.col("rows").cast(pl.Int64), "why")
        .select(pl.col(name).cast(kind) for name, kind in TALLIED.items())
    )
