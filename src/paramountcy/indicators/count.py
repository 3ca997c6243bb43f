"""
Counting: numerators, denominators and day counts of many indicators at once, by area and group.

Each view is made once, on the engine, and its lines collected; each breakdown of them is one grouping for all those
indicators that have one number each, and one for each told apart by codes or days. So the cost grows with the
tables, not with the indicators.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from paramountcy.indicators.groups import ALL, NO_TEAM, grouped
from paramountcy.indicators.kinds import Between, Count, Mix
from paramountcy.indicators.lines import Asked, asked, lines
from paramountcy.indicators.period import Period
from paramountcy.indicators.shape import BREAKDOWNS, Indicators, Local
from paramountcy.indicators.view import Around, View
from paramountcy.record.shape import Record
from paramountcy.returns.engines import engine

COLUMNS = {"age": "", "sex": "sex", "ethnicity": "ethnicity", "need": "primary_need", "team": "team", ALL: ""}
"""The column of the lines that each breakdown goes by; the age is each indicator's own."""

COUNTS: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "area": pl.String(),
    "breakdown": pl.String(),
    "group": pl.String(),
    "category": pl.String(),
    "numerator": pl.Int64(),
    "denominator": pl.Int64(),
}
DAY_COUNTS: dict[str, pl.DataType] = {
    "indicator": pl.String(),
    "area": pl.String(),
    "breakdown": pl.String(),
    "group": pl.String(),
    "day": pl.Int64(),
    "completed": pl.Int64(),
    "ruled_out": pl.Int64(),
    "still_open": pl.Int64(),
}

TEAMS = {"area": pl.String(), "la_child_id": pl.String(), "team": pl.String()}


@dataclass(frozen=True)
class Counts:
    """
    What was counted: `counts` (COUNTS) with a row for each indicator, area, group and category with anything in it,
    `day_counts` (DAY_COUNTS) with a row for each day. `breakdowns` are those that were asked for and could be made.
    """

    counts: pl.DataFrame
    day_counts: pl.DataFrame
    asked: tuple[Asked, ...]
    areas: tuple[str, ...]
    breakdowns: tuple[str, ...]
    teams: pl.DataFrame


def count(
    record: Record,
    periods: Sequence[Period],
    indicators: Indicators,
    *,
    breakdowns: Iterable[str] = BREAKDOWNS,
    teams: pl.DataFrame | None = None,
    local: Local | None = None,
    engine_name: str = "polars",
) -> Iterator[Counts]:
    """
    Count indicators over a record, period by period. Those not collected in the period's year, or not about a day where
    the period is one, are left out.

    `teams` has la_child_id and team, a row for each team that works with a child, and area where the record has
    several: a child of two teams is counted in both. Raises ValueError where it has not.
    """
    areas = tuple(sorted(record.filings["area"].unique()))
    members = None if teams is None else _members(teams, areas)
    chosen_breakdowns = [ALL, *(name for name in breakdowns if name != "team" or members is not None)]
    with engine(engine_name) as chosen:
        around = Around(record, chosen, keep=len(periods) > 1 and engine_name == "polars")
        for period in periods:
            in_force = indicators.in_force(period.year).values()
            wanted = asked([one for one in in_force if one.at_end or not period.is_a_day], period, local or Local())
            counts, day_counts = _counted(wanted, around, period, chosen_breakdowns, members)
            told = tuple(name for name in chosen_breakdowns if name != ALL)
            yield Counts(counts, day_counts, tuple(wanted), areas, told, pl.DataFrame(members, schema=TEAMS))


