"""
An authority, block by block.

A block of families has its own seed, so a larger authority is the smaller one with more families: the
first of them, and all that happens to them, stay as they are.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from paramountcy.imagine.calendar import number
from paramountcy.imagine.chance import Chance
from paramountcy.imagine.cin import is_returned, refuse_other_years
from paramountcy.imagine.facts import Whole
from paramountcy.imagine.happened import all_that_happened
from paramountcy.imagine.identity import issuers
from paramountcy.imagine.people import families, steadfast
from paramountcy.imagine.shape import STORY, Story
from paramountcy.imagine.telling import Telling
from paramountcy.terms.year import Year

LA_CODE = "820"
"""Bedfordshire, which ended in 2009: no authority of today is imitated."""
OLDEST, BEGINS, ENDS = date(2009, 4, 1), date(2017, 4, 1), date(2027, 3, 31)
"""The earliest referral told; the day from which all are; and the story's last."""
FAMILIES = 4_000
"""In a block."""
STEADFAST_KNOWN = 200
"""Days by which the first child of all is known before the story begins."""
SPARE = 50
"""Children beyond those asked for, from whom the last few can be picked."""


def authority(*, children: int, year: Year, seed: int = 1, la_code: str = LA_CODE) -> Story:
    """
    An authority with exactly `children` children in its CIN return for `year`.

    The story runs from April 2017 to March 2027; a return for any year from 2022-23 to 2026-27 can be cut
    from it, and these agree with each other. The same arguments give the same story anywhere. Raises
    ValueError where there is nothing to imagine: no children, an unknown year or authority.
    """
    refuse_other_years(year)
    if children < 1:
        raise ValueError(f"an authority of {children} children cannot be imagined: ask for 1 or more")
    issuing = issuers(la_code)
    blocks: list[Block] = []
    counts = np.zeros(0, dtype=np.int64)
    while counts.sum() < children + SPARE:
        block = _tell(seed, issuing, len(blocks), blocks[-1].after() if blocks else dict.fromkeys(STORY, 0))
        blocks.append(block)
        counts = np.append(counts, _children_returned(block, year))
    chosen = _families_for(children, counts)
    tables = {name: pl.concat([block.tables[name] for block in blocks], rechunk=True) for name in STORY}
    return Story(la_code, BEGINS, ENDS, _only(tables, chosen))


@dataclass(frozen=True)
class Block:
    """The tables of STORY for some families, and the numbers of the first of them."""

    first: dict[str, int]
    tables: dict[str, pl.DataFrame]

    def after(self) -> dict[str, int]:
        """The numbers with which the next block begins."""
        return {name: self.first[name] + len(table) for name, table in self.tables.items()}


def _tell(seed: int, issuing: Whole, place: int, first: dict[str, int]) -> Block:
    """The block of families at `place`, whose rows in each table are numbered from `first`."""
    chance = Chance(seed, place)
    begins, ends = number(BEGINS), number(ENDS)
    people = families(chance, FAMILIES, begins, ends, number(OLDEST))
    if place == 0:
        steadfast(people, begins - STEADFAST_KNOWN)
    telling = Telling(chance, all_that_happened(chance, people, ends), ends, first)
    columns = telling.tables(seed, issuing, with_steadfast=place == 0)
    frames = {name: pl.DataFrame(columns[name], schema_overrides=schema) for name, schema in STORY.items()}
    return Block(first, {name: frame.select(list(STORY[name])) for name, frame in frames.items()})


def _children_returned(block: Block, year: Year) -> np.ndarray:
    """How many children of each of the block's families are in the return for `year`."""
    returned = block.tables["episodes"].filter(is_returned(year))["child"].unique(maintain_order=True).to_numpy()
    family = block.tables["children"]["family"].to_numpy()[returned - block.first["children"]]
    return np.bincount(family - block.first["families"], minlength=FAMILIES)


def _families_for(children: int, counts: np.ndarray) -> np.ndarray:
    """Which families to keep: the first, and at the end families with one child each until the number is exact."""
    upto = np.cumsum(counts)
    chosen = upto <= children
    short = children - (upto[chosen][-1] if chosen.any() else 0)
    ones = np.flatnonzero(~chosen & (counts == 1))[:short]
    chosen[ones] = True
    return np.flatnonzero(chosen)


def _only(tables: dict[str, pl.DataFrame], families: np.ndarray) -> dict[str, pl.DataFrame]:
    """The story of these families alone."""
    kept = {"family": pl.Series(families)}
    for name, key, gives in (
        ("families", "family", None),
        ("children", "family", "child"),
        ("disabilities", "child", None),
        ("episodes", "child", "episode"),
        ("assessments", "episode", "assessment"),
        ("factors", "assessment", None),
        ("enquiries", "episode", None),
        ("need_plans", "episode", None),
        ("protection_plans", "episode", "plan"),
        ("reviews", "plan", None),
        ("pre_proceedings", "episode", None),
    ):
        tables[name] = tables[name].filter(_among(tables[name][key], kept[key]))
        if gives:
            kept[gives] = tables[name][gives]
    return tables


def _among(key: pl.Series, kept: pl.Series) -> pl.Series:
    """Which of the numbers are among those kept: by their place, as there are many."""
    flags = np.zeros(max(len(key) and key.to_numpy().max(), len(kept) and kept.to_numpy().max()) + 1, dtype=bool)
    flags[kept.to_numpy()] = True
    return pl.Series(flags[key.to_numpy()])
