"""Checks of when and where: time identifiers, periods, geographic levels, and the codes and names of places."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import polars as pl

from paramountcy.publication.open_data.facts import DIGITS, FAMILIES, LEVELS, PLACES, TOTAL
from paramountcy.publication.open_data.screening.pair import LINE, Pair, shown
from paramountcy.publication.open_data.screening.shape import WARNING, Fault, check, lines
from paramountcy.returns.published.areas import authority_area, region
from paramountcy.returns.published.imagined import imagined_area

TIME, PERIOD, LEVEL = "time_identifier", "time_period", "geographic_level"
YEARS = (2009, 2031)
NOT_AVAILABLE = "x"
"""Stands for a code that a place has not."""


@check("time identifiers", "One of the identifiers of the standard.", do="Write it as the standard does.", needs=[TIME])
def time_identifiers(pair: Pair) -> Iterator[Fault]:
    yield from _texts(pair, TIME, [text for text in pair.data.texts(TIME) if text not in DIGITS], "is none")


@check(
    "time identifiers together", "One kind of time in a file.", do="Make a file for each kind of time.", needs=[TIME]
)
def one_kind_of_time(pair: Pair) -> Iterator[Fault]:
    known = [text for text in pair.data.texts(TIME) if text in DIGITS]
    families = list(dict.fromkeys(family for text in known for family in FAMILIES if text in family))
    if len(families) > 1:
        said = " and ".join(shown(next(text for text in known if text in family)) for family in families)
        yield Fault(f"column {TIME}", f"it has {said}")


@check(
    "time periods",
    "Four figures for a calendar or reporting year, a month or a week; six for others, such as 202425.",
    do="Write 2025 for a reporting year, 202425 for a financial year.",
    needs=[TIME, PERIOD],
)
def time_periods(pair: Pair) -> Iterator[Fault]:
    pairs = pair.data.cells.group_by(TIME, PERIOD, maintain_order=True).agg(pl.col(LINE).first())
    for identifier, period, line in pairs.iter_rows():
        digits = DIGITS.get(identifier)
        if digits and not _is_period(period, digits):
            yield Fault(f"line {line}", f"{shown(period)} does not go with {identifier}")


@check("geographic levels", "A level of the standard.", do="Write it as the standard does: National.", needs=[LEVEL])
def levels(pair: Pair) -> Iterator[Fault]:
    yield from _texts(pair, LEVEL, [text for text in pair.data.texts(LEVEL) if text not in LEVELS], "is no level")


@check(
    "places named",
    "Each row has the codes and names of its level, and the country's.",
    do="Fill them in; where a place has no code, write x.",
    needs=[LEVEL],
)
def named(pair: Pair) -> Iterator[Fault]:
    for level in _levels(pair):
        rows = pair.data.cells.filter(pl.col(LEVEL) == level)
        for column in dict.fromkeys([*LEVELS["National"].columns, *LEVELS[level].columns]):
            if column not in pair.data.names:
                yield Fault(f"column {column}", f"it is missing, and there are rows of the level {level}")
                continue
            empty = rows.filter(pl.col(column).str.strip_chars() == "")
            if empty.height:
                yield Fault(f"column {column}, {lines(empty[LINE])}", f"it is empty, in rows of the level {level}")


@check(
    "places of other levels",
    "A row names no place below its own level.",
    do="Empty these cells: a region is no local authority.",
    needs=[LEVEL],
)
def other_levels(pair: Pair) -> Iterator[Fault]:
    for level in LEVELS.values():
        if level.name == "National":
            continue
        secondary = {"Local authority": ("new_la_code",), "School": ("school_laestab",)}.get(level.name, ())
        for column in (*level.columns, *secondary):
            if column in pair.data.names:
                wrong = pair.data.cells.filter(
                    ~pl.col(LEVEL).is_in([level.name, *level.filled_by])
                    & pl.col(LEVEL).is_in(list(LEVELS))
                    & (pl.col(column).str.strip_chars() != "")
                )
                if wrong.height:
                    yield Fault(f"column {column}, {lines(wrong[LINE])}", f"it is filled in rows of {wrong[LEVEL][0]}")


@check(
    "regions of authorities",
    "Rows of authorities name their region.",
    do="Fill in region_code and region_name.",
    broken=WARNING,
    needs=[LEVEL],
)
def regions_of_authorities(pair: Pair) -> Iterator[Fault]:
    rows = pair.data.cells.filter(pl.col(LEVEL) == "Local authority")
    for column in ("region_code", "region_name") if rows.height else ():
        if column not in pair.data.names:
            yield Fault(f"column {column}", "it is missing")
        elif (empty := rows.filter(pl.col(column).str.strip_chars() == "")).height:
            yield Fault(f"column {column}, {lines(empty[LINE])}", "it is empty")


@check(
    "codes and names",
    "The codes and the name of a place belong together, as the Office for National Statistics gives them.",
    do="Put the code or the name right.",
    needs=[LEVEL],
)
def known_places(pair: Pair) -> Iterator[Fault]:
    for columns, is_wrong in (
        (("country_code", "country_name"), _wrong_country),
        (("region_code", "region_name"), _wrong_region),
        (("old_la_code", "new_la_code", "la_name"), _wrong_authority),
    ):
        if set(columns) <= set(pair.data.names):
            for *texts, numbers in _different(pair, columns):
                if why := is_wrong(*(text.strip() for text in texts)):
                    yield Fault(lines(numbers), why)


@check(
    "no totals of places",
    "No place is called Total or All.",
    do=f"Write {TOTAL} in filters only, and leave these empty.",
)
def totals(pair: Pair) -> Iterator[Fault]:
    for column in [name for name in PLACES if name in pair.data.names]:
        yield from _texts(pair, column, [text for text in pair.data.texts(column) if text.lower() in ("total", "all")],
                          "stands in place of a place or time")  # fmt: skip


def _levels(pair: Pair) -> Sequence[str]:
    return [text for text in pair.data.texts(LEVEL) if text in LEVELS]


def _texts(pair: Pair, column: str, texts: Sequence[str], what: str) -> Iterator[Fault]:
    for text in texts:
        rows = pair.data.cells.filter(pl.col(column) == text)
        yield Fault(f"column {column}, {lines(rows[LINE])}", f"{shown(text)} {what}")


def _different(pair: Pair, columns: Sequence[str]) -> Iterator[tuple]:
    """The different combinations of some columns, with the lines of each."""
    named = pair.data.cells.filter(pl.any_horizontal(pl.col(column).str.strip_chars() != "" for column in columns))
    yield from named.group_by(list(columns), maintain_order=True).agg(pl.col(LINE)).iter_rows()


def _is_period(text: str, digits: int) -> bool:
    """
    >>> [_is_period(text, 6) for text in ("202425", "202426", "199900", "2024")], _is_period("2025", 4)
    ([True, False, True, False], True)
    """
    if not re.fullmatch(rf"[12][0-9]{{{digits - 1}}}", text, re.ASCII):
        return False
    return digits == 4 or int(text[4:]) == (int(text[:4]) + 1) % 100


def _wrong_country(code: str, name: str) -> str:
    known = {"E92000001": "England", "W92000004": "Wales", "S92000003": "Scotland", "N92000002": "Northern Ireland"}
    imagined = imagined_area(code)
    if known.get(code) == name or (imagined and imagined.name == name) or code in (NOT_AVAILABLE, "z"):
        return ""
    return f"{shown(code)} and {shown(name)} are no country"


def _wrong_region(code: str, name: str) -> str:
    imagined = imagined_area(code)
    found = region(code)
    if (imagined and imagined.name == name) or code in (NOT_AVAILABLE, "z"):
        return ""
    if not found:
        return f"{shown(code)} is the code of no region"
    called = {found.area.name.lower(), found.also_called.lower()}
    return "" if name.lower() in called else f"{shown(code)} is {found.area.name}, and not {shown(name)}"


@cache
def _wrong_authority(old: str, new: str, name: str) -> str:
    """What is wrong with an authority's codes and name, on every day since 2009 on which it might have stood."""
    if old in (NOT_AVAILABLE, "z") or new == "z":
        return ""
    why = ""
    for year in range(*YEARS):
        # Two authorities printed together, as in "314 / 318", have any name that is given to them.
        called = name if "/" in old else ""
        area, wrong = authority_area(old, "" if new == NOT_AVAILABLE else new, called, date(year, 4, 1))
        if not wrong:
            return "" if _alike(area.name, name) else f"{shown(old)} is {area.name}, and not {shown(name)}"
        why = why or wrong
    return f"{shown(old)} and {shown(new)} are the codes of no authority in any year: {why}"


def _alike(one: str, other: str) -> bool:
    plain = [re.sub(r"[^a-z]|\bcity of\b|\bof\b", "", name.lower().replace("&", "and")) for name in (one, other)]
    return plain[0].replace("cityof", "") == plain[1].replace("cityof", "")
