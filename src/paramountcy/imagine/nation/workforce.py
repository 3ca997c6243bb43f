"""Social workers in the imagined nation on 30 September: in post, coming and going, agency, vacancies, cases."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from paramountcy.imagine.facts import Draws, Whole
from paramountcy.imagine.nation.draws import times
from paramountcy.imagine.nation.hiding import SMALL
from paramountcy.imagine.nation.layout import columns_of, file_name, places, table, written
from paramountcy.imagine.nation.levels import LAST, YEARS, levels
from paramountcy.imagine.nation.making import Making, centred
from paramountcy.imagine.nation.press import Press

TABLE = "workforce/indicators"
FIRST = 2017
WORKING_DAYS_A_YEAR = 253
RATES: Mapping[str, tuple[str, tuple[str, ...], int]] = {
    "turnover_rate_fte": ("leavers_fte", ("inpost_fte",), 100),
    "turnover_rate_headcount": ("leavers_headcount", ("inpost_headcount",), 100),
    "agency_rate_fte": ("agency_fte", ("agency_fte", "inpost_fte"), 100),
    "agency_rate_headcount": ("agency_headcount", ("agency_headcount", "inpost_headcount"), 100),
    "agency_cover_rate_fte": ("agency_cover_fte", ("agency_fte",), 100),
    "vacancy_rate_fte": ("vacancy_fte", ("vacancy_fte", "inpost_fte"), 100),
    "vacancy_agency_cover_rate_fte": ("agency_cover_fte", ("vacancy_fte",), 100),
    "caseload_fte": ("cases_tenfold", ("case_holders_fte",), 1),
    "absence_rate_fte": ("working_days_lost_fte", ("days_to_work",), 100),
}
"""Each rate: what it counts, what that is out of (added up), and per how many."""


def made(making: Making) -> dict[str, Whole]:
    """The counts of the table, full-time equivalents in tenths: shapes authorities by YEARS."""
    # However few the children, somebody is there.
    inpost_headcount = making.keep("inpost_headcount", np.maximum(making.rate("inpost_headcount", "inpost"), 1))
    found: dict[str, Whole] = {"inpost_headcount": inpost_headcount}
    hours = np.floor(945 + 12 * making.effect("case_holders") / levels()["case_holders"].apart).astype(np.int64)
    for name in ("starters", "leavers"):
        found[f"{name}_headcount"] = making.share(f"{name}_headcount", "inpost_headcount", name)
    for name in ("inpost", "starters", "leavers"):
        found[f"{name}_fte"] = found[f"{name}_headcount"] * hours // 100
    inpost = found["inpost_fte"]
    found["vacancy_fte"] = _beside(inpost, _part(making, "vacancy", inpost))
    found["agency_fte"] = _beside(inpost, _part(making, "agency", inpost))
    found["agency_headcount"] = (found["agency_fte"] * 102 // 100 + 9) // 10
    cover = np.floor(found["agency_fte"] * _part(making, "agency_cover", found["agency_fte"])).astype(np.int64)
    found["agency_cover_fte"] = np.minimum(cover, found["vacancy_fte"])
    holding = _part(making, "case_holders", inpost)
    found["case_holders_fte"] = np.maximum(np.floor(inpost * holding).astype(np.int64), 10)
    for name, level, of in (
        ("cases", "caseload", "case_holders_fte"),
        ("working_days_lost_fte", "absence", "inpost_fte"),
    ):
        each = levels()[level].path * times(making.effect(level))
        found[name] = np.floor(found[of] * each / (10.0 if name == "cases" else 1.0) + 0.5).astype(np.int64)
    return found


def file(press: Press, found: Mapping[str, Whole]) -> tuple[str, bytes]:
    """The table's file: its name and its bytes."""
    numbers = dict(found) | {
        "cases_tenfold": found["cases"] * 10,
        "days_to_work": found["inpost_fte"] * WORKING_DAYS_A_YEAR,
    }
    heads = {name: numbers[f"{name}_headcount"] for name in ("inpost", "starters", "leavers", "agency")}
    few = {name: (head > 0) & (head <= SMALL) for name, head in heads.items()}
    cells: dict[str, pl.Series | str] = {}
    for column in columns_of(TABLE, LAST):
        name = column.measure
        hidden = few.get(name.partition("_")[0].replace("turnover", "leavers"))
        if name == "vacancy_agency_cover_rate_fte":
            hidden = few["agency"]
        if name in RATES:
            part, out_of, per = RATES[name]
            whole = sum((numbers[one] for one in out_of), np.zeros_like(found["cases"]))
            cells[column.column] = press.shares(numbers[part], whole, hidden, times=per)
        elif name.endswith("_fte"):
            cells[column.column] = press.tenths(numbers[name], hidden)
        else:
            cells[column.column] = press.counts(numbers[name], hidden, nearest=1)
    return file_name(TABLE, FIRST, YEARS[-1]), written(table(places(press.profile), cells, first=FIRST))


def _part(making: Making, level: str, of: Whole) -> Draws:
    return centred(levels()[level].path, times(making.effect(level)), of)


def _beside(inpost: Whole, share: Draws) -> Whole:
    """So many beside those in post that they are that share of both together."""
    return np.floor(inpost * share / (1.0 - share) + 0.5).astype(np.int64)
