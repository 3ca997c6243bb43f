"""
The area's own figures: counted from its returns, and let out through disclosure control alone.

What leaves this module is what may be printed. The true figures stay in its functions, and so do the counts of what the
returns' rules found. Whatever is printed is then attacked, with all that an attacker may know: the published tables,
and the release before. Where the attack finds one count that was to be held back, there is no release.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from paramountcy.publication.disclosure.attack import attack
from paramountcy.publication.disclosure.protect import protect
from paramountcy.publication.shape import RELEASED
from paramountcy.publication.site.area import Area
from paramountcy.publication.site.counting import FROM_RETURNS, Progress, count
from paramountcy.publication.site.country import Country
from paramountcy.publication.site.shape import NotPublished, Own

KEY = ["indicator", "area_code", "period", "breakdown", "group", "category"]


def own_figures(
    paths: Sequence[Path],
    *,
    area: Area,
    on: date,
    country: Country,
    version: str,
    previous: Sequence[pl.DataFrame] = (),
    secondary: bool = True,
    progress: Progress | None = None,
    workers: int = 1,
) -> Own:
    """
    What may be printed of the figures of some returns. `previous` is what earlier releases printed, the newest first.

    Raises NotPublished where the returns can't be used, or the attack finds what was to be held back; never with
    anything of a child in its words. `secondary` is for the tests of that attack. With more `workers` than one, a
    second process judges the returns while this one counts.
    """
    say = progress or (lambda step, share: None)
    counted = count(paths, area=area, on=on, country=country, version=version, progress=say, workers=workers)
    before = [rows.filter(pl.col("source").str.ends_with(FROM_RETURNS)) for rows in previous]
    before = [rows for rows in before if rows.height]
    beside = published_beside(area, country, counted.figures)
    say("disclosure control", 0.6)
    protected = protect(counted.figures, previous=known(before), also_printed=beside, secondary=secondary)
    say("attacking what is to be printed", 0.7)
    found = attack(protected, previous=known(before), also_printed=beside)
    for rows in before[1:]:
        found = found if found.pinned.height else attack(protected, previous=rows, also_printed=beside)
    if found.pinned.height:
        raise NotPublished(_why_not(found.pinned, area))
    say("attacking what is to be printed", 1.0)
    return Own(
        protected.printed.select(pl.col(name).cast(kind) for name, kind in RELEASED.items()),
        counted.years,
        counted.given,
        counted.remarks,
        protected.says,
        found.says,
        found.cells,
    )


def known(before: Sequence[pl.DataFrame]) -> pl.DataFrame | None:
    """
    What earlier releases tell together: each figure once, as it was printed last; where it was held back last, as
    it was printed before. None where there was no release.
    """
    if not before:
        return None
    rows = pl.concat(before)
    held_back = pl.col("numerator").is_null() & pl.col("denominator").is_null() & pl.col("value").is_null()
    return rows.sort(held_back, maintain_order=True).unique(KEY, keep="first", maintain_order=True)


def published_beside(area: Area, country: Country, figures: pl.DataFrame) -> pl.DataFrame:
    """What the published tables print of the area, of those figures that count the same as ours."""
    names = figures["indicator"].unique().to_list()
    found = [pl.DataFrame(schema=RELEASED)]
    for name in sorted(names):
        everywhere = country.figure(name)
        if everywhere and everywhere.of.same_as == name:
            found.append(everywhere.frame(area.code).select(list(RELEASED)))
    return pl.concat(found)


def _why_not(pinned: pl.DataFrame, area: Area) -> str:
    """Which tables gave something away, and nothing of what."""
    tables = pinned.select("indicator", "period", "breakdown").unique(maintain_order=True)
    named = [
        f"{row['indicator']} of {row['period']}" + (f" by {row['breakdown']}" if row["breakdown"] != "all" else "")
        for row in tables.head(8).iter_rows(named=True)
    ]
    more = f" and {tables.height - 8} more" if tables.height > 8 else ""
    many = "1 count" if pinned.height == 1 else f"{pinned.height:,} counts"
    return (
        f"Nothing was published of {area.name}: an attack on what was to be printed worked out {many} that must be "
        f"held back, in {', '.join(named)}{more}. Somebody who knows the published tables and the release before "
        f"could do "
        "the same. Leave that year out, or ask for help with the name of these tables."
    )
