"""
The trials of 2011 and what followed, as far as published figures can tell: tables rebuilt from the data, not copied.

Eight authorities were allowed to set time limits aside. Their first published durations, their medians beside those of
their neighbours, and England since: as in Munro & Lushey's and Munro & Stone's tables, which are not in the open data.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from paramountcy.publication.shape import Table
from paramountcy.publication.site.durations import (
    BANDS,
    COMPLETED,
    ENGLAND,
    LABELS,
    LOWER,
    MEDIAN,
    UPPER,
    WITHIN,
    Cell,
    Durations,
    Row,
)
from paramountcy.returns.published.shape import SYMBOLS
from paramountcy.returns.published.store import Neighbour
from paramountcy.terms.year import Year

EIGHT = {
    "909": "Cumbria",
    "204": "Hackney",
    "205": "Hammersmith and Fulham",
    "206": "Islington",
    "207": "Kensington and Chelsea",
    "340": "Knowsley",
    "212": "Wandsworth",
    "213": "Westminster",
}
FIRST_YEARS = (2014, 2015)
NEIGHBOURS_OF = 2021
"""The list of neighbours that the comparison rests on."""

FACTS = Path(__file__).with_name("trials.csv")


@dataclass(frozen=True)
class Reported:
    """What is reported of the trials, and by whom; `mark` says how sure it is."""

    part: str
    item: str
    said: str
    source: str
    mark: str


@cache
def facts(part: str) -> tuple[Reported, ...]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return tuple(Reported(**row) for row in csv.DictReader(file) if row["part"] == part)


def first_durations(of: Durations, areas: Iterable[str] = EIGHT) -> Table:
    """
    The durations of the first two published years: a row for each authority and England, in each year.

    A symbol stands where a number was withheld or is not there, and the note says what each means.
    """
    rows: list[tuple[str, ...]] = []
    for year in FIRST_YEARS:
        rows += [_duration_row(row) for code in (*areas, ENGLAND) if (row := of.row(year, code))]
    headings = ("Year and area", "completed", *LABELS, "quarter / half / three quarters done by day", "over 45 (%)")
    return Table.of(
        "Assessments completed in the first two published years, by working days taken", headings, rows, _symbols(rows)
    )


def _duration_row(row: Row) -> tuple[str, ...]:
    cells = [written(row.cells.get(name, "")) for name in (COMPLETED, *BANDS)]
    quartiles = " / ".join(written(row.cells.get(name, "")) for name in (LOWER, MEDIAN, UPPER))
    return (f"{Year(row.year)}, {row.area}", *cells, quartiles, over_45(row))


def over_45(row: Row) -> str:
    """
    The percentage over 45 working days, as text; the symbol of what is missing for it.

    England's bands are rounded to 10 and do not add up to the whole, so it is what those within 45 days leave of 100.
    """
    whole, bands = row.number(COMPLETED), row.bands
    late = bands[WITHIN:]
    if not whole:
        return written(row.cells.get(COMPLETED, ""))
    if all(count is not None for count in bands):
        return f"{100 - round(100 * sum(count or 0 for count in bands[:WITHIN]) / whole, 1):.1f}"
    if all(count is not None for count in late):
        return f"{round(100 * sum(count or 0 for count in late) / whole, 1):.1f}"
    return next(written(row.cells.get(name, "")) for name in BANDS[WITHIN:] if row.number(name) is None)


def medians_beside_neighbours(
    of: Durations, neighbours: Mapping[str, Sequence[Neighbour]], areas: Mapping[str, str] | None = None
) -> Table:
    """
    The eight's medians, and in brackets the middle one of their neighbours' medians, other trial authorities left out.

    `neighbours` are those of each authority by its code. Halves round to the even day.
    """
    eight = areas or EIGHT
    years = of.years
    rows = []
    for code, name in eight.items():
        near = [one.la_code for one in neighbours.get(code, ()) if one.la_code not in eight]
        rows.append((name, *(_own_and_theirs(of, year, code, near) for year in years)))
    return Table.of(
        "Middle number of working days, and in brackets that of the statistical neighbours",
        ("Authority", *(f"{Year(year)}" for year in years)),
        rows,
        f"Neighbours are those of the {NEIGHBOURS_OF} list, other trial authorities left out. A number in brackets "
        "alone: the authority's own is not available.",
    )


def _own_and_theirs(of: Durations, year: int, code: str, near: Sequence[str]) -> str:
    theirs = _middle(of, year, near)
    row = of.row(year, code)
    own = row.number(MEDIAN) if row else None
    brackets = "" if theirs is None else f"({round(theirs)})"
    return " ".join(part for part in ("" if own is None else f"{own:.0f}", brackets) if part) or "not available"


def _middle(of: Durations, year: int, codes: Sequence[str]) -> float | None:
    known = [row.number(MEDIAN) for code in codes if (row := of.row(year, code))]
    numbers = [value for value in known if value is not None]
    return float(np.median(numbers)) if numbers else None


def differences(
    of: Durations, neighbours: Mapping[str, Sequence[Neighbour]], areas: Mapping[str, str] | None = None
) -> str:
    """By how much the eight differ from their neighbours on average, over the years, in a sentence; "" if not known."""
    eight = areas or EIGHT
    by_year: dict[int, float] = {}
    for year in of.years:
        gaps = []
        for code in eight:
            near = [one.la_code for one in neighbours.get(code, ()) if one.la_code not in eight]
            row, theirs = of.row(year, code), _middle(of, year, near)
            own = row.number(MEDIAN) if row else None
            if own is not None and theirs is not None:
                gaps.append(own - theirs)
        if gaps:
            by_year[year] = float(np.mean(gaps))
    if len(by_year) < 2:
        return ""
    low, high = min(by_year, key=lambda year: by_year[year]), max(by_year, key=lambda year: by_year[year])
    return (
        f"On average over the authorities, their median lay between {_days(by_year[low])} than their neighbours' "
        f"({Year(low)}) and {_days(by_year[high])} ({Year(high)})."
    )


def _days(gap: float) -> str:
    return f"{abs(gap):.1f} days {'shorter' if gap < 0 else 'longer'}"


def england_since(of: Durations) -> Table:
    """England's durations year by year: level, spread between authorities, and piling up under the limit."""
    headings = (
        "Year",
        "completed",
        "within 10 days (%)",
        "within 45 days (%)",
        "61 days or more (%)",
        "median (days)",
        "spread of authorities' medians (standard deviation, days)",
        "eight in ten authorities' medians (days)",
        "finished a day on days 41 to 45, for each on days 31 to 40",
        "finished on days 46 to 50, for each on days 41 to 45",
    )
    rows = [found for year in of.years if (row := of.row(year, ENGLAND)) and (found := _england_row(of, row))]
    return Table.of("England: how long assessments took, and how much authorities differed", headings, rows)


