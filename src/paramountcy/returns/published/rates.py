"""
Rates per 10,000 children that a release no longer prints, computed as its publisher did.

The children counted in a year to 31 March are set against the estimate for the middle of the year before. Estimates
are revised, so a release is bound to the estimates of its own time: a release that ends in 2024 to those that end in
2023. So computed, all 1,783 rates of child protection plans at 31 March that the release of 2024 prints for
authorities come out as printed (`tests/truth/test_published_rates.py`).
"""

import polars as pl

from paramountcy.returns.published.shape import AUTHORITY, COMPUTED, FIGURES, PUBLISHED

PER = 10_000
LAG = 1
"""Years between the estimate and the year of the count."""


def estimates_end_in(release_ends_in: int) -> int:
    """The year in which the estimates end that a release is bound to."""
    return release_ends_in - LAG


def rates(counts: pl.DataFrame, population: pl.DataFrame, measure: str) -> pl.DataFrame:
    """
    Figures of `measure` from those of its count and of the population, to one decimal, halves up.

    A count that is withheld or missing gives no rate but its status, and so does a population that is not available.
    England's and the regions' counts are rounded to 10 before they reach us, so their rates may be off by 0.1.
    """
    key = pl.when(pl.col("geographic_level") == AUTHORITY).then("la_code").otherwise("gss_code")
    people = population.select(
        (pl.col("year") + LAG).cast(pl.Int16).alias("year"),
        key.alias("key"),
        pl.col("value").alias("people"),
        pl.col("status").alias("people_status"),
    )
    joined = counts.with_columns(key.alias("key")).join(
        people, on=["year", "key"], how="left", maintain_order="left", validate="m:1"
    )
    known = (pl.col("status") == PUBLISHED) & (pl.col("people_status") == PUBLISHED) & (pl.col("people") > 0)
    tenths = PER * 10
    people_twice = 2 * pl.col("people").cast(pl.Int64)
    in_tenths = (2 * tenths * pl.col("value").cast(pl.Int64) + pl.col("people").cast(pl.Int64)) // people_twice
    return joined.with_columns(
        pl.lit(measure).alias("measure"),
        pl.when(known).then((in_tenths / 10).round(1)).alias("value"),
        pl.when(pl.col("status") != PUBLISHED)
        .then(pl.col("status"))
        .when(known)
        .then(pl.lit(COMPUTED))
        .when(pl.col("people") == 0)
        .then(pl.lit("z"))
        .when((pl.col("people_status") == PUBLISHED) | pl.col("people_status").is_null())
        .then(pl.lit("x"))
        .otherwise(pl.col("people_status"))
        .alias("status"),
        pl.lit(0.1).alias("rounding"),
        pl.lit(None, pl.String).alias("printed"),
    ).select(list(FIGURES))
