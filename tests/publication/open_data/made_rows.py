"""Released figures, made for tests: of one imaginary year's returns, and single rows by hand."""

from functools import cache

import polars as pl

from paramountcy.imagine import authority, returns
from paramountcy.indicators.measure import trend
from paramountcy.publication.shape import GIVEN, RELEASED
from paramountcy.record import Filing, from_cin
from paramountcy.terms.year import Year

AREA, CODE = "Islington", "206"


@cache
def counted(children=120, years=(2024, 2025)):
    """
    The true figures of an imagined authority under a real name, by groups too, in the columns RELEASED. No such child
    lives, so they may be written without disclosure control.
    """
    story = authority(children=children, year=Year(2025), seed=5, la_code=CODE)
    record = from_cin([Filing.of(returns(story, Year(year)), Year(year)) for year in years])
    population = pl.DataFrame({"area": [CODE] * len(years), "year": [year - 1 for year in years], "children": 40_000})
    names = [str(Year(year)) for year in years]
    figures = trend(record, names, population=population, breakdowns=("age", "sex", "ethnicity", "need")).figures
    return figures.with_columns(
        pl.lit(AREA).alias("area"),
        pl.lit(CODE).alias("area_code"),
        pl.lit("authority").alias("level"),
        pl.lit(f"{AREA}, counted from its own returns").alias("source"),
    ).select(pl.col(name).cast(kind) for name, kind in RELEASED.items())


def row(indicator="re_referrals", status=GIVEN, **cells):
    """A released figure of Islington in 2024-25: 20 of 100, unless told otherwise."""
    whole = {
        "indicator": indicator, "id": "C7", "version": "1", "area": AREA, "area_code": CODE, "level": "authority",
        "period": "2024-25", "breakdown": "all", "group": "all", "category": "", "numerator": 20, "denominator": 100,
        "value": 0.2, "lower": 0.134, "upper": 0.289, "unit": "share", "method": "Wilson", "why": "", "source": "us",
    }  # fmt: skip
    if status != GIVEN:
        whole |= dict.fromkeys(("numerator", "denominator", "value", "lower", "upper"))
    return {**whole, "status": status, **cells}


def frame(*rows):
    return pl.DataFrame([{name: one[name] for name in RELEASED} for one in rows], schema=RELEASED, orient="row")
