"""
The rows as they leave: some numbers held back, and all that was made of them; the others rounded as the rule says.

A row that loses a number says why, always in the same words: which numbers are too small themselves, and which would
give such a one away, must not be told apart. Its method goes with its value, since the method is chosen by the count.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from paramountcy.publication.disclosure.cells import (
    NONE,
    NUMBER,
    RATE,
    SHARE,
    UNKNOWN,
    Bools,
    Cells,
    Integers,
)
from paramountcy.publication.disclosure.rules import Rule
from paramountcy.publication.shape import TOO_FEW

HELD_BACK = "so few children that somebody might be recognised, or a number that would give such a number away"
WITHHELD = "the whole table is held back: it is of too few children"
CANNOT_SAY = "there are too few cases to say"
NO_ENDS = "its interval is held back: it tells of too few children"
FOLLOWED = "nobody was followed for longer than"
"""How the one reason begins that does not tell how few there were."""


@dataclass(frozen=True)
class HeldBack:
    """What is not printed: of the cells; and of the rows, their values, the ends of these, their reasons, or all."""

    cells: Bools
    values: Bools
    ends: Bools
    reasons: Bools
    all: Bools


def printed(of: Cells, held: HeldBack, rule: Rule) -> pl.DataFrame:
    """The rows as they may be printed, in the same order and columns."""
    rows = of.rows
    counted, rate, none = of.of_kind(SHARE, RATE, NUMBER), of.of_kind(RATE), of.of_kind(NONE)
    count, out_of = _kept(of.count, held.cells) & ~held.all, _kept(of.out_of, held.cells) & ~held.all
    zero = (rows["numerator"].fill_null(1) == 0).to_numpy() & ~held.all
    count &= out_of | zero
    value = count & out_of & ~held.values
    keep_count, keep_out_of, keep_value = (pl.Series(part | none) for part in (count, out_of, value))
    keep_ends = pl.Series(value & ~held.ends | none)
    nearest = _to_nearest(rows, rule)
    lost = [
        ~keep & rows[name].is_not_null()
        for keep, name in (
            (keep_count, "numerator"),
            (keep_out_of, "denominator"),
            (keep_value, "value"),
        )
    ]
    any_lost, ends_lost = lost[0] | lost[1] | lost[2], ~keep_ends & rows["lower"].is_not_null()
    number = pl.col("numerator") if (nearest == 1).all() else _rounded("numerator", nearest)
    base = pl.col("denominator") if (nearest == 1).all() else _rounded("denominator", nearest)
    plain = pl.Series(of.of_kind(NUMBER))
    return rows.with_columns(
        pl.when(keep_count).then(number).alias("numerator"),
        pl.when(keep_out_of).then(pl.when(pl.Series(rate)).then("denominator").otherwise(base)).alias("denominator"),
        pl.when(keep_value)
        .then(pl.when(plain).then(number.cast(pl.Float64)).otherwise(_to_places("value", rule)))
        .alias("value"),
        *(pl.when(keep_ends).then(_to_places(name, rule)).alias(name) for name in ("lower", "upper")),
        pl.when(lost[2]).then(pl.lit("")).otherwise("method").alias("method"),
        pl.when(any_lost).then(pl.lit(TOO_FEW)).otherwise("status").alias("status"),
        pl.when(any_lost & pl.Series(held.all))
        .then(pl.lit(WITHHELD))
        .when(any_lost)
        .then(pl.lit(HELD_BACK))
        .when(ends_lost)
        .then(pl.lit(NO_ENDS))
        .when(pl.Series(held.reasons))
        .then(pl.lit(""))
        .when((pl.col("status") == TOO_FEW) & ~pl.col("why").str.starts_with(FOLLOWED) & pl.Series(~counted & ~none))
        .then(pl.lit(CANNOT_SAY))
        .otherwise("why")
        .alias("why"),
    )


def _kept(cell: Integers, held: Bools) -> Bools:
    """Which rows print their cell, or have none that could be held back."""
    return np.where(cell == UNKNOWN, True, ~held[cell])


def _to_nearest(rows: pl.DataFrame, rule: Rule) -> pl.Series:
    if "level" not in rows.columns:
        return pl.Series([rule.to_nearest("")] * len(rows), dtype=pl.Int64)
    return pl.Series([rule.to_nearest(level or "") for level in rows["level"]], dtype=pl.Int64)


def _rounded(name: str, nearest: pl.Series) -> pl.Expr:
    """A count to the nearest so many, halves up."""
    return (pl.col(name) + nearest // 2) // nearest * nearest


def _to_places(name: str, rule: Rule) -> pl.Expr:
    """A value to the places it is printed with: percentages and rates as the rule says, ratios to three."""
    return (
        pl.when(pl.col("unit") == "share")
        .then(pl.col(name).round(rule.places + 2))
        .when(pl.col("unit") == "ratio")
        .then(pl.col(name).round(3))
        .otherwise(pl.col(name).round(rule.places))
    )
