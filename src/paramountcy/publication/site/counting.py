"""
Counting an area's own figures from its returns: all that is true, and so nothing that may leave as it is.

What is here goes through `own.own_figures`, the one way out. It refuses what can't be counted: returns of another
authority, or of a year that is not over.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from paramountcy.indicators import timing
from paramountcy.indicators.figures import FIGURES
from paramountcy.indicators.kinds import Count, Kind, Share, Waiting
from paramountcy.indicators.measure import Measured, measure, trend
from paramountcy.indicators.period import Period
from paramountcy.indicators.registry import INDICATORS
from paramountcy.indicators.shape import Indicators, Local
from paramountcy.publication.shape import GIVEN, RELEASED
from paramountcy.publication.site.area import Area
from paramountcy.publication.site.country import Country
from paramountcy.publication.site.judging import judged, standing
from paramountcy.publication.site.shape import OF_TEAMS, Given, NotPublished
from paramountcy.record.read import NotRead, ReadReturns, read_returns
from paramountcy.terms.year import Year

Progress = Callable[[str, float], None]

FROM_RETURNS = "counted from its own returns"
"""How the source of a figure of our own ends; by this an earlier release is known for what it printed of them."""

PUBLISHED = tuple(one for one in INDICATORS if one.name not in OF_TEAMS)
"""Every indicator but those of teams."""

BREAKDOWNS = ("age", "sex", "ethnicity", "need")
"""Of the latest year."""

DONE_BY = "assessments_done_by"
EDGES = (0, 10, 20, 30, 35, 40, 45, 50, 60)
"""The days of the curve of waiting: the ends of the published bands, and the limits of 2010 among them."""


@dataclass(frozen=True, repr=False)
class Counted:
    """What is true and stays inside: the figures in the columns RELEASED, and what else to say."""

    figures: pl.DataFrame
    years: tuple[Year, ...]
    given: tuple[Given, ...]
    remarks: tuple[str, ...]


def count(
    paths: Sequence[Path],
    *,
    area: Area,
    on: date,
    country: Country,
    version: str,
    progress: Progress,
    workers: int = 1,
) -> Counted:
    """
    The true figures of some returns; with more `workers` than one, another process judges them at the same time.

    Raises NotPublished where they can't be used.
    """
    returns = _read(paths, lambda step, share: progress(step, 0.3 * share))
    _refuse(returns, area, on)
    progress("counting", 0.3)
    years = tuple(sorted({one.year for one in returns.taken}))
    files = standing(paths, {one.year: one.name for one in returns.taken}.values())
    with judged(files, area_code=area.code, on=on, version=version, beside=workers > 1) as judging:
        measured = _measured(returns, years, _population(area, country))
        progress("judging the returns", 0.4)
        figures = [measured.figures, _curve(measured), *judging()]
    figures = [_released(rows, area) for rows in figures]
    given = tuple(Given(one.year, one.made) for one in returns.taken)
    return Counted(pl.concat(figures), years, given, returns.remarks)


def _read(paths: Sequence[Path], progress: Progress) -> ReadReturns:
    try:
        returns = read_returns(paths, progress=progress)
    except NotRead as why:
        raise NotPublished(f"{why}") from why
    if returns.left_out:
        raise NotPublished(
            " ".join([*returns.left_out, "Nothing was published: mend that return, or leave it out of the release."])
        )
    return returns


def _refuse(returns: ReadReturns, area: Area, on: date) -> None:
    """Raises NotPublished for returns of another authority, and for a year that is not over."""
    for one in returns.taken:
        if one.area != area.code:
            raise NotPublished(
                f"{one.name} is a return of the authority {one.area}, and this release is about {area.name} "
                f"({area.code}): give the returns of {area.name}."
            )
        if one.last < one.year.end or one.year.end >= on:
            told = (
                f"tells of {one.year} up to {_day(one.last)} only" if one.last < one.year.end else f"is of {one.year}"
            )
            raise NotPublished(
                f"{one.name} {told}, and that year is not over: figures of part of a year are not published. Leave it "
                "out until the year is complete."
            )


def _population(area: Area, country: Country) -> pl.DataFrame | None:
    """Children by the middle of each year, by the latest published estimates."""
    everywhere = country.figure("child_population")
    if everywhere is None:
        return None
    known = everywhere.frame(area.code).filter(pl.col("value").is_not_null())
    return known.select(
        pl.lit(area.code).alias("area"),
        pl.col("period").str.slice(0, 4).cast(pl.Int64).alias("year"),
        pl.col("value").cast(pl.Int64).alias("children"),
    )


def _measured(returns: ReadReturns, years: Sequence[Year], population: pl.DataFrame | None) -> Measured:
    """All years as a whole, the last by group too."""
    last = years[-1]
    grouped = measure(returns.record, last, indicators=_alone(), population=population, breakdowns=BREAKDOWNS)
    whole = trend(returns.record, years, indicators=Indicators(PUBLISHED), population=population)
    groups = grouped.figures.filter(pl.col("breakdown") != "all")
    return Measured(pl.concat([whole.figures, groups]), whole.day_counts)


def _alone() -> Indicators:
    """The indicators that are one number each: those told in parts would fall into groups too small to print."""
    year = Period.of("2024-25")
    kinds = {one.name: one.kind(year, Local()) for one in PUBLISHED}
    return Indicators(
        tuple(one for one in PUBLISHED if isinstance(kinds[one.name], Share | Count) and not _parts(kinds[one.name]))
    )


def _parts(kind: Kind) -> bool:
    return isinstance(kind, Count) and bool(kind.codes)


def _curve(measured: Measured) -> pl.DataFrame:
    """The share done by more days than the indicator has, of each year as a whole: the columns FIGURES."""
    found = [pl.DataFrame(schema=FIGURES)]
    given = measured.figures.filter(
        (pl.col("indicator") == DONE_BY) & (pl.col("breakdown") == "all") & (pl.col("status") == GIVEN)
    )
    for (name,), rows in given.group_by("period", maintain_order=True):
        period = Period.of(str(name))
        one = INDICATORS.only(DONE_BY).in_force(period.year)[DONE_BY]
        kind = one.kind(period, Local())
        assert isinstance(kind, Waiting)
        days = measured.day_counts.filter(
            pl.col("indicator") == DONE_BY, pl.col("period") == name, pl.col("breakdown") == "all"
        )
        more = tuple(day for day in EDGES if day not in kind.by)
        rows_of_days = timing.timed(replace(kind, by=more), days.drop("indicator", "period"))
        found.append(
            rows_of_days.with_columns(
                pl.lit(None, pl.Int64).alias("numerator"),
                *(pl.lit(rows[name][0]).alias(name) for name in ("indicator", "id", "version", "period")),
            ).select(pl.col(name).cast(kind) for name, kind in FIGURES.items())
        )
    return pl.concat(found)


def _released(figures: pl.DataFrame, area: Area) -> pl.DataFrame:
    """Figures in the columns RELEASED: those of the area, by name."""
    return (
        figures.filter(pl.col("area") == area.code)
        .with_columns(
            pl.lit(area.name).alias("area"),
            pl.lit(area.code).alias("area_code"),
            pl.lit("authority").alias("level"),
            pl.lit(f"{area.name}, {FROM_RETURNS}").alias("source"),
        )
        .select(pl.col(name).cast(kind) for name, kind in RELEASED.items())
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
