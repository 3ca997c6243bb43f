"""
Imaginary areas with known truth: for the demo, the tests, the benchmarks and training.

No child in them lives. They are drawn from published facts, not from anyone's records.
"""

import polars as pl

from paramountcy.imagine.area import LA_CODE, authority
from paramountcy.imagine.cin import returns
from paramountcy.imagine.faults import plant
from paramountcy.imagine.shape import Story
from paramountcy.terms.year import Year

__all__ = ["Story", "authority", "cin_return", "plant", "returns"]


def cin_return(
    *,
    children: int,
    year: Year,
    seed: int = 1,
    faults: float = 0.0,
    return_faults: bool = False,
    fault: str | None = None,
    la_code: str = LA_CODE,
) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """
    An imagined authority's CIN return for a year with exactly so many children, and the truth about it.

    The tables are those of `returns`, to be written with `write_xml.write`. `faults` is the share of children
    with a planted fault, `fault` the code of the one rule to break (then half of the children, where `faults` does
    not say), `return_faults` adds faults of the return as a whole. The truth has a row (rule, child, kind) for
    all that a check will find, `child` being the LAchildID: see `faults.plant`. Returns of one authority for several
    years are cut from one `authority`. Raises ValueError for what can't be imagined.
    """
    tables = returns(authority(children=children, year=year, seed=seed, la_code=la_code), year)
    rate = 0.5 if fault and not faults else faults
    return plant(tables, year, rate=rate, seed=seed, only=fault, return_faults=return_faults)
