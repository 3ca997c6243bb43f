"""
From counts to figures: one tidy row each, whole, with its numerator, denominator, interval, method and status.

Every group of a breakdown has its rows, nought where nothing was counted, so that tables of different periods have the
same shape. A figure that can't be given has no value and says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from paramountcy.indicators import availability, between, timing
from paramountcy.indicators.availability import GIVEN, NOT_AVAILABLE, NOT_COLLECTED, NOTHING
from paramountcy.indicators.count import Counts
from paramountcy.indicators.groups import ALL, NO_TEAM, groups, months, shown
from paramountcy.indicators.kinds import Between, Count, Mix, OfDays, Rate, Share, Spread
from paramountcy.indicators.lines import Asked
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import Indicators, Local
from paramountcy.statistics.intervals import rates, shares
from paramountcy.statistics.shape import Estimates

FIGURES = {
    **dict.fromkeys(("indicator", "id", "version", "area", "period", "breakdown", "group", "category"), pl.String()),
    "numerator": pl.Int64(),
    "denominator": pl.Int64(),
    **dict.fromkeys(("value", "lower", "upper"), pl.Float64()),
    **dict.fromkeys(("unit", "method", "status", "why"), pl.String()),
}
"""
The columns of a figure. Shares are from 0 to 1. `status` is "given", "nothing to count", "too few", "not available" or
"not collected"; `why` says more, also of a given figure that rests on part of its cases.
"""

POPULATION = {
    "area": pl.String(),
    "year": pl.Int64(),
    "breakdown": pl.String(),
    "group": pl.String(),
    "children": pl.Int64(),
}
"""
Children aged 0 to 17 at the middle of a year. `breakdown` and `group` may be left out where only the whole is known.
The rates of 2024-25 are of the population of mid-2024.
"""

EVERYWHERE = "all areas"
"""The area of figures over several areas together."""

KEY = ["area", "breakdown", "group"]


@dataclass(frozen=True)
class Frame:
    """What all figures of one measuring share."""

    spans: pl.DataFrame
    """What the returns of each area cover."""
    period: Period
    counts: Counts
    population: pl.DataFrame
    local: Local


def figures(of: Frame, indicators: Indicators) -> pl.DataFrame:
    """A row for each figure, in the order of the indicators: the columns FIGURES."""
    found = [pl.DataFrame(schema=FIGURES)]
    asked = {one.indicator.name: one for one in of.counts.asked}
    counts, days = _by_indicator(of.counts.counts), _by_indicator(of.counts.day_counts)
    teams = {str(area): sorted(rows["team"].unique()) for (area,), rows in of.counts.teams.group_by("area")}
    for name, title in dict.fromkeys((one.name, one.id) for one in indicators):
        if name in asked:
            none = of.counts.counts.clear().drop("indicator"), of.counts.day_counts.clear().drop("indicator")
            found.append(_of_one(of, asked[name], counts.get(name, none[0]), days.get(name, none[1]), teams))
        elif not any(of.period.year in one.years for one in indicators if one.name == name):
            found.append(_not_collected(of, name, title))
    return pl.concat(found)


def _by_indicator(counts: pl.DataFrame) -> dict[str, pl.DataFrame]:
    parts = counts.partition_by("indicator", as_dict=True, include_key=False)
    return {str(name): rows for (name,), rows in parts.items()}


def _of_one(
    of: Frame, one: Asked, counts: pl.DataFrame, days: pl.DataFrame, teams: dict[str, list[str]]
) -> pl.DataFrame:
    """All figures of one indicator."""
    can = availability.frame(availability.available(of.spans, of.period, one.indicator))
    usable = can.filter(pl.col("status") == GIVEN).select("area")
    counts, days = counts.join(usable, on="area", how="semi"), days.join(usable, on="area", how="semi")
    present = pl.concat([counts.select(KEY), days.select(KEY)]).unique()
    if len(of.counts.areas) > 1:
        counts, days = _with_everywhere(counts, 2), _with_everywhere(days, 3)
        can = pl.concat([can, _of_everywhere(can)])
    breakdowns = [ALL, *(name for name in of.counts.breakdowns if name in one.indicator.by)]
    grid = _grid(breakdowns, can["area"].to_list(), present, teams)
    kind = one.kind
    if isinstance(kind, Between):
        told = between.figures(counts, grid, EVERYWHERE)
    elif isinstance(kind, Spread):
        told = _spread(kind, days, grid)
    elif isinstance(kind, OfDays):
        told = _timed(kind, days, grid)
    elif isinstance(kind, Share):
        told = _share(counts, grid)
    elif isinstance(kind, Mix):
        told = _mix(of, kind, counts, grid)
    else:
        assert isinstance(kind, Count)
        told = _count(of, kind, counts, grid, can)
    return _whole(of, one, told, can)


def _with_everywhere(counts: pl.DataFrame, numbers: int) -> pl.DataFrame:
    """Counts with those of all areas together. Teams are an area's own."""
    names = counts.columns
    keys, sums = names[:-numbers], names[-numbers:]
    added = [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in sums]
    together = counts.filter(pl.col("breakdown") != "team").with_columns(pl.lit(EVERYWHERE).alias("area"))
    return pl.concat([counts, together.group_by(keys, maintain_order=True).agg(added)])


