"""
The form of a published table: its first columns, which say when and where, and its rows, year by year and area by area.

The names of columns are those of the releases that the reader knows (`returns/published/columns.csv`): the tables are
read by the same text as anybody's.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from paramountcy.imagine.nation.levels import FIRST, YEARS
from paramountcy.imagine.nation.profile import Profile
from paramountcy.returns.published.catalogue import Column, DataSet, data_set
from paramountcy.returns.published.imagined import imagined_areas
from paramountcy.returns.published.shape import AUTHORITY, NATIONAL, REGIONAL

MARK = "imagined"
"""In the name of every file, and in every row that has a column for the name of its table."""


def known_table(name: str) -> DataSet:
    """A table that the reader knows."""
    found = data_set(name)
    assert found is not None
    return found


def columns_of(name: str, release: int) -> list[Column]:
    """The columns of a table in the form that its release of a year has."""
    return [one for one in known_table(name).columns if one.stands_in(release)]


def places(profile: Profile, *, identifier: str = "Reporting year", shift: int = 0) -> pl.DataFrame:
    """When and where each row is about: every area in every one of YEARS, moved by `shift` years."""
    whole = next(one for one in imagined_areas() if one.level == NATIONAL)
    by_name = {one.name: one for one in profile.regions}
    areas = [(NATIONAL, "", "", "", "", "")]
    areas += [(REGIONAL, one.gss_code, one.name, "", "", "") for one in profile.regions]
    areas += [
        (AUTHORITY, by_name[one.region].gss_code, one.region, one.la_code, one.gss_code, one.name)
        for one in profile.authorities
    ]
    names = ["geographic_level", "region_code", "region_name", "old_la_code", "new_la_code", "la_name"]
    rows = pl.DataFrame(areas, schema=names, orient="row")
    years = pl.DataFrame({"time_period": [f"{year + shift}" for year in YEARS]})
    return years.join(rows, how="cross").select(
        "time_period",
        pl.lit(identifier).alias("time_identifier"),
        "geographic_level",
        pl.lit(whole.gss_code).alias("country_code"),
        pl.lit(whole.name).alias("country_name"),
        *names[1:],
    )


def table(
    where: pl.DataFrame, cells: Mapping[str, pl.Series | str], *, first: int = FIRST, years: Sequence[int] = ()
) -> pl.DataFrame:
    """
    The rows of a table from its first year on, or of some years. `cells` has a text for each of all rows, or one for
    all, by the name of its column.
    """
    wanted = {f"{year}" for year in years or range(first, YEARS[-1] + 1)}
    return where.with_columns(
        **{name: pl.lit(text) if isinstance(text, str) else text for name, text in cells.items()}
    ).filter(pl.col("time_period").is_in(wanted))


def written(rows: pl.DataFrame) -> bytes:
    """A table as the bytes of its file."""
    return rows.write_csv(line_terminator="\n").encode()


def file_name(name: str, first: int, last: int) -> str:
    """What the file of a table is called: as the department begins it, and that it is imagined."""
    return f"{known_table(name).file}{'' if known_table(name).file.endswith('_') else '_'}{MARK}_{first}_to_{last}.csv"
