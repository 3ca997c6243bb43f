"""How much a share differs between the teams of an area, and between areas, beyond chance: the postcode lottery."""

from collections.abc import Iterator

import polars as pl

from paramountcy.indicators.availability import GIVEN, NOT_AVAILABLE, NOTHING, TOO_FEW
from paramountcy.indicators.groups import ALL, NO_TEAM
from paramountcy.indicators.timing import KEY
from paramountcy.statistics.intervals import share
from paramountcy.statistics.shape import CannotSay, Estimate
from paramountcy.statistics.variation import Variation, of_shares

LEVEL, ICC, LOW, HIGH = "level", "ICC", "lowest tenth", "highest tenth"

COLUMNS = {
    **dict.fromkeys((*KEY, "category"), pl.String()),
    "numerator": pl.Int64(),
    "denominator": pl.Int64(),
    **dict.fromkeys(("value", "lower", "upper"), pl.Float64()),
    **dict.fromkeys(("unit", "method", "status", "why"), pl.String()),
}


def figures(counts: pl.DataFrame, grid: pl.DataFrame, everywhere: str) -> pl.DataFrame:
    """
    For each area the level of the share, and how far its teams lie apart; for `everywhere`, how far areas do.

    `counts` has numerator and denominator by area, breakdown and group.
    """
    rows: list[tuple] = []
    for area in grid["area"].unique(maintain_order=True):
        whole = counts.filter((pl.col("area") == area) & (pl.col("breakdown") == ALL))
        if area == everywhere:
            units = counts.filter((pl.col("area") != area) & (pl.col("breakdown") == ALL))
            rows += _apart(area, whole, units["area"].to_list(), units, "areas")
        else:
            units = counts.filter(
                (pl.col("area") == area) & (pl.col("breakdown") == "team") & (pl.col("group") != NO_TEAM)
            )
            rows += _apart(area, whole, units["group"].to_list(), units, "teams")
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _apart(area: str, whole: pl.DataFrame, names: list[str], units: pl.DataFrame, among: str) -> Iterator[tuple]:
    count, out_of = (int(whole[name].sum()) for name in ("numerator", "denominator"))
    level = share(count, out_of)
    made = (level.value, level.lower, level.upper, level.unit.name, level.method.name)
    yield (area, ALL, ALL, LEVEL, count, out_of, *made, NOTHING if level.value is None else GIVEN, level.why_not)
    try:
        if not names:
            raise CannotSay(f"no {among} were given")
        found = of_shares(names, units["numerator"].to_numpy(), units["denominator"].to_numpy(), among=among)
    except CannotSay as why:
        status = TOO_FEW if names else NOT_AVAILABLE
        for category in (ICC, LOW, HIGH):
            yield (area, ALL, ALL, category, None, None, None, None, None, "", "", status, str(why))
        return
    yield from (_row(area, category, one, found) for category, one in ((ICC, found.index),))
    unit = found.level.unit.name
    for category, value in ((LOW, found.spread.lowest_tenth), (HIGH, found.spread.highest_tenth)):
        said = f"of {found.spread.n} {among}, as they were seen"
        yield (area, ALL, ALL, category, None, None, value, None, None, unit, "centile", GIVEN, said)


def _row(area: str, category: str, one: Estimate, of: Variation) -> tuple:
    made = (one.value, one.lower, one.upper, one.unit.name, one.method.name)
    return (area, ALL, ALL, category, None, None, *made, GIVEN, of.says)