def _counted(
    wanted: Sequence[Asked],
    around: Around,
    period: Period,
    breakdowns: Sequence[str],
    members: pl.DataFrame | None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The counts, and day counts, of one period."""
    of_view: dict[type[View], list[Asked]] = {}
    for one in wanted:
        of_view.setdefault(one.indicator.view, []).append(one)
    ages = "age" in breakdowns
    frames = around.collect([lines(view, these, around, period, with_ages=ages) for view, these in of_view.items()])
    groupings = [
        grouping
        for these, frame in zip(of_view.values(), frames, strict=True)
        for breakdown in breakdowns
        for grouping in _groupings(these, frame.lazy(), breakdown, members)
    ]
    counts, days = [pl.DataFrame(schema=COUNTS)], [pl.DataFrame(schema=DAY_COUNTS)]
    for grouping, frame in zip(groupings, pl.collect_all([part.frame for part in groupings]), strict=True):
        (days if grouping.by == "days" else counts).extend(grouping.told(frame))
    return pl.concat(counts), pl.concat(days)


@dataclass(frozen=True)
class _Grouping:
    """One grouping to be run: of which indicators, by which breakdown, and by what besides."""

    frame: pl.LazyFrame
    breakdown: str
    asked: Sequence[Asked]
    by: str
    """"nothing", "codes" or "days"."""

    def told(self, frame: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """The counts of each indicator, in the columns COUNTS or DAY_COUNTS."""
        group = pl.col("group")
        if self.breakdown == "team":
            group = group.fill_null(NO_TEAM)
        elif self.breakdown != ALL:
            group = grouped(group, self.breakdown)
        frame = frame.with_columns(group.alias("group"))
        for one in self.asked:
            yield _told(one, frame, self.breakdown, self.by)


def _groupings(
    wanted: Sequence[Asked], frame: pl.LazyFrame, breakdown: str, members: pl.DataFrame | None
) -> Iterator[_Grouping]:
    """The groupings of one view's lines by one breakdown."""
    there = [one for one in wanted if breakdown in (ALL, *one.indicator.by) or _needs_teams(one, breakdown)]
    if breakdown == "team" and members is not None:
        frame = frame.join(members.lazy(), on=["area", "la_child_id"], how="left")
    for column in dict.fromkeys(one.age if breakdown == "age" else COLUMNS[breakdown] for one in there):
        these = [one for one in there if breakdown != "age" or one.age == column]
        keyed = frame.with_columns((pl.col(column) if column else pl.lit(ALL)).alias("group"))
        plain = [one for one in these if one.kind.waited is None and one.kind.category is None]
        if plain:
            sums = [pl.col(name).sum() for one in plain for name in _flags(one)]
            yield _Grouping(keyed.group_by("area", "group").agg(sums), breakdown, plain, "nothing")
        for one in these:
            counted = keyed.filter(pl.col(one.counted))
            if one.kind.category is not None:
                by_code = counted.group_by("area", "group", one.category).agg(pl.len().alias("rows"))
                yield _Grouping(by_code, breakdown, [one], "codes")
            elif one.kind.waited is not None:
                by_day = counted.group_by("area", "group", one.days, one.outcome).agg(pl.len().alias("rows"))
                yield _Grouping(by_day, breakdown, [one], "days")


def _needs_teams(one: Asked, breakdown: str) -> bool:
    return breakdown == "team" and isinstance(one.kind, Between)


def _flags(one: Asked) -> list[str]:
    return [one.counted] if one.kind.met is None else [one.counted, one.met]


def _told(one: Asked, frame: pl.DataFrame, breakdown: str, by: str) -> pl.DataFrame:
    named = {
        "indicator": pl.lit(one.indicator.name),
        "area": pl.col("area"),
        "breakdown": pl.lit(breakdown),
        "group": pl.col("group"),
    }
    if by == "days":
        rows, outcome = pl.col("rows").cast(pl.Int64), pl.col(one.outcome)
        named["day"] = pl.col(one.days)
        for place, name in ((1, "completed"), (2, "ruled_out"), (0, "still_open")):
            named[name] = pl.when(outcome == place).then(rows).otherwise(0)
        return _summed(frame.select(**named), DAY_COUNTS, 3)
    if by == "codes":
        kind = one.kind
        assert isinstance(kind, (Mix, Count))
        named["category"] = pl.col(one.category) if kind.codes == "month" else grouped(pl.col(one.category), kind.codes)
        named["numerator"] = pl.col("rows")
        named["denominator"] = pl.lit(None, pl.Int64)
        return _summed(frame.select(**named), COUNTS, 2)
    named["category"] = pl.lit("")
    named["numerator"] = pl.col(_flags(one)[-1])
    named["denominator"] = pl.lit(None, pl.Int64) if one.kind.met is None else pl.col(one.counted)
    return _summed(frame.select(**named), COUNTS, 2)


def _summed(frame: pl.DataFrame, schema: dict[str, pl.DataType], numbers: int) -> pl.DataFrame:
    """Rows that are alike but for their last so many columns, added up. Missing counts stay missing."""
    names = list(schema)
    sums = [pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in names[-numbers:]]
    return frame.cast(dict(schema)).group_by(names[:-numbers], maintain_order=True).agg(sums)


def _members(teams: pl.DataFrame, areas: Sequence[str]) -> pl.DataFrame:
    if "area" not in teams.columns and len(areas) == 1:
        teams = teams.with_columns(pl.lit(areas[0]).alias("area"))
    missing = [name for name in TEAMS if name not in teams.columns]
    if missing:
        raise ValueError(f"the teams have no column {', '.join(missing)}: they need {', '.join(TEAMS)}")
    return teams.select(list(TEAMS)).cast(dict(TEAMS)).drop_nulls("team").unique()
