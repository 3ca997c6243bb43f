"""Small releases to protect: children who were never born, told apart and counted by the plainest means."""

from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np
import polars as pl

from paramountcy.indicators.assessment import BANDS
from paramountcy.indicators.figures import FIGURES, band_name
from paramountcy.indicators.groups import groups
from paramountcy.statistics.day_counts import DayCounts
from paramountcy.statistics.intervals import rates, shares
from paramountcy.statistics.timeliness import MARKS, curve, days_until, share_done

AREA, YEAR = "820", "2024-25"
BREAKDOWNS = {"sex": ("F", "M", "U"), "age": groups("age"), "need": groups("need")[:5]}
QUARTERS = ("lower quartile", "median", "upper quartile")

Row = dict[str, object]


def row(indicator: str, numerator, denominator, *, group=("all", "all"), category="", period=YEAR, **more) -> Row:
    """One figure: a share where there is a denominator, else a count."""
    unit, made = ("number", None) if denominator is None else ("share", shares(numerator or 0, denominator)[0])
    told = {"value": float(numerator or 0), "lower": None, "upper": None, "status": "given", "why": ""}
    if made is not None:
        told |= {"value": made.value, "lower": made.lower, "upper": made.upper}
        told["status"] = "given" if denominator else "nothing to count"
    return {
        **dict.fromkeys(FIGURES, ""),
        "indicator": indicator,
        "area": AREA,
        "period": period,
        "breakdown": group[0],
        "group": group[1],
        "category": category,
        "numerator": numerator,
        "denominator": denominator,
        "unit": unit,
        **told,
        **more,
    }


def figures(rows: Iterable[Row]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=FIGURES)


def table(counts: np.ndarray, indicator: str = "kinds", period: str = YEAR) -> pl.DataFrame:
    """A table of groups by categories, with all its margins, as shares of each group."""
    return figures(table_rows(counts, indicator, period))


def table_rows(counts: np.ndarray, indicator: str = "kinds", period: str = YEAR) -> list[Row]:
    whole = counts.sum(axis=0)
    found = []
    for group, line in [(("all", "all"), whole), *((("sex", f"group {g}"), line) for g, line in enumerate(counts))]:
        for category, count in enumerate(line):
            name = f"kind {category}"
            found.append(row(indicator, int(count), int(line.sum()), group=group, category=name, period=period))
    return found


def by_time(counts: np.ndarray, indicator: str = "flow") -> pl.DataFrame:
    """Counts of months by groups, with their quarter and the whole: three ways to sum."""
    rows = []
    months = [f"2024-{month:02}" for month in range(4, 4 + counts.shape[0])]
    for period, line in [*zip(months, counts, strict=True), ("2024-25-Q1", counts.sum(axis=0))]:
        rows.append(row(indicator, int(line.sum()), None, period=period))
        rows += [
            row(indicator, int(count), None, group=("age", f"group {place}"), period=period)
            for place, count in enumerate(line)
        ]
    return figures(rows)


def imagined(seed: int, *, most: int = 160) -> pl.DataFrame:
    """
    An imagined release of one authority: referrals, what became of them and who made them; assessments, how long they
    took and what share was done by a day; in all, and by sex, age and need, some groups with very few.
    """
    chance = np.random.default_rng(seed)
    referred, assessed = (_children(chance, int(chance.integers(12, most))) for _ in range(2))
    rows: list[Row] = []
    for group, inside in _groups(referred):
        rows += _referrals(group, inside)
    for group, inside in _groups(assessed):
        rows += _assessments(group, inside)
    return figures(rows)


def _children(chance: np.random.Generator, number: int) -> list[dict]:
    """Children by themselves, with all that is told of any."""
    weights = {name: chance.dirichlet(np.full(len(names), 0.7)) for name, names in BREAKDOWNS.items()}
    sources = chance.dirichlet(np.full(5, 0.7))
    slow = chance.uniform(10, 60)
    ends = chance.uniform(0.02, 0.4)
    found = []
    for _ in range(number):
        child = {name: names[chance.choice(len(names), p=weights[name])] for name, names in BREAKDOWNS.items()}
        child["source"] = groups("source")[chance.choice(5, p=sources)]
        child["ending"] = chance.choice(["without action", "not in need", "begun"], p=[ends, ends / 2, 1 - 1.5 * ends])
        child["days"] = int(chance.gamma(2, slow / 2))
        found.append(child)
    return found


def _groups(children: list[dict]) -> list[tuple[tuple[str, str], list[dict]]]:
    found = [(("all", "all"), children)]
    for breakdown, names in BREAKDOWNS.items():
        found += [((breakdown, name), [child for child in children if child[breakdown] == name]) for name in names]
    return found


def _referrals(group: tuple[str, str], children: list[dict]) -> list[Row]:
    number = len(children)
    endings, sources = Counter(child["ending"] for child in children), Counter(child["source"] for child in children)
    people = 40_000 if group == ("all", "all") else None
    rate = rates(number, people if people else float("nan"))[0]
    told = {"value": rate.value, "lower": rate.lower, "upper": rate.upper, "unit": "per 10,000"}
    told |= {"status": "given" if people else "not available", "denominator": people}
    return [
        row("referrals", number, None, group=group) | told,
        row("needs_begun", endings["begun"], None, group=group),
        row("referrals_without_action", endings["without action"], number, group=group),
        row("referrals_not_in_need", endings["not in need"], number, group=group),
        *(
            row("referrals_by_source", sources[name], number, group=group, category=name)
            for name in groups("source")[:5]
        ),
    ]


def _assessments(group: tuple[str, str], children: list[dict]) -> list[Row]:
    days = np.array([child["days"] for child in children], dtype=np.int64)
    number = len(days)
    rows = [
        row("assessments_completed", number, None, group=group),
        row("assessments_within_45_days", int((days <= 45).sum()), number, group=group),
    ]
    for first, last in BANDS:
        inside = int(((days >= first) & (days <= (last if last is not None else days.max(initial=0)))).sum())
        rows.append(row("assessment_days", inside, number, group=group, category=band_name(first, last)))
    return rows + _of_time(group, days)


def _of_time(group: tuple[str, str], days: np.ndarray) -> list[Row]:
    """Quartiles, and the share done by each day."""
    names = [("assessment_quartiles", name) for name in QUARTERS]
    names += [("assessments_done_by", f"by day {day}") for day in MARKS]
    if not len(days):
        nothing = {"numerator": None, "value": None, "lower": None, "upper": None, "status": "nothing to count"}
        return [row(indicator, 0, 0, group=group, category=name) | nothing for indicator, name in names]
    of = curve(DayCounts.of_cases(days, np.ones(len(days), dtype=bool)))
    made = [*(days_until(of, share) for share in (0.25, 0.5, 0.75)), *share_done(of, MARKS)]
    return [
        row(indicator, 0, len(days), group=group, category=name)
        | {"numerator": None, "value": one.value, "lower": one.lower, "upper": one.upper, "unit": one.unit.name}
        for (indicator, name), one in zip(names, made, strict=True)
    ]


def cell(frame: pl.DataFrame, **wanted) -> dict:
    """The one row with these words."""
    return frame.filter(*(pl.col(name) == word for name, word in wanted.items())).row(0, named=True)


Maker = Callable[[int], pl.DataFrame]
