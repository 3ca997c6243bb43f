"""
Faults of the return as a whole.

Each changes many children a little, none of them so that a rule about that child breaks, but for one: more plans
than conferences means a plan without its conference.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import polars as pl

from paramountcy.imagine.chance import Chance
from paramountcy.imagine.faults.shape import SEX_SINCE
from paramountcy.terms.year import Year, Years, years

Tables = dict[str, pl.DataFrame]
ALLOWED, TOO_MANY = 0.02, 0.03
"""The share of children who may be born and of unknown sex, and the share of whom it is made so."""
FEWEST_DISABILITIES = 8
"""Codes that a return must use."""
UNUSED = ("HAND", "CON", "HEAR", "INC", "PC", "VIS", "MOB")
"""Disabilities that a return of few codes tells as DDA."""


@dataclass(frozen=True)
class ReturnKind:
    code: str
    branch: str
    edit: Callable[[Tables, Year, Chance], Tables]
    years: Years
    with_others: bool
    """Whether other faults can be in the same return: no draft rule of pre-proceedings breaks where there are none."""

    @property
    def name(self) -> str:
        return f"{self.code}-{self.branch}"


RETURN_KINDS: list[ReturnKind] = []


def return_fault(
    code: str, branch: str, *, since: str = "2022-23", with_others: bool = True
) -> Callable[[Callable[[Tables, Year, Chance], Tables]], Callable[[Tables, Year, Chance], Tables]]:
    def registered(edit: Callable[[Tables, Year, Chance], Tables]) -> Callable[[Tables, Year, Chance], Tables]:
        RETURN_KINDS.append(ReturnKind(code, branch, edit, years(since), with_others))
        return edit

    return registered


@return_fault("100", "date")
def reference_date_of_another_year(tables: Tables, year: Year, chance: Chance) -> Tables:
    return tables | {"Header": tables["Header"].with_columns(ReferenceDate=pl.lit(year.start))}


@return_fault("2886Q", "unknown")
def sex_often_unknown(tables: Tables, year: Year, chance: Chance) -> Tables:
    """Sex U or 0 is a code of the list, so no child is at fault by itself."""
    who = tables["ChildIdentifiers"]
    field, unknown = _sex(year)
    born = who["row"].filter(who["PersonBirthDate"].is_not_null())
    chosen = born[chance.order(len(born))[: ceil(TOO_MANY * len(who))]]
    now_unknown = pl.when(pl.col("row").is_in(chosen.implode())).then(pl.lit(unknown)).otherwise(field)
    return tables | {"ChildIdentifiers": who.with_columns(now_unknown.alias(field))}


def _sex(year: Year) -> tuple[str, str]:
    return ("Sex", "U") if year.ends_in >= SEX_SINCE else ("GenderCurrent", "0")


@return_fault("2887Q", "few")
def few_disabilities_told_apart(tables: Tables, year: Year, chance: Chance) -> Tables:
    found = tables["Disabilities"]
    told = found.with_columns(pl.col("Disability").replace(dict.fromkeys(UNUSED, "DDA")))
    return tables | {"Disabilities": _numbered(told.unique(["Child", "Disability"], keep="first", maintain_order=True))}


@return_fault("2888Q", "one-each")
def one_disability_each(tables: Tables, year: Year, chance: Chance) -> Tables:
    return tables | {
        "Disabilities": _numbered(tables["Disabilities"].unique("Child", keep="first", maintain_order=True))
    }


@return_fault("8995Q", "none", since="2026-27", with_others=False)
def no_steps_before_court(tables: Tables, year: Year, chance: Chance) -> Tables:
    return tables | {"PreProceedingsandFGDM": tables["PreProceedingsandFGDM"].clear()}


@dataclass(frozen=True)
class MorePlans:
    """More plans than conferences: not one edit, but as many as it takes of a fault `by` name."""

    code: str
    name: str
    by: str
    also: dict[str, str]


MORE_PLANS = MorePlans(
    code="2883",
    name="2883-more-plans",
    by="2885-no-enquiry",
    also={"2885": "each plan beyond the number of conferences is without a conference of its own"},
)


def without_spare_conferences(tables: Tables, children: pl.Series) -> Tables:
    """
    The return where these children's conferences that made no plan were not needed after all.

    That is no fault; but then one plan without its conference is more plans than conferences (2883).
    """
    planned = tables["ChildProtectionPlans"].select("CINdetails", met="CPPstartDate")
    enquiries = tables["Section47"]
    made_a_plan = enquiries.select("row", "CINdetails", met="DateOfInitialCPC").join(
        planned, on=["CINdetails", "met"], how="semi"
    )["row"]
    spare = (
        pl.col("DateOfInitialCPC").is_not_null()
        & ~pl.col("row").is_in(made_a_plan.implode())
        & pl.col("Child").is_in(children.implode())
    )
    return tables | {
        "Section47": enquiries.with_columns(
            DateOfInitialCPC=pl.when(~spare).then("DateOfInitialCPC"),
            InitialCPCtarget=pl.when(~spare).then("InitialCPCtarget"),
            ICPCnotRequired=pl.when(spare).then(True).otherwise("ICPCnotRequired"),
        )
    }


def spare_conferences(tables: Tables, year: Year) -> int:
    """How many more conferences than new plans there are in the year."""

    def in_year(table: str, field: str) -> int:
        return len(tables[table].filter(pl.col(field).is_between(year.start, year.end)))

    met = in_year("CINdetails", "DateOfInitialCPC") + in_year("Section47", "DateOfInitialCPC")
    return met - in_year("ChildProtectionPlans", "CPPstartDate")


def broken_as_a_whole(tables: Tables, year: Year) -> list[str]:
    """Rules about many children together that a return breaks, whether by one fault or by many."""
    who, (field, unknown) = tables["ChildIdentifiers"], _sex(year)
    unknown_born = (pl.col(field).is_null() | (pl.col(field) == unknown)) & pl.col("ExpectedPersonBirthDate").is_null()
    named = tables["Disabilities"].filter(pl.col("Disability") != "NONE").unique(["Child", "Disability"])
    broken = {
        MORE_PLANS.code: spare_conferences(tables, year) < 0,
        "2886Q": len(who.filter(unknown_born)) > ALLOWED * len(who),
        "2887Q": named["Disability"].n_unique() < FEWEST_DISABILITIES,
        "2888Q": not tables["Disabilities"].is_empty() and not named["Child"].is_duplicated().any(),
    }
    return [code for code, is_broken in broken.items() if is_broken]


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias("row"))