def _of_everywhere(can: pl.DataFrame) -> pl.DataFrame:
    without = can.filter(pl.col("status") != GIVEN).height
    status = NOT_AVAILABLE if without == len(can) else GIVEN
    part = can.filter(pl.col("why") != "").height
    why = [f"{without} of {len(can)} areas have no figure and are left out"] if without else []
    why += [f"{part - without} rest on part of their cases"] if part > without else []
    return pl.DataFrame({"area": [EVERYWHERE], "status": [status], "why": ["; ".join(why)]})


def _grid(
    breakdowns: Sequence[str], areas: Sequence[str], present: pl.DataFrame, teams: dict[str, list[str]]
) -> pl.DataFrame:
    """A row for each area, breakdown and group that has a figure."""
    cells: list[tuple[str, str, str]] = []
    for breakdown in breakdowns:
        found = present.filter(pl.col("breakdown") == breakdown)
        if breakdown == "team":
            without = set(found.filter(pl.col("group") == NO_TEAM)["area"])
            for area in areas:
                names = [*teams.get(area, []), *([NO_TEAM] if area in without else [])]
                cells += [(area, breakdown, name) for name in names]
        else:
            shown_groups = shown(breakdown, found["group"].unique().to_list())
            cells += [(area, breakdown, name) for area in areas for name in shown_groups]
    return pl.DataFrame(cells, schema=dict.fromkeys(KEY, pl.String), orient="row")


def _share(counts: pl.DataFrame, grid: pl.DataFrame) -> pl.DataFrame:
    rows = _filled(grid, counts.drop("category"), KEY).with_columns(pl.lit("").alias("category"))
    return _with(rows, shares(rows["numerator"].to_numpy(), rows["denominator"].to_numpy()))


def _mix(of: Frame, kind: Mix, counts: pl.DataFrame, grid: pl.DataFrame) -> pl.DataFrame:
    names = _categories(of, kind.codes, counts)
    cells = grid.join(names, how="cross", maintain_order="left")
    rows = _filled(cells, counts.drop("denominator"), [*KEY, "category"])
    totals = counts.group_by(KEY).agg(pl.col("numerator").sum().alias("denominator"))
    rows = rows.join(totals, on=KEY, how="left", maintain_order="left").with_columns(pl.col("denominator").fill_null(0))
    return _with(rows, shares(rows["numerator"].to_numpy(), rows["denominator"].to_numpy()))


