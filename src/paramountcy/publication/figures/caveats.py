"""What to know of the data before trusting a figure: each a sentence."""

from collections.abc import Iterator, Sequence

import narwhals.stable.v2 as nw
import polars as pl

from paramountcy.indicators.availability import GIVEN
from paramountcy.indicators.groups import NOT_LISTED, NOT_RECORDED
from paramountcy.indicators.kinds import Kind, Rate, in_order
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Indicator
from paramountcy.publication.figures.shape import NOT_COUNTED
from paramountcy.statistics.words import how_many, sentence

WRONG_DATES = tuple(part.if_not for part in in_order(nw.lit(0)).parts)
"""Why a row is not counted that would be, had its dates been recorded rightly."""
NOUNS = {
    "person": "children",
    "referral": "referrals",
    "assessment": "assessments",
    "assessment_factor": "factors",
    "s47_enquiry": "enquiries",
    "conference": "conferences",
    "plan": "plans",
}


def caveats(
    indicator: Indicator,
    kind: Kind,
    rows: Sequence[dict],
    *,
    tally: pl.DataFrame,
    findings: pl.DataFrame,
    period: Period,
) -> tuple[str, ...]:
    """The caveats of a figure: `rows` are its figures, whole, `tally` its rows by verdict, `findings` the record's."""
    table = indicator.view.record.name
    said = [*_partly(kind, rows), *_dates(tally), *_missing(rows), *_told_differently(table, findings, period)]
    return tuple(dict.fromkeys(said))


def _partly(kind: Kind, rows: Sequence[dict]) -> Iterator[str]:
    """That a given figure rests on part of its cases, or that a count has no rate."""
    for row in rows:
        if row["status"] == GIVEN and row["why"] and row["category"] == "":
            yield sentence(f"it tells {row['why']}" if row["why"].startswith("of ") else row["why"])
    if isinstance(kind, Rate) and rows and rows[0]["value"] is None and rows[0]["numerator"] is not None:
        yield sentence(f"no rate for every {kind.per:,} children is given: {rows[0]['why']}")


def _dates(tally: pl.DataFrame) -> Iterator[str]:
    wrong = tally.filter((pl.col("verdict") == NOT_COUNTED) & pl.col("why").is_in(WRONG_DATES))
    for row in wrong.iter_rows(named=True):
        yield f"{row['rows']:,} {'was' if row['rows'] == 1 else 'were'} not counted: {row['why']}."


def _missing(rows: Sequence[dict]) -> Iterator[str]:
    for row in rows:
        if row["category"] in (NOT_RECORDED, NOT_LISTED) and row["numerator"] and row["denominator"]:
            share = 100 * row["numerator"] / row["denominator"]
            yield f"{share:.1f}% {'is' if row['numerator'] == 1 else 'are'} {row['category']}."


def _told_differently(table: str, findings: pl.DataFrame, period: Period) -> Iterator[str]:
    about = findings.filter(
        (pl.col("table") == table) & pl.col("years").list.contains(pl.lit(str(period.year), pl.String))
    )
    if children := about["child"].n_unique():
        many = how_many(about.height, "thing")
        yield (
            f"The returns of different years tell {many} differently of the {NOUNS[table]} of "
            f"{how_many(children, 'child', 'children')}."
        )
