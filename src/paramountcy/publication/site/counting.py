"""
Counting an area's own figures from its returns: all that is true, and so nothing that may leave as it is.

What is here goes through `own.own_figures`, the one way out. It refuses what can't be counted: returns of another
authority, or of a year that is not over.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
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
from paramountcy.publication.site.shape import OF_TEAMS, Given, NotPublished
from paramountcy.record.read import NotRead, ReadReturns, read_returns
from paramountcy.returns.check import NotChecked, check
from paramountcy.returns.cin.census import CENSUS
from paramountcy.returns.report.shape import Report
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

FOUND, CHILDREN_SENT = "quality_found", "quality_children"
"""The rows of data quality: how many children each rule found something about, and how many the return holds."""


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
) -> Counted:
    """The true figures of some returns. Raises NotPublished where they can't be used."""
    returns = _read(paths, lambda step, share: progress(step, 0.3 * share))
    _refuse(returns, area, on)
    progress("counting", 0.3)
    years = tuple(sorted({one.year for one in returns.taken}))
    measured = _measured(returns, years, _population(area, country))
    progress("judging the returns", 0.4)
    figures = [_released(measured.figures, area), _released(_curve(measured), area)]
    figures += [_quality(report, area) for report in _reports(paths, returns, on, version)]
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


def _reports(paths: Sequence[Path], returns: ReadReturns, on: date, version: str) -> Iterator[Report]:
    """
    What the rules find in the return that stands for each year. One that is given as tables has no file to judge, and
    a year may have no rules.
    """
    standing = {one.year: one.name for one in returns.taken}.values()
    inside = [sorted(path.glob("*.xml")) if path.is_dir() else [path] for path in paths]
    files = {file.name: file for found in inside for file in found if file.suffix.lower() == ".xml"}
    for name in standing:
        if name in files:
            try:
                yield check(files[name], CENSUS, at=datetime.combine(on, time.min, UTC), version=version)
            except NotChecked:
                continue


def _quality(report: Report, area: Area) -> pl.DataFrame:
    """How many children each rule found something about, in the columns RELEASED."""
    rules = report.rules.filter(pl.col("children") > 0).sort("rule")
    period = str(report.head.year)
    rows = [
        {"indicator": FOUND, "category": row["rule"], "numerator": row["children"]}
        for row in rules.iter_rows(named=True)
    ]
    rows.append({"indicator": CHILDREN_SENT, "category": "", "numerator": report.children})
    frame = pl.DataFrame(rows, schema_overrides={"numerator": pl.Int64})
    return frame.with_columns(
        pl.lit("L5").alias("id"),
        pl.lit("1").alias("version"),
        pl.lit(area.name).alias("area"),
        pl.lit(area.code).alias("area_code"),
        pl.lit("authority").alias("level"),
        pl.lit(period).alias("period"),
        pl.lit("all").alias("breakdown"),
        pl.lit("all").alias("group"),
        pl.lit(None, pl.Int64).alias("denominator"),
        pl.col("numerator").cast(pl.Float64).alias("value"),
        *(pl.lit(None, pl.Float64).alias(name) for name in ("lower", "upper")),
        pl.lit("number").alias("unit"),
        pl.lit("count").alias("method"),
        pl.lit(GIVEN).alias("status"),
        pl.lit("").alias("why"),
        pl.lit(f"{area.name}, {FROM_RETURNS}").alias("source"),
    ).select(pl.col(name).cast(kind) for name, kind in RELEASED.items())


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
