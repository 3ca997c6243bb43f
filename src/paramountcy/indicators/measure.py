"""
The two questions one asks of this room: what are the figures, and which children are behind one of them.

Both are of true counts, for those who work with the children. Nothing here may be published: what leaves passes
through disclosure control.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import narwhals.stable.v2 as nw
import polars as pl

from paramountcy.indicators.count import DAY_COUNTS, count
from paramountcy.indicators.figures import FIGURES, Frame, figures, with_groups
from paramountcy.indicators.groups import grouped
from paramountcy.indicators.kinds import Count, Mix, OfDays, Returning, Waiting
from paramountcy.indicators.lines import COUNTED_ALREADY, Asked, asked
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import BREAKDOWNS, Indicators, Local
from paramountcy.indicators.view import Around, covered
from paramountcy.record.shape import Record
from paramountcy.returns.engines import engine
from paramountcy.terms.year import Year

CHILDREN = {
    "area": pl.String(),
    "child": pl.String(),
    "date": pl.Date(),
    "verdict": pl.String(),
    "why": pl.String(),
    "row_id": pl.Int64(),
}
"""
Who is behind a figure: a row for each row looked at. `verdict` is "counts" (where there is a denominator, in both),
"out of" (in the denominator alone) or "not counted"; `why` says why not, or what it counts as.
"""


@dataclass(frozen=True)
class Measured:
    """Figures (columns FIGURES), and the day counts that those of time rest on (period, and columns DAY_COUNTS)."""

    figures: pl.DataFrame
    day_counts: pl.DataFrame


def measure(
    record: Record,
    period: str | Year | Period,
    *,
    indicators: Indicators = INDICATORS,
    population: pl.DataFrame | None = None,
    teams: pl.DataFrame | None = None,
    breakdowns: Iterable[str] = BREAKDOWNS,
    local: Local | None = None,
    engine_name: str = "polars",
) -> Measured:
    """
    The figures of a period, of each area and of all together, whole and by group.

    `population` (columns POPULATION) is what rates are of; without it their counts are given, and no rates. `teams`
    (la_child_id, team; and area, where there are several) gives figures by team. Of a single day only what stood at its
    end is measured. Raises ValueError for a period that is none, or a table that lacks a column.
    """
    return trend(
        record,
        [period],
        indicators=indicators,
        population=population,
        teams=teams,
        breakdowns=breakdowns,
        local=local,
        engine_name=engine_name,
    )


def trend(
    record: Record,
    periods: Iterable[str | Year | Period],
    *,
    indicators: Indicators = INDICATORS,
    population: pl.DataFrame | None = None,
    teams: pl.DataFrame | None = None,
    breakdowns: Iterable[str] = (),
    local: Local | None = None,
    engine_name: str = "polars",
    progress: Callable[[float], None] | None = None,
) -> Measured:
    """
    The figures of several periods, as `measure` gives them, without breakdown unless one is asked for.

    What does not depend on the period is worked out once. `progress` is told the share that is done.
    """
    about = [Period.of(period) for period in periods]
    agreed, people, by = local or Local(), with_groups(population), tuple(breakdowns)
    found = [pl.DataFrame(schema=FIGURES)]
    days = [pl.DataFrame(schema={"period": pl.String(), **DAY_COUNTS})]
    counted = count(record, about, indicators, breakdowns=by, teams=teams, local=agreed, engine_name=engine_name)
    for done, (period, counts) in enumerate(zip(about, counted, strict=True), 1):
        found.append(figures(Frame(covered(record, period), period, counts, people, agreed), indicators))
        days.append(counts.day_counts.select(pl.lit(period.name).alias("period"), *DAY_COUNTS))
        if progress:
            progress(done / len(about))
    return Measured(pl.concat(found), pl.concat(days))


def children(
    indicator: str,
    record: Record,
    period: str | Year | Period,
    *,
    indicators: Indicators = INDICATORS,
    local: Local | None = None,
    other_periods: bool = False,
    engine_name: str = "polars",
) -> pl.DataFrame:
    """
    The children behind an indicator's figure: columns CHILDREN, by area and child.

    Rows that have nothing to do with the period are left out, unless `other_periods` asks for them. Raises LookupError
    for an indicator that there is not, or that was not collected in that year.
    """
    about = Period.of(period)
    in_force = indicators.only(indicator).in_force(about.year)
    if indicator not in in_force:
        raise LookupError(f"{indicator} is not one indicator that was collected in {about.year}: give its name")
    [one] = asked([in_force[indicator]], about, local or Local())
    with engine(engine_name) as chosen:
        around = Around(record, chosen)
        [found] = around.collect([_judged(one, around.rows(one.indicator.view, about))])
    if not other_periods:
        found = found.filter(pl.col("of_period"))
    return found.select(
        "area",
        pl.col("la_child_id").alias("child"),
        pl.col("date"),
        pl.col("verdict"),
        pl.when(pl.col("verdict") == "counts").then(_counts_as(one)).otherwise("why").alias("why"),
        "row_id",
    ).sort("area", "child", "date", "row_id")


def _judged(one: Asked, rows: nw.LazyFrame) -> nw.LazyFrame:
    """Every row of a view with its verdict, and why."""
    view, kind = one.indicator.view, one.kind
    judged = rows.with_columns(one.counts).with_columns(
        *one.columns, kind.counted.why_not.alias("left_out"), kind.counted.of_period.alias("of_period")
    )
    again = nw.lit(value=False)
    if one.once:
        judged = judged.with_columns(one.first(view).alias("is_first"))
        again = ~nw.col("is_first")
    counted = nw.col(one.counted)
    meets = nw.lit(value=True) if kind.met is None else nw.col(one.met)
    short = nw.lit("") if kind.met is None else kind.met.why_not
    verdict = (
        nw.when(~counted | again)
        .then(nw.lit("not counted"))
        .when(meets)
        .then(nw.lit("counts"))
        .otherwise(nw.lit("out of"))
    )
    why = nw.when(~counted).then(nw.col("left_out")).when(again).then(nw.lit(COUNTED_ALREADY)).otherwise(short)
    return judged.select(
        "row_id",
        "area",
        "la_child_id",
        nw.col(view.event).alias("date"),
        verdict.alias("verdict"),
        why.alias("why"),
        nw.col("of_period"),
        *one.told_apart,
    )


def _counts_as(one: Asked) -> pl.Expr:
    """What a counted row counts as: its category, or its days."""
    kind = one.kind
    if isinstance(kind, (Mix, Count)) and kind.category is not None:
        return pl.col(one.category) if kind.codes == "month" else grouped(pl.col(one.category), kind.codes)
    if not isinstance(kind, OfDays):
        return pl.lit("")
    said = {1: "", 2: "", 0: ""}
    if isinstance(kind, Waiting):
        said = {1: "done after ", 2: "", 0: "open after "}
    if isinstance(kind, Returning):
        said = {1: "came back after ", 2: "ruled out after ", 0: "seen for "}
    return pl.concat_str(pl.col(one.outcome).cast(pl.Int64).replace_strict(said, return_dtype=pl.String), one.days)