def _count(of: Frame, kind: Count, counts: pl.DataFrame, grid: pl.DataFrame, can: pl.DataFrame) -> pl.DataFrame:
    names = _categories(of, kind.codes, counts) if kind.codes else pl.DataFrame({"category": [""]})
    cells = grid.join(names, how="cross", maintain_order="left")
    rows = _filled(cells, counts.drop("denominator"), [*KEY, "category"])
    if not isinstance(kind, Rate):
        return rows.with_columns(
            pl.lit(None, pl.Int64).alias("denominator"),
            pl.col("numerator").cast(pl.Float64).alias("value"),
            *(pl.lit(None, pl.Float64).alias(name) for name in ("lower", "upper")),
            *(pl.lit(text).alias(name) for name, text in (("unit", "number"), ("method", "count"), ("status", GIVEN))),
            pl.lit("").alias("why"),
        )
    people = _population(of, can)
    rows = rows.join(people, on=KEY, how="left", maintain_order="left").rename({"children": "denominator"})
    numbers = rows["denominator"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    return _with(rows, rates(rows["numerator"].to_numpy(), numbers, per=kind.per), nobody=NOT_AVAILABLE)


def _population(of: Frame, can: pl.DataFrame) -> pl.DataFrame:
    """area, breakdown, group, children: who the rates of the period are of; of all areas where each is known."""
    people = of.population.filter(pl.col("year") == of.period.year.ends_in - 1).select(*KEY, "children")
    usable = can.filter((pl.col("status") == GIVEN) & (pl.col("area") != EVERYWHERE)).select("area")
    ours = people.join(usable, on="area", how="semi")
    together = (
        ours.group_by("breakdown", "group")
        .agg(pl.col("children").sum(), pl.len().alias("known"))
        .filter(pl.col("known") == len(usable))
        .select(pl.lit(EVERYWHERE).alias("area"), "breakdown", "group", "children")
    )
    return pl.concat([people, together])


def _categories(of: Frame, codes: str, counts: pl.DataFrame) -> pl.DataFrame:
    listed = months(of.period.start, of.period.end) if codes == "month" else groups(codes)
    others = sorted(set(counts["category"].unique()) - set(listed))
    return pl.DataFrame({"category": [*listed, *others]}, schema={"category": pl.String})


def _spread(kind: Spread, days: pl.DataFrame, grid: pl.DataFrame) -> pl.DataFrame:
    band = pl.when(pl.lit(value=False)).then(pl.lit(""))
    for first, last in kind.bands:
        inside = pl.col("day") >= first if last is None else pl.col("day").is_between(first, last)
        band = band.when(inside).then(pl.lit(band_name(first, last)))
    counts = (
        days.with_columns(band.alias("category"))
        .group_by(*KEY, "category")
        .agg(pl.col("completed").sum().alias("numerator"))
    )
    names = pl.DataFrame({"category": [band_name(*ends) for ends in kind.bands]})
    rows = _filled(grid.join(names, how="cross", maintain_order="left"), counts, [*KEY, "category"])
    rows = rows.with_columns(pl.col("numerator").sum().over(KEY).alias("denominator"))
    return _with(rows, shares(rows["numerator"].to_numpy(), rows["denominator"].to_numpy()))


def band_name(first: int, last: int | None) -> str:
    """
    >>> band_name(0, 0), band_name(1, 10), band_name(61, None)
    ('same day', '1 to 10', '61 or more')
    """
    if last is None:
        return f"{first} or more"
    return "same day" if first == last == 0 else f"{first} to {last}"


def _timed(kind: OfDays, days: pl.DataFrame, grid: pl.DataFrame) -> pl.DataFrame:
    names = pl.DataFrame({"category": timing.categories(kind)})
    cells = grid.join(names, how="cross", maintain_order="left")
    rows = cells.join(timing.timed(kind, days), on=[*KEY, "category"], how="left", maintain_order="left")
    return rows.with_columns(
        pl.lit(None, pl.Int64).alias("numerator"),
        pl.col("denominator").fill_null(0),
        pl.col("status").fill_null(NOTHING),
        pl.col("unit", "method", "why").fill_null(""),
    )


def _filled(cells: pl.DataFrame, counts: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """The cells with their counts, nought where nothing was counted."""
    numbers = [name for name in ("numerator", "denominator") if name in counts.columns]
    return cells.join(counts, on=on, how="left", maintain_order="left").with_columns(pl.col(numbers).fill_null(0))


def _with(rows: pl.DataFrame, made: Estimates, nobody: str = NOTHING) -> pl.DataFrame:
    """Rows with the values that were made of them."""
    values = made.frame().select("value", "lower", "upper", "unit", "method", pl.col("why_not").alias("why"))
    status = pl.when(pl.col("value").is_null()).then(pl.lit(nobody)).otherwise(pl.lit(GIVEN)).alias("status")
    return pl.concat([rows, values], how="horizontal").with_columns(status)


def _whole(of: Frame, one: Asked, told: pl.DataFrame, can: pl.DataFrame) -> pl.DataFrame:
    """Rows with all the columns of a figure; those of an area that has none are missing, and say why."""
    indicator = one.indicator
    rows = told.join(can.rename({"status": "can", "why": "because"}), on="area", how="left", maintain_order="left")
    barred = pl.col("can") != GIVEN
    numbers = ("numerator", "denominator", "value", "lower", "upper")
    why = pl.concat_str(pl.col("because"), pl.col("why"), separator="; ").str.strip_chars("; ")
    return rows.with_columns(
        *(pl.when(~barred).then(name).alias(name) for name in numbers),
        pl.when(barred).then("can").otherwise("status").alias("status"),
        pl.when(barred).then("because").otherwise(why).alias("why"),
        pl.lit(indicator.name).alias("indicator"),
        pl.lit(indicator.id).alias("id"),
        pl.lit(indicator.version_for(of.local)).alias("version"),
        pl.lit(of.period.name).alias("period"),
    ).select(pl.col(name).cast(dtype) for name, dtype in FIGURES.items())


def _not_collected(of: Frame, name: str, id: str) -> pl.DataFrame:
    """A row for each area, that says that what the figure needs was not asked for in that year."""
    row = {"indicator": name, "id": id, "period": of.period.name, "breakdown": ALL, "group": ALL, "category": ""}
    row |= {"status": NOT_COLLECTED, "why": f"what it needs was not asked for in {of.period.year}"}
    areas = [*of.counts.areas, EVERYWHERE] if len(of.counts.areas) > 1 else of.counts.areas
    return pl.DataFrame([{**row, "area": area} for area in areas], schema=FIGURES)


def with_groups(population: pl.DataFrame | None) -> pl.DataFrame:
    """A population with all its columns. Raises ValueError where it lacks one that it needs."""
    if population is None:
        return pl.DataFrame(schema=POPULATION)
    missing = [name for name in ("area", "year", "children") if name not in population.columns]
    if missing:
        raise ValueError(f"the population has no column {', '.join(missing)}: it needs area, year and children")
    absent = [pl.lit(ALL).alias(name) for name in ("breakdown", "group") if name not in population.columns]
    return population.with_columns(absent).select(list(POPULATION)).cast(dict(POPULATION))
