"""
What a question to the store means: its years and its areas, as the asked table has them.

An area has a code in each year, and not the same in all: Dorset is 835 to 2019 and 838 after. One that is none gets
the sentence of `terms.authority`: what is near, or what it became.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from paramountcy.returns.published import areas as places
from paramountcy.returns.published.catalogue import data_set
from paramountcy.returns.published.imagined import imagined_authority, imagined_region
from paramountcy.returns.published.manifest import Entry, NotInStore
from paramountcy.returns.report.words import together
from paramountcy.terms.authority import FIRST_DAY, Authority, NoSuchAuthority, authority, successors

CODE = pl.when(pl.col("la_code") == "").then("gss_code").otherwise("la_code")
"""What a row's area is asked for by: three digits for an authority, nine characters for others."""


def years_of(entry: Entry, measure: str, years: Sequence[int]) -> tuple[list[int], list[str]]:
    """
    The asked years that the table has, all where none is asked; and what is to be said of the others.

    Raises NotInStore where it has none of them.
    """
    first, last = entry.first_year, entry.last_year
    if not years:
        return list(range(first, last + 1)), []
    have = sorted({year for year in years if first <= year <= last})
    lacking = together([f"{year}" for year in sorted(set(years) - set(have))])
    if not lacking:
        return have, []
    said = f"{measure} is published for {first} to {last} in {entry.data_set}: there is no {lacking}"
    if not have:
        raise NotInStore(said)
    return have, [said]


def areas_of(entry: Entry, areas: Sequence[str], years: Sequence[int]) -> tuple[pl.DataFrame, list[str]]:
    """
    The code of each asked area in each year, in columns code and year; and what is to be said of them.

    Raises NotInStore for an area that is none in all those years.
    """
    about = data_set(entry.data_set)
    as_at = about.as_at if about else (3, 31)
    pairs: list[tuple[str, int]] = []
    notes: list[str] = []
    for asked in areas:
        if whole := _whole(asked, imagined=entry.imagined):
            pairs += ((whole, year) for year in years)
            continue
        codes, gone = _codes_by_year(asked, years, as_at, imagined=entry.imagined)
        if not codes:
            raise NotInStore(gone[-1])
        notes += gone[-1:]
        if len(last := {code: year for year, code in codes.items()}) > 1:
            said = together([f"{code} to {year}" for code, year in last.items()])
            notes.append(f"{asked} is not the same area in all these years: its code is {said}")
        for year, code in codes.items():
            both = next((one for one in entry.together if code in one.split(" / ")), "")
            pairs.append((both or code, year))
            if both:
                notes.append(f"{entry.title} prints {both} as one: the figures are of both together")
    return pl.DataFrame(pairs, schema={"code": pl.String, "year": pl.Int16}, orient="row"), notes


def absent(pairs: pl.DataFrame, figures: pl.DataFrame) -> list[str]:
    """Sentences on the areas and years that were asked for and that the table has no row of."""
    there = figures.select(CODE.alias("code"), "year").unique()
    missing = pairs.unique(maintain_order=True).join(there, on=["code", "year"], how="anti", maintain_order="left")
    return [
        f"the table has no row of {code} in {together([f'{year}' for year in years])}"
        for code, years in missing.group_by("code", maintain_order=True).agg("year").iter_rows()
    ]


def authority_on(asked: str, day: date, *, imagined: bool) -> Authority:
    """The authority meant: of the imagined nation, or of England. Raises NoSuchAuthority."""
    return imagined_authority(asked) if imagined else authority(asked, on=day)


def listed_code(asked: str, neighbours: pl.DataFrame, *, imagined: bool) -> str:
    """The three-digit code of an authority in a list of neighbours. Raises NotInStore where it has none there."""
    vintage = neighbours["vintage"][0]
    listed = set(neighbours["la_code"])
    said = ""
    for day in (date(vintage, 4, 1), date(vintage, 3, 31), date(vintage + 10, 4, 1), FIRST_DAY):
        try:
            one = authority_on(asked, day, imagined=imagined)
        except NoSuchAuthority as why:
            said = said or f"{why}"
            continue
        if one.la_code in listed:
            return one.la_code
        became = [f"{other}" for other in successors(one, on=date(vintage, 4, 1)) if other.la_code in listed]
        instead = f": {together(became)} {'have' if len(became) > 1 else 'has'}" if became else ""
        said = f"{one} has no neighbours in the list of {vintage}{instead}"
    raise NotInStore(said)


def _whole(asked: str, *, imagined: bool) -> str:
    """The code of England or of a region, "" for anything else."""
    if imagined:
        invented = imagined_region(asked)
        return invented.gss_code if invented else ""
    region = places.region(asked)
    return region.area.gss_code if region else ""


def _codes_by_year(
    asked: str, years: Sequence[int], as_at: tuple[int, int], *, imagined: bool
) -> tuple[dict[int, str], list[str]]:
    """The three-digit code that an authority has in each year, and why it has none in others."""
    codes, gone = {}, []
    for year in sorted(years):
        try:
            codes[year] = authority_on(asked, places.day_of(year, as_at), imagined=imagined).la_code
        except NoSuchAuthority as why:
            gone.append(f"{why}")
    return codes, gone
