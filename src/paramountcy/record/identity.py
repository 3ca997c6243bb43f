"""
Who is who: which children of several returns are one child.

One LAchildID is one child within an authority. But numbers are mistyped and used again: where two of three facts
(date of birth, sex, UPN) that are known on both sides disagree, these are two children with one number, who stand
apart. Where only one disagrees it is a correction. A child without an LAchildID stands alone. Nobody is ever joined
by a UPN: that two numbers share one is a finding, for a person to decide.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import polars as pl

MOST_LIVES = 25
"""An LAchildID that fits more children than this identifies nobody: each further one stands alone."""

FACTS = ("birth_date", "sex", "upn")


@dataclass
class Life:
    """What is known so far of one child behind an LAchildID."""

    number: int
    birth_date: date | None = None
    sex: str | None = None
    upns: set[str] = field(default_factory=set)

    def is_contradicted_by(self, row: dict) -> bool:
        """Whether two of the three facts disagree."""
        disagree = [
            bool(self.birth_date and row["birth_date"] and self.birth_date != row["birth_date"]),
            bool(self.sex and row["sex"] and self.sex != row["sex"]),
            bool(self.upns and row["upn"] and not self.upns & {row["upn"], row["former_upn"]}),
        ]
        return sum(disagree) >= 2

    def learn(self, row: dict) -> None:
        self.birth_date = row["birth_date"] or self.birth_date
        self.sex = row["sex"] or self.sex
        self.upns |= {upn for upn in (row["upn"], row["former_upn"]) if upn}


def persons(everyone: pl.DataFrame) -> pl.DataFrame:
    """
    The children of all returns with the column `person`, numbered from 1 in the order in which they first appear.

    `everyone` has a row for each Child element, in order of filing: filing, Child, la_child_id, birth_date, sex
    (M or F, else null), upn, former_upn.
    """
    everyone = everyone.with_row_index("appearance")
    lives = pl.DataFrame(list(_lives(everyone)), schema={"appearance": pl.UInt32, "life": pl.Int64}, orient="row")
    alone = pl.col("la_child_id").is_null()
    known = everyone.join(lives, on="appearance", how="left", maintain_order="left").with_columns(
        pl.when(alone)
        .then(-1 - pl.col("appearance").cast(pl.Int64))
        .otherwise(pl.col("life").fill_null(0))
        .alias("life")
    )
    first = pl.col("appearance").min().over("la_child_id", "life")
    return known.with_columns(first.rank("dense").cast(pl.Int64).alias("person")).drop("appearance", "life")


def _lives(everyone: pl.DataFrame) -> Iterator[tuple[int, int]]:
    """For each appearance of an LAchildID with facts that disagree, which of its children it is, from 0."""
    disputed = (
        everyone.filter(pl.col("la_child_id").is_not_null())
        .group_by("la_child_id")
        .agg(pl.col(name).drop_nulls().n_unique() > 1 for name in FACTS)
        .filter(pl.sum_horizontal(FACTS) >= 2)
        .select("la_child_id")
    )
    rows = everyone.join(disputed, on="la_child_id", how="semi", maintain_order="left")
    lives: dict[str, list[Life]] = {}
    for row in rows.iter_rows(named=True):
        there = lives.setdefault(row["la_child_id"], [])
        life = next((life for life in there if not life.is_contradicted_by(row)), None)
        if life is None:
            life = Life(len(there))
            if len(there) < MOST_LIVES:
                there.append(life)
            else:
                life.number = MOST_LIVES + row["appearance"]
        life.learn(row)
        yield row["appearance"], life.number
