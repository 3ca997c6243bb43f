"""Planting faults in a return, and keeping the truth."""

from collections.abc import Iterator
from itertools import cycle

import polars as pl

from paramountcy.imagine.chance import Chance
from paramountcy.imagine.faults.hosts import Hosts, Tables
from paramountcy.imagine.faults.return_ import (
    MORE_PLANS,
    RETURN_KINDS,
    ReturnKind,
    broken_as_a_whole,
    spare_conferences,
    without_spare_conferences,
)
from paramountcy.imagine.faults.shape import KINDS, Kind, code_in, in_turn
from paramountcy.terms.working_days import working_days_before
from paramountcy.terms.year import Year

TRUTH = {"rule": pl.String, "child": pl.String, "kind": pl.String}
NOT_PLANTED = "not planted"
"""The kind of what a check will find though nobody planted it: work long open, as anywhere; many faults together."""

Row = tuple[str, str | None, str]


def plant(
    tables: Tables, year: Year, *, rate: float, seed: int, only: str | None = None, return_faults: bool = False
) -> tuple[Tables, pl.DataFrame]:
    """
    Give that share of the children one fault each, kinds in turn, and say which.

    `only` is the code of one rule, whose kinds alone are planted. `return_faults` adds those of the return as
    a whole; but no steps before court (8995Q) only when asked for alone, as it leaves other rules nothing to
    find. The truth has a row (rule, child, kind) for everything that a check will find: the faults planted,
    what they imply (`IMPLIES`), and what nobody planted (NOT_PLANTED). `child` is the LAchildID as sent, null
    where it is missing and for the return as a whole. The first child is never chosen. Raises ValueError where
    no kind breaks `only` in that year, or the rate is not a share.
    """
    if not 0 <= rate <= 1:
        raise ValueError(f"{rate} is not a share of the children: give a number from 0 to 1")
    kinds, return_kinds, more_plans = _asked(year, only, return_faults)
    chance = Chance(seed, year.ends_in)
    planted: list[Row] = []
    for kind in return_kinds:
        tables = kind.edit(tables, year, chance)
        planted.append((kind.code, None, kind.name))
    wanted = round(rate * len(tables["ChildIdentifiers"]))
    hosts = Hosts(tables, year, chance, wanted)
    planted.extend(_in_turn(hosts, kinds, year, wanted))
    if more_plans:
        planted.extend(_more_plans(hosts, tables, year))
    tables = hosts.tables()
    truth = pl.DataFrame(planted, schema=TRUTH, orient="row")
    return tables, pl.concat([truth, _not_planted(tables, year, truth)])


def _asked(year: Year, only: str | None, return_faults: bool) -> tuple[list[Kind], list[ReturnKind], bool]:
    """The kinds to plant, those of the return, and whether to plant more plans than conferences."""
    kinds = [kind for kind in in_turn(year) if only is None or code_in(year, kind.code) == only]
    of_return = [kind for kind in RETURN_KINDS if year in kind.years]
    return_kinds = [
        kind for kind in of_return if kind.code == only or (not only and return_faults and kind.with_others)
    ]
    more_plans = only == MORE_PLANS.code or (not only and return_faults)
    if not (kinds or return_kinds or more_plans):
        raise ValueError(f"no fault breaks a rule {only} in {year}: give the code of a rule in force that year")
    return kinds, return_kinds, more_plans


def _in_turn(hosts: Hosts, kinds: list[Kind], year: Year, wanted: int) -> Iterator[Row]:
    """Plant kind after kind until so many children are at fault, or no kind finds one more."""
    in_vain = 0
    for kind in cycle(kinds):
        if wanted <= 0 or in_vain == len(kinds):
            return
        at_fault = hosts.give(kind)
        in_vain = 0 if at_fault else in_vain + 1
        wanted -= len(at_fault)
        yield from ((code, child, kind.name) for code in kind.codes(year) for child in at_fault)


def _more_plans(hosts: Hosts, tables: Tables, year: Year) -> Iterator[Row]:
    """Take away conferences until the year has more plans: first those that made none, then those of some plans."""
    hosts.go_on_from(without_spare_conferences(tables, hosts.unchanged()))
    without = next(kind for kind in KINDS if kind.name == MORE_PLANS.by)
    for _ in range(spare_conferences(hosts.tables(), year) + 1):
        yield from (("2885", child, MORE_PLANS.name) for child in hosts.give(without))
    if spare_conferences(hosts.tables(), year) < 0:
        yield MORE_PLANS.code, None, MORE_PLANS.name


def _not_planted(tables: Tables, year: Year, truth: pl.DataFrame) -> pl.DataFrame:
    """What a check will find besides: assessments and enquiries long open, and what many faults make together."""
    long_open = [
        (
            "8670Q",
            tables["Assessments"].filter(
                pl.col("AssessmentAuthorisationDate").is_null()
                & (pl.col("AssessmentActualStartDate") < working_days_before(45, year.end))
            ),
        ),
        (
            "8675Q",
            tables["Section47"].filter(
                pl.col("DateOfInitialCPC").is_null()
                & ~pl.col("ICPCnotRequired")
                & (pl.col("S47ActualStartDate") < working_days_before(15, year.end))
            ),
        ),
    ]
    ids = tables["ChildIdentifiers"].select("Child", child="LAchildID")
    found = [
        rows.select("Child")
        .unique(maintain_order=True)
        .join(ids, on="Child", maintain_order="left")
        .select(rule=pl.lit(rule), child="child")
        for rule, rows in long_open
    ]
    whole = [(code, None) for code in broken_as_a_whole(tables, year)]
    found.append(pl.DataFrame(whole, schema={"rule": pl.String, "child": pl.String}, orient="row"))
    besides = pl.concat(found).join(truth, on=["rule", "child"], how="anti", nulls_equal=True, maintain_order="left")
    return besides.select("rule", "child", kind=pl.lit(NOT_PLANTED))