def _england_row(of: Durations, row: Row) -> tuple[str, ...] | None:
    whole, done, medians = row.number(COMPLETED), row.bands, of.medians(row.year)
    counts = [count for count in done if count is not None]
    if not whole or len(counts) < len(done) or len(medians) < 2:
        return None
    low, high = np.quantile(medians, [0.1, 0.9])
    deviation = f"{medians.std(ddof=1):.1f}"
    if len(medians) < len(of.authorities(row.year)) - 20:
        deviation += f" ({len(medians)} authorities)"
    return (
        f"{Year(row.year)}",
        written(whole),
        f"{100 * sum(counts[:2]) / whole:.1f}",
        f"{100 * sum(counts[:WITHIN]) / whole:.1f}",
        f"{100 * counts[8] / whole:.1f}",
        written(row.cells.get(MEDIAN, "")),
        deviation,
        f"{low:.0f} to {high:.0f}",
        f"{(counts[5] / 5) / (counts[4] / 10):.2f}",
        f"{counts[6] / counts[5]:.2f}",
    )


def written(cell: Cell) -> str:
    """A cell as it is printed: thousands with commas, a symbol as it stands."""
    return cell if isinstance(cell, str) else f"{cell:,.0f}"


def _symbols(rows: Iterable[Sequence[str]]) -> str:
    used = {cell for row in rows for cell in row} & set(SYMBOLS)
    return " ".join(f"{symbol}: {SYMBOLS[symbol]}." for symbol in sorted(used))
