"""What surrounds the figures of the imagined nation: its children, its neighbours, its poverty, its districts."""

import csv
import io
from collections.abc import Iterator

import numpy as np
import polars as pl

from paramountcy.imagine.facts import Draws, Whole
from paramountcy.imagine.nation.draws import bell, chance_of
from paramountcy.imagine.nation.layout import MARK, places, table, written
from paramountcy.imagine.nation.levels import LAST, YEARS
from paramountcy.imagine.nation.press import Press
from paramountcy.imagine.nation.profile import ESTIMATED, LISTS, Profile, neighbours

AGES = "Children aged 0 to 17 years"
DOMAINS = {
    "Index of Multiple Deprivation": 0.15,
    "Income Deprivation Affecting Children": 0.0,
}
"""The indices told, and how far each lies from children's poverty by itself."""
DEPRIVATION_YEARS = (2019, 2025)
SMALL_AREAS = 32_000
"""Neighbourhoods in the nation, which are ranked from 1, the most deprived."""


def files(seed: int, press: Press) -> Iterator[tuple[str, bytes]]:
    """Each file: its name and its bytes."""
    of = press.profile
    yield _population(press, of.children, len(ESTIMATED))
    yield _population(press, of.before_revision, len(ESTIMATED) - 1)
    for year in LISTS:
        yield f"neighbours_{MARK}_{year}.csv", _neighbours(seed, of, year)
    for year in DEPRIVATION_YEARS:
        yield f"indices_of_deprivation_{MARK}_{year}.csv", _deprivation(seed, of, year)
    yield f"ltla-utla_{MARK}_{LAST - 2}.csv", _districts(of)


def _population(press: Press, children: Whole, years: int) -> tuple[str, bytes]:
    """Mid-year estimates: those of a release end in the year before it does."""
    grid = np.zeros((len(children), len(YEARS)), dtype=np.int64)
    grid[:, :years] = children
    where = places(press.profile, shift=-1)
    cells: dict[str, pl.Series | str] = {"age_group": AGES, "population_estimate": press.everybody(grid)}
    first, last = ESTIMATED[0], ESTIMATED[years - 1]
    rows = table(where, cells, years=range(first, last + 1))
    return f"population_{MARK}_{first}_to_{last}.csv", written(rows)


def _neighbours(seed: int, of: Profile, year: int) -> bytes:
    heading = ["old_la_code", "la_name", "region_ind", "region_name"]
    heading += [name for rank in range(1, 11) for name in (f"SN_{rank}", f"SN_{rank}P")]
    rows = [
        [one.la_code, one.name, f"{of.in_region[place] + 1}", one.region]
        + [cell for other, label in near for cell in (of.authorities[other].la_code, label)]
        for place, (one, near) in enumerate(zip(of.authorities, neighbours(seed, of, year), strict=True))
    ]
    return _csv([heading, *rows])


def _deprivation(seed: int, of: Profile, year: int) -> bytes:
    """The indices by lower-tier district: in this nation each authority is one."""
    heading = ["area_code", "area_name", "area_type", "deprivation_data_year", "index_domain"]
    for what in ("average_rank", "average_score", "proportion_bottom_decile"):
        heading += [what, f"rank_{what}"]
    rows = []
    for domain, apart in DOMAINS.items():
        moved = of.deprivation + apart * bell(chance_of(seed, f"{domain} {year}"), len(of.authorities))
        poor = np.clip(0.5 + moved / 6.0, 0.02, 0.98)
        scores = of.low_income if not apart else 25.0 * of.low_income / 0.17
        ranks, deciles = np.floor(SMALL_AREAS * poor), np.clip(poor - 0.4, 0.0, 0.6)
        places_in_order = [_order(ranks), _order(scores), _order(deciles)]
        for place, one in enumerate(of.authorities):
            rows.append(
                [one.gss_code, one.name, "Local authority district", f"{year}", domain]
                + [
                    cell
                    for value, decimals, order in zip(
                        (ranks[place], scores[place], deciles[place]), (0, 3, 4), places_in_order, strict=True
                    )
                    for cell in (f"{value:.{decimals}f}", f"{order[place]}")
                ]
            )
    return _csv([heading, *rows])


def _order(numbers: Draws) -> Whole:
    """The place of each from the highest, which is 1."""
    order = np.empty(len(numbers), dtype=np.int64)
    order[np.argsort(-numbers, kind="stable")] = np.arange(1, len(numbers) + 1)
    return order


def _districts(of: Profile) -> bytes:
    end = f"{LAST - 2 - 2000}"
    heading = [f"LTLA{end}CD", f"LTLA{end}NM", f"UTLA{end}CD", f"UTLA{end}NM"]
    return _csv([heading, *([one.gss_code, one.name, one.gss_code, one.name] for one in of.authorities)])


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
